#include "influence/heat/volumes.h"

#include "influence/heat/volumes_equations.h"
#include "influence/heat/volumes_field.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

std::vector<double> own_values(const HeatSection& section) {
    std::vector<double> values;
    for (const StatePlace& place : state_places(section))
        values.push_back(value_of(place.condition));
    return values;
}

base::Result<void> check_probe(const VolumeProbe& probe, const std::string& where) {
    if (std::isfinite(probe.at.x_m) && std::isfinite(probe.at.depth_m) && probe.at.depth_m >= 0.0)
        return {};
    return base::bad_input(
        fmt::format("probe `{}` lies at depth {:g} m; a probe lies in the ground", probe.id,
                    probe.at.depth_m),
        where);
}

base::Result<VolumeRunResult> assess(const HeatSection& section, const VolumeRun& run) {
    const std::string where = fmt::format("volume run `{}`", run.id);
    for (const VolumeProbe& probe : run.probes) {
        if (auto sound = check_probe(probe, where); !sound) return tl::unexpected(sound.error());
    }
    const auto heat = solve_steady_volumes(section, run.options);
    if (!heat) return base::bad_input(heat.error().text(), where);
    VolumeRunResult result{run.id,
                           heat->cell_count(),
                           heat->dry_area_m2(),
                           heat->heat_through_surface_W_m(),
                           heat->states(),
                           {}};
    for (const VolumeProbe& probe : run.probes)
        result.probes.push_back({probe.id, heat->temperature_at(probe.at)});
    return result;
}

}  // namespace

base::Result<VolumeHeat> solve_steady_volumes(const HeatSection& section,
                                              const VolumeOptions& options) {
    const auto model = volume_model(section, options);
    if (!model) return tl::unexpected(model.error());
    VolumeEquations equations{*model};
    const double surface_C = section.surface.temperature_C;
    const Eigen::VectorXd still = Eigen::VectorXd::Constant((*model)->grid.count(), surface_C);
    const auto solution = steady_on(equations, still, undisturbed_shift(**model, surface_C),
                                    own_values(section), options.drying);
    if (!solution) return tl::unexpected(solution.error());
    auto field = std::make_shared<VolumeHeat::Field>(
        field_of(*model, equations.soil(), equations.soil_around_bodies(), solution->bodies,
                 solution->temperature_C, surface_C));
    return VolumeHeat{states_of(section, solution->bodies), std::move(field)};
}

base::Result<std::vector<VolumeRunResult>> assess_volumes(const HeatSection& section,
                                                          const std::vector<VolumeRun>& runs) {
    std::vector<VolumeRunResult> results;
    for (const VolumeRun& run : runs) {
        auto result = assess(section, run);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
