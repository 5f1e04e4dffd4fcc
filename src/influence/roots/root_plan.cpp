#include "influence/roots/root_plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Interval;
using geometry::Vec2;

constexpr double kTurn = 2.0 * std::numbers::pi;

double cross(const Vec2& a, const Vec2& b) {
    return a.x() * b.y() - a.y() * b.x();
}

Vec2 turned(const Vec2& v, double angle_rad) {
    const double c = std::cos(angle_rad);
    const double s = std::sin(angle_rad);
    return {c * v.x() - s * v.y(), s * v.x() + c * v.y()};
}

double radians(double deg) {
    return deg * std::numbers::pi / 180.0;
}

/// Distance along the ray from the origin to a wall; nothing when it misses.
std::optional<double> hit(const Vec2& direction, const Vec2& a, const Vec2& b) {
    const Vec2 wall = b - a;
    const double across = cross(direction, wall);
    if (across == 0.0) return std::nullopt;
    const double t = cross(a, wall) / across;
    const double along = cross(a, direction) / across;
    if (t < 0.0 || along < 0.0 || along > 1.0) return std::nullopt;
    return t;
}

/// The part of the ray inside a rectangle or disc.
std::optional<Interval> inside_along(const RootObstacle& obstacle, const Vec2& direction) {
    if (obstacle.diameter_m) {
        const double radius = 0.5 * *obstacle.diameter_m;
        const double middle = obstacle.at.dot(direction);
        const double square = radius * radius - (obstacle.at - middle * direction).squaredNorm();
        if (square <= 0.0) return std::nullopt;
        return Interval{middle - std::sqrt(square), middle + std::sqrt(square)};
    }
    const Vec2 from = turned(-obstacle.at, -radians(obstacle.heading_deg));
    const Vec2 step = turned(direction, -radians(obstacle.heading_deg));
    Interval part{-1e300, 1e300};
    for (int k = 0; k < 2; ++k) {
        const double half = 0.5 * obstacle.size_m[k];
        if (std::abs(step[k]) < 1e-15) {
            if (std::abs(from[k]) > half) return std::nullopt;
            continue;
        }
        const double t0 = (-half - from[k]) / step[k];
        const double t1 = (half - from[k]) / step[k];
        part.from = std::max(part.from, std::min(t0, t1));
        part.to = std::min(part.to, std::max(t0, t1));
    }
    if (!(part.to > part.from)) return std::nullopt;
    return part;
}

void add_circle_hits(std::vector<double>& angles, const Vec2& a, const Vec2& b, double radius) {
    const Vec2 d = b - a;
    const double aa = d.squaredNorm();
    const double bb = a.dot(d);
    const double root = bb * bb - aa * (a.squaredNorm() - radius * radius);
    if (aa == 0.0 || root <= 0.0) return;
    for (const double sign : {-1.0, 1.0}) {
        const double t = (-bb + sign * std::sqrt(root)) / aa;
        if (t < 0.0 || t > 1.0) continue;
        const Vec2 p = a + t * d;
        add_angle(angles, std::atan2(p.y(), p.x()));
    }
}

void add_crossings(std::vector<double>& angles, const PlanLayer& layer) {
    for (std::size_t i = 0; i < layer.walls.size(); ++i) {
        for (std::size_t j = i + 1; j < layer.walls.size(); ++j) {
            const auto& [a, b] = layer.walls[i];
            const auto& [c, d] = layer.walls[j];
            const double across = cross(b - a, d - c);
            if (across == 0.0) continue;
            const Vec2 p = a + cross(c - a, d - c) / across * (b - a);
            add_angle(angles, std::atan2(p.y(), p.x()));
        }
    }
}

void add_obstacle(std::vector<double>& angles, const RootObstacle& obstacle, double radius) {
    const auto corners = corners_of(obstacle);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        add_angle(angles, std::atan2(corners[i].y(), corners[i].x()));
        add_circle_hits(angles, corners[i], corners[(i + 1) % corners.size()], radius);
    }
    if (!obstacle.diameter_m) return;
    const double away = obstacle.at.norm();
    const double half = 0.5 * *obstacle.diameter_m;
    if (away <= half) return;
    const double middle = std::atan2(obstacle.at.y(), obstacle.at.x());
    add_angle(angles, middle - std::asin(half / away));
    add_angle(angles, middle + std::asin(half / away));
    add_angle(angles, middle);
}

std::vector<double> cuts_of(const RootBody& body) {
    std::vector<double> cuts{0.0, body.depth_m};
    const auto add = [&](double depth) {
        if (depth > 0.0 && depth < body.depth_m) cuts.push_back(depth);
    };
    for (const RootBarrier& barrier : body.barriers)
        add(barrier.top_depth_m), add(barrier.bottom_depth_m);
    for (const RootObstacle& obstacle : body.obstacles)
        add(obstacle.top_depth_m), add(obstacle.bottom_depth_m);
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    return cuts;
}

