#include "influence/em/conductor_system.h"
#include "influence/em/line_constants.h"
#include "tests/support/random.h"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <gtest/gtest.h>

#include <cmath>

namespace maaiveld::influence {
namespace {

using Eigen::Index;
using Eigen::MatrixXcd;

ConductorSystem cable_group(test::Random& random, int count) {
    ConductorSystem system;
    system.id = "group";
    system.resistivity_ohm_m = random.between(10.0, 1000.0);
    for (int i = 0; i < count; ++i)
        system.conductors.push_back({"c" + std::to_string(i), 0.3 * i + random.between(0.0, 0.1),
                                     random.between(0.5, 1.5), random.between(0.005, 0.03), 0.0,
                                     random.between(1e-5, 1e-3)});
    return system;
}

ConductorSystemResult assessed(const ConductorSystem& system, double frequency_Hz = 50.0) {
    const auto results = assess_conductors({}, frequency_Hz, {system});
    EXPECT_TRUE(results) << results.error().text();
    return results->front();
}

std::string refusal(const ConductorSystem& system) {
    const auto results = assess_conductors({}, 50.0, {system});
    return results ? "" : results.error().text();
}

TEST(ConductorSystem, HasASymmetricMatrixThatTakesPower) {
    test::Random random{31};
    for (int i = 0; i < 20; ++i) {
        const MatrixXcd z = assessed(cable_group(random, 5)).primitive_ohm_m;
        EXPECT_EQ((z - z.transpose()).norm(), 0.0);
        // The real part is positive definite: currents heat the ground, whatever they are.
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver{z.real()};
        EXPECT_GT(solver.eigenvalues().minCoeff(), 0.0);
    }
}

TEST(ConductorSystem, ReducesToWhatTheFullSystemGivesWithEarthedConductorsAtZeroVolt) {
    test::Random random{32};
    for (int round = 0; round < 20; ++round) {
        ConductorSystem system = cable_group(random, 6);
        system.grounded = {"c1", "c4"};
        const auto result = assessed(system);
        // Unit current in each kept conductor; unknown currents in the earthed ones, of which the
        // voltage per metre is zero.
        const std::vector<Index> kept{0, 2, 3, 5};
        for (Index column = 0; column < 4; ++column) {
            Eigen::VectorXcd given = Eigen::VectorXcd::Zero(6);
            given(kept[static_cast<std::size_t>(column)]) = 1.0;
            MatrixXcd a =
                -MatrixXcd::Identity(6, 6);  // unknowns: voltages, but currents of 1 and 4
            a.col(1) = result.primitive_ohm_m.col(1);
            a.col(4) = result.primitive_ohm_m.col(4);
            const Eigen::VectorXcd x =
                a.fullPivLu().solve(-(result.primitive_ohm_m * given).eval());
            for (Index row = 0; row < 4; ++row)
                EXPECT_LT(std::abs(x(kept[static_cast<std::size_t>(row)]) -
                                   result.reduced_ohm_m(row, column)),
                          1e-12);
            EXPECT_LT(std::abs(x(1) - result.return_shares(0, column)), 1e-10);
            EXPECT_LT(std::abs(x(4) - result.return_shares(1, column)), 1e-10);
        }
    }
}

TEST(ConductorSystem, TakesTheDistanceInsideATubeFromTheTube) {
    const LineConductor screen{"s", 1.0, 0.8, 0.02, 0.02, 0.0};
    const LineConductor inside{"i", 1.01, 0.8, 0.004, 0.0, 0.0};
    const LineConductor outside{"o", 1.5, 0.8, 0.004, 0.0, 0.0};

    EXPECT_DOUBLE_EQ(effective_pair(screen, inside).distance_m(), 0.02);
    EXPECT_DOUBLE_EQ(effective_pair(inside, screen).distance_m(), 0.02);
    EXPECT_DOUBLE_EQ(effective_pair(screen, outside).distance_m(), 0.5);
}

TEST(ConductorSystem, GivesACoaxialLoopItsTextbookInductance) {
    ConductorSystem system;
    system.id = "coax";
    system.resistivity_ohm_m = 100.0;
    system.conductors = {{"core", 0.0, 1.0, 0.008, 0.0, 0.0},
                         {"screen", 0.0, 1.0, 0.02, 0.02, 0.0}};
    const MatrixXcd z = assessed(system).primitive_ohm_m;

    const Complex loop = z(0, 0) + z(1, 1) - 2.0 * z(0, 1);

    const double w = 100.0 * std::numbers::pi;
    EXPECT_NEAR(loop.imag(), w * 2e-7 * std::log(0.02 / 0.008), 1e-9 * w);
    EXPECT_NEAR(loop.real(), 0.0, 1e-9);
}

TEST(ConductorSystem, HasSequenceImpedancesOfATransposedLine) {
    Eigen::Matrix3cd z;
    const Complex self{0.3, 0.9}, mutual{0.05, 0.4};
    z << self, mutual, mutual, mutual, self, mutual, mutual, mutual, self;

    const auto sequence = sequence_impedances(z);

    EXPECT_LT(std::abs(sequence.z0_ohm_m - (self + 2.0 * mutual)), 1e-14);
    EXPECT_LT(std::abs(sequence.z1_ohm_m - (self - mutual)), 1e-14);
    EXPECT_LT(std::abs(sequence.z2_ohm_m - (self - mutual)), 1e-14);
    EXPECT_LT(std::abs(sequence.matrix_ohm_m(0, 1)), 1e-14);
}

TEST(ConductorSystem, ComputesTheConstantsThatBooksPrint) {
    ConductorSystem exact;
    exact.id = "overhead";
    exact.model = EarthModel::Logarithmic;
    exact.resistivity_ohm_m = 100.0;
    exact.conductors = {{"a", 0.0, -8.8, 0.0074, 0.0, 1.9e-4},
                        {"b", 0.76, -8.8, 0.0074, 0.0, 1.9e-4}};
    ConductorSystem printed = exact;
    const double mile = 1609.344;
    printed.constants =
        LogarithmConstants{0.09530 / mile, 0.12134 / mile, 7.93402 + std::log(0.3048)};

    const MatrixXcd difference =
        assessed(exact, 60.0).primitive_ohm_m - assessed(printed, 60.0).primitive_ohm_m;

    EXPECT_LT(difference.cwiseAbs().maxCoeff() * mile, 1e-4);
    EXPECT_GT(difference.cwiseAbs().maxCoeff(), 0.0);
}

TEST(ConductorSystem, TakesTheEarthFromTheDeepestLayer) {
    model::SoilProfile soil;
    soil.layers.resize(2);
    soil.layers[0].bottom_m = 1.0;
    soil.layers[0].electrical_resistivity_ohm_m = 30.0;
    soil.layers[1].electrical_resistivity_ohm_m = 80.0;
    test::Random random{33};
    ConductorSystem system = cable_group(random, 2);
    system.resistivity_ohm_m.reset();

    EXPECT_EQ(assess_conductors(soil, 50.0, {system})->front().resistivity_ohm_m, 80.0);
    EXPECT_NE(refusal(system).find("resistivity"), std::string::npos);
}

TEST(ConductorSystem, RefusesWhatCannotBe) {
    test::Random random{34};
    const ConductorSystem good = cable_group(random, 3);
    ASSERT_EQ(refusal(good), "");
    const auto with = [&](auto&& change) {
        ConductorSystem system = good;
        change(system);
        return refusal(system);
    };

    EXPECT_NE(with([](auto& s) {
                  s.conductors[1].x_m = s.conductors[0].x_m;
                  s.conductors[1].depth_m = s.conductors[0].depth_m;
              }).find("overlap"),
              std::string::npos);
    EXPECT_NE(with([](auto& s) { s.conductors[1].id = "c0"; }).find("called `c0`"),
              std::string::npos);
    EXPECT_NE(with([](auto& s) { s.conductors[2].gmr_m = -0.01; }).find("`gmr_m`"),
              std::string::npos);
    EXPECT_NE(with([](auto& s) { s.conductors[2].depth_m = NAN; }).find("finite"),
              std::string::npos);
    EXPECT_NE(with([](auto& s) { s.grounded = {"x"}; }).find("`x`"), std::string::npos);
    EXPECT_NE(with([](auto& s) {
                  s.grounded = {"c0", "c1", "c2"};
              }).find("every conductor"),
              std::string::npos);
    EXPECT_NE(with([](auto& s) { s.resistivity_ohm_m = -1.0; }).find("above 0"), std::string::npos);
    EXPECT_NE(with([](auto& s) { s.conductors[0].tube_radius_m = 0.5; }).find("overlap"),
              std::string::npos);
    EXPECT_NE(with([](auto& s) { s.frequency_Hz = 0.0; }).find("frequency"), std::string::npos);
    EXPECT_NE(with([](auto& s) {
                  s.conductors[0].depth_m = -8.0;
                  s.model = EarthModel::WedepohlWilcox;
              }).find("above ground"),
              std::string::npos);
}

TEST(ConductorSystem, SaysWhenAnApproximationIsStretched) {
    ConductorSystem system;
    system.id = "wide";
    system.resistivity_ohm_m = 100.0;
    system.model = EarthModel::Logarithmic;
    system.conductors = {{"a", 0.0, 1.0, 0.01, 0.0, 0.0}, {"b", 100.0, 1.0, 0.01, 0.0, 0.0}};
    EXPECT_TRUE(assessed(system).notes.empty());

    system.conductors[1].x_m = 200.0;
    EXPECT_EQ(assessed(system).notes.size(), 1U);
    system.model = EarthModel::Full;
    EXPECT_TRUE(assessed(system).notes.empty());
}

TEST(LineConstants, GivesARingOfManyStrandsTheRadiusOfItsCircle) {
    const ScreenTube few = strand_ring(6, 0.001, 0.012, 0.03);
    const ScreenTube many = strand_ring(6000, 0.001, 12.0, 0.03);

    EXPECT_DOUBLE_EQ(few.resistance_ohm_m, 0.002);
    EXPECT_LT(few.gmr_m, 0.03);
    EXPECT_NEAR(many.gmr_m, 0.03, 5e-5);
    // By definition: the k-th root of the product of a strand's GMR and its distances to the rest.
    double product = 0.001;
    for (int i = 1; i < 6; ++i)
        product *= 2.0 * 0.03 * std::sin(i * std::numbers::pi / 6.0);
    EXPECT_NEAR(few.gmr_m, std::pow(product, 1.0 / 6.0), 1e-15);
}

TEST(LineConstants, GivesATubeItsDirectCurrentResistanceAtLowFrequency) {
    const PipeMetal pipe{0.1, 0.004, 1.7e-7, 1.0};
    const double area = std::numbers::pi * (0.1 * 0.1 - 0.096 * 0.096);

    const Complex z = internal_impedance_ohm_m(pipe, 1e-3);

    EXPECT_NEAR(z.real() * area / 1.7e-7, 1.0, 1e-8);
}

TEST(LineConstants, GivesAThickSteelWallTheSkinEffectOfAHalfSpace) {
    const PipeMetal steel{0.15, 0.0, 1.7e-7, 300.0};
    PipeMetal walled = steel;
    walled.wall_m = 0.02;  // twelve skin depths
    const Complex half_space = internal_impedance_ohm_m(steel, 50.0);

    EXPECT_NEAR(half_space.real() / half_space.imag(), 1.0, 1e-12);
    // Curvature is worth half a skin depth over the radius.
    EXPECT_LT(std::abs(internal_impedance_ohm_m(walled, 50.0) - half_space) / std::abs(half_space),
              0.01);
    walled.wall_m = 0.001;
    EXPECT_GT(std::abs(internal_impedance_ohm_m(walled, 50.0)), 1.2 * std::abs(half_space));
}

TEST(LineConstants, PassesTheCurrentOfAVeryLargePipeWithoutOverflow) {
    const PipeMetal pipe{3.0, 0.02, 1.0e-7, 2000.0};
    EXPECT_TRUE(std::isfinite(std::abs(internal_impedance_ohm_m(pipe, 1000.0))));
}

TEST(LineConstants, GivesTheCurrentDensityOfADisc) {
    const double d = 0.01128;
    const double resistance = 50.0 / (2.0 * d);
    const double area = 0.25 * std::numbers::pi * d * d;

    EXPECT_NEAR(coating_defect_A_m2(15.0, 50.0, d), 15.0 / resistance / area, 1e-9);
    EXPECT_NEAR(coating_admittance_S_m({1e5, 0.003, 2.3}, 0.15, 50.0).real(),
                2.0 * std::numbers::pi * 0.15 / 1e5, 1e-18);
}

}  // namespace
}  // namespace maaiveld::influence
