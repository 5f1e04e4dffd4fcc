#pragma once

#include "layout/section_solver_core.h"

namespace maaiveld::layout {

/// Adds to the core what every sum limit asks of a pair by itself: the least distance at which the
/// item's sum can stay within its room when all other sources add as little as they can inside the
/// box. Never more than the limit itself asks. False: no placement in the box keeps a limit.
bool take_limits(const SectionProblem& problem, const Box& box, Core& core);

}  // namespace maaiveld::layout
