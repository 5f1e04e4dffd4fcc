#include "tests/app/small_files.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

using nlohmann::json;
using test::run;

std::string rack_street() {
    return test::model_file("vkls-leiden");
}

void expect_finite(const json& value, const std::string& where) {
    EXPECT_FALSE(value.is_null()) << where;
    if (value.is_number_float()) {
        EXPECT_TRUE(std::isfinite(value.get<double>())) << where;
    }
    if (!value.is_structured()) return;
    for (const auto& [key, inner] : value.items())
        expect_finite(inner, where + "/" + key);
}

json influence_of(std::vector<std::string> words) {
    const test::Scratch scratch;
    const std::string file = scratch.file("out.json");
    words.insert(words.end(), {"--json", file});
    const auto result = run(words);
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.err, "");
    EXPECT_TRUE(result.says("written: " + file)) << result.out;
    const json document = json::parse(test::text_of(file));
    expect_finite(document, "");
    return document;
}

void collect_keys(const json& value, std::set<std::string>& keys) {
    if (!value.is_structured()) return;
    for (const auto& [key, inner] : value.items()) {
        if (value.is_object()) keys.insert(key);
        collect_keys(inner, keys);
    }
}

TEST(Influence, OfAStreetSaysWhoWarmsWhom) {
    const json document = influence_of({"influence", rack_street(), "--month", "8"});

    EXPECT_EQ(document.at("format"), "maaiveld-influence/1");
    EXPECT_EQ(document.at("month"), 8);
    EXPECT_NEAR(document.at("station_m").get<double>(), 25.0, 0.1) << "the middle";
    EXPECT_FALSE(document.contains("samples"));
    ASSERT_GT(document.at("assets").size(), 5U);
    for (const json& asset : document.at("assets")) {
        double warmed_K = 0.0;
        for (const json& one : asset.at("warming")) {
            EXPECT_NE(one.at("source"), asset.at("id"));
            warmed_K += one.at("kelvin").get<double>();
        }
        const bool takes_what_comes =
            asset.at("role") == "standing_water" || asset.at("role") == "passive";
        if (!takes_what_comes) continue;
        EXPECT_GT(warmed_K, 1.0) << "heat pipes lie beside it";
        EXPECT_NEAR(asset.at("temperature_C").get<double>(),
                    asset.at("undisturbed_C").get<double>() + warmed_K, 0.05)
            << "what gives no heat is as warm as others make it";
    }
}

TEST(Influence, OfAStreetRatesItsCables) {
    const json document = influence_of({"influence", rack_street()});

    int cables = 0;
    for (const json& asset : document.at("assets")) {
        if (!asset.at("network").get<std::string>().starts_with("electricity")) continue;
        ++cables;
        ASSERT_TRUE(asset.contains("rating_A")) << document.at("notes");
        EXPECT_GT(asset.at("current_A").get<double>(), 0.0);
        EXPECT_GT(asset.at("rating_A").get<double>(), asset.at("current_A").get<double>());
        EXPECT_GT(asset.at("heat_W_m").get<double>(), 0.0);
        EXPECT_FALSE(asset.at("limited_by").get<std::string>().empty());
    }
    EXPECT_EQ(cables, 2);
}

TEST(Influence, OfAStreetHasOnlyDocumentedKeys) {
    const json document = influence_of({"influence", rack_street(), "--year", "--samples", "10",
                                        "--rules", "nl-provisional", "--rules", "nl-influence"});
    const std::string page = test::text_of(test::source_file("docs/formats/influence.md"));

    std::set<std::string> keys;
    collect_keys(document, keys);

    EXPECT_GT(keys.size(), 40U);
    for (const std::string& key : keys) {
        const bool documented = page.find("`" + key + "`") != std::string::npos ||
                                page.find("\"" + key + "\"") != std::string::npos;
        EXPECT_TRUE(documented) << key << " is not in docs/formats/influence.md";
    }
}

TEST(Influence, JudgesByTheLimitsOfTheRules) {
    const json document = influence_of({"influence", rack_street()});

    int limited = 0;
    for (const json& asset : document.at("assets")) {
        if (!asset.contains("limit_C")) continue;
        ++limited;
        EXPECT_NEAR(asset.at("margin_K").get<double>(),
                    asset.at("limit_C").get<double>() - asset.at("temperature_C").get<double>(),
                    1e-9);
        EXPECT_FALSE(asset.at("limit_rule").get<std::string>().empty());
        if (asset.contains("rating_A")) {
            EXPECT_LE(asset.at("rating_A").get<double>(),
                      asset.at("own_rating_A").get<double>() + 1e-6);
        }
    }
    EXPECT_GT(limited, 0);
}

