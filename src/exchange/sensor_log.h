#pragma once

#include "base/error.h"
#include "influence/street/sensor_log.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads a log of temperature sensors (UTF-8, comma separated; docs/formats/sensors.md): columns
/// `hour` (hours after 1 January 00:00) or `time` (2025-01-31T13:00), `sensor`, `depth_m`,
/// `temperature_C`, optional `offset_m`. Rows in any order; one reading per sensor and hour. The
/// sensor named `air` has no depth. Errors name file and line.
base::Result<influence::SensorLog> read_sensor_log(const std::filesystem::path& path);

}  // namespace maaiveld::exchange
