#include "exchange/section_twin_pipes.h"

#include "exchange/section_heat_pairs.h"
#include "exchange/section_heat_parts.h"

#include <nlohmann/json.hpp>

namespace maaiveld::exchange {

using nlohmann::ordered_json;

std::vector<influence::TwinHeat> read_twin_pipes(const JsonValue& block, const std::string& file) {
    return objects_in(block, file, "twin pipe", [](ObjectReader& r) {
        influence::TwinHeat twin;
        twin.pipe = twin_pipe_in(r);
        twin.supply_C = temperature_in(r, "supply_C");
        twin.return_C = temperature_in(r, "return_C");
        twin.ground = ground_choice_in(r);
        return twin;
    });
}

ordered_json write_twin_pipes(const std::vector<influence::TwinHeatResult>& results) {
    ordered_json list = ordered_json::array();
    for (const influence::TwinHeatResult& result : results) {
        ordered_json json{{"id", result.id},
                          {"soil_conductivity_W_mK", result.ground.conductivity_W_mK},
                          {"insulation_conductivity_W_mK", result.insulation_conductivity_W_mK},
                          {"ground_C", result.ground.temperature_C},
                          {"surface_resistance_m2K_W", result.ground.surface_resistance_m2K_W}};
        json.update(shape_json(result.first));
        json["zeroth_order"] = shape_json(result.zeroth);
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace maaiveld::exchange
