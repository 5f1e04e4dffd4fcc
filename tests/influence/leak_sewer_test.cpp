#include "influence/leak/sewer_defect.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

SewerDefect defect() {
    SewerDefect defect;
    defect.id = "D1";
    defect.depth_m = 2.4;
    defect.opening_m = 0.1;
    defect.friction_angle_deg = 32.0;
    defect.soil_loss_m3 = 0.2;
    defect.soil_loss_m3_year = 0.05;
    return defect;
}

SewerDefectResult only(const SewerDefect& defect) {
    const auto result = assess_sewer_defects({defect});
    EXPECT_TRUE(result) << result.error().text();
    return result.value_or(std::vector<SewerDefectResult>(1)).front();
}

TEST(SewerChimney, HoldsTheSoilThatWasLost) {
    const SewerDefectResult result = only(defect());
    // Discs on top of each other.
    double volume = 0.0;
    const int steps = 20000;
    const double step = result.chimney_height_m / steps;
    for (int k = 0; k < steps; ++k) {
        const double radius = 0.05 + (k + 0.5) * step * std::tan(29.0 * std::numbers::pi / 180.0);
        volume += std::numbers::pi * radius * radius * step;
    }

    EXPECT_NEAR(result.half_angle_deg, 29.0, 1e-12);
    EXPECT_NEAR(volume, 0.2, 1e-7);
}

TEST(SewerChimney, HeightAndVolumeAreEachOthersInverse) {
    test::Random random{9};
    for (int k = 0; k < 200; ++k) {
        const double foot = random.between(0.005, 0.5);
        const double angle = k % 10 == 0 ? 0.0 : random.between(0.0, 45.0);
        const double height = std::pow(10.0, random.between(-4.0, 1.0));
        const double volume = chimney_volume_m3(foot, angle, height);
        EXPECT_NEAR(chimney_height_m(foot, angle, volume), height, 1e-9 * height);
    }
}

TEST(SewerChimney, BreaksThroughWhenTheSoilUpToTheSurfaceIsGone) {
    SewerDefect d = defect();
    const double whole = only(d).volume_to_surface_m3;
    d.soil_loss_m3 = 0.999 * whole;
    EXPECT_FALSE(only(d).breaks_through);
    EXPECT_NEAR(*only(d).years_to_surface, 0.001 * whole / 0.05, 1e-9);
    d.soil_loss_m3 = 1.2 * whole;
    EXPECT_TRUE(only(d).breaks_through);
    EXPECT_EQ(*only(d).years_to_surface, 0.0);
    EXPECT_DOUBLE_EQ(only(d).chimney_height_m, 2.4);
}

TEST(SewerChimney, TakesTheChordOfItsCircleFromALineAbove) {
    SewerDefect d = defect();
    d.soil_loss_m3 = 10.0;
    d.neighbours = {{"over", 1.0, 0.0}, {"beside", 1.0, 0.5}, {"far", 1.0, 3.0}};
    const double radius = 0.05 + 1.4 * std::tan(29.0 * std::numbers::pi / 180.0);

    const SewerDefectResult result = only(d);

    EXPECT_NEAR(result.neighbours[0].lost_length_m, 2.0 * radius, 1e-12);
    EXPECT_NEAR(result.neighbours[1].lost_length_m, 2.0 * std::sqrt(radius * radius - 0.25), 1e-12);
    EXPECT_EQ(result.neighbours[2].lost_length_m, 0.0);
    EXPECT_FALSE(result.neighbours[2].years_until_reached);
}

TEST(SewerChimney, TellsWhenItWillReachALine) {
    SewerDefect d = defect();
    d.soil_loss_m3 = 0.0;
    d.neighbours = {{"over", 1.0, 0.0}};

    const LostSupport lost = only(d).neighbours.front();

    EXPECT_EQ(lost.lost_length_m, 0.0);
    EXPECT_NEAR(*lost.years_until_reached, chimney_volume_m3(0.05, 29.0, 1.4) / 0.05, 1e-9);
    d.soil_loss_m3_year.reset();
    EXPECT_FALSE(only(d).neighbours.front().years_until_reached);
}

TEST(SewerChimney, IsNothingWithoutLoss) {
    SewerDefect d = defect();
    d.soil_loss_m3 = 0.0;

    EXPECT_EQ(only(d).chimney_height_m, 0.0);
    EXPECT_EQ(only(d).top_width_m, 0.0);
}

TEST(SewerChimney, RefusesWhatCannotBe) {
    const auto refused = [](auto change) {
        SewerDefect d = defect();
        change(d);
        const auto result = assess_sewer_defects({d});
        return !result && result.error().where == "sewer defect `D1`";
    };
    EXPECT_TRUE(refused([](SewerDefect& d) { d.half_angle_deg = 20.0; }));
    EXPECT_TRUE(refused([](SewerDefect& d) { d.friction_angle_deg.reset(); }));
    EXPECT_TRUE(refused([](SewerDefect& d) { d.friction_angle_deg = -5.0; }));
    EXPECT_TRUE(refused([](SewerDefect& d) { d.depth_m = 0.0; }));
    EXPECT_TRUE(refused([](SewerDefect& d) { d.soil_loss_m3 = -1.0; }));
    EXPECT_TRUE(refused([](SewerDefect& d) { d.soil_loss_m3 = std::nan(""); }));
    EXPECT_TRUE(refused([](SewerDefect& d) { d.neighbours = {{"W", 2.5, 0.0}}; }));
}

}  // namespace
}  // namespace maaiveld::influence
