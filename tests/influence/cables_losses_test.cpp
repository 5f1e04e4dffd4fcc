#include "influence/cables/armour_losses.h"
#include "influence/cables/cable_materials.h"
#include "influence/cables/conductor_resistance.h"
#include "influence/cables/sheath_losses.h"
#include "tests/influence/cable_examples.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kOmega = 2.0 * std::numbers::pi * 50.0;

/// Real part of the impedance of a solid round wire over its DC resistance, from the power series
/// of the Bessel functions J0 and J1: an oracle that knows nothing of the standard.
double solid_wire_ratio(double xs2) {
    using Complex = std::complex<double>;
    // k a with k^2 = -j omega mu sigma, and x_s^2 = omega mu / (pi R') * 1/... = (|k| a)^2 / 1
    const double squared = xs2;  // |k a|^2
    const Complex z2 = Complex{0.0, -squared};
    Complex j0{1.0, 0.0}, j1{0.5, 0.0}, t0{1.0, 0.0}, t1{0.5, 0.0};
    for (int i = 1; i < 80; ++i) {
        t0 *= -z2 / (4.0 * i * i);
        t1 *= -z2 / (4.0 * i * (i + 1.0));
        j0 += t0;
        j1 += t1;
    }
    return (0.5 * j0 / j1).real();  // (ka / 2) J0(ka) / J1(ka), J1 = ka * j1
}

TEST(ConductorResistance, FollowsTheExactSkinEffectOfASolidWire) {
    for (double x = 0.2; x <= 5.0; x += 0.2) {
        const double exact = solid_wire_ratio(x * x) - 1.0;
        EXPECT_NEAR(skin_effect(x * x), exact, 0.006 * (1.0 + exact)) << "x_s " << x;
    }
}

TEST(ConductorResistance, HasNoJumpWhereTheRangesOfTheSkinEffectMeet) {
    EXPECT_NEAR(skin_effect(2.8 * 2.8), skin_effect(2.80001 * 2.80001), 0.005);
    EXPECT_NEAR(skin_effect(3.8 * 3.8), skin_effect(3.80001 * 3.80001), 0.005);
}

TEST(ConductorResistance, IsThatOfDirectCurrentAtZeroFrequencyAndAloneHasNoProximityEffect) {
    const CableConductor c = test::sheathed_cable().conductor;

    const auto direct = conductor_resistance(c, 90.0, 0.0, {3, 0.0755, false});
    const auto alone = conductor_resistance(c, 90.0, 50.0, {1, 0.0, false});

    EXPECT_DOUBLE_EQ(direct.R_ohm_m, c.resistance_20C_ohm_m * (1.0 + 3.93e-3 * 70.0));
    EXPECT_EQ(alone.yp, 0.0);
    EXPECT_GT(alone.ys, 0.05);
}

TEST(ConductorResistance, GrowsWhenConductorsComeCloserAndUnderSteel) {
    const CableConductor c = test::sheathed_cable().conductor;
    const auto R = [&](double spacing, bool steel) {
        return conductor_resistance(c, 90.0, 50.0, {3, spacing, steel}).R_ohm_m;
    };

    EXPECT_GT(R(0.0755, false), R(0.2, false));
    EXPECT_GT(R(0.0755, true), R(0.0755, false));
    const auto plain = conductor_resistance(c, 90.0, 50.0, {3, 0.0755, false});
    EXPECT_NEAR(R(0.0755, true) / plain.Rdc_ohm_m - 1.0, 1.5 * (plain.ys + plain.yp), 1e-12);
}

SheathGeometry flat(double spacing) {
    SheathGeometry g;
    g.formation = CableFormation::FlatSpaced;
    g.axes = {{-spacing, 1.0}, {0.0, 1.0}, {spacing, 1.0}};
    g.spacing_m = spacing;
    return g;
}

SheathGeometry trefoil(double spacing) {
    SheathGeometry g;
    g.formation = CableFormation::TrefoilSpaced;
    const double up = spacing / std::sqrt(3.0);
    g.axes = {{-0.5 * spacing, 1.0 + 0.5 * up}, {0.0, 1.0 - up}, {0.5 * spacing, 1.0 + 0.5 * up}};
    g.spacing_m = spacing;
    return g;
}

