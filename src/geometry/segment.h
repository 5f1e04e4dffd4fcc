#pragma once

#include "geometry/vec.h"

#include <optional>

namespace maaiveld::geometry {

/// A straight piece of axis. Start and end may coincide: then it is a point.
struct Segment {
    Vec3 a = Vec3::Zero();
    Vec3 b = Vec3::Zero();

    Vec3 at(double t) const { return a + t * (b - a); }
    double length() const { return (b - a).norm(); }
};

/// The nearest points of two segments: on the first at parameter s, on the second at t, both in
/// [0, 1], `distance` metres apart.
struct Closest {
    double s = 0.0;
    double t = 0.0;
    double distance = 0.0;
};

/// Nearest points of two segments in space. Symmetric in distance up to rounding; within 1e-9 m of
/// the exact distance for segments up to 1 km anywhere within 1e7 m of the origin, also for
/// parallel, collinear, touching and zero-length ones (segment_test.cpp compares with rationals).
Closest closest(const Segment& p, const Segment& q);

/// The parameter in [0, 1] of the point of `q` that is nearest to `point`.
double nearest_parameter(const Vec3& point, const Segment& q);

/// Distance from a point to a segment.
double distance(const Vec3& point, const Segment& q);

/// The segment's plan: z set to zero.
Segment plan(const Segment& p);

/// Whether the axes are less than `limit_m` apart, decided without rounding on the doubles given:
/// strictly less. `limit_m` is the sum of `terms`, also without rounding.
bool closer_than(const Segment& p, const Segment& q, std::initializer_list<double> terms);

/// A part of a segment, as parameters in [0, 1], from <= to.
struct Interval {
    double from = 0.0;
    double to = 1.0;
};

/// The part of `p` within `radius` of segment `q` (one interval, as a capsule is convex), if any.
std::optional<Interval> part_within(const Segment& p, const Segment& q, double radius);

/// Acute angle between the plans of two segments in degrees; 0 when one has no plan length.
double plan_angle_deg(const Segment& p, const Segment& q);

/// Where the plans of two segments cross or touch: parameters on p and q. Nothing for parallel
/// ones, also when they overlap.
std::optional<Closest> plan_crossing(const Segment& p, const Segment& q);

}  // namespace maaiveld::geometry
