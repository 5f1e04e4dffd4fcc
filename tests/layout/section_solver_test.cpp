// The section search against exhaustive search on small random problems of every kind of
// constraint. The judge below is written from the contract in section_problem.h, apart from
// cost_of.

#include "layout/section_problem.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <vector>

namespace maaiveld::layout {
namespace {

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int between(int lo, int hi) {
        return lo + static_cast<int>(engine_() % static_cast<unsigned>(hi - lo + 1));
    }
    bool chance(int percent) { return between(1, 100) <= percent; }

private:
    std::mt19937 engine_;
};

Item random_item(Dice& dice, int places, int levels) {
    Item item;
    item.half_left = dice.between(0, 2);
    item.half_right = dice.between(0, 2);
    int cover = dice.between(2, 5);
    const bool dear = dice.chance(50);
    for (int l = 0; l < levels; ++l) {
        Level level;
        level.cover = cover;
        cover += dice.between(1, 2);
        for (int x = 0; x < places; ++x) {
            level.cost.push_back(dice.chance(12) ? kForbidden
                                                 : dice.between(0, dear ? 60 : 4) + 2 * l);
        }
        item.levels.push_back(level);
    }
    return item;
}

Spacing random_spacing(Dice& dice, int places) {
    Spacing s;
    const int reach = std::max(2, places / 2);
    s.left = -dice.between(1, reach);
    s.right = dice.between(0, reach);
    if (dice.chance(8)) s.left = Spacing::kNever;
    if (dice.chance(8)) s.right = Spacing::kAlways;
    if (dice.chance(8)) s = {dice.between(1, 2), dice.between(3, reach + 2), 0, 0, 0};
    if (dice.chance(8)) s = {-dice.between(4, reach + 4), -dice.between(1, 3), 0, 0, 0};
    s.wanted_left = std::max(s.left, -places) - dice.between(0, 3);
    s.wanted_right = std::min(s.right, places) + dice.between(0, 3);
    s.cost_per_step = dice.chance(50) ? dice.between(1, 9) : 0;
    return s;
}

Pair random_pair(Dice& dice, const SectionProblem& problem, std::size_t a, std::size_t b) {
    Pair pair{a, b, 0, {}};
    if (dice.chance(50)) {
        pair.by_difference.push_back(random_spacing(dice, problem.places));
        return pair;
    }
    pair.offset = dice.between(0, 12);
    const int entries = dice.between(2, 20);
    for (int e = 0; e < entries; ++e) {
        pair.by_difference.push_back(dice.chance(30) ? Spacing{}
                                                     : random_spacing(dice, problem.places));
    }
    return pair;
}

SumLimit random_limit(Dice& dice, const SectionProblem& problem) {
    SumLimit limit;
    const int items = static_cast<int>(problem.items.size());
    limit.item = static_cast<std::size_t>(dice.between(0, items - 1));
    limit.axis_m = 0.02 * dice.between(1, 5);
    limit.film_m = dice.chance(50) ? 0.05 : 0.0;
    for (int s = dice.between(1, 4); s > 0; --s) {
        SumLimit::Source source;
        source.strength = dice.between(0, 8);
        const int of = dice.between(0, items);
        if (of < items && static_cast<std::size_t>(of) != limit.item) {
            source.item = static_cast<std::size_t>(of);
            source.x_m = 0.05 * dice.between(-2, 2);
            source.depth_m = 0.03;
        } else {
            source.x_m = 0.05 * dice.between(0, problem.places) + 0.013;
            source.depth_m = 0.05 * dice.between(2, 9) + 0.007;
        }
        limit.sources.push_back(source);
    }
    const std::size_t levels = problem.items[limit.item].levels.size();
    const double room = dice.between(1, 20);
    for (std::size_t l = 0; l < levels; ++l)
        limit.room_by_level.push_back(room - 0.3 * static_cast<double>(l));
    return limit;
}

SectionProblem random_problem(unsigned seed) {
    Dice dice(seed);
    SectionProblem problem;
    problem.step_m = 0.05;
    const int items = dice.between(1, 4);
    problem.places = dice.between(4, items == 4 ? 16 : 40);
    const int most_levels = items == 4 ? 4 : items == 3 ? 6 : 12;
    const bool flat = dice.chance(40);
    for (int i = 0; i < items; ++i) {
        problem.items.push_back(random_item(dice, problem.places, dice.between(1, most_levels)));
    }
    if (items > 1 && dice.chance(30)) problem.items[1] = problem.items[0];
    for (std::size_t a = 0; a < problem.items.size(); ++a) {
        for (std::size_t b = a + 1; b < problem.items.size(); ++b) {
            if (dice.chance(20)) continue;
            const bool turned = dice.chance(30);
            Pair pair = random_pair(dice, problem, turned ? b : a, turned ? a : b);
            if (flat) pair.by_difference.resize(1);
            problem.pairs.push_back(pair);
            if (dice.chance(10)) problem.pairs.push_back(random_pair(dice, problem, a, b));
        }
    }
    problem.twice_middle = dice.between(problem.places - 3, problem.places + 3);
    if (items > 1 && dice.chance(30)) problem.orders.push_back({0, 1, dice.between(-1, 4)});
    if (items > 2 && dice.chance(20)) problem.orders.push_back({2, 1, dice.between(0, 3)});
    if (dice.chance(35)) problem.limits.push_back(random_limit(dice, problem));
    if (dice.chance(60)) problem.width_cost_per_step = dice.between(1, 20);
    return problem;
}

// --- the judge: the contract once more, in other words ---------------------------------------

constexpr Cost kBroken = -1;

Cost judge_pair(const SectionProblem& p, const Pair& pair, const std::vector<Place>& at) {
    const int cover_a = p.items[pair.a].levels[static_cast<std::size_t>(at[pair.a].level)].cover;
    const int cover_b = p.items[pair.b].levels[static_cast<std::size_t>(at[pair.b].level)].cover;
    int entry = cover_b - cover_a + pair.offset;
    const int entries = static_cast<int>(pair.by_difference.size());
    if (entries == 1) entry = 0;
    if (entry < 0 || entry >= entries) return 0;
    const Spacing& s = pair.by_difference[static_cast<std::size_t>(entry)];
    const int d = at[pair.b].x - at[pair.a].x;
    if (s.left < d && d < s.right) return kBroken;
    const int missing = d >= s.right ? s.wanted_right - d : d - s.wanted_left;
    return missing > 0 ? Cost{missing} * s.cost_per_step : 0;
}

bool judge_order(const SectionProblem& p, const FacadeOrder& order, const std::vector<Place>& at) {
    const double middle = p.twice_middle / 2.0;
    const double first = at[order.first].x;
    const double second = at[order.second].x;
    if (first < middle && second < middle) return second - first >= order.steps;
    if (first > middle && second > middle) return first - second >= order.steps;
    return true;
}

bool judge_limit(const SectionProblem& p, const SumLimit& limit, const std::vector<Place>& at) {
    const auto cover_m = [&](std::size_t i) {
        return p.items[i].levels[static_cast<std::size_t>(at[i].level)].cover * p.step_m;
    };
    double sum = 0.0;
    const double z = cover_m(limit.item) + limit.axis_m;
    for (const SumLimit::Source& s : limit.sources) {
        if (s.strength == 0.0) continue;
        const double sz = s.depth_m + (s.item ? cover_m(*s.item) : 0.0);
        const double sx = s.x_m + (s.item ? at[*s.item].x * p.step_m : 0.0);
        const double dx = at[limit.item].x * p.step_m - sx;
        const double true2 = dx * dx + (z - sz) * (z - sz);
        const double mirror = z + sz + 2 * limit.film_m;
        if (true2 == 0.0) return false;
        sum += s.strength * 0.5 * std::log((dx * dx + mirror * mirror) / true2);
    }
    return sum <= limit.room_by_level[static_cast<std::size_t>(at[limit.item].level)] + 1e-12;
}

Cost judge(const SectionProblem& p, const std::vector<Place>& at) {
    Cost sum = 0;
    int left = 1 << 20;
    int right = -(1 << 20);
    for (std::size_t i = 0; i < at.size(); ++i) {
        const Item& item = p.items[i];
        const auto& costs = item.levels.at(static_cast<std::size_t>(at[i].level)).cost;
        const std::int32_t own = costs.at(static_cast<std::size_t>(at[i].x));
        if (own == kForbidden) return kBroken;
        sum += own;
        left = std::min(left, at[i].x - item.half_left);
        right = std::max(right, at[i].x + item.half_right);
    }
    for (const Pair& pair : p.pairs) {
        const Cost cost = judge_pair(p, pair, at);
        if (cost == kBroken) return kBroken;
        sum += cost;
    }
    for (const FacadeOrder& order : p.orders) {
        if (!judge_order(p, order, at)) return kBroken;
    }
    for (const SumLimit& limit : p.limits) {
        if (!judge_limit(p, limit, at)) return kBroken;
    }
    return sum + Cost{p.width_cost_per_step} * (right - left);
}

/// Every placement, one item after the other; a beginning is given up when its own costs or pairs
/// already lose.
class Exhaustive {
public:
    explicit Exhaustive(const SectionProblem& problem) : p_(problem), at_(problem.items.size()) {}
    Cost best() {
        place(0, 0);
        return best_;
    }

private:
    void place(std::size_t i, Cost so_far) {
        if (best_ != kBroken && so_far >= best_) return;
        if (i == at_.size()) {
            const Cost cost = judge(p_, at_);
            if (cost != kBroken && (best_ == kBroken || cost < best_)) best_ = cost;
            return;
        }
        for (int l = 0; l < static_cast<int>(p_.items[i].levels.size()); ++l) {
            for (int x = 0; x < p_.places; ++x) {
                at_[i] = {x, l};
                const std::int32_t own = p_.items[i]
                                             .levels[static_cast<std::size_t>(l)]
                                             .cost[static_cast<std::size_t>(x)];
                if (own != kForbidden && pairs_hold(i)) place(i + 1, so_far + own);
            }
        }
    }
    bool pairs_hold(std::size_t newest) const {
        return std::all_of(p_.pairs.begin(), p_.pairs.end(), [&](const Pair& pair) {
            return std::max(pair.a, pair.b) != newest || judge_pair(p_, pair, at_) != kBroken;
        });
    }

