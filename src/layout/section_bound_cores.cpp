#include "layout/section_bound.h"

#include <algorithm>
#include <cstdlib>

namespace maaiveld::layout {
namespace {

int rounded_down(int value, int grid) {
    return value >= 0 ? value / grid : -((-value + grid - 1) / grid);
}

}  // namespace

Core coarser(const Core& core, int grid) {
    Core coarse = core;
    coarse.places = (core.places + grid - 1) / grid;
    coarse.width_cost = core.width_cost * grid;
    coarse.cell = core.cell * grid;
    for (std::size_t i = 0; i < core.items; ++i) {
        coarse.half_left[i] = 0;
        coarse.half_right[i] = 0;
        auto& cost = coarse.cost[i];
        cost.assign(static_cast<std::size_t>(coarse.places), kForbidden);
        for (int x = 0; x < core.places; ++x) {
            std::int32_t& cell = cost[static_cast<std::size_t>(x / grid)];
            cell = std::min(cell, core.cost[i][static_cast<std::size_t>(x)]);
        }
    }
    for (Rightward& r : coarse.rightward) {
        r.gap = std::max(0, rounded_down(r.gap, grid));
        r.wanted = std::max(0, rounded_down(r.wanted - grid + 1, grid));
        const Cost per_cell = Cost{r.per_step} * grid;
        r.per_step = static_cast<std::int32_t>(std::min<Cost>(per_cell, kForbidden - 1));
    }
    index_places(coarse);
    return coarse;
}

namespace {

constexpr int kAlikeGap = 10;       ///< items of one group: their distances differ at most this
constexpr Cost kAlikeCost = 5'000;  ///< and their costs at most this, on average

bool alike(const Core& core, std::size_t i, std::size_t k) {
    for (std::size_t m = 0; m < core.items; ++m) {
        if (m == i || m == k) continue;
        if (std::abs(core.between(i, m).gap - core.between(k, m).gap) > kAlikeGap) return false;
        if (std::abs(core.between(m, i).gap - core.between(m, k).gap) > kAlikeGap) return false;
    }
    Cost apart = 0;
    std::size_t shared = 0;
    std::size_t single = 0;
    for (std::size_t x = 0; x < core.cost[i].size(); ++x) {
        const bool at_i = core.cost[i][x] != kForbidden;
        const bool at_k = core.cost[k][x] != kForbidden;
        if (at_i != at_k) ++single;
        if (!at_i || !at_k) continue;
        ++shared;
        apart += std::abs(Cost{core.cost[i][x]} - core.cost[k][x]);
    }
    return single * 10 <= shared && apart <= kAlikeCost * static_cast<Cost>(shared);
}

Rightward weaker(const Rightward& a, const Rightward& b) {
    return {std::min(a.gap, b.gap), std::min(a.wanted, b.wanted), std::min(a.per_step, b.per_step)};
}

/// By item: the first item of its group.
std::vector<std::size_t> groups_of(const Core& core) {
    std::vector<std::size_t> leader(core.items);
    for (std::size_t k = 0; k < core.items; ++k) {
        leader[k] = k;
        for (std::size_t i = 0; i < k; ++i) {
            if (leader[i] != i || !alike(core, i, k)) continue;
            leader[k] = i;
            break;
        }
    }
    return leader;
}

/// What every pair of two groups (or of one) asks at least.
void weaken_pairs(const Core& core, const std::vector<std::size_t>& leader, Core& group) {
    const std::size_t n = core.items;
    std::vector<Rightward> least(n * n);
    std::vector<int> facade_left(n * n, 0);
    std::vector<int> facade_right(n * n, 0);
    std::vector<bool> met(n * n, false);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < n; ++k) {
            if (i == k) continue;
            const std::size_t at = leader[i] * n + leader[k];
            const int by_left = core.facade_left[i * n + k];
            const int by_right = core.facade_right[i * n + k];
            least[at] = met[at] ? weaker(least[at], core.between(i, k)) : core.between(i, k);
            facade_left[at] = met[at] ? std::min(facade_left[at], by_left) : by_left;
            facade_right[at] = met[at] ? std::min(facade_right[at], by_right) : by_right;
            met[at] = true;
        }
    }
    for (std::size_t at = 0; at < n * n; ++at) {
        const std::size_t of = leader[at / n] * n + leader[at % n];
        group.rightward[at] = least[of];
        group.facade_left[at] = at / n == at % n ? 0 : facade_left[of];
        group.facade_right[at] = at / n == at % n ? 0 : facade_right[of];
    }
}

}  // namespace

Core grouped(const Core& core) {
    Core group = core;
    const std::vector<std::size_t> leader = groups_of(core);
    weaken_pairs(core, leader, group);
    std::vector<std::size_t> newest(core.items, core.items);
    for (std::size_t i = 0; i < core.items; ++i) {
        group.twin_left[i] = newest[leader[i]];
        newest[leader[i]] = i;
        if (leader[i] == i) continue;
        Core& g = group;
        g.half_left[leader[i]] = std::min(g.half_left[leader[i]], g.half_left[i]);
        g.half_right[leader[i]] = std::min(g.half_right[leader[i]], g.half_right[i]);
        auto& cost = g.cost[leader[i]];
        for (std::size_t x = 0; x < cost.size(); ++x)
            cost[x] = std::min(cost[x], g.cost[i][x]);
    }
    for (std::size_t i = 0; i < core.items; ++i) {
        group.cost[i] = group.cost[leader[i]];
        group.half_left[i] = group.half_left[leader[i]];
        group.half_right[i] = group.half_right[leader[i]];
    }
    index_places(group);
    return group;
}

Core mirrored(const Core& core) {
    Core mirror = core;
    std::swap(mirror.half_left, mirror.half_right);
    for (auto& cost : mirror.cost)
        std::reverse(cost.begin(), cost.end());
    for (std::size_t i = 0; i < core.items; ++i) {
        for (std::size_t k = 0; k < core.items; ++k) {
            mirror.rightward[i * core.items + k] = core.between(k, i);
        }
        mirror.twin_left[i] = core.items;
    }
    // Of twins the right one now comes first.
    for (std::size_t i = 0; i < core.items; ++i) {
        if (core.twin_left[i] < core.items) mirror.twin_left[core.twin_left[i]] = i;
    }
    mirror.twice_middle = 2 * (core.places * core.cell - 1) - core.twice_middle;
    index_places(mirror);
    return mirror;
}

}  // namespace maaiveld::layout
