#include "influence/heat/volumes.h"
#include "influence/heat/volumes3d.h"
#include "tests/influence/heat_sections.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

Pipe3d pipe_of(HeatBody body, RunsAlong along) {
    Pipe3d pipe;
    pipe.body = std::move(body);
    pipe.along = along;
    return pipe;
}

/// A cable that gives 50 W/m crosses above another one that gives nothing.
Crossing3d crossing_of(double fine_m) {
    Crossing3d crossing;
    crossing.id = "X";
    crossing.fine_m = fine_m;
    crossing.pipes = {
        pipe_of(test::round_body("hot", {0.0, 1.0}, 0.1, {}, GivenHeat{50.0}), RunsAlong::Y),
        pipe_of(test::round_body("cable", {0.0, 0.6}, 0.05, {}, NoHeat{}), RunsAlong::X)};
    return crossing;
}

TEST(Volumes3d, FindTheCrossingFormulaOfIec60287) {
    const auto section = test::ground(1.2, 10.0);
    const auto result = solve_crossing_3d(section.soil, section.surface, crossing_of(0.1));
    ASSERT_TRUE(result) << result.error().text();
    const Crossing3dMoment& moment = result->at[0];
    int seen = 0;
    for (const PipePiece& piece : moment.pipes[1].pieces) {
        if (std::abs(piece.at_m) > 5.0) continue;
        const double z2 = piece.at_m * piece.at_m;
        const double rise = 50.0 / (4.0 * pi * 1.2) * std::log((1.6 * 1.6 + z2) / (0.4 * 0.4 + z2));
        EXPECT_NEAR(piece.temperature_C, 10.0 + rise, 0.02 * 9.2) << piece.at_m;
        ++seen;
    }
    EXPECT_GT(seen, 20);
    EXPECT_NEAR(moment.heat_through_surface_W, moment.pipes[0].heat_W,
                1e-8 * moment.pipes[0].heat_W);
}

TEST(Volumes3d, AreTheSectionWhereNothingChangesAlongTheStreet) {
    auto section = test::street_section(0.5);
    VolumeOptions options;
    options.near_field = NearField::LineSource;
    const auto flat = solve_steady_volumes(section, options);
    Crossing3d crossing;
    crossing.id = "S";
    crossing.growth = 1.12;
    crossing.widen_m = 20.0;
    crossing.coarse_m = 20.0;
    crossing.reach_m = 100.0;
    crossing.along_m = 20.0;
    for (const HeatBody& body : section.bodies)
        crossing.pipes.push_back(pipe_of(body, RunsAlong::Y));
    const auto block = solve_crossing_3d(section.soil, section.surface, crossing);
    ASSERT_TRUE(flat && block);
    for (std::size_t k = 0; k < 3; ++k) {
        for (const PipePiece& piece : block->at[0].pipes[k].pieces) {
            EXPECT_NEAR(piece.temperature_C, flat->states()[k].temperature_C, 0.01);
            EXPECT_NEAR(piece.heat_W_m, flat->states()[k].heat_W_m, 0.01);
        }
    }
}

TEST(Volumes3d, WaterLosesWhatThePipeGives) {
    const auto section = test::ground(1.5, 8.0);
    for (const double flow_W_K : {0.5, 5.0, 500.0}) {
        Crossing3d crossing = crossing_of(0.1);
        crossing.reach_m = 15.0;
        crossing.pipes[0] =
            pipe_of(test::round_body("hot", {0.0, 1.0}, 0.05, {{0.1, 0.03}}, HeldTemperature{80.0}),
                    RunsAlong::Y);
        crossing.pipes[0].from_m = -6.0;
        crossing.pipes[0].to_m = 9.0;
        crossing.pipes[0].flow = PipeFlow{80.0, flow_W_K, false};
        const auto result = solve_crossing_3d(section.soil, section.surface, crossing);
        ASSERT_TRUE(result) << result.error().text();
        const Pipe3dState& hot = result->at[0].pipes[0];
        EXPECT_NEAR(flow_W_K * (80.0 - *hot.outlet_C), hot.heat_W, 1e-6 * hot.heat_W);
        EXPECT_NEAR(result->at[0].heat_through_surface_W, hot.heat_W, 1e-6 * hot.heat_W);
        EXPECT_GE(*hot.outlet_C, 8.0);
        double length = 0.0;
        for (const PipePiece& piece : hot.pieces)
            length += piece.length_m;
        EXPECT_NEAR(length, 15.0, 1e-9);
    }
}

