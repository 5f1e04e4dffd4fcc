#include "influence/heat/kelvin.h"
#include "influence/heat/soil_year.h"
#include "influence/heat/transient_run.h"
#include "tests/influence/heat_sections.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr double kDay_s = 86400.0;

HeatSection one_cable(double heat_W_m) {
    auto section = test::ground(1.0, 0.0);
    section.bodies = {test::round_body("C", {0.0, 1.0}, 0.075, {}, GivenHeat{heat_W_m})};
    return section;
}

TransientRun run_of_days(double days, double step_h) {
    TransientRun run;
    run.id = "R";
    run.stages = {{days * kDay_s, step_h * 3600.0}};
    return run;
}

TEST(Transient, StepFollowsTheLineSource) {
    TransientRun run;
    run.id = "step";
    run.stages = {{kDay_s, 600.0}, {30.0 * kDay_s, 3600.0}, {365.0 * kDay_s, kDay_s}};
    const std::vector<double> days{1.0, 7.0, 30.0, 365.0};
    for (const double day : days)
        run.output_s.push_back(day * kDay_s);
    run.probes = {{"P", {0.5, 1.0}}};
    const auto result = run_transient(one_cable(30.0), run);
    ASSERT_TRUE(result) << result.error().text();
    ASSERT_EQ(result->at.size(), 4U);
    for (std::size_t k = 0; k < 4; ++k) {
        const double seconds = days[k] * kDay_s;
        const double surface = 30.0 * step_response_K_m_W(1.0, 5e-7, 0.0375, 2.0, seconds);
        const double beside =
            30.0 * step_response_K_m_W(1.0, 5e-7, 0.5, std::hypot(0.5, 2.0), seconds);
        EXPECT_NEAR(result->at[k].bodies[0].outer_temperature_C, surface, 0.015 * surface);
        EXPECT_NEAR(result->at[k].probes[0].temperature_C, beside, 0.003 * surface);
    }
}

double peak_of_a_day(TimeScheme scheme, double step_h) {
    TransientRun run = run_of_days(2.0, step_h);
    run.scheme = scheme;
    run.output_s = {2.0 * kDay_s};
    LoadCurve ramp{{0.0, 2.0 * kDay_s}, false, {0.0, 60.0}, true, {}};
    run.loads = {{"C", true, ramp}};
    const auto result = run_transient(one_cable(0.0), run);
    return result ? result->at[0].bodies[0].temperature_C : 0.0;
}

TEST(Transient, IsOfFirstAndSecondOrderInTime) {
    for (const auto& [scheme, order] :
         {std::pair{TimeScheme::Euler, 1.0}, {TimeScheme::Bdf2, 2.0}}) {
        const double exact = peak_of_a_day(TimeScheme::Bdf2, 1.0 / 60.0);
        const double coarse = std::abs(peak_of_a_day(scheme, 4.0) - exact);
        const double fine = std::abs(peak_of_a_day(scheme, 1.0) - exact);
        EXPECT_GT(std::log2(coarse / fine) / 2.0, order - 0.3);
        EXPECT_LT(std::log2(coarse / fine) / 2.0, order + 0.6);
    }
}

TEST(Transient, KeepsItsHeatTogether) {
    auto section = test::street_section(0.5);
    section.surface.year = SurfaceYear{10.0, 8.0, 20.0};
    section.surface.film_W_m2K = 12.0;
    section.bodies.push_back(test::round_body("C", {-1.0, 0.7}, 0.06, {}, GivenHeat{20.0}));
    for (const TimeScheme scheme : {TimeScheme::Euler, TimeScheme::Bdf2}) {
        TransientRun run = run_of_days(30.0, 1.0);
        run.scheme = scheme;
        run.loads = {{"C", true, hourly_curve({5.0, 10.0, 60.0, 0.0})}};
        const auto result = run_transient(section, run);
        ASSERT_TRUE(result);
        EXPECT_LT(std::abs(result->heat.residual()), 1e-9);
        EXPECT_GT(result->heat.given_J_m, 1e6);
        EXPECT_NE(result->heat.stored_J_m, 0.0);
    }
}

