#include "influence/cables/cable_assess.h"
#include "influence/cables/cable_group.h"
#include "influence/cables/cable_rating.h"
#include "tests/influence/cable_examples.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

std::vector<CableResult> assessed(const std::vector<CableCircuit>& circuits, double soil = 1.0,
                                  double surface_C = 20.0) {
    const auto results =
        assess_cables(test::soil_of(soil), test::surface_at(surface_C), 50.0, {}, circuits);
    EXPECT_TRUE(results) << results.error().text();
    return results ? *results : std::vector<CableResult>(circuits.size());
}

std::string refusal(const std::vector<CableCircuit>& circuits) {
    const auto results =
        assess_cables(test::soil_of(1.0), test::surface_at(20.0), 50.0, {}, circuits);
    return results ? "no error" : results.error().text();
}

TEST(CableRating, BringsTheConductorExactlyToItsLimit) {
    test::Random random{11};
    for (int i = 0; i < 20; ++i) {
        CableCircuit circuit = test::trefoil();
        circuit.at.depth_m = random.between(0.5, 2.0);
        circuit.bonding = i % 2 == 0 ? CableBonding::BothEnds : CableBonding::SinglePoint;
        circuit.formation =
            i % 3 == 0 ? CableFormation::FlatSpaced : CableFormation::TrefoilTouching;
        if (i % 3 == 0) circuit.spacing_m = random.between(0.08, 0.4);
        const auto r = assessed({circuit}, random.between(0.4, 2.5), random.between(5.0, 25.0))[0];
        const CableState& s = r.axes[r.hottest].state;

        EXPECT_NEAR(s.conductor_C, 90.0, 1e-8);
        for (const auto& axis : r.axes)
            EXPECT_LE(axis.state.conductor_C, 90.0 + 1e-8);
        // The ladder, added up by hand.
        const double rise = (s.Wc_W_m + 0.5 * s.Wd_W_m) * s.T1_K_m_W +
                            (s.Wc_W_m * (1.0 + s.lambda1) + s.Wd_W_m) * (s.T3_K_m_W + s.T4_K_m_W);
        EXPECT_NEAR(s.ambient_C + rise, 90.0, 1e-8);
    }
}

TEST(CableRating, FallsWithDepthResistivityAmbientAndRisesWithTheLimit) {
    const auto rating = [](double depth, double soil, double ambient, double limit) {
        CableCircuit circuit = test::trefoil();
        circuit.at.depth_m = depth;
        circuit.limits.conductor_C = limit;
        return assessed({circuit}, soil, ambient)[0].rating_A;
    };
    const double base = rating(1.0, 1.0, 20.0, 90.0);

    EXPECT_LT(rating(1.5, 1.0, 20.0, 90.0), base);
    EXPECT_LT(rating(1.0, 0.8, 20.0, 90.0), base);
    EXPECT_LT(rating(1.0, 1.0, 25.0, 90.0), base);
    EXPECT_LT(rating(1.0, 1.0, 20.0, 80.0), base);
    EXPECT_EQ(rating(1.0, 1.0, 20.0, 19.0), 0.0);
}

TEST(CableRating, OfOneInAGroupTendsToThatOfASingleCircuitFarAway) {
    const double alone = assessed({test::trefoil()})[0].rating_A;
    double before = 0.0;
    for (const double distance : {0.3, 1.0, 5.0, 500.0}) {
        const auto both = assessed({test::trefoil("A"), test::trefoil("B", distance)});
        EXPECT_NEAR(both[0].rating_A, both[1].rating_A, 1e-6);
        EXPECT_GT(both[0].rating_A, before);
        EXPECT_NEAR(both[0].rating_alone_A, alone, 1e-9);
        before = both[0].rating_A;
    }
    EXPECT_NEAR(before, alone, 1e-4 * alone);
}

TEST(CableRating, OfTwoEqualSinglesFollowsTheirKennellySum) {
    const auto both = assessed({test::single("A"), test::single("B", 0.25)});
    const CableState& s = both[0].axes[0].state;
    const double self = std::acosh(2.0 / 0.0755) / (2.0 * std::numbers::pi);
    const double other = std::log(std::hypot(2.0, 0.25) / 0.25) / (2.0 * std::numbers::pi);

    EXPECT_NEAR(s.T4_K_m_W, self, 1e-12);
    EXPECT_NEAR(s.jacket_C, 20.0 + s.heat_W_m * (self + other), 1e-7);
    ASSERT_EQ(both[0].contributions.size(), 1U);
    EXPECT_EQ(both[0].contributions[0].id, "B");
    EXPECT_NEAR(both[0].contributions[0].kelvin, s.heat_W_m * other, 1e-7);
}

