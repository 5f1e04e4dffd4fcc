#pragma once

#include "geometry/segment.h"

#include <optional>

namespace maaiveld::geometry {

/// A convex solid: a capsule (segment with a radius), a block in any position, or an upright
/// cylinder. `core` and `radius` describe the capsule; a cylinder stands on core.a and ends at
/// core.b (straight above it) with flat ends; a block spans centre +- each of its three half axes.
struct Convex {
    enum class Kind { Capsule, Block, Cylinder };

    Kind kind = Kind::Capsule;
    Segment core;
    double radius = 0.0;
    Vec3 centre = Vec3::Zero();
    Eigen::Matrix3d half_axes = Eigen::Matrix3d::Zero();  ///< columns, mutually perpendicular

    static Convex capsule(const Segment& core, double radius);
    static Convex cylinder(const Vec3& foot, double height_m, double radius);
    static Convex block(const Vec3& centre, const Eigen::Matrix3d& half_axes);

    Vec3 middle() const;
};

/// The shortest distance between two solids with the points that show it; negative when they
/// overlap: minus the shift that would part them.
struct Gap {
    double distance = 0.0;
    Vec3 on_a = Vec3::Zero();
    Vec3 on_b = Vec3::Zero();
};

/// Distance of two solids. For two capsules: axis distance minus both radii. Otherwise by GJK,
/// within 1e-7 m when apart. When a cylinder overlaps, the shift is the least over the vertical,
/// the block's faces and the radial direction: an upper bound of the true one.
Gap gap(const Convex& a, const Convex& b);

/// The plan of a solid, as a solid in the plane z = 0 (a capsule becomes a flat stadium, a block
/// the rectangle of its two most level axes, a cylinder a disc: a stadium without length).
Convex plan(const Convex& solid);

/// Distance of the plans (`edge_horizontal`). Overlapping plans: minus the least level shift that
/// parts them; of two tubes, as in `gap`, the axis distance minus both radii.
Gap plan_gap(const Convex& a, const Convex& b);

/// Axis-aligned bounds.
struct Bounds {
    Vec3 low = Vec3::Constant(1e300);
    Vec3 high = Vec3::Constant(-1e300);

    void include(const Vec3& p) {
        low = low.cwiseMin(p);
        high = high.cwiseMax(p);
    }
    void include(const Bounds& other) {
        low = low.cwiseMin(other.low);
        high = high.cwiseMax(other.high);
    }
};
Bounds bounds_of(const Convex& solid);

/// Whether `point` lies in the solid.
bool contains(const Convex& solid, const Vec3& point);

/// Volume in m3 that a capsule's tube (without its round ends) shares with a solid, by slices of at
/// most 2 cm and 19 points a slice: within a few percent.
double shared_volume_m3(const Segment& tube, double radius, const Convex& solid);

/// The part of segment `p` within `radius` of the solid, found by bisection to 1e-9 m.
std::optional<Interval> part_within(const Segment& p, const Convex& solid, double radius);

}  // namespace maaiveld::geometry
