#pragma once

#include "model/scene.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::rules {

/// A place where two lines are joined: distances along both axes.
struct Joint {
    double on_a_m = 0.0;
    double on_b_m = 0.0;
};

/// How two lines are allowed to touch; empty means they are strangers.
struct Connection {
    /// The pair is exempt everywhere, and why: "cable in its duct", "members of one cable bed", ...
    std::string whole_pair;
    /// Supply and return of one heat pair: exempt everywhere, unless a rule names them.
    bool heat_pair = false;
    /// Near these joints the pair is exempt along each line.
    std::vector<Joint> joints;
};

/// Largest plan distance at which an end meets another line.
inline constexpr double kMeet_m = 0.05;
/// The same for a house connection that names its main: deliveries draw the tap beside the axis.
inline constexpr double kNamedMeet_m = 0.5;

/// Finds how owners `a` and `b` of the scene are connected (docs/rules.md, "What does not count").
Connection connection_of(const model::Street& street, const model::Scene& scene, std::uint32_t a,
                         std::uint32_t b);

/// The parameter intervals of a part's axis that lie farther than `reach_m` from every joint;
/// `on_a` chooses whose distances count.
std::vector<geometry::Interval> free_intervals(const model::Part& part,
                                               const std::vector<Joint>& joints, bool on_a,
                                               double reach_m);

}  // namespace maaiveld::rules
