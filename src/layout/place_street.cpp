#include "layout/place_street.h"

#include "geometry/polyline.h"
#include "model/axis.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maaiveld::layout {
namespace {

using model::Vec2;
using model::Vec3;
using model::Vertex;

Vec2 left_of(const Vec2& direction) {
    return {-direction.y(), direction.x()};
}

Vec2 direction(std::span<const Vec2> axis, std::size_t piece) {
    return (axis[piece + 1] - axis[piece]).normalized();
}

/// The point beside a vertex of the axis: on the bisector, at the ends square to the axis.
Vec2 beside_vertex(std::span<const Vec2> axis, std::size_t i, double offset_m) {
    if (i == 0) return axis[0] + offset_m * left_of(direction(axis, 0));
    if (i + 1 == axis.size()) return axis[i] + offset_m * left_of(direction(axis, i - 1));
    const Vec2 before = left_of(direction(axis, i - 1));
    const Vec2 bisector = (before + left_of(direction(axis, i))).normalized();
    return axis[i] + offset_m / std::max(0.2, bisector.dot(before)) * bisector;
}

/// A station's piece of the axis and how far along it, 0 to 1 (beyond at the street's ends).
std::pair<std::size_t, double> piece_at(std::span<const Vec2> axis, double station_m) {
    double start = 0.0;
    for (std::size_t i = 0;; ++i) {
        const double length = (axis[i + 1] - axis[i]).norm();
        if (station_m < start + length || i + 2 == axis.size())
            return {i, (station_m - start) / length};
        start += length;
    }
}

StationPlace between(const StationPlace& a, const StationPlace& b, double station_m) {
    const double t = (station_m - a.station_m) / (b.station_m - a.station_m);
    return {station_m, a.offset_m + t * (b.offset_m - a.offset_m), a.z_m + t * (b.z_m - a.z_m)};
}

/// Places without those at which neither offset nor height changes its slope.
std::vector<StationPlace> simplified(const std::vector<StationPlace>& places) {
    std::vector<StationPlace> kept{places.front()};
    for (std::size_t i = 1; i + 1 < places.size(); ++i) {
        const StationPlace straight = between(kept.back(), places[i + 1], places[i].station_m);
        // A tenth of a micrometre is rounding, not a bend.
        if (std::abs(straight.offset_m - places[i].offset_m) > 1e-7 ||
            std::abs(straight.z_m - places[i].z_m) > 1e-7)
            kept.push_back(places[i]);
    }
    kept.push_back(places.back());
    return kept;
}

bool is_constant(const std::vector<StationPlace>& places) {
    return std::all_of(places.begin(), places.end(), [&](const StationPlace& p) {
        return std::abs(p.offset_m - places.front().offset_m) < 1e-9 &&
               std::abs(p.z_m - places.front().z_m) < 1e-9;
    });
}

}  // namespace

Vec2 point_beside(std::span<const Vec2> axis, double station_m, double offset_m) {
    const auto [piece, t] = piece_at(axis, station_m);
    const Vec2 from = beside_vertex(axis, piece, offset_m);
    const Vec2 to = beside_vertex(axis, piece + 1, offset_m);
    return from + t * (to - from);
}

std::vector<Vertex> line_through(std::span<const Vec2> axis,
                                 const std::vector<StationPlace>& places) {
    const std::vector<StationPlace> kept = simplified(places);
    std::vector<StationPlace> all;
    for (std::size_t k = 0; k < kept.size(); ++k) {
        if (k > 0) {
            double station = 0.0;
            for (std::size_t i = 1; i + 1 < axis.size(); ++i) {
                station += (axis[i] - axis[i - 1]).norm();
                if (station <= kept[k - 1].station_m + 1e-9) continue;
                if (station >= kept[k].station_m - 1e-9) break;
                all.push_back(between(kept[k - 1], kept[k], station));
            }
        }
        all.push_back(kept[k]);
    }
    std::vector<Vertex> line;
    for (const StationPlace& p : all) {
        const Vec2 at = point_beside(axis, p.station_m, p.offset_m);
        line.push_back({Vec3{at.x(), at.y(), p.z_m}, {}, {}});
    }
    return line;
}

