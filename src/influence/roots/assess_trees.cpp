#include "influence/roots/assess_trees.h"

#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec2;

base::Result<void> check_numbers(const TreeSite& tree, const std::string& where) {
    if (!(tree.age_years >= 0.0)) {
        return base::bad_input(fmt::format("an age of {} years is no age", tree.age_years), where);
    }
    for (const double ahead : tree.years_ahead) {
        if (!(tree.age_years + ahead >= 0.0)) {
            return base::bad_input(
                fmt::format("{} years ahead is before the tree was planted", ahead), where);
        }
    }
    for (const double stem : tree.stem_diameters_m) {
        if (!(stem > 0.0)) {
            return base::bad_input(fmt::format("a stem of {} m is no stem", stem), where);
        }
    }
    if (!(tree.crown_diameter_m >= 0.0)) {
        return base::bad_input(fmt::format("a crown of {} m is no crown", tree.crown_diameter_m),
                               where);
    }
    if ((tree.density.decay_radius_m && !(*tree.density.decay_radius_m > 0.0)) ||
        (tree.density.zero_depth_m && !(*tree.density.zero_depth_m > 0.0))) {
        return base::bad_input("decay radius and zero depth of roots must be positive", where);
    }
    if (tree.drying && !(tree.crown_diameter_m > 0.0)) {
        return base::bad_input("drying needs `crown_diameter_m`: the crown draws the water", where);
    }
    return {};
}

base::Result<void> check_assets(const TreeSite& tree, const std::string& where) {
    for (const GroundLine& asset : tree.assets) {
        const std::string name = fmt::format("{}, asset `{}`", where, asset.id);
        if (asset.axis.size() < 2) return base::bad_input("its axis needs two points", name);
        if (!(asset.outer_diameter_m > 0.0)) {
            return base::bad_input("its outer diameter must be positive", name);
        }
        for (const geometry::Vec3& at : asset.axis) {
            if (!at.allFinite()) return base::bad_input("its axis is not finite", name);
            if (at.z() < 0.5 * asset.outer_diameter_m) {
                return base::bad_input(
                    fmt::format("at a depth of {} m to its axis it sticks out of the ground",
                                at.z()),
                    name);
            }
        }
    }
    return {};
}

base::Result<void> check(const TreeSite& tree, const std::string& where) {
    if (auto checked = check_numbers(tree, where); !checked) return checked;
    if (tree.drying) {
        if (auto checked = check_drying(*tree.drying, where); !checked) return checked;
    }
    return check_assets(tree, where);
}

/// Volumes by the class: the tree's own, or the one its species grows into.
base::Result<VolumeLaw> law_of_class(const TreeProfile& profile, const TreeClass& of,
                                     const std::string& from) {
    const VolumeRow* row = volume_row(profile, of);
    if (row != nullptr) return VolumeLaw{row->points, from, row->source};
    return base::bad_input(fmt::format(
        "the root volume table has no row for height `{}`, crown `{}`, ground `{}`, ambition "
        "`{}`{}; give `root_volume`, or add the row to the tree profile",
        name_of(of.height), name_of(of.crown), name_of(of.ground), name_of(of.ambition),
        of.fast_growing ? ", fast growing" : ""));
}

/// A volume in proportion to the crown of today, growing in a straight line from planting on.
VolumeLaw law_of_crown(const TreeProfile& profile, const TreeSite& tree) {
    const double today = profile.volume_per_crown_m3_m2 * 0.25 * std::numbers::pi *
                         tree.crown_diameter_m * tree.crown_diameter_m;
    VolumeLaw law{{{tree.age_years, today}}, "crown", "soil per crown projection"};
    if (tree.age_years > 0.0) law.points.push_back({2.0 * tree.age_years, 2.0 * today});
    return law;
}

/// The class as given, completed by the species; nothing when height or crown stay unknown.
std::optional<TreeClass> class_of(const TreeProfile& profile, const TreeSite& tree) {
    const SpeciesRow* row = species_row(profile, tree.species);
    if (row == nullptr && !(tree.height && tree.crown)) return std::nullopt;
    return TreeClass{tree.height ? *tree.height : row->height,
                     tree.crown ? *tree.crown : row->crown, tree.ground, tree.ambition,
                     tree.fast_growing.value_or(row != nullptr && row->fast_growing)};
}

/// Share of roots beyond a straight asset's trench down to its underside.
std::optional<double> cut_share(const RootBody& body, const RootDensity& density,
                                const GroundLine& asset) {
    const Vec2 from = asset.axis.front().head<2>();
    const Vec2 along = asset.axis.back().head<2>() - from;
    if (along.norm() < 1e-9) return std::nullopt;
    double depth = 0.0;
    for (const geometry::Vec3& at : asset.axis) {
        const Vec2 step = at.head<2>() - from;
        if (std::abs(step.x() * along.y() - step.y() * along.x()) > 1e-6 * along.norm())
            return std::nullopt;
        depth = std::max(depth, at.z() + 0.5 * asset.outer_diameter_m);
    }
    return share_beyond(body, density, from, along, depth);
}

