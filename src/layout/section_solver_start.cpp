#include "layout/section_solver_start.h"

#include <algorithm>
#include <array>

namespace maaiveld::layout {
namespace {

constexpr Cost kNone = std::numeric_limits<Cost>::max();

/// Of each item: the place at or right of x that is cheapest, by itself and with the width counted.
struct Cheapest {
    std::vector<std::vector<int>> place, with_width;
};

Cheapest cheapest_of(const Core& core) {
    Cheapest cheapest;
    for (std::size_t i = 0; i < core.items; ++i) {
        std::vector<int>& place = cheapest.place.emplace_back(core.cost[i].size(), Core::kNowhere);
        std::vector<int>& wide = cheapest.with_width.emplace_back(place);
        int best = Core::kNowhere;
        int best_wide = Core::kNowhere;
        const auto wide_cost = [&](int x) {
            return core.cost[i][static_cast<std::size_t>(x)] + core.width_cost * x;
        };
        for (int x = core.places - 1; x >= 0; --x) {
            const auto at = static_cast<std::size_t>(x);
            const std::int32_t cost = core.cost[i][at];
            if (cost != kForbidden) {
                if (best == Core::kNowhere || cost <= core.cost[i][static_cast<std::size_t>(best)])
                    best = x;
                if (best_wide == Core::kNowhere || wide_cost(x) <= wide_cost(best_wide))
                    best_wide = x;
            }
            place[at] = best;
            wide[at] = best_wide;
        }
    }
    return cheapest;
}

constexpr std::ptrdiff_t kAlike = 25;

struct Beginning {
    std::uint32_t placed = 0;
    std::size_t last = 0;
    Cost cost = 0;
    Cost promise = 0;  ///< cost and what the others need at least
    std::array<int, kMostItems> x{};
    std::array<int, kMostItems> after{};
};

bool has(const Beginning& beginning, std::size_t i) {
    return beginning.placed >> i & 1U;
}

class Beam {
public:
    Beam(const Core& core, const SectionBound& right, int grid, std::size_t width)
        : core_(core), right_(right), grid_(grid), width_(width), cheapest_(cheapest_of(core)) {}
    std::vector<int> run();

private:
    void lengthen(const Beginning& from);
    void add(const Beginning& from, std::size_t k, int x);
    bool take_after(Beginning& next, std::size_t k, int x) const;
    Cost added(const Beginning& from, std::size_t k, int x) const;
    void keep_best();

