#pragma once

#include "layout/section_solver_core.h"

namespace maaiveld::layout {

bool all_single(const Box& box);

/// Cuts a box in two (never empty) parts that together hold all its placements. `x`: the placement
/// of the core that did not fit the box, or empty when none was found; the cut then runs through an
/// item that has to do with the misfit.
std::vector<Box> cut_box(const SectionProblem& problem, const Box& box, const std::vector<int>& x);

}  // namespace maaiveld::layout
