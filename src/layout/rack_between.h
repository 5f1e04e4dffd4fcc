#pragma once

#include "layout/lay_out_parts.h"

#include <utility>

namespace maaiveld::layout {

/// lay_out for a rack over a part of the street only (options.rack_stations). Every demand that may
/// lie in a rack and runs over the whole of that part is cut in pieces: flat before and behind, in
/// the rack between, and at each end of the rack that lies within the street a piece that leads
/// from its place in the rack to its flat place (see fan_out). Ids: "H-1" in the rack, "H-1-before"
/// and "H-1-behind" flat, "H-1-in" and "H-1-out" at the ends; those belong to the rack and carry
/// the attribute `rack_end`, which the rack's pack asks about. House connections go to the nearest
/// piece that is no end piece. A demand of which one piece has no room is declined whole.
///
/// The cost and its bound leave out the end pieces. Errors: stations outside the street, no room
/// along the street for the end pieces.
base::Result<LayoutOutcome> lay_out_between(const LayoutInput& in);

/// A demand cut at the ends of a rack from `rack.first` to `rack.second`; `in_m`, `out_m`: length
/// kept free for the end pieces. Pieces that do not exist have no id.
struct CutDemand {
    std::string whole;   ///< id
    std::string before;  ///< ids of the flat pieces
    std::string behind;
    std::vector<model::Demand> pieces;  ///< before, rack, behind
};
CutDemand cut_demand(const model::Demand& demand, std::pair<double, double> rack, double in_m,
                     double out_m, double street_m);

}  // namespace maaiveld::layout
