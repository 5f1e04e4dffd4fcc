#pragma once

#include "layout/rack_fill.h"

#include <vector>

namespace maaiveld::layout {

/// A line at the end of a rack: its place in the rack and where it lies flat, as (left, up) of its
/// axis.
struct EndLine {
    model::Vec2 rack = model::Vec2::Zero();
    model::Vec2 flat = model::Vec2::Zero();
    double radius_m = 0.0;
    double bend_radius_m = 0.0;  ///< least; 0: joints only
};

/// A point of a line on its way out of the rack; straight between points.
struct EndPoint {
    double along_m = 0.0;  ///< from the rack's end, away from the rack
    double left_m = 0.0;
    double up_m = 0.0;
};

/// How lines fan out at the end of a rack.
struct RackEnd {
    double length_m = 0.0;                    ///< the same for all lines
    std::vector<std::vector<EndPoint>> ways;  ///< by line, from the rack to the flat place
};

/// What a fan keeps. Assumed (C): max_angle_deg is steep enough to count as a crossing of lines
/// along the street, and gentle enough for neighbours on a beam to go aside together.
struct EndPractice {
    double max_bend_deg = 15.0;   ///< of one joint
    double max_angle_deg = 20.0;  ///< steepest against the street
    /// Upright between lines that pass over each other (as NL-RCK-12 for beam and saddle).
    double clear_m = 0.05;
    /// In plan between lines that may come to one height (as NL-RCK-20).
    double beside_m = 0.02;
    double straight_m = 0.5;  ///< least straight piece between two joints
};

/// The way of every line from its place in the rack to its flat place, all in step: first each
/// sinks as far as needed to pass under those above that it must cross, then all go sideways, then
/// each goes to its flat height. So lines never meet when they lie apart in the rack and beside
/// each other (apart in plan) at the flat end. Every
/// stage is as `transition` lays it for the line that goes farthest; straight pieces between joints
/// are long enough for the bends asked.
RackEnd fan_out(const std::vector<EndLine>& lines, const EndPractice& practice = {});

}  // namespace maaiveld::layout
