#pragma once

#include "geometry/vec.h"
#include "viz/scene/picture2d.h"

#include <span>
#include <vector>

namespace maaiveld::viz::scene {

using geometry::Vec3;

/// A perspective camera that looks at the part of a page called `view`. The renderer uses the same
/// numbers, so a label placed by `project` sits on what it names.
struct Camera {
    Vec3 eye{0.0, -1.0, 0.0};
    Vec3 target = Vec3::Zero();
    double vertical_fov_deg = 26.0;
    Box view;  ///< page units

    /// Where `p` appears on the page.
    Point project(const Vec3& p) const;
    /// Distance from the eye plane, in metres; what is behind the camera is negative.
    double depth(const Vec3& p) const;
    /// Metres that one page unit covers at the depth of `p`.
    double metres_per_unit(const Vec3& p) const;
};

/// A camera that looks along `direction` and shows all `points` as large as fits in `view`.
Camera fitted_camera(std::span<const Vec3> points, const Vec3& direction, Box view);

}  // namespace maaiveld::viz::scene
