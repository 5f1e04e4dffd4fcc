#include "exchange/section_bores.h"

#include "exchange/section_entries.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::Bore;
using influence::TroughWidth;
using Json = nlohmann::ordered_json;

constexpr double kMmPerM = 1e3;

std::optional<TroughWidth> trough_named(const std::string& name) {
    for (const TroughWidth value : {TroughWidth::Proportional, TroughWidth::Mair}) {
        if (name_of(value) == name) return value;
    }
    return std::nullopt;
}

void take_neighbours(ObjectReader& parent, Bore& bore) {
    const double crown = bore.axis_depth_m - 0.5 * bore.diameter_m;
    for_each_entry(parent, "neighbours", "neighbour", [&](ObjectReader& r, const std::string& id) {
        const double x = r.number("x_m");
        const double depth = non_negative_or(r, "depth_m", 0.0);
        if (depth > crown) {
            r.fail_at(r.require("depth_m"),
                      fmt::format("`depth_m` is {:g}; the trough is known down to the crown of the "
                                  "bore at {:g} m",
                                  depth, crown));
        }
        bore.neighbours.push_back({id, x, depth});
    });
}

Json neighbour_json(const influence::TroughMovement& move) {
    return {{"id", move.id},
            {"distance_m", move.distance_m},
            {"i_m", move.trough_width_m},
            {"settlement_mm", move.settlement_m * kMmPerM},
            {"slope", move.slope},
            {"horizontal_mm", move.horizontal_m * kMmPerM},
            {"horizontal_strain", move.horizontal_strain},
            {"curvature_1_m", move.curvature_1_m}};
}

Json result_json(const influence::BoreResult& bore) {
    Json json{{"id", bore.id},
              {"i_m", bore.trough_width_m},
              {"S_max_mm", bore.settlement_max_m * kMmPerM},
              {"S_at_i_mm", bore.settlement_at_i_m * kMmPerM},
              {"max_slope", bore.slope_max},
              {"trough_area_m2", bore.trough_area_m2},
              {"neighbours", Json::array()}};
    for (const auto& move : bore.neighbours)
        json["neighbours"].push_back(neighbour_json(move));
    return json;
}

}  // namespace

std::vector<Bore> read_bores(const JsonValue& block, const std::string& file) {
    std::vector<Bore> bores;
    for_each_entry(block, file, "bore", [&](ObjectReader& r, const std::string& id) {
        Bore bore;
        bore.id = id;
        bore.x_m = number_or(r, "x_m", 0.0);
        bore.axis_depth_m = r.positive("axis_depth_m");
        bore.diameter_m = r.positive("diameter_m");
        bore.volume_loss = number_between(r, "volume_loss", 0.0, 1.0);
        bore.width = optional_name(r, "trough", {"proportional", "mair"}, trough_named)
                         .value_or(TroughWidth::Proportional);
        // Mair's trough has its own factor; a given one would be read and not used.
        if (bore.width == TroughWidth::Proportional) {
            bore.trough_factor = r.positive("trough_factor");
        } else {
            bore.trough_factor = influence::kMairSurfaceFactor;
        }
        if (bore.axis_depth_m < 0.5 * bore.diameter_m) {
            r.fail(fmt::format("with {:g} m to its axis a bore of {:g} m breaks the surface",
                               bore.axis_depth_m, bore.diameter_m));
        }
        take_neighbours(r, bore);
        bores.push_back(std::move(bore));
    });
    return bores;
}

Json write_bores(const std::vector<influence::BoreResult>& results) {
    Json list = Json::array();
    for (const auto& bore : results)
        list.push_back(result_json(bore));
    return list;
}

}  // namespace maaiveld::exchange
