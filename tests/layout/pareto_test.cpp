#include "layout/pareto.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <utility>

namespace maaiveld::layout {
namespace {

Item line(int half, int places, std::mt19937& random) {
    Item item;
    item.half_left = item.half_right = half;
    for (int cover : {6, 9}) {
        Level level{cover, {}};
        for (int x = 0; x < places; ++x) {
            const bool inside = x >= half && x + half < places;
            level.cost.push_back(inside ? static_cast<std::int32_t>(random() % 40) : kForbidden);
        }
        item.levels.push_back(level);
    }
    return item;
}

void keep_apart(SectionProblem& problem, std::size_t a, std::size_t b, int steps) {
    Pair pair;
    pair.a = a;
    pair.b = b;
    pair.offset = 3;
    pair.by_difference.assign(7, {-steps, steps, -steps, steps, 0});
    problem.pairs.push_back(pair);
}

/// Three lines of which the second warms the first.
SectionProblem warm_section(unsigned seed) {
    std::mt19937 random{seed};
    SectionProblem problem;
    problem.step_m = 0.1;
    problem.places = 13;
    problem.twice_middle = 12;
    problem.width_cost_per_step = static_cast<std::int32_t>(random() % 3);
    for (int half : {1, 2, 1})
        problem.items.push_back(line(half, problem.places, random));
    keep_apart(problem, 0, 1, 3);
    keep_apart(problem, 1, 2, 3);
    keep_apart(problem, 0, 2, 2);
    SumLimit limit;
    limit.item = 0;
    limit.axis_m = 0.1;
    limit.film_m = 0.05;
    limit.room_by_level = {9.0, 8.5};
    limit.sources = {{1, 0.0, 0.2, 3.0}, {std::nullopt, 0.05, 0.8, 1.0}};
    problem.limits = {limit};
    return problem;
}

/// Kelvin left at the first line, from the formula of SumLimit.
double left_K(const SectionProblem& problem, const std::vector<Place>& places) {
    const auto depth_m = [&](std::size_t i, double axis_m) {
        return 0.1 * problem.items[i].levels[static_cast<std::size_t>(places[i].level)].cover +
               axis_m;
    };
    const double own_m = depth_m(0, 0.1);
    const double heat_m = depth_m(1, 0.2);
    const double apart_m = 0.1 * (places[1].x - places[0].x);
    const double apart_fixed_m = 0.05 - 0.1 * places[0].x;
    const auto warming = [&](double strength, double x_m, double other_m) {
        const double near = x_m * x_m + (own_m - other_m) * (own_m - other_m);
        const double far = x_m * x_m + std::pow(own_m + other_m + 0.1, 2);
        return 0.5 * strength * std::log(far / near);
    };
    const double room_K =
        problem.limits[0].room_by_level[static_cast<std::size_t>(places[0].level)];
    return room_K - warming(3.0, apart_m, heat_m) - warming(1.0, apart_fixed_m, 0.8);
}

int width_of(const SectionProblem& problem, const std::vector<Place>& places) {
    int low = 1000;
    int high = -1000;
    for (std::size_t i = 0; i < places.size(); ++i) {
        low = std::min(low, places[i].x - problem.items[i].half_left);
        high = std::max(high, places[i].x + problem.items[i].half_right);
    }
    return high - low;
}

using Values = std::pair<int, Cost>;

bool beats(const Values& a, const Values& b) {
    return a != b && a.first <= b.first && a.second <= b.second;
}

/// Every placement that keeps the constraints.
template <class Use>
void for_placements(const SectionProblem& problem, Use use) {
    std::vector<Place> places(3);
    const int states = 2 * problem.places;
    for (int code = 0; code < states * states * states; ++code) {
        int rest = code;
        for (Place& place : places) {
            place = {rest % states / 2, rest % 2};
            rest /= states;
        }
        const auto cost = cost_of(problem, places);
        if (cost && (problem.limits.empty() || left_K(problem, places) >= 0.0)) use(places, *cost);
    }
}

/// The front by trying every placement.
std::set<Values> front_by_hand(const SectionProblem& problem) {
    std::set<Values> all;
    for_placements(problem, [&](const std::vector<Place>& places, Cost cost) {
        all.insert({width_of(problem, places), cost});
    });
    std::set<Values> best;
    for (const Values& a : all) {
        bool beaten = false;
        for (const Values& b : all)
            beaten = beaten || beats(b, a);
        if (!beaten) best.insert(a);
    }
    return best;
}

std::set<Values> values_of(const SectionProblem& problem, const std::vector<FrontPoint>& points) {
    std::set<Values> found;
    for (const FrontPoint& point : points) {
        EXPECT_TRUE(point.proven);
        EXPECT_EQ(point.cost, cost_of(problem, point.places));
        EXPECT_EQ(point.width, width_of(problem, point.places));
        found.insert({point.width, point.cost});
    }
    EXPECT_EQ(found.size(), points.size());
    return found;
}

ParetoOptions fine() {
    ParetoOptions options;
    options.width_step = 1;
    options.nodes = 1'000'000'000;
    options.most_points = 5000;
    options.most_solves = 1000000;
    return options;
}

TEST(Pareto, IsTheFrontThatTryingEverythingGives) {
    std::size_t points = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        SectionProblem problem = warm_section(seed);
        if (seed % 2 == 0) problem.limits.clear();
        const Front front = pareto_front(problem, fine());
        EXPECT_TRUE(front.complete);
        const auto found = values_of(problem, front.points);
        EXPECT_EQ(found, front_by_hand(problem)) << seed;
        points += found.size();
    }
    EXPECT_GT(points, 20U);
}

/// What is learnt of one problem does not spoil the next, whatever the order of the kinds.
TEST(Pareto, IsExactForEveryProblemOfASearch) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        SectionProblem loose = warm_section(seed);
        loose.limits.clear();
        FrontSearch search{fine()};
        for (int shallow = 0; shallow < 2; ++shallow) {
            for (int apart = 0; apart <= 6; apart += 2) {
                SectionProblem asked = loose;
                if (apart > 0) keep_apart(asked, 0, 1, 3 + apart);
                auto& top = asked.items[0].levels[0].cost;
                if (shallow == 1) std::fill(top.begin(), top.end(), kForbidden);
                const auto points = search.front(asked, {apart, shallow});
                EXPECT_EQ(values_of(asked, points), front_by_hand(asked)) << seed << ' ' << apart;
            }
        }
        EXPECT_TRUE(search.complete());
    }
}

