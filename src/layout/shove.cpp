#include "layout/shove.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace maaiveld::layout {
namespace {

/// Adds what moving away from `now` costs to every level of an item; it has no price where the item
/// may not lie.
void add_moving(Item& item, const ItemPlace& now, double step_m, double cost_per_step) {
    const double x_now = now.x_m / step_m;
    std::vector<double> aside;
    for (Level& level : item.levels) {
        for (std::size_t x = aside.size(); x < level.cost.size(); ++x)
            aside.push_back(cost_per_step * std::abs(static_cast<double>(x) - x_now) + 0.5);
        const double sunk = cost_per_step * std::abs(level.cover - now.cover_m / step_m);
        for (std::size_t x = 0; x < level.cost.size(); ++x) {
            const auto moving = static_cast<std::int32_t>(aside[x] + sunk);
            const std::int32_t cost = level.cost[x];
            level.cost[x] = cost == kForbidden ? kForbidden : cost + moving;
        }
    }
}

/// The places as they were. The search judges whether they still fit, and mends them if it can.
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
    return start;
}

/// Least costs of an item's places near to where it lay, and of the others; kForbidden: none.
struct Least {
    std::int32_t near = kForbidden;
    std::int32_t far = kForbidden;
};

Least least_costs(const Item& item, const ItemPlace& now, double step_m, double window_m) {
    const double x_now = now.x_m / step_m;
    const double window = window_m / step_m;
    Least least;
    for (const Level& level : item.levels) {
        for (std::size_t x = 0; x < level.cost.size(); ++x) {
            const bool is_near = std::abs(static_cast<double>(x) - x_now) <= window;
            std::int32_t& known = is_near ? least.near : least.far;
            const std::int32_t cost = level.cost[x];
            if (cost != kForbidden && (known == kForbidden || cost < known)) known = cost;
        }
    }
    return least;
}

void forbid_far(Item& item, const ItemPlace& now, double step_m, double window_m) {
    const double x_now = now.x_m / step_m;
    for (Level& level : item.levels) {
        for (std::size_t x = 0; x < level.cost.size(); ++x) {
            if (std::abs(static_cast<double>(x) - x_now) > window_m / step_m)
                level.cost[x] = kForbidden;
        }
    }
}

/// No placement costs less in which some line lies outside its window: every line at its cheapest
/// place, but the one that loses least by it outside. (Distances and width never lower a cost.)
/// Nothing: no line has a place outside.
std::optional<Cost> least_outside(const SectionProblem& problem, const std::vector<ItemPlace>& now,
                                  std::size_t dragged, double step_m, double window_m) {
    Cost all = 0;
    std::optional<Cost> extra;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const Least least =
            least_costs(problem.items[i], now[i], step_m, i == dragged ? 1e9 : window_m);
        if (least.far == kForbidden && least.near == kForbidden) return std::nullopt;
        if (least.near == kForbidden) {
            all += least.far;
            extra = 0;
            continue;
        }
        if (least.far != kForbidden) {
            const Cost more = std::max(0, least.far - least.near);
            extra = std::min(extra.value_or(more), more);
            all += std::min(least.near, least.far);
        } else {
            all += least.near;
        }
    }
    return extra ? std::optional<Cost>{all + *extra} : std::nullopt;
}

/// The optimum, looked for nearby first.
SectionAnswer solve_near_first(const SectionProblem& problem, const std::vector<ItemPlace>& now,
                               std::size_t dragged, std::vector<Place> start,
                               const ShoveOptions& options) {
    const auto outside = least_outside(problem, now, dragged, problem.step_m, options.window_m);
    if (!outside) return solve_section(problem, options.limits, start);
    SectionProblem near = problem;
    for (std::size_t i = 0; i < now.size(); ++i)
        if (i != dragged) forbid_far(near.items[i], now[i], problem.step_m, options.window_m);
    const SectionAnswer answer = solve_section(near, options.limits, start);
    if (answer.found()) start = answer.places;
    if (answer.found() && answer.end == SearchEnd::Proven && answer.cost <= *outside) return answer;
    return solve_section(problem, options.limits, start);
}

/// The item may lie at one place and cover only, and only if it may lie there at all.
void hold(Item& item, const ItemPlace& to, double step_m) {
    const auto x = static_cast<std::size_t>(std::lround(to.x_m / step_m));
    const long cover = std::lround(to.cover_m / step_m);
    for (Level& level : item.levels) {
        const std::int32_t cost =
            level.cover == cover && x < level.cost.size() ? level.cost[x] : kForbidden;
        std::fill(level.cost.begin(), level.cost.end(), kForbidden);
        if (cost != kForbidden) level.cost[x] = cost;
    }
}

}  // namespace

ShoveSection shove_section(SectionBrief brief) {
    ShoveSection section{std::move(brief), {}};
    section.problem = problem_of(section.brief);
    return section;
}

base::Result<SectionSolution> shove(const ShoveSection& section, const std::vector<ItemPlace>& now,
                                    std::size_t item, const ItemPlace& to,
                                    const ShoveOptions& options) {
    const SectionBrief& brief = section.brief;
    if (now.size() != brief.items.size() || item >= now.size())
        return base::bad_input(fmt::format("a section of {} lines needs that many places, not {}",
                                           brief.items.size(), now.size()));
    if (!std::isfinite(to.x_m) || !std::isfinite(to.cover_m) || to.x_m < 0.0)
        return base::bad_input("the new place is no number, or lies left of the section");
    SectionSolution solution;
    solution.brief = brief;
    solution.problem = section.problem;
    const double per_step = 1000.0 * options.move_cost_eur_m2 * brief.step_m;
    for (std::size_t i = 0; i < now.size(); ++i) {
        Item& one = solution.problem.items[i];
        if (i == item) {
            hold(one, to, brief.step_m);
        } else {
            add_moving(one, now[i], brief.step_m, per_step);
        }
    }
    std::vector<ItemPlace> start = now;
    start[item] = to;
    solution.answer =
        solve_near_first(solution.problem, now, item, start_of(solution.problem, start), options);
    if (solution.answer.found())
        solution.places = places_of(brief, solution.problem, solution.answer.places);
    return solution;
}

}  // namespace maaiveld::layout
