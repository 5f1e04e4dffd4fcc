#pragma once

#include "model/scene.h"
#include "rules/compile.h"

#include <optional>

namespace maaiveld::rules {

/// A value measured between two solids, with the points that show it.
struct Measured {
    double value = 0.0;
    geometry::Vec3 on_a = geometry::Vec3::Zero();
    geometry::Vec3 on_b = geometry::Vec3::Zero();
    /// Unit direction in which the value is felt: uncertainty counts along it. Zero: no
    /// uncertainty.
    geometry::Vec3 direction = geometry::Vec3::Zero();
};

/// Measures between two solids of different owners; docs/rules.md has the meanings. Nothing when
/// the measure does not apply (plans that do not overlap, axes that do not cross). `first_is_a`
/// matters to order_vertical only: whether a is the one that must lie above.
std::optional<Measured> measure_between(Measure measure, const model::Part& a, const model::Part& b,
                                        bool first_is_a);

/// Whether a clearance measure between two capsules is strictly below `required` for the doubles as
/// they stand, without rounding.
bool exactly_below(Measure measure, const model::Part& a, const model::Part& b, double required);

/// Whether exactly_below can decide this measure for these parts.
bool is_exact(Measure measure, const model::Part& a, const model::Part& b);

/// The part of `along`'s axis on which the measure to `other` stays below `threshold`: parameters
/// in [0, 1]. For measures on overlapping plans it is the overlap.
std::optional<geometry::Interval> stretch_on(const model::Part& along, const model::Part& other,
                                             Measure measure, double threshold);

/// How two pieces of line lie to each other in plan.
Lie lie_of(const model::Part& a, const model::Part& b, double max_angle_deg);

/// `part` cut down to [from, to] of its axis (capsules and duct banks).
model::Part cut(const model::Part& part, const geometry::Interval& interval);

/// Half the width of a part across its axis in plan.
double half_width(const model::Part& part);

}  // namespace maaiveld::rules
