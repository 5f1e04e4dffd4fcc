#include "geometry/convex.h"

#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::geometry {
namespace {

Convex upright_block(const Vec3& centre, double x, double y, double z, double angle) {
    Eigen::Matrix3d half;
    half.col(0) = 0.5 * x * Vec3(std::cos(angle), std::sin(angle), 0);
    half.col(1) = 0.5 * y * Vec3(-std::sin(angle), std::cos(angle), 0);
    half.col(2) = 0.5 * z * Vec3::UnitZ();
    return Convex::block(centre, half);
}

/// The point of a solid nearest to p, in closed form per kind: independent of GJK.
Vec3 nearest_point(const Convex& solid, const Vec3& p) {
    if (solid.kind == Convex::Kind::Cylinder) {
        Vec3 q = p;
        const Vec2 across = (p - solid.core.a).head<2>();
        if (across.norm() > solid.radius)
            q.head<2>() = solid.core.a.head<2>() + solid.radius * across.normalized();
        q.z() = std::clamp(p.z(), solid.core.a.z(), solid.core.b.z());
        return q;
    }
    if (solid.kind == Convex::Kind::Block) {
        Vec3 q = solid.centre;
        for (int k = 0; k < 3; ++k) {
            const Vec3 axis = solid.half_axes.col(k);
            q += std::clamp((p - solid.centre).dot(axis) / axis.squaredNorm(), -1.0, 1.0) * axis;
        }
        return q;
    }
    const Vec3 on_axis = solid.core.at(nearest_parameter(p, solid.core));
    const Vec3 out = p - on_axis;
    return out.norm() <= solid.radius ? p : Vec3(on_axis + solid.radius * out.normalized());
}

/// Distance by projecting back and forth between two convex solids, which converges to it.
double distance_by_projection(const Convex& a, const Convex& b) {
    Vec3 p = a.middle();
    Vec3 q = b.middle();
    for (int k = 0; k < 20000; ++k) {
        q = nearest_point(b, p);
        const Vec3 next = nearest_point(a, q);
        if ((next - p).norm() < 1e-13) break;
        p = next;
    }
    return (p - q).norm();
}

Convex random_solid(test::Random& random) {
    const Vec3 at{random.between(-3, 3), random.between(-3, 3), random.between(-3, 3)};
    switch (random.below(3)) {
        case 0:
            return Convex::capsule({at, at + Vec3(random.between(-2, 2), random.between(-2, 2),
                                                  random.between(-1, 1))},
                                   random.between(0.02, 0.5));
        case 1:
            return Convex::cylinder(at, random.between(0.1, 2), random.between(0.05, 1));
        default:
            return upright_block(at, random.between(0.1, 2), random.between(0.1, 2),
                                 random.between(0.1, 2), random.between(0, 3));
    }
}

TEST(Gap, EqualsAlternatingProjectionBetweenAllKindsOfSolids) {
    test::Random random{11};
    int apart = 0;
    for (int k = 0; k < 600; ++k) {
        const Convex a = random_solid(random);
        const Convex b = random_solid(random);
        const double found = gap(a, b).distance;
        const double expected = distance_by_projection(a, b);
        if (expected < 1e-3) {
            EXPECT_LT(found, 2e-3) << "pair " << k;
            continue;
        }
        ++apart;
        EXPECT_NEAR(found, expected, 1e-5) << "pair " << k;
        EXPECT_NEAR(gap(b, a).distance, found, 1e-7);
    }
    EXPECT_GT(apart, 300);
}

TEST(Gap, WitnessesLieThatFarApart) {
    test::Random random{12};
    for (int k = 0; k < 300; ++k) {
        const Convex a = random_solid(random);
        const Convex b = random_solid(random);
        const Gap found = gap(a, b);
        if (found.distance <= 0.0) continue;
        EXPECT_NEAR((found.on_a - found.on_b).norm(), found.distance, 1e-6);
    }
}

TEST(Gap, OfOverlappingBlocksIsMinusTheLeastShift) {
    const Convex a = upright_block({0, 0, 0}, 2, 2, 2, 0);
    EXPECT_NEAR(gap(a, upright_block({1.7, 0, 0}, 2, 2, 2, 0)).distance, -0.3, 1e-9);
    EXPECT_NEAR(gap(a, upright_block({0.5, 0.1, 1.9}, 2, 2, 2, 0)).distance, -0.1, 1e-9);
}

TEST(Gap, OfAPipeInsideABlockIsMinusTheWayOut) {
    const Convex block = upright_block({0, 0, 0}, 4, 2, 1, 0);
    const Convex pipe = Convex::capsule({{-1, 0, 0.3}, {1, 0, 0.3}}, 0.1);
    EXPECT_NEAR(gap(pipe, block).distance, -(0.2 + 0.1), 1e-9);
}

TEST(Gap, OfAnOverlappingPipeAndManholeIsNegative) {
    const Convex manhole = Convex::cylinder({0, 0, -2}, 2, 0.5);
    EXPECT_LT(gap(Convex::capsule({{-2, 0.1, -1}, {2, 0.1, -1}}, 0.1), manhole).distance, -0.1);
    EXPECT_NEAR(gap(Convex::capsule({{-2, 0.8, -1}, {2, 0.8, -1}}, 0.1), manhole).distance, 0.2,
                1e-9);
}

TEST(PlanGap, IgnoresHeights) {
    const Convex high = Convex::capsule({{0, 0, 5}, {10, 0, 9}}, 0.1);
    const Convex low = Convex::capsule({{0, 1, -5}, {10, 1, -5}}, 0.2);
    EXPECT_NEAR(plan_gap(high, low).distance, 0.7, 1e-12);
    EXPECT_NEAR(plan_gap(high, Convex::cylinder({5, 2, -3}, 1, 0.5)).distance, 1.4, 1e-9);
    EXPECT_NEAR(plan_gap(high, upright_block({5, -2, -9}, 1, 1, 1, 0)).distance, 1.4, 1e-9);
}

TEST(BoundsOf, HoldEverySurfacePoint) {
    test::Random random{13};
    for (int k = 0; k < 200; ++k) {
        const Convex solid = random_solid(random);
        const Bounds bounds = bounds_of(solid);
        for (int i = 0; i < 30; ++i) {
            const Vec3 far{random.between(-9, 9), random.between(-9, 9), random.between(-9, 9)};
            const Vec3 p = nearest_point(solid, far);
            EXPECT_TRUE((p.array() >= bounds.low.array() - 1e-9).all() &&
                        (p.array() <= bounds.high.array() + 1e-9).all());
        }
    }
}

TEST(SharedVolume, OfATubeHalfInsideAndFullyInside) {
    const Convex roots = Convex::cylinder({0, 0, -1}, 1, 2);
    const double tube = std::numbers::pi * 0.05 * 0.05;
    EXPECT_NEAR(shared_volume_m3({{-5, 0, -0.5}, {5, 0, -0.5}}, 0.05, roots), tube * 4.0,
                0.02 * tube * 4.0);
    EXPECT_EQ(shared_volume_m3({{-5, 3, -0.5}, {5, 3, -0.5}}, 0.05, roots), 0.0);
    EXPECT_NEAR(shared_volume_m3({{-1, 0, -1.0}, {1, 0, -1.0}}, 0.05, roots), tube * 2.0 / 2.0,
                0.12 * tube * 2.0);
}

TEST(PartWithinSolid, IsWhereTheDistanceIsBelowTheRadius) {
    test::Random random{14};
    for (int k = 0; k < 200; ++k) {
        const Convex solid = random_solid(random);
        const Segment p{{-4, random.between(-2, 2), random.between(-2, 2)},
                        {4, random.between(-2, 2), random.between(-2, 2)}};
        const double radius = random.between(0.05, 1.0);
        const auto interval = part_within(p, solid, radius);
        for (int i = 0; i <= 40; ++i) {
            const double t = i / 40.0;
            const double clearance = (p.at(t) - nearest_point(solid, p.at(t))).norm() - radius;
            if (std::abs(clearance) < 1e-5) continue;
            ASSERT_EQ(interval && t >= interval->from && t <= interval->to, clearance < 0.0) << k;
        }
    }
}

/// How far a solid's plan reaches in a level direction, by its definition.
double reach_in_plan(const Convex& solid, const Vec2& n) {
    if (solid.kind == Convex::Kind::Block) {
        const Eigen::Vector3d along = solid.half_axes.transpose() * Vec3(n.x(), n.y(), 0.0);
        return solid.centre.head<2>().dot(n) + along.cwiseAbs().sum();
    }
    return solid.radius + std::max(solid.core.a.head<2>().dot(n), solid.core.b.head<2>().dot(n));
}

/// The least level shift that parts two plans, over 3600 directions; negative when apart.
double shift_by_directions(const Convex& a, const Convex& b) {
    double least = 1e300;
    for (int k = 0; k < 3600; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / 3600;
        const Vec2 n{std::cos(angle), std::sin(angle)};
        least = std::min(least, reach_in_plan(a, n) + reach_in_plan(b, -n));
    }
    return least;
}

TEST(PlanGap, OfOverlappingSolidsIsTheLeastLevelShiftThatPartsThem) {
    test::Random random{29};
    const Vec3 far{640.0, -420.0, 0.0};  // as far from the origin as a street reaches
    int overlapping = 0;
    for (int k = 0; k < 1200; ++k) {
        Convex a = random_solid(random);
        Convex b = random_solid(random);
        // Two tubes are told by their axes alone: see gap.
        if (a.kind == Convex::Kind::Capsule && b.kind == Convex::Kind::Capsule) continue;
        for (Convex* solid : {&a, &b}) {
            solid->centre += far;
            solid->core = {solid->core.a + far, solid->core.b + far};
        }
        const double expected = shift_by_directions(a, b);
        const double found = plan_gap(a, b).distance;
        if (expected < -0.01) {
            EXPECT_GT(found, 0.0) << k;
        } else if (expected > 0.01) {
            ++overlapping;
            EXPECT_NEAR(found, -expected, 0.005 * (1.0 + expected)) << k;
        }
    }
    EXPECT_GT(overlapping, 80);
}

TEST(PlanGap, OfDuctBanksAboveOneAnotherIsMinusTheNarrowerParting) {
    const Convex low = upright_block({3, 4, -2}, 10.0, 0.6, 0.3, 0.4);
    const Convex high = upright_block({3, 4, -1}, 6.0, 0.4, 0.3, 0.4);
    EXPECT_NEAR(plan_gap(low, high).distance, -0.5, 1e-9);
    EXPECT_NEAR(gap(low, high).distance, 0.7, 1e-6);
    const Convex touching = upright_block({3, 4.5, -1}, 6.0, 0.4, 0.3, 0.0);
    EXPECT_NEAR(plan_gap(upright_block({3, 4, -2}, 10.0, 0.6, 0.3, 0.0), touching).distance, 0.0,
                1e-12);
}

TEST(PlanGap, OfManholesAndTubesOverThemIsNegative) {
    const Convex manhole = Convex::cylinder({0, 0, -3}, 2.0, 0.5);
    EXPECT_NEAR(plan_gap(manhole, Convex::cylinder({0.3, 0, -0.5}, 0.5, 0.4)).distance, -0.6,
                1e-12);
    const Convex tube = Convex::capsule({{-9, 0.2, -0.5}, {4, 0.2, -0.5}}, 0.1);
    EXPECT_NEAR(plan_gap(manhole, tube).distance, -0.4, 1e-12);
}

}  // namespace
}  // namespace maaiveld::geometry
