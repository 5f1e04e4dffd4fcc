#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"
#include "influence/heat/uniform_ground.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::influence {

inline constexpr double kYear_days = 365.0;  ///< Kusuda's year, without leap days

/// Depth over which the year's wave falls by e: sqrt(P a / pi).
double damping_depth_m(double diffusivity_m2_s);

/// The year's wave at one depth: T(t) = mean - amplitude cos(2 pi (t - coldest day) / 365 d).
///
/// Kusuda & Achenbach (1965): amplitude falls as exp(-z/d) and the coldest day comes z/d * P/(2 pi)
/// later. With `film_length_m` = lambda / h > 0 the given year is that of the air: the film damps
/// and delays it once more (one-dimensional conduction under a linear film, exact).
SurfaceYear year_at_depth(const SurfaceYear& surface, double diffusivity_m2_s, double depth_m,
                          double film_length_m = 0.0);

/// Undisturbed ground at `day` (days after 1 January 00:00, any real number), C.
double undisturbed_C(const SurfaceYear& surface, double diffusivity_m2_s, double depth_m,
                     double day, double film_length_m = 0.0);

/// Day on which month 0..12 begins (12: the end of the year), without leap day.
int month_start_day(int month);

/// Mean of the undisturbed ground over month 0..11, C.
double month_mean_C(const SurfaceYear& at_depth, int month);

/// A temperature averaged from `from_day` to `to_day`.
struct IntervalMean {
    double from_day = 0.0;
    double to_day = 0.0;
    double mean_C = 0.0;
};

enum class Interval { Hour, Day, Month };

/// A series that begins on 1 January 00:00, one value per hour, day or month. Months are those of
/// a year of 365 days, repeated.
std::vector<IntervalMean> interval_means(Interval interval, std::span<const double> values_C);

struct FittedYear {
    SurfaceYear year;
    double residual_K = 0.0;  ///< root mean square of what the harmonic does not explain
};

/// The harmonic year that fits best (least squares, each value as a mean over its interval and
/// weighted by its length). An Error when the series is shorter than a year or cannot tell.
base::Result<FittedYear> fitted_year(std::span<const IntervalMean> series,
                                     const std::string& where);

/// A weather series instead of a harmonic year.
struct TemperatureSeries {
    Interval interval = Interval::Month;
    std::vector<double> values_C;
};

/// Undisturbed ground wanted at depths and days.
struct SoilTemperature {
    std::string id;
    std::vector<double> depths_m;
    std::vector<double> days;
    std::optional<SurfaceYear> year;          ///< else `series`, else the section's surface
    std::optional<TemperatureSeries> series;  ///< a harmonic year is fitted to it
    GroundChoice ground;                      ///< `temperature_C` is not used
};

std::optional<std::string> fault_of(const SoilTemperature& wanted);

struct DayTemperature {
    double day = 0.0;
    double temperature_C = 0.0;
};

struct DepthTemperature {
    double depth_m = 0.0;
    SurfaceYear year;              ///< at this depth
    double lag_days = 0.0;         ///< behind the given year, not folded into one year
    std::vector<double> months_C;  ///< twelve means
    std::vector<DayTemperature> days;
};

struct SoilTemperatureResult {
    std::string id;
    double diffusivity_m2_s = 0.0;
    double damping_depth_m = 0.0;
    SurfaceYear surface;
    std::optional<double> fit_residual_K;
    std::vector<DepthTemperature> depths;
};

/// Errors name the entry ("soil temperature `S`").
base::Result<std::vector<SoilTemperatureResult>> assess_soil_temperatures(
    const model::SoilProfile& soil, const GroundSurface& surface,
    const std::vector<SoilTemperature>& wanted);

}  // namespace maaiveld::influence
