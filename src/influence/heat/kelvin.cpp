#include "influence/heat/kelvin.h"

#include "influence/heat/input_check.h"

#include <boost/math/special_functions/expint.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr double kHour_s = 3600.0;

/// Repeated histories that would take more steps than this are refused rather than left to run.
constexpr double kMostSteps = 2e7;

constexpr double kLongest_h = 1e9;    ///< a hundred thousand years
constexpr double kSmallest_m = 1e-6;  ///< nearer to an axis a line source is no model

/// E1, and 0 where it is smaller than any double.
double exponential_integral(double x) {
    return x > 700.0 ? 0.0 : boost::math::expint(1, x);
}

struct Medium {
    double conductivity_W_mK;
    double diffusivity_m2_s;
    double added_depth_m;
};

struct Distances {
    double direct_m;
    double image_m;
};

Distances distances(const LineSource& source, const Place& place, double added_depth_m) {
    const double dx = place.x_m - source.at.x_m;
    const double sum = place.depth_m + source.at.depth_m + 2.0 * added_depth_m;
    return {std::hypot(dx, place.depth_m - source.at.depth_m), std::hypot(dx, sum)};
}

/// Over a source's own circle: its radius, and its image as seen from the axis (for the steady
/// state that is exactly the mean over the circle).
Distances own_surface(const LineSource& source, double added_depth_m) {
    return {0.5 * *source.outer_diameter_m, 2.0 * (source.at.depth_m + added_depth_m)};
}

/// Every change of heat before `time_h`.
void for_each_change(const LineSource& source, double time_h,
                     const std::function<void(double at_h, double change_W_m)>& use) {
    const double period_h = source.repeat_every_h.value_or(0.0);
    double before_W_m = 0.0;
    for (long cycle = 0;; ++cycle) {
        const double offset_h = static_cast<double>(cycle) * period_h;
        for (const HeatStep& step : source.history) {
            if (offset_h + step.from_h >= time_h) return;
            use(offset_h + step.from_h, step.heat_W_m - before_W_m);
            before_W_m = step.heat_W_m;
        }
        if (!source.repeat_every_h) return;
    }
}

double rise_by_K(const LineSource& source, const Distances& d, const Medium& soil, double time_h) {
    double rise_K = 0.0;
    for_each_change(source, time_h, [&](double at_h, double change_W_m) {
        if (change_W_m == 0.0) return;
        rise_K +=
            change_W_m * step_response_K_m_W(soil.conductivity_W_mK, soil.diffusivity_m2_s,
                                             d.direct_m, d.image_m, (time_h - at_h) * kHour_s);
    });
    return rise_K;
}

/// The last heat, or the mean over a period that repeats.
double lasting_heat_W_m(const LineSource& source) {
    if (source.history.empty()) return 0.0;
    if (!source.repeat_every_h) return source.history.back().heat_W_m;
    double sum = source.history.front().from_h * source.history.back().heat_W_m;
    for (std::size_t i = 0; i < source.history.size(); ++i) {
        const double until_h =
            i + 1 < source.history.size() ? source.history[i + 1].from_h : *source.repeat_every_h;
        sum += (until_h - source.history[i].from_h) * source.history[i].heat_W_m;
    }
    return sum / *source.repeat_every_h;
}

/// The rise at one place, whose distance to every source is `to(source)`.
template <class To>
RiseAtPlace rise_at(const LineSourceSet& set, const Medium& soil, const std::string& id, To to) {
    RiseAtPlace rise{id, {}, 0.0};
    for (const double time_h : set.times_h) {
        double sum_K = 0.0;
        for (const LineSource& source : set.sources)
            sum_K += rise_by_K(source, to(source), soil, time_h);
        rise.times.push_back({time_h, sum_K});
    }
    for (const LineSource& source : set.sources) {
        const Distances d = to(source);
        rise.steady_rise_K += lasting_heat_W_m(source) *
                              steady_response_K_m_W(soil.conductivity_W_mK, d.direct_m, d.image_m);
    }
    return rise;
}

RiseAtPlace rise_at_surface(const LineSourceSet& set, const Medium& soil, const LineSource& of) {
    return rise_at(set, soil, of.id, [&](const LineSource& source) {
        return &source == &of ? own_surface(of, soil.added_depth_m)
                              : distances(source, of.at, soil.added_depth_m);
    });
}

std::optional<std::string> fault_of(const LineSource& source) {
    InputCheck check;
    check.finite("x_m", source.at.x_m).positive("depth_m", source.at.depth_m);
    if (source.outer_diameter_m) {
        check.positive("outer_diameter_m", *source.outer_diameter_m)
            .require(*source.outer_diameter_m >= 2.0 * kSmallest_m,
                     "`outer_diameter_m` is too small for a line source")
            .require(0.5 * *source.outer_diameter_m < source.at.depth_m,
                     "the source rises above the surface");
    }
    check.require(!source.history.empty(), "a source needs at least one heat");
    double previous_h = -1.0;
    for (const HeatStep& step : source.history) {
        check.not_negative("from_h", step.from_h)
            .finite("heat_W_m", step.heat_W_m)
            .require(step.from_h > previous_h, "the steps of a history must follow in time");
        previous_h = step.from_h;
    }
    if (source.repeat_every_h) {
        check.require(*source.repeat_every_h > previous_h && *source.repeat_every_h > 0.0,
                      "`repeat_every_h` must lie after the last step");
    }
    return check.fault();
}