PlanLayer layer_between(const RootBody& body, double top, double bottom) {
    PlanLayer layer{top, bottom, body.radius_m, {}, {}};
    const double middle = 0.5 * (top + bottom);
    for (const RootBarrier& barrier : body.barriers) {
        if (middle < barrier.top_depth_m || middle > barrier.bottom_depth_m) continue;
        for (std::size_t i = 0; i + 1 < barrier.line.size(); ++i)
            layer.walls.emplace_back(barrier.line[i] - body.stem, barrier.line[i + 1] - body.stem);
    }
    for (RootObstacle obstacle : body.obstacles) {
        if (middle < obstacle.top_depth_m || middle > obstacle.bottom_depth_m) continue;
        obstacle.at -= body.stem;
        layer.obstacles.push_back(std::move(obstacle));
    }
    return layer;
}

}  // namespace

std::vector<PlanLayer> layers_of(const RootBody& body) {
    const auto cuts = cuts_of(body);
    std::vector<PlanLayer> layers;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
        layers.push_back(layer_between(body, cuts[i], cuts[i + 1]));
    return layers;
}

bool hides(const RootBarrier& barrier, const Vec2& stem, const Vec2& at) {
    const Vec2 way = at - stem;
    const double far = way.norm();
    if (far == 0.0) return false;
    const Vec2 direction = way / far;
    for (std::size_t i = 0; i + 1 < barrier.line.size(); ++i) {
        const auto wall = hit(direction, barrier.line[i] - stem, barrier.line[i + 1] - stem);
        if (wall && *wall < far) return true;
    }
    return false;
}

bool inside_plan(const RootObstacle& obstacle, const Vec2& at) {
    const Vec2 from = at - obstacle.at;
    if (obstacle.diameter_m) return from.norm() <= 0.5 * *obstacle.diameter_m;
    const Vec2 local = turned(from, -radians(obstacle.heading_deg));
    return std::abs(local.x()) <= 0.5 * obstacle.size_m.x() &&
           std::abs(local.y()) <= 0.5 * obstacle.size_m.y();
}

std::vector<Vec2> corners_of(const RootObstacle& obstacle) {
    if (obstacle.diameter_m) return {};
    const Vec2 along = turned({0.5 * obstacle.size_m.x(), 0.0}, radians(obstacle.heading_deg));
    const Vec2 across = turned({0.0, 0.5 * obstacle.size_m.y()}, radians(obstacle.heading_deg));
    return {obstacle.at - along - across, obstacle.at + along - across,
            obstacle.at + along + across, obstacle.at - along + across};
}

double sight_m(const PlanLayer& layer, double angle) {
    const Vec2 direction{std::cos(angle), std::sin(angle)};
    double sight = layer.radius_m;
    for (const auto& [a, b] : layer.walls) {
        if (const auto wall = hit(direction, a, b)) sight = std::min(sight, *wall);
    }
    return sight;
}

std::vector<Interval> free_along(const PlanLayer& layer, double angle) {
    std::vector<Interval> free{{0.0, sight_m(layer, angle)}};
    const Vec2 direction{std::cos(angle), std::sin(angle)};
    for (const RootObstacle& obstacle : layer.obstacles) {
        const auto taken = inside_along(obstacle, direction);
        if (!taken) continue;
        std::vector<Interval> left;
        for (const Interval& part : free) {
            if (taken->from > part.from)
                left.push_back({part.from, std::min(part.to, taken->from)});
            if (taken->to < part.to) left.push_back({std::max(part.from, taken->to), part.to});
        }
        free = std::move(left);
    }
    return free;
}

std::vector<double> break_angles(const PlanLayer& layer) {
    std::vector<double> angles{0.0, 0.25 * kTurn, 0.5 * kTurn, 0.75 * kTurn, kTurn};
    for (const auto& [a, b] : layer.walls) {
        add_angle(angles, std::atan2(a.y(), a.x()));
        add_angle(angles, std::atan2(b.y(), b.x()));
        add_circle_hits(angles, a, b, layer.radius_m);
    }
    add_crossings(angles, layer);
    for (const RootObstacle& obstacle : layer.obstacles)
        add_obstacle(angles, obstacle, layer.radius_m);
    return angles;
}

void add_angle(std::vector<double>& angles, double angle) {
    const double turned_back = angle - kTurn * std::floor(angle / kTurn);
    angles.push_back(std::clamp(turned_back, 0.0, kTurn));
}

std::vector<Vec2> outline(const PlanLayer& layer, double step_rad) {
    std::vector<double> angles = break_angles(layer);
    std::sort(angles.begin(), angles.end());
    std::vector<Vec2> points;
    const auto add = [&](double angle) {
        points.emplace_back(sight_m(layer, angle) * Vec2(std::cos(angle), std::sin(angle)));
    };
    for (std::size_t i = 0; i + 1 < angles.size(); ++i) {
        const double run = angles[i + 1] - angles[i];
        if (run < 1e-12) continue;
        const int steps = std::max(1, static_cast<int>(std::ceil(run / step_rad)));
        // A hair inside the ends, so that a jump at a wall's end shows as two points.
        for (int k = 0; k <= steps; ++k)
            add(angles[i] + run * std::clamp(static_cast<double>(k) / steps, 1e-9, 1.0 - 1e-9));
    }
    return points;
}

}  // namespace maaiveld::influence
