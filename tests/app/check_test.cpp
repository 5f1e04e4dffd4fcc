#include "tests/app/small_files.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
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

json findings_of(const Scratch& scratch, const SmallStreet& street,
                 std::vector<std::string> more = {}) {
    const std::string file = scratch.file("findings.json");
    more.insert(more.end(), {"--findings", file});
    const auto result = check(scratch, street, more);
    EXPECT_LE(result.code, 1) << result.err;
    return json::parse(test::text_of(file));
}

TEST(Check, FindsWhatCanBeWorkedOutByHand) {
    const Scratch scratch;
    const json document = findings_of(scratch, {});

    ASSERT_EQ(document["findings"].size(), 2U);
    const json& heat = document["findings"][0];
    EXPECT_EQ(heat["rule"], "X-HW");
    EXPECT_EQ(heat["severity"], "error");
    EXPECT_EQ(heat["certainty"], "certain");
    EXPECT_EQ(heat["a"], "H");
    EXPECT_EQ(heat["b"], "W");
    EXPECT_EQ(heat["measured_m"], 0.3);
    EXPECT_EQ(heat["required_m"], 0.5);
    EXPECT_EQ(heat["stretch"], json({{"along", "H"}, {"from_m", 0.0}, {"to_m", 50.0}}));
    EXPECT_EQ(document["findings"][1]["rule"], "X-GW");
    EXPECT_EQ(document["findings"][1]["measured_m"], 0.2);
    EXPECT_EQ(document["input"], "small.street.json");
    EXPECT_EQ(document["packs"], json({"small 1"}));
}

TEST(Check, TellsThePersonToo) {
    const Scratch scratch;
    const auto result = check(scratch, {});

    EXPECT_EQ(result.code, 1);
    EXPECT_TRUE(result.says("X-HW"));
    EXPECT_TRUE(result.says("0.300 m < 0.500 m"));
    EXPECT_TRUE(result.says("Heat beside water"));
    EXPECT_TRUE(result.says("By rule"));
    EXPECT_TRUE(result.says("Aqua / Warm"));
    EXPECT_EQ(result.err, "");
}

// Exit codes.

TEST(FailOn, DecidesTheExitCode) {
    const Scratch scratch;
    SmallStreet only_a_warning;
    only_a_warning.heat_y = "5";

    EXPECT_EQ(check(scratch, {}).code, 1);
    EXPECT_EQ(check(scratch, {}, {"--fail-on", "warning"}).code, 1);
    EXPECT_EQ(check(scratch, {}, {"--fail-on", "never"}).code, 0);
    EXPECT_EQ(check(scratch, only_a_warning).code, 0);
    EXPECT_EQ(check(scratch, only_a_warning, {"--fail-on", "warning"}).code, 1);
    EXPECT_EQ(
        check(scratch, only_a_warning, {"--fail-on", "warning", "--status", "functional"}).code, 0);
}

TEST(Status, LeavesDisusedAssetsOut) {
    const Scratch scratch;
    const json all = findings_of(scratch, {}, {"--status", "all"});
    const json functional = findings_of(scratch, {}, {"--status", "functional"});

    EXPECT_EQ(all["findings"].size(), 2U);
    ASSERT_EQ(functional["findings"].size(), 1U);
    EXPECT_EQ(functional["findings"][0]["rule"], "X-HW");
}

// H is drawn 0.7 m from W where 0.5 m is asked, known to 0.5 m: P = Phi(-0.2 / 0.5) = 0.3446.
TEST(Uncertainty, MakesAKeptDistancePossiblyBroken) {
    const Scratch scratch;
    const SmallStreet street{"0.9", R"(,"xy":{"sigma_m":0.5,"source":"as_built"})", ""};

    const json document = findings_of(scratch, street);

    ASSERT_EQ(document["findings"].size(), 2U);
    const json& heat = document["findings"][0];
    EXPECT_EQ(heat["certainty"], "possible");
    EXPECT_NEAR(heat["probability"].get<double>(), 0.5 * std::erfc(0.4 / std::sqrt(2.0)), 1e-6);
    EXPECT_EQ(check(scratch, street).code, 0) << "what is only possible fails nobody";
}

// H is drawn 0.3 m from W: P = Phi(0.2 / 0.5) = 0.6554.
TEST(Uncertainty, MakesABrokenDistanceLikely) {
    const Scratch scratch;
    const SmallStreet street{"0.5", R"(,"xy":{"sigma_m":0.5,"source":"as_built"})", ""};

    const json heat = findings_of(scratch, street)["findings"][0];

    EXPECT_EQ(heat["certainty"], "likely");
    EXPECT_NEAR(heat["probability"].get<double>(), 0.655422, 1e-6);
    EXPECT_EQ(check(scratch, street).code, 1);
}

TEST(Uncertainty, OffTakesPositionsAsExact) {
    const Scratch scratch;
    const std::string xy = R"(,"xy":{"sigma_m":0.5,"source":"as_built"})";

    const json kept = findings_of(scratch, {"0.9", xy, ""}, {"--uncertainty", "off"});
    const json broken = findings_of(scratch, {"0.5", xy, ""}, {"--uncertainty", "off"});

    ASSERT_EQ(kept["findings"].size(), 1U);
    EXPECT_EQ(kept["findings"][0]["rule"], "X-GW");
    EXPECT_EQ(broken["findings"][0]["certainty"], "certain");
    EXPECT_EQ(broken["findings"][0]["probability"], 1.0);
}

