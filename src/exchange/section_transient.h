#pragma once

#include "exchange/json_document.h"
#include "influence/heat/transient_run.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `transient` of a section file: runs through time on the section's bodies
/// (docs/formats/section/transient.md). Weather files are read, relative to `file`. Throws
/// ReadFailure.
std::vector<influence::TransientRun> read_transient(const JsonValue& block,
                                                    const std::string& file);

nlohmann::ordered_json write_transient(const std::vector<influence::TransientRunResult>& results);

}  // namespace maaiveld::exchange
