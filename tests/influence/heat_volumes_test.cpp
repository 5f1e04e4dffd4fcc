#include "influence/heat/steady.h"
#include "influence/heat/volumes.h"
#include "tests/influence/heat_sections.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

/// Bodies of all kinds with gaps of at least one diameter, to each other and to the surface.
HeatSection roomy_section(std::uint64_t seed) {
    test::Random random{seed};
    auto section = test::ground(random.between(0.5, 2.5), random.between(-5.0, 25.0));
    if (seed % 2 == 1) section.surface.film_W_m2K = random.between(2.0, 25.0);
    const int count = 3 + random.below(5);
    for (int tries = 0; tries < 400 && std::ssize(section.bodies) < count; ++tries) {
        auto body = test::random_body(random, "b" + std::to_string(section.bodies.size()));
        const double gap = body.outer_diameter_m();
        if (body.at.depth_m < 1.5 * gap) continue;
        const bool clear =
            std::all_of(section.bodies.begin(), section.bodies.end(), [&](const HeatBody& other) {
                return test::clear_of(body, {other}, std::max(gap, other.outer_diameter_m()));
            });
        if (clear) section.bodies.push_back(std::move(body));
    }
    return section;
}

double largest_heat(const std::vector<BodyState>& states) {
    double most = 0.0;
    for (const BodyState& state : states)
        most = std::max(most, std::abs(state.heat_W_m));
    return most;
}

TEST(Volumes, AgreeWithTheExactSolutionInTheStreetOfTheCases) {
    for (const double clear_m : {0.25, 0.5, 1.0, 1.5, 2.0}) {
        const auto section = test::street_section(clear_m);
        const auto exact = solve_steady(section);
        const auto volumes = solve_steady_volumes(section);
        ASSERT_TRUE(exact && volumes);
        for (std::size_t k = 0; k < 2; ++k) {
            const double heat = exact->states()[k].heat_W_m;
            EXPECT_NEAR(volumes->states()[k].heat_W_m, heat, 0.0005 * heat) << clear_m;
        }
        EXPECT_NEAR(volumes->states()[2].temperature_C, exact->states()[2].temperature_C, 0.01);
    }
}

TEST(Volumes, AgreeWithTheExactSolutionInFiftyRandomSections) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const auto section = roomy_section(seed);
        const auto exact = solve_steady(section);
        const auto volumes = solve_steady_volumes(section);
        ASSERT_TRUE(exact && volumes) << seed;
        const double scale = largest_heat(exact->states());
        for (std::size_t k = 0; k < exact->states().size(); ++k) {
            const BodyState& want = exact->states()[k];
            const BodyState& have = volumes->states()[k];
            // Of its own heat; of the largest where the heat of a body is the small rest of two.
            const double allowed = std::max(0.005 * std::abs(want.heat_W_m), 0.001 * scale);
            EXPECT_NEAR(have.heat_W_m, want.heat_W_m, allowed) << seed << " " << want.id;
            EXPECT_NEAR(have.temperature_C, want.temperature_C, 0.1) << seed << " " << want.id;
        }
    }
}

TEST(Volumes, GiveThroughTheSurfaceWhatTheBodiesGive) {
    for (std::uint64_t seed = 60; seed < 70; ++seed) {
        const auto volumes = solve_steady_volumes(roomy_section(seed));
        ASSERT_TRUE(volumes);
        double given = 0.0;
        for (const BodyState& state : volumes->states())
            given += state.heat_W_m;
        EXPECT_NEAR(volumes->heat_through_surface_W_m(), given,
                    1e-9 * largest_heat(volumes->states()));
    }
}

/// Cells halved everywhere, also where they grow; a border so far away that it does not matter.
VolumeOptions refined(int level) {
    VolumeOptions options;
    options.near_field = NearField::LineSource;
    const double size = std::pow(0.5, level);
    options.grid.fine_m = 0.4 * size;
    options.grid.growth = std::pow(1.6, size);
    options.grid.widen_m = 1e6;
    options.grid.reach_m = 2000.0;
    options.grid.coarse_m = 1e3;
    return options;
}

TEST(Volumes, ConvergeToTheLineSourceLimitAtSecondOrder) {
    HeatSection section = test::ground(1.0, 0.0);
    section.bodies = {test::round_body("C", {0.0, 1.0}, 0.1, {}, GivenHeat{2.0 * pi}),
                      test::round_body("P", {2.5, 1.0}, 0.1, {}, NoHeat{})};
    const double own = std::log(2.0 / 0.05);
    const double mutual = std::log(std::hypot(2.5, 2.0) / 2.5);
    std::vector<double> errors;
    for (int level = 1; level <= 3; ++level) {
        const auto volumes = solve_steady_volumes(section, refined(level));
        ASSERT_TRUE(volumes);
        errors.push_back(std::abs(volumes->states()[1].temperature_C - mutual));
        EXPECT_NEAR(volumes->states()[0].temperature_C, own, 0.001 * own);
    }
    EXPECT_LT(errors[2], 2e-4);
    const double order = std::log2(errors[0] / errors[2]) / 2.0;
    EXPECT_GT(order, 1.6) << errors[0] << " " << errors[1] << " " << errors[2];
    EXPECT_LT(order, 2.4);
}

