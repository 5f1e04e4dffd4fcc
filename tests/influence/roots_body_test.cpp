#include "influence/roots/root_body.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec2;
using geometry::Vec3;

constexpr double kPi = std::numbers::pi;

RootBody plain() {
    RootBody body;
    body.stem = {10.0, -4.0};
    body.radius_m = 3.0;
    body.depth_m = 1.2;
    return body;
}

/// A long wall along y, `x_m` to the right of the stem.
RootBarrier wall(const RootBody& body, double x_m, double bottom_m) {
    const double x = body.stem.x() + x_m;
    return {"wall", {{x, -500.0}, {x, 500.0}}, 0.0, bottom_m};
}

RootObstacle container(const Vec2& at) {
    RootObstacle obstacle;
    obstacle.id = "container";
    obstacle.at = at;
    obstacle.size_m = {1.5, 0.8};
    obstacle.heading_deg = 25.0;
    obstacle.bottom_depth_m = 0.9;
    return obstacle;
}

/// Share of the body by throwing points into the cylinder's box, counted with `contains` alone.
double counted_volume_m3(const RootBody& body, std::uint64_t seed, int points) {
    test::Random random{seed};
    int inside = 0;
    for (int k = 0; k < points; ++k) {
        const Vec3 at{body.stem.x() + random.between(-body.radius_m, body.radius_m),
                      body.stem.y() + random.between(-body.radius_m, body.radius_m),
                      random.between(0.0, body.depth_m)};
        if (contains(body, at)) ++inside;
    }
    return 4.0 * body.radius_m * body.radius_m * body.depth_m * inside / points;
}

/// A segment of a circle: what lies beyond a chord at distance d.
double circle_segment_m2(double radius, double d) {
    return radius * radius * std::acos(d / radius) - d * std::sqrt(radius * radius - d * d);
}

TEST(RootBody, WithoutLimitsIsTheWholeCylinder) {
    EXPECT_NEAR(volume_m3(plain()), kPi * 9.0 * 1.2, 1e-8);
}

TEST(RootBody, EndsAtAFacadeThatGoesDeeper) {
    RootBody body = plain();
    body.barriers = {wall(body, 1.1, 2.0)};

    EXPECT_NEAR(volume_m3(body), (kPi * 9.0 - circle_segment_m2(3.0, 1.1)) * 1.2, 1e-7);
    EXPECT_TRUE(contains(body, {11.0, -4.0, 0.5}));
    EXPECT_FALSE(contains(body, {11.2, -4.0, 0.5}));
}

TEST(RootBody, EndsAtAWallOnEitherSideAndDrawnEitherWay) {
    for (const double side : {-1.1, 1.1}) {
        for (const double way : {-500.0, 500.0}) {
            RootBody body = plain();
            const double x = body.stem.x() + side;
            body.barriers = {{"wall", {{x, -way}, {x, way}}, 0.0, 2.0}};

            EXPECT_NEAR(volume_m3(body), (kPi * 9.0 - circle_segment_m2(3.0, 1.1)) * 1.2, 1e-7);
            EXPECT_FALSE(contains(body, {body.stem.x() + 1.2 * side, -4.0, 0.5}));
            EXPECT_TRUE(contains(body, {body.stem.x() - 1.2 * side, -4.0, 0.5}));
        }
    }
}

TEST(RootBody, PassesUnderAShallowBarrier) {
    RootBody body = plain();
    body.barriers = {wall(body, 1.1, 0.5)};

    EXPECT_NEAR(volume_m3(body), kPi * 9.0 * 1.2 - circle_segment_m2(3.0, 1.1) * 0.5, 1e-7);
    EXPECT_FALSE(contains(body, {12.0, -4.0, 0.4}));
    EXPECT_TRUE(contains(body, {12.0, -4.0, 0.6}));
}

TEST(RootBody, HasAShadowBehindAShortScreen) {
    RootBody body = plain();
    body.radius_m = 5.0;
    body.barriers = {{"screen", {{11.0, -5.0}, {11.0, -3.0}}, 0.0, 2.0}};
    // Seen under 90 degrees: a quarter of the circle less the triangle in front of the screen.
    const double lost = 0.25 * kPi * 25.0 - 1.0;

    EXPECT_NEAR(volume_m3(body), (kPi * 25.0 - lost) * 1.2, 1e-7);
}

TEST(RootBody, AgreesWithCountingPoints) {
    test::Random random{11};
    for (std::uint64_t k = 0; k < 8; ++k) {
        RootBody body = plain();
        body.barriers = {wall(body, random.between(0.5, 3.5), random.between(0.2, 1.5))};
        body.barriers.push_back({"bent",
                                 {{9.0, -2.0}, {8.0, random.between(-3.5, -2.5)}, {7.2, -5.0}},
                                 random.between(0.0, 0.4),
                                 random.between(0.6, 1.5)});
        body.obstacles = {container({10.0 + random.between(-2.0, 2.0), -6.0})};
        RootObstacle pit;
        pit.at = {11.5, -1.5};
        pit.diameter_m = 1.2;
        pit.bottom_depth_m = 0.7;
        body.obstacles.push_back(pit);
        ASSERT_TRUE(check_body(body, "t"));

        const int points = 200000;
        const double box = 4.0 * 9.0 * 1.2;
        const double three_sigma = 3.0 * box * std::sqrt(0.25 / points);
        EXPECT_NEAR(volume_m3(body), counted_volume_m3(body, k, points), three_sigma) << k;
    }
}

