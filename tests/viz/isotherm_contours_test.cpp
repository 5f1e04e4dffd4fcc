#include "viz/scene/isotherm_contours.h"

#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

namespace maaiveld::viz::scene {
namespace {

/// A square grid of `nodes` by `nodes` about the origin, `half_m` to either side.
TemperatureGrid about_origin(std::size_t nodes, double half_m,
                             const std::function<double(double, double)>& value) {
    const double step_m = 2.0 * half_m / static_cast<double>(nodes - 1);
    TemperatureGrid grid{nodes, nodes, -half_m, step_m, -half_m, step_m, {}};
    for (std::size_t iz = 0; iz < nodes; ++iz)
        for (std::size_t ix = 0; ix < nodes; ++ix)
            grid.temperature_C.push_back(
                value(grid.x_m(static_cast<double>(ix)), grid.depth_m(static_cast<double>(iz))));
    return grid;
}

TemperatureGrid random_grid(test::Random& random, bool with_gaps) {
    return about_origin(9, 1.0, [&](double, double) {
        const bool missing = with_gaps && random.between(0.0, 1.0) < 0.15;
        return missing ? std::numeric_limits<double>::quiet_NaN() : random.between(0.0, 10.0);
    });
}

double area_of(const std::vector<GroundPoint>& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GroundPoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
        twice += a.x_m * b.depth_m - b.x_m * a.depth_m;
    }
    return 0.5 * twice;
}

double side_of(const GroundPoint& a, const GroundPoint& b, const GroundPoint& p) {
    return (b.x_m - a.x_m) * (p.depth_m - a.depth_m) - (b.depth_m - a.depth_m) * (p.x_m - a.x_m);
}

/// How often the rings run around `p` (crossings of a ray to the right, with their sense).
int winding_of(const std::vector<std::vector<GroundPoint>>& rings, const GroundPoint& p) {
    int winding = 0;
    for (const auto& ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const GroundPoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
            if ((a.depth_m <= p.depth_m) == (b.depth_m <= p.depth_m)) continue;
            const double side = side_of(a, b, p);
            if (b.depth_m > a.depth_m && side > 0.0) ++winding;
            if (b.depth_m < a.depth_m && side < 0.0) --winding;
        }
    return winding;
}

bool cross(const GroundPoint& a, const GroundPoint& b, const GroundPoint& c, const GroundPoint& d) {
    constexpr double kTouch = 1e-12;
    const double s1 = side_of(a, b, c), s2 = side_of(a, b, d);
    const double s3 = side_of(c, d, a), s4 = side_of(c, d, b);
    return s1 * s2 < -kTouch && s3 * s4 < -kTouch;
}

std::size_t pieces_in(const Isotherm& line) {
    return line.closed ? line.points.size() : line.points.size() - 1;
}

int crossings(const std::vector<Isotherm>& one, const std::vector<Isotherm>& other) {
    int count = 0;
    for (const Isotherm& a : one)
        for (const Isotherm& b : other)
            for (std::size_t i = 0; i < pieces_in(a); ++i)
                for (std::size_t k = 0; k < pieces_in(b); ++k)
                    if (cross(a.points[i], a.points[(i + 1) % a.points.size()], b.points[k],
                              b.points[(k + 1) % b.points.size()]))
                        ++count;
    return count;
}

TEST(Isotherms, OfAPlaneAreStraightAndExact) {
    const auto lines = isotherms(about_origin(11, 1.0, [](double x, double) { return x; }), 0.37);

    ASSERT_EQ(lines.size(), 1U);
    EXPECT_FALSE(lines[0].closed);
    EXPECT_EQ(lines[0].points.size(), 11U);
    for (const GroundPoint& p : lines[0].points)
        EXPECT_NEAR(p.x_m, 0.37, 1e-12);
}

TEST(Isotherms, OfAConeAreClosedCircles) {
    const auto cone = [](double x, double d) { return 30.0 - 10.0 * std::hypot(x, d); };
    for (const std::size_t nodes : {41U, 81U}) {
        const TemperatureGrid grid = about_origin(nodes, 1.0, cone);
        for (const double level_C : {22.5, 25.0, 28.0}) {
            const double radius_m = (30.0 - level_C) / 10.0;
            const auto lines = isotherms(grid, level_C);
            ASSERT_EQ(lines.size(), 1U) << level_C;
            EXPECT_TRUE(lines[0].closed);
            // On a side of a cell the radius is convex with curvature at most 1/r.
            const double bound_m = grid.dx_m * grid.dx_m / (8.0 * (radius_m - grid.dx_m));
            for (const GroundPoint& p : lines[0].points)
                EXPECT_NEAR(std::hypot(p.x_m, p.depth_m), radius_m, bound_m);
        }
    }
}

TEST(Isotherms, OfASaddleFollowTheHyperbolas) {
    const TemperatureGrid grid = about_origin(40, 1.0, [](double x, double d) { return x * d; });
    for (const double level_C : {-0.3, -0.02, 0.02, 0.3}) {
        const auto lines = isotherms(grid, level_C);
        EXPECT_EQ(lines.size(), 2U) << "two branches";
        // Along a grid line the product is linear: crossings are exact.
        for (const Isotherm& line : lines)
            for (const GroundPoint& p : line.points)
                EXPECT_NEAR(p.x_m * p.depth_m, level_C, 1e-12);
    }
}

TEST(Isotherms, JoinTheCornersOfASaddleThatTheMiddleIsLike) {
    // Warm at two corners across. The mean is 4: at level 3 the middle is warm, at 5 it is cold.
    TemperatureGrid grid{2, 2, 0.0, 1.0, 0.0, 1.0, {8.0, 0.0, 0.0, 8.0}};

    for (const double level_C : {3.0, 5.0}) {
        const auto lines = isotherms(grid, level_C);
        ASSERT_EQ(lines.size(), 2U);
        for (const Isotherm& line : lines) {
            const double to_cold =
                std::min(std::hypot(line.points[0].x_m - 1.0, line.points[0].depth_m),
                         std::hypot(line.points[0].x_m, line.points[0].depth_m - 1.0));
            EXPECT_NEAR(to_cold, level_C / 8.0, 1e-12);
            const bool cuts_cold = std::abs(line.points[0].x_m - line.points[1].x_m) ==
                                   std::abs(line.points[0].depth_m - line.points[1].depth_m);
            EXPECT_TRUE(cuts_cold);
        }
        EXPECT_EQ(warm_area(grid, level_C).size(), level_C < 4.0 ? 1U : 2U);
    }
}

TEST(Isotherms, HaveTheWarmerGroundAtTheirRight) {
    test::Random random(3);
    const TemperatureGrid grid = random_grid(random, false);
    const auto warm_rings = warm_area(grid, 5.0);

    for (const Isotherm& line : isotherms(grid, 5.0)) {
        const GroundPoint &a = line.points[0], &b = line.points[1];
        const double dx = b.x_m - a.x_m, dz = b.depth_m - a.depth_m;
        const double small = 1e-6 / std::hypot(dx, dz);
        const GroundPoint right{0.5 * (a.x_m + b.x_m) - small * dz,
                                0.5 * (a.depth_m + b.depth_m) + small * dx};
        const GroundPoint left{0.5 * (a.x_m + b.x_m) + small * dz,
                               0.5 * (a.depth_m + b.depth_m) - small * dx};
        EXPECT_EQ(winding_of(warm_rings, right), 1);
        EXPECT_EQ(winding_of(warm_rings, left), 0);
    }
}

TEST(Isotherms, NeverCrossOnRandomFields) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        test::Random random(seed);
        const TemperatureGrid grid = random_grid(random, seed % 2 == 0);
        std::vector<std::vector<Isotherm>> all;
        for (const double level_C : {1.0, 3.0, 4.2, 4.8, 5.0, 5.3, 7.0, 9.0})
            all.push_back(isotherms(grid, level_C));
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t k = i; k < all.size(); ++k)
                EXPECT_EQ(crossings(all[i], all[k]), 0) << seed;
    }
}

