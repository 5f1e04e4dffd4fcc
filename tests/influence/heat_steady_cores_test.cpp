#include "influence/heat/ring_stack.h"
#include "influence/heat/steady.h"
#include "tests/influence/heat_sections.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace maaiveld::influence {
namespace {

constexpr double kPi = std::numbers::pi;

SteadyHeat solved(const HeatSection& section) {
    auto heat = solve_steady(section);
    if (!heat) throw std::runtime_error(heat.error().text());
    return *heat;
}

HeatBody filled(double diameter_m, double conductivity_W_mK, std::vector<Core> cores) {
    HeatBody body;
    body.id = "body";
    body.at = {0.0, 1.0};
    body.inner_diameter_m = diameter_m;
    body.filling_conductivity_W_mK = conductivity_W_mK;
    body.cores = std::move(cores);
    return body;
}

Core core(const std::string& id, Place offset, double diameter_m, Condition condition) {
    Core made;
    made.id = id;
    made.dx_m = offset.x_m;
    made.dz_m = -offset.depth_m;
    made.diameter_m = diameter_m;
    made.condition = condition;
    return made;
}

TEST(BodyWithCores, OneCoreInTheMiddleIsAConcentricBody) {
    auto with_core = test::street_section(0.5);
    HeatBody& supply = with_core.bodies[0];
    supply.filling_conductivity_W_mK = 0.027;
    supply.inner_diameter_m = 0.2;
    supply.rings.clear();
    supply.cores = {core("supply core", {0.0, 0.0}, 0.1143, HeldTemperature{80.0})};

    const SteadyHeat heat = solved(with_core);
    const SteadyHeat plain = solved(test::street_section(0.5));

    EXPECT_NEAR(heat.find("supply core")->heat_W_m, plain.find("supply")->heat_W_m, 1e-9);
    EXPECT_NEAR(heat.find("water")->temperature_C, plain.find("water")->temperature_C, 1e-9);
}

TEST(BodyWithCores, AFillingOfSoilIsNoBodyAtAll) {
    auto with_filling = test::ground(1.3, 10.0);
    with_filling.bodies = {filled(0.6, 1.3,
                                  {core("a", {-0.1, 0.05}, 0.12, HeldTemperature{70.0}),
                                   core("b", {0.12, -0.06}, 0.08, NoHeat{})})};
    auto without = test::ground(1.3, 10.0);
    without.bodies = {test::round_body("a", {-0.1, 1.05}, 0.12, {}, HeldTemperature{70.0}),
                      test::round_body("b", {0.12, 0.94}, 0.08, {}, NoHeat{})};

    const SteadyHeat heat = solved(with_filling);
    const SteadyHeat plain = solved(without);

    EXPECT_NEAR(heat.find("a")->heat_W_m, plain.find("a")->heat_W_m, 1e-7);
    EXPECT_NEAR(heat.find("b")->temperature_C, plain.find("b")->temperature_C, 1e-7);
    EXPECT_NEAR(heat.temperature_C({0.1, 1.1}), plain.temperature_C({0.1, 1.1}), 1e-4);
}

TEST(BodyWithCores, AnEccentricCoreFollowsTheClosedForm) {
    // Ground that conducts perfectly holds the wall at the surface temperature; between circles of
    // radius a and b with centres d apart R = acosh((a2 + b2 - d2) / (2 a b)) / (2 pi lambda).
    for (const double offset_m : {0.0, 0.05, 0.11, 0.14}) {
        auto section = test::ground(1e9, 10.0);
        section.bodies = {
            filled(0.4, 0.03, {core("c", {offset_m, 0.0}, 0.1, HeldTemperature{70.0})})};

        const double heat_W_m = solved(section).states()[0].heat_W_m;

        const double cosh = (0.04 + 0.0025 - offset_m * offset_m) / (2.0 * 0.2 * 0.05);
        const double exact_W_m = 2.0 * kPi * 0.03 * 60.0 / std::acosh(cosh);
        EXPECT_NEAR(heat_W_m, exact_W_m, 2e-7 * exact_W_m) << offset_m;
    }
}

TEST(BodyWithCores, ATwinPipeLiesNearTheFirstOrderFormulae) {
    // Wallenten's first order for a twin pipe: 0.03 to 0.17 % off in the symmetric part, 0.7 to
    // 2.7 % too low in the antisymmetric one (the wider the gap, the better).
    const double li = 0.027, ls = 1.6, depth_m = 1.0, rc = 0.125, ri = 0.03, half_m = 0.05;
    auto section = test::ground(ls, 10.0);
    section.bodies = {filled(2.0 * rc, li,
                             {core("s", {half_m, 0.0}, 2 * ri, HeldTemperature{80.0}),
                              core("r", {-half_m, 0.0}, 2 * ri, HeldTemperature{50.0})})};

    const SteadyHeat heat = solved(section);

    const double s = (li - ls) / (li + ls);
    const double g = 2.0 * (1.0 - s * s) / (1.0 - s * std::pow(rc / (2.0 * depth_m), 2));
    const double q = std::pow(rc, 4) - std::pow(half_m, 4);
    const double a = ri / (2.0 * half_m);
    const double top_s = a - 2.0 * s * ri * std::pow(half_m, 3) / q;
    const double hs =
        1.0 / (2.0 * li / ls * std::log(2.0 * depth_m / rc) +
               std::log(rc * rc / (2.0 * half_m * ri)) + s * std::log(std::pow(rc, 4) / q) -
               top_s * top_s / (1.0 + a * a + s * std::pow(2.0 * ri * rc * rc * half_m / q, 2)));
    const double top_a =
        a - g * half_m * ri / (4.0 * depth_m * depth_m) + 2.0 * s * ri * rc * rc * half_m / q;
    const double low_a =
        1.0 - a * a - g * ri / (2.0 * depth_m) +
        2.0 * s * ri * ri * rc * rc * (std::pow(rc, 4) + std::pow(half_m, 4)) / (q * q);
    const double ha =
        1.0 / (std::log(2.0 * half_m / ri) +
               s * std::log((rc * rc + half_m * half_m) / (rc * rc - half_m * half_m)) -
               top_a * top_a / low_a - g * std::pow(half_m / (2.0 * depth_m), 2));
    const double sum_W_m = heat.find("s")->heat_W_m + heat.find("r")->heat_W_m;
    const double difference_W_m = heat.find("s")->heat_W_m - heat.find("r")->heat_W_m;
    EXPECT_NEAR(2.0 * kPi * li * 55.0 * hs, sum_W_m / 2.0, 0.002 * sum_W_m / 2.0);
    EXPECT_NEAR(2.0 * kPi * li * 15.0 * ha, difference_W_m / 2.0, 0.03 * difference_W_m / 2.0);
    EXPECT_LT(2.0 * kPi * li * 15.0 * ha, difference_W_m / 2.0);
}

TEST(BodyWithCores, ThreeTouchingCoresWarmEachOtherAlike) {
    auto section = test::ground(1e9, 0.0);
    std::vector<Core> cores;
    const double apart_m = 0.02;
    for (int i = 0; i < 3; ++i) {
        const double angle = 2.0 * kPi * i / 3.0;
        const Place offset{apart_m / std::sqrt(3.0) * std::cos(angle),
                           apart_m / std::sqrt(3.0) * std::sin(angle)};
        cores.push_back(core("L" + std::to_string(i + 1), offset, 0.016, GivenHeat{10.0}));
        cores.back().rings = {{apart_m, 0.2}};
    }
    section.bodies = {filled(0.05, 0.2, cores)};

    const SteadyHeat heat = solved(section);

    EXPECT_NEAR(heat.find("L1")->temperature_C, heat.find("L2")->temperature_C, 1e-9);
    EXPECT_NEAR(heat.find("L1")->temperature_C, heat.find("L3")->temperature_C, 1e-9);
    EXPECT_GT(heat.find("L1")->temperature_C, 10.0 * std::log(0.02 / 0.016) / (2.0 * kPi * 0.2));
}

TEST(RingStack, SplitsAreInvisibleInsideOneMaterial) {
    const RingStack whole{0.1, std::nullopt, {{0.3, 0.4}}, 1.5};
    const RingStack split{0.1, std::nullopt, {{0.17, 0.4}, {0.21, 0.4}, {0.3, 0.4}}, 1.5};

    for (const int order : {1, 2, 9}) {
        EXPECT_NEAR(whole.two_port(order).back_outside, split.two_port(order).back_outside, 1e-15);
        for (const double radius_m : {0.05, 0.09, 0.12, 0.15}) {
            EXPECT_NEAR(whole.share_at(radius_m, order).of_outside,
                        split.share_at(radius_m, order).of_outside, 1e-15);
        }
    }
    EXPECT_NEAR(whole.resistance_K_m_W(), split.resistance_K_m_W(), 1e-15);
    EXPECT_NEAR(whole.resistance_from_K_m_W(0.09), std::log(0.15 / 0.09) / (2.0 * kPi * 0.4),
                1e-15);
}

TEST(RingStack, NeitherBareMetalNorSoilLetsAHarmonicThrough) {
    const RingStack metal{0.1, std::nullopt, {}, 1.5};
    const RingStack soil{0.1, Filling{1.5}, {{0.2, 1.5}}, 1.5};

    EXPECT_EQ(metal.two_port(3).back_outside, -1.0);
    EXPECT_EQ(soil.two_port(3).back_outside, 0.0);
    EXPECT_NEAR(soil.two_port(3).to_outside, std::pow(0.5, 3), 1e-15);
}

TEST(RingStack, WhatDoesNotConductThrowsEverythingBack) {
    const RingStack filling{0.1, Filling{1e-12}, {}, 1.5};
    const RingStack film{0.1, 1e-12, {}, 1.5};

    EXPECT_NEAR(film.two_port(2).back_outside, 1.0, 1e-9);
    EXPECT_NEAR(filling.two_port(2).back_outside, 1.0, 1e-9);
}

}  // namespace
}  // namespace maaiveld::influence
