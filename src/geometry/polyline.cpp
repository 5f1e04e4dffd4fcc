#include "geometry/polyline.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::geometry {
namespace {

Vec2 left_of(const Vec2& direction) {
    return {-direction.y(), direction.x()};
}

struct Circle {
    Vec3 centre, u, v;  // u, v: unit vectors spanning its plane, u towards the start
    double radius = 0.0;
};

/// The circle through three points that are not on one line.
Circle circle_through(const Vec3& a, const Vec3& b, const Vec3& c) {
    const Vec3 ab = b - a;
    const Vec3 ac = c - a;
    const Vec3 n = ab.cross(ac);
    const Vec3 to_centre =
        (n.cross(ab) * ac.squaredNorm() + ac.cross(n) * ab.squaredNorm()) / (2.0 * n.squaredNorm());
    Circle circle;
    circle.centre = a + to_centre;
    circle.radius = to_centre.norm();
    circle.u = -to_centre.normalized();
    circle.v = n.normalized().cross(circle.u);
    return circle;
}

double angle_on(const Circle& circle, const Vec3& p) {
    const Vec3 w = p - circle.centre;
    const double angle = std::atan2(w.dot(circle.v), w.dot(circle.u));
    return angle < 0.0 ? angle + 2.0 * std::numbers::pi : angle;
}

/// The piece of the axis on which `station_m` lies, and the station of its start.
std::pair<std::size_t, double> piece_at(std::span<const Vec2> axis, double station_m) {
    double start = 0.0;
    for (std::size_t i = 0; i + 2 < axis.size(); ++i) {
        const double length = (axis[i + 1] - axis[i]).norm();
        if (station_m < start + length) return {i, start};
        start += length;
    }
    return {axis.size() - 2, start};
}

Vec2 direction_of(std::span<const Vec2> axis, std::size_t piece) {
    return (axis[piece + 1] - axis[piece]).normalized();
}

}  // namespace

std::vector<Vec3> arc_points(const Vec3& from, const Vec3& through, const Vec3& to,
                             double tolerance_m, double& sagitta_m) {
    const double spread = (through - from).cross(to - from).norm();
    const double reach = std::max((through - from).norm(), (to - from).norm());
    if (spread <= 1e-9 * reach * reach) return {to};
    const Circle circle = circle_through(from, through, to);
    // The plane's normal follows from -> through -> to, so the arc always runs to larger angles.
    const double sweep = angle_on(circle, to);
    const double limit = std::min(tolerance_m, circle.radius);
    const double widest = 2.0 * std::acos(1.0 - limit / circle.radius);
    const int pieces = std::max(2, static_cast<int>(std::ceil(sweep / widest)));
    std::vector<Vec3> points;
    for (int k = 1; k < pieces; ++k) {
        const double angle = sweep * k / pieces;
        points.push_back(circle.centre +
                         circle.radius * (std::cos(angle) * circle.u + std::sin(angle) * circle.v));
    }
    points.push_back(to);
    sagitta_m = std::max(sagitta_m, circle.radius * (1.0 - std::cos(0.5 * sweep / pieces)));
    return points;
}

double length_of(std::span<const Vec2> line) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        sum += (line[i + 1] - line[i]).norm();
    return sum;
}

double length_of(std::span<const Vec3> line) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        sum += (line[i + 1] - line[i]).norm();
    return sum;
}

namespace {

/// The side of a point whose nearest point is the corner between two pieces: it lies outside the
/// bend. (Asked of one piece alone it would jump from left to right behind a sharp corner.)
double side_behind_corner(const Vec2& before, const Vec2& after, double straight_on) {
    const double turn = before.x() * after.y() - before.y() * after.x();
    if (turn == 0.0) return straight_on;
    return turn > 0.0 ? -1.0 : 1.0;
}

}  // namespace

StationOffset station_offset(std::span<const Vec2> axis, const Vec2& point) {
    StationOffset best;
    double best_distance = std::numeric_limits<double>::infinity();
    double start = 0.0;
    for (std::size_t i = 0; i + 1 < axis.size(); ++i) {
        const Vec2 piece = axis[i + 1] - axis[i];
        const double length = piece.norm();
        if (length == 0.0) continue;
        const Vec2 d = piece / length;
        const double low = i == 0 ? -std::numeric_limits<double>::infinity() : 0.0;
        const double high = i + 2 == axis.size() ? std::numeric_limits<double>::infinity() : length;
        const double along = std::clamp((point - axis[i]).dot(d), low, high);
        const Vec2 gap = point - (axis[i] + along * d);
        if (gap.norm() < best_distance) {
            best_distance = gap.norm();
            // At a bend the nearest point is the corner: keep the full distance, with its side.
            double side = left_of(d).dot(point - axis[i]) >= 0.0 ? 1.0 : -1.0;
            if (along == length && i + 2 < axis.size())
                side = side_behind_corner(piece, axis[i + 2] - axis[i + 1], side);
            if (along == 0.0 && i > 0)
                side = side_behind_corner(axis[i] - axis[i - 1], piece, side);
            best = {start + along, side * gap.norm()};
        }
        start += length;
    }
    return best;
}

Vec2 point_at(std::span<const Vec2> axis, double station_m, double offset_m) {
    const auto [piece, start] = piece_at(axis, station_m);
    const Vec2 d = direction_of(axis, piece);
    return axis[piece] + (station_m - start) * d + offset_m * left_of(d);
}

Vec2 direction_at(std::span<const Vec2> axis, double station_m) {
    return direction_of(axis, piece_at(axis, station_m).first);
}

std::vector<Vec2> offset_line(std::span<const Vec2> axis, double from_m, double to_m,
                              double offset_m) {
    std::vector<Vec2> line{point_at(axis, from_m, offset_m)};
    double start = 0.0;
    for (std::size_t i = 0; i + 2 < axis.size(); ++i) {
        start += (axis[i + 1] - axis[i]).norm();
        if (start <= std::min(from_m, to_m) || start >= std::max(from_m, to_m)) continue;
        const Vec2 n0 = left_of(direction_of(axis, i));
        const Vec2 n1 = left_of(direction_of(axis, i + 1));
        const Vec2 bisector = (n0 + n1).normalized();
        line.push_back(axis[i + 1] + offset_m / std::max(0.2, bisector.dot(n0)) * bisector);
    }
    if (to_m < from_m) std::reverse(line.begin() + 1, line.end());
    line.push_back(point_at(axis, to_m, offset_m));
    return line;
}

}  // namespace maaiveld::geometry
