#pragma once

#include "base/error.h"
#include "model/street.h"

#include <filesystem>

namespace maaiveld::exchange {

/// Reads lines brought along as CSV (RFC 4180, UTF-8): header `id,network,outer_diameter_m,wkt` in
/// any order, WKT `LINESTRING Z` in metres, optional `sigma_xy_m,sigma_z_m` (default 0: exact), and
/// any further columns as attributes (numbers where the text is one). z is relative to ground level
/// and stations run along each line itself. Errors name file and line.
base::Result<model::Street> read_csv(const std::filesystem::path& path);

}  // namespace maaiveld::exchange
