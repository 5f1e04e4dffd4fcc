#pragma once

#include "exchange/json_document.h"
#include "influence/heat/assess_bodies.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `bodies` of a section file: pipes, cables and what else is round
/// (docs/formats/section/bodies.md). Throws ReadFailure.
std::vector<influence::HeatBody> read_bodies(const JsonValue& block, const std::string& file);

/// The block `probes`: places where the temperature is asked. Throws ReadFailure.
std::vector<influence::HeatProbe> read_probes(const JsonValue& block, const std::string& file);

nlohmann::ordered_json write_bodies(const std::vector<influence::BodyResult>& results);
nlohmann::ordered_json write_probes(const std::vector<influence::ProbeResult>& results);

}  // namespace maaiveld::exchange
