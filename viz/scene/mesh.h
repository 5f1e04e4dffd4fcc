#pragma once

#include "geometry/vec.h"
#include "viz/scene/picture2d.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

using geometry::Vec2;
using geometry::Vec3;

/// Triangles of one colour in the scene's own metres.
struct Mesh {
    std::vector<Vec3> points;
    std::vector<std::array<std::uint32_t, 3>> triangles;
    Color color;
    bool smooth = false;  ///< round things are shaded across their triangles
    Role role = Role::Structure;
    std::string id;
};

void add_quad(Mesh& mesh, const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d);
/// An upright prism over `outline` (counter-clockwise, convex or a band of left then right side).
void add_prism(Mesh& mesh, const std::vector<Vec2>& outline, double bottom, double top);
/// An upright prism between two lines of equally many points, such as a strip of a street.
void add_band(Mesh& mesh, const std::vector<Vec2>& left, const std::vector<Vec2>& right,
              double bottom, double top);
/// An upright cone stump or cylinder with caps.
void add_stump(Mesh& mesh, const Vec2& at, double bottom, double top, double bottom_radius,
               double top_radius);
void add_ellipsoid(Mesh& mesh, const Vec3& center, double radius_xy, double radius_z);
/// A cone from the middle of its base to its tip.
void add_cone(Mesh& mesh, const Vec3& base, const Vec3& tip, double radius);
/// A rectangle swept along `line`, upright.
void add_swept_box(Mesh& mesh, const std::vector<Vec3>& line, double width, double height);

}  // namespace maaiveld::viz::scene
