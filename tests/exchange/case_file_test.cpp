#include "exchange/case_file.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::exchange {
namespace {

const SectionProfiles& profiles() {
    static const auto shipped = read_section_profiles(test::source_file("profiles"));
    EXPECT_TRUE(shipped) << shipped.error().text();
    return *shipped;
}

// Nothing gives heat, so the pipe takes the temperature of the surface: 12.5 degrees.
const std::string kCase =
    R"({"format":"maaiveld-case/1","id":"cold","title":"A cold pipe","source":"thought out","grade":"A+R",
"section":{"format":"maaiveld-section/1","soil":{"conductivity_W_mK":1.0},
"surface":{"temperature_C":12.5},
"bodies":[{"id":"W","x_m":1,"depth_m":1,"inner_diameter_m":0.1,"no_flow":true}]},
"published":[{"name":"T","at":"/bodies/0/temperature_C","value":12.5,"unit":"C","abs":0.001}]})";

base::Result<CaseResult> run(const std::string& text) {
    const test::Scratch scratch;
    return run_case(scratch.write("x.case.json", text), profiles());
}

base::Result<CaseResult> run_with(const std::string& from, const std::string& to) {
    return run(test::with(kCase, from, to));
}

std::string refusal(const std::string& from, const std::string& to) {
    const auto result = run_with(from, to);
    return result ? "accepted" : result.error().text();
}

TEST(CaseFile, ComparesWithWhatTheSectionGives) {
    const auto result = run(kCase);

    ASSERT_TRUE(result) << result.error().text();
    EXPECT_TRUE(result->passed());
    EXPECT_EQ(result->id, "cold");
    EXPECT_EQ(result->grade, "A+R");
    ASSERT_EQ(result->values.size(), 1U);
    EXPECT_NEAR(result->values[0].computed.value(), 12.5, 1e-9);
    EXPECT_NEAR(result->values[0].difference(), 0.0, 1e-9);
}

TEST(CaseFile, FailsBeyondTheToleranceAndNotWithin) {
    const auto passes = [](const std::string& value, const std::string& tolerance) {
        const auto result = run_with("\"value\":12.5,\"unit\":\"C\",\"abs\":0.001",
                                     "\"value\":" + value + "," + tolerance);
        EXPECT_TRUE(result) << result.error().text();
        return result && result->passed();
    };
    EXPECT_TRUE(passes("12.4", "\"abs\":0.101"));
    EXPECT_FALSE(passes("12.4", "\"abs\":0.099"));
    EXPECT_FALSE(passes("12.6", "\"abs\":0.099"));
    EXPECT_TRUE(passes("10", "\"rel\":0.251"));
    EXPECT_FALSE(passes("10", "\"rel\":0.249"));
    EXPECT_FALSE(passes("-12.5", "\"rel\":1.9"));
    EXPECT_FALSE(passes("0", "\"rel\":0.1")) << "nothing is relative to zero";
}

TEST(CaseFile, GivesARelativeDifferenceWhereItIsJudgedSo) {
    const auto result = run_with("\"value\":12.5,\"unit\":\"C\",\"abs\"", "\"value\":10,\"rel\"");
    ASSERT_TRUE(result);

    EXPECT_NEAR(result->values[0].difference(), 0.25, 1e-9);
    EXPECT_FALSE(result->passed());
}

TEST(CaseFile, FailsWhereTheResultHasNoNumber) {
    for (const char* at : {"/bodies/0/temperature_K", "/bodies/7/temperature_C", "/bodies/0/id",
                           "/bodies", "/cables/0/rating_A"}) {
        const auto result = run_with("/bodies/0/temperature_C", at);
        ASSERT_TRUE(result) << result.error().text();
        EXPECT_FALSE(result->values[0].computed) << at;
        EXPECT_FALSE(result->passed()) << at;
    }
}

TEST(CaseFile, ProvesNothingWithoutNumbers) {
    const std::string published = kCase.substr(kCase.find("\"published\""));
    const auto result = run_with(published, "\"published\":[]}");
    ASSERT_TRUE(result);
    EXPECT_FALSE(result->passed());
}

TEST(CaseFile, RefusesWithLineAndReason) {
    const std::vector<std::pair<std::pair<std::string, std::string>, std::string>> refusals{
        {{"maaiveld-case/1", "maaiveld-case/2"}, "x.case.json:1: format is \"maaiveld-case/2\""},
        {{"\"grade\":\"A+R\",", ""}, "key `grade` is missing"},
        {{"\"source\":\"thought out\",", ""}, "key `source` is missing"},
        {{"\"abs\":0.001", "\"abs\":0.001,\"rel\":0.1"}, ":5: published value `T`: give the"},
        {{",\"abs\":0.001", ""}, "give the tolerance as `rel` or as `abs`"},
        {{"\"abs\":0.001", "\"abs\":-1"}, "a tolerance is not negative"},
        {{"\"abs\"", "\"apart\""}, "published value `T`"},
        {{"\"value\":12.5", "\"value\":\"12.5\""}, "`value` must be a number"},
        {{"/bodies/0", "bodies/0"}, "not a JSON pointer"},
        {{"_mK\":1.0", "_mK\":-1.0"}, "x.case.json:2: soil: `conductivity_W_mK` is -1"},
        {{"\"section\":{", "\"section\":{\"cabels\":[],"}, "did you mean `cables`"},
        {{"\"id\":\"cold\",", "\"id\":\"cold\",\"sorce\":\"x\","}, "did you mean `source`"}};
    for (const auto& [change, reason] : refusals) {
        const std::string said = refusal(change.first, change.second);
        EXPECT_NE(said.find(reason), std::string::npos) << said;
        EXPECT_NE(said.find("x.case.json"), std::string::npos) << said;
    }
}

TEST(CaseFiles, AreThoseOfAFolderByName) {
    const test::Scratch scratch;
    scratch.write("b.case.json", kCase);
    scratch.write("a.case.json", kCase);
    scratch.write("a.json", "{}");

    const auto files = case_files(scratch.path());

    ASSERT_TRUE(files);
    ASSERT_EQ(files->size(), 2U);
    EXPECT_EQ((*files)[0].filename(), "a.case.json");
    EXPECT_FALSE(case_files(scratch.path() / "none"));
    const test::Scratch empty;
    EXPECT_FALSE(case_files(empty.path())) << "an empty folder proves nothing";
}

}  // namespace
}  // namespace maaiveld::exchange
