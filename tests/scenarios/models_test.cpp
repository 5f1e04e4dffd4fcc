#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace maaiveld {
namespace {

using nlohmann::json;
using test::run;

class Model : public ::testing::TestWithParam<const char*> {
protected:
    std::string file() const { return test::model_file(GetParam()); }
};

TEST_P(Model, CanBeShown) {
    const auto result = run({"show", file()});

    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(result.says("drinking water") && result.says("gas, low pressure") &&
                result.says("gravity sewer"));
    EXPECT_TRUE(result.says(" m NAP"));
    EXPECT_TRUE(result.says("section"));
    EXPECT_TRUE(result.says(" trees"));
}

TEST_P(Model, CanBeCheckedUnderTheDutchPacks) {
    const test::Scratch scratch;
    const std::string findings = scratch.file("f.json");
    const auto result = run({"check", file(), "--findings", findings});

    const json document = json::parse(test::text_of(findings));
    EXPECT_EQ(document["packs"].size(), 3U);
    EXPECT_GT(document["summary"]["error"], 0);
    EXPECT_GT(document["summary"]["warning"], 0);
    bool fails = false;
    for (const json& f : document["findings"]) {
        fails = fails || (f["severity"] == "error" && f["certainty"] != "possible" &&
                          f["exempted_by"].is_null());
        EXPECT_GE(f["probability"].get<double>(), 0.05);
        EXPECT_TRUE(f["b"].is_null() || f["a"].get<std::string>() < f["b"].get<std::string>());
        EXPECT_FALSE(f["source"].get<std::string>().empty());
    }
    EXPECT_EQ(result.code, fails ? 1 : 0) << result.err;
}

TEST_P(Model, IsSortedWorstFirst) {
    const test::Scratch scratch;
    const std::string findings = scratch.file("f.json");
    ASSERT_EQ(run({"check", file(), "--fail-on", "never", "--findings", findings}).code, 0);
    const auto rank = [](const json& f) {
        return f["severity"] == "error" ? 0 : f["severity"] == "warning" ? 1 : 2;
    };

    const json list = json::parse(test::text_of(findings))["findings"];
    for (std::size_t i = 1; i < list.size(); ++i) {
        EXPECT_LE(rank(list[i - 1]), rank(list[i]));
        if (rank(list[i - 1]) != rank(list[i])) continue;
        EXPECT_GE(list[i - 1]["probability"].get<double>() + 1e-6,
                  list[i]["probability"].get<double>());
    }
}

TEST_P(Model, HasNoConflictBetweenAConnectionAndItsMainAtTheTee) {
    const test::Scratch scratch;
    const std::string findings = scratch.file("f.json");
    const std::string pack = scratch.write(
        "p.json",
        R"({"format":"maaiveld-rules/1","id":"any","rules":[{"id":"X","between":[{"network":"*"},)"
        R"({"network":"*"}],"measure":"edge_3d","min_m":0.1,"severity":"error","grade":"B","source":"s"}]})");
    ASSERT_EQ(run({"check", file(), "--rules", pack, "--uncertainty", "off", "--fail-on", "never",
                   "--findings", findings})
                  .code,
              0);
    const json street = json::parse(test::text_of(file()));
    const json list = json::parse(test::text_of(findings))["findings"];
    int connections = 0;
    for (const json& asset : street["assets"]) {
        if (!asset.contains("connects_to")) continue;
        ++connections;
        for (const json& f : list) {
            const bool is_pair = (f["a"] == asset["id"] && f["b"] == asset["connects_to"]) ||
                                 (f["b"] == asset["id"] && f["a"] == asset["connects_to"]);
            EXPECT_FALSE(is_pair) << f.dump();
        }
    }
    EXPECT_GT(connections, 10);
}

INSTANTIATE_TEST_SUITE_P(Streets, Model, ::testing::Values("terraced", "postwar", "canal"));

TEST(Terraced, FailsACheck) {
    EXPECT_EQ(run({"check", test::model_file("terraced")}).code, 1);
}

TEST(Terraced, ExplainsWhyHeatLiesTooNearToWater) {
    const auto result = run({"check", test::model_file("terraced"), "--explain", "H-3", "W-12"});

    EXPECT_EQ(result.code, 0) << result.err;
    const auto broken = result.out.find("BROKEN               NL-SEP-07 ");
    ASSERT_NE(broken, std::string::npos) << result.out;
    EXPECT_NE(result.out.find("edge_horizontal at least 1.000 m, measured 0.4", broken),
              std::string::npos);
    EXPECT_TRUE(result.says("H-3: heat") && result.says("W-12: water"));
    EXPECT_TRUE(result.says("rules were tried:"));
}

TEST(Terraced, ExplainsTheSameInDutchAndInEitherOrder) {
    const auto nl =
        run({"--lang", "nl", "check", test::model_file("terraced"), "--explain", "W-12", "H-3"});

    EXPECT_EQ(nl.code, 0);
    EXPECT_TRUE(nl.says("GEBROKEN             NL-SEP-07 "));
    EXPECT_TRUE(nl.says("regels zijn geprobeerd:"));
}

}  // namespace
}  // namespace maaiveld
