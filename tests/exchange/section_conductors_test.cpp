#include "exchange/section_conductors.h"

#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

namespace maaiveld::exchange {
namespace {

using influence::ConductorSystem;

/// The systems in `text`, or the message of the refusal.
std::variant<std::vector<ConductorSystem>, std::string> read(const std::string& text) {
    const auto document = parse_json(text, "a.json");
    if (!document) return document.error().text();
    try {
        return read_conductors(document->root, document->file);
    } catch (const ReadFailure& failure) {
        return failure.error.text();
    }
}

ConductorSystem system_of(const std::string& text) {
    const auto result = read(text);
    const auto* systems = std::get_if<std::vector<ConductorSystem>>(&result);
    EXPECT_NE(systems, nullptr) << std::get<std::string>(result);
    return systems != nullptr ? systems->front() : ConductorSystem{};
}

std::string refusal(const std::string& text) {
    const auto result = read(text);
    return std::holds_alternative<std::string>(result) ? std::get<std::string>(result) : "";
}

/// The block `key` of the first JSON example in a page of docs/formats/section.
std::string example(const char* page, std::string_view key) {
    std::ifstream in{test::source_file(page)};
    std::stringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    const std::size_t from = all.find("```json\n") + 8;
    const auto json = nlohmann::json::parse(all.substr(from, all.find("```", from) - from));
    return json.at(std::string{key}).dump();
}

constexpr const char* kWire = R"({"id":"b","x_m":1,"depth_m":1,"radius_m":0.01,"r_ohm_km":0.2})";

/// A system with a wire `b` and the given one.
std::string with(const std::string& conductor) {
    return R"([{"id":"s","resistivity_ohm_m":100,"conductors":[)" + std::string{kWire} + ",\n" +
           conductor + "]}]";
}

TEST(SectionConductors, ReadsTheExampleOfItsPage) {
    const ConductorSystem system =
        system_of(example("docs/formats/section/conductors.md", "conductors"));

    ASSERT_EQ(system.conductors.size(), 6U);
    EXPECT_EQ(system.conductors[1].id, "L1.screen");
    EXPECT_NEAR(system.conductors[1].tube_radius_m, 0.0334, 1e-12);
    EXPECT_NEAR(system.conductors[1].resistance_ohm_m,
                1.7241e-8 / (2.0 * std::numbers::pi * 0.0334 * 0.0002), 1e-12);
    EXPECT_NEAR(system.conductors[2].x_m, -0.0378, 1e-15);
    EXPECT_NEAR(system.conductors[5].resistance_ohm_m, 0.022 / 40.0, 1e-15);
    const auto results = influence::assess_conductors({}, 50.0, {system});
    ASSERT_TRUE(results) << results.error().text();
    const auto json = write_conductors(*results);
    EXPECT_EQ(json[0]["kept"].size(), 3U);
    EXPECT_GT(json[0]["sequence"]["Z0_R_ohm_km"].get<double>(),
              json[0]["sequence"]["Z1_R_ohm_km"].get<double>());
}

TEST(SectionConductors, TakesTheUnitsOfBooks) {
    const auto feet = system_of(
        R"([{"id":"s","conductors":[{"id":"a","x_ft":2.5,"height_ft":29,"gmr_ft":0.0244,"r_ohm_mile":0.306}]}])");
    const auto inches = system_of(
        R"([{"id":"s","conductors":[{"id":"a","x_in":30,"height_in":348,"gmr_in":0.2928,"r_ohm_km":0.190139585}]}])");

    EXPECT_NEAR(feet.conductors[0].x_m, 0.762, 1e-12);
    EXPECT_NEAR(feet.conductors[0].depth_m, -8.8392, 1e-12);
    EXPECT_NEAR(feet.conductors[0].gmr_m, inches.conductors[0].gmr_m, 1e-12);
    EXPECT_NEAR(feet.conductors[0].depth_m, inches.conductors[0].depth_m, 1e-12);
    EXPECT_NEAR(feet.conductors[0].resistance_ohm_m, inches.conductors[0].resistance_ohm_m, 1e-12);
}

TEST(SectionConductors, GivesASolidWireItsGeometricMeanRadius) {
    const auto system =
        system_of(with(R"({"id":"a","x_m":0,"depth_m":1,"radius_mm":5,"r_ohm_m":0.0001})"));

    EXPECT_NEAR(system.conductors[1].gmr_m, 0.005 * 0.7788007830714, 1e-12);
    EXPECT_EQ(system.conductors[1].resistance_ohm_m, 1e-4);
}

TEST(SectionConductors, ReadsPrintedConstants) {
    const auto system = system_of(
        R"([{"id":"s","model":"modified_carson",
             "constants":{"resistance_ohm_mile":0.0953,"reactance_ohm_mile":0.12134,"logarithm_ft":7.93402},
             "conductors":[{"id":"a","x_m":0,"height_m":8,"gmr_m":0.007,"r_ohm_km":0.2}]}])");

