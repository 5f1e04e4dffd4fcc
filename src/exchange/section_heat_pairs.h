#pragma once

#include "exchange/json_document.h"
#include "influence/heat/district.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `heat_pairs` of a section file (docs/formats/section/heat_pairs.md). Throws
/// ReadFailure.
std::vector<influence::HeatPair> read_heat_pairs(const JsonValue& block, const std::string& file);

/// The same block of a result document.
nlohmann::ordered_json write_heat_pairs(const std::vector<influence::HeatPairResult>& results);

/// Shape factors, U1, U2 and heats of one order; `twin_pipes` writes them alike.
nlohmann::ordered_json shape_json(const influence::ShapeResult& result);

}  // namespace maaiveld::exchange
