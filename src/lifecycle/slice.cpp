#include "lifecycle/slice.h"

#include "geometry/polyline.h"
#include "influence/street/cut.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace maaiveld::lifecycle {
namespace {

using geometry::Vec2;
using model::Street;

constexpr double kBeyond_m = 1.0;  ///< of the outermost line, where no section is given

/// The plane of a slice in plan.
struct Plane {
    Vec2 origin = Vec2::Zero();
    Vec2 along = Vec2::UnitX();
    double along_m(const Vec2& p) const { return (p - origin).dot(along); }
    /// To the right of the axis.
    double x_m(const Vec2& p) const {
        const Vec2 d = p - origin;
        return d.x() * along.y() - d.y() * along.x();
    }
};

Plane plane_at(const std::vector<Vec2>& axis, double station_m) {
    return {geometry::point_at(axis, station_m, 0.0), geometry::direction_at(axis, station_m)};
}

/// Where a line in plan goes through the plane; nothing when it does not come within `slab_m`.
std::optional<double> crossing_m(const Plane& plane, const std::vector<Vec2>& line, double slab_m) {
    std::optional<double> best;
    double nearest = slab_m;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double a = plane.along_m(line[i]), b = plane.along_m(line[i + 1]);
        const double t = a == b ? 0.0 : std::clamp(a / (a - b), 0.0, 1.0);
        const Vec2 at = line[i] + t * (line[i + 1] - line[i]);
        const double away = std::abs(plane.along_m(at));
        if (away > nearest || (best && away >= nearest)) continue;
        nearest = away;
        best = plane.x_m(at);
    }
    return best;
}

std::string group_of(const model::Asset& asset) {
    if (!asset.pair.empty()) return asset.pair;
    if (!asset.bed.empty()) return asset.bed;
    return asset.in_duct.empty() ? asset.id : asset.in_duct;
}

SliceLine line_of(const Street& street, const influence::CutLine& cut, const Slice& slice) {
    const model::Asset& asset = street.assets[cut.asset];
    SliceLine line;
    line.asset = cut.asset;
    line.id = asset.id;
    line.group = group_of(asset);
    line.network = asset.network;
    line.x_m = cut.at.x_m;
    line.depth_m = cut.at.depth_m;
    line.half_width_m = 0.5 * (asset.duct_bank ? asset.duct_bank->width_m : asset.outer_diameter_m);
    line.half_height_m =
        0.5 * (asset.duct_bank ? asset.duct_bank->height_m : asset.outer_diameter_m);
    line.disused = asset.status == model::Status::Disused;
    for (std::size_t r = 0; r < slice.racks.size(); ++r)
        if (!asset.rack.empty() && slice.racks[r].id == asset.rack) line.rack = static_cast<int>(r);
    return line;
}

bool is_house(model::StructureKind kind) {
    return kind == model::StructureKind::Facade || kind == model::StructureKind::Building;
}

std::optional<SliceObstacle> obstacle_of(const Plane& plane, const model::Structure& structure,
                                         double slab_m) {
    double middle = 0.0, half = 0.0;
    if (structure.line) {
        const auto x = crossing_m(plane, *structure.line, slab_m);
        if (!x) return std::nullopt;
        middle = *x;
        half = 0.5 * structure.size_m.y();
    } else {
        half = structure.diameter_m ? 0.5 * *structure.diameter_m : 0.5 * structure.size_m.norm();
        if (std::abs(plane.along_m(structure.at)) > slab_m + half) return std::nullopt;
        middle = plane.x_m(structure.at);
    }
    return SliceObstacle{structure.id,     middle - half,       middle + half,
                         -structure.top_m, -structure.bottom_m, is_house(structure.kind)};
}

std::optional<SliceObstacle> obstacle_of(const Plane& plane, const model::Tree& tree,
                                         double slab_m) {
    const double half = 0.5 * tree.stem_diameter_m;
    if (std::abs(plane.along_m(tree.at)) > slab_m + half) return std::nullopt;
    const double x = plane.x_m(tree.at);
    return SliceObstacle{tree.id, x - half, x + half, -2.0, model::root_volume_of(tree).depth_m,
                         false};
}

