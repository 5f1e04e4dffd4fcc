#pragma once

#include "exchange/json_document.h"
#include "influence/heat/soil_year.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `soil_temperatures` of a section file (docs/formats/section/soil_temperatures.md).
/// Throws ReadFailure.
std::vector<influence::SoilTemperature> read_soil_temperatures(const JsonValue& block,
                                                               const std::string& file);

/// The same block of a result document.
nlohmann::ordered_json write_soil_temperatures(
    const std::vector<influence::SoilTemperatureResult>& results);

}  // namespace maaiveld::exchange
