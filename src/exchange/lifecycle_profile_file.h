#pragma once

#include "base/error.h"
#include "lifecycle/lifecycle_profile.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads a `maaiveld-lifecycle/1` file (profiles/lifecycle): how a street is dug and damaged.
/// docs/formats/lifecycle.md.
base::Result<lifecycle::LifecycleProfile> read_lifecycle_profile(const std::filesystem::path& path);

}  // namespace maaiveld::exchange
