// The temperature field of a section is the only function that is harmonic in every material, is
// continuous with its flux where materials meet, obeys the surface, is even at each source, and
// carries each source's heat. These tests ask the field for exactly that, by finite differences,
// and so prove it without another solver.

#include "influence/heat/steady.h"
#include "tests/influence/heat_sections.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace maaiveld::influence {
namespace {

constexpr double kPi = std::numbers::pi;

struct Solved {
    HeatSection section;
    SteadyHeat heat;

    double at(double x_m, double depth_m) const { return heat.temperature_C({x_m, depth_m}); }
};

Solved solved(std::uint64_t seed) {
    HeatSection section = test::random_section(seed, 6);
    // Temperatures at a point converge with half the digits per harmonic that resistances do.
    SteadyOptions options;
    options.order = 40;
    auto heat = solve_steady(section, options);
    if (!heat) throw std::runtime_error(heat.error().text());
    return {std::move(section), *std::move(heat)};
}

Place around(const HeatBody& body, double radius_m, double angle) {
    return {body.at.x_m + radius_m * std::cos(angle), body.at.depth_m - radius_m * std::sin(angle)};
}

/// Mean over a circle minus the value in its middle: zero for a harmonic function, to round-off.
double mean_value_error_K(const Solved& s, const Place& middle, double radius_m) {
    double sum_K = 0.0;
    constexpr int kPoints = 24;
    for (int i = 0; i < kPoints; ++i) {
        const double angle = 2.0 * kPi * i / kPoints;
        sum_K += s.at(middle.x_m + radius_m * std::cos(angle),
                      middle.depth_m + radius_m * std::sin(angle));
    }
    return sum_K / kPoints - s.at(middle.x_m, middle.depth_m);
}

/// Radial slope at `radius_m`, one-sided (`side` -1: from inside), third order.
double slope_K_m(const Solved& s, const HeatBody& body, double radius_m, double angle, int side) {
    const double h = 1e-5 * side;
    const auto t = [&](double steps) {
        const Place place = around(body, radius_m + steps * h, angle);
        return s.at(place.x_m, place.depth_m);
    };
    return (-11.0 * t(1e-6) + 18.0 * t(1.0) - 9.0 * t(2.0) + 2.0 * t(3.0)) / (6.0 * h);
}

class SteadyField : public testing::TestWithParam<std::uint64_t> {};

TEST_P(SteadyField, IsHarmonicInTheSoil) {
    const Solved s = solved(GetParam());
    test::Random random{GetParam()};
    int asked = 0;
    while (asked < 40) {
        const Place place{random.between(-1.0, 6.0), random.between(0.05, 3.0)};
        const auto probe = test::round_body("probe", place, 0.06, {}, NoHeat{});
        if (!test::clear_of(probe, s.section.bodies, 0.005)) continue;
        ++asked;
        EXPECT_NEAR(mean_value_error_K(s, place, 0.03), 0.0, 1e-8);
    }
}

TEST_P(SteadyField, ObeysTheSurface) {
    const Solved s = solved(GetParam());
    const double surface_C = s.section.surface.temperature_C;
    for (double x_m = -3.0; x_m < 9.0; x_m += 0.37) {
        const double top_C = s.at(x_m, 0.0);
        if (!s.section.surface.film_W_m2K) {
            EXPECT_NEAR(top_C, surface_C, 1e-10);
            continue;
        }
        const double h = 1e-4;
        const double down_K_m = (-11.0 * top_C + 18.0 * s.at(x_m, h) - 9.0 * s.at(x_m, 2.0 * h) +
                                 2.0 * s.at(x_m, 3.0 * h)) /
                                (6.0 * h);
        const double up_W_m2 = s.section.soil.layers[0].conductivity_W_mK * down_K_m;
        EXPECT_NEAR(up_W_m2, *s.section.surface.film_W_m2K * (top_C - surface_C), 1e-5);
    }
}

TEST_P(SteadyField, IsContinuousWithItsFluxAcrossEveryRing) {
    const Solved s = solved(GetParam());
    const double soil_W_mK = s.section.soil.layers[0].conductivity_W_mK;
    for (const HeatBody& body : s.section.bodies) {
        for (std::size_t i = 0; i < body.rings.size(); ++i) {
            const double radius_m = body.rings[i].outer_diameter_m / 2.0;
            const bool last = i + 1 == body.rings.size();
            const double outside_W_mK = last ? soil_W_mK : body.rings[i + 1].conductivity_W_mK;
            for (double angle = 0.1; angle < 6.0; angle += 0.7) {
                const Place in = around(body, radius_m * (1.0 - 1e-12), angle);
                const Place out = around(body, radius_m * (1.0 + 1e-12), angle);
                EXPECT_NEAR(s.at(in.x_m, in.depth_m), s.at(out.x_m, out.depth_m), 1e-6);
                const double flux_in =
                    body.rings[i].conductivity_W_mK * slope_K_m(s, body, radius_m, angle, -1);
                const double flux_out = outside_W_mK * slope_K_m(s, body, radius_m, angle, 1);
                EXPECT_NEAR(flux_in, flux_out, 1e-4 * (1.0 + std::abs(flux_in)));
            }
        }
    }
}

TEST_P(SteadyField, IsEvenAtEachConcentricSource) {
    const Solved s = solved(GetParam());
    for (const HeatBody& body : s.section.bodies) {
        if (!body.cores.empty()) continue;
        const double radius_m = body.inner_diameter_m / 2.0;
        const double source_C = s.heat.find(body.id)->temperature_C;
        for (double angle = 0.2; angle < 6.2; angle += 0.9) {
            const Place wall = around(body, radius_m * (1.0 + 1e-12), angle);
            const double wall_C = s.at(wall.x_m, wall.depth_m);
            if (!body.film_W_m2K) {
                EXPECT_NEAR(wall_C, source_C, 1e-8);
                continue;
            }
            const double in_W_m2 =
                body.rings[0].conductivity_W_mK * slope_K_m(s, body, radius_m, angle, 1);
            EXPECT_NEAR(in_W_m2, *body.film_W_m2K * (wall_C - source_C), 2e-3);
        }
    }
}

TEST_P(SteadyField, IsHarmonicAndEvenInsideATwinPipe) {
    const Solved s = solved(GetParam());
    for (const HeatBody& body : s.section.bodies) {
        if (body.cores.empty()) continue;
        const double between_m = 0.02 * body.inner_diameter_m;
        EXPECT_NEAR(mean_value_error_K(s, body.at, between_m), 0.0, 1e-8);
        for (const Core& core : body.cores) {
            const Place at{body.at.x_m + core.dx_m, body.at.depth_m - core.dz_m};
            const auto pipe = test::round_body("", at, core.diameter_m, core.rings, NoHeat{});
            const double source_C = s.heat.find(core.id)->temperature_C;
            for (double angle = 0.3; angle < 6.2; angle += 0.8) {
                const Place inside = around(pipe, core.diameter_m / 2.0 * (1.0 + 1e-12), angle);
                EXPECT_NEAR(s.at(inside.x_m, inside.depth_m), source_C, 1e-8);
                const double edge_m = core.outer_diameter_m() / 2.0;
                const Place in = around(pipe, edge_m * (1.0 - 1e-12), angle);
                const Place out = around(pipe, edge_m * (1.0 + 1e-12), angle);
                EXPECT_NEAR(s.at(in.x_m, in.depth_m), s.at(out.x_m, out.depth_m), 1e-5);
            }
        }
        for (double angle = 0.0; angle < 6.2; angle += 0.5) {
            const double radius_m = body.inner_diameter_m / 2.0;
            const Place in = around(body, radius_m * (1.0 - 1e-12), angle);
            const Place out = around(body, radius_m * (1.0 + 1e-12), angle);
            EXPECT_NEAR(s.at(in.x_m, in.depth_m), s.at(out.x_m, out.depth_m), 1e-5);
            const double flux_in =
                body.filling_conductivity_W_mK * slope_K_m(s, body, radius_m, angle, -1);
            const double flux_out =
                body.rings[0].conductivity_W_mK * slope_K_m(s, body, radius_m, angle, 1);
            EXPECT_NEAR(flux_in, flux_out, 2e-3 * (1.0 + std::abs(flux_in)));
        }
    }
}

TEST_P(SteadyField, CarriesTheHeatOfEachBodyThroughItsSurface) {
    const Solved s = solved(GetParam());
    const double soil_W_mK = s.section.soil.layers[0].conductivity_W_mK;
    for (const HeatBody& body : s.section.bodies) {
        const double radius_m = body.outer_diameter_m() / 2.0 + 0.002;
        constexpr int kPoints = 96;
        double sum_K = 0.0;
        for (int i = 0; i < kPoints; ++i)
            sum_K -= slope_K_m(s, body, radius_m, 2.0 * kPi * i / kPoints, 1) * radius_m;
        double given_W_m = 0.0;
        for (const BodyState& state : s.heat.states()) {
            if (state.id.starts_with(body.id)) given_W_m += state.heat_W_m;
        }
        // The slope's first point lies a millionth of a step off the circle.
        const double tolerance_W_m = 3e-6 * std::abs(given_W_m) + 1e-5;
        EXPECT_NEAR(sum_K * 2.0 * kPi / kPoints * soil_W_mK, given_W_m, tolerance_W_m);
    }
}

INSTANTIATE_TEST_SUITE_P(RandomSections, SteadyField, testing::Range<std::uint64_t>(1, 7));

}  // namespace
}  // namespace maaiveld::influence
