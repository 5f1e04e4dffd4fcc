#include "lifecycle/root_room.h"

#include "geometry/polyline.h"
#include "influence/street/cut.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::lifecycle {
namespace {

using geometry::Vec2;
using geometry::Vec3;

/// A piece of line or rack that takes ground near one tree.
struct Taken {
    Vec3 a = Vec3::Zero(), b = Vec3::Zero();
    double radius_m = 0.0;
    bool upright = false;  ///< a rack: distance in plan, between two heights
    double low_z = 0.0, high_z = 0.0;
};

double distance(const Vec3& p, const Vec3& a, const Vec3& b) {
    const Vec3 d = b - a;
    const double length2 = d.squaredNorm();
    const double t = length2 > 0.0 ? std::clamp((p - a).dot(d) / length2, 0.0, 1.0) : 0.0;
    return (p - a - t * d).norm();
}

bool takes(const Taken& one, const Vec3& p) {
    if (!one.upright) return distance(p, one.a, one.b) < one.radius_m;
    if (p.z() < one.low_z || p.z() > one.high_z) return false;
    const Vec3 level{p.x(), p.y(), one.a.z()};
    return distance(level, one.a, one.b) < one.radius_m;
}

std::vector<Taken> taken_in(const model::Street& street, double protection_m) {
    std::vector<Taken> all;
    for (const model::Asset& asset : street.assets) {
        const double size = asset.duct_bank
                                ? std::max(asset.duct_bank->width_m, asset.duct_bank->height_m)
                                : asset.outer_diameter_m;
        double sagitta_m = 0.0;
        const auto points = model::tessellated(asset.axis, sagitta_m);
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            all.push_back({points[i], points[i + 1], 0.5 * size + protection_m, false, 0.0, 0.0});
    }
    const double ground = street.ground_z();
    for (const model::Rack& rack : street.racks)
        for (std::size_t i = 0; i + 1 < rack.line.size(); ++i) {
            const Vec2 &a = rack.line[i], &b = rack.line[i + 1];
            all.push_back({{a.x(), a.y(), ground},
                           {b.x(), b.y(), ground},
                           0.5 * rack.width_m + protection_m,
                           true,
                           ground + rack.bottom_m - protection_m,
                           ground + rack.top_m + protection_m});
        }
    return all;
}

/// Those that come within a tree's roots at all.
std::vector<Taken> near(const std::vector<Taken>& all, const Vec2& at, double radius_m) {
    std::vector<Taken> some;
    for (const Taken& one : all) {
        const Vec3 from{at.x(), at.y(), 0.0};
        Vec3 a = one.a, b = one.b;
        a.z() = b.z() = 0.0;
        if (distance(from, a, b) < radius_m + one.radius_m) some.push_back(one);
    }
    return some;
}

/// Whether there is street under a point: between the ends of the section, off its facade strips.
bool in_street(const model::Street& street, const std::vector<Vec2>& axis, const Vec2& p) {
    if (street.section.strips.empty() || axis.size() < 2) return true;
    const double offset = geometry::station_offset(axis, p).offset_m;
    const model::Strip* strip = street.section.strip_at(offset);
    return strip != nullptr && strip->kind != model::StripKind::Facade;
}

RootRoom room_of(const model::Street& street, const std::vector<Vec2>& axis,
                 const model::Tree& tree, const std::vector<Taken>& all, int cells) {
    const model::RootVolume roots = model::root_volume_of(tree);
    const double volume = std::numbers::pi * roots.radius_m * roots.radius_m * roots.depth_m;
    RootRoom room{tree.id, volume, 0.0};
    if (!(volume > 0.0)) return room;
    const std::vector<Taken> here = near(all, tree.at, roots.radius_m);
    const double wanted = std::cbrt(volume / std::max(1, cells));
    const int across = std::max(2, static_cast<int>(std::ceil(2.0 * roots.radius_m / wanted)));
    const int down = std::max(2, static_cast<int>(std::ceil(roots.depth_m / wanted)));
    const double step = 2.0 * roots.radius_m / across, drop = roots.depth_m / down;
    std::int64_t inside = 0, kept = 0;
    for (int i = 0; i < across; ++i)
        for (int j = 0; j < across; ++j) {
            const Vec2 d{(i + 0.5) * step - roots.radius_m, (j + 0.5) * step - roots.radius_m};
            if (d.norm() > roots.radius_m) continue;
            inside += down;
            const Vec2 p = tree.at + d;
            if (!in_street(street, axis, p)) continue;
            for (int k = 0; k < down; ++k) {
                const Vec3 q{p.x(), p.y(), street.ground_z() - (k + 0.5) * drop};
                kept += std::none_of(here.begin(), here.end(),
                                     [&](const Taken& one) { return takes(one, q); });
            }
        }
    // The share of cells, so that a whole root zone comes out whole.
    room.left_m3 =
        volume * static_cast<double>(kept) / static_cast<double>(std::max<std::int64_t>(1, inside));
    return room;
}

}  // namespace

std::vector<RootRoom> root_room(const model::Street& street, double protection_m, int cells) {
    const auto axis = influence::axis_of(street);
    const std::vector<Taken> all = taken_in(street, protection_m);
    std::vector<RootRoom> rooms;
    for (const model::Tree& tree : street.trees)
        rooms.push_back(room_of(street, axis, tree, all, cells));
    return rooms;
}

}  // namespace maaiveld::lifecycle
