#include "lifecycle/trench.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maaiveld::lifecycle {
namespace {

struct Corner {
    double x_m = 0.0, depth_m = 0.0;
};

double width_in(std::span<const WidthRow> rows, double value_m) {
    for (const WidthRow& row : rows)
        if (value_m < row.below_m) return row.width_m;
    return rows.empty() ? 0.0 : rows.back().width_m;
}

double slope_in(std::span<const SlopeRow> rows, double depth_m) {
    for (const SlopeRow& row : rows)
        if (depth_m < row.below_m) return row.rise_per_run;
    return rows.empty() ? 1.0 : rows.back().rise_per_run;
}

bool is_steep(const TrenchPractice& practice, double rise_per_run) {
    return std::atan(rise_per_run) * 180.0 / std::numbers::pi > practice.steep_deg;
}

/// Moves the bottom into the room where it sticks out, but never off what it must hold.
void keep_in_room(Dig& dig, const DigNeed& need, double room_left_m, double room_right_m) {
    double shift = 0.0;
    if (dig.top_left_m() < room_left_m) shift = room_left_m - dig.top_left_m();
    if (dig.top_right_m() > room_right_m) shift = room_right_m - dig.top_right_m();
    shift = std::clamp(shift, need.right_m - dig.right_m, need.left_m - dig.left_m);
    dig.left_m += shift;
    dig.right_m += shift;
}

Dig centred(const DigNeed& need, double width_m, double run_m, Sides sides) {
    const double middle = 0.5 * (need.left_m + need.right_m);
    return {middle - 0.5 * width_m, middle + 0.5 * width_m, need.depth_m, run_m, run_m, sides};
}

std::array<Corner, 4> corners_of(const Dig& dig) {
    return {Corner{dig.top_left_m(), 0.0}, Corner{dig.left_m, dig.depth_m},
            Corner{dig.right_m, dig.depth_m}, Corner{dig.top_right_m(), 0.0}};
}

double distance(const Corner& p, const Corner& a, const Corner& b) {
    const double dx = b.x_m - a.x_m, dy = b.depth_m - a.depth_m;
    const double length2 = dx * dx + dy * dy;
    const double along = (p.x_m - a.x_m) * dx + (p.depth_m - a.depth_m) * dy;
    const double t = length2 > 0.0 ? std::clamp(along / length2, 0.0, 1.0) : 0.0;
    return std::hypot(p.x_m - a.x_m - t * dx, p.depth_m - a.depth_m - t * dy);
}

bool circle_meets(const Dig& dig, const Corner& centre, double radius_m) {
    if (centre.depth_m > 0.0 && centre.depth_m < dig.depth_at(centre.x_m)) return true;
    const auto corners = corners_of(dig);
    for (std::size_t i = 0; i < 4; ++i)
        if (distance(centre, corners[i], corners[(i + 1) % 4]) < radius_m) return true;
    return false;
}

/// A box meets the trench when the trench is deeper than the box's top somewhere above the box. The
/// bottom line is concave, so the deepest place over the box is at its ends or on the flat bottom.
bool box_meets(const Dig& dig, double left_m, double right_m, double top_m, double bottom_m) {
    if (bottom_m <= 0.0 || right_m <= dig.top_left_m() || left_m >= dig.top_right_m()) return false;
    const double x = std::clamp(0.5 * (dig.left_m + dig.right_m), left_m, right_m);
    return dig.depth_at(x) > top_m;
}

/// Every x where the deepest bottom line may change its piece.
std::vector<double> breaks_of(std::span<const Dig> digs) {
    struct Line {
        double x0, x1, depth0, depth1;
    };
    std::vector<double> breaks;
    std::vector<Line> lines;
    for (const Dig& d : digs) {
        breaks.insert(breaks.end(), {d.top_left_m(), d.left_m, d.right_m, d.top_right_m()});
        lines.push_back({d.left_m, d.right_m, d.depth_m, d.depth_m});
        if (d.run_left_m > 0.0) lines.push_back({d.top_left_m(), d.left_m, 0.0, d.depth_m});
        if (d.run_right_m > 0.0) lines.push_back({d.right_m, d.top_right_m(), d.depth_m, 0.0});
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t j = i + 1; j < lines.size(); ++j) {
            const Line &a = lines[i], &b = lines[j];
            const double from = std::max(a.x0, b.x0), to = std::min(a.x1, b.x1);
            if (!(from < to)) continue;
            const double slope_a = (a.depth1 - a.depth0) / (a.x1 - a.x0);
            const double slope_b = (b.depth1 - b.depth0) / (b.x1 - b.x0);
            if (slope_a == slope_b) continue;
            const double x =
                (b.depth0 - a.depth0 + slope_a * a.x0 - slope_b * b.x0) / (slope_a - slope_b);
            if (x > from && x < to) breaks.push_back(x);
        }
    }
    std::sort(breaks.begin(), breaks.end());
    return breaks;
}

