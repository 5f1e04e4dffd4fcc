#include "layout/section_solver_start.h"

#include <algorithm>
#include <limits>

namespace maaiveld::layout {
namespace {

constexpr Cost kNone = std::numeric_limits<Cost>::max();

/// The costs of one item by place at a level, all others staying where they are.
class Row {
public:
    Row(const SectionProblem& problem, const std::vector<Place>& places, std::size_t item)
        : problem_(problem), places_(places), item_(item) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (i == item) continue;
            left_ = std::min(left_, places[i].x - problem.items[i].half_left);
            right_ = std::max(right_, places[i].x + problem.items[i].half_right);
        }
    }
    const std::vector<Cost>& at_level(int level);

private:
    void add_pair(const Pair& pair, int cover);
    void add_width();

    const SectionProblem& problem_;
    const std::vector<Place>& places_;
    std::size_t item_;
    int left_ = std::numeric_limits<int>::max();
    int right_ = std::numeric_limits<int>::min();
    std::vector<Cost> cost_;
};

void Row::add_pair(const Pair& pair, int cover) {
    const bool is_a = pair.a == item_;
    const Place other = places_[is_a ? pair.b : pair.a];
    const int other_cover =
        problem_.items[is_a ? pair.b : pair.a].levels[static_cast<std::size_t>(other.level)].cover;
    long slot = 0;
    if (pair.by_difference.size() != 1) {
        slot = (is_a ? other_cover - cover : cover - other_cover) + static_cast<long>(pair.offset);
        if (slot < 0 || slot >= static_cast<long>(pair.by_difference.size())) return;
    }
    const Spacing& s = pair.by_difference[static_cast<std::size_t>(slot)];
    for (int x = 0; x < static_cast<int>(cost_.size()); ++x) {
        Cost& cost = cost_[static_cast<std::size_t>(x)];
        const int d = is_a ? other.x - x : x - other.x;
        if (cost == kNone) continue;
        if (d > s.left && d < s.right) {
            cost = kNone;
        } else if (s.cost_per_step != 0) {
            const Cost missing = d >= s.right ? Cost{s.wanted_right} - d : Cost{d} - s.wanted_left;
            cost += std::max<Cost>(0, missing) * s.cost_per_step;
        }
    }
}

void Row::add_width() {
    if (problem_.width_cost_per_step == 0) return;
    const Item& item = problem_.items[item_];
    for (int x = 0; x < static_cast<int>(cost_.size()); ++x) {
        Cost& cost = cost_[static_cast<std::size_t>(x)];
        const Cost right = std::max(right_, x + item.half_right);
        const Cost left = std::min(left_, x - item.half_left);
        if (cost != kNone) cost += (right - left) * problem_.width_cost_per_step;
    }
}

const std::vector<Cost>& Row::at_level(int level) {
    const Level& of = problem_.items[item_].levels[static_cast<std::size_t>(level)];
    cost_.assign(std::min(of.cost.size(), static_cast<std::size_t>(problem_.places)), kNone);
    for (std::size_t x = 0; x < cost_.size(); ++x) {
        if (of.cost[x] != kForbidden) cost_[x] = of.cost[x];
    }
    for (const Pair& pair : problem_.pairs) {
        if (pair.a == item_ || pair.b == item_) add_pair(pair, of.cover);
    }
    add_width();
    return cost_;
}

/// The best place of one item; true when it moved to a cheaper one.
bool move_to_best(const SectionProblem& problem, std::vector<Place>& places, std::size_t i,
                  Cost& cost) {
    Row row(problem, places, i);
    struct Try {
        Cost cost;
        Place place;
    };
    std::vector<Try> tries;
    for (int l = 0; l < static_cast<int>(problem.items[i].levels.size()); ++l) {
        const std::vector<Cost>& at = row.at_level(l);
        if (at.empty()) continue;
        const auto best = std::min_element(at.begin(), at.end());
        if (*best != kNone) tries.push_back({*best, {static_cast<int>(best - at.begin()), l}});
    }
    std::stable_sort(tries.begin(), tries.end(),
                     [](const Try& a, const Try& b) { return a.cost < b.cost; });
    const Place was = places[i];
    for (const Try& one : tries) {
        places[i] = one.place;
        const std::optional<Cost> now = cost_of(problem, places);
        if (now && *now < cost) {
            cost = *now;
            return true;
        }
        if (problem.limits.empty() && problem.orders.empty()) break;
    }
    places[i] = was;
    return false;
}

}  // namespace

std::vector<Place> improved(const SectionProblem& problem, std::vector<Place> places) {
    std::optional<Cost> cost = cost_of(problem, places);
    if (!cost) return places;
    constexpr int kSweeps = 20;
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        bool moved = false;
        for (std::size_t i = 0; i < places.size(); ++i)
            moved |= move_to_best(problem, places, i, *cost);
        if (!moved) break;
    }
    return places;
}

}  // namespace maaiveld::layout
