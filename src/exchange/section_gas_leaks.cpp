#include "exchange/section_gas_leaks.h"

#include "exchange/section_entries.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using influence::GasLeak;
using influence::SoilSurface;
using Json = nlohmann::ordered_json;

constexpr double kSecondsPerHour = 3600.0;
constexpr double kStandardAtmosphere_Pa = 101325.0;

influence::GasHole hole_in(ObjectReader& r) {
    influence::GasHole hole;
    hole.diameter_m = r.positive("hole_diameter_m");
    r.positive("discharge_coefficient");
    hole.discharge_coefficient = number_between(r, "discharge_coefficient", 0.0, 1.0);
    hole.gauge_pressure_Pa = r.non_negative("gauge_pressure_Pa");
    hole.gas_density_kg_m3 = r.positive("gas_density_kg_m3");
    hole.viscosity_Pa_s = r.positive("viscosity_Pa_s");
    hole.atmospheric_pressure_Pa =
        positive_or(r, "atmospheric_pressure_Pa", kStandardAtmosphere_Pa);
    hole.specific_heat_ratio = r.optional_number("specific_heat_ratio");
    if (hole.specific_heat_ratio && !(*hole.specific_heat_ratio > 1.0)) {
        r.fail_at(r.require("specific_heat_ratio"), "`specific_heat_ratio` must be above 1");
    }
    if (!hole.specific_heat_ratio && hole.gauge_pressure_Pa > influence::kIncompressibleLimit_Pa) {
        r.fail_at(r.require("gauge_pressure_Pa"),
                  "above 90000 Pa gas is compressed in the hole: give `specific_heat_ratio`");
    }
    return hole;
}

/// Given, or from the free diffusivity and the pores (Millington and Quirk).
double diffusivity_in(ObjectReader& r, double air_filled) {
    if (const auto given = r.optional_positive("effective_diffusivity_m2_s")) return *given;
    const double free = r.positive("free_diffusivity_m2_s");
    const double porosity = number_between(r, "porosity", 0.0, 1.0);
    if (porosity < air_filled) {
        r.fail("`air_filled_porosity` is part of `porosity` and cannot exceed it");
    }
    return influence::millington_quirk_m2_s(free, air_filled, porosity);
}

void take_strip(ObjectReader& parent, GasLeak& leak) {
    const JsonValue* value = parent.find("sealed_strip");
    if (value == nullptr) return;
    ObjectReader r{*value, parent.file(), parent.what() + ", sealed strip"};
    leak.strip = influence::SealedStrip{r.positive("width_m"), r.positive("thickness_m"),
                                        r.positive("decay_length_m")};
    r.finish();
}

SoilSurface surface_in(ObjectReader& r) {
    const auto named = [](const std::string& n) -> std::optional<SoilSurface> {
        if (n == "open") return SoilSurface::Open;
        if (n == "sealed") return SoilSurface::Sealed;
        return std::nullopt;
    };
    r.text("surface");
    return *optional_name(r, "surface", {"open", "sealed"}, named);
}

void take_spread(ObjectReader& parent, GasLeak& leak) {
    const JsonValue* value = parent.find("spread");
    if (value == nullptr) return;
    ObjectReader r{*value, parent.file(), parent.what() + ", spread"};
    influence::GasSpread spread;
    spread.depth_m = r.positive("depth_m");
    r.positive("air_filled_porosity");
    spread.air_filled_porosity = number_between(r, "air_filled_porosity", 0.0, 1.0);
    spread.effective_diffusivity_m2_s = diffusivity_in(r, spread.air_filled_porosity);
    spread.surface = surface_in(r);
    r.positive("limit_fraction");
    spread.limit_fraction = number_between(r, "limit_fraction", 0.0, 1.0);
    spread.at_depth_m = non_negative_or(r, "at_depth_m", spread.depth_m);
    if (r.find("times_h") != nullptr) spread.times_h = numbers(r, "times_h");
    for (const double time_h : spread.times_h) {
        if (!(time_h > 0.0)) r.fail("`times_h` after the leak began must be above 0");
    }
    take_strip(r, leak);
    r.finish();
    leak.spread = spread;
}

Json result_json(const influence::GasLeakResult& leak) {
    Json json{{"id", leak.id},
              {"Q_free_m3_h", leak.free_m3_h},
              {"Q_soil_limited_m3_h", leak.soil_limited_m3_h},
              {"Q_series_m3_h", leak.series.flow_m3_s * kSecondsPerHour},
              {"back_pressure_Pa", leak.series.back_pressure_Pa},
              {"mass_kg_h", leak.mass_kg_h},
              {"choked", leak.choked}};
    if (leak.advection_radius_m) json["advection_radius_m"] = *leak.advection_radius_m;
    if (leak.reach_m) json["corridor_half_width_m"] = *leak.reach_m;
    if (!leak.reaches.empty()) json["reaches"] = Json::array();
    for (const auto& reach : leak.reaches)
        json["reaches"].push_back({{"time_h", reach.time_h}, {"reach_m", reach.reach_m}});
    if (leak.strip_reach_m) json["strip_reach_m"] = *leak.strip_reach_m;
    return json;
}

}  // namespace

std::vector<GasLeak> read_gas_leaks(const JsonValue& block, const std::string& file) {
    std::vector<GasLeak> leaks;
    for_each_entry(block, file, "gas leak", [&](ObjectReader& r, const std::string& id) {
        GasLeak leak;
        leak.id = id;
        leak.hole = hole_in(r);
        leak.soil.permeability_m2 = r.positive("soil_permeability_m2");
        leak.soil.source_radius_m = positive_or(r, "source_radius_m", 0.5 * leak.hole.diameter_m);
        take_spread(r, leak);
        leaks.push_back(std::move(leak));
    });
    return leaks;
}

Json write_gas_leaks(const std::vector<influence::GasLeakResult>& results) {
    Json list = Json::array();
    for (const auto& leak : results)
        list.push_back(result_json(leak));
    return list;
}

}  // namespace maaiveld::exchange
