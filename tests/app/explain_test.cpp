#include "tests/app/small_files.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace maaiveld {
namespace {

using nlohmann::json;
using test::Run;
using test::Scratch;
using test::SmallStreet;

/// `maaiveld check` on a small street under the small pack, with `more` arguments.
Run check(const Scratch& scratch, const SmallStreet& street, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"check", scratch.write("small.street.json", street.text()),
                                   "--rules", scratch.write("small.json", test::small_pack())};
    words.insert(words.end(), more.begin(), more.end());
    return test::run(words);
}

TEST(Explain, ShowsTheRulesThatWereTriedForAPair) {
    const Scratch scratch;
    const auto result = check(scratch, {}, {"--explain", "W", "H"});

    EXPECT_EQ(result.code, 0);
    EXPECT_TRUE(result.says("2 rules were tried:"));
    EXPECT_TRUE(result.says("BROKEN               X-HW"));
    EXPECT_TRUE(result.says("measured 0.300 m"));
    EXPECT_TRUE(result.says("made up"));
    EXPECT_TRUE(result.says("does not apply       X-GW"));
    EXPECT_TRUE(result.says("1 finding(s)"));
}

TEST(Explain, ShowsAKeptRuleAndOneObject) {
    const Scratch scratch;
    const auto kept = check(scratch, {"5", "", ""}, {"--explain", "H", "W"});
    const auto object = test::run({"check", test::model_file("terraced"), "--explain", "E-2"});

    EXPECT_TRUE(kept.says("kept                 X-HW"));
    EXPECT_TRUE(kept.says("0 finding(s)"));
    EXPECT_EQ(object.code, 0);
    EXPECT_TRUE(object.says("NL-COV-05"));
}

TEST(Explain, RefusesAnIdThatTheStreetDoesNotHold) {
    const Scratch scratch;
    const auto result = check(scratch, {}, {"--explain", "W", "H-99"});

    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(test::is_one_line(result.err));
    EXPECT_TRUE(result.complains("H-99"));
}

TEST(Explain, RefusesTheSameIdTwiceAndAFindingsFile) {
    const Scratch scratch;
    const auto same = check(scratch, {}, {"--explain", "W", "W"});
    const auto with_file =
        check(scratch, {}, {"--explain", "W", "H", "--findings", scratch.file("f.json")});

    EXPECT_EQ(same.code, 2);
    EXPECT_TRUE(same.complains("the same"));
    EXPECT_EQ(with_file.code, 2) << "an explanation writes no findings";
    EXPECT_TRUE(test::is_one_line(with_file.err));
}

// Which packs a street is judged by.

json packs_used(const Scratch& scratch, std::vector<std::string> words) {
    const std::string file = scratch.file("findings.json");
    words.insert(words.end(), {"--findings", file});
    const auto result = test::run(words);
    EXPECT_LE(result.code, 1) << result.err;
    return json::parse(test::text_of(file))["packs"];
}

TEST(Packs, AreNamedByIdOrByFile) {
    const Scratch scratch;
    const std::string street = test::model_file("terraced");
    const std::string file = test::source_file("profiles/rules/nl-trees.json").string();

    const json by_id = packs_used(scratch, {"check", street, "--rules", "nl-trees"});
    const json by_file = packs_used(scratch, {"check", street, "--rules", file});

    ASSERT_EQ(by_id.size(), 1U);
    EXPECT_EQ(by_id, by_file);
    EXPECT_EQ(by_id[0].get<std::string>().rfind("nl-trees ", 0), 0U);
}

TEST(Packs, AreTheStreetsOwnElseTheDefaults) {
    const Scratch scratch;
    const std::string plain = scratch.write("a.json", SmallStreet{}.text());
    const std::string own =
        scratch.write("b.json", SmallStreet{"0.5", "", "\"packs\":[\"de\"],"}.text());
    const std::string csv = scratch.write(
        "c.csv",
        "id,network,outer_diameter_m,wkt\nW,water,0.2,\"LINESTRING Z (0 0 -1, 9 0 -1)\"\n");

    EXPECT_EQ(packs_used(scratch, {"check", plain}).size(), 3U);
    ASSERT_EQ(packs_used(scratch, {"check", own}).size(), 1U);
    EXPECT_EQ(packs_used(scratch, {"check", own})[0].get<std::string>().rfind("de ", 0), 0U);
    ASSERT_EQ(packs_used(scratch, {"check", csv}).size(), 1U);
    EXPECT_EQ(packs_used(scratch, {"check", csv})[0].get<std::string>().rfind("nl-provisional ", 0),
              0U);
}

TEST(Packs, WithAWrongNameGetASuggestion) {
    const auto result = test::run({"check", test::model_file("terraced"), "--rules", "nl-treez"});

    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(test::is_one_line(result.err));
    EXPECT_TRUE(result.complains("did you mean `nl-trees`"));
}

TEST(Packs, CannotBeUsedTwice) {
    const auto result =
        test::run({"check", test::model_file("terraced"), "--rules", "nl-trees", "nl-trees"});

    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(test::is_one_line(result.err));
}

}  // namespace
}  // namespace maaiveld
