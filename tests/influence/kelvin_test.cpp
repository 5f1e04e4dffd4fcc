#include "influence/heat/kelvin.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr double kLambda_W_mK = 1.0;
constexpr double kDiffusivity_m2_s = 5e-7;

model::SoilProfile soil() {
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = kLambda_W_mK;
    layer.heat_capacity_J_m3K = kLambda_W_mK / kDiffusivity_m2_s;
    return {{layer}, std::nullopt};
}

/// The heat kernel itself, summed over the time since the start on a logarithmic scale (Simpson).
double by_quadrature(double r_m, double image_m, double seconds) {
    constexpr int kPanels = 4000;
    const double low = std::log(1e-6 * r_m * r_m / kDiffusivity_m2_s);
    const double high = std::log(seconds);
    const auto kernel = [&](double u) {
        const double spread = 4.0 * kDiffusivity_m2_s * std::exp(u);
        return (std::exp(-r_m * r_m / spread) - std::exp(-image_m * image_m / spread)) /
               (4.0 * pi * kLambda_W_mK);
    };
    double sum = kernel(low) + kernel(high);
    for (int i = 1; i < kPanels; ++i)
        sum += (i % 2 == 1 ? 4.0 : 2.0) * kernel(low + (high - low) * i / kPanels);
    return sum * (high - low) / (3.0 * kPanels);
}

LineSourceSet set_of(std::vector<LineSource> sources, std::vector<double> times_h) {
    LineSourceSet set;
    set.id = "S";
    set.sources = std::move(sources);
    set.probes = {{"beside", {0.5, 1.0}}};
    set.times_h = std::move(times_h);
    return set;
}

LineSource cable(std::vector<HeatStep> history) {
    return {"C", {0.0, 1.0}, 0.075, std::move(history), std::nullopt};
}

LineSourceResult assessed(const LineSourceSet& set, const GroundSurface& surface = {}) {
    const auto results = assess_line_sources(soil(), surface, {set});
    EXPECT_TRUE(results) << results.error().text();
    return results ? results->front() : LineSourceResult{};
}

std::string refusal(const LineSourceSet& set) {
    const auto results = assess_line_sources(soil(), GroundSurface{}, {set});
    return results ? "accepted" : results.error().text();
}

TEST(Kelvin, IsTheSumOfTheHeatKernel) {
    for (const double hours : {1.0, 24.0, 720.0, 8760.0}) {
        for (const double r_m : {0.0375, 0.5, 2.0}) {
            const double image_m = std::hypot(r_m, 2.0);
            EXPECT_NEAR(
                step_response_K_m_W(kLambda_W_mK, kDiffusivity_m2_s, r_m, image_m, 3600.0 * hours),
                by_quadrature(r_m, image_m, 3600.0 * hours), 1e-9)
                << hours << " h, " << r_m << " m";
        }
    }
}

TEST(Kelvin, EndsInTheSteadyLogarithm) {
    const double steady = steady_response_K_m_W(kLambda_W_mK, 0.5, 2.0616);

    EXPECT_NEAR(step_response_K_m_W(kLambda_W_mK, kDiffusivity_m2_s, 0.5, 2.0616, 1e13), steady,
                1e-6 * steady);
    EXPECT_NEAR(steady, std::log(2.0616 / 0.5) / (2.0 * pi), 1e-15);
}

TEST(Kelvin, NothingHappensBeforeTheStepOrOnTheSurface) {
    EXPECT_EQ(step_response_K_m_W(1.0, 5e-7, 0.5, 2.0, 0.0), 0.0);
    EXPECT_EQ(step_response_K_m_W(1.0, 5e-7, 0.5, 2.0, -10.0), 0.0);
    EXPECT_EQ(step_response_K_m_W(1.0, 5e-7, 1.0, 1.0, 1e6), 0.0);
    EXPECT_EQ(step_response_K_m_W(1.0, 5e-7, 100.0, 200.0, 1.0), 0.0);  // far below any double
}

TEST(Kelvin, AHistoryIsASumOfSteps) {
    const LineSourceResult block =
        assessed(set_of({cable({{10.0, 30.0}, {20.0, 5.0}})}, {10.0, 15.0, 30.0}));
    const auto step = [](double hours) {
        return step_response_K_m_W(kLambda_W_mK, kDiffusivity_m2_s, 0.5, std::hypot(0.5, 2.0),
                                   3600.0 * hours);
    };

    const auto& times = block.probes.front().times;
    EXPECT_EQ(times[0].rise_K, 0.0);
    EXPECT_NEAR(times[1].rise_K, 30.0 * step(5.0), 1e-12);
    EXPECT_NEAR(times[2].rise_K, 30.0 * step(20.0) - 25.0 * step(10.0), 1e-12);
    EXPECT_NEAR(block.probes.front().steady_rise_K,
                5.0 * std::log(std::hypot(0.5, 2.0) / 0.5) / (2.0 * pi), 1e-12);
}

