#pragma once

#include "exchange/json_document.h"
#include "influence/cables/cable_circuit.h"
#include "influence/cables/cable_result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// Reads the block `cables` of a section file (docs/formats/section/cables.md). Throws ReadFailure.
std::vector<influence::CableCircuit> read_cables(const JsonValue& block, const std::string& file);

/// The results as the block `cables` of a result document, in the same order.
nlohmann::ordered_json write_cables(const std::vector<influence::CableResult>& results);

}  // namespace maaiveld::exchange
