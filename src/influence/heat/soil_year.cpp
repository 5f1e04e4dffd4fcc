#include "influence/heat/soil_year.h"

#include "influence/heat/input_check.h"

#include <Eigen/Dense>

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr double kDay_s = 86400.0;
constexpr double kTurn_day = 2.0 * pi / kYear_days;  ///< radians per day
constexpr std::array<int, 13> kMonthStart{0,   31,  59,  90,  120, 151, 181,
                                          212, 243, 273, 304, 334, 365};

/// How the wave at a depth lags behind the given year, days, and what is left of its amplitude.
struct Damping {
    double factor = 1.0;
    double lag_days = 0.0;
};

Damping damping(double diffusivity_m2_s, double depth_m, double film_length_m) {
    const double d = damping_depth_m(diffusivity_m2_s);
    // Under a film the ground's surface has amplitude A / |1 + (1 + i) film / d|.
    const double film = film_length_m / d;
    const double film_factor = 1.0 / std::hypot(1.0 + film, film);
    const double film_phase = std::atan2(film, 1.0 + film);
    return {film_factor * std::exp(-depth_m / d), (depth_m / d + film_phase) / kTurn_day};
}

double folded_day(double day) {
    const double rest = std::fmod(day, kYear_days);
    return rest < 0.0 ? rest + kYear_days : rest;
}

/// Means of 1, cos and sin of the year over an interval.
Eigen::Vector3d basis(const IntervalMean& m) {
    const double width = kTurn_day * (m.to_day - m.from_day);
    const double half = 0.5 * width;
    const double middle = 0.5 * kTurn_day * (m.from_day + m.to_day);
    const double flattening = half > 1e-6 ? std::sin(half) / half : 1.0;
    return {1.0, flattening * std::cos(middle), flattening * std::sin(middle)};
}

std::optional<std::string> fault_of(std::span<const IntervalMean> series) {
    double covered_days = 0.0;
    InputCheck check;
    for (const IntervalMean& m : series) {
        check.temperature("values_C", m.mean_C)
            .require(m.to_day > m.from_day, "an interval of the series has no length");
        covered_days += m.to_day - m.from_day;
    }
    check.require(covered_days >= kYear_days - 1e-6,
                  fmt::format("the series covers {:g} days; a year of {:g} is needed to tell mean "
                              "from amplitude",
                              covered_days, kYear_days));
    return check.fault();
}

DepthTemperature at_depth(const SoilTemperatureResult& ground, double depth_m, double film_length_m,
                          const std::vector<double>& days) {
    DepthTemperature at;
    at.depth_m = depth_m;
    at.year = year_at_depth(ground.surface, ground.diffusivity_m2_s, depth_m, film_length_m);
    at.lag_days = damping(ground.diffusivity_m2_s, depth_m, film_length_m).lag_days;
    for (int month = 0; month < 12; ++month)
        at.months_C.push_back(month_mean_C(at.year, month));
    for (const double day : days) {
        at.days.push_back({day, undisturbed_C(ground.surface, ground.diffusivity_m2_s, depth_m, day,
                                              film_length_m)});
    }
    return at;
}

/// lambda R0 of the film above the ground; soil is only asked for when there is a film.
base::Result<double> film_length_m(const model::SoilProfile& soil, const GroundSurface& surface,
                                   const GroundChoice& choice, const std::string& where) {
    const bool chosen = choice.surface_resistance_m2K_W.has_value();
    if (chosen ? *choice.surface_resistance_m2K_W == 0.0 : !surface.film_W_m2K) return 0.0;
    const auto ground = uniform_ground(soil, surface, choice, where);
    if (!ground) return tl::unexpected(ground.error());
    return ground->added_depth_m();
}

/// Fills in the year at the surface: given, fitted, or the section's.
base::Result<FittedYear> year_of(const GroundSurface& surface, const SoilTemperature& wanted,
                                 const std::string& where) {
    if (wanted.year) return FittedYear{*wanted.year, 0.0};
    if (wanted.series) {
        return fitted_year(interval_means(wanted.series->interval, wanted.series->values_C), where);
    }
    if (surface.year) return FittedYear{*surface.year, 0.0};
    return base::bad_input(
        "the section's `surface` has no `year`; give one there, or `year` or `series` here", where);
}

/// So many damping depths down, even the lag is no longer a number of use.
std::optional<std::string> range_fault(const SoilTemperature& wanted, double diffusivity_m2_s) {
    InputCheck check;
    for (const double depth_m : wanted.depths_m) {
        check.require(depth_m < 1e9 * damping_depth_m(diffusivity_m2_s),
                      "`depths_m` lies more than 1e9 damping depths down");
    }
    return check.fault();
}

