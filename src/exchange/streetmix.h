#pragma once

#include "base/error.h"
#include "model/street.h"

#include <filesystem>
#include <string>

namespace maaiveld::exchange {

/// Reads a street saved by Streetmix: what its API returns (`data.street`) or the bare street
/// inside it. Only the section is known there, so the street gets a straight axis of `length_m`
/// from the origin to the east, with the section centred on it, and facades where Streetmix has
/// buildings. Each strip keeps its segment in its label, so that streetmix_json gives the same
/// segments back. What had to be guessed is said in `sources`.
///
/// Widths are feet up to schema version 29 and metres from version 30 (Streetmix issue 2900).
/// Errors: no JSON, no segments, a segment without type or with a width that is not above 0.
base::Result<model::Street> read_streetmix(const std::filesystem::path& path,
                                           double length_m = 50.0);

/// The section of `street` as Streetmix saves it (schema version 30, widths in metres). Strips that
/// came from Streetmix become the segments they were; others become the nearest common segment.
/// Error: a street without a section.
base::Result<std::string> streetmix_json(const model::Street& street);

}  // namespace maaiveld::exchange
