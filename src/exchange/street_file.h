#pragma once

#include "base/error.h"
#include "exchange/json_document.h"
#include "model/catalogue.h"

#include <filesystem>
#include <string>

namespace maaiveld::exchange {

/// Reads a street file (docs/formats/street.md). Types are looked up in the catalogue; `along`
/// placements, invert levels and a missing axis are resolved, so that every asset has a centre
/// line in world coordinates.
base::Result<model::Street> read_street(const std::filesystem::path& path,
                                        const model::Catalogue& catalogue);

/// Reads the street in `value`. `whole` is false for the small streets of self-tests, which need
/// neither format nor name nor axis. Throws ReadFailure.
model::Street street_in(const JsonValue& value, const std::string& file,
                        const model::Catalogue& catalogue, bool whole);

/// The street as the text of a street file, one asset a line; reading it back gives the same
/// street.
std::string street_text(const model::Street& street);

}  // namespace maaiveld::exchange
