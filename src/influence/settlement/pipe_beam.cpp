#include "influence/settlement/pipe_beam.h"

#include "influence/settlement/beam_solver.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr double kDegrees = 180.0 / pi;

/// exp(-pi/4) sin(pi/4): where the moment (or slope) beside a step is largest.
const double kPeak = std::exp(-pi / 4.0) * std::sin(pi / 4.0);

/// How many places along a span are reported.
constexpr std::size_t kReported = 201;

bool positive(double value) {
    return value > 0.0 && std::isfinite(value);
}

std::string pipe_problem(const PipeSection& pipe) {
    if (!positive(pipe.outer_diameter_m)) return "the outer diameter must be positive";
    if (!positive(pipe.wall_m) || 2.0 * pipe.wall_m > pipe.outer_diameter_m)
        return "the wall must be positive and at most half the outer diameter";
    if (!positive(pipe.modulus_Pa)) return "the modulus must be positive";
    return {};
}

std::string beam_problem(const PipeBeam& beam) {
    std::string problem = pipe_problem(beam.pipe);
    if (!problem.empty()) return problem;
    if (beam.step.has_value() == beam.span.has_value()) return "give either a step or a span";
    const bool bed =
        beam.step ? positive(beam.kh_N_m3) : beam.kh_N_m3 >= 0.0 && std::isfinite(beam.kh_N_m3);
    if (!bed) return "`kh_N_m3` must be positive";
    if (beam.step && !std::isfinite(beam.step->delta_m)) return "the step is not a number";
    if (beam.allowable_stress_MPa && !positive(*beam.allowable_stress_MPa))
        return "the allowable stress must be positive";
    if (beam.allowable_rotation_deg && !positive(*beam.allowable_rotation_deg))
        return "the allowable rotation must be positive";
    return {};
}

double stress_MPa(const PipeSection& pipe, double moment_N_m) {
    return std::abs(moment_N_m) * 0.5 * pipe.outer_diameter_m / pipe.second_moment_m4() * 1e-6;
}

/// The top of the parabola through three places, as (place, value); the middle when it has none.
std::pair<double, double> parabola_top(const BeamCurve& c, std::size_t a, std::size_t b,
                                       std::size_t d) {
    const double left = (c.moment_N_m[b] - c.moment_N_m[a]) / (c.x_m[b] - c.x_m[a]);
    const double right = (c.moment_N_m[d] - c.moment_N_m[b]) / (c.x_m[d] - c.x_m[b]);
    const double bend = (right - left) / (c.x_m[d] - c.x_m[a]);
    if (left * right >= 0.0 || bend == 0.0) return {c.x_m[b], c.moment_N_m[b]};
    const double x = 0.5 * (c.x_m[a] + c.x_m[b]) - 0.5 * left / bend;
    const double off = x - c.x_m[b];
    return {x, c.moment_N_m[b] + off * (left + bend * (x - c.x_m[a]))};
}

/// The largest moment of a curve whose places stand double (end of one element, start of the next).
void take_largest_moment(const BeamCurve& curve, PipeBeamResult& result) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < curve.x_m.size(); ++i) {
        if (std::abs(curve.moment_N_m[i]) > std::abs(curve.moment_N_m[at])) at = i;
    }
    result.max_moment_at_m = curve.x_m[at];
    result.max_moment_N_m = std::abs(curve.moment_N_m[at]);
    const std::size_t first = at - at % 2;
    const std::size_t before = at % 2 == 0 ? at - 2 : first;
    const std::size_t after = at % 2 == 0 ? at + 1 : at + 2;
    const bool inside = (at % 2 == 1 || at >= 2) && after < curve.x_m.size();
    if (!inside) return;
    const auto [x, moment] = parabola_top(curve, before, at, after);
    result.max_moment_at_m = x;
    result.max_moment_N_m = std::abs(moment);
}

void take_curve(const BeamCurve& curve, PipeBeamResult& result) {
    take_largest_moment(curve, result);
    for (const double slope : curve.slope_rad)
        result.max_slope_deg = std::max(result.max_slope_deg, std::abs(slope) * kDegrees);
    result.joints = curve.joints;
    const std::size_t count = curve.x_m.size();
    const std::size_t reported = std::min(kReported, count);
    for (std::size_t k = 0; k < reported; ++k) {
        const std::size_t i = k * (count - 1) / (reported - 1);
        result.x_m.push_back(curve.x_m[i]);
        result.deflection_m.push_back(curve.deflection_m[i]);
        result.moment_N_m.push_back(curve.moment_N_m[i]);
    }
}

void take_step(const PipeBeam& beam, PipeBeamResult& result) {
    const StepMoment step =
        step_moment(beam.pipe, beam.kh_N_m3, beam.step->delta_m, beam.step->kind);
    result.max_moment_N_m = step.moment_N_m;
    result.max_moment_at_m = step.at_m;
    result.max_slope_deg = step.slope_rad * kDegrees;
    if (beam.step->kind == StepKind::Hinged) result.joints.push_back({0.0, result.max_slope_deg});
}

