#include "influence/roots/root_distance.h"

#include "influence/roots/root_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec2;
using geometry::Vec3;

constexpr double kOutlineStep_rad = std::numbers::pi / 360.0;

/// The plan outlines of a body, to measure distances to.
struct Outlines {
    std::vector<PlanLayer> layers;
    std::vector<std::vector<Vec2>> lines;

    explicit Outlines(const RootBody& body) : layers{layers_of(body)} {
        for (const PlanLayer& layer : layers)
            lines.push_back(outline(layer, kOutlineStep_rad));
    }
};

double plan_distance(const PlanLayer& layer, const std::vector<Vec2>& line, const Vec2& at) {
    if (at.norm() <= sight_m(layer, std::atan2(at.y(), at.x()))) return 0.0;
    double best = 1e300;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const Vec2& p = line[i];
        const Vec2 d = line[(i + 1) % line.size()] - p;
        const double square = d.squaredNorm();
        const double t = square > 0.0 ? std::clamp((at - p).dot(d) / square, 0.0, 1.0) : 0.0;
        best = std::min(best, (at - p - t * d).norm());
    }
    return best;
}

double distance_to(const Outlines& outlines, const Vec2& stem, const Vec3& at) {
    double best = 1e300;
    for (std::size_t k = 0; k < outlines.layers.size(); ++k) {
        const PlanLayer& layer = outlines.layers[k];
        const double vertical = std::max({layer.top_m - at.z(), at.z() - layer.bottom_m, 0.0});
        if (vertical >= best) continue;
        best = std::min(best, std::hypot(vertical, plan_distance(layer, outlines.lines[k],
                                                                 at.head<2>() - stem)));
    }
    return best;
}

/// Least distance from a straight piece to the body: even steps, then a ternary search round the
/// best of them.
double piece_distance(const Outlines& outlines, const RootBody& body, const Vec3& a,
                      const Vec3& b) {
    const auto f = [&](double t) { return distance_to(outlines, body.stem, a + t * (b - a)); };
    const int steps = std::clamp(static_cast<int>(std::ceil((b - a).norm() / 0.2)), 4, 100);
    int best = 0;
    double least = f(0.0);
    for (int k = 1; k <= steps; ++k) {
        const double value = f(static_cast<double>(k) / steps);
        if (value < least) least = value, best = k;
    }
    double low = std::max(0, best - 1) / static_cast<double>(steps);
    double high = std::min(steps, best + 1) / static_cast<double>(steps);
    while ((high - low) * (b - a).norm() > 5e-4) {
        const double third = (high - low) / 3.0;
        if (f(low + third) < f(high - third)) {
            high -= third;
        } else {
            low += third;
        }
    }
    return std::min(least, f(0.5 * (low + high)));
}

/// The part of a long piece that can be nearest: within a ball of the stem that holds the body and
/// the piece's own nearest point.
std::pair<Vec3, Vec3> near_part(const RootBody& body, const Vec3& a, const Vec3& b) {
    const Vec3 middle{body.stem.x(), body.stem.y(), 0.5 * body.depth_m};
    const double ball = std::hypot(body.radius_m, 0.5 * body.depth_m);
    const geometry::Segment piece{a, b};
    const double reach = 2.0 * ball + geometry::distance(middle, piece);
    const double length = piece.length();
    if (length == 0.0) return {a, b};
    const double t = geometry::nearest_parameter(middle, piece);
    return {piece.at(std::max(0.0, t - reach / length)),
            piece.at(std::min(1.0, t + reach / length))};
}

}  // namespace

double least_possible_m(const RootBody& body, const Vec3& a, const Vec3& b) {
    const geometry::Segment plan{{a.x(), a.y(), 0.0}, {b.x(), b.y(), 0.0}};
    const double outward =
        geometry::distance({body.stem.x(), body.stem.y(), 0.0}, plan) - body.radius_m;
    const double down = std::min(a.z(), b.z()) - body.depth_m;
    return std::hypot(std::max(0.0, outward), std::max(0.0, down));
}

// The pieces that promise most are measured first.
double axis_distance_m(const RootBody& body, std::span<const Vec3> axis) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i + 1 < axis.size(); ++i)
        order.emplace_back(least_possible_m(body, axis[i], axis[i + 1]), i);
    std::sort(order.begin(), order.end());
    const Outlines outlines{body};
    double nearest = std::numeric_limits<double>::infinity();
    for (const auto& [promised, i] : order) {
        if (promised >= nearest) break;
        const auto [from, to] = near_part(body, axis[i], axis[i + 1]);
        nearest = std::min(nearest, piece_distance(outlines, body, from, to));
    }
    return nearest;
}

}  // namespace maaiveld::influence
