#include "influence/em/exposure.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace maaiveld::influence {
namespace {

Exposure beside(double x_m, std::vector<CurrentSource> sources) {
    Exposure exposure;
    exposure.id = "E";
    exposure.resistivity_ohm_m = 100.0;
    exposure.sources = std::move(sources);
    exposure.route = {{1000.0, x_m, x_m, 1.0, 1.0, true}};
    return exposure;
}

ExposureResult assessed(const Exposure& exposure) {
    const auto results = assess_exposures({}, 50.0, {exposure});
    EXPECT_TRUE(results) << results.error().text();
    return results ? results->front() : ExposureResult{};
}

std::string refusal(const Exposure& exposure) {
    const auto results = assess_exposures({}, 50.0, {exposure});
    return results ? "" : results.error().text();
}

ThreePhase circuit(PhaseLayout layout, double current_A, double residual_A = 0.0) {
    return {"C", layout, 0.0755, 0.0, 1.0, current_A, residual_A, 0.0};
}

TEST(Exposure, DoesNotDependOnTheGroundForBalancedCurrents) {
    for (const PhaseLayout layout : {PhaseLayout::Flat, PhaseLayout::Trefoil}) {
        Exposure exposure = beside(1.0, phases_of(circuit(layout, 1000.0)));
        const double at_100 = std::abs(assessed(exposure).emf_V);
        exposure.resistivity_ohm_m = 1000.0;
        EXPECT_NEAR(std::abs(assessed(exposure).emf_V) / at_100, 1.0, 5e-3);
    }
}

TEST(Exposure, FallsWithTheDistanceForBalancedAndHardlyForResidualCurrent) {
    const auto emf = [](double x, double balanced, double residual) {
        const auto phases = phases_of(circuit(PhaseLayout::Trefoil, balanced, residual));
        return std::abs(assessed(beside(x, phases)).emf_V);
    };

    EXPECT_NEAR(emf(0.5, 1000.0, 0.0) / emf(2.0, 1000.0, 0.0), 4.0, 0.05);
    EXPECT_NEAR(emf(2.0, 0.0, 100.0) / emf(0.5, 0.0, 100.0), 0.82, 0.01);
    EXPECT_NEAR(emf(1.0, 0.0, 100.0), 43.2, 0.1);
}

TEST(Exposure, IsLinearInTheCurrents) {
    const CurrentSource a{"a", 0.0, 1.0, {300.0, 40.0}};
    const CurrentSource b{"b", 0.4, 0.8, {-50.0, 90.0}};
    const Complex sum = assessed(beside(1.0, {a})).emf_V + assessed(beside(1.0, {b})).emf_V;

    EXPECT_LT(std::abs(assessed(beside(1.0, {a, b})).emf_V - sum), 1e-10);
}

TEST(Exposure, ReducesByTheFactorWhenTheScreenLiesAroundTheSource) {
    // Core and screen act alike on everything outside, so the matrix must give Rs / (Rs + Zext).
    Exposure exposure = beside(0.5, {{"fault", 0.0, 1.0, 2000.0}});
    exposure.screens = {{"screen", 0.0, 1.0, 0.0335, 0.206e-3, 0.0, {}}};
    const auto by_matrix = assessed(exposure);
    exposure.screening = Screening::Factor;
    const auto by_factor = assessed(exposure);

    EXPECT_NEAR(by_factor.k, 0.29779122, 1e-7);
    EXPECT_NEAR(by_matrix.k / by_factor.k, 1.0, 1e-9);
    EXPECT_NEAR(std::abs(by_matrix.emf_V) / 1000.0 * 300.0, 85.0, 0.5);
}

TEST(Exposure, EqualsTheReducedMatrixOfAllConductors) {
    // Source, two screens and victim as one system; screens grounded; Kron gives Z(victim, source).
    ConductorSystem system;
    system.id = "all";
    system.resistivity_ohm_m = 100.0;
    system.conductors = {{"source", 0.0, 1.0, 0.01, 0.0, 0.0},
                         {"screen", 0.0, 1.0, 0.03, 0.03, 3e-4},
                         {"earth wire", 0.4, 0.9, 0.004, 0.004, 4e-4},
                         {"victim", 0.9, 0.7, 0.002, 0.0, 0.0}};
    system.grounded = {"screen", "earth wire"};
    const auto reduced = assess_conductors({}, 50.0, {system});
    ASSERT_TRUE(reduced) << reduced.error().text();

    Exposure exposure = beside(0.9, {{"source", 0.0, 1.0, {70.0, -20.0}}});
    exposure.route.front().depth_m = exposure.route.front().depth_end_m = 0.7;
    exposure.screens = {{"screen", 0.0, 1.0, 0.03, 3e-4, 0.0, {}},
                        {"earth wire", 0.4, 0.9, 0.004, 4e-4, 0.0, {}}};
    const Complex expected = 1000.0 * reduced->front().reduced_ohm_m(1, 0) * Complex{70.0, -20.0};

    EXPECT_LT(std::abs(assessed(exposure).emf_V - expected), 1e-9 * std::abs(expected));
}

TEST(Exposure, SharesOneEarthingAmongTheScreensOfACircuit) {
    Exposure exposure = beside(0.5, phases_of(circuit(PhaseLayout::Trefoil, 0.0, 300.0)));
    for (const CurrentSource& phase : exposure.sources)
        exposure.screens.push_back({phase.id, phase.x_m, phase.depth_m, 0.03, 3e-4, 2.0, "C"});
    const double shared = assessed(exposure).k;
    for (EarthedScreen& screen : exposure.screens)
        screen.joint.clear();
    const double own = assessed(exposure).k;
    for (EarthedScreen& screen : exposure.screens)
        screen.earthing_ohm = 6.0;

    // In phase, three screens with 6 ohm each are three screens with 2 ohm together.
    EXPECT_NEAR(assessed(exposure).k, shared, 1e-6);
    EXPECT_GT(shared, own);
}

TEST(Exposure, MultipliesTheFactorsThatAreGiven) {
    Exposure exposure = beside(0.5, {{"fault", 0.0, 1.0, 2000.0}});
    exposure.factors = {{"rails", 0.8}, {"building", 0.5}};
    EXPECT_NEAR(assessed(exposure).k, 0.4, 1e-12);

    exposure.factors.clear();
    exposure.victim_screen = VictimScreen{0.01, 1e-3};
    const EarthReturn earth{50.0, 100.0};
    const double k = screen_factor(earth, {"v", 0.5, 1.0, 0.01, 1e-3, 0.0, {}}, 1.0);
    EXPECT_NEAR(assessed(exposure).k, k, 1e-12);
}

TEST(Exposure, IntegratesOverAnObliqueRoute) {
    Exposure oblique = beside(0.0, {{"s", 0.0, 1.0, 1000.0}});
    oblique.route = {{400.0, 1.0, 9.0, 0.7, 0.7, true}};
    // Midpoint rule with many short parallel pieces.
    Exposure pieces = oblique;
    pieces.route.clear();
    const int count = 2000;
    for (int i = 0; i < count; ++i) {
        const double x = 1.0 + 8.0 * (i + 0.5) / count;
        pieces.route.push_back({400.0 / count, x, x, 0.7, 0.7, true});
    }
    const Complex expected = assessed(pieces).emf_V;

    EXPECT_LT(std::abs(assessed(oblique).emf_V - expected), 1e-6 * std::abs(expected));
    // The Directives take one parallel piece at the geometric mean, up to a ratio of three.
    oblique.route.front().x_m = 3.0;
    const double geometric =
        0.4 * std::abs(assessed(beside(std::sqrt(27.0), oblique.sources)).emf_V);
    EXPECT_NEAR(geometric / std::abs(assessed(oblique).emf_V), 1.0, 0.02);
}

TEST(Exposure, CrossesOverASource) {
    Exposure crossing = beside(0.0, {{"s", 0.0, 1.0, 1000.0}});
    crossing.route = {{10.0, -5.0, 5.0, 0.6, 0.6, true}};
    Exposure half = crossing;
    half.route = {{5.0, 0.0, 5.0, 0.6, 0.6, true}};

    EXPECT_LT(std::abs(assessed(crossing).emf_V - 2.0 * assessed(half).emf_V), 1e-7);
}

Exposure steel_pipe(double length_m) {
    Exposure exposure = beside(1.0, {{"residual", 0.0, 1.0, 100.0}});
    exposure.route.front().length_m = length_m;
    VictimLine line;
    line.constants = PipeConductor{{0.15, 0.006, 1.7e-7, 300.0}, {1e5, 0.003, 2.3}};
    line.largest_step_m = length_m / 50.0;
    exposure.line = line;
    return exposure;
}

TEST(Exposure, HasHalfTheEmfAtTheEndsOfAShortPipe) {
    const auto result = assessed(steel_pipe(500.0));

    EXPECT_NEAR(result.voltage_V, 10.8, 0.05);
    EXPECT_NEAR(result.voltage_V, 0.5 * std::abs(result.emf_V), 0.01);
    EXPECT_NEAR(std::abs(result.line->wave.gamma_per_m) * 1000.0, 0.08, 0.02);
    EXPECT_EQ(result.line->samples.size(), 51U);
}

TEST(Exposure, LetsThePipeRunOnBeyondTheExposure) {
    Exposure pipe = steel_pipe(2000.0);
    const double isolated = assessed(pipe).voltage_V;
    VictimPiece beyond = pipe.route.front();
    beyond.exposed = false;
    beyond.length_m = 3e5;
    pipe.route.insert(pipe.route.begin(), beyond);
    pipe.route.push_back(beyond);
    const auto result = assessed(pipe);

    EXPECT_EQ(result.length_m, 2000.0);
    // Both ends see the characteristic impedance: E / (2 gamma) (1 - exp(-gamma L)).
    const Complex gamma = result.line->wave.gamma_per_m;
    const Complex e = result.emf_V / 2000.0;
    EXPECT_NEAR(result.voltage_V, std::abs(e / (2.0 * gamma) * (1.0 - std::exp(-2000.0 * gamma))),
                1e-6);
    EXPECT_LT(result.voltage_V, isolated);
}

TEST(Exposure, TellsTheCurrentDensityAtADefectInTheLocalSoil) {
    Exposure pipe = steel_pipe(500.0);
    pipe.defect = CoatingDefect{0.01128, 40.0};
    const auto result = assessed(pipe);
    EXPECT_NEAR(*result.defect_A_m2, 8.0 * result.voltage_V / (std::numbers::pi * 40.0 * 0.01128),
                1e-9);

    pipe.defect->resistivity_ohm_m.reset();
    model::SoilProfile soil;
    soil.layers.resize(2);
    soil.layers[0].bottom_m = 2.0;
    soil.layers[0].electrical_resistivity_ohm_m = 20.0;
    soil.layers[1].electrical_resistivity_ohm_m = 500.0;
    const auto layered = assess_exposures(soil, 50.0, {pipe});
    ASSERT_TRUE(layered);
    EXPECT_NEAR(*layered->front().defect_A_m2, 2.0 * *result.defect_A_m2, 1e-9);
}

TEST(Exposure, RefusesWhatCannotBe) {
    const Exposure good = steel_pipe(500.0);
    ASSERT_EQ(refusal(good), "");
    const auto with = [&](auto&& change) {
        Exposure exposure = good;
        change(exposure);
        return refusal(exposure);
    };
    const auto says = [&](const std::string& text, auto&& change) {
        const std::string message = with(change);
        EXPECT_NE(message.find(text), std::string::npos) << text << " in: " << message;
    };

    says("no source", [](auto& e) { e.sources.clear(); });
    says("through source", [](auto& e) { e.route.front().x_m = e.route.front().x_end_m = 0.0; });
    says("through source", [](auto& e) {
        e.route.front().x_m = -2.0;
        e.route.front().x_end_m = 3.0;
    });
    says("through source",
         [](auto& e) { std::get<PipeConductor>(e.line->constants).metal.outer_radius_m = 50.0; });
    says("inside screen", [](auto& e) { e.screens = {{"s", 0, 1, 50.0, 1e-4, 0.0, {}}}; });
    says("`length_m`", [](auto& e) { e.route.front().length_m = -1.0; });
    says("finite", [](auto& e) { e.sources.front().current_A = NAN; });
    says("between 0 and 1", [](auto& e) { e.factors = {{"f", 1.2}}; });
    says("`radius_m`", [](auto& e) { e.screens = {{"s", 0, 1, 0.0, 1e-4, 0.0, {}}}; });
    says("out of the ground", [](auto& e) { e.route.front().depth_end_m = -1.0; });
    says("no piece", [](auto& e) { e.route.front().exposed = false; });
    says("`resistivity_ohm_m`", [](auto& e) { e.resistivity_ohm_m = 0.0; });
    says("two sources", [](auto& e) { e.sources.push_back(e.sources.front()); });
    says("`wall_m`",
         [](auto& e) { std::get<PipeConductor>(e.line->constants).metal.wall_m = 0.2; });
    says("nowhere earthed", [](auto& e) { e.line->constants = CopperLine{0.01, 1e-3, 0.0, 0.0}; });
}

}  // namespace
}  // namespace maaiveld::influence
