#pragma once

#include "exchange/json_document.h"
#include "influence/heat/heat_section.h"
#include "model/soil.h"

#include <nlohmann/json_fwd.hpp>

namespace maaiveld::exchange {

/// The `soil` of a section or street file: one material, or `layers` from the surface down. Throws
/// ReadFailure. docs/formats/section/soil.md lists the keys and their defaults.
model::SoilProfile read_soil(const JsonValue& value, const std::string& file);

/// The same keys back, so that reading what is written gives the same profile.
nlohmann::ordered_json write_soil(const model::SoilProfile& soil);

/// The `surface` of a section file: temperature, film, year. Throws ReadFailure.
influence::GroundSurface read_surface(const JsonValue& value, const std::string& file);

/// A temperature in Celsius that exists; throws ReadFailure below absolute zero.
double temperature_in(ObjectReader& r, std::string_view key);

}  // namespace maaiveld::exchange
