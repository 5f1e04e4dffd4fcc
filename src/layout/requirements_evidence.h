#pragma once

#include "model/rack.h"
#include "model/street.h"

#include <string>
#include <vector>

namespace maaiveld::layout {

// What a street itself shows about a rack, for the requirements.

/// A line in a rack at the middle of the rack's length.
struct RackSight {
    std::string id;
    model::Network network = model::Network::Other;
    double left_m = 0.0;   ///< of the rack's line, mean
    double depth_m = 0.0;  ///< of its axis below the surface, mean
    double radius_m = 0.0;
    double connection_radius_m = 0.0;  ///< of its widest house connection; 0: none
};

std::vector<RackSight> lines_seen_in(const model::Street& street, const model::Rack& rack);

/// Whether a network goes by `word`: its own name, or "electricity", "gas", "sewer" for all of
/// them.
bool goes_by(model::Network network, const std::string& word);

/// A line that is not the rack's own and passes through it in plan between its top and bottom.
struct RackCrossing {
    std::string id;
    bool house_sewer = false;  ///< a sewer's house connection
    double slope_m_m = 0.0;    ///< of the piece that crosses
};
std::vector<RackCrossing> crossings_of(const model::Street& street, const model::Rack& rack);

}  // namespace maaiveld::layout