TEST(Volumes, FindALineSourceInTwoLayersByItsImages) {
    const double upper = 0.6;
    const double lower = 1.8;
    const double boundary = 1.3;
    HeatSection section = test::ground(upper, 10.0);
    section.soil.layers[0].bottom_m = boundary;
    section.soil.layers.emplace_back();
    section.soil.layers[1].top_m = boundary;
    section.soil.layers[1].conductivity_W_mK = lower;
    section.bodies = {test::round_body("C", {0.0, 0.8}, 0.06, {}, GivenHeat{40.0}),
                      test::round_body("P", {0.9, 0.5}, 0.06, {}, NoHeat{})};
    const double k = (upper - lower) / (upper + lower);
    const auto rise = [&](double across, double depth) {
        double sum = 0.0;
        for (int n = -60; n <= 60; ++n) {
            const double echo = std::pow(-k, std::abs(n));
            const double mirrored = n >= 1 ? k * std::pow(-k, n - 1) : -echo;
            sum -= echo * std::log(std::hypot(across, 2.0 * n * boundary + 0.8 - depth));
            sum -= mirrored * std::log(std::hypot(across, 2.0 * n * boundary - 0.8 - depth));
        }
        return 40.0 * sum / (2.0 * pi * upper);
    };
    const auto volumes = solve_steady_volumes(section);
    ASSERT_TRUE(volumes);
    EXPECT_NEAR(volumes->states()[0].temperature_C, 10.0 + rise(0.03, 0.8), 0.05);
    EXPECT_NEAR(volumes->states()[1].temperature_C, 10.0 + rise(0.9, 0.5), 0.03);
    EXPECT_NEAR(volumes->temperature_at({0.4, 1.1}), 10.0 + rise(0.4, 1.1), 0.05);
}

TEST(Volumes, TellTheTemperatureAnywhereAsTheExactSolutionDoes) {
    const auto section = test::street_section(0.5);
    const auto exact = solve_steady(section);
    const auto volumes = solve_steady_volumes(section);
    ASSERT_TRUE(exact && volumes);
    test::Random random{11};
    for (int k = 0; k < 200; ++k) {
        const Place at{random.between(-2.0, 2.0), random.between(0.0, 2.0)};
        const bool soil =
            std::none_of(section.bodies.begin(), section.bodies.end(), [&](const HeatBody& body) {
                return std::hypot(at.x_m - body.at.x_m, at.depth_m - body.at.depth_m) <
                       0.5 * body.outer_diameter_m() + 0.02;
            });
        if (!soil) continue;
        EXPECT_NEAR(volumes->temperature_at(at), exact->temperature_C(at), 0.15)
            << at.x_m << " " << at.depth_m;
    }
    EXPECT_NEAR(volumes->temperature_at({-0.175, 1.0}), 80.0, 1e-9);
    EXPECT_NEAR(volumes->temperature_at({0.5, 0.0}), 15.0, 1e-9);
}

TEST(Volumes, AddUpWhatTheirSourcesDo) {
    auto section = test::street_section(0.5);
    section.surface.temperature_C = 0.0;
    const auto alone = [&](double supply_C, double return_C) {
        section.bodies[0].condition = HeldTemperature{supply_C};
        section.bodies[1].condition = HeldTemperature{return_C};
        const auto volumes = solve_steady_volumes(section);
        return volumes ? volumes->states()[2].temperature_C : 0.0;
    };
    EXPECT_NEAR(alone(80.0, 50.0), alone(80.0, 0.0) + alone(0.0, 50.0), 1e-9);
}

std::string refusal(const HeatSection& section, const VolumeOptions& options = {}) {
    const auto volumes = solve_steady_volumes(section, options);
    return volumes ? std::string{"accepted"} : volumes.error().text();
}

TEST(Volumes, RefuseWhatCannotLieInTheGround) {
    auto section = test::street_section(0.5);
    section.bodies[2].at = {0.2, 1.0};
    EXPECT_NE(refusal(section).find("overlap"), std::string::npos) << refusal(section);

    section = test::street_section(0.5);
    section.soil.layers[0].conductivity_W_mK = -1.0;
    EXPECT_NE(refusal(section).find("conductivity"), std::string::npos) << refusal(section);

    section = test::street_section(0.5);
    section.soil.layers[0].bottom_m = 0.5;
    section.soil.layers.push_back(section.soil.layers[0]);
    section.soil.layers[1].top_m = 0.7;
    EXPECT_NE(refusal(section).find("layer 2"), std::string::npos) << refusal(section);

    section = test::street_section(0.5);
    VolumeOptions options;
    options.grid.growth = 0.9;
    EXPECT_NE(refusal(section, options).find("growth"), std::string::npos);
    options.grid.growth = 1.1;
    options.grid.fine_m = 1e-4;
    EXPECT_NE(refusal(section, options).find("cells"), std::string::npos);
    options.grid.fine_m = 1e-300;
    EXPECT_NE(refusal(section, options).find("cells"), std::string::npos);
    EXPECT_NE(refusal(section).find("accepted"), std::string::npos);
    section.bodies[0].at.x_m = 1e9;
    EXPECT_NE(refusal(section).find("m apart"), std::string::npos) << refusal(section);
    section.bodies[0].at = {0.0, 1e9};
    EXPECT_NE(refusal(section).find("m deep"), std::string::npos) << refusal(section);
}

}  // namespace
}  // namespace maaiveld::influence
