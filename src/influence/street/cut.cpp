#include "influence/street/cut.h"

#include "geometry/polyline.h"
#include "model/axis.h"
#include "model/scene.h"

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec2;
using geometry::Vec3;

constexpr double kSteepest_deg = 60.0;
/// A section looks this far to either side of the axis; streets are narrower.
constexpr double kReach_m = 60.0;

/// The section plane in plan: a point on the axis, the direction along it and to its left.
struct Plane {
    Vec2 origin = Vec2::Zero();
    Vec2 along = Vec2::UnitX();
    Vec2 left = Vec2::UnitY();
};

Plane plane_at(const std::vector<Vec2>& axis, double station_m) {
    Plane plane;
    plane.origin = geometry::point_at(axis, station_m, 0.0);
    plane.along = geometry::direction_at(axis, station_m);
    plane.left = {-plane.along.y(), plane.along.x()};
    return plane;
}

/// Where the piece from `a` to `b` goes through the plane, if it does. The end `b` belongs to the
/// next piece, so that a vertex in the plane counts once.
std::optional<CutLine> cut_piece(const Plane& plane, const Vec3& a, const Vec3& b, bool last,
                                 double ground_z) {
    const double from = (geometry::plan(a) - plane.origin).dot(plane.along);
    const double to = (geometry::plan(b) - plane.origin).dot(plane.along);
    const bool through = (from <= 0.0 && to > 0.0) || (from >= 0.0 && to < 0.0);
    const bool ends_in_plane = last && to == 0.0 && from != 0.0;
    if (from == to || !(through || ends_in_plane)) return std::nullopt;
    const Vec3 at = a + (b - a) * (from / (from - to));
    const double offset_m = (geometry::plan(at) - plane.origin).dot(plane.left);
    const Vec2 direction = (geometry::plan(b) - geometry::plan(a)).normalized();
    const double cosine = std::min(1.0, std::abs(direction.dot(plane.along)));
    CutLine cut;
    cut.at = {-offset_m, ground_z - at.z()};
    cut.angle_deg = std::acos(cosine) * 180.0 / std::numbers::pi;
    if (cut.angle_deg > kSteepest_deg || std::abs(offset_m) > kReach_m) return std::nullopt;
    return cut;
}

}  // namespace

std::vector<Vec2> axis_of(const model::Street& street) {
    return street.axis.size() >= 2 ? street.axis : model::longest_chain(street.assets);
}

std::vector<CutLine> cut_lines(const model::Street& street, double station_m) {
    std::vector<CutLine> cuts;
    const auto axis = axis_of(street);
    if (axis.size() < 2) return cuts;
    const Plane plane = plane_at(axis, station_m);
    for (std::size_t i = 0; i < street.assets.size(); ++i) {
        double sagitta_m = 0.0;
        const auto points = model::tessellated(street.assets[i].axis, sagitta_m);
        for (std::size_t k = 0; k + 1 < points.size(); ++k) {
            auto cut = cut_piece(plane, points[k], points[k + 1], k + 2 == points.size(),
                                 street.ground_z());
            if (!cut) continue;
            cut->asset = i;
            cuts.push_back(*cut);
        }
    }
    return cuts;
}

}  // namespace maaiveld::influence
