// The bound of the section search: exact for two items, never above the optimum for more, and the
// coarse tables' allowance for the width.

#include "layout/section_bound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

namespace maaiveld::layout {
namespace {

constexpr Cost kAny = 1'000'000;

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

/// Items at one level; distances, some of them wanted, and orders from the facade.
SectionProblem random_flat(unsigned seed, int items, int places) {
    Dice dice(seed);
    SectionProblem problem;
    problem.places = places;
    problem.twice_middle = places + dice.between(-4, 4);
    problem.width_cost_per_step = dice.chance(70) ? dice.between(1, 30) : 0;
    for (int i = 0; i < items; ++i) {
        Level level;
        for (int x = 0; x < places; ++x)
            level.cost.push_back(dice.chance(15) ? kForbidden : dice.between(0, 40));
        problem.items.push_back({"", dice.between(0, 3), dice.between(0, 3), {level}});
    }
    // No half width passes the least distance: the outermost items have the outermost edges.
    for (std::size_t a = 0; a < problem.items.size(); ++a) {
        for (std::size_t b = a + 1; b < problem.items.size(); ++b) {
            const int left = dice.between(3, 8);
            const int right = dice.between(3, 8);
            const int more = dice.between(0, 12);
            const int cost = dice.chance(60) ? dice.between(1, 25) : 0;
            problem.pairs.push_back({a, b, 0, {{-left, right, -left - more, right + more, cost}}});
            if (dice.chance(50)) problem.orders.push_back({a, b, dice.between(1, 10)});
        }
    }
    return problem;
}

/// The least of cost_of over every placement; kAny: none keeps all.
Cost least_cost(const SectionProblem& problem) {
    Cost least = kAny;
    std::vector<Place> places(problem.items.size());
    for (;;) {
        if (const std::optional<Cost> cost = cost_of(problem, places))
            least = std::min(least, *cost);
        std::size_t i = 0;
        while (i < places.size() && ++places[i].x == problem.places)
            places[i++].x = 0;
        if (i == places.size()) return least;
    }
}

Cost root_of(const Core& core, Cost target, SectionBound::Left left = {nullptr, 1}) {
    const SectionBound bound(core, target, left);
    EXPECT_TRUE(bound.made());
    return bound.root();
}

TEST(SectionBound, IsTheOptimumOfTwoItems) {
    int found = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        const SectionProblem problem = random_flat(seed, 2, 26);
        const Core core = core_of(problem, whole_box(problem), true);
        const Cost least = least_cost(problem);
        if (least == kAny) {
            if (core.feasible) {
                EXPECT_EQ(root_of(core, kAny), SectionBound::kNone) << seed;
            }
            continue;
        }
        ++found;
        ASSERT_EQ(root_of(core, kAny) + core.base, least) << seed;
        ASSERT_EQ(root_of(mirrored(core), kAny) + core.base, least) << seed;
        // A target leaves out what is not below it, and nothing else.
        ASSERT_GE(root_of(core, least - core.base), least - core.base) << seed;
        ASSERT_EQ(root_of(core, least - core.base + 1) + core.base, least) << seed;
    }
    EXPECT_GT(found, 200);
}

TEST(SectionBound, NeverPassesTheOptimum) {
    for (unsigned seed = 1; seed <= 120; ++seed) {
        const SectionProblem problem = random_flat(1000 + seed, 4, 18);
        const Core core = core_of(problem, whole_box(problem), true);
        const Cost least = least_cost(problem);
        if (!core.feasible || least == kAny) continue;
        ASSERT_LE(root_of(core, kAny) + core.base, least) << seed;
        ASSERT_LE(root_of(grouped(core), kAny) + core.base, least) << seed;
        for (const int grid : {2, 4, 8}) {
            const Cost wider = core.width_cost * (grid - 1);
            ASSERT_LE(root_of(coarser(grouped(core), grid), kAny) + core.base, least + wider)
                << seed << ", cells of " << grid;
        }
    }
}

TEST(SectionBound, LosesNoOptimumToWhatCoarserTablesLeaveOut) {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        const SectionProblem problem = random_flat(3000 + seed, 2, 30);
        const Core core = core_of(problem, whole_box(problem), true);
        const Cost least = least_cost(problem);
        if (!core.feasible || least == kAny) continue;
        const Cost target = least - core.base + 1;
        for (const int grid : {2, 4, 8}) {
            const Cost wider = core.width_cost * (grid - 1);
            const SectionBound left(coarser(grouped(mirrored(core)), grid), target + wider);
            ASSERT_TRUE(left.made());
            ASSERT_EQ(root_of(core, target, {&left, grid}) + core.base, least)
                << seed << ", cells of " << grid;
        }
    }
}

/// A coarse width is counted from cell to cell: two items 1 step apart, over the edge of a cell,
/// seem a whole cell apart.
TEST(SectionBound, ACoarseWidthMayBeOneCellLessAStepTooLarge) {
    constexpr int kGrid = 8;
    SectionProblem problem;
    problem.places = 32;
    problem.width_cost_per_step = 5;
    for (const int x : {7, 8}) {
        Level level{80, std::vector<std::int32_t>(32, kForbidden)};
        level.cost[static_cast<std::size_t>(x)] = 0;
        problem.items.push_back({"", 0, 0, {level}});
    }
    const Core core = core_of(problem, whole_box(problem), true);
    EXPECT_EQ(root_of(core, kAny), 5);
    EXPECT_EQ(root_of(coarser(core, kGrid), kAny), 5 + 5 * (kGrid - 1));
}

}  // namespace
}  // namespace maaiveld::layout
