#include "exchange/section_heat_pairs.h"

#include "exchange/section_heat_parts.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using nlohmann::ordered_json;

ordered_json resistances_json(const influence::PairResistances& r, const influence::PairHeat& q) {
    return {{"Rs_K_m_W", r.Rs_K_m_W},       {"Ri_K_m_W", r.Ri_K_m_W},
            {"Rh_K_m_W", r.Rh_K_m_W},       {"U1_W_m_K", r.u.U1_W_m_K},
            {"U2_W_m_K", r.u.U2_W_m_K},     {"q_supply_W_m", q.supply_W_m},
            {"q_return_W_m", q.return_W_m}, {"q_total_W_m", q.total_W_m()}};
}

ordered_json pair_json(const influence::HeatPairResult& result) {
    ordered_json json{{"id", result.id},
                      {"soil_conductivity_W_mK", result.ground.conductivity_W_mK},
                      {"insulation_conductivity_W_mK", result.insulation_conductivity_W_mK},
                      {"ground_C", result.ground.temperature_C},
                      {"surface_resistance_m2K_W", result.ground.surface_resistance_m2K_W}};
    json.update(resistances_json(result.resistances, result.heat));
    json["without_surface_resistance"] =
        resistances_json(result.bare_resistances, result.bare_heat);
    json["wallenten"] = {{"zeroth_order", shape_json(result.zeroth)},
                         {"first_order", shape_json(result.first)}};
    return json;
}

}  // namespace

ordered_json shape_json(const influence::ShapeResult& result) {
    const influence::LossCoefficients u = result.shape.u();
    return {{"hs", result.shape.hs},
            {"ha", result.shape.ha},
            {"U1_W_m_K", u.U1_W_m_K},
            {"U2_W_m_K", u.U2_W_m_K},
            {"q_supply_W_m", result.heat.supply_W_m},
            {"q_return_W_m", result.heat.return_W_m},
            {"q_total_W_m", result.heat.total_W_m()}};
}

std::vector<influence::HeatPair> read_heat_pairs(const JsonValue& block, const std::string& file) {
    return objects_in(block, file, "heat pair", [](ObjectReader& r) {
        influence::HeatPair pair;
        pair.pipes = pipe_pair_in(r);
        pair.supply_C = temperature_in(r, "supply_C");
        pair.return_C = temperature_in(r, "return_C");
        pair.ground = ground_choice_in(r);
        return pair;
    });
}

ordered_json write_heat_pairs(const std::vector<influence::HeatPairResult>& results) {
    ordered_json json = ordered_json::array();
    for (const influence::HeatPairResult& result : results)
        json.push_back(pair_json(result));
    return json;
}

}  // namespace maaiveld::exchange
