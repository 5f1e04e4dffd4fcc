#include "exchange/section_exposures.h"

#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

namespace maaiveld::exchange {
namespace {

using influence::Exposure;

std::variant<std::vector<Exposure>, std::string> read(const std::string& text) {
    const auto document = parse_json(text, "a.json");
    if (!document) return document.error().text();
    try {
        return read_exposures(document->root, document->file);
    } catch (const ReadFailure& failure) {
        return failure.error.text();
    }
}

std::vector<Exposure> exposures_of(const std::string& text) {
    const auto result = read(text);
    const auto* exposures = std::get_if<std::vector<Exposure>>(&result);
    EXPECT_NE(exposures, nullptr) << std::get<std::string>(result);
    return exposures != nullptr ? *exposures : std::vector<Exposure>{Exposure{}};
}

std::string refusal(const std::string& text) {
    const auto result = read(text);
    return std::holds_alternative<std::string>(result) ? std::get<std::string>(result) : "";
}

std::string example() {
    std::ifstream in{test::source_file("docs/formats/section/exposures.md")};
    std::stringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    const std::size_t from = all.find("```json\n") + 8;
    return nlohmann::json::parse(all.substr(from, all.find("```", from) - from))
        .at("exposures")
        .dump();
}

nlohmann::ordered_json written(const std::vector<Exposure>& exposures) {
    const auto results = influence::assess_exposures({}, 50.0, exposures);
    EXPECT_TRUE(results) << results.error().text();
    return results ? write_exposures(*results) : nlohmann::ordered_json{};
}

constexpr const char* kSource = R"({"id":"s","x_m":0,"depth_m":1,"current_A":100})";
constexpr const char* kVictim = R"({"x_m":1,"depth_m":1,"length_m":500})";

std::string exposure(const std::string& source, const std::string& victim,
                     const std::string& more = "") {
    return R"([{"id":"E","resistivity_ohm_m":100,"sources":[)" + source +
           "],\n\"victim\":" + victim + more + "}]";
}

TEST(SectionExposures, ReadsTheExampleOfItsPage) {
    const auto exposures = exposures_of(example());
    ASSERT_EQ(exposures.size(), 2U);
    EXPECT_EQ(exposures[0].screens.front().id, "fault.screen");
    EXPECT_EQ(exposures[1].sources.size(), 3U);
    EXPECT_EQ(exposures[1].route.size(), 3U);

    const auto json = written(exposures);
    EXPECT_EQ(json[0]["id"], "earth fault, telecom");
    EXPECT_NEAR(json[0]["k"].get<double>(), 0.29779, 1e-5);
    EXPECT_NEAR(json[0]["emf_V"].get<double>() * 1000.0 / 300.0, json[0]["emf_V_km"].get<double>(),
                1e-9);
    EXPECT_EQ(json[1]["sources"][1]["id"], "10 kV.L2");
    EXPECT_GT(json[1]["J_A_m2"].get<double>(), 0.0);
    EXPECT_GT(json[1]["line"]["samples"].size(), 50U);
    EXPECT_EQ(json[1]["voltage_V"],
              std::max(json[1]["line"]["V_start_V"], json[1]["line"]["V_end_V"]));
}

TEST(SectionExposures, TurnsTheCurrentByItsAngle) {
    const auto source = exposures_of(exposure(
        R"({"id":"s","x_m":0,"depth_m":1,"current_A":100,"angle_deg":-90})", kVictim))[0]
                            .sources[0];

    EXPECT_NEAR(source.current_A.real(), 0.0, 1e-12);
    EXPECT_NEAR(source.current_A.imag(), -100.0, 1e-12);
}

TEST(SectionExposures, PutsATrefoilAroundItsCentroid) {
    const auto sources = exposures_of(exposure(
        R"({"id":"c","layout":"trefoil","spacing_mm":75.5,"x_m":0.2,"depth_m":1,"current_A":100,"residual_A":30})",
        kVictim))[0]
                             .sources;

    ASSERT_EQ(sources.size(), 3U);
    influence::Complex sum;
    double x = 0.0, depth = 0.0;
    for (const auto& phase : sources) {
        sum += phase.current_A;
        x += phase.x_m / 3.0;
        depth += phase.depth_m / 3.0;
    }
    EXPECT_NEAR(std::abs(sum - 30.0), 0.0, 1e-12);
    EXPECT_NEAR(x, 0.2, 1e-12);
    EXPECT_NEAR(depth, 1.0, 1e-12);
    for (int i = 0; i < 3; ++i) {
        const auto& a = sources[static_cast<std::size_t>(i)];
        const auto& b = sources[static_cast<std::size_t>((i + 1) % 3)];
        EXPECT_NEAR(std::hypot(a.x_m - b.x_m, a.depth_m - b.depth_m), 0.0755, 1e-12);
    }
    EXPECT_LT(sources[0].depth_m, 1.0);
}

TEST(SectionExposures, LetsTheThreeScreensOfACircuitShareAnEarthing) {
    const auto read_back = exposures_of(exposure(
        R"({"id":"c","layout":"flat","spacing_m":0.1,"x_m":0,"depth_m":1,"current_A":100,
            "screen":{"radius_m":0.03,"r_ohm_km":0.3,"earthing_ohm":4}})",
        kVictim))[0];

