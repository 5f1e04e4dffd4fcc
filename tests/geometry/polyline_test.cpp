#include "geometry/polyline.h"

#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::geometry {
namespace {

TEST(ArcPoints, StayWithinTheToleranceOfTheCircleAndEndOnIt) {
    for (const double radius : {0.5, 5.0, 80.0}) {
        for (const double sweep : {0.3, 1.6, 4.0}) {
            const auto on_circle = [&](double angle) {
                return Vec3(radius * std::cos(angle), radius * std::sin(angle), 2.0);
            };
            double sagitta = 0.0;
            const auto points =
                arc_points(on_circle(0), on_circle(0.4 * sweep), on_circle(sweep), 0.001, sagitta);
            EXPECT_LE(sagitta, 0.001);
            EXPECT_NEAR((points.back() - on_circle(sweep)).norm(), 0.0, 1e-9);
            Vec3 from = on_circle(0);
            double length = 0.0;
            for (const Vec3& to : points) {
                EXPECT_NEAR(to.head<2>().norm(), radius, 1e-9);
                EXPECT_GE((0.5 * (from + to)).head<2>().norm(), radius - sagitta - 1e-12);
                length += (to - from).norm();
                from = to;
            }
            EXPECT_NEAR(length, radius * sweep, 0.01 * radius * sweep);
        }
    }
}

TEST(ArcPoints, OfThreePointsOnALineIsTheLine) {
    double sagitta = 0.0;
    EXPECT_EQ(arc_points({0, 0, 0}, {1, 0, 0}, {2, 0, 0}, 0.001, sagitta).size(), 1U);
    EXPECT_EQ(sagitta, 0.0);
}

TEST(StationOffset, IsTheInverseOfPointAt) {
    const std::vector<Vec2> axis{{0, 0}, {30, 0}, {60, 10}};
    test::Random random{5};
    for (int k = 0; k < 500; ++k) {
        const double station = random.between(-3, 65);
        const double offset = random.between(-4, 4);
        if (std::abs(station - 30.0) < 1.5) continue;  // beside the bend two stations meet
        const StationOffset back = station_offset(axis, point_at(axis, station, offset));
        EXPECT_NEAR(back.station_m, station, 1e-9);
        EXPECT_NEAR(back.offset_m, offset, 1e-9);
    }
}

TEST(StationOffset, IsPositiveToTheLeft) {
    const std::vector<Vec2> east{{0, 0}, {10, 0}};
    EXPECT_NEAR(station_offset(east, {4, 2}).offset_m, 2.0, 1e-12);
    EXPECT_NEAR(station_offset(east, {4, -2}).offset_m, -2.0, 1e-12);
}

/// Behind a sharp corner no side of one piece alone is right: a line that runs past it far away
/// jumped from one side of the street to the other.
TEST(StationOffset, KeepsItsSideAllAroundTheOutsideOfASharpCorner) {
    for (const double turn_deg : {-170.0, -120.0, -60.0, 20.0, 100.0, 175.0}) {
        const double turn = turn_deg * std::numbers::pi / 180.0;
        const Vec2 corner{100.0, 50.0};
        const std::vector<Vec2> axis{corner - Vec2{40.0, 0.0}, corner,
                                     corner + 40.0 * Vec2{std::cos(turn), std::sin(turn)}};
        const double outside = turn > 0.0 ? -1.0 : 1.0;
        for (int k = 0; k <= 100; ++k) {
            // From square to the first piece, round the corner, to square to the second.
            const double at = 0.5 * std::numbers::pi * outside + turn * k / 100.0;
            const Vec2 point = corner + 20.0 * Vec2{std::cos(at), std::sin(at)};
            const StationOffset place = station_offset(axis, point);
            EXPECT_NEAR(place.offset_m, 20.0 * outside, 1e-9) << turn_deg << " at " << k;
            EXPECT_NEAR(place.station_m, 40.0, 1e-9);
        }
    }
}

TEST(OffsetLine, KeepsItsDistanceFromTheAxisAlsoAtBends) {
    const std::vector<Vec2> axis{{0, 0}, {30, 0}, {60, 15}};
    const auto line = offset_line(axis, 0, length_of(std::span<const Vec2>{axis}), 2.5);
    ASSERT_EQ(line.size(), 3U);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const Vec2 middle = 0.5 * (line[i] + line[i + 1]);
        EXPECT_NEAR(station_offset(axis, middle).offset_m, 2.5, 1e-9);
    }
    const auto back = offset_line(axis, 60, 5, 2.5);
    EXPECT_NEAR((back.front() - point_at(axis, 60, 2.5)).norm(), 0.0, 1e-12);
    EXPECT_NEAR((back.back() - point_at(axis, 5, 2.5)).norm(), 0.0, 1e-12);
}

}  // namespace
}  // namespace maaiveld::geometry
