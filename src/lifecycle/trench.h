#pragma once

#include "lifecycle/lifecycle_profile.h"

#include <span>
#include <string_view>
#include <vector>

namespace maaiveld::lifecycle {

enum class Sides { Vertical, Shored, Sloped };
std::string_view name_of(Sides sides);

/// What a trench must hold: from the left edge of what lies in it to the right edge, down to its
/// underside (the depth of the trench, bedding included).
struct DigNeed {
    double left_m = 0.0, right_m = 0.0;
    double depth_m = 0.0;
    double widest_m = 0.0;  ///< outer diameter of the widest pipe: asks for room beside it
};

/// The section of a trench: everything above its bottom and between its sides, which rise straight
/// over `run_left_m` and `run_right_m` outward. Section coordinates of slice.h.
struct Dig {
    double left_m = 0.0, right_m = 0.0;  ///< bottom edges, left_m <= right_m
    double depth_m = 0.0;
    double run_left_m = 0.0, run_right_m = 0.0;
    Sides sides = Sides::Vertical;

    double top_left_m() const { return left_m - run_left_m; }
    double top_right_m() const { return right_m + run_right_m; }
    double area_m2() const;
    /// How deep it is dug at `x_m`; 0 outside. On a vertical side: the full depth.
    double depth_at(double x_m) const;
};

/// Least bottom width of a trench `depth_m` deep for pipes of at most `widest_m`: what lies in it
/// (`span_m`) plus working room (NL-DIG-09/10), and at least what its depth asks (NL-DIG-08).
double bottom_width_m(const TrenchPractice& practice, double span_m, double widest_m,
                      double depth_m, bool steep);

/// The trench for `need`, centred on it. Shallower than `shored_from_m`: vertical sides. From there
/// shored, or with safe slopes when `sloped` is wished and the surface from `room_left_m` to
/// `room_right_m` has room for them.
Dig dig_for(const DigNeed& need, const TrenchPractice& practice, bool sloped, double room_left_m,
            double room_right_m);

/// The area of all trenches together: overlaps count once. Exact: a trench is everything above its
/// bottom line, so together they are dug to the deepest of their bottom lines, which is integrated
/// piece by piece.
double union_area_m2(std::span<const Dig> digs);

struct Interval {
    double from_m = 0.0, to_m = 0.0;
};

/// Where the surface is opened: disjoint, from left to right.
std::vector<Interval> opened_surface(std::span<const Dig> digs);
double length_of(std::span<const Interval> intervals);
/// How much of [from_m, to_m] the intervals cover.
double covered_m(std::span<const Interval> intervals, double from_m, double to_m);

/// Whether the trench's section and a round or flat solid (half width, half height about a centre)
/// share ground. Circles are decided as circles when `round`.
bool meets(const Dig& dig, double x_m, double depth_m, double half_width_m, double half_height_m,
           bool round);

}  // namespace maaiveld::lifecycle