    ASSERT_EQ(read_back.screens.size(), 3U);
    EXPECT_FALSE(read_back.screens[0].joint.empty());
    EXPECT_EQ(read_back.screens[0].joint, read_back.screens[2].joint);
    EXPECT_EQ(read_back.screens[1].earthing_ohm, 4.0);
}

TEST(SectionExposures, RefusesWithLineAndReason) {
    const auto says = [](const std::string& text, const std::string& words) {
        const std::string message = refusal(text);
        EXPECT_NE(message.find(words), std::string::npos) << words << " in: " << message;
        EXPECT_EQ(message.rfind("a.json:", 0), 0U) << message;
    };
    ASSERT_EQ(refusal(exposure(kSource, kVictim)), "");

    says(exposure(kSource, R"({"x_m":0,"depth_m":1,"length_m":500})"), "runs through source");
    says(exposure(kSource, R"({"x_m":1,"depth_m":-1,"length_m":500})"),
         ":2: victim: it lies above");
    says(exposure(kSource, R"({"x_m":1,"depth_m":1,"length_m":0})"), ":2: ");
    says(exposure(kSource, R"({"x_m":1,"depth_m":1,"length_m":5,"lenght_m":5})"), "did you mean");
    says(exposure(kSource, kVictim, R"(,"screening":"matrx")"), "did you mean");
    says(exposure(kSource, kVictim, R"(,"screening_factors":[{"name":"r","k":1.1}])"),
         "between 0 and 1");
    says(exposure(R"({"id":"s","x_m":0,"depth_m":1,"current_A":-5})", kVictim), "current_A");
    says(exposure(R"({"id":"s","layout":"flat","x_m":0,"depth_m":1,"current_A":5})", kVictim),
         "`spacing_m`");
    says(exposure(R"({"id":"s","layout":"row","spacing_m":1,"x_m":0,"depth_m":1,"current_A":5})",
                  kVictim),
         "trefoil");
    says(exposure(R"({"id":"s","x_m":0,"depth_m":1,"current_A":5,"residual_A":5})", kVictim),
         "residual_A");
    says(exposure(kSource, R"({"x_m":1,"depth_m":1,"length_m":500,"line":{}})"),
         "either `pipe` or `cable`");
    says(
        exposure(
            kSource,
            R"({"x_m":1,"depth_m":1,"length_m":500,"line":{"cable":{"radius_m":0.01,"r_ohm_km":1},"start_ohm":-1}})"),
        "start_ohm");
    says(
        exposure(
            kSource,
            R"({"x_m":1,"depth_m":1,"length_m":500,"line":{"pipe":{"outer_diameter_m":0.2,"wall_m":0.2,"resistivity_ohm_m":1e-7,"relative_permeability":300,"coating_resistance_ohm_m2":1e5}}})"),
        "wall_m");
    says(exposure(kSource, R"({"x_m":1,"depth_m":1,"length_m":500,"defect":{"diameter_m":0}})"),
         "diameter");
    says(exposure(kSource, R"({"route":[],"x_m":1})"), "x_m");
    says(exposure(kSource + std::string{","} + kSource, kVictim), "two sources");
    says(R"({"id":"E"})", "must be an array");
}

}  // namespace
}  // namespace maaiveld::exchange
