#include "influence/roots/street_roots.h"

#include "geometry/polyline.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec2;
using geometry::Vec3;
using model::Structure;
using model::StructureKind;

/// Names of attributes that say what a tree stands in or a structure does.
constexpr const char* kHeightKey = "height_class";
constexpr const char* kCrownKey = "crown_class";
constexpr const char* kGroundKey = "ground_class";
constexpr const char* kAmbitionKey = "ambition";
constexpr const char* kFastKey = "fast_growing";
constexpr const char* kBarrierKey = "root_barrier";

template <class T>
const T* attribute(const model::Attributes& attributes, const char* key) {
    const auto found = attributes.find(key);
    return found == attributes.end() ? nullptr : std::get_if<T>(&found->second);
}

bool says_yes(const model::Attributes& attributes, const char* key) {
    const bool* value = attribute<bool>(attributes, key);
    return value != nullptr && *value;
}

bool stops_roots(const Structure& structure) {
    return structure.kind == StructureKind::Facade || structure.kind == StructureKind::Foundation ||
           structure.kind == StructureKind::Building || says_yes(structure.attributes, kBarrierKey);
}

RootObstacle obstacle_of(const Structure& structure) {
    return {structure.id,       structure.at,          structure.diameter_m,
            structure.size_m,   structure.heading_deg, std::max(0.0, -structure.top_m),
            -structure.bottom_m};
}

/// The outline of an upright block, closed.
std::vector<Vec2> outline_of(const Structure& structure) {
    const double turn = structure.heading_deg * std::numbers::pi / 180.0;
    const Vec2 along = 0.5 * structure.size_m.x() * Vec2(std::cos(turn), std::sin(turn));
    const Vec2 across = 0.5 * structure.size_m.y() * Vec2(-std::sin(turn), std::cos(turn));
    const Vec2 at = structure.at;
    return {at + along + across, at - along + across, at - along - across, at + along - across,
            at + along + across};
}

/// A wall counts by its middle line, a block by its outline.
RootBarrier barrier_of(const Structure& structure) {
    return {structure.id, structure.line ? *structure.line : outline_of(structure),
            std::max(0.0, -structure.top_m), -structure.bottom_m};
}

void add_structures(const model::Street& street, RootBody& limits) {
    for (const Structure& structure : street.structures) {
        if (!(structure.bottom_m < 0.0)) continue;
        if (stops_roots(structure) && (structure.line || !structure.diameter_m)) {
            limits.barriers.push_back(barrier_of(structure));
        } else if (!structure.line) {
            limits.obstacles.push_back(obstacle_of(structure));
        }
    }
}

/// Facades that are only a strip of the section: their face towards the street is the barrier.
void add_facade_strips(const model::Street& street, const TreeProfile& profile, RootBody& limits) {
    const auto& section = street.section;
    if (street.axis.size() < 2 || !(profile.facade_depth_m > 0.0)) return;
    const double length = geometry::length_of(street.axis);
    double offset = section.starts_at_offset_m;
    for (std::size_t i = 0; i < section.strips.size(); ++i) {
        const double next = offset - section.strips[i].width_m;
        if (section.strips[i].kind == model::StripKind::Facade) {
            const double face = i == 0 ? next : offset;
            limits.barriers.push_back({"facade",
                                       geometry::offset_line(street.axis, 0.0, length, face), 0.0,
                                       profile.facade_depth_m});
        }
        offset = next;
    }
}

