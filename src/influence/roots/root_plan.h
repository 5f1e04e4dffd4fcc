#pragma once

#include "geometry/segment.h"
#include "influence/roots/root_body.h"

#include <vector>

namespace maaiveld::influence {

/// One slice of a root body between two depths in which its plan does not change: what is seen
/// from the stem within the radius, less the obstacles. Plan coordinates are relative to the stem.
struct PlanLayer {
    double top_m = 0.0;
    double bottom_m = 0.0;
    double radius_m = 0.0;
    std::vector<std::pair<geometry::Vec2, geometry::Vec2>> walls;
    std::vector<RootObstacle> obstacles;
};

/// The slices from the surface to the bottom, top first.
std::vector<PlanLayer> layers_of(const RootBody& body);

/// Whether the barrier lies between the stem and the point.
bool hides(const RootBarrier& barrier, const geometry::Vec2& stem, const geometry::Vec2& at);

/// Whether the point lies in the plan of the obstacle.
bool inside_plan(const RootObstacle& obstacle, const geometry::Vec2& at);

/// Corners of a rectangle, or nothing for a disc.
std::vector<geometry::Vec2> corners_of(const RootObstacle& obstacle);

/// How far is seen from the stem in a direction: the nearest wall, at most the radius.
double sight_m(const PlanLayer& layer, double angle);

/// The parts of the ray from the stem that may hold roots, in metres, outward.
std::vector<geometry::Interval> free_along(const PlanLayer& layer, double angle);

/// Directions in [0, 2 pi], both ends included, between which `free_along` changes smoothly or at
/// most with a kink. Not sorted.
std::vector<double> break_angles(const PlanLayer& layer);

/// Adds an angle, taken into [0, 2 pi).
void add_angle(std::vector<double>& angles, double angle);

/// The edge of what is seen, as a closed line relative to the stem: straight at walls, chords of
/// at most `step_rad` on the circle.
std::vector<geometry::Vec2> outline(const PlanLayer& layer, double step_rad);

}  // namespace maaiveld::influence