TEST(SheathLosses, OfBondedCablesEqualThePhasorSolution) {
    test::Random random{20260801};
    const auto sheath = sheath_circuit(test::sheathed_cable().metals, 75.0);
    ASSERT_TRUE(sheath);
    for (int i = 0; i < 40; ++i) {
        const double s = random.between(0.0755, 1.0);
        SheathCircuit any = *sheath;
        any.resistance_ohm_m *= random.between(0.2, 20.0);
        for (const SheathGeometry& g : {flat(s), trefoil(s)}) {
            const auto closed = sheath_losses(g, any, 4e-5, kOmega);
            const auto phasor = circulating_by_phasors(g.axes, any, 4e-5, kOmega);
            for (std::size_t k = 0; k < 3; ++k)
                EXPECT_NEAR(closed[k].circulating, phasor[k], 1e-9 * (1.0 + phasor[k]));
        }
    }
}

TEST(SheathLosses, OfTransposedFlatCablesAreEqualAndBetweenTheExtremes) {
    const auto sheath = *sheath_circuit(test::sheathed_cable().metals, 75.0);
    SheathGeometry g = flat(0.2);
    const auto fixed = sheath_losses(g, sheath, 4e-5, kOmega);
    g.transposed = true;
    const auto moved = sheath_losses(g, sheath, 4e-5, kOmega);

    EXPECT_EQ(moved[0].circulating, moved[2].circulating);
    EXPECT_GT(fixed[0].circulating, fixed[2].circulating);  // lagging above leading phase
    EXPECT_GT(moved[1].circulating, fixed[1].circulating);
    EXPECT_LT(moved[0].circulating, fixed[0].circulating);
}

TEST(SheathLosses, VanishForEqualMinorSectionsAndFollowTheResidualVoltageForUnequalOnes) {
    const auto sheath = *sheath_circuit(test::sheathed_cable().metals, 75.0);
    SheathGeometry g = trefoil(0.2);
    const double bonded = sheath_losses(g, sheath, 4e-5, kOmega)[0].circulating;
    g.bonding = CableBonding::CrossBonded;
    g.minor_sections = {400.0, 400.0, 400.0};
    EXPECT_NEAR(sheath_losses(g, sheath, 4e-5, kOmega)[0].circulating, 0.0, 1e-15);

    g.minor_sections = {300.0, 400.0, 500.0};
    // Voltages along the run add as phasors turned by 120 degrees per section.
    const std::complex<double> turn = std::polar(1.0, 2.0 * std::numbers::pi / 3.0);
    const double left = std::norm(300.0 + 400.0 * turn + 500.0 * turn * turn) / (1200.0 * 1200.0);
    EXPECT_NEAR(sheath_losses(g, sheath, 4e-5, kOmega)[0].circulating, bonded * left, 1e-12);

    g.minor_sections.reset();
    EXPECT_NEAR(sheath_losses(g, sheath, 4e-5, kOmega)[0].circulating, 0.004 * bonded, 1e-12);
}

TEST(SheathLosses, AddEddyLossesByTheRulesOfTheirBonding) {
    const auto sheath = *sheath_circuit(test::sheathed_cable().metals, 75.0);
    SheathGeometry g = trefoil(0.0755);
    EXPECT_EQ(sheath_losses(g, sheath, 4e-5, kOmega)[0].eddy, 0.0);
    g.milliken = true;
    const double reduced = sheath_losses(g, sheath, 4e-5, kOmega)[0].eddy;
    g.bonding = CableBonding::SinglePoint;
    const auto alone = sheath_losses(g, sheath, 4e-5, kOmega)[0];
    g.eddy = CableEddy::Neglect;

    EXPECT_EQ(alone.circulating, 0.0);
    const double X = sheath_reactance_ohm_m(kOmega, 0.0755, 0.0677);
    const double M2 = std::pow(sheath.resistance_ohm_m / X, 2);
    EXPECT_NEAR(reduced / alone.eddy, M2 / (1.0 + M2), 1e-12);
    EXPECT_EQ(sheath_losses(g, sheath, 4e-5, kOmega)[0].total(), 0.0);
}

TEST(SheathLosses, OfEddiesFallWithTheSquareOfTheSpacingFarApart) {
    const auto sheath = *sheath_circuit(test::sheathed_cable().metals, 75.0);
    SheathCircuit thin = sheath;
    thin.lead = true;  // no thickness term: only the field of the neighbours
    for (auto shape : {trefoil, flat}) {
        SheathGeometry near = shape(2.0);
        SheathGeometry far = shape(4.0);
        near.bonding = far.bonding = CableBonding::SinglePoint;
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(sheath_losses(near, thin, 4e-5, kOmega)[k].eddy /
                            sheath_losses(far, thin, 4e-5, kOmega)[k].eddy,
                        4.0, 0.15);
        }
    }
}

