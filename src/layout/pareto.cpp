#include "layout/pareto.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace maaiveld::layout {
namespace {

/// Smallest difference in heat room that counts as cooler.
constexpr double kRounding_K = 1e-9;
constexpr double kNoLimit_K = std::numeric_limits<double>::infinity();

/// Where windows of one width may begin: a range of left edges.
struct Window {
    int first = 0;
    int last = 0;
};

struct Best {
    std::optional<FrontPoint> point;
    bool proven = true;
};

/// What a point must keep.
struct Ask {
    int width = 0;
    double heat_room_K = 0.0;
};

/// The narrowest layout for a heat room.
struct Narrowest {
    std::optional<FrontPoint> point;
    int width_bound = 0;  ///< none is narrower
    bool none = false;    ///< proven that there is no layout at all
};

struct Sweep {
    const SectionProblem& problem;
    const ParetoOptions& options;
    Front& front;
    std::map<double, Narrowest>& narrowest;  ///< by heat room, as far as known

    SectionAnswer solved(const SectionProblem& asked) const {
        const SectionAnswer answer = options.solver ? options.solver(asked, options.solve)
                                                    : solve_section(asked, options.solve);
        ++front.solves;
        front.nodes += answer.nodes;
        return answer;
    }
};

/// All items between the left edge of the first window and the right edge of the last, with at
/// least this heat room.
SectionProblem within(const SectionProblem& problem, const Window& window, const Ask& ask) {
    SectionProblem asked = problem;
    for (Item& item : asked.items) {
        const int low = window.first + item.half_left;
        const int high = window.last + ask.width - item.half_right;
        for (Level& level : item.levels)
            for (int x = 0; x < problem.places; ++x)
                if (x < low || x > high) level.cost[static_cast<std::size_t>(x)] = kForbidden;
    }
    for (SumLimit& limit : asked.limits)
        for (double& room_K : limit.room_by_level)
            room_K -= ask.heat_room_K;
    return asked;
}

double warming_K(const SectionProblem& problem, const SumLimit& limit,
                 const SumLimit::Source& source, const std::vector<Place>& places) {
    const auto depth_m = [&](std::size_t i, double axis_m) {
        const auto level = static_cast<std::size_t>(places[i].level);
        return problem.items[i].levels[level].cover * problem.step_m + axis_m;
    };
    double dx_m = source.x_m - places[limit.item].x * problem.step_m;
    double source_m = source.depth_m;
    if (source.item) {
        dx_m += places[*source.item].x * problem.step_m;
        source_m = depth_m(*source.item, source.depth_m);
    }
    const double own_m = depth_m(limit.item, limit.axis_m);
    const double mirror_m = std::hypot(dx_m, own_m + source_m + 2.0 * limit.film_m);
    const double distance_m = std::max(std::hypot(dx_m, own_m - source_m), 1e-6);
    return source.strength * std::log(mirror_m / distance_m);
}

FrontPoint point_of(const SectionProblem& problem, const SectionAnswer& answer) {
    FrontPoint point;
    point.width = occupied_width(problem, answer.places);
    point.heat_room_K = heat_room_K(problem, answer.places);
    point.cost = answer.cost;
    point.places = answer.places;
    return point;
}

/// More than all that a placement can cost, so that a step of width outweighs everything else.
Cost dearest(const SectionProblem& problem) {
    Cost sum = 1 + Cost{problem.width_cost_per_step} * problem.places;
    for (const Item& item : problem.items) {
        std::int32_t most = 0;
        for (const Level& level : item.levels)
            for (const std::int32_t cost : level.cost)
                if (cost != kForbidden) most = std::max(most, cost);
        sum += most;
    }
    for (const Pair& pair : problem.pairs) {
        std::int32_t most = 0;
        for (const Spacing& spacing : pair.by_difference)
            most = std::max(most, spacing.cost_per_step);
        sum += Cost{most} * problem.places;
    }
    return sum;
}

/// One search with the width as its first aim: what is narrower than its answer need not be looked
/// for window by window.
Narrowest narrowest_of(const Sweep& sweep, double heat_room_K) {
    SectionProblem asked = within(sweep.problem, {0, 0}, {sweep.problem.places - 1, heat_room_K});
    constexpr Cost kMost = std::numeric_limits<std::int32_t>::max() / 2;
    const Cost step = dearest(sweep.problem);
    asked.width_cost_per_step = static_cast<std::int32_t>(std::min(kMost, step));
    const SectionAnswer answer = sweep.solved(asked);
    Narrowest result;
    result.none = answer.infeasible();
    if (!answer.found()) return result;
    SectionAnswer own = answer;
    own.cost = cost_of(sweep.problem, answer.places).value_or(answer.cost);
    result.point = point_of(sweep.problem, own);
    if (step <= kMost) result.width_bound = static_cast<int>(answer.bound / step);
    return result;
}

const Narrowest& known_narrowest(const Sweep& sweep, double heat_room_K) {
    const auto [entry, is_new] = sweep.narrowest.try_emplace(heat_room_K);
    if (is_new) entry->second = narrowest_of(sweep, heat_room_K);
    return entry->second;
}

void search(const Sweep& sweep, const Window& window, const Ask& ask, Best& best) {
    if (sweep.front.solves >= sweep.options.most_solves ||
        sweep.front.nodes >= sweep.options.nodes) {
        best.proven = sweep.front.complete = false;
        return;
    }
    const SectionAnswer answer = sweep.solved(within(sweep.problem, window, ask));
    if (answer.infeasible()) return;
    if (best.point && answer.bound >= best.point->cost) return;
    if (answer.found() && occupied_width(sweep.problem, answer.places) <= ask.width) {
        best.proven = best.proven && answer.end == SearchEnd::Proven;
        if (!best.point || answer.cost < best.point->cost)
            best.point = point_of(sweep.problem, answer);
        return;
    }
    if (window.first == window.last) {
        best.proven = false;  // cut short: nothing found in the narrowest window, nothing proven
        return;
    }
    const int middle = window.first + (window.last - window.first) / 2;
    search(sweep, {window.first, middle}, ask, best);
    search(sweep, {middle + 1, window.last}, ask, best);
}

/// The cheapest layout that is as narrow and as cool as asked.
Best cheapest(const Sweep& sweep, const Ask& ask) {
    Best best;
    const Narrowest& narrow = known_narrowest(sweep, ask.heat_room_K);
    if (narrow.none || ask.width < narrow.width_bound) return best;
    if (narrow.point && narrow.point->width <= ask.width) best.point = narrow.point;
    const int last = std::max(0, sweep.problem.places - 1 - ask.width);
    search(sweep, {0, last}, ask, best);
    if (best.point) best.point->proven = best.proven;
    return best;
}

bool is_spent(const Sweep& sweep) {
    if (sweep.front.points.size() < sweep.options.most_points) return false;
    sweep.front.complete = false;
    return true;
}

/// From the cheapest on, ever cooler, for one largest width. Gives the widest of them; 0: none.
int sweep_heat(const Sweep& sweep, int width) {
    int widest = 0;
    Ask ask{width, sweep.options.least_heat_room_K};
    while (!is_spent(sweep)) {
        Best best = cheapest(sweep, ask);
        if (!best.point) {
            sweep.front.complete = sweep.front.complete && best.proven;
            break;
        }
        widest = std::max(widest, best.point->width);
        const double room_K = best.point->heat_room_K;
        sweep.front.points.push_back(std::move(*best.point));
        if (room_K == kNoLimit_K) break;
        ask.heat_room_K = room_K + std::max(sweep.options.heat_step_K, 10.0 * kRounding_K);
    }
    return widest;
}

void keep_best(std::vector<FrontPoint>& points) {
    std::vector<FrontPoint> best;
    for (std::size_t i = 0; i < points.size(); ++i) {
        bool beaten = false;
        for (std::size_t j = 0; j < points.size() && !beaten; ++j) {
            const bool twin = points[j].width == points[i].width &&
                              points[j].cost == points[i].cost &&
                              points[j].heat_room_K == points[i].heat_room_K;
            beaten = dominates(points[j], points[i]) || (twin && j < i);
        }
        if (!beaten) best.push_back(points[i]);
    }
    std::stable_sort(best.begin(), best.end(), [](const FrontPoint& a, const FrontPoint& b) {
        return a.width != b.width ? a.width < b.width : a.cost > b.cost;
    });
    points = std::move(best);
}

}  // namespace