void judge(const PipeBeam& beam, PipeBeamResult& result) {
    result.sigma_b_MPa = stress_MPa(beam.pipe, result.max_moment_N_m);
    if (beam.allowable_stress_MPa)
        result.stress_utilisation = result.sigma_b_MPa / *beam.allowable_stress_MPa;
    if (!beam.allowable_rotation_deg) return;
    double rotation = result.joints.empty() ? result.max_slope_deg : 0.0;
    for (const JointRotation& joint : result.joints)
        rotation = std::max(rotation, std::abs(joint.rotation_deg));
    result.rotation_utilisation = rotation / *beam.allowable_rotation_deg;
}

base::Result<PipeBeamResult> assess(const PipeBeam& beam) {
    const std::string problem = beam_problem(beam);
    if (!problem.empty()) return base::bad_input(problem);
    PipeBeamResult result;
    result.id = beam.id;
    result.second_moment_m4 = beam.pipe.second_moment_m4();
    result.lambda_per_m = beam.pipe.lambda_per_m(beam.kh_N_m3);
    if (beam.step) {
        take_step(beam, result);
    } else {
        const auto curve = solve_span(beam);
        if (!curve) return tl::unexpected(curve.error());
        take_curve(*curve, result);
    }
    judge(beam, result);
    if (!std::isfinite(result.sigma_b_MPa) || !std::isfinite(result.max_slope_deg))
        return base::bad_input("the numbers are too large or too small to compute with");
    return result;
}

}  // namespace

double PipeSection::second_moment_m4() const {
    const double inner = outer_diameter_m - 2.0 * wall_m;
    return pi / 64.0 * (std::pow(outer_diameter_m, 4) - std::pow(inner, 4));
}

double PipeSection::lambda_per_m(double kh_N_m3) const {
    return std::pow(kh_N_m3 * outer_diameter_m / (4.0 * modulus_Pa * second_moment_m4()), 0.25);
}

base::Result<double> creep_modulus_Pa(const std::vector<CreepPoint>& points, double days) {
    if (points.empty()) return base::bad_input("a creep modulus needs points");
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!positive(points[i].days) || !positive(points[i].modulus_Pa))
            return base::bad_input("the points of a creep modulus must be positive");
        if (i > 0 && points[i].days <= points[i - 1].days)
            return base::bad_input("the points of a creep modulus must rise in time");
    }
    if (!(days >= 0.0)) return base::bad_input("the duration is negative or not a number");
    if (days <= points.front().days) return points.front().modulus_Pa;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const CreepPoint& a = points[i - 1];
        const CreepPoint& b = points[i];
        if (days > b.days) continue;
        const double part = std::log(days / a.days) / std::log(b.days / a.days);
        return a.modulus_Pa + part * (b.modulus_Pa - a.modulus_Pa);
    }
    return points.back().modulus_Pa;
}

StepMoment step_moment(const PipeSection& pipe, double kh_N_m3, double delta_m, StepKind kind) {
    const double lambda = pipe.lambda_per_m(kh_N_m3);
    const double slope = lambda * std::abs(delta_m);
    const double moment = pipe.modulus_Pa * pipe.second_moment_m4() * lambda * slope;
    const double beside = pi / (4.0 * lambda);
    if (kind == StepKind::Clamped) return {2.0 * moment, 0.0, 2.0 * kPeak * slope};
    if (kind == StepKind::Hinged) return {2.0 * kPeak * moment, beside, slope};
    return {kPeak * moment, beside, 0.5 * slope};
}

base::Result<SettlementStep> settlement_step(const std::string& asset, const PipeSection& pipe,
                                             double kh_N_m3, double delta_m, StepKind kind) {
    const PipeBeam beam{asset, pipe, kh_N_m3, BeamStepInput{kind, delta_m}, {}, {}, {}};
    const std::string problem = beam_problem(beam);
    if (!problem.empty()) return base::bad_input(problem, fmt::format("asset `{}`", asset));
    const StepMoment step = step_moment(pipe, kh_N_m3, delta_m, kind);
    return SettlementStep{asset, delta_m, stress_MPa(pipe, step.moment_N_m),
                          step.slope_rad * kDegrees};
}

base::Result<std::vector<PipeBeamResult>> assess_pipe_beams(const std::vector<PipeBeam>& pipes) {
    std::vector<PipeBeamResult> results;
    for (const PipeBeam& beam : pipes) {
        auto result = assess(beam);
        if (!result)
            return base::bad_input(result.error().message, fmt::format("pipe `{}`", beam.id));
        results.push_back(std::move(*result));
    }
    return results;
}

}  // namespace maaiveld::influence
