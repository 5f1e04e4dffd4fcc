#include "exchange/section_trenches.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kTrench = R"([{"id":"S","length_m":12,
"bottom_width_m":1.0,"bottom_depth_m":2.0,
"neighbours":[{"id":"W","x_m":1.4,"depth_m":1.0,
"outer_diameter_m":0.16}]}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_trenches, test::with(kTrench, from, to));
}

TEST(SectionTrenches, ReadsAndAnswersTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("trenches");
    const auto results =
        influence::assess_trenches(read_trenches(*document.root.find("trenches"), document.file));
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_trenches(*results);

    const auto& neighbours = json[0].at("neighbours");
    EXPECT_EQ(neighbours[0].at("state"), "undermined");
    EXPECT_EQ(neighbours[1].at("state"), "clear");
    EXPECT_LT(neighbours[1].at("into_wedge_m").get<double>(), 0.0);
    EXPECT_EQ(neighbours[2].at("state"), "exposed");
    EXPECT_DOUBLE_EQ(neighbours[2].at("exposed_length_m").get<double>(), 1.0);
    EXPECT_DOUBLE_EQ(json[0].at("wedge_width_m").get<double>(), 2.0);
}

TEST(SectionTrenches, RiseAtFortyFiveDegreesUnlessTold) {
    const auto document = parse_json(kTrench, "s.json");
    ASSERT_TRUE(document);

    EXPECT_EQ(read_trenches(document->root, document->file)[0].shape.rise_per_run, 1.0);
}

TEST(SectionTrenches, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"S\"", "\"S\""), "accepted");
    EXPECT_EQ(refusal(":12", ":0").find("s.json:1: trench `S`: `length_m`"), 0U);
    EXPECT_EQ(refusal(":2.0", ":-2").find("s.json:2: "), 0U);
    EXPECT_NE(refusal("\"x_m\":1.4,", "").find("`x_m` is missing"), std::string::npos);
    EXPECT_NE(refusal("\"depth_m\":1.0", "\"depth_m\":0.01").find("sticks out"), std::string::npos);
    EXPECT_EQ(refusal("\"x_m\":1.4", "\"crossing_angle_deg\":90"), "accepted");
    EXPECT_NE(refusal("\"x_m\":1.4", "\"crossing_angle_deg\":91").find("from 0 to 90"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
