#include "layout/section_solver_start.h"

#include <algorithm>
#include <array>

namespace maaiveld::layout {
namespace {

constexpr Cost kNone = std::numeric_limits<Cost>::max();

/// Of each item: the place at or right of x that is cheapest, by itself and with the width counted.
struct Cheapest {
    std::vector<std::vector<int>> place, with_width;
};

Cheapest cheapest_of(const Core& core) {
    Cheapest cheapest;
    for (std::size_t i = 0; i < core.items; ++i) {
        std::vector<int>& place = cheapest.place.emplace_back(core.cost[i].size(), Core::kNowhere);
        std::vector<int>& wide = cheapest.with_width.emplace_back(place);
        int best = Core::kNowhere;
        int best_wide = Core::kNowhere;
        const auto wide_cost = [&](int x) {
            return core.cost[i][static_cast<std::size_t>(x)] + core.width_cost * x;
        };
        for (int x = core.places - 1; x >= 0; --x) {
            const auto at = static_cast<std::size_t>(x);
            const std::int32_t cost = core.cost[i][at];
            if (cost != kForbidden) {
                if (best == Core::kNowhere || cost <= core.cost[i][static_cast<std::size_t>(best)])
                    best = x;
                if (best_wide == Core::kNowhere || wide_cost(x) <= wide_cost(best_wide))
                    best_wide = x;
            }
            place[at] = best;
            wide[at] = best_wide;
        }
    }
    return cheapest;
}

struct Beginning {
    std::uint32_t placed = 0;
    std::size_t last = 0;
    Cost cost = 0;
    Cost promise = 0;  ///< cost and what the others need at least
    std::vector<int> x;
    std::vector<int> after;
};

bool has(const Beginning& beginning, std::size_t i) {
    return beginning.placed >> i & 1U;
}

class Beam {
public:
    Beam(const Core& core, const SectionBound& right, int grid, std::size_t width)
        : core_(core), right_(right), grid_(grid), width_(width), cheapest_(cheapest_of(core)) {}
    std::vector<int> run();

private:
    void lengthen(const Beginning& from);
    void add(const Beginning& from, std::size_t k, int x);
    bool take_after(Beginning& next, std::size_t k, int x) const;
    Cost added(const Beginning& from, std::size_t k, int x) const;
    void keep_best();

