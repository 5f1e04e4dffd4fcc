#include "layout/rack_ends.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

namespace maaiveld::layout {
namespace {

using model::Vec3;

Vec3 at(const EndPoint& p) {
    return {p.along_m, p.left_m, p.up_m};
}

/// Nearest distance of two polylines, by brute force over dense points.
double nearest_m(const std::vector<EndPoint>& a, const std::vector<EndPoint>& b) {
    const auto dense = [](const std::vector<EndPoint>& way) {
        std::vector<Vec3> points;
        for (std::size_t k = 1; k < way.size(); ++k) {
            const Vec3 from = at(way[k - 1]);
            const Vec3 to = at(way[k]);
            const int pieces = std::max(1, static_cast<int>((to - from).norm() / 0.02));
            for (int i = 0; i <= pieces; ++i)
                points.push_back(from + (to - from) * i / pieces);
        }
        return points;
    };
    const auto pa = dense(a);
    const auto pb = dense(b);
    double least = 1e300;
    for (const Vec3& p : pa) {
        // Both run along x: what is far off along it is far off.
        const auto from = std::lower_bound(pb.begin(), pb.end(), p.x() - 0.3,
                                           [](const Vec3& q, double x) { return q.x() < x; });
        for (auto q = from; q != pb.end() && q->x() < p.x() + 0.3; ++q)
            least = std::min(least, (p - *q).norm());
    }
    return least;
}

double degrees_between(const Vec3& a, const Vec3& b) {
    return std::acos(std::clamp(a.normalized().dot(b.normalized()), -1.0, 1.0)) * 180.0 /
           std::numbers::pi;
}

/// Lines as a filled rack has them: levels with neighbours 0.03 m apart, 0.05 m between levels;
/// flat side by side in any order, 0.10 m apart, at any height.
std::vector<EndLine> random_lines(std::mt19937& random) {
    const auto uniform = [&](double from, double to) {
        return std::uniform_real_distribution<double>{from, to}(random);
    };
    std::vector<EndLine> lines;
    double top = -0.3;
    const int levels = std::uniform_int_distribution<int>{1, 5}(random);
    for (int level = 0; level < levels; ++level) {
        const int count = std::uniform_int_distribution<int>{1, 4}(random);
        double left = uniform(0.0, 0.2);
        double lowest = top;
        for (int k = 0; k < count; ++k) {
            EndLine line;
            line.radius_m = uniform(0.01, 0.08);
            line.bend_radius_m = uniform(0.0, 1.5);
            left += line.radius_m;
            line.rack = {left, top - 0.16 + line.radius_m};
            left += line.radius_m + 0.03;
            lowest = std::min(lowest, top - 0.16);
            lines.push_back(line);
        }
        top = lowest - 0.05;
    }
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    double left = uniform(-3.0, 2.0);
    for (const std::size_t i : order) {
        left += lines[i].radius_m;
        lines[i].flat = {left, uniform(-1.4, -0.6)};
        left += lines[i].radius_m + uniform(0.1, 0.4);
    }
    return lines;
}

TEST(RackEnds, LinesNeverMeetOnTheirWay) {
    std::mt19937 random{4711};
    for (int round = 0; round < 60; ++round) {
        const std::vector<EndLine> lines = random_lines(random);
        const RackEnd end = fan_out(lines);
        ASSERT_EQ(end.ways.size(), lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            for (std::size_t j = i + 1; j < lines.size(); ++j) {
                const double gap =
                    nearest_m(end.ways[i], end.ways[j]) - lines[i].radius_m - lines[j].radius_m;
                EXPECT_GT(gap, 0.019) << "round " << round << ", lines " << i << " and " << j;
            }
        }
    }
}

TEST(RackEnds, EveryWayLeadsFromTheRackToTheFlatPlace) {
    std::mt19937 random{12};
    for (int round = 0; round < 40; ++round) {
        const std::vector<EndLine> lines = random_lines(random);
        const RackEnd end = fan_out(lines);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto& way = end.ways[i];
            EXPECT_NEAR((at(way.front()) - Vec3{0.0, lines[i].rack.x(), lines[i].rack.y()}).norm(),
                        0.0, 1e-9);
            EXPECT_NEAR(
                (at(way.back()) - Vec3{end.length_m, lines[i].flat.x(), lines[i].flat.y()}).norm(),
                0.0, 1e-9);
            for (std::size_t k = 1; k < way.size(); ++k)
                EXPECT_GE(way[k].along_m, way[k - 1].along_m - 1e-12);
        }
    }
}

TEST(RackEnds, NoJointTurnsMoreThanAskedAndNoPieceIsSteeper) {
    std::mt19937 random{99};
    const EndPractice practice;
    for (int round = 0; round < 40; ++round) {
        const RackEnd end = fan_out(random_lines(random), practice);
        for (const auto& way : end.ways) {
            std::vector<Vec3> pieces;
            for (std::size_t k = 1; k < way.size(); ++k) {
                const Vec3 piece = at(way[k]) - at(way[k - 1]);
                if (piece.norm() > 1e-9) pieces.push_back(piece);
            }
            for (std::size_t k = 0; k < pieces.size(); ++k) {
                EXPECT_LE(degrees_between(pieces[k], Vec3::UnitX()), practice.max_angle_deg + 1e-6);
                if (k > 0) {
                    EXPECT_LE(degrees_between(pieces[k - 1], pieces[k]),
                              practice.max_bend_deg + 1e-6);
                }
            }
        }
    }
}

TEST(RackEnds, BendsOfTheRadiusAskedFit) {
    EndLine cable;
    cable.rack = {0.0, -0.5};
    cable.flat = {2.0, -0.8};
    cable.radius_m = 0.04;
    cable.bend_radius_m = 3.0;
    const RackEnd end = fan_out({cable});
    std::vector<Vec3> pieces;
    for (std::size_t k = 1; k < end.ways.front().size(); ++k) {
        const Vec3 piece = at(end.ways.front()[k]) - at(end.ways.front()[k - 1]);
        if (piece.norm() < 1e-9) continue;
        const bool goes_on = !pieces.empty() && degrees_between(pieces.back(), piece) < 1e-4;
        if (goes_on) {
            pieces.back() += piece;
        } else {
            pieces.push_back(piece);
        }
    }
    ASSERT_GT(pieces.size(), 4U);
    for (std::size_t k = 1; k < pieces.size(); ++k) {
        const double turn = degrees_between(pieces[k - 1], pieces[k]) * std::numbers::pi / 180.0;
        const double tangent = cable.bend_radius_m * std::tan(0.5 * turn);
        EXPECT_LE(tangent, 0.5 * std::min(pieces[k - 1].norm(), pieces[k].norm()) + 1e-9);
    }
}

TEST(RackEnds, NothingMovesWhereTheFlatPlaceIsThatInTheRack) {
    EndLine line;
    line.rack = line.flat = {0.4, -0.7};
    line.radius_m = 0.05;
    const RackEnd end = fan_out({line});
    EXPECT_LE(end.length_m, EndPractice{}.straight_m + 1e-9);
    for (const EndPoint& p : end.ways.front()) {
        EXPECT_DOUBLE_EQ(p.left_m, 0.4);
        EXPECT_DOUBLE_EQ(p.up_m, -0.7);
    }
    EXPECT_TRUE(fan_out({}).ways.empty());
}

TEST(RackEnds, NeighboursThatChangeSidesPassOverEachOther) {
    EndLine a, b;
    a.rack = {0.0, -0.6};
    b.rack = {0.13, -0.6};
    a.flat = {1.0, -0.8};
    b.flat = {0.5, -0.8};
    a.radius_m = b.radius_m = 0.05;
    const RackEnd end = fan_out({a, b});
    double lowest = 0.0;
    for (const auto& way : end.ways)
        for (const EndPoint& p : way)
            lowest = std::min(lowest, p.up_m);
    // One of them 0.05 m clear under the other.
    EXPECT_NEAR(lowest, -0.8, 1e-9);
    EXPECT_GT(nearest_m(end.ways[0], end.ways[1]), 0.1 + 0.019);
}

}  // namespace
}  // namespace maaiveld::layout
