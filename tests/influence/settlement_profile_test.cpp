#include "influence/settlement/settlement.h"
#include "influence/settlement/settlement_ground.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace maaiveld::influence {
namespace {

model::Compression bjerrum_clay() {
    model::Compression soil;
    soil.model = model::Bjerrum{0.02, 0.2, 0.008};
    soil.pop_kPa = 10.0;
    return soil;
}

SettlingLayer layer(const char* name, double thickness, double dry, double wet) {
    SettlingLayer layer;
    layer.name = name;
    layer.thickness_m = thickness;
    layer.unit_weight_kN_m3 = dry;
    layer.saturated_unit_weight_kN_m3 = wet;
    return layer;
}

/// Two metres of sand on four of clay, water at one metre, 18 kPa from day 0.
Settlement street() {
    Settlement item;
    item.id = "S";
    item.layers = {layer("sand", 2.0, 17.0, 19.0), layer("clay", 4.0, 14.0, 14.0)};
    item.layers[1].compression = bjerrum_clay();
    item.groundwater_depth_m = 1.0;
    item.water_unit_weight_kN_m3 = 10.0;
    SettlementLoad load;
    load.name = "raise";
    load.pressure_kPa = 18.0;
    item.loads = {load};
    item.times_days = {1.0, 100.0, 10000.0};
    return item;
}

SettlementResult settled(const Settlement& item, const model::SoilProfile& soil = {}) {
    const auto results = assess_settlements(soil, {item});
    EXPECT_TRUE(results) << (results ? "" : results.error().text());
    return results ? results->front() : SettlementResult{};
}

std::string refusal(const Settlement& item, const model::SoilProfile& soil = {}) {
    const auto results = assess_settlements(soil, {item});
    return results ? std::string{} : results.error().text();
}

TEST(Settlement, WeighsTheGroundAboveAndBelowTheWater) {
    const SettlementResult result = settled(street());

    // 17 + 9 to the clay, 2 m of 4 kN/m3 to its middle.
    EXPECT_NEAR(result.layers[1].initial_stress_kPa, 17.0 + 9.0 + 8.0, 1e-9);
    EXPECT_NEAR(result.layers[1].preconsolidation_kPa, 44.0, 1e-9);
    EXPECT_NEAR(result.layers[1].final_stress_kPa, 52.0, 1e-9);
    EXPECT_EQ(result.layers[0].settlement_m.back(), 0.0);
}

TEST(Settlement, OfALayerIsTheIntegralOfTheClosedFormOverDepth) {
    const SettlementResult result = settled(street());

    for (std::size_t i = 0; i < result.times_days.size(); ++i) {
        double sum = 0.0;
        constexpr int slices = 20000;
        for (int k = 0; k < slices; ++k) {
            const double s0 = 26.0 + 4.0 * 4.0 * (k + 0.5) / slices;
            const double s1 = s0 + 18.0;
            const double te = std::pow((s0 + 10.0) / s1, (0.2 - 0.02) / 0.008);
            sum +=
                4.0 / slices *
                (0.02 * std::log10(s1 / s0) + 0.008 * std::log10((te + result.times_days[i]) / te));
        }
        EXPECT_NEAR(result.settlement_m[i], sum, 1e-4 * sum) << result.times_days[i];
    }
}

TEST(Settlement, UsesTheGroundUnderTheStreetWhenItHasNoLayers) {
    Settlement item = street();
    const double own = settled(item).final_settlement_m;
    model::SoilProfile soil;
    soil.groundwater_depth_m = 1.0;
    soil.layers.resize(3);
    for (std::size_t i = 0; i < 2; ++i) {
        soil.layers[i].name = item.layers[i].name;
        soil.layers[i].unit_weight_kN_m3 = item.layers[i].unit_weight_kN_m3;
        soil.layers[i].saturated_unit_weight_kN_m3 = item.layers[i].saturated_unit_weight_kN_m3;
        soil.layers[i].compression = item.layers[i].compression;
    }
    soil.layers[0].bottom_m = soil.layers[1].top_m = 2.0;
    soil.layers[1].bottom_m = soil.layers[2].top_m = 6.0;
    soil.layers[2].bottom_m = std::numeric_limits<double>::infinity();
    item.layers.clear();
    item.groundwater_depth_m.reset();

    EXPECT_EQ(settled(item, soil).final_settlement_m, own);

    soil.layers[2].name = "peat";
    soil.layers[2].compression = bjerrum_clay();
    EXPECT_EQ(refusal(item, soil),
              "settlement `S`: layer `peat`: needs a finite, positive thickness");
}

TEST(Settlement, DrainsAsOneLayerWhatLiesAgainstEachOther) {
    Settlement whole = street();
    whole.layers[1].compression->cv_m2_s = 2e-8;
    Settlement halves = whole;
    halves.layers = {whole.layers[0], whole.layers[1], whole.layers[1]};
    halves.layers[1].thickness_m = halves.layers[2].thickness_m = 2.0;

    const SettlementResult one = settled(whole);
    const SettlementResult two = settled(halves);

    for (std::size_t i = 0; i < one.times_days.size(); ++i)
        EXPECT_NEAR(one.settlement_m[i], two.settlement_m[i], 1e-4 * one.settlement_m[i]);
    EXPECT_NEAR(one.layers[1].consolidation[1],
                degree_of_consolidation(2e-8 * 100.0 * 86400.0 / 4.0), 1e-12);
}

TEST(Settlement, IsSlowerTheLongerThePathOfTheWater) {
    Settlement item = street();
    item.layers[1].compression->cv_m2_s = 2e-8;
    const double both = settled(item).settlement_m[1];
    item.bottom_drained = false;
    const double one = settled(item).settlement_m[1];
    item.layers[1].drainage_path_m = 2.0;
    const double given = settled(item).settlement_m[1];
    item.layers[1].drainage_path_m.reset();
    item.drains = VerticalDrains{VerticalDrains::Grid::Triangular, 1.0, 0.065, 4e-8, 0.0};
    const double drained = settled(item).settlement_m[1];

    EXPECT_LT(one, 0.8 * both);
    EXPECT_EQ(given, both);
    EXPECT_GT(drained, both);

    item.top_drained = false;
    item.layers.erase(item.layers.begin());
    item.initial = InitialStress{26.0, 4.0};
    EXPECT_NE(refusal(item).find("no side of the ground drains"), std::string::npos);
}

TEST(Settlement, CutsAThickLayerIntoNoMoreSlicesThanHelp) {
    Settlement item = street();
    item.layers[1].thickness_m = 1e9;

    EXPECT_EQ(sublayers_of(item.layers, 1, item, item.groundwater_depth_m).size(), 1000U);
}

TEST(Settlement, DelaysByDegreeTowardsTheSameEnd) {
    Settlement item = street();
    item.layers[1].compression->cv_m2_s = 1e-7;
    const SettlementResult by_stress = settled(item);
    item.delay = Delay::Degree;
    const SettlementResult by_degree = settled(item);
    item.layers[1].compression->cv_m2_s.reset();
    const SettlementResult drained = settled(item);

    EXPECT_NEAR(by_degree.settlement_m[1],
                by_degree.layers[1].consolidation[1] * drained.settlement_m[1], 1e-12);
    // Creep forgets how the stress came.
    EXPECT_NEAR(by_stress.final_settlement_m, drained.final_settlement_m,
                0.01 * drained.final_settlement_m);
}

TEST(Settlement, NaturalStrainNeverExceedsTheLayer) {
    Settlement item = street();
    item.loads[0].pressure_kPa = 5000.0;
    item.layers[1].strain = Strain::Natural;
    const double natural = settled(item).final_settlement_m;
    item.layers[1].strain = Strain::Linear;
    const double linear = settled(item).final_settlement_m;

    EXPECT_LT(natural, linear);
    EXPECT_LT(natural, 4.0);
    EXPECT_NEAR(natural, 4.0 * -std::expm1(-linear / 4.0), 0.02);
}

TEST(Settlement, LosesWhatASubmergingFillNoLongerWeighs) {
    Settlement item = street();
    item.groundwater_depth_m = 0.2;
    item.loads[0].fill = SettlementLoad::Fill{3.0, 17.0, 20.0};
    const double dry = settled(item).final_settlement_m;
    item.submerging = true;

    const SettlementResult sunk = settled(item);

    const double under = std::max(sunk.final_settlement_m - 0.2, 0.0);
    EXPECT_GT(under, 0.05);
    EXPECT_LT(sunk.final_settlement_m, dry);
    // 17 kN/m3 above water becomes 20 - 10 below.
    EXPECT_NEAR(sunk.layers[1].final_stress_kPa - sunk.layers[1].initial_stress_kPa,
                51.0 - 7.0 * under, 1e-6);
}

TEST(Settlement, OfLowerGroundwaterIsThatOfTheWeightItFrees) {
    Settlement item = street();
    item.loads.clear();
    item.groundwater_steps = {{0.0, 1.5}};
    Settlement loaded = street();
    // Half a metre of sand: 17 instead of 19 - 10.
    loaded.loads[0].pressure_kPa = 0.5 * (17.0 - 9.0);

    EXPECT_NEAR(settled(item).final_settlement_m, settled(loaded).final_settlement_m, 1e-12);
}

TEST(Settlement, LeavesNoStressOfWhatHasGone) {
    Settlement item = street();
    item.loads[0].until_day = 50.0;
    item.groundwater_steps = {{0.0, 1.5}, {20.0, 2.5}, {40.0, 1.0}};

    const LayerSettlement clay = settled(item).layers[1];

    EXPECT_NEAR(clay.final_stress_kPa, clay.initial_stress_kPa, 1e-9);
}

TEST(Settlement, GoesBackOnlyALittleWhenALoadIsTakenAway) {
    Settlement item = street();
    item.loads[0].until_day = 50.0;
    item.omit_later_loads = true;
    item.times_days = {50.0, 50.001};

    const SettlementResult result = settled(item);

    ASSERT_EQ(result.steps.size(), 2U);
    EXPECT_EQ(result.steps[0].settlement_m[0], result.settlement_m[0]);
    EXPECT_GT(result.steps[0].settlement_m[1], result.settlement_m[0]);
    const double rebound = result.settlement_m[0] - result.settlement_m[1];
    EXPECT_GT(rebound, 0.0);
    EXPECT_LT(rebound, 0.25 * result.settlement_m[0]);
}

TEST(Settlement, TellsWhatIsStillToCome) {
    Settlement item = street();
    item.remaining_from_days = {30.0, 100.0};

    const SettlementResult result = settled(item);

    ASSERT_EQ(result.remaining.size(), 2U);
    EXPECT_NEAR(result.remaining[1].settlement_m,
                result.final_settlement_m - result.settlement_m[1], 1e-15);
    EXPECT_GT(result.remaining[0].settlement_m, result.remaining[1].settlement_m);
}

TEST(Settlement, ComparesTwoVerticals) {
    Settlement raised = street();
    Settlement beside = street();
    beside.id = "beside";
    beside.loads[0].pressure_kPa = 5.0;
    raised.relative_to = "beside";

    const auto results = assess_settlements({}, {raised, beside});

    ASSERT_TRUE(results);
    EXPECT_EQ(results->at(0).differential_m.back(),
              results->at(0).final_settlement_m - results->at(1).final_settlement_m);
    EXPECT_TRUE(results->at(1).differential_m.empty());

    raised.relative_to = "nowhere";
    EXPECT_EQ(refusal(raised), "settlement `S`: no settlement is called `nowhere`");
}

TEST(Settlement, FeelsALoadLessBesideIt) {
    Settlement item = street();
    item.loads[0].shape = StripLoad{-2.0, -2.0, 2.0, 2.0};
    double before = 1.0;
    for (const double x : {0.0, 2.0, 4.0, 10.0}) {
        item.x_m = x;
        const double now = settled(item).settlement_m[0];
        EXPECT_LT(now, before) << x;
        before = now;
    }
}

TEST(Settlement, RefusesImpossibleGround) {
    const auto with = [](auto change) {
        Settlement item = street();
        change(item);
        return refusal(item);
    };
    const auto set = [](double SettlingLayer::*field, double value) {
        return [=](Settlement& item) { item.layers[1].*field = value; };
    };

    EXPECT_EQ(with(set(&SettlingLayer::thickness_m, -1.0)),
              "settlement `S`: layer `clay`: needs a finite, positive thickness");
    EXPECT_EQ(with([](Settlement& s) { s.layers[0].unit_weight_kN_m3.reset(); }),
              "settlement `S`: layer `sand`: needs `unit_weight_kN_m3`");
    EXPECT_EQ(with([](Settlement& s) { s.layers[1].compression->pop_kPa = std::nan(""); }),
              "settlement `S`: layer `clay`: the POP is negative");
    EXPECT_EQ(with([](Settlement& s) { s.layers[1].compression->ocr = 1.2; }),
              "settlement `S`: layer `clay`: give exactly one of POP, OCR and Pc");
    EXPECT_EQ(with([](Settlement& s) {
                  s.layers[1].compression->model = model::Bjerrum{0.3, 0.2, 0.01};
              }),
              "settlement `S`: layer `clay`: CR (virgin) is less than RR (reloading)");
    EXPECT_EQ(with([](Settlement& s) { s.layers[1].compression.reset(); }),
              "settlement `S`: has no layer that compresses");
    EXPECT_NE(with([](Settlement& s) { s.loads[0].pressure_kPa = -40.0; }), "");
    EXPECT_EQ(with([](Settlement& s) { s.loads[0].day = -5.0; }),
              "settlement `S`: load `raise`: it is placed before the start");
    EXPECT_EQ(with([](Settlement& s) {
                  s.times_days = {10.0, 5.0};
              }),
              "settlement `S`: the times must rise from the start");
    EXPECT_NE(with([](Settlement& s) { s.loads[0].pressure_kPa = std::nan(""); }), "");
    EXPECT_NE(with([](Settlement& s) {
                  s.loads[0].pressure_kPa = 1e308;
                  s.y_m = 1.0;
                  s.loads.push_back(s.loads[0]);
              }),
              "");
    EXPECT_NE(with([](Settlement& s) { s.groundwater_steps = {{0.0, std::nan("")}}; }), "");
}

}  // namespace
}  // namespace maaiveld::influence