/// Only what can matter within the radius; a barrier or obstacle at the stem itself is left out.
RootBody limited(RootBody body, const RootBody& limits) {
    for (const RootBarrier& barrier : limits.barriers) {
        double nearest = 1e300;
        for (std::size_t i = 0; i + 1 < barrier.line.size(); ++i) {
            const geometry::Segment piece{{barrier.line[i].x(), barrier.line[i].y(), 0.0},
                                          {barrier.line[i + 1].x(), barrier.line[i + 1].y(), 0.0}};
            nearest =
                std::min(nearest, geometry::distance({body.stem.x(), body.stem.y(), 0.0}, piece));
        }
        if (nearest > 1e-6 && nearest < body.radius_m) body.barriers.push_back(barrier);
    }
    for (const RootObstacle& obstacle : limits.obstacles) {
        const double size =
            obstacle.diameter_m ? 0.5 * *obstacle.diameter_m : 0.5 * obstacle.size_m.norm();
        const double away = (obstacle.at - body.stem).norm();
        if (away < body.radius_m + size) body.obstacles.push_back(obstacle);
    }
    return body;
}

GroundClass ground_at(const model::Street& street, const TreeProfile& profile, const Vec2& at) {
    if (street.axis.size() < 2) return GroundClass::OpenGround;
    const auto place = geometry::station_offset(street.axis, at);
    const model::Strip* strip = street.section.strip_at(place.offset_m);
    if (strip == nullptr) return GroundClass::OpenGround;
    const auto found = profile.ground_of_strip.find(std::string{name_of(strip->kind)});
    return found == profile.ground_of_strip.end() ? GroundClass::OpenGround : found->second;
}

template <class Named>
auto named_attribute(const model::Tree& tree, const char* key, Named named)
    -> decltype(named(std::string_view{})) {
    const auto* name = attribute<std::string>(tree.attributes, key);
    return name ? named(*name) : decltype(named(std::string_view{})){};
}

/// What the attributes tell, completed by the strip the tree stands in.
TreeSite site_of(const model::Street& street, const TreeProfile& profile, const model::Tree& tree) {
    TreeSite site;
    site.id = tree.id;
    site.species = tree.species;
    site.crown_diameter_m = tree.crown_diameter_m;
    site.height = named_attribute(tree, kHeightKey, height_class_named);
    site.crown = named_attribute(tree, kCrownKey, crown_class_named);
    site.ground = named_attribute(tree, kGroundKey, ground_class_named)
                      .value_or(ground_at(street, profile, tree.at));
    site.ambition = named_attribute(tree, kAmbitionKey, ambition_named).value_or(Ambition::Optimal);
    if (const bool* fast = attribute<bool>(tree.attributes, kFastKey)) site.fast_growing = *fast;
    return site;
}

/// Volume as the tree itself gives it, growing in a straight line from planting on.
std::vector<VolumeAtAge> own_volumes(const model::RootVolume& roots, double age_years) {
    const double today = std::numbers::pi * roots.radius_m * roots.radius_m * roots.depth_m;
    std::vector<VolumeAtAge> points{{age_years, today}};
    if (age_years > 0.0) points.push_back({2.0 * age_years, 2.0 * today});
    return points;
}

double root_depth_m(const model::Street& street, const TreeProfile& profile,
                    const model::Tree& tree) {
    double depth = tree.roots ? tree.roots->depth_m : profile.street_root_depth_m;
    if (street.groundwater) depth = std::min(depth, street.ground_z() - street.groundwater->z_m);
    return depth;
}

/// Volume of the tree at the time asked, and from what. Without an age there is no row to read:
/// the crown of today tells, and nothing grows.
base::Result<StreetRootBody> volume_of(const model::Street& street, const TreeProfile& profile,
                                       const RootTime& time, const model::Tree& tree) {
    TreeSite site = site_of(street, profile, tree);
    const bool age_known = tree.year != 0 && tree.year <= time.today_year;
    site.age_years = age_known ? static_cast<double>(time.today_year - tree.year) : 0.0;
    if (tree.roots) site.volumes = own_volumes(*tree.roots, site.age_years);
    if (!age_known) site.species.clear(), site.height.reset();
    const auto law = volume_law(profile, site);
    if (!law) return tl::unexpected(law.error());
    StreetRootBody roots;
    roots.tree = tree.id;
    roots.volume_from = tree.roots ? "roots" : law->from;
    roots.grows = age_known && law->points.size() > 1;
    roots.wanted_volume_m3 =
        volume_at_age_m3(law->points, site.age_years + (roots.grows ? time.years_ahead : 0.0));
    return roots;
}

