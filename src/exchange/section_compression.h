#pragma once

#include "exchange/json_document.h"
#include "model/soil.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {

/// How a soil compresses: the object under `compression` of a layer, see
/// docs/formats/section/settlements.md. Koppejan's secular constants are infinite when left out,
/// Terzaghi's C is Koppejan without them; NEN-Bjerrum may be given by Cr, Cc and e0. Throws
/// ReadFailure.
model::Compression read_compression(const JsonValue& value, const std::string& file);

/// The same object back.
nlohmann::ordered_json write_compression(const model::Compression& soil);

/// The numbers of the list under `key`; empty when it is absent.
std::vector<double> listed_numbers(ObjectReader& r, std::string_view key);

}  // namespace maaiveld::exchange
