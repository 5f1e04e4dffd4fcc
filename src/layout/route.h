#pragma once

#include "layout/section_problem.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace maaiveld::layout {

/// A section as lines along a street see it: every line at one height, so that a pair asks one
/// distance on either side and lines never pass over each other.
struct RouteSection {
    struct Line {
        std::size_t line = 0;  ///< which line of the street
        int half_left = 0, half_right = 0;
        std::vector<std::int32_t> cost;  ///< by place, per metre, or kForbidden
    };
    /// What a pair asks when `left` lies left of `right` (indices in `lines`).
    struct Gap {
        int need = 0;  ///< x_right - x_left at least; kImpossible: never in this order
        int wanted = 0;
        std::int32_t cost_per_step = 0;
    };
    static constexpr int kImpossible = 1 << 28;

    int places = 0;
    std::vector<Line> lines;
    std::vector<Gap> gaps;  ///< lines.size() squared, [left * n + right]
    std::vector<FacadeOrder> orders;
    int twice_middle = 0;
    std::int32_t width_cost_per_step = 0;

    const Gap& gap(std::size_t left, std::size_t right) const {
        return gaps[left * lines.size() + right];
    }
};

/// A piece of the street on which one section holds.
struct RouteBay {
    std::int64_t length_mm = 0;
    std::size_t section = 0;
    int most_shift = 0;  ///< grid steps that a line may move sideways within it
};

/// Lines along a street. Between bays lie nodes: bay k runs from node k to node k + 1. A line has
/// one place at every node of its bays and is straight between.
struct RouteProblem {
    std::size_t lines = 0;
    std::vector<RouteSection> sections;
    std::vector<RouteBay> bays;
    /// Where a line moves sideways it comes nearer to its neighbours by the cosine of its angle:
    /// gaps there count times this (1 / cos of the steepest angle).
    double slanted_gap = 1.0;
    std::int64_t bend_cost = 0;  ///< one bend of one line, millionths of a euro
    /// Orders from left to right to try first (each a permutation of all lines).
    std::vector<std::vector<std::size_t>> orders;
};

/// Places by line and node; `kNowhere` where a line is absent or was not placed.
struct Route {
    static constexpr int kNowhere = -1;
    std::vector<std::vector<int>> x;
    std::vector<std::size_t> order;   ///< the placed lines from left to right
    std::vector<std::size_t> absent;  ///< lines for which no way was found
    std::int64_t cost = 0;            ///< millionths of a euro
    bool cut_short = false;           ///< by the clock
};

struct RouteLimits {
    int rounds = 12;  ///< of routing every line again
    std::uint64_t seed = 1;
    std::int64_t good_enough = 0;  ///< stop at or below this cost
    double seconds = 0.0;          ///< 0: no clock
};

/// What a route costs, or nothing when it breaks a constraint: sections at both ends of each bay
/// (half the bay's length each) and bends.
std::optional<std::int64_t> cost_of(const RouteProblem& problem, const Route& route);

/// Where a line lies at every node, in steps, without the rounding to whole ones: straight between
/// its corners as long as no node is off by more than half a step. Route::kNowhere where it is not.
std::vector<double> straightened(const RouteProblem& problem, const Route& route, std::size_t line);

/// How often a line of the route changes direction, rounding to whole steps aside.
std::int64_t bends_of(const RouteProblem& problem, const Route& route, std::size_t line);

/// A valid route for as many lines as possible; what finds no way is `absent`. With a fixed order
/// from left to right everything a street asks is a difference of two places, so that the leftmost
/// route of an order (or that there is none) follows from one fixpoint. Lines are inserted one by
/// one; one that does not fit rips out another, which is inserted again later, and how often that
/// happened decides who yields next.
Route first_route(const RouteProblem& problem, const RouteLimits& limits = {});

/// A route that keeps one order and takes, on each stretch of street, one of a few placements of
/// all lines together; between them all lines move over in step, which keeps the gaps of both ends
/// all the way. The placements are each section's optimum in that order (gaps as for slanting
/// lines) and those handed in (`more`: x by line). The cheapest such route; nothing when none leads
/// from end to end. Finds what no line finds alone: a row of lines that goes around something.
std::optional<Route> in_step(const RouteProblem& problem, const std::vector<std::size_t>& order,
                             const std::vector<std::vector<int>>& more, const SearchLimits& limits,
                             int threads);

/// A cheaper route: each line in turn takes the cheapest path through the others (exact, by dynamic
/// programming over nodes, places and slots in the order), then bundles of neighbours shift
/// together, then runs of bays take their section's optimum; until nothing improves.
/// `optima`: by section a placement, x by line of the section; may be empty.
Route improved(const RouteProblem& problem, Route route, const RouteLimits& limits,
               const std::vector<std::vector<int>>& optima = {});

}  // namespace maaiveld::layout