TEST(Transient, ReachesTheSteadyState) {
    const auto section = test::street_section(0.5);
    const auto steady = solve_steady_volumes(section);
    TransientRun run = run_of_days(365.0 * 3000.0, 24.0 * 365.0 * 10.0);
    run.scheme = TimeScheme::Euler;
    run.output_s = {365.0 * 3000.0 * kDay_s};
    const auto result = run_transient(section, run);
    ASSERT_TRUE(steady && result);
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(result->at[0].bodies[k].temperature_C, steady->states()[k].temperature_C, 0.01);
        EXPECT_NEAR(result->at[0].bodies[k].heat_W_m, steady->states()[k].heat_W_m, 0.01);
    }
}

TEST(Transient, StartsSteadyAndStaysThere) {
    const auto section = test::street_section(0.5);
    const auto steady = solve_steady_volumes(section);
    TransientRun run = run_of_days(10.0, 6.0);
    run.start = StartFrom::Steady;
    run.output_s = {10.0 * kDay_s};
    const auto result = run_transient(section, run);
    ASSERT_TRUE(steady && result);
    for (std::size_t k = 0; k < 3; ++k)
        EXPECT_NEAR(result->at[0].bodies[k].temperature_C, steady->states()[k].temperature_C, 1e-8);
}

TEST(Transient, FollowsTheDampedWaveThroughTheYearWithAndWithoutFilm) {
    for (const std::optional<double> film : {std::optional<double>{}, std::optional{8.0}}) {
        auto section = test::ground(1.0, 0.0);
        section.surface.film_W_m2K = film;
        section.surface.year = SurfaceYear{10.0, 12.0, 15.0};
        TransientRun run = run_of_days(365.0, 6.0);
        run.start_day = 40.0;
        run.probes = {{"P", {0.0, 1.0}}};
        for (const double day : {0.0, 91.0, 182.0, 274.0, 365.0})
            run.output_s.push_back(day * kDay_s);
        const auto result = run_transient(section, run);
        ASSERT_TRUE(result);
        for (const MomentState& moment : result->at) {
            const double exact =
                undisturbed_C(*section.surface.year, 5e-7, 1.0, 40.0 + moment.time_s / kDay_s,
                              film ? 1.0 / *film : 0.0);
            EXPECT_NEAR(moment.probes[0].temperature_C, exact, 0.02) << moment.time_s / kDay_s;
        }
    }
}

/// The yearly wave in one layer on another: exponentials that match value and flux where they meet.
double wave_in_two_layers(double depth, double boundary, double day) {
    using Complex = std::complex<double>;
    const double omega = 2.0 * pi / (365.0 * kDay_s);
    const Complex k1 = std::sqrt(Complex{0.0, omega * 1.5e6 / 0.5});
    const Complex k2 = std::sqrt(Complex{0.0, omega * 3.0e6 / 2.0});
    const Complex r = (0.5 * k1 - 2.0 * k2) / (0.5 * k1 + 2.0 * k2);
    const Complex echo = r * std::exp(-2.0 * k1 * boundary);
    const Complex in_upper = (std::exp(-k1 * depth) + echo * std::exp(k1 * depth)) / (1.0 + echo);
    const Complex at_boundary =
        (std::exp(-k1 * boundary) + echo * std::exp(k1 * boundary)) / (1.0 + echo);
    const Complex wave =
        depth < boundary ? in_upper : at_boundary * std::exp(-k2 * (depth - boundary));
    return 11.0 - 9.0 * (wave * std::polar(1.0, omega * kDay_s * day)).real();
}

