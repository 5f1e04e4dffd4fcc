#include "exchange/section_trees.h"

#include "exchange/json_names.h"
#include "exchange/section_entries.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::exchange {
namespace {

using influence::GrowthLaw;
using influence::LostVolume;
using influence::TreeSite;
using Json = nlohmann::ordered_json;

/// Half length of what is given by its place across the street only: far beyond any root.
constexpr double kAlongStreet_m = 1000.0;

std::vector<double> default_years() {
    return {0.0, 10.0, 20.0, 40.0};
}

std::vector<influence::VolumeAtAge> volumes_in(ObjectReader& parent) {
    const JsonValue* value = parent.find("root_volume");
    if (value == nullptr) return {};
    ObjectReader r{*value, parent.file(), parent.what() + ", root volume"};
    const auto ages = numbers(r, "age_years");
    const auto volumes = numbers(r, "volume_m3");
    r.finish();
    if (ages.size() != volumes.size() || ages.empty()) {
        r.fail("`age_years` and `volume_m3` need the same number of values, at least one");
    }
    std::vector<influence::VolumeAtAge> points;
    for (std::size_t i = 0; i < ages.size(); ++i)
        points.push_back({ages[i], volumes[i]});
    if (const auto checked = influence::check_volumes(points, {}); !checked)
        r.fail(checked.error().message);
    return points;
}

void take_class(ObjectReader& r, TreeSite& tree) {
    tree.height =
        optional_name(r, "height_class", {"first", "second", "third"},
                      [](const std::string& n) { return influence::height_class_named(n); });
    tree.crown =
        optional_name(r, "crown_class", {"broad", "regular", "small"},
                      [](const std::string& n) { return influence::crown_class_named(n); });
    tree.ground =
        optional_name(r, "ground_class",
                      {"open_ground", "light_load", "moderate_load", "heavy_load"},
                      [](const std::string& n) { return influence::ground_class_named(n); })
            .value_or(influence::GroundClass::OpenGround);
    tree.ambition = optional_name(r, "ambition", {"optimal", "reasonable", "marginal"},
                                  [](const std::string& n) { return influence::ambition_named(n); })
                        .value_or(influence::Ambition::Optimal);
    if (r.find("fast_growing") != nullptr) tree.fast_growing = r.flag_or("fast_growing", false);
}

void take_choices(ObjectReader& r, TreeSite& tree) {
    const auto growth = [](const std::string& n) -> std::optional<GrowthLaw> {
        if (n == "piecewise") return GrowthLaw::Piecewise;
        if (n == "linear") return GrowthLaw::Linear;
        return std::nullopt;
    };
    const auto lost = [](const std::string& n) -> std::optional<LostVolume> {
        if (n == "lost") return LostVolume::Lost;
        if (n == "kept") return LostVolume::Kept;
        return std::nullopt;
    };
    tree.growth =
        optional_name(r, "growth", {"piecewise", "linear"}, growth).value_or(GrowthLaw::Piecewise);
    tree.lost_volume =
        optional_name(r, "lost_volume", {"lost", "kept"}, lost).value_or(LostVolume::Lost);
    tree.largest_radius_m = r.optional_positive("largest_radius_m");
}

/// One stem or several; the thickness is needed for the digging distance only.
void take_stems(ObjectReader& r, TreeSite& tree) {
    if (const auto one = r.optional_positive("stem_diameter_m")) tree.stem_diameters_m = {*one};
    if (r.find("stem_diameters_m") == nullptr) return;
    if (!tree.stem_diameters_m.empty()) {
        r.fail("give `stem_diameter_m` or `stem_diameters_m`, not both");
    }
    tree.stem_diameters_m = numbers(r, "stem_diameters_m");
    for (const double stem : tree.stem_diameters_m) {
        if (!(stem > 0.0)) r.fail("every stem diameter must be above 0");
    }
}

void take_time_and_depth(ObjectReader& r, TreeSite& tree) {
    const auto groundwater = r.optional_positive("groundwater_depth_m");
    const auto roots = r.optional_positive("root_depth_m");
    tree.age_years = non_negative_or(r, "age_years", 0.0);
    const bool asked = r.find("years_ahead") != nullptr;
    if (!groundwater && !roots) {
        if (asked) r.fail("`years_ahead` needs `groundwater_depth_m` or `root_depth_m`");
        return;
    }
    tree.root_depth_m = std::min(groundwater.value_or(roots.value_or(0.0)),
                                 roots.value_or(groundwater.value_or(0.0)));
    tree.years_ahead = asked ? numbers(r, "years_ahead") : default_years();
    for (const double ahead : tree.years_ahead) {
        if (!(tree.age_years + ahead >= 0.0)) {
            r.fail(fmt::format("{:g} years ahead is before it was planted", ahead));
        }
    }
}

influence::RootDensity density_in(ObjectReader& parent) {
    const JsonValue* value = parent.find("density");
    if (value == nullptr) return {};
    ObjectReader r{*value, parent.file(), parent.what() + ", density"};
    const influence::RootDensity density{r.optional_positive("decay_radius_m"),
                                         r.optional_positive("zero_depth_m")};
    r.finish();
    return density;
}

std::vector<geometry::Vec2> plan_line(ObjectReader& r, double y_m) {
    std::vector<geometry::Vec2> line;
    if (r.find("line") == nullptr) {
        const double x = r.number("x_m");
        return {{x, y_m - kAlongStreet_m}, {x, y_m + kAlongStreet_m}};
    }
    for (const JsonValue& point : r.array("line"))
        line.push_back(point2_in(point, r.file(), "line"));
    if (line.size() < 2) r.fail("`line` needs at least two points");
    return line;
}

void take_limits(ObjectReader& parent, TreeSite& tree) {
    for_each_entry(parent, "barriers", "barrier", [&](ObjectReader& r, const std::string& id) {
        const double top = non_negative_or(r, "top_depth_m", 0.0);
        const double bottom = r.positive("bottom_depth_m");
        if (!(bottom > top)) r.fail("`bottom_depth_m` must lie below `top_depth_m`");
        tree.barriers.push_back({id, plan_line(r, tree.at.y()), top, bottom});
    });
    for_each_entry(parent, "obstacles", "obstacle", [&](ObjectReader& r, const std::string& id) {
        influence::RootObstacle obstacle;
        obstacle.id = id;
        obstacle.at = {r.number("x_m"), number_or(r, "y_m", tree.at.y())};
        obstacle.diameter_m = r.optional_positive("diameter_m");
        if (!obstacle.diameter_m) {
            obstacle.size_m = {r.positive("width_m"), r.positive("length_m")};
            obstacle.heading_deg = number_or(r, "heading_deg", 0.0);
        }
        obstacle.top_depth_m = non_negative_or(r, "top_depth_m", 0.0);
        obstacle.bottom_depth_m = r.positive("bottom_depth_m");
        if (!(obstacle.bottom_depth_m > obstacle.top_depth_m)) {
            r.fail("`bottom_depth_m` must lie below `top_depth_m`");
        }
        tree.obstacles.push_back(std::move(obstacle));
    });
}

influence::GroundLine asset_in(ObjectReader& r, const std::string& id, double y_m) {
    influence::GroundLine line{id, {}, r.positive("outer_diameter_m")};
    if (r.find("points") == nullptr) {
        const double x = r.number("x_m");
        const double depth = r.positive("depth_m");
        line.axis = {{x, y_m - kAlongStreet_m, depth}, {x, y_m + kAlongStreet_m, depth}};
    } else {
        for (const JsonValue& point : r.array("points"))
            line.axis.push_back(point3_in(point, r.file(), "points"));
    }
    if (line.axis.size() < 2) r.fail("`points` needs at least two points [x, y, depth]");
    for (const geometry::Vec3& at : line.axis) {
        if (at.z() >= 0.5 * line.outer_diameter_m) continue;
        r.fail(fmt::format("at a depth of {:g} m to its axis it sticks out of the ground", at.z()));
    }
    return line;
}

std::optional<influence::RootDrying> drying_in(ObjectReader& parent) {
    const JsonValue* value = parent.find("drying");
    if (value == nullptr) return std::nullopt;
    ObjectReader r{*value, parent.file(), parent.what() + ", drying"};
    influence::RootDrying spell;
    spell.uptake_mm_day = r.non_negative("uptake_mm_day");
    spell.rain_mm_day = non_negative_or(r, "rain_mm_day", 0.0);
    spell.dry_days = r.non_negative("dry_days");
    spell.available_water = r.positive("available_water");
    spell.moist_conductivity_W_mK = r.positive("moist_conductivity_W_mK");
    spell.dry_conductivity_W_mK = r.positive("dry_conductivity_W_mK");
    r.finish();
    if (const auto checked = influence::check_drying(spell, {}); !checked)
        r.fail(checked.error().message);
    return spell;
}

Json asset_json(const influence::AssetInRoots& asset) {
    Json json{{"id", asset.asset},
              {"overlap_volume_m3", asset.roots.volume_m3},
              {"overlap_length_m", asset.roots.length_m},
              {"nearest_root_m", asset.roots.nearest_root_m}};
    if (asset.cut_share) json["cut_share"] = *asset.cut_share;
    return json;
}

Json drying_json(const influence::RootDryingResult& drying) {
    return {{"withdrawn_m3", drying.withdrawn_m3},
            {"moisture_left", drying.moisture_left},
            {"conductivity_W_mK", drying.conductivity_W_mK},
            {"conductivity_factor", drying.conductivity_factor}};
}

Json state_json(const influence::TreeState& state) {
    Json json{{"years_ahead", state.years_ahead},
              {"age_years", state.age_years},
              {"root_volume_m3", state.wanted_volume_m3},
              {"radius_m", state.radius_m},
              {"clipped_volume_m3", state.clipped_volume_m3},
              {"lost_volume_m3", state.lost_volume_m3},
              {"kept_radius_m", nullptr},
              {"used_radius_m", state.body_radius_m},
              {"assets", Json::array()}};
    if (state.kept_radius_m) json["kept_radius_m"] = *state.kept_radius_m;
    for (const auto& asset : state.assets)
        json["assets"].push_back(asset_json(asset));
    if (state.drying) json["drying"] = drying_json(*state.drying);
    return json;
}

Json tree_json(const influence::TreeResult& tree) {
    Json json{{"id", tree.id}};
    if (tree.stem_diameter_m) json["stem_diameter_m"] = *tree.stem_diameter_m;
    if (tree.digging) {
        json["min_digging_distance_m"] = tree.digging->distance_m;
        json["min_digging_distance_leaning_m"] = tree.digging->leaning_distance_m;
        json["beyond_digging_table"] = tree.digging->beyond_table;
    }
    if (tree.vulnerable_zone_m) json["vulnerable_zone_radius_m"] = *tree.vulnerable_zone_m;
    if (const auto radius = tree.protection_radius_m) {
        json["root_protection_radius_m"] = *radius;
        json["root_protection_area_m2"] = std::numbers::pi * *radius * *radius;
    }
    if (tree.states.empty()) return json;
    json["volume_from"] = tree.volume_from;
    json["volume_source"] = tree.volume_source;
    json["states"] = Json::array();
    for (const auto& state : tree.states)
        json["states"].push_back(state_json(state));
    return json;
}

}  // namespace

