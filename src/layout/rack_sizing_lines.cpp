#include "layout/rack_sizing_parts.h"
#include "layout/rack_sizing_statics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::layout {
namespace {

/// One line in one case: even loads, design values, on the span.
struct LineCase {
    LoadCase load_case = LoadCase::Dry;
    double permanent_N_m = 0.0;
    double variable_N_m = 0.0;
    double support_N = 0.0;  ///< on one saddle, what stays
    double support_variable_N = 0.0;
    bool sand_below = false;
};

/// A person on mid-span as an even load with the same moment: 2 P / L.
double building_N_m(const SizingJob& job, const LineActions& a, double spacing_m) {
    return std::max(2.0 * job.profile.person_N / spacing_m, a.compactor.even_N_m);
}

LineCase line_case(const SizingJob& job, const SpacingActions& actions, std::size_t i,
                   const CaseFactors& f) {
    const CarriedLine& line = job.lines[i];
    const LineActions& a = actions.lines[i];
    LineCase c;
    c.load_case = f.load_case;
    double permanent = line.dead_N_m + line.content_N_m;
    double support_variable = 0.0;
    if (f.load_case == LoadCase::Building) {
        permanent += a.building_soil_N_m;
        c.variable_N_m = f.variable * building_N_m(job, a, actions.spacing_m);
        support_variable = std::max(job.profile.person_N, a.compactor.reaction_N);
    }
    if (f.load_case == LoadCase::InUse || f.load_case == LoadCase::WashedOut) {
        permanent += a.soil_N_m;
        c.variable_N_m = f.variable * a.traffic.even_N_m;
        support_variable = a.traffic.reaction_N;
    }
    c.permanent_N_m = f.permanent * permanent;
    c.support_N = c.permanent_N_m * supported_m(job, line, f.load_case, actions.spacing_m);
    c.support_variable_N = f.variable * support_variable;
    if (line.hangs && f.load_case != LoadCase::Dry && f.load_case != LoadCase::WashedOut) {
        const double most =
            f.load_case == LoadCase::Building ? a.compactor.peak_N_m : a.traffic.peak_N_m;
        c.support_variable_N =
            std::min(c.support_variable_N,
                     f.variable * most * supported_m(job, line, f.load_case, actions.spacing_m));
    }
    c.sand_below = f.load_case == LoadCase::InUse;
    return c;
}

SpanEffect span(const SizingJob& job, const CarriedLine& line, const LineCase& c, double spacing_m,
                double load_N_m, double modulus_Pa) {
    const SandBelow sand{sand_sag_m(job, line), job.profile.bedding_N_m3, line.outer_diameter_m};
    return c.sand_below ? span_on_sand(line, spacing_m, load_N_m, modulus_Pa, sand)
                        : free_span(spacing_m, load_N_m, modulus_Pa * line.second_moment_m4());
}

/// Stress of long duration that wears the material as much as both together: what passes counts
/// with the ratio of long- to short-term strength.
double lasting(double permanent, double total, const CarriedLine& line) {
    const double ratio = line.long_term_strength_Pa / line.strength_Pa;
    return permanent * (1.0 - ratio) + total * ratio;
}

Utilisation about(const CarriedLine& line, SizingCheck check, LoadCase load_case, double value,
                  double limit) {
    return {SizedPart::Line, line.id, check, load_case, value, limit, 0.0};
}

void check_bending(const SizingJob& job, const CarriedLine& line, const LineCase& c,
                   double spacing_m, WorstChecks& checks) {
    const double w = line.section_modulus_m3();
    const double permanent =
        span(job, line, c, spacing_m, c.permanent_N_m, line.long_term_modulus_Pa).moment_N_m / w;
    const double total =
        span(job, line, c, spacing_m, c.permanent_N_m + c.variable_N_m, line.modulus_Pa)
            .moment_N_m /
        w;
    checks.add(about(line, SizingCheck::Stress, c.load_case,
                     line.axial_Pa + lasting(permanent, std::max(permanent, total), line),
                     line.long_term_strength_Pa));
}

/// Sag and joints, characteristic: what stays, in the long term. Not of a wash-out.
void check_shape(const SizingJob& job, const CarriedLine& line, const LineCase& c, double spacing_m,
                 WorstChecks& checks) {
    const SpanEffect e = span(job, line, c, spacing_m, c.permanent_N_m, line.long_term_modulus_Pa);
    const double sag_limit =
        std::min(job.profile.line_sag_m, job.profile.line_sag_ratio * spacing_m);
    // Where sand carries a line that has sunk to it, the sag beyond the sand's is what it presses.
    const double allowed =
        c.sand_below ? std::max(sag_limit, 2.0 * sand_sag_m(job, line)) : sag_limit;
    checks.add(about(line, SizingCheck::Sag, c.load_case, e.sag_m, allowed));
    if (line.max_rotation_deg > 0.0) {
        checks.add(about(line, SizingCheck::Rotation, c.load_case,
                         2.0 * e.turn_rad * 180.0 / std::numbers::pi, line.max_rotation_deg));
    }
}

void check_hanging(const SizingJob& job, const CarriedLine& line, const LineCase& c,
                   double spacing_m, WorstChecks& checks) {
    const HangEffect e =
        hanging_span(spacing_m, c.permanent_N_m + c.variable_N_m, job.profile.slack);
    checks.add(about(line, SizingCheck::Sag, c.load_case, e.sag_m, job.profile.hanging_sag_m));
    checks.add(
        about(line, SizingCheck::BendRadius, c.load_case, e.curvature_per_m,
              line.min_bend_radius_m > 0.0 ? 1.0 / line.min_bend_radius_m : e.curvature_per_m));
    // On sand that has sagged less than the line hangs, the sand carries and nothing pulls.
    if (c.sand_below && e.sag_m >= sand_sag_m(job, line)) return;
    checks.add(about(line, SizingCheck::Tension, c.load_case, e.tension_N, line.max_tension_N));
}

/// Stress in the ring of an unstiffened tube at the edge of its saddle: Zick (1951) for long
/// cylinders, Q/(4 t (b + 1.56 sqrt(R t))) + 6 K R Q/(t^2 w) with w = 4 R, or the saddle's length
/// where that is more.
double ring_stress_Pa(const CarriedLine& line, double force_N, double saddle_length_m,
                      double moment_factor) {
    const double t = line.tube_wall_m;
    const double radius = 0.5 * line.tube_diameter_m;
    const double pressed = saddle_length_m + 1.56 * std::sqrt(radius * t);
    const double bent = std::max(4.0 * radius, saddle_length_m);
    return force_N / (4.0 * t * pressed) + 6.0 * moment_factor * radius * force_N / (t * t * bent);
}

/// The length at which `ratio` (falling with it) comes to 1, at least `from`; where even `longest`
/// does not do, the longest times what is left.
template <class Ratio>
double needed_length_m(double from, double longest, Ratio ratio) {
    if (ratio(from) <= 1.0) return from;
    if (ratio(longest) > 1.0) return longest * ratio(longest);
    double low = from;
    double high = longest;
    for (int i = 0; i < 40; ++i) {
        const double middle = 0.5 * (low + high);
        (ratio(middle) > 1.0 ? low : high) = middle;
    }
    return high;
}

/// How long the saddle has to be for the line (pipe wall, jacket or cable) and for itself.
void check_saddle(const SizingJob& job, const CarriedLine& line, const LineCase& c,
                  WorstChecks& checks) {
    const SizingProfile& p = job.profile;
    const double force = c.support_N + c.support_variable_N;
    const double chord =
        line.outer_diameter_m * std::sin(0.5 * p.saddle_angle_deg * std::numbers::pi / 180.0);
    const double saddle_Pa = job.type.material(job.type.saddle_material)->strength_Pa;
    const auto ratio = [&](double length) {
        const double pressure = force / (length * chord);
        double most = pressure / saddle_Pa;
        if (line.hangs) return std::max(most, force / length / p.sidewall_N_m);
        if (line.insulated) return std::max(most, pressure / p.jacket_strength_Pa);
        const auto ring = [&](double f) {
            return ring_stress_Pa(line, f, length, p.saddle_moment_factor);
        };
        return std::max(most,
                        lasting(ring(c.support_N), ring(force), line) / line.long_term_strength_Pa);
    };
    const double longest = std::max(p.longest_saddle_m, job.type.saddle_length_m);
    checks.add({SizedPart::Saddle, line.id, SizingCheck::Length, c.load_case,
                needed_length_m(job.type.saddle_length_m, longest, ratio), longest, 0.0});
}

/// An empty line below groundwater floats up unless its weight and the sand on it hold it.
void check_uplift(const SizingJob& job, const CarriedLine& line, WorstChecks& checks) {
    const double depth = line.top_m + line.outer_diameter_m;
    if (!job.groundwater_depth_m || *job.groundwater_depth_m >= depth) return;
    const SizingProfile& p = job.profile;
    const double up = p.water_unit_weight_N_m3 * 0.25 * std::numbers::pi * line.outer_diameter_m *
                      line.outer_diameter_m;
    const double down =
        line.dead_N_m + mean_unit_weight_N_m3(p, line.top_m, job.groundwater_depth_m) * line.top_m *
                            line.outer_diameter_m;
    checks.add(about(line, SizingCheck::Uplift, LoadCase::InUse, p.uplift_destabilising_factor * up,
                     p.uplift_stabilising_factor * down));
}

}  // namespace

void check_line(const SizingJob& job, const SpacingActions& actions, std::size_t index,
                WorstChecks& checks) {
    const CarriedLine& line = job.lines[index];
    for (const CaseFactors& factors : case_factors(job)) {
        const LineCase design = line_case(job, actions, index, factors);
        check_saddle(job, line, design, checks);
        // Nobody steps on a cable: the beams carry him (rack-sizing.md).
        const bool stepped_on = factors.load_case == LoadCase::Building;
        if (line.hangs) {
            if (!stepped_on) check_hanging(job, line, design, actions.spacing_m, checks);
            continue;
        }
        check_bending(job, line, design, actions.spacing_m, checks);
        if (factors.load_case == LoadCase::Dry || factors.load_case == LoadCase::InUse) {
            const LineCase lasting_case =
                line_case(job, actions, index, {factors.load_case, 1.0, 1.0});
            check_shape(job, line, lasting_case, actions.spacing_m, checks);
        }
    }
    check_uplift(job, line, checks);
}

}  // namespace maaiveld::layout
