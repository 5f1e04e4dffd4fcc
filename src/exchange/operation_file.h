#pragma once

#include "base/error.h"
#include "influence/street/operation.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads a `maaiveld-operation/1` file (profiles/influence): what is assumed about ground, surface
/// and the running of networks.
base::Result<influence::Operation> read_operation(const std::filesystem::path& path);

}  // namespace maaiveld::exchange
