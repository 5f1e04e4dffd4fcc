#include "layout/path_search.h"
#include "layout/route.h"
#include "layout/route_parts.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <random>
#include <utility>

namespace maaiveld::layout {
namespace {

constexpr int kFar = RouteSection::kImpossible;

class Improver {
public:
    Improver(const RouteProblem& problem, Route route, const RouteLimits& limits)
        : p_{problem}, index_{problem}, route_{std::move(route)}, limits_{limits} {}

    Route run(const std::vector<std::vector<int>>& optima) {
        const auto cost = cost_of(p_, route_);
        route_.cost = cost ? *cost : kNoWay;
        std::mt19937_64 random{limits_.seed};
        for (int round = 0; round < limits_.rounds && !done(); ++round) {
            const std::int64_t before = route_.cost;
            sweep(round, random);
            if (!done()) shift_bundles();
            if (!done()) take_optima(optima);
            if (route_.cost >= before) break;
        }
        return std::move(route_);
    }

private:
    bool done() {
        if (route_.cost <= limits_.good_enough || route_.cut_short) return true;
        if (limits_.seconds <= 0.0) return false;
        const std::chrono::duration<double> used = std::chrono::steady_clock::now() - started_;
        route_.cut_short = used.count() > limits_.seconds;
        return route_.cut_short;
    }

    /// The first sweep runs from the right, as the first route lies to the left; later ones from
    /// the left, then in random order.
    void sweep(int round, std::mt19937_64& random) {
        std::vector<std::size_t> lines = route_.order;
        if (round == 0) std::reverse(lines.begin(), lines.end());
        if (round > 1) std::shuffle(lines.begin(), lines.end(), random);
        for (const std::size_t line : lines) {
            if (done()) return;
            route_again(line, round == 0 ? 0 : route_.order.size());
        }
    }

    /// The cheapest path of a line, in its own slot of the order or up to `far` slots away.
    void route_again(std::size_t line, std::size_t far) {
        const auto here = static_cast<std::size_t>(
            std::find(route_.order.begin(), route_.order.end(), line) - route_.order.begin());
        std::vector<std::size_t> others = route_.order;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(here));
        const std::size_t low = here > far ? here - far : 0;
        const std::size_t high = std::min(others.size(), here + far);
        std::int64_t best_cost = kNoWay;
        std::vector<int> best;
        std::size_t best_slot = here;
        for (std::size_t slot = low; slot <= high; ++slot) {
            std::int64_t cost = 0;
            auto path = path_in_slot(line, others, slot, cost);
            if (path.empty() || cost >= best_cost) continue;
            best_cost = cost;
            best = std::move(path);
            best_slot = slot;
        }
        if (!best.empty()) adopt(line, std::move(others), best_slot, best);
    }

    void adopt(std::size_t line, std::vector<std::size_t> others, std::size_t slot,
               const std::vector<int>& path) {
        Route tried = route_;
        others.insert(others.begin() + static_cast<std::ptrdiff_t>(slot), line);
        tried.order = std::move(others);
        std::copy(path.begin(), path.end(),
                  tried.x[line].begin() + static_cast<std::ptrdiff_t>(index_.first_bay(line)));
        take_if_cheaper(std::move(tried));
    }

    bool take_if_cheaper(Route tried) {
        const auto cost = cost_of(p_, tried);
        if (!cost || *cost >= route_.cost) return false;
        tried.cost = *cost;
        route_ = std::move(tried);
        return true;
    }

    std::vector<int> path_in_slot(std::size_t line, const std::vector<std::size_t>& others,
                                  std::size_t slot, std::int64_t& cost) const {
        std::vector<BayView> views;
        for (std::size_t k = index_.first_bay(line); k < index_.last_bay(line); ++k) {
            views.push_back(view(line, others, slot, k));
            if (views.back().free.empty()) return {};
        }
        return cheapest_path(views, 2 * p_.bend_cost, cost);
    }

