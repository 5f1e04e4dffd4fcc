#pragma once

#include <Eigen/Core>
#include <Eigen/Geometry>

namespace maaiveld::geometry {

/// x east, y north, in metres.
using Vec2 = Eigen::Vector2d;
/// x east, y north, z up, in metres.
using Vec3 = Eigen::Vector3d;

/// The plan of a point.
inline Vec2 plan(const Vec3& p) {
    return p.head<2>();
}

}  // namespace maaiveld::geometry
