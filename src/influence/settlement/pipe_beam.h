#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A pipe as a beam.
struct PipeSection {
    double outer_diameter_m = 0.0;
    double wall_m = 0.0;
    double modulus_Pa = 0.0;  ///< at the duration of the settlement (creep modulus for plastics)

    double second_moment_m4() const;
    /// lambda = (kh D / (4 E I))^(1/4): one over the length over which the pipe follows the soil.
    double lambda_per_m(double kh_N_m3) const;
};

/// The modulus of a plastic after a load of some duration.
struct CreepPoint {
    double days = 0.0;
    double modulus_Pa = 0.0;
};

/// Linear in the logarithm of time between rising points; the first and last hold beyond them.
/// Refused: no points, points that do not rise, moduli that are not positive.
base::Result<double> creep_modulus_Pa(const std::vector<CreepPoint>& points, double days);

/// What meets where the settlement jumps.
enum class StepKind {
    Ground,   ///< two parts of ground, one `delta` lower than the other
    Clamped,  ///< a structure that stays and holds the pipe, ground that settles
    Hinged,   ///< a structure that stays, with a joint at its face
};

/// What a sudden difference in settlement does to one pipe.
struct SettlementStep {
    std::string asset;
    double delta_m = 0.0;
    double sigma_b_MPa = 0.0;   ///< largest bending stress
    double rotation_deg = 0.0;  ///< largest slope; of the joint where there is one
};

struct StepMoment {
    double moment_N_m = 0.0;
    double at_m = 0.0;  ///< from the step
    double slope_rad = 0.0;
};

/// Endless pipe on a Winkler bed kh [N/m3] (Hetenyi 1946, grade B; finite differences confirm):
///     ground    M = 0.3224 E I lam^2 delta at pi/(4 lam),  slope lam delta / 2 at the step
///     clamped   M = 2 E I lam^2 delta at the face,         slope 0.6448 lam delta at pi/(4 lam)
///     hinged    M = 0.6448 E I lam^2 delta at pi/(4 lam),  slope lam delta at the face
/// where 0.3224 = exp(-pi/4) sin(pi/4).
StepMoment step_moment(const PipeSection& pipe, double kh_N_m3, double delta_m, StepKind kind);

/// The same as stress and rotation, for a rule. Refused: an impossible pipe or bed.
base::Result<SettlementStep> settlement_step(const std::string& asset, const PipeSection& pipe,
                                             double kh_N_m3, double delta_m, StepKind kind);

/// How an end of the pipe is held.
struct BeamEnd {
    enum class Kind { Free, Hinged, Fixed, Continuing };  ///< continuing: endless beyond the end
    Kind kind = Kind::Continuing;
    double settlement_m = 0.0;  ///< of what holds it
};

struct GroundPoint {
    double x_m = 0.0;
    double settlement_m = 0.0;
};

/// A bed from one place to another; 0 where support is lost.
struct BeddingPiece {
    double from_m = 0.0;
    double to_m = 0.0;
    double kh_N_m3 = 0.0;
};

struct LoadPiece {
    double from_m = 0.0;
    double to_m = 0.0;
    double load_N_m = 0.0;  ///< downward
};

struct BeamJoint {
    double at_m = 0.0;
    double stiffness_N_m_rad = 0.0;  ///< 0: a hinge
};

/// A pipe along which the ground settles differently.
struct BeamSpan {
    double length_m = 0.0;
    std::vector<GroundPoint> ground;    ///< linear between; two points at one x are a jump
    std::vector<BeddingPiece> bedding;  ///< replaces `kh_N_m3` where given
    std::vector<LoadPiece> loads;
    std::vector<BeamJoint> joints;
    BeamEnd start;
    BeamEnd end;
};

struct BeamStepInput {
    StepKind kind = StepKind::Ground;
    double delta_m = 0.0;
};

/// One pipe: either a step in closed form, or a span.
struct PipeBeam {
    std::string id;
    PipeSection pipe;
    double kh_N_m3 = 0.0;
    std::optional<BeamStepInput> step;
    std::optional<BeamSpan> span;
    std::optional<double> allowable_stress_MPa;
    std::optional<double> allowable_rotation_deg;
};

struct JointRotation {
    double at_m = 0.0;
    double rotation_deg = 0.0;
};

struct PipeBeamResult {
    std::string id;
    double second_moment_m4 = 0.0;
    double lambda_per_m = 0.0;
    double max_moment_N_m = 0.0;
    double max_moment_at_m = 0.0;
    double sigma_b_MPa = 0.0;
    double max_slope_deg = 0.0;
    std::vector<JointRotation> joints;
    std::optional<double> stress_utilisation;    ///< above 1: too much
    std::optional<double> rotation_utilisation;  ///< of the joints, or of the slope without joints
    std::vector<double> x_m;                     ///< along a span, with the three below
    std::vector<double> deflection_m;
    std::vector<double> moment_N_m;
};

/// Every pipe in order. Refused: impossible pipes and beds, pieces that overlap or leave the span,
/// a span that nothing holds.
base::Result<std::vector<PipeBeamResult>> assess_pipe_beams(const std::vector<PipeBeam>& pipes);

}  // namespace maaiveld::influence
