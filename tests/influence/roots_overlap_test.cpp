#include "geometry/segment.h"
#include "influence/roots/root_overlap.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec3;

constexpr double kPi = std::numbers::pi;

RootBody cylinder() {
    RootBody body;
    body.radius_m = 3.0;
    body.depth_m = 1.2;
    return body;
}

/// Points thrown into the straight tube, counted with `contains` alone.
double counted_m3(const RootBody& body, const Vec3& a, const Vec3& b, double radius,
                  std::uint64_t seed, int points) {
    test::Random random{seed};
    const Vec3 along = b - a;
    const Vec3 side = along.unitOrthogonal();
    const Vec3 other = along.normalized().cross(side);
    int inside = 0;
    for (int k = 0; k < points; ++k) {
        const double r = radius * std::sqrt(random.unit());
        const double angle = random.between(0.0, 2.0 * kPi);
        const Vec3 at =
            a + random.unit() * along + r * std::cos(angle) * side + r * std::sin(angle) * other;
        if (contains(body, at)) ++inside;
    }
    return kPi * radius * radius * along.norm() * inside / points;
}

TEST(RootOverlap, OfALineThroughTheMiddleIsItsChord) {
    EXPECT_NEAR(length_inside_m(cylinder(), {-50.0, 0.0, 0.6}, {50.0, 0.0, 0.6}), 6.0, 1e-9);
    EXPECT_NEAR(length_inside_m(cylinder(), {-50.0, 1.8, 0.6}, {50.0, 1.8, 0.6}), 4.8, 1e-9);
    EXPECT_EQ(length_inside_m(cylinder(), {-50.0, 0.0, 1.3}, {50.0, 0.0, 1.3}), 0.0);
}

TEST(RootOverlap, OfATubeWithinIsItsWholeVolume) {
    const double volume = tube_inside_m3(cylinder(), {-1.0, 0.5, 0.6}, {1.0, 0.2, 0.7}, 0.1);

    EXPECT_NEAR(volume, kPi * 0.01 * Vec3(2.0, -0.3, 0.1).norm(), 1e-12);
}

TEST(RootOverlap, OfATubeHalfUnderWaterIsHalf) {
    const RootBody body = cylinder();
    const double half = tube_inside_m3(body, {-1.0, 0.0, 1.2}, {1.0, 0.0, 1.2}, 0.25, 1e-9);

    EXPECT_NEAR(half, 0.5 * kPi * 0.0625 * 2.0, 1e-7);
}

TEST(RootOverlap, OfAnUprightTubeIsTheLensOfTwoCircles) {
    // Two circles, 3.0 and 0.5, with their middles 2.9 apart.
    const double r = 0.5;
    const double big = 3.0;
    const double d = 2.9;
    const double a = std::acos((d * d + r * r - big * big) / (2.0 * d * r));
    const double b = std::acos((d * d + big * big - r * r) / (2.0 * d * big));
    const double lens =
        r * r * a + big * big * b -
        0.5 * std::sqrt((-d + r + big) * (d + r - big) * (d - r + big) * (d + r + big));

    EXPECT_NEAR(tube_inside_m3(cylinder(), {2.9, 0.0, 0.2}, {2.9, 0.0, 1.0}, r, 1e-9), 0.8 * lens,
                1e-6);
}

TEST(RootOverlap, OfATubeAlongAWallIsTheSideOfTheStem) {
    RootBody body = cylinder();
    body.barriers = {{"wall", {{1.0, -9.0}, {1.0, 9.0}}, 0.0, 2.0}};
    const double volume = tube_inside_m3(body, {1.0, -1.0, 0.6}, {1.0, 1.0, 0.6}, 0.2, 1e-9);

    EXPECT_NEAR(volume, 0.5 * kPi * 0.04 * 2.0, 1e-7);
}

TEST(RootOverlap, AgreesWithCountingPoints) {
    test::Random random{21};
    for (std::uint64_t k = 0; k < 25; ++k) {
        RootBody body = cylinder();
        body.barriers = {{"wall", {{1.5, -2.0}, {1.2, 2.5}, {0.5, 4.0}}, 0.1, 0.9}};
        RootObstacle box;
        box.at = {-1.5, -0.5};
        box.size_m = {1.0, 0.6};
        box.heading_deg = random.between(0.0, 90.0);
        box.bottom_depth_m = 0.8;
        body.obstacles = {box};
        const Vec3 a{random.between(-4.0, 4.0), random.between(-4.0, 4.0),
                     random.between(0.4, 1.3)};
        Vec3 b{random.between(-4.0, 4.0), random.between(-4.0, 4.0),
               k % 2 == 0 ? a.z() : random.between(0.4, 1.3)};
        if (k % 5 == 4) b = a + Vec3(0.01, 0.02, 0.9);
        const double radius = random.between(0.05, 0.35);

        const double whole = kPi * radius * radius * (b - a).norm();
        const int points = 60000;
        EXPECT_NEAR(tube_inside_m3(body, a, b, radius), counted_m3(body, a, b, radius, k, points),
                    3.5 * whole * std::sqrt(0.25 / points))
            << k;
    }
}