TEST(Influence, GivesTheSameBytesForAnyNumberOfThreads) {
    const test::Scratch scratch;
    const auto bytes = [&](const std::string& name, const char* threads, const char* seed) {
        const std::string file = scratch.file(name);
        const auto result = run({"influence", rack_street(), "--year", "--samples", "50", "--seed",
                                 seed, "--threads", threads, "--json", file});
        EXPECT_EQ(result.code, 0) << result.err;
        return test::text_of(file);
    };
    const std::string one = bytes("1.json", "1", "1");

    EXPECT_FALSE(one.empty());
    EXPECT_EQ(one, bytes("2.json", "2", "1"));
    EXPECT_NE(one, bytes("3.json", "2", "2")) << "another seed draws others";
}

TEST(Influence, GivesBandsAroundTheYear) {
    const json document = influence_of({"influence", rack_street(), "--year", "--samples", "50"});

    EXPECT_EQ(document.at("samples"), 50);
    int bands = 0;
    for (const json& asset : document.at("assets")) {
        if (asset.contains("daily_C")) {
            EXPECT_EQ(asset.at("daily_C").size(), 365U);
        }
        if (!asset.contains("band")) continue;
        ++bands;
        const json& band = asset.at("band");
        EXPECT_EQ(band.at("months_C").size(), 12U);
        for (const json& month : band.at("months_C")) {
            EXPECT_LE(month.at("p5"), month.at("p50"));
            EXPECT_LE(month.at("p50"), month.at("p95"));
        }
        if (asset.at("role") == "standing_water") {
            EXPECT_GE(band.at("maximum_C").at("p50").get<double>(),
                      band.at("months_C")[7].at("p50").get<double>() - 0.05);
        }
        if (!band.contains("probability_above")) continue;
        EXPECT_GE(band.at("probability_above").get<double>(), 0.0);
        EXPECT_LE(band.at("probability_above").get<double>(), 1.0);
    }
    EXPECT_GT(bands, 0);
}

TEST(Influence, SpeaksDutch) {
    const auto result = run({"--lang", "nl", "influence", rack_street(), "--month", "2"});

    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(result.says("februari")) << result.out;
    EXPECT_TRUE(result.says("diepte") && result.says("opgewarmd door"));
    EXPECT_FALSE(result.says("February"));
}

TEST(Influence, WritesPlots) {
    const test::Scratch scratch;
    const auto result = run({"influence", rack_street(), "--plot", scratch.file("plots")});
    if (result.code == 2 && result.complains("built without pictures")) {
        GTEST_SKIP() << "needs a build with pictures";
    }

    EXPECT_EQ(result.code, 0) << result.err;
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{scratch.file("plots")}) {
        ++files;
        EXPECT_GT(entry.file_size(), 1000U) << entry.path();
        EXPECT_TRUE(result.says(entry.path().filename().string())) << entry.path();
    }
    EXPECT_GE(files, 2) << "PNG and SVG";
}

const std::string kSection = R"({"format":"maaiveld-section/1","soil":{"conductivity_W_mK":1.0},
"surface":{"temperature_C":15},
"bodies":[{"id":"H","x_m":0,"depth_m":1,"inner_diameter_m":0.1,"temperature_C":70},
{"id":"W","x_m":1,"depth_m":1,"inner_diameter_m":0.1,"no_flow":true}]})";

TEST(Influence, OfASectionFileIsItsBlocks) {
    const test::Scratch scratch;
    const std::string file = scratch.write("s.json", kSection);

    const json document = influence_of({"influence", file});

    ASSERT_EQ(document.at("bodies").size(), 2U);
    EXPECT_NEAR(document.at("bodies")[0].at("heat_W_m").get<double>(),
                2.0 * M_PI * 55.0 / std::acosh(20.0), 0.2)
        << "a lone cylinder would give this; the empty pipe beside it changes it a little";
    EXPECT_TRUE(run({"influence", file}).says("bodies W"));
}

// Streets whose physics cannot be.