// Exemptions.

SmallStreet with_exemption(const std::string& more) {
    return {"0.5", "",
            R"("exemptions":[{"rule":"X-HW","a":"W","b":"H","who":"the city","why":"no room")" +
                more + "}],"};
}

TEST(Exemption, HoldsToItsLastDay) {
    const Scratch scratch;
    const SmallStreet street = with_exemption(R"(,"until":"2030-01-31")");

    const auto last_day = check(scratch, street, {"--date", "2030-01-31"});
    const auto next_day = check(scratch, street, {"--date", "2030-02-01"});

    EXPECT_EQ(last_day.code, 0);
    EXPECT_TRUE(last_day.says("accepted by the city"));
    EXPECT_TRUE(last_day.says("(1 accepted)"));
    EXPECT_EQ(next_day.code, 1);
    EXPECT_FALSE(next_day.says("accepted by the city"));
}

TEST(Exemption, WithoutAnEndHoldsForEver) {
    const Scratch scratch;
    const json document = findings_of(scratch, with_exemption(""), {"--date", "2999-12-31"});

    EXPECT_EQ(document["findings"][0]["exempted_by"], "the city");
    EXPECT_EQ(document["summary"]["exempted_findings"], 1);
    EXPECT_EQ(document["summary"]["error"], 0);
    EXPECT_EQ(document["findings"][1]["exempted_by"], nullptr) << "another rule is another matter";
}

TEST(Exemption, HoldsOnlyNearItsPlace) {
    const Scratch scratch;
    const json document = findings_of(scratch, {});
    const double x = document["findings"][0]["at"]["x"];
    const auto code = [&](double away_m) {
        return check(scratch, with_exemption(",\"within_m\":3,\"near\":[" +
                                             std::to_string(x + away_m) + ",0.25]"))
            .code;
    };

    EXPECT_EQ(code(2.9), 0);
    EXPECT_EQ(code(3.1), 1);
}

// Outputs.

TEST(Outputs, ComeInThreeFormatsByTheirEndings) {
    const Scratch scratch;
    const auto result = check(scratch, {},
                              {"--findings", scratch.file("f.json"), "--findings",
                               scratch.file("f.csv"), "--json", scratch.file("f.geojson")});

    EXPECT_EQ(result.code, 1);
    EXPECT_EQ(json::parse(test::text_of(scratch.file("f.json")))["format"], "maaiveld-findings/1");
    EXPECT_EQ(json::parse(test::text_of(scratch.file("f.geojson")))["type"], "FeatureCollection");
    EXPECT_EQ(test::text_of(scratch.file("f.csv")).rfind("rule,severity,", 0), 0U);
    EXPECT_TRUE(result.says("written: " + scratch.file("f.csv")));
}

TEST(Outputs, MayBeNamedBeforeTheStreet) {
    const Scratch scratch;
    const std::string file = scratch.file("f.json");
    const auto result = test::run({"check", "--findings", file, test::model_file("terraced")});

    EXPECT_EQ(result.code, 1) << result.err;
    EXPECT_GT(test::text_of(file).size(), 1000U);
}

TEST(Outputs, AreTheSameToTheByteForAnyNumberOfThreads) {
    for (const char* ending : {".json", ".csv", ".geojson"}) {
        const Scratch scratch;
        const auto text = [&](const char* threads) {
            const std::string file = scratch.file(std::string{"t"} + threads + ending);
            const auto result = test::run({"check", test::model_file("terraced"), "--threads",
                                           threads, "--findings", file, "--date", "2026-11-01"});
            EXPECT_LE(result.code, 1) << result.err;
            return test::text_of(file);
        };
        const std::string alone = text("1");
        EXPECT_GT(alone.size(), 1000U);
        EXPECT_EQ(alone, text("2")) << ending;
        EXPECT_EQ(alone, text("7")) << ending;
        EXPECT_EQ(alone, text("1")) << ending << ", repeated";
    }
}

TEST(Outputs, AllPrintsEveryFindingAndElseTheWorstTwenty) {
    const auto some = test::run({"check", test::model_file("terraced")});
    const auto all = test::run({"check", test::model_file("terraced"), "--all"});

    EXPECT_TRUE(some.says("... and "));
    EXPECT_FALSE(all.says("... and "));
    EXPECT_GT(all.out.size(), some.out.size());
}

// Languages.

TEST(Language, ChangesTheWordsAndNothingElse) {
    const Scratch scratch;
    const auto en = check(scratch, {}, {"--findings", scratch.file("en.json")});
    const auto nl = check(scratch, {}, {"--lang", "nl", "--findings", scratch.file("nl.json")});

    EXPECT_EQ(en.code, nl.code);
    EXPECT_TRUE(en.says("By rule") && en.says("Heat beside water") && en.says("certain"));
    EXPECT_TRUE(nl.says("Per regel") && nl.says("Warmte naast water") && nl.says("zeker"));
    EXPECT_FALSE(nl.says("By rule") || nl.says("Heat beside water") || nl.says("warning"));
    EXPECT_EQ(test::text_of(scratch.file("en.json")), test::text_of(scratch.file("nl.json")));
}

}  // namespace
}  // namespace maaiveld
