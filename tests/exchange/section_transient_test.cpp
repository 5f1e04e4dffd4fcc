#include "exchange/section_transient.h"

#include "exchange/section_bodies.h"
#include "exchange/soil_json.h"
#include "tests/exchange/section_doc.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kRuns = R"([{"id":"R","days":30,"step_h":6,
"loads":[{"body":"C","heat_W_m":{"points":[[0,5],[0.5,10]],"repeat_days":1}},
{"body":"D","temperature_C":{"monthly":[1,2,3,4,5,6,7,8,9,10,11,12],"linear":true}}],
"contents":[{"body":"C","heat_capacity_J_mK":3000}],
"weather":{"air_temperature_C":[10,12],"global_radiation_W_m2":[0,500],
"absorptivity":0.5,"film_W_m2K":10},
"start":"steady","scheme":"euler","output_days":[1,30],"limits_C":25}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_transient, test::with(kRuns, from, to));
}

TEST(SectionTransient, ReadsAndWritesTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("transient");
    const JsonValue& root = document.root;
    const auto runs = read_transient(*root.find("transient"), document.file);
    const influence::HeatSection section{read_soil(*root.find("soil"), document.file),
                                         read_surface(*root.find("surface"), document.file),
                                         read_bodies(*root.find("bodies"), document.file)};
    const auto results = influence::assess_transient(section, runs);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_transient(*results);

    ASSERT_EQ(json[0].at("at").size(), 3U);
    const auto& week = json[0].at("at")[1];
    EXPECT_NEAR(week.at("day").get<double>(), 7.0, 1e-9);
    // The line source with its image: 14.735 K after a week.
    EXPECT_NEAR(week.at("bodies")[0].at("outer_temperature_C").get<double>(), 24.735, 0.15);
    EXPECT_EQ(json[0].at("bodies")[1].at("id"), "water");
    EXPECT_EQ(json[0].at("bodies")[1].at("hours_above")[0].at("limit_C"), 12.0);
    EXPECT_LT(std::abs(json[0].at("heat").at("residual").get<double>()), 1e-9);
    EXPECT_FALSE(json[0].contains("series"));
}

TEST(SectionTransient, ReadsWhatIsWritten) {
    const auto document = parse_json(kRuns, "s.json");
    const auto runs = read_transient(document->root, document->file);
    const influence::TransientRun& run = runs.at(0);
    ASSERT_EQ(run.stages.size(), 1U);
    EXPECT_EQ(run.stages[0].step_s, 21600.0);
    EXPECT_EQ(run.loads[0].curve.at(1.75 * 86400.0), 10.0);
    EXPECT_FALSE(run.loads[1].heat);
    EXPECT_TRUE(run.loads[1].curve.calendar);
    EXPECT_EQ(run.start, influence::StartFrom::Steady);
    EXPECT_EQ(run.scheme, influence::TimeScheme::Euler);
    EXPECT_EQ(run.hourly_surface_C->at(1), 12.0 + 0.5 * 500.0 / 10.0);
    EXPECT_EQ(run.limits_C, std::vector<double>{25.0});
}

TEST(SectionTransient, FindsWeatherBesideTheSection) {
    const test::Scratch scratch;
    scratch.write("w.csv", "hour,air_temperature_C\n0,5\n1,7\n");
    const std::string text = R"([{"id":"R","days":1,"weather":{"file":"w.csv"}}])";
    const std::string file = (scratch.path() / "s.json").string();
    const auto document = parse_json(text, file);
    const auto runs = read_transient(document->root, file);
    EXPECT_EQ(*runs[0].hourly_surface_C, (std::vector<double>{5.0, 7.0}));
}

TEST(SectionTransient, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"R\"", "\"R\""), "accepted");
    EXPECT_NE(refusal("\"days\":30", "\"days\":0").find("s.json:1"), std::string::npos);
    EXPECT_NE(refusal("\"days\":30,", "").find("`days` or `stages`"), std::string::npos);
    EXPECT_NE(refusal("\"heat_W_m\":{", "\"temperature_C\":1,\"heat_W_m\":{").find("s.json:2"),
              std::string::npos);
    EXPECT_NE(refusal("[0.5,10]", "[0,10]").find("ascend"), std::string::npos);
    EXPECT_NE(refusal("\"repeat_days\":1", "\"repeat_days\":0.4").find("repeat_days"),
              std::string::npos);
    EXPECT_NE(refusal(",12]", "]").find("a year has 12"), std::string::npos);
    EXPECT_NE(refusal("[1,2,3", "[-300,2,3").find("absolute zero"), std::string::npos);
    EXPECT_NE(refusal("[0,500]", "[0]").find("s.json:5"), std::string::npos);
    EXPECT_NE(refusal(":0.5,\"film", ":1.5,\"film").find("absorptivity"), std::string::npos);
    EXPECT_NE(refusal("\"film_W_m2K\":10", "\"film_per_wind_Ws_m3K\":1").find("film_W_m2K"),
              std::string::npos);
    EXPECT_NE(refusal("euler", "runge").find("scheme"), std::string::npos);
    EXPECT_NE(refusal("\"loads\"", "\"load\"").find("unknown key `load`"), std::string::npos);
    EXPECT_NE(refusal("3000", "-1").find("s.json:4"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
