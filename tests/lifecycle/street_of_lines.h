#pragma once

#include "model/street.h"
#include "tests/support/streets.h"

#include <string>

namespace maaiveld::test {

/// A straight street of 100 m eastward, 8 m wide, surface at 0, with footways and a carriageway.
inline model::Street plain_street() {
    model::Street street;
    street.name = "test";
    street.axis = {{0.0, 0.0}, {100.0, 0.0}};
    street.section.starts_at_offset_m = 4.0;
    street.section.strips = {{model::StripKind::Footway, 2.0, "tiles", ""},
                             {model::StripKind::Carriageway, 4.0, "asphalt", ""},
                             {model::StripKind::Footway, 2.0, "tiles", ""}};
    return street;
}

/// A line along it: `x_m` to the right of the axis, `cover_m` to its top.
inline model::Asset along(const std::string& id, model::Network network, double diameter_m,
                          double x_m, double cover_m) {
    const double z = -cover_m - 0.5 * diameter_m;
    return line(id, network, diameter_m, {{0.0, -x_m, z}, {100.0, -x_m, z}});
}

}  // namespace maaiveld::test