TEST(Isotherms, EndOnlyWhereTheKnownGroundEnds) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        test::Random random(seed);
        const TemperatureGrid grid = random_grid(random, false);
        for (const Isotherm& line : isotherms(grid, 5.0)) {
            if (line.closed) continue;
            for (const GroundPoint& end : {line.points.front(), line.points.back()})
                EXPECT_NEAR(std::max(std::abs(end.x_m), std::abs(end.depth_m)), 1.0, 1e-12);
        }
    }
}

TEST(Isotherms, AreNoneOutsideTheRangeAndForAnUnusableGrid) {
    const TemperatureGrid grid = about_origin(5, 1.0, [](double x, double) { return x; });

    EXPECT_TRUE(isotherms(grid, 2.0).empty());
    EXPECT_TRUE(isotherms(grid, -2.0).empty());
    EXPECT_TRUE(isotherms(TemperatureGrid{}, 0.0).empty());
    EXPECT_TRUE(warm_area(TemperatureGrid{}, 0.0).empty());
}

TEST(WarmArea, OfARidgeAroundAColdMiddleHasAHole) {
    const auto ridge = [](double x, double d) { return -std::abs(std::hypot(x, d) - 0.6); };
    const auto rings = warm_area(about_origin(161, 1.0, ridge), -0.2);

    ASSERT_EQ(rings.size(), 2U);
    const double a = area_of(rings[0]), b = area_of(rings[1]);
    EXPECT_LT(a * b, 0.0) << "a hole runs the other way";
    EXPECT_NEAR(a + b, std::numbers::pi * (0.8 * 0.8 - 0.4 * 0.4), 2e-3);
}