    /// What the others leave of a bay for this line. Nothing is free when the slot is impossible.
    BayView view(std::size_t line, const std::vector<std::size_t>& others, std::size_t slot,
                 std::size_t k) const {
        const RouteBay& bay = p_.bays[k];
        const RouteSection& section = p_.sections[bay.section];
        const auto i = static_cast<std::size_t>(index_.item(bay.section, line));
        BayView v;
        v.most_shift = bay.most_shift;
        int straight_low[2] = {0, 0}, low[2] = {0, 0};
        int straight_high[2] = {kFar, kFar}, high[2] = {kFar, kFar};
        for (std::size_t q = 0; q < others.size(); ++q) {
            const int j = index_.item(bay.section, others[q]);
            if (j == RouteIndex::kAbsent) continue;
            const bool left = q < slot;
            const auto o = static_cast<std::size_t>(j);
            const auto& gap = left ? section.gap(o, i) : section.gap(i, o);
            if (gap.need >= kFar) return {};
            const bool moving = moves(route_, others[q], k);
            const int wide = moving ? slanted(gap.need, p_.slanted_gap) : gap.need;
            for (const std::size_t e : {std::size_t{0}, std::size_t{1}}) {
                const int x = route_.x[others[q]][k + e];
                if (left) {
                    straight_low[e] = std::max(straight_low[e], x + gap.need);
                    low[e] = std::max(low[e], x + wide);
                } else {
                    straight_high[e] = std::min(straight_high[e], x - gap.need);
                    high[e] = std::min(high[e], x - wide);
                }
            }
        }
        v.straight_low = std::max(straight_low[0], straight_low[1]);
        v.straight_high = std::min(straight_high[0], straight_high[1]);
        v.start_low = low[0], v.start_high = high[0];
        v.end_low = low[1], v.end_high = high[1];
        for (const std::int32_t cost : section.lines[i].cost)
            v.free.push_back(cost != kForbidden);
        v.start_cost = end_costs(line, others, slot, k, k);
        v.end_cost = end_costs(line, others, slot, k, k + 1);
        return v;
    }

    /// What lying at each place at one end of a bay costs: the section, wanted distances, width.
    std::vector<std::int64_t> end_costs(std::size_t line, const std::vector<std::size_t>& others,
                                        std::size_t slot, std::size_t k, std::size_t node) const {
        const RouteBay& bay = p_.bays[k];
        const RouteSection& section = p_.sections[bay.section];
        const auto i = static_cast<std::size_t>(index_.item(bay.section, line));
        const auto& own = section.lines[i];
        std::vector<std::int64_t> cost(own.cost.begin(), own.cost.end());
        int left_edge = kFar;
        int right_edge = -kFar;
        for (std::size_t q = 0; q < others.size(); ++q) {
            const int j = index_.item(bay.section, others[q]);
            if (j == RouteIndex::kAbsent) continue;
            const auto& other = section.lines[static_cast<std::size_t>(j)];
            const int x = route_.x[others[q]][node];
            left_edge = std::min(left_edge, x - other.half_left);
            right_edge = std::max(right_edge, x + other.half_right);
            add_wanted(section, i, static_cast<std::size_t>(j), q < slot, x, cost);
        }
        if (left_edge < kFar && section.width_cost_per_step > 0) {
            for (std::size_t x = 0; x < cost.size(); ++x) {
                const int at = static_cast<int>(x);
                const int more = std::max(0, left_edge - (at - own.half_left)) +
                                 std::max(0, at + own.half_right - right_edge);
                cost[x] += std::int64_t{section.width_cost_per_step} * more;
            }
        }
        for (std::size_t x = 0; x < cost.size(); ++x)
            cost[x] = own.cost[x] == kForbidden ? kNoWay : cost[x] * bay.length_mm;
        return cost;
    }

    /// The hinge of a wanted distance: zero from the wanted place on, rising towards the other.
    static void add_wanted(const RouteSection& section, std::size_t i, std::size_t j, bool j_left,
                           int x_other, std::vector<std::int64_t>& cost) {
        const auto& gap = j_left ? section.gap(j, i) : section.gap(i, j);
        if (gap.cost_per_step == 0) return;
        const int last = static_cast<int>(cost.size()) - 1;
        const int from = j_left ? 0 : std::max(0, x_other - gap.wanted + 1);
        const int to = j_left ? std::min(last, x_other + gap.wanted - 1) : last;
        for (int x = from; x <= to; ++x) {
            const int distance = j_left ? x - x_other : x_other - x;
            cost[static_cast<std::size_t>(x)] +=
                std::int64_t{gap.cost_per_step} * (gap.wanted - distance);
        }
    }

