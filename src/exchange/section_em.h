#pragma once

#include "exchange/json_document.h"
#include "influence/em/earth_return.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace maaiveld::exchange {

// What the electromagnetic blocks of a section file share. Everything here throws ReadFailure.

/// A length under `stem` with one of the endings `_m`, `_mm`, `_ft`, `_in`, in metres. Books on
/// lines write feet and inches; the file may repeat their digits.
double length_in(ObjectReader& r, std::string_view stem);
std::optional<double> optional_length_in(ObjectReader& r, std::string_view stem);
double positive_length_in(ObjectReader& r, std::string_view stem);

/// Depth below the surface from `depth_…` (0 or more), or minus the height from `height_…`.
double depth_in(ObjectReader& r);

/// A resistance or reactance per length under `stem` with `_ohm_km`, `_ohm_m` or `_ohm_mile`, in
/// ohm/m, 0 or more.
double per_length_in(ObjectReader& r, std::string_view stem);
std::optional<double> optional_per_length_in(ObjectReader& r, std::string_view stem);

/// `model`: full (default), pollaczek, carson, wedepohl_wilcox, modified_carson. pollaczek and
/// carson are `full` for who wants it said.
influence::EarthModel earth_model_in(ObjectReader& r);

/// `<stem>_R_<unit>` and `<stem>_X_<unit>` of a complex number; the stem may be empty.
void put_complex(nlohmann::ordered_json& into, const std::string& stem, influence::Complex value,
                 const std::string& unit);

}  // namespace maaiveld::exchange
