#include "exchange/comparison_json.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace maaiveld::exchange {
namespace {

using Json = nlohmann::ordered_json;
using namespace lifecycle;

/// Rounded to a hundredth of a millimetre and the like: what lies beyond is noise of the sum.
double rounded(double value) {
    const double r = std::round(value * 1e6) / 1e6;
    return r == 0.0 ? 0.0 : r;
}

Json json_of(const Dig& dig) {
    return {{"left_m", rounded(dig.left_m)},           {"right_m", rounded(dig.right_m)},
            {"depth_m", rounded(dig.depth_m)},         {"run_left_m", rounded(dig.run_left_m)},
            {"run_right_m", rounded(dig.run_right_m)}, {"sides", std::string{name_of(dig.sides)}},
            {"area_m2", rounded(dig.area_m2())}};
}

Json json_of(const Occupied& o) {
    return {{"width_m", rounded(o.width_m)},           {"built_width_m", rounded(o.built_width_m)},
            {"left_half_m", rounded(o.left_half_m)},   {"right_half_m", rounded(o.right_half_m)},
            {"depth_m", rounded(o.depth_m)},           {"box_m2", rounded(o.box_m2)},
            {"built_box_m2", rounded(o.built_box_m2)}, {"solid_m2", rounded(o.solid_m2)}};
}

Json json_of(const BuildTotals& b) {
    Json networks = Json::object();
    for (const auto& [name, volume] : b.network_m3)
        networks[name] = rounded(volume);
    Json strips = Json::object();
    for (const auto& [kind, area] : b.surface_m2)
        strips[std::string{model::name_of(kind)}] = rounded(area);
    return {{"joint_m3", rounded(b.joint_m3)},
            {"alone_m3", rounded(b.alone_m3)},
            {"connections_m3", rounded(b.connections_m3)},
            {"networks_m3", std::move(networks)},
            {"surface_m2", rounded(b.surface_total_m2)},
            {"strips_m2", std::move(strips)},
            {"shored_m2", rounded(b.shored_m2)},
            {"hand_dug_m", rounded(b.hand_dug_m)},
            {"exposed_line_m", rounded(b.exposed_line_m)}};
}

Json json_of(const AccessWay& way) {
    Json object{{"from", std::string{name_of(way.from)}}, {"possible", way.possible}};
    if (!way.possible) object["blocked_by"] = way.blocked_by;
    object["away_from_houses"] = way.away_from_houses;
    object["within_reach"] = way.within_reach;
    object["sideways_m"] = rounded(way.sideways_m);
    object["pit"] = json_of(way.pit);
    object["area_m2"] = rounded(way.area_m2);
    object["pit_volume_m3"] = rounded(way.pit_volume_m3);
    object["exposed"] = way.exposed;
    object["loosened"] = way.loosened;
    object["crossings"] = rounded(way.crossing_count());
    object["search_zone"] = way.search_zone;
    return object;
}

Json json_of(const Access& access) {
    Json ways = Json::array();
    for (const AccessWay& way : access.ways)
        ways.push_back(json_of(way));
    const auto chosen = [&](const std::optional<std::size_t>& i) {
        return i ? Json(std::string{name_of(access.ways[*i].from)}) : Json(nullptr);
    };
    return {{"group", access.group},
            {"network", std::string{model::name_of(access.network)}},
            {"lines", access.lines},
            {"careful", chosen(access.careful)},
            {"smallest", chosen(access.smallest)},
            {"ways", std::move(ways)}};
}

Json json_of(const Exposure& e) {
    Json networks = Json::array();
    for (const NetworkExposure& n : e.networks) {
        networks.push_back({{"network", std::string{model::name_of(n.network)}},
                            {"openings_km_year", rounded(n.openings_km_year)},
                            {"exposed_per_opening", rounded(n.exposed_per_opening)},
                            {"foreign_per_opening", rounded(n.foreign_per_opening)},
                            {"loosened_per_opening", rounded(n.loosened_per_opening)},
                            {"pit_volume_m3", rounded(n.pit_volume_m3)},
                            {"reachable", n.reachable}});
    }
    Json suffered = Json::object();
    for (const auto& [network, times] : e.suffered_km_year)
        suffered[std::string{model::name_of(network)}] = rounded(times);
    return {{"exposures_km_year", rounded(e.exposures_km_year)},
            {"foreign_km_year", rounded(e.foreign_km_year)},
            {"damages_km_year", rounded(e.damages_km_year)},
            {"direct_eur_km_year", rounded(e.direct_eur_km_year)},
            {"pit_m3_km_year", rounded(e.pit_m3_km_year)},
            {"suffered_km_year", std::move(suffered)},
            {"networks", std::move(networks)}};
}

Json findings_of(const VariantMeasures& m) {
    Json object = Json::object();
    constexpr std::array kSeverities{rules::Severity::Error, rules::Severity::Warning,
                                     rules::Severity::Info};
    constexpr std::array kCertainties{rules::CertaintyClass::Certain, rules::CertaintyClass::Likely,
                                      rules::CertaintyClass::Possible};
    for (const auto severity : kSeverities) {
        Json row = Json::object();
        for (const auto certainty : kCertainties)
            row[std::string{rules::name_of(certainty)}] =
                m.findings[static_cast<std::size_t>(severity)][static_cast<std::size_t>(certainty)];
        object[std::string{rules::name_of(severity)}] = std::move(row);
    }
    return object;
}

Json margins_of(const VariantMeasures& m) {
    Json margins = Json::array();
    for (const Margin& one : m.margins) {
        const std::string unit{rules::unit_of(one.measure)};
        margins.push_back({{"asset", one.asset},
                           {"measure", std::string{rules::name_of(one.measure)}},
                           {"value_" + unit, rounded(one.value)},
                           {"limit_" + unit, rounded(one.limit)},
                           {"margin", rounded(one.margin)},
                           {"rule", one.rule}});
    }
    return margins;
}

void put_room(Json& object, const VariantMeasures& m) {
    Json trees = Json::array(), future = Json::array();
    for (const RootRoom& one : m.roots)
        trees.push_back({{"tree", one.tree},
                         {"wanted_m3", rounded(one.wanted_m3)},
                         {"left_m3", rounded(one.left_m3)}});
    for (const FutureRoom& one : m.future) {
        Json room{{"id", one.id}, {"known", one.known}, {"width_m", rounded(one.width_m)}};
        if (one.offset_m) room["offset_m"] = rounded(*one.offset_m);
        if (one.cover_m) room["cover_m"] = rounded(*one.cover_m);
        future.push_back(std::move(room));
    }
    object["trees"] = std::move(trees);
    object["future"] = std::move(future);
}

void put_material(Json& object, const VariantMeasures& m) {
    Json material = Json::object();
    for (const auto& [network, one] : m.material)
        material[std::string{model::name_of(network)}] = {
            {"length_m", rounded(one.length_m)},
            {"mass_kg", rounded(one.mass_kg)},
            {"unweighed_m", rounded(one.unweighed_m)}};
    object["material"] = std::move(material);
    if (m.rack_parts.empty()) return;
    Json parts = Json::array();
    for (const PartTotal& part : m.rack_parts)
        parts.push_back({{"part", part.what},
                         {"material", part.material},
                         {"count", part.count},
                         {"mass_kg", rounded(part.mass_kg)}});
    object["rack_parts"] = std::move(parts);
}

Json json_of(const Price& price) {
    return {{"value", rounded(price.value)},
            {"low", rounded(price.low)},
            {"high", rounded(price.high)}};
}

Json json_of(const BuildCost& cost) {
    Json object{{"dig_eur", json_of(cost.dig)},
                {"shoring_eur", json_of(cost.shoring)},
                {"surface_eur", json_of(cost.surface)},
                {"racks_eur", json_of(cost.racks)},
                {"total_eur", json_of(cost.total)}};
    for (const auto& [material, mass_kg] : cost.unpriced_kg)
        object["unpriced_kg"][material] = rounded(mass_kg);
    for (const model::StripKind kind : cost.unpriced_strips)
        object["unpriced_strips"].push_back(std::string{model::name_of(kind)});
    return object;
}

Json json_of(const VariantMeasures& m) {
    Json object{{"name", m.name},
                {"length_m", rounded(m.length_m)},
                {"station_m", rounded(m.station_m)},
                {"lines_built", m.lines_built},
                {"lines_staying", m.lines_staying},
                {"occupied", json_of(m.occupied)},
                {"widest_m", rounded(m.widest_m)},
                {"narrowest_m", rounded(m.narrowest_m)},
                {"mean_box_m2", rounded(m.mean_box_m2)},
                {"mean_built_box_m2", rounded(m.mean_built_box_m2)},
                {"build", json_of(m.build)}};
    Json trenches = Json::array();
    for (const BuildItem& item : m.trenches) {
        Json trench{{"group", item.group},
                    {"network",
                     item.rack ? std::string{"rack"} : std::string{model::name_of(item.network)}}};
        trench.update(json_of(item.dig));
        trenches.push_back(std::move(trench));
    }
    object["trenches"] = std::move(trenches);
    Json access = Json::array();
    for (const Access& one : m.access)
        access.push_back(json_of(one));
    object["access"] = std::move(access);
    object["exposure"] = {{"careful", json_of(m.careful)},
                          {"least_volume", json_of(m.least_volume)}};
    object["findings"] = findings_of(m);
    object["margins"] = margins_of(m);
    put_room(object, m);
    put_material(object, m);
    object["cost"] = json_of(m.cost);
    object["notes"] = m.notes;
    return object;
}

}  // namespace

std::string comparison_json(const ComparisonInput& input,
                            const std::vector<VariantMeasures>& variants,
                            const LifecycleProfile& profile) {
    Json document{
        {"format", "maaiveld-comparison/1"}, {"profile", profile.id}, {"sides", input.sides}};
    Json assumptions = Json::array();
    for (const auto& [key, source] : profile.sources)
        assumptions.push_back({{"key", key}, {"source", source}});
    document["assumptions"] = std::move(assumptions);
    Json all = Json::array();
    for (std::size_t i = 0; i < variants.size(); ++i) {
        Json one{{"file", input.files.at(i)}, {"packs", input.packs.at(i)}};
        one.update(json_of(variants[i]));
        all.push_back(std::move(one));
    }
    document["variants"] = std::move(all);
    return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace maaiveld::exchange
