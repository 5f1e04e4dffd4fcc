#include "exchange/section_consolidations.h"

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
            read_consolidations(*root.find("consolidations"), file);
        },
        text);
}

TEST(SectionConsolidations, ReadsComputesAndWritesTheExampleOfThePage) {
    const JsonDocument document = parsed(example_of("consolidations"));
    const JsonValue* block = document.root.find("consolidations");
    ASSERT_NE(block, nullptr);

    const auto items = read_consolidations(*block, document.file);
    const auto results = influence::assess_consolidations(items);
    ASSERT_TRUE(results) << results.error().text();
    const auto written = write_consolidations(*results);

    EXPECT_EQ(items[0].drainage_path_m, 2.0);
    EXPECT_NEAR(written[0]["days_to_degree"][0].get<double>(), 0.1967 * 4.0 / 3e-8 / 86400.0, 1.0);
    EXPECT_EQ(written[0]["degree_at_time"].size(), 3U);
    EXPECT_NEAR(written[1]["degree_at_time_factor"][1].get<double>(), 0.5, 1e-3);
    EXPECT_TRUE(written[1]["days_to_degree"].empty());
}

TEST(SectionConsolidations, RefusesBadInputAtItsLine) {
    const std::string good = example_of("consolidations");

    EXPECT_EQ(refusal(good), "");
    EXPECT_EQ(refusal(replaced(good, "\"drained_sides\": 2", "\"drained_sides\": 3")),
              "test.json:5: consolidation `clay`: `drained_sides` must be 1 or 2");
    EXPECT_EQ(refusal(replaced(good, "\"cv_m2_s\": 3e-8", "\"cv_m2_s\": -3e-8")),
              "test.json:7: consolidation `clay`: `cv_m2_s` is -3e-08; it must be above 0");
    EXPECT_NE(refusal(replaced(good, "[0.5, 0.9]", "[0.5, 1.0]")), "");
    EXPECT_NE(refusal(replaced(good, "[30, 365", "[-30, 365")), "");
    EXPECT_NE(refusal(replaced(good, "\"cv_m2_s\": 3e-8,", "")), "");
    EXPECT_NE(refusal(replaced(good, "\"id\": \"table\"", "\"name\": \"table\"")), "");
}

TEST(SectionConsolidations, RefusesDrainsThatOverlap) {
    const std::string text = replaced(
        example_of("consolidations"), "\"drained_sides\": 2,",
        R"("drained_sides": 2, "drains": {"spacing_m": 0.05, "diameter_m": 0.1, "ch_m2_s": 1e-8},)");

    EXPECT_NE(refusal(text).find("the drains overlap"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