    /// Neighbours in the order move together by a few steps, over the whole street.
    void shift_bundles() {
        for (std::size_t from = 0; from < route_.order.size(); ++from) {
            for (std::size_t to = from + 2; to <= route_.order.size(); ++to) {
                if (done()) return;
                for (const int step : {1, -1})
                    slide_bundle(from, to, step);
            }
        }
    }

    void slide_bundle(std::size_t from, std::size_t to, int sign) {
        for (int step = 64; step > 0; step /= 4) {
            for (int again = 0; again < 16; ++again) {
                Route tried = route_;
                for (std::size_t r = from; r < to; ++r) {
                    const std::size_t line = tried.order[r];
                    for (std::size_t n = index_.first_bay(line); n <= index_.last_bay(line); ++n)
                        tried.x[line][n] += sign * step;
                }
                if (!take_if_cheaper(std::move(tried))) break;
            }
        }
    }

    /// Where a section's own optimum fits for a run of bays, all lines take it there and ramp
    /// towards it from where they are.
    void take_optima(const std::vector<std::vector<int>>& optima) {
        for (std::size_t from = 0; from < p_.bays.size() && !optima.empty();) {
            const std::size_t section = p_.bays[from].section;
            std::size_t to = from + 1;
            while (to < p_.bays.size() && p_.bays[to].section == section)
                ++to;
            if (!optima[section].empty()) take_optimum(section, optima[section], from, to);
            if (done()) return;
            from = to;
        }
    }

    void take_optimum(std::size_t section, const std::vector<int>& optimum, std::size_t from,
                      std::size_t to) {
        Route tried = route_;
        for (std::size_t i = 0; i < optimum.size(); ++i) {
            const std::size_t line = p_.sections[section].lines[i].line;
            if (tried.x[line][from] == Route::kNowhere) return;
            for (std::size_t n = from; n <= to; ++n)
                tried.x[line][n] = optimum[i];
            ramp(tried.x[line], from, index_.first_bay(line), -1);
            ramp(tried.x[line], to, index_.last_bay(line), 1);
        }
        take_if_cheaper(std::move(tried));
        // The other way round: the run itself holds the ramps.
        tried = route_;
        for (std::size_t i = 0; i < optimum.size(); ++i) {
            const std::size_t line = p_.sections[section].lines[i].line;
            for (std::size_t n = from; n <= to; ++n)
                tried.x[line][n] = within_ramps(line, optimum[i], from, to, n);
        }
        take_if_cheaper(std::move(tried));
    }

    /// From node n on (in steps of `step`, up to `end`) the line returns to where it was as fast as
    /// it may.
    void ramp(std::vector<int>& x, std::size_t n, std::size_t end, int step) const {
        while (n != end) {
            const std::size_t next = step > 0 ? n + 1 : n - 1;
            const int most = p_.bays[step > 0 ? n : next].most_shift;
            if (std::abs(x[next] - x[n]) <= most) return;
            x[next] = x[next] > x[n] ? x[n] + most : x[n] - most;
            n = next;
        }
    }

    int within_ramps(std::size_t line, int wanted, std::size_t from, std::size_t to,
                     std::size_t n) const {
        int reach_back = 0;
        int reach_ahead = 0;
        for (std::size_t k = from; k < n; ++k)
            reach_back += p_.bays[k].most_shift;
        for (std::size_t k = n; k < to; ++k)
            reach_ahead += p_.bays[k].most_shift;
        const bool free_start = from == index_.first_bay(line);
        const bool free_end = to == index_.last_bay(line);
        int low = -kFar;
        int high = kFar;
        if (!free_start) {
            low = std::max(low, route_.x[line][from] - reach_back);
            high = std::min(high, route_.x[line][from] + reach_back);
        }
        if (!free_end) {
            low = std::max(low, route_.x[line][to] - reach_ahead);
            high = std::min(high, route_.x[line][to] + reach_ahead);
        }
        return low > high ? route_.x[line][n] : std::clamp(wanted, low, high);
    }

    const RouteProblem& p_;
    RouteIndex index_;
    Route route_;
    RouteLimits limits_;
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace

Route improved(const RouteProblem& problem, Route route, const RouteLimits& limits,
               const std::vector<std::vector<int>>& optima) {
    return Improver{problem, std::move(route), limits}.run(optima);
}

}  // namespace maaiveld::layout
