#pragma once

#include "exchange/json_document.h"
#include "influence/leak/sewer_defect.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `sewer_defects` of a section file (docs/formats/section/sewer_defects.md). Throws
/// ReadFailure with line and reason.
std::vector<influence::SewerDefect> read_sewer_defects(const JsonValue& block,
                                                       const std::string& file);

/// The results of `sewer_defects`, in their order.
nlohmann::ordered_json write_sewer_defects(
    const std::vector<influence::SewerDefectResult>& results);

}  // namespace maaiveld::exchange
