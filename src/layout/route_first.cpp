#include "layout/route.h"
#include "layout/route_parts.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <numeric>
#include <utility>

namespace maaiveld::layout {
namespace {

using Order = std::vector<std::size_t>;

/// The leftmost route of an order. Every demand is "this place lies at least so far right of that
/// one" or "not in this gap", so raising places that break one, until none does, ends in the least
/// route there is (or runs off the section).
class Leftmost {
public:
    Leftmost(const RouteProblem& problem, const RouteIndex& index) : p_{problem}, index_{index} {}

    bool run(const Order& order) {
        const std::size_t nodes = p_.bays.size() + 1;
        x_.assign(p_.lines, std::vector<int>(nodes, Route::kNowhere));
        for (const std::size_t line : order) {
            for (std::size_t n = index_.first_bay(line); n <= index_.last_bay(line); ++n)
                x_[line][n] = 0;
        }
        // Each pass carries news over the whole street; in practice a handful of passes do.
        bool changed = true;
        while (changed) {
            changed = false;
            for (std::size_t n = 0; n < nodes; ++n)
                if (!settle(order, n, changed)) return false;
            for (std::size_t n = nodes; n-- > 0;)
                if (!settle(order, n, changed)) return false;
        }
        return true;
    }

    std::vector<std::vector<int>>& places() { return x_; }

private:
    bool settle(const Order& order, std::size_t n, bool& changed) {
        for (std::size_t r = 0; r < order.size(); ++r) {
            const std::size_t line = order[r];
            if (x_[line][n] == Route::kNowhere) continue;
            const int before = x_[line][n];
            const int raised = least(order, r, n, before);
            if (raised == RouteSection::kImpossible) return false;
            if (raised != before) x_[line][n] = raised, changed = true;
        }
        return true;
    }

    int least(const Order& order, std::size_t r, std::size_t n, int x) const {
        const std::size_t line = order[r];
        const bool behind = n > index_.first_bay(line);
        const bool ahead = n < index_.last_bay(line);
        if (behind) x = std::max(x, from_bay(order, r, n, n - 1, x_[line][n - 1]));
        if (ahead) x = std::max(x, from_bay(order, r, n, n, x_[line][n + 1]));
        if (x >= RouteSection::kImpossible) return RouteSection::kImpossible;
        while (true) {
            int free = x;
            if (behind) free = std::max(free, next_free(n - 1, line, free));
            if (ahead) free = std::max(free, next_free(n, line, free));
            if (free == x) break;
            x = free;
        }
        const std::size_t bay = ahead ? n : n - 1;
        return x < p_.sections[p_.bays[bay].section].places ? x : RouteSection::kImpossible;
    }

    int next_free(std::size_t bay, std::size_t line, int x) const {
        const std::size_t section = p_.bays[bay].section;
        return index_.next_free(section, item(section, line), x);
    }
    std::size_t item(std::size_t section, std::size_t line) const {
        return static_cast<std::size_t>(index_.item(section, line));
    }

    /// What one bay asks of a line at node n, whose other end there lies at `other_end`.
    int from_bay(const Order& order, std::size_t r, std::size_t n, std::size_t bay,
                 int other_end) const {
        const RouteBay& b = p_.bays[bay];
        const RouteSection& section = p_.sections[b.section];
        const std::size_t i = item(b.section, order[r]);
        int low = other_end - b.most_shift;
        if (section.lines[i].cost[static_cast<std::size_t>(other_end)] != kForbidden)
            low = std::max(low, index_.run_start(b.section, i, other_end));
        for (std::size_t q = 0; q < r; ++q) {
            const int j = index_.item(b.section, order[q]);
            if (j == RouteIndex::kAbsent) continue;
            const int need = section.gap(static_cast<std::size_t>(j), i).need;
            if (need >= RouteSection::kImpossible) return RouteSection::kImpossible;
            const int gap = b.most_shift > 0 ? slanted(need, p_.slanted_gap) : need;
            low = std::max(low, x_[order[q]][n] + gap);
        }
        return low;
    }

    const RouteProblem& p_;
    const RouteIndex& index_;
    std::vector<std::vector<int>> x_;
};

/// Finds an order in which all lines, or as many as possible, find a way.
class Inserter {
public:
    explicit Inserter(const RouteProblem& problem)
        : p_{problem}, index_{problem}, leftmost_{problem, index_}, ripped_(problem.lines, 0) {}

