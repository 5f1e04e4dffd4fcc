#include "terraced_street.h"
#include "viz/scene/section_drawing.h"
#include "viz/scene/section_findings.h"
#include "viz/scene/sheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace maaiveld::viz::scene {
namespace {

using model::Network;
using testing::straight_asset;

SectionOptions options_at(double station_m) {
    SectionOptions options;
    options.station_m = station_m;
    options.style = testing::day_style();
    return options;
}

std::vector<const Item*> items(const Picture2d& picture, Role role, const std::string& id) {
    std::vector<const Item*> found;
    for (const Item& item : picture.items)
        if (item.role == role && item.id == id) found.push_back(&item);
    return found;
}

const Circle& circle_of(const Picture2d& picture, const std::string& id) {
    return std::get<Circle>(items(picture, Role::Asset, id).front()->shape);
}

std::set<std::string> rules_at(double station_m) {
    const model::Street street = testing::terraced_street();
    const auto findings = testing::terraced_findings();
    const SectionCut cut = section_cut(street, station_m);
    std::set<std::string> rules;
    for (const SectionFinding& f : findings_at(street, cut, findings, 1.0))
        rules.insert(findings[f.finding].rule);
    return rules;
}

TEST(Section, ShowsEveryAssetThatCrossesAndNoOther) {
    model::Street street = testing::terraced_street();
    street.assets.push_back(
        straight_asset("beyond", Network::Water, 0.1, {110, 230, 0}, {170, 230, 0}));

    const Picture2d picture = section_drawing(street, {}, options_at(31.0));

    for (const char* id :
         {"T-1", "T-2", "E-4", "E-9", "G-2", "R-1", "R-2", "H-1s", "H-1r", "W-1", "E-5", "T-3"})
        EXPECT_EQ(items(picture, Role::Asset, id).size(), 1U) << id;
    EXPECT_TRUE(items(picture, Role::Asset, "beyond").empty());
}

TEST(Section, DrawsAHouseConnectionInThePlaneAsAStrip) {
    const model::Street street = testing::terraced_street();
    const SectionCut cut = section_cut(street, 2.7);
    std::set<std::string> strips;

    for (const CutStrip& strip : cut.strips)
        strips.insert(street.assets[strip.asset].id);

    EXPECT_TRUE(strips.contains("G-h1"));
    EXPECT_TRUE(strips.contains("R-h4"));
    for (const CutAsset& a : cut.assets)
        EXPECT_EQ(street.assets[a.asset].id.find("-h"), std::string::npos);
}

TEST(Section, PlacesCirclesToTheMillimetre) {
    const Picture2d picture = section_drawing(testing::terraced_street(), {}, options_at(31.0));
    const Circle& sewer = circle_of(picture, "R-1");  // 0.40 m wide, offset 0.20, axis 2.15 deep
    const Circle& gas = circle_of(picture, "G-2");    // 0.11 m wide, offset 2.35, axis 1.015 deep
    const double units_per_m = sewer.radius_px / 0.20;

    EXPECT_NEAR(1.0 / (units_per_m * kPaperMetresPerUnit), 40.0, 1e-6) << "the scale in the title";
    EXPECT_NEAR((sewer.center.x - gas.center.x) / units_per_m, 2.15, 0.0005);
    EXPECT_NEAR((sewer.center.y - gas.center.y) / units_per_m, 2.15 - 1.015, 0.0005);
    EXPECT_NEAR(gas.radius_px / units_per_m, 0.055, 0.0005);
}

TEST(Section, ScalesWithThePictureWidth) {
    SectionOptions wide = options_at(31.0);
    wide.width_px = 3200.0;
    const Picture2d small = section_drawing(testing::terraced_street(), {}, options_at(31.0));
    const Picture2d large = section_drawing(testing::terraced_street(), {}, wide);

    EXPECT_DOUBLE_EQ(large.width_px, 3200.0);
    EXPECT_NEAR(circle_of(large, "R-1").center.x, 2.0 * circle_of(small, "R-1").center.x, 1e-9);
}

TEST(Section, UsesTheColoursOfTheStyle) {
    const Picture2d picture = section_drawing(testing::terraced_street(), {}, options_at(31.0));
    const Style style = testing::day_style();

    EXPECT_EQ(circle_of(picture, "W-1").fill, style.of(Network::Water));
    EXPECT_EQ(circle_of(picture, "R-1").fill, style.of(Network::SewerGravity));
    EXPECT_EQ(circle_of(picture, "E-9").fill, style.of(Network::ElectricityMv));
}

TEST(Section, MakesAThinCableVisible) {
    model::Street street = testing::terraced_street();
    street.assets.push_back(
        straight_asset("thin", Network::Telecom, 0.004, {100, 201, 0}, {160, 201, 0}));

    EXPECT_GE(circle_of(section_drawing(street, {}, options_at(31.0)), "thin").radius_px, 2.5);
}

TEST(Section, ShowsFindingsOnlyAtTheirStations) {
    EXPECT_EQ(rules_at(38.0),
              (std::set<std::string>{"NL-SEP-07", "cover-lv", "TR-NL-03", "NL-SEP-02"}));
    EXPECT_EQ(rules_at(5.0), (std::set<std::string>{"cover-lv", "NL-SEP-02"}));
    EXPECT_EQ(rules_at(20.0), (std::set<std::string>{"NL-SEP-07", "cover-lv", "NL-SEP-02"}));
}

TEST(Section, LeavesOutWhatSomeoneAccepted) {
    auto findings = testing::terraced_findings();
    for (auto& f : findings)
        f.exempted_by = "municipality";
    const model::Street street = testing::terraced_street();

    EXPECT_TRUE(findings_at(street, section_cut(street, 38.0), findings, 1.0).empty());
}

TEST(Section, ArrowsSpanTheGapBetweenOuterSurfaces) {
    const model::Street street = testing::terraced_street();
    const auto findings = testing::terraced_findings();
    const SectionCut cut = section_cut(street, 20.0);

    for (const SectionFinding& f : findings_at(street, cut, findings, 1.0)) {
        ASSERT_TRUE(f.arrow) << findings[f.finding].rule;
        const double length = (f.arrow->first - f.arrow->second).norm();
        // H-1r to W-1: 0.60 m between axes less radii 0.10 and 0.08; E-4 has a cover of 0.55 m;
        // E-9 to G-2: axes 0.60 apart across and 0.18 down, radii 0.045 and 0.055.
        const std::string& rule = findings[f.finding].rule;
        const double expected = rule == "NL-SEP-07"  ? 0.42
                                : rule == "cover-lv" ? 0.55
                                                     : std::hypot(0.60, 0.18) - 0.10;
        EXPECT_NEAR(length, expected, 1e-9) << rule;
    }
}

TEST(Section, ClampsTheStationToTheAxis) {
    EXPECT_DOUBLE_EQ(section_cut(testing::terraced_street(60.0), 75.0).station_m, 60.0);
    EXPECT_DOUBLE_EQ(section_cut(testing::terraced_street(60.0), -3.0).station_m, 0.0);
}

TEST(Section, OrdersFindingsWorstFirst) {
    const auto findings = testing::terraced_findings();

    EXPECT_EQ(worst_first(findings), (std::vector<std::size_t>{2, 1, 0, 3}));
}

}  // namespace
}  // namespace maaiveld::viz::scene
