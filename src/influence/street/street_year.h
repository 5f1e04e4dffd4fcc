#pragma once

#include "influence/street/street_heat.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::influence {

inline constexpr std::size_t kDays = 365;

/// The likeliest year, day by day: one row of kDays temperatures per object of the section.
base::Result<std::vector<std::vector<double>>> street_year(const StreetHeat& heat);

/// Hours of a periodic course above `limit`; the values stand at equal distances through a year of
/// 8760 h and are joined by straight lines.
double hours_above(std::span<const double> course, double limit);

/// What lies under a share of a sample.
struct Quantiles {
    double p5 = 0.0, p50 = 0.0, p95 = 0.0;
};
/// By linear interpolation between order statistics. Not for an empty sample.
Quantiles quantiles(std::vector<double> sample);

/// Share of the variance of an output that one parameter explains: the squared coefficient of a
/// linear regression on standardised inputs.
struct VarianceShare {
    std::string parameter;
    double share = 0.0;
    double slope = 0.0;  ///< output per unit of the parameter
};
struct VarianceShares {
    std::vector<VarianceShare> shares;  ///< largest first
    double explained = 0.0;             ///< R squared of the regression
};
/// `inputs` holds one row per draw. Parameters that do not vary are left out.
VarianceShares variance_shares(const std::vector<Parameter>& parameters,
                               const std::vector<std::vector<double>>& inputs,
                               const std::vector<double>& outputs);

struct BandOptions {
    std::size_t samples = 1000;
    std::uint64_t seed = 1;
    int threads = 0;
    std::function<void(double)> progress;
};

/// What the ranges of the parameters make of one object.
struct ObjectBand {
    std::string id;
    std::vector<Quantiles> months;  ///< temperature in the middle of each month
    Quantiles maximum;              ///< of the warmest moment of the year
    double maximum_mean_C = 0.0;
    double maximum_sigma_K = 0.0;
    std::vector<double> month_mean_C, month_sigma_K;
    std::optional<Quantiles> hours_above;     ///< the limit asked for
    std::optional<double> probability_above;  ///< that the year's maximum passes the limit
    std::optional<double> mean_hours_above;
    VarianceShares drivers;  ///< of the year's maximum
};

/// Latin-hypercube draws over the parameters of the street; the same bytes for any number of
/// threads. `limits_C` by object id. Errors as StreetHeat::build, of the first draw that fails.
base::Result<std::vector<ObjectBand>> street_band(const model::Street& street,
                                                  const model::Catalogue& catalogue,
                                                  const Operation& operation, double station_m,
                                                  const std::map<std::string, double>& limits_C,
                                                  const BandOptions& options);

}  // namespace maaiveld::influence
