#include "exchange/section_heat_parts.h"

namespace maaiveld::exchange {
namespace {

influence::Insulation insulation_in(ObjectReader& r) {
    influence::Insulation insulation;
    const JsonValue* ageing = r.find("insulation_ageing");
    if (ageing == nullptr) {
        insulation.conductivity_W_mK = r.positive("insulation_conductivity_W_mK");
        return insulation;
    }
    if (r.find("insulation_conductivity_W_mK") != nullptr) {
        r.fail("give either `insulation_conductivity_W_mK` or `insulation_ageing`");
    }
    ObjectReader a{*ageing, r.file(), r.what() + ", insulation_ageing"};
    insulation.ageing = influence::InsulationAgeing{a.positive("new_W_mK"), a.positive("aged_W_mK"),
                                                    a.positive("time_constant_years")};
    insulation.age_years = a.non_negative("age_years");
    a.finish();
    return insulation;
}

std::optional<influence::CasingWall> casing_in(ObjectReader& r) {
    const JsonValue* value = r.find("casing");
    if (value == nullptr) return std::nullopt;
    ObjectReader c{*value, r.file(), r.what() + ", casing"};
    const influence::CasingWall wall{c.positive("wall_m"), c.positive("conductivity_W_mK")};
    c.finish();
    return wall;
}

}  // namespace

std::optional<double> optional_temperature_in(ObjectReader& r, std::string_view key) {
    if (r.find(key) == nullptr) return std::nullopt;
    return temperature_in(r, key);
}

influence::GroundChoice soil_choice_in(ObjectReader& r) {
    influence::GroundChoice choice;
    choice.conductivity_W_mK = r.optional_positive("soil_conductivity_W_mK");
    choice.diffusivity_m2_s = r.optional_positive("diffusivity_m2_s");
    if (r.find("surface_resistance_m2K_W") != nullptr) {
        choice.surface_resistance_m2K_W = r.non_negative("surface_resistance_m2K_W");
    }
    return choice;
}

influence::GroundChoice ground_choice_in(ObjectReader& r) {
    influence::GroundChoice choice = soil_choice_in(r);
    choice.temperature_C = optional_temperature_in(r, "ground_C");
    return choice;
}

influence::PipePair pipe_pair_in(ObjectReader& r) {
    influence::PipePair pair;
    pair.depth_m = r.positive("depth_m");
    pair.spacing_m = r.positive("spacing_m");
    pair.pipe_outer_diameter_m = r.positive("pipe_outer_diameter_m");
    pair.casing_outer_diameter_m = r.positive("casing_outer_diameter_m");
    pair.insulation = insulation_in(r);
    pair.casing = casing_in(r);
    refuse(r, influence::fault_of(pair));
    return pair;
}

influence::TwinPipe twin_pipe_in(ObjectReader& r) {
    influence::TwinPipe twin;
    twin.depth_m = r.positive("depth_m");
    twin.spacing_m = r.positive("spacing_m");
    twin.pipe_outer_diameter_m = r.positive("pipe_outer_diameter_m");
    twin.casing_outer_diameter_m = r.positive("casing_outer_diameter_m");
    twin.insulation = insulation_in(r);
    refuse(r, influence::fault_of(twin));
    return twin;
}

influence::Place place_in(ObjectReader& r) {
    return {r.number("x_m"), r.non_negative("depth_m")};
}

std::vector<double> numbers_in(const JsonValue& value, const std::string& file,
                               std::string_view key) {
    if (value.kind == JsonValue::Kind::Number) return {value.number};
    if (value.kind != JsonValue::Kind::Array) {
        fail(file, value.line, fmt::format("`{}` must be a number or a list of numbers", key));
    }
    std::vector<double> numbers;
    for (const JsonValue& item : value.items)
        numbers.push_back(number_in(item, file, key));
    return numbers;
}

std::vector<double> numbers_in(ObjectReader& r, std::string_view key) {
    return numbers_in(r.require(key), r.file(), key);
}

std::vector<double> numbers_or_empty(ObjectReader& r, std::string_view key) {
    return r.find(key) == nullptr ? std::vector<double>{} : numbers_in(r, key);
}

}  // namespace maaiveld::exchange
