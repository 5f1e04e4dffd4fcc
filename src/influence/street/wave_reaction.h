#pragma once

#include "influence/heat/heat_section.h"

namespace maaiveld::influence {

/// What a round body does to ground whose undisturbed temperature changes by `gradient_K_m` per
/// metre of depth: it bends the heat flow around itself. Kelvin at `place`, 0 inside the body. The
/// answer of its rings to a uniform field (heat-steady.md, order 1), with the image that keeps the
/// surface as it is (docs/theory/calibration.md).
double reaction_K(const HeatBody& body, double soil_W_mK, double gradient_K_m, const Place& place);

}  // namespace maaiveld::influence