TEST(RootOverlap, TightensWithItsTolerance) {
    RootBody body = cylinder();
    body.barriers = {{"wall", {{1.5, -2.0}, {1.2, 2.5}}, 0.1, 0.9}};
    const Vec3 a{-4.0, 0.4, 0.5};
    const Vec3 b{4.0, 0.9, 1.1};
    const double fine = tube_inside_m3(body, a, b, 0.3, 1e-10);

    EXPECT_NEAR(tube_inside_m3(body, a, b, 0.3, 1e-5), fine, 1e-4 * fine);
}

TEST(RootOverlap, AddsUpOverThePiecesOfALine) {
    const GroundLine line{"w", {{-5.0, 0.0, 0.8}, {0.0, 0.0, 0.8}, {5.0, 0.0, 0.8}}, 0.2};
    const LineInRoots in = line_in_roots(cylinder(), line);

    EXPECT_NEAR(in.length_m, 6.0, 1e-9);
    // The ends are cut by the round wall of the body: a sliver short of the chord.
    EXPECT_NEAR(in.volume_m3, kPi * 0.01 * 6.0, 1e-3 * in.volume_m3);
    EXPECT_EQ(in.nearest_root_m, 0.0);
}

TEST(RootOverlap, MeasuresHowNearRootsCome) {
    const GroundLine beside{"a", {{4.0, -100.0, 0.8}, {4.0, 100.0, 0.8}}, 0.2};
    const GroundLine below{"b", {{-100.0, 0.0, 1.9}, {100.0, 0.0, 1.9}}, 0.4};
    const GroundLine corner{"c", {{6.0, -100.0, 5.2}, {6.0, 100.0, 5.2}}, 0.2};

    EXPECT_NEAR(line_in_roots(cylinder(), beside).nearest_root_m, 0.9, 1e-3);
    EXPECT_NEAR(line_in_roots(cylinder(), below).nearest_root_m, 0.5, 1e-3);
    EXPECT_NEAR(line_in_roots(cylinder(), corner).nearest_root_m, 4.9, 1e-3);
}

TEST(RootOverlap, IsKeptAwayByABarrier) {
    RootBody body = cylinder();
    body.barriers = {{"screen", {{1.0, -90.0}, {1.0, 90.0}}, 0.0, 2.0}};
    const GroundLine behind{"a", {{2.0, -100.0, 0.8}, {2.0, 100.0, 0.8}}, 0.2};

    const LineInRoots in = line_in_roots(body, behind);

    EXPECT_EQ(in.volume_m3, 0.0);
    EXPECT_NEAR(in.nearest_root_m, 0.9, 1e-3);
}

TEST(RootOverlap, NearnessIsNeverMoreThanToAnyPointOfTheBody) {
    test::Random random{3};
    for (int k = 0; k < 10; ++k) {
        RootBody body = cylinder();
        body.barriers = {{"wall", {{1.0, -1.5}, {1.0, 1.0}}, 0.0, random.between(0.3, 1.4)}};
        const Vec3 a{random.between(3.2, 6.0), -20.0, random.between(0.4, 2.0)};
        const Vec3 b{random.between(3.2, 6.0), 20.0, random.between(0.4, 2.0)};
        double least = 1e300;
        for (int n = 0; n < 20000; ++n) {
            const Vec3 at{random.between(-3.0, 3.0), random.between(-3.0, 3.0),
                          random.between(0.0, 1.2)};
            if (contains(body, at)) least = std::min(least, geometry::distance(at, {a, b}));
        }
        const double nearest = line_in_roots(body, {"x", {a, b}, 0.1}).nearest_root_m;
        EXPECT_LE(nearest, least - 0.05 + 2e-3) << k;
        EXPECT_GT(nearest, least - 0.05 - 0.3) << k;
    }
}

}  // namespace
}  // namespace maaiveld::influence