TEST(Volumes3d, WaterDecaysAsInAUniformGround) {
    const auto section = test::ground(1.5, 8.0);
    Crossing3d crossing;
    crossing.id = "L";
    crossing.pipes = {
        pipe_of(test::round_body("hot", {0.0, 1.0}, 0.05, {{0.1, 0.03}}, HeldTemperature{80.0}),
                RunsAlong::Y)};
    crossing.pipes[0].from_m = 0.0;
    crossing.pipes[0].to_m = 60.0;
    crossing.pipes[0].flow = PipeFlow{80.0, 60.0, false};
    const auto result = solve_crossing_3d(section.soil, section.surface, crossing);
    ASSERT_TRUE(result);
    // Per metre the pipe sees insulation and soil; ends and what flows along the soil are small.
    const double resistance =
        std::log(2.0) / (2.0 * pi * 0.03) + std::log(2.0 / 0.05) / (2.0 * pi * 1.5);
    const double exact = 8.0 + 72.0 * std::exp(-60.0 / (60.0 * resistance));
    EXPECT_NEAR(*result->at[0].pipes[0].outlet_C, exact, 0.01 * (80.0 - exact));
    crossing.pipes[0].flow->backward = true;
    const auto back = solve_crossing_3d(section.soil, section.surface, crossing);
    ASSERT_TRUE(back);
    EXPECT_NEAR(*back->at[0].pipes[0].outlet_C, *result->at[0].pipes[0].outlet_C, 1e-5);
    EXPECT_GT(back->at[0].pipes[0].pieces.back().temperature_C, 79.0);
}

TEST(Volumes3d, StepsEndInTheSteadyStateAndKeepTheirHeat) {
    const auto section = test::ground(1.2, 10.0);
    Crossing3d crossing = crossing_of(0.2);
    crossing.pipes[1].content_J_mK = 8000.0;
    const auto steady = solve_crossing_3d(section.soil, section.surface, crossing);
    crossing.step_s = 100.0 * 86400.0;
    crossing.output_s = {200.0 * 86400.0, 20000.0 * 86400.0};
    const auto steps = solve_crossing_3d(section.soil, section.surface, crossing);
    ASSERT_TRUE(steady && steps) << steps.error().text();
    const Crossing3dMoment& early = steps->at[0];
    const Crossing3dMoment& late = steps->at[1];
    EXPECT_LT(early.pipes[1].max_C, steady->at[0].pipes[1].max_C - 0.1);
    EXPECT_NEAR(late.pipes[1].max_C, steady->at[0].pipes[1].max_C, 0.02);
    const double given = early.pipes[0].heat_W + early.pipes[1].heat_W;
    EXPECT_NEAR(early.heat_through_surface_W + early.stored_W, given, 1e-7 * given);
    EXPECT_GT(early.stored_W, 0.001 * given);
}

TEST(Volumes3d, RefuseWhatCannotBe) {
    const auto section = test::ground(1.2, 10.0);
    const auto refusal = [&](const Crossing3d& crossing) {
        const auto result = solve_crossing_3d(section.soil, section.surface, crossing);
        return result ? std::string{} : result.error().text();
    };
    Crossing3d crossing = crossing_of(0.1);
    crossing.pipes[1].body.at.depth_m = 0.95;
    EXPECT_NE(refusal(crossing).find("overlaps `hot`"), std::string::npos) << refusal(crossing);
    crossing.pipes[1].from_m = 0.5;
    crossing.reach_m = 5.0;
    EXPECT_EQ(refusal(crossing), "");
    crossing = crossing_of(0.1);
    crossing.pipes[1].from_m = 2.0;
    crossing.pipes[1].to_m = 1.0;
    EXPECT_NE(refusal(crossing).find("`cable`"), std::string::npos);
    crossing = crossing_of(0.001);
    EXPECT_NE(refusal(crossing).find("cells"), std::string::npos);
    crossing = crossing_of(0.1);
    crossing.pipes[1].from_m = -3000.0;
    crossing.pipes[1].to_m = 3000.0;
    EXPECT_NE(refusal(crossing).find("m large"), std::string::npos) << refusal(crossing);
    crossing = crossing_of(0.1);
    crossing.reach_m = 1e9;
    EXPECT_NE(refusal(crossing).find("m large"), std::string::npos) << refusal(crossing);
    crossing = crossing_of(0.1);
    crossing.pipes[0].flow = PipeFlow{50.0, 0.0, false};
    EXPECT_NE(refusal(crossing).find("heat_capacity_flow_W_K"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::influence
