#pragma once

#include "base/error.h"
#include "model/catalogue.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads assets/types.json, assets/typical.json and positions.json below a profiles folder.
base::Result<model::Catalogue> read_catalogue(const std::filesystem::path& profiles);

}  // namespace maaiveld::exchange
