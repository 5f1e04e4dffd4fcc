#pragma once

// Synthetic sensor logs, made without anything that the fit uses: a fine explicit finite-difference
// column, and tier-2 finite volumes for streets with a heat pipe.

#include "influence/heat/heat_section.h"
#include "influence/street/calibrate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace maaiveld::influence::logs {

inline constexpr int kHours = 8760;

/// What was planted.
struct Truth {
    double conductivity_W_mK = 1.3;
    double diffusivity_m2_s = 6.5e-7;
    double film_m2K_W = 0.0685;
    SurfaceYear year{11.0, 8.0, 20.0};
    double daily_K = 4.0;
    double weather_K = 2.5;  ///< standard deviation, with a memory of three days

    double heat_capacity_J_m3K() const { return conductivity_W_mK / diffusivity_m2_s; }
};

inline double wave(const SurfaceYear& year, double day) {
    return year.mean_C -
           year.amplitude_K * std::cos(2.0 * std::numbers::pi * (day - year.coldest_day) / 365.0);
}

/// Air hour by hour: year, day and weather.
inline std::vector<double> air_of(const Truth& truth, unsigned seed) {
    std::mt19937 random{seed};
    std::normal_distribution<double> normal;
    std::vector<double> air;
    double weather_K = 0.0;
    const double keep = std::exp(-1.0 / 72.0);
    for (int hour = 0; hour < kHours; ++hour) {
        const double day = hour / 24.0;
        weather_K =
            keep * weather_K + truth.weather_K * std::sqrt(1.0 - keep * keep) * normal(random);
        air.push_back(wave(truth.year, day) -
                      truth.daily_K * std::cos(2.0 * std::numbers::pi * (day - 4.0 / 24.0)) +
                      weather_K);
    }
    return air;
}

/// Forward Euler on equal cells of 2 cm down to 16 m, 20 steps per hour, behind the film; the same
/// year runs once before the log begins. One row per depth.
inline std::vector<std::vector<double>> column_of(const Truth& truth,
                                                  const std::vector<double>& air,
                                                  const std::vector<double>& depths_m,
                                                  bool settled = true) {
    constexpr double kCell_m = 0.02;
    constexpr int kCells = 800;
    constexpr int kSteps = 20;
    const double ratio = truth.diffusivity_m2_s * 3600.0 / kSteps / (kCell_m * kCell_m);
    const double film_m = truth.conductivity_W_mK * truth.film_m2K_W;
    const double top = kCell_m / (0.5 * kCell_m + film_m);
    std::vector<double> T(kCells, truth.year.mean_C);
    std::vector<double> next = T;
    std::vector<std::vector<double>> rows(depths_m.size());
    const int hours = static_cast<int>(air.size());
    for (int hour = settled ? -hours : 0; hour < hours; ++hour) {
        const auto now = static_cast<std::size_t>((hour + hours) % hours);
        for (int step = 0; step < kSteps; ++step) {
            // Readings are the air's at the whole hour, straight lines between.
            const double share = (step + 0.5) / kSteps;
            const double before = air[now == 0 ? air.size() - 1 : now - 1];
            const double air_C = before + share * (air[now] - before);
            next[0] = T[0] + ratio * (top * (air_C - T[0]) + T[1] - T[0]);
            for (std::size_t i = 1; i + 1 < kCells; ++i)
                next[i] = T[i] + ratio * (T[i - 1] - 2.0 * T[i] + T[i + 1]);
            next[kCells - 1] = T[kCells - 1] + ratio * (T[kCells - 2] - T[kCells - 1]);
            T.swap(next);
        }
        if (hour < 0) continue;
        for (std::size_t d = 0; d < depths_m.size(); ++d) {
            const double place = depths_m[d] / kCell_m - 0.5;
            const auto i = static_cast<std::size_t>(std::max(0.0, place));
            rows[d].push_back(T[i] + (place - static_cast<double>(i)) * (T[i + 1] - T[i]));
        }
    }
    return rows;
}

/// Readings with noise, one sensor per row of temperatures.
inline std::vector<Sensor> read_by(const std::vector<std::vector<double>>& rows,
                                   const std::vector<double>& depths_m,
                                   const std::vector<double>& offsets_m, double noise_K,
                                   unsigned seed) {
    std::mt19937 random{seed};
    std::normal_distribution<double> noise{0.0, noise_K};
    std::vector<Sensor> sensors;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Sensor sensor{"S" + std::to_string(i), depths_m[i], offsets_m[i], {}};
        for (std::size_t h = 0; h < rows[i].size(); ++h)
            sensor.readings.push_back({static_cast<double>(h), rows[i][h] + noise(random)});
        sensors.push_back(std::move(sensor));
    }
    return sensors;
}

inline std::vector<SensorReading> series_of(const std::vector<double>& values) {
    std::vector<SensorReading> readings;
    for (std::size_t h = 0; h < values.size(); ++h)
        readings.push_back({static_cast<double>(h), values[h]});
    return readings;
}

/// What is assumed around the sensors; ground and film as given here.
inline Operation operation_with(double conductivity_W_mK, double diffusivity_m2_s,
                                const Uncertain& film_m2K_W) {
    Operation o;
    const double capacity = conductivity_W_mK / diffusivity_m2_s;
    o.conductivity_W_mK = {
        conductivity_W_mK, 0.5 * conductivity_W_mK, 2.0 * conductivity_W_mK, {}, {}};
    o.heat_capacity_J_m3K = {capacity, 0.7 * capacity, 1.4 * capacity, {}, {}};
    o.electrical_resistivity_ohm_m = Uncertain::exactly(100.0);
    o.surface_mean_C = {12.0, 11.0, 13.5, {}, {}};
    o.surface_amplitude_K = {9.0, 7.5, 10.5, {}, {}};
    o.coldest_day = 25.0;
    o.surface_film_m2K_W = film_m2K_W;
    o.insulation_conductivity_W_mK = Uncertain::exactly(0.028);
    return o;
}

inline const Uncertain kUsualFilm{0.0685, 0.05, 0.09, {}, {}};

inline model::Street bare_street() {
    model::Street street;
    street.axis = {{0.0, 0.0}, {50.0, 0.0}};
    return street;
}

/// Twelve monthly temperatures of a supply pipe.
inline const std::array<double, 12> kSupply_C{85, 83, 80, 75, 70, 70, 70, 70, 70, 75, 80, 84};

/// A preinsulated supply pipe 1.1 m deep and 0.4 m right of the axis.
inline model::Asset heat_pipe() {
    model::Asset pipe;
    pipe.id = "H-1";
    pipe.network = model::Network::Heat;
    pipe.outer_diameter_m = 0.14;
    pipe.axis = {{{0.0, -0.4, -1.1}, {}, {}}, {{50.0, -0.4, -1.1}, {}, {}}};
    pipe.attributes["carrier_outer_diameter_m"] = 0.0761;
    pipe.attributes["insulation_conductivity_W_mK"] = 0.027;
    pipe.attributes["role"] = std::string{"supply"};
    return pipe;
}

inline Operating supply() {
    Operating one;
    one.id = "heat-supply";
    one.network = model::Network::Heat;
    one.role = "supply";
    one.temperature_C = kSupply_C;
    one.shift_K = Uncertain::exactly(0.0);
    return one;
}

}  // namespace maaiveld::influence::logs
