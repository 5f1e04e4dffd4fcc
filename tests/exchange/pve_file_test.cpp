#include "exchange/pve_file.h"

#include "exchange/catalogue_file.h"
#include "exchange/sizing_profile_file.h"
#include "layout/rack_lines.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <set>

namespace maaiveld::exchange {
namespace {

std::string one(const std::string& requirement) {
    return "{\"format\":\"maaiveld-pve/"
           "1\",\"id\":\"p\",\"title\":{\"nl\":\"P\",\"en\":\"P\"},\n\"requirements\":[\n" +
           requirement + "]}";
}

std::string requirement(const std::string& more) {
    return R"({"id":"R","owner":"digger","title":{"nl":"r","en":"r"},"phase":"dry","source":"s","grade":"C",)" +
           more + "}";
}

void expect_refused(const std::string& text, const std::string& words) {
    const test::Scratch scratch;
    const auto programme = read_programme(scratch.write("p.json", text));
    ASSERT_FALSE(programme);
    EXPECT_NE(programme.error().text().find(words), std::string::npos) << programme.error().text();
}

TEST(PveFile, ReadsTheShippedProgrammeWithASourceForEverything) {
    const auto programme = read_programme(test::source_file("profiles/racks/pve-vkls.json"));
    ASSERT_TRUE(programme) << programme.error().text();
    EXPECT_GE(programme->requirements.size(), 15U);
    std::set<std::string> owners;
    for (const auto& q : programme->requirements) {
        owners.insert(q.owner);
        EXPECT_FALSE(q.source.empty()) << q.id;
        EXPECT_EQ(q.limit.has_value(), q.check != layout::ProgrammeCheck::TestProtocol) << q.id;
    }
    EXPECT_EQ(owners.size(), 3U);
}

TEST(PveFile, ReadsTheExampleOfItsPage) {
    const std::string page = test::text_of(test::source_file("docs/formats/pve.md"));
    const auto from = page.find("```json\n") + 8;
    const std::string example = page.substr(from, page.find("```", from) - from);
    const test::Scratch scratch;
    const auto programme = read_programme(scratch.write("p.json", example));
    ASSERT_TRUE(programme) << programme.error().text();
    ASSERT_EQ(programme->requirements.size(), 2U);
    EXPECT_EQ(programme->requirements[0].network, "telecom");
    EXPECT_TRUE(programme->requirements[0].at_most);
}

TEST(PveFile, RefusesWithFileLineAndWords) {
    expect_refused(one(requirement(R"("check":"widht","at_most":1)")), "widht");
    expect_refused(one(requirement(R"("check":"width")")), "`at_most` or `at_least`");
    expect_refused(one(requirement(R"("check":"width","at_most":1,"at_least":1)")), "not both");
    expect_refused(one(requirement(R"("check":"order","names":["water"],"at_most":0)")), "two");
    expect_refused(one(requirement(R"("check":"order","names":["water","wine"],"at_most":0)")),
                   "wine");
    expect_refused(one(requirement(R"("check":"cover","network":"watr","at_least":1)")), "watr");
    const std::string width = requirement(R"("check":"width","at_most":1)");
    expect_refused(one(width + ",\n" + width), ":4: requirement `R` occurs twice");
    std::string owner = width;
    owner.replace(owner.find("digger"), 6, "diggar");
    expect_refused(one(owner), "diggar");
}

TEST(PveFile, WritesAMatrixWithNullsWhereNothingIsKnown) {
    const auto programme = read_programme(test::source_file("profiles/racks/pve-vkls.json"));
    ASSERT_TRUE(programme);
    std::vector<layout::ProgrammeRow> rows;
    for (std::size_t i = 0; i < programme->requirements.size(); ++i)
        rows.push_back(
            {i, layout::ProgrammeVerdict::NotCheckable, std::nullopt, "", "why", "waarom"});
    rows[0].verdict = layout::ProgrammeVerdict::NotMet;
    rows[0].value = 2.0;
    const std::string text = programme_report_text(*programme, "S", rows);
    EXPECT_NE(text.find("\"not_met\": 1"), std::string::npos);
    EXPECT_NE(text.find("\"value\": null"), std::string::npos);
    EXPECT_NE(text.find("\"verdict\": \"not_met\""), std::string::npos);
}

TEST(SizingProfile, KnowsEveryLineOfTheCatalogueThatIsOfAKnownMaterial) {
    const auto profile = read_sizing_profile(test::source_file("profiles/sizing/nl.json"));
    ASSERT_TRUE(profile) << profile.error().text();
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    ASSERT_TRUE(catalogue);
    for (const auto& [name, type] : catalogue->types) {
        if (type.material == "unknown") continue;
        model::Asset asset;
        asset.id = name;
        asset.type = name;
        asset.network = type.network;
        const auto line = layout::carried_line(asset, *catalogue, *profile);
        ASSERT_TRUE(line) << line.error().text();
        EXPECT_GT(line->dead_N_m, 0.0) << name;
        if (line->hangs) {
            EXPECT_GT(line->max_tension_N, 0.0) << name;
            EXPECT_GT(line->min_bend_radius_m, 0.0) << name;
        } else {
            EXPECT_GT(line->section_modulus_m3(), 0.0) << name;
            EXPECT_LE(line->long_term_strength_Pa, line->strength_Pa) << name;
        }
    }
}

TEST(SizingProfile, RefusesWhatCannotBe) {
    std::string text = test::text_of(test::source_file("profiles/sizing/nl.json"));
    const auto refused = [&](const std::string& from, const std::string& to, const char* words) {
        std::string bad = text;
        ASSERT_NE(bad.find(from), std::string::npos) << from;
        bad.replace(bad.find(from), from.size(), to);
        const test::Scratch scratch;
        const auto profile = read_sizing_profile(scratch.write("s.json", bad));
        ASSERT_FALSE(profile) << to;
        EXPECT_NE(profile.error().text().find(words), std::string::npos) << profile.error().text();
    };
    refused("\"spread\": \"elastic\"", "\"spread\": \"elastik\"", "elastik");
    refused("\"poisson\": 0.3", "\"poisson\": 0.5", "poisson");
    refused("\"friction_angle_deg\": 30", "\"friction_angle_deg\": 0", "undrained_Pa");
    refused("\"slack\": 0.003", "\"slack\": 0", "slack");
    refused("\"gravity_m_s2\"", "\"gravty_m_s2\"", "gravity_m_s2");
}

}  // namespace
}  // namespace maaiveld::exchange
