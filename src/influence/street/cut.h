#pragma once

#include "influence/heat/heat_section.h"
#include "model/street.h"

#include <vector>

namespace maaiveld::influence {

/// A line of a street where an upright plane square to the street axis crosses it. `at.x_m` grows
/// to the right, seen along the axis: minus the street's offset.
struct CutLine {
    std::size_t asset = 0;  ///< index in Street::assets
    Place at;
    double angle_deg = 0.0;  ///< between the line and the street axis in plan, 0 to 90
};

/// Every line that the section at `station_m` crosses, in the order of the assets. A line that
/// bends back is cut more than once. Lines that run more than 60 degrees off the axis (house
/// connections, crossings) are left out: a section holds what goes on along the street.
std::vector<CutLine> cut_lines(const model::Street& street, double station_m);

/// The street's axis in plan: its own, or the longest chain of its main lines; two points at least
/// when the street has any line at all.
std::vector<model::Vec2> axis_of(const model::Street& street);

}  // namespace maaiveld::influence