    const SectionProblem& p_;
    std::vector<Place> at_;
    Cost best_ = kBroken;
};

TEST(SectionSolver, FindsWhatExhaustiveSearchFinds) {
    int infeasible = 0;
    for (unsigned seed = 1; seed <= 400; ++seed) {
        const SectionProblem problem = random_problem(seed);
        const Cost best = Exhaustive(problem).best();
        const SectionAnswer answer = solve_section(problem);
        ASSERT_EQ(answer.end, SearchEnd::Proven) << "seed " << seed;
        ASSERT_EQ(answer.infeasible(), best == kBroken) << "seed " << seed;
        if (best == kBroken) {
            ++infeasible;
            continue;
        }
        ASSERT_EQ(answer.cost, best) << "seed " << seed;
        ASSERT_EQ(judge(problem, answer.places), best) << "seed " << seed;
        ASSERT_EQ(answer.bound, answer.cost) << "seed " << seed;
    }
    EXPECT_GT(infeasible, 15);
    EXPECT_LT(infeasible, 250);
}

/// Flat, six or seven items: enough for the coarse tables and the groups of items
/// that are nearly alike.
SectionProblem random_flat(unsigned seed) {
    Dice dice(9000 + seed);
    SectionProblem problem;
    const int items = dice.between(6, 7);
    problem.places = items == 6 ? dice.between(18, 34) : dice.between(18, 24);
    std::vector<int> half;
    for (int i = 0; i < items; ++i) {
        Item item = random_item(dice, problem.places, 1);
        const bool like_the_first = i > 0 && dice.chance(40);
        if (like_the_first) item = problem.items[0];
        half.push_back(like_the_first ? half[0] : dice.between(1, 2));
        if (like_the_first && dice.chance(50)) item.levels[0].cost[0] = kForbidden;
        problem.items.push_back(item);
    }
    for (std::size_t a = 0; a < problem.items.size(); ++a) {
        for (std::size_t b = a + 1; b < problem.items.size(); ++b) {
            int gap = half[a] + half[b];
            if (dice.chance(15)) gap += dice.between(2, 7);  // reaches over others
            Spacing s{-gap, gap, 0, 0, 0};
            if (dice.chance(25)) s = {-gap, gap, -gap - 5, gap + 5, dice.between(1, 6)};
            problem.pairs.push_back({a, b, 0, {s}});
        }
    }
    problem.twice_middle = problem.places;
    if (dice.chance(30)) problem.orders.push_back({0, 2, dice.between(1, 6)});
    problem.width_cost_per_step = dice.chance(60) ? dice.between(1, 12) : 0;
    return problem;
}

/// Whether any placement costs less than `cost`. Beginnings are given up only where the cheapest
/// places of the others already cost too much, or a pair is broken.
class Cheaper {
public:
    Cheaper(const SectionProblem& problem, Cost cost)
        : p_(problem), cost_(cost), at_(problem.items.size()) {
        Cost rest = 0;
        rest_.assign(at_.size() + 1, 0);
        for (std::size_t i = at_.size(); i-- > 0;) {
            const auto& row = p_.items[i].levels[0].cost;
            rest += *std::min_element(row.begin(), row.end());
            rest_[i] = rest;
        }
    }
    bool exists() { return place(0, 0); }

private:
    bool place(std::size_t i, Cost so_far) {
        if (so_far + rest_[i] + width_of(i) >= cost_) return false;
        if (i == at_.size()) {
            const Cost cost = judge(p_, at_);
            return cost != kBroken && cost < cost_;
        }
        for (int x = 0; x < p_.places; ++x) {
            const std::int32_t own = p_.items[i].levels[0].cost[static_cast<std::size_t>(x)];
            if (own == kForbidden) continue;
            at_[i] = {x, 0};
            const std::optional<Cost> pairs = pairs_of(i);
            if (pairs && place(i + 1, so_far + own + *pairs)) return true;
        }
        return false;
    }
    Cost width_of(std::size_t placed) const {
        int left = 0;
        int right = 0;
        for (std::size_t i = 0; i < placed; ++i) {
            left = i == 0 ? at_[i].x : std::min(left, at_[i].x);
            right = i == 0 ? at_[i].x : std::max(right, at_[i].x);
        }
        return Cost{p_.width_cost_per_step} * (right - left);
    }
    std::optional<Cost> pairs_of(std::size_t newest) const {
        Cost sum = 0;
        for (const Pair& pair : p_.pairs) {
            if (std::max(pair.a, pair.b) != newest) continue;
            const Cost cost = judge_pair(p_, pair, at_);
            if (cost == kBroken) return std::nullopt;
            sum += cost;
        }
        return sum;
    }

