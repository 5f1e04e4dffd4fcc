#include "influence/roots/root_overlap.h"

#include "influence/roots/root_distance.h"
#include "influence/roots/root_plan.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec2;
using geometry::Vec3;
using Rule = boost::math::quadrature::gauss_kronrod<double, 15>;

double cross(const Vec2& a, const Vec2& b) {
    return a.x() * b.y() - a.y() * b.x();
}

/// Where a straight piece may enter or leave the body, as parameters in [0, 1].
class Cuts {
public:
    Cuts(const Vec3& a, const Vec3& b) : a_{a}, step_{b - a} {}

    void at_depth(double depth) {
        if (step_.z() != 0.0) add((depth - a_.z()) / step_.z());
    }
    void at_circle(const Vec2& middle, double radius) {
        const Vec2 from = a_.head<2>() - middle;
        const Vec2 d = step_.head<2>();
        const double aa = d.squaredNorm();
        const double bb = from.dot(d);
        const double root = bb * bb - aa * (from.squaredNorm() - radius * radius);
        if (aa == 0.0 || root <= 0.0) return;
        add((-bb - std::sqrt(root)) / aa);
        add((-bb + std::sqrt(root)) / aa);
    }
    /// The whole straight line through two points; more cuts than needed do no harm.
    void at_line(const Vec2& p, const Vec2& q) {
        const double across = cross(step_.head<2>(), q - p);
        if (across != 0.0) add(cross(p - a_.head<2>(), q - p) / across);
    }
    std::vector<double> sorted() {
        std::sort(cuts_.begin(), cuts_.end());
        return std::move(cuts_);
    }

private:
    void add(double t) {
        if (t > 0.0 && t < 1.0) cuts_.push_back(t);
    }
    Vec3 a_, step_;
    std::vector<double> cuts_{0.0, 1.0};
};

std::vector<double> cuts_of(const RootBody& body, const Vec3& a, const Vec3& b) {
    Cuts cuts{a, b};
    cuts.at_depth(0.0);
    cuts.at_depth(body.depth_m);
    cuts.at_circle(body.stem, body.radius_m);
    for (const RootBarrier& barrier : body.barriers) {
        cuts.at_depth(barrier.top_depth_m);
        cuts.at_depth(barrier.bottom_depth_m);
        for (std::size_t i = 0; i < barrier.line.size(); ++i) {
            cuts.at_line(body.stem, barrier.line[i]);
            if (i > 0) cuts.at_line(barrier.line[i - 1], barrier.line[i]);
        }
    }
    for (const RootObstacle& obstacle : body.obstacles) {
        cuts.at_depth(obstacle.top_depth_m);
        cuts.at_depth(obstacle.bottom_depth_m);
        if (obstacle.diameter_m) cuts.at_circle(obstacle.at, 0.5 * *obstacle.diameter_m);
        const auto corners = corners_of(obstacle);
        for (std::size_t i = 0; i < corners.size(); ++i)
            cuts.at_line(corners[i], corners[(i + 1) % corners.size()]);
    }
    return cuts.sorted();
}

/// A straight tube with a level and an upright direction square to its axis.
struct Tube {
    Vec3 a, b, across, up;
    double radius_m;

    Tube(const Vec3& from, const Vec3& to, double radius) : a{from}, b{to}, radius_m{radius} {
        const Vec3 along = (b - a).normalized();
        const Vec3 level = along.cross(Vec3::UnitZ());
        across = level.norm() > 1e-9 ? Vec3(level.normalized()) : Vec3(Vec3::UnitX());
        up = across.cross(along);
    }
    Vec3 shift(double u, double v) const { return u * across + v * up; }
};

/// Plan distances across a level tube at which the plan of the body may change abruptly.
std::vector<double> breaks_across(const RootBody& body, const Tube& tube) {
    const Vec2 across = tube.across.head<2>();
    const auto at = [&](const Vec2& p) { return (p - tube.a.head<2>()).dot(across); };
    std::vector<double> breaks{at(body.stem) - body.radius_m, at(body.stem) + body.radius_m};
    for (const RootBarrier& barrier : body.barriers) {
        for (const Vec2& p : barrier.line)
            breaks.push_back(at(p));
    }
    for (const RootObstacle& obstacle : body.obstacles) {
        for (const Vec2& p : corners_of(obstacle))
            breaks.push_back(at(p));
        if (!obstacle.diameter_m) continue;
        breaks.push_back(at(obstacle.at) - 0.5 * *obstacle.diameter_m);
        breaks.push_back(at(obstacle.at) + 0.5 * *obstacle.diameter_m);
    }
    std::sort(breaks.begin(), breaks.end());
    return breaks;
}

/// Heights above a tube's axis at which the layers of the body change; exact for a level tube.
std::vector<double> breaks_up(const RootBody& body, const Tube& tube) {
    std::vector<double> breaks;
    if (std::abs(tube.up.z()) < 1e-6) return breaks;
    const auto add = [&](double depth) { breaks.push_back((depth - tube.a.z()) / tube.up.z()); };
    add(0.0);
    for (const PlanLayer& layer : layers_of(body))
        add(layer.bottom_m);
    std::sort(breaks.begin(), breaks.end());
    return breaks;
}

