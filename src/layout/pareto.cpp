#include "layout/pareto.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <queue>
#include <utility>

namespace maaiveld::layout {
namespace {

/// Where all items lie: from the left edge of the leftmost to the right edge of the rightmost.
struct Range {
    int left = 0;
    int right = 0;
    bool holds(const Range& other) const { return left <= other.left && other.right <= right; }
};

/// Windows of one width, by their left ends.
struct Windows {
    int first = 0;
    int last = 0;
    Cost bound = 0;  ///< no placement in one of them costs less
    bool operator<(const Windows& other) const {
        return bound != other.bound ? bound > other.bound : first > other.first;
    }
};

/// What a search between two ends came to.
struct Known {
    std::vector<int> forbids;  ///< by the problem searched
    Range asked;
    SectionAnswer answer;
    Range taken;  ///< by the placement found
};

/// The narrowest layout of a problem.
struct Narrowest {
    std::optional<FrontPoint> point;
    std::vector<int> forbids;
    int bound = 0;      ///< none is narrower
    bool none = false;  ///< proven that there is no layout at all
};

Range range_of(const SectionProblem& problem, const std::vector<Place>& places) {
    Range range{std::numeric_limits<int>::max(), std::numeric_limits<int>::min()};
    for (std::size_t i = 0; i < places.size(); ++i) {
        range.left = std::min(range.left, places[i].x - problem.items[i].half_left);
        range.right = std::max(range.right, places[i].x + problem.items[i].half_right);
    }
    return places.empty() ? Range{} : range;
}

SectionProblem within(const SectionProblem& problem, const Range& range) {
    SectionProblem asked = problem;
    for (Item& item : asked.items) {
        const int low = range.left + item.half_left;
        const int high = range.right - item.half_right;
        for (Level& level : item.levels)
            for (int x = 0; x < problem.places; ++x)
                if (x < low || x > high) level.cost[static_cast<std::size_t>(x)] = kForbidden;
    }
    return asked;
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

/// Whether all that `less` forbids is forbidden by `more`.
bool is_tighter(const std::vector<int>& more, const std::vector<int>& less) {
    return std::equal(more.begin(), more.end(), less.begin(), less.end(), std::greater_equal{});
}

/// By rising width. A wider one that is no cheaper than a narrower one goes.
std::vector<FrontPoint> unbeaten(std::vector<FrontPoint> points) {
    std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) {
        return a.width != b.width ? a.width < b.width : a.cost < b.cost;
    });
    std::vector<FrontPoint> best;
    for (FrontPoint& point : points)
        if (best.empty() || point.cost < best.back().cost) best.push_back(std::move(point));
    return best;
}

}  // namespace

class FrontSearch::Sweep {
public:
    explicit Sweep(ParetoOptions options) : options_{std::move(options)} {}

    std::vector<FrontPoint> front(const SectionProblem& problem, const std::vector<int>& forbids) {
        problem_ = &problem;
        forbids_ = forbids;
        if (is_spent()) return {};
        return unbeaten(sweep_widths());
    }

    bool complete = true;
    std::int64_t solves = 0;
    std::int64_t nodes = 0;

private:
    const SectionProblem& problem() const { return *problem_; }

    bool is_spent() {
        const bool spent = found_ >= options_.most_points || solves >= options_.most_solves ||
                           nodes >= options_.nodes;
        if (spent) complete = false;
        return spent;
    }

    SectionAnswer solved(const SectionProblem& asked, const std::vector<Place>& start) {
        SectionAnswer answer = options_.solver ? options_.solver(asked, options_.solve)
                                               : solve_section(asked, options_.solve, start);
        ++solves;
        nodes += answer.nodes;
        return answer;
    }

    FrontPoint point_of(std::vector<Place> places, Cost cost) const {
        return {occupied_width(problem(), places), cost, std::move(places), true};
    }

    void learn(const Range& asked, SectionAnswer answer) {
        const Range taken = range_of(problem(), answer.places);
        known_.push_back({forbids_, asked, std::move(answer), taken});
    }

    /// What the narrowest layouts of problems that forbid less tell.
    Narrowest narrowest_so_far() const {
        Narrowest best;
        best.forbids = forbids_;
        for (const Narrowest& known : narrowest_of_) {
            if (!is_tighter(forbids_, known.forbids)) continue;
            best.none = best.none || known.none;
            best.bound = std::max(best.bound, known.bound);
            if (!known.point || (best.point && best.point->width <= known.point->width)) continue;
            if (cost_of(problem(), known.point->places)) best.point = known.point;
        }
        return best;
    }

    /// With the width as first aim, unless it is known.
    Narrowest find_narrowest() {
        Narrowest found = narrowest_so_far();
        if (found.none || (found.point && found.point->width == found.bound)) return found;
        SectionProblem asked = problem();
        constexpr Cost kMost = std::numeric_limits<std::int32_t>::max() / 2;
        const Cost step = dearest(problem());
        asked.width_cost_per_step = static_cast<std::int32_t>(std::min(kMost, step));
        const SectionAnswer answer =
            solved(asked, found.point ? found.point->places : std::vector<Place>{});
        found.none = answer.infeasible();
        if (!answer.found()) return found;
        if (const auto cost = cost_of(problem(), answer.places))
            found.point = point_of(answer.places, *cost);
        if (step <= kMost)
            found.bound = std::max(found.bound, static_cast<int>(answer.bound / step));
        return found;
    }

