#include "exchange/section_settlements.h"

#include "tests/exchange/section_settlement_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using test_section::example_of;
using test_section::parsed;
using test_section::replaced;

std::string refusal(const std::string& text) {
    return test_section::refusal(
        [](const JsonValue& root, const std::string& file) {
            read_settlements(*root.find("settlements"), file);
        },
        text);
}

TEST(SectionSettlements, ReadsComputesAndWritesTheExampleOfThePage) {
    const JsonDocument document = parsed(example_of("settlements"));
    const JsonValue* block = document.root.find("settlements");
    ASSERT_NE(block, nullptr);

    const auto items = read_settlements(*block, document.file);
    const auto results = influence::assess_settlements({}, items);
    ASSERT_TRUE(results) << results.error().text();
    const auto written = write_settlements(*results);

    ASSERT_EQ(written.size(), 1U);
    EXPECT_EQ(written[0]["id"], "middle");
    EXPECT_EQ(written[0]["settlement_m"].size(), 6U);
    EXPECT_EQ(written[0]["layers"][0]["settlement_m"][5], 0.0);
    EXPECT_FALSE(written[0]["layers"][0].contains("initial_stress_kPa"));
    EXPECT_NEAR(written[0]["layers"][1]["initial_stress_kPa"].get<double>(),
                0.8 * 17.5 + 0.7 * (19.5 - 9.81) + 15.0 - 9.81, 1e-9);
    EXPECT_EQ(written[0]["remaining"][0]["from_day"], 365.0);
    EXPECT_FALSE(written[0].contains("steps"));
    const double last = written[0]["final_settlement_m"].get<double>();
    EXPECT_GT(last, 0.2);
    EXPECT_LT(last, 1.0);
}

TEST(SectionSettlements, ReadsEveryKey) {
    const JsonDocument document = parsed(R"([{"id": "A", "x_m": 1, "y_m": 2,
        "groundwater_depth_m": 1, "groundwater_steps": [{"day": 9, "depth_m": 1.5}],
        "initial_stress": {"top_kPa": 5}, "water_unit_weight_kN_m3": 10,
        "top_drained": false, "bottom_drained": true, "delay": "degree",
        "preconsolidation": {"within_layer": "variable", "correction": "start"},
        "drains": {"grid": "square", "spacing_m": 1.5, "strip_width_m": 0.1,
                   "strip_thickness_m": 0.004, "ch_m2_s": 1e-7, "installed_day": 3},
        "layers": [{"name": "peat", "thickness_m": 2, "sublayers": 7, "strain": "natural",
            "unit_weight_kN_m3": 10, "saturated_unit_weight_kN_m3": 11,
            "swelling": {"Ap": 40}, "drainage_path_m": 1,
            "compression": {"model": "koppejan", "Cp": 30, "Cp_prime": 8, "OCR": 1,
                            "cv_m2_s": 1e-7}}],
        "loads": [{"name": "old", "initial": true, "pressure_kPa": 3},
            {"name": "new", "day": 4, "until_day": 8, "pressure_kPa": 5, "base_depth_m": 0.2,
             "spread": "2:1", "shape": {"type": "embankment", "toe_left_m": -3,
             "crest_left_m": -1, "crest_right_m": 1, "toe_right_m": 3}}],
        "start_day": 1, "times_days": [5], "omit_later_loads": true, "relative_to": "B"}])");

    const auto item = read_settlements(document.root, document.file).front();

    EXPECT_EQ(item.groundwater_steps[0].depth_m, 1.5);
    EXPECT_EQ(item.delay, influence::Delay::Degree);
    EXPECT_EQ(item.preconsolidation.within, influence::PreconsolidationRule::Within::Variable);
    EXPECT_EQ(item.preconsolidation.correction,
              influence::PreconsolidationRule::Correction::AtStart);
    EXPECT_NEAR(item.drains->diameter_m, 0.0662, 1e-4);
    EXPECT_FALSE(item.top_drained);
    EXPECT_EQ(item.layers[0].sublayers, 7);
    EXPECT_EQ(item.layers[0].strain, influence::Strain::Natural);
    EXPECT_TRUE(item.loads[0].initial);
    EXPECT_EQ(item.loads[1].until_day, 8.0);
    EXPECT_EQ(item.loads[1].spread, influence::Spread::TwoToOne);
    EXPECT_EQ(std::get<influence::StripLoad>(item.loads[1].shape).inner_left_m, -1.0);
    EXPECT_EQ(item.relative_to, "B");
}

TEST(SectionSettlements, RefusesBadInputAtItsLine) {
    const std::string good = example_of("settlements");

    EXPECT_EQ(refusal(good), "");
    EXPECT_EQ(refusal(replaced(good, "\"thickness_m\": 2.0", "\"thickness_m\": -2.0")),
              "test.json:12: layer `clay`: `thickness_m` is -2; it must be above 0");
    EXPECT_EQ(refusal(replaced(good, "\"submerging\"", "\"submergin\"")),
              "test.json:33: settlement `middle`: unknown key `submergin` (did you mean "
              "`submerging`?)");
    EXPECT_EQ(refusal(replaced(good, "\"type\": \"strip\"", "\"type\": \"stripe\"")),
              "test.json:29: no shape is called `stripe` (did you mean `strip`?)");
    EXPECT_NE(refusal(replaced(good, "\"left_m\": -6.0", "\"left_m\": 6.0")), "");
    EXPECT_NE(refusal(replaced(good, "\"pressure_kPa\": 10.0", "\"pressure_kPa\": null")), "");
    EXPECT_NE(refusal(replaced(good, "[1, 30, 120, 365, 3650, 10950]", "[]")), "");
    EXPECT_NE(refusal("{\"settlements\": {}}"), "");
}

TEST(SectionSettlements, RefusesSwellingOfIsotacheSoil) {
    const std::string text = replaced(example_of("settlements"), "\"name\": \"clay\",",
                                      "\"name\": \"clay\", \"swelling\": {\"Ap\": 30},");

    EXPECT_EQ(refusal(text),
              "test.json:10: layer `clay`: `swelling` is for the models koppejan and terzaghi");
}

}  // namespace
}  // namespace maaiveld::exchange
