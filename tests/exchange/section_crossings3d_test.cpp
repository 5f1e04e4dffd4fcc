#include "exchange/section_crossings3d.h"

#include "exchange/soil_json.h"
#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kBlock = R"([{"id":"X","pipes":[
{"id":"a","along":"y","offset_m":0,"depth_m":1,"inner_diameter_m":0.1,"heat_W_m":50},
{"id":"b","along":"x","offset_m":0,"depth_m":0.6,"inner_diameter_m":0.05,"from_m":-1,"to_m":2,
"flow":{"inlet_C":15,"heat_capacity_flow_W_K":20}}],
"step_h":24,"output_days":[10]}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_crossings_3d, test::with(kBlock, from, to));
}

TEST(SectionCrossings3d, ReadsAndWritesTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("crossings_3d");
    const JsonValue& root = document.root;
    const auto crossings = read_crossings_3d(*root.find("crossings_3d"), document.file);
    const auto results = influence::assess_crossings_3d(
        read_soil(*root.find("soil"), document.file),
        read_surface(*root.find("surface"), document.file), crossings);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_crossings_3d(*results);

    const auto& moment = json[0].at("at")[0];
    EXPECT_FALSE(moment.contains("day"));
    const auto& service = moment.at("pipes")[2];
    EXPECT_EQ(service.at("id"), "service");
    const double water_W = 80.0 * (15.0 - service.at("outlet_C").get<double>());
    EXPECT_NEAR(service.at("heat_W").get<double>(), water_W, 1e-5 * std::abs(water_W));
    EXPECT_GT(moment.at("pipes")[1].at("max_C").get<double>(),
              moment.at("pipes")[1].at("min_C").get<double>() + 1.0);
    EXPECT_GT(moment.at("probes")[0].at("temperature_C").get<double>(), 10.0);
}

TEST(SectionCrossings3d, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"X\"", "\"X\""), "accepted");
    EXPECT_NE(refusal("\"y\"", "\"z\"").find("s.json:2"), std::string::npos);
    EXPECT_NE(refusal("\"heat_W_m\":50", "\"no_flow\":false").find("exactly one"),
              std::string::npos);
    EXPECT_NE(refusal("\"to_m\":2", "\"to_m\":-2").find("s.json:3: pipe `b`"), std::string::npos);
    EXPECT_NE(refusal("\"heat_capacity_flow_W_K\":20", "\"heat_capacity_flow_W_K\":0")
                  .find("heat_capacity_flow_W_K"),
              std::string::npos);
    EXPECT_NE(refusal("\"inlet_C\":15", "\"inlet_C\":-300").find("absolute zero"),
              std::string::npos);
    EXPECT_NE(refusal(",\"output_days\":[10]", "").find("belong together"), std::string::npos);
    EXPECT_NE(refusal("\"id\":\"b\"", "\"id\":\"a\"").find("twice"), std::string::npos);
    EXPECT_NE(refusal("\"depth_m\":0.6", "\"depth_m\":0").find("depth_m"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
