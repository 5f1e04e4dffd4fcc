#pragma once

#include "exchange/street_parts.h"

#include <nlohmann/json_fwd.hpp>

namespace maaiveld::exchange {

/// A demand of a street file: an asset without a place, and under `place` what it may choose from
/// (docs/formats/street.md). Throws ReadFailure.
model::Demand demand_in(const JsonValue& value, const ReadContext& context);

/// The `place` of a demand as it is written.
nlohmann::ordered_json place_json(const model::Demand& demand);

}  // namespace maaiveld::exchange
