#include "exchange/section_water_mains.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kMain = R"([{"id":"W",
"inner_diameter_m":0.1016,
"outer_diameter_m":0.11,
"pipe_conductivity_W_mK":0.16,
"inlet_C":15,
"soil_C":22,
"length_m":100,
"flow_m3_h":1}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_water_mains, test::with(kMain, from, to));
}

TEST(SectionWaterMains, ReadsAndWritesTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("water_mains");
    const auto mains = read_water_mains(*document.root.find("water_mains"), document.file);
    ASSERT_EQ(mains.size(), 2U);
    EXPECT_EQ(mains[1].reaches[1].flow_share, 0.6);
    EXPECT_EQ(mains[1].flow_m3_h.size(), 24U);
    model::SoilProfile soil;
    soil.layers.emplace_back();
    soil.layers.front().conductivity_W_mK = 1.6;
    influence::GroundSurface surface;
    surface.year = influence::SurfaceYear{12.0, 10.0, 20.0};
    const auto results = influence::assess_water_mains(soil, surface, mains);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_water_mains(*results);

    EXPECT_NEAR(json[0].at("k_per_s").get<double>(), 0.000105475241, 1e-12);
    EXPECT_EQ(json[0].at("after").size(), 3U);
    EXPECT_FALSE(json[0].contains("hours"));
    EXPECT_EQ(json[1].at("hours").size(), 24U);
    EXPECT_EQ(json[1].at("months").size(), 12U);
    EXPECT_TRUE(json[1].at("months")[7].at("connection").contains("hours_above_limit"));
    EXPECT_GE(json[1].at("connection").at("max_C").get<double>(),
              json[1].at("max_C").get<double>());
}

TEST(SectionWaterMains, OneFlowHoldsAllDay) {
    const auto document = parse_json(kMain, "s.json");

    const auto mains = read_water_mains(document->root, "s.json");

    EXPECT_EQ(mains[0].flow_m3_h, std::vector<double>(24, 1.0));
    EXPECT_EQ(mains[0].reaches.size(), 1U);
}

TEST(SectionWaterMains, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"W\"", "\"W\""), "accepted");
    EXPECT_EQ(refusal("0.11", "0.1"),
              "s.json:1: water main `W`: the outer diameter 0.1 m must be larger than the inner "
              "0.1016 m");
    EXPECT_EQ(refusal("0.16", "0").find("s.json:4: "), 0U);
    EXPECT_NE(refusal("\"soil_C\":22,", "").find("give `soil_C`, or `depth_m`"), std::string::npos);
    EXPECT_EQ(refusal("\"soil_C\":22", "\"depth_m\":1"), "accepted");
    EXPECT_NE(refusal("\"flow_m3_h\":1", "\"flow_m3_h\":[1,2]").find("has 2 values"),
              std::string::npos);
    EXPECT_NE(refusal("\"length_m\":100,", "").find("needs `length_m` or `reaches`"),
              std::string::npos);
    EXPECT_NE(refusal("\"length_m\":100", "\"length_m\":100,\"reaches\":[]").find("either"),
              std::string::npos);
    EXPECT_NE(refusal("\"inlet_C\":15", "\"inlet_C\":-274").find("absolute zero"),
              std::string::npos);
    EXPECT_NE(
        refusal("\"flow_m3_h\":1", "\"flow_m3_h\":1,\"limit\":25").find("unknown key `limit`"),
        std::string::npos);
    EXPECT_NE(refusal("\"length_m\":100", "\"length_m\":-3").find("s.json:7: "), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
