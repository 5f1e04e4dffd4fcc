#pragma once

#include "influence/street/assumptions.h"

namespace maaiveld::influence {

/// The soil of a street as one material, which is what exact conduction knows: the street's own
/// layers scaled to the assumptions and averaged by thickness down to one and a half times
/// `deepest_m`, else what the operation assumes.
model::SoilProfile street_soil(const model::Street& street, const Operation& operation,
                               const Assumptions& assumptions, double deepest_m);

}  // namespace maaiveld::influence
