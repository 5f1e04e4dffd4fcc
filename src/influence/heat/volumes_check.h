#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"

namespace maaiveld::influence {

/// Everything `fault_in` refuses, and layers of soil that do not follow each other from the surface
/// down or whose numbers are impossible. Errors name the layer or the body.
base::Result<void> check_section(const HeatSection& section);

}  // namespace maaiveld::influence