TEST(Pareto, GetsNarrowerAndDearer) {
    const Front front = pareto_front(warm_section(11), fine());
    ASSERT_GT(front.points.size(), 1U);
    for (std::size_t i = 1; i < front.points.size(); ++i) {
        EXPECT_LT(front.points[i - 1].width, front.points[i].width);
        EXPECT_GT(front.points[i - 1].cost, front.points[i].cost);
    }
}

TEST(Pareto, GivesTheSamePointsTwice) {
    const Front a = pareto_front(warm_section(5));
    const Front b = pareto_front(warm_section(5));
    ASSERT_EQ(a.points.size(), b.points.size());
    EXPECT_EQ(a.nodes, b.nodes);
    for (std::size_t i = 0; i < a.points.size(); ++i)
        EXPECT_EQ(a.points[i].places, b.points[i].places);
}

TEST(Pareto, EndsAtTheNarrowestWhateverTheStep) {
    SectionProblem problem = warm_section(17);
    problem.limits.clear();
    ParetoOptions coarse = fine();
    coarse.width_step = 100;
    const Front all = pareto_front(problem, fine());
    const Front ends = pareto_front(problem, coarse);
    ASSERT_GT(all.points.size(), 2U);
    ASSERT_EQ(ends.points.size(), 2U);
    EXPECT_EQ(ends.points.front().width, all.points.front().width);
    EXPECT_EQ(ends.points.front().cost, all.points.front().cost);
    EXPECT_EQ(ends.points.back().cost, all.points.back().cost);
}

TEST(Pareto, SaysWhenItWasCutShort) {
    ParetoOptions options = fine();
    options.most_points = 1;
    EXPECT_FALSE(pareto_front(warm_section(11), options).complete);
    options.most_points = 5000;
    options.most_solves = 1;
    EXPECT_FALSE(pareto_front(warm_section(11), options).complete);
}

TEST(Pareto, IsEmptyWhenNothingFits) {
    SectionProblem problem = warm_section(1);
    keep_apart(problem, 0, 1, 13);
    const Front front = pareto_front(problem, fine());
    EXPECT_TRUE(front.points.empty());
    EXPECT_TRUE(front.complete);
}

}  // namespace
}  // namespace maaiveld::layout
