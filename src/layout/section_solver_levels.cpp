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

void flatten_pairs(FlatProblem& flat, std::vector<bool>& matters) {
    for (Pair& pair : flat.problem.pairs) {
        if (pair.by_difference.empty()) continue;
        if (const Spacing* spacing = at_all_levels(flat.problem, pair)) {
            pair.by_difference = std::vector<Spacing>{*spacing};
            pair.offset = 0;
        } else {
            matters[pair.a] = matters[pair.b] = true;
        }
    }
}

void flatten_item(Item& item, int places, std::vector<int>& kept) {
    Level least;
    least.cover = item.levels.front().cover;
    least.cost.assign(static_cast<std::size_t>(places), kForbidden);
    kept.assign(static_cast<std::size_t>(places), 0);
    for (std::size_t l = 0; l < item.levels.size(); ++l) {
        const auto& cost = item.levels[l].cost;
        for (std::size_t x = 0; x < std::min(cost.size(), least.cost.size()); ++x) {
            if (cost[x] >= least.cost[x]) continue;
            least.cost[x] = cost[x];
            kept[x] = static_cast<int>(l);
        }
    }
    item.levels.assign(1, std::move(least));
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
    FlatProblem flat{problem, std::vector<std::vector<int>>(problem.items.size())};
    std::vector<bool> matters(problem.items.size(), false);
    flatten_pairs(flat, matters);
    for (const SumLimit& limit : problem.limits) {
        matters[limit.item] = true;
        for (const SumLimit::Source& source : limit.sources) {
            if (source.item) matters[*source.item] = true;
        }
    }
    for (std::size_t i = 0; i < problem.items.size(); ++i) {
        if (!matters[i]) flatten_item(flat.problem.items[i], problem.places, flat.level[i]);
    }
    return flat;
}

}  // namespace maaiveld::layout
