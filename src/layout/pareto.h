#pragma once

#include "layout/section_problem.h"

#include <functional>
#include <memory>
#include <vector>

namespace maaiveld::layout {

/// The cheapest layout that is no wider than this one.
struct FrontPoint {
    int width = 0;  ///< occupied, in grid steps: leftmost edge to rightmost edge
    Cost cost = 0;
    std::vector<Place> places;
    bool proven = true;  ///< no cheaper one is as narrow
};

struct ParetoOptions {
    int width_step = 10;               ///< grid steps between widths that are asked for
    std::size_t most_points = 400;     ///< found in all
    std::int64_t most_solves = 2500;   ///< searches in all
    std::int64_t nodes = 8'000'000;    ///< of all searches together
    SearchLimits solve{300'000, 0.0};  ///< of one search
    /// Finds placements; absent: solve_section.
    std::function<SectionAnswer(const SectionProblem&, const SearchLimits&)> solver;
};

struct Front {
    std::vector<FrontPoint> points;  ///< by rising width and falling cost
    bool complete = true;            ///< false: a limit ended the sweep early
    std::int64_t solves = 0;
    std::int64_t nodes = 0;
};

/// The front of occupied width against cost. Epsilon-constraint method: the cheapest layout for a
/// largest width, then for smaller ones, down to the narrowest there is. A largest width is kept by
/// branch and bound over the place of the window that holds all items: a search between the left
/// end of the first window and the right end of the last bounds all of them, and where its answer
/// is too wide it tells where to cut. Exact on the steps given; deterministic.
Front pareto_front(const SectionProblem& problem, const ParetoOptions& options = {});

/// The same for several problems that differ only in how much is forbidden: what is known of one
/// bounds those that forbid more.
class FrontSearch {
public:
    explicit FrontSearch(ParetoOptions options = {});
    ~FrontSearch();

    /// The front of a problem, as pareto_front. `forbids` tells how much is forbidden, one number
    /// per kind: where all are at least those of an earlier problem, whatever that forbids is
    /// forbidden here too, and costs are equal. As many numbers at every call.
    std::vector<FrontPoint> front(const SectionProblem& problem, const std::vector<int>& forbids);

    bool complete() const;  ///< false: a limit ended a front early
    std::int64_t solves() const;
    std::int64_t nodes() const;

private:
    class Sweep;
    std::unique_ptr<Sweep> sweep_;
};

/// The width that a placement occupies, in grid steps.
int occupied_width(const SectionProblem& problem, const std::vector<Place>& places);

}  // namespace maaiveld::layout
