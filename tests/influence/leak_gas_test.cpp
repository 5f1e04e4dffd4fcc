#include "influence/leak/gas_leak.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kPi = std::numbers::pi;

GasHole hole() {
    GasHole hole;
    hole.diameter_m = 0.002;
    hole.discharge_coefficient = 0.61;
    hole.gauge_pressure_Pa = 3000.0;
    hole.gas_density_kg_m3 = 0.8;
    hole.viscosity_Pa_s = 1.1e-5;
    hole.atmospheric_pressure_Pa = 101325.0;
    return hole;
}

GasSpread spread() {
    GasSpread spread;
    spread.depth_m = 0.9;
    spread.effective_diffusivity_m2_s = 4e-6;
    spread.air_filled_porosity = 0.2;
    spread.limit_fraction = 0.01;
    spread.at_depth_m = 0.6;
    return spread;
}

TEST(GasFlow, IsTheHoleAloneInLooseSoil) {
    const SeriesFlow flow = series_flow(hole(), {1e-3, 0.001});

    EXPECT_NEAR(flow.flow_m3_s, orifice_flow_m3_s(hole(), 0.0), 1e-6 * flow.flow_m3_s);
    EXPECT_LT(flow.back_pressure_Pa, 0.01);
}

TEST(GasFlow, IsTheSoilAloneInDenseSoil) {
    const GasSoil clay{1e-16, 0.001};
    const SeriesFlow flow = series_flow(hole(), clay);

    EXPECT_NEAR(flow.flow_m3_s, soil_flow_m3_s(hole(), clay, 3000.0), 1e-6 * flow.flow_m3_s);
}

TEST(GasFlow, IsTheRootOfAQuadraticWhenIncompressible) {
    const GasSoil sand{2e-11, 0.001};
    const double c = hole().discharge_coefficient * kPi * 1e-6;
    const double s = 4.0 * kPi * sand.source_radius_m * sand.permeability_m2 / 1.1e-5;
    // p_hole = rho Q^2/(2 c^2), p_soil = Q/s, together the gauge pressure.
    const double a = 0.8 / (2.0 * c * c);
    const double q = (-1.0 / s + std::sqrt(1.0 / (s * s) + 4.0 * a * 3000.0)) / (2.0 * a);

    const SeriesFlow flow = series_flow(hole(), sand);

    EXPECT_NEAR(flow.flow_m3_s, q, 1e-10 * q);
    EXPECT_NEAR(flow.back_pressure_Pa, q / s, 1e-9 * 3000.0);
}

TEST(GasFlow, RisesWithPressureHoleAndPermeability) {
    test::Random random{17};
    for (int k = 0; k < 300; ++k) {
        GasHole h = hole();
        h.gauge_pressure_Pa = random.between(100.0, 8e4);
        h.diameter_m = random.between(2e-4, 2e-2);
        if (k % 2 == 0) h.specific_heat_ratio = 1.31;
        const GasSoil soil{std::pow(10.0, random.between(-15.0, -8.0)), 0.5 * h.diameter_m};
        const double base = series_flow(h, soil).flow_m3_s;

        GasHole more = h;
        more.gauge_pressure_Pa *= 1.1;
        EXPECT_GT(series_flow(more, soil).flow_m3_s, base);
        more = h;
        more.diameter_m *= 1.1;
        EXPECT_GT(series_flow(more, soil).flow_m3_s, base);
        GasSoil looser = soil;
        looser.permeability_m2 *= 1.1;
        EXPECT_GT(series_flow(h, looser).flow_m3_s, base);
        EXPECT_LE(base, orifice_flow_m3_s(h, 0.0) * (1.0 + 1e-9));
        EXPECT_LE(base, soil_flow_m3_s(h, soil, h.gauge_pressure_Pa) * (1.0 + 1e-9));
    }
}

TEST(GasFlow, CompressibleIsIncompressibleAtLowPressure) {
    GasHole low = hole();
    low.gauge_pressure_Pa = 50.0;
    const double incompressible = orifice_flow_m3_s(low, 0.0);
    low.specific_heat_ratio = 1.31;

    EXPECT_NEAR(orifice_flow_m3_s(low, 0.0), incompressible, 1e-3 * incompressible);
}

TEST(GasFlow, ChokesAtTheSpeedOfSound) {
    GasHole high = hole();
    high.gauge_pressure_Pa = 8e5;
    high.specific_heat_ratio = 1.31;
    // Choked mass flow: Cd A sqrt(kappa p0 rho0) (2/(kappa+1))^((kappa+1)/(2(kappa-1))).
    const double p0 = 901325.0;
    const double rho0 = 0.8 * p0 / 101325.0;
    const double mass =
        0.61 * kPi * 1e-6 * std::sqrt(1.31 * p0 * rho0) * std::pow(2.0 / 2.31, 2.31 / 0.62);

    EXPECT_NEAR(orifice_flow_m3_s(high, 0.0) * 0.8, mass, 1e-9 * mass);
    EXPECT_EQ(orifice_flow_m3_s(high, 0.0), orifice_flow_m3_s(high, 1e5));
}

