#include "exchange/section_line_sources.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kSet = R"([{"id":"S","sources":[
{"id":"C","x_m":0,"depth_m":1,"outer_diameter_m":0.075,"heat_W_m":30}],
"probes":[
{"id":"P","x_m":0.5,"depth_m":1}],
"times_h":24}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_line_sources, test::with(kSet, from, to));
}

TEST(SectionLineSources, ReadsAndWritesTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("line_sources");
    const auto sets = read_line_sources(*document.root.find("line_sources"), document.file);
    ASSERT_EQ(sets.size(), 2U);
    EXPECT_EQ(sets[1].sources[0].repeat_every_h, 24.0);
    model::SoilProfile soil;
    soil.layers.emplace_back();
    soil.layers.front().heat_capacity_J_m3K = 1.0 / 5e-7;
    const auto results = influence::assess_line_sources(soil, influence::GroundSurface{}, sets);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_line_sources(*results);

    EXPECT_NEAR(json[0].at("sources")[0].at("times")[1].at("rise_K").get<double>(), 10.127301,
                1e-5);
    EXPECT_NEAR(json[0].at("probes")[0].at("times")[4].at("temperature_C").get<double>(), 16.615056,
                1e-5);
    EXPECT_TRUE(json[1].at("probes").empty());
    EXPECT_EQ(json[1].at("sources")[0].at("times").size(), 2U);
}

TEST(SectionLineSources, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"S\"", "\"S\""), "accepted");
    EXPECT_EQ(
        refusal("\"heat_W_m\":30", "\"steps\":[{\"from_h\":0,\"heat_W_m\":1}],\"heat_W_m\":30"),
        "s.json:2: line source `C`: a source needs either `heat_W_m` or `steps`");
    EXPECT_NE(refusal("0.5", "0.01").find("probe `P` lies inside source `C`"), std::string::npos);
    EXPECT_EQ(refusal("\"depth_m\":1}]", "\"depth_m\":-1}]").find("s.json:4: probe `P`"), 0U);
    EXPECT_NE(refusal("\"heat_W_m\":30", "\"heat_W_m\":30,\"repeat_every_h\":24").find("goes with"),
              std::string::npos);
    EXPECT_NE(refusal("\"heat_W_m\":30", "\"heat_W_m\":null").find("either"), std::string::npos);
    EXPECT_NE(refusal("24}", "[-1]}").find("times_h"), std::string::npos);
    EXPECT_NE(refusal("\"id\":\"P\"", "\"id\":\"P\",\"why\":1").find("unknown key `why`"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
