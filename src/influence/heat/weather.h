#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Measured hours, one after another; the first begins on 1 January 00:00.
struct HourlyWeather {
    std::vector<double> air_temperature_C;
    std::vector<double> global_radiation_W_m2;  ///< as long as the air's, or empty
    std::vector<double> wind_m_s;               ///< as long as the air's, or empty

    std::size_t hours() const { return air_temperature_C.size(); }
};

/// How weather acts on the finished surface. Defaults: air temperature alone.
struct SurfaceExchange {
    double absorptivity = 0.0;          ///< share of the sun's radiation that the surface keeps
    double longwave_loss_W_m2 = 0.0;    ///< net loss to the sky
    double film_W_m2K = 0.0;            ///< at no wind; needed as soon as one of the above is set
    double film_per_wind_Ws_m3K = 0.0;  ///< added per m/s of wind
};

/// Impossible numbers or lengths that differ, or nothing.
std::optional<std::string> fault_of(const HourlyWeather& weather);
std::optional<std::string> fault_of(const SurfaceExchange& exchange);

/// The temperature that an air without sun would need to heat the surface as much, per hour:
/// T_air + (absorptivity G - loss) / (film + film_per_wind v) (sol-air temperature, ASHRAE).
std::vector<double> sol_air_C(const HourlyWeather& weather, const SurfaceExchange& exchange);

/// Mean and first yearly harmonic (least squares) of hourly values that begin on 1 January.
/// Shorter than 300 days: the mean alone.
SurfaceYear harmonic_year(const std::vector<double>& hourly_C);

}  // namespace maaiveld::influence