    const SectionProblem& p_;
    Cost cost_;
    std::vector<Place> at_;
    std::vector<Cost> rest_;
};

TEST(SectionSolver, NothingIsCheaperThanItsAnswerInFlatSections) {
    int found = 0;
    int infeasible = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        const SectionProblem problem = random_flat(seed);
        const SectionAnswer answer = solve_section(problem);
        ASSERT_EQ(answer.end, SearchEnd::Proven) << "seed " << seed;
        constexpr Cost kAny = 1'000'000;
        if (answer.found()) {
            ++found;
            ASSERT_EQ(judge(problem, answer.places), answer.cost) << "seed " << seed;
        } else {
            ++infeasible;
        }
        ASSERT_FALSE(Cheaper(problem, answer.found() ? answer.cost : kAny).exists())
            << "seed " << seed;
    }
    EXPECT_GT(found, 20);
    EXPECT_GT(infeasible, 3);
}

Item anywhere(int places, int half) {
    return {"", half, half, {{80, std::vector<std::int32_t>(static_cast<std::size_t>(places), 0)}}};
}

TEST(SectionSolver, PacksTwinsAsTightAsTheyMayLie) {
    constexpr int kPlaces = 300;
    SectionProblem problem;
    problem.places = kPlaces;
    problem.width_cost_per_step = 7;
    for (int i = 0; i < 9; ++i)
        problem.items.push_back(anywhere(kPlaces, 4));
    for (std::size_t a = 0; a < 9; ++a) {
        for (std::size_t b = a + 1; b < 9; ++b)
            problem.pairs.push_back({a, b, 0, {{-33, 33, 0, 0, 0}}});
    }
    EXPECT_EQ(solve_section(problem).cost, 7 * (8 * 33 + 4 + 4));
    problem.places = 8 * 33;  // one place too few
    EXPECT_TRUE(solve_section(problem).infeasible());
}

