#pragma once

#include "geometry/vec.h"

#include <optional>
#include <vector>

namespace maaiveld::exchange {

/// A line in plan, in metres.
using PlanLine = std::vector<geometry::Vec2>;

/// Length of `line` in metres.
double plan_length_m(const PlanLine& line);

/// `line` without vertices less than 0.1 mm from the one before; empty when nothing of it has
/// length.
PlanLine without_repeats(const PlanLine& line);

/// Whether two vertices are the same to IMKL: within 1 mm.
bool same_place(const geometry::Vec2& a, const geometry::Vec2& b);

/// `lines` joined end to end where ends are the same place, reversing as needed. One line when
/// they form a chain, else one per chain, in the order of their first members.
std::vector<PlanLine> chained(const std::vector<PlanLine>& lines);

/// Points on the circular arc from `a` through `b` to `c`, without `a`, ending in `c`: no chord
/// is more than 1 mm from the arc. A straight "arc" gives `b` and `c`.
PlanLine arc_points(const geometry::Vec2& a, const geometry::Vec2& b, const geometry::Vec2& c);

/// The place on a line that is nearest to a point.
struct NearestPlace {
    double distance_m = 0.0;
    double station_m = 0.0;  ///< along the line
};

/// The place on `line` nearest to `point`; the first one where several are equally near. The line
/// must have at least two vertices.
NearestPlace nearest_place(const PlanLine& line, const geometry::Vec2& point);

/// The vertices of `line` and places on it at most 1 m apart, in order.
PlanLine samples_of(const PlanLine& line);

/// Whether all of `part` lies within `within_m` of `line`, tried at its vertices and every metre.
bool lies_along(const PlanLine& part, const PlanLine& line, double within_m);

/// The smallest upright rectangle around lines, to tell quickly that they are far apart.
struct Box {
    geometry::Vec2 low = geometry::Vec2::Zero();
    geometry::Vec2 high = geometry::Vec2::Zero();

    /// Whether `other` comes within `reach_m` of this box.
    bool near(const Box& other, double reach_m) const;
};

/// The box around `line`, which has at least one vertex.
Box box_of(const PlanLine& line);

}  // namespace maaiveld::exchange
