#include "layout/route.h"

#include "layout/route_parts.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace maaiveld::layout {
namespace {

/// Adds up a route bay by bay, in halves of a millionth so that the mean of two ends is whole.
class RouteCost {
public:
    RouteCost(const RouteProblem& problem, const Route& route)
        : problem_{problem}, route_{route}, rank_{ranks(route.order, problem.lines)} {}

    std::optional<std::int64_t> total() {
        for (std::size_t k = 0; k < problem_.bays.size(); ++k) {
            if (!add_bay(k)) return std::nullopt;
        }
        for (const std::size_t line : route_.order)
            doubled_ += 2 * problem_.bend_cost * bends_of(problem_, route_, line);
        return doubled_ / 2;
    }

private:
    bool add_bay(std::size_t k) {
        const RouteBay& bay = problem_.bays[k];
        const RouteSection& section = problem_.sections[bay.section];
        present_.clear();
        for (std::size_t i = 0; i < section.lines.size(); ++i) {
            const std::size_t line = section.lines[i].line;
            if (rank_[line] == kUnordered) continue;
            if (!path_is_free(section.lines[i], bay, k)) return false;
            present_.push_back(i);
        }
        for (const std::size_t node : {k, k + 1}) {
            if (!add_end(section, k, node)) return false;
        }
        return true;
    }

    bool path_is_free(const RouteSection::Line& line, const RouteBay& bay, std::size_t k) const {
        const int from = route_.x[line.line][k];
        const int to = route_.x[line.line][k + 1];
        if (std::abs(to - from) > bay.most_shift) return false;
        for (int x = std::min(from, to); x <= std::max(from, to); ++x) {
            if (x < 0 || x >= static_cast<int>(line.cost.size())) return false;
            if (line.cost[static_cast<std::size_t>(x)] == kForbidden) return false;
        }
        return true;
    }

    bool add_end(const RouteSection& section, std::size_t k, std::size_t node) {
        std::int64_t cost = 0;
        int left_edge = section.places;
        int right_edge = -section.places;
        for (const std::size_t i : present_) {
            const auto& line = section.lines[i];
            const int x = route_.x[line.line][node];
            cost += line.cost[static_cast<std::size_t>(x)];
            left_edge = std::min(left_edge, x - line.half_left);
            right_edge = std::max(right_edge, x + line.half_right);
            for (const std::size_t j : present_) {
                if (rank_[section.lines[j].line] <= rank_[line.line]) continue;
                const auto hinge = pair_cost(section, i, j, k, node);
                if (!hinge) return false;
                cost += *hinge;
            }
        }
        if (!orders_hold(section, node)) return false;
        if (!present_.empty())
            cost += std::int64_t{section.width_cost_per_step} * (right_edge - left_edge);
        doubled_ += cost * problem_.bays[k].length_mm;
        return true;
    }

    std::optional<std::int64_t> pair_cost(const RouteSection& section, std::size_t i, std::size_t j,
                                          std::size_t k, std::size_t node) const {
        const std::size_t a = section.lines[i].line;
        const std::size_t b = section.lines[j].line;
        const RouteSection::Gap& gap = section.gap(i, j);
        const int distance = route_.x[b][node] - route_.x[a][node];
        const bool both_move = moves(route_, a, k) && moves(route_, b, k);
        const int need = both_move ? slanted(gap.need, problem_.slanted_gap) : gap.need;
        if (distance < need) return std::nullopt;
        return std::int64_t{gap.cost_per_step} * std::max(0, gap.wanted - distance);
    }

    bool orders_hold(const RouteSection& section, std::size_t node) const {
        for (const FacadeOrder& order : section.orders) {
            const std::size_t a = section.lines[order.first].line;
            const std::size_t b = section.lines[order.second].line;
            if (rank_[a] == kUnordered || rank_[b] == kUnordered) continue;
            const int first = route_.x[a][node];
            const int second = route_.x[b][node];
            const int middle = section.twice_middle;
            const bool left = 2 * first < middle && 2 * second < middle;
            const bool right = 2 * first > middle && 2 * second > middle;
            if (left && second - first < order.steps) return false;
            if (right && first - second < order.steps) return false;
        }
        return true;
    }

