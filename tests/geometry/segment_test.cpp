#include "geometry/segment.h"

#include "tests/support/random.h"

#include <CGAL/Gmpq.h>
#include <CGAL/Simple_cartesian.h>
#include <CGAL/squared_distance_3.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace maaiveld::geometry {
namespace {

// The oracle: CGAL's segment distance in exact rationals. It shares no code with ours.
using Exact = CGAL::Simple_cartesian<CGAL::Gmpq>;

Exact::Point_3 exact(const Vec3& p) {
    return {CGAL::Gmpq(p.x()), CGAL::Gmpq(p.y()), CGAL::Gmpq(p.z())};
}

CGAL::Gmpq exact_squared_distance(const Segment& p, const Segment& q) {
    const bool point_p = p.a == p.b;
    const bool point_q = q.a == q.b;
    if (point_p && point_q) return CGAL::squared_distance(exact(p.a), exact(q.a));
    if (point_p)
        return CGAL::squared_distance(exact(p.a), Exact::Segment_3(exact(q.a), exact(q.b)));
    if (point_q)
        return CGAL::squared_distance(exact(q.a), Exact::Segment_3(exact(p.a), exact(p.b)));
    return CGAL::squared_distance(Exact::Segment_3(exact(p.a), exact(p.b)),
                                  Exact::Segment_3(exact(q.a), exact(q.b)));
}

/// The square root of a rational to well beyond double precision: the double root, corrected once.
double root_of(const CGAL::Gmpq& square) {
    const double guess = std::sqrt(CGAL::to_double(square));
    if (guess == 0.0) return 0.0;
    const CGAL::Gmpq g(guess);
    return guess + CGAL::to_double((square - g * g) / (CGAL::Gmpq(2) * g));
}

bool exactly_closer(const Segment& p, const Segment& q, double limit, double r1, double r2) {
    const CGAL::Gmpq sum = CGAL::Gmpq(limit) + CGAL::Gmpq(r1) + CGAL::Gmpq(r2);
    return sum > 0 && exact_squared_distance(p, q) < sum * sum;
}

/// Pairs that break distance kernels: coincident, collinear with overlap and with a gap, touching
/// at an end and mid-span, parallel, nearly parallel, zero length, crossing; at the origin and far
/// out.
std::vector<std::pair<Segment, Segment>> torture() {
    const std::vector<std::pair<Segment, Segment>> near{
        {{{0, 0, 0}, {1, 0, 0}}, {{0, 0, 0}, {1, 0, 0}}},
        {{{0, 0, 0}, {1, 0, 0}}, {{1, 0, 0}, {0, 0, 0}}},
        {{{0, 0, 0}, {3, 0, 0}}, {{1, 0, 0}, {2, 0, 0}}},
        {{{0, 0, 0}, {1, 1, 1}}, {{2, 2, 2}, {3, 3, 3}}},
        {{{0, 0, 0}, {1, 0, 0}}, {{1, 0, 0}, {2, 1, 0}}},
        {{{0, 0, 0}, {4, 0, 0}}, {{2, 0, 0}, {2, 3, 1}}},
        {{{0, 0, 0}, {4, 0, 0}}, {{2, -1, 0}, {2, 3, 0}}},
        {{{0, 0, 0}, {10, 0, 0}}, {{0, 0.6, 0}, {10, 0.6, 0}}},
        {{{0, 0, 0}, {10, 0, 0}}, {{0, 0.6, 0}, {10, 0.6000001, 0}}},
        {{{0, 0, 0}, {100, 0.1, 0}}, {{0, 0.1, 0}, {100, 0, 0}}},
        {{{0, 0, 0}, {100, 1e-7, 0}}, {{0, 1e-7, 0}, {100, 0, 0}}},
        {{{1, 1, 1}, {1, 1, 1}}, {{1, 1, 1}, {1, 1, 1}}},
        {{{1, 1, 1}, {1, 1, 1}}, {{0, 0, 0}, {5, 0, 0}}},
        {{{0, 0, 0}, {5, 0, 0}}, {{2, 0.7, 0}, {2, 0.7, 0}}},
        {{{0, 0, -1}, {0, 0, 1}}, {{0.3, -2, 0.1}, {0.3, 2, 0.1}}},
        {{{0, 0, 0}, {0.1, 0.2, 0.3}}, {{0.7, 0.6, 0.5}, {0.4, 0.3, 0.1}}},
    };
    std::vector<std::pair<Segment, Segment>> all;
    for (const Vec3& shift :
         {Vec3(0, 0, 0), Vec3(1e6, 1e6, 0), Vec3(93900.1, 463200.7, -0.35), Vec3(-1e6, 7e5, 100)}) {
        for (auto [p, q] : near) {
            all.push_back({{p.a + shift, p.b + shift}, {q.a + shift, q.b + shift}});
        }
    }
    return all;
}

Segment random_segment(test::Random& random, double extent) {
    const Vec3 a{random.between(-extent, extent), random.between(-extent, extent),
                 random.between(-2, 2)};
    switch (random.below(5)) {
        case 0:
            return {a, a};
        case 1:
            return {a, a + Vec3(random.between(-5, 5), 0, 0)};
        case 2:
            return {a, a + random.between(-3, 3) * Vec3(1, 2, 0.5)};
        default:
            return {a,
                    a + Vec3(random.between(-5, 5), random.between(-5, 5), random.between(-1, 1))};
    }
}

TEST(SegmentDistance, EqualsTheExactDistanceOnTheTortureSet) {
    for (const auto& [p, q] : torture()) {
        EXPECT_NEAR(closest(p, q).distance, root_of(exact_squared_distance(p, q)), 1e-9);
        EXPECT_NEAR(closest(q, p).distance, root_of(exact_squared_distance(p, q)), 1e-9);
    }
}

TEST(SegmentDistance, EqualsTheExactDistanceOnRandomPairs) {
    test::Random random{1};
    for (int k = 0; k < 3000; ++k) {
        const Vec3 shift = k % 2 == 0 ? Vec3(0, 0, 0) : Vec3(1e6, -1e6, 0);
        Segment p = random_segment(random, 4);
        Segment q = random_segment(random, 4);
        p = {p.a + shift, p.b + shift};
        q = {q.a + shift, q.b + shift};
        ASSERT_NEAR(closest(p, q).distance, root_of(exact_squared_distance(p, q)), 1e-9)
            << "pair " << k;
    }
}

TEST(SegmentDistance, ParametersGiveTheDistance) {
    test::Random random{2};
    for (int k = 0; k < 2000; ++k) {
        const Segment p = random_segment(random, 4);
        const Segment q = random_segment(random, 4);
        const Closest near = closest(p, q);
        EXPECT_NEAR((p.at(near.s) - q.at(near.t)).norm(), near.distance, 1e-9);
        EXPECT_GE(near.s, 0.0);
        EXPECT_LE(near.s, 1.0);
    }
}

TEST(CloserThan, DecidesAsExactRationalsDoOnTheTortureSet) {
    for (const auto& [p, q] : torture()) {
        for (const double limit : {0.0, 0.1, 0.2, 0.5, 0.6, 0.7, 1.0}) {
            for (const double radius : {0.0, 0.05, 0.1}) {
                EXPECT_EQ(closer_than(p, q, {limit, radius, radius}),
                          exactly_closer(p, q, limit, radius, radius));
            }
        }
    }
}

TEST(CloserThan, DecidesTouchingAtExactlyTheLimitAsTheParsedDecimalsDo) {
    // 0.6 - 0.05 - 0.05 against 0.5: equal on paper, but 0.6 is a shade below and 0.1 a shade
    // above.
    const Segment p{{0, 0, 0}, {10, 0, 0}};
    const Segment q{{0, 0.6, 0}, {10, 0.6, 0}};
    EXPECT_TRUE(closer_than(p, q, {0.5, 0.05, 0.05}));
    EXPECT_EQ(closer_than(p, q, {0.5, 0.05, 0.05}), exactly_closer(p, q, 0.5, 0.05, 0.05));
    const Segment r{{0, 0.75, 0}, {10, 0.75, 0}};
    EXPECT_FALSE(closer_than(p, r, {0.5, 0.125, 0.125})) << "exactly at the limit is not broken";
}

TEST(CloserThan, DecidesAsExactRationalsDoAroundRandomLimits) {
    test::Random random{3};
    for (int k = 0; k < 1500; ++k) {
        const Segment p = random_segment(random, 3);
        const Segment q = random_segment(random, 3);
        const double at_limit = closest(p, q).distance;
        for (const double limit :
             {at_limit, std::nextafter(at_limit, 0.0), std::nextafter(at_limit, 9.0)}) {
            EXPECT_EQ(closer_than(p, q, {limit}), exactly_closer(p, q, limit, 0.0, 0.0));
        }
    }
}

TEST(PartWithin, IsWhereSamplesOfTheDistanceSayItIs) {
    test::Random random{4};
    for (int k = 0; k < 2000; ++k) {
        const Segment p = random_segment(random, 2);
        const Segment q = random_segment(random, 2);
        const double radius = random.between(0.01, 2.0);
        const auto interval = part_within(p, q, radius);
        for (int i = 0; i <= 50; ++i) {
            const double t = i / 50.0;
            const double gap = distance(p.at(t), q) - radius;
            if (std::abs(gap) < 1e-7) continue;
            const bool inside = interval && t >= interval->from && t <= interval->to;
            ASSERT_EQ(inside, gap < 0.0) << "pair " << k << " at " << t;
        }
    }
}

TEST(PlanAngle, IsAcuteAndSymmetric) {
    const Segment east{{0, 0, 0}, {10, 0, 5}};
    EXPECT_NEAR(plan_angle_deg(east, {{0, 0, 0}, {0, 3, 0}}), 90.0, 1e-12);
    EXPECT_NEAR(plan_angle_deg(east, {{0, 0, 0}, {-1, 1, 0}}), 45.0, 1e-12);
    EXPECT_NEAR(plan_angle_deg({{0, 0, 0}, {-1, 1, 0}}, east), 45.0, 1e-12);
    EXPECT_EQ(plan_angle_deg(east, {{0, 0, 0}, {0, 0, 3}}), 0.0);
}

TEST(PlanCrossing, FindsCrossingsAndTeesButNoParallels) {
    const Segment p{{0, 0, 0}, {10, 0, 0}};
    ASSERT_TRUE(plan_crossing(p, {{4, -1, 2}, {4, 1, 2}}));
    EXPECT_NEAR(plan_crossing(p, {{4, -1, 2}, {4, 1, 2}})->s, 0.4, 1e-12);
    EXPECT_TRUE(plan_crossing(p, {{4, 0, 2}, {4, 1, 2}})) << "a tee touches";
    EXPECT_FALSE(plan_crossing(p, {{4, 0.01, 2}, {4, 1, 2}}));
    EXPECT_FALSE(plan_crossing(p, {{2, 0, 0}, {5, 0, 0}})) << "overlapping parallels do not cross";
}

}  // namespace
}  // namespace maaiveld::geometry
