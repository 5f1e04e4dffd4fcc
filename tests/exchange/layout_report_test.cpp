#include "exchange/layout_report.h"

#include "exchange/json_document.h"
#include "layout/placed_lines.h"
#include "model/axis.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace maaiveld::exchange {
namespace {

model::Street asked_street() {
    model::Street street;
    street.name = "Kerkstraat";
    street.axis = {{0.0, 0.0}, {50.0, 0.0}};
    street.section.starts_at_offset_m = 4.0;
    street.section.strips = {{model::StripKind::Footway, 2.0, {}, {}},
                             {model::StripKind::Carriageway, 4.0, {}, {}},
                             {model::StripKind::Footway, 2.0, {}, {}}};
    return street;
}

model::Asset line(const model::Street& street, const std::string& id, model::Network network,
                  double offset_m) {
    model::Asset asset;
    asset.id = asset.alias = id;
    asset.network = network;
    asset.outer_diameter_m = 0.2;
    lay_along(street, {0.0, 50.0, offset_m, 1.0}, asset);
    return asset;
}

layout::LayoutOutcome outcome_of(const model::Street& asked) {
    layout::LayoutOutcome outcome;
    outcome.placed = asked;
    outcome.placed.assets = {line(asked, "T-1", model::Network::Telecom, -3.2),
                             line(asked, "W-1", model::Network::Water, 2.9)};
    model::Asset connection = line(asked, "W-1.1L", model::Network::Water, 3.5);
    connection.connects_to = "W-1";
    outcome.placed.assets.push_back(connection);
    outcome.cost = 12'345'678;
    outcome.bound = 12'300'000;
    outcome.gap = 45'678.0 / 12'300'000.0;
    outcome.sections = {
        {0.0, 50.0, 246'914, 246'000, layout::SearchEnd::Proven, {{"NL-SEP-01", "W-1", "facade"}}}};
    outcome.declined = {{"H-1",
                         "no room beside water and the facade",
                         "geen plaats naast water en de gevel",
                         {"NL-SEP-07"}}};
    return outcome;
}

layout::ConflictPart part(layout::PartKind kind, const std::string& id) {
    layout::ConflictPart result;
    result.kind = kind;
    result.id = id;
    return result;
}

layout::StreetExplanation explanation() {
    layout::ConflictPart heat = part(layout::PartKind::Network, "H-1");
    heat.network = model::Network::Heat;
    layout::ConflictPart rule = part(layout::PartKind::Rule, "NL-SEP-07");
    rule.of = "H-1";
    rule.against = "W-1";
    rule.network = model::Network::Heat;
    rule.other = model::Network::Water;
    rule.required = 1.0;
    layout::StreetExplanation found;
    found.from_m = 12.0;
    found.to_m = 14.0;
    found.explanation.end = layout::ExplainEnd::Conflict;
    found.explanation.minimal = true;
    found.explanation.width_m = 8.0;
    found.explanation.conflict = {heat, rule};
    layout::Relaxation way;
    layout::Change change;
    change.kind = layout::ChangeKind::AcceptDistance;
    change.part = rule;
    change.now = 1.0;
    change.then = 0.7;
    way.changes = {change};
    way.heat = layout::HeatVerdict{"W-1", 22.9, 25.0};
    layout::Relaxation wide;
    change = {};
    change.from_m = 1.5;
    change.then = 0.18;
    wide.changes = {change};
    wide.brief.left_offset_m = 4.0;
    found.explanation.relaxations = {way, wide};
    return found;
}

layout::SectionFront front() {
    layout::SectionFront result;
    result.items = result.cooled = {"W-1"};
    layout::SectionFrontPoint point;
    point.heat_distance_m = 1.2;
    point.cool_cover_m = 1.0;
    point.width_m = 3.2;
    point.cost_eur_m = 246.9;
    point.warmest = layout::LineTemperature{"W-1", 22.9, 25.0, "NL-HEAT-01"};
    point.places = {{1.1, 1.0}};
    result.points = {point};
    return result;
}

std::string report_text() {
    static const model::Street asked = asked_street();
    const layout::LayoutOutcome outcome = outcome_of(asked);
    const layout::StreetExplanation why = explanation();
    const layout::SectionFront points = front();
    LayoutReport report;
    report.header = {"kerkstraat.street.json", {"nl-provisional 2026-11"}, "nl"};
    report.layouts = {{layout::LayoutMode::Flat, &outcome}};
    report.explanation = &why;
    report.front = &points;
    return layout_report_json(report, asked);
}

/// The first ```json block of the page.
std::string example() {
    const std::string text = test::text_of(test::source_file("docs/formats/layout-report.md"));
    const auto start = text.find("```json\n");
    if (start == std::string::npos) return {};
    return text.substr(start + 8, text.find("```", start + 8) - start - 8);
}

TEST(LayoutReport, IsWhatThePageShows) {
    EXPECT_EQ(nlohmann::ordered_json::parse(report_text()),
              nlohmann::ordered_json::parse(example(), nullptr, false))
        << report_text();
}

TEST(LayoutReport, IsWhatTheSchemaSays) {
    if (std::system("/usr/bin/python3 -c 'import jsonschema' >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "needs python3 with the package jsonschema";
    const test::Scratch scratch;
    const std::string schemas = test::source_file("docs/formats").string();
    const std::string file = scratch.write("report.json", report_text());
    const std::string said = scratch.file("said.txt");
    const std::string command = "/usr/bin/python3 '" +
                                test::source_file("tests/support/check_schemas.py").string() +
                                "' '" + schemas + "' '" + schemas +
                                "/layout-report.schema.json' '" + file + "' > '" + said + "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(test::text_of(said), "checked 1\n");
}

TEST(LayoutReport, IsReadBackByTheReaderOfThisRoom) {
    const auto document = parse_json(report_text(), "report.json");
    ASSERT_TRUE(document) << document.error().text();
    ASSERT_TRUE(document->root.find("layouts"));
    EXPECT_EQ(document->root.find("layouts")->items.size(), 1U);
}

TEST(LayoutReport, LeavesOutWhatIsAbsent) {
    const model::Street asked = asked_street();
    const auto json = nlohmann::json::parse(layout_report_json({}, asked));
    EXPECT_FALSE(json.contains("explanation"));
    EXPECT_FALSE(json.contains("front"));
    EXPECT_TRUE(json["layouts"].empty());
}

TEST(PlacedLines, GoFromLeftToRightWithTheirConnections) {
    const model::Street asked = asked_street();
    const auto lines = placed_lines(asked, outcome_of(asked));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].id, "W-1");
    EXPECT_EQ(lines[0].connections, 1U);
    EXPECT_DOUBLE_EQ(lines[0].leftmost_m, 2.9);
    EXPECT_DOUBLE_EQ(lines[0].least_cover_m, 1.0);
    ASSERT_EQ(lines[0].binding.size(), 1U);
    EXPECT_TRUE(lines[1].binding.empty());
    ASSERT_EQ(lines[1].strips.size(), 1U);
    EXPECT_EQ(lines[1].strips[0], model::StripKind::Footway);
    EXPECT_NEAR(occupied_width_m(asked, outcome_of(asked)), 2.9 + 3.2 + 0.2, 1e-9);
}

TEST(PlacedLines, MeasureALineThatBends) {
    const model::Street asked = asked_street();
    layout::LayoutOutcome outcome = outcome_of(asked);
    model::Asset& water = outcome.placed.assets[1];
    water.along.reset();
    water.axis.clear();
    for (const model::Vec3& at :
         {model::Vec3{0.0, 2.9, -1.1}, model::Vec3{20.0, 2.9, -1.1}, model::Vec3{50.0, 1.4, -1.3}})
        water.axis.push_back({at, std::nullopt, {}});
    const auto lines = placed_lines(asked, outcome);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_NEAR(lines[0].leftmost_m, 2.9, 1e-9);
    EXPECT_NEAR(lines[0].rightmost_m, 1.4, 1e-9);
    EXPECT_NEAR(lines[0].least_cover_m, 1.0, 1e-9);
    EXPECT_NEAR(lines[0].most_cover_m, 1.2, 1e-9);
    EXPECT_EQ(lines[0].strips.size(), 2U);
}

TEST(PlacedLines, LeaveOutWhatDidNotMove) {
    const model::Street asked = asked_street();
    const layout::LayoutOutcome outcome = outcome_of(asked);
    EXPECT_TRUE(placed_lines(outcome.placed, outcome).empty());
    model::Street before = outcome.placed;
    lay_along(before, {0.0, 50.0, 0.5, 1.0}, before.assets[0]);
    const auto lines = placed_lines(before, outcome);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].moved);
}

}  // namespace
}  // namespace maaiveld::exchange
