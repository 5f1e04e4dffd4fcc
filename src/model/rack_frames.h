#pragma once

#include "model/rack_passing.h"

#include <vector>

namespace maaiveld::model {

/// Where a line crosses the plane of a frame.
struct RackSeat {
    std::size_t line = 0;
    double left_m = 0.0;  ///< of the rack's line
    double z_m = 0.0;     ///< of the axis
};

/// One frame: the plane square to the rack's line (on a bend: on the bisector) that holds a post
/// and its beams.
struct RackFrame {
    double station_m = 0.0;  ///< along the rack's line
    int module = 0;          ///< the module that starts or continues here
    Vec2 at = Vec2::Zero();
    Vec2 along = Vec2::UnitX();
    std::vector<RackSeat> seats;  ///< by line

    Vec2 left() const { return {-along.y(), along.x()}; }
};

/// Stations where modules begin and end, from 0 to the length of the rack's line. A module is
/// straight: it ends early, at a vertex of the line, where it would lie farther than
/// `module_bow_m` off the line, and before a stretch that is kept free, where it can.
std::vector<double> module_ends_m(const RackType& type, const Rack& rack,
                                  const std::vector<KeptFree>& kept = {});

/// The frames of a rack with the lines that pass through each within the rack's width. A line that
/// ends within 5 cm of a frame counts as reaching it. No line spans more than `beam_spacing_m`
/// between neighbouring frames that both carry it. Frames stand at equal distances in a module;
/// where one would stand in a stretch that is kept free it and those behind it move back. (A
/// stretch as long as the spacing, and the rack's own ends, cannot be kept free.)
std::vector<RackFrame> frames_of(const RackType& type, const Rack& rack,
                                 const std::vector<RackLine>& lines,
                                 const std::vector<KeptFree>& kept = {});

}  // namespace maaiveld::model
