#pragma once

#include "layout/section_bound.h"
#include "layout/section_solver_core.h"

#include <cstddef>

namespace maaiveld::layout {

/// A good placement of a core: from left to right, keeping the `width` most promising beginnings of
/// every length. What a beginning still needs comes from the tables of coarser(core, grid). Empty:
/// none was found, which proves nothing.
std::vector<int> beam_placement(const Core& core, const SectionBound& right, int grid,
                                std::size_t width);

/// A placement near x for a core in which some item may not stay where it was: that item goes to
/// its nearest place, the others keep their sides of it and give way. Empty: they cannot.
std::vector<int> pushed(const Core& core, const std::vector<int>& x);

/// The cheapest levels of `box` for items at these places, each item by itself.
std::vector<Place> with_levels(const SectionProblem& problem, const Box& box,
                               const std::vector<int>& x);

/// Moves one item at a time to its best place and level until nothing gets cheaper. The start must
/// keep every constraint; so does the result.
std::vector<Place> improved(const SectionProblem& problem, std::vector<Place> places);

}  // namespace maaiveld::layout
