#include "layout/section_obstacles.h"

#include "geometry/polyline.h"
#include "layout/section_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maaiveld::layout {
namespace {

using geometry::Vec2;
using geometry::Vec3;
using model::Part;
using rules::Lie;

/// Pieces in which a line that crosses the section is cut, and pieces in which a line along a
/// bending street is projected.
constexpr double kCrossingPiece_m = 0.25;
constexpr double kAlongPiece_m = 2.0;
/// Pieces of one line that differ less than this become one obstacle.
constexpr double kSamePlace_m = 0.01;

struct Range {
    double low = 1e300;
    double high = -1e300;
    void include(double v) {
        low = std::min(low, v);
        high = std::max(high, v);
    }
    double middle() const { return 0.5 * (low + high); }
    double half() const { return 0.5 * (high - low); }
    double length() const { return high - low; }
};

bool touches(const Range& stations, const StretchOfStreet& stretch) {
    return stations.high >= stretch.from_m - kRounding_m &&
           stations.low <= stretch.to_m + kRounding_m;
}

std::string what_of(const SectionThings& things, const model::Owner& owner) {
    switch (owner.kind) {
        case model::OwnerKind::Tree:
            return "tree";
        case model::OwnerKind::Rack:
            return "rack";
        case model::OwnerKind::Structure:
            return std::string{name_of(things.street.structures[owner.index].kind)};
        case model::OwnerKind::Asset:
            break;
    }
    return std::string{name_of(things.street.assets[owner.index].network)};
}

class Projector {
public:
    Projector(const SectionThings& things, const StretchOfStreet& stretch, SectionBrief& brief,
              Lies& lies)
        : things_{things},
          axis_{things.street.axis},
          stretch_{stretch},
          brief_{brief},
          lies_{lies} {}

    void add(std::uint32_t o) {
        const model::Owner& owner = things_.scene.owners[o];
        first_of_owner_ = brief_.obstacles.size();
        for (std::uint32_t p = owner.first_part; p < owner.first_part + owner.part_count; ++p) {
            const Part& part = things_.scene.parts[p];
            if (owner.is_line() || part.axis.length() > 0.0) {
                add_long(owner, part);
            } else {
                add_upright(owner, part);
            }
        }
        if (owner.kind == model::OwnerKind::Tree) add_roots(owner);
    }

private:
    geometry::StationOffset at(const Vec3& p) const {
        return geometry::station_offset(axis_, geometry::plan(p));
    }
    double x_of(double offset_m) const { return brief_.left_offset_m - offset_m; }
    double depth_of(double z) const { return things_.scene.ground_z - z; }

    /// Half the width across a long part's axis, and its half height.
    static std::array<double, 2> halves(const Part& part) {
        using Kind = geometry::Convex::Kind;
        if (part.body.kind == Kind::Capsule) return {part.body.radius, part.body.radius};
        return {part.body.half_axes.col(1).norm(), part.body.half_axes.col(2).norm()};
    }

    double angle_of(const Part& part) const {
        const Vec2 along = (part.axis.b - part.axis.a).head<2>();
        const Vec2 street = geometry::direction_at(axis_, at(part.body.middle()).station_m);
        const double cosine = std::abs(along.normalized().dot(street));
        return std::acos(std::min(1.0, cosine)) * 180.0 / std::numbers::pi;
    }

    void add_long(const model::Owner& owner, const Part& part) {
        const double plan_length = (part.axis.b - part.axis.a).head<2>().norm();
        const bool riser = plan_length < 1e-6;
        const double angle = riser ? 90.0 : angle_of(part);
        const bool along = angle < stretch_.max_angle_deg;
        const double piece = along ? (axis_.size() > 2 ? kAlongPiece_m : 1e9) : kCrossingPiece_m;
        const auto [from, to] = clipped(part);
        if (from > to) return;
        const double length = plan_length * (to - from);
        const int pieces = std::max(1, static_cast<int>(std::ceil(length / piece)));
        for (int k = 0; k < pieces; ++k) {
            const double s = from + (to - from) * k / pieces;
            const double t = from + (to - from) * (k + 1) / pieces;
            Obstacle obstacle = piece_of(owner, part, s, t);
            // A wall is a solid whatever its direction; only lines cross.
            obstacle.crosses = !along && owner.is_line();
            obstacle.angle_deg = obstacle.crosses ? angle : 0.0;
            obstacle.passes_rack = obstacle.crosses && is_connection(owner);
            const Lie lie = !owner.is_line() || riser ? Lie::Other
                            : along                   ? Lie::Parallel
                                                      : Lie::Crossing;
            push(std::move(obstacle), lie);
        }
    }

    static bool is_connection(const model::Owner& owner) {
        const auto kind = owner.attributes.find("kind");
        if (kind == owner.attributes.end()) return false;
        const auto* word = std::get_if<std::string>(&kind->second);
        return word != nullptr && (*word == "house_connection" || *word == "service");
    }

    /// The part of the axis, as parameters, whose stations lie in the stretch; from > to: none.
    std::pair<double, double> clipped(const Part& part) const {
        const double a = at(part.axis.a).station_m;
        const double b = at(part.axis.b).station_m;
        Range range;
        range.include(a);
        range.include(b);
        if (!touches(range, stretch_)) return {1.0, 0.0};
        if (range.length() < 1e-6) return {0.0, 1.0};
        const auto parameter = [&](double station) {
            return std::clamp((station - a) / (b - a), 0.0, 1.0);
        };
        const double s = parameter(stretch_.from_m);
        const double t = parameter(stretch_.to_m);
        return {std::min(s, t), std::max(s, t)};
    }

    Obstacle piece_of(const model::Owner& owner, const Part& part, double s, double t) const {
        Range offsets, heights;
        for (const double parameter : {s, t}) {
            const Vec3 p = part.axis.at(parameter);
            offsets.include(at(p).offset_m);
            heights.include(p.z());
        }
        const auto [half_width, half_height] = halves(part);
        const bool tube = part.body.kind == geometry::Convex::Kind::Capsule;
        // The axis of a wall lies at its foot; its body around its own middle.
        const double middle_z = owner.is_line() ? heights.middle() : part.body.middle().z();
        Obstacle obstacle = named(owner);
        obstacle.body.right_m = x_of(offsets.middle());
        obstacle.body.axis_half_width_m = offsets.half();
        obstacle.body.down_m = depth_of(middle_z);
        obstacle.body.axis_half_height_m = owner.is_line() ? heights.half() : 0.0;
        obstacle.body.half_width_m = half_width;
        obstacle.body.half_height_m = half_height;
        obstacle.body.round = tube;
        return obstacle;
    }

    Obstacle named(const model::Owner& owner) const {
        Obstacle obstacle;
        obstacle.id = owner.id;
        obstacle.what = what_of(things_, owner);
        obstacle.body.asset = owner.id;
        obstacle.body.is_rack = owner.kind == model::OwnerKind::Rack;
        return obstacle;
    }

    /// A stem, manhole, cabinet: an upright solid around a point.
    void add_upright(const model::Owner& owner, const Part& part) {
        Range stations, offsets, heights;
        const auto include = [&](const Vec3& p) {
            const auto place = at(p);
            stations.include(place.station_m);
            offsets.include(place.offset_m);
            heights.include(p.z());
        };
        if (part.body.kind == geometry::Convex::Kind::Cylinder) {
            const auto foot = at(part.body.core.a);
            const double r = part.body.radius;
            stations = {foot.station_m - r, foot.station_m + r};
            offsets = {foot.offset_m - r, foot.offset_m + r};
            heights = {part.body.core.a.z(), part.body.core.b.z()};
        } else {
            for_corners(part.body, include);
        }
        if (!touches(stations, stretch_)) return;
        Obstacle obstacle = named(owner);
        obstacle.body = {owner.id,
                         x_of(offsets.middle()),
                         depth_of(heights.middle()),
                         offsets.half(),
                         heights.half(),
                         false,
                         0.0,
                         0.0,
                         obstacle.body.is_rack};
        push(std::move(obstacle), Lie::Other);
    }

    template <class Use>
    static void for_corners(const geometry::Convex& block, Use use) {
        for (int k = 0; k < 8; ++k) {
            const Vec3 signs{(k & 1) != 0 ? 1.0 : -1.0, (k & 2) != 0 ? 1.0 : -1.0,
                             (k & 4) != 0 ? 1.0 : -1.0};
            use(block.centre + block.half_axes * signs);
        }
    }

    void add_roots(const model::Owner& owner) {
        const model::Tree& tree = things_.street.trees[owner.index];
        const model::RootVolume roots = model::root_volume_of(tree);
        if (!(roots.radius_m > 0.0) || !(roots.depth_m > 0.0)) return;
        const auto place = geometry::station_offset(axis_, tree.at);
        if (!touches({place.station_m - roots.radius_m, place.station_m + roots.radius_m},
                     stretch_))
            return;
        Obstacle obstacle = named(owner);
        obstacle.what = "roots";
        obstacle.solid = false;
        obstacle.body = {owner.id,       x_of(place.offset_m), 0.5 * roots.depth_m,
                         roots.radius_m, 0.5 * roots.depth_m,  false};
        push(std::move(obstacle), Lie::Other);
    }

    void push(Obstacle obstacle, Lie lie) {
        if (joined_to_last(obstacle, lie)) return;
        brief_.obstacles.push_back(std::move(obstacle));
        lies_.push_back(lie);
    }

    /// Chords of an arc and pieces of a straight run that lie in one place make one obstacle.
    bool joined_to_last(const Obstacle& obstacle, Lie lie) {
        if (brief_.obstacles.size() == first_of_owner_ || lies_.back() != lie) return false;
        if (obstacle.crosses) return false;
        Body& last = brief_.obstacles.back().body;
        if (brief_.obstacles.back().solid != obstacle.solid ||
            last.half_width_m != obstacle.body.half_width_m)
            return false;
        const auto united = [](double a, double half_a, double b, double half_b) {
            Range range{std::min(a - half_a, b - half_b), std::max(a + half_a, b + half_b)};
            return range;
        };
        const Range x = united(last.right_m, last.axis_half_width_m, obstacle.body.right_m,
                               obstacle.body.axis_half_width_m);
        const Range z = united(last.down_m, last.axis_half_height_m, obstacle.body.down_m,
                               obstacle.body.axis_half_height_m);
        const double widest = std::max(last.axis_half_width_m, obstacle.body.axis_half_width_m);
        const double tallest = std::max(last.axis_half_height_m, obstacle.body.axis_half_height_m);
        if (x.half() > widest + kSamePlace_m || z.half() > tallest + kSamePlace_m) return false;
        last.right_m = x.middle();
        last.axis_half_width_m = x.half();
        last.down_m = z.middle();
        last.axis_half_height_m = z.half();
        return true;
    }

    const SectionThings& things_;
    const std::vector<Vec2>& axis_;
    StretchOfStreet stretch_;
    SectionBrief& brief_;
    Lies& lies_;
    std::size_t first_of_owner_ = 0;
};

/// Stations that a row of points spans, a little wider for what is around them.
Range stations_of(const model::Street& street, const std::vector<Vec2>& points, double around_m) {
    Range range;
    for (const Vec2& p : points)
        range.include(geometry::station_offset(street.axis, p).station_m);
    range.low -= around_m;
    range.high += around_m;
    return range;
}

bool asset_touches(const model::Street& street, const model::Asset& asset,
                   const StretchOfStreet& stretch) {
    std::vector<Vec2> points;
    for (const model::Vertex& vertex : asset.axis) {
        points.push_back(geometry::plan(vertex.at));
        if (vertex.through) points.push_back(geometry::plan(*vertex.through));
    }
    return !points.empty() &&
           touches(stations_of(street, points, 0.5 * asset.outer_diameter_m), stretch);
}

bool structure_touches(const model::Street& street, const model::Structure& structure,
                       const StretchOfStreet& stretch) {
    const double around = structure.diameter_m ? *structure.diameter_m : structure.size_m.norm();
    const auto points = structure.line ? *structure.line : std::vector<Vec2>{structure.at};
    return touches(stations_of(street, points, around), stretch);
}

}  // namespace

model::Street part_of(const model::Street& street, const StretchOfStreet& stretch) {
    model::Street part;
    part.axis = street.axis;
    part.section = street.section;
    part.surface = street.surface;
    for (const model::Asset& asset : street.assets) {
        if (asset_touches(street, asset, stretch)) part.assets.push_back(asset);
    }
    for (const model::Structure& structure : street.structures) {
        if (structure_touches(street, structure, stretch)) part.structures.push_back(structure);
    }
    for (const model::Tree& tree : street.trees) {
        const double around =
            std::max(0.5 * tree.stem_diameter_m, model::root_volume_of(tree).radius_m);
        if (touches(stations_of(street, {tree.at}, around), stretch)) part.trees.push_back(tree);
    }
    for (const model::Rack& rack : street.racks) {
        if (touches(stations_of(street, rack.line, rack.width_m), stretch))
            part.racks.push_back(rack);
    }
    return part;
}

void add_obstacles(const SectionThings& things, const StretchOfStreet& stretch,
                   const std::vector<bool>& skip, SectionBrief& brief, Lies& lies) {
    Projector projector{things, stretch, brief, lies};
    for (std::uint32_t o = 0; o < things.scene.owners.size(); ++o) {
        if (!skip[o]) projector.add(o);
    }
}

}  // namespace maaiveld::layout
