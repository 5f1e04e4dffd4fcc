#include "exchange/section_root_pressures.h"

#include "exchange/section_entries.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::RootPressure;
using Json = nlohmann::ordered_json;

std::optional<influence::PressedPipe> pipe_in(ObjectReader& parent) {
    const JsonValue* value = parent.find("pipe");
    if (value == nullptr) return std::nullopt;
    ObjectReader r{*value, parent.file(), parent.what() + ", pipe"};
    influence::PressedPipe pipe;
    pipe.outer_diameter_m = r.positive("outer_diameter_m");
    pipe.wall_m = r.positive("wall_m");
    pipe.modulus_MPa = r.positive("modulus_MPa");
    pipe.strength_MPa = r.optional_positive("strength_MPa");
    pipe.subgrade_kN_m3 = r.optional_positive("subgrade_kN_m3");
    r.finish();
    if (2.0 * pipe.wall_m >= pipe.outer_diameter_m) {
        r.fail(fmt::format("a wall of {:g} m does not fit in a pipe of {:g} m", pipe.wall_m,
                           pipe.outer_diameter_m));
    }
    return pipe;
}

std::optional<influence::CoverOnRoot> cover_in(ObjectReader& parent) {
    const JsonValue* value = parent.find("cover");
    if (value == nullptr) return std::nullopt;
    ObjectReader r{*value, parent.file(), parent.what() + ", cover"};
    influence::CoverOnRoot cover;
    cover.cover_m = r.non_negative("cover_m");
    cover.unit_weight_kN_m3 = r.positive("unit_weight_kN_m3");
    cover.width_m = r.positive("width_m");
    cover.extra_load_kPa = non_negative_or(r, "extra_load_kPa", 0.0);
    r.finish();
    return cover;
}

void take_opening(ObjectReader& r, RootPressure& root) {
    if (r.find("opening_m") == nullptr) return;
    root.opening_m = r.non_negative("opening_m");
    root.opening_some_species_m = r.non_negative("opening_some_species_m");
    root.opening_all_species_m = r.non_negative("opening_all_species_m");
    if (root.opening_all_species_m < root.opening_some_species_m) {
        r.fail("`opening_all_species_m` must not be below `opening_some_species_m`");
    }
}

Json ring_json(const influence::RingBending& ring) {
    Json json{{"moment_Nm_m", ring.moment_Nm_m},
              {"stress_MPa", ring.stress_MPa},
              {"flattening_mm", ring.flattening_m * 1e3},
              {"flattening_share", ring.flattening_share}};
    if (ring.utilisation) json["utilisation"] = *ring.utilisation;
    return json;
}

Json beam_json(const influence::BeamBending& beam) {
    Json json{{"moment_Nm", beam.moment_Nm},
              {"stress_MPa", beam.stress_MPa},
              {"deflection_mm", beam.deflection_m * 1e3}};
    if (beam.utilisation) json["utilisation"] = *beam.utilisation;
    return json;
}

Json result_json(const influence::RootPressureResult& result) {
    Json json{
        {"id", result.id}, {"line_load_N_m", result.line_load_N_m}, {"force_N", result.force_N}};
    if (result.ring) json["ring"] = ring_json(*result.ring);
    if (result.beam) json["beam"] = beam_json(*result.beam);
    if (result.cover_weight_N) json["cover_weight_N"] = *result.cover_weight_N;
    if (result.lifts) json["lifts"] = *result.lifts;
    if (result.entry) json["entered_by"] = std::string{name_of(*result.entry)};
    return json;
}

}  // namespace

std::vector<RootPressure> read_root_pressures(const JsonValue& block, const std::string& file) {
    std::vector<RootPressure> roots;
    for_each_entry(block, file, "root pressure", [&](ObjectReader& r, const std::string& id) {
        RootPressure root;
        root.id = id;
        root.root_diameter_m = r.positive("root_diameter_m");
        root.radial_pressure_MPa = r.non_negative("radial_pressure_MPa");
        root.contact_length_m = r.positive("contact_length_m");
        root.pipe = pipe_in(r);
        root.cover = cover_in(r);
        take_opening(r, root);
        roots.push_back(std::move(root));
    });
    return roots;
}

Json write_root_pressures(const std::vector<influence::RootPressureResult>& results) {
    Json list = Json::array();
    for (const auto& result : results)
        list.push_back(result_json(result));
    return list;
}

}  // namespace maaiveld::exchange
