#pragma once

#include "base/error.h"
#include "influence/heat/weather.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads hourly weather (UTF-8, comma separated): header with `air_temperature_C`, optional
/// `global_radiation_W_m2`, `wind_m_s`, and `hour` (0, 1, 2, ...) or `time`
/// (2016-01-01T00:00, hour by hour); other columns are ignored. Errors name file and line: gaps,
/// hours out of order, values no weather has.
base::Result<influence::HourlyWeather> read_weather_csv(const std::filesystem::path& path);

}  // namespace maaiveld::exchange