TEST(RootBody, LosesWhatAnObstacleTakes) {
    RootBody body = plain();
    body.obstacles = {container({11.2, -4.6})};

    EXPECT_NEAR(volume_m3(body), kPi * 9.0 * 1.2 - 1.5 * 0.8 * 0.9, 1e-6);
}

TEST(RootBody, DoesNotCountOverlappingObstaclesTwice) {
    RootBody body = plain();
    body.obstacles = {container({11.2, -4.6}), container({11.2, -4.6})};

    EXPECT_NEAR(volume_m3(body), kPi * 9.0 * 1.2 - 1.5 * 0.8 * 0.9, 1e-6);
}

TEST(RootBody, GrowsUntilItsVolumeIsBack) {
    RootBody body = plain();
    const double wanted = volume_m3(body);
    body.barriers = {wall(body, 0.8, 2.0), wall(body, -2.0, 0.7)};

    const GrownBody grown = grown_to_volume(body, wanted, std::numeric_limits<double>::infinity());

    ASSERT_TRUE(grown.enough);
    EXPECT_GT(grown.body.radius_m, 3.0);
    EXPECT_NEAR(volume_m3(grown.body), wanted, 1e-6 * wanted);
}

TEST(RootBody, CannotGrowOutOfAClosedPlanter) {
    RootBody body = plain();
    const double wanted = volume_m3(body);
    body.barriers = {{"planter", {{9, -5}, {11, -5}, {11, -3}, {9, -3}, {9, -5}}, 0.0, 3.0}};

    const GrownBody grown = grown_to_volume(body, wanted, std::numeric_limits<double>::infinity());

    EXPECT_FALSE(grown.enough);
    EXPECT_NEAR(volume_m3(grown.body), 4.0 * 1.2, 1e-7);
}

TEST(RootBody, StopsGrowingAtTheLargestRadius) {
    RootBody body = plain();
    body.barriers = {wall(body, 0.5, 2.0)};

    const GrownBody grown = grown_to_volume(body, 33.0, 3.2);

    EXPECT_FALSE(grown.enough);
    EXPECT_DOUBLE_EQ(grown.body.radius_m, 3.2);
}

TEST(RootBody, GrowsWithItsRadius) {
    RootBody body = plain();
    body.barriers = {wall(body, 1.0, 0.8)};
    body.obstacles = {container({9.0, -5.5})};
    double before = 0.0;
    for (double radius = 0.2; radius < 6.0; radius += 0.2) {
        body.radius_m = radius;
        const double now = volume_m3(body);
        EXPECT_GT(now, before) << radius;
        before = now;
    }
}

TEST(RootShare, OfAnEvenBodyIsTheSegmentOfTheCircle) {
    const RootBody body = plain();
    const double share = share_beyond(body, {}, {11.5, 0.0}, {0.0, 1.0}, body.depth_m);

    EXPECT_NEAR(share, circle_segment_m2(3.0, 1.5) / (kPi * 9.0), 1e-8);
}

TEST(RootShare, BeyondACutThroughTheStemIsHalf) {
    const RootBody body = plain();

    EXPECT_NEAR(share_beyond(body, {0.7, 1.0}, body.stem, {0.3, 1.0}, body.depth_m), 0.5, 1e-8);
}

TEST(RootShare, AgreesWithCountingPointsByDensity) {
    RootBody body = plain();
    body.barriers = {wall(body, -1.5, 0.6)};
    const RootDensity density{1.2, 1.0};
    test::Random random{5};
    double all = 0.0;
    double beyond = 0.0;
    for (int k = 0; k < 400000; ++k) {
        const Vec3 at{random.between(7.0, 13.0), random.between(-7.0, -1.0),
                      random.between(0.0, 1.2)};
        const double weight = density_at(body, density, at);
        all += weight;
        if (at.x() > 11.0 && at.z() < 0.8) beyond += weight;
    }

    EXPECT_NEAR(share_beyond(body, density, {11.0, 9.0}, {0.0, -2.0}, 0.8), beyond / all, 4e-3);
}

TEST(RootShare, FallsWithTheDistanceOfTheCut) {
    const RootBody body = plain();
    double before = 1.0;
    for (double d = 0.1; d < 3.5; d += 0.2) {
        const double share = share_beyond(body, {0.8, 1.0}, {10.0 + d, 0.0}, {0.0, 1.0}, 1.2);
        EXPECT_LE(share, before) << d;
        before = share;
    }
    EXPECT_EQ(before, 0.0);
}

TEST(RootBody, RefusesWhatCannotBe) {
    RootBody body = plain();
    EXPECT_TRUE(check_body(body, "t"));
    body.barriers = {wall(body, 0.0, 1.0)};
    EXPECT_NE(check_body(body, "t").error().message.find("through the stem"), std::string::npos);
    body = plain();
    body.depth_m = 0.0;
    EXPECT_FALSE(check_body(body, "t"));
    body = plain();
    body.obstacles = {container(body.stem)};
    EXPECT_FALSE(check_body(body, "t"));
    body = plain();
    body.barriers = {{"w", {{0, 0}, {1, 0}}, 1.0, 0.5}};
    EXPECT_FALSE(check_body(body, "t"));
    body = plain();
    body.barriers = {{"w", {{0, std::nan("")}, {1, 0}}, 0.0, 0.5}};
    EXPECT_FALSE(check_body(body, "t"));
    body = plain();
    body.radius_m = std::nan("");
    EXPECT_FALSE(check_body(body, "t"));
}

}  // namespace
}  // namespace maaiveld::influence
