#pragma once

#include "influence/roots/root_body.h"

#include <span>

namespace maaiveld::influence {

/// A round line in the ground: axis points (x, y, depth below the surface), outer diameter.
struct GroundLine {
    std::string id;
    std::vector<geometry::Vec3> axis;
    double outer_diameter_m = 0.0;
};

/// What a line and a root body have to do with each other.
struct LineInRoots {
    double volume_m3 = 0.0;       ///< of the line, inside the body
    double length_m = 0.0;        ///< of its axis, inside the body
    double nearest_root_m = 0.0;  ///< from the line's outside to the body; 0 when they meet
};

/// Length of the straight piece from `a` to `b` (x, y, depth) inside the body, exact.
double length_inside_m(const RootBody& body, const geometry::Vec3& a, const geometry::Vec3& b);

/// Volume of the straight round tube with flat ends inside the body, by adaptive quadrature over
/// the lines parallel to its axis (each clipped exactly), to `tolerance` of the result.
double tube_inside_m3(const RootBody& body, const geometry::Vec3& a, const geometry::Vec3& b,
                      double radius_m, double tolerance = 1e-5);

/// All three numbers of one line. Bends count as mitred: the sum over straight pieces. The
/// distance is good to about a millimetre.
LineInRoots line_in_roots(const RootBody& body, const GroundLine& line, double tolerance = 1e-5);

}  // namespace maaiveld::influence
