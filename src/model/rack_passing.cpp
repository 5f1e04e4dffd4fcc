#include "model/rack_passing.h"

#include "geometry/convex.h"
#include "model/axis.h"
#include "model/scene.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace maaiveld::model {
namespace {

double radius_of(const Asset& asset) {
    const double side = asset.duct_bank
                            ? std::max(asset.duct_bank->width_m, asset.duct_bank->height_m)
                            : asset.outer_diameter_m;
    return 0.5 * side;
}

/// Narrows [from, to] to where a value that runs from `a` (at 0) to `b` (at 1) lies in [low, high].
void clip(double a, double b, double low, double high, double& from, double& to) {
    if (std::abs(b - a) < 1e-12) {
        if (a < low || a > high) to = from - 1.0;
        return;
    }
    const double s = (low - a) / (b - a);
    const double t = (high - a) / (b - a);
    from = std::max(from, std::min(s, t));
    to = std::min(to, std::max(s, t));
}

/// The room of one piece of a rack.
struct Room {
    Vec2 start = Vec2::Zero();
    Vec2 along = Vec2::UnitX();
    double length_m = 0.0;
    double half_m = 0.0;
    double low_z = 0.0;
    double high_z = 0.0;
    double station_m = 0.0;  ///< of its start, along the rack's line

    Vec3 local(const Vec3& p) const {
        const Vec2 from = p.head<2>() - start;
        return {from.dot(along), along.x() * from.y() - along.y() * from.x(), p.z()};
    }

    /// The part of a line's piece whose body comes into the room.
    std::optional<PassingLine> passing(const Vec3& p, const Vec3& q, double radius_m) const {
        const Vec3 a = local(p);
        const Vec3 b = local(q);
        double from = 0.0;
        double to = 1.0;
        clip(a.x(), b.x(), -radius_m, length_m + radius_m, from, to);
        clip(a.y(), b.y(), -half_m - radius_m, half_m + radius_m, from, to);
        clip(a.z(), b.z(), low_z - radius_m, high_z + radius_m, from, to);
        if (from > to) return std::nullopt;
        const Vec3 first = a + from * (b - a);
        const Vec3 last = a + to * (b - a);
        PassingLine line;
        line.from_m = station_m + std::min(first.x(), last.x()) - radius_m;
        line.to_m = station_m + std::max(first.x(), last.x()) + radius_m;
        line.low_z = std::min(first.z(), last.z());
        line.high_z = std::max(first.z(), last.z());
        line.radius_m = radius_m;
        return line;
    }
};

std::vector<Room> rooms_of(const Rack& rack, double ground_z) {
    std::vector<Room> rooms;
    double station = 0.0;
    for (std::size_t i = 1; i < rack.line.size(); ++i) {
        const Vec2 way = rack.line[i] - rack.line[i - 1];
        const double length = way.norm();
        if (length > 0.0) {
            rooms.push_back({rack.line[i - 1], way / length, length, 0.5 * rack.width_m,
                             ground_z + rack.bottom_m, ground_z + rack.top_m, station});
        }
        station += length;
    }
    return rooms;
}

/// Pieces of one line that follow each other are one passage.
void add(std::vector<PassingLine>& found, PassingLine line) {
    const bool goes_on = !found.empty() && found.back().id == line.id &&
                         line.from_m <= found.back().to_m && line.to_m >= found.back().from_m;
    if (!goes_on) {
        found.push_back(std::move(line));
        return;
    }
    PassingLine& last = found.back();
    last.from_m = std::min(last.from_m, line.from_m);
    last.to_m = std::max(last.to_m, line.to_m);
    last.low_z = std::min(last.low_z, line.low_z);
    last.high_z = std::max(last.high_z, line.high_z);
}

geometry::Convex solid_of(const RackPart& part) {
    const Eigen::AngleAxisd turn{part.heading_deg * std::numbers::pi / 180.0, Vec3::UnitZ()};
    const Eigen::Matrix3d half = turn.toRotationMatrix() * (0.5 * part.size_m).asDiagonal();
    return geometry::Convex::block(part.centre, half);
}

double distance_m(const std::vector<Vec3>& axis, double radius_m, const geometry::Convex& solid) {
    double least = 1e300;
    for (std::size_t i = 1; i < axis.size(); ++i) {
        const auto tube = geometry::Convex::capsule({axis[i - 1], axis[i]}, radius_m);
        least = std::min(least, geometry::gap(tube, solid).distance);
    }
    return least;
}

bool is_end_piece(const Asset& asset, const Rack& rack) {
    return asset.rack == rack.id && asset.attributes.contains("rack_end");
}

}  // namespace

