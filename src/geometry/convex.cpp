#include "geometry/convex.h"

#include <Eigen/Dense>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace maaiveld::geometry {
namespace {

using Kind = Convex::Kind;

/// The farthest point of the solid's core (a capsule's axis) in a direction.
Vec3 support(const Convex& solid, const Vec3& direction) {
    if (solid.kind == Kind::Block) {
        Vec3 p = solid.centre;
        for (int k = 0; k < 3; ++k) {
            const Vec3 axis = solid.half_axes.col(k);
            p += axis.dot(direction) >= 0.0 ? axis : Vec3(-axis);
        }
        return p;
    }
    Vec3 p = (solid.core.b - solid.core.a).dot(direction) >= 0.0 ? solid.core.b : solid.core.a;
    if (solid.kind == Kind::Cylinder) {
        const double length = direction.head<2>().norm();
        if (length > 0.0) p.head<2>() += solid.radius / length * direction.head<2>();
    }
    return p;
}

double rounding(const Convex& solid) {
    return solid.kind == Kind::Capsule ? solid.radius : 0.0;
}

/// A vertex of the simplex in the Minkowski difference, with the points it came from.
struct Vertex {
    Vec3 v, on_a, on_b;
};
struct Simplex {
    std::array<Vertex, 4> points;
    std::array<double, 4> weights{};
    int size = 0;
};

/// The weights of the point of the hull of the chosen vertices' affine space nearest to the origin;
/// false when it lies outside the hull.
bool nearest_in(const Simplex& from, const std::array<int, 4>& chosen, int count, Simplex& out) {
    std::array<double, 4> weights{1.0, 0.0, 0.0, 0.0};
    if (count > 1) {
        Eigen::Matrix<double, 3, Eigen::Dynamic, 0, 3, 3> edges(3, count - 1);
        const Vec3 base = from.points[static_cast<std::size_t>(chosen[0])].v;
        for (int k = 1; k < count; ++k) {
            edges.col(k - 1) =
                from.points[static_cast<std::size_t>(chosen[static_cast<std::size_t>(k)])].v - base;
        }
        const Eigen::MatrixXd normal = edges.transpose() * edges;
        const Eigen::FullPivLU<Eigen::MatrixXd> solver(normal);
        if (!solver.isInvertible()) return false;
        const Eigen::VectorXd solved = solver.solve(-edges.transpose() * base);
        double sum = 0.0;
        for (int k = 1; k < count; ++k) {
            weights[static_cast<std::size_t>(k)] = solved(k - 1);
            sum += solved(k - 1);
        }
        weights[0] = 1.0 - sum;
    }
    for (int k = 0; k < count; ++k) {
        if (weights[static_cast<std::size_t>(k)] < -1e-14) return false;
    }
    out.size = count;
    for (int k = 0; k < count; ++k) {
        const auto i = static_cast<std::size_t>(k);
        out.points[i] = from.points[static_cast<std::size_t>(chosen[i])];
        out.weights[i] = weights[i];
    }
    return true;
}

Vec3 combined(const Simplex& simplex, Vec3 Vertex::*member) {
    Vec3 sum = Vec3::Zero();
    for (int k = 0; k < simplex.size; ++k) {
        const auto i = static_cast<std::size_t>(k);
        sum += simplex.weights[i] * (simplex.points[i].*member);
    }
    return sum;
}

/// Reduces the simplex to the face that holds the point nearest to the origin.
Simplex reduced(const Simplex& simplex) {
    Simplex best;
    double best_norm = std::numeric_limits<double>::infinity();
    for (unsigned mask = 1; mask < (1U << static_cast<unsigned>(simplex.size)); ++mask) {
        std::array<int, 4> chosen{};
        int count = 0;
        for (int k = 0; k < simplex.size; ++k) {
            if ((mask >> static_cast<unsigned>(k)) & 1U)
                chosen[static_cast<std::size_t>(count++)] = k;
        }
        Simplex candidate;
        if (!nearest_in(simplex, chosen, count, candidate)) continue;
        const double norm = combined(candidate, &Vertex::v).squaredNorm();
        if (norm < best_norm) {
            best_norm = norm;
            best = candidate;
        }
    }
    return best;
}

/// GJK on the cores: the nearest points, distance 0 when the cores touch or overlap.
Gap core_gap(const Convex& a, const Convex& b) {
    const auto vertex = [&](const Vec3& direction) {
        const Vec3 on_a = support(a, -direction);
        const Vec3 on_b = support(b, direction);
        return Vertex{on_a - on_b, on_a, on_b};
    };
    Simplex simplex;
    simplex.points[0] = vertex(a.middle() - b.middle());
    simplex.weights[0] = 1.0;
    simplex.size = 1;
    Vec3 v = simplex.points[0].v;
    for (int round = 0; round < 200; ++round) {
        const double norm2 = v.squaredNorm();
        if (norm2 < 1e-22) break;
        const Vertex next = vertex(v);
        if (norm2 - v.dot(next.v) <= 1e-13 * norm2 || simplex.size == 4) break;
        simplex.points[static_cast<std::size_t>(simplex.size++)] = next;
        simplex = reduced(simplex);
        v = combined(simplex, &Vertex::v);
    }
    const bool overlapping = simplex.size == 4 || v.squaredNorm() < 1e-22;
    return {overlapping ? 0.0 : v.norm(), combined(simplex, &Vertex::on_a),
            combined(simplex, &Vertex::on_b)};
}

std::vector<Vec3> edges_of(const Convex& solid) {
    if (solid.kind != Kind::Block) return {solid.core.b - solid.core.a};
    return {solid.half_axes.col(0), solid.half_axes.col(1), solid.half_axes.col(2)};
}

/// The directions along which overlapping cores may be parted most cheaply.
std::vector<Vec3> parting_directions(const Convex& a, const Convex& b) {
    std::vector<Vec3> directions;
    for (const Convex* solid : {&a, &b}) {
        if (solid->kind == Kind::Block) {
            for (const Vec3& edge : edges_of(*solid))
                directions.push_back(edge);
        }
        if (solid->kind == Kind::Cylinder) directions.push_back(Vec3::UnitZ());
    }
    if (a.kind == Kind::Cylinder || b.kind == Kind::Cylinder) {
        Vec3 radial = b.middle() - a.middle();
        radial.z() = 0.0;
        directions.push_back(radial.squaredNorm() > 0.0 ? radial : Vec3(Vec3::UnitX()));
    }
    for (const Vec3& edge_a : edges_of(a)) {
        for (const Vec3& edge_b : edges_of(b))
            directions.push_back(edge_a.cross(edge_b));
    }
    return directions;
}

/// The same for plans, which may only be shifted within theirs: square to every edge.
std::vector<Vec3> level_parting_directions(const Convex& a, const Convex& b) {
    std::vector<Vec3> directions;
    for (const Convex* solid : {&a, &b}) {
        for (const Vec3& edge : edges_of(*solid))
            directions.push_back(Vec3::UnitZ().cross(edge));
    }
    return directions;
}

/// Least shift along one of the directions that parts the cores.
double core_penetration(const Convex& a, const Convex& b, const std::vector<Vec3>& directions) {
    double least = std::numeric_limits<double>::infinity();
    for (const Vec3& direction : directions) {
        if (direction.squaredNorm() < 1e-18) continue;
        const Vec3 n = direction.normalized();
        least = std::min(least, support(a, n).dot(n) - support(b, -n).dot(n));
        least = std::min(least, support(b, n).dot(n) - support(a, -n).dot(n));
    }
    return std::isfinite(least) ? std::max(0.0, least) : 0.0;
}

Gap capsule_gap(const Convex& a, const Convex& b) {
    const Closest near = closest(a.core, b.core);
    const Vec3 on_a = a.core.at(near.s);
    const Vec3 on_b = b.core.at(near.t);
    const Vec3 n = near.distance > 0.0 ? Vec3((on_b - on_a) / near.distance) : Vec3::Zero();
    return {near.distance - a.radius - b.radius, on_a + a.radius * n, on_b - b.radius * n};
}

using Directions = std::vector<Vec3> (*)(const Convex&, const Convex&);

Gap gap_parted_along(const Convex& a, const Convex& b, Directions directions) {
    if (a.kind == Kind::Capsule && b.kind == Kind::Capsule) return capsule_gap(a, b);
    Gap found = core_gap(a, b);
    const double round = rounding(a) + rounding(b);
    if (found.distance == 0.0) {
        found.distance = -core_penetration(a, b, directions(a, b)) - round;
        return found;
    }
    const Vec3 n = (found.on_b - found.on_a) / found.distance;
    found.on_a += rounding(a) * n;
    found.on_b -= rounding(b) * n;
    found.distance -= round;
    return found;
}

}  // namespace