/// The clipped body at one age, and what was lost.
base::Result<RootBody> body_at(const TreeSite& tree, TreeState& state, const std::string& where) {
    RootBody body{tree.at, state.radius_m, tree.root_depth_m, tree.barriers, tree.obstacles};
    if (auto checked = check_body(body, where); !checked) return tl::unexpected(checked.error());
    state.clipped_volume_m3 = volume_m3(body);
    state.lost_volume_m3 = std::max(0.0, state.wanted_volume_m3 - state.clipped_volume_m3);
    const double largest = tree.largest_radius_m.value_or(std::numeric_limits<double>::infinity());
    const GrownBody grown = grown_to_volume(body, state.wanted_volume_m3, largest);
    if (grown.enough) state.kept_radius_m = grown.body.radius_m;
    return tree.lost_volume == LostVolume::Kept ? grown.body : body;
}

base::Result<TreeState> state_at(const TreeSite& tree, const VolumeLaw& law, double ahead,
                                 const std::string& where) {
    TreeState state;
    state.years_ahead = ahead;
    state.age_years = tree.age_years + ahead;
    state.wanted_volume_m3 = volume_at_age_m3(law.points, state.age_years, tree.growth);
    if (!(state.wanted_volume_m3 > 0.0)) {
        return base::bad_input(
            fmt::format("at {} years its volumes give no roots yet", state.age_years), where);
    }
    if (!(tree.root_depth_m > 0.0)) {
        return base::bad_input(fmt::format("roots need depth: the groundwater or root depth is "
                                           "{} m and must be positive",
                                           tree.root_depth_m),
                               where);
    }
    state.radius_m = cylinder_radius_m(state.wanted_volume_m3, tree.root_depth_m);
    const auto body = body_at(tree, state, where);
    if (!body) return tl::unexpected(body.error());
    state.body_radius_m = body->radius_m;
    for (const GroundLine& asset : tree.assets) {
        state.assets.push_back(
            {asset.id, line_in_roots(*body, asset), cut_share(*body, tree.density, asset)});
    }
    if (tree.drying)
        state.drying = root_drying(*tree.drying, tree.crown_diameter_m, volume_m3(*body));
    return state;
}

base::Result<void> add_distances(const TreeProfile& profile, const TreeSite& tree,
                                 TreeResult& result, const std::string& where) {
    if (tree.crown_diameter_m > 0.0) {
        result.vulnerable_zone_m =
            vulnerable_zone_m(tree.crown_diameter_m, profile.vulnerable_margin_m);
    }
    if (tree.stem_diameters_m.empty()) return {};
    const double stem = joint_stem_diameter_m(tree.stem_diameters_m);
    const auto digging = digging_distance(profile.digging, stem);
    if (!digging) return base::bad_input(digging.error().message, where);
    result.stem_diameter_m = stem;
    result.digging = *digging;
    result.protection_radius_m =
        protection_radius_m(stem, profile.protection_per_stem_diameter, profile.protection_cap_m);
    return {};
}

base::Result<TreeResult> assessed(const TreeProfile& profile, const TreeSite& tree) {
    const std::string where = fmt::format("tree `{}`", tree.id);
    if (auto checked = check(tree, where); !checked) return tl::unexpected(checked.error());
    TreeResult result;
    result.id = tree.id;
    if (auto added = add_distances(profile, tree, result, where); !added)
        return tl::unexpected(added.error());
    if (tree.years_ahead.empty()) return result;
    const auto law = volume_law(profile, tree);
    if (!law) return base::bad_input(law.error().message, where);
    result.volume_from = law->from;
    result.volume_source = law->source;
    for (const double ahead : tree.years_ahead) {
        auto state = state_at(tree, *law, ahead, where);
        if (!state) return tl::unexpected(state.error());
        result.states.push_back(std::move(*state));
    }
    return result;
}

}  // namespace

base::Result<VolumeLaw> volume_law(const TreeProfile& profile, const TreeSite& tree) {
    if (!tree.volumes.empty()) {
        if (auto checked = check_volumes(tree.volumes, {}); !checked)
            return tl::unexpected(checked.error());
        return VolumeLaw{tree.volumes, "given", ""};
    }
    const bool told = tree.height && tree.crown;
    const auto of = class_of(profile, tree);
    if (of && (told || volume_row(profile, *of) != nullptr))
        return law_of_class(profile, *of, told ? "class" : "species");
    if (tree.crown_diameter_m > 0.0 && profile.volume_per_crown_m3_m2 > 0.0)
        return law_of_crown(profile, tree);
    return base::bad_input(
        "its root volume cannot be told: give `root_volume`, the class, or `crown_diameter_m`");
}

base::Result<std::vector<TreeResult>> assess_trees(const TreeProfile& profile,
                                                   const std::vector<TreeSite>& trees) {
    std::vector<TreeResult> results;
    for (const TreeSite& tree : trees) {
        auto result = assessed(profile, tree);
        if (!result) return tl::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
