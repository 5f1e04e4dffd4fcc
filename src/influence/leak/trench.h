#pragma once

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::influence {

/// An open trench across: centre, bottom width, bottom depth; the ground beside it that it takes
/// the support from rises outward from the bottom edges.
struct TrenchShape {
    double bottom_width_m = 0.0;
    double bottom_depth_m = 0.0;
    double rise_per_run = 1.0;  ///< of the wedge: 1 is 45 degrees (sand), 2 is clay (grade B)
    bool supported = false;     ///< sheeted or boxed: the wedge is told but undermines nothing
};

/// A round thing beside or across a trench. Its run along the street is straight.
struct TrenchNeighbour {
    std::string id;
    double x_m = 0.0;      ///< of its axis; not used when it crosses
    double depth_m = 0.0;  ///< of its axis
    double outer_diameter_m = 0.0;
    double crossing_angle_deg = 0.0;  ///< 0: along the trench, 90: square across it
};

struct Trench {
    std::string id;
    double x_m = 0.0;
    double length_m = 0.0;  ///< of open trench at one time
    TrenchShape shape;
    std::vector<TrenchNeighbour> neighbours;
};

enum class TrenchState {
    Clear,       ///< outside the wedge
    Undermined,  ///< in the wedge
    Exposed,     ///< its axis in the trench itself
    Supported    ///< in the wedge of a supported trench
};
std::string_view name_of(TrenchState value);

/// What a trench does to one asset.
struct Undermined {
    std::string id;
    TrenchState state = TrenchState::Clear;
    /// How far the asset reaches into the wedge, square to its face; negative: clear by so much.
    double into_wedge_m = 0.0;
    double undermined_length_m = 0.0;  ///< of its axis, in wedge or trench
    double exposed_length_m = 0.0;     ///< of its axis, in the trench
    double distance_needed_m = 0.0;    ///< from the trench edge to its axis, to be clear
};

struct TrenchResult {
    std::string id;
    double wedge_width_m = 0.0;  ///< of one wedge at the surface
    std::vector<Undermined> neighbours;
};

base::Result<std::vector<TrenchResult>> assess_trenches(const std::vector<Trench>& trenches);

}  // namespace maaiveld::influence
