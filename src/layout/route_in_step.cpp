#include "base/parallel.h"
#include "layout/path_search.h"
#include "layout/route.h"
#include "layout/route_parts.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace maaiveld::layout {
namespace {

using Placement = std::vector<int>;  ///< x by line; Route::kNowhere where it is not in the section

/// A section with its lines in a given order and gaps as for slanting lines, as a search of its
/// own.
SectionProblem in_order(const RouteSection& section, const std::vector<std::size_t>& rank,
                        double slanted_gap) {
    SectionProblem problem;
    problem.places = section.places;
    problem.orders = section.orders;
    problem.twice_middle = section.twice_middle;
    problem.width_cost_per_step = section.width_cost_per_step;
    for (const RouteSection::Line& line : section.lines)
        problem.items.push_back(
            {std::to_string(line.line), line.half_left, line.half_right, {{0, line.cost}}});
    for (std::size_t i = 0; i < section.lines.size(); ++i) {
        for (std::size_t j = 0; j < section.lines.size(); ++j) {
            if (rank[section.lines[i].line] >= rank[section.lines[j].line]) continue;
            const RouteSection::Gap& gap = section.gap(i, j);
            Spacing spacing;
            spacing.left = Spacing::kNever;
            spacing.right = gap.need >= RouteSection::kImpossible
                                ? Spacing::kAlways
                                : std::max(0, slanted(gap.need, slanted_gap));
            spacing.wanted_right = gap.wanted;
            spacing.cost_per_step = gap.cost_per_step;
            problem.pairs.push_back({i, j, 0, {spacing}});
        }
    }
    return problem;
}

class InStep {
public:
    InStep(const RouteProblem& problem, const std::vector<std::size_t>& order)
        : p_{problem}, order_{order}, index_{problem}, rank_{ranks(order, problem.lines)} {}

    void collect(const std::vector<std::vector<int>>& more, const SearchLimits& limits,
                 int threads) {
        std::vector<Placement> found(p_.sections.size());
        base::parallel_for(p_.sections.size(), threads, [&](std::size_t s) {
            const SectionAnswer answer =
                solve_section(in_order(p_.sections[s], rank_, p_.slanted_gap), limits);
            if (!answer.found()) return;
            found[s].assign(p_.lines, Route::kNowhere);
            for (std::size_t i = 0; i < answer.places.size(); ++i)
                found[s][p_.sections[s].lines[i].line] = answer.places[i].x;
        });
        for (const auto& group : {more, found})
            for (const Placement& placement : group)
                add(placement);
        fill_in_absent();
    }

    std::optional<Route> run() {
        if (placements_.empty() || p_.bays.empty()) return std::nullopt;
        price_bays();
        const std::size_t nodes = p_.bays.size() + 1;
        best_.assign(nodes, std::vector<std::int64_t>(placements_.size(), kNoWay));
        came_.assign(nodes, std::vector<Came>(placements_.size()));
        std::fill(best_[0].begin(), best_[0].end(), 0);
        for (std::size_t k = 0; k + 1 < nodes; ++k) {
            for (std::size_t c = 0; c < placements_.size(); ++c) {
                if (best_[k][c] >= kNoWay) continue;
                if (stay_[k][c] < kNoWay) reach(k + 1, c, best_[k][c] + stay_[k][c], {k, c});
                for (std::size_t d = 0; d < placements_.size(); ++d)
                    if (d != c) try_ramp(k, c, d);
            }
        }
        return traced();
    }

private:
    /// From which node and placement a state is reached.
    struct Came {
        std::size_t node = 0;
        std::size_t placement = 0;
    };

    void add(const Placement& placement) {
        constexpr std::size_t kMost = 24;
        if (placement.size() != p_.lines || placements_.size() >= kMost) return;
        if (std::find(placements_.begin(), placements_.end(), placement) == placements_.end())
            placements_.push_back(placement);
    }

    /// A placement of a section that lacks some lines borrows their places from one that has them.
    void fill_in_absent() {
        for (Placement& placement : placements_) {
            for (std::size_t line = 0; line < placement.size(); ++line) {
                for (const Placement& other : placements_)
                    if (placement[line] == Route::kNowhere) placement[line] = other[line];
            }
        }
        std::erase_if(placements_, [](const Placement& p) {
            return std::find(p.begin(), p.end(), Route::kNowhere) != p.end();
        });
    }

    /// What all lines cost at one end of a bay, doubled when both ends are alike; kNoWay if the
    /// section does not allow it. `slanting`: gaps as for lines that move.
    std::int64_t cost_at(std::size_t bay, const Placement& x, bool slanting) const {
        const RouteSection& section = p_.sections[p_.bays[bay].section];
        std::int64_t cost = 0;
        int left_edge = section.places;
        int right_edge = -section.places;
        for (std::size_t i = 0; i < section.lines.size(); ++i) {
            const auto& line = section.lines[i];
            const int at = x[line.line];
            if (at < 0 || at >= section.places) return kNoWay;
            const std::int32_t own = line.cost[static_cast<std::size_t>(at)];
            if (own == kForbidden) return kNoWay;
            cost += own;
            left_edge = std::min(left_edge, at - line.half_left);
            right_edge = std::max(right_edge, at + line.half_right);
            for (std::size_t j = 0; j < section.lines.size(); ++j) {
                const std::size_t other = section.lines[j].line;
                if (rank_[line.line] >= rank_[other]) continue;
                const RouteSection::Gap& gap = section.gap(i, j);
                const int apart = x[other] - at;
                if (apart < (slanting ? slanted(gap.need, p_.slanted_gap) : gap.need))
                    return kNoWay;
                cost += std::int64_t{gap.cost_per_step} * std::max(0, gap.wanted - apart);
            }
        }
        if (!section.lines.empty())
            cost += std::int64_t{section.width_cost_per_step} * (right_edge - left_edge);
        return cost * p_.bays[bay].length_mm;
    }

