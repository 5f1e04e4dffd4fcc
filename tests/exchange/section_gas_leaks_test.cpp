#include "exchange/section_gas_leaks.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace maaiveld::exchange {
namespace {

const std::string kLeak = R"([{"id":"G","hole_diameter_m":0.001,
"discharge_coefficient":0.61,
"gauge_pressure_Pa":10000,
"gas_density_kg_m3":0.87,"viscosity_Pa_s":1.1e-5,"soil_permeability_m2":1e-11,
"spread":{"depth_m":0.9,"surface":"open","air_filled_porosity":0.2,
"effective_diffusivity_m2_s":4e-6,
"limit_fraction":0.01,"times_h":[1,2]}}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_gas_leaks, test::with(kLeak, from, to));
}

TEST(SectionGasLeaks, ReadsAndAnswersTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("gas_leaks");
    const auto leaks = read_gas_leaks(*document.root.find("gas_leaks"), document.file);
    ASSERT_EQ(leaks.size(), 2U);
    EXPECT_DOUBLE_EQ(leaks[0].soil.source_radius_m, 0.0005);
    EXPECT_NEAR(leaks[0].spread->effective_diffusivity_m2_s,
                2.2e-5 * std::pow(0.2, 10.0 / 3.0) / (0.38 * 0.38), 1e-18);
    const auto results = influence::assess_gas_leaks(leaks);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_gas_leaks(*results);

    const double series = json[0].at("Q_series_m3_h").get<double>();
    EXPECT_LT(series, json[0].at("Q_soil_limited_m3_h").get<double>());
    EXPECT_NEAR(json[0].at("mass_kg_h").get<double>(), 0.87 * series, 1e-12);
    EXPECT_EQ(json[0].at("reaches").size(), 3U);
    EXPECT_LT(json[0].at("reaches")[2].at("reach_m").get<double>(),
              json[0].at("corridor_half_width_m").get<double>());
    EXPECT_TRUE(json[0].contains("strip_reach_m"));
    EXPECT_FALSE(json[1].contains("corridor_half_width_m"));
}

TEST(SectionGasLeaks, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"G\"", "\"G\""), "accepted");
    EXPECT_EQ(refusal("0.001", "-1").find("s.json:1: gas leak `G`: `hole_diameter_m`"), 0U);
    EXPECT_EQ(refusal("0.61", "1.61").find("s.json:2: "), 0U);
    EXPECT_EQ(refusal("10000", "100000").find("s.json:3: gas leak `G`: above 90000 Pa"), 0U);
    EXPECT_EQ(refusal(":1e-11", ":0").find("s.json:4: "), 0U);
    EXPECT_NE(refusal("\"open\"", "\"opne\"").find("did you mean `open`"), std::string::npos);
    EXPECT_NE(refusal("\"effective_", "\"efective_").find("free_diffusivity_m2_s"),
              std::string::npos);
    EXPECT_EQ(refusal("[1,2]", "[1,0]").find("s.json:5: gas leak `G`, spread: `times_h`"), 0U);
    EXPECT_NE(refusal(R"("effective_diffusivity_m2_s":4e-6)",
                      R"("free_diffusivity_m2_s":2e-5,"porosity":0.1)")
                  .find("cannot exceed"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