    const RouteProblem& problem_;
    const Route& route_;
    std::vector<std::size_t> rank_;
    std::vector<std::size_t> present_;
    std::int64_t doubled_ = 0;
};

/// The nodes at which a line turns, with its ends. From each corner on the next is as far as the
/// straight line to it passes every node within half a step (as rounding leaves them).
std::vector<std::size_t> corners_of(const RouteProblem& problem, const std::vector<int>& x) {
    constexpr double kRounding = 0.5 + 1e-9;
    std::vector<std::size_t> corners;
    std::size_t node = 0;
    while (node < x.size() && x[node] == Route::kNowhere)
        ++node;
    if (node == x.size()) return corners;
    corners.push_back(node);
    double low = -1e300;
    double high = 1e300;
    double run = 0.0;
    for (std::size_t next = node + 1; next < x.size() && x[next] != Route::kNowhere; ++next) {
        const auto bay = static_cast<double>(problem.bays[next - 1].length_mm);
        const double slope = (x[next] - x[corners.back()]) / (run + bay);
        if (slope < low || slope > high) {
            corners.push_back(next - 1);
            low = -1e300;
            high = 1e300;
            run = 0.0;
        }
        run += bay;
        const double here = x[next] - x[corners.back()];
        low = std::max(low, (here - kRounding) / run);
        high = std::min(high, (here + kRounding) / run);
        node = next;
    }
    if (node != corners.back()) corners.push_back(node);
    return corners;
}

}  // namespace

RouteIndex::RouteIndex(const RouteProblem& problem)
    : first_(problem.lines, problem.bays.size()), last_(problem.lines, 0) {
    for (const RouteSection& section : problem.sections) {
        auto& items = item_.emplace_back(problem.lines, kAbsent);
        auto& next = next_free_.emplace_back();
        auto& start = run_start_.emplace_back();
        for (std::size_t i = 0; i < section.lines.size(); ++i) {
            const auto& line = section.lines[i];
            items[line.line] = static_cast<int>(i);
            auto& n = next.emplace_back(line.cost.size() + 1, section.places);
            auto& s = start.emplace_back(line.cost.size(), 0);
            for (std::size_t x = line.cost.size(); x-- > 0;)
                n[x] = line.cost[x] == kForbidden ? n[x + 1] : static_cast<int>(x);
            for (std::size_t x = 0; x < line.cost.size(); ++x) {
                const bool goes_on =
                    x > 0 && line.cost[x] != kForbidden && line.cost[x - 1] != kForbidden;
                s[x] = goes_on ? s[x - 1] : static_cast<int>(x);
            }
        }
    }
    for (std::size_t k = 0; k < problem.bays.size(); ++k) {
        for (const auto& line : problem.sections[problem.bays[k].section].lines) {
            first_[line.line] = std::min(first_[line.line], k);
            last_[line.line] = std::max(last_[line.line], k + 1);
        }
    }
}

int RouteIndex::next_free(std::size_t section, std::size_t item, int x) const {
    const auto& next = next_free_[section][item];
    const auto last = static_cast<int>(next.size()) - 1;
    return next[static_cast<std::size_t>(std::clamp(x, 0, last))];
}

std::vector<std::size_t> ranks(const std::vector<std::size_t>& order, std::size_t lines) {
    std::vector<std::size_t> rank(lines, kUnordered);
    for (std::size_t k = 0; k < order.size(); ++k)
        rank[order[k]] = k;
    return rank;
}

int slanted(int need, double factor) {
    // Rounding of the factor must not cost a whole step.
    return need <= 0 ? need : static_cast<int>(std::ceil(need * factor - 1e-9));
}

bool moves(const Route& route, std::size_t line, std::size_t bay) {
    return route.x[line][bay] != route.x[line][bay + 1];
}

std::int64_t bends_of(const RouteProblem& problem, const Route& route, std::size_t line) {
    const std::vector<std::size_t> corners = corners_of(problem, route.x[line]);
    return corners.size() < 3 ? 0 : static_cast<std::int64_t>(corners.size()) - 2;
}

std::vector<double> straightened(const RouteProblem& problem, const Route& route,
                                 std::size_t line) {
    const std::vector<std::size_t> corners = corners_of(problem, route.x[line]);
    std::vector<double> x(route.x[line].begin(), route.x[line].end());
    for (std::size_t c = 0; c + 1 < corners.size(); ++c) {
        double run = 0.0;
        for (std::size_t k = corners[c]; k < corners[c + 1]; ++k)
            run += static_cast<double>(problem.bays[k].length_mm);
        double done = 0.0;
        for (std::size_t k = corners[c]; k + 1 < corners[c + 1]; ++k) {
            done += static_cast<double>(problem.bays[k].length_mm);
            x[k + 1] = x[corners[c]] + done / run * (x[corners[c + 1]] - x[corners[c]]);
        }
    }
    return x;
}

std::optional<std::int64_t> cost_of(const RouteProblem& problem, const Route& route) {
    return RouteCost{problem, route}.total();
}

}  // namespace maaiveld::layout
