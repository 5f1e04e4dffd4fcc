#include "exchange/section_volumes.h"

#include "exchange/section_heat_parts.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::GridOptions;
using influence::NearField;
using influence::VolumeOptions;
using influence::VolumeRun;
using nlohmann::ordered_json;

void read_grid(const JsonValue& value, const std::string& file, VolumeOptions& options) {
    ObjectReader r{value, file, "grid"};
    GridOptions& grid = options.grid;
    grid.fine_m = r.optional_positive("fine_m").value_or(grid.fine_m);
    grid.growth = r.optional_positive("growth").value_or(grid.growth);
    grid.widen_m = r.optional_positive("widen_m").value_or(grid.widen_m);
    grid.reach_m = r.optional_positive("reach_m").value_or(grid.reach_m);
    grid.coarse_m = r.optional_positive("coarse_m").value_or(grid.coarse_m);
    const std::string near = r.text_or("near_field", "dipole");
    if (near != "dipole" && near != "line_source") {
        fail_unknown_name(near, r.line(), file, "near field", {"dipole", "line_source"});
    }
    options.near_field = near == "dipole" ? NearField::Dipole : NearField::LineSource;
    r.finish();
}

void read_drying(const JsonValue& value, const std::string& file, VolumeOptions& options) {
    ObjectReader r{value, file, "drying"};
    options.drying.enabled = r.flag_or("enabled", true);
    options.drying.tolerance = r.optional_positive("tolerance").value_or(options.drying.tolerance);
    const double iterations =
        r.optional_positive("max_iterations").value_or(options.drying.max_iterations);
    if (iterations != std::floor(iterations) || iterations > 1e4) {
        r.fail("`max_iterations` must be a whole number of at most 10000");
    }
    options.drying.max_iterations = static_cast<int>(iterations);
    r.finish();
}

}  // namespace

VolumeOptions volume_options_in(ObjectReader& r) {
    VolumeOptions options;
    if (const JsonValue* grid = r.find("grid")) read_grid(*grid, r.file(), options);
    if (const JsonValue* drying = r.find("drying")) read_drying(*drying, r.file(), options);
    return options;
}

std::vector<influence::VolumeProbe> volume_probes_in(ObjectReader& r) {
    const JsonValue* list = r.find("probes");
    if (list == nullptr) return {};
    return objects_in(*list, r.file(), "probe", [](ObjectReader& probe) {
        const double x_m = probe.number("x_m");
        return influence::VolumeProbe{{}, {x_m, probe.non_negative("depth_m")}};
    });
}

std::vector<VolumeRun> read_volumes(const JsonValue& block, const std::string& file) {
    return objects_in(block, file, "volume run", [](ObjectReader& r) {
        return VolumeRun{{}, volume_options_in(r), volume_probes_in(r)};
    });
}

ordered_json write_states(const std::vector<influence::BodyState>& states) {
    ordered_json list = ordered_json::array();
    for (const auto& state : states) {
        list.push_back({{"id", state.id},
                        {"temperature_C", state.temperature_C},
                        {"outer_temperature_C", state.outer_temperature_C},
                        {"heat_W_m", state.heat_W_m}});
    }
    return list;
}

ordered_json write_probe_states(const std::vector<influence::VolumeProbeState>& probes) {
    ordered_json list = ordered_json::array();
    for (const auto& probe : probes)
        list.push_back({{"id", probe.id}, {"temperature_C", probe.temperature_C}});
    return list;
}

ordered_json write_volumes(const std::vector<influence::VolumeRunResult>& results) {
    ordered_json list = ordered_json::array();
    for (const auto& result : results) {
        list.push_back({{"id", result.id},
                        {"cells", result.cells},
                        {"heat_through_surface_W_m", result.heat_through_surface_W_m},
                        {"dry_area_m2", result.dry_area_m2},
                        {"bodies", write_states(result.bodies)},
                        {"probes", write_probe_states(result.probes)}});
    }
    return list;
}

}  // namespace maaiveld::exchange
