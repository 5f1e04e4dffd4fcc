#include "exchange/comparison_json.h"

#include "exchange/catalogue_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/lifecycle_profile_file.h"
#include "exchange/rack_type_file.h"
#include "exchange/rule_pack_file.h"
#include "exchange/street_file.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace maaiveld::exchange {
namespace {

using nlohmann::json;

lifecycle::LifecycleProfile shipped() {
    const auto profile = read_lifecycle_profile(test::source_file("profiles/lifecycle/nl.json"));
    EXPECT_TRUE(profile) << profile.error().text();
    return *profile;
}

std::string shipped_text() {
    return test::text_of(test::source_file("profiles/lifecycle/nl.json"));
}

/// Both VKLS models side by side.
std::string comparison() {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    const auto profile = shipped();
    std::vector<model::Street> streets;
    for (const char* name : {"vkls-leiden-flat", "vkls-leiden"})
        streets.push_back(*read_street(
            test::source_file((std::string{"models/"} + name + ".street.json").c_str()),
            *catalogue));
    const std::vector<const model::Street*> both{&streets[0], &streets[1]};
    const auto built = lifecycle::lines_to_build(both);
    std::vector<lifecycle::VariantMeasures> measures;
    for (std::size_t i = 0; i < 2; ++i) {
        lifecycle::MeasureQuestion question;
        question.built = built[i];
        question.rack_parts = {{"posts", "galvanised-steel", 3, 12.5}};
        measures.push_back(lifecycle::measures_of(streets[i], *catalogue, {}, profile, question));
        measures.back().margins = {{"W-1", rules::Measure::Temperature, 24.0, 25.0, 1.0, "R"}};
    }
    return comparison_json({{"a", "b"}, {{"p 1"}, {}}, "shore"}, measures, profile);
}

bool schema_accepts(const char* schema, const std::string& file) {
    const std::string formats = test::source_file("docs/formats").string();
    return std::system(("/usr/bin/python3 '" +
                        test::source_file("tests/support/check_schemas.py").string() + "' '" +
                        formats + "' '" + formats + "/" + schema + "' '" + file +
                        "' | grep -qx 'checked 1'")
                           .c_str()) == 0 &&
           std::system(("test $(/usr/bin/python3 '" +
                        test::source_file("tests/support/check_schemas.py").string() + "' '" +
                        formats + "' '" + formats + "/" + schema + "' '" + file +
                        "' | wc -l) -eq 1")
                           .c_str()) == 0;
}

bool has_validator() {
    return std::system("/usr/bin/python3 -c 'import jsonschema' >/dev/null 2>&1") == 0;
}

TEST(ComparisonJson, KeepsToItsSchema) {
    if (!has_validator()) GTEST_SKIP() << "needs python3 with the package jsonschema";
    const test::Scratch scratch;
    std::string text = comparison();
    EXPECT_TRUE(schema_accepts("comparison.schema.json", scratch.write("c.json", text)));
    text.replace(text.find("\"lines_built\""), 13, "\"lines_bilt\"");
    EXPECT_FALSE(schema_accepts("comparison.schema.json", scratch.write("d.json", text)));
}

TEST(LifecycleProfile, KeepsToItsSchema) {
    if (!has_validator()) GTEST_SKIP() << "needs python3 with the package jsonschema";
    EXPECT_TRUE(schema_accepts("lifecycle.schema.json",
                               test::source_file("profiles/lifecycle/nl.json").string()));
}

// The figures of docs/vkls-claims.md that no rule pack or profile of another may move.
TEST(ComparisonJson, TellsTheShippedVklsStreetsApart) {
    const json document = json::parse(comparison());
    const json& flat = document["variants"][0];
    const json& rack = document["variants"][1];
    EXPECT_EQ(document["format"], "maaiveld-comparison/1");
    EXPECT_NEAR(rack["occupied"]["built_width_m"].get<double>(), 1.05, 1e-6);
    EXPECT_NEAR(flat["occupied"]["built_width_m"].get<double>(), 4.54, 1e-6);
    EXPECT_NEAR(rack["build"]["joint_m3"].get<double>(), 50.0 * 1.45 * 1.29, 0.1);
    EXPECT_LT(rack["build"]["joint_m3"].get<double>(), flat["build"]["joint_m3"].get<double>());
    EXPECT_EQ(rack["margins"][0]["limit_C"], 25.0);
    EXPECT_EQ(rack["rack_parts"][0]["count"], 3);
    EXPECT_NEAR(rack["cost"]["racks_eur"]["value"].get<double>(), 12.5 * 5.0, 1e-6);
    EXPECT_GT(flat["cost"]["total_eur"]["high"], flat["cost"]["total_eur"]["value"]);
}

// Both profiles price digging and paving: a layout and its comparison must not disagree.
TEST(LifecycleProfile, PricesWhatTheLayoutProfilePricesAlike) {
    const auto layout = read_layout_profile(test::source_file("profiles/layout/nl.json"));
    ASSERT_TRUE(layout) << layout.error().text();
    const auto prices = shipped().prices;
    EXPECT_DOUBLE_EQ(prices.dig_eur_m3.value, layout->excavation_cost_eur_m3);
    EXPECT_EQ(prices.surface_eur_m2.size(), layout->reinstatement_eur_m2.size());
    for (const auto& [kind, eur_m2] : layout->reinstatement_eur_m2)
        EXPECT_DOUBLE_EQ(prices.surface_eur_m2.at(kind).value, eur_m2) << model::name_of(kind);
}

TEST(LifecycleProfile, PricesEveryMaterialOfTheShippedRacks) {
    const auto racks = read_rack_types(test::source_file("profiles"));
    ASSERT_TRUE(racks) << racks.error().text();
    const auto prices = shipped().prices;
    for (const auto& [id, type] : *racks)
        for (const auto& material : type.materials)
            EXPECT_TRUE(prices.rack_eur_kg.contains(material.name)) << id << " " << material.name;
}

TEST(LifecycleProfile, HasASourceForEveryEntry) {
    const auto profile = shipped();
    EXPECT_GE(profile.sources.size(), 23U);
    for (const auto& [key, source] : profile.sources)
        EXPECT_GT(source.size(), 8U) << key;
    EXPECT_EQ(profile.future.size(), 2U);
    EXPECT_NEAR(profile.openings_km_year(model::Network::Telecom), 6.3 * 0.7, 1e-12);
    EXPECT_EQ(profile.openings_km_year(model::Network::Petrochemical), 0.0);
    EXPECT_NEAR(profile.trench.width_by_depth[1].width_m, 0.8, 1e-12);
}

/// The shipped profile with one change, and what is said about it.
std::string refusal(const std::string& what, const std::string& by) {
    const test::Scratch scratch;
    std::string text = shipped_text();
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    text.replace(at, what.size(), by);
    const auto profile = read_lifecycle_profile(scratch.write("p.json", text));
    return profile ? std::string{} : profile.error().text();
}

TEST(LifecycleProfile, RefusesWhatMakesNoSense) {
    const auto has = [](const std::string& text, const char* part) {
        return text.find(part) != std::string::npos;
    };
    EXPECT_TRUE(has(refusal("\"share\": 0.7}", "\"share\": 0.9}"), "more than 1"));
    EXPECT_TRUE(has(refusal("\"below_m\": 1.75", "\"below_m\": 0.75"), "must rise"));
    EXPECT_TRUE(has(refusal("{\"width_m\": 1.0}], \"source\": \"NL-DIG-08",
                            "{\"below_m\": 9, \"width_m\": 1.0}], \"source\": \"NL-DIG-08"),
                    "last row"));
    EXPECT_TRUE(has(refusal("\"grade\": \"A\"", "\"grade\": \"D\""), "A, B and C"));
    EXPECT_TRUE(has(refusal("\"lines\": 2", "\"lines\": 2.5"), "whole number"));
    EXPECT_TRUE(has(refusal("\"pit_length\"", "\"pit_lenght\""), "pit_length"));
    EXPECT_TRUE(has(refusal("\"network\": \"water\"", "\"network\": \"watr\""), "did you mean"));
    EXPECT_TRUE(has(refusal("\"cover_step_m\": 0.1", "\"cover_step_m\": 0"), "cover_step_m"));
    EXPECT_TRUE(has(refusal("\"low\": 20", "\"low\": 40"), "at most `value`"));
    EXPECT_TRUE(has(refusal("\"strip\": \"verge\"", "\"strip\": \"verse\""), "unknown"));
    EXPECT_TRUE(has(refusal("\"strip\": \"verge\"", "\"strip\": \"footway\""), "already"));
    EXPECT_TRUE(has(refusal("\"max_cover_m\": 1.0", "\"max_cover_m\": 0.1"), "less than"));
}

}  // namespace
}  // namespace maaiveld::exchange
