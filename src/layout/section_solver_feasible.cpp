#include "layout/section_solver_feasible.h"

#include "layout/section_solver_lanes.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

class Leftmost {
public:
    Leftmost(const Core& core, std::int64_t beginnings, SearchBudget& budget)
        : core_(core),
          all_((std::uint32_t{1} << core.items) - 1),
          left_(beginnings),
          budget_(budget) {}

    Feasible run();

private:
    void find_latest();
    bool twins_allow(std::uint32_t placed, std::size_t k) const {
        const std::size_t twin = core_.twin_left[k];
        return twin >= core_.items || (placed >> twin & 1U);
    }
    bool complete(std::uint32_t placed, const std::vector<int>& after);
    bool place(std::uint32_t placed, const std::vector<int>& after, std::size_t k);
    bool seen(std::uint32_t placed, const std::vector<int>& after);

    const Core& core_;
    std::uint32_t all_;
    std::int64_t left_;
    SearchBudget& budget_;
    std::vector<int>
        latest_;  ///< [set * items + first]: where `first`, leftmost of set, can lie last
    std::vector<std::vector<Lanes>> seen_;  ///< by set
    std::vector<int> places_;
};

/// The last place at or left of x where an item can lie; -1: none.
int last_allowed(const Core& core, std::size_t i, int x) {
    for (x = std::min(x, core.hi[i]); x >= core.lo[i]; --x) {
        if (core.cost[i][static_cast<std::size_t>(x)] != kForbidden) return x;
    }
    return -1;
}

/// Neighbours only, hence never too early. Facade orders are left out.
void Leftmost::find_latest() {
    const std::size_t n = core_.items;
    std::vector<std::vector<int>> allowed(n);
    for (std::size_t i = 0; i < n; ++i) {
        int last = -1;
        for (int x = 0; x < core_.places; ++x) {
            if (core_.cost[i][static_cast<std::size_t>(x)] != kForbidden) last = x;
            allowed[i].push_back(last);
        }
    }
    latest_.assign((std::size_t{all_} + 1) * n, -1);
    for (std::size_t i = 0; i < n; ++i)
        latest_[(std::size_t{1} << i) * n + i] = last_allowed(core_, i, core_.places - 1);
    for (std::uint32_t set = 1; set < all_; ++set) {
        for (std::size_t k = 0; k < n; ++k) {
            const int x = (set >> k & 1U) ? latest_[set * n + k] : -1;
            if (x < 0) continue;
            for (std::size_t j = 0; j < n; ++j) {
                if (set >> j & 1U) continue;
                const int at = x - core_.between(j, k).gap;
                if (at < 0) continue;
                int& latest = latest_[(set | std::uint32_t{1} << j) * n + j];
                latest = std::max(latest, allowed[j][static_cast<std::size_t>(at)]);
            }
        }
    }
}

/// Also remembers these beginnings when they are new.
bool Leftmost::seen(std::uint32_t placed, const std::vector<int>& after) {
    const Lanes lanes = lanes_of(placed, after.data(), core_.items);
    std::vector<Lanes>& others = seen_[placed];
    if (std::any_of(others.begin(), others.end(),
                    [&](const Lanes& o) { return none_larger(o, lanes); }))
        return true;
    std::erase_if(others, [&](const Lanes& o) { return none_larger(lanes, o); });
    others.push_back(lanes);
    return false;
}

bool Leftmost::place(std::uint32_t placed, const std::vector<int>& after, std::size_t k) {
    const std::uint32_t next = placed | std::uint32_t{1} << k;
    std::vector<int> then = after;
    places_[k] = after[k];
    for (std::size_t m = 0; m < core_.items; ++m) {
        if (next >> m & 1U) continue;
        const int from = std::max(then[m], core_.after(k, m, after[k]));
        if (from >= core_.places) return false;
        then[m] = core_.next[m][static_cast<std::size_t>(from)];
        if (then[m] >= core_.places) return false;
    }
    return complete(next, then);
}

bool Leftmost::complete(std::uint32_t placed, const std::vector<int>& after) {
    if (placed == all_) return true;
    if (left_ <= 0 || seen(placed, after)) return false;
    --left_;
    budget_.spend(1);
    if (left_ % 1024 == 0 && budget_.out()) left_ = 0;
    std::vector<std::pair<int, std::size_t>> order;
    const std::uint32_t right = all_ & ~placed;
    for (std::size_t k = 0; k < core_.items; ++k) {
        if ((placed >> k & 1U) || !twins_allow(placed, k)) continue;
        if (after[k] <= latest_[right * core_.items + k]) order.emplace_back(after[k], k);
    }
    std::sort(order.begin(), order.end());
    return std::any_of(order.begin(), order.end(),
                       [&](const auto& next) { return place(placed, after, next.second); });
}

Feasible Leftmost::run() {
    find_latest();
    seen_.resize(std::size_t{all_} + 1);
    places_.assign(core_.items, 0);
    Feasible answer;
    const bool found = complete(0, core_.lo);
    answer.known = found || left_ > 0;
    if (found) answer.places = places_;
    return answer;
}

}  // namespace

Feasible find_feasible(const Core& core, std::int64_t beginnings, SearchBudget& budget) {
    if (core.items > kMostItems || core.places > kMostPlaces) return {};
    return Leftmost(core, beginnings, budget).run();
}

}  // namespace maaiveld::layout