TEST(CableRating, CountsLoadsOfOthersAndAddsTheirContributions) {
    CableCircuit a = test::trefoil("A");
    CableCircuit b = test::trefoil("B", 0.4);
    b.load_A = 300.0;
    a.parallel_heat.push_back({"pipe", {-0.8, 1.0}, 25.0});
    const auto results = assessed({a, b});
    double sum = 0.0;
    for (const auto& one : results[0].contributions)
        sum += one.kelvin;

    EXPECT_NEAR(sum, results[0].axes[results[0].hottest].state.external_rise_K, 1e-9);
    EXPECT_GT(results[0].rating_A,
              assessed({test::trefoil("A"), test::trefoil("B", 0.4)})[0].rating_A);
    ASSERT_TRUE(results[1].at_load);
    EXPECT_NEAR(results[1].margin_K, 90.0 - results[1].at_load->conductor_C, 1e-12);
    EXPECT_EQ(results[1].at_load->current_A, 300.0);
}

TEST(CableRating, ScalesAllLoadsUntilTheFirstLimitIsReached) {
    CableCircuit a = test::trefoil("A");
    CableCircuit b = test::trefoil("B", 0.4);
    a.load_A = 500.0;
    b.load_A = 200.0;
    const double scale = assessed({a, b})[0].scale;
    a.load_A = *a.load_A * scale;
    b.load_A = *b.load_A * scale;
    const auto at_scale = assessed({a, b});

    EXPECT_GT(scale, 1.0);
    EXPECT_NEAR(at_scale[0].at_load->conductor_C, 90.0, 1e-4);
    EXPECT_LT(at_scale[1].at_load->conductor_C, 90.0);
    EXPECT_NEAR(at_scale[0].scale, 1.0, 1e-8);
}

TEST(CableRating, IgnoresDryingThatChangesNothing) {
    CableCircuit circuit = test::trefoil();
    const double wet = assessed({circuit})[0].rating_A;
    circuit.drying = CableDrying{15.0, {}, 1.0, {}, false};
    EXPECT_NEAR(assessed({circuit})[0].rating_A, wet, 1e-9);
    circuit.drying->resistivity_ratio = 2.5;
    circuit.drying->critical_rise_K = 500.0;
    EXPECT_NEAR(assessed({circuit})[0].rating_A, wet, 1e-9);
}

TEST(CableRating, InDryingSoilMatchesTwoRingsOfSoil) {
    CableCircuit circuit = test::single();
    circuit.drying = CableDrying{15.0, {}, 2.5, {}, false};
    const auto r = assessed({circuit})[0];
    const CableState& s = r.axes[0].state;
    ASSERT_TRUE(s.dried);
    // Isotherms of a line source below a surface are circles: where the wet rise is 15 K, the
    // shape factor is 15 / W; within it the soil is 2.5 times as resistive.
    const double beyond = 15.0 / s.heat_W_m;
    const double whole = std::acosh(2.0 / 0.0755) / (2.0 * std::numbers::pi);
    const double rise = s.heat_W_m * (beyond + 2.5 * (whole - beyond));

    EXPECT_NEAR(s.jacket_C - 20.0, rise, 1e-7);
    EXPECT_LT(r.rating_A, r.rating_without_drying_A);
}

TEST(CableRating, CanAvoidDryingAndKeepOtherLimits) {
    CableCircuit circuit = test::trefoil();
    circuit.drying = CableDrying{25.0, {}, 2.5, {}, true};
    const auto wet = assessed({circuit})[0];
    EXPECT_EQ(wet.governed_by, "drying");
    EXPECT_NEAR(wet.axes[wet.hottest].state.jacket_C, 45.0, 1e-6);

    circuit.drying.reset();
    circuit.limits.jacket_C = 60.0;
    const auto cool = assessed({circuit})[0];
    EXPECT_EQ(cool.governed_by, "jacket");
    EXPECT_NEAR(cool.axes[cool.hottest].state.jacket_C, 60.0, 1e-6);
    EXPECT_LT(cool.rating_A, assessed({test::trefoil()})[0].rating_A);
}

TEST(CableRating, OfADuctLiesBelowThatOfTheSoilAndHasAConsistentGap) {
    CableCircuit circuit = test::trefoil();
    CableDuct duct;
    duct.inner_diameter_m = 0.1194;
    duct.outer_diameter_m = 0.14;
    duct.resistivity_KmW = 3.5;
    duct.u = 1.87;
    duct.v = 0.312;
    duct.y = 0.0037;
    circuit.duct = duct;
    const auto r = assessed({circuit})[0];
    const CableState& s = r.axes[0].state;
    const double inner_wall = s.jacket_C - s.heat_W_m * s.T4_gap_K_m_W;
    const double mean = 0.5 * (s.jacket_C + inner_wall);

    EXPECT_NEAR(s.T4_gap_K_m_W, 1.87 / (1.0 + 0.1 * (0.312 + 0.0037 * mean) * 75.5), 1e-9);
    EXPECT_LT(r.rating_A, assessed({test::trefoil()})[0].rating_A);
    circuit.duct->shared = true;
    circuit.duct->inner_diameter_m = 0.18;
    circuit.duct->outer_diameter_m = 0.2;
    const auto shared = assessed({circuit})[0];
    EXPECT_EQ(shared.axes.size(), 1U);
    EXPECT_NEAR(shared.axes[0].state.conductor_C, 90.0, 1e-8);
}

