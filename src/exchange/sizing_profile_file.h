#pragma once

#include "base/error.h"
#include "layout/sizing_profile.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads a `maaiveld-sizing/1` file (profiles/sizing): loads, factors and limits for sizing a rack.
base::Result<layout::SizingProfile> read_sizing_profile(const std::filesystem::path& path);

}  // namespace maaiveld::exchange
