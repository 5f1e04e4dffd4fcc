#pragma once

#include "viz/scene/isotherm_field.h"

#include <vector>

namespace maaiveld::viz::scene {

/// A line of equal temperature, in metres (x, depth).
struct GroundPoint {
    double x_m = 0.0;
    double depth_m = 0.0;
};
struct Isotherm {
    std::vector<GroundPoint> points;  ///< of a closed one the first point is not repeated
    bool closed = false;
};

/// The isotherms of `level_C` by marching squares with linear interpolation; where a cell has two
/// ways to join its crossings, the mean of its corners decides. Warmer ground lies at the right
/// hand of the line's direction on paper, where depth runs down. Cells with a missing corner have
/// none. Isotherms of different levels never cross. A grid that is not `usable` has none.
std::vector<Isotherm> isotherms(const TemperatureGrid& grid, double level_C);

/// The area at or above `level_C` as closed rings, holes of the opposite sense: filled together by
/// the non-zero rule they cover it. Follows the same lines as `isotherms` and the edge of the
/// known cells.
std::vector<std::vector<GroundPoint>> warm_area(const TemperatureGrid& grid, double level_C);

}  // namespace maaiveld::viz::scene
