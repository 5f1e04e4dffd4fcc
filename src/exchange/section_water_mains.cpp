#include "exchange/section_water_mains.h"

#include "exchange/section_heat_parts.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using nlohmann::ordered_json;

influence::WaterPipe pipe_in(ObjectReader& r) {
    influence::WaterPipe pipe;
    pipe.inner_diameter_m = r.positive("inner_diameter_m");
    pipe.outer_diameter_m = r.positive("outer_diameter_m");
    pipe.conductivity_W_mK = r.positive("pipe_conductivity_W_mK");
    if (r.find("soil_annulus_radii") != nullptr) {
        pipe.soil_annulus_radii = r.non_negative("soil_annulus_radii");
    }
    refuse(r, influence::fault_of(pipe));
    return pipe;
}

influence::WaterPipe own_pipe_in(const JsonValue& value, const ObjectReader& parent) {
    ObjectReader r{value, parent.file(), parent.what() + ", pipe"};
    const influence::WaterPipe pipe = pipe_in(r);
    r.finish();
    return pipe;
}

influence::WaterFilm film_in(ObjectReader& r) {
    influence::WaterFilm film;
    const auto replace = [&](std::string_view key, double& value) {
        value = r.optional_positive(key).value_or(value);
    };
    replace("water_conductivity_W_mK", film.conductivity_W_mK);
    replace("water_heat_capacity_J_m3K", film.heat_capacity_J_m3K);
    replace("kinematic_viscosity_m2_s", film.kinematic_viscosity_m2_s);
    replace("prandtl", film.prandtl);
    replace("nusselt_laminar", film.nusselt_laminar);
    replace("turbulent_reynolds", film.turbulent_reynolds);
    film.nusselt = r.optional_positive("nusselt");
    return film;
}

influence::MainReach reach_in(const JsonValue& value, const ObjectReader& main, std::size_t index) {
    ObjectReader r{value, main.file(), fmt::format("{}, reach {}", main.what(), index)};
    influence::MainReach reach;
    r.optional_text("note");
    reach.length_m = r.positive("length_m");
    reach.soil_C = numbers_or_empty(r, "soil_C");
    reach.warming_K = numbers_or_empty(r, "warming_K");
    reach.flow_share = r.optional_positive("flow_share").value_or(reach.flow_share);
    if (const JsonValue* pipe = r.find("pipe")) reach.pipe = own_pipe_in(*pipe, r);
    r.finish();
    return reach;
}

/// `reaches`, or `length_m` (and `warming_K`) for a main that is the same from end to end.
std::vector<influence::MainReach> reaches_in(ObjectReader& r) {
    const auto* items = r.optional_array("reaches");
    const auto length_m = r.optional_positive("length_m");
    const std::vector<double> warming_K = numbers_or_empty(r, "warming_K");
    if (items != nullptr && length_m) r.fail("give either `length_m` or `reaches`");
    if (!warming_K.empty() && !length_m) r.fail("`warming_K` goes with `length_m` or in a reach");
    std::vector<influence::MainReach> reaches;
    if (length_m) {
        influence::MainReach whole;
        whole.length_m = *length_m;
        whole.warming_K = warming_K;
        reaches.push_back(whole);
    }
    if (items == nullptr) return reaches;
    for (const JsonValue& item : *items)
        reaches.push_back(reach_in(item, r, reaches.size()));
    return reaches;
}

std::vector<double> flows_in(ObjectReader& r) {
    std::vector<double> flows = numbers_or_empty(r, "flow_m3_h");
    if (flows.size() == 1) flows.assign(24, flows.front());
    return flows;
}

influence::HouseConnection connection_in(const JsonValue& value, const ObjectReader& main) {
    ObjectReader r{value, main.file(), main.what() + ", connection"};
    influence::HouseConnection connection;
    connection.length_m = r.positive("length_m");
    connection.pipe = pipe_in(r);
    connection.soil_C = numbers_or_empty(r, "soil_C");
    connection.standing_h = r.non_negative("standing_h");
    r.finish();
    return connection;
}

