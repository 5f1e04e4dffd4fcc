#include "influence/street/calibration_model.h"

#include "influence/heat/column.h"
#include "influence/heat/soil_year.h"
#include "influence/street/source_lag.h"
#include "influence/street/street_heat.h"
#include "influence/street/wave_reaction.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr std::size_t kMoments = 24;
/// Tops of the hats that make up an unknown start, metres below the surface; the last one goes on.
constexpr std::array kStartKnots_m{0.15, 0.4, 0.8, 1.4, 2.4, 4.0, 7.0};

using Eigen::Index;
using Rows = std::vector<std::vector<double>>;

/// The unknowns by name.
struct Values {
    const std::vector<FreeParameter>& free;
    const Eigen::VectorXd& at;

    double of(const std::string& name, double otherwise) const {
        for (std::size_t i = 0; i < free.size(); ++i) {
            if (free[i].name == name) return free[i].natural(at(static_cast<Index>(i)));
        }
        return otherwise;
    }
};

/// The year above a film that makes `surface` below it: Kusuda's wave run backwards.
SurfaceYear above_film(const SurfaceYear& surface, double diffusivity_m2_s, double film_length_m) {
    const SurfaceYear below = year_at_depth({0.0, 1.0, 0.0}, diffusivity_m2_s, 0.0, film_length_m);
    return {surface.mean_C, surface.amplitude_K / below.amplitude_K,
            surface.coldest_day - below.coldest_day};
}

/// The surface's own year, for a model without a driver.
SurfaceYear harmonic_surface(const CalibrationModel& model, const Values& values) {
    const SurfaceYear& start = model.driver_year;
    return {values.of("surface_mean_C", start.mean_C),
            values.of("surface_amplitude_K", start.amplitude_K),
            values.of("coldest_day", start.coldest_day)};
}

Assumptions assumptions_at(const CalibrationModel& model, const Values& values) {
    Assumptions a = model.likeliest;
    a.conductivity_W_mK = values.of("conductivity_W_mK", a.conductivity_W_mK);
    const double diffusivity = values.of("diffusivity_m2_s", a.diffusivity_m2_s());
    a.heat_capacity_J_m3K = a.conductivity_W_mK / diffusivity;
    a.film_m2K_W = values.of("film_m2K_W", a.film_m2K_W);
    if (model.kind == SurfaceDriver::AirReadings) {
        a.year = model.driver_year;
        a.year.mean_C += values.of("air_offset_K", 0.0);
    } else {
        a.year = above_film(harmonic_surface(model, values), diffusivity,
                            a.conductivity_W_mK * a.film_m2K_W);
    }
    return a;
}

double moment_day(std::size_t moment) {
    return static_cast<double>(moment) * kYear_days / static_cast<double>(kMoments);
}

/// The places of all sensors, and after them the surface above each.
std::vector<Place> places_of(const CalibrationModel& model) {
    std::vector<Place> places;
    for (const Sensor& sensor : model.sensors)
        places.push_back({-sensor.offset_m, sensor.depth_m});
    for (const Sensor& sensor : model.sensors)
        places.push_back({-sensor.offset_m, 0.0});
    return places;
}

/// What the bodies do to the yearly wave by being no soil.
double reactions_K(const StreetHeat& heat, double day, const Place& place) {
    constexpr double kApart_m = 1e-3;
    double sum_K = 0.0;
    for (const HeatBody& body : heat.bodies()) {
        const double above_C = heat.undisturbed_C(body.at.depth_m - kApart_m, day);
        const double below_C = heat.undisturbed_C(body.at.depth_m + kApart_m, day);
        sum_K += reaction_K(body, heat.soil().layers.front().conductivity_W_mK,
                            (below_C - above_C) / (2.0 * kApart_m), place);
    }
    return sum_K;
}

