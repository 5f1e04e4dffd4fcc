#include "exchange/section_settlements.h"

#include "exchange/section_compression.h"
#include "exchange/section_consolidations.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace maaiveld::exchange {
namespace {

using influence::InitialStress;
using influence::LoadShape;
using influence::PreconsolidationRule;
using influence::Settlement;
using influence::SettlementLoad;
using influence::SettlingLayer;
using influence::Spread;
using influence::Strain;

std::optional<InitialStress> initial_in(ObjectReader& r) {
    const JsonValue* value = r.find("initial_stress");
    if (value == nullptr) return std::nullopt;
    ObjectReader inner{*value, r.file(), r.what() + ", initial stress"};
    InitialStress stress;
    stress.top_kPa = inner.non_negative("top_kPa");
    stress.gradient_kPa_m = inner.optional_number("gradient_kPa_m").value_or(0.0);
    inner.finish();
    return stress;
}

std::optional<Strain> strain_in(ObjectReader& r) {
    const auto name = r.optional_text("strain");
    if (!name) return std::nullopt;
    if (*name == "linear") return Strain::Linear;
    if (*name == "natural") return Strain::Natural;
    fail_unknown_name(*name, r.require("strain").line, r.file(), "strain", {"linear", "natural"});
}

std::optional<influence::Swelling> swelling_in(ObjectReader& r) {
    const JsonValue* value = r.find("swelling");
    if (value == nullptr) return std::nullopt;
    ObjectReader inner{*value, r.file(), r.what() + ", swelling"};
    influence::Swelling swelling;
    swelling.a_p = inner.positive("Ap");
    swelling.a_s = inner.optional_positive("As").value_or(std::numeric_limits<double>::infinity());
    inner.finish();
    return swelling;
}

int sublayers_in(ObjectReader& r) {
    const auto count = r.optional_positive("sublayers");
    if (!count) return 0;
    if (*count != std::floor(*count) || *count > 10000.0)
        r.fail("`sublayers` must be a whole number of at most 10000");
    return static_cast<int>(*count);
}

SettlingLayer layer_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "layer"};
    SettlingLayer layer;
    layer.name = r.text("name");
    r.rename(fmt::format("layer `{}`", layer.name));
    r.optional_text("note");
    layer.thickness_m = r.positive("thickness_m");
    layer.sublayers = sublayers_in(r);
    if (const JsonValue* soil = r.find("compression"))
        layer.compression = read_compression(*soil, file);
    layer.strain = strain_in(r);
    layer.swelling = swelling_in(r);
    if (layer.swelling &&
        !(layer.compression && std::holds_alternative<model::Koppejan>(layer.compression->model)))
        r.fail("`swelling` is for the models koppejan and terzaghi");
    layer.unit_weight_kN_m3 = r.optional_positive("unit_weight_kN_m3");
    layer.saturated_unit_weight_kN_m3 = r.optional_positive("saturated_unit_weight_kN_m3");
    layer.initial = initial_in(r);
    layer.drainage_path_m = r.optional_positive("drainage_path_m");
    if (layer.drainage_path_m && !(layer.compression && layer.compression->cv_m2_s))
        r.fail("`drainage_path_m` needs a compression with `cv_m2_s`");
    r.finish();
    return layer;
}

LoadShape strip_in(ObjectReader& r) {
    const double left = r.number("left_m");
    const double right = r.number("right_m");
    if (!(left < right)) r.fail("`left_m` must be less than `right_m`");
    return influence::StripLoad{left, left, right, right};
}

LoadShape embankment_in(ObjectReader& r) {
    const influence::StripLoad strip{r.number("toe_left_m"), r.number("crest_left_m"),
                                     r.number("crest_right_m"), r.number("toe_right_m")};
    const bool rising =
        strip.outer_left_m <= strip.inner_left_m && strip.inner_left_m <= strip.inner_right_m &&
        strip.inner_right_m <= strip.outer_right_m && strip.outer_left_m < strip.outer_right_m;
    if (!rising) r.fail("toes and crests must run from left to right");
    return strip;
}

LoadShape rectangle_in(ObjectReader& r) {
    const influence::RectangleLoad area{r.number("left_m"), r.number("right_m"),
                                        r.number("front_m"), r.number("back_m")};
    if (!(area.left_m < area.right_m && area.front_m < area.back_m))
        r.fail("`left_m` must be less than `right_m`, `front_m` less than `back_m`");
    return area;
}

