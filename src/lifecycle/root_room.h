#pragma once

#include "model/street.h"

#include <vector>

namespace maaiveld::lifecycle {

/// The ground that a tree keeps.
struct RootRoom {
    std::string tree;
    double wanted_m3 = 0.0;  ///< its root zone, as given or by crown
    double left_m3 = 0.0;  ///< without what lies beyond the section, in racks, lines and about them
};

/// For each tree its root zone (model::root_volume_of) less every point beyond the section's ends,
/// inside a rack, or nearer than `protection_m` to a line or rack. Summed over the cells of a grid
/// of about `cells` cells per tree; its error falls with their number.
std::vector<RootRoom> root_room(const model::Street& street, double protection_m,
                                int cells = 60000);

}  // namespace maaiveld::lifecycle
