#include "layout/shove.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace maaiveld::layout {
namespace {

/// Adds what moving away from `now` costs, and fixes one item.
void add_moving(SectionProblem& problem, const std::vector<ItemPlace>& now, std::size_t fixed,
                double cost_eur_m2) {
    const double per_step = 1000.0 * cost_eur_m2 * problem.step_m;
    for (std::size_t i = 0; i < problem.items.size(); ++i) {
        if (i == fixed) continue;
        const double x_now = now[i].x_m / problem.step_m;
        for (Level& level : problem.items[i].levels) {
            const double sunk = std::abs(level.cover - now[i].cover_m / problem.step_m);
            for (std::size_t x = 0; x < level.cost.size(); ++x) {
                if (level.cost[x] == kForbidden) continue;
                const double moved = std::abs(static_cast<double>(x) - x_now) + sunk;
                level.cost[x] += static_cast<std::int32_t>(std::lround(per_step * moved));
            }
        }
    }
}

/// The places as they were, where the problem still knows them.
std::vector<Place> start_of(const SectionProblem& problem, const std::vector<ItemPlace>& now) {
    std::vector<Place> start;
    for (std::size_t i = 0; i < problem.items.size(); ++i) {
        const auto& levels = problem.items[i].levels;
        const int cover = static_cast<int>(std::lround(now[i].cover_m / problem.step_m));
        const auto nearest =
            std::min_element(levels.begin(), levels.end(), [&](const Level& a, const Level& b) {
                return std::abs(a.cover - cover) < std::abs(b.cover - cover);
            });
        start.push_back({static_cast<int>(std::lround(now[i].x_m / problem.step_m)),
                         static_cast<int>(nearest - levels.begin())});
    }
    return cost_of(problem, start) ? start : std::vector<Place>{};
}

}  // namespace

base::Result<SectionSolution> shove(const SectionBrief& brief, const std::vector<ItemPlace>& now,
                                    std::size_t item, const ItemPlace& to,
                                    const ShoveOptions& options) {
    if (now.size() != brief.items.size() || item >= now.size())
        return base::bad_input(fmt::format("a section of {} lines needs that many places, not {}",
                                           brief.items.size(), now.size()));
    if (!std::isfinite(to.x_m) || !std::isfinite(to.cover_m))
        return base::bad_input("the new place is no number");
    SectionSolution solution;
    solution.brief = brief;
    BriefItem& fixed = solution.brief.items[item];
    fixed.fixed_x_m = std::round(to.x_m / brief.step_m) * brief.step_m;
    fixed.fixed_cover_m = std::round(to.cover_m / brief.step_m) * brief.step_m;
    solution.problem = problem_of(solution.brief);
    std::vector<ItemPlace> start = now;
    start[item] = {*fixed.fixed_x_m, *fixed.fixed_cover_m};
    add_moving(solution.problem, start, item, options.move_cost_eur_m2);
    solution.answer =
        solve_section(solution.problem, options.limits, start_of(solution.problem, start));
    if (solution.answer.found())
        solution.places = places_of(solution.brief, solution.problem, solution.answer.places);
    return solution;
}

}  // namespace maaiveld::layout
