// What the heat of a section costs: tier 1, a tier-2 year of hours, a thousand Monte Carlo draws.

#include "exchange/catalogue_file.h"
#include "exchange/operation_file.h"
#include "exchange/street_file.h"
#include "influence/heat/steady.h"
#include "influence/heat/transient.h"
#include "influence/heat/weather.h"
#include "influence/street/street_influence.h"

#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <limits>
#include <numbers>

namespace maaiveld {
namespace {

using influence::HeatBody;
using influence::HeatSection;

const std::filesystem::path kRoot{MAAIVELD_SOURCE_DIR};

template <class T>
T value_of(base::Result<T> result) {
    if (result) return std::move(*result);
    std::cerr << result.error().text() << '\n';
    std::exit(1);
}

HeatBody pipe(int number, double x_m, double depth_m) {
    HeatBody body;
    body.id = "P-" + std::to_string(number);
    body.at = {x_m, depth_m};
    body.inner_diameter_m = 0.06;
    body.rings = {{0.125, 0.03}};
    if (number % 3 == 0) {
        body.condition = influence::NoHeat{};
    } else if (number % 3 == 1) {
        body.condition = influence::HeldTemperature{70.0};
    } else {
        body.condition = influence::GivenHeat{12.0};
    }
    return body;
}

/// Twenty assets in two rows, as in a full street.
HeatSection full_street() {
    HeatSection section;
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = 1.6;
    layer.heat_capacity_J_m3K = 2.2e6;
    section.soil.layers = {layer};
    section.surface.temperature_C = 12.0;
    section.surface.film_W_m2K = 14.6;
    section.surface.year = influence::SurfaceYear{12.0, 9.0, 25.0};
    for (int i = 0; i < 20; ++i)
        section.bodies.push_back(pipe(i, 0.35 * (i % 10), i < 10 ? 0.7 : 1.1));
    return section;
}

void tier_1_section_of_20(benchmark::State& state) {
    const HeatSection section = full_street();
    for (auto _ : state)
        benchmark::DoNotOptimize(value_of(influence::solve_steady(section)));
}
BENCHMARK(tier_1_section_of_20)->Unit(benchmark::kMillisecond);

void tier_2_year_of_hours(benchmark::State& state) {
    const HeatSection section = full_street();
    const influence::VolumeOptions options;
    for (auto _ : state) {
        auto heat = value_of(influence::TransientHeat::build(section, options));
        heat.start_year(*section.surface.year, 0.0);
        if (!heat.use_step(3600.0, influence::TimeScheme::Bdf2)) std::exit(1);
        const auto values = heat.given_values();
        for (int hour = 1; hour <= 8760; ++hour) {
            const double day = hour / 24.0;
            const double air_C = 12.0 -
                                 9.0 * std::cos(2.0 * std::numbers::pi * (day - 25.0) / 365.0) -
                                 5.0 * std::cos(2.0 * std::numbers::pi * day);
            if (!heat.step(air_C, values)) std::exit(1);
        }
        benchmark::DoNotOptimize(heat.states().front().temperature_C);
        state.counters["cells"] = static_cast<double>(heat.cell_count());
    }
}
BENCHMARK(tier_2_year_of_hours)->Unit(benchmark::kSecond)->Iterations(1);

void monte_carlo_1000_sections(benchmark::State& state) {
    const auto catalogue = value_of(exchange::read_catalogue(kRoot / "profiles"));
    const auto operation = value_of(exchange::read_operation(kRoot / "profiles/influence/nl.json"));
    const auto street =
        value_of(exchange::read_street(kRoot / "models/vkls-leiden.street.json", catalogue));
    influence::BandOptions options;
    options.samples = 1000;
    options.threads = static_cast<int>(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            value_of(influence::street_band(street, catalogue, operation, 25.0, {}, options)));
    }
}
BENCHMARK(monte_carlo_1000_sections)
    ->Arg(1)
    ->Arg(2)
    ->ArgName("threads")
    ->Unit(benchmark::kSecond)
    ->Iterations(1)
    ->UseRealTime();

}  // namespace
}  // namespace maaiveld

BENCHMARK_MAIN();
