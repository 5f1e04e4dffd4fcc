#include "exchange/influence_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace maaiveld::exchange {
namespace {

using Json = nlohmann::ordered_json;
using influence::AssetInfluence;
using influence::HeatRole;
using influence::ObjectBand;
using influence::Quantiles;

const char* role_word(HeatRole role) {
    switch (role) {
        case HeatRole::Held:
            return "held";
        case HeatRole::Cable:
            return "cable";
        case HeatRole::Water:
            return "standing_water";
        case HeatRole::Passive:
            return "passive";
    }
    return "";
}

Json json_of(const Quantiles& q) {
    return {{"p5", q.p5}, {"p50", q.p50}, {"p95", q.p95}};
}

Json json_of(const ObjectBand& band) {
    Json months = Json::array();
    for (std::size_t m = 0; m < band.months.size(); ++m) {
        Json month = json_of(band.months[m]);
        month["mean_C"] = band.month_mean_C[m];
        month["sigma_K"] = band.month_sigma_K[m];
        months.push_back(std::move(month));
    }
    Json object{{"maximum_C", json_of(band.maximum)},
                {"maximum_mean_C", band.maximum_mean_C},
                {"maximum_sigma_K", band.maximum_sigma_K},
                {"months_C", std::move(months)}};
    if (band.hours_above) {
        object["hours_above"] = json_of(*band.hours_above);
        object["hours_above"]["mean"] = *band.mean_hours_above;
        object["probability_above"] = *band.probability_above;
    }
    Json drivers = Json::array();
    for (const auto& share : band.drivers.shares) {
        drivers.push_back(
            {{"parameter", share.parameter}, {"share", share.share}, {"slope", share.slope}});
    }
    object["drivers"] = std::move(drivers);
    object["drivers_explain"] = band.drivers.explained;
    return object;
}

Json warming_of(const AssetInfluence& asset) {
    Json warming = Json::array();
    for (const auto& one : asset.state.warming)
        warming.push_back({{"source", one.source}, {"kelvin", one.kelvin}});
    return warming;
}

void put_cable(Json& object, const AssetInfluence& asset) {
    if (asset.state.cable) {
        object["current_A"] = asset.state.cable->current_A;
        object["ambient_C"] = asset.state.cable->ambient_C;
    }
    if (!asset.rating) return;
    object["rating_A"] = asset.rating->rating_A;
    object["own_rating_A"] = asset.rating->own_rating_A;
    object["limited_by"] = asset.rating->limited_by;
}

Json json_of(const model::Street& street, const AssetInfluence& asset) {
    const model::Asset& line = street.assets[asset.object.asset];
    Json object{{"id", asset.object.id},
                {"network", std::string{name_of(line.network)}},
                {"role", role_word(asset.object.role)},
                {"offset_m", -asset.object.at.x_m},
                {"depth_m", asset.object.at.depth_m},
                {"temperature_C", asset.state.temperature_C},
                {"undisturbed_C", asset.state.undisturbed_C},
                {"heat_W_m", asset.state.heat_W_m}};
    put_cable(object, asset);
    if (asset.limit) {
        object["limit_C"] = asset.limit->limit_C;
        object["margin_K"] = asset.limit->limit_C - asset.state.temperature_C;
        object["limit_rule"] = asset.limit->rule;
    }
    object["warming"] = warming_of(asset);
    if (!asset.daily_C.empty()) {
        object["daily_C"] = asset.daily_C;
        object["maximum_C"] = *std::max_element(asset.daily_C.begin(), asset.daily_C.end());
    }
    if (const auto hours = asset.hours_above()) object["hours_above"] = *hours;
    if (asset.band) object["band"] = json_of(*asset.band);
    return object;
}

Json assumptions_of(const influence::StreetInfluence& influence) {
    Json all = Json::array();
    for (const auto& parameter : influence.parameters) {
        all.push_back({{"parameter", parameter.name},
                       {"value", parameter.range.value},
                       {"low", parameter.range.low},
                       {"high", parameter.range.high},
                       {"grade", parameter.range.grade},
                       {"source", parameter.range.source}});
    }
    return all;
}

Json json_of(const influence::StreetVoltage& voltage) {
    Json object{
        {"asset", voltage.asset}, {"length_m", voltage.length_m}, {"normal_V", voltage.normal_V}};
    if (voltage.fault_V) {
        object["fault_V"] = *voltage.fault_V;
        object["fault_source"] = voltage.fault_source;
    }
    Json shares = Json::array();
    for (const auto& share : voltage.shares) {
        shares.push_back(
            {{"source", share.source}, {"emf_V", share.emf_V}, {"nearest_m", share.nearest_m}});
    }
    object["sources"] = std::move(shares);
    return object;
}

Json json_of(const influence::RootOutlook& outlook) {
    Json overlaps = Json::array();
    for (const auto& one : outlook.overlaps) {
        overlaps.push_back({{"tree", one.tree},
                            {"asset", one.asset},
                            {"volume_m3", one.volume_m3},
                            {"length_m", one.length_m},
                            {"nearest_root_m", one.nearest_root_m}});
    }
    return {{"years_ahead", outlook.years_ahead}, {"overlaps", std::move(overlaps)}};
}

Json json_of(const influence::StreetSettlement& settlement) {
    Json steps = Json::array();
    for (const auto& step : settlement.steps) {
        steps.push_back({{"asset", step.asset},
                         {"delta_m", step.delta_m},
                         {"sigma_b_MPa", step.sigma_b_MPa},
                         {"rotation_deg", step.rotation_deg}});
    }
    return {{"settlement_m", settlement.settlement_m},
            {"steps", std::move(steps)},
            {"notes", settlement.notes}};
}

void put_effects(Json& document, const influence::StreetEffects& effects) {
    Json voltages = Json::array();
    for (const auto& voltage : effects.voltages)
        voltages.push_back(json_of(voltage));
    document["voltages"] = std::move(voltages);
    Json roots = Json::array();
    for (const auto& outlook : effects.roots)
        roots.push_back(json_of(outlook));
    document["roots"] = std::move(roots);
    Json unknown = Json::array();
    for (const auto& [tree, reason] : effects.unknown_roots)
        unknown.push_back({{"tree", tree}, {"reason", reason}});
    document["roots_unknown"] = std::move(unknown);
    if (effects.settlement) document["settlement"] = json_of(*effects.settlement);
    Json undermined = Json::array();
    for (const auto& one : effects.undermined) {
        undermined.push_back({{"asset", one.id},
                              {"state", std::string{name_of(one.state)}},
                              {"into_wedge_m", one.into_wedge_m},
                              {"undermined_length_m", one.undermined_length_m},
                              {"exposed_length_m", one.exposed_length_m}});
    }
    if (!undermined.empty()) document["undermined"] = std::move(undermined);
}

}  // namespace

std::string street_influence_text(const model::Street& street,
                                  const influence::StreetInfluence& influence,
                                  const influence::StreetEffects& effects) {
    Json document{{"format", "maaiveld-influence/1"},
                  {"street", street.name},
                  {"station_m", influence.station_m},
                  {"month", influence.month}};
    if (influence.samples > 0) {
        document["samples"] = influence.samples;
        document["seed"] = influence.seed;
    }
    document["assumptions"] = assumptions_of(influence);
    Json assets = Json::array();
    for (const AssetInfluence& asset : influence.assets)
        assets.push_back(json_of(street, asset));
    document["assets"] = std::move(assets);
    put_effects(document, effects);
    document["notes"] = influence.notes;
    return document.dump(1) + "\n";
}

}  // namespace maaiveld::exchange