TEST(GasFlow, RefusesAnIncompressibleGasAtHighPressure) {
    GasLeak leak{"G1", hole(), {1e-11, 0.001}, {}, {}};
    leak.hole.gauge_pressure_Pa = 1e5;

    const auto result = assess_gas_leaks({leak});

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where, "gas leak `G1`");
    leak.hole.specific_heat_ratio = 1.31;
    EXPECT_TRUE(assess_gas_leaks({leak}));
}

/// Radial finite volumes of Q c - 4 pi r^2 D dc/dr = Q, in an endless soil, against the formula
/// far from any surface.
TEST(GasSpread, SolvesFlowAndDiffusionTogether) {
    GasSpread deep = spread();
    deep.depth_m = 1e6;
    deep.at_depth_m = 1e6;
    const double flow = 3e-4;
    const double strength = flow / (4.0 * kPi * deep.effective_diffusivity_m2_s);
    // dc/dr = (c - 1) strength / r^2, from far away where c = strength/r, by Runge-Kutta in 1/r.
    const int steps = 20000;
    const double far = 1e-6;
    const double near = 1.0 / 2.0;
    double c = strength * far;
    const double h = (near - far) / steps;
    const auto slope = [&](double value) { return (1.0 - value) * strength; };
    for (int k = 0; k < steps; ++k) {
        const double k1 = slope(c);
        const double k2 = slope(c + 0.5 * h * k1);
        const double k3 = slope(c + 0.5 * h * k2);
        const double k4 = slope(c + h * k3);
        c += h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
    }

    EXPECT_NEAR(steady_fraction(deep, flow, 2.0), c, 1e-6);
}

/// u . grad c = D laplace c with u = -D grad P, by finite differences in three dimensions.
TEST(GasSpread, FulfilsItsEquationUnderBothSurfaces) {
    for (const SoilSurface surface : {SoilSurface::Open, SoilSurface::Sealed}) {
        GasSpread s = spread();
        s.surface = surface;
        const double flow = 1e-4;
        const double strength = flow / (4.0 * kPi * s.effective_diffusivity_m2_s);
        const auto fraction = [&](double x, double y, double depth) {
            GasSpread at = s;
            at.at_depth_m = depth;
            return steady_fraction(at, flow, std::hypot(x, y));
        };
        const auto potential = [&](double x, double y, double depth) {
            return -std::log1p(-fraction(x, y, depth));
        };
        const double h = 1e-3;
        const double x = 1.1;
        const double y = 0.4;
        const double z = 0.5;
        const auto gradient = [&](const auto& f) {
            return std::array<double, 3>{(f(x + h, y, z) - f(x - h, y, z)) / (2.0 * h),
                                         (f(x, y + h, z) - f(x, y - h, z)) / (2.0 * h),
                                         (f(x, y, z + h) - f(x, y, z - h)) / (2.0 * h)};
        };
        const auto dc = gradient(fraction);
        const auto dp = gradient(potential);
        const double laplace =
            (fraction(x + h, y, z) + fraction(x - h, y, z) + fraction(x, y + h, z) +
             fraction(x, y - h, z) + fraction(x, y, z + h) + fraction(x, y, z - h) -
             6.0 * fraction(x, y, z)) /
            (h * h);
        const double carried = -(dp[0] * dc[0] + dp[1] * dc[1] + dp[2] * dc[2]);
        EXPECT_NEAR(laplace, carried, 1e-4 * std::abs(carried) + 1e-6) << strength;
        const double wanted = surface == SoilSurface::Open ? 0.0 : fraction(x, y, h);
        EXPECT_NEAR(fraction(x, y, 0.0), wanted, surface == SoilSurface::Open ? 1e-15 : 1e-5);
    }
}

TEST(GasSpread, ReachesFartherUnderASealedSurface) {
    GasSpread open = spread();
    GasSpread sealed = spread();
    sealed.surface = SoilSurface::Sealed;
    for (const double flow : {1e-6, 1e-5, 1e-4, 1e-3})
        EXPECT_GT(steady_reach_m(sealed, flow), 1.5 * steady_reach_m(open, flow)) << flow;
}

TEST(GasSpread, ReachIsWhereTheLimitIs) {
    const double reach = steady_reach_m(spread(), 2e-4);

    EXPECT_NEAR(steady_fraction(spread(), 2e-4, reach), 0.01, 1e-9);
    EXPECT_EQ(steady_reach_m(spread(), 0.0), 0.0);
}

