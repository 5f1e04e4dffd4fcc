#include "exchange/imkl_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::exchange {

using geometry::Vec2;

namespace {

constexpr double kSamePlace_m = 0.001;
constexpr double kRepeat_m = 0.0001;
constexpr double kSag_m = 0.001;
constexpr double kSampleStep_m = 1.0;

/// Adds `line` to the end of `chain` if one of its ends is there.
bool extended(PlanLine& chain, const PlanLine& line) {
    if (same_place(chain.back(), line.front())) {
        chain.insert(chain.end(), line.begin() + 1, line.end());
        return true;
    }
    if (same_place(chain.back(), line.back())) {
        chain.insert(chain.end(), line.rbegin() + 1, line.rend());
        return true;
    }
    return false;
}

/// Takes out of `rest` the first line that extends `chain` at its end.
bool grown(PlanLine& chain, std::vector<PlanLine>& rest) {
    for (auto line = rest.begin(); line != rest.end(); ++line) {
        if (!extended(chain, *line)) continue;
        rest.erase(line);
        return true;
    }
    return false;
}

/// Centre of the circle through three points; nothing when they lie on a line.
std::optional<Vec2> circle_centre(const Vec2& a, const Vec2& b, const Vec2& c) {
    const Vec2 u = b - a;
    const Vec2 v = c - a;
    const double twice_area = u.x() * v.y() - u.y() * v.x();
    if (std::abs(twice_area) < 1e-9 * (u.squaredNorm() + v.squaredNorm())) return std::nullopt;
    const double uu = u.squaredNorm();
    const double vv = v.squaredNorm();
    return a + Vec2(v.y() * uu - u.y() * vv, u.x() * vv - v.x() * uu) / (2.0 * twice_area);
}

double angle_from(const Vec2& centre, const Vec2& p) {
    return std::atan2(p.y() - centre.y(), p.x() - centre.x());
}

/// `angle` plus whole turns so that it lies in (0, 2 pi] after `start`.
double turned_after(double angle, double start) {
    constexpr double kTurn = 2.0 * std::numbers::pi;
    while (angle <= start)
        angle += kTurn;
    while (angle > start + kTurn)
        angle -= kTurn;
    return angle;
}

}  // namespace

double plan_length_m(const PlanLine& line) {
    double length = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += (line[i] - line[i - 1]).norm();
    return length;
}

PlanLine without_repeats(const PlanLine& line) {
    PlanLine kept;
    for (const Vec2& p : line) {
        if (kept.empty() || (p - kept.back()).norm() >= kRepeat_m) kept.push_back(p);
    }
    return kept.size() < 2 ? PlanLine{} : kept;
}

bool same_place(const Vec2& a, const Vec2& b) {
    return (a - b).norm() <= kSamePlace_m;
}

std::vector<PlanLine> chained(const std::vector<PlanLine>& lines) {
    std::vector<PlanLine> rest = lines;
    std::vector<PlanLine> chains;
    while (!rest.empty()) {
        PlanLine chain = rest.front();
        rest.erase(rest.begin());
        while (grown(chain, rest)) {
        }
        std::reverse(chain.begin(), chain.end());
        while (grown(chain, rest)) {
        }
        std::reverse(chain.begin(), chain.end());
        chains.push_back(std::move(chain));
    }
    return chains;
}

PlanLine arc_points(const Vec2& a, const Vec2& b, const Vec2& c) {
    const auto centre = circle_centre(a, b, c);
    if (!centre) return {b, c};
    const double radius = (a - *centre).norm();
    const double start = angle_from(*centre, a);
    const double middle = turned_after(angle_from(*centre, b), start);
    const double last = turned_after(angle_from(*centre, c), start);
    const double sweep = middle <= last ? last - start : last - start - 2.0 * std::numbers::pi;
    const double step = 2.0 * std::acos(std::max(0.0, 1.0 - kSag_m / radius));
    const int pieces = std::clamp(static_cast<int>(std::ceil(std::abs(sweep) / step)), 1, 10'000);
    PlanLine points;
    for (int i = 1; i < pieces; ++i) {
        const double angle = start + sweep * i / pieces;
        points.push_back(*centre + radius * Vec2(std::cos(angle), std::sin(angle)));
    }
    points.push_back(c);
    return points;
}

NearestPlace nearest_place(const PlanLine& line, const Vec2& point) {
    NearestPlace best{std::numeric_limits<double>::infinity(), 0.0};
    double station = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 along = line[i] - line[i - 1];
        const double length = along.norm();
        const double t =
            length > 0.0
                ? std::clamp((point - line[i - 1]).dot(along) / (length * length), 0.0, 1.0)
                : 0.0;
        const double distance = (line[i - 1] + t * along - point).norm();
        if (distance < best.distance_m) best = {distance, station + t * length};
        station += length;
    }
    return best;
}

PlanLine samples_of(const PlanLine& line) {
    PlanLine samples{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 step = line[i] - line[i - 1];
        const int pieces = std::max(1, static_cast<int>(std::ceil(step.norm() / kSampleStep_m)));
        for (int k = 1; k <= pieces; ++k)
            samples.push_back(line[i - 1] + step * k / pieces);
    }
    return samples;
}

bool lies_along(const PlanLine& part, const PlanLine& line, double within_m) {
    const PlanLine samples = samples_of(part);
    return std::all_of(samples.begin(), samples.end(), [&](const Vec2& p) {
        return nearest_place(line, p).distance_m <= within_m;
    });
}

bool Box::near(const Box& other, double reach_m) const {
    return (low.array() - reach_m <= other.high.array()).all() &&
           (other.low.array() - reach_m <= high.array()).all();
}

Box box_of(const PlanLine& line) {
    Box box{line.front(), line.front()};
    for (const Vec2& p : line) {
        box.low = box.low.cwiseMin(p);
        box.high = box.high.cwiseMax(p);
    }
    return box;
}

}  // namespace maaiveld::exchange
