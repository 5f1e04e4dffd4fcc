#pragma once

#include "geometry/segment.h"

#include <span>
#include <vector>

namespace maaiveld::geometry {

/// The chord points of the circular arc from `from` through `through` to `to` (without `from`),
/// such that no chord is more than `tolerance_m` from the arc. Three points on one line give `to`
/// alone. `sagitta_m` receives the largest distance between arc and chord.
std::vector<Vec3> arc_points(const Vec3& from, const Vec3& through, const Vec3& to,
                             double tolerance_m, double& sagitta_m);

/// Length of the polyline in metres.
double length_of(std::span<const Vec2> line);
double length_of(std::span<const Vec3> line);

/// A place relative to a line in plan: `station_m` along it and `offset_m` to the left of it.
/// Before the start and beyond the end the first and last piece are prolonged.
struct StationOffset {
    double station_m = 0.0;
    double offset_m = 0.0;
};
StationOffset station_offset(std::span<const Vec2> axis, const Vec2& point);

/// The point at `station_m` along the axis, `offset_m` to the left.
Vec2 point_at(std::span<const Vec2> axis, double station_m, double offset_m);

/// Unit direction of the axis at a station.
Vec2 direction_at(std::span<const Vec2> axis, double station_m);

/// The axis between two stations shifted `offset_m` to the left, joined on the bisector at bends.
std::vector<Vec2> offset_line(std::span<const Vec2> axis, double from_m, double to_m,
                              double offset_m);

}  // namespace maaiveld::geometry
