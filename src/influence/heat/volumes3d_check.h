#pragma once

#include "base/error.h"
#include "influence/heat/volumes3d.h"

namespace maaiveld::influence {

/// Refuses what cannot be, naming the pipe: see solve_crossing_3d.
base::Result<void> check_crossing(const model::SoilProfile& soil, const GroundSurface& surface,
                                  const Crossing3d& crossing);

}  // namespace maaiveld::influence
