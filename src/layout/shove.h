#pragma once

#include "base/error.h"
#include "layout/layout_heat.h"
#include "layout/section_brief.h"

#include <vector>

namespace maaiveld::layout {

struct ShoveOptions {
    /// Per metre of street and metre that a line moves from where it lay: well above what lies in
    /// any profile, so that nothing moves but what must.
    double move_cost_eur_m2 = 500.0;
    /// First only placements are tried in which no other line moves further than this. The answer
    /// does not depend on it: unless what lies outside cannot be cheaper, all are tried.
    double window_m = 0.7;
    SearchLimits limits{200'000, 0.0};
};

/// A section ready for dragging: what its rules ask is worked out once, not at every step.
struct ShoveSection {
    SectionBrief brief;
    SectionProblem problem;
};
ShoveSection shove_section(SectionBrief brief);

/// Push and shove: `item` is put at `to` (to the brief's grid) and stays there; the others give
/// way, each as near to where it lay (`now`, one per item) as the constraints and costs allow. The
/// problem that comes back holds the cost of moving, and so does the answer's cost. No places:
/// the item may not lie there or there is no room for the rest (`answer.infeasible()`), or none was
/// found in time. Errors: `now` has not one place per item, no such item, a place that is no
/// number.
base::Result<SectionSolution> shove(const ShoveSection& section, const std::vector<ItemPlace>& now,
                                    std::size_t item, const ItemPlace& to,
                                    const ShoveOptions& options = {});

}  // namespace maaiveld::layout