LoadShape shape_in(ObjectReader& outer) {
    const JsonValue* value = outer.find("shape");
    if (value == nullptr) return influence::EverywhereLoad{};
    ObjectReader r{*value, outer.file(), outer.what() + ", shape"};
    const std::string type = r.text("type");
    LoadShape shape;
    if (type == "strip") {
        shape = strip_in(r);
    } else if (type == "embankment") {
        shape = embankment_in(r);
    } else if (type == "rectangle") {
        shape = rectangle_in(r);
    } else if (type == "disc") {
        shape = influence::DiscLoad{r.positive("radius_m")};
    } else if (type != "uniform") {
        fail_unknown_name(type, r.require("type").line, r.file(), "shape",
                          {"uniform", "strip", "embankment", "rectangle", "disc"});
    }
    r.finish();
    return shape;
}

Spread spread_in(ObjectReader& r) {
    const std::string name = r.text_or("spread", "elastic");
    if (name == "elastic") return Spread::Elastic;
    if (name == "2:1") return Spread::TwoToOne;
    if (name == "none") return Spread::None;
    fail_unknown_name(name, r.require("spread").line, r.file(), "spread",
                      {"elastic", "2:1", "none"});
}

std::optional<SettlementLoad::Fill> fill_in(ObjectReader& r) {
    const JsonValue* value = r.find("fill");
    if (value == nullptr) return std::nullopt;
    ObjectReader inner{*value, r.file(), r.what() + ", fill"};
    SettlementLoad::Fill fill;
    fill.height_m = inner.positive("height_m");
    fill.unit_weight_kN_m3 = inner.positive("unit_weight_kN_m3");
    fill.saturated_unit_weight_kN_m3 =
        inner.optional_positive("saturated_unit_weight_kN_m3").value_or(fill.unit_weight_kN_m3);
    inner.finish();
    return fill;
}

SettlementLoad load_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "load"};
    SettlementLoad load;
    load.name = r.text("name");
    r.rename(fmt::format("load `{}`", load.name));
    r.optional_text("note");
    load.initial = r.flag_or("initial", false);
    load.day = r.optional_number("day").value_or(0.0);
    if (load.initial && r.find("day") != nullptr) r.fail("an initial load has no `day`");
    load.until_day = r.optional_number("until_day");
    load.fill = fill_in(r);
    const auto pressure = r.optional_number("pressure_kPa");
    if (pressure.has_value() == load.fill.has_value())
        r.fail("give either `pressure_kPa` or `fill`");
    load.pressure_kPa = pressure.value_or(0.0);
    load.base_depth_m = r.optional_number("base_depth_m").value_or(0.0);
    load.shape = shape_in(r);
    load.spread = spread_in(r);
    r.finish();
    return load;
}

PreconsolidationRule preconsolidation_in(ObjectReader& outer) {
    using Within = PreconsolidationRule::Within;
    using Correction = PreconsolidationRule::Correction;
    const JsonValue* value = outer.find("preconsolidation");
    PreconsolidationRule rule;
    if (value == nullptr) return rule;
    ObjectReader r{*value, outer.file(), outer.what() + ", preconsolidation"};
    const std::string within = r.text_or("within_layer", "constant");
    if (within == "variable") {
        rule.within = Within::Variable;
    } else if (within != "constant") {
        fail_unknown_name(within, r.require("within_layer").line, r.file(), "course in a layer",
                          {"constant", "variable"});
    }
    const std::string correction = r.text_or("correction", "every_step");
    if (correction == "none") {
        rule.correction = Correction::None;
    } else if (correction == "start") {
        rule.correction = Correction::AtStart;
    } else if (correction != "every_step") {
        fail_unknown_name(correction, r.require("correction").line, r.file(), "correction",
                          {"none", "start", "every_step"});
    }
    r.finish();
    return rule;
}

/// A file that says nothing gets what fits published output with Terzaghi's consolidation.
influence::Delay delay_in(ObjectReader& r) {
    const std::string name = r.text_or("delay", "degree");
    if (name == "effective_stress") return influence::Delay::EffectiveStress;
    if (name == "degree") return influence::Delay::Degree;
    fail_unknown_name(name, r.require("delay").line, r.file(), "delay",
                      {"effective_stress", "degree"});
}

