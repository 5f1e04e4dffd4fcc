#pragma once

#include "layout/section_solver_search.h"

namespace maaiveld::layout {

/// Whether a core has any placement, whatever it costs.
struct Feasible {
    bool known = false;       ///< false: too many items, or the budget ran out
    std::vector<int> places;  ///< a placement; empty: there is none (when known)
};

/// Items are placed from left to right, each as far left as it can lie: when costs do not count,
/// that leaves the others the most room. Beginnings with the same items are dropped when another
/// one leaves every remaining item at least the same places.
Feasible find_feasible(const Core& core, std::int64_t beginnings, SearchBudget& budget);

}  // namespace maaiveld::layout