/// Where the level chord of a tube at height `v` over its axis, from -half to half, crosses the
/// edges of the plan: for upright tubes, whose lines enter and leave all at once.
std::vector<double> breaks_of_row(const RootBody& body, const Tube& tube, double v, double half) {
    std::vector<double> breaks;
    for (const Vec3& end : {tube.a, tube.b}) {
        const Vec3 from = end + tube.shift(-half, v);
        const Vec3 to = end + tube.shift(half, v);
        for (const double t : cuts_of(body, from, to))
            breaks.push_back((2.0 * t - 1.0) * half);
    }
    std::sort(breaks.begin(), breaks.end());
    return breaks;
}

/// Integral over [low, high] in pieces between the breaks that lie inside.
template <class F>
double integral(const F& f, double low, double high, const std::vector<double>& breaks,
                double tolerance) {
    double sum = 0.0;
    double from = low;
    const auto piece = [&](double to) {
        if (to - from > 1e-13 * (high - low)) sum += Rule::integrate(f, from, to, 5, tolerance);
        from = to;
    };
    for (const double at : breaks) {
        if (at > from && at < high) piece(at);
    }
    piece(high);
    return sum;
}

/// Whether nothing but the surface, the bottom and the cylinder is near: then a tube well inside
/// is inside whole.
bool whole_inside(const RootBody& body, const Tube& tube) {
    if (!body.barriers.empty() || !body.obstacles.empty()) return false;
    const auto inside = [&](const Vec3& p) {
        return (p.head<2>() - body.stem).norm() + tube.radius_m <= body.radius_m &&
               p.z() >= tube.radius_m && p.z() + tube.radius_m <= body.depth_m;
    };
    return inside(tube.a) && inside(tube.b);
}

/// Whether the tube cannot touch the cylinder.
bool apart(const RootBody& body, const Tube& tube) {
    const double high = std::min(tube.a.z(), tube.b.z()) - tube.radius_m;
    const double low = std::max(tube.a.z(), tube.b.z()) + tube.radius_m;
    if (high >= body.depth_m || low <= 0.0) return true;
    const geometry::Segment plan{{tube.a.x(), tube.a.y(), 0.0}, {tube.b.x(), tube.b.y(), 0.0}};
    return geometry::distance({body.stem.x(), body.stem.y(), 0.0}, plan) >=
           body.radius_m + tube.radius_m;
}

}  // namespace

double length_inside_m(const RootBody& body, const Vec3& a, const Vec3& b) {
    const auto cuts = cuts_of(body, a, b);
    double share = 0.0;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        if (contains(body, a + 0.5 * (cuts[i] + cuts[i + 1]) * (b - a)))
            share += cuts[i + 1] - cuts[i];
    }
    return share * (b - a).norm();
}

double tube_inside_m3(const RootBody& body, const Vec3& a, const Vec3& b, double radius_m,
                      double tolerance) {
    const double length = (b - a).norm();
    if (length == 0.0 || radius_m <= 0.0) return 0.0;
    const Tube tube{a, b, radius_m};
    if (apart(body, tube)) return 0.0;
    if (whole_inside(body, tube)) return std::numbers::pi * radius_m * radius_m * length;
    const bool upright = (b - a).head<2>().norm() < radius_m;
    const auto across = breaks_across(body, tube);
    const auto rows = [&](double v) {
        const double half = std::sqrt(std::max(0.0, radius_m * radius_m - v * v));
        const auto line = [&](double u) {
            const Vec3 shift = tube.shift(u, v);
            return length_inside_m(body, a + shift, b + shift);
        };
        return integral(line, -half, half, upright ? breaks_of_row(body, tube, v, half) : across,
                        tolerance);
    };
    // v = R sin(phi) takes the edge of the disc smoothly.
    std::vector<double> up;
    for (const double v : breaks_up(body, tube)) {
        if (std::abs(v) < radius_m) up.push_back(std::asin(v / radius_m));
    }
    const auto turned = [&](double phi) {
        return rows(radius_m * std::sin(phi)) * radius_m * std::cos(phi);
    };
    return integral(turned, -0.5 * std::numbers::pi, 0.5 * std::numbers::pi, up, tolerance);
}

LineInRoots line_in_roots(const RootBody& body, const GroundLine& line, double tolerance) {
    LineInRoots found;
    const double radius = 0.5 * line.outer_diameter_m;
    for (std::size_t i = 0; i + 1 < line.axis.size(); ++i) {
        const Vec3& a = line.axis[i];
        const Vec3& b = line.axis[i + 1];
        if (least_possible_m(body, a, b) >= radius) continue;
        found.volume_m3 += tube_inside_m3(body, a, b, radius, tolerance);
        found.length_m += length_inside_m(body, a, b);
    }
    const bool meets = found.length_m > 0.0 || found.volume_m3 > 0.0;
    if (!meets) found.nearest_root_m = std::max(0.0, axis_distance_m(body, line.axis) - radius);
    return found;
}

}  // namespace maaiveld::influence