    const Core& core_;
    const SectionBound& right_;
    int grid_;
    std::size_t width_;
    Cheapest cheapest_;
    std::vector<Beginning> next_;
};

Cost Beam::added(const Beginning& from, std::size_t k, int x) const {
    Cost sum = core_.cost[k][static_cast<std::size_t>(x)];
    bool first = true;
    for (std::size_t i = 0; i < core_.items; ++i) {
        if (!has(from, i)) continue;
        first = false;
        const Rightward& r = core_.between(i, k);
        sum += Cost{r.per_step} * std::max(0, from.x[i] + r.wanted - x);
    }
    if (first) return sum + core_.width_cost * core_.half_left[k];
    return sum + core_.width_cost * (x - from.x[from.last]);
}

bool Beam::take_after(Beginning& next, std::size_t k, int x) const {
    for (std::size_t m = 0; m < core_.items; ++m) {
        if (has(next, m)) continue;
        next.after[m] = std::max(next.after[m], core_.after(k, m, x));
        if (next.after[m] >= core_.places) return false;
        if (cheapest_.place[m][static_cast<std::size_t>(next.after[m])] == Core::kNowhere)
            return false;
    }
    return true;
}

void Beam::add(const Beginning& from, std::size_t k, int x) {
    if (x >= core_.places) return;
    x = core_.next[k][static_cast<std::size_t>(x)];
    if (x >= core_.places) return;
    const std::uint32_t all = (std::uint32_t{1} << core_.items) - 1;
    const SectionBound::Key key = right_.alike(all & ~from.placed, k);
    const Cost rest = right_.rest(key.set, key.first, x / grid_);
    if (rest == SectionBound::kNone) return;
    Beginning next = from;
    next.cost += added(from, k, x);
    next.promise = next.cost - core_.cost[k][static_cast<std::size_t>(x)] + rest;
    next.placed |= std::uint32_t{1} << k;
    next.last = k;
    next.x[k] = x;
    if (take_after(next, k, x)) next_.push_back(std::move(next));
}

void Beam::lengthen(const Beginning& from) {
    for (std::size_t k = 0; k < core_.items; ++k) {
        if (has(from, k)) continue;
        const std::size_t twin = core_.twin_left[k];
        if (twin < core_.items && !has(from, twin)) continue;
        const auto after = static_cast<std::size_t>(from.after[k]);
        int wanted = from.after[k];
        for (std::size_t i = 0; i < core_.items; ++i) {
            const Rightward& r = core_.between(i, k);
            if (has(from, i) && r.per_step > 0) wanted = std::max(wanted, from.x[i] + r.wanted);
        }
        std::array<int, 4> tries{core_.next[k][after], cheapest_.place[k][after],
                                 cheapest_.with_width[k][after], wanted};
        std::sort(tries.begin(), tries.end());
        for (std::size_t t = 0; t < tries.size(); ++t) {
            if (t == 0 || tries[t] != tries[t - 1]) add(from, k, tries[t]);
        }
    }
}

/// At most three beginnings of the same items, so that the beam holds different ones.
void Beam::keep_best() {
    std::stable_sort(next_.begin(), next_.end(),
                     [](const Beginning& a, const Beginning& b) { return a.promise < b.promise; });
    std::vector<Beginning> kept;
    for (Beginning& one : next_) {
        if (kept.size() == width_) break;
        const auto alike = std::count_if(kept.begin(), kept.end(), [&](const Beginning& other) {
            return other.placed == one.placed;
        });
        if (alike < 3) kept.push_back(std::move(one));
    }
    next_ = std::move(kept);
}

std::vector<int> Beam::run() {
    Beginning nothing;
    nothing.x.assign(core_.items, 0);
    nothing.after = core_.lo;
    std::vector<Beginning> now{nothing};
    for (std::size_t placed = 0; placed < core_.items; ++placed) {
        next_.clear();
        for (const Beginning& one : now)
            lengthen(one);
        if (placed + 1 == core_.items) {
            for (Beginning& one : next_)
                one.promise = one.cost + core_.width_cost * core_.half_right[one.last];
        }
        keep_best();
        if (next_.empty()) return {};
        now = next_;
    }
    return now.front().x;
}

/// The costs of one item by place at a level, all others staying where they are.
class Row {
public:
    Row(const SectionProblem& problem, const std::vector<Place>& places, std::size_t item)
        : problem_(problem), places_(places), item_(item) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (i == item) continue;
            left_ = std::min(left_, places[i].x - problem.items[i].half_left);
            right_ = std::max(right_, places[i].x + problem.items[i].half_right);
        }
    }
    const std::vector<Cost>& at_level(int level);

private:
    void add_pair(const Pair& pair, int cover);
    void add_width();

    const SectionProblem& problem_;
    const std::vector<Place>& places_;
    std::size_t item_;
    int left_ = std::numeric_limits<int>::max();
    int right_ = std::numeric_limits<int>::min();
    std::vector<Cost> cost_;
};

void Row::add_pair(const Pair& pair, int cover) {
    const bool is_a = pair.a == item_;
    const Place other = places_[is_a ? pair.b : pair.a];
    const int other_cover =
        problem_.items[is_a ? pair.b : pair.a].levels[static_cast<std::size_t>(other.level)].cover;
    long slot = 0;
    if (pair.by_difference.size() != 1) {
        slot = (is_a ? other_cover - cover : cover - other_cover) + static_cast<long>(pair.offset);
        if (slot < 0 || slot >= static_cast<long>(pair.by_difference.size())) return;
    }
    const Spacing& s = pair.by_difference[static_cast<std::size_t>(slot)];
    for (int x = 0; x < static_cast<int>(cost_.size()); ++x) {
        Cost& cost = cost_[static_cast<std::size_t>(x)];
        const int d = is_a ? other.x - x : x - other.x;
        if (cost == kNone) continue;
        if (d > s.left && d < s.right) {
            cost = kNone;
        } else if (s.cost_per_step != 0) {
            const Cost missing = d >= s.right ? Cost{s.wanted_right} - d : Cost{d} - s.wanted_left;
            cost += std::max<Cost>(0, missing) * s.cost_per_step;
        }
    }
}