std::vector<TreeSite> read_trees(const JsonValue& block, const std::string& file) {
    std::vector<TreeSite> trees;
    for_each_entry(block, file, "tree", [&](ObjectReader& r, const std::string& id) {
        TreeSite tree;
        tree.id = id;
        tree.species = r.text_or("species", "");
        tree.at = {number_or(r, "x_m", 0.0), number_or(r, "y_m", 0.0)};
        take_time_and_depth(r, tree);
        take_stems(r, tree);
        tree.crown_diameter_m = positive_or(r, "crown_diameter_m", 0.0);
        tree.volumes = volumes_in(r);
        take_class(r, tree);
        take_choices(r, tree);
        tree.density = density_in(r);
        take_limits(r, tree);
        for_each_entry(r, "assets", "asset", [&](ObjectReader& a, const std::string& asset) {
            tree.assets.push_back(asset_in(a, asset, tree.at.y()));
        });
        tree.drying = drying_in(r);
        if (tree.drying && !(tree.crown_diameter_m > 0.0)) {
            r.fail("`drying` needs `crown_diameter_m`: the crown draws the water");
        }
        trees.push_back(std::move(tree));
    });
    return trees;
}

Json write_trees(const std::vector<influence::TreeResult>& results) {
    Json list = Json::array();
    for (const auto& tree : results)
        list.push_back(tree_json(tree));
    return list;
}

}  // namespace maaiveld::exchange