base::Result<StreetRootBody> body_of(const model::Street& street, const TreeProfile& profile,
                                     const RootTime& time, const model::Tree& tree) {
    auto roots = volume_of(street, profile, time, tree);
    if (!roots) return roots;
    const double depth = root_depth_m(street, profile, tree);
    if (!(depth > 0.0)) return base::bad_input("groundwater at or above the surface");
    if (!(roots->wanted_volume_m3 > 0.0)) return base::bad_input("too young to have roots");
    roots->body.stem = tree.at;
    roots->body.depth_m = depth;
    roots->body.radius_m = cylinder_radius_m(roots->wanted_volume_m3, depth);
    return roots;
}

/// Axis of an asset in plan and depth, arcs as chords.
GroundLine ground_line(const model::Asset& asset, double ground_z) {
    double sagitta = 0.0;
    GroundLine line{asset.id, model::tessellated(asset.axis, sagitta), asset.outer_diameter_m};
    for (Vec3& at : line.axis)
        at.z() = ground_z - at.z();
    if (asset.duct_bank) {
        line.outer_diameter_m = 2.0 * std::sqrt(asset.duct_bank->width_m *
                                                asset.duct_bank->height_m / std::numbers::pi);
    }
    return line;
}

/// Whether the axis comes within a distance of the stem in plan.
bool near(const RootBody& body, const GroundLine& line, double within_m) {
    const double reach = body.radius_m + 0.5 * line.outer_diameter_m + within_m;
    const Vec3 stem{body.stem.x(), body.stem.y(), 0.0};
    for (std::size_t i = 0; i + 1 < line.axis.size(); ++i) {
        const geometry::Segment piece{line.axis[i], line.axis[i + 1]};
        if (geometry::distance(stem, geometry::plan(piece)) <= reach) return true;
    }
    return false;
}

}  // namespace

StreetRoots street_roots(const model::Street& street, const TreeProfile& profile,
                         const RootTime& time) {
    RootBody limits;
    add_structures(street, limits);
    add_facade_strips(street, profile, limits);
    StreetRoots all;
    for (const model::Tree& tree : street.trees) {
        auto roots = body_of(street, profile, time, tree);
        if (!roots) {
            all.unknown.emplace_back(tree.id, roots.error().message);
            continue;
        }
        roots->body = limited(roots->body, limits);
        all.bodies.push_back(std::move(*roots));
    }
    return all;
}

std::vector<RootOverlap> root_overlaps(const model::Street& street, const TreeProfile& profile,
                                       const RootTime& time, double within_m) {
    std::vector<GroundLine> lines;
    for (const model::Asset& asset : street.assets)
        lines.push_back(ground_line(asset, street.ground_z()));
    std::vector<RootOverlap> overlaps;
    for (const StreetRootBody& roots : street_roots(street, profile, time).bodies) {
        for (const GroundLine& line : lines) {
            if (!near(roots.body, line, within_m)) continue;
            const LineInRoots in = line_in_roots(roots.body, line);
            if (in.volume_m3 <= 0.0 && in.nearest_root_m > within_m) continue;
            overlaps.push_back({roots.tree, line.id, in.volume_m3, in.length_m, in.nearest_root_m});
        }
    }
    return overlaps;
}

model::Street with_roots(model::Street street, const TreeProfile& profile, const RootTime& time) {
    const StreetRoots roots = street_roots(street, profile, time);
    for (const StreetRootBody& body : roots.bodies) {
        const auto tree = std::find_if(street.trees.begin(), street.trees.end(),
                                       [&](const model::Tree& t) { return t.id == body.tree; });
        tree->roots = model::RootVolume{body.body.radius_m, body.body.depth_m, body.volume_from};
    }
    return street;
}

}  // namespace maaiveld::influence