base::Result<SoilTemperatureResult> assess(const model::SoilProfile& soil,
                                           const GroundSurface& surface,
                                           const SoilTemperature& wanted) {
    const std::string where = fmt::format("soil temperature `{}`", wanted.id);
    if (const auto fault = fault_of(wanted)) return tl::unexpected(error_of(*fault, where));
    const auto diffusivity = uniform_diffusivity(soil, wanted.ground, where);
    if (!diffusivity) return tl::unexpected(diffusivity.error());
    if (const auto fault = range_fault(wanted, *diffusivity)) {
        return tl::unexpected(error_of(*fault, where));
    }
    const auto film_m = film_length_m(soil, surface, wanted.ground, where);
    if (!film_m) return tl::unexpected(film_m.error());
    const auto fit = year_of(surface, wanted, where);
    if (!fit) return tl::unexpected(fit.error());

    SoilTemperatureResult result;
    result.id = wanted.id;
    result.diffusivity_m2_s = *diffusivity;
    result.damping_depth_m = damping_depth_m(*diffusivity);
    result.surface = fit->year;
    if (!wanted.year && wanted.series) result.fit_residual_K = fit->residual_K;
    for (const double depth_m : wanted.depths_m)
        result.depths.push_back(at_depth(result, depth_m, *film_m, wanted.days));
    return result;
}

}  // namespace

double damping_depth_m(double diffusivity_m2_s) {
    return std::sqrt(kYear_days * kDay_s * diffusivity_m2_s / pi);
}

SurfaceYear year_at_depth(const SurfaceYear& surface, double diffusivity_m2_s, double depth_m,
                          double film_length_m) {
    const Damping damped = damping(diffusivity_m2_s, depth_m, film_length_m);
    return {surface.mean_C, surface.amplitude_K * damped.factor,
            folded_day(surface.coldest_day + damped.lag_days)};
}

double undisturbed_C(const SurfaceYear& surface, double diffusivity_m2_s, double depth_m,
                     double day, double film_length_m) {
    const SurfaceYear at = year_at_depth(surface, diffusivity_m2_s, depth_m, film_length_m);
    return at.mean_C - at.amplitude_K * std::cos(kTurn_day * (day - at.coldest_day));
}

int month_start_day(int month) {
    return kMonthStart.at(static_cast<std::size_t>(month));
}

double month_mean_C(const SurfaceYear& at_depth, int month) {
    const double from = month_start_day(month) - at_depth.coldest_day;
    const double to = month_start_day(month + 1) - at_depth.coldest_day;
    const double mean_cosine =
        (std::sin(kTurn_day * to) - std::sin(kTurn_day * from)) / (kTurn_day * (to - from));
    return at_depth.mean_C - at_depth.amplitude_K * mean_cosine;
}

std::vector<IntervalMean> interval_means(Interval interval, std::span<const double> values_C) {
    std::vector<IntervalMean> means;
    means.reserve(values_C.size());
    double day = 0.0;
    for (std::size_t i = 0; i < values_C.size(); ++i) {
        const int month = static_cast<int>(i % 12);
        double next = 0.0;
        if (interval == Interval::Month) {
            next = day + month_start_day(month + 1) - month_start_day(month);
        } else {
            next = static_cast<double>(i + 1) / (interval == Interval::Hour ? 24.0 : 1.0);
        }
        means.push_back({day, next, values_C[i]});
        day = next;
    }
    return means;
}

base::Result<FittedYear> fitted_year(std::span<const IntervalMean> series,
                                     const std::string& where) {
    if (const auto fault = fault_of(series)) return tl::unexpected(error_of(*fault, where));
    Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
    Eigen::Vector3d right = Eigen::Vector3d::Zero();
    for (const IntervalMean& m : series) {
        const Eigen::Vector3d row = basis(m);
        const double weight = m.to_day - m.from_day;
        normal += weight * row * row.transpose();
        right += weight * m.mean_C * row;
    }
    const Eigen::FullPivLU<Eigen::Matrix3d> solver{normal};
    if (solver.rcond() < 1e-9) {
        return base::bad_input(
            "the series cannot tell mean, amplitude and coldest day apart; "
            "give shorter intervals spread over the year",
            where);
    }
    const Eigen::Vector3d found = solver.solve(right);

    double squares = 0.0;
    double days = 0.0;
    for (const IntervalMean& m : series) {
        const double off_K = m.mean_C - found.dot(basis(m));
        squares += (m.to_day - m.from_day) * off_K * off_K;
        days += m.to_day - m.from_day;
    }
    FittedYear fit;
    fit.year.mean_C = found[0];
    fit.year.amplitude_K = std::hypot(found[1], found[2]);
    fit.year.coldest_day = folded_day(std::atan2(-found[2], -found[1]) / kTurn_day);
    fit.residual_K = std::sqrt(squares / days);
    return fit;
}

std::optional<std::string> fault_of(const SoilTemperature& wanted) {
    InputCheck check;
    check.part(fault_of(wanted.ground))
        .require(!wanted.depths_m.empty(), "there must be at least one depth");
    for (const double depth_m : wanted.depths_m)
        check.not_negative("depth_m", depth_m);
    for (const double day : wanted.days)
        check.finite("days", day);
    if (wanted.year) {
        check.temperature("mean_C", wanted.year->mean_C)
            .not_negative("amplitude_K", wanted.year->amplitude_K)
            .finite("coldest_day", wanted.year->coldest_day)
            .temperature("mean_C - amplitude_K", wanted.year->mean_C - wanted.year->amplitude_K);
    }
    check.require(!(wanted.year && wanted.series), "give either `year` or `series`, not both");
    return check.fault();
}

base::Result<std::vector<SoilTemperatureResult>> assess_soil_temperatures(
    const model::SoilProfile& soil, const GroundSurface& surface,
    const std::vector<SoilTemperature>& wanted) {
    std::vector<SoilTemperatureResult> results;
    for (const SoilTemperature& one : wanted) {
        auto result = assess(soil, surface, one);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
