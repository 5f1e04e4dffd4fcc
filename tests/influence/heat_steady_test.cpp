#include "influence/heat/heat_checks.h"
#include "influence/heat/steady.h"
#include "tests/influence/heat_sections.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace maaiveld::influence {
namespace {

using test::ground;
using test::round_body;
using test::street_section;

constexpr double kPi = std::numbers::pi;

SteadyHeat solved(const HeatSection& section, const SteadyOptions& options = {}) {
    auto heat = solve_steady(section, options);
    if (!heat) throw std::runtime_error(heat.error().text());
    return *heat;
}

std::string refusal(const HeatSection& section) {
    const auto heat = solve_steady(section);
    return heat ? "accepted" : heat.error().text();
}

TEST(SteadyHeat, ASinglePipeFollowsTheClosedForm) {
    const double radius_m = 0.1;
    for (const double depth_m : {0.11, 0.15, 1.0, 8.0}) {
        auto section = ground(1.3, 12.0);
        section.bodies = {
            round_body("p", {2.0, depth_m}, 2.0 * radius_m, {}, HeldTemperature{60.0})};

        const SteadyHeat heat = solved(section);

        const double exact_W_m = 2.0 * kPi * 1.3 * 48.0 / std::acosh(depth_m / radius_m);
        EXPECT_NEAR(heat.states()[0].heat_W_m, exact_W_m, 1e-9 * exact_W_m) << depth_m;
    }
}

TEST(SteadyHeat, FarBelowTheSurfaceRingsAndFilmAreInSeries) {
    // Deep enough for the surface to see the pipe as a line: ln(2 H / r) to 1e-9.
    const double depth_m = 500.0;
    auto section = ground(1.3, 12.0);
    section.bodies = {
        round_body("p", {0.0, depth_m}, 0.1, {{0.14, 0.03}, {0.15, 0.4}}, GivenHeat{20.0})};
    section.bodies[0].film_W_m2K = 50.0;

    const SteadyHeat heat = solved(section);

    const double film = 1.0 / (kPi * 0.1 * 50.0);
    const double rings = std::log(1.4) / (2 * kPi * 0.03) + std::log(0.15 / 0.14) / (2 * kPi * 0.4);
    const double soil = std::log(2.0 * depth_m / 0.075) / (2 * kPi * 1.3);
    EXPECT_NEAR(heat.states()[0].temperature_C, 12.0 + 20.0 * (film + rings + soil), 1e-6);
    EXPECT_NEAR(heat.states()[0].outer_temperature_C, 12.0 + 20.0 * soil, 1e-6);
}

TEST(SteadyHeat, TwoHeldPipesFarDownExchangeAsTheBipolarClosedForm) {
    // Equal and opposite temperatures: the plane between them is isothermal, so each follows
    // acosh(half spacing / radius); the ground's surface, 1e4 m up, does not matter.
    auto section = ground(2.0, 0.0);
    section.bodies = {round_body("warm", {-0.15, 1e4}, 0.2, {}, HeldTemperature{10.0}),
                      round_body("cold", {0.15, 1e4}, 0.2, {}, HeldTemperature{-10.0})};

    const SteadyHeat heat = solved(section);

    const double exact_W_m = 2.0 * kPi * 2.0 * 10.0 / std::acosh(1.5);
    EXPECT_NEAR(heat.states()[0].heat_W_m, exact_W_m, 1e-7 * exact_W_m);
    EXPECT_NEAR(heat.states()[1].heat_W_m, -exact_W_m, 1e-7 * exact_W_m);
}

TEST(SteadyHeat, StandingWaterTakesUpAsMuchAsItGivesOff) {
    const SteadyHeat heat = solved(street_section(0.5));

    const BodyState* water = heat.find("water");
    ASSERT_NE(water, nullptr);
    EXPECT_EQ(water->heat_W_m, 0.0);
    // Finite elements with Richardson extrapolation: 16.5677, 8.0105 W/m, 18.5535 °C.
    EXPECT_NEAR(water->temperature_C, 18.5535, 5e-4);
    EXPECT_NEAR(heat.find("supply")->heat_W_m, 16.5677, 1e-3);
    EXPECT_NEAR(heat.find("return")->heat_W_m, 8.0105, 1.5e-3);
    EXPECT_EQ(heat.find("tap"), nullptr);
}

TEST(SteadyHeat, LineSourcesAreTheLimitOfThinBodies) {
    for (const double diameter_m : {0.02, 0.01, 0.005}) {
        auto section = ground(1.0, 10.0);
        section.bodies = {round_body("a", {0.0, 1.0}, diameter_m, {}, GivenHeat{30.0}),
                          round_body("b", {0.25, 0.8}, diameter_m, {}, GivenHeat{20.0})};

        const SteadyHeat heat = solved(section);

        const double thin = diameter_m / 0.25;
        const double error_K =
            std::abs(heat.states()[0].temperature_C - heat.kennelly_C(std::size_t{0}).value());
        EXPECT_LT(error_K, 10.0 * thin * thin);
        EXPECT_GT(error_K, 0.05 * thin * thin);
    }
}

TEST(SteadyHeat, AnEmptySectionIsUndisturbed) {
    const SteadyHeat heat = solved(ground(1.0, 11.0));

    EXPECT_TRUE(heat.states().empty());
    EXPECT_EQ(heat.temperature_C({0.0, 1.0}), 11.0);
    EXPECT_EQ(heat.surface_heat_W_m(), 0.0);
}

TEST(SteadySolver, OtherConditionsNeedNoNewSystem) {
    const auto section = street_section(0.5);
    const auto solver = SteadySolver::build(section);
    ASSERT_TRUE(solver);
    auto other = section;
    other.bodies[0].condition = GivenHeat{12.0};
    other.bodies[1].condition = HeldTemperature{40.0};
    other.bodies[2].condition = HeldTemperature{14.0};
    other.surface.temperature_C = 9.0;

    const auto quick = solver->solve(
        {GivenHeat{12.0}, HeldTemperature{40.0}, HeldTemperature{14.0}}, {9.0, 9.0, 9.0});

    ASSERT_TRUE(quick);
    const SteadyHeat fresh = solved(other);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(quick->states()[i].heat_W_m, fresh.states()[i].heat_W_m, 1e-12);
        EXPECT_NEAR(quick->states()[i].temperature_C, fresh.states()[i].temperature_C, 1e-12);
    }
}