TEST(SheathLosses, TakeScreenAndSheathInParallel) {
    auto metals = test::sheathed_cable().metals;
    CableMetalLayer wires = metals.front();
    wires.form = CableMetalForm::Wires;
    wires.role = "screen";
    wires.inner_diameter_m = 0.0655;
    wires.outer_diameter_m = 0.0669;
    metals.insert(metals.begin(), wires);
    const auto both = sheath_circuit(metals, 20.0);

    EXPECT_NEAR(both->resistance_ohm_m, 0.5 * wires.resistance_20C_ohm_m, 1e-15);
    EXPECT_NEAR(both->mean_diameter_m, std::sqrt(0.5 * (0.0662 * 0.0662 + 0.0677 * 0.0677)), 1e-12);
    EXPECT_TRUE(both->tube);
    metals.pop_back();
    EXPECT_FALSE(sheath_circuit(metals, 20.0)->tube);
    EXPECT_FALSE(sheath_circuit({}, 20.0));
}

/// TB 880 case 10: three sectors of 11 mm, 15.7 mm apart, tapes of 159.5 mm2 from 46 to 49.2 mm.
CableConstruction paper_lead() {
    CableConstruction c;
    c.cores = 3;
    c.conductor.diameter_m = 0.011;
    c.conductor.shape = ConductorShape::Sector;
    c.conductor.sectors_diameter_m = 0.0282;
    c.conductor_distance_m = 0.0157;
    CableMetalLayer tape;
    tape.role = "armour";
    tape.form = CableMetalForm::Tape;
    tape.inner_diameter_m = 0.046;
    tape.outer_diameter_m = 0.0492;
    tape.area_m2 = 159.5091309983e-6;
    tape.magnetic = true;
    c.armour = tape;
    return c;
}

// Table 2 asks for less proximity effect in stranded aluminium, also under extruded insulation.
TEST(ConductorResistance, TakesTheFactorsOfItsMetal) {
    for (const char* name : {"round_stranded", "round_compacted", "sector"}) {
        EXPECT_EQ(cable_stranding(name, "copper")->proximity_factor, 1.0) << name;
        EXPECT_EQ(cable_stranding(name, "aluminium")->proximity_factor, 0.8) << name;
        EXPECT_EQ(cable_stranding(name, "aluminium")->skin_factor, 1.0) << name;
    }
    EXPECT_EQ(cable_stranding("solid", "aluminium")->proximity_factor, 1.0);
    EXPECT_EQ(cable_stranding("milliken", "copper")->skin_factor, 0.435);
    EXPECT_EQ(cable_stranding("milliken", "aluminium")->skin_factor, 0.25);
    EXPECT_EQ(cable_stranding("milliken", "aluminium")->proximity_factor, 0.15);
    EXPECT_FALSE(cable_stranding("braided", "aluminium"));
}

TEST(CableMaterial, OfPvcResistsMoreAtHigherVoltage) {
    EXPECT_EQ(cable_material("pvc", 0.23, true)->resistivity_KmW, 5.0);
    EXPECT_EQ(cable_material("pvc", 1.8, true)->resistivity_KmW, 5.0);
    EXPECT_EQ(cable_material("pvc", 3.6, true)->resistivity_KmW, 6.0);
    EXPECT_EQ(cable_material("pvc", 12.0)->resistivity_KmW, 5.0);
    EXPECT_EQ(cable_material("pvc", 20.2)->resistivity_KmW, 5.0);
    EXPECT_EQ(cable_material("pvc", 36.0)->resistivity_KmW, 6.0);
}

TEST(ArmourLosses, OfSteelTapesMatchThePublishedFactorAndCable) {
    const CableConstruction c = paper_lead();
    SheathCircuit lead;
    lead.resistance_ohm_m = 9.7531967474e-4;
    lead.mean_diameter_m = 0.038;

    EXPECT_NEAR(tape_factor(c, 0.038), 2.4173685240, 1e-9);
    EXPECT_NEAR(common_sheath_losses(c, lead, 3.5935706012e-4, kOmega), 1.9821141851e-3, 1e-12);
    EXPECT_GT(magnetic_armour_losses(c, 0.0, 3.5935706012e-4, 50.0), 0.0);
}

TEST(ArmourLosses, GrowWithTheFrequencyAndAreSharedByConductance) {
    const CableConstruction c = paper_lead();
    const double at_50 = magnetic_armour_losses(c, 0.0, 3.6e-4, 50.0);
    const double at_100 = magnetic_armour_losses(c, 0.0, 3.6e-4, 100.0);
    const auto shares = shared_losses(0.3, 2e-4, 6e-4);

    EXPECT_NEAR(at_100 / at_50, 4.0, 1e-9);
    EXPECT_NEAR(shares.sheath, 0.225, 1e-12);
    EXPECT_NEAR(shares.armour, 0.075, 1e-12);
}

}  // namespace
}  // namespace maaiveld::influence
