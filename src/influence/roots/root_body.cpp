#include "influence/roots/root_body.h"

#include "influence/roots/root_plan.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using geometry::Vec2;
using geometry::Vec3;

/// How far a growing cylinder may be doubled before it is called enclosed.
constexpr int kMostDoublings = 12;

/// Integral of (1 - depth/zero_depth)+ between two depths; the height itself without a zero depth.
double depth_weight(const RootDensity& density, double top, double bottom) {
    if (!density.zero_depth_m) return bottom - top;
    const double zero = *density.zero_depth_m;
    const double from = std::min(top, zero);
    const double to = std::min(bottom, zero);
    return (to - from) * (1.0 - 0.5 * (from + to) / zero);
}

/// Integral of r exp(-r/r0) from 0 to r.
double radial_weight(const RootDensity& density, double r) {
    if (!density.decay_radius_m) return 0.5 * r * r;
    const double r0 = *density.decay_radius_m;
    const double x = r / r0;
    // 1 - (1 + x) e^-x loses its digits for small x.
    if (x < 1e-3) return r * r * (0.5 - x / 3.0 + x * x / 8.0);
    return r0 * r0 * (1.0 - (1.0 + x) * std::exp(-x));
}

/// Only what lies beyond the line through `on` along `along`, seen from the stem.
struct BeyondLine {
    Vec2 normal;  ///< from the stem to the line
    double distance = 0.0;
};

double from_of(const std::optional<BeyondLine>& beyond, double angle) {
    if (!beyond) return 0.0;
    const double towards = beyond->normal.dot(Vec2(std::cos(angle), std::sin(angle)));
    return towards > 0.0 ? beyond->distance / towards : std::numeric_limits<double>::infinity();
}

/// Integral of the radial weight over one layer's plan.
double plan_weight(const PlanLayer& layer, const RootDensity& density,
                   const std::optional<BeyondLine>& beyond) {
    std::vector<double> angles = break_angles(layer);
    if (beyond && beyond->distance < layer.radius_m) {
        const double middle = std::atan2(beyond->normal.y(), beyond->normal.x());
        const double half = std::acos(beyond->distance / layer.radius_m);
        add_angle(angles, middle - half);
        add_angle(angles, middle + half);
    }
    std::sort(angles.begin(), angles.end());
    const auto ray = [&](double angle) {
        double sum = 0.0;
        const double least = from_of(beyond, angle);
        for (const geometry::Interval& free : free_along(layer, angle)) {
            const double from = std::max(free.from, least);
            if (free.to > from)
                sum += radial_weight(density, free.to) - radial_weight(density, from);
        }
        return sum;
    };
    using Rule = boost::math::quadrature::gauss_kronrod<double, 31>;
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < angles.size(); ++i) {
        if (angles[i + 1] - angles[i] > 1e-14)
            sum += Rule::integrate(ray, angles[i], angles[i + 1], 8, 1e-9);
    }
    return sum;
}

double weight_of(const RootBody& body, const RootDensity& density,
                 const std::optional<BeyondLine>& beyond, double to_depth_m) {
    double sum = 0.0;
    for (const PlanLayer& layer : layers_of(body)) {
        const double bottom = std::min(layer.bottom_m, to_depth_m);
        if (bottom <= layer.top_m) continue;
        sum += plan_weight(layer, density, beyond) * depth_weight(density, layer.top_m, bottom);
    }
    return sum;
}

base::Result<void> check_barrier(const RootBody& body, const RootBarrier& barrier,
                                 const std::string& where) {
    const std::string name = fmt::format("root barrier `{}`", barrier.id);
    if (barrier.line.size() < 2) return base::bad_input(name + " needs two points", where);
    if (!(barrier.bottom_depth_m > barrier.top_depth_m)) {
        return base::bad_input(fmt::format("{} ends at {} m, which is not below its top at {} m",
                                           name, barrier.bottom_depth_m, barrier.top_depth_m),
                               where);
    }
    for (const Vec2& at : barrier.line) {
        if (!at.allFinite()) return base::bad_input(name + " has a point that is no place", where);
    }
    for (std::size_t i = 0; i + 1 < barrier.line.size(); ++i) {
        const geometry::Segment piece{{barrier.line[i].x(), barrier.line[i].y(), 0.0},
                                      {barrier.line[i + 1].x(), barrier.line[i + 1].y(), 0.0}};
        if (geometry::distance({body.stem.x(), body.stem.y(), 0.0}, piece) < 1e-6) {
            return base::bad_input(name + " runs through the stem", where);
        }
    }
    return {};
}

