#include "exchange/section_cable_parts.h"

#include "influence/cables/cable_materials.h"

#include <cmath>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

constexpr double kAbsoluteZero_C = -273.15;

influence::DuctGap gap_in(ObjectReader& r, bool needed) {
    const JsonValue* value = r.find("material");
    if (value == nullptr) {
        if (needed) r.require("material");
        return {};
    }
    return enumerator(text_in(*value, r.file(), "material"), *value, r.file(), "duct material",
                      influence::duct_gap_names(), influence::duct_gap);
}

double load_in(const JsonValue& value, ObjectReader& r, std::string_view key) {
    const double load = number_in(value, r.file(), key);
    if (!(load >= 0.0))
        r.fail_at(value, fmt::format("`{}` holds {:g}; loads are 0 or more", key, load));
    return load;
}

}  // namespace

std::optional<double> cable_temperature_in(ObjectReader& r, std::string_view key) {
    const auto value = r.optional_number(key);
    if (value && !(*value > kAbsoluteZero_C)) {
        r.fail_at(*r.find(key), fmt::format("`{}` is {:g}, below absolute zero", key, *value));
    }
    return value;
}

std::optional<double> cable_amount_in(ObjectReader& r, std::string_view key) {
    if (r.find(key) == nullptr) return std::nullopt;
    return r.non_negative(key);
}

influence::Place cable_place_in(ObjectReader& r) {
    influence::Place place;
    place.x_m = r.optional_number("x_m").value_or(0.0);
    place.depth_m = r.positive("depth_m");
    return place;
}

influence::CableGiven given_in(ObjectReader& outer) {
    influence::CableGiven given;
    const JsonValue* value = outer.find("given");
    if (value == nullptr) return given;
    ObjectReader r{*value, outer.file(), outer.what() + ", given"};
    given.R_ohm_m = r.optional_positive("R_ohm_m");
    given.Wd_W_m = cable_amount_in(r, "Wd_W_m");
    given.lambda1 = cable_amount_in(r, "lambda1");
    given.lambda2 = cable_amount_in(r, "lambda2");
    given.T1_K_m_W = cable_amount_in(r, "T1_K_m_W");
    given.T2_K_m_W = cable_amount_in(r, "T2_K_m_W");
    given.T3_K_m_W = cable_amount_in(r, "T3_K_m_W");
    given.T4_K_m_W = r.optional_positive("T4_K_m_W");
    given.heat_at_rating_W_m = r.optional_positive("heat_at_rating_W_m");
    given.outer_diameter_m = r.optional_positive("outer_diameter_m");
    given.max_temperature_C = cable_temperature_in(r, "max_temperature_C");
    if (const auto n = r.optional_positive("loaded_conductors")) {
        if (*n != std::floor(*n) || *n > 4.0) r.fail("`loaded_conductors` must be 1, 2, 3 or 4");
        given.loaded_conductors = static_cast<int>(*n);
    }
    r.finish();
    return given;
}

std::optional<influence::CableDuct> duct_in(ObjectReader& outer) {
    const JsonValue* value = outer.find("duct");
    if (value == nullptr) return std::nullopt;
    ObjectReader r{*value, outer.file(), outer.what() + ", duct"};
    influence::CableDuct duct;
    duct.inner_diameter_m = r.positive("inner_diameter_m");
    duct.outer_diameter_m = r.positive("outer_diameter_m");
    const auto u = r.optional_positive("U");
    const auto v = r.optional_number("V");
    const auto y = r.optional_number("Y");
    const auto wall = cable_amount_in(r, "resistivity_KmW");
    const bool complete = u && v && y && wall;
    const influence::DuctGap gap = gap_in(r, !complete);
    duct.u = u.value_or(gap.u);
    duct.v = v.value_or(gap.v);
    duct.y = y.value_or(gap.y);
    duct.resistivity_KmW = wall.value_or(gap.wall_resistivity_KmW);
    duct.metallic = r.flag_or("metallic", gap.metallic);
    duct.magnetic = r.flag_or("magnetic", false);
    duct.shared = r.flag_or("shared", false);
    duct.air_temperature_C = cable_temperature_in(r, "air_temperature_C");
    duct.filling_resistivity_KmW = r.optional_positive("filling_resistivity_KmW");
    r.finish();
    if (!(duct.outer_diameter_m > duct.inner_diameter_m)) {
        r.fail("`outer_diameter_m` must be larger than `inner_diameter_m`");
    }
    return duct;
}

std::optional<influence::CableBackfill> backfill_in(ObjectReader& outer) {
    const JsonValue* value = outer.find("backfill");
    if (value == nullptr) return std::nullopt;
    ObjectReader r{*value, outer.file(), outer.what() + ", backfill"};
    influence::CableBackfill backfill;
    backfill.width_m = r.positive("width_m");
    backfill.height_m = r.positive("height_m");
    backfill.centre = cable_place_in(r);
    backfill.resistivity_KmW = r.positive("resistivity_KmW");
    if (backfill.centre.depth_m < 0.5 * backfill.height_m) {
        r.fail(fmt::format("reaches {:g} m above ground",
                           0.5 * backfill.height_m - backfill.centre.depth_m));
    }
    r.finish();
    return backfill;
}

