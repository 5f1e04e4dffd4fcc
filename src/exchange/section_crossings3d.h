#pragma once

#include "exchange/json_document.h"
#include "influence/heat/volumes3d.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `crossings_3d` of a section file (docs/formats/section/crossings_3d.md). Throws
/// ReadFailure.
std::vector<influence::Crossing3d> read_crossings_3d(const JsonValue& block,
                                                     const std::string& file);

nlohmann::ordered_json write_crossings_3d(const std::vector<influence::Crossing3dResult>& results);

}  // namespace maaiveld::exchange
