#include "influence/cables/cable_surroundings.h"
#include "influence/heat/steady.h"
#include "tests/influence/cable_examples.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

/// Rise of each isothermal cable surface per W/m in all of them, by the exact solver.
std::vector<double> exact_rises(const CableLayout& layout, double conductivity) {
    HeatSection section;
    section.soil = test::soil_of(conductivity);
    section.surface = test::surface_at(0.0);
    for (std::size_t i = 0; i < layout.axes.size(); ++i) {
        HeatBody body;
        body.id = std::to_string(i);
        body.at = layout.axes[i];
        body.inner_diameter_m = layout.body_diameter_m;
        body.condition = GivenHeat{1.0};
        section.bodies.push_back(body);
    }
    std::vector<double> rises;
    const auto solved = solve_steady(section);
    EXPECT_TRUE(solved) << solved.error().text();
    if (!solved) return rises;
    for (const BodyState& state : solved->states())
        rises.push_back(state.temperature_C);
    return rises;
}

SoilAround wet(double rho) {
    return {rho, 0.0, CableCovering::Metallic, {}};
}

TEST(CableSurroundings, OfOneCableAreExact) {
    const auto layout = cable_layout(test::single(), 0.0755);
    ASSERT_TRUE(layout);
    EXPECT_NEAR(single_T4_K_m_W(0.8, 1.0, 0.0755), exact_rises(*layout, 1.25)[0], 1e-9);
}

TEST(CableSurroundings, OfTouchingTrefoilAreWithinAFewThousandthsOfExactConduction) {
    for (const double depth : {0.5, 1.0, 2.0}) {
        CableCircuit circuit = test::trefoil();
        circuit.at.depth_m = depth;
        const auto layout = cable_layout(circuit, 0.0755);
        ASSERT_TRUE(layout);
        const auto exact = exact_rises(*layout, 1.0);
        const double T4 = own_soil_K_m_W(circuit, *layout, wet(1.0))(0, 0);
        EXPECT_NEAR(T4, exact[0], 0.006 * T4) << depth;
    }
}

TEST(CableSurroundings, OfTouchingFlatCablesLieAtTheHottestOfExactConduction) {
    CableCircuit circuit = test::trefoil();
    circuit.formation = CableFormation::FlatTouching;
    for (const int cables : {2, 3}) {
        circuit.cables = cables;
        const auto layout = cable_layout(circuit, 0.0755);
        ASSERT_TRUE(layout);
        const auto exact = exact_rises(*layout, 1.0);
        const double hottest = *std::max_element(exact.begin(), exact.end());
        const double T4 = own_soil_K_m_W(circuit, *layout, wet(1.0))(0, 0);
        EXPECT_NEAR(T4, hottest, 0.02 * hottest) << cables;
    }
}

TEST(CableSurroundings, OfSpacedCablesComeCloserToExactConductionAsTheyMoveApart) {
    double before = 1.0;
    for (const double spacing : {0.1, 0.2, 0.4, 0.8}) {
        CableCircuit circuit = test::trefoil();
        circuit.formation = CableFormation::FlatSpaced;
        circuit.spacing_m = spacing;
        const auto layout = cable_layout(circuit, 0.0755);
        ASSERT_TRUE(layout);
        const double sum = own_soil_K_m_W(circuit, *layout, wet(1.0)).row(1).sum();
        const double error = std::abs(sum / exact_rises(*layout, 1.0)[1] - 1.0);
        EXPECT_LT(error, before);
        before = error;
    }
    EXPECT_LT(before, 2e-3);
}

TEST(CableSurroundings, AreReciprocalAndFallWithTheDistance) {
    test::Random random{7};
    for (int i = 0; i < 100; ++i) {
        const Place a{random.between(-1.0, 1.0), random.between(0.3, 2.0)};
        const Place b{random.between(1.1, 3.0), random.between(0.3, 2.0)};
        const Place c{b.x_m + 0.5, b.depth_m};
        EXPECT_DOUBLE_EQ(mutual_K_m_W(1.0, a, b), mutual_K_m_W(1.0, b, a));
        EXPECT_LT(mutual_K_m_W(1.0, a, c), mutual_K_m_W(1.0, a, b));
        EXPECT_GT(mutual_K_m_W(1.0, a, c), 0.0);
    }
}

