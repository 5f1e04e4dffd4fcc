#pragma once

#include "exchange/json_document.h"
#include "influence/leak/bore.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `bores` of a section file (docs/formats/section/bores.md). Throws ReadFailure with
/// line and reason.
std::vector<influence::Bore> read_bores(const JsonValue& block, const std::string& file);

/// The results of `bores`, in their order.
nlohmann::ordered_json write_bores(const std::vector<influence::BoreResult>& results);

}  // namespace maaiveld::exchange