TEST(SectionSolver, KeepsADistanceThatReachesOverOthers) {
    constexpr int kPlaces = 400;
    SectionProblem problem;
    problem.places = kPlaces;
    problem.width_cost_per_step = 1;
    for (int i = 0; i < 8; ++i)
        problem.items.push_back(anywhere(kPlaces, 5));
    for (std::size_t a = 0; a < 8; ++a) {
        for (std::size_t b = a + 1; b < 8; ++b) {
            const int gap = a == 0 && b == 1 ? 150 : 20;
            problem.pairs.push_back({a, b, 0, {{-gap, gap, 0, 0, 0}}});
        }
    }
    // Six others fit between the first two: 7 gaps of 20 are less than 150.
    EXPECT_EQ(solve_section(problem).cost, 150 + 5 + 5);
}

/// Only the width costs; some places are forbidden. Six items, so that the coarse tables are used.
SectionProblem random_tight(unsigned seed) {
    Dice dice(40'000 + seed);
    SectionProblem problem;
    problem.places = dice.between(90, 140);
    problem.width_cost_per_step = dice.between(1, 9);
    std::vector<int> half;
    for (int i = 0; i < 6; ++i) {
        half.push_back(dice.between(1, 6));
        Item item{"", half.back(), half.back(), {{80, {}}}};
        for (int x = 0; x < problem.places; ++x)
            item.levels[0].cost.push_back(dice.chance(70) ? kForbidden : 0);
        problem.items.push_back(item);
    }
    for (std::size_t a = 0; a < 6; ++a) {
        for (std::size_t b = a + 1; b < 6; ++b) {
            const int gap = half[a] + half[b] + (dice.chance(30) ? dice.between(0, 25) : 0);
            problem.pairs.push_back({a, b, 0, {{-gap, gap, 0, 0, 0}}});
        }
    }
    return problem;
}

/// Of items in this sequence, the first one at `from`: each as far left as it can lie leaves all
/// others the most room. The width, or nothing when they do not fit.
std::optional<Cost> packed_width(const SectionProblem& p, const std::vector<std::size_t>& sequence,
                                 int from) {
    const auto gap = [&](std::size_t a, std::size_t b) {
        const auto pair = std::find_if(p.pairs.begin(), p.pairs.end(), [&](const Pair& q) {
            return (q.a == a && q.b == b) || (q.a == b && q.b == a);
        });
        return pair->by_difference[0].right;
    };
    std::vector<int> x(p.items.size(), from);
    for (std::size_t k = 0; k < sequence.size(); ++k) {
        int at = from;
        for (std::size_t i = 0; i < k; ++i)
            at = std::max(at, x[sequence[i]] + gap(sequence[i], sequence[k]));
        const auto& cost = p.items[sequence[k]].levels[0].cost;
        while (at < p.places && cost[static_cast<std::size_t>(at)] == kForbidden)
            ++at;
        if (at >= p.places || (k == 0 && at != from)) return std::nullopt;
        x[sequence[k]] = at;
    }
    int right = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        right = std::max(right, x[i] + p.items[i].half_right);
    return right - (from - p.items[sequence[0]].half_left);
}

TEST(SectionSolver, FindsTheNarrowestOfAllSequences) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        const SectionProblem problem = random_tight(seed);
        std::optional<Cost> least;
        std::vector<std::size_t> sequence{0, 1, 2, 3, 4, 5};
        do {
            for (int from = 0; from < problem.places; ++from) {
                const std::optional<Cost> width = packed_width(problem, sequence, from);
                if (width && (!least || *width < *least)) least = width;
            }
        } while (std::next_permutation(sequence.begin(), sequence.end()));
        const SectionAnswer answer = solve_section(problem);
        ASSERT_EQ(answer.found(), least.has_value()) << "seed " << seed;
        if (least) {
            ASSERT_EQ(answer.cost, problem.width_cost_per_step * *least) << "seed " << seed;
        }
    }
}

