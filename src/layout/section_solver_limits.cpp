#include "layout/section_solver_limits.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace maaiveld::layout {
namespace {

/// Absorbs the rounding between this bound and cost_of, which alone decides.
constexpr double kRounding_K = 1e-9;

struct Bound {
    const SectionProblem* problem;
    const Box* box;
    const SumLimit* limit;
    double depth_m;  ///< of the limited item's axis, at the level that is looked at
};

/// Half the logarithm of mirror over true distance squared.
double logarithm(const Bound& b, double dx_m, double source_depth_m) {
    const double dx2 = dx_m * dx_m;
    const double apart = b.depth_m - source_depth_m;
    const double mirror = b.depth_m + source_depth_m + 2.0 * b.limit->film_m;
    const double below = dx2 + apart * apart;
    if (below <= 0.0) return std::numeric_limits<double>::infinity();
    return 0.5 * std::log((dx2 + mirror * mirror) / below);
}

/// The least that a source adds at distance dx over its levels: the rise has one top over the
/// source's depth and falls on both sides of it, so that the least is at the first or last level.
double least_rise(const Bound& b, const SumLimit::Source& source, double dx_m) {
    if (!source.item) return source.strength * logarithm(b, dx_m, source.depth_m);
    const auto& levels = b.problem->items[*source.item].levels;
    const Box::Range& range = b.box->items[*source.item];
    const auto depth_m = [&](int level) {
        return levels[static_cast<std::size_t>(level)].cover * b.problem->step_m + source.depth_m;
    };
    return source.strength * std::min(logarithm(b, dx_m, depth_m(range.level_lo)),
                                      logarithm(b, dx_m, depth_m(range.level_hi)));
}

/// The largest distance in plan between the item's axis and the source within the box.
double farthest_m(const Bound& b, const SumLimit::Source& source) {
    const Box::Range& at = b.box->items[b.limit->item];
    const double step_m = b.problem->step_m;
    double from_m = source.x_m;
    double to_m = source.x_m;
    if (source.item) {
        from_m += b.box->items[*source.item].lo * step_m;
        to_m += b.box->items[*source.item].hi * step_m;
    }
    return std::max(std::abs(at.hi * step_m - from_m), std::abs(to_m - at.lo * step_m));
}

/// What all sources but those of `except` add at least. A term falls with distance, or rises with
/// it when the source lies above the (equivalent) surface: either way the least is at an end.
double least_of_others(const Bound& b, std::size_t except) {
    double sum = 0.0;
    for (const SumLimit::Source& source : b.limit->sources) {
        if (source.strength <= 0.0 || (source.item && *source.item == except)) continue;
        sum += std::min(least_rise(b, source, farthest_m(b, source)), least_rise(b, source, 0.0));
    }
    return sum;
}

/// What the sources of one item add at least when it lies d steps right of the limited item.
double least_of_item(const Bound& b, std::size_t item, int d) {
    double sum = 0.0;
    for (const SumLimit::Source& source : b.limit->sources) {
        if (source.strength <= 0.0 || !source.item || *source.item != item) continue;
        sum += least_rise(b, source, d * b.problem->step_m + source.x_m);
    }
    return sum;
}

/// Grows `gap` to the least distance at which the item's limit can hold at this level. Walks in
/// from the distance found so far for other levels (`best`), which it can only lower.
int least_gap(const Bound& b, std::size_t item, int sign, double room, int best) {
    for (int d = 0; d < best; ++d) {
        if (least_of_item(b, item, sign * d) <= room) return d;
    }
    return best;
}

double depth_at(const SectionProblem& problem, const SumLimit& limit, int level) {
    return problem.items[limit.item].levels[static_cast<std::size_t>(level)].cover *
               problem.step_m +
           limit.axis_m;
}

void take_limit(const SectionProblem& problem, const Box& box, const SumLimit& limit,
                std::size_t source, Core& core) {
    int right = core.places;
    int left = core.places;
    const Box::Range& range = box.items[limit.item];
    for (int level = range.level_lo; level <= range.level_hi; ++level) {
        if (static_cast<std::size_t>(level) >= limit.room_by_level.size()) break;
        const Bound b{&problem, &box, &limit, depth_at(problem, limit, level)};
        const double room = limit.room_by_level[static_cast<std::size_t>(level)] -
                            least_of_others(b, source) + kRounding_K;
        right = least_gap(b, source, +1, room, right);
        left = least_gap(b, source, -1, room, left);
    }
    Rightward& item_left = core.rightward[limit.item * core.items + source];
    Rightward& source_left = core.rightward[source * core.items + limit.item];
    item_left.gap = std::max(item_left.gap, right);
    source_left.gap = std::max(source_left.gap, left);
}

bool room_somewhere(const SectionProblem& problem, const Box& box, const SumLimit& limit,
                    std::size_t nobody) {
    const Box::Range& range = box.items[limit.item];
    for (int level = range.level_lo; level <= range.level_hi; ++level) {
        if (static_cast<std::size_t>(level) >= limit.room_by_level.size()) return false;
        const Bound b{&problem, &box, &limit, depth_at(problem, limit, level)};
        const double room = limit.room_by_level[static_cast<std::size_t>(level)] + kRounding_K;
        if (least_of_others(b, nobody) <= room) return true;
    }
    return false;
}

}  // namespace

bool take_limits(const SectionProblem& problem, const Box& box, Core& core) {
    for (const SumLimit& limit : problem.limits) {
        if (!room_somewhere(problem, box, limit, core.items)) return false;
        std::vector<bool> done(core.items, false);
        for (const SumLimit::Source& source : limit.sources) {
            if (!source.item || *source.item == limit.item || done[*source.item]) continue;
            done[*source.item] = true;
            take_limit(problem, box, limit, *source.item, core);
        }
    }
    return true;
}

}  // namespace maaiveld::layout
