#include "layout/section_solver_split.h"

#include "layout/section_solver_start.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

bool one(const Box::Range& range) {
    return range.single();
}

/// How much a misfit blames each item: 1 for a part in a broken or underrated pair, order or limit.
std::vector<int> blame(const SectionProblem& problem, const Box& box, const std::vector<int>& x) {
    std::vector<int> blamed(box.items.size(), 0);
    const std::vector<Place> places = with_levels(problem, box, x);
    SectionProblem part;
    part.step_m = problem.step_m;
    part.places = problem.places;
    part.items = problem.items;
    part.twice_middle = problem.twice_middle;
    const auto fits = [&] { return cost_of(part, places).has_value(); };
    for (const Pair& pair : problem.pairs) {
        part.pairs.assign(1, pair);
        if (!fits()) blamed[pair.a] = blamed[pair.b] = 1;
    }
    part.pairs.clear();
    for (const FacadeOrder& order : problem.orders) {
        part.orders.assign(1, order);
        if (!fits()) blamed[order.first] = blamed[order.second] = 1;
    }
    part.orders.clear();
    for (const SumLimit& limit : problem.limits) {
        part.limits.assign(1, limit);
        if (fits()) continue;
        blamed[limit.item] = 1;
        for (const SumLimit::Source& source : limit.sources) {
            if (source.item) blamed[*source.item] = 1;
        }
    }
    return blamed;
}

/// The reach of an item's pairs: how far it has a say.
int reach(const SectionProblem& problem, std::size_t i) {
    int farthest = 0;
    for (const Pair& pair : problem.pairs) {
        if (pair.a != i && pair.b != i) continue;
        for (const Spacing& s : pair.by_difference) {
            farthest = std::max(farthest, std::min(s.right, problem.places));
        }
    }
    return farthest;
}

Cost choices(const Box::Range& r) {
    return Cost{r.hi - r.lo + 1} * (r.level_hi - r.level_lo + 1);
}

std::size_t item_to_cut(const SectionProblem& problem, const Box& box, const std::vector<int>& x) {
    std::vector<int> blamed(box.items.size(), 0);
    if (!x.empty()) blamed = blame(problem, box, x);
    std::size_t best = box.items.size();
    const auto weight = [&](std::size_t i) {
        const Cost far = x.empty() ? reach(problem, i) : 1;
        return std::pair{blamed[i], far * choices(box.items[i])};
    };
    for (std::size_t i = 0; i < box.items.size(); ++i) {
        if (one(box.items[i])) continue;
        if (best == box.items.size() || weight(i) > weight(best)) best = i;
    }
    return best;
}

}  // namespace

bool all_single(const Box& box) {
    return std::all_of(box.items.begin(), box.items.end(), one);
}

std::vector<Box> cut_box(const SectionProblem& problem, const Box& box, const std::vector<int>& x) {
    const std::size_t i = item_to_cut(problem, box, x);
    const Box::Range& range = box.items[i];
    std::vector<Box> parts{box, box};
    const bool by_level = range.level_hi - range.level_lo >= range.hi - range.lo;
    if (by_level) {
        const int middle = range.level_lo + (range.level_hi - range.level_lo) / 2;
        parts[0].items[i].level_hi = middle;
        parts[1].items[i].level_lo = middle + 1;
    } else {
        const int middle = range.lo + (range.hi - range.lo) / 2;
        parts[0].items[i].hi = middle;
        parts[1].items[i].lo = middle + 1;
    }
    return parts;
}

}  // namespace maaiveld::layout
