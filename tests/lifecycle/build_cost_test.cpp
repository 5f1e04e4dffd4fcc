#include "lifecycle/build_cost.h"

#include "lifecycle/variant_measures.h"

#include <gtest/gtest.h>

namespace maaiveld::lifecycle {
namespace {

Prices prices() {
    Prices p;
    p.dig_eur_m3 = {30.0, 20.0, 50.0};
    p.shoring_eur_m2 = {10.0, 5.0, 20.0};
    p.surface_eur_m2 = {{model::StripKind::Footway, {40.0, 20.0, 60.0}},
                        {model::StripKind::Verge, {10.0, 5.0, 15.0}}};
    p.rack_eur_kg = {{"steel", {4.0, 2.0, 8.0}}, {"pe", {2.0, 1.0, 3.0}}};
    return p;
}

BuildTotals totals() {
    BuildTotals t;
    t.joint_m3 = 90.0;
    t.alone_m3 = 500.0;  // not what it costs
    t.connections_m3 = 10.0;
    t.shored_m2 = 60.0;
    t.surface_m2 = {{model::StripKind::Footway, 50.0}, {model::StripKind::Verge, 20.0}};
    return t;
}

// By hand: 100 m3 x 30, 60 m2 x 10, 50 x 40 + 20 x 10, 100 kg x 4 + 50 kg x 2.
TEST(BuildCost, AddsAmountsTimesPrices) {
    const BuildCost cost =
        build_cost(totals(), {{"posts", "steel", 4, 100.0}, {"plates", "pe", 2, 50.0}}, prices());
    EXPECT_DOUBLE_EQ(cost.dig.value, 3000.0);
    EXPECT_DOUBLE_EQ(cost.shoring.value, 600.0);
    EXPECT_DOUBLE_EQ(cost.surface.value, 2200.0);
    EXPECT_DOUBLE_EQ(cost.racks.value, 500.0);
    EXPECT_DOUBLE_EQ(cost.total.value, 6300.0);
    EXPECT_DOUBLE_EQ(cost.total.low, 2000.0 + 300.0 + 1100.0 + 250.0);
    EXPECT_DOUBLE_EQ(cost.total.high, 5000.0 + 1200.0 + 3300.0 + 950.0);
    EXPECT_TRUE(cost.unpriced_kg.empty());
    EXPECT_TRUE(cost.unpriced_strips.empty());
}

TEST(BuildCost, NamesWhatHasNoPrice) {
    BuildTotals opened = totals();
    opened.surface_m2[model::StripKind::Carriageway] = 5.0;
    const BuildCost cost =
        build_cost(opened, {{"posts", "oak", 4, 70.0}, {"beams", "oak", 4, 30.0}}, prices());
    EXPECT_DOUBLE_EQ(cost.racks.value, 0.0);
    EXPECT_DOUBLE_EQ(cost.unpriced_kg.at("oak"), 100.0);
    EXPECT_EQ(cost.unpriced_strips, std::vector{model::StripKind::Carriageway});
    EXPECT_DOUBLE_EQ(cost.surface.value, 2200.0);
}

TEST(BuildCost, IsNothingWithoutPrices) {
    const BuildCost cost = build_cost(totals(), {}, {});
    EXPECT_EQ(cost.total.high, 0.0);
}

}  // namespace
}  // namespace maaiveld::lifecycle
