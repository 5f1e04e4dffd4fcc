#include "geometry/segment.h"

#include "geometry/exact.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::geometry {
namespace {

double clamped(double t) {
    return std::clamp(t, 0.0, 1.0);
}

Closest measured(const Segment& p, const Segment& q, double s, double t) {
    // From the difference of the starts, so that large coordinates cancel before anything is added.
    const Vec3 gap = (p.a - q.a) + s * (p.b - p.a) - t * (q.b - q.a);
    return {s, t, gap.norm()};
}

void keep_nearer(Closest& best, const Closest& other) {
    if (other.distance < best.distance) best = other;
}

/// The best of the four pairs with an end point: right for every pair that does not pass mid-span.
Closest closest_with_an_end(const Segment& p, const Segment& q) {
    Closest best = measured(p, q, 0.0, nearest_parameter(p.a, q));
    keep_nearer(best, measured(p, q, 1.0, nearest_parameter(p.b, q)));
    keep_nearer(best, measured(p, q, nearest_parameter(q.a, p), 0.0));
    keep_nearer(best, measured(p, q, nearest_parameter(q.b, p), 1.0));
    return best;
}

/// Adds the parameters where |p(t) - centre| = radius to [from, to].
void widen_by_sphere(const Segment& p, const Vec3& centre, double radius, double& from,
                     double& to) {
    const Vec3 u = p.b - p.a;
    const Vec3 w = p.a - centre;
    const double a = u.squaredNorm();
    const double b = w.dot(u);
    const double c = w.squaredNorm() - radius * radius;
    const double discriminant = b * b - a * c;
    if (a == 0.0 || discriminant < 0.0) return;
    const double root = std::sqrt(discriminant);
    from = std::min(from, (-b - root) / a);
    to = std::max(to, (-b + root) / a);
}

/// Adds the parameters of the line through p inside the open-ended cylinder around q.
void widen_by_cylinder(const Segment& p, const Segment& q, double radius, double& from,
                       double& to) {
    const Vec3 axis = q.b - q.a;
    const double length = axis.norm();
    if (length == 0.0) return;
    const Vec3 d = axis / length;
    const Vec3 u = p.b - p.a;
    const Vec3 w = p.a - q.a;
    const double along_u = u.dot(d);
    const double along_w = w.dot(d);
    const Vec3 across_u = u - along_u * d;
    const Vec3 across_w = w - along_w * d;
    double first = -std::numeric_limits<double>::infinity();
    double last = std::numeric_limits<double>::infinity();
    const double a = across_u.squaredNorm();
    const double c = across_w.squaredNorm() - radius * radius;
    if (a <= 1e-24 * u.squaredNorm()) {
        if (c > 0.0) return;
    } else {
        const double b = across_u.dot(across_w);
        const double discriminant = b * b - a * c;
        if (discriminant < 0.0) return;
        const double root = std::sqrt(discriminant);
        first = (-b - root) / a;
        last = (-b + root) / a;
    }
    if (along_u == 0.0) {
        if (along_w < 0.0 || along_w > length) return;
    } else {
        const double t0 = -along_w / along_u;
        const double t1 = (length - along_w) / along_u;
        first = std::max(first, std::min(t0, t1));
        last = std::min(last, std::max(t0, t1));
    }
    if (first > last) return;
    from = std::min(from, first);
    to = std::max(to, last);
}

}  // namespace

double nearest_parameter(const Vec3& point, const Segment& q) {
    const Vec3 v = q.b - q.a;
    const double length2 = v.squaredNorm();
    if (length2 == 0.0) return 0.0;
    const Vec3 w = point - q.a;
    if (w.dot(v) <= 0.5 * length2) return clamped(w.dot(v) / length2);
    // Measured from the far end, a point beyond it keeps its full precision.
    return clamped(1.0 + (point - q.b).dot(v) / length2);
}

double distance(const Vec3& point, const Segment& q) {
    return measured({point, point}, q, 0.0, nearest_parameter(point, q)).distance;
}

