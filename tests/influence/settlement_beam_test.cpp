#include "influence/settlement/pipe_beam.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

/// PVC 110 in soft ground.
PipeBeam pipe() {
    PipeBeam beam;
    beam.id = "W";
    beam.pipe = {0.11, 0.0042, 3e9};
    beam.kh_N_m3 = 5e6;
    return beam;
}

PipeBeam spanning(double length) {
    PipeBeam beam = pipe();
    beam.span = BeamSpan{};
    beam.span->length_m = length;
    return beam;
}

PipeBeamResult solved(const PipeBeam& beam) {
    const auto results = assess_pipe_beams({beam});
    EXPECT_TRUE(results) << (results ? "" : results.error().text());
    return results ? results->front() : PipeBeamResult{};
}

std::string refusal(const PipeBeam& beam) {
    const auto results = assess_pipe_beams({beam});
    return results ? std::string{} : results.error().text();
}

double bending_stiffness(const PipeBeam& beam) {
    return beam.pipe.modulus_Pa * beam.pipe.second_moment_m4();
}

PipeBeamResult closed(StepKind kind) {
    PipeBeam beam = pipe();
    beam.step = BeamStepInput{kind, 0.05};
    return solved(beam);
}

TEST(PipeBeam, FindsTheClosedFormOfAStepInTheGround) {
    PipeBeam beam = spanning(8.0);
    beam.span->ground = {{0.0, 0.0}, {3.7, 0.0}, {3.7, 0.05}, {8.0, 0.05}};

    const PipeBeamResult span = solved(beam);
    const PipeBeamResult step = closed(StepKind::Ground);

    EXPECT_NEAR(span.max_moment_N_m, step.max_moment_N_m, 1e-5 * step.max_moment_N_m);
    EXPECT_NEAR(std::abs(span.max_moment_at_m - 3.7), step.max_moment_at_m, 2e-3);
    EXPECT_NEAR(span.max_slope_deg, step.max_slope_deg, 1e-5 * step.max_slope_deg);
}

TEST(PipeBeam, FindsTheClosedFormOfAPipeClampedInAFacade) {
    PipeBeam beam = spanning(6.0);
    beam.span->ground = {{0.0, 0.05}};
    beam.span->start.kind = BeamEnd::Kind::Fixed;

    const PipeBeamResult span = solved(beam);
    const PipeBeamResult step = closed(StepKind::Clamped);

    EXPECT_NEAR(span.max_moment_N_m, step.max_moment_N_m, 1e-5 * step.max_moment_N_m);
    EXPECT_EQ(span.max_moment_at_m, 0.0);
    EXPECT_NEAR(span.max_slope_deg, step.max_slope_deg, 1e-3 * step.max_slope_deg);
}

TEST(PipeBeam, FindsTheClosedFormOfAJointAtAFacade) {
    PipeBeam beam = spanning(6.0);
    beam.span->ground = {{0.0, 0.05}};
    beam.span->start.kind = BeamEnd::Kind::Hinged;

    const PipeBeamResult span = solved(beam);
    const PipeBeamResult step = closed(StepKind::Hinged);

    EXPECT_NEAR(span.max_moment_N_m, step.max_moment_N_m, 1e-5 * step.max_moment_N_m);
    EXPECT_NEAR(span.max_slope_deg, step.max_slope_deg, 1e-5 * step.max_slope_deg);
    EXPECT_EQ(step.joints.size(), 1U);
}

TEST(PipeBeam, ClosedFormsAreWhatHetenyiWrites) {
    const PipeBeam beam = pipe();
    const double lambda = std::pow(5e6 * 0.11 / (4.0 * bending_stiffness(beam)), 0.25);
    const double unit = bending_stiffness(beam) * lambda * lambda * 0.05;

    EXPECT_NEAR(closed(StepKind::Ground).max_moment_N_m / unit, 0.3224, 1e-4);
    EXPECT_NEAR(closed(StepKind::Clamped).max_moment_N_m / unit, 2.0, 1e-12);
    EXPECT_NEAR(closed(StepKind::Hinged).max_moment_N_m / unit, 0.6448, 1e-4);
}

TEST(PipeBeam, WithoutABedIsTheBeamOfTheHandbook) {
    PipeBeam beam = spanning(4.0);
    beam.kh_N_m3 = 0.0;
    beam.span->loads = {{0.0, 4.0, 300.0}};
    beam.span->start.kind = BeamEnd::Kind::Fixed;
    beam.span->end.kind = BeamEnd::Kind::Fixed;
    EXPECT_NEAR(solved(beam).max_moment_N_m, 300.0 * 16.0 / 12.0, 1e-6);

    beam.span->start.kind = BeamEnd::Kind::Hinged;
    beam.span->end.kind = BeamEnd::Kind::Hinged;
    const PipeBeamResult simple = solved(beam);
    EXPECT_NEAR(simple.max_moment_N_m, 300.0 * 16.0 / 8.0, 1e-6);
    EXPECT_NEAR(simple.max_moment_at_m, 2.0, 1e-6);
    EXPECT_NEAR(simple.max_slope_deg * kRadians, 300.0 * 64.0 / (24.0 * bending_stiffness(beam)),
                1e-9);

    beam.span->loads = {{0.0, 2.0, 300.0}};
    EXPECT_NEAR(solved(beam).max_moment_N_m, 9.0 * 300.0 * 16.0 / 128.0, 0.01);
}

