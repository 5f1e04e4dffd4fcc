#include "exchange/section_file.h"
#include "exchange/section_settlements.h"
#include "tests/exchange/section_settlement_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using test_section::parsed;

std::string refusal_of(const std::string& text) {
    const JsonDocument document = parsed(text);
    const auto result = assess_section(document.root, document.file, {});
    return result ? "accepted" : result.error().text();
}

TEST(SectionEntries, NeedIdsOfTheirOwnInEveryBlock) {
    const std::string one = R"({"id":"a","time_factors":[0.2]})";
    const std::string head = R"({"format":"maaiveld-section/1","consolidations":[)";

    EXPECT_EQ(refusal_of(head + one + "]}"), "accepted");
    EXPECT_EQ(refusal_of(head + one + ",\n" + one + "]}"),
              "test.json:2: `consolidations`: the id `a` is used twice; every entry needs its own");
}

TEST(SectionEntries, RefuseAYearThatGetsColderThanAbsoluteZero) {
    const std::string year = R"({"year":{"mean_C":-250,"amplitude_K":50,"coldest_day":30}})";

    EXPECT_NE(refusal_of(R"({"format":"maaiveld-section/1","surface":)" + year +
                         R"(,"consolidations":[]})")
                  .find("absolute zero"),
              std::string::npos);
}

TEST(SectionEntries, RefuseABankOfPhasesThatReachesOutOfTheGround) {
    const std::string source = R"({"id":"s","layout":"trefoil","spacing_m":4,"x_m":0,)"
                               R"("depth_m":1,"current_A":100})";

    EXPECT_NE(refusal_of(R"({"format":"maaiveld-section/1","exposures":[{"id":"e","sources":[)" +
                         source + R"(],"victim":{"x_m":9,"depth_m":1,"length_m":100}}]})")
                  .find("both sides of the surface"),
              std::string::npos);
}

TEST(SectionEntries, DelaySettlementByTheDegreeUnlessTheySayOtherwise) {
    const auto delay_of = [](const std::string& key) {
        const JsonDocument document =
            parsed(R"([{"id":"a","loads":[],"times_days":[1])" + key + "}]");
        return read_settlements(document.root, document.file).front().delay;
    };

    EXPECT_EQ(delay_of(""), influence::Delay::Degree);
    EXPECT_EQ(delay_of(R"(,"delay":"effective_stress")"), influence::Delay::EffectiveStress);
}

}  // namespace
}  // namespace maaiveld::exchange
