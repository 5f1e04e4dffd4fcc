#pragma once

#include "base/error.h"
#include "influence/roots/tree_profile.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads profiles/trees: root_volumes.json, digging_distances.json and species.json below a
/// profiles folder. The error names file and line.
base::Result<influence::TreeProfile> read_tree_profile(const std::filesystem::path& profiles);

}  // namespace maaiveld::exchange
