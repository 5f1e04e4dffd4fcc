#pragma once

#include "lifecycle/slice.h"
#include "lifecycle/trench.h"

#include <string>
#include <vector>

namespace maaiveld::lifecycle {

/// The trench of one thing that is built: a line, pair, bed or rack.
struct BuildItem {
    std::string group;
    model::Network network = model::Network::Other;  ///< of a rack: of its first line
    bool rack = false;
    Dig dig;
};

/// What building digs at one station.
struct BuildDig {
    std::vector<BuildItem> items;
    double joint_area_m2 = 0.0;  ///< all trenches open together
    double alone_area_m2 = 0.0;  ///< each dug for itself, one after the other
    std::vector<Interval> surface;
    double shored_m2 = 0.0;                     ///< sides to be shored, both, per metre of street
    std::vector<std::string> existing_exposed;  ///< lines that stay and hang in the trench
    std::vector<std::string> existing_in_zone;  ///< lines that stay and must be located
};

/// `built[asset]` tells which lines are new; `sloped` wishes slopes where there is room.
BuildDig build_dig(const Slice& slice, const std::vector<bool>& built,
                   const TrenchPractice& practice, bool sloped);

/// The room between the obstacles nearest to [left_m, right_m], within the section.
Interval free_room(const Slice& slice, double left_m, double right_m, double depth_m);

}  // namespace maaiveld::lifecycle