base::Result<void> check_obstacle(const RootBody& body, const RootObstacle& obstacle,
                                  const std::string& where) {
    const std::string name = fmt::format("obstacle `{}`", obstacle.id);
    const bool extent = obstacle.diameter_m
                            ? *obstacle.diameter_m > 0.0
                            : obstacle.size_m.x() > 0.0 && obstacle.size_m.y() > 0.0;
    if (!obstacle.at.allFinite() || !std::isfinite(obstacle.heading_deg)) {
        return base::bad_input(name + " has no place", where);
    }
    if (!extent || !(obstacle.bottom_depth_m > obstacle.top_depth_m)) {
        return base::bad_input(name + " has no volume", where);
    }
    if (obstacle.top_depth_m <= 0.0 && inside_plan(obstacle, body.stem)) {
        return base::bad_input(name + " stands where the stem is", where);
    }
    return {};
}

}  // namespace

base::Result<void> check_body(const RootBody& body, const std::string& where) {
    if (!(body.radius_m > 0.0) || !std::isfinite(body.radius_m)) {
        return base::bad_input(fmt::format("a root radius of {} m is no radius", body.radius_m),
                               where);
    }
    if (!(body.depth_m > 0.0) || !std::isfinite(body.depth_m)) {
        return base::bad_input(fmt::format("roots need depth: the groundwater or root depth is "
                                           "{} m and must be positive",
                                           body.depth_m),
                               where);
    }
    for (const RootBarrier& barrier : body.barriers) {
        if (auto checked = check_barrier(body, barrier, where); !checked) return checked;
    }
    for (const RootObstacle& obstacle : body.obstacles) {
        if (auto checked = check_obstacle(body, obstacle, where); !checked) return checked;
    }
    return {};
}

bool contains(const RootBody& body, const Vec3& at_depth) {
    const double depth = at_depth.z();
    if (depth < 0.0 || depth > body.depth_m) return false;
    const Vec2 at = at_depth.head<2>();
    if ((at - body.stem).norm() > body.radius_m) return false;
    for (const RootBarrier& barrier : body.barriers) {
        if (depth < barrier.top_depth_m || depth > barrier.bottom_depth_m) continue;
        if (hides(barrier, body.stem, at)) return false;
    }
    return std::none_of(body.obstacles.begin(), body.obstacles.end(),
                        [&](const RootObstacle& obstacle) {
                            return depth >= obstacle.top_depth_m &&
                                   depth <= obstacle.bottom_depth_m && inside_plan(obstacle, at);
                        });
}

double density_at(const RootBody& body, const RootDensity& density, const Vec3& at_depth) {
    if (!contains(body, at_depth)) return 0.0;
    const double r = (at_depth.head<2>() - body.stem).norm();
    const double outward = density.decay_radius_m ? std::exp(-r / *density.decay_radius_m) : 1.0;
    const double down =
        density.zero_depth_m ? std::max(0.0, 1.0 - at_depth.z() / *density.zero_depth_m) : 1.0;
    return outward * down;
}

double volume_m3(const RootBody& body) {
    return weight_of(body, {}, std::nullopt, body.depth_m);
}

double share_beyond(const RootBody& body, const RootDensity& density, const Vec2& on_line,
                    const Vec2& along, double cut_depth_m) {
    const double all = weight_of(body, density, std::nullopt, body.depth_m);
    if (!(all > 0.0)) return 0.0;
    const Vec2 direction = along.normalized();
    const Vec2 to_line = on_line - body.stem;
    const Vec2 square = to_line - to_line.dot(direction) * direction;
    // A cut through the stem leaves either side; they are alike without barriers.
    const double distance = square.norm();
    const Vec2 normal =
        distance > 1e-12 ? Vec2(square / distance) : Vec2(-direction.y(), direction.x());
    return std::clamp(weight_of(body, density, BeyondLine{normal, distance}, cut_depth_m) / all,
                      0.0, 1.0);
}

GrownBody grown_to_volume(RootBody body, double wanted_m3, double largest_radius_m) {
    const auto volume_at = [&](double radius) {
        body.radius_m = radius;
        return volume_m3(body);
    };
    double low = std::min(body.radius_m, largest_radius_m);
    if (volume_at(low) >= wanted_m3 * (1.0 - 1e-9)) return {body, true};
    double high = low;
    for (int i = 0; i < kMostDoublings && high < largest_radius_m; ++i) {
        low = high;
        high = std::min(2.0 * high, largest_radius_m);
        if (volume_at(high) >= wanted_m3) break;
    }
    if (volume_at(high) < wanted_m3) return {body, false};
    while (high - low > 1e-9 * high) {
        const double middle = 0.5 * (low + high);
        (volume_at(middle) < wanted_m3 ? low : high) = middle;
    }
    body.radius_m = high;
    return {body, true};
}

}  // namespace maaiveld::influence