void set_ends(const Street& street, Slice& slice) {
    if (!street.section.strips.empty()) {
        slice.left_m = -street.section.starts_at_offset_m;
        slice.right_m = slice.left_m + street.section.width_m();
        return;
    }
    slice.left_m = slice.right_m = 0.0;
    for (const SliceLine& line : slice.lines) {
        slice.left_m = std::min(slice.left_m, line.left_m() - kBeyond_m);
        slice.right_m = std::max(slice.right_m, line.right_m() + kBeyond_m);
    }
}

}  // namespace

int Slice::house_side(double x_m) const {
    double left = std::numeric_limits<double>::infinity(), right = left;
    for (const SliceObstacle& o : obstacles) {
        if (!o.house) continue;
        if (o.left_m >= x_m) right = std::min(right, o.left_m - x_m);
        if (o.right_m <= x_m) left = std::min(left, x_m - o.right_m);
    }
    if (std::isinf(left) && std::isinf(right)) return x_m - left_m <= right_m - x_m ? -1 : 1;
    return left <= right ? -1 : 1;
}

Slice slice_at(const Street& street, double station_m, double slab_m) {
    Slice slice;
    slice.station_m = station_m;
    const auto axis = influence::axis_of(street);
    if (axis.size() < 2) return slice;
    const Plane plane = plane_at(axis, station_m);
    for (const model::Rack& rack : street.racks) {
        const auto x = crossing_m(plane, rack.line, 1e-6);
        if (!x) continue;
        slice.racks.push_back({rack.id, *x - 0.5 * rack.width_m, *x + 0.5 * rack.width_m,
                               -rack.top_m, -rack.bottom_m});
    }
    for (const auto& cut : influence::cut_lines(street, station_m))
        slice.lines.push_back(line_of(street, cut, slice));
    set_ends(street, slice);
    for (const model::Structure& structure : street.structures) {
        if (structure.bottom_m >= 0.0) continue;
        if (auto o = obstacle_of(plane, structure, slab_m)) slice.obstacles.push_back(*o);
    }
    for (const model::Tree& tree : street.trees)
        if (auto o = obstacle_of(plane, tree, slab_m)) slice.obstacles.push_back(*o);
    return slice;
}

std::vector<Across> lines_across(const Street& street) {
    // The steepest piece that a slice still holds, as in influence/street/cut.h.
    constexpr double kCosine = 0.5;
    std::vector<Across> across;
    const auto axis = influence::axis_of(street);
    if (axis.size() < 2) return across;
    for (std::size_t i = 0; i < street.assets.size(); ++i) {
        const model::Asset& asset = street.assets[i];
        double sagitta_m = 0.0;
        const auto points = model::tessellated(asset.axis, sagitta_m);
        if (points.size() < 2) continue;
        const Vec2 span = geometry::plan(points.back()) - geometry::plan(points.front());
        const auto middle = geometry::station_offset(
            axis, 0.5 * (geometry::plan(points.back()) + geometry::plan(points.front())));
        const Vec2 along = geometry::direction_at(axis, middle.station_m);
        if (span.norm() <= 0.0 || std::abs(span.normalized().dot(along)) > kCosine) continue;
        Across one{i,
                   asset.id,
                   asset.connects_to,
                   asset.network,
                   middle.station_m,
                   0.5 * asset.outer_diameter_m,
                   {}};
        for (const auto& p : points) {
            const auto at = geometry::station_offset(axis, geometry::plan(p));
            one.points.push_back({-at.offset_m, street.ground_z() - p.z()});
        }
        across.push_back(std::move(one));
    }
    return across;
}

std::vector<double> stations_of(const Street& street, double step_m, std::size_t most,
                                double& length_m) {
    const auto axis = influence::axis_of(street);
    length_m = axis.size() < 2 ? 0.0 : geometry::length_of(std::span<const Vec2>{axis});
    const double wanted = std::ceil(length_m / std::max(step_m, 1e-3));
    const double top = static_cast<double>(std::max<std::size_t>(1, most));
    const auto count = static_cast<std::size_t>(std::clamp(wanted, 1.0, top));
    std::vector<double> stations;
    for (std::size_t i = 0; i < count; ++i)
        stations.push_back(length_m * (static_cast<double>(i) + 0.5) / static_cast<double>(count));
    return stations;
}

}  // namespace maaiveld::lifecycle