Convex Convex::capsule(const Segment& core, double radius) {
    Convex solid;
    solid.core = core;
    solid.radius = radius;
    return solid;
}

Convex Convex::cylinder(const Vec3& foot, double height_m, double radius) {
    Convex solid;
    solid.kind = Kind::Cylinder;
    solid.core = {foot, foot + height_m * Vec3::UnitZ()};
    solid.radius = radius;
    return solid;
}

Convex Convex::block(const Vec3& centre, const Eigen::Matrix3d& half_axes) {
    Convex solid;
    solid.kind = Kind::Block;
    solid.centre = centre;
    solid.half_axes = half_axes;
    return solid;
}

Vec3 Convex::middle() const {
    return kind == Kind::Block ? centre : Vec3(0.5 * (core.a + core.b));
}

Gap gap(const Convex& a, const Convex& b) {
    return gap_parted_along(a, b, parting_directions);
}

Convex plan(const Convex& solid) {
    Convex flat = solid;
    flat.core = plan(solid.core);
    if (solid.kind != Kind::Block) {
        flat.kind = Kind::Capsule;
        return flat;
    }
    flat.centre.z() = 0.0;
    // The steepest axis vanishes in plan; a duct bank's slope adds its level part to the length.
    int steepest = 0;
    for (int k = 1; k < 3; ++k) {
        const auto slope = [&](int c) {
            return std::abs(solid.half_axes(2, c)) / std::max(1e-12, solid.half_axes.col(c).norm());
        };
        if (slope(k) > slope(steepest)) steepest = k;
    }
    flat.half_axes.row(2).setZero();
    flat.half_axes.col(steepest).setZero();
    return flat;
}