int occupied_width(const SectionProblem& problem, const std::vector<Place>& places) {
    int left = std::numeric_limits<int>::max();
    int right = std::numeric_limits<int>::min();
    for (std::size_t i = 0; i < places.size(); ++i) {
        left = std::min(left, places[i].x - problem.items[i].half_left);
        right = std::max(right, places[i].x + problem.items[i].half_right);
    }
    return places.empty() ? 0 : right - left;
}

double heat_room_K(const SectionProblem& problem, const std::vector<Place>& places) {
    double least_K = kNoLimit_K;
    for (const SumLimit& limit : problem.limits) {
        double left_K = limit.room_by_level[static_cast<std::size_t>(places[limit.item].level)];
        for (const SumLimit::Source& source : limit.sources)
            left_K -= warming_K(problem, limit, source, places);
        least_K = std::min(least_K, left_K);
    }
    return least_K;
}

bool dominates(const FrontPoint& a, const FrontPoint& b) {
    const bool as_good = a.width <= b.width && a.heat_room_K >= b.heat_room_K && a.cost <= b.cost;
    return as_good && (a.width < b.width || a.heat_room_K > b.heat_room_K || a.cost < b.cost);
}

Front pareto_front(const SectionProblem& problem, const ParetoOptions& options) {
    Front front;
    std::map<double, Narrowest> narrowest;
    const Sweep sweep{problem, options, front, narrowest};
    int width = problem.places - 1;
    while (width >= 0 && !is_spent(sweep)) {
        const int widest = sweep_heat(sweep, width);
        if (widest == 0) break;
        // The narrowest of all closes the front, also when it is less than a step away.
        const int least = known_narrowest(sweep, options.least_heat_room_K).width_bound;
        width = widest - std::max(1, options.width_step);
        if (width < least && widest > least) width = least;
    }
    keep_best(front.points);
    return front;
}

}  // namespace maaiveld::layout
