#pragma once

#include "base/error.h"
#include "geometry/vec.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// An upright wall that roots do not pass: facade, foundation, root barrier. What lies behind it
/// as seen from the stem, between its two depths, holds no roots; under it they pass.
struct RootBarrier {
    std::string id;
    std::vector<geometry::Vec2> line;  ///< plan, at least two points
    double top_depth_m = 0.0;
    double bottom_depth_m = 0.0;
};

/// A solid that takes soil away but that roots grow round: container, chamber, manhole. A disc
/// with `diameter_m`, else a rectangle `size_m` turned by `heading_deg` (counter-clockwise).
struct RootObstacle {
    std::string id;
    geometry::Vec2 at = geometry::Vec2::Zero();
    std::optional<double> diameter_m;
    geometry::Vec2 size_m = geometry::Vec2::Zero();
    double heading_deg = 0.0;
    double top_depth_m = 0.0;
    double bottom_depth_m = 0.0;
};

/// The soil that holds a tree's roots: an upright cylinder from the surface down to `depth_m`
/// (groundwater), less what barriers hide and obstacles take. Depths are positive down.
struct RootBody {
    geometry::Vec2 stem = geometry::Vec2::Zero();
    double radius_m = 0.0;
    double depth_m = 0.0;
    std::vector<RootBarrier> barriers;
    std::vector<RootObstacle> obstacles;
};

/// How roots thin out: exp(-r/decay_radius) (1 - depth/zero_depth), absent factors are 1. Relative;
/// only shares of the whole are asked for. Form: physics of issue 3, section 3 (grade C).
struct RootDensity {
    std::optional<double> decay_radius_m;
    std::optional<double> zero_depth_m;
};

/// Refuses what cannot be: radius or depth not positive, a barrier through the stem, a barrier or
/// obstacle without extent, the stem inside an obstacle that reaches the surface.
base::Result<void> check_body(const RootBody& body, const std::string& where);

/// Whether roots of the body can be at the point (x, y, depth).
bool contains(const RootBody& body, const geometry::Vec3& at_depth);

/// Relative density at a point, 0 outside the body.
double density_at(const RootBody& body, const RootDensity& density, const geometry::Vec3& at_depth);

/// Volume left after clipping, m3, within about 1e-8 of itself.
double volume_m3(const RootBody& body);

/// The share of the roots, 0 to 1, that lies on the far side of an upright cut along a straight
/// line in plan through `on_line` in direction `along`, down to `cut_depth_m`; what a trench there
/// takes away from the side that does not hold the stem.
double share_beyond(const RootBody& body, const RootDensity& density, const geometry::Vec2& on_line,
                    const geometry::Vec2& along, double cut_depth_m);

/// The body with the smallest radius at which the clipped volume is `wanted_m3`; `enough` is false
/// when no radius up to `largest_radius_m` gives it: then the body has that radius.
struct GrownBody {
    RootBody body;
    bool enough = true;
};
GrownBody grown_to_volume(RootBody body, double wanted_m3, double largest_radius_m);

}  // namespace maaiveld::influence