bool lies_in(const Asset& asset, const Rack& rack) {
    return asset.rack == rack.id && !asset.attributes.contains("rack_end");
}

std::vector<PassingLine> lines_passing(const Street& street, const Rack& rack) {
    std::vector<PassingLine> found;
    const std::vector<Room> rooms = rooms_of(rack, street.ground_z());
    for (const Asset& asset : street.assets) {
        if (asset.rack == rack.id) continue;
        double sagitta = 0.0;
        const std::vector<Vec3> axis = tessellated(asset.axis, sagitta);
        for (std::size_t i = 1; i < axis.size(); ++i) {
            for (const Room& room : rooms) {
                auto line = room.passing(axis[i - 1], axis[i], radius_of(asset));
                if (!line) continue;
                line->id = asset.id;
                add(found, std::move(*line));
            }
        }
    }
    return found;
}

std::vector<KeptFree> kept_free(const RackType& type, const Rack& rack,
                                const std::vector<PassingLine>& passing, double ground_z) {
    const double frame_m =
        0.5 * std::max({type.post.height_m, type.beam.width_m, type.saddle_length_m});
    const double plate_z = ground_z + rack.bottom_m + type.base_plate_thickness_m;
    std::vector<KeptFree> kept;
    for (const PassingLine& line : passing) {
        const bool as_deep = line.low_z - line.radius_m < plate_z + type.corridor_spare_m;
        const double half =
            (as_deep ? 0.5 * type.base_plate_length_m : frame_m) + type.corridor_spare_m;
        kept.push_back({line.from_m - half, line.to_m + half});
    }
    return kept;
}

std::vector<RackClash> rack_clashes(const Street& street, const Rack& rack,
                                    const std::vector<RackPart>& parts, double least_m) {
    std::vector<geometry::Convex> solids;
    std::vector<geometry::Bounds> bounds;
    for (const RackPart& part : parts) {
        solids.push_back(solid_of(part));
        bounds.push_back(geometry::bounds_of(solids.back()));
    }
    std::vector<RackClash> clashes;
    for (const Asset& asset : street.assets) {
        if (lies_in(asset, rack) || is_end_piece(asset, rack)) continue;
        double sagitta = 0.0;
        const std::vector<Vec3> axis = tessellated(asset.axis, sagitta);
        geometry::Bounds around;
        for (const Vec3& p : axis)
            around.include(p);
        const Vec3 reach = Vec3::Constant(radius_of(asset) + least_m);
        for (std::size_t k = 0; k < parts.size(); ++k) {
            if (!parts[k].asset.empty() && parts[k].asset == asset.connects_to) continue;
            const bool far = ((around.low - reach).array() > bounds[k].high.array()).any() ||
                             ((around.high + reach).array() < bounds[k].low.array()).any();
            if (far) continue;
            const double distance = distance_m(axis, radius_of(asset), solids[k]);
            if (distance < least_m) clashes.push_back({asset.id, k, distance});
        }
    }
    std::stable_sort(clashes.begin(), clashes.end(), [](const RackClash& a, const RackClash& b) {
        return a.asset != b.asset ? a.asset < b.asset : a.part < b.part;
    });
    return clashes;
}

}  // namespace maaiveld::model