TEST(SteadySolver, EachBodyMayHaveItsOwnUndisturbedGround) {
    auto section = street_section(0.5);
    section.bodies[0].undisturbed_C = 12.0;
    section.bodies[1].undisturbed_C = 12.0;
    section.bodies[2].undisturbed_C = 17.0;
    auto same = street_section(0.5);
    same.surface.temperature_C = 12.0;

    // The same rise as with 12 °C everywhere, on top of 17 °C at the water main.
    const double rise_K = solved(same).find("water")->temperature_C - 12.0;
    const SteadyHeat heat = solved(section);
    EXPECT_NEAR(heat.find("water")->temperature_C, 17.0 + rise_K, 1e-12);
    EXPECT_NEAR(heat.temperature_C(section.bodies[2].at), 17.0 + rise_K, 1e-12);
}

TEST(SteadySolver, RefusesWhatDoesNotFitItsSources) {
    const auto solver = SteadySolver::build(street_section(0.5));
    ASSERT_TRUE(solver);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<Condition> fine = solver->conditions();

    EXPECT_FALSE(solver->solve({NoHeat{}}, {10.0}));
    EXPECT_FALSE(solver->solve(fine, {10.0, 10.0}));
    EXPECT_FALSE(solver->solve(fine, {10.0, nan, 10.0}));
    EXPECT_FALSE(solver->solve({HeldTemperature{-300.0}, NoHeat{}, NoHeat{}}, {10.0, 10.0, 10.0}));
    EXPECT_FALSE(solver->solve({GivenHeat{nan}, NoHeat{}, NoHeat{}}, {10.0, 10.0, 10.0}));
}

TEST(SteadySolver, RefusesHeatThatTheGroundCannotBring) {
    auto section = ground(1.0, 10.0);
    section.bodies = {round_body("sink", {0.0, 1.0}, 0.1, {}, GivenHeat{-5000.0})};

    EXPECT_NE(refusal(section).find("below absolute zero"), std::string::npos) << refusal(section);
}

TEST(SteadySolver, SendsLayeredGroundToTierTwo) {
    auto section = street_section(0.5);
    section.soil.layers.push_back(section.soil.layers.front());

    EXPECT_NE(refusal(section).find("tier 2"), std::string::npos) << refusal(section);
    EXPECT_FALSE(fault_in(section));
}

