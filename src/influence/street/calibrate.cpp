#include "influence/street/calibrate.h"

#include "influence/street/calibration_model.h"
#include "influence/street/driver_hours.h"
#include "influence/street/least_squares.h"
#include "influence/street/street_heat.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

constexpr double kLeastHours = 72.0;
/// Of sensors, until the first fit shows it.
constexpr double kUsualNoise_K = 0.3;
constexpr double kLeastNoise_K = 0.02;
/// Means of hours, moments at their ends, clocks: readings and driver are about this far apart, if
/// at all, and never farther than this.
constexpr double kClock_h = 0.5;
constexpr double kMostClock_h = 3.0;
/// How far from the yearly wave the ground may be at the start.
constexpr double kStart_K = 3.0;

/// Standard deviation of a triangular distribution.
double sigma_of(const Uncertain& range) {
    const double a = range.low, b = range.high, c = range.value;
    return std::sqrt(std::max(0.0, a * a + b * b + c * c - a * b - a * c - b * c) / 18.0);
}

std::optional<base::Error> fault_in(const Sensor& sensor) {
    const auto error = [&](std::string message) {
        return base::Error{base::ErrorCode::BadInput, std::move(message),
                           fmt::format("sensor `{}`", sensor.id)};
    };
    if (!(sensor.depth_m >= 0.0) || !std::isfinite(sensor.depth_m))
        return error(fmt::format("lies {} m deep; it must be below the surface", sensor.depth_m));
    if (!std::isfinite(sensor.offset_m)) return error("`offset_m` is not a number");
    for (const SensorReading& r : sensor.readings) {
        if (!std::isfinite(r.hour) || !std::isfinite(r.temperature_C) || r.temperature_C < -273.15)
            return error(
                fmt::format("reads {} C at hour {}; that cannot be", r.temperature_C, r.hour));
    }
    return std::nullopt;
}

void sort_by_hour(std::vector<SensorReading>& readings) {
    std::stable_sort(readings.begin(), readings.end(),
                     [](const auto& a, const auto& b) { return a.hour < b.hour; });
}

/// The log by hour, or what is impossible in it.
base::Result<SensorLog> checked(SensorLog log) {
    if (log.sensors.empty())
        return base::bad_input("holds no sensor below the surface", "sensor log");
    for (const Sensor& sensor : log.sensors) {
        if (auto fault = fault_in(sensor)) return tl::unexpected(*fault);
    }
    if (auto fault = fault_in({"air", 0.0, 0.0, log.air})) return tl::unexpected(*fault);
    if (auto fault = fault_in({"surface", 0.0, 0.0, log.surface})) return tl::unexpected(*fault);
    sort_by_hour(log.air);
    sort_by_hour(log.surface);
    for (Sensor& sensor : log.sensors)
        sort_by_hour(sensor.readings);
    return log;
}

void choose_driver(CalibrationModel& model, const SensorLog& log, Calibration& result) {
    model.driver_year = model.likeliest.year;
    const auto surface = hourly_driver(log.surface);
    const auto air = hourly_driver(log.air);
    if (surface || air) {
        model.kind = surface ? SurfaceDriver::SurfaceReadings : SurfaceDriver::AirReadings;
        model.driver = surface ? *surface : *air;
        model.driver_year = yearly_wave(model.driver, model.likeliest.year);
    } else if (!log.surface.empty() || !log.air.empty()) {
        result.notes.push_back(
            "the driver has gaps of more than half a day: a harmonic year was fitted");
    }
    result.driver = model.kind;
}

/// Keeps the readings that fall within the driver's hours.
void cut_to_driver(CalibrationModel& model) {
    if (model.kind == SurfaceDriver::HarmonicYear) return;
    for (Sensor& sensor : model.sensors) {
        std::erase_if(sensor.readings, [&](const SensorReading& r) {
            return r.hour < model.driver.first_hour || r.hour > model.driver.last_hour();
        });
    }
}

