#include "geometry/segment.h"
#include "influence/leak/street_trench.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec2;
using geometry::Vec3;

Trench trench() {
    Trench t;
    t.id = "S1";
    t.x_m = 1.0;
    t.length_m = 20.0;
    t.shape.bottom_width_m = 0.8;
    t.shape.bottom_depth_m = 1.6;
    return t;
}

Undermined only(Trench t, const TrenchNeighbour& neighbour) {
    t.neighbours = {neighbour};
    const auto result = assess_trenches({t});
    EXPECT_TRUE(result) << result.error().text();
    if (!result) return {};
    return result->front().neighbours.front();
}

/// The ground that goes, told without any distance formula.
bool taken(const TrenchShape& shape, double from_middle_m, double depth_m) {
    const double up = shape.bottom_depth_m - depth_m;
    const double out = std::abs(from_middle_m) - 0.5 * shape.bottom_width_m;
    return up > 0.0 && (out <= 0.0 || up > shape.rise_per_run * out);
}

TEST(Trench, LeavesAloneWhatLiesBelowItsWedge) {
    const Undermined found = only(trench(), {"W", 3.0, 1.2, 0.1, 0.0});

    EXPECT_EQ(found.state, TrenchState::Clear);
    // 1.6 m out, 0.4 m up: the face at 45 degrees passes 1.2/sqrt(2) above it.
    EXPECT_NEAR(found.into_wedge_m, -1.2 / std::sqrt(2.0) + 0.05, 1e-12);
    EXPECT_EQ(found.undermined_length_m, 0.0);
}

TEST(Trench, UnderminesWhatLiesInItsWedge) {
    const Undermined found = only(trench(), {"W", 2.0, 0.8, 0.1, 0.0});

    EXPECT_EQ(found.state, TrenchState::Undermined);
    EXPECT_NEAR(found.into_wedge_m, 0.2 / std::sqrt(2.0) + 0.05, 1e-12);
    EXPECT_EQ(found.undermined_length_m, 20.0);
    EXPECT_EQ(found.exposed_length_m, 0.0);
}

TEST(Trench, HasASteeperWedgeInClay) {
    Trench clay = trench();
    clay.shape.rise_per_run = 2.0;

    EXPECT_EQ(only(trench(), {"W", 2.0, 0.8, 0.1, 0.0}).state, TrenchState::Undermined);
    EXPECT_EQ(only(clay, {"W", 2.0, 0.8, 0.1, 0.0}).state, TrenchState::Clear);
}

TEST(Trench, DoesNotUndermineWhenSupported) {
    Trench boxed = trench();
    boxed.shape.supported = true;
    const Undermined found = only(boxed, {"W", 2.0, 0.8, 0.1, 0.0});

    EXPECT_EQ(found.state, TrenchState::Supported);
    EXPECT_EQ(found.undermined_length_m, 0.0);
    EXPECT_EQ(only(boxed, {"W", 1.1, 0.8, 0.1, 0.0}).state, TrenchState::Exposed);
}

TEST(Trench, ExposesWhatCrossesIt) {
    const Undermined square = only(trench(), {"G", 0.0, 1.0, 0.2, 90.0});
    const Undermined oblique = only(trench(), {"G", 0.0, 1.0, 0.2, 30.0});

    EXPECT_EQ(square.state, TrenchState::Exposed);
    EXPECT_NEAR(square.exposed_length_m, 0.8, 1e-12);
    EXPECT_NEAR(square.undermined_length_m, 0.8 + 2.0 * (0.6 + 0.1 * std::sqrt(2.0)), 1e-12);
    EXPECT_NEAR(oblique.exposed_length_m, 1.6, 1e-12);
    EXPECT_EQ(only(trench(), {"R", 0.0, 2.2, 0.3, 90.0}).state, TrenchState::Clear);
}

TEST(Trench, NeedsTheDistanceAtWhichTheOutsideJustTouches) {
    test::Random random{4};
    for (int k = 0; k < 200; ++k) {
        Trench t = trench();
        t.shape.rise_per_run = random.between(0.5, 3.0);
        const double diameter = random.between(0.05, 0.6);
        const double depth = random.between(0.5 * diameter, 1.6 + 0.5 * diameter);
        const double needed = only(t, {"W", 9.0, depth, diameter, 0.0}).distance_needed_m;
        if (needed == 0.0) continue;
        const double touching = t.x_m + 0.4 + needed;

        EXPECT_NEAR(only(t, {"W", touching, depth, diameter, 0.0}).into_wedge_m, 0.0, 1e-9);
    }
}

TEST(Trench, CallsClearWhatNoPointOfTheWedgeTouches) {
    test::Random random{5};
    for (int k = 0; k < 400; ++k) {
        Trench t = trench();
        t.shape.rise_per_run = random.between(0.5, 3.0);
        const double diameter = random.between(0.05, 0.6);
        const double x = random.between(-3.0, 5.0);
        const double depth = random.between(0.5 * diameter, 2.2);
        const Undermined found = only(t, {"W", x, depth, diameter, 0.0});
        bool touched = false;
        for (int a = 0; a < 720; ++a) {
            const double angle = a * std::numbers::pi / 360.0;
            touched = touched || taken(t.shape, x - t.x_m + 0.5 * diameter * std::cos(angle),
                                       depth + 0.5 * diameter * std::sin(angle));
        }
        if (std::abs(found.into_wedge_m) < 1e-3) continue;
        EXPECT_EQ(found.into_wedge_m > 0.0, touched) << x << ' ' << depth;
    }
}

