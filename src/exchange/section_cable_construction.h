#pragma once

#include "exchange/json_document.h"
#include "influence/cables/cable_construction.h"

#include <string>

namespace maaiveld::exchange {

/// Reads the `construction` of a cable (docs/formats/section/cables.md): diameters and materials,
/// by name with the tables of IEC 60287 or by number. `what` names the cable. Throws ReadFailure.
influence::CableConstruction cable_construction_in(const JsonValue& value, const std::string& file,
                                                   const std::string& what);

}  // namespace maaiveld::exchange
