#include "layout/section_solver_core.h"

#include "layout/section_solver_limits.h"

#include <algorithm>

namespace maaiveld::layout {

Box whole_box(const SectionProblem& problem) {
    Box box;
    for (const Item& item : problem.items) {
        box.items.push_back({0, problem.places - 1, 0, static_cast<int>(item.levels.size()) - 1});
    }
    return box;
}

int Core::after_by_order(std::size_t left, std::size_t right, int x) const {
    int at = x;
    const int middle = (twice_middle + 1) / 2;
    if (const int steps = facade_left[left * items + right]; steps > 0) {
        if (2 * x > twice_middle) return kNowhere;
        if (2 * x < twice_middle) at = std::max(at, std::min(x + steps, middle));
    }
    if (const int steps = facade_right[left * items + right]; steps > 0) {
        if (2 * x < twice_middle) at = std::max(at, middle);
        if (2 * x > twice_middle) at = std::max(at, x + steps);
    }
    return at;
}

namespace {

/// The cheapest level at every place of the box; returns whether the item has a place at all.
bool take_places(const SectionProblem& problem, const Box::Range& range, std::size_t i,
                 Core& core) {
    std::vector<std::int32_t>& cost = core.cost[i];
    cost.assign(static_cast<std::size_t>(core.places), kForbidden);
    for (int l = range.level_lo; l <= range.level_hi; ++l) {
        const auto& of_level = problem.items[i].levels[static_cast<std::size_t>(l)].cost;
        const int known = std::min(problem.places, static_cast<int>(of_level.size()));
        const int last = std::min(range.hi, known - 1);
        for (int x = range.lo; x <= last; ++x) {
            const auto at = static_cast<std::size_t>(x);
            cost[at] = std::min(cost[at], of_level[at]);
        }
    }
    const std::int32_t least = *std::min_element(cost.begin(), cost.end());
    if (least == kForbidden) return false;
    core.base += least;
    for (std::int32_t& c : cost) {
        if (c != kForbidden)
            c = static_cast<std::int32_t>(std::min<Cost>(Cost{c} - least, kForbidden - 1));
    }
    return true;
}

/// A spacing seen from the item that lies left: what it asks of d >= 0. `mirrored`: the spacing's
/// own a lies right.
Rightward seen_from_left(const Spacing& spacing, bool mirrored) {
    const int left = mirrored ? -spacing.right : spacing.left;
    const int right = mirrored ? -spacing.left : spacing.right;
    const int wanted = mirrored ? -spacing.wanted_left : spacing.wanted_right;
    // Forbidden distances start right of 0: near ones are free, so ask nothing. (Distance 0 alone
    // is looked at in the other order.)
    if (left > 0) return {};
    return {std::max(0, right), wanted, wanted > std::max(0, right) ? spacing.cost_per_step : 0};
}

Rightward weakest(const Rightward& a, const Rightward& b) {
    return {std::min(a.gap, b.gap), std::min(a.wanted, b.wanted), std::min(a.per_step, b.per_step)};
}

/// Both hold. Two wanted distances at one pair do not fit in one: the dearer one is kept.
Rightward both(const Rightward& a, const Rightward& b) {
    const auto worth = [](const Rightward& r) { return Cost{r.per_step} * (r.wanted - r.gap); };
    Rightward sum = worth(a) >= worth(b) ? a : b;
    sum.gap = std::max(a.gap, b.gap);
    return sum;
}

struct Sides {
    Rightward a_left, b_left;
};

void take_spacing(const Spacing* spacing, bool first, Sides& sides) {
    const Rightward a_left = spacing ? seen_from_left(*spacing, false) : Rightward{};
    const Rightward b_left = spacing ? seen_from_left(*spacing, true) : Rightward{};
    sides.a_left = first ? a_left : weakest(sides.a_left, a_left);
    sides.b_left = first ? b_left : weakest(sides.b_left, b_left);
}

/// The least that a pair asks over all levels of the box.
Sides weakest_sides(const SectionProblem& problem, const Box& box, const Pair& pair) {
    Sides sides;
    if (pair.by_difference.size() == 1) {
        take_spacing(&pair.by_difference.front(), true, sides);
        return sides;
    }
    std::vector<bool> met(pair.by_difference.size() + 1, false);  // the last one: no entry
    bool first = true;
    const Box::Range& a = box.items[pair.a];
    const Box::Range& b = box.items[pair.b];
    for (int la = a.level_lo; la <= a.level_hi; ++la) {
        for (int lb = b.level_lo; lb <= b.level_hi; ++lb) {
            const int cover_a = problem.items[pair.a].levels[static_cast<std::size_t>(la)].cover;
            const int cover_b = problem.items[pair.b].levels[static_cast<std::size_t>(lb)].cover;
            const long at = static_cast<long>(cover_b) - cover_a + pair.offset;
            const bool inside = at >= 0 && at < static_cast<long>(pair.by_difference.size());
            const std::size_t slot = inside ? static_cast<std::size_t>(at) : met.size() - 1;
            if (met[slot]) continue;
            met[slot] = true;
            take_spacing(inside ? &pair.by_difference[slot] : nullptr, first, sides);
            first = false;
        }
    }
    return sides;
}

void take_pairs(const SectionProblem& problem, const Box& box, Core& core) {
    for (const Pair& pair : problem.pairs) {
        const Sides sides = weakest_sides(problem, box, pair);
        Rightward& ab = core.rightward[pair.a * core.items + pair.b];
        Rightward& ba = core.rightward[pair.b * core.items + pair.a];
        ab = both(ab, sides.a_left);
        ba = both(ba, sides.b_left);
    }
    for (const FacadeOrder& order : problem.orders) {
        int& first_left = core.facade_left[order.first * core.items + order.second];
        int& first_right = core.facade_right[order.second * core.items + order.first];
        first_left = std::max(first_left, order.steps);
        first_right = std::max(first_right, order.steps);
    }
}

bool same(const Rightward& a, const Rightward& b) {
    return a.gap == b.gap && a.wanted == b.wanted && a.per_step == b.per_step;
}

bool twins(const Core& core, std::size_t i, std::size_t k) {
    if (core.half_left[i] != core.half_left[k] || core.half_right[i] != core.half_right[k])
        return false;
    if (!same(core.between(i, k), core.between(k, i))) return false;
    if (core.has_facade_order(i, k) || core.has_facade_order(k, i)) return false;
    for (std::size_t m = 0; m < core.items; ++m) {
        if (m == i || m == k) continue;
        if (!same(core.between(i, m), core.between(k, m))) return false;
        if (!same(core.between(m, i), core.between(m, k))) return false;
        const auto facade = [&](std::size_t a, std::size_t b) {
            return std::pair{core.facade_left[a * core.items + b],
                             core.facade_right[a * core.items + b]};
        };
        if (facade(i, m) != facade(k, m) || facade(m, i) != facade(m, k)) return false;
    }
    return core.cost[i] == core.cost[k];
}

void find_twins(Core& core) {
    core.twin_left.assign(core.items, core.items);
    for (std::size_t k = 1; k < core.items; ++k) {
        for (std::size_t i = k; i-- > 0;) {
            if (!twins(core, i, k)) continue;
            core.twin_left[k] = i;
            break;
        }
    }
}

}  // namespace

void index_places(Core& core) {
    for (std::size_t i = 0; i < core.items; ++i) {
        const auto& cost = core.cost[i];
        core.lo[i] = Core::kNowhere;
        core.hi[i] = -1;
        core.next[i].assign(cost.size() + 1, Core::kNowhere);
        for (int x = core.places - 1; x >= 0; --x) {
            const auto at = static_cast<std::size_t>(x);
            core.next[i][at] = cost[at] == kForbidden ? core.next[i][at + 1] : x;
            if (cost[at] == kForbidden) continue;
            core.lo[i] = x;
            core.hi[i] = std::max(core.hi[i], x);
        }
    }
}

bool narrow(Core& core, Cost target) {
    for (auto& cost : core.cost) {
        for (std::int32_t& c : cost) {
            if (c >= target) c = kForbidden;
        }
    }
    index_places(core);
    return std::all_of(core.hi.begin(), core.hi.end(), [](int hi) { return hi >= 0; });
}

Core core_of(const SectionProblem& problem, const Box& box, bool limits) {
    Core core;
    core.items = problem.items.size();
    core.places = (problem.places + Core::kCells - 1) / Core::kCells * Core::kCells;
    core.cost.resize(core.items);
    core.next.resize(core.items);
    core.lo.resize(core.items);
    core.hi.resize(core.items);
    core.rightward.resize(core.items * core.items);
    core.facade_left.assign(core.items * core.items, 0);
    core.facade_right.assign(core.items * core.items, 0);
    core.twice_middle = problem.twice_middle;
    core.width_cost = problem.width_cost_per_step;
    for (std::size_t i = 0; i < core.items; ++i) {
        core.half_left.push_back(problem.items[i].half_left);
        core.half_right.push_back(problem.items[i].half_right);
        if (!take_places(problem, box.items[i], i, core)) core.feasible = false;
    }
    if (!core.feasible) return core;
    index_places(core);
    take_pairs(problem, box, core);
    if (limits) core.feasible = take_limits(problem, box, core);
    find_twins(core);
    return core;
}

}  // namespace maaiveld::layout
