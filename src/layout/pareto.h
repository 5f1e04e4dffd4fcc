#pragma once

#include "layout/section_problem.h"

#include <functional>
#include <limits>
#include <vector>

namespace maaiveld::layout {

/// One layout on the front: no other found is at least as good in width, heat room and cost and
/// better in one of them.
struct FrontPoint {
    int width = 0;           ///< occupied, in grid steps: leftmost edge to rightmost edge
    double heat_room_K = 0;  ///< least over the limits of room - sum; infinite without limits
    Cost cost = 0;
    std::vector<Place> places;
    bool proven = true;  ///< no cheaper one is as narrow and as cool
};

struct ParetoOptions {
    int width_step = 10;               ///< grid steps between widths that are asked for
    double heat_step_K = 0.5;          ///< between heat rooms that are asked for; positive
    double least_heat_room_K = 0.0;    ///< points with less room are not looked for
    std::size_t most_points = 60;      ///< found in all, those beaten later included
    std::int64_t most_solves = 2000;   ///< searches in all
    std::int64_t nodes = 6'000'000;    ///< of all searches together
    SearchLimits solve{300'000, 0.0};  ///< of one search
    /// Finds placements; absent: solve_section.
    std::function<SectionAnswer(const SectionProblem&, const SearchLimits&)> solver;
};

struct Front {
    std::vector<FrontPoint> points;  ///< by rising width, then falling cost
    bool complete = true;            ///< false: a limit ended the sweep early
    std::int64_t solves = 0;
    std::int64_t nodes = 0;
};

/// The front of occupied width against heat room against cost. Epsilon-constraint method: the
/// cheapest layout for a largest width and a least heat room, then narrower and cooler in turn.
/// A largest width is kept by bisecting over the place of the window that holds all items: a
/// search over a wider window bounds all windows in it; one search with the width as first aim
/// tells where to stop. Exact on the steps given; deterministic.
Front pareto_front(const SectionProblem& problem, const ParetoOptions& options = {});

/// The width that a placement occupies, in grid steps.
int occupied_width(const SectionProblem& problem, const std::vector<Place>& places);

/// Kelvin left below the limits of a placement: the least of room - sum; infinite without limits.
double heat_room_K(const SectionProblem& problem, const std::vector<Place>& places);

/// Whether `a` is at least as good as `b` in all three and better in one.
bool dominates(const FrontPoint& a, const FrontPoint& b);

}  // namespace maaiveld::layout