std::optional<influence::CableInAir> air_in(ObjectReader& outer) {
    const JsonValue* value = outer.find("air");
    if (value == nullptr) return std::nullopt;
    ObjectReader r{*value, outer.file(), outer.what() + ", air"};
    influence::CableInAir air;
    if (const JsonValue* name = r.find("arrangement")) {
        const auto known =
            enumerator(text_in(*name, r.file(), "arrangement"), *name, r.file(), "arrangement",
                       influence::air_arrangement_names(), influence::air_arrangement);
        air.z = known.z;
        air.e = known.e;
        air.g = known.g;
        for (const char* key : {"Z", "E", "g"})
            if (r.find(key) != nullptr) r.fail("give `arrangement`, or `Z`, `E` and `g`");
    } else {
        air.z = r.positive("Z");
        air.e = r.non_negative("E");
        air.g = r.non_negative("g");
    }
    air.air_C = cable_temperature_in(r, "air_temperature_C").value_or(0.0);
    r.require("air_temperature_C");
    air.solar_W_m2 = cable_amount_in(r, "solar_W_m2").value_or(0.0);
    air.absorptivity = air.solar_W_m2 > 0.0 ? r.positive("absorptivity") : 0.0;
    air.trough_perimeter_m = r.optional_positive("trough_perimeter_m");
    r.finish();
    return air;
}

void read_drying(ObjectReader& outer, influence::CableCircuit& circuit) {
    const JsonValue* value = outer.find("drying");
    if (value == nullptr) return;
    if (value->kind == JsonValue::Kind::Bool) {
        if (value->boolean) outer.fail("`drying` is false, or an object");
        circuit.never_dries = true;
        return;
    }
    ObjectReader r{*value, outer.file(), outer.what() + ", drying"};
    influence::CableDrying drying;
    const auto rise = cable_amount_in(r, "critical_rise_K");
    drying.critical_temperature_C = cable_temperature_in(r, "critical_temperature_C");
    if (rise.has_value() == drying.critical_temperature_C.has_value()) {
        r.fail("give `critical_rise_K` or `critical_temperature_C`");
    }
    drying.critical_rise_K = rise.value_or(0.0);
    drying.avoid = r.flag_or("avoid", false);
    const auto ratio = r.optional_positive("resistivity_ratio");
    drying.dry_resistivity_KmW = r.optional_positive("dry_resistivity_KmW");
    if (!drying.avoid && ratio.has_value() == drying.dry_resistivity_KmW.has_value()) {
        r.fail("give `resistivity_ratio` (dry over wet) or `dry_resistivity_KmW`");
    }
    drying.resistivity_ratio = ratio.value_or(1.0);
    if (drying.resistivity_ratio < 1.0) {
        r.fail("`resistivity_ratio` must be at least 1: dry soil conducts worse than wet soil");
    }
    r.finish();
    circuit.drying = drying;
}

std::optional<influence::CableDailyLoad> daily_load_in(ObjectReader& outer) {
    const JsonValue* value = outer.find("daily_load");
    if (value == nullptr) return std::nullopt;
    ObjectReader r{*value, outer.file(), outer.what() + ", daily_load"};
    influence::CableDailyLoad load;
    if (const auto* hours = r.optional_array("hourly")) {
        if (hours->size() != 24) {
            r.fail(fmt::format("`hourly` needs 24 loads, it has {}", hours->size()));
        }
        for (const JsonValue& hour : *hours)
            load.hourly.push_back(load_in(hour, r, "hourly"));
    } else {
        load.loss_load_factor = r.positive("loss_load_factor");
        const auto& ordinates = r.array("ordinates");
        if (ordinates.size() != load.ordinates.size()) r.fail("`ordinates` needs Y0 to Y5");
        for (std::size_t i = 0; i < load.ordinates.size(); ++i)
            load.ordinates[i] = load_in(ordinates[i], r, "ordinates");
    }
    load.diffusivity_m2_s = r.optional_positive("diffusivity_m2_s");
    load.group_mutual_factor = r.optional_positive("group_mutual_factor");
    if (const auto n = r.optional_positive("group_cables")) {
        if (*n != std::floor(*n)) r.fail("`group_cables` must be a whole number");
        load.group_cables = static_cast<int>(*n);
    }
    r.finish();
    return load;
}

std::vector<influence::CableCrossing> crossings_in(ObjectReader& outer) {
    std::vector<influence::CableCrossing> crossings;
    const auto* items = outer.optional_array("crossings");
    if (items == nullptr) return crossings;
    for (const JsonValue& item : *items) {
        ObjectReader r{item, outer.file(), outer.what() + ", crossing"};
        influence::CableCrossing crossing;
        crossing.id = r.text("id");
        crossing.depth_m = r.positive("depth_m");
        crossing.heat_W_m = r.number("heat_W_m");
        crossing.angle_deg = r.optional_number("angle_deg").value_or(90.0);
        if (crossing.angle_deg < 0.0 || crossing.angle_deg > 90.0) {
            r.fail("`angle_deg` lies between 0 (parallel) and 90 (perpendicular)");
        }
        r.finish();
        crossings.push_back(crossing);
    }
    return crossings;
}

std::vector<influence::CableParallelHeat> parallel_heat_in(ObjectReader& outer) {
    std::vector<influence::CableParallelHeat> sources;
    const auto* items = outer.optional_array("parallel_heat");
    if (items == nullptr) return sources;
    for (const JsonValue& item : *items) {
        ObjectReader r{item, outer.file(), outer.what() + ", parallel_heat"};
        influence::CableParallelHeat source;
        source.id = r.text("id");
        source.at = cable_place_in(r);
        source.heat_W_m = r.number("heat_W_m");
        r.finish();
        sources.push_back(source);
    }
    return sources;
}

}  // namespace maaiveld::exchange
