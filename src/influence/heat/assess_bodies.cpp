#include "influence/heat/assess_bodies.h"

#include "influence/heat/steady.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

using Eigen::Index;

BodyResult result_of(const SteadyHeat& heat, const InfluenceMatrix& influence, std::size_t i) {
    BodyResult result;
    result.state = heat.states()[i];
    result.undisturbed_C = heat.undisturbed_C()(Index(i));
    result.kennelly_C = heat.kennelly_C(i);
    result.accuracy = heat.accuracy();
    for (std::size_t k = 0; k < heat.states().size(); ++k) {
        result.contributions.push_back({heat.states()[k].id, influence.kelvin(Index(i), Index(k)),
                                        influence.kelvin_by_heat(Index(i), Index(k))});
    }
    return result;
}

std::optional<base::Error> probe_fault(const HeatProbe& probe) {
    const std::string where = fmt::format("probe `{}`", probe.id);
    if (!std::isfinite(probe.at.x_m) || !std::isfinite(probe.at.depth_m)) {
        return base::Error{base::ErrorCode::BadInput, "its place must be numbers", where};
    }
    if (probe.at.depth_m >= 0.0) return std::nullopt;
    return base::Error{base::ErrorCode::BadInput,
                       fmt::format("lies {} m above the surface; a depth is positive downwards",
                                   -probe.at.depth_m),
                       where};
}

bool in_soil(const HeatSection& section, const Place& place) {
    for (const HeatBody& body : section.bodies) {
        const double apart_m = std::hypot(place.x_m - body.at.x_m, place.depth_m - body.at.depth_m);
        if (apart_m < body.outer_diameter_m() / 2.0) return false;
    }
    return true;
}

}  // namespace

base::Result<std::vector<BodyResult>> assess_bodies(const model::SoilProfile& soil,
                                                    const GroundSurface& surface,
                                                    const std::vector<HeatBody>& bodies) {
    const auto heat = solve_steady(HeatSection{soil, surface, bodies});
    if (!heat) return tl::unexpected(heat.error());
    const InfluenceMatrix influence = heat->influence();
    std::vector<BodyResult> results;
    for (std::size_t i = 0; i < heat->states().size(); ++i)
        results.push_back(result_of(*heat, influence, i));
    return results;
}

base::Result<std::vector<ProbeResult>> assess_probes(const HeatSection& section,
                                                     const std::vector<HeatProbe>& probes) {
    const auto heat = solve_steady(section);
    if (!heat) return tl::unexpected(heat.error());
    std::vector<ProbeResult> results;
    for (const HeatProbe& probe : probes) {
        if (const auto fault = probe_fault(probe)) return tl::unexpected(*fault);
        ProbeResult result{probe.id, heat->temperature_C(probe.at), std::nullopt};
        if (in_soil(section, probe.at)) result.kennelly_C = heat->kennelly_C(probe.at);
        results.push_back(result);
    }
    return results;
}

}  // namespace maaiveld::influence
