#pragma once

#include "base/error.h"
#include "model/street.h"

#include <string>
#include <vector>

namespace maaiveld::app {

/// Changes a street as asked on the command line, one change per text:
///
///     H-1.temperature_C=60        an attribute of an asset (by id or alias)
///     W-1.depth_m=0.70            where it lies: depth of the axis, offset (left positive);
///     W-1.offset_m=2.20           only for assets that are placed by `along`
///     soil.conductivity_W_mK=2.2  of every layer; also soil.heat_capacity_J_m3K
///
/// Errors name the change and say what would be right.
base::Result<model::Street> with_changes(model::Street street,
                                         const std::vector<std::string>& changes);

}  // namespace maaiveld::app