base::Result<void> check_readings(const CalibrationModel& model) {
    double first = std::numeric_limits<double>::infinity();
    double last = -first;
    for (const Sensor& sensor : model.sensors) {
        if (sensor.readings.empty()) {
            return base::bad_input("has no reading at hours that can be computed",
                                   fmt::format("sensor `{}`", sensor.id));
        }
        first = std::min(first, sensor.readings.front().hour);
        last = std::max(last, sensor.readings.back().hour);
    }
    if (last - first >= kLeastHours) return {};
    return base::bad_input("the log covers less than three days; ground cannot be told from that",
                           "sensor log");
}

/// Sources of the section, and sensors that cannot be where they are said to be.
base::Result<void> look_at_section(CalibrationModel& model) {
    const auto heat = StreetHeat::build(model.street, model.catalogue, model.operation,
                                        model.likeliest, model.station_m);
    if (!heat) return tl::unexpected(heat.error());
    for (const SectionObject& object : heat->objects()) {
        const bool source = object.role == HeatRole::Held || object.role == HeatRole::Cable;
        model.has_sources = model.has_sources || source;
        if (!object.body) continue;
        for (const Sensor& sensor : model.sensors) {
            const double distance_m =
                std::hypot(object.at.x_m + sensor.offset_m, object.at.depth_m - sensor.depth_m);
            if (distance_m >= 0.5 * object.outer_diameter_m) continue;
            return base::bad_input(fmt::format("lies inside `{}`", object.id),
                                   fmt::format("sensor `{}`", sensor.id));
        }
    }
    return {};
}

std::vector<FreeParameter> ground_parameters(const CalibrationModel& model) {
    const Assumptions& a = model.likeliest;
    std::vector<FreeParameter> free{{"conductivity_W_mK", true, a.conductivity_W_mK, 1e-3},
                                    {"diffusivity_m2_s", true, a.diffusivity_m2_s(), 1e-3}};
    if (model.kind == SurfaceDriver::HarmonicYear) {
        free.push_back({"surface_mean_C", false, a.year.mean_C, 1e-2});
        free.push_back({"surface_amplitude_K", true, std::max(0.1, a.year.amplitude_K), 1e-3});
        free.push_back({"coldest_day", false, a.year.coldest_day, 0.1});
    }
    return free;
}

FitProblem problem_of(const CalibrationModel& model) {
    FitProblem problem;
    problem.parameters = ground_parameters(model);
    if (model.kind == SurfaceDriver::AirReadings)
        problem.parameters.push_back({"air_offset_K", false, 0.0, 1e-2});
    problem.wanted = measured_C(model);
    problem.nuisance_weight = kUsualNoise_K / kStart_K;
    return problem;
}

/// Lets the problem's functions see its own parameters.
base::Result<Fit> solved(const CalibrationModel& model, FitProblem& problem) {
    problem.computed = [&](const Eigen::VectorXd& at) {
        return computed_C(model, problem.parameters, at);
    };
    if (model.kind != SurfaceDriver::HarmonicYear) {
        problem.nuisance = [&](const Eigen::VectorXd& at) {
            return start_columns(model, problem.parameters, at);
        };
    }
    return least_squares(problem);
}

double rms_of(const Eigen::VectorXd& residual) {
    return std::sqrt(residual.squaredNorm() / static_cast<double>(residual.size()));
}

/// Adds what is known beforehand and can be told only near the solution: the clock of the driver,
/// and the film, within the range of the profile, beside heat sources.
void add_known_before(const CalibrationModel& model, const Fit& fit, FitProblem& problem) {
    const double noise_K = std::max(kLeastNoise_K, rms_of(fit.residual)) *
                           std::sqrt(readings_together(model.sensors, fit.residual));
    if (model.kind != SurfaceDriver::HarmonicYear) {
        problem.parameters.push_back(
            {"driver_lag_h", false, 0.0, 1e-2, -kMostClock_h, kMostClock_h, noise_K / kClock_h});
    }
    const double sigma = sigma_of(model.operation.surface_film_m2K_W);
    if (!model.has_sources || sigma <= 0.0) return;
    constexpr double kNoMost = std::numeric_limits<double>::infinity();
    problem.parameters.push_back(
        {"film_m2K_W", false, model.likeliest.film_m2K_W, 1e-3, 0.0, kNoMost, noise_K / sigma});
}