/// Item i lies at one of two places, each 8 steps from the next item's, the last one a little more:
/// `width` steps in all.
SectionProblem two_ways(int first, int width, int other_first, int other_width) {
    constexpr int kItems = 6;
    constexpr int kPlaces = 320;
    SectionProblem problem;
    problem.places = kPlaces;
    problem.width_cost_per_step = 5;
    for (int i = 0; i < kItems; ++i) {
        const bool last = i + 1 == kItems;
        Item item{"", 0, 0, {{80, std::vector<std::int32_t>(kPlaces, kForbidden)}}};
        auto& cost = item.levels[0].cost;
        cost[static_cast<std::size_t>(first + (last ? width : 8 * i))] = 0;
        cost[static_cast<std::size_t>(other_first + (last ? other_width : 8 * i))] = 0;
        problem.items.push_back(item);
    }
    for (std::size_t a = 0; a < kItems; ++a) {
        for (std::size_t b = a + 1; b < kItems; ++b)
            problem.pairs.push_back({a, b, 0, {{-8, 8, 0, 0, 0}}});
    }
    return problem;
}

/// In cells of 8 and of 4 steps, 41 steps seem to be up to 48, so a target of 42 must not cut them
/// off. No single move leads from the start to the optimum.
TEST(SectionSolver, CoarseCellsDoNotHideANarrowerPlacement) {
    for (int first = 0; first < 32; ++first) {
        const SectionProblem problem = two_ways(first, 41, 200, 42);
        std::vector<Place> start;
        for (int i = 0; i < 6; ++i)
            start.push_back({i == 5 ? 242 : 200 + 8 * i, 0});
        ASSERT_EQ(cost_of(problem, start), Cost{5 * 42});
        EXPECT_EQ(solve_section(problem, {}, start).cost, 5 * 41) << "first at " << first;
    }
}

