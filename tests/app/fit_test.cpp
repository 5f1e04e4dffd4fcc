#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace maaiveld {
namespace {

using test::run;
using test::Scratch;
using test::source_file;

std::string type(const std::string& name) {
    return source_file(("profiles/streets/" + name + ".json").c_str()).string();
}

std::string set(const std::string& name) {
    return source_file(("profiles/demands/" + name + ".json").c_str()).string();
}

TEST(Fit, TellsWhichTypesFitAndWhy) {
    const auto result = run({"fit", type("alley-0250-scs"), type("plan1910-1200-fpcpf"),
                             "--networks", set("dwelling-today-heat"), "--threads", "1"});
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(result.says("2 street types"));
    EXPECT_TRUE(result.says("fit flat                      1 (50 %)")) << result.out;
    EXPECT_TRUE(result.says("vkls-distribution"));
    EXPECT_EQ(result.err, "");
}

TEST(Fit, SpeaksDutch) {
    const auto result = run({"--lang", "nl", "fit", type("plan1910-1200-fpcpf"), "--networks",
                             set("dwelling-today"), "--quick"});
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(result.says("passen vlak"));
    EXPECT_FALSE(result.says("fit flat"));
}

TEST(Fit, WritesJsonAndCsv) {
    const Scratch scratch;
    const auto result =
        run({"fit", type("village-0750-vcf"), "--networks", set("dwelling-today"), "--quick",
             "--json", scratch.file("fit.json"), "--csv", scratch.file("fit.csv")});
    ASSERT_EQ(result.code, 0) << result.err;
    const auto json = nlohmann::json::parse(test::text_of(scratch.file("fit.json")));
    EXPECT_EQ(json["streets"][0]["file"], "village-0750-vcf.json");
    EXPECT_EQ(json["counts"]["streets"], 1);
    EXPECT_EQ(test::text_of(scratch.file("fit.csv")).find("file,"), 0U);
}

TEST(Fit, RulesThatAreLeftOutAreNamedInTheTable) {
    const Scratch scratch;
    const auto result = run({"fit", type("canal-0780-fcps-large"), "--networks",
                             set("dwelling-today"), "--quick", "--without", "TR-NL-02", "--also",
                             "NL-BLD-01", "--wanted", "--json", scratch.file("fit.json")});
    ASSERT_EQ(result.code, 0) << result.err;
    const auto json = nlohmann::json::parse(test::text_of(scratch.file("fit.json")));
    EXPECT_EQ(json["left_out"][0], "TR-NL-02");
    EXPECT_EQ(json["also_hard"][0], "NL-BLD-01");
    EXPECT_EQ(json["wanted"], true);
}

TEST(Fit, SaysInHowManyTypesARuleBinds) {
    const std::vector<std::string> words{"fit", type("plan1910-1200-fpcpf"), "--networks",
                                         set("dwelling-today-heat")};
    const auto result = run(words);
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(result.says("a rule binds (without the rules it could lie cheaper):   1 (100 %)"))
        << result.out;
    auto without = words;
    without.insert(without.end(), {"--without-grade", "A,B,C"});
    EXPECT_TRUE(run(without).says("it could lie cheaper):   0 (0 %)")) << run(without).out;
}

// More cables in the rack warm its water beyond the limit: heat then lies deeper in it.
TEST(Fit, CoolsTheWaterOfARackWhereTheTypeLeavesRoom) {
    const Scratch scratch;
    const auto result =
        run({"fit", type("alley-0350-scs"), "--networks", set("dwelling-2050"), "--racks",
             "vkls-distribution", "--quick", "--heat", "--json", scratch.file("fit.json")});
    ASSERT_EQ(result.code, 0) << result.err;
    const auto json = nlohmann::json::parse(test::text_of(scratch.file("fit.json")));
    const auto& rack = json["streets"][0]["forms"][1];
    EXPECT_EQ(rack["verdict"], "fits");
    EXPECT_LE(rack["water_C"], 25.0);
    EXPECT_GT(rack["water_C"], 23.0) << "no farther than needed";
}

TEST(Fit, RefusesBadInputInOneLine) {
    const std::string street = type("village-0750-vcf");
    const std::string networks = set("dwelling-today");
    const std::vector<std::vector<std::string>> bad{
        {"fit", street},
        {"fit", street, "--networks", "no-such-file.json"},
        {"fit", "no-such-file.json", "--networks", networks},
        {"fit", street, "--networks", street},
        {"fit", street, "--networks", networks, "--without", "NL-SEP-99"},
        {"fit", street, "--networks", networks, "--racks", "no-such-rack"},
        {"fit", street, "--networks", networks, "--profile", "no-such-profile"},
        {"fit", street, "--networks", networks, "--side", "up"}};
    for (const auto& words : bad) {
        const auto result = run(words);
        EXPECT_EQ(result.code, 2) << words.back();
        EXPECT_TRUE(test::is_one_line(result.err)) << result.err;
        EXPECT_EQ(result.out, "") << words.back();
    }
}

}  // namespace
}  // namespace maaiveld