    ASSERT_TRUE(system.constants);
    EXPECT_NEAR(system.constants->resistance_ohm_m, 0.0953 / 1609.344, 1e-15);
    EXPECT_NEAR(system.constants->logarithm, 7.93402 + std::log(0.3048), 1e-15);
}

TEST(SectionConductors, RefusesWithLineAndReason) {
    const auto says = [](const std::string& conductor, const std::string& words) {
        const std::string message = refusal(with(conductor));
        EXPECT_NE(message.find(words), std::string::npos) << words << " in: " << message;
        EXPECT_EQ(message.rfind("a.json:", 0), 0U) << message;
    };
    ASSERT_EQ(refusal(with(R"({"id":"a","x_m":0,"depth_m":1,"gmr_m":0.01,"r_ohm_km":0.2})")), "");

    says(R"({"id":"a","x_m":0,"depth_m":-1,"gmr_m":0.01,"r_ohm_km":0.2})",
         ":2: conductor `a`: it lies above");
    says(R"({"id":"a","x_m":0,"depth_m":1,"height_m":1,"gmr_m":0.01,"r_ohm_km":0.2})", "either");
    says(R"({"id":"a","x_m":0,"x_ft":0,"depth_m":1,"gmr_m":0.01,"r_ohm_km":0.2})", "two units");
    says(R"({"id":"a","depth_m":1,"gmr_m":0.01,"r_ohm_km":0.2})", "`x_m`, `x_mm`, `x_ft`, `x_in`");
    says(R"({"id":"a","x_m":0,"depth_m":1,"gmr_m":0,"r_ohm_km":0.2})", "above 0");
    says(R"({"id":"a","x_m":0,"depth_m":1,"r_ohm_km":0.2})", "`gmr_m`");
    says(R"({"id":"a","x_m":0,"depth_m":1,"gmr_m":0.01,"r_ohm_km":-0.2})", "negative");
    says(R"({"id":"a","x_m":0,"depth_m":1,"gmr_m":0.01})", "`r_ohm_km`");
    says(R"({"id":"a","x_m":0,"depth_m":1,"gmr_m":0.01,"r_ohm_km":0.2,"gmr":1})", "gmr");
    says(R"({"id":"b","x_m":0,"depth_m":1,"gmr_m":0.01,"r_ohm_km":0.2})", "called `b`");
    says(R"({"id":"a","x_m":1.001,"depth_m":1,"gmr_m":0.01,"r_ohm_km":0.2})", "overlap");
}

TEST(SectionConductors, RefusesCablesThatCannotBe) {
    const auto cable = [](const std::string& screen) {
        return R"([{"id":"s","cables":[{"id":"a","x_m":0,"depth_m":1,"gmr_m":0.008,"r_ohm_km":0.1)" +
               screen + "}]}]";
    };
    const auto says = [&](const std::string& screen, const std::string& words) {
        EXPECT_NE(refusal(cable(screen)).find(words), std::string::npos) << refusal(cable(screen));
    };
    ASSERT_EQ(refusal(cable("")), "");
    const std::string tape = R"("outer_diameter_m":0.06,"thickness_m":0.001)";

    says(R"(,"tape":{)" + tape + "}", "either");
    says(R"(,"tape":{)" + tape + R"(,"r_ohm_km":1,"resistivity_ohm_m":1e-8})", "either");
    says(R"(,"tape":{"outer_diameter_m":0.06,"thickness_m":0.04,"r_ohm_km":1})", "half");
    says(R"(,"tape":{"outer_diameter_m":0.01,"thickness_m":0.001,"r_ohm_km":1})", "overlap");
    says(R"(,"tape":{)" + tape + R"(,"r_ohm_km":1},"neutral":{})", "give one");
    says(
        R"(,"neutral":{"strands":2.5,"strand_diameter_m":0.001,"strand_r_ohm_km":1,"outer_diameter_m":0.06})",
        "whole number");
    says(
        R"(,"neutral":{"strands":12,"strand_diameter_m":0.001,"strand_r_ohm_km":1,"outer_diameter_m":0.001})",
        "more than one");
}

TEST(SectionConductors, RefusesModelsThatDoNotFit) {
    const auto with_model = [](const std::string& model) {
        return R"([{"id":"s","model":")" + model + R"(","conductors":[)" + kWire + "]}]";
    };
    EXPECT_EQ(refusal(with_model("pollaczek")), "");
    EXPECT_NE(refusal(with_model("carson")).find("`b` is buried"), std::string::npos);
    EXPECT_NE(refusal(with_model("polaczek")).find("did you mean"), std::string::npos);
    EXPECT_NE(refusal(R"([{"id":"s"}])").find("at least one"), std::string::npos);
    EXPECT_NE(refusal(R"({"id":"s"})").find("must be an array"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