    void price_bays() {
        stay_.assign(p_.bays.size(), std::vector<std::int64_t>(placements_.size(), kNoWay));
        for (std::size_t k = 0; k < p_.bays.size(); ++k)
            for (std::size_t c = 0; c < placements_.size(); ++c)
                stay_[k][c] = cost_at(k, placements_[c], false);
    }

    void reach(std::size_t node, std::size_t placement, std::int64_t cost, Came from) {
        if (cost >= best_[node][placement]) return;
        best_[node][placement] = cost;
        came_[node][placement] = from;
    }

    /// The place of a line on its way: rounded for all lines alike, so that gaps of whole steps at
    /// both ends are whole steps in between.
    int between(std::size_t line, const Placement& from, const Placement& to, std::size_t first,
                std::size_t last, std::size_t node) const {
        std::int64_t whole = 0;
        std::int64_t done = 0;
        for (std::size_t k = first; k < last; ++k) {
            whole += p_.bays[k].length_mm;
            if (k < node) done += p_.bays[k].length_mm;
        }
        const double share = static_cast<double>(done) / static_cast<double>(whole);
        return static_cast<int>(std::floor(from[line] + share * (to[line] - from[line]) + 0.5));
    }

    /// The first node at which everything can have moved over, starting at node k.
    std::size_t ramp_end(std::size_t k, const Placement& from, const Placement& to) const {
        int farthest = 0;
        for (const std::size_t line : order_)
            farthest = std::max(farthest, std::abs(to[line] - from[line]));
        int reach = 0;
        std::size_t end = k;
        // One step less a bay leaves room for rounding on the way.
        while (reach < farthest && end < p_.bays.size())
            reach += std::max(0, p_.bays[end++].most_shift - 1);
        return reach < farthest ? p_.bays.size() + 1 : end;
    }

    void try_ramp(std::size_t k, std::size_t c, std::size_t d) {
        const Placement& from = placements_[c];
        const Placement& to = placements_[d];
        const std::size_t end = ramp_end(k, from, to);
        if (end > p_.bays.size() || end == k) return;
        std::int64_t cost = best_[k][c];
        Placement here = from;
        for (std::size_t n = k; n < end && cost < best_[end][d]; ++n) {
            Placement next(p_.lines);
            for (std::size_t line = 0; line < p_.lines; ++line)
                next[line] = between(line, from, to, k, end, n + 1);
            const std::int64_t at_start = cost_at(n, here, true);
            const std::int64_t at_end = cost_at(n, next, true);
            if (at_start >= kNoWay || at_end >= kNoWay || !way_is_free(n, here, next)) return;
            cost += (at_start + at_end) / 2;
            here = std::move(next);
        }
        for (const std::size_t line : order_)
            if (from[line] != to[line]) cost += 2 * p_.bend_cost;
        reach(end, d, cost, {k, c});
    }

    bool way_is_free(std::size_t bay, const Placement& from, const Placement& to) const {
        const std::size_t s = p_.bays[bay].section;
        const RouteSection& section = p_.sections[s];
        for (std::size_t i = 0; i < section.lines.size(); ++i) {
            const std::size_t line = section.lines[i].line;
            if (std::abs(to[line] - from[line]) > p_.bays[bay].most_shift) return false;
            if (index_.run_start(s, i, from[line]) != index_.run_start(s, i, to[line]))
                return false;
        }
        return true;
    }

    std::optional<Route> traced() const {
        const std::size_t last = p_.bays.size();
        const auto least = std::min_element(best_[last].begin(), best_[last].end());
        if (*least >= kNoWay) return std::nullopt;
        Route route;
        route.order = order_;
        route.x.assign(p_.lines, std::vector<int>(last + 1, Route::kNowhere));
        std::size_t node = last;
        auto placement = static_cast<std::size_t>(least - best_[last].begin());
        put(route, node, placements_[placement]);
        while (node > 0) {
            const Came from = came_[node][placement];
            for (std::size_t n = from.node; n < node; ++n) {
                for (std::size_t line = 0; line < p_.lines; ++line) {
                    put(route, line, n,
                        between(line, placements_[from.placement], placements_[placement],
                                from.node, node, n));
                }
            }
            node = from.node;
            placement = from.placement;
        }
        const auto cost = cost_of(p_, route);
        if (!cost) return std::nullopt;
        route.cost = *cost;
        return route;
    }

    void put(Route& route, std::size_t node, const Placement& placement) const {
        for (std::size_t line = 0; line < p_.lines; ++line)
            put(route, line, node, placement[line]);
    }
    void put(Route& route, std::size_t line, std::size_t node, int x) const {
        if (node >= index_.first_bay(line) && node <= index_.last_bay(line))
            route.x[line][node] = x;
    }

    const RouteProblem& p_;
    const std::vector<std::size_t>& order_;
    RouteIndex index_;
    std::vector<std::size_t> rank_;
    std::vector<Placement> placements_;
    std::vector<std::vector<std::int64_t>> stay_, best_;
    std::vector<std::vector<Came>> came_;
};

}  // namespace

std::optional<Route> in_step(const RouteProblem& problem, const std::vector<std::size_t>& order,
                             const std::vector<std::vector<int>>& more, const SearchLimits& limits,
                             int threads) {
    if (order.size() != problem.lines) return std::nullopt;
    InStep search{problem, order};
    search.collect(more, limits, threads);
    return search.run();
}

}  // namespace maaiveld::layout