    /// From what is known: the answer between these ends, or else `bound` is raised.
    const SectionAnswer* recall(const Range& range, Cost& bound, bool& none) const {
        for (const Known& known : known_) {
            if (!known.asked.holds(range) || !is_tighter(forbids_, known.forbids)) continue;
            if (known.answer.infeasible()) {
                none = true;
                return nullptr;
            }
            bound = std::max(bound, known.answer.bound);
            const bool same =
                known.answer.found() && known.answer.end == SearchEnd::Proven &&
                range.holds(known.taken) &&
                (known.forbids == forbids_ || cost_of(problem(), known.answer.places));
            if (same) return &known.answer;
        }
        return nullptr;
    }

    /// The cheapest that is known already and narrow enough.
    std::optional<FrontPoint> cheapest_known(int width) const {
        std::optional<FrontPoint> best;
        if (narrowest_.point && narrowest_.point->width <= width) best = narrowest_.point;
        for (const Known& known : known_) {
            if (!known.answer.found() || known.taken.right - known.taken.left > width) continue;
            if (best && known.answer.cost >= best->cost) continue;
            if (known.forbids == forbids_ || cost_of(problem(), known.answer.places))
                best = point_of(known.answer.places, known.answer.cost);
        }
        return best;
    }

    /// The cheapest layout of at most this width; none: there is none, or it was not found.
    std::optional<FrontPoint> cheapest(int width, bool& proven) {
        std::optional<FrontPoint> best = cheapest_known(width);
        std::priority_queue<Windows> open;
        open.push({0, std::max(0, problem().places - 1 - width), 0});
        while (!open.empty() && (!best || open.top().bound < best->cost)) {
            const Windows windows = open.top();
            open.pop();
            if (!look_into(windows, width, open, best)) proven = false;
            if (is_spent()) {
                proven = proven && (open.empty() || (best && open.top().bound >= best->cost));
                break;
            }
        }
        if (best) best->proven = proven;
        return best;
    }

    /// False: something may have been missed.
    bool look_into(Windows windows, int width, std::priority_queue<Windows>& open,
                   std::optional<FrontPoint>& best) {
        const Range range{windows.first, windows.last + width};
        bool none = false;
        const SectionAnswer* recalled = recall(range, windows.bound, none);
        if (none || (best && windows.bound >= best->cost)) return true;
        if (recalled == nullptr) {
            learn(range, solved(within(problem(), range), {}));
            recalled = &known_.back().answer;
        }
        if (recalled->infeasible()) return true;
        const Range taken = range_of(problem(), recalled->places);
        if (recalled->found() && taken.right - taken.left <= width) {
            if (!best || recalled->cost < best->cost)
                best = point_of(recalled->places, recalled->cost);
            return recalled->end == SearchEnd::Proven;
        }
        if (windows.first == windows.last) return false;
        windows.bound = std::max(windows.bound, recalled->bound);
        // Neither half holds a placement as wide as this one at its place.
        const int cut = recalled->found() ? taken.left + (taken.right - width - 1 - taken.left) / 2
                                          : windows.first + (windows.last - windows.first) / 2;
        open.push({windows.first, cut, windows.bound});
        open.push({cut + 1, windows.last, windows.bound});
        return true;
    }

    /// From the cheapest on, ever narrower.
    std::vector<FrontPoint> sweep_widths() {
        narrowest_ = find_narrowest();
        narrowest_of_.push_back(narrowest_);
        std::vector<FrontPoint> points;
        int width = problem().places - 1;
        while (!narrowest_.none && width >= narrowest_.bound && !is_spent()) {
            bool proven = true;
            std::optional<FrontPoint> best = cheapest(width, proven);
            complete = complete && (best || proven);
            if (!best) break;
            const int widest = best->width;
            points.push_back(std::move(*best));
            ++found_;
            // The narrowest of all closes the front, also when it is less than a step away.
            width = widest - std::max(1, options_.width_step);
            if (width < narrowest_.bound && widest > narrowest_.bound) width = narrowest_.bound;
        }
        return points;
    }

    ParetoOptions options_;
    const SectionProblem* problem_ = nullptr;  ///< the one at hand
    std::vector<int> forbids_;
    std::vector<Known> known_;
    std::vector<Narrowest> narrowest_of_;
    Narrowest narrowest_;
    std::size_t found_ = 0;
};

int occupied_width(const SectionProblem& problem, const std::vector<Place>& places) {
    const Range range = range_of(problem, places);
    return range.right - range.left;
}

FrontSearch::FrontSearch(ParetoOptions options)
    : sweep_{std::make_unique<Sweep>(std::move(options))} {}

FrontSearch::~FrontSearch() = default;

std::vector<FrontPoint> FrontSearch::front(const SectionProblem& problem,
                                           const std::vector<int>& forbids) {
    return sweep_->front(problem, forbids);
}

bool FrontSearch::complete() const {
    return sweep_->complete;
}

std::int64_t FrontSearch::solves() const {
    return sweep_->solves;
}

std::int64_t FrontSearch::nodes() const {
    return sweep_->nodes;
}

Front pareto_front(const SectionProblem& problem, const ParetoOptions& options) {
    FrontSearch search{options};
    Front front;
    front.points = search.front(problem, {});
    front.complete = search.complete();
    front.solves = search.solves();
    front.nodes = search.nodes();
    return front;
}

}  // namespace maaiveld::layout
