#include "exchange/section_twin_pipes.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

TEST(SectionTwinPipes, ReadsAndWritesTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("twin_pipes");
    const auto twins = read_twin_pipes(*document.root.find("twin_pipes"), document.file);
    ASSERT_EQ(twins.size(), 1U);
    EXPECT_EQ(twins[0].pipe.spacing_m, 0.0803);
    model::SoilProfile soil;
    soil.layers.emplace_back();
    soil.layers.front().conductivity_W_mK = 1.6;
    const auto results = influence::assess_twin_pipes(soil, influence::GroundSurface{}, twins);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_twin_pipes(*results);

    // The exact heat of 2 x 70 K and 2 x 40 K by collocation lies within these.
    EXPECT_NEAR(json[0].at("hs").get<double>(), 0.7497, 0.0012);
    EXPECT_NEAR(json[0].at("ha").get<double>(), 1.612, 0.05);
    EXPECT_NEAR(json[0].at("q_supply_W_m").get<double>() + json[0].at("q_return_W_m").get<double>(),
                json[0].at("q_total_W_m").get<double>(), 1e-12);
    EXPECT_LT(json[0].at("zeroth_order").at("hs").get<double>(), json[0].at("hs").get<double>());
}

TEST(SectionTwinPipes, RefusesWithLineAndReason) {
    const auto refusal = [](const std::string& spacing) {
        return test::refusal_of(read_twin_pipes, R"([{"id":"T","depth_m":1,"spacing_m":)" +
                                                     spacing +
                                                     R"(,"pipe_outer_diameter_m":0.06,)"
                                                     R"("casing_outer_diameter_m":0.2,)"
                                                     R"("insulation_conductivity_W_mK":0.027,)"
                                                     R"("supply_C":80,"return_C":50}])");
    };

    EXPECT_EQ(refusal("0.08"), "accepted");
    EXPECT_EQ(refusal("0.16"),
              "s.json:1: twin pipe `T`: the inner pipes stick 0.01 m out of the casing");
    EXPECT_NE(refusal("0.05").find("overlap by 0.01 m"), std::string::npos);
    EXPECT_NE(refusal("\"wide\"").find("must be a number"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