std::vector<Vertex> rounded(const std::vector<Vertex>& line, double radius_m) {
    if (radius_m <= 0.0 || line.size() < 3) return line;
    std::vector<Vertex> result{line.front()};
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        const Vec3 before = line[i].at - line[i - 1].at;
        const Vec3 after = line[i + 1].at - line[i].at;
        const Vec3 in = before.normalized();
        const Vec3 out = after.normalized();
        const double turn = std::acos(std::clamp(in.dot(out), -1.0, 1.0));
        const double tangent = radius_m * std::tan(0.5 * turn);
        // Half a piece belongs to the vertex at its other end.
        const double room = 0.5 * std::min(before.norm(), after.norm());
        if (turn < 1e-4 || turn > 1.5 || tangent > room + 1e-9) {
            result.push_back(line[i]);
            continue;
        }
        const Vec3 from = line[i].at - tangent * in;
        const Vec3 to = line[i].at + tangent * out;
        const Vec3 inward = (out - in).normalized();
        const double sagitta = radius_m * (1.0 / std::cos(0.5 * turn) - 1.0);
        if ((from - result.back().at).norm() > 1e-9) result.push_back({from, {}, {}});
        result.push_back({to, Vec3(line[i].at + sagitta * inward), {}});
    }
    if ((line.back().at - result.back().at).norm() > 1e-9) result.push_back(line.back());
    return result;
}

void lay(const model::Street& street, const std::vector<StationPlace>& places, double radius_m,
         model::Asset& asset) {
    if (is_constant(places)) {
        const double cover = street.ground_z() - places.front().z_m - model::half_height_of(asset);
        // Covers are decimals: keep what a reader would write.
        const double tidy = std::round(cover * 1e6) / 1e6;
        model::lay_along(
            street,
            {places.front().station_m, places.back().station_m, places.front().offset_m, tidy},
            asset);
        return;
    }
    asset.along.reset();
    asset.axis = rounded(line_through(street.axis, places), radius_m);
}

std::vector<int> nudges(std::size_t items,
                        const std::vector<std::pair<std::size_t, std::size_t>>& tight,
                        const std::vector<bool>& left_wall, const std::vector<bool>& right_wall) {
    // Least nudges that keep "right moves at least one more than left"; then, against walls on the
    // right, everything that leans on them moves left instead.
    constexpr int kFree = std::numeric_limits<int>::min() / 2;
    std::vector<int> least(items, kFree);
    std::vector<int> most(items, -kFree);
    for (std::size_t i = 0; i < items; ++i) {
        if (left_wall[i]) least[i] = 1;
        if (right_wall[i]) most[i] = -1;
    }
    for (std::size_t round = 0; round < items; ++round) {
        for (const auto& [left, right] : tight) {
            if (least[left] > kFree) least[right] = std::max(least[right], least[left] + 1);
            if (most[right] < -kFree) most[left] = std::min(most[left], most[right] - 1);
        }
    }
    std::vector<int> nudge(items, 0);
    for (std::size_t i = 0; i < items; ++i)
        if (least[i] > most[i]) return nudge;
    // What leans on nothing starts at zero or its bound; the rest follows from left to right.
    for (std::size_t i = 0; i < items; ++i)
        nudge[i] = std::clamp(0, least[i], most[i]);
    for (std::size_t round = 0; round <= items; ++round) {
        for (const auto& [left, right] : tight) {
            if (nudge[right] > nudge[left]) continue;
            if (nudge[left] + 1 <= most[right])
                nudge[right] = nudge[left] + 1;
            else
                nudge[left] = nudge[right] - 1;
        }
    }
    return nudge;
}

}  // namespace maaiveld::layout
