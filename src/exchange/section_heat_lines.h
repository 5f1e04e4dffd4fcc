#pragma once

#include "exchange/json_document.h"
#include "influence/heat/district_line.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `heat_lines` of a section file (docs/formats/section/heat_lines.md). Throws
/// ReadFailure.
std::vector<influence::HeatLine> read_heat_lines(const JsonValue& block, const std::string& file);

/// The same block of a result document.
nlohmann::ordered_json write_heat_lines(const std::vector<influence::HeatLineResult>& results);

}  // namespace maaiveld::exchange
