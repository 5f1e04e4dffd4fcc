#include "exchange/findings_file.h"

#include "base/text.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace maaiveld::exchange {
namespace {

using nlohmann::json;
using rules::CertaintyClass;
using rules::CheckResult;
using rules::Finding;
using rules::Measure;
using rules::Severity;

Finding heat_beside_water() {
    Finding f;
    f.rule = "NL-SEP-07";
    f.severity = Severity::Warning;
    f.certainty = CertaintyClass::Likely;
    f.probability = 0.83;
    f.a = "H-3";
    f.b = "W-12";
    f.measure = Measure::EdgeHorizontal;
    f.measured = 0.43;
    f.required = 1.0;
    f.stretch = {"H-3", 12.0, 31.5};
    f.at = {93950.12, 463210.77, -0.62};
    f.witness_a = {93950.0, 463210.0, -0.6};
    f.witness_b = {93950.24, 463211.54, -0.64};
    f.source = "asked by water companies";
    f.grade = "C";
    f.raw_pairs = 4;
    return f;
}

Finding root_overlap() {
    Finding f = heat_beside_water();
    f.rule = "TR-NL-05";
    f.severity = Severity::Error;
    f.certainty = CertaintyClass::Certain;
    f.a = "T, \"the old one\"";
    f.b = "";
    f.measure = Measure::RootOverlap;
    f.measured = 1.23456789;
    f.required = 0.0;
    f.at_most = true;
    f.stretch = {};
    f.exempted_by = "city, parks";
    return f;
}

CheckResult two_findings() {
    CheckResult result;
    result.findings = {root_overlap(), heat_beside_water()};
    result.counts.violating = 731;
    result.counts.exempted = {{"connected: near their joint", 30}, {"cable in its duct", 2}};
    return result;
}

const FindingsHeader kHeader{"terraced.street.json", {"nl-provisional 2026-11", "nl-trees"}};

TEST(FindingsJson, HoldsWhatTheFormatPromises) {
    const json document = json::parse(findings_json(kHeader, two_findings()));

    EXPECT_EQ(document["format"], "maaiveld-findings/1");
    EXPECT_EQ(document["input"], "terraced.street.json");
    EXPECT_EQ(document["packs"], json({"nl-provisional 2026-11", "nl-trees"}));
    EXPECT_EQ(document["summary"], json({{"error", 0},
                                         {"warning", 1},
                                         {"info", 0},
                                         {"certain", 0},
                                         {"likely", 1},
                                         {"possible", 0},
                                         {"raw_pairs", 731},
                                         {"exempted_pairs", 32},
                                         {"exempted_findings", 1}}));
    const json& f = document["findings"][1];
    EXPECT_EQ(f["rule"], "NL-SEP-07");
    EXPECT_EQ(f["severity"], "warning");
    EXPECT_EQ(f["certainty"], "likely");
    EXPECT_EQ(f["a"], "H-3");
    EXPECT_EQ(f["b"], "W-12");
    EXPECT_EQ(f["measured_m"], 0.43);
    EXPECT_EQ(f["required_m"], 1.0);
    EXPECT_EQ(f["stretch"], json({{"along", "H-3"}, {"from_m", 12.0}, {"to_m", 31.5}}));
    EXPECT_EQ(f["at"], json({{"x", 93950.12}, {"y", 463210.77}, {"z", -0.62}}));
    EXPECT_TRUE(f["exempted_by"].is_null());
    EXPECT_FALSE(f.contains("at_most"));
}

TEST(FindingsJson, KeepsTheUnitInTheKeyAndLeavesAnAbsentStretchOut) {
    const json f = json::parse(findings_json(kHeader, two_findings()))["findings"][0];

    EXPECT_EQ(f["measured_m3"], 1.234568);
    EXPECT_EQ(f["required_m3"], 0.0);
    EXPECT_FALSE(f.contains("measured_m"));
    EXPECT_EQ(f["at_most"], true);
    EXPECT_TRUE(f["b"].is_null());
    EXPECT_FALSE(f.contains("stretch"));
    EXPECT_EQ(f["a"], "T, \"the old one\"");
    EXPECT_EQ(f["exempted_by"], "city, parks");
}

TEST(FindingsJson, WritesEveryLengthWithSixDecimals) {
    CheckResult result = two_findings();
    result.findings[1].measured = 1.0 / 3.0;
    result.findings[1].stretch.from_m = -1e-12;

    const std::string text = findings_json(kHeader, result);

    EXPECT_NE(text.find("\"measured_m\":0.333333,"), std::string::npos);
    EXPECT_NE(text.find("\"from_m\":0.000000,"), std::string::npos) << "a zero has no sign";
    EXPECT_EQ(text.find("e-"), std::string::npos);
}

TEST(FindingsJson, IsTheSameToTheByteWhenRepeated) {
    EXPECT_EQ(findings_json(kHeader, two_findings()), findings_json(kHeader, two_findings()));
    EXPECT_EQ(findings_csv(two_findings()), findings_csv(two_findings()));
}

TEST(FindingsJson, IsValidAndCountsNothingWhenThereIsNothing) {
    const json document = json::parse(findings_json({"x", {}}, CheckResult{}));

    EXPECT_TRUE(document["findings"].empty());
    EXPECT_EQ(document["summary"]["error"], 0);
}

void expect_same(const Finding& a, const Finding& b) {
    EXPECT_EQ(a.rule, b.rule);
    EXPECT_EQ(a.severity, b.severity);
    EXPECT_EQ(a.certainty, b.certainty);
    EXPECT_NEAR(a.probability, b.probability, 5e-7);
    EXPECT_EQ(a.a, b.a);
    EXPECT_EQ(a.b, b.b);
    EXPECT_EQ(a.measure, b.measure);
    EXPECT_NEAR(a.measured, b.measured, 5e-7);
    EXPECT_NEAR(a.required, b.required, 5e-7);
    EXPECT_EQ(a.at_most, b.at_most);
    EXPECT_EQ(a.stretch.along, b.stretch.along);
    EXPECT_NEAR(a.stretch.from_m, b.stretch.from_m, 5e-7);
    EXPECT_NEAR(a.stretch.to_m, b.stretch.to_m, 5e-7);
    EXPECT_LT((a.at - b.at).norm(), 1e-6);
    EXPECT_LT((a.witness_a - b.witness_a).norm(), 1e-6);
    EXPECT_LT((a.witness_b - b.witness_b).norm(), 1e-6);
    EXPECT_EQ(a.source, b.source);
    EXPECT_EQ(a.grade, b.grade);
    EXPECT_EQ(a.exempted_by, b.exempted_by);
    EXPECT_EQ(a.raw_pairs, b.raw_pairs);
}

TEST(ReadFindings, GivesBackWhatWasWrittenInEveryMeasure) {
    const test::Scratch scratch;
    CheckResult result = two_findings();
    for (int m = 0; m < 15; ++m) {
        Finding f = heat_beside_water();
        f.measure = static_cast<Measure>(m);
        f.severity = static_cast<Severity>(m % 3);
        f.certainty = static_cast<CertaintyClass>(m % 3);
        result.findings.push_back(f);
    }

    const auto back = read_findings(scratch.write("f.json", findings_json(kHeader, result)));

    ASSERT_TRUE(back) << back.error().text();
    ASSERT_EQ(back->size(), result.findings.size());
    for (std::size_t i = 0; i < back->size(); ++i)
        expect_same(result.findings[i], (*back)[i]);
}

std::string error_after(const std::string& from, const std::string& to) {
    const test::Scratch scratch;
    std::string text = findings_json(kHeader, two_findings());
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    text.replace(at, from.size(), to);
    const auto back = read_findings(scratch.write("f.json", text));
    return back ? "no error" : back.error().text();
}

TEST(ReadFindings, RefusesWordsThatMeanNothing) {
    EXPECT_NE(error_after("\"severity\":\"error\"", "\"severity\":\"eror\"")
                  .find("f.json:4: no severity is called `eror`"),
              std::string::npos);
    EXPECT_NE(error_after("\"certainty\":\"certain\"", "\"certainty\":\"sure\"")
                  .find("no certainty is called `sure`"),
              std::string::npos);
    EXPECT_NE(error_after("\"measure\":\"root_overlap\"", "\"measure\":\"roots\"")
                  .find("no measure is called `roots`"),
              std::string::npos);
    EXPECT_NE(error_after("measured_m3", "measured_m2").find("`measured_m3` is missing"),
              std::string::npos);
    EXPECT_NE(error_after("maaiveld-findings/1", "maaiveld-findings/2")
                  .find("\"maaiveld-findings/1\" is needed here"),
              std::string::npos);
    EXPECT_NE(
        error_after("\"grade\"", "\"grate\"").find("unknown key `grate` (did you mean `grade`?)"),
        std::string::npos);
}

TEST(FindingsCsv, HasOneRowAFindingWithTheColumnsOfTheHeader) {
    const std::string text = findings_csv(two_findings());
    const auto rows = base::split(text, '\n');

    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0],
              "rule,severity,certainty,probability,a,b,measure,measured,required,unit,along,from_m,"
              "to_m,x,y,z,"
              "grade,raw_pairs,exempted_by,source");
    EXPECT_EQ(rows[2],
              "NL-SEP-07,warning,likely,0.830000,H-3,W-12,edge_horizontal,0.430000,1.000000,m,H-3,"
              "12.000000,"
              "31.500000,93950.120000,463210.770000,-0.620000,C,4,,asked by water companies");
    EXPECT_NE(rows[1].find("\"T, \"\"the old one\"\"\""), std::string::npos);
    EXPECT_NE(rows[1].find("\"city, parks\""), std::string::npos);
    EXPECT_EQ(rows[3], "");
}

TEST(FindingsGeojson, IsAPointForEveryFindingInTheStreetsCrs) {
    const json document = json::parse(findings_geojson(two_findings(), "EPSG:7415"));

    EXPECT_EQ(document["type"], "FeatureCollection");
    EXPECT_EQ(document["crs"]["properties"]["name"], "urn:ogc:def:crs:EPSG::7415");
    ASSERT_EQ(document["features"].size(), 2U);
    const json& feature = document["features"][1];
    EXPECT_EQ(feature["type"], "Feature");
    EXPECT_EQ(feature["geometry"],
              json({{"type", "Point"}, {"coordinates", {93950.12, 463210.77, -0.62}}}));
    EXPECT_EQ(feature["properties"]["rule"], "NL-SEP-07");
    EXPECT_TRUE(json::parse(findings_geojson(CheckResult{}, "EPSG:7415"))["features"].empty());
}

}  // namespace
}  // namespace maaiveld::exchange
