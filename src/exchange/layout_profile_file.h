#pragma once

#include "base/error.h"
#include "layout/layout_profile.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads a layout profile (docs/formats/layout-profile.md). The error names file and line.
base::Result<layout::LayoutProfile> read_layout_profile(const std::filesystem::path& path);

}  // namespace maaiveld::exchange
