#pragma once

#include "exchange/json_document.h"
#include "influence/em/exposure.h"

#include <nlohmann/json_fwd.hpp>

namespace maaiveld::exchange {

/// The block `exposures` of a section file (docs/formats/section/exposures.md). Throws ReadFailure.
std::vector<influence::Exposure> read_exposures(const JsonValue& block, const std::string& file);

nlohmann::ordered_json write_exposures(const std::vector<influence::ExposureResult>& results);

}  // namespace maaiveld::exchange
