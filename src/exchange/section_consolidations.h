#pragma once

#include "exchange/json_document.h"
#include "influence/settlement/consolidation.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `consolidations` of a section file (docs/formats/section/consolidations.md). Throws
/// ReadFailure.
std::vector<influence::Consolidation> read_consolidations(const JsonValue& block,
                                                          const std::string& file);

/// The results in the order of the file, for the result document.
nlohmann::ordered_json write_consolidations(
    const std::vector<influence::ConsolidationResult>& results);

/// The object `drains`, which settlements have too. Throws ReadFailure.
influence::VerticalDrains read_drains(const JsonValue& value, const std::string& file);

}  // namespace maaiveld::exchange
