#pragma once

#include "exchange/json_document.h"
#include "influence/settlement/settlement.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `settlements` of a section file (docs/formats/section/settlements.md). Throws
/// ReadFailure.
std::vector<influence::Settlement> read_settlements(const JsonValue& block,
                                                    const std::string& file);

/// The results in the order of the file, for the result document.
nlohmann::ordered_json write_settlements(const std::vector<influence::SettlementResult>& results);

}  // namespace maaiveld::exchange
