#include "influence/heat/weather.h"

#include <Eigen/Dense>

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kYear_h = 8760.0;
constexpr std::size_t kEnough_h = 300 * 24;

std::string refused(std::string_view key, std::size_t hour, double value) {
    return fmt::format("`{}` is {:g} in hour {}; no weather has that", key, value, hour);
}

std::string fault_in(std::string_view key, const std::vector<double>& values, double least,
                     double most) {
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (!(values[k] >= least && values[k] <= most)) return refused(key, k, values[k]);
    }
    return {};
}

}  // namespace

std::optional<std::string> fault_of(const HourlyWeather& weather) {
    if (weather.hours() == 0) return "there is no weather; give at least one hour";
    for (const auto* other : {&weather.global_radiation_W_m2, &weather.wind_m_s}) {
        if (!other->empty() && other->size() != weather.hours())
            return fmt::format("{} hours of air and {} of another column", weather.hours(),
                               other->size());
    }
    for (const std::string& fault :
         {fault_in("air_temperature_C", weather.air_temperature_C, -90.0, 65.0),
          fault_in("global_radiation_W_m2", weather.global_radiation_W_m2, -20.0, 1500.0),
          fault_in("wind_m_s", weather.wind_m_s, 0.0, 120.0)}) {
        if (!fault.empty()) return fault;
    }
    return std::nullopt;
}

std::optional<std::string> fault_of(const SurfaceExchange& exchange) {
    if (!(exchange.absorptivity >= 0.0 && exchange.absorptivity <= 1.0))
        return fmt::format("`absorptivity` is {:g}; it lies from 0 to 1", exchange.absorptivity);
    if (!std::isfinite(exchange.longwave_loss_W_m2)) return "`longwave_loss_W_m2` is not a number";
    if (!(exchange.film_W_m2K >= 0.0) || !std::isfinite(exchange.film_W_m2K))
        return fmt::format("`film_W_m2K` is {:g}; it must not be negative", exchange.film_W_m2K);
    if (!(exchange.film_per_wind_Ws_m3K >= 0.0) || !std::isfinite(exchange.film_per_wind_Ws_m3K))
        return fmt::format("`film_per_wind_Ws_m3K` is {:g}; it must not be negative",
                           exchange.film_per_wind_Ws_m3K);
    const bool radiates = exchange.absorptivity > 0.0 || exchange.longwave_loss_W_m2 != 0.0;
    if (radiates && !(exchange.film_W_m2K > 0.0))
        return "radiation needs `film_W_m2K` above 0 to become a temperature";
    return std::nullopt;
}

std::vector<double> sol_air_C(const HourlyWeather& weather, const SurfaceExchange& exchange) {
    std::vector<double> values = weather.air_temperature_C;
    if (!(exchange.film_W_m2K > 0.0)) return values;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const double wind = weather.wind_m_s.empty() ? 0.0 : weather.wind_m_s[k];
        const double sun =
            weather.global_radiation_W_m2.empty() ? 0.0 : weather.global_radiation_W_m2[k];
        values[k] += (exchange.absorptivity * sun - exchange.longwave_loss_W_m2) /
                     (exchange.film_W_m2K + exchange.film_per_wind_Ws_m3K * wind);
    }
    return values;
}

SurfaceYear harmonic_year(const std::vector<double>& hourly_C) {
    SurfaceYear year;
    const auto count = static_cast<double>(hourly_C.size());
    year.mean_C = 0.0;
    for (const double value : hourly_C)
        year.mean_C += value / count;
    if (hourly_C.size() < kEnough_h) return year;
    // Least squares for mean, cosine and sine; normal equations, since the series need not be
    // a whole number of years.
    Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
    Eigen::Vector3d right = Eigen::Vector3d::Zero();
    for (std::size_t k = 0; k < hourly_C.size(); ++k) {
        const double angle = 2.0 * std::numbers::pi * (static_cast<double>(k) + 0.5) / kYear_h;
        const Eigen::Vector3d row{1.0, std::cos(angle), std::sin(angle)};
        normal += row * row.transpose();
        right += row * hourly_C[k];
    }
    const Eigen::Vector3d fit = normal.ldlt().solve(right);
    year.mean_C = fit[0];
    year.amplitude_K = std::hypot(fit[1], fit[2]);
    // mean - amplitude cos(angle - coldest) = mean + fit1 cos + fit2 sin.
    const double coldest = std::atan2(-fit[2], -fit[1]) / (2.0 * std::numbers::pi) * 365.0;
    year.coldest_day = coldest < 0.0 ? coldest + 365.0 : coldest;
    return year;
}

}  // namespace maaiveld::influence
