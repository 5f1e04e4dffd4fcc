#pragma once

#include "exchange/json_document.h"
#include "influence/heat/kelvin.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `line_sources` of a section file (docs/formats/section/line_sources.md). Throws
/// ReadFailure.
std::vector<influence::LineSourceSet> read_line_sources(const JsonValue& block,
                                                        const std::string& file);

/// The same block of a result document.
nlohmann::ordered_json write_line_sources(const std::vector<influence::LineSourceResult>& results);

}  // namespace maaiveld::exchange
