#include "exchange/section_bores.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kBore = R"([{"id":"B","axis_depth_m":3.0,
"diameter_m":0.5,"volume_loss":0.02,
"trough_factor":0.5,
"neighbours":[{"id":"W","x_m":1.0,
"depth_m":0.9}]}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_bores, test::with(kBore, from, to));
}

TEST(SectionBores, ReadsAndAnswersTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("bores");
    const auto results =
        influence::assess_bores(read_bores(*document.root.find("bores"), document.file));
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_bores(*results);

    EXPECT_NEAR(json[0].at("S_max_mm").get<double>(), 1.0444284, 1e-6);
    EXPECT_DOUBLE_EQ(json[0].at("i_m").get<double>(), 1.5);
    ASSERT_EQ(json[0].at("neighbours").size(), 2U);
    EXPECT_EQ(json[0].at("neighbours")[0].at("id"), "gas main");
    EXPECT_GT(json[0].at("neighbours")[0].at("settlement_mm").get<double>(), 0.5);
    EXPECT_DOUBLE_EQ(json[1].at("i_m").get<double>(), 2.5);
}

TEST(SectionBores, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"B\"", "\"B\""), "accepted");
    EXPECT_NE(refusal("3.0", "0.2").find("breaks the surface"), std::string::npos);
    EXPECT_EQ(refusal("0.02", "2").find("s.json:2: bore `B`: `volume_loss` is 2"), 0U);
    EXPECT_EQ(refusal("\"trough_factor\":0.5", "\"trough_factor\":0").find("s.json:3: "), 0U);
    EXPECT_EQ(refusal("0.9", "2.9").find("s.json:5: bore `B`, neighbour `W`: `depth_m` is 2.9"),
              0U);
    EXPECT_NE(refusal("\"trough_factor\"", "\"trough\":\"mair\",\"trough_factor\"")
                  .find("unknown key `trough_factor`"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