struct Impossible {
    const char* says;
    void (*spoil)(HeatSection&);
};

class SteadyHeatRefuses : public testing::TestWithParam<Impossible> {};

TEST_P(SteadyHeatRefuses, WhatCannotBe) {
    auto section = street_section(0.5);
    section.bodies.push_back(test::twin_pipe("twin", {3.0, 1.0}, 0.25));
    ASSERT_FALSE(fault_in(section));

    GetParam().spoil(section);

    EXPECT_NE(refusal(section).find(GetParam().says), std::string::npos) << refusal(section);
}

const double kNan = std::numeric_limits<double>::quiet_NaN();

INSTANTIATE_TEST_SUITE_P(
    Bodies, SteadyHeatRefuses,
    testing::Values(
        Impossible{"bodies `supply` and `return`: overlap by 0.0300",
                   [](HeatSection& s) { s.bodies[1].at.x_m -= 0.18; }},
        Impossible{"body `water`: rises 0.055000 m above",
                   [](HeatSection& s) { s.bodies[2].at.depth_m = 0.0; }},
        Impossible{"body `water`: its place", [](HeatSection& s) { s.bodies[2].at.x_m = kNan; }},
        Impossible{"body `water`: a ring of diameter 0.11 m",
                   [](HeatSection& s) { s.bodies[2].inner_diameter_m = 0.12; }},
        Impossible{"body `water`: the conductivity",
                   [](HeatSection& s) { s.bodies[2].rings[0].conductivity_W_mK = -0.1; }},
        Impossible{"body `water`: the diameter",
                   [](HeatSection& s) { s.bodies[2].inner_diameter_m = 0.0; }},
        Impossible{"body `water`: the film", [](HeatSection& s) { s.bodies[2].film_W_m2K = 0.0; }},
        Impossible{"body `supply`: -274 °C lies below absolute zero",
                   [](HeatSection& s) { s.bodies[0].condition = HeldTemperature{-274.0}; }},
        Impossible{"body `supply`: the heat",
                   [](HeatSection& s) { s.bodies[0].condition = GivenHeat{kNan}; }},
        Impossible{"body `return`: the id is used twice",
                   [](HeatSection& s) { s.bodies[1].id = "return", s.bodies[0].id = "return"; }},
        Impossible{"body `twin return`: a core has the same id",
                   [](HeatSection& s) {
                       s.bodies[1].id = "twin return";
                       std::swap(s.bodies[1], s.bodies[3]);
                   }},
        Impossible{"soil: the conductivity",
                   [](HeatSection& s) { s.soil.layers[0].conductivity_W_mK = kNan; }},
        Impossible{"soil: there is none", [](HeatSection& s) { s.soil.layers.clear(); }},
        Impossible{"surface: the temperature",
                   [](HeatSection& s) { s.surface.temperature_C = kNan; }},
        Impossible{"surface: the film", [](HeatSection& s) { s.surface.film_W_m2K = -1.0; }},
        Impossible{"core `twin supply` of body `twin`: sticks",
                   [](HeatSection& s) { s.bodies[3].cores[0].dz_m = 0.1; }},
        Impossible{"core `twin return` of body `twin`: overlaps core `twin supply`",
                   [](HeatSection& s) { s.bodies[3].cores[1].dz_m = 0.0; }},
        Impossible{"body `twin`: a body with cores needs a filling",
                   [](HeatSection& s) { s.bodies[3].filling_conductivity_W_mK = 0.0; }},
        Impossible{"body `twin`: a film belongs to the cores",
                   [](HeatSection& s) { s.bodies[3].film_W_m2K = 5.0; }}));

TEST(SteadyHeat, BodiesMayTouchAndSayHowAccurateTheyAre) {
    auto section = ground(1.0, 0.0);
    for (const double x_m : {0.0, 0.075, 0.15}) {
        section.bodies.push_back(round_body("c" + std::to_string(section.bodies.size()), {x_m, 1.0},
                                            0.068, {{0.075, 0.2857}}, GivenHeat{30.0}));
    }

    const auto solver = SteadySolver::build(section);

    ASSERT_TRUE(solver);
    EXPECT_LT(solver->accuracy(), 1e-9);
    EXPECT_GT(solver->order(), 16);
}

}  // namespace
}  // namespace maaiveld::influence
