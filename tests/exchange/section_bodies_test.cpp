#include "exchange/section_bodies.h"

#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <variant>

namespace maaiveld::exchange {
namespace {

JsonDocument parsed(const std::string& text) {
    auto document = parse_json(text, "a.json");
    EXPECT_TRUE(document) << document.error().text();
    return document ? *document : JsonDocument{};
}

std::vector<influence::HeatBody> bodies_in(const std::string& text) {
    const JsonDocument document = parsed(text);
    return read_bodies(document.root, document.file);
}

template <class Read>
std::string complaint(const std::string& text, Read read) {
    const JsonDocument document = parsed(text);
    try {
        read(document.root, document.file);
    } catch (const ReadFailure& failure) {
        return failure.error.text();
    }
    return "no error";
}

/// The example of the format's page: what stands in its ```json block.
JsonDocument example() {
    const std::string page = test::text_of(test::source_file("docs/formats/section/bodies.md"));
    const std::size_t start = page.find("```json") + 7;
    return parsed(page.substr(start, page.find("```", start) - start));
}

TEST(SectionBodies, ReadsTheExampleOfItsPage) {
    const JsonDocument document = example();

    const auto bodies = read_bodies(*document.root.find("bodies"), "a.json");
    const auto probes = read_probes(*document.root.find("probes"), "a.json");

    ASSERT_EQ(bodies.size(), 5U);
    EXPECT_EQ(bodies[0].rings.size(), 2U);
    EXPECT_EQ(std::get<influence::HeldTemperature>(bodies[0].condition).temperature_C, 80.0);
    EXPECT_DOUBLE_EQ(bodies[2].outer_diameter_m(), 0.11);
    EXPECT_DOUBLE_EQ(bodies[2].at.depth_m, 1.055);
    EXPECT_TRUE(std::holds_alternative<influence::NoHeat>(bodies[2].condition));
    EXPECT_EQ(std::get<influence::GivenHeat>(bodies[3].condition).heat_W_m, 25.0);
    EXPECT_EQ(bodies[3].inner_diameter_m, 0.04);
    ASSERT_EQ(bodies[4].cores.size(), 2U);
    EXPECT_EQ(bodies[4].cores[1].id, "twin return");
    EXPECT_EQ(bodies[4].cores[1].dz_m, 0.05);
    EXPECT_EQ(bodies[4].filling_conductivity_W_mK, 0.027);
    ASSERT_EQ(probes.size(), 1U);
    EXPECT_EQ(probes[0].at.depth_m, 0.1);
}

TEST(SectionBodies, WritesOneEntryPerSourceWithContributionsThatAddUp) {
    const JsonDocument document = example();
    influence::HeatSection section;
    section.soil.layers.emplace_back();
    section.soil.layers[0].conductivity_W_mK = 1.6;
    section.surface.temperature_C = 15.0;
    section.bodies = read_bodies(*document.root.find("bodies"), "a.json");
    const auto results = influence::assess_bodies(section.soil, section.surface, section.bodies);
    ASSERT_TRUE(results) << results.error().text();

    const auto written = write_bodies(*results);

    ASSERT_EQ(written.size(), 6U);
    EXPECT_EQ(written[0]["id"], "supply");
    EXPECT_EQ(written[4]["id"], "twin supply");
    EXPECT_EQ(written[0]["temperature_C"], 80.0);
    EXPECT_EQ(written[2]["heat_W_m"], 0.0);
    EXPECT_TRUE(written[2].contains("temperature_kennelly_C"));
    EXPECT_FALSE(written[4].contains("temperature_kennelly_C"));
    for (const auto& entry : written) {
        double kelvin = 0.0;
        double kelvin_by_heat = 0.0;
        for (const auto& part : entry["contributions"]) {
            kelvin += part["kelvin"].get<double>();
            kelvin_by_heat += part["kelvin_by_heat"].get<double>();
        }
        const double rise_K =
            entry["temperature_C"].get<double>() - entry["undisturbed_C"].get<double>();
        EXPECT_NEAR(kelvin, rise_K, 1e-9);
        EXPECT_NEAR(kelvin_by_heat, rise_K, 1e-9);
    }
}

TEST(SectionBodies, ProbesLieInTheSoilAndInBodies) {
    const JsonDocument document = example();
    influence::HeatSection section;
    section.soil.layers.emplace_back();
    section.surface.temperature_C = 15.0;
    section.bodies = read_bodies(*document.root.find("bodies"), "a.json");

    const auto results = influence::assess_probes(
        section, {{"soil", {0.0, 0.5}}, {"in the supply", {-0.175, 1.0}}, {"top", {0.0, 0.0}}});

    ASSERT_TRUE(results) << results.error().text();
    const auto written = write_probes(*results);
    EXPECT_GT(written[0]["temperature_C"], 15.0);
    EXPECT_TRUE(written[0].contains("temperature_kennelly_C"));
    EXPECT_NEAR(written[1]["temperature_C"].get<double>(), 80.0, 1e-9);
    EXPECT_FALSE(written[1].contains("temperature_kennelly_C"));
    EXPECT_NEAR(written[2]["temperature_C"].get<double>(), 15.0, 1e-9);
    EXPECT_FALSE(influence::assess_probes(section, {{"in the air", {0.0, -0.1}}}));
}

TEST(SectionBodies, TakesTheUnitsPeopleHave) {
    const auto bodies = bodies_in(R"([
        {"id": "a", "x_m": 0, "cover_m": 0.6, "inner_diameter_m": 0.1,
         "rings": [{"thickness_m": 0.02, "resistivity_KmW": 4}], "film_W_m2K": 300, "heat_W_m": -3,
         "undisturbed_C": 12, "note": "as built"}])");