TEST(Kelvin, ARepeatedDayEndsAboutItsMean) {
    LineSource daily = cable({{6.0, 60.0}, {18.0, 0.0}});
    daily.repeat_every_h = 24.0;
    std::vector<double> last_day_h;
    for (int hour = 0; hour < 24; ++hour)
        last_day_h.push_back(20.0 * 8760.0 + hour);

    const LineSourceResult r = assessed(set_of({daily}, last_day_h));

    const RiseAtPlace& surface = r.sources.front();
    double mean_K = 0.0;
    double max_K = 0.0;
    for (const RiseAtTime& at : surface.times) {
        mean_K += at.rise_K / 24.0;
        max_K = std::max(max_K, at.rise_K);
    }
    EXPECT_NEAR(surface.steady_rise_K, 30.0 * std::log(2.0 / 0.0375) / (2.0 * pi), 1e-10);
    EXPECT_NEAR(mean_K, surface.steady_rise_K, 0.01 * surface.steady_rise_K);
    EXPECT_GT(max_K, 1.2 * mean_K);
}

TEST(Kelvin, ARepeatedHistoryIsTheOneWrittenOut) {
    LineSource repeated = cable({{2.0, 40.0}, {8.0, 10.0}});
    repeated.repeat_every_h = 24.0;
    const LineSource written =
        cable({{2.0, 40.0}, {8.0, 10.0}, {26.0, 40.0}, {32.0, 10.0}, {50.0, 40.0}});

    const LineSourceResult a = assessed(set_of({repeated}, {12.0, 30.0, 55.0}));
    const LineSourceResult b = assessed(set_of({written}, {12.0, 30.0, 55.0}));

    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_NEAR(a.probes[0].times[i].rise_K, b.probes[0].times[i].rise_K, 1e-12);
}

TEST(Kelvin, SourcesAddUp) {
    LineSource other{"D", {1.0, 0.8}, std::nullopt, {{0.0, 12.0}}, std::nullopt};
    const std::vector<double> times_h{100.0};

    const double both =
        assessed(set_of({cable({{0.0, 30.0}}), other}, times_h)).probes[0].times[0].rise_K;
    const double one = assessed(set_of({cable({{0.0, 30.0}})}, times_h)).probes[0].times[0].rise_K;
    const double two = assessed(set_of({other}, times_h)).probes[0].times[0].rise_K;

    EXPECT_NEAR(both, one + two, 1e-12);
}

TEST(Kelvin, ASurfaceFilmIsMoreSoilAbove) {
    GroundSurface film;
    film.film_W_m2K = 10.0;  // 0.1 m of soil of 1 W/mK
    const LineSourceResult raised = assessed(set_of({cable({{0.0, 30.0}})}, {}), film);

    EXPECT_NEAR(raised.sources[0].steady_rise_K, 30.0 * std::log(2.2 / 0.0375) / (2.0 * pi), 1e-10);
    EXPECT_NEAR(raised.probes[0].steady_rise_K,
                30.0 * std::log(std::hypot(0.5, 2.2) / 0.5) / (2.0 * pi), 1e-10);
}

TEST(Kelvin, RefusesWhatCannotBe) {
    LineSourceSet set = set_of({cable({{0.0, 30.0}})}, {1.0});
    EXPECT_EQ(refusal(set), "accepted");

    set.probes = {{"inside", {0.01, 1.0}}};
    EXPECT_NE(refusal(set).find("probe `inside` lies inside source `C`"), std::string::npos);
    set.probes.clear();
    set.sources.push_back(cable({{0.0, 1.0}}));
    set.sources[1].at.x_m = 0.05;
    EXPECT_NE(refusal(set).find("overlap by 0.025 m"), std::string::npos);
    set.sources[1].at.x_m = 0.075;
    EXPECT_EQ(refusal(set), "accepted");
    set.sources[1].history = {{5.0, 1.0}, {5.0, 2.0}};
    EXPECT_NE(refusal(set).find("follow in time"), std::string::npos);
    set.sources[1].history.clear();
    EXPECT_NE(refusal(set).find("at least one heat"), std::string::npos);
    set.sources[1] = cable({{0.0, 1.0}});
    set.sources[1].at = {0.075, -1.0};
    EXPECT_NE(refusal(set).find("must be above 0"), std::string::npos);
    set.sources.pop_back();
    set.sources[0].repeat_every_h = 1e-9;
    EXPECT_NE(refusal(set).find("too many steps"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::influence
