#include "influence/settlement/stress_spread.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

/// Pressure that runs linearly from `value_from` at `from` to `value_to` at `to`, seen from a point
/// at x = 0 and depth z: Flamant's line load 2 z^3 / (pi (u^2 + z^2)^2) integrated in closed form.
double linear_strip(double from, double to, double value_from, double value_to, double z) {
    if (to <= from) return 0.0;
    const double slope = (value_to - value_from) / (to - from);
    const double at_zero = value_from - slope * from;
    const auto even = [z](double u) { return std::atan2(u, z) + u * z / (u * u + z * z); };
    const auto odd = [z](double u) { return -z * z * z / (u * u + z * z); };
    return (at_zero * (even(to) - even(from)) + slope * (odd(to) - odd(from))) / pi;
}

double elastic(const StripLoad& strip, const SpreadPoint& p) {
    const double a = strip.outer_left_m - p.x_m;
    const double b = strip.inner_left_m - p.x_m;
    const double c = strip.inner_right_m - p.x_m;
    const double d = strip.outer_right_m - p.x_m;
    return linear_strip(a, b, 0.0, 1.0, p.below_m) + linear_strip(b, c, 1.0, 1.0, p.below_m) +
           linear_strip(c, d, 1.0, 0.0, p.below_m);
}

/// Below the corner of a rectangle of sides l, b (Steinbrenner 1934); odd in both sides.
double corner(double l, double b, double z) {
    const double r1 = l * l + z * z;
    const double r2 = b * b + z * z;
    const double r3 = std::sqrt(l * l + b * b + z * z);
    return (std::atan2(l * b, z * r3) + l * b * z / r3 * (1.0 / r1 + 1.0 / r2)) / (2.0 * pi);
}

double elastic(const RectangleLoad& area, const SpreadPoint& p) {
    const double left = area.left_m - p.x_m;
    const double right = area.right_m - p.x_m;
    const double front = area.front_m - p.y_m;
    const double back = area.back_m - p.y_m;
    const double z = p.below_m;
    return corner(right, back, z) - corner(left, back, z) - corner(right, front, z) +
           corner(left, front, z);
}

double elastic(const DiscLoad& disc, const SpreadPoint& p) {
    const double ratio = disc.radius_m / p.below_m;
    return 1.0 - std::pow(1.0 + ratio * ratio, -1.5);
}

double elastic(const EverywhereLoad&, const SpreadPoint&) {
    return 1.0;
}

bool within(double value, double low, double high) {
    return value >= low && value <= high;
}

/// The area of the strip has grown to its outer width plus the depth.
double two_to_one(const StripLoad& strip, const SpreadPoint& p) {
    const double grown = 0.5 * p.below_m;
    if (!within(p.x_m, strip.outer_left_m - grown, strip.outer_right_m + grown)) return 0.0;
    const double load =
        0.5 * (strip.outer_right_m - strip.outer_left_m + strip.inner_right_m - strip.inner_left_m);
    return load / (strip.outer_right_m - strip.outer_left_m + p.below_m);
}

double two_to_one(const RectangleLoad& area, const SpreadPoint& p) {
    const double grown = 0.5 * p.below_m;
    if (!within(p.x_m, area.left_m - grown, area.right_m + grown)) return 0.0;
    if (!within(p.y_m, area.front_m - grown, area.back_m + grown)) return 0.0;
    const double width = area.right_m - area.left_m;
    const double length = area.back_m - area.front_m;
    return width * length / ((width + p.below_m) * (length + p.below_m));
}

double two_to_one(const DiscLoad& disc, const SpreadPoint& p) {
    const double ratio = disc.radius_m / (disc.radius_m + 0.5 * p.below_m);
    return ratio * ratio;
}

double two_to_one(const EverywhereLoad&, const SpreadPoint&) {
    return 1.0;
}

/// What stands right above the point.
double overhead(const StripLoad& strip, const SpreadPoint& p) {
    if (p.x_m < strip.outer_left_m || p.x_m > strip.outer_right_m) return 0.0;
    if (p.x_m < strip.inner_left_m)
        return (p.x_m - strip.outer_left_m) / (strip.inner_left_m - strip.outer_left_m);
    if (p.x_m > strip.inner_right_m)
        return (strip.outer_right_m - p.x_m) / (strip.outer_right_m - strip.inner_right_m);
    return 1.0;
}

double overhead(const RectangleLoad& area, const SpreadPoint& p) {
    return within(p.x_m, area.left_m, area.right_m) && within(p.y_m, area.front_m, area.back_m)
               ? 1.0
               : 0.0;
}

double overhead(const DiscLoad&, const SpreadPoint&) {
    return 1.0;
}
double overhead(const EverywhereLoad&, const SpreadPoint&) {
    return 1.0;
}

}  // namespace

double vertical_stress_ratio(const LoadShape& shape, Spread spread, const SpreadPoint& point) {
    if (point.below_m < 0.0) return 0.0;
    return std::visit(
        [&](const auto& load) {
            if (spread == Spread::None || point.below_m == 0.0) return overhead(load, point);
            if (spread == Spread::TwoToOne) return two_to_one(load, point);
            return elastic(load, point);
        },
        shape);
}

}  // namespace maaiveld::influence
