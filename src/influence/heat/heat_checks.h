#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"

#include <optional>

namespace maaiveld::influence {

/// Bodies may overlap by this much before it is called an overlap: coordinates of things that
/// touch are rounded.
inline constexpr double kTouchingTolerance_m = 1e-6;

/// The first thing in a section that cannot be: no soil, a conductivity or film that is not
/// positive, rings that do not grow, a temperature below absolute zero, a body above ground, bodies
/// or cores that overlap, cores that stick out of their filling, an id given twice, a number that
/// is not finite. Nothing when the section is possible. The number of soil layers is not judged.
std::optional<base::Error> fault_in(const HeatSection& section);

}  // namespace maaiveld::influence
