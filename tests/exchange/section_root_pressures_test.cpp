#include "exchange/section_root_pressures.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kRoot = R"([{"id":"R","root_diameter_m":0.04,
"radial_pressure_MPa":0.4,"contact_length_m":0.25,
"pipe":{"outer_diameter_m":0.125,"wall_m":0.0037,"modulus_MPa":3000},
"cover":{"cover_m":0.6,"unit_weight_kN_m3":18,"width_m":0.125},
"opening_m":0.0005,"opening_some_species_m":0.00004,"opening_all_species_m":0.00066}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_root_pressures, test::with(kRoot, from, to));
}

TEST(SectionRootPressures, ReadsAndAnswersTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("root_pressures");
    const auto roots = read_root_pressures(*document.root.find("root_pressures"), document.file);
    const auto results = influence::assess_root_pressures(roots);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_root_pressures(*results);

    ASSERT_EQ(json.size(), 2U);
    EXPECT_DOUBLE_EQ(json[0].at("line_load_N_m").get<double>(), 16000.0);
    EXPECT_DOUBLE_EQ(json[0].at("force_N").get<double>(), 4000.0);
    EXPECT_NEAR(json[0].at("cover_weight_N").get<double>(), 337.5, 1e-9);
    EXPECT_EQ(json[0].at("lifts"), true);
    EXPECT_GT(json[0].at("ring").at("utilisation").get<double>(), 1.0);
    EXPECT_TRUE(json[0].at("beam").contains("deflection_mm"));
    EXPECT_EQ(json[1].at("entered_by"), "some_species");
    EXPECT_FALSE(json[1].contains("ring"));
}

TEST(SectionRootPressures, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"R\"", "\"R\""), "accepted");
    EXPECT_EQ(refusal("0.04,", "0,").find("s.json:1: root pressure `R`: `root_diameter_m`"), 0U);
    EXPECT_EQ(refusal(":0.4,", ":-0.4,").find("s.json:2: "), 0U);
    EXPECT_NE(refusal("0.0037", "0.07").find("s.json:3: root pressure `R`, pipe: a wall"),
              std::string::npos);
    EXPECT_EQ(refusal(":18", ":0").find("s.json:4: "), 0U);
    EXPECT_NE(refusal("0.00066", "0.00001").find("must not be below"), std::string::npos);
    EXPECT_NE(refusal("wall_m", "walls_m").find("`walls_m` stands there"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
