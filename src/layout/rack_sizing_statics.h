#pragma once

#include "layout/rack_lines.h"
#include "model/rack.h"

#include <vector>

namespace maaiveld::layout {

// Beams, posts and lines as bars.

/// A hollow or solid rectangle as a bar, bending in its height.
struct SectionValues {
    double area_m2 = 0.0;
    double shear_area_m2 = 0.0;  ///< the two webs, or two thirds of a solid
    double second_moment_m4 = 0.0;
    double modulus_m3 = 0.0;
};

/// The section after `loss_m` is gone from every face that is wet: outside, and inside when hollow.
/// All zero when nothing is left. `upright` false: bending in its width.
SectionValues section_values(const model::RackSection& section, double loss_m, bool upright = true);

struct PointLoad {
    double at_m = 0.0;  ///< from the fixed end
    double force_N = 0.0;
};

/// A beam fixed at one end: moment and shear there, sag of its free end.
struct BeamEffect {
    double moment_N_m = 0.0;
    double shear_N = 0.0;
    double sag_m = 0.0;
};

/// Sum P a, sum P, sum P a^2 (3 c - a) / (6 EI) for point loads, q c^2/2, q c, q c^4 / (8 EI) for
/// an even load. Textbook (Gere), grade B; the tests integrate.
BeamEffect cantilever(double length_m, const std::vector<PointLoad>& loads, double even_N_m,
                      double stiffness_N_m2);

/// A line that spans between two beams, free to turn at both: w L^2/8, 5 w L^4/(384 EI),
/// w L^3/(24 EI).
struct SpanEffect {
    double moment_N_m = 0.0;
    double sag_m = 0.0;
    double turn_rad = 0.0;  ///< at one end; a joint over a beam turns twice as far
};
SpanEffect free_span(double span_m, double even_N_m, double stiffness_N_m2);

/// The same with sand that has sagged `sand_sag_m` below the line and carries it from there on, but
/// never pulls: the length of contact is sought until the line just leaves the sand at its ends.
/// `bedding_N_m3` over `bed_width_m`.
struct SandBelow {
    double sag_m = 0.0;
    double bedding_N_m3 = 0.0;
    double width_m = 0.0;
};
SpanEffect span_on_sand(const CarriedLine& line, double span_m, double even_N_m, double modulus_Pa,
                        const SandBelow& sand);

/// A line that hangs with a fixed extra length: sag of a parabola, tension, curvature in the
/// middle.
struct HangEffect {
    double sag_m = 0.0;
    double tension_N = 0.0;
    double curvature_per_m = 0.0;
};
/// sag = L sqrt(3 slack / 8), tension = w L^2/(8 sag), curvature = 8 sag/L^2 (textbook, grade B).
HangEffect hanging_span(double span_m, double even_N_m, double slack);

/// Reduction for buckling: chi of EN 1993-1-1 6.3.1.2 (grade B) with imperfection alpha,
/// slenderness sqrt(A f / Ncr).
double buckling_reduction(double squash_N, double critical_N, double imperfection);

}  // namespace maaiveld::layout