void read_ground(ObjectReader& r, Settlement& item) {
    if (const auto* layers = r.optional_array("layers")) {
        for (const JsonValue& layer : *layers)
            item.layers.push_back(layer_in(layer, r.file()));
        if (item.layers.empty()) r.fail("`layers` is empty; leave it out to use the street's");
    }
    item.groundwater_depth_m = r.optional_number("groundwater_depth_m");
    if (const auto* steps = r.optional_array("groundwater_steps")) {
        for (const JsonValue& value : *steps) {
            ObjectReader step{value, r.file(), r.what() + ", groundwater step"};
            item.groundwater_steps.push_back({step.number("day"), step.number("depth_m")});
            step.finish();
        }
    }
    item.initial = initial_in(r);
    item.water_unit_weight_kN_m3 = r.optional_positive("water_unit_weight_kN_m3").value_or(9.81);
    item.top_drained = r.flag_or("top_drained", true);
    item.bottom_drained = r.flag_or("bottom_drained", true);
    item.preconsolidation = preconsolidation_in(r);
    item.delay = delay_in(r);
    if (const JsonValue* drains = r.find("drains")) item.drains = read_drains(*drains, r.file());
}

Settlement settlement_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "settlement"};
    Settlement item;
    item.id = r.text("id");
    r.rename(fmt::format("settlement `{}`", item.id));
    r.optional_text("note");
    item.x_m = r.optional_number("x_m").value_or(0.0);
    item.y_m = r.optional_number("y_m").value_or(0.0);
    read_ground(r, item);
    item.submerging = r.flag_or("submerging", false);
    for (const JsonValue& load : r.array("loads"))
        item.loads.push_back(load_in(load, file));
    item.start_day = r.optional_number("start_day").value_or(0.0);
    item.times_days = listed_numbers(r, "times_days");
    if (item.times_days.empty()) r.fail("`times_days` needs at least one day");
    item.remaining_from_days = listed_numbers(r, "remaining_from_days");
    item.omit_later_loads = r.flag_or("omit_later_loads", false);
    item.relative_to = r.optional_text("relative_to");
    r.finish();
    return item;
}

nlohmann::ordered_json layer_json(const influence::LayerSettlement& layer) {
    nlohmann::ordered_json json{{"name", layer.name}};
    if (layer.preconsolidation_kPa > 0.0) {  // a layer that does not compress has none
        json["initial_stress_kPa"] = layer.initial_stress_kPa;
        json["preconsolidation_kPa"] = layer.preconsolidation_kPa;
        json["final_stress_kPa"] = layer.final_stress_kPa;
        json["consolidation"] = layer.consolidation;
    }
    json["settlement_m"] = layer.settlement_m;
    return json;
}

nlohmann::ordered_json result_json(const influence::SettlementResult& result) {
    nlohmann::ordered_json json{{"id", result.id}};
    json["times_days"] = result.times_days;
    json["settlement_m"] = result.settlement_m;
    json["final_settlement_m"] = result.final_settlement_m;
    json["layers"] = nlohmann::ordered_json::array();
    for (const auto& layer : result.layers)
        json["layers"].push_back(layer_json(layer));
    if (!result.remaining.empty()) json["remaining"] = nlohmann::ordered_json::array();
    for (const auto& remaining : result.remaining)
        json["remaining"].push_back(
            {{"from_day", remaining.from_day}, {"settlement_m", remaining.settlement_m}});
    if (!result.differential_m.empty()) json["differential_m"] = result.differential_m;
    if (!result.steps.empty()) json["steps"] = nlohmann::ordered_json::array();
    for (const auto& step : result.steps)
        json["steps"].push_back({{"day", step.day}, {"settlement_m", step.settlement_m}});
    return json;
}

}  // namespace

std::vector<Settlement> read_settlements(const JsonValue& block, const std::string& file) {
    if (block.kind != JsonValue::Kind::Array)
        fail(file, block.line, "`settlements` must be a list, written in [ ]");
    std::vector<Settlement> items;
    for (const JsonValue& value : block.items)
        items.push_back(settlement_in(value, file));
    return items;
}

nlohmann::ordered_json write_settlements(const std::vector<influence::SettlementResult>& results) {
    auto document = nlohmann::ordered_json::array();
    for (const auto& result : results)
        document.push_back(result_json(result));
    return document;
}

}  // namespace maaiveld::exchange
