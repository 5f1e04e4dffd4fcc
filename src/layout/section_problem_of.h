#pragma once

#include "layout/section_brief.h"

#include <cstdint>
#include <vector>

namespace maaiveld::layout {

// How problem_of (section_brief.h) goes about its work; of use to nobody else.

/// A brief with its selection applied: which items count, and their bodies on the grid.
struct ChosenBrief {
    const SectionBrief& brief;
    std::vector<std::size_t> items;  ///< of the brief, in order
    std::vector<std::size_t>
        index;  ///< by item of the brief: its place in `items`, or items.size()
    std::vector<BriefItem> on_grid;  ///< by item of the brief: bodies moved by what a fixed place
                                     ///< lies off the grid
    std::vector<std::size_t> requirements;  ///< of the brief, about chosen items only
    std::vector<std::size_t> heat_limits;
    /// By obstacle: the obstacles that are pieces of the same thing.
    std::vector<std::vector<std::size_t>> pieces;

    bool has(std::size_t item) const { return index[item] < items.size(); }
    const Requirement& requirement(std::size_t k) const { return brief.requirements[k]; }
};

ChosenBrief chosen(const SectionBrief& brief, const BriefSelection& selection);

/// Covers and places of one item: section_levels.cpp.
Item levels_of(const ChosenBrief& chosen, std::size_t item, int places);

/// What two items ask of each other; `by_difference` is empty when nothing. section_pairs.cpp.
Pair pair_of(const ChosenBrief& chosen, const SectionProblem& problem, std::size_t a,
             std::size_t b);

/// Steps of the grid in a length: rounded down or up, but a length that is a whole number of steps
/// to within rounding is that number.
int steps_down(double length_m, double step_m);
int steps_up(double length_m, double step_m);

/// A cost in thousandths of a euro per metre, within what 32 bits hold.
std::int32_t thousandths(double cost_eur_m);

/// Kelvin that a line source of strength q / (2 pi lambda) adds at a depth, `across_m` aside, with
/// its mirror image above an isothermal surface; `film_m` is the layer that stands for the surface
/// film. Kennelly's mirror method (IEC 60287-2-1, 2.2.3.1), grade A.
double warming_K(double across_m, double depth_m, double source_depth_m, double film_m,
                 double strength_K);

/// Whether the obstacle is one of those that may touch the item.
bool may_touch(const BriefItem& item, const Obstacle& obstacle);

}  // namespace maaiveld::layout
