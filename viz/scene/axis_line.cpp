#include "viz/scene/axis_line.h"

#include "model/scene.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maaiveld::viz::scene {

namespace {

/// The middle line of everything the street holds, along its longer side.
std::vector<Vec2> stand_in_axis(const model::Street& street) {
    Eigen::AlignedBox2d box;
    for (const model::Asset& asset : street.assets)
        for (const model::Vertex& vertex : asset.axis)
            box.extend(geometry::plan(vertex.at));
    for (const model::Tree& tree : street.trees)
        box.extend(tree.at);
    if (box.isEmpty()) box.extend(Vec2::Zero());
    const Vec2 middle = box.center();
    const Vec2 size = box.sizes();
    const double half = std::max(0.5 * size.maxCoeff(), 1.0);
    const Vec2 along = size.x() >= size.y() ? Vec2::UnitX() : Vec2::UnitY();
    return {middle - half * along, middle + half * along};
}

std::vector<Vec2> without_repeats(const std::vector<Vec2>& points) {
    std::vector<Vec2> kept;
    for (const Vec2& p : points)
        if (kept.empty() || (p - kept.back()).norm() > 1e-6) kept.push_back(p);
    return kept;
}

}  // namespace

AxisLine::AxisLine(const model::Street& street) : points_(without_repeats(street.axis)) {
    if (points_.size() < 2) points_ = stand_in_axis(street);
    stations_m_ = {0.0};
    for (std::size_t i = 1; i < points_.size(); ++i)
        stations_m_.push_back(stations_m_.back() + (points_[i] - points_[i - 1]).norm());
}

Frame AxisLine::frame_at(double station_m) const {
    const double s = std::clamp(station_m, 0.0, length_m());
    const auto after = std::upper_bound(stations_m_.begin() + 1, stations_m_.end() - 1, s);
    const auto i = static_cast<std::size_t>(after - stations_m_.begin());
    const Vec2 along = (points_[i] - points_[i - 1]).normalized();
    return {points_[i - 1] + (s - stations_m_[i - 1]) * along, along, {-along.y(), along.x()}};
}

StreetPlace AxisLine::place_of(const Vec2& p) const {
    StreetPlace best;
    double nearest = std::numeric_limits<double>::max();
    for (std::size_t i = 1; i < points_.size(); ++i) {
        const Vec2 along = (points_[i] - points_[i - 1]).normalized();
        const double length = stations_m_[i] - stations_m_[i - 1];
        const double t = std::clamp((p - points_[i - 1]).dot(along), 0.0, length);
        const Vec2 away = p - (points_[i - 1] + t * along);
        if (away.norm() >= nearest) continue;
        nearest = away.norm();
        best = {stations_m_[i - 1] + t, Vec2(-along.y(), along.x()).dot(away)};
    }
    return best;
}

std::vector<double> AxisLine::stations_between(double from_m, double to_m, double step_m) const {
    std::vector<double> stations;
    const int steps = std::max(1, static_cast<int>(std::ceil((to_m - from_m) / step_m)));
    for (int i = 0; i <= steps; ++i)
        stations.push_back(from_m + (to_m - from_m) * i / steps);
    for (const double bend : stations_m_)
        if (bend > from_m && bend < to_m) stations.push_back(bend);
    std::sort(stations.begin(), stations.end());
    stations.erase(std::unique(stations.begin(), stations.end(),
                               [](double a, double b) { return b - a < 1e-6; }),
                   stations.end());
    return stations;
}

std::vector<Vec3> flattened(const model::Asset& asset) {
    double sagitta_m = 0.0;
    return model::tessellated(asset.axis, sagitta_m);
}

double plan_length_m(const std::vector<Vec3>& line) {
    double length = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += geometry::plan(line[i] - line[i - 1]).norm();
    return length;
}

HalfSize half_size_of(const model::Asset& asset) {
    if (asset.duct_bank) return {0.5 * asset.duct_bank->width_m, 0.5 * asset.duct_bank->height_m};
    return {0.5 * asset.outer_diameter_m, 0.5 * asset.outer_diameter_m};
}

}  // namespace maaiveld::viz::scene