/// Rises at all places through the year, one row per moment, delay and reaction included.
base::Result<Eigen::MatrixXd> yearly_rises(const StreetHeat& heat,
                                           const std::vector<Place>& places) {
    Eigen::MatrixXd rises(kMoments, static_cast<Index>(places.size()));
    SourcesInYear year;
    for (std::size_t m = 0; m < kMoments; ++m) {
        const auto now = heat.moment(moment_day(m), places);
        if (!now) return tl::unexpected(now.error());
        const auto row = static_cast<Index>(m);
        for (std::size_t i = 0; i < places.size(); ++i)
            rises(row, static_cast<Index>(i)) =
                now->rises_K[i] + reactions_K(heat, moment_day(m), places[i]);
        year.sources = now->sources;
        if (m == 0) year.heat_W_m.resize(kMoments, static_cast<Index>(now->sources.size()));
        for (std::size_t s = 0; s < now->sources.size(); ++s)
            year.heat_W_m(row, static_cast<Index>(s)) = now->sources[s].heat_W_m;
    }
    year.resistance_K_m_W = heat.resistance_K_m_W();
    const Assumptions& a = heat.assumptions();
    rises += lag_K(year, places,
                   {a.conductivity_W_mK, a.diffusivity_m2_s(), a.conductivity_W_mK * a.film_m2K_W});
    return rises;
}

/// Kelvin above undisturbed ground by the street's sources, per sensor at kMoments of the year.
/// Under a measured surface only what they add to the surface's own rise, which it measured.
base::Result<Rows> rises_K(const CalibrationModel& model, const Assumptions& a) {
    Rows rises(model.sensors.size(), std::vector<double>(kMoments, 0.0));
    if (!model.has_sources) return rises;
    const auto heat =
        StreetHeat::build(model.street, model.catalogue, model.operation, a, model.station_m);
    if (!heat) return tl::unexpected(heat.error());
    const auto yearly = yearly_rises(*heat, places_of(model));
    if (!yearly) return tl::unexpected(yearly.error());
    const bool measured_surface = model.kind == SurfaceDriver::SurfaceReadings;
    for (std::size_t i = 0; i < rises.size(); ++i) {
        for (std::size_t m = 0; m < kMoments; ++m) {
            rises[i][m] = (*yearly)(static_cast<Index>(m), static_cast<Index>(i));
            if (measured_surface)
                rises[i][m] -=
                    (*yearly)(static_cast<Index>(m), static_cast<Index>(rises.size() + i));
        }
    }
    return rises;
}

/// A yearly course of values at equal distances, joined by straight lines.
double course_at(const std::vector<double>& course, double hour) {
    const auto n = static_cast<std::ptrdiff_t>(course.size());
    const double place = hour / (24.0 * kYear_days) * static_cast<double>(n);
    const double below = std::floor(place);
    const auto first = ((static_cast<std::ptrdiff_t>(below) % n) + n) % n;
    const double from = course[static_cast<std::size_t>(first)];
    const double to = course[static_cast<std::size_t>((first + 1) % n)];
    return from + (place - below) * (to - from);
}

/// The value of an hourly series between two hours; its ends go on.
double hourly_at(const std::vector<double>& series, double hour) {
    const double place = std::clamp(hour, 0.0, static_cast<double>(series.size() - 1));
    const auto before = static_cast<std::size_t>(place);
    const std::size_t after = std::min(before + 1, series.size() - 1);
    return series[before] +
           (place - static_cast<double>(before)) * (series[after] - series[before]);
}

std::vector<double> depths_of(const CalibrationModel& model) {
    std::vector<double> depths_m;
    for (const Sensor& sensor : model.sensors)
        depths_m.push_back(sensor.depth_m);
    return depths_m;
}

GroundColumn column_of(const CalibrationModel& model, const Assumptions& a) {
    const bool film = model.kind == SurfaceDriver::AirReadings;
    return {a.diffusivity_m2_s(), film ? a.conductivity_W_mK * a.film_m2K_W : 0.0};
}

