#pragma once

#include "base/error.h"
#include "influence/cables/cable_model.h"
#include "influence/cables/cable_result.h"

#include <vector>

namespace maaiveld::influence {

/// The cables of one circuit as round bodies whose outermost metal is isothermal and gives off
/// `heat_W_m` each (one value per axis): what tier 1 and tier 2 take. Layers outside that metal
/// become rings. A cable without metal: its outer surface. Cables in ducts or air have none.
base::Result<std::vector<HeatBody>> cable_bodies(const CableModel& model,
                                                 const std::vector<double>& heat_W_m);

/// Rating by exact two-dimensional conduction (tier 1) instead of T3 and T4 of the standard, with
/// the standard's losses. Only this circuit gives off heat; uniform, wet soil.
base::Result<CableExact> exact_rating(const CableModel& model, const GroundSurface& surface);

}  // namespace maaiveld::influence
