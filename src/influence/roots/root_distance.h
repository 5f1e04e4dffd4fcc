#pragma once

#include "influence/roots/root_body.h"

#include <span>

namespace maaiveld::influence {

/// Never more than the distance from the straight piece (x, y, depth) to the body, and cheap.
double least_possible_m(const RootBody& body, const geometry::Vec3& a, const geometry::Vec3& b);

/// Least distance from the axis (x, y, depth) to the body, 0 inside. Measured to an outline in
/// steps of half a degree, at places that ternary search finds to half a millimetre; obstacles
/// count as part of the body, as roots go round them.
double axis_distance_m(const RootBody& body, std::span<const geometry::Vec3> axis);

}  // namespace maaiveld::influence