/// Number of load changes to be summed, to keep a slip of the pen from running for hours.
double effort(const LineSourceSet& set) {
    double changes = 0.0;
    for (const LineSource& source : set.sources) {
        const auto steps = static_cast<double>(source.history.size());
        for (const double time_h : set.times_h) {
            changes +=
                source.repeat_every_h ? steps * (1.0 + time_h / *source.repeat_every_h) : steps;
        }
    }
    return changes * static_cast<double>(set.sources.size() + set.probes.size());
}

void check_places(InputCheck& check, const LineSourceSet& set) {
    for (std::size_t i = 0; i < set.sources.size(); ++i) {
        const LineSource& a = set.sources[i];
        const double radius_m = 0.5 * a.outer_diameter_m.value_or(0.0);
        for (std::size_t j = i + 1; j < set.sources.size(); ++j) {
            const LineSource& b = set.sources[j];
            const double reach_m = radius_m + 0.5 * b.outer_diameter_m.value_or(0.0);
            const double gap_m = distances(a, b.at, 0.0).direct_m - reach_m;
            // Touching cables are given in decimals, so a rounding error is no overlap.
            check.require(
                gap_m >= -1e-9 * reach_m && gap_m + reach_m >= kSmallest_m,
                fmt::format("sources `{}` and `{}` overlap by {:g} m", a.id, b.id, -gap_m));
        }
        for (const RiseProbe& probe : set.probes) {
            const double off_m = distances(a, probe.at, 0.0).direct_m;
            check.require(off_m >= kSmallest_m && off_m >= radius_m * (1.0 - 1e-9),
                          fmt::format("probe `{}` lies inside source `{}`; for its surface read "
                                      "the source's own result",
                                      probe.id, a.id));
        }
    }
}

base::Result<LineSourceResult> assess(const model::SoilProfile& soil, const GroundSurface& surface,
                                      const LineSourceSet& set) {
    const std::string where = fmt::format("line sources `{}`", set.id);
    if (const auto fault = fault_of(set)) return tl::unexpected(error_of(*fault, where));
    const auto ground = uniform_ground(soil, surface, set.ground, where);
    if (!ground) return tl::unexpected(ground.error());
    const auto diffusivity = uniform_diffusivity(soil, set.ground, where);
    if (!diffusivity) return tl::unexpected(diffusivity.error());

    const Medium medium{ground->conductivity_W_mK, *diffusivity, ground->added_depth_m()};
    LineSourceResult result{set.id, ground->temperature_C, {}, {}};
    for (const LineSource& source : set.sources) {
        if (source.outer_diameter_m) {
            result.sources.push_back(rise_at_surface(set, medium, source));
        }
    }
    for (const RiseProbe& probe : set.probes) {
        result.probes.push_back(rise_at(set, medium, probe.id, [&](const LineSource& source) {
            return distances(source, probe.at, medium.added_depth_m);
        }));
    }
    return result;
}

}  // namespace

double step_response_K_m_W(double conductivity_W_mK, double diffusivity_m2_s, double distance_m,
                           double image_distance_m, double seconds) {
    if (!(seconds > 0.0)) return 0.0;
    const double spread_m2 = 4.0 * diffusivity_m2_s * seconds;
    const double own = exponential_integral(distance_m * distance_m / spread_m2);
    const double image = exponential_integral(image_distance_m * image_distance_m / spread_m2);
    return (own - image) / (4.0 * pi * conductivity_W_mK);
}

double steady_response_K_m_W(double conductivity_W_mK, double distance_m, double image_distance_m) {
    return std::log(image_distance_m / distance_m) / (2.0 * pi * conductivity_W_mK);
}

std::optional<std::string> fault_of(const LineSourceSet& set) {
    InputCheck check;
    check.require(!set.sources.empty(), "there must be at least one source")
        .part(fault_of(set.ground));
    for (const LineSource& source : set.sources)
        check.part(fault_of(source));
    for (const RiseProbe& probe : set.probes)
        check.finite("x_m", probe.at.x_m).not_negative("depth_m", probe.at.depth_m);
    for (const double time_h : set.times_h)
        check.not_negative("times_h", time_h)
            .require(time_h <= kLongest_h, "`times_h` lies beyond 1e9 h");
    check_places(check, set);
    check.require(effort(set) <= kMostSteps,
                  "the repeated histories have too many steps; ask fewer times or probes");
    return check.fault();
}

base::Result<std::vector<LineSourceResult>> assess_line_sources(
    const model::SoilProfile& soil, const GroundSurface& surface,
    const std::vector<LineSourceSet>& sets) {
    std::vector<LineSourceResult> results;
    for (const LineSourceSet& set : sets) {
        auto result = assess(soil, surface, set);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