base::Result<Fit> fitted(const CalibrationModel& model, FitProblem& problem) {
    auto fit = solved(model, problem);
    if (!fit) return fit;
    const std::size_t before = problem.parameters.size();
    for (std::size_t p = 0; p < before; ++p) {
        problem.begin.push_back(
            problem.parameters[p].natural(fit->at(static_cast<Eigen::Index>(p))));
    }
    add_known_before(model, *fit, problem);
    if (problem.parameters.size() == before) return fit;
    auto all = solved(model, problem);
    if (all) all->rounds += fit->rounds;
    return all;
}

void note_film(const CalibrationModel& model, Calibration& result) {
    if (model.has_sources || model.kind != SurfaceDriver::AirReadings) return;
    result.notes.push_back(fmt::format(
        "conductivity rests on an assumed film of {:.4f} m2K/W: without heat sources only their "
        "product can be read from air and ground",
        model.likeliest.film_m2K_W));
}

void add_parameters(const FitProblem& problem, const Fit& fit, Calibration& result) {
    const auto known = knowledge_of(problem, fit);
    for (std::size_t p = 0; p < known.size(); ++p) {
        const FreeParameter& free = problem.parameters[p];
        result.parameters.push_back(
            {free.name, free.start, free.natural(fit.at(static_cast<Eigen::Index>(p))),
             known[p].standard_error, known[p].determined, known[p].together_with});
    }
}

/// Diffusivity known and conductivity not: twice both leaves every temperature as it is.
void name_heat_capacity(Calibration& result) {
    FittedParameter& conductivity = result.parameters[0];
    if (conductivity.determined || !result.parameters[1].determined) return;
    conductivity.together_with = "heat_capacity_J_m3K";
    result.notes.push_back(
        "conductivity and heat capacity cannot be told apart by these readings, only their ratio, "
        "the diffusivity: that takes a heat source of known temperature, or air above a known "
        "film");
}

void add_sensor_fits(const CalibrationModel& model, const Fit& fit, Calibration& result) {
    Eigen::Index row = 0;
    for (const Sensor& sensor : model.sensors) {
        const auto count = static_cast<Eigen::Index>(sensor.readings.size());
        const auto part = fit.residual.segment(row, count);
        result.sensors.push_back({sensor.id, sensor.depth_m, sensor.readings.size(), part.mean(),
                                  std::sqrt(part.squaredNorm() / static_cast<double>(count))});
        row += count;
    }
}

void add_quality(const FitProblem& problem, const Fit& fit, Calibration& result) {
    const Eigen::VectorXd& wanted = problem.wanted;
    const double spread = (wanted.array() - wanted.mean()).matrix().squaredNorm();
    result.rounds = fit.rounds;
    result.rms_K = rms_of(fit.residual);
    result.explained = spread > 0.0 ? 1.0 - fit.residual.squaredNorm() / spread : 0.0;
}

}  // namespace

const FittedParameter* Calibration::find(const std::string& name) const {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const FittedParameter& p) { return p.name == name; });
    return found == parameters.end() ? nullptr : &*found;
}

base::Result<Calibration> calibrate(const model::Street& street, const model::Catalogue& catalogue,
                                    const Operation& operation, double station_m,
                                    const SensorLog& given) {
    const auto log = checked(given);
    if (!log) return tl::unexpected(log.error());
    Calibration result;
    CalibrationModel model{street, catalogue, operation, station_m, log->sensors, {}, {}, {}, {}};
    model.likeliest = likeliest(parameters_of(operation, street), operation);
    if (auto fine = look_at_section(model); !fine) return tl::unexpected(fine.error());
    result.has_sources = model.has_sources;
    choose_driver(model, *log, result);
    cut_to_driver(model);
    if (auto fine = check_readings(model); !fine) return tl::unexpected(fine.error());
    FitProblem problem = problem_of(model);
    const auto fit = fitted(model, problem);
    if (!fit) return tl::unexpected(fit.error());
    add_parameters(problem, *fit, result);
    note_film(model, result);
    name_heat_capacity(result);
    add_sensor_fits(model, *fit, result);
    add_quality(problem, *fit, result);
    return result;
}

}  // namespace maaiveld::influence
