#include "layout/rack_sizing_statics.h"

#include "influence/settlement/beam_solver.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::layout {
namespace {

struct Outline {
    double width_m, height_m, inner_width_m, inner_height_m;
};

Outline worn(const model::RackSection& s, double loss_m) {
    Outline o{s.width_m - 2.0 * loss_m, s.height_m - 2.0 * loss_m, 0.0, 0.0};
    if (s.wall_m > 0.0) {
        o.inner_width_m = s.width_m - 2.0 * s.wall_m + 2.0 * loss_m;
        o.inner_height_m = s.height_m - 2.0 * s.wall_m + 2.0 * loss_m;
    }
    return o;
}

/// The bed under the middle `contact_m` of a span, the ends free to turn.
influence::PipeBeam beam_on_bed(const CarriedLine& line, double span_m, double even_N_m,
                                double modulus_Pa, const SandBelow& sand, double contact_m) {
    influence::PipeBeam beam;
    beam.id = line.id;
    beam.pipe = {line.tube_diameter_m, line.tube_wall_m, modulus_Pa};
    // The solver spreads the bed over the tube's own diameter; two tubes share one bed.
    const double kh =
        sand.bedding_N_m3 * sand.width_m / (line.tube_diameter_m * static_cast<double>(line.tubes));
    const double from = 0.5 * (span_m - contact_m);
    beam.kh_N_m3 = kh;
    influence::BeamSpan span;
    span.length_m = span_m;
    span.ground = {{0.0, sand.sag_m}, {span_m, sand.sag_m}};
    span.bedding = {{0.0, from, 0.0}, {from, span_m - from, kh}, {span_m - from, span_m, 0.0}};
    span.loads = {{0.0, span_m, even_N_m / line.tubes}};
    span.start = {influence::BeamEnd::Kind::Hinged, 0.0};
    span.end = {influence::BeamEnd::Kind::Hinged, 0.0};
    beam.span = span;
    return beam;
}

double deflection_at(const influence::BeamCurve& curve, double x_m) {
    const auto next = std::lower_bound(curve.x_m.begin(), curve.x_m.end(), x_m);
    if (next == curve.x_m.end()) return curve.deflection_m.back();
    const auto i = static_cast<std::size_t>(next - curve.x_m.begin());
    if (i == 0 || curve.x_m[i] == curve.x_m[i - 1]) return curve.deflection_m[i];
    const double t = (x_m - curve.x_m[i - 1]) / (curve.x_m[i] - curve.x_m[i - 1]);
    return curve.deflection_m[i - 1] + t * (curve.deflection_m[i] - curve.deflection_m[i - 1]);
}

SpanEffect effect_of(const influence::BeamCurve& curve, int tubes) {
    SpanEffect e;
    for (std::size_t i = 0; i < curve.x_m.size(); ++i) {
        e.moment_N_m = std::max(e.moment_N_m, std::abs(curve.moment_N_m[i]) * tubes);
        e.sag_m = std::max(e.sag_m, curve.deflection_m[i]);
        e.turn_rad = std::max(e.turn_rad, std::abs(curve.slope_rad[i]));
    }
    return e;
}

}  // namespace

SectionValues section_values(const model::RackSection& section, double loss_m, bool upright) {
    Outline o = worn(section, loss_m);
    if (!upright) {
        std::swap(o.width_m, o.height_m);
        std::swap(o.inner_width_m, o.inner_height_m);
    }
    const bool gone = o.width_m <= o.inner_width_m || o.height_m <= o.inner_height_m;
    if (gone || o.width_m <= 0.0 || o.height_m <= 0.0) return {};
    SectionValues v;
    v.area_m2 = o.width_m * o.height_m - o.inner_width_m * o.inner_height_m;
    v.shear_area_m2 =
        o.inner_width_m > 0.0 ? (o.width_m - o.inner_width_m) * o.height_m : 2.0 / 3.0 * v.area_m2;
    v.second_moment_m4 =
        (o.width_m * std::pow(o.height_m, 3) - o.inner_width_m * std::pow(o.inner_height_m, 3)) /
        12.0;
    v.modulus_m3 = 2.0 * v.second_moment_m4 / o.height_m;
    return v;
}

BeamEffect cantilever(double length_m, const std::vector<PointLoad>& loads, double even_N_m,
                      double stiffness_N_m2) {
    BeamEffect e;
    e.moment_N_m = 0.5 * even_N_m * length_m * length_m;
    e.shear_N = even_N_m * length_m;
    e.sag_m = even_N_m * std::pow(length_m, 4) / (8.0 * stiffness_N_m2);
    for (const PointLoad& p : loads) {
        e.moment_N_m += p.force_N * p.at_m;
        e.shear_N += p.force_N;
        e.sag_m += p.force_N * p.at_m * p.at_m * (3.0 * length_m - p.at_m) / (6.0 * stiffness_N_m2);
    }
    return e;
}

SpanEffect free_span(double span_m, double even_N_m, double stiffness_N_m2) {
    SpanEffect e;
    e.moment_N_m = even_N_m * span_m * span_m / 8.0;
    e.sag_m = 5.0 * even_N_m * std::pow(span_m, 4) / (384.0 * stiffness_N_m2);
    e.turn_rad = even_N_m * std::pow(span_m, 3) / (24.0 * stiffness_N_m2);
    return e;
}

SpanEffect span_on_sand(const CarriedLine& line, double span_m, double even_N_m, double modulus_Pa,
                        const SandBelow& sand) {
    const double stiffness = modulus_Pa * line.second_moment_m4();
    const SpanEffect free = free_span(span_m, even_N_m, stiffness);
    if (free.sag_m <= sand.sag_m || sand.bedding_N_m3 <= 0.0) return free;
    double low = 0.0;
    double high = span_m;
    SpanEffect best = free;
    for (int i = 0; i < 10; ++i) {
        const double contact = 0.5 * (low + high);
        const auto curve =
            influence::solve_span(beam_on_bed(line, span_m, even_N_m, modulus_Pa, sand, contact));
        if (!curve) return free;
        const bool presses = deflection_at(*curve, 0.5 * (span_m - contact)) > sand.sag_m;
        (presses ? low : high) = contact;
        // Too short a contact leaves too much to the line: the safe side of the search.
        if (presses) best = effect_of(*curve, line.tubes);
    }
    return best.moment_N_m < free.moment_N_m ? best : free;
}

HangEffect hanging_span(double span_m, double even_N_m, double slack) {
    HangEffect e;
    e.sag_m = span_m * std::sqrt(3.0 * slack / 8.0);
    e.tension_N = even_N_m * span_m * span_m / (8.0 * e.sag_m);
    e.curvature_per_m = 8.0 * e.sag_m / (span_m * span_m);
    return e;
}

double buckling_reduction(double squash_N, double critical_N, double imperfection) {
    if (critical_N <= 0.0) return 0.0;
    const double slenderness2 = squash_N / critical_N;
    const double slenderness = std::sqrt(slenderness2);
    const double phi = 0.5 * (1.0 + imperfection * (slenderness - 0.2) + slenderness2);
    if (slenderness <= 0.2) return 1.0;
    return std::min(1.0, 1.0 / (phi + std::sqrt(phi * phi - slenderness2)));
}

}  // namespace maaiveld::layout