double deepest_at(std::span<const Dig> digs, double x_m) {
    double depth = 0.0;
    for (const Dig& dig : digs)
        depth = std::max(depth, dig.depth_at(x_m));
    return depth;
}

}  // namespace

std::string_view name_of(Sides sides) {
    if (sides == Sides::Shored) return "shored";
    return sides == Sides::Sloped ? "sloped" : "vertical";
}

double Dig::area_m2() const {
    return depth_m * (right_m - left_m + 0.5 * (run_left_m + run_right_m));
}

double Dig::depth_at(double x_m) const {
    if (x_m < top_left_m() || x_m > top_right_m()) return 0.0;
    if (x_m < left_m) return depth_m * (x_m - top_left_m()) / run_left_m;
    if (x_m > right_m) return depth_m * (top_right_m() - x_m) / run_right_m;
    return depth_m;
}

double bottom_width_m(const TrenchPractice& practice, double span_m, double widest_m,
                      double depth_m, bool steep) {
    const double room =
        steep ? width_in(practice.room_by_diameter, widest_m) : practice.room_sloped_m;
    return std::max(span_m + room, width_in(practice.width_by_depth, depth_m));
}

Dig dig_for(const DigNeed& need, const TrenchPractice& practice, bool sloped, double room_left_m,
            double room_right_m) {
    const double span = need.right_m - need.left_m;
    const bool deep = need.depth_m >= practice.shored_from_m;
    if (deep && sloped) {
        const double rise =
            slope_in(practice.disturbed ? practice.slope_disturbed : practice.slope_undisturbed,
                     need.depth_m);
        const double width =
            bottom_width_m(practice, span, need.widest_m, need.depth_m, is_steep(practice, rise));
        Dig dig = centred(need, width, need.depth_m / rise, Sides::Sloped);
        keep_in_room(dig, need, room_left_m, room_right_m);
        if (dig.top_left_m() >= room_left_m && dig.top_right_m() <= room_right_m) return dig;
    }
    const double width = bottom_width_m(practice, span, need.widest_m, need.depth_m, true);
    Dig dig = centred(need, width, 0.0, deep ? Sides::Shored : Sides::Vertical);
    keep_in_room(dig, need, room_left_m, room_right_m);
    return dig;
}

double union_area_m2(std::span<const Dig> digs) {
    const std::vector<double> breaks = breaks_of(digs);
    double area = 0.0;
    for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
        const double width = breaks[i + 1] - breaks[i];
        // Straight between two breaks, so the middle stands for the piece.
        if (width > 0.0) area += width * deepest_at(digs, 0.5 * (breaks[i] + breaks[i + 1]));
    }
    return area;
}

std::vector<Interval> opened_surface(std::span<const Dig> digs) {
    std::vector<Interval> all;
    for (const Dig& dig : digs)
        all.push_back({dig.top_left_m(), dig.top_right_m()});
    std::sort(all.begin(), all.end(),
              [](const Interval& a, const Interval& b) { return a.from_m < b.from_m; });
    std::vector<Interval> merged;
    for (const Interval& one : all) {
        if (merged.empty() || one.from_m > merged.back().to_m)
            merged.push_back(one);
        else
            merged.back().to_m = std::max(merged.back().to_m, one.to_m);
    }
    return merged;
}

double length_of(std::span<const Interval> intervals) {
    double length = 0.0;
    for (const Interval& one : intervals)
        length += one.to_m - one.from_m;
    return length;
}

double covered_m(std::span<const Interval> intervals, double from_m, double to_m) {
    double length = 0.0;
    for (const Interval& one : intervals)
        length += std::max(0.0, std::min(one.to_m, to_m) - std::max(one.from_m, from_m));
    return length;
}

bool meets(const Dig& dig, double x_m, double depth_m, double half_width_m, double half_height_m,
           bool round) {
    if (round) return circle_meets(dig, {x_m, depth_m}, half_width_m);
    return box_meets(dig, x_m - half_width_m, x_m + half_width_m, depth_m - half_height_m,
                     depth_m + half_height_m);
}

}  // namespace maaiveld::lifecycle