TEST(Transient, FollowsTheDampedWaveInTwoLayers) {
    auto section = test::ground(0.5, 0.0);
    section.soil.layers[0].bottom_m = 0.77;
    section.soil.layers[0].heat_capacity_J_m3K = 1.5e6;
    section.soil.layers.emplace_back();
    section.soil.layers[1].top_m = 0.77;
    section.soil.layers[1].conductivity_W_mK = 2.0;
    section.soil.layers[1].heat_capacity_J_m3K = 3.0e6;
    section.surface.year = SurfaceYear{11.0, 9.0, 0.0};
    TransientRun run = run_of_days(120.0, 6.0);
    run.probes = {{"a", {0.0, 0.5}}, {"b", {0.0, 1.5}}};
    run.output_s = {0.0, 60.0 * kDay_s, 120.0 * kDay_s};
    const auto result = run_transient(section, run);
    ASSERT_TRUE(result);
    for (const MomentState& moment : result->at) {
        const double day = moment.time_s / kDay_s;
        EXPECT_NEAR(moment.probes[0].temperature_C, wave_in_two_layers(0.5, 0.77, day), 0.05);
        EXPECT_NEAR(moment.probes[1].temperature_C, wave_in_two_layers(1.5, 0.77, day), 0.05);
    }
}

TEST(Transient, StandingWaterLagsBehindByItsHeat) {
    auto section = test::ground(1.0, 10.0);
    section.bodies = {test::round_body("W", {0.0, 1.0}, 0.2, {{0.22, 0.2}}, NoHeat{}),
                      test::round_body("C", {0.4, 1.0}, 0.06, {}, GivenHeat{40.0})};
    const auto after_a_week = [&](double capacity_J_m3K) {
        TransientRun run = run_of_days(7.0, 1.0);
        run.still_content_J_m3K = capacity_J_m3K;
        run.output_s = {7.0 * kDay_s};
        const auto result = run_transient(section, run);
        return result ? result->at[0].bodies[0].temperature_C : 0.0;
    };
    const double empty = after_a_week(0.0);
    const double water = after_a_week(4.18e6);
    const double brine = after_a_week(4.0 * 4.18e6);
    EXPECT_GT(empty, water + 0.05);
    EXPECT_GT(water, brine + 0.05);
    EXPECT_GT(brine, 10.0);
}

TEST(Transient, CountsMonthsAndHours) {
    auto section = test::ground(1.0, 0.0);
    section.surface.year = SurfaceYear{10.0, 10.0, 0.0};
    section.bodies = {test::round_body("W", {0.0, 0.3}, 0.1, {{0.11, 0.16}}, NoHeat{})};
    TransientRun run = run_of_days(365.0, 2.0);
    run.limits_C = {-100.0, 12.0, 100.0};
    const auto result = run_transient(section, run);
    ASSERT_TRUE(result);
    const PlaceHistory& water = result->bodies[0];
    EXPECT_NEAR(water.hours_above[0], 8760.0, 1e-6);
    EXPECT_GT(water.hours_above[1], 2000.0);
    EXPECT_LT(water.hours_above[1], 4380.0);
    EXPECT_EQ(water.hours_above[2], 0.0);
    ASSERT_EQ(water.months.size(), 12U);
    EXPECT_EQ(water.months[0].first, 1);
    EXPECT_EQ(water.months[11].first, 12);
    double mean = 0.0;
    for (const auto& [month, spread] : water.months) {
        EXPECT_LE(spread.min_C, spread.mean_C);
        EXPECT_LE(spread.mean_C, spread.max_C);
        mean += spread.mean_C / 12.0;
    }
    EXPECT_NEAR(mean, water.all.mean_C, 0.1);
    EXPECT_NEAR(water.all.mean_C, 10.0, 0.05);
}

TEST(Transient, HoursOfWeatherThatAreAYearActAsTheYear) {
    auto section = test::ground(1.0, 0.0);
    section.bodies = {test::round_body("W", {0.0, 1.0}, 0.1, {{0.11, 0.16}}, NoHeat{})};
    TransientRun run = run_of_days(90.0, 1.0);
    run.output_s = {90.0 * kDay_s};
    std::vector<double> hours;
    for (int h = 0; h < 8760; ++h)
        hours.push_back(9.0 - 7.0 * std::cos(2.0 * pi * ((h + 0.5) / 24.0 - 30.0) / 365.0));
    run.hourly_surface_C = hours;
    const auto measured = run_transient(section, run);
    run.hourly_surface_C.reset();
    section.surface.year = SurfaceYear{9.0, 7.0, 30.0};
    const auto harmonic = run_transient(section, run);
    ASSERT_TRUE(measured && harmonic);
    EXPECT_NEAR(measured->at[0].bodies[0].temperature_C, harmonic->at[0].bodies[0].temperature_C,
                0.01);
}