TEST(PipeBeam, BendsWhenTheStructureAtOneEndSettles) {
    PipeBeam beam = spanning(2.0);
    beam.kh_N_m3 = 0.0;
    beam.span->start.kind = BeamEnd::Kind::Fixed;
    beam.span->end = {BeamEnd::Kind::Fixed, 0.01};

    EXPECT_NEAR(solved(beam).max_moment_N_m, 6.0 * bending_stiffness(beam) * 0.01 / 4.0, 1e-6);
}

TEST(PipeBeam, GoesAlongWithGroundThatSettlesEvenlyOrTilts) {
    PipeBeam beam = spanning(10.0);
    beam.span->start.kind = BeamEnd::Kind::Free;
    beam.span->end.kind = BeamEnd::Kind::Free;
    beam.span->ground = {{0.0, 0.1}, {10.0, 0.3}};

    const PipeBeamResult result = solved(beam);

    EXPECT_LT(result.max_moment_N_m, 1e-4);
    EXPECT_NEAR(result.deflection_m.front(), 0.1, 1e-9);
    EXPECT_NEAR(result.deflection_m.back(), 0.3, 1e-9);
}

TEST(PipeBeam, AddsUpWhatTwoCausesDo) {
    PipeBeam settled = spanning(10.0);
    settled.span->bedding = {{4.0, 5.5, 0.0}};
    settled.span->ground = {{0.0, 0.0}, {3.0, 0.0}, {6.0, 0.04}};
    PipeBeam loaded = settled;
    loaded.span->ground.clear();
    loaded.span->loads = {{4.0, 5.5, 400.0}};
    PipeBeam both = settled;
    both.span->loads = loaded.span->loads;
    // The same edges, so that the same places are reported.
    loaded.span->ground = {{3.0, 0.0}, {6.0, 0.0}};
    settled.span->loads = {{4.0, 5.5, 0.0}};

    const PipeBeamResult one = solved(settled);
    const PipeBeamResult two = solved(loaded);
    const PipeBeamResult sum = solved(both);

    ASSERT_EQ(sum.x_m, one.x_m);
    for (std::size_t i = 0; i < sum.x_m.size(); ++i) {
        EXPECT_NEAR(sum.deflection_m[i], one.deflection_m[i] + two.deflection_m[i], 1e-9);
        EXPECT_NEAR(sum.moment_N_m[i], one.moment_N_m[i] + two.moment_N_m[i], 1e-5);
    }
}

TEST(PipeBeam, ContinuesBeyondAnEndAsIfItWereLonger) {
    PipeBeam brief = spanning(2.0);
    brief.span->ground = {{0.0, 0.0}, {0.5, 0.0}, {0.5, 0.05}};
    PipeBeam lengthy = spanning(22.0);
    lengthy.span->ground = {{0.0, 0.0}, {10.5, 0.0}, {10.5, 0.05}};

    EXPECT_NEAR(solved(brief).max_moment_N_m, solved(lengthy).max_moment_N_m, 0.01);
}

TEST(PipeBeam, CarriesTheGroundAcrossLostSupport) {
    PipeBeam beam = spanning(20.0);
    beam.span->loads = {{9.0, 11.0, 500.0}};
    beam.span->bedding = {{9.0, 11.0, 0.0}};

    const PipeBeamResult soft = solved(beam);
    beam.kh_N_m3 = 5e10;
    const PipeBeamResult hard = solved(beam);

    // On a very hard bed the pipe is clamped at the edges of the hole; on a soft one it bends more.
    EXPECT_NEAR(hard.max_moment_N_m, 500.0 * 4.0 / 12.0, 0.12 * 500.0 * 4.0 / 12.0);
    EXPECT_GT(soft.max_moment_N_m, 0.0);
    double lowest = 0.0;
    for (const double deflection : soft.deflection_m)
        lowest = std::max(lowest, deflection);
    EXPECT_NEAR(soft.deflection_m[100], lowest, 1e-6);
}

