#include "layout/section_solver_levels.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

bool same(const Spacing& a, const Spacing& b) {
    return a.left == b.left && a.right == b.right && a.wanted_left == b.wanted_left &&
           a.wanted_right == b.wanted_right && a.cost_per_step == b.cost_per_step;
}

/// The spacing that holds at all levels of the pair; nothing when it differs, or when some have
/// none.
const Spacing* at_all_levels(const SectionProblem& problem, const Pair& pair) {
    if (pair.by_difference.empty()) return nullptr;
    const Spacing& first = pair.by_difference.front();
    if (pair.by_difference.size() == 1) return &first;
    const auto covers = [&](std::size_t i) {
        const auto& levels = problem.items[i].levels;
        const auto [lo, hi] =
            std::minmax_element(levels.begin(), levels.end(),
                                [](const Level& a, const Level& b) { return a.cover < b.cover; });
        return std::pair{static_cast<long>(lo->cover), static_cast<long>(hi->cover)};
    };
    const auto [a_lo, a_hi] = covers(pair.a);
    const auto [b_lo, b_hi] = covers(pair.b);
    const long from = b_lo - a_hi + pair.offset;
    const long to = b_hi - a_lo + pair.offset;
    if (from < 0 || to >= static_cast<long>(pair.by_difference.size())) return nullptr;
    const Spacing& one = pair.by_difference[static_cast<std::size_t>(from)];
    for (long at = from; at <= to; ++at) {
        if (!same(pair.by_difference[static_cast<std::size_t>(at)], one)) return nullptr;
    }
    return &one;
}

void flatten_pairs(const SectionProblem& problem, FlatProblem& flat, std::vector<bool>& matters) {
    for (const Pair& pair : problem.pairs) {
        const Spacing* spacing = at_all_levels(problem, pair);
        if (spacing) {
            flat.problem.pairs.push_back({pair.a, pair.b, 0, {*spacing}});
            continue;
        }
        flat.problem.pairs.push_back(pair);
        if (!pair.by_difference.empty()) matters[pair.a] = matters[pair.b] = true;
    }
}

/// The item with its cheapest level at every place; `kept` tells which.
Item flattened_item(const Item& item, int places, std::vector<int>& kept) {
    Level least;
    least.cover = item.levels.front().cover;
    least.cost.assign(static_cast<std::size_t>(places), kForbidden);
    kept.assign(static_cast<std::size_t>(places), 0);
    for (std::size_t l = 0; l < item.levels.size(); ++l) {
        const auto& cost = item.levels[l].cost;
        const std::size_t known = std::min(cost.size(), least.cost.size());
        const int level = static_cast<int>(l);
        for (std::size_t x = 0; x < known; ++x) {
            const bool less = cost[x] < least.cost[x];
            least.cost[x] = less ? cost[x] : least.cost[x];
            kept[x] = less ? level : kept[x];
        }
    }
    return {item.name, item.half_left, item.half_right, {std::move(least)}};
}

}  // namespace

std::vector<Place> FlatProblem::flat(const std::vector<Place>& places) const {
    std::vector<Place> flat = places;
    for (std::size_t i = 0; i < flat.size() && i < level.size(); ++i) {
        if (!level[i].empty()) flat[i].level = 0;
    }
    return flat;
}

std::vector<Place> FlatProblem::full(std::vector<Place> places) const {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!level[i].empty()) places[i].level = level[i][static_cast<std::size_t>(places[i].x)];
    }
    return places;
}

FlatProblem flattened(const SectionProblem& problem) {
    FlatProblem flat;
    flat.problem.step_m = problem.step_m;
    flat.problem.places = problem.places;
    flat.problem.orders = problem.orders;
    flat.problem.limits = problem.limits;
    flat.problem.twice_middle = problem.twice_middle;
    flat.problem.width_cost_per_step = problem.width_cost_per_step;
    flat.level.resize(problem.items.size());
    std::vector<bool> matters(problem.items.size(), false);
    flatten_pairs(problem, flat, matters);
    for (const SumLimit& limit : problem.limits) {
        matters[limit.item] = true;
        for (const SumLimit::Source& source : limit.sources) {
            if (source.item) matters[*source.item] = true;
        }
    }
    for (std::size_t i = 0; i < problem.items.size(); ++i) {
        const Item& item = problem.items[i];
        flat.problem.items.push_back(
            matters[i] ? item : flattened_item(item, problem.places, flat.level[i]));
    }
    return flat;
}

}  // namespace maaiveld::layout
