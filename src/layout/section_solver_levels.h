#pragma once

#include "layout/section_problem.h"

#include <vector>

namespace maaiveld::layout {

/// A section problem in which items have one level where their level matters to nobody else: the
/// cheapest at every place. `levels` leads back.
struct FlatProblem {
    SectionProblem problem;
    /// By item and place: the level that was kept; empty where the item kept its levels.
    std::vector<std::vector<int>> level;

    std::vector<Place> flat(const std::vector<Place>& places) const;
    std::vector<Place> full(std::vector<Place> places) const;
};

FlatProblem flattened(const SectionProblem& problem);

}  // namespace maaiveld::layout
