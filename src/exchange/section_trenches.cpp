#include "exchange/section_trenches.h"

#include "exchange/section_entries.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using influence::Trench;
using Json = nlohmann::ordered_json;

/// A wedge at 45 degrees unless told otherwise.
constexpr double kRisePerRun = 1.0;

influence::TrenchNeighbour neighbour_in(ObjectReader& r, const std::string& id) {
    influence::TrenchNeighbour neighbour;
    neighbour.id = id;
    if (r.find("crossing_angle_deg") != nullptr)
        neighbour.crossing_angle_deg = number_between(r, "crossing_angle_deg", 0.0, 90.0);
    neighbour.x_m = neighbour.crossing_angle_deg > 0.0 ? number_or(r, "x_m", 0.0) : r.number("x_m");
    neighbour.depth_m = r.positive("depth_m");
    neighbour.outer_diameter_m = r.positive("outer_diameter_m");
    if (neighbour.depth_m < 0.5 * neighbour.outer_diameter_m) {
        r.fail(fmt::format("at a depth of {:g} m to its axis it sticks out of the ground",
                           neighbour.depth_m));
    }
    return neighbour;
}

Json neighbour_json(const influence::Undermined& found) {
    return {{"id", found.id},
            {"state", std::string{name_of(found.state)}},
            {"into_wedge_m", found.into_wedge_m},
            {"undermined_length_m", found.undermined_length_m},
            {"exposed_length_m", found.exposed_length_m},
            {"distance_needed_m", found.distance_needed_m}};
}

}  // namespace

std::vector<Trench> read_trenches(const JsonValue& block, const std::string& file) {
    std::vector<Trench> trenches;
    for_each_entry(block, file, "trench", [&](ObjectReader& r, const std::string& id) {
        Trench trench;
        trench.id = id;
        trench.x_m = number_or(r, "x_m", 0.0);
        trench.length_m = r.positive("length_m");
        trench.shape.bottom_width_m = r.positive("bottom_width_m");
        trench.shape.bottom_depth_m = r.positive("bottom_depth_m");
        trench.shape.rise_per_run = positive_or(r, "rise_per_run", kRisePerRun);
        trench.shape.supported = r.flag_or("supported", false);
        for_each_entry(r, "neighbours", "neighbour",
                       [&](ObjectReader& n, const std::string& neighbour) {
                           trench.neighbours.push_back(neighbour_in(n, neighbour));
                       });
        trenches.push_back(std::move(trench));
    });
    return trenches;
}

Json write_trenches(const std::vector<influence::TrenchResult>& results) {
    Json list = Json::array();
    for (const auto& trench : results) {
        Json json{{"id", trench.id},
                  {"wedge_width_m", trench.wedge_width_m},
                  {"neighbours", Json::array()}};
        for (const auto& found : trench.neighbours)
            json["neighbours"].push_back(neighbour_json(found));
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace maaiveld::exchange