/// Where the section's ground is asked, its depth must be known.
void require_depth(ObjectReader& r, const influence::WaterMain& main) {
    bool asked = main.soil_C.empty() && main.reaches.empty();
    for (const influence::MainReach& reach : main.reaches)
        asked = asked || (main.soil_C.empty() && reach.soil_C.empty());
    if (asked && r.find("depth_m") == nullptr) {
        r.fail("give `soil_C`, or `depth_m` for the section's undisturbed ground there");
    }
}

influence::WaterMain main_in(ObjectReader& r) {
    influence::WaterMain main;
    main.pipe = pipe_in(r);
    main.film = film_in(r);
    main.depth_m = r.optional_positive("depth_m").value_or(main.depth_m);
    main.ground = soil_choice_in(r);
    main.soil_C = numbers_or_empty(r, "soil_C");
    main.inlet_C = numbers_in(r, "inlet_C");
    main.reaches = reaches_in(r);
    main.flow_m3_h = flows_in(r);
    main.after_h = numbers_or_empty(r, "after_h");
    if (r.find("limit_C") != nullptr) main.limit_C = temperature_in(r, "limit_C");
    if (const JsonValue* value = r.find("connection")) main.connection = connection_in(*value, r);
    require_depth(r, main);
    refuse(r, influence::fault_of(main));
    return main;
}

ordered_json summary_json(const influence::WaterSummary& summary) {
    ordered_json json{{"mean_C", summary.mean_C}, {"max_C", summary.max_C}};
    if (summary.hours_above_limit) json["hours_above_limit"] = *summary.hours_above_limit;
    return json;
}

ordered_json hour_json(const influence::WaterHour& hour) {
    ordered_json json{{"hour", hour.hour}, {"flow_m3_h", hour.flow_m3_h}};
    if (hour.residence_h) json["residence_h"] = *hour.residence_h;
    json["temperature_C"] = hour.temperature_C;
    if (hour.connection_C) json["connection_C"] = *hour.connection_C;
    return json;
}

ordered_json month_json(const influence::WaterMonth& month) {
    ordered_json json{{"month", month.month}};
    json.update(summary_json(month.end));
    if (month.connection) json["connection"] = summary_json(*month.connection);
    return json;
}

void add_year(ordered_json& json, const influence::WaterYear& year) {
    json.update(summary_json(year.end));
    json["warmest_day"] = year.warmest_day;
    json["reach_ends_C"] = year.reach_ends_C;
    json["hours"] = ordered_json::array();
    for (const influence::WaterHour& hour : year.hours)
        json["hours"].push_back(hour_json(hour));
    json["months"] = ordered_json::array();
    for (const influence::WaterMonth& month : year.months)
        json["months"].push_back(month_json(month));
}

ordered_json main_json(const influence::WaterMainResult& result) {
    ordered_json json{{"id", result.id},
                      {"k_per_s", result.k_per_s},
                      {"nusselt", result.nusselt},
                      {"reynolds", result.reynolds}};
    if (!result.after.empty()) json["after"] = ordered_json::array();
    for (const influence::WaterAfter& after : result.after)
        json["after"].push_back(
            {{"after_h", after.after_h}, {"temperature_C", after.temperature_C}});
    if (result.year) add_year(json, *result.year);
    if (!result.connection_k_per_s) return json;
    json["connection"] = {{"k_per_s", *result.connection_k_per_s},
                          {"volume_m3", *result.connection_volume_m3}};
    if (result.year && result.year->connection) {
        json["connection"].update(summary_json(*result.year->connection));
    }
    return json;
}

}  // namespace

std::vector<influence::WaterMain> read_water_mains(const JsonValue& block,
                                                   const std::string& file) {
    return objects_in(block, file, "water main", main_in);
}

ordered_json write_water_mains(const std::vector<influence::WaterMainResult>& results) {
    ordered_json list = ordered_json::array();
    for (const influence::WaterMainResult& result : results)
        list.push_back(main_json(result));
    return list;
}

}  // namespace maaiveld::exchange
