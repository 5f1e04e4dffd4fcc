#include "exchange/section_sewer_defects.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kDefect = R"([{"id":"D","depth_m":2.6,
"opening_m":0.08,
"friction_angle_deg":32,
"soil_loss_m3":0.3,
"neighbours":[{"id":"G","underside_depth_m":1.0}]}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_sewer_defects, test::with(kDefect, from, to));
}

TEST(SectionSewerDefects, ReadsAndAnswersTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("sewer_defects");
    const auto results = influence::assess_sewer_defects(
        read_sewer_defects(*document.root.find("sewer_defects"), document.file));
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_sewer_defects(*results);

    EXPECT_DOUBLE_EQ(json[0].at("half_angle_deg").get<double>(), 29.0);
    EXPECT_EQ(json[0].at("breaks_through"), false);
    EXPECT_GT(json[0].at("years_to_surface").get<double>(), 0.0);
    EXPECT_TRUE(json[0].at("neighbours")[0].contains("lost_support_length_m"));
}

TEST(SectionSewerDefects, WritesNullWithoutARate) {
    const auto document = parse_json(kDefect, "s.json");
    ASSERT_TRUE(document);
    const auto results =
        influence::assess_sewer_defects(read_sewer_defects(document->root, document->file));
    ASSERT_TRUE(results);

    EXPECT_TRUE(write_sewer_defects(*results)[0].at("years_to_surface").is_null());
}

TEST(SectionSewerDefects, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"D\"", "\"D\""), "accepted");
    EXPECT_EQ(refusal("0.08", "0").find("s.json:2: sewer defect `D`: `opening_m`"), 0U);
    EXPECT_EQ(refusal("32", "95").find("s.json:3: "), 0U);
    EXPECT_NE(refusal("\"friction_angle_deg\":32", "\"friction_angle_deg\":32,\"half_angle_deg\":9")
                  .find("give one of"),
              std::string::npos);
    EXPECT_EQ(refusal("0.3", "-0.3").find("s.json:4: "), 0U);
    EXPECT_EQ(refusal("1.0", "2.6").find("s.json:5: "), 0U);
}

}  // namespace
}  // namespace maaiveld::exchange
