#include "exchange/findings_file.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace maaiveld::exchange {
namespace {

using nlohmann::json;

rules::Finding warm_water(const std::string& cause) {
    rules::Finding f;
    f.rule = "NL-WAT-01";
    f.a = "W-12";
    f.measure = rules::Measure::Temperature;
    f.measured = 26.25;
    f.required = 25.0;
    f.at_most = true;
    f.probability = 0.75;
    f.grade = "A";
    f.source = "s";
    f.cause = cause;
    return f;
}

std::string text_with(const std::string& cause) {
    rules::CheckResult result;
    result.findings = {warm_water(cause)};
    return findings_json({"model", {"all"}}, result);
}

TEST(FindingsCause, IsWrittenOnlyWhenThereIsOne) {
    EXPECT_EQ(json::parse(text_with("H-1 +2.1 K, \"E\""))["findings"][0]["cause"],
              "H-1 +2.1 K, \"E\"");
    EXPECT_FALSE(json::parse(text_with(""))["findings"][0].contains("cause"));
}

TEST(FindingsCause, IsReadBack) {
    const test::Scratch scratch;
    for (const char* cause : {"", "H-1 +2.1 K, station 25 m", "caf\xC3\xA9 \\ 0.42 V"}) {
        const auto findings = read_findings(scratch.write("f.json", text_with(cause)));
        ASSERT_TRUE(findings) << findings.error().text();
        EXPECT_EQ(findings->at(0).cause, cause);
        EXPECT_EQ(findings->at(0).measured, 26.25);
        EXPECT_EQ(findings->at(0).measure, rules::Measure::Temperature);
    }
}

}  // namespace
}  // namespace maaiveld::exchange