    const Core& core_;
    const SectionBound& right_;
    int grid_;
    std::size_t width_;
    Cheapest cheapest_;
    std::vector<Beginning> next_;
};

Cost Beam::added(const Beginning& from, std::size_t k, int x) const {
    Cost sum = core_.cost[k][static_cast<std::size_t>(x)];
    bool first = true;
    for (std::size_t i = 0; i < core_.items; ++i) {
        if (!has(from, i)) continue;
        first = false;
        const Rightward& r = core_.between(i, k);
        sum += Cost{r.per_step} * std::max(0, from.x[i] + r.wanted - x);
    }
    if (first) return sum + core_.width_cost * core_.half_left[k];
    return sum + core_.width_cost * (x - from.x[from.last]);
}

bool Beam::take_after(Beginning& next, std::size_t k, int x) const {
    for (std::size_t m = 0; m < core_.items; ++m) {
        if (has(next, m)) continue;
        next.after[m] = std::max(next.after[m], core_.after(k, m, x));
        if (next.after[m] >= core_.places) return false;
        if (cheapest_.place[m][static_cast<std::size_t>(next.after[m])] == Core::kNowhere)
            return false;
    }
    return true;
}

void Beam::add(const Beginning& from, std::size_t k, int x) {
    if (x >= core_.places) return;
    x = core_.next[k][static_cast<std::size_t>(x)];
    if (x >= core_.places) return;
    const std::uint32_t all = (std::uint32_t{1} << core_.items) - 1;
    const SectionBound::Key key = right_.alike(all & ~from.placed, k);
    const Cost rest = right_.rest(key.set, key.first, x / grid_);
    if (rest == SectionBound::kNone) return;
    Beginning next = from;
    next.cost += added(from, k, x);
    next.promise = next.cost - core_.cost[k][static_cast<std::size_t>(x)] + rest;
    next.placed |= std::uint32_t{1} << k;
    next.last = k;
    next.x[k] = x;
    if (take_after(next, k, x)) next_.push_back(std::move(next));
}

void Beam::lengthen(const Beginning& from) {
    for (std::size_t k = 0; k < core_.items; ++k) {
        if (has(from, k)) continue;
        const std::size_t twin = core_.twin_left[k];
        if (twin < core_.items && !has(from, twin)) continue;
        const auto after = static_cast<std::size_t>(from.after[k]);
        int wanted = from.after[k];
        for (std::size_t i = 0; i < core_.items; ++i) {
            const Rightward& r = core_.between(i, k);
            if (has(from, i) && r.per_step > 0) wanted = std::max(wanted, from.x[i] + r.wanted);
        }
        std::array<int, 4> tries{core_.next[k][after], cheapest_.place[k][after],
                                 cheapest_.with_width[k][after], wanted};
        std::sort(tries.begin(), tries.end());
        for (std::size_t t = 0; t < tries.size(); ++t) {
            if (t == 0 || tries[t] != tries[t - 1]) add(from, k, tries[t]);
        }
    }
}

/// At most kAlike beginnings of the same items, so that the beam holds different ones.
void Beam::keep_best() {
    std::stable_sort(next_.begin(), next_.end(),
                     [](const Beginning& a, const Beginning& b) { return a.promise < b.promise; });
    std::vector<Beginning> kept;
    for (Beginning& one : next_) {
        if (kept.size() == width_) break;
        const auto alike = std::count_if(kept.begin(), kept.end(), [&](const Beginning& other) {
            return other.placed == one.placed;
        });
        if (alike < kAlike) kept.push_back(std::move(one));
    }
    next_ = std::move(kept);
}

std::vector<int> Beam::run() {
    Beginning nothing;
    std::copy(core_.lo.begin(), core_.lo.end(), nothing.after.begin());
    std::vector<Beginning> now{nothing};
    for (std::size_t placed = 0; placed < core_.items; ++placed) {
        next_.clear();
        for (const Beginning& one : now)
            lengthen(one);
        if (placed + 1 == core_.items) {
            for (Beginning& one : next_)
                one.promise = one.cost + core_.width_cost * core_.half_right[one.last];
        }
        keep_best();
        if (next_.empty()) return {};
        now = next_;
    }
    return {now.front().x.begin(), now.front().x.begin() + static_cast<long>(core_.items)};
}

bool allowed(const Core& core, std::size_t i, int x) {
    return x >= 0 && x < core.places && core.cost[i][static_cast<std::size_t>(x)] != kForbidden;
}

int nearest(const Core& core, std::size_t i, int x) {
    for (int off = 0; off < core.places; ++off) {
        if (allowed(core, i, x - off)) return x - off;
        if (allowed(core, i, x + off)) return x + off;
    }
    return x;
}

/// Moves item i away from those placed on its pivot's side; false: there is no place.
bool give_way(const Core& core, std::size_t i, bool right, const std::vector<bool>& placed,
              std::vector<int>& x) {
    const int step = right ? 1 : -1;
    for (std::size_t k = 0; k < core.items; ++k) {
        if (!placed[k]) continue;
        const int gap = right ? core.between(k, i).gap : core.between(i, k).gap;
        x[i] = right ? std::max(x[i], x[k] + gap) : std::min(x[i], x[k] - gap);
    }
    while (x[i] >= 0 && x[i] < core.places && !allowed(core, i, x[i]))
        x[i] += step;
    return allowed(core, i, x[i]);
}

}  // namespace

std::vector<int> beam_placement(const Core& core, const SectionBound& right, int grid,
                                std::size_t width) {
    return Beam(core, right, grid, width).run();
}

std::vector<int> pushed(const Core& core, const std::vector<int>& was) {
    std::vector<int> x = was;
    std::size_t pivot = 0;
    const auto moved = [&](std::size_t i) { return std::abs(nearest(core, i, was[i]) - was[i]); };
    for (std::size_t i = 1; i < core.items; ++i) {
        if (moved(i) > moved(pivot)) pivot = i;
    }
    x[pivot] = nearest(core, pivot, was[pivot]);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < core.items; ++i) {
        if (i != pivot) order.push_back(i);
    }
    const auto from_pivot = [&](std::size_t i) { return std::abs(was[i] - x[pivot]); };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return from_pivot(a) < from_pivot(b); });
    std::vector<bool> placed(core.items, false);
    placed[pivot] = true;
    std::vector<bool> right(core.items, false);
    for (const std::size_t i : order)
        right[i] = was[i] > x[pivot];
    for (const bool side : {true, false}) {
        for (const std::size_t i : order) {
            if (right[i] != side) continue;
            if (!give_way(core, i, side, placed, x)) return {};
            placed[i] = true;
        }
    }
    return x;
}

std::vector<Place> with_levels(const SectionProblem& problem, const Box& box,
                               const std::vector<int>& x) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < x.size(); ++i) {
        Place best{x[i], box.items[i].level_lo};
        std::int32_t least = kForbidden;
        for (int l = box.items[i].level_lo; l <= box.items[i].level_hi; ++l) {
            const auto& cost = problem.items[i].levels[static_cast<std::size_t>(l)].cost;
            const auto at = static_cast<std::size_t>(x[i]);
            if (at >= cost.size() || cost[at] >= least) continue;
            least = cost[at];
            best.level = l;
        }
        places.push_back(best);
    }
    return places;
}

}  // namespace maaiveld::layout
