#include "influence/leak/bore.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

Bore bore(TroughWidth width = TroughWidth::Proportional) {
    Bore bore;
    bore.id = "B1";
    bore.x_m = 2.0;
    bore.axis_depth_m = 4.0;
    bore.diameter_m = 0.8;
    bore.volume_loss = 0.03;
    bore.trough_factor = width == TroughWidth::Mair ? kMairSurfaceFactor : 0.35;
    bore.width = width;
    return bore;
}

const std::vector<TroughWidth> kWidths{TroughWidth::Proportional, TroughWidth::Mair};

TEST(Bore, LosesItsVolumeAtEveryDepth) {
    for (const TroughWidth width : kWidths) {
        for (const double depth : {0.0, 1.0, 2.5}) {
            double volume = 0.0;
            const double step = 0.005;
            for (double x = -20.0 + 0.5 * step; x < 24.0; x += step)
                volume += trough_at(bore(width), {"", x, depth}).settlement_m * step;
            EXPECT_NEAR(volume, 0.03 * std::numbers::pi * 0.16, 1e-9) << depth;
        }
    }
}

TEST(Bore, SlopesAndCurvesAsItsTroughDoes) {
    const double h = 1e-4;
    for (const TroughWidth width : kWidths) {
        for (const double x : {2.0, 2.5, 3.4, 6.0}) {
            const auto s = [&](double at) {
                return trough_at(bore(width), {"", at, 0.7}).settlement_m;
            };
            const TroughMovement move = trough_at(bore(width), {"", x, 0.7});
            EXPECT_NEAR(move.slope, std::abs(s(x + h) - s(x - h)) / (2.0 * h), 1e-8);
            EXPECT_NEAR(move.curvature_1_m, (s(x + h) - 2.0 * s(x) + s(x - h)) / (h * h), 1e-7);
        }
    }
}

TEST(Bore, MovesTheGroundWithoutChangingItsVolume) {
    const double h = 1e-4;
    for (const TroughWidth width : kWidths) {
        const double x = 3.1;
        const double depth = 1.2;
        const auto down = [&](double z) { return trough_at(bore(width), {"", x, z}).settlement_m; };
        // Towards the bore, that is along -x here.
        const auto sideways = [&](double at) {
            return -trough_at(bore(width), {"", at, depth}).horizontal_m;
        };
        const double across = (sideways(x + h) - sideways(x - h)) / (2.0 * h);
        const double upright = (down(depth + h) - down(depth - h)) / (2.0 * h);

        EXPECT_NEAR(across + upright, 0.0, 1e-9);
        EXPECT_NEAR(trough_at(bore(width), {"", x, depth}).horizontal_strain, across, 1e-9);
    }
}

TEST(Bore, IsSteepestAtI) {
    const auto result = assess_bores({bore()});
    ASSERT_TRUE(result) << result.error().text();
    double steepest = 0.0;
    double where = 0.0;
    for (double x = 0.0; x < 8.0; x += 1e-3) {
        const double slope = trough_at(bore(), {"", 2.0 + x, 0.0}).slope;
        if (slope > steepest) steepest = slope, where = x;
    }

    EXPECT_NEAR(where, result->front().trough_width_m, 2e-3);
    EXPECT_NEAR(steepest, result->front().slope_max, 1e-8);
}

TEST(Bore, InMairsClayIsHalfTheDepthWideAtTheSurface) {
    EXPECT_DOUBLE_EQ(trough_at(bore(TroughWidth::Mair), {"", 0.0, 0.0}).trough_width_m, 2.0);
    EXPECT_DOUBLE_EQ(trough_at(bore(TroughWidth::Mair), {"", 0.0, 2.0}).trough_width_m,
                     4.0 * (0.175 + 0.325 * 0.5));
}

TEST(Bore, IsAlikeOnBothSides) {
    test::Random random{2};
    for (int k = 0; k < 50; ++k) {
        const double x = random.between(0.0, 9.0);
        const double z = random.between(0.0, 3.0);
        const auto left = trough_at(bore(), {"", 2.0 - x, z});
        const auto right = trough_at(bore(), {"", 2.0 + x, z});
        EXPECT_NEAR(left.settlement_m, right.settlement_m, 1e-15);
        EXPECT_NEAR(left.horizontal_m, right.horizontal_m, 1e-15);
    }
}

TEST(Bore, RefusesWhatCannotBe) {
    const auto refused = [](auto change) {
        Bore b = bore();
        change(b);
        const auto result = assess_bores({b});
        return !result && result.error().where == "bore `B1`";
    };
    EXPECT_TRUE(refused([](Bore& b) { b.axis_depth_m = 0.3; }));
    EXPECT_TRUE(refused([](Bore& b) { b.volume_loss = 1.1; }));
    EXPECT_TRUE(refused([](Bore& b) { b.volume_loss = std::nan(""); }));
    EXPECT_TRUE(refused([](Bore& b) { b.trough_factor = 0.0; }));
    EXPECT_TRUE(refused([](Bore& b) { b.neighbours = {{"W", 0.0, 3.7}}; }));
    EXPECT_TRUE(refused([](Bore& b) { b.neighbours = {{"W", 0.0, -0.1}}; }));
}

}  // namespace
}  // namespace maaiveld::influence
