#include "exchange/section_heat_lines.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kLine = R"([{"id":"L","supply_C":80,"supply_kg_s":2,
"return":{"drop_K":30},
"reaches":[
{"length_m":600,"U1_W_m_K":0.3,"U2_W_m_K":0.02}
]}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_heat_lines, test::with(kLine, from, to));
}

TEST(SectionHeatLines, ReadsAndWritesTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("heat_lines");
    const auto lines = read_heat_lines(*document.root.find("heat_lines"), document.file);
    ASSERT_EQ(lines.size(), 1U);
    ASSERT_EQ(lines[0].reaches.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<influence::PipePair>(lines[0].reaches[0].loss));
    EXPECT_EQ(lines[0].reaches[1].ground.temperature_C, 12.0);
    EXPECT_EQ(lines[0].back->flow_kg_s, 2.0);
    model::SoilProfile soil;
    soil.layers.emplace_back();
    soil.layers.front().conductivity_W_mK = 1.6;
    const auto results = influence::assess_heat_lines(soil, influence::GroundSurface{}, lines);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_heat_lines(*results);

    EXPECT_EQ(json[0].at("stations").size(), 4U);
    EXPECT_EQ(json[0].at("stations")[3].at("supply_C"), json[0].at("supply_end_C"));
    EXPECT_NEAR(json[0].at("loss_W").get<double>(),
                2.0 * 4190.0 * (80.0 - json[0].at("return_end_C").get<double>() - 30.0), 1e-6);
}

TEST(SectionHeatLines, StationsDefaultToTheEndsOfTheReaches) {
    const auto document = parse_json(kLine, "s.json");
    const auto lines = read_heat_lines(document->root, "s.json");

    EXPECT_EQ(lines[0].stations_m, (std::vector<double>{0.0, 600.0}));
}

TEST(SectionHeatLines, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"L\"", "\"L\""), "accepted");
    EXPECT_EQ(refusal("\"U1_W_m_K\":0.3,", "").find("s.json:4: heat line `L`, reach 0: a reach"),
              0U);
    EXPECT_NE(refusal("0.02", "0.4").find("`U2_W_m_K` must be below"), std::string::npos);
    EXPECT_NE(refusal("\"drop_K\":30", "\"drop_K\":30,\"far_end_C\":40").find("either"),
              std::string::npos);
    EXPECT_NE(refusal("600", "0").find("s.json:4: "), std::string::npos);
    EXPECT_NE(refusal("\"drop_K\"", "\"dorp_K\"").find("dorp_K"), std::string::npos);
    EXPECT_NE(refusal("]}]", "],\"stations_m\":[700]}]").find("outside the line"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