TEST(SectionSolver, ALimitAsksTheDistanceThatItsFormulaGives) {
    constexpr int kPlaces = 200;
    SectionProblem problem;
    problem.places = kPlaces;
    problem.width_cost_per_step = 3;
    problem.items = {anywhere(kPlaces, 0), anywhere(kPlaces, 0)};
    problem.pairs.push_back({0, 1, 0, {{-5, 5, 0, 0, 0}}});
    SumLimit limit;
    limit.item = 0;
    limit.axis_m = 0.05;
    limit.sources.push_back({std::size_t{1}, 0.0, 0.05, 4.0});
    limit.room_by_level = {3.0};
    problem.limits.push_back(limit);
    // 4 ln(sqrt(d2 + (2 z)2) / d) = 3 with z = 0.85: d = 2 z / sqrt(exp(1.5) - 1) = 0.911 m.
    const double d_m = 2 * 0.85 / std::sqrt(std::exp(1.5) - 1.0);
    EXPECT_EQ(solve_section(problem).cost, 3 * static_cast<Cost>(std::ceil(d_m / 0.01)));
}

TEST(SectionSolver, AnswersTheSameEveryTime) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const SectionProblem problem = random_flat(seed);
        const SectionAnswer one = solve_section(problem);
        const SectionAnswer two = solve_section(problem);
        EXPECT_EQ(one.places, two.places);
        EXPECT_EQ(one.nodes, two.nodes);
    }
}

