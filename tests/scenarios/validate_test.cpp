#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <string>

namespace maaiveld {
namespace {

using test::run;

const std::string kCase =
    R"({"format":"maaiveld-case/1","id":"cold","title":"A cold pipe","source":"thought out","grade":"R",
"section":{"format":"maaiveld-section/1","soil":{"conductivity_W_mK":1.0},"surface":{"temperature_C":12.5},
"bodies":[{"id":"W","x_m":1,"depth_m":1,"inner_diameter_m":0.1,"no_flow":true}]},
"published":[{"name":"T_water","at":"/bodies/0/temperature_C","value":12.5,"unit":"C","abs":0.001}]})";

std::string changed(const std::string& from, const std::string& to) {
    std::string text = kCase;
    return text.replace(text.find(from), from.size(), to);
}

TEST(Validate, PassesEveryShippedCase) {
    const auto result = run({"validate"});

    EXPECT_EQ(result.code, 0) << result.out;
    EXPECT_EQ(result.err, "");
    EXPECT_TRUE(result.says(" case files, ") && result.says(", 0 failed\n")) << result.out;
    EXPECT_FALSE(result.says("FAIL"));
}

TEST(Validate, FailsACaseWhoseNumberIsOff) {
    const test::Scratch scratch;
    const auto result = run(
        {"validate", scratch.write("x.case.json", changed(":12.5,\"unit\"", ":12.6,\"unit\""))});

    EXPECT_EQ(result.code, 1) << result.err;
    EXPECT_TRUE(result.says("FAIL  cold")) << result.out;
    EXPECT_TRUE(result.says("T_water") && result.says("12.6") && result.says("12.5"));
    EXPECT_TRUE(result.says("1 failed"));
}

TEST(Validate, FailsACaseThatFindsNoNumber) {
    const test::Scratch scratch;
    EXPECT_EQ(
        run({"validate", scratch.write("x.case.json", changed("/bodies/0", "/bodies/1"))}).code, 1);
}

TEST(Validate, PrintsEveryValueWhenAsked) {
    const test::Scratch scratch;
    const std::string file = scratch.write("x.case.json", kCase);

    EXPECT_FALSE(run({"validate", file}).says("T_water"));
    EXPECT_TRUE(run({"validate", file, "--all"}).says("T_water"));
}

TEST(Validate, WritesATable) {
    const test::Scratch scratch;
    const std::string file = scratch.file("v.md");
    ASSERT_EQ(run({"validate", scratch.write("x.case.json", kCase), "--markdown", file}).code, 0);

    const std::string table = test::text_of(file);

    EXPECT_NE(table.find("## cold"), std::string::npos);
    EXPECT_NE(table.find("| T_water | 12.5 | 12.5 | C |"), std::string::npos) << table;
    EXPECT_NE(table.find("| pass |"), std::string::npos);
}

TEST(Validate, SpeaksDutch) {
    const test::Scratch scratch;
    const std::string file = scratch.write("x.case.json", kCase);
    EXPECT_TRUE(run({"--lang", "nl", "validate", file}).says("goed  cold"));
}

TEST(Validate, RefusesAFileItCannotReadAndWritesNothing) {
    const test::Scratch scratch;
    const std::string file = scratch.write(
        "x.case.json", changed("\"conductivity_W_mK\":1.0", "\"conductivity_W_mK\":0"));
    const auto result = run({"validate", file, "--markdown", scratch.file("v.md")});

    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(test::is_one_line(result.err)) << result.err;
    EXPECT_TRUE(result.complains("x.case.json:2: soil: `conductivity_W_mK`")) << result.err;
    EXPECT_EQ(scratch.entries(), 1U);
}

}  // namespace
}  // namespace maaiveld
