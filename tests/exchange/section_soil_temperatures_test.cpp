#include "exchange/section_soil_temperatures.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

std::string refusal(const std::string& more) {
    return test::refusal_of(read_soil_temperatures,
                            "[\n{\"id\":\"S\",\"depths_m\":1.0" + more + "}]");
}

TEST(SectionSoilTemperatures, ReadsAndWritesTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("soil_temperatures");
    const auto wanted =
        read_soil_temperatures(*document.root.find("soil_temperatures"), document.file);
    ASSERT_EQ(wanted.size(), 2U);
    EXPECT_EQ(wanted[0].depths_m.size(), 4U);
    EXPECT_EQ(wanted[1].depths_m, std::vector<double>{1.0});
    EXPECT_EQ(wanted[1].series->interval, influence::Interval::Month);
    model::SoilProfile soil;
    soil.layers.emplace_back();
    soil.layers.front().heat_capacity_J_m3K = 1.0 / 8e-7;
    influence::GroundSurface surface;
    surface.year = influence::SurfaceYear{11.0, 9.0, 20.0};
    const auto results = influence::assess_soil_temperatures(soil, surface, wanted);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_soil_temperatures(*results);

    EXPECT_NEAR(json[0].at("depths")[0].at("days")[0].at("temperature_C").get<double>(), 2.0,
                1e-12);
    EXPECT_FALSE(json[0].contains("fit_residual_K"));
    EXPECT_EQ(json[0].at("depths")[3].at("months_C").size(), 12U);
    EXPECT_LT(json[1].at("fit_residual_K").get<double>(), 0.5);
    EXPECT_NEAR(json[1].at("coldest_day").get<double>(), 20.0, 7.0);
}

TEST(SectionSoilTemperatures, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal(""), "accepted");
    EXPECT_EQ(refusal(R"(,"diffusivity_m2_s":0)"),
              "s.json:2: soil temperature `S`: `diffusivity_m2_s` is 0; it must be above 0");
    EXPECT_NE(refusal(R"(,"series":{"every":"week","values_C":[1]})").find("`week`"),
              std::string::npos);
    EXPECT_NE(refusal(R"(,"year":{"mean_C":10,"amplitude_K":-1,"coldest_day":1})").find("negative"),
              std::string::npos);
    EXPECT_NE(refusal(R"(,"year":{"mean_C":10,"amplitude_K":1,"coldest_day":1},)"
                      R"("series":{"every":"day","values_C":[1]})")
                  .find("not both"),
              std::string::npos);
    EXPECT_NE(refusal(R"(,"ground_C":10)").find("unknown key `ground_C`"), std::string::npos);
    EXPECT_NE(refusal(R"(,"days":["a"])").find("must be a number"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