void Row::add_width() {
    if (problem_.width_cost_per_step == 0) return;
    const Item& item = problem_.items[item_];
    for (int x = 0; x < static_cast<int>(cost_.size()); ++x) {
        Cost& cost = cost_[static_cast<std::size_t>(x)];
        const Cost right = std::max(right_, x + item.half_right);
        const Cost left = std::min(left_, x - item.half_left);
        if (cost != kNone) cost += (right - left) * problem_.width_cost_per_step;
    }
}

const std::vector<Cost>& Row::at_level(int level) {
    const Level& of = problem_.items[item_].levels[static_cast<std::size_t>(level)];
    cost_.assign(std::min(of.cost.size(), static_cast<std::size_t>(problem_.places)), kNone);
    for (std::size_t x = 0; x < cost_.size(); ++x) {
        if (of.cost[x] != kForbidden) cost_[x] = of.cost[x];
    }
    for (const Pair& pair : problem_.pairs) {
        if (pair.a == item_ || pair.b == item_) add_pair(pair, of.cover);
    }
    add_width();
    return cost_;
}

/// The best place of one item; true when it moved to a cheaper one.
bool move_to_best(const SectionProblem& problem, std::vector<Place>& places, std::size_t i,
                  Cost& cost) {
    Row row(problem, places, i);
    struct Try {
        Cost cost;
        Place place;
    };
    std::vector<Try> tries;
    for (int l = 0; l < static_cast<int>(problem.items[i].levels.size()); ++l) {
        const std::vector<Cost>& at = row.at_level(l);
        if (at.empty()) continue;
        const auto best = std::min_element(at.begin(), at.end());
        if (*best != kNone) tries.push_back({*best, {static_cast<int>(best - at.begin()), l}});
    }
    std::stable_sort(tries.begin(), tries.end(),
                     [](const Try& a, const Try& b) { return a.cost < b.cost; });
    const Place was = places[i];
    for (const Try& one : tries) {
        places[i] = one.place;
        const std::optional<Cost> now = cost_of(problem, places);
        if (now && *now < cost) {
            cost = *now;
            return true;
        }
        if (problem.limits.empty() && problem.orders.empty()) break;
    }
    places[i] = was;
    return false;
}

}  // namespace

std::vector<int> beam_placement(const Core& core, const SectionBound& right, int grid,
                                std::size_t width) {
    return Beam(core, right, grid, width).run();
}

std::vector<Place> with_levels(const SectionProblem& problem, const Box& box,
                               const std::vector<int>& x) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < x.size(); ++i) {
        Place best{x[i], box.items[i].level_lo};
        std::int32_t least = kForbidden;
        for (int l = box.items[i].level_lo; l <= box.items[i].level_hi; ++l) {
            const auto& cost = problem.items[i].levels[static_cast<std::size_t>(l)].cost;
            const auto at = static_cast<std::size_t>(x[i]);
            if (at >= cost.size() || cost[at] >= least) continue;
            least = cost[at];
            best.level = l;
        }
        places.push_back(best);
    }
    return places;
}

std::vector<Place> improved(const SectionProblem& problem, std::vector<Place> places) {
    std::optional<Cost> cost = cost_of(problem, places);
    if (!cost) return places;
    constexpr int kSweeps = 20;
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        bool moved = false;
        for (std::size_t i = 0; i < places.size(); ++i)
            moved |= move_to_best(problem, places, i, *cost);
        if (!moved) break;
    }
    return places;
}

}  // namespace maaiveld::layout