    Route route() {
        Order order = best_given_order();
        if (order.empty() && p_.lines > 0) order = inserted();
        Route route;
        route.order = order;
        leftmost_.run(order);
        route.x = leftmost_.places();
        const auto rank = ranks(order, p_.lines);
        for (std::size_t line = 0; line < p_.lines; ++line)
            if (rank[line] == kUnordered) route.absent.push_back(line);
        route.cost = cost_of(p_, route).value_or(std::numeric_limits<std::int64_t>::max());
        return route;
    }

private:
    Order best_given_order() {
        for (const Order& order : p_.orders)
            if (leftmost_.run(order)) return order;
        return {};
    }

    /// Wide lines first: they have the fewest ways.
    std::deque<std::size_t> queue() const {
        std::vector<std::int64_t> width(p_.lines, 0);
        for (const RouteSection& section : p_.sections) {
            for (std::size_t i = 0; i < section.lines.size(); ++i) {
                std::int64_t needs = 0;
                for (std::size_t j = 0; j < section.lines.size(); ++j) {
                    const int need = i == j ? 0 : section.gap(i, j).need;
                    needs += std::min(need, section.places);
                }
                auto& w = width[section.lines[i].line];
                w = std::max(w, needs);
            }
        }
        std::vector<std::size_t> lines(p_.lines);
        std::iota(lines.begin(), lines.end(), std::size_t{0});
        std::stable_sort(lines.begin(), lines.end(),
                         [&](std::size_t a, std::size_t b) { return width[a] > width[b]; });
        return {lines.begin(), lines.end()};
    }

    Order inserted() {
        Order order;
        std::deque<std::size_t> waiting = queue();
        while (!waiting.empty()) {
            const std::size_t line = waiting.front();
            waiting.pop_front();
            if (auto with = with_inserted(order, line)) {
                order = std::move(*with);
                continue;
            }
            constexpr int kPatience = 4;
            if (++ripped_[line] > kPatience) continue;
            if (const auto out = rip_out_for(order, line)) waiting.push_back(*out);
        }
        return order;
    }

    std::optional<Order> with_inserted(const Order& order, std::size_t line) {
        std::optional<Order> best;
        std::int64_t best_cost = std::numeric_limits<std::int64_t>::max();
        for (std::size_t slot = 0; slot <= order.size(); ++slot) {
            Order tried = order;
            tried.insert(tried.begin() + static_cast<std::ptrdiff_t>(slot), line);
            if (!leftmost_.run(tried)) continue;
            const std::int64_t cost = promise(tried);
            if (cost < best_cost) best = std::move(tried), best_cost = cost;
        }
        return best;
    }

    /// How cheap an order may become: each line at its cheapest place right of its leftmost route,
    /// at a few nodes. An estimate, for choosing only.
    std::int64_t promise(const Order& order) {
        std::int64_t sum = 0;
        const std::size_t stride = std::max<std::size_t>(1, p_.bays.size() / 8);
        for (std::size_t k = 0; k < p_.bays.size(); k += stride) {
            const RouteSection& section = p_.sections[p_.bays[k].section];
            for (const std::size_t line : order) {
                const int i = index_.item(p_.bays[k].section, line);
                if (i == RouteIndex::kAbsent) continue;
                const auto& cost = section.lines[static_cast<std::size_t>(i)].cost;
                const auto from = cost.begin() + leftmost_.places()[line][k];
                sum += *std::min_element(from, cost.end());
            }
            const std::size_t last = order.empty() ? 0 : order.back();
            sum += std::int64_t{section.width_cost_per_step} *
                   std::max(0, leftmost_.places()[last][k]);
        }
        return sum;
    }

    /// Takes out the line that yielded least often among those whose absence lets `line` in.
    std::optional<std::size_t> rip_out_for(Order& order, std::size_t line) {
        std::vector<std::size_t> candidates = order;
        std::stable_sort(candidates.begin(), candidates.end(),
                         [&](std::size_t a, std::size_t b) { return ripped_[a] < ripped_[b]; });
        for (const std::size_t out : candidates) {
            Order without = order;
            std::erase(without, out);
            if (auto with = with_inserted(without, line)) {
                order = std::move(*with);
                ++ripped_[out];
                return out;
            }
        }
        return std::nullopt;
    }

    const RouteProblem& p_;
    RouteIndex index_;
    Leftmost leftmost_;
    std::vector<int> ripped_;
};

}  // namespace

Route first_route(const RouteProblem& problem, const RouteLimits&) {
    return Inserter{problem}.route();
}

}  // namespace maaiveld::layout
