#include "tests/app/small_files.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <string>

namespace maaiveld {
namespace {

using test::run;

TEST(RulesList, HasEveryRuleOnALine) {
    const auto all = run({"rules", "list"});
    const auto trees = run({"rules", "list", "--rules", "nl-trees"});

    EXPECT_EQ(all.code, 0);
    EXPECT_TRUE(all.says("NL-SEP-07 ") && all.says("TR-NL-03 ") && all.says("CZ-A1-heat-water "));
    EXPECT_TRUE(trees.says("TR-NL-03 "));
    EXPECT_FALSE(trees.says("NL-SEP-07 "));
}

TEST(RulesList, SpeaksDutch) {
    const auto nl = run({"--lang", "nl", "rules", "list", "--rules", "nl-trees"});

    EXPECT_EQ(nl.code, 0);
    EXPECT_TRUE(nl.says("regels"));
    EXPECT_FALSE(nl.says(" rules,"));
}

TEST(RulesShow, GivesTheSourceAndTheGrade) {
    const auto result = run({"rules", "show", "NL-SEP-07"});

    EXPECT_EQ(result.code, 0);
    EXPECT_TRUE(result.says("network heat") && result.says("network water"));
    EXPECT_TRUE(result.says("edge_horizontal at least 1 m"));
    EXPECT_TRUE(result.says("grade C"));
    EXPECT_TRUE(result.says("source"));
}

TEST(RulesShow, SaysWhyARowIsNotEncoded) {
    const auto result = run({"rules", "show", "NL-COV-02"});

    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(result.complains("`NL-COV-02` is not encoded: "));
}

TEST(RulesShow, SuggestsTheNearestId) {
    const auto result = run({"rules", "show", "NL-SEP-7"});

    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(test::is_one_line(result.err));
    EXPECT_TRUE(result.complains("did you mean `NL-SEP-07`"));
}

TEST(RulesMatches, NamesWhatARuleIsAbout) {
    const test::Scratch scratch;
    const auto result =
        run({"rules", "matches", "X-HW", scratch.write("s.json", test::SmallStreet{}.text()),
             "--rules", scratch.write("p.json", test::small_pack())});

    EXPECT_EQ(result.code, 0);
    EXPECT_TRUE(result.says("network heat (1): H\n"));
    EXPECT_TRUE(result.says("network water (1): W\n"));
    EXPECT_TRUE(result.says("1 candidates"));
}

TEST(RulesTest, PassesOnWhatShips) {
    const auto result = run({"rules", "test"});

    EXPECT_EQ(result.code, 0) << result.out;
    EXPECT_TRUE(result.says(" 0 failed"));
}

/// A pack of one rule (heat to water at least 0.5 m) whose self-tests lie `broken_y` and `kept_y`
/// apart.
std::string pack_with_tests(const std::string& broken_y, const std::string& kept_y) {
    const auto street = [](const std::string& y) {
        return "{\"assets\":[{\"id\":\"W\",\"network\":\"water\",\"outer_diameter_m\":0.2,"
               "\"points\":[[0,0,-1],[9,0,-1]]},"
               "{\"id\":\"H\",\"network\":\"heat\",\"outer_diameter_m\":0.2,\"points\":[[0," +
               y + ",-1],[9," + y + ",-1]]}]}";
    };
    return "{\"format\":\"maaiveld-rules/"
           "1\",\"id\":\"p\",\"rules\":[{\"id\":\"X\",\"between\":[{\"network\":\"heat\"},"
           "{\"network\":\"water\"}],\"measure\":\"edge_horizontal\",\"min_m\":0.5,\"severity\":"
           "\"error\",\"grade\":\"B\","
           "\"source\":\"s\",\"tests\":[\n{\"broken\":true,\"street\":" +
           street(broken_y) + "},\n{\"broken\":false,\"street\":" + street(kept_y) + "}]}]}";
}

TEST(RulesTest, FailsWhereAPackProvesItselfWrong) {
    const test::Scratch scratch;
    const auto right =
        run({"rules", "test", "--rules", scratch.write("p.json", pack_with_tests("0.69", "0.71"))});
    const auto wrong =
        run({"rules", "test", "--rules", scratch.write("p.json", pack_with_tests("0.71", "0.69"))});

    EXPECT_EQ(right.code, 0) << right.out;
    EXPECT_EQ(wrong.code, 1);
    EXPECT_TRUE(wrong.says("FAILED X p:2 should be broken and is kept"));
    EXPECT_TRUE(wrong.says("FAILED X p:3 should be kept and is broken"));
    EXPECT_TRUE(wrong.says("2 failed"));
}

TEST(RulesTest, NamesRulesThatProveNothing) {
    const test::Scratch scratch;
    const auto result =
        run({"rules", "test", "--rules", scratch.write("p.json", test::small_pack())});

    EXPECT_EQ(result.code, 1);
    EXPECT_TRUE(result.says("X-HW lacks a test"));
}

}  // namespace
}  // namespace maaiveld