TEST(GasSpread, GrowsToTheSteadyReach) {
    double before = 0.0;
    for (const double hours : {0.1, 1.0, 10.0, 100.0, 1000.0}) {
        const double reach = reach_at_m(spread(), 2e-4, hours * 3600.0);
        EXPECT_GE(reach, before);
        before = reach;
    }
    EXPECT_NEAR(reach_at_m(spread(), 2e-4, 1e12), steady_reach_m(spread(), 2e-4), 1e-3);
    EXPECT_LE(before, steady_reach_m(spread(), 2e-4));
}

TEST(GasSpread, MatchesDiffusionAloneForAWeakLeak) {
    GasSpread deep = spread();
    deep.depth_m = deep.at_depth_m = 1e6;
    const double d = deep.effective_diffusivity_m2_s;
    const double flow = 1e-9;
    const double seconds = 5e5;
    // Pulses of gas, each spreading as a Gaussian: the sum over their ages.
    const double x = 1.3;
    double sum = 0.0;
    const int steps = 400000;
    for (int k = 0; k < steps; ++k) {
        const double age = (k + 0.5) * seconds / steps;
        const double width = 4.0 * d / 0.2 * age;
        sum +=
            flow / 0.2 * std::pow(kPi * width, -1.5) * std::exp(-x * x / width) * seconds / steps;
    }

    EXPECT_NEAR(fraction_at(deep, flow, x, seconds), sum, 1e-4 * sum);
}

TEST(GasStrip, ReachesWhereItsFractionIsTheLimit) {
    const SealedStrip strip{8.0, 0.5, 3.0};
    const double reach = strip_reach_m(strip, 4e-6, 1e-5, 0.01);

    EXPECT_NEAR(strip_fraction(strip, 4e-6, 1e-5, reach), 0.01, 1e-12);
    EXPECT_EQ(strip_fraction(strip, 4e-6, 1.0, 0.0), 1.0);
    EXPECT_EQ(strip_reach_m(strip, 4e-6, 1e-12, 0.01), 0.0);
}

TEST(GasStrip, LosesThroughItsCoverWhatTheLeakFeeds) {
    const SealedStrip strip{8.0, 0.5, 3.0};
    const double d = 4e-6;
    const double flow = 1e-7;
    // The cover takes D h/l^2 times the fraction per area; both ways.
    double taken = 0.0;
    const double step = 1e-3;
    for (double x = 0.5 * step; x < 90.0; x += step) {
        taken += 2.0 * strip.width_m * d * strip.thickness_m / 9.0 *
                 strip_fraction(strip, d, flow, x) * step;
    }

    EXPECT_NEAR(taken, flow, 1e-5 * flow);
}

TEST(GasLeaks, RefuseWhatCannotBe) {
    const auto refused = [](auto change) {
        GasLeak leak{"G", hole(), {1e-11, 0.001}, spread(), SealedStrip{8.0, 0.5, 3.0}};
        change(leak);
        return !assess_gas_leaks({leak}).has_value();
    };
    EXPECT_FALSE(refused([](GasLeak&) {}));
    EXPECT_TRUE(refused([](GasLeak& l) { l.hole.diameter_m = 0.0; }));
    EXPECT_TRUE(refused([](GasLeak& l) { l.hole.discharge_coefficient = 1.2; }));
    EXPECT_TRUE(refused([](GasLeak& l) { l.hole.gauge_pressure_Pa = std::nan(""); }));
    EXPECT_TRUE(refused([](GasLeak& l) { l.soil.permeability_m2 = -1e-11; }));
    EXPECT_TRUE(refused([](GasLeak& l) { l.spread->limit_fraction = 0.0; }));
    EXPECT_TRUE(refused([](GasLeak& l) { l.spread->depth_m = -1.0; }));
    EXPECT_TRUE(refused([](GasLeak& l) { l.spread->times_h = {0.0}; }));
    EXPECT_TRUE(refused([](GasLeak& l) { l.strip->width_m = 0.0; }));
    EXPECT_TRUE(refused([](GasLeak& l) { l.hole.specific_heat_ratio = 1.0; }));
}

TEST(GasLeaks, OfAPipeWithoutPressureDoNotFlow) {
    GasLeak leak{"G", hole(), {1e-11, 0.001}, spread(), {}};
    leak.hole.gauge_pressure_Pa = 0.0;

    const auto result = assess_gas_leaks({leak});

    ASSERT_TRUE(result);
    EXPECT_EQ(result->front().series.flow_m3_s, 0.0);
    EXPECT_EQ(*result->front().reach_m, 0.0);
}

}  // namespace
}  // namespace maaiveld::influence