std::string street_with(const std::string& head, const std::string& assets) {
    return R"({"format":"maaiveld-street/1","name":"x","axis":[[0,0],[50,0]],)" + head +
           "\n\"assets\":[\n" + assets + "]}\n";
}

std::string pipe(const std::string& id, const std::string& network, const std::string& y_z,
                 const std::string& attributes) {
    const auto at = y_z.find(',');
    const std::string y = y_z.substr(0, at);
    const std::string z = y_z.substr(at + 1);
    return "{\"id\":\"" + id + "\",\"network\":\"" + network +
           "\",\"outer_diameter_m\":0.2,\"points\":[[0," + y + "," + z + "],[50," + y + "," + z +
           "]],\"attributes\":{" + attributes + "}}";
}

struct Impossible {
    std::string text;
    std::string reason;
};

TEST(Influence, RefusesImpossibleStreetsAndWritesNothing) {
    const std::string heat = pipe("H", "heat", "0,-1", R"("temperature_C":70)");
    const std::vector<Impossible> streets{
        {street_with("\n\"soil\":{\"conductivity_W_mK\":-1},", heat),
         "x.json:2: soil: `conductivity_W_mK` is -1"},
        {street_with("\"soil\":{\"conductivity_W_mK\":NaN},", heat), "x.json:1: not valid JSON"},
        {street_with("", heat + ",\n" + pipe("W", "water", "0.1,-1", "")), "`W`"},
        {street_with("", pipe("H", "heat", "0,-1", R"("temperature_C":-300)")), "`H`"},
        {street_with("", pipe("H", "heat", "0,0.5", R"("temperature_C":70)")), "`H`"},
        {street_with("",
                     pipe("H", "heat", "0,-1", R"("temperature_C":70,"conductivity_W_mK":-0.2)")),
         "`H`"},
        {street_with("", pipe("E", "electricity_lv", "0,-1", R"("current_A":-100)")), "`E`"}};
    for (const auto& [text, reason] : streets) {
        const test::Scratch scratch;
        const std::string file = scratch.write("x.json", text);
        const auto result = run({"influence", file, "--json", scratch.file("out.json")});
        EXPECT_EQ(result.code, 2) << text << result.out;
        EXPECT_TRUE(test::is_one_line(result.err)) << text << result.err;
        EXPECT_TRUE(result.complains(reason) && result.complains("x.json")) << result.err;
        EXPECT_EQ(result.out, "");
        EXPECT_EQ(scratch.entries(), 1U) << "something was written";
    }
}

/// Water may not be warmer than 15 degrees, which no street keeps in August.
const std::string kCoolWater =
    R"({"format":"maaiveld-rules/1","id":"cool","rules":[{"id":"X-COOL","object":{"network":"water"},)"
    R"("measure":"temperature","max_C":15,"severity":"error","grade":"B","source":"made up"}]})";

TEST(CheckWithInfluence, JudgesWhatElseWaits) {
    const test::Scratch scratch;
    const std::string pack = scratch.write("cool.json", kCoolWater);
    const std::string file = scratch.file("f.json");

    const auto waits = run({"check", rack_street(), "--rules", pack});
    const auto judged =
        run({"check", rack_street(), "--rules", pack, "--influence", "--findings", file});

    EXPECT_EQ(waits.code, 0) << waits.err;
    EXPECT_TRUE(waits.says("rules on temperature were not judged")) << waits.out;
    EXPECT_EQ(judged.code, 1) << judged.err;
    EXPECT_FALSE(judged.says("rules on temperature were not judged"));
    const json findings = json::parse(test::text_of(file)).at("findings");
    ASSERT_EQ(findings.size(), 1U) << findings;
    const json& warm = findings[0];
    EXPECT_EQ(warm.at("a"), "W-1");
    EXPECT_EQ(warm.at("measure"), "temperature");
    EXPECT_GT(warm.at("measured_C").get<double>(), 20.0);
    EXPECT_EQ(warm.at("certainty"), "certain");
    const std::string cause = warm.at("cause").get<std::string>();
    EXPECT_EQ(cause.find("H-1 +"), 0U) << cause;
    EXPECT_NE(cause.find("station "), std::string::npos) << cause;
    EXPECT_TRUE(judged.says(cause)) << "and the report says it too";
}

}  // namespace
}  // namespace maaiveld