TEST(Trench, RefusesWhatCannotBe) {
    const auto refused = [](auto change) {
        Trench t = trench();
        t.neighbours = {{"W", 2.0, 0.8, 0.1, 0.0}};
        change(t);
        const auto result = assess_trenches({t});
        return !result && result.error().where.starts_with("trench `S1`");
    };
    EXPECT_FALSE(refused([](Trench&) {}));
    EXPECT_TRUE(refused([](Trench& t) { t.length_m = 0.0; }));
    EXPECT_TRUE(refused([](Trench& t) { t.shape.bottom_depth_m = -1.0; }));
    EXPECT_TRUE(refused([](Trench& t) { t.shape.rise_per_run = std::nan(""); }));
    EXPECT_TRUE(refused([](Trench& t) { t.neighbours[0].depth_m = 0.01; }));
    EXPECT_TRUE(refused([](Trench& t) { t.neighbours[0].crossing_angle_deg = 120.0; }));
}

model::Asset pipe(const std::string& id, const std::vector<Vec3>& points, double diameter_m) {
    model::Asset asset;
    asset.id = id;
    asset.outer_diameter_m = diameter_m;
    for (const Vec3& p : points)
        asset.axis.push_back({p, {}, {}});
    return asset;
}

TEST(StreetTrench, FindsTheSameAsTheSection) {
    model::Street street;
    street.assets = {pipe("W", {{-10.0, 2.0, -0.8}, {30.0, 2.0, -0.8}}, 0.1),
                     pipe("clear", {{-10.0, 3.0, -1.2}, {30.0, 3.0, -1.2}}, 0.1),
                     pipe("G", {{10.0, -9.0, -1.0}, {10.0, 11.0, -1.0}}, 0.2)};
    const StreetTrench open{{{0.0, 1.0}, {20.0, 1.0}}, trench().shape};

    const auto found = undermined_by_trench(street, open);

    ASSERT_TRUE(found) << found.error().text();
    ASSERT_EQ(found->size(), 2U);
    EXPECT_EQ(found->at(0).id, "W");
    EXPECT_NEAR(found->at(0).into_wedge_m, only(trench(), {"W", 2.0, 0.8, 0.1, 0.0}).into_wedge_m,
                1e-9);
    EXPECT_GT(found->at(0).undermined_length_m, 20.0);
    const Undermined crossing = only(trench(), {"G", 0.0, 1.0, 0.2, 90.0});
    EXPECT_EQ(found->at(1).state, TrenchState::Exposed);
    EXPECT_NEAR(found->at(1).exposed_length_m, crossing.exposed_length_m, 1e-9);
    EXPECT_NEAR(found->at(1).undermined_length_m, crossing.undermined_length_m, 1e-9);
}

TEST(StreetTrench, LeavesOutWhatIsDugFor) {
    model::Street street;
    street.assets = {pipe("W", {{-10.0, 1.0, -0.8}, {30.0, 1.0, -0.8}}, 0.1)};
    const StreetTrench open{{{0.0, 1.0}, {20.0, 1.0}}, trench().shape};

    EXPECT_EQ(undermined_by_trench(street, open)->size(), 1U);
    EXPECT_TRUE(undermined_by_trench(street, open, {"W"})->empty());
}

TEST(StreetTrench, AddsUpToCountedSteps) {
    test::Random random{6};
    for (int k = 0; k < 20; ++k) {
        StreetTrench open{{{0.0, 0.0}, {8.0, 1.0}, {9.0, 7.0}}, trench().shape};
        open.shape.rise_per_run = random.between(0.7, 2.0);
        const Vec3 a{random.between(-4.0, 12.0), random.between(-4.0, 9.0),
                     random.between(-1.8, -0.5)};
        const Vec3 b{random.between(-4.0, 12.0), random.between(-4.0, 9.0),
                     random.between(-1.8, -0.5)};
        model::Street street;
        street.assets = {pipe("W", {a, b}, 1e-9)};
        const auto found = undermined_by_trench(street, open);
        ASSERT_TRUE(found);
        const int steps = 20000;
        int inside = 0;
        for (int n = 0; n < steps; ++n) {
            const Vec3 p = a + (n + 0.5) / steps * (b - a);
            double away = 1e300;
            for (std::size_t i = 0; i + 1 < open.line.size(); ++i) {
                const Vec3 from{open.line[i].x(), open.line[i].y(), 0.0};
                const Vec3 to{open.line[i + 1].x(), open.line[i + 1].y(), 0.0};
                away = std::min(away, geometry::distance({p.x(), p.y(), 0.0}, {from, to}));
            }
            if (taken(open.shape, away, -p.z())) ++inside;
        }
        const double counted = (b - a).norm() * inside / steps;
        const double length = found->empty() ? 0.0 : found->front().undermined_length_m;
        EXPECT_NEAR(length, counted, 2e-3) << k;
    }
}

TEST(StreetTrench, RefusesALineWithoutLength) {
    EXPECT_FALSE(undermined_by_trench({}, {{{0.0, 0.0}}, trench().shape}));
    StreetTrench flat{{{0.0, 0.0}, {1.0, 0.0}}, trench().shape};
    flat.shape.bottom_width_m = 0.0;
    EXPECT_FALSE(undermined_by_trench({}, flat));
}

}  // namespace
}  // namespace maaiveld::influence
