#include "exchange/section_sewer_defects.h"

#include "exchange/section_entries.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::SewerDefect;
using Json = nlohmann::ordered_json;

void take_angle(ObjectReader& r, SewerDefect& defect) {
    if (r.find("half_angle_deg") != nullptr)
        defect.half_angle_deg = number_between(r, "half_angle_deg", 0.0, 45.0);
    if (r.find("friction_angle_deg") != nullptr)
        defect.friction_angle_deg = number_between(r, "friction_angle_deg", 0.0, 89.0);
    if (defect.half_angle_deg.has_value() == defect.friction_angle_deg.has_value()) {
        r.fail("give one of `friction_angle_deg` and `half_angle_deg`");
    }
}

void take_neighbours(ObjectReader& parent, SewerDefect& defect) {
    for_each_entry(parent, "neighbours", "neighbour", [&](ObjectReader& r, const std::string& id) {
        const double depth = r.positive("underside_depth_m");
        if (!(depth < defect.depth_m)) {
            r.fail_at(r.require("underside_depth_m"),
                      fmt::format("`underside_depth_m` is {:g}; the chimney rises from {:g} m up",
                                  depth, defect.depth_m));
        }
        defect.neighbours.push_back({id, depth, non_negative_or(r, "distance_m", 0.0)});
    });
}

Json optional_json(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json result_json(const influence::SewerDefectResult& defect) {
    Json json{{"id", defect.id},
              {"half_angle_deg", defect.half_angle_deg},
              {"foot_width_m", defect.foot_width_m},
              {"cavity_volume_m3", defect.cavity_volume_m3},
              {"chimney_height_m", defect.chimney_height_m},
              {"top_width_m", defect.top_width_m},
              {"breaks_through", defect.breaks_through},
              {"volume_to_surface_m3", defect.volume_to_surface_m3},
              {"years_to_surface", optional_json(defect.years_to_surface)},
              {"neighbours", Json::array()}};
    for (const auto& lost : defect.neighbours) {
        json["neighbours"].push_back(
            {{"id", lost.id},
             {"lost_support_length_m", lost.lost_length_m},
             {"years_until_reached", optional_json(lost.years_until_reached)}});
    }
    return json;
}

}  // namespace

std::vector<SewerDefect> read_sewer_defects(const JsonValue& block, const std::string& file) {
    std::vector<SewerDefect> defects;
    for_each_entry(block, file, "sewer defect", [&](ObjectReader& r, const std::string& id) {
        SewerDefect defect;
        defect.id = id;
        defect.depth_m = r.positive("depth_m");
        defect.opening_m = r.positive("opening_m");
        defect.width_factor = positive_or(r, "width_factor", 1.0);
        take_angle(r, defect);
        defect.soil_loss_m3 = non_negative_or(r, "soil_loss_m3", 0.0);
        if (r.find("soil_loss_m3_year") != nullptr)
            defect.soil_loss_m3_year = r.non_negative("soil_loss_m3_year");
        take_neighbours(r, defect);
        defects.push_back(std::move(defect));
    });
    return defects;
}

Json write_sewer_defects(const std::vector<influence::SewerDefectResult>& results) {
    Json list = Json::array();
    for (const auto& defect : results)
        list.push_back(result_json(defect));
    return list;
}

}  // namespace maaiveld::exchange