TEST(WarmArea, OfEverythingIsTheKnownGround) {
    TemperatureGrid grid = about_origin(11, 1.0, [](double x, double d) { return x + d; });
    grid.at(5, 5) = std::numeric_limits<double>::quiet_NaN();
    double area = 0.0;
    for (const auto& ring : warm_area(grid, -1e300))
        area += area_of(ring);

    EXPECT_NEAR(area, 4.0 - 4.0 * 0.04, 1e-12)
        << "four cells of 0.2 by 0.2 m have a missing corner";
}

/// A cell whose corners are all known: 4 warm, 0 cold, between: the isotherm runs through it;
/// -1: not known.
int warm_corners(const TemperatureGrid& grid, std::size_t ix, std::size_t iz, double level_C) {
    int warm = 0;
    for (const std::size_t x : {ix, ix + 1})
        for (const std::size_t z : {iz, iz + 1}) {
            if (!std::isfinite(grid.at(x, z))) return -1;
            if (grid.at(x, z) >= level_C) ++warm;
        }
    return warm;
}

TEST(WarmArea, HoldsWarmCellsAndNoColdOrUnknownOnes) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        test::Random random(seed);
        const TemperatureGrid grid = random_grid(random, true);
        const auto rings = warm_area(grid, 4.0);
        for (std::size_t iz = 0; iz + 1 < grid.nz; ++iz)
            for (std::size_t ix = 0; ix + 1 < grid.nx; ++ix) {
                // Not the exact middle: rays through corners would be ambiguous.
                const GroundPoint p{grid.x_m(static_cast<double>(ix) + 0.503),
                                    grid.depth_m(static_cast<double>(iz) + 0.497)};
                const int warm = warm_corners(grid, ix, iz, 4.0);
                if (warm > 0 && warm < 4) continue;
                EXPECT_EQ(winding_of(rings, p), warm == 4 ? 1 : 0) << seed;
            }
    }
}

}  // namespace
}  // namespace maaiveld::viz::scene
