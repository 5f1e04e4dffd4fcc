#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

using nlohmann::json;
using test::run;

/// The result document of the rack with some words more.
json rack_with(std::vector<std::string> words) {
    const test::Scratch scratch;
    const std::string file = scratch.file("out.json");
    words.insert(words.begin(), {"influence", test::model_file("vkls-leiden"), "--json", file});
    const auto result = run(words);
    EXPECT_EQ(result.code, 0) << result.err;
    return json::parse(test::text_of(file));
}

json asset_in(const json& document, const std::string& id) {
    for (const json& asset : document.at("assets")) {
        if (asset.at("id") == id) return asset;
    }
    ADD_FAILURE() << "no asset " << id;
    return {};
}

double water_C(const json& document) {
    return asset_in(document, "W-1").at("temperature_C").get<double>();
}

TEST(WhatIf, ACoolerNetworkLeavesTheWaterCooler) {
    const json as_is = rack_with({});
    const json cooler =
        rack_with({"--set", "H-1.temperature_C=50", "--set", "H-2.temperature_C=30"});

    EXPECT_EQ(asset_in(cooler, "H-1").at("temperature_C").get<double>(), 50.0);
    EXPECT_LT(water_C(cooler), water_C(as_is) - 1.0);
}

TEST(WhatIf, MovesAnAsset) {
    const json moved = rack_with({"--set", "W-1.depth_m=0.70", "--set", "W-1.offset_m=2.60"});

    EXPECT_NEAR(asset_in(moved, "W-1").at("depth_m").get<double>(), 0.70, 1e-9);
    EXPECT_NEAR(asset_in(moved, "W-1").at("offset_m").get<double>(), 2.60, 1e-9);
}

TEST(WhatIf, WetterGroundLeavesTheWaterCooler) {
    EXPECT_LT(water_C(rack_with({"--set", "soil.conductivity_W_mK=2.2"})), water_C(rack_with({})));
}

TEST(WhatIf, RefusesWhatCannotBeSet) {
    const auto refusal = [](const std::string& change) {
        const auto result = run({"influence", test::model_file("vkls-leiden"), "--set", change});
        EXPECT_EQ(result.code, 2) << change;
        return result.err;
    };
    EXPECT_NE(refusal("W-2.depth_m=1").find("no asset `W-2`"), std::string::npos);
    EXPECT_NE(refusal("W-1.depth_m").find("asset.key=value"), std::string::npos);
    EXPECT_NE(refusal("W-1.depth_m=deep").find("must be a number"), std::string::npos);
    EXPECT_NE(refusal("W-1.depth_m=0.01").find("stick out"), std::string::npos);
    EXPECT_NE(refusal("R-1.depth_m=1").find("`along`"), std::string::npos);
    EXPECT_NE(refusal("soil.conductivity_W_mK=-1").find("above 0"), std::string::npos);
    EXPECT_NE(refusal("soil.colour=1").find("conductivity_W_mK"), std::string::npos);
}

TEST(WhatIf, AStationBeyondTheStreetIsRefused) {
    const auto result = run({"influence", test::model_file("vkls-leiden"), "--station", "99"});
    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(result.complains("from 0 to 50.00 m")) << result.err;
}

TEST(WhatIf, ATrenchUnderminesWhatLiesInItsWedge) {
    const json document = rack_with({"--trench", "10,20,0.9,0.8,1.4"});

    ASSERT_TRUE(document.contains("undermined"));
    bool sewer = false;
    for (const json& one : document.at("undermined")) {
        EXPECT_GT(one.at("undermined_length_m").get<double>(), 0.0);
        sewer = sewer || one.at("asset") == "R-1";
    }
    EXPECT_FALSE(sewer) << "it lies below the trench";
    EXPECT_EQ(run({"influence", test::model_file("vkls-leiden"), "--trench", "10,20"}).code, 2);
}

/// The rack's street on five metres of clay.
std::string street_on_clay(const test::Scratch& scratch) {
    json street = json::parse(test::text_of(test::model_file("vkls-leiden")));
    json& soil = street.at("soil");
    soil.at("layers").at(0)["thickness_m"] = 1.5;
    soil.at("layers").at(0)["unit_weight_kN_m3"] = 18.0;
    soil.at("layers").at(0)["saturated_unit_weight_kN_m3"] = 20.0;
    soil.at("layers").push_back(
        {{"name", "clay"},
         {"thickness_m", 5.0},
         {"unit_weight_kN_m3", 14.0},
         {"saturated_unit_weight_kN_m3", 14.0},
         {"compression",
          {{"model", "isotache"}, {"a", 0.01}, {"b", 0.12}, {"c", 0.006}, {"OCR", 1.3}}}});
    return scratch.write("clay.street.json", street.dump(1));
}

TEST(WhatIf, RaisingAStreetOnClayBendsItsHouseConnections) {
    const test::Scratch scratch;
    const std::string file = scratch.file("out.json");
    const auto result = run(
        {"influence", street_on_clay(scratch), "--raise", "0.5", "--years", "30", "--json", file});
    ASSERT_EQ(result.code, 0) << result.err;
    const json settlement = json::parse(test::text_of(file)).at("settlement");

    const double settled_m = settlement.at("settlement_m").get<double>();
    EXPECT_GT(settled_m, 0.05);
    EXPECT_LT(settled_m, 1.0);
    EXPECT_GT(settlement.at("steps").size(), 10U);
    for (const json& step : settlement.at("steps")) {
        EXPECT_EQ(step.at("delta_m").get<double>(), settled_m);
        EXPECT_GT(step.at("sigma_b_MPa").get<double>(), 0.0);
    }
    EXPECT_EQ(run({"influence", test::model_file("vkls-leiden"), "--raise", "0.5"}).code, 2)
        << "its soil says nothing about settlement";
}

}  // namespace
}  // namespace maaiveld
