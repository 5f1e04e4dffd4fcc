#include "influence/heat/transient.h"
#include "influence/heat/volumes.h"
#include "tests/influence/heat_sections.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr double kWet = 1.0;
constexpr double kDry = 0.4;
constexpr double kSurface_C = 15.0;
constexpr double kLimit_C = 30.0;

HeatSection dry_ground() {
    auto section = test::ground(kWet, kSurface_C);
    section.soil.layers[0].dry_conductivity_W_mK = kDry;
    section.soil.layers[0].drying_temperature_C = kLimit_C;
    return section;
}

/// In soil whose conductivity depends on temperature alone the integral of conductivity over
/// temperature obeys Laplace (Kirchhoff): sources and images add up in it.
double temperature_of(double integral_W_m) {
    const double at_front = kWet * (kLimit_C - kSurface_C);
    if (integral_W_m <= at_front) return kSurface_C + integral_W_m / kWet;
    return kLimit_C + (integral_W_m - at_front) / kDry;
}

double integral_of(double heat_W_m, double across, double depth, double at_depth) {
    const double image = std::hypot(across, depth + at_depth);
    return heat_W_m / (2.0 * pi) * std::log(image / std::hypot(across, depth - at_depth));
}

TEST(Drying, AroundOneCableIsTheTwoZoneSolution) {
    for (const double heat_W_m : {10.0, 20.0, 24.0, 45.0, 60.0, 90.0}) {
        auto section = dry_ground();
        section.bodies = {test::round_body("C", {0.0, 1.0}, 0.05, {}, GivenHeat{heat_W_m})};
        const auto volumes = solve_steady_volumes(section);
        ASSERT_TRUE(volumes) << volumes.error().text();
        const double exact = temperature_of(heat_W_m / (2.0 * pi) * std::log(2.0 / 0.025));
        EXPECT_NEAR(volumes->states()[0].temperature_C, exact, 0.005 * (exact - kSurface_C))
            << heat_W_m;
    }
}

TEST(Drying, AroundACableThatDriesOneCellStaysWithinThreePercent) {
    auto section = dry_ground();
    section.bodies = {test::round_body("C", {0.0, 1.0}, 0.05, {}, GivenHeat{30.0})};
    const double exact = temperature_of(30.0 / (2.0 * pi) * std::log(2.0 / 0.025));
    VolumeOptions options;
    const auto coarse = solve_steady_volumes(section, options);
    options.grid.fine_m = 0.05;
    const auto fine = solve_steady_volumes(section, options);
    ASSERT_TRUE(coarse && fine);
    EXPECT_NEAR(coarse->states()[0].temperature_C, exact, 0.03 * (exact - kSurface_C));
    EXPECT_NEAR(fine->states()[0].temperature_C, exact, 0.003 * (exact - kSurface_C));
}

TEST(Drying, AroundThreeCablesIsNoCircleAndStillTheKirchhoffField) {
    auto section = dry_ground();
    const std::vector<double> heats{35.0, 50.0, 20.0};
    for (int k = 0; k < 3; ++k) {
        section.bodies.push_back(test::round_body("C" + std::to_string(k), {0.35 * k, 0.9}, 0.05,
                                                  {},
                                                  GivenHeat{heats[static_cast<std::size_t>(k)]}));
    }
    const auto volumes = solve_steady_volumes(section);
    ASSERT_TRUE(volumes) << volumes.error().text();
    const auto exact = [&](Place at) {
        double integral = 0.0;
        for (int k = 0; k < 3; ++k)
            integral +=
                integral_of(heats[static_cast<std::size_t>(k)], at.x_m - 0.35 * k, at.depth_m, 0.9);
        return temperature_of(integral);
    };
    for (const Place at :
         {Place{0.18, 0.9}, Place{0.5, 1.2}, Place{-0.3, 0.8}, Place{0.35, 0.5}, Place{1.5, 1.0}})
        EXPECT_NEAR(volumes->temperature_at(at), exact(at), 0.01 * (exact(at) - kSurface_C))
            << at.x_m << " " << at.depth_m;
    EXPECT_GT(volumes->dry_area_m2(), 0.3);
}

TEST(Drying, ChangesNothingWhereItStaysCool) {
    auto section = test::street_section(0.5);
    const auto plain = solve_steady_volumes(section);
    section.soil.layers[0].dry_conductivity_W_mK = 0.3;
    section.soil.layers[0].drying_temperature_C = 90.0;
    const auto cool = solve_steady_volumes(section);
    ASSERT_TRUE(plain && cool);
    EXPECT_DOUBLE_EQ(plain->states()[2].temperature_C, cool->states()[2].temperature_C);
    EXPECT_EQ(cool->dry_area_m2(), 0.0);
}

TEST(Drying, StaysDryWhenItCoolsDown) {
    auto section = dry_ground();
    section.bodies = {test::round_body("C", {0.0, 1.0}, 0.05, {}, GivenHeat{0.0})};
    auto heat = TransientHeat::build(section, {});
    ASSERT_TRUE(heat);
    const std::vector<double> load{70.0};
    const std::vector<double> rest{10.0};
    ASSERT_TRUE(heat->use_step(86400.0, TimeScheme::Euler));
    for (int day = 0; day < 200; ++day)
        ASSERT_TRUE(heat->step(kSurface_C, load));
    const double dried = heat->dry_area_m2();
    EXPECT_GT(dried, 0.1);
    for (int day = 0; day < 2000; ++day)
        ASSERT_TRUE(heat->step(kSurface_C, rest));
    EXPECT_EQ(heat->dry_area_m2(), dried);
    const double wet = kSurface_C + 10.0 / (2.0 * pi) * std::log(2.0 / 0.025);
    EXPECT_GT(heat->states()[0].temperature_C, wet + 2.0);
}

TEST(Drying, InTimeEndsWhereTheSteadyStateIs) {
    auto section = dry_ground();
    section.bodies = {test::round_body("C", {0.0, 1.0}, 0.05, {}, GivenHeat{50.0})};
    const auto steady = solve_steady_volumes(section);
    auto heat = TransientHeat::build(section, {});
    ASSERT_TRUE(steady && heat);
    ASSERT_TRUE(heat->use_step(20.0 * 86400.0, TimeScheme::Euler));
    for (int k = 0; k < 4000; ++k)
        ASSERT_TRUE(heat->step(kSurface_C, heat->given_values()));
    EXPECT_NEAR(heat->states()[0].temperature_C, steady->states()[0].temperature_C, 0.5);
}

}  // namespace
}  // namespace maaiveld::influence
