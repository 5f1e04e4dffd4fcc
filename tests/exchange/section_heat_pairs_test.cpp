#include "exchange/section_heat_pairs.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kPair = R"([{"id":"P","depth_m":1.0,
"spacing_m":0.35,
"pipe_outer_diameter_m":0.1143,
"casing_outer_diameter_m":0.2,
"insulation_conductivity_W_mK":0.027,
"supply_C":80,
"return_C":50}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_heat_pairs, test::with(kPair, from, to));
}

TEST(SectionHeatPairs, ReadsTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("heat_pairs");

    const auto pairs = read_heat_pairs(*document.root.find("heat_pairs"), document.file);

    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs[0].id, "DN100");
    EXPECT_EQ(pairs[0].pipes.insulation.conductivity_W_mK, 0.027);
    EXPECT_EQ(pairs[0].ground.surface_resistance_m2K_W, 0.0685);
    EXPECT_FALSE(pairs[0].pipes.casing);
    ASSERT_TRUE(pairs[1].pipes.insulation.ageing && pairs[1].pipes.casing);
    EXPECT_EQ(pairs[1].pipes.insulation.age_years, 30.0);
    EXPECT_EQ(pairs[1].pipes.casing->wall_m, 0.0034);
    EXPECT_FALSE(pairs[1].ground.surface_resistance_m2K_W);
}

TEST(SectionHeatPairs, WritesBothStandardsAndBothSurfaces) {
    const JsonDocument document = test::doc_example("heat_pairs");
    const auto pairs = read_heat_pairs(*document.root.find("heat_pairs"), document.file);
    model::SoilProfile soil;
    soil.layers.emplace_back();
    soil.layers.front().conductivity_W_mK = 1.6;
    const auto results = influence::assess_heat_pairs(soil, influence::GroundSurface{}, pairs);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_heat_pairs(*results);

    ASSERT_EQ(json.size(), 2U);
    EXPECT_NEAR(json[0].at("q_supply_W_m").get<double>(), 18.891208, 1e-5);
    EXPECT_NEAR(json[0].at("without_surface_resistance").at("q_supply_W_m").get<double>(),
                18.9700912, 1e-5);
    EXPECT_TRUE(json[0].at("wallenten").at("zeroth_order").contains("hs"));
    EXPECT_LT(json[0].at("wallenten").at("first_order").at("hs").get<double>(),
              json[0].at("wallenten").at("zeroth_order").at("hs").get<double>());
    EXPECT_GT(json[1].at("q_supply_W_m").get<double>(), 20.0);
}

TEST(SectionHeatPairs, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"P\"", "\"P\""), "accepted");
    EXPECT_EQ(refusal("0.35", "0.15"),
              "s.json:1: heat pair `P`: the casings overlap by 0.05 m: `spacing_m` must be at "
              "least the casing's diameter");
    EXPECT_EQ(refusal("0.027", "-0.027").find("s.json:5: heat pair `P`: `insulation_"), 0U);
    EXPECT_EQ(refusal(":80", ":-300").find("s.json:6: "), 0U);
    EXPECT_NE(refusal("spacing_m", "spacin_m").find("`spacin_m` stands there"), std::string::npos);
    EXPECT_EQ(refusal("\"return_C\"", "\"colour\":1,\"return_C\"").find("s.json:7: "), 0U);
    EXPECT_NE(refusal("\"id\":\"P\"", "\"id\":\"\"").find("`id`"), std::string::npos);
    EXPECT_NE(refusal("50}]", "50},\n{\"id\":\"P\"}]").find("s.json:8: heat pair `P`: its id"),
              std::string::npos);
    EXPECT_NE(test::refusal_of(read_heat_pairs, "{}").find("must be a list"), std::string::npos);
}

TEST(SectionHeatPairs, TakesOneKindOfInsulation) {
    EXPECT_NE(refusal("\"supply_C\"", R"("insulation_ageing":{"new_W_mK":0.026,"aged_W_mK":0.03,)"
                                      R"("time_constant_years":15,"age_years":1},"supply_C")")
                  .find("either"),
              std::string::npos);
    EXPECT_NE(refusal("\"insulation_conductivity_W_mK\":0.027",
                      R"("insulation_ageing":{"new_W_mK":0.026,"aged_W_mK":0.03,)"
                      R"("time_constant_years":0,"age_years":1})")
                  .find("time_constant_years"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
