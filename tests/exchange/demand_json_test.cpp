#include "exchange/json_names.h"
#include "exchange/street_file.h"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <fstream>

namespace maaiveld::exchange {
namespace {

model::Catalogue catalogue() {
    model::Catalogue all;
    all.types["pe-32"] = {"pe-32", model::Network::Water, 0.032, {}, "PE", {}, {}, {}, {}, "", "C"};
    all.types["pvc-315"] = {
        "pvc-315", model::Network::SewerGravity, 0.315, 0.0092, "PVC", {}, {}, {}, {}, "", "C"};
    return all;
}

model::Street read(const std::string& demands) {
    const std::string text = fmt::format(
        R"({{"format":"maaiveld-street/1","name":"s","axis":[[0,0],[30,0]],"assets":[],"demands":[{}]}})",
        demands);
    const auto document = parse_json(text, "test");
    EXPECT_TRUE(document) << document.error().message;
    return street_in(document->root, "test", catalogue(), true);
}

std::string refusal(const std::string& demands) {
    try {
        read(demands);
    } catch (const ReadFailure& failure) {
        return failure.error.message;
    }
    return "accepted";
}

constexpr const char* kAll = R"({"id":"R","network":"sewer_gravity","type":"pvc-315","owner":"o",
 "attributes":{"kind":"main"},"place":{"from_m":2,"to_m":20,"min_cover_m":0.9,"max_cover_m":2.5,
 "wanted_cover_m":1.1,"strips":["carriageway","verge"],"sides":["right"],"rack":false,
 "fall":{"invert_m":-1.5,"slope_m_m":0.004},
 "connections":{"type":"pe-32","stations_m":[4,8.5],"sides":["left"],"facade_cover_m":0.7}}})";

TEST(Demand, IsReadWithEveryKey) {
    const model::Street street = read(kAll);
    ASSERT_EQ(street.demands.size(), 1U);
    const model::Demand& demand = street.demands.front();
    EXPECT_EQ(demand.asset.id, "R");
    EXPECT_EQ(demand.asset.status, model::Status::Projected);
    EXPECT_DOUBLE_EQ(demand.asset.outer_diameter_m, 0.315);
    EXPECT_DOUBLE_EQ(demand.asset.xy.sigma_m, 0.02);
    EXPECT_TRUE(demand.asset.axis.empty());
    EXPECT_DOUBLE_EQ(demand.from_m, 2.0);
    EXPECT_DOUBLE_EQ(*demand.to_m, 20.0);
    EXPECT_DOUBLE_EQ(*demand.wanted_cover_m, 1.1);
    ASSERT_EQ(demand.strips.size(), 2U);
    EXPECT_EQ(demand.strips[1], model::StripKind::Verge);
    EXPECT_FALSE(demand.left);
    EXPECT_TRUE(demand.right);
    EXPECT_FALSE(demand.rack);
    EXPECT_DOUBLE_EQ(demand.fall->slope_m_m, 0.004);
    EXPECT_DOUBLE_EQ(demand.connections->outer_diameter_m, 0.032);
    EXPECT_EQ(demand.connections->stations_m.size(), 2U);
    EXPECT_FALSE(demand.connections->right);
}

TEST(Demand, IsWrittenAsItWasRead) {
    const std::string once = street_text(read(kAll));
    const auto document = parse_json(once, "test");
    ASSERT_TRUE(document);
    EXPECT_EQ(street_text(street_in(document->root, "test", catalogue(), true)), once);
    EXPECT_NE(once.find("\"slope_m_m\":0.004"), std::string::npos);
    EXPECT_NE(once.find("\"facade_cover_m\":0.7"), std::string::npos);
}

TEST(Demand, WithoutPlaceAsksForTheWholeStreet) {
    const model::Street street =
        read(R"({"id":"W","network":"water","type":"pe-32","status":"functional"})");
    EXPECT_FALSE(street.demands[0].to_m);
    EXPECT_TRUE(street.demands[0].left && street.demands[0].right && street.demands[0].rack);
    EXPECT_EQ(street.demands[0].asset.status, model::Status::Functional);
}

TEST(Demand, RefusesWhatCannotBe) {
    const auto with = [](const char* place) {
        return refusal(
            fmt::format(R"({{"id":"W","network":"water","type":"pe-32","place":{}}})", place));
    };
    EXPECT_NE(with(R"({"to_m":31})").find("station 31 lies off the axis"), std::string::npos);
    EXPECT_NE(with(R"({"from_m":5,"to_m":5})").find("larger"), std::string::npos);
    EXPECT_NE(with(R"({"min_cover_m":2,"max_cover_m":1})").find("larger"), std::string::npos);
    EXPECT_NE(with(R"({"strips":["foodway"]})").find("footway"), std::string::npos);
    EXPECT_NE(with(R"({"sides":["up"]})").find("left"), std::string::npos);
    EXPECT_NE(with(R"({"fall":{"invert_m":0,"slope_m_m":0}})").find("wall_m"), std::string::npos);
    EXPECT_NE(with(R"({"connections":{"stations_m":[1]}})").find("size"), std::string::npos);
    EXPECT_NE(with(R"({"connections":{"type":"pe-3","stations_m":[1]}})").find("pe-32"),
              std::string::npos);
    EXPECT_NE(with(R"({"wdith":1})").find("wdith"), std::string::npos);
    EXPECT_NE(refusal(R"({"id":"W","network":"water","type":"pe-32","along":{}})").find("along"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
