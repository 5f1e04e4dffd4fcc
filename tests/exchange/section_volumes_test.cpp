#include "exchange/section_volumes.h"

#include "exchange/section_bodies.h"
#include "exchange/soil_json.h"
#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kRuns = R"([{"id":"V","grid":{"fine_m":0.2,
"near_field":"dipole"},
"drying":{"max_iterations":9},"probes":[
{"id":"P","x_m":0.5,"depth_m":1}]}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_volumes, test::with(kRuns, from, to));
}

TEST(SectionVolumes, ReadsAndWritesTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("volumes");
    const JsonValue& root = document.root;
    const auto runs = read_volumes(*root.find("volumes"), document.file);
    const influence::HeatSection section{read_soil(*root.find("soil"), document.file),
                                         read_surface(*root.find("surface"), document.file),
                                         read_bodies(*root.find("bodies"), document.file)};
    const auto results = influence::assess_volumes(section, runs);
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_volumes(*results);

    ASSERT_EQ(json.size(), 1U);
    EXPECT_EQ(json[0].at("id"), "V1");
    const double cable = json[0].at("bodies")[0].at("temperature_C");
    const double between = json[0].at("probes")[0].at("temperature_C");
    const double water = json[0].at("bodies")[1].at("temperature_C");
    EXPECT_GT(cable, between);
    EXPECT_GT(between, water);
    EXPECT_GT(water, 15.0);
    EXPECT_GT(json[0].at("dry_area_m2").get<double>(), 0.0);
    EXPECT_NEAR(json[0].at("heat_through_surface_W_m").get<double>(), 45.0, 1e-6);
}

TEST(SectionVolumes, ReadsWhatIsWritten) {
    EXPECT_EQ(refusal("\"V\"", "\"V\""), "accepted");
    const auto document = parse_json(kRuns, "s.json");
    const auto runs = read_volumes(document->root, document->file);
    EXPECT_EQ(runs[0].options.grid.fine_m, 0.2);
    EXPECT_EQ(runs[0].options.grid.reach_m, influence::GridOptions{}.reach_m);
    EXPECT_EQ(runs[0].options.drying.max_iterations, 9);
    EXPECT_EQ(runs[0].probes[0].id, "P");
}

TEST(SectionVolumes, RefusesWithLineAndReason) {
    EXPECT_NE(refusal("\"fine_m\":0.2", "\"fine_m\":0").find("s.json:1"), std::string::npos);
    EXPECT_NE(refusal("\"fine_m\"", "\"fine\"").find("unknown key `fine`"), std::string::npos);
    EXPECT_NE(refusal("dipole", "dipol").find("dipole"), std::string::npos);
    EXPECT_NE(refusal(":9", ":2.5").find("whole number"), std::string::npos);
    EXPECT_NE(refusal("\"depth_m\":1", "\"depth_m\":-1").find("s.json:4"), std::string::npos);
    EXPECT_NE(refusal("\"x_m\":0.5", "\"x_m\":\"a\"").find("x_m"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
