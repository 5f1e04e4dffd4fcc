#pragma once

#include "layout/sizing_profile.h"

#include <optional>

namespace maaiveld::layout {

// What sand and traffic do to a rack. docs/theory/rack-sizing.md derives every formula.

/// Marston's coefficient Cc of a line that stands in sand which settles beside it (positive
/// projection, incomplete where the plane of equal settlement lies in the sand), so that the load
/// is Cc gamma D^2. `cover_over_diameter` H/D; `k` = 2 K mu; `projection` = r_sd p. With no
/// projection the prism H/D. Source: Marston (1930), Spangler (1950), grade B; agrees within 0.5 %
/// with the straight lines that Spangler's tables give.
double projecting_coefficient(double cover_over_diameter, double k, double projection);

/// Marston's coefficient Cd of a trench, (1 - exp(-k H/B)) / k: sand held up by the trench's walls.
/// Source: Marston (1913), grade B.
double trench_coefficient(double cover_over_width, double k);

/// Load on one metre of a line by the sand above it: the smaller of the projecting line and the
/// whole trench (the transition width of Schlick, 1932, grade B).
struct BuriedLine {
    double cover_m = 0.0;
    double diameter_m = 0.0;
    double above_base_m = 0.0;  ///< of its top above the rack's base: how far it projects
    bool follows_sand = false;  ///< bends with the sand: carries the prism above it
};
double soil_on_line_N_m(const SizingProfile& profile, const BuriedLine& line, double trench_width_m,
                        std::optional<double> groundwater_depth_m);

/// Effective weight of the sand down to `depth_m`, over that depth: N/m3.
double mean_unit_weight_N_m3(const SizingProfile& profile, double depth_m,
                             std::optional<double> groundwater_depth_m);

/// Vertical pressure at a depth by an arrangement, its patches moved by (`shift_along_m`,
/// `shift_across_m`), on the vertical through the origin moved `at_m` along the street.
struct TrafficPoint {
    double at_m = 0.0;
    double depth_m = 0.0;
    double shift_along_m = 0.0;
    double shift_across_m = 0.0;
};
double traffic_pressure_Pa(const LoadArrangement& arrangement, influence::Spread spread,
                           const TrafficPoint& point);

/// What a load class does to a line that spans freely: the even load with the same moment at
/// mid-span, the largest reaction of a support between two spans, the largest intensity.
struct TrafficEffect {
    double even_N_m = 0.0;
    double reaction_N = 0.0;
    double peak_N_m = 0.0;
};

/// The worst over all arrangements and over patches standing with their middles (or the middle of
/// all) above mid-span and above the support.
TrafficEffect traffic_on_line(const LoadClass& load_class, influence::Spread spread, double depth_m,
                              double diameter_m, double span_m);

/// A footing of `width_m` (less than or equal to `length_m`, effective sizes) on ground.
struct Footing {
    double width_m = 0.0;
    double length_m = 0.0;
    double surcharge_Pa = 0.0;  ///< effective weight of the sand beside it
    double unit_weight_N_m3 = 0.0;
};

/// Design bearing resistance as a pressure, vertical load, level base: EN 1997-1 Annex D (grade B),
/// drained with Nq = e^(pi tan phi) tan^2(45+phi/2), Nc = (Nq-1) cot phi, Ng = 2 (Nq-1) tan phi and
/// shapes 1 + B/L sin phi, 1 - 0.3 B/L; undrained (pi+2) cu (1 + 0.2 B/L) + q. Strengths are
/// divided by the profile's factors first.
double bearing_resistance_Pa(const SizingProfile& profile, const Footing& footing);

}  // namespace maaiveld::layout
