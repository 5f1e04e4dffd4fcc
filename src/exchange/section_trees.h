#pragma once

#include "exchange/json_document.h"
#include "influence/roots/assess_trees.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `trees` of a section file (docs/formats/section/trees.md). Throws ReadFailure with
/// line and reason.
std::vector<influence::TreeSite> read_trees(const JsonValue& block, const std::string& file);

/// The results of `trees`, in their order.
nlohmann::ordered_json write_trees(const std::vector<influence::TreeResult>& results);

}  // namespace maaiveld::exchange
