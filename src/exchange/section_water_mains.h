#pragma once

#include "exchange/json_document.h"
#include "influence/water/water_main.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `water_mains` of a section file (docs/formats/section/water_mains.md). Throws
/// ReadFailure.
std::vector<influence::WaterMain> read_water_mains(const JsonValue& block, const std::string& file);

/// The same block of a result document.
nlohmann::ordered_json write_water_mains(const std::vector<influence::WaterMainResult>& results);

}  // namespace maaiveld::exchange
