#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

using nlohmann::json;
using test::run;

/// A model laid out into `file`.
test::Run laid(const std::string& model, const std::string& file,
               const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"layout", test::model_file(model), "-o", file};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
}

TEST(Layout, ThePlacedModelPassesTheCheckAndComesBackUnchanged) {
    const test::Scratch scratch;
    const std::string placed = scratch.file("placed.street.json");
    const std::string report = scratch.file("report.json");
    const auto result = laid("layout-demand", placed, {"--json", report});
    ASSERT_EQ(result.code, 0) << result.out << result.err;
    const json layout = json::parse(test::text_of(report)).at("layouts").at(0);
    EXPECT_LE(layout.at("cost_eur").get<double>(), 1.02 * layout.at("bound_eur").get<double>());
    EXPECT_EQ(run({"check", placed, "--fail-on", "warning"}).code, 0);

    const std::string again = scratch.file("again.street.json");
    EXPECT_EQ(run({"layout", placed, "-o", again}).code, 0);
    EXPECT_EQ(test::text_of(again), test::text_of(placed));
}

TEST(Layout, BothModesWriteAStreetEachThatPassesItsOwnPacks) {
    const test::Scratch scratch;
    const auto result =
        laid("layout-demand", scratch.file("placed.street.json"),
             {"--mode", "both", "--threads", "2", "--json", scratch.file("report.json")});
    ASSERT_EQ(result.code, 0) << result.out << result.err;
    for (const char* name : {"placed-flat.street.json", "placed-rack.street.json"})
        EXPECT_EQ(run({"check", scratch.file(name), "--fail-on", "warning"}).code, 0) << name;
    const json rack = json::parse(test::text_of(scratch.file("placed-rack.street.json")));
    EXPECT_EQ(rack.at("racks").size(), 1U);
    EXPECT_EQ(json::parse(test::text_of(scratch.file("report.json"))).at("layouts").size(), 2U);
}

TEST(Layout, IsTheSameOnOneThread) {
    const test::Scratch scratch;
    laid("layout-demand", scratch.file("two.json"), {"--threads", "2"});
    laid("layout-demand", scratch.file("one.json"), {"--threads", "1"});
    EXPECT_EQ(test::text_of(scratch.file("one.json")), test::text_of(scratch.file("two.json")));
}

TEST(Layout, MoreThanFitsIsDeclinedAndExplained) {
    const test::Scratch scratch;
    const auto result = laid("layout-too-narrow", scratch.file("placed.street.json"));
    EXPECT_EQ(result.code, 1);
    EXPECT_NE(result.out.find("not laid"), std::string::npos) << result.out;
    EXPECT_EQ(run({"check", scratch.file("placed.street.json"), "--fail-on", "warning"}).code, 0);

    const auto why = run({"layout", test::model_file("layout-too-narrow"), "--explain"});
    EXPECT_EQ(why.code, 1);
    EXPECT_NE(why.out.find("NL-SEP-07"), std::string::npos) << why.out;
    EXPECT_NE(why.out.find("more width"), std::string::npos) << why.out;
    EXPECT_NE(why.out.find("vkls-distribution"), std::string::npos) << why.out;
}

TEST(Layout, SaysInOneLineWhatIsWrong) {
    const test::Scratch scratch;
    const auto refusal = [&](const std::vector<std::string>& more) {
        const std::string file = scratch.file("never.json");
        const auto result = laid("layout-demand", file, more);
        EXPECT_EQ(result.code, 2);
        EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
        EXPECT_FALSE(std::filesystem::exists(file));
        return result.err;
    };
    EXPECT_NE(refusal({"--weight", "widht=2"}).find("width"), std::string::npos);
    EXPECT_NE(refusal({"--weight", "width=much"}).find("factor"), std::string::npos);
    EXPECT_NE(refusal({"--section", "foodway:2"}).find("footway"), std::string::npos);
    EXPECT_NE(refusal({"--free", "telekom"}).find("telekom"), std::string::npos);
    EXPECT_NE(refusal({"--mode", "rack", "--rack", "none"}).find("none"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld
