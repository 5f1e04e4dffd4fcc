#include "model/scene.h"

#include "geometry/polyline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::model {
namespace {

using geometry::Convex;
using geometry::Segment;

/// Height of the solid that stands for a stem; only its plan and its place near the ground matter.
constexpr double kStemAbove_m = 2.0;
constexpr double kStemBelow_m = 0.6;  // TR-MOD-01: depth of most roots

Attributes attributes_of(const Asset& asset) {
    Attributes all = asset.attributes;
    all["id"] = asset.id;
    all["network"] = std::string{name_of(asset.network)};
    all["status"] = std::string{name_of(asset.status)};
    if (!asset.type.empty()) all["type"] = asset.type;
    if (!asset.owner.empty()) all["owner"] = asset.owner;
    if (!asset.rack.empty()) all["rack"] = asset.rack;
    if (asset.year != 0) all["year"] = static_cast<double>(asset.year);
    all["diameter_m"] = asset.duct_bank
                            ? std::max(asset.duct_bank->width_m, asset.duct_bank->height_m)
                            : asset.outer_diameter_m;
    return all;
}

Attributes attributes_of(const Tree& tree) {
    Attributes all = tree.attributes;
    all["id"] = tree.id;
    all["tree"] = tree.species.empty() ? std::string{"unknown"} : tree.species;
    all["planned"] = tree.planned;
    if (tree.stem_diameter_m > 0.0) all["stem_diameter_m"] = tree.stem_diameter_m;
    if (tree.crown_diameter_m > 0.0) all["crown_diameter_m"] = tree.crown_diameter_m;
    if (tree.year != 0) all["year"] = static_cast<double>(tree.year);
    return all;
}

Attributes attributes_of(const Structure& structure) {
    Attributes all = structure.attributes;
    const std::string kind{name_of(structure.kind)};
    all["id"] = structure.id;
    all["structure"] = kind;
    all[kind] = structure.id;
    if (!structure.owner.empty()) all["owner"] = structure.owner;
    if (structure.network) all["network_of_structure"] = std::string{name_of(*structure.network)};
    return all;
}

/// An upright or sloping rectangle swept along a piece of axis.
Convex duct_bank_piece(const Segment& axis, const Rectangle& rectangle) {
    const Vec3 along = 0.5 * (axis.b - axis.a);
    Vec3 level = along.cross(Vec3::UnitZ());
    level = level.norm() > 1e-12 ? Vec3(level.normalized()) : Vec3(Vec3::UnitX());
    const Vec3 up =
        along.norm() > 0.0 ? Vec3(level.cross(along).normalized()) : Vec3(Vec3::UnitZ());
    Eigen::Matrix3d half;
    half.col(0) = along;
    half.col(1) = 0.5 * rectangle.width_m * level;
    half.col(2) = 0.5 * rectangle.height_m * up;
    return Convex::block(0.5 * (axis.a + axis.b), half);
}

/// An upright block around a piece of a line in plan.
Convex upright_block(const Vec2& a, const Vec2& b, double thickness_m, double bottom, double top) {
    const Vec2 along = 0.5 * (b - a);
    const Vec2 d = along.norm() > 0.0 ? Vec2(along.normalized()) : Vec2(Vec2::UnitX());
    Eigen::Matrix3d half = Eigen::Matrix3d::Zero();
    half.col(0) << along.x(), along.y(), 0.0;
    half.col(1) << -0.5 * thickness_m * d.y(), 0.5 * thickness_m * d.x(), 0.0;
    half.col(2) << 0.0, 0.0, 0.5 * (top - bottom);
    const Vec2 middle = 0.5 * (a + b);
    return Convex::block({middle.x(), middle.y(), 0.5 * (top + bottom)}, half);
}

Segment level_axis(const Vec2& a, const Vec2& b, double z) {
    return {{a.x(), a.y(), z}, {b.x(), b.y(), z}};
}

class Builder {
public:
    explicit Builder(const Street& street) : ground_{street.ground_z()} {
        scene_.ground_z = ground_;
        scene_.has_surface = street.surface.has_value();
    }

    Scene take() { return std::move(scene_); }

    void add(const Asset& asset, std::uint32_t index) {
        open(OwnerKind::Asset, index, asset.id, attributes_of(asset), asset.xy, asset.z);
        scene_.owners.back().alias = asset.alias;
        Vec3 from = asset.axis.front().at;
        double sigma_z = asset.axis.front().z ? asset.axis.front().z->sigma_m : asset.z.sigma_m;
        double station = 0.0;
        for (std::size_t i = 1; i < asset.axis.size(); ++i) {
            const Vertex& vertex = asset.axis[i];
            double sagitta = 0.0;
            const auto points = vertex.through
                                    ? geometry::arc_points(from, *vertex.through, vertex.at,
                                                           kArcTolerance_m, sagitta)
                                    : std::vector<Vec3>{vertex.at};
            for (const Vec3& to : points) {
                add_piece(asset, {from, to}, station, sagitta, sigma_z);
                station += (to - from).norm();
                from = to;
            }
            sigma_z = vertex.z ? vertex.z->sigma_m : asset.z.sigma_m;
        }
        scene_.owners.back().length_m = station;
        close();
    }

    void add(const Tree& tree, std::uint32_t index) {
        open(OwnerKind::Tree, index, tree.id, attributes_of(tree), tree.xy, {});
        const Vec3 foot{tree.at.x(), tree.at.y(), ground_ - kStemBelow_m};
        push(Convex::cylinder(foot, kStemBelow_m + kStemAbove_m, 0.5 * tree.stem_diameter_m),
             {foot, foot}, 0.0, 0.0);
        close();
    }

    void add(const Structure& structure, std::uint32_t index) {
        open(OwnerKind::Structure, index, structure.id, attributes_of(structure), structure.xy,
             structure.z);
        const double bottom = ground_ + structure.bottom_m;
        const double top = ground_ + structure.top_m;
        if (structure.line) {
            add_wall(*structure.line, structure.size_m.y(), bottom, top, structure.z.sigma_m);
        } else if (structure.diameter_m) {
            const Vec3 foot{structure.at.x(), structure.at.y(), bottom};
            push(Convex::cylinder(foot, top - bottom, 0.5 * *structure.diameter_m), {foot, foot},
                 0.0, structure.z.sigma_m);
        } else {
            const double angle = structure.heading_deg * std::numbers::pi / 180.0;
            const Vec2 half = 0.5 * structure.size_m.x() * Vec2{std::cos(angle), std::sin(angle)};
            const Vec2 a = structure.at - half;
            const Vec2 b = structure.at + half;
            push(upright_block(a, b, structure.size_m.y(), bottom, top),
                 level_axis(structure.at, structure.at, bottom), 0.0, structure.z.sigma_m);
        }
        close();
    }

    void add(const Rack& rack, std::uint32_t index) {
        Attributes attributes{{"id", rack.id}, {"rack_space", rack.id}};
        open(OwnerKind::Rack, index, rack.id, std::move(attributes), {}, {});
        add_wall(rack.line, rack.width_m, ground_ + rack.bottom_m, ground_ + rack.top_m, 0.0);
        close();
    }

private:
    void open(OwnerKind kind, std::uint32_t index, const std::string& id, Attributes attributes,
              const Certainty& xy, const Certainty& z) {
        Owner owner;
        owner.kind = kind;
        owner.index = index;
        owner.id = id;
        owner.alias = id;
        owner.attributes = std::move(attributes);
        owner.xy = xy;
        owner.z = z;
        owner.first_part = static_cast<std::uint32_t>(scene_.parts.size());
        scene_.owners.push_back(std::move(owner));
    }
    void close() {
        Owner& owner = scene_.owners.back();
        owner.part_count = static_cast<std::uint32_t>(scene_.parts.size()) - owner.first_part;
    }
    void push(Convex body, const Segment& axis, double from_m, double sigma_z_m) {
        Part part;
        part.body = std::move(body);
        part.axis = axis;
        part.axis_from_m = from_m;
        part.sigma_z_m = sigma_z_m;
        part.owner = static_cast<std::uint32_t>(scene_.owners.size() - 1);
        scene_.parts.push_back(std::move(part));
    }
    void add_piece(const Asset& asset, const Segment& axis, double station, double sagitta,
                   double sigma_z) {
        if (asset.duct_bank) {
            push(duct_bank_piece(axis, *asset.duct_bank), axis, station, sigma_z);
        } else {
            push(Convex::capsule(axis, 0.5 * asset.outer_diameter_m + sagitta), axis, station,
                 sigma_z);
        }
    }
    void add_wall(const std::vector<Vec2>& line, double thickness_m, double bottom, double top,
                  double sigma_z) {
        double station = 0.0;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            push(upright_block(line[i], line[i + 1], thickness_m, bottom, top),
                 level_axis(line[i], line[i + 1], bottom), station, sigma_z);
            station += (line[i + 1] - line[i]).norm();
        }
    }

    Scene scene_;
    double ground_;
};

}  // namespace

std::size_t Scene::find(const std::string& id_or_alias) const {
    for (std::size_t i = 0; i < owners.size(); ++i) {
        if (owners[i].id == id_or_alias) return i;
    }
    for (std::size_t i = 0; i < owners.size(); ++i) {
        if (owners[i].alias == id_or_alias) return i;
    }
    return owners.size();
}

Scene build_scene(const Street& street, const SceneOptions& options) {
    Builder builder{street};
    const auto add_all = [&](const auto& things) {
        for (std::uint32_t i = 0; i < things.size(); ++i)
            builder.add(things[i], i);
    };
    for (std::uint32_t i = 0; i < street.assets.size(); ++i) {
        const Asset& asset = street.assets[i];
        if (options.functional_only && asset.status != Status::Functional) continue;
        builder.add(asset, i);
    }
    add_all(street.trees);
    add_all(street.structures);
    add_all(street.racks);
    return builder.take();
}

RootVolume root_volume_of(const Tree& tree) {
    if (tree.roots) return *tree.roots;
    return {0.5 * tree.crown_diameter_m, 1.0, "crown projection"};
}

std::vector<Vec3> tessellated(const std::vector<Vertex>& axis, double& sagitta_m) {
    std::vector<Vec3> points;
    for (const Vertex& vertex : axis) {
        if (vertex.through && !points.empty()) {
            const auto arc = geometry::arc_points(points.back(), *vertex.through, vertex.at,
                                                  kArcTolerance_m, sagitta_m);
            points.insert(points.end(), arc.begin(), arc.end());
        } else {
            points.push_back(vertex.at);
        }
    }
    return points;
}

}  // namespace maaiveld::model
