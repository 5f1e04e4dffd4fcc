#pragma once

#include "exchange/json_document.h"
#include "influence/em/conductor_system.h"

#include <nlohmann/json_fwd.hpp>

namespace maaiveld::exchange {

/// The block `conductors` of a section file (docs/formats/section/conductors.md). Throws
/// ReadFailure.
std::vector<influence::ConductorSystem> read_conductors(const JsonValue& block,
                                                        const std::string& file);

nlohmann::ordered_json write_conductors(
    const std::vector<influence::ConductorSystemResult>& results);

}  // namespace maaiveld::exchange
