#include "layout/route.h"

#include "layout/path_search.h"
#include "layout/place_street.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>

namespace maaiveld::layout {
namespace {

/// A few lines, a few bays, costs and closed places at random.
RouteProblem random_problem(std::mt19937& random, std::size_t lines, std::size_t bays, int places) {
    std::uniform_int_distribution<int> cost(0, 20), gap(1, 3), percent(0, 99);
    RouteProblem problem;
    problem.lines = lines;
    problem.bend_cost = 5'000;
    problem.slanted_gap = 1.01;
    for (std::size_t s = 0; s < 2; ++s) {
        RouteSection section;
        section.places = places;
        section.width_cost_per_step = 3;
        section.gaps.assign(lines * lines, {});
        for (std::size_t i = 0; i < lines; ++i) {
            RouteSection::Line line{i, 0, 0, {}};
            for (int x = 0; x < places; ++x)
                line.cost.push_back(percent(random) < 25 ? kForbidden : cost(random));
            section.lines.push_back(std::move(line));
            for (std::size_t j = 0; j < lines; ++j)
                if (i != j) section.gaps[i * lines + j] = {gap(random), 4, 2};
        }
        problem.sections.push_back(std::move(section));
    }
    for (std::size_t k = 0; k < bays; ++k)
        problem.bays.push_back({1000 + 500 * static_cast<std::int64_t>(k % 2), k % 2, 2});
    return problem;
}

/// Every route of the problem, by trying all.
void for_every_route(const RouteProblem& problem, const std::function<void(const Route&)>& visit) {
    const std::size_t nodes = problem.bays.size() + 1;
    const auto places = static_cast<std::size_t>(problem.sections.front().places);
    const std::size_t cells = problem.lines * nodes;
    Route route;
    route.order.resize(problem.lines);
    std::iota(route.order.begin(), route.order.end(), std::size_t{0});
    do {
        std::vector<std::size_t> digit(cells, 0);
        for (bool more = true; more;) {
            route.x.assign(problem.lines, std::vector<int>(nodes));
            for (std::size_t c = 0; c < cells; ++c)
                route.x[c / nodes][c % nodes] = static_cast<int>(digit[c]);
            visit(route);
            std::size_t c = 0;
            while (c < cells && ++digit[c] == places)
                digit[c++] = 0;
            more = c < cells;
        }
    } while (std::next_permutation(route.order.begin(), route.order.end()));
}

TEST(Route, FindsAWayExactlyWhenThereIsOne) {
    std::mt19937 random{11};
    int possible = 0;
    int impossible = 0;
    for (int k = 0; k < 60; ++k) {
        RouteProblem problem = random_problem(random, 2, 2, 5);
        bool any = false;
        // The first route keeps slanted gaps throughout; so does the exhaustive search here.
        RouteProblem slanted = problem;
        for (RouteSection& section : slanted.sections)
            for (auto& gap : section.gaps)
                gap.need = gap.need > 0 ? static_cast<int>(std::ceil(gap.need * 1.01)) : gap.need;
        slanted.slanted_gap = 1.0;
        for_every_route(
            slanted, [&](const Route& route) { any = any || cost_of(slanted, route).has_value(); });
        const Route found = first_route(problem);
        EXPECT_EQ(found.absent.empty(), any) << "case " << k;
        if (any) {
            EXPECT_TRUE(cost_of(problem, found).has_value()) << "case " << k;
        }
        ++(any ? possible : impossible);
    }
    EXPECT_GT(possible, 10);
    EXPECT_GT(impossible, 10);
}

TEST(Route, OneLineTakesTheCheapestPathOfAll) {
    std::mt19937 random{12};
    int compared = 0;
    for (int k = 0; k < 60; ++k) {
        RouteProblem problem = random_problem(random, 1, 4, 6);
        problem.bend_cost = 0;  // otherwise rounding decides what counts as a bend
        std::int64_t best = kNoWay;
        for_every_route(problem, [&](const Route& route) {
            if (const auto cost = cost_of(problem, route)) best = std::min(best, *cost);
        });
        const Route start = first_route(problem);
        ASSERT_EQ(start.absent.empty(), best < kNoWay);
        if (best == kNoWay) continue;
        ++compared;
        EXPECT_EQ(improved(problem, start, {}).cost, best) << "case " << k;
    }
    EXPECT_GT(compared, 20);
}

TEST(Route, ImprovingKeepsAllConstraintsAndNeverCostsMore) {
    std::mt19937 random{13};
    for (int k = 0; k < 40; ++k) {
        const RouteProblem problem = random_problem(random, 4, 6, 24);
        const Route start = first_route(problem);
        if (!start.absent.empty()) continue;
        const Route route = improved(problem, start, {});
        const auto cost = cost_of(problem, route);
        ASSERT_TRUE(cost.has_value());
        EXPECT_EQ(*cost, route.cost);
        EXPECT_LE(*cost, start.cost);
    }
}

TEST(Route, ARowOfLinesGoesAroundABlockInStep) {
    constexpr int kPlaces = 60;
    RouteProblem problem;
    problem.lines = 3;
    problem.slanted_gap = 1.02;
    problem.bend_cost = 100'000;
    RouteSection open;
    open.places = kPlaces;
    open.gaps.assign(9, {10, 10, 0});
    for (std::size_t i = 0; i < 3; ++i) {
        open.lines.push_back({i, 2, 2, {}});
        for (int x = 0; x < kPlaces; ++x)
            open.lines.back().cost.push_back(x * 20);  // drawn to the left
    }
    RouteSection blocked = open;
    for (auto& line : blocked.lines)
        std::fill(line.cost.begin(), line.cost.begin() + 15, kForbidden);
    problem.sections = {open, blocked};
    for (std::size_t k = 0; k < 60; ++k)
        problem.bays.push_back({2000, k == 30 ? 1U : 0U, 4});
    const auto route = in_step(problem, {0, 1, 2}, {}, {}, 1);
    ASSERT_TRUE(route.has_value());
    EXPECT_EQ(cost_of(problem, *route), route->cost);
    EXPECT_EQ(route->x[0].front(), 0);
    EXPECT_GE(route->x[0][30], 15);
    EXPECT_EQ(route->x[0].back(), 0);
    for (std::size_t line = 0; line < 3; ++line)
        EXPECT_EQ(bends_of(problem, *route, line), 4) << line;
}

TEST(Route, AClosedBlockIsPassedOnOneSideNotThrough) {
    RouteProblem problem;
    problem.lines = 1;
    RouteSection open{30, {{0, 0, 0, std::vector<std::int32_t>(30, 0)}}, {{}}, {}, 0, 0};
    open.lines[0].cost[12] = 0;
    for (int x = 0; x < 30; ++x)
        open.lines[0].cost[static_cast<std::size_t>(x)] = std::abs(x - 12);
    RouteSection blocked = open;
    for (std::size_t x = 9; x <= 15; ++x)
        blocked.lines[0].cost[x] = kForbidden;
    problem.sections = {open, blocked};
    for (int k = 0; k < 9; ++k)
        problem.bays.push_back({2000, k == 4 ? 1U : 0U, 3});
    problem.bend_cost = 10;
    const Route start = first_route(problem);
    const Route route = improved(problem, start, {});
    const bool left = route.x[0][4] <= 8;
    EXPECT_TRUE(left ? route.x[0][5] <= 8 : route.x[0][4] >= 16 && route.x[0][5] >= 16);
    EXPECT_EQ(route.x[0][0], 12);
    EXPECT_EQ(route.x[0][9], 12);
}

TEST(Nudges, SetTouchingItemsApartAndOffTheirWalls) {
    // wall | 0 1 2 . 3 | wall
    const auto n =
        nudges(4, {{0, 1}, {1, 2}}, {true, false, false, false}, {false, false, false, true});
    EXPECT_GT(n[0], 0);
    EXPECT_GT(n[1], n[0]);
    EXPECT_GT(n[2], n[1]);
    EXPECT_LT(n[3], 0);
    const auto squeezed = nudges(2, {{0, 1}}, {true, false}, {false, true});
    EXPECT_EQ(squeezed, (std::vector<int>{0, 0}));
    const auto from_right =
        nudges(3, {{0, 1}, {1, 2}}, {false, false, false}, {false, false, true});
    EXPECT_LT(from_right[2], 0);
    EXPECT_LT(from_right[1], from_right[2]);
    EXPECT_LT(from_right[0], from_right[1]);
}

TEST(PlaceStreet, ALineBesideABendKeepsItsOffset) {
    const std::vector<model::Vec2> axis{{0, 0}, {20, 0}, {36, 12}};
    std::vector<StationPlace> places;
    for (double s = 0.0; s <= 40.0; s += 2.0)
        places.push_back({s, 3.0, -1.0});
    const auto line = line_through(axis, places);
    ASSERT_EQ(line.size(), 3U);
    const auto distance = [&](const model::Vec3& p, std::size_t piece) {
        const model::Vec2 d = (axis[piece + 1] - axis[piece]).normalized();
        const model::Vec2 w = geometry::plan(p) - axis[piece];
        return d.x() * w.y() - d.y() * w.x();
    };
    EXPECT_NEAR(distance(line[0].at, 0), 3.0, 1e-12);
    EXPECT_NEAR(distance(line[1].at, 0), 3.0, 1e-12);
    EXPECT_NEAR(distance(line[1].at, 1), 3.0, 1e-12);
    EXPECT_NEAR(distance(line[2].at, 1), 3.0, 1e-12);
}

TEST(PlaceStreet, RoundedCornersHaveTheirRadiusAndTouchThePieces) {
    const std::vector<model::Vertex> corner{
        {{0, 0, -1}, {}, {}}, {{10, 0, -1}, {}, {}}, {{20, 2, -1}, {}, {}}};
    const auto round = rounded(corner, 8.0);
    ASSERT_EQ(round.size(), 4U);
    ASSERT_TRUE(round[2].through.has_value());
    // Its centre lies square to both pieces at the ends of the arc.
    const model::Vec2 out = model::Vec2{10, 2}.normalized();
    const model::Vec2 centre = geometry::plan(round[1].at) + model::Vec2{0, 8};
    const model::Vec2 other = geometry::plan(round[2].at) + 8.0 * model::Vec2{-out.y(), out.x()};
    EXPECT_LT((centre - other).norm(), 1e-9);
    EXPECT_NEAR((geometry::plan(*round[2].through) - centre).norm(), 8.0, 1e-9);
}

}  // namespace
}  // namespace maaiveld::layout