TEST(SectionSolver, ANodeLimitLeavesABoundBelowTheOptimum) {
    int cut_short = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const SectionProblem problem = random_flat(seed);
        const SectionAnswer best = solve_section(problem);
        if (!best.found()) continue;
        for (const std::int64_t nodes : {1, 50, 400, 3000}) {
            SearchLimits limits;
            limits.nodes = nodes;
            const SectionAnswer answer = solve_section(problem, limits);
            ASSERT_LE(answer.bound, best.cost) << "seed " << seed;
            if (answer.found()) {
                ASSERT_GE(answer.cost, best.cost) << "seed " << seed;
                ASSERT_EQ(judge(problem, answer.places), answer.cost) << "seed " << seed;
            }
            if (answer.end == SearchEnd::Proven) {
                ASSERT_EQ(answer.cost, best.cost) << "seed " << seed;
            } else {
                ++cut_short;
                ASSERT_EQ(answer.end, SearchEnd::NodeLimit);
            }
        }
    }
    EXPECT_GT(cut_short, 20);
}

TEST(SectionSolver, AStartIsNeverMadeWorse) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const SectionProblem problem = random_flat(seed);
        const SectionAnswer best = solve_section(problem);
        if (!best.found()) continue;
        SearchLimits limits;
        limits.nodes = 1;
        const SectionAnswer answer = solve_section(problem, limits, best.places);
        ASSERT_TRUE(answer.found()) << "seed " << seed;
        EXPECT_EQ(answer.cost, best.cost) << "seed " << seed;
    }
}

TEST(SectionSolver, AnItemThatIsHeldStaysAndTheOthersGiveWay) {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        SectionProblem problem = random_flat(seed);
        const SectionAnswer free = solve_section(problem);
        if (!free.found()) continue;
        const int x = (free.places[1].x + 7) % problem.places;
        auto& row = problem.items[1].levels[0].cost;
        for (int other = 0; other < problem.places; ++other) {
            row[static_cast<std::size_t>(other)] = other == x ? 0 : kForbidden;
        }
        const SectionAnswer held = solve_section(problem, {}, free.places);
        ASSERT_EQ(held.end, SearchEnd::Proven);
        if (!held.found()) continue;
        EXPECT_EQ(held.places[1].x, x);
        EXPECT_FALSE(Cheaper(problem, held.cost).exists()) << "seed " << seed;
    }
}

TEST(SectionCost, OneEntryHoldsAtEveryDifferenceOfLevels) {
    SectionProblem problem;
    problem.places = 10;
    problem.items = {anywhere(10, 0), anywhere(10, 0)};
    problem.items[1].levels[0].cover = 20;
    problem.pairs.push_back({0, 1, 0, {{-3, 3, 0, 0, 0}}});
    EXPECT_FALSE(cost_of(problem, {{0, 0}, {2, 0}}));
    EXPECT_TRUE(cost_of(problem, {{0, 0}, {3, 0}}));
    problem.pairs[0].by_difference.push_back({-3, 3, 0, 0, 0});  // now only at differences 0 and 1
    EXPECT_TRUE(cost_of(problem, {{0, 0}, {2, 0}}));
    EXPECT_FALSE(cost_of(problem, {{0, 0}}));
}

}  // namespace
}  // namespace maaiveld::layout
