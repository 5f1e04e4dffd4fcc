#pragma once

#include "exchange/json_document.h"
#include "influence/heat/volumes.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// The block `volumes` of a section file: steady runs of the finite-volume engine on the section's
/// bodies (docs/formats/section/volumes.md). Throws ReadFailure.
std::vector<influence::VolumeRun> read_volumes(const JsonValue& block, const std::string& file);

nlohmann::ordered_json write_volumes(const std::vector<influence::VolumeRunResult>& results);

// What `volumes` and `transient` share.

/// `grid` and `drying` of a run; defaults where absent. Throws ReadFailure.
influence::VolumeOptions volume_options_in(ObjectReader& r);
/// The list `probes`: id, x_m, depth_m. Throws ReadFailure.
std::vector<influence::VolumeProbe> volume_probes_in(ObjectReader& r);

nlohmann::ordered_json write_states(const std::vector<influence::BodyState>& states);
nlohmann::ordered_json write_probe_states(const std::vector<influence::VolumeProbeState>& probes);

}  // namespace maaiveld::exchange
