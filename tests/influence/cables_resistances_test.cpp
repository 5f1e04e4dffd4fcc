#include "influence/cables/cable_resistances.h"
#include "influence/heat/steady.h"
#include "tests/influence/cable_examples.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

/// G of round conductors in one filling under an isothermal sheath, by the exact solver: a thick
/// ring of a near perfect conductor keeps the sheath at one temperature.
double exact_factor(int cores, double dc, double t1, double t) {
    const double centre = cores == 2 ? 0.5 * (dc + t) : (dc + t) / std::sqrt(3.0);
    HeatSection section;
    section.soil = test::soil_of(1.0);
    section.surface = test::surface_at(0.0);
    HeatBody body;
    body.id = "cable";
    body.at = {0.0, 1.0};
    body.inner_diameter_m = 2.0 * (centre + 0.5 * dc + t1);
    body.rings = {{2.0 * body.inner_diameter_m, 1e7}};
    body.filling_conductivity_W_mK = 1.0;
    for (int i = 0; i < cores; ++i) {
        const double angle = 2.0 * pi * i / cores;
        Core core;
        core.id = "core" + std::to_string(i);
        core.dx_m = centre * std::cos(angle);
        core.dz_m = centre * std::sin(angle);
        core.diameter_m = dc;
        core.condition = GivenHeat{1.0};
        body.cores.push_back(core);
    }
    section.bodies = {body};
    const auto solved = solve_steady(section);
    EXPECT_TRUE(solved) << solved.error().text();
    if (!solved) return 0.0;
    const BodyState& core = solved->states().front();
    return 2.0 * pi * (core.temperature_C - core.outer_temperature_C);
}

TEST(CableResistances, OfBeltedCablesAreWithinTwoPercentOfExactConduction) {
    const double dc = 0.01;
    for (const double X : {0.3, 0.5, 0.8}) {
        for (const double Y : {0.0, 0.5, 1.0}) {
            const double t1 = X * dc;
            const double t = 2.0 * t1 / (1.0 + Y);
            for (const int cores : {2, 3}) {
                const double exact = exact_factor(cores, dc, t1, t);
                EXPECT_NEAR(belted_factor(cores, dc, t1, t), exact, 0.02 * exact)
                    << cores << " cores, X " << X << ", Y " << Y;
            }
        }
    }
}

TEST(CableResistances, OfSectorsMatchThePublishedPaperLeadCable) {
    const double G = sector_factor(3, 0.011, 0.0047, 0.0282, 0.036);
    EXPECT_NEAR(6.0 / (2.0 * pi) * G, 0.804568981, 1e-9);
}

TEST(CableResistances, OfRingsAddUpToOneRing) {
    const double whole = ring_resistance_K_m_W(3.5, 0.02, 0.05);
    EXPECT_NEAR(whole,
                ring_resistance_K_m_W(3.5, 0.02, 0.03) + ring_resistance_K_m_W(3.5, 0.03, 0.05),
                1e-15);
}

TEST(CableResistances, OfScreensFallWithTheirThicknessAndVanishWithoutThem) {
    for (const double Y : {0.2, 0.6, 1.0}) {
        EXPECT_NEAR(screening_factor(0.0, Y), 1.0, 0.003);
        double before = 1.01;
        for (const double X : {0.0, 1.0, 3.0, 5.9, 6.1, 12.0, 25.0}) {
            EXPECT_LT(screening_factor(X, Y), before + 0.003) << X;
            before = screening_factor(X, Y);
        }
        EXPECT_NEAR(screening_factor(5.999, Y), screening_factor(6.001, Y), 0.01);
    }
}

TEST(CableResistances, OfFillersGrowWithoutJumps) {
    for (const bool touching : {true, false}) {
        double before = -1e-9;
        for (double X = 0.0; X < 0.4; X += 0.001) {
            const double G = filler_factor(X, touching);
            EXPECT_GT(G, before);
            EXPECT_LT(G - before, 0.05) << X;
            before = G;
        }
    }
}

TEST(CableResistances, OfASingleCoreAreItsRingsInsideAndOutsideTheSheath) {
    const auto t = internal_resistances(test::sheathed_cable());
    EXPECT_NEAR(t.T1_K_m_W, 0.419871489034, 1e-11);
    EXPECT_EQ(t.T2_K_m_W, 0.0);
    EXPECT_NEAR(t.T3_K_m_W, 0.0867193747896 / 1.6, 1e-12);
}

TEST(CableResistances, PutWhatLiesUnderTheArmourIntoT2) {
    CableConstruction c = test::sheathed_cable();
    c.rings.back() = {"bedding", 0.0685, 0.0705, 6.0};
    CableMetalLayer armour = c.metals.front();
    armour.role = "armour";
    armour.inner_diameter_m = 0.0705;
    armour.outer_diameter_m = 0.0735;
    c.armour = armour;
    c.rings.push_back({"jacket", 0.0735, 0.0775, 3.5});
    c.outer_diameter_m = 0.0775;
    const auto t = internal_resistances(c);

    EXPECT_NEAR(t.T2_K_m_W, 6.0 / (2.0 * pi) * std::log(0.0705 / 0.0685), 1e-14);
    EXPECT_NEAR(t.T3_K_m_W, 3.5 / (2.0 * pi) * std::log(0.0775 / 0.0735), 1e-14);
}

TEST(CableConstruction, RefusesWhatCannotExist) {
    CableConstruction c = test::sheathed_cable();
    EXPECT_TRUE(check_construction(c));
    c.rings[1].resistivity_KmW = -1.0;
    EXPECT_FALSE(check_construction(c));

    c = test::sheathed_cable();
    c.rings[1].outer_diameter_m = 0.03;
    ASSERT_FALSE(check_construction(c));
    EXPECT_NE(check_construction(c).error().message.find("insulation"), std::string::npos);

    c = test::sheathed_cable();
    c.conductor.resistance_20C_ohm_m = 0.0;
    EXPECT_FALSE(check_construction(c));

    c = test::sheathed_cable();
    c.cores = 3;
    c.conductor_distance_m = 0.01;
    EXPECT_FALSE(check_construction(c));
}

}  // namespace
}  // namespace maaiveld::influence