TEST(CableRating, InAirBalancesTheHeatOfTheSurface) {
    CableCircuit circuit = test::trefoil();
    CableInAir air;
    air.z = 0.96;
    air.e = 1.25;
    air.g = 0.20;
    air.air_C = 25.0;
    circuit.air = air;
    const auto r = assessed({circuit})[0];
    const CableState& s = r.axes[r.hottest].state;
    const double h = 0.96 / std::pow(0.0755, 0.2) + 1.25;
    const double heat = std::numbers::pi * 0.0755 * h * std::pow(s.jacket_C - 25.0, 1.25);

    EXPECT_NEAR(s.heat_W_m, heat, 1e-6);
    EXPECT_NEAR(s.conductor_C, 90.0, 1e-6);
    circuit.air->solar_W_m2 = 1000.0;
    circuit.air->absorptivity = 0.4;
    EXPECT_LT(assessed({circuit})[0].rating_A, r.rating_A);
}

TEST(CableRating, ByExactConductionAgreesWithTheStandardForTrefoil) {
    CableCircuit circuit = test::trefoil();
    circuit.exact = true;
    const auto r = assessed({circuit})[0];
    ASSERT_TRUE(r.exact);
    EXPECT_NEAR(r.exact->rating_A, r.rating_A, 0.002 * r.rating_A);
}

TEST(CableRating, IsTheSameWhereverTheStreetLies) {
    const auto here = assessed({test::trefoil("A"), test::trefoil("B", 0.5)});
    const auto there = assessed({test::trefoil("A", 100.0), test::trefoil("B", 100.5)});
    EXPECT_NEAR(here[0].rating_A, there[0].rating_A, 1e-7);
}

TEST(CableRating, ToleratesASurfaceFilmAsMoreCover) {
    GroundSurface film = test::surface_at(20.0);
    film.film_W_m2K = 10.0;
    const auto with = assess_cables(test::soil_of(1.0), film, 50.0, {}, {test::trefoil()});
    CableCircuit deeper = test::trefoil();
    deeper.at.depth_m = 1.1;
    ASSERT_TRUE(with);
    EXPECT_NEAR((*with)[0].rating_A, assessed({deeper})[0].rating_A, 1e-9);
}

TEST(CableRating, RefusesWhatCannotBe) {
    CableCircuit shallow = test::trefoil();
    shallow.at.depth_m = 0.05;
    EXPECT_NE(refusal({shallow}).find("cable `C`"), std::string::npos);
    EXPECT_NE(refusal({test::trefoil("A"), test::trefoil("B", 0.1)}).find("overlaps"),
              std::string::npos);
    CableCircuit burning = test::trefoil();
    burning.load_A = 5000.0;
    EXPECT_NE(refusal({burning}).find("no steady temperature"), std::string::npos);
    CableCircuit unknown = test::trefoil();
    unknown.construction.reset();
    EXPECT_NE(refusal({unknown}).find("needs a"), std::string::npos);
    CableCircuit dry = test::trefoil();
    dry.drying = CableDrying{0.0, 5.0, 2.0, {}, false};
    EXPECT_NE(refusal({dry}).find("dry from the start"), std::string::npos);
    CableCircuit beside = test::trefoil();
    beside.backfill = CableBackfill{0.8, 0.6, {3.0, 1.0}, 0.8};
    EXPECT_NE(refusal({beside}).find("outside its backfill"), std::string::npos);
    beside.backfill = CableBackfill{0.8, 2.4, {0.0, 1.0}, 0.8};
    EXPECT_NE(refusal({beside}).find("above the surface"), std::string::npos);
    beside.backfill = CableBackfill{0.8, 2.0, {0.0, 1.0}, 0.8};
    EXPECT_EQ(refusal({beside}), "no error");
}

TEST(CableRating, SaysWhereTheStandardHoldsBadly) {
    CableCircuit flat = test::trefoil();
    flat.formation = CableFormation::FlatTouching;
    EXPECT_EQ(assessed({test::trefoil()})[0].notes.size(), 0U);
    EXPECT_EQ(assessed({flat})[0].notes.size(), 1U);
    flat.bonding = CableBonding::SinglePoint;
    EXPECT_EQ(assessed({flat})[0].notes.size(), 0U);
    flat.backfill = CableBackfill{0.8, 0.25, {0.0, 1.0}, 0.8};
    EXPECT_EQ(assessed({flat})[0].notes.size(), 1U);
    flat.backfill->height_m = 0.5;
    EXPECT_EQ(assessed({flat})[0].notes.size(), 0U);
}

}  // namespace
}  // namespace maaiveld::influence