    EXPECT_DOUBLE_EQ(bodies[0].rings[0].outer_diameter_m, 0.14);
    EXPECT_DOUBLE_EQ(bodies[0].rings[0].conductivity_W_mK, 0.25);
    EXPECT_DOUBLE_EQ(bodies[0].at.depth_m, 0.67);
    EXPECT_EQ(bodies[0].film_W_m2K, 300.0);
    EXPECT_EQ(bodies[0].undisturbed_C, 12.0);
}

struct Refused {
    const char* body;  ///< members of the second body, on line 3
    const char* says;
};

class SectionBodiesRefuse : public testing::TestWithParam<Refused> {};

TEST_P(SectionBodiesRefuse, WithTheLine) {
    const std::string text =
        "[{\"id\": \"a\", \"x_m\": 0, \"depth_m\": 1, \"outer_diameter_m\": 0.1, \"heat_W_m\": "
        "1},\n"
        "\n{" +
        std::string{GetParam().body} + "}]";

    const std::string said = complaint(text, read_bodies);

    EXPECT_TRUE(said.starts_with("a.json:3: ")) << said;
    EXPECT_NE(said.find(GetParam().says), std::string::npos) << said;
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, SectionBodiesRefuse,
    testing::Values(
        Refused{R"("id":"b","x_m":0.05,"depth_m":1,"outer_diameter_m":0.1,"heat_W_m":1)",
                "bodies `a` and `b` overlap by 0.05"},
        Refused{R"("id":"a","x_m":2,"depth_m":1,"outer_diameter_m":0.1,"heat_W_m":1)",
                "`a` is used twice"},
        Refused{R"("id":"b","x_m":2,"depth_m":0.04,"outer_diameter_m":0.1,"heat_W_m":1)",
                "rises 0.01"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"outer_diameter_m":-0.1,"heat_W_m":1)",
                "outer_diameter_m"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"outer_diameter_m":0.1)", "exactly one of"},
        Refused{
            R"("id":"b","x_m":2,"depth_m":1,"outer_diameter_m":0.1,"heat_W_m":1,"no_flow":true)",
            "exactly one of"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"outer_diameter_m":0.1,"no_flow":false)",
                "only be true"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"outer_diameter_m":0.1,"temperature_C":-300)",
                "absolute zero"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"cover_m":1,"outer_diameter_m":0.1,"heat_W_m":1)",
                "`depth_m`"},
        Refused{
            R"("id":"b","x_m":2,"depth_m":1,"outer_diameter_m":0.1,"heat_W_m":1,"colour":"red")",
            "colour"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"inner_diameter_m":0.1,"heat_W_m":1,)"
                R"("rings":[{"outer_diameter_m":0.09,"conductivity_W_mK":1}])",
                "inside out"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"inner_diameter_m":0.1,"heat_W_m":1,)"
                R"("rings":[{"outer_diameter_m":0.2,"conductivity_W_mK":-1}])",
                "conductivity_W_mK"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"inner_diameter_m":0.1,"heat_W_m":1,)"
                R"("rings":[{"outer_diameter_m":0.2}])",
                "resistivity_KmW"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"inner_diameter_m":0.1,)"
                R"("filling_conductivity_W_mK":1,)"
                R"("cores":[{"id":"c","dx_m":0.04,"diameter_m":0.05,"heat_W_m":1}])",
                "sticks 0.015"},
        Refused{R"("id":"b","x_m":2,"depth_m":1,"inner_diameter_m":0.1,)"
                R"("cores":[{"id":"c","diameter_m":0.05,"heat_W_m":1}])",
                "filling_conductivity_W_mK"},
        Refused{
            R"("id":"b","x_m":2,"depth_m":1,"inner_diameter_m":0.1,)"
            R"("filling_conductivity_W_mK":1,"cores":[{"id":"c","diameter_m":0.05,"heat_W_m":1},)"
            R"({"id":"d","dx_m":0.02,"diameter_m":0.02,"heat_W_m":1}])",
            "cores `c` and `d` overlap"}));

TEST(SectionProbes, AreRefusedAboveTheSurface) {
    EXPECT_NE(complaint(R"([{"id":"p","x_m":0,"depth_m":-0.1}])", read_probes).find("depth_m"),
              std::string::npos);
    EXPECT_NE(complaint(R"({"id":"p"})", read_probes).find("array"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