TEST(Transient, RefusesWhatMakesNoRun) {
    const auto section = one_cable(10.0);
    const auto refusal = [&](const TransientRun& run) {
        const auto result = run_transient(section, run);
        return result ? std::string{} : result.error().text();
    };
    EXPECT_NE(refusal(TransientRun{}).find("no steps"), std::string::npos);
    TransientRun run = run_of_days(1.0, 1.0);
    run.loads = {{"D", true, hourly_curve({1.0})}};
    EXPECT_NE(refusal(run).find("`D`"), std::string::npos);
    run.loads = {{"C", false, hourly_curve({1.0})}};
    EXPECT_NE(refusal(run).find("held temperature"), std::string::npos);
    run = run_of_days(1.0, 1.0);
    run.output_s = {2.0 * kDay_s};
    EXPECT_NE(refusal(run).find("outside the run"), std::string::npos);
    run = run_of_days(1.0, 1.0);
    run.contents = {{"X", 1.0}};
    EXPECT_NE(refusal(run).find("`X`"), std::string::npos);
    run = run_of_days(1.0, 1.0);
    run.stages = {{100.0, 10.0}, {50.0, 10.0}};
    EXPECT_FALSE(refusal(run).empty());
}

TEST(LoadCurve, HoldsRepeatsAndInterpolates) {
    const LoadCurve held{{0.0, 10.0, 20.0}, false, {1.0, 2.0, 4.0}, false, {}};
    EXPECT_EQ(held.at(-5.0), 1.0);
    EXPECT_EQ(held.at(9.999), 1.0);
    EXPECT_EQ(held.at(10.0), 2.0);
    EXPECT_EQ(held.at(1000.0), 4.0);
    const LoadCurve ring{{0.0, 10.0, 20.0}, false, {1.0, 2.0, 4.0}, true, 30.0};
    EXPECT_DOUBLE_EQ(ring.at(5.0), 1.5);
    EXPECT_DOUBLE_EQ(ring.at(25.0), 2.5);
    EXPECT_DOUBLE_EQ(ring.at(25.0 + 300.0), 2.5);
    EXPECT_DOUBLE_EQ(ring.at(-5.0), 2.5);
    const LoadCurve late{{10.0, 20.0}, false, {1.0, 3.0}, true, 40.0};
    EXPECT_DOUBLE_EQ(late.at(0.0), 3.0 + (1.0 - 3.0) * 20.0 / 30.0);
}

TEST(Weather, ReturnsTheYearItWasMadeOf) {
    std::vector<double> hours;
    for (int h = 0; h < 8000; ++h)
        hours.push_back(11.0 - 8.0 * std::cos(2.0 * pi * ((h + 0.5) / 24.0 - 25.0) / 365.0));
    const SurfaceYear year = harmonic_year(hours);
    EXPECT_NEAR(year.mean_C, 11.0, 1e-9);
    EXPECT_NEAR(year.amplitude_K, 8.0, 1e-9);
    EXPECT_NEAR(year.coldest_day, 25.0, 1e-9);
}

TEST(Weather, SunHeatsASurfaceLikeWarmerAir) {
    const HourlyWeather weather{{20.0, 20.0}, {0.0, 600.0}, {0.0, 4.0}};
    SurfaceExchange exchange;
    exchange.absorptivity = 0.8;
    exchange.film_W_m2K = 6.0;
    exchange.film_per_wind_Ws_m3K = 4.0;
    exchange.longwave_loss_W_m2 = 30.0;
    const auto values = sol_air_C(weather, exchange);
    EXPECT_DOUBLE_EQ(values[0], 20.0 - 30.0 / 6.0);
    EXPECT_DOUBLE_EQ(values[1], 20.0 + (480.0 - 30.0) / 22.0);
    exchange.film_W_m2K = 0.0;
    EXPECT_TRUE(fault_of(exchange));
}

}  // namespace
}  // namespace maaiveld::influence