/// Undisturbed ground at every sensor, hour by hour from the driver's first on.
Rows driven_C(const CalibrationModel& model, const Assumptions& a, double offset_K) {
    const GroundColumn column = column_of(model, a);
    std::vector<double> driver_C = model.driver.values_C;
    for (double& value : driver_C)
        value += offset_K;
    SurfaceYear year = model.driver_year;
    year.mean_C += offset_K;
    const double first_day = model.driver.first_hour / 24.0;
    const auto depths_m = depths_of(model);
    return column_temperatures(column, driver_C, depths_m, [&](double depth_m) {
        return undisturbed_C(year, column.diffusivity_m2_s, depth_m, first_day,
                             column.film_length_m);
    });
}

/// One value per reading, in the order of `measured_C`.
template <class Value>
Eigen::VectorXd per_reading(const CalibrationModel& model, const Value& value) {
    std::vector<double> values;
    for (std::size_t i = 0; i < model.sensors.size(); ++i) {
        for (const SensorReading& reading : model.sensors[i].readings)
            values.push_back(value(i, reading));
    }
    return Eigen::Map<Eigen::VectorXd>(values.data(), static_cast<Index>(values.size()));
}

double hat(std::size_t knot, double depth_m) {
    const double here = kStartKnots_m[knot];
    if (depth_m <= here) {
        if (knot == 0) return 1.0;
        const double above = kStartKnots_m[knot - 1];
        return std::max(0.0, (depth_m - above) / (here - above));
    }
    if (knot + 1 == kStartKnots_m.size()) return 1.0;
    const double below = kStartKnots_m[knot + 1];
    return std::max(0.0, (below - depth_m) / (below - here));
}

}  // namespace

Eigen::VectorXd measured_C(const CalibrationModel& model) {
    return per_reading(model, [](std::size_t, const SensorReading& r) { return r.temperature_C; });
}

base::Result<Eigen::VectorXd> computed_C(const CalibrationModel& model,
                                         const std::vector<FreeParameter>& free,
                                         const Eigen::VectorXd& at) {
    const Values values{free, at};
    const Assumptions a = assumptions_at(model, values);
    const auto rises = rises_K(model, a);
    if (!rises) return tl::unexpected(rises.error());
    if (model.kind == SurfaceDriver::HarmonicYear) {
        const SurfaceYear surface = harmonic_surface(model, values);
        std::vector<SurfaceYear> years;
        for (const Sensor& sensor : model.sensors)
            years.push_back(year_at_depth(surface, a.diffusivity_m2_s(), sensor.depth_m));
        return per_reading(model, [&](std::size_t i, const SensorReading& r) {
            const double phase =
                2.0 * std::numbers::pi * (r.hour / 24.0 - years[i].coldest_day) / kYear_days;
            return years[i].mean_C - years[i].amplitude_K * std::cos(phase) +
                   course_at((*rises)[i], r.hour);
        });
    }
    const Rows ground = driven_C(model, a, values.of("air_offset_K", 0.0));
    const double late_h = values.of("driver_lag_h", 0.0);
    return per_reading(model, [&](std::size_t i, const SensorReading& r) {
        return hourly_at(ground[i], r.hour - late_h - model.driver.first_hour) +
               course_at((*rises)[i], r.hour);
    });
}

Eigen::MatrixXd start_columns(const CalibrationModel& model, const std::vector<FreeParameter>& free,
                              const Eigen::VectorXd& at) {
    const GroundColumn column = column_of(model, assumptions_at(model, {free, at}));
    const std::vector<double> still(model.driver.values_C.size(), 0.0);
    const auto depths_m = depths_of(model);
    Eigen::MatrixXd columns(measured_C(model).size(), static_cast<Index>(kStartKnots_m.size()));
    for (std::size_t k = 0; k < kStartKnots_m.size(); ++k) {
        const Rows ground = column_temperatures(column, still, depths_m,
                                                [k](double depth_m) { return hat(k, depth_m); });
        columns.col(static_cast<Index>(k)) =
            per_reading(model, [&](std::size_t i, const SensorReading& r) {
                return hourly_at(ground[i], r.hour - model.driver.first_hour);
            });
    }
    return columns;
}

}  // namespace maaiveld::influence
