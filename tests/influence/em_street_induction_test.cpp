#include "influence/em/street_induction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace maaiveld::influence {
namespace {

using geometry::Vec3;

const EarthReturn kEarth{50.0, 100.0};

SourceRoute cable(std::vector<Vec3> points, Complex current_A = 1000.0) {
    return {"L", std::move(points), {{0.0, 0.0, current_A}}, {}};
}

VictimRoute telecom(std::vector<Vec3> points) {
    return {"T", std::move(points), {}, {}};
}

InducedVoltage induced(const VictimRoute& victim, const std::vector<SourceRoute>& sources,
                       const InductionOptions& options = {}) {
    const auto result = induced_on(victim, sources, kEarth, options);
    EXPECT_TRUE(result) << result.error().text();
    return result ? *result : InducedVoltage{};
}

TEST(StreetInduction, EqualsTheParallelExposure) {
    const auto result =
        induced(telecom({{0, 2, -0.7}, {300, 2, -0.7}}), {cable({{0, 0, -1}, {300, 0, -1}})});
    const Complex expected = 300.0 * 1000.0 * mutual_impedance_ohm_m(kEarth, {1.0, 0.7, 2.0});

    EXPECT_LT(std::abs(result.emf_V - expected), 1e-9 * std::abs(expected));
    EXPECT_NEAR(result.shares.front().beside_m, 300.0, 1e-9);
    EXPECT_NEAR(*result.shares.front().nearest_m, 2.0, 1e-12);
    EXPECT_EQ(result.stretches.size(), 300U);
    EXPECT_DOUBLE_EQ(result.voltage_V, std::abs(result.emf_V));
}

TEST(StreetInduction, PutsEachPhaseOnItsOwnSide) {
    const ThreePhase circuit{"C", PhaseLayout::Trefoil, 0.0755, 0.0, 1.0, 1000.0, 0.0, 0.0};
    SourceRoute source{"C", {{0, 0, -1}, {0, 300, -1}}, phase_conductors(circuit), {}};
    // North is along the cable, so its right is east.
    Exposure straight;
    straight.id = "E";
    straight.resistivity_ohm_m = 100.0;
    straight.sources = phases_of(circuit);
    straight.route = {{300.0, 0.5, 0.5, 1.0, 1.0, true}};

    const Complex expected = assess_exposures({}, 50.0, {straight})->front().emf_V;
    const auto east = induced(telecom({{0.5, 0, -1}, {0.5, 300, -1}}), {source});
    const auto west = induced(telecom({{-0.5, 0, -1}, {-0.5, 300, -1}}), {source});

    EXPECT_LT(std::abs(east.emf_V - expected), 1e-9);
    EXPECT_GT(std::abs(west.emf_V - expected), 0.01);
}

TEST(StreetInduction, EndsWhereTheSourceEnds) {
    const auto result =
        induced(telecom({{-100, 2, -1}, {200, 2, -1}}), {cable({{0, 0, -1}, {50, 0, -1}})});

    EXPECT_NEAR(result.shares.front().beside_m, 50.0, 1e-9);
    EXPECT_EQ(result.stretches.front().emf_V_m, Complex{});
    EXPECT_EQ(result.stretches.back().emf_V_m, Complex{});
    EXPECT_GT(std::abs(result.stretches[120].emf_V_m), 0.1);
}

TEST(StreetInduction, TakesNothingFromASquareCrossing) {
    const auto result =
        induced(telecom({{0, -20, -0.6}, {0, 20, -0.6}}), {cable({{-50, 0, -1}, {50, 0, -1}})});

    EXPECT_LT(std::abs(result.emf_V), 1e-12);
}

TEST(StreetInduction, TakesTheCosineOfAnObliqueRun) {
    // The same as the section's oblique piece, whose length is along the source.
    const auto result = induced(telecom({{0, 1, -0.7}, {40, 9, -0.7}}),
                                {cable({{0, 0, -1}, {40, 0, -1}})}, {0.25, 1.0, 1000.0, 0.02});
    Exposure oblique;
    oblique.id = "E";
    oblique.resistivity_ohm_m = 100.0;
    oblique.sources = {{"L", 0.0, 1.0, 1000.0}};
    oblique.route = {{40.0, 1.0, 9.0, 0.7, 0.7, true}};
    const Complex expected = assess_exposures({}, 50.0, {oblique})->front().emf_V;

    EXPECT_LT(std::abs(result.emf_V - expected), 1e-7 * std::abs(expected));
    EXPECT_NEAR(result.length_m, std::hypot(40.0, 8.0), 1e-12);
}

TEST(StreetInduction, ChangesSignWithTheDirectionOfTheCurrentOnly) {
    const std::vector<Vec3> bend{{0, 0, -1}, {60, 0, -1}, {100, 30, -0.9}};
    std::vector<Vec3> back = bend;
    std::reverse(back.begin(), back.end());
    const VictimRoute victim = telecom({{0, 3, -0.6}, {59, 3, -0.6}, {98, 33, -0.6}});

    const Complex forward = induced(victim, {cable(bend)}).emf_V;
    EXPECT_LT(std::abs(induced(victim, {cable(back)}).emf_V + forward), 1e-9 * std::abs(forward));
    EXPECT_LT(std::abs(induced(victim, {cable(bend, -1000.0)}).emf_V + forward), 1e-12);
}

TEST(StreetInduction, FollowsABendAtAConstantDistance) {
    // Parallel routes around a bend: about the length times Zm.
    const auto result = induced(telecom({{0, 1, -1}, {49.5858, 1, -1}, {90.2929, 41.7071, -1}}),
                                {cable({{0, 0, -1}, {50, 0, -1}, {91, 41, -1}})});
    const double length = 50.0 + 41.0 * std::sqrt(2.0);
    const double expected =
        length * 1000.0 * std::abs(mutual_impedance_ohm_m(kEarth, {1.0, 1.0, 1.0}));

    EXPECT_NEAR(std::abs(result.emf_V) / expected, 1.0, 0.01);
}

TEST(StreetInduction, TakesTheBisectorOutsideABend) {
    // A short piece of victim that has only the corner of a right angle beside it.
    const auto outside = [](std::vector<Vec3> points) {
        return induced(telecom({{50.9, -1.1, -1}, {51.1, -0.9, -1}}), {cable(std::move(points))});
    };
    const Complex forward = outside({{0, 0, -1}, {50, 0, -1}, {50, 50, -1}}).emf_V;
    const Complex back = outside({{50, 50, -1}, {50, 0, -1}, {0, 0, -1}}).emf_V;
    const double length = 0.2 * std::sqrt(2.0);  // along the bisector
    const double expected =
        length * 1000.0 * std::abs(mutual_impedance_ohm_m(kEarth, {1.0, 1.0, std::sqrt(2.0)}));

    EXPECT_NEAR(std::abs(forward) / expected, 1.0, 1e-3);
    EXPECT_LT(std::abs(forward + back), 1e-9);
}

TEST(StreetInduction, ScreensACableThatIsEarthedAtBothEnds) {
    SourceRoute bare = cable({{0, 0, -1}, {300, 0, -1}}, 2000.0);
    SourceRoute screened = bare;
    screened.screens = {{0.0, 0.0, 0.0335, 0.206e-3}};
    const VictimRoute victim = telecom({{0, 0.5, -1}, {300, 0.5, -1}});

    const double without = induced(victim, {bare}).voltage_V;
    const double with = induced(victim, {screened}).voltage_V;

    EXPECT_NEAR(without, 285.0, 1.0);
    EXPECT_NEAR(with / without, 0.29779122, 1e-6);
    EXPECT_NEAR(induced(victim, {bare}, {1.0, 0.5, 1000.0, 0.02}).voltage_V, 0.5 * without, 1e-9);
}

TEST(StreetInduction, AddsItsSources) {
    const VictimRoute victim = telecom({{0, 1, -1}, {100, 1, -1}});
    const SourceRoute a = cable({{0, 0, -1}, {100, 0, -1}});
    const SourceRoute b = cable({{20, 3, -1}, {80, 4, -1}}, {0.0, 300.0});
    const auto both = induced(victim, {a, b});

    EXPECT_LT(std::abs(both.emf_V - induced(victim, {a}).emf_V - induced(victim, {b}).emf_V),
              1e-10);
    EXPECT_LT(std::abs(both.shares[1].emf_V - induced(victim, {b}).emf_V), 1e-12);
    Complex sum;
    for (const InducedStretch& stretch : both.stretches)
        sum += stretch.emf_V_m * stretch.length_m;
    EXPECT_LT(std::abs(sum - both.emf_V), 1e-10);
}

TEST(StreetInduction, SolvesAPipeAsALine) {
    VictimRoute pipe = telecom({{0, 1, -1}, {500, 1, -1}});
    pipe.line =
        VictimLine{PipeConductor{{0.15, 0.006, 1.7e-7, 300.0}, {1e5, 0.003, 2.3}}, {}, {}, {}, 0.0};
    pipe.defect = CoatingDefect{0.01128, 50.0};
    const auto result = induced(pipe, {cable({{0, 0, -1}, {500, 0, -1}}, 100.0)});

    EXPECT_NEAR(result.voltage_V, 10.8, 0.05);
    EXPECT_TRUE(result.voltage_at_m == 0.0 || result.voltage_at_m == 500.0);
    EXPECT_NEAR(*result.defect_A_m2, 8.0 * result.voltage_V / (std::numbers::pi * 50.0 * 0.01128),
                1e-9);
}

TEST(StreetInduction, LeavesOutWhatIsFarAwayAndTouchingAxesFinite) {
    const VictimRoute victim = telecom({{0, 0, -1}, {100, 0, -1}});
    const auto far = induced(victim, {cable({{0, 50, -1}, {100, 50, -1}})}, {1.0, 1.0, 40.0, 0.02});
    EXPECT_EQ(far.emf_V, Complex{});
    EXPECT_FALSE(far.shares.front().nearest_m);

    const auto same = induced(victim, {cable({{0, 0, -1}, {100, 0, -1}})});
    EXPECT_TRUE(std::isfinite(same.voltage_V));
}

TEST(StreetInduction, RefusesWhatCannotBe) {
    const VictimRoute victim = telecom({{0, 1, -1}, {100, 1, -1}});
    const SourceRoute source = cable({{0, 0, -1}, {100, 0, -1}});
    const auto refused = [](const VictimRoute& v, const SourceRoute& s, EarthReturn earth = kEarth,
                            InductionOptions options = {}) {
        return !induced_on(v, std::vector{s}, earth, options);
    };

    ASSERT_FALSE(refused(victim, source));
    EXPECT_TRUE(refused(telecom({{0, 1, 0.2}, {100, 1, -1}}), source));
    EXPECT_TRUE(refused(telecom({{0, 1, -1}}), source));
    EXPECT_TRUE(refused(telecom({{0, 1, -1}, {0, 1, -1}}), source));
    EXPECT_TRUE(refused(victim, cable({{0, 0, NAN}, {100, 0, -1}})));
    EXPECT_TRUE(refused(victim, cable({{0, 0, 1}, {100, 0, -1}})));
    EXPECT_TRUE(refused(victim, cable({{0, 0, -1}, {100, 0, -1}}, NAN)));
    EXPECT_TRUE(refused(victim, source, {50.0, -100.0}));
    EXPECT_TRUE(refused(victim, source, kEarth, {0.0, 1.0, 1000.0, 0.02}));
}

}  // namespace
}  // namespace maaiveld::influence