Closest closest(const Segment& p, const Segment& q) {
    const Vec3 u = p.b - p.a;
    const Vec3 v = q.b - q.a;
    const Vec3 w = p.a - q.a;
    const double a = u.squaredNorm();
    const double b = u.dot(v);
    const double c = v.squaredNorm();
    const double d = u.dot(w);
    const double e = v.dot(w);
    const double determinant = a * c - b * b;
    if (!(determinant > 1e-6 * a * c)) {
        // Nearly parallel, or a point: the ends decide, except for two long needles that cross.
        Closest best = closest_with_an_end(p, q);
        // The determinant has lost its digits to cancellation here; the cross product keeps them.
        const Vec3 n = u.cross(v);
        if (n.squaredNorm() > 0.0) {
            const double s = clamped(v.cross(w).dot(n) / n.squaredNorm());
            const double t = clamped(u.cross(w).dot(n) / n.squaredNorm());
            keep_nearer(best, measured(p, q, s, t));
        }
        return best;
    }
    double s = clamped((b * e - c * d) / determinant);
    double t = (b * s + e) / c;
    if (t < 0.0) {
        t = 0.0;
        s = clamped(-d / a);
    } else if (t > 1.0) {
        t = 1.0;
        s = clamped((b - d) / a);
    }
    return measured(p, q, s, t);
}

Segment plan(const Segment& p) {
    return {{p.a.x(), p.a.y(), 0.0}, {p.b.x(), p.b.y(), 0.0}};
}

bool closer_than(const Segment& p, const Segment& q, std::initializer_list<double> terms) {
    double limit = 0.0;
    for (const double term : terms)
        limit += term;
    const double axis_distance = closest(p, q).distance;
    // closest() is within 1e-9 m of the truth; only inside that band is exact arithmetic needed.
    constexpr double kBand = 4e-9;
    if (axis_distance < limit - kBand) return true;
    if (axis_distance > limit + kBand) return false;
    return exactly_closer_than(p, q, terms);
}

std::optional<Interval> part_within(const Segment& p, const Segment& q, double radius) {
    if (!(radius >= 0.0)) return std::nullopt;
    if ((p.b - p.a).squaredNorm() == 0.0) {
        if (distance(p.a, q) > radius) return std::nullopt;
        return Interval{0.0, 1.0};
    }
    double from = std::numeric_limits<double>::infinity();
    double to = -from;
    widen_by_sphere(p, q.a, radius, from, to);
    widen_by_sphere(p, q.b, radius, from, to);
    widen_by_cylinder(p, q, radius, from, to);
    from = std::max(from, 0.0);
    to = std::min(to, 1.0);
    if (from > to) return std::nullopt;
    return Interval{from, to};
}

double plan_angle_deg(const Segment& p, const Segment& q) {
    const Vec2 u = (p.b - p.a).head<2>();
    const Vec2 v = (q.b - q.a).head<2>();
    const double sine = std::abs(u.x() * v.y() - u.y() * v.x());
    const double cosine = std::abs(u.dot(v));
    if (sine == 0.0 && cosine == 0.0) return 0.0;
    return std::atan2(sine, cosine) * 180.0 / std::numbers::pi;
}

std::optional<Closest> plan_crossing(const Segment& p, const Segment& q) {
    const Vec2 u = (p.b - p.a).head<2>();
    const Vec2 v = (q.b - q.a).head<2>();
    const Vec2 w = (q.a - p.a).head<2>();
    const double cross = u.x() * v.y() - u.y() * v.x();
    if (cross == 0.0) return std::nullopt;
    // A line that ends on the other one (a tee) touches it: allow 1e-9 m for its rounded end.
    const double slack_p = 1e-9 / u.norm();
    const double slack_q = 1e-9 / v.norm();
    const double s = (w.x() * v.y() - w.y() * v.x()) / cross;
    const double t = (w.x() * u.y() - w.y() * u.x()) / cross;
    if (s < -slack_p || s > 1.0 + slack_p || t < -slack_q || t > 1.0 + slack_q) return std::nullopt;
    return measured(p, q, clamped(s), clamped(t));
}

}  // namespace maaiveld::geometry