TEST(CableSurroundings, OfABackfillLikeTheSoilAreThoseOfTheSoil) {
    CableCircuit circuit = test::trefoil();
    const CableBackfill same{0.8, 0.6, {0.0, 1.0}, 1.2};
    SoilAround soil = wet(1.2);
    for (const auto formation : {CableFormation::TrefoilTouching, CableFormation::FlatSpaced}) {
        circuit.formation = formation;
        circuit.spacing_m =
            formation == CableFormation::FlatSpaced ? std::optional{0.15} : std::nullopt;
        const auto layout = cable_layout(circuit, 0.0755);
        ASSERT_TRUE(layout);
        soil.backfill.reset();
        const auto plain = own_soil_K_m_W(circuit, *layout, soil);
        soil.backfill = same;
        EXPECT_TRUE(own_soil_K_m_W(circuit, *layout, soil).isApprox(plain, 1e-12));
        soil.backfill->resistivity_KmW = 0.8;
        EXPECT_LT(own_soil_K_m_W(circuit, *layout, soil)(0, 0), plain(0, 0));
    }
}

TEST(CableSurroundings, OfACircularBackfillFollowFromTwoRings) {
    // A square of side x conducts about as a cylinder of radius 0.54 x.
    EXPECT_NEAR(equivalent_radius_m(1.0, 1.0) / 0.5, 1.1, 0.02);
    EXPECT_NEAR(equivalent_radius_m(0.5, 1.0), equivalent_radius_m(1.0, 0.5), 1e-15);
    EXPECT_GT(equivalent_radius_m(0.5, 1.0), 0.25);
    EXPECT_LT(equivalent_radius_m(0.5, 1.0), 0.5);
}

TEST(CableSurroundings, OfAGapTakeTheDiameterInMillimetresAndFallWithHeat) {
    CableDuct duct;
    duct.u = 1.87;
    duct.v = 0.312;
    duct.y = 0.0037;
    // TB 880 case 0-2: 75.5 mm at 70 C.
    EXPECT_NEAR(gap_K_m_W(duct, 0.0755, 70.0), 0.3520961015, 1e-9);
    EXPECT_LT(gap_K_m_W(duct, 0.0755, 80.0), gap_K_m_W(duct, 0.0755, 20.0));
}

TEST(CableLayout, PlacesATrefoilByEachOfItsReferences) {
    CableCircuit circuit = test::trefoil();
    const auto depth_of_upper = [&](CableDepth reference) {
        circuit.depth_reference = reference;
        const auto layout = cable_layout(circuit, 0.0755);
        EXPECT_TRUE(layout);
        return layout ? layout->axes[1].depth_m : 0.0;
    };
    const double height = 0.0755 * std::sqrt(3.0) / 2.0;

    EXPECT_NEAR(depth_of_upper(CableDepth::Centroid), 1.0 - 2.0 / 3.0 * height, 1e-12);
    EXPECT_NEAR(depth_of_upper(CableDepth::LowerAxes), 1.0 - height, 1e-12);
    EXPECT_NEAR(depth_of_upper(CableDepth::UpperAxis), 1.0, 1e-12);
    EXPECT_NEAR(depth_of_upper(CableDepth::Cover), 1.0 + 0.5 * 0.0755, 1e-12);
}

TEST(CableLayout, RefusesWhatDoesNotFit) {
    CableCircuit circuit = test::trefoil();
    circuit.at.depth_m = 0.03;
    EXPECT_FALSE(cable_layout(circuit, 0.0755));
    circuit.at.depth_m = 1.0;
    circuit.formation = CableFormation::FlatSpaced;
    EXPECT_FALSE(cable_layout(circuit, 0.0755));
    circuit.spacing_m = 0.07;
    EXPECT_FALSE(cable_layout(circuit, 0.0755));
    circuit.spacing_m = 0.1;
    EXPECT_TRUE(cable_layout(circuit, 0.0755));

    CableDuct duct;
    duct.inner_diameter_m = 0.15;
    duct.outer_diameter_m = 0.16;
    duct.shared = true;
    circuit.duct = duct;
    EXPECT_FALSE(cable_layout(circuit, 0.0755));
    circuit.duct->inner_diameter_m = 0.17;
    circuit.duct->outer_diameter_m = 0.18;
    EXPECT_TRUE(cable_layout(circuit, 0.0755));
}

}  // namespace
}  // namespace maaiveld::influence
