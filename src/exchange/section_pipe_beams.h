#pragma once

#include "exchange/json_document.h"
#include "influence/settlement/pipe_beam.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `pipe_beams` of a section file (docs/formats/section/pipe_beams.md). Throws
/// ReadFailure.
std::vector<influence::PipeBeam> read_pipe_beams(const JsonValue& block, const std::string& file);

/// The results in the order of the file, for the result document.
nlohmann::ordered_json write_pipe_beams(const std::vector<influence::PipeBeamResult>& results);

}  // namespace maaiveld::exchange
