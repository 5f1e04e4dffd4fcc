#include "viz/scene/isotherm_field.h"

#include "tests/support/random.h"
#include "viz/scene/isotherm_palette.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace maaiveld::viz::scene {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

TemperatureGrid sampled(std::size_t nx, std::size_t nz, double step_m,
                        const std::function<double(double, double)>& value) {
    TemperatureGrid grid{nx, nz, 0.0, step_m, 0.0, step_m, {}};
    for (std::size_t iz = 0; iz < nz; ++iz)
        for (std::size_t ix = 0; ix < nx; ++ix)
            grid.temperature_C.push_back(
                value(grid.x_m(static_cast<double>(ix)), grid.depth_m(static_cast<double>(iz))));
    return grid;
}

TEST(TemperatureGrid, IsUsableWithValuesAndStepsOnly) {
    const TemperatureGrid good = sampled(3, 4, 0.1, [](double x, double) { return x; });
    TemperatureGrid flat = good, short_of = good, unknown = good;
    flat.dz_m = 0.0;
    short_of.temperature_C.pop_back();
    std::fill(unknown.temperature_C.begin(), unknown.temperature_C.end(), kMissing);

    EXPECT_TRUE(usable(good));
    for (const TemperatureGrid& bad : {flat, short_of, unknown, TemperatureGrid{}})
        EXPECT_FALSE(usable(bad));
}

TEST(Refined, KeepsTheGivenValuesAndThePlacesOfTheEnds) {
    test::Random random(11);
    const TemperatureGrid coarse =
        sampled(7, 5, 0.25, [&](double, double) { return random.between(5.0, 40.0); });

    const TemperatureGrid fine = refined(coarse, 4);

    ASSERT_EQ(fine.nx, 25U);
    ASSERT_EQ(fine.nz, 17U);
    EXPECT_DOUBLE_EQ(fine.x_m(24.0), coarse.x_m(6.0));
    EXPECT_DOUBLE_EQ(fine.depth_m(16.0), coarse.depth_m(4.0));
    for (std::size_t iz = 0; iz < coarse.nz; ++iz)
        for (std::size_t ix = 0; ix < coarse.nx; ++ix)
            EXPECT_DOUBLE_EQ(fine.at(4 * ix, 4 * iz), coarse.at(ix, iz));
}

TEST(Refined, InventsNoExtremes) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        test::Random random(seed);
        const TemperatureGrid coarse =
            sampled(6, 6, 0.1, [&](double, double) { return random.between(-10.0, 90.0); });

        const TemperatureGrid fine = refined(coarse, 5);

        for (std::size_t iz = 0; iz < fine.nz; ++iz)
            for (std::size_t ix = 0; ix < fine.nx; ++ix) {
                const std::size_t cx = std::min(ix / 5, coarse.nx - 2);
                const std::size_t cz = std::min(iz / 5, coarse.nz - 2);
                const auto [low, high] =
                    std::minmax({coarse.at(cx, cz), coarse.at(cx + 1, cz), coarse.at(cx, cz + 1),
                                 coarse.at(cx + 1, cz + 1)});
                EXPECT_GE(fine.at(ix, iz), low - 1e-9) << seed;
                EXPECT_LE(fine.at(ix, iz), high + 1e-9) << seed;
            }
    }
}

/// The largest error of a refined grid against the function it was sampled from.
double error_of(double step_m, std::size_t nodes) {
    const auto value = [](double x, double d) { return 10.0 * std::exp(-d) + std::exp(0.8 * x); };
    const TemperatureGrid fine = refined(sampled(nodes, nodes, step_m, value), 6);
    double worst = 0.0;
    for (std::size_t iz = 0; iz < fine.nz; ++iz)
        for (std::size_t ix = 0; ix < fine.nx; ++ix)
            worst = std::max(
                worst, std::abs(fine.at(ix, iz) - value(fine.x_m(static_cast<double>(ix)),
                                                        fine.depth_m(static_cast<double>(iz)))));
    return worst;
}

TEST(Refined, ComesNearerToASmoothFieldAsTheStepsShrink) {
    const double coarse = error_of(0.2, 6), fine = error_of(0.1, 11);

    // Linear interpolation errs by up to h² f''/8, here 0.05 with the coarse steps.
    EXPECT_LT(coarse, 0.05);
    EXPECT_LT(fine, coarse / 3.5);
}

