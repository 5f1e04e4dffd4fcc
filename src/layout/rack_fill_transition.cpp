#include "layout/rack_fill.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::layout {
namespace {

constexpr double kRadian = std::numbers::pi / 180.0;

/// One bend: how far it turns and in how many joints.
struct Bend {
    double angle = 0.0;
    int joints = 1;
};

/// The bend that goes `across_m` sideways soonest: two of them, one back, with a straight piece
/// between when the bends alone do not reach that far.
Bend bend_of(double across_m, const BendLimit& limit) {
    const double most = limit.max_angle_deg * kRadian;
    const double joint = limit.max_bend_deg * kRadian;
    if (!(limit.radius_m > 0.0)) return {std::min(most, joint), 1};
    double angle = most;
    // Both bends together go 2 R (1 - cos a) sideways.
    const double cosine = 1.0 - across_m / (2.0 * limit.radius_m);
    if (cosine > std::cos(most)) angle = std::acos(cosine);
    return {angle, std::max(1, static_cast<int>(std::ceil(angle / joint - 1e-9)))};
}

}  // namespace

std::vector<model::Vec3> transition(const model::Vec2& rack, const model::Vec2& flat,
                                    const BendLimit& limit) {
    const model::Vec2 way = flat - rack;
    const double across = way.norm();
    std::vector<model::Vec3> points{{0.0, rack.x(), rack.y()}};
    if (across < 1e-9) return points;
    const model::Vec2 side = way / across;
    const Bend bend = bend_of(across, limit);
    const double turn = bend.angle / bend.joints;
    // Chords outside the circle of the least radius touch it in their middles.
    const double half = limit.radius_m * std::tan(0.5 * turn);
    const double straight = std::max(
        0.0, (across - 2.0 * limit.radius_m * (1.0 - std::cos(bend.angle))) / std::sin(bend.angle));
    double x = 0.0;
    double y = 0.0;
    const auto go = [&](double angle, double length) {
        x += length * std::cos(angle);
        y += length * std::sin(angle);
    };
    const auto put = [&] {
        const model::Vec2 at = rack + std::min(y, across) * side;
        const model::Vec3 point{x, at.x(), at.y()};
        if ((point - points.back()).norm() > 1e-9) points.push_back(point);
    };
    go(0.0, half);
    put();
    for (int k = 1; k < bend.joints; ++k) {
        go(k * turn, 2.0 * half);
        put();
    }
    go(bend.angle, 2.0 * half + straight);
    put();
    for (int k = bend.joints - 1; k >= 1; --k) {
        go(k * turn, 2.0 * half);
        put();
    }
    go(0.0, half);
    const model::Vec3 end{x, flat.x(), flat.y()};
    if ((end - points.back()).norm() > 1e-9)
        points.push_back(end);
    else
        points.back() = end;
    return points;
}

}  // namespace maaiveld::layout
