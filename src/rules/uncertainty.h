#pragma once

#include "model/scene.h"
#include "rules/finding.h"
#include "rules/measure.h"

namespace maaiveld::rules {

/// Standard deviation of a position difference, horizontally and vertically.
struct Spread {
    double xy_m = 0.0;
    double z_m = 0.0;
};

/// Spread between two parts. Assets of one owner and network whose position has the same source
/// record share their error, so that their difference is exact.
Spread spread_between(const model::Street& street, const model::Scene& scene, const model::Part& a,
                      const model::Part& b);

/// Standard deviation in a direction: sqrt((n_xy s_xy)^2 + (n_z s_z)^2). Without direction: 0.
double sigma_along(const Spread& spread, const geometry::Vec3& direction);

/// P(broken) for a value that must be at least `required`: Phi((required - measured) / sigma).
/// `sigma_m` must be above 0; without uncertainty the exact decision counts.
double probability_below(double measured, double required, double sigma_m);

/// Findings start at this probability.
inline constexpr double kPossible = 0.05;
/// Phi^-1(0.95): how many sigmas beyond the limit a finding is still possible.
inline constexpr double kPossibleSigmas = 1.6448536269514722;

/// Certain from 0.95, likely from 0.5, else possible. A value that keeps the limit is never more
/// than possible: exactly at the limit the chance is 0.5, but nothing is broken yet.
CertaintyClass certainty_class(double probability, bool value_breaks);

}  // namespace maaiveld::rules