TEST(PipeBeam, TurnsInItsJoints) {
    PipeBeam beam = spanning(12.0);
    beam.span->ground = {{0.0, 0.0}, {6.0, 0.0}, {6.0, 0.05}};
    const PipeBeamResult whole = solved(beam);
    beam.span->joints = {{5.0, 0.0}, {7.0, 0.0}};
    const PipeBeamResult hinged = solved(beam);
    beam.span->joints = {{5.0, 1e12}, {7.0, 1e12}};
    const PipeBeamResult stiff = solved(beam);

    ASSERT_EQ(hinged.joints.size(), 2U);
    EXPECT_GT(hinged.joints[0].rotation_deg, 0.1);
    EXPECT_NEAR(hinged.joints[0].rotation_deg, -hinged.joints[1].rotation_deg, 1e-6);
    EXPECT_NEAR(stiff.joints[0].rotation_deg, 0.0, 1e-6);
    EXPECT_NEAR(stiff.max_moment_N_m, whole.max_moment_N_m, 1e-3 * whole.max_moment_N_m);
}

TEST(PipeBeam, CarriesTheMomentOfASpringInAJoint) {
    PipeBeam beam = spanning(2.0);
    beam.kh_N_m3 = 0.0;
    beam.span->start.kind = BeamEnd::Kind::Fixed;
    beam.span->end.kind = BeamEnd::Kind::Free;
    beam.span->joints = {{1.0, 5000.0}};
    beam.span->loads = {{1.0, 2.0, 200.0}};

    const PipeBeamResult result = solved(beam);

    // The free half hangs from the joint: q L^2 / 2.
    EXPECT_NEAR(std::abs(result.joints[0].rotation_deg) * kRadians, 100.0 / 5000.0, 1e-9);
    EXPECT_NEAR(result.max_moment_N_m, 200.0 * 1.5, 1e-6);
}

TEST(PipeBeam, WeighsStressAndRotationAgainstWhatIsAllowed) {
    PipeBeam beam = pipe();
    beam.step = BeamStepInput{StepKind::Ground, -0.05};
    beam.allowable_stress_MPa = 10.0;
    beam.allowable_rotation_deg = 2.0;

    const PipeBeamResult result = solved(beam);

    EXPECT_NEAR(*result.stress_utilisation, result.sigma_b_MPa / 10.0, 1e-12);
    EXPECT_NEAR(*result.rotation_utilisation, result.max_slope_deg / 2.0, 1e-12);
    const auto step = settlement_step("W", beam.pipe, beam.kh_N_m3, -0.05, StepKind::Ground);
    ASSERT_TRUE(step);
    EXPECT_EQ(step->sigma_b_MPa, result.sigma_b_MPa);
    EXPECT_EQ(step->rotation_deg, result.max_slope_deg);
    EXPECT_EQ(step->delta_m, -0.05);
}

TEST(CreepModulus, RunsWithTheLogarithmOfTime) {
    const std::vector<CreepPoint> points{{1.0, 3e9}, {10000.0, 1e9}};

    EXPECT_EQ(*creep_modulus_Pa(points, 0.0), 3e9);
    EXPECT_NEAR(*creep_modulus_Pa(points, 100.0), 2e9, 1.0);
    EXPECT_EQ(*creep_modulus_Pa(points, 1e6), 1e9);
    EXPECT_FALSE(creep_modulus_Pa({}, 1.0));
    EXPECT_FALSE(creep_modulus_Pa({{10.0, 1e9}, {1.0, 2e9}}, 1.0));
    EXPECT_FALSE(creep_modulus_Pa(points, -1.0));
}

TEST(PipeBeam, RefusesWhatNothingHolds) {
    PipeBeam beam = spanning(4.0);
    beam.kh_N_m3 = 0.0;
    EXPECT_EQ(refusal(beam), "pipe `W`: the pipe cannot continue beyond an end without a bed");
    beam.span->start.kind = BeamEnd::Kind::Hinged;
    beam.span->end.kind = BeamEnd::Kind::Free;
    EXPECT_EQ(refusal(beam), "pipe `W`: nothing holds the pipe, or a part of it between joints");
    beam.span->start.kind = BeamEnd::Kind::Fixed;
    EXPECT_EQ(refusal(beam), "");
    beam.span->joints = {{2.0, 0.0}};
    EXPECT_NE(refusal(beam), "");
}

TEST(PipeBeam, RefusesImpossiblePipesAndPieces) {
    const auto with = [](auto change) {
        PipeBeam beam = spanning(4.0);
        change(beam);
        return refusal(beam);
    };

    EXPECT_NE(with([](PipeBeam& b) { b.pipe.wall_m = 0.06; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.pipe.modulus_Pa = std::nan(""); }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.kh_N_m3 = -1.0; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.span->length_m = 0.0; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.span->bedding = {{1.0, 5.0, 1e6}}; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.span->bedding = {{1.0, 3.0, 1e6}, {2.0, 4.0, 1e6}}; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.span->ground = {{2.0, 0.0}, {1.0, 0.0}}; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.span->joints = {{4.0, 0.0}}; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.step = BeamStepInput{}; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.span.reset(); }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.allowable_stress_MPa = 0.0; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.pipe.modulus_Pa = 1e-308; }), "");
    EXPECT_NE(with([](PipeBeam& b) { b.kh_N_m3 = 1e300; }), "");
}

}  // namespace
}  // namespace maaiveld::influence
