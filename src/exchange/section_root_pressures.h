#pragma once

#include "exchange/json_document.h"
#include "influence/roots/root_pressure.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `root_pressures` of a section file (docs/formats/section/root_pressures.md). Throws
/// ReadFailure with line and reason.
std::vector<influence::RootPressure> read_root_pressures(const JsonValue& block,
                                                         const std::string& file);

/// The results of `root_pressures`, in their order.
nlohmann::ordered_json write_root_pressures(
    const std::vector<influence::RootPressureResult>& results);

}  // namespace maaiveld::exchange