TEST(Refined, LeavesWhatIsMissingMissingAndNothingElse) {
    TemperatureGrid coarse = sampled(5, 5, 1.0, [](double x, double d) { return x + 2.0 * d; });
    coarse.at(2, 2) = kMissing;

    const TemperatureGrid fine = refined(coarse, 2);

    for (std::size_t iz = 0; iz < fine.nz; ++iz)
        for (std::size_t ix = 0; ix < fine.nx; ++ix) {
            const bool near = ix >= 3 && ix <= 5 && iz >= 3 && iz <= 5;
            EXPECT_EQ(std::isfinite(fine.at(ix, iz)), !near) << ix << ", " << iz;
            if (near) continue;
            const double x_m = fine.x_m(static_cast<double>(ix));
            EXPECT_NEAR(fine.at(ix, iz), x_m + 2.0 * fine.depth_m(static_cast<double>(iz)), 1e-9);
        }
}

TEST(FillIn, FillsTheCircleAndNotTheRest) {
    TemperatureGrid grid = sampled(21, 21, 0.1, [](double, double) { return 20.0; });
    for (std::size_t i = 5; i < 16; ++i)
        for (std::size_t k = 5; k < 16; ++k)
            grid.at(i, k) = kMissing;

    fill_in(grid, 1.0, 1.0, 0.6);

    EXPECT_DOUBLE_EQ(grid.at(10, 10), 20.0);
    EXPECT_FALSE(std::isfinite(grid.at(5, 5))) << "a corner, outside the circle";
}

TEST(FillIn, LeavesACircleWithoutKnownNeighboursMissing) {
    TemperatureGrid grid =
        sampled(9, 9, 1.0, [](double x, double) { return x < 1.0 ? 1.0 : kMissing; });

    fill_in(grid, 6.0, 4.0, 1.5);

    EXPECT_FALSE(std::isfinite(grid.at(6, 4)));
}

TEST(RoundLevels, ContainsTwentyFiveForAnOrdinarySummer) {
    const TemperatureGrid grid =
        sampled(30, 30, 0.1, [](double x, double d) { return 12.0 + 6.0 * x + d; });

    const std::vector<double> levels = round_levels(grid, 9);

    EXPECT_NE(std::find(levels.begin(), levels.end(), 25.0), levels.end());
    EXPECT_TRUE(std::is_sorted(levels.begin(), levels.end()));
    EXPECT_GE(levels.size(), 5U);
    EXPECT_LE(levels.size(), 10U);
}

TEST(RoundLevels, IsNotWidenedByAHotSpot) {
    const auto soil = [](double x, double d) { return 10.0 + 3.0 * x + d; };
    TemperatureGrid grid = sampled(40, 40, 0.05, soil);
    const std::vector<double> before = round_levels(grid, 9);
    grid.at(20, 20) = 90.0;

    const std::vector<double> after = round_levels(grid, 9);

    ASSERT_GE(before.size(), 2U);
    ASSERT_GE(after.size(), 2U);
    EXPECT_DOUBLE_EQ(after[1] - after[0], before[1] - before[0]);
    EXPECT_LE(after.size(), 13U);
}

TEST(RoundLevels, HasNoneForAFieldWithoutDifferences) {
    EXPECT_TRUE(round_levels(sampled(4, 4, 1.0, [](double, double) { return 10.0; }), 9).empty());
    EXPECT_TRUE(round_levels(TemperatureGrid{}, 9).empty());
}

TEST(HeatColors, FallInLightnessByEqualSteps) {
    for (const std::size_t count : {2U, 5U, 9U, 14U}) {
        const std::vector<Color> colors = heat_colors(count);
        ASSERT_EQ(colors.size(), count);
        const double step =
            (lightness(colors.front()) - lightness(colors.back())) / static_cast<double>(count - 1);
        for (std::size_t i = 1; i < count; ++i)
            EXPECT_NEAR(lightness(colors[i - 1]) - lightness(colors[i]), step, 1.0) << count;
    }
}

TEST(HeatColors, CarryReadableInk) {
    const Color dark{0x1f, 0x24, 0x29};
    for (const Color& ground : heat_colors(12)) {
        const double a = contrast_with_white(ground);
        const double b = contrast_with_white(ink_on(ground, dark));
        EXPECT_GE(std::max(a, b) / std::min(a, b), 4.0);
    }
}

TEST(Lightness, RunsFromBlackToWhite) {
    EXPECT_NEAR(lightness({0, 0, 0}), 0.0, 1e-6);
    EXPECT_NEAR(lightness({255, 255, 255}), 100.0, 1e-6);
    EXPECT_NEAR(lightness({119, 119, 119}), 50.0, 0.2) << "CIE middle grey";
}

}  // namespace
}  // namespace maaiveld::viz::scene
