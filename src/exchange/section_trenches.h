#pragma once

#include "exchange/json_document.h"
#include "influence/leak/trench.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `trenches` of a section file (docs/formats/section/trenches.md). Throws ReadFailure
/// with line and reason.
std::vector<influence::Trench> read_trenches(const JsonValue& block, const std::string& file);

/// The results of `trenches`, in their order.
nlohmann::ordered_json write_trenches(const std::vector<influence::TrenchResult>& results);

}  // namespace maaiveld::exchange