Gap plan_gap(const Convex& a, const Convex& b) {
    return gap_parted_along(plan(a), plan(b), level_parting_directions);
}

Bounds bounds_of(const Convex& solid) {
    Bounds bounds;
    if (solid.kind == Kind::Block) {
        const Vec3 reach = solid.half_axes.cwiseAbs().rowwise().sum();
        bounds.include(solid.centre - reach);
        bounds.include(solid.centre + reach);
        return bounds;
    }
    const double up = solid.kind == Kind::Capsule ? solid.radius : 0.0;
    const Vec3 reach{solid.radius, solid.radius, up};
    for (const Vec3& end : {solid.core.a, solid.core.b}) {
        bounds.include(end - reach);
        bounds.include(end + reach);
    }
    return bounds;
}

bool contains(const Convex& solid, const Vec3& point) {
    switch (solid.kind) {
        case Kind::Capsule:
            return distance(point, solid.core) <= solid.radius;
        case Kind::Cylinder: {
            const bool level = point.z() >= solid.core.a.z() && point.z() <= solid.core.b.z();
            return level && (point - solid.core.a).head<2>().norm() <= solid.radius;
        }
        case Kind::Block: {
            const Vec3 w = point - solid.centre;
            for (int k = 0; k < 3; ++k) {
                const Vec3 axis = solid.half_axes.col(k);
                if (std::abs(w.dot(axis)) > axis.squaredNorm()) return false;
            }
            return true;
        }
    }
    return false;
}

double shared_volume_m3(const Segment& tube, double radius, const Convex& solid) {
    const double length = tube.length();
    if (length == 0.0 || radius <= 0.0) return 0.0;
    const Vec3 d = (tube.b - tube.a) / length;
    const Vec3 side = d.unitOrthogonal();
    const Vec3 up = d.cross(side);
    // One centre and rings of 6 and 12 points, each standing for an equal share of the disc.
    std::vector<Vec3> disc{Vec3::Zero()};
    for (const auto& [count, reach] : {std::pair{6, 0.48}, std::pair{12, 0.82}}) {
        for (int k = 0; k < count; ++k) {
            const double angle = 2.0 * std::numbers::pi * (k + 0.25) / count;
            disc.push_back(radius * reach * (std::cos(angle) * side + std::sin(angle) * up));
        }
    }
    const int slices = std::max(1, static_cast<int>(std::ceil(length / 0.02)));
    std::int64_t inside = 0;
    for (int k = 0; k < slices; ++k) {
        const Vec3 middle = tube.at((k + 0.5) / slices);
        for (const Vec3& p : disc)
            inside += contains(solid, middle + p) ? 1 : 0;
    }
    const double share = static_cast<double>(inside) / static_cast<double>(disc.size());
    return share * std::numbers::pi * radius * radius * length / slices;
}

std::optional<Interval> part_within(const Segment& p, const Convex& solid, double radius) {
    if (solid.kind == Kind::Capsule) return part_within(p, solid.core, radius + solid.radius);
    const auto distance_at = [&](double t) {
        return gap(Convex::capsule({p.at(t), p.at(t)}, 0.0), solid).distance;
    };
    const Gap near = gap(Convex::capsule(p, 0.0), solid);
    if (near.distance > radius) return std::nullopt;
    const double inside = nearest_parameter(near.on_a, p);
    // Distance to a convex solid is convex along a line: one crossing on either side.
    const auto edge = [&](double outer) {
        if (distance_at(outer) <= radius) return outer;
        double in = inside;
        double out = outer;
        while (std::abs(out - in) * p.length() > 1e-9) {
            const double middle = 0.5 * (in + out);
            (distance_at(middle) <= radius ? in : out) = middle;
            if (middle == 0.5 * (in + out)) break;
        }
        return in;
    };
    return Interval{edge(0.0), edge(1.0)};
}

}  // namespace maaiveld::geometry
