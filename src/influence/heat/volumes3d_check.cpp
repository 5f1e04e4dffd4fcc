#include "influence/heat/volumes3d_check.h"

#include "influence/heat/heat_checks.h"
#include "influence/heat/volumes_check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <set>

namespace maaiveld::influence {
namespace {

constexpr double kFar = std::numeric_limits<double>::max();
constexpr double kWidest_m = 2e3;  ///< of a block with its soil: far more than a crossing

double begin_of(const Pipe3d& pipe) {
    return pipe.from_m.value_or(-kFar);
}
double end_of(const Pipe3d& pipe) {
    return pipe.to_m.value_or(kFar);
}

bool reaches(const Pipe3d& pipe, double at, double radius) {
    return at + radius > begin_of(pipe) && at - radius < end_of(pipe);
}

/// Clear distance where two pipes pass each other; far when they do not.
double gap_between(const Pipe3d& a, const Pipe3d& b) {
    const double radii = 0.5 * (a.body.outer_diameter_m() + b.body.outer_diameter_m());
    const double rise = a.body.at.depth_m - b.body.at.depth_m;
    if (a.along == b.along) {
        const bool side_by_side = begin_of(a) < end_of(b) && begin_of(b) < end_of(a);
        return side_by_side ? std::hypot(a.body.at.x_m - b.body.at.x_m, rise) - radii : kFar;
    }
    const bool cross = reaches(a, b.body.at.x_m, 0.5 * b.body.outer_diameter_m()) &&
                       reaches(b, a.body.at.x_m, 0.5 * a.body.outer_diameter_m());
    return cross ? std::abs(rise) - radii : kFar;
}

std::string complaint(const Pipe3d& pipe) {
    if (!pipe.body.cores.empty()) return "a body with cores is not possible in three dimensions";
    if (pipe.from_m && !std::isfinite(*pipe.from_m)) return "`from_m` is not a number";
    if (pipe.to_m && !std::isfinite(*pipe.to_m)) return "`to_m` is not a number";
    if (!(begin_of(pipe) < end_of(pipe)))
        return fmt::format("it ends at {:g} m, before it begins at {:g} m", *pipe.to_m,
                           *pipe.from_m);
    if (!(pipe.content_J_mK >= 0.0) || !std::isfinite(pipe.content_J_mK))
        return fmt::format("its content stores {:g} J/(m K); it must not be negative",
                           pipe.content_J_mK);
    if (!pipe.flow) return {};
    if (!(pipe.flow->heat_capacity_flow_W_K > 0.0) ||
        !std::isfinite(pipe.flow->heat_capacity_flow_W_K))
        return fmt::format("`heat_capacity_flow_W_K` is {:g}; it must be above 0",
                           pipe.flow->heat_capacity_flow_W_K);
    if (!(pipe.flow->inlet_C >= -273.15) || !std::isfinite(pipe.flow->inlet_C))
        return fmt::format("`inlet_C` is {:g}; nothing is colder than -273.15", pipe.flow->inlet_C);
    return {};
}

std::string complaint_of_block(const Crossing3d& c) {
    const auto positive = [](double value) { return value > 0.0 && std::isfinite(value); };
    if (c.pipes.empty()) return "there are no pipes";
    if (!positive(c.fine_m) || !positive(c.along_m)) return "cells must be larger than 0";
    if (!(c.growth > 1.0 && c.growth <= 3.0)) return "`growth` must be above 1 and at most 3";
    if (!positive(c.widen_m) || !positive(c.coarse_m) || !positive(c.reach_m))
        return "`widen_m`, `coarse_m` and `reach_m` must be above 0";
    if (c.coarse_m < std::max(c.fine_m, c.along_m)) return "`coarse_m` is below the finest cells";
    if (c.step_s && !positive(*c.step_s)) return "the step must be above 0";
    if (c.step_s.has_value() == c.output_s.empty())
        return "steps of time and moments to report belong together";
    for (const double at : c.output_s) {
        if (!positive(at) || at / *c.step_s > 1e5)
            return "moments lie after the start, within 100000 steps";
    }
    for (const Probe3d& probe : c.probes) {
        if (!(probe.depth_m >= 0.0) || !std::isfinite(probe.depth_m + probe.x_m + probe.y_m))
            return fmt::format("probe `{}` does not lie in the ground", probe.id);
    }
    return {};
}

/// What the pipes of a block span along `axis`, without the soil beside them.
double span_along(const Crossing3d& c, RunsAlong axis) {
    double least = kFar;
    double most = -kFar;
    const auto hold = [&](double at) {
        least = std::min(least, at);
        most = std::max(most, at);
    };
    for (const Pipe3d& pipe : c.pipes) {
        if (pipe.along != axis) hold(pipe.body.at.x_m);
        if (pipe.along == axis && pipe.from_m) hold(*pipe.from_m);
        if (pipe.along == axis && pipe.to_m) hold(*pipe.to_m);
    }
    return most < least ? 0.0 : most - least;
}

std::string complaint_of_size(const Crossing3d& c) {
    double size_m = std::max(span_along(c, RunsAlong::X), span_along(c, RunsAlong::Y));
    for (const Pipe3d& pipe : c.pipes)
        size_m = std::max(size_m, pipe.body.at.depth_m);
    size_m += 2.0 * c.reach_m;
    if (size_m <= kWidest_m) return {};
    return fmt::format("with its soil the block is {:g} m large, {:g} m is allowed", size_m,
                       kWidest_m);
}

}  // namespace

base::Result<void> check_crossing(const model::SoilProfile& soil, const GroundSurface& surface,
                                  const Crossing3d& crossing) {
    const std::string where = fmt::format("crossing `{}`", crossing.id);
    if (const auto wrong = complaint_of_block(crossing); !wrong.empty())
        return base::bad_input(wrong, where);
    std::set<std::string> ids;
    for (const Pipe3d& pipe : crossing.pipes) {
        if (auto sound = check_section({soil, surface, {pipe.body}}); !sound) return sound;
        const std::string name = fmt::format("{}, pipe `{}`", where, pipe.body.id);
        if (const auto wrong = complaint(pipe); !wrong.empty()) return base::bad_input(wrong, name);
        if (!ids.insert(pipe.body.id).second) return base::bad_input("its id occurs twice", name);
        for (const Pipe3d& other : crossing.pipes) {
            if (&other == &pipe) break;
            const double gap = gap_between(other, pipe);
            if (gap < -kTouchingTolerance_m)
                return base::bad_input(
                    fmt::format("overlaps `{}` by {:.6f} m", other.body.id, -gap), name);
        }
    }
    if (const auto wrong = complaint_of_size(crossing); !wrong.empty())
        return base::bad_input(wrong, where);
    return {};
}

}  // namespace maaiveld::influence
