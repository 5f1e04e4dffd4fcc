#include "layout/section_problem.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

std::optional<Cost> cost_of_place(const SectionProblem& problem, std::size_t i, Place place) {
    const Item& item = problem.items[i];
    if (place.level < 0 || place.level >= static_cast<int>(item.levels.size())) return std::nullopt;
    const Level& level = item.levels[static_cast<std::size_t>(place.level)];
    const int known = std::min(problem.places, static_cast<int>(level.cost.size()));
    if (place.x < 0 || place.x >= known) return std::nullopt;
    const std::int32_t cost = level.cost[static_cast<std::size_t>(place.x)];
    if (cost == kForbidden) return std::nullopt;
    return cost;
}

int cover_of(const SectionProblem& problem, std::size_t i, Place place) {
    return problem.items[i].levels[static_cast<std::size_t>(place.level)].cover;
}

const Spacing* spacing_at(const Pair& pair, int difference) {
    if (pair.by_difference.size() == 1) return &pair.by_difference.front();
    const long at = static_cast<long>(difference) + pair.offset;
    if (at < 0 || at >= static_cast<long>(pair.by_difference.size())) return nullptr;
    return &pair.by_difference[static_cast<std::size_t>(at)];
}

std::optional<Cost> cost_of_distance(const Spacing& spacing, int d) {
    Cost short_of = 0;
    if (d >= spacing.right) {
        short_of = std::max<Cost>(0, Cost{spacing.wanted_right} - d);
    } else if (d <= spacing.left) {
        short_of = std::max<Cost>(0, Cost{d} - spacing.wanted_left);
    } else {
        return std::nullopt;
    }
    return short_of * spacing.cost_per_step;
}

std::optional<Cost> cost_of_pair(const SectionProblem& problem, const Pair& pair,
                                 const std::vector<Place>& places) {
    const Place a = places[pair.a];
    const Place b = places[pair.b];
    const int difference = cover_of(problem, pair.b, b) - cover_of(problem, pair.a, a);
    const Spacing* spacing = spacing_at(pair, difference);
    return spacing ? cost_of_distance(*spacing, b.x - a.x) : Cost{0};
}

bool keeps(const SectionProblem& problem, const FacadeOrder& order,
           const std::vector<Place>& places) {
    const int first = places[order.first].x;
    const int second = places[order.second].x;
    const auto side = [&](int x) {
        return 2 * x < problem.twice_middle ? -1 : 2 * x > problem.twice_middle;
    };
    if (side(first) == 0 || side(first) != side(second)) return true;
    return side(first) < 0 ? first + order.steps <= second : first >= second + order.steps;
}

/// q / (2 pi lambda) * ln(mirror distance / distance), the rise by one source.
double rise_by(const SectionProblem& problem, const SumLimit& limit, const SumLimit::Source& source,
               const std::vector<Place>& places) {
    const Place at = places[limit.item];
    const double x_m = at.x * problem.step_m;
    const double depth_m = cover_of(problem, limit.item, at) * problem.step_m + limit.axis_m;
    double source_x_m = source.x_m;
    double source_depth_m = source.depth_m;
    if (source.item) {
        const Place of = places[*source.item];
        source_x_m += of.x * problem.step_m;
        source_depth_m += cover_of(problem, *source.item, of) * problem.step_m;
    }
    const double apart_m = std::hypot(x_m - source_x_m, depth_m - source_depth_m);
    const double mirror_m =
        std::hypot(x_m - source_x_m, depth_m + source_depth_m + 2.0 * limit.film_m);
    return source.strength * std::log(mirror_m / apart_m);
}

bool keeps(const SectionProblem& problem, const SumLimit& limit, const std::vector<Place>& places) {
    double sum = 0.0;
    for (const SumLimit::Source& source : limit.sources) {
        if (source.strength > 0.0) sum += rise_by(problem, limit, source, places);
    }
    const auto level = static_cast<std::size_t>(places[limit.item].level);
    return level < limit.room_by_level.size() && sum <= limit.room_by_level[level];
}

Cost cost_of_width(const SectionProblem& problem, const std::vector<Place>& places) {
    int left = std::numeric_limits<int>::max();
    int right = std::numeric_limits<int>::min();
    for (std::size_t i = 0; i < places.size(); ++i) {
        left = std::min(left, places[i].x - problem.items[i].half_left);
        right = std::max(right, places[i].x + problem.items[i].half_right);
    }
    return Cost{problem.width_cost_per_step} * (right - left);
}

}  // namespace

std::optional<Cost> cost_of(const SectionProblem& problem, const std::vector<Place>& places) {
    if (places.size() != problem.items.size()) return std::nullopt;
    Cost cost = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::optional<Cost> own = cost_of_place(problem, i, places[i]);
        if (!own) return std::nullopt;
        cost += *own;
    }
    for (const Pair& pair : problem.pairs) {
        const std::optional<Cost> between = cost_of_pair(problem, pair, places);
        if (!between) return std::nullopt;
        cost += *between;
    }
    for (const FacadeOrder& order : problem.orders) {
        if (!keeps(problem, order, places)) return std::nullopt;
    }
    for (const SumLimit& limit : problem.limits) {
        if (!keeps(problem, limit, places)) return std::nullopt;
    }
    return places.empty() ? cost : cost + cost_of_width(problem, places);
}

}  // namespace maaiveld::layout
