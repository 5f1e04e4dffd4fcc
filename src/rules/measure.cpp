#include "rules/measure.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>

namespace maaiveld::rules {
namespace {

using geometry::Closest;
using geometry::Convex;
using geometry::Segment;
using geometry::Vec3;
using model::Part;

bool is_capsule(const Part& part) {
    return part.body.kind == Convex::Kind::Capsule;
}

Vec3 unit(const Vec3& v) {
    return v.norm() > 0.0 ? Vec3(v.normalized()) : Vec3(Vec3::Zero());
}

Measured edge_3d(const Part& a, const Part& b) {
    const geometry::Gap gap = geometry::gap(a.body, b.body);
    Vec3 direction = unit(gap.on_b - gap.on_a);
    if (is_capsule(a) && is_capsule(b)) {
        const Closest near = geometry::closest(a.body.core, b.body.core);
        direction = unit(b.body.core.at(near.t) - a.body.core.at(near.s));
    }
    return {gap.distance, gap.on_a, gap.on_b, direction};
}

Measured edge_horizontal(const Part& a, const Part& b) {
    Measured measured;
    if (is_capsule(a) && is_capsule(b)) {
        const Closest near = geometry::closest(geometry::plan(a.axis), geometry::plan(b.axis));
        measured.on_a = a.axis.at(near.s);
        measured.on_b = b.axis.at(near.t);
        Vec3 across = measured.on_b - measured.on_a;
        across.z() = 0.0;
        measured.value = near.distance - a.body.radius - b.body.radius;
        measured.on_a += a.body.radius * unit(across);
        measured.on_b -= b.body.radius * unit(across);
    } else {
        const geometry::Gap gap = geometry::plan_gap(a.body, b.body);
        measured = {gap.distance, gap.on_a, gap.on_b, Vec3::Zero()};
        measured.on_a.z() = a.body.middle().z();
        measured.on_b.z() = b.body.middle().z();
    }
    measured.direction = Vec3::UnitX();
    return measured;
}

Measured axis_horizontal(const Part& a, const Part& b) {
    const Closest near = geometry::closest(geometry::plan(a.axis), geometry::plan(b.axis));
    return {near.distance, a.axis.at(near.s), b.axis.at(near.t), Vec3::UnitX()};
}

/// Half the height of the solid above and below its axis, or around its middle.
double half_height(const Part& part) {
    if (is_capsule(part)) return part.body.radius;
    const auto bounds = geometry::bounds_of(part.body);
    return 0.5 * (bounds.high.z() - bounds.low.z());
}

double height_at(const Part& part, double t) {
    return is_capsule(part) ? part.axis.at(t).z() : part.body.middle().z();
}

/// Places, as parameters on both axes, where the height difference of two overlapping plans can be
/// least: the crossing of the axes, else the ends of the overlap on either line.
std::vector<std::pair<double, double>> overlap_places(const Part& a, const Part& b) {
    std::vector<std::pair<double, double>> places;
    const Segment plan_a = geometry::plan(a.axis);
    const Segment plan_b = geometry::plan(b.axis);
    if (is_capsule(a) && is_capsule(b)) {
        if (const auto crossing = geometry::plan_crossing(a.axis, b.axis)) {
            return {{crossing->s, crossing->t}};
        }
    }
    if (const auto on_a = geometry::part_within(plan_a, geometry::plan(b.body), half_width(a))) {
        for (const double s : {on_a->from, on_a->to}) {
            places.emplace_back(s, geometry::nearest_parameter(plan_a.at(s), plan_b));
        }
    }
    if (const auto on_b = geometry::part_within(plan_b, geometry::plan(a.body), half_width(b))) {
        for (const double t : {on_b->from, on_b->to}) {
            places.emplace_back(geometry::nearest_parameter(plan_b.at(t), plan_a), t);
        }
    }
    return places;
}

bool plans_overlap(const Part& a, const Part& b) {
    return geometry::plan_gap(a.body, b.body).distance < 0.0;
}

/// Signed height of a's axis above b's at a place.
double height_above(const Part& a, const Part& b, const std::pair<double, double>& place) {
    return height_at(a, place.first) - height_at(b, place.second);
}

Measured measured_at(const Part& a, const Part& b, const std::pair<double, double>& place,
                     double value) {
    Vec3 on_a = is_capsule(a) ? a.axis.at(place.first) : a.body.middle();
    Vec3 on_b = is_capsule(b) ? b.axis.at(place.second) : b.body.middle();
    const double up = on_b.z() >= on_a.z() ? 1.0 : -1.0;
    on_a.z() += up * half_height(a);
    on_b.z() -= up * half_height(b);
    if (!is_capsule(a)) on_a.head<2>() = on_b.head<2>();
    if (!is_capsule(b)) on_b.head<2>() = on_a.head<2>();
    return {value, on_a, on_b, Vec3::UnitZ()};
}

std::optional<Measured> edge_vertical(const Part& a, const Part& b) {
    if (!plans_overlap(a, b)) return std::nullopt;
    std::optional<Measured> best;
    double lowest = 1e300;
    double highest = -1e300;
    for (const auto& place : overlap_places(a, b)) {
        const double above = height_above(a, b, place);
        lowest = std::min(lowest, above);
        highest = std::max(highest, above);
        const double value = std::abs(above) - half_height(a) - half_height(b);
        if (!best || value < best->value) best = measured_at(a, b, place, value);
    }
    // The lines pass each other in height somewhere inside the overlap.
    if (best && lowest < 0.0 && highest > 0.0) best->value = -half_height(a) - half_height(b);
    return best;
}

std::optional<Measured> order_vertical(const Part& a, const Part& b, bool first_is_a) {
    if (!plans_overlap(a, b)) return std::nullopt;
    std::optional<Measured> best;
    for (const auto& place : overlap_places(a, b)) {
        const double above = (first_is_a ? 1.0 : -1.0) * height_above(a, b, place);
        const double value = above - half_height(a) - half_height(b);
        if (!best || value < best->value) best = measured_at(a, b, place, value);
    }
    return best;
}

std::optional<Measured> crossing_angle(const Part& a, const Part& b) {
    const auto crossing = geometry::plan_crossing(a.axis, b.axis);
    if (!crossing) return std::nullopt;
    return Measured{geometry::plan_angle_deg(a.axis, b.axis), a.axis.at(crossing->s),
                    b.axis.at(crossing->t), Vec3::Zero()};
}

std::optional<Measured> overlap(const Part& a, const Part& b) {
    Measured measured = edge_3d(a, b);
    if (measured.value >= 0.0) return std::nullopt;
    const bool tube_is_a = is_capsule(a);
    const Part& tube = tube_is_a ? a : b;
    measured.value =
        geometry::shared_volume_m3(tube.axis, half_width(tube), tube_is_a ? b.body : a.body);
    measured.direction = Vec3::Zero();
    return measured;
}

}  // namespace

double half_width(const Part& part) {
    if (part.body.kind != Convex::Kind::Block) return part.body.radius;
    return part.body.half_axes.col(1).norm();
}

std::optional<Measured> measure_between(Measure measure, const Part& a, const Part& b,
                                        bool first_is_a) {
    switch (measure) {
        case Measure::Edge3d:
            return edge_3d(a, b);
        case Measure::EdgeHorizontal:
            return edge_horizontal(a, b);
        case Measure::AxisHorizontal:
            return axis_horizontal(a, b);
        case Measure::EdgeVertical:
            return edge_vertical(a, b);
        case Measure::OrderVertical:
            return order_vertical(a, b, first_is_a);
        case Measure::CrossingAngle:
            return crossing_angle(a, b);
        case Measure::Overlap:
            return overlap(a, b);
        default:
            return std::nullopt;
    }
}

bool is_exact(Measure measure, const Part& a, const Part& b) {
    if (measure == Measure::AxisHorizontal) return true;
    return (measure == Measure::Edge3d || measure == Measure::EdgeHorizontal) && is_capsule(a) &&
           is_capsule(b);
}

bool exactly_below(Measure measure, const Part& a, const Part& b, double required) {
    switch (measure) {
        case Measure::Edge3d:
            return geometry::closer_than(a.axis, b.axis, {required, a.body.radius, b.body.radius});
        case Measure::EdgeHorizontal:
            return geometry::closer_than(geometry::plan(a.axis), geometry::plan(b.axis),
                                         {required, a.body.radius, b.body.radius});
        default:
            return geometry::closer_than(geometry::plan(a.axis), geometry::plan(b.axis),
                                         {required});
    }
}

std::optional<geometry::Interval> stretch_on(const Part& along, const Part& other, Measure measure,
                                             double threshold) {
    switch (measure) {
        case Measure::Edge3d:
            return geometry::part_within(along.axis, other.body, threshold + half_width(along));
        case Measure::EdgeHorizontal:
            return geometry::part_within(geometry::plan(along.axis), geometry::plan(other.body),
                                         threshold + half_width(along));
        case Measure::AxisHorizontal:
            return geometry::part_within(geometry::plan(along.axis), geometry::plan(other.axis),
                                         threshold);
        default:
            return geometry::part_within(geometry::plan(along.axis), geometry::plan(other.body),
                                         half_width(along));
    }
}

Lie lie_of(const Part& a, const Part& b, double max_angle_deg) {
    constexpr double kPlanLength_m = 1e-6;  // a riser has no direction in plan
    const auto plan_length = [](const Part& p) { return (p.axis.b - p.axis.a).head<2>().norm(); };
    if (plan_length(a) < kPlanLength_m || plan_length(b) < kPlanLength_m) return Lie::Other;
    if (geometry::plan_angle_deg(a.axis, b.axis) < max_angle_deg) return Lie::Parallel;
    return geometry::plan_crossing(a.axis, b.axis) ? Lie::Crossing : Lie::Other;
}

Part cut(const Part& part, const geometry::Interval& interval) {
    Part piece = part;
    piece.axis = {part.axis.at(interval.from), part.axis.at(interval.to)};
    piece.axis_from_m = part.axis_from_m + interval.from * part.axis.length();
    if (is_capsule(part)) {
        piece.body.core = piece.axis;
    } else if (part.body.kind == Convex::Kind::Block) {
        piece.body.centre = 0.5 * (piece.axis.a + piece.axis.b);
        piece.body.half_axes.col(0) *= interval.to - interval.from;
    }
    return piece;
}

}  // namespace maaiveld::rules
