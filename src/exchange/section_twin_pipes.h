#pragma once

#include "exchange/json_document.h"
#include "influence/heat/district.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `twin_pipes` of a section file (docs/formats/section/twin_pipes.md). Throws
/// ReadFailure.
std::vector<influence::TwinHeat> read_twin_pipes(const JsonValue& block, const std::string& file);

/// The same block of a result document.
nlohmann::ordered_json write_twin_pipes(const std::vector<influence::TwinHeatResult>& results);

}  // namespace maaiveld::exchange
