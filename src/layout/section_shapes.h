#pragma once

#include "layout/section_brief.h"

#include <optional>

namespace maaiveld::layout {

/// What counts as rounding, not distance: as the checker's own allowance for heights.
inline constexpr double kRounding_m = 1e-9;

/// Half the width and half the height of all that a body may fill.
double half_width_of(const Body& body);
double half_height_of(const Body& body);

/// Depth of a body's top below the top of its item (of an obstacle: below the surface).
double top_of(const Body& body);

/// What a requirement forbids of two bodies at one difference of depth, as rules::measure_between
/// judges two lines along the street: they may not be less than the result apart across the street,
/// centre to centre. Nothing, or not above 0: any distance will do. `down_m` is how much deeper the
/// centre of `second` lies; `first` is the rule's first side. `value_m` replaces the requirement's
/// own value (a preferred one). `angle_deg` between the lines, for crossing_angle.
/// Not for measures of one line alone.
std::optional<double> forbidden_within(const Requirement& requirement, double value_m,
                                       const Body& first, const Body& second, double down_m,
                                       double angle_deg = 0.0);

/// The same for bodies that only may not intersect.
std::optional<double> intersect_within(const Body& a, const Body& b, double down_m);

/// Whether what a measure forbids of two bodies does not depend on their depths.
bool is_level_free(const Requirement& requirement);

}  // namespace maaiveld::layout
