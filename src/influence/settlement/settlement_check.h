#pragma once

#include "influence/settlement/settlement.h"

#include <string>

namespace maaiveld::influence {

/// Why `item` with these layers cannot be; empty when it can. Names the layer or the load.
std::string settlement_problem(const Settlement& item, const std::vector<SettlingLayer>& layers,
                               std::optional<double> groundwater_depth_m);

}  // namespace maaiveld::influence
