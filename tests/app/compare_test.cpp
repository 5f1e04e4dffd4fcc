#include "app/comparison_pictures.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::test {
namespace {

std::vector<std::string> both(std::vector<std::string> more) {
    std::vector<std::string> all{"compare",
                                 model_file("vkls-leiden-flat"),
                                 model_file("vkls-leiden"),
                                 "--no-influence",
                                 "--date",
                                 "2026-11-22"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST(Compare, PrintsOneTableOfBothStreets) {
    const auto r = run(both({}));
    EXPECT_EQ(r.code, 0) << r.err;
    EXPECT_TRUE(r.says("occupied width, what is built            4.54      1.05  m")) << r.out;
    EXPECT_TRUE(r.says("[2] street side"));
    EXPECT_TRUE(r.says("were not computed"));
    EXPECT_TRUE(r.err.empty());
}

TEST(Compare, SpeaksDutchWithACommaAsDecimalSign) {
    auto arguments = both({});
    arguments.insert(arguments.begin(), {"--lang", "nl"});
    const auto r = run(arguments);
    EXPECT_EQ(r.code, 0) << r.err;
    EXPECT_TRUE(r.says("bezette breedte, wat wordt aangelegd"));
    EXPECT_TRUE(r.says("1,05  m"));
    EXPECT_FALSE(r.says("occupied"));
}

TEST(Compare, WritesAPageThatNeedsNothingElse) {
    const Scratch scratch;
    const auto r = run(
        both({"--no-pictures", "-o", scratch.file("c.html"), "--json", scratch.file("c.json")}));
    ASSERT_EQ(r.code, 0) << r.err;
    const std::string html = text_of(scratch.file("c.html"));
    EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
    EXPECT_EQ(html.find("http"), html.find("http-equiv")) << "no address of anything";
    EXPECT_NE(text_of(scratch.file("c.json")).find("maaiveld-comparison/1"), std::string::npos);
    EXPECT_EQ(scratch.entries(), 2U) << "nothing is left behind";
}

TEST(Compare, GivesTheSameBytesOnAnyThreadCount) {
    const Scratch scratch;
    for (const char* threads : {"1", "4"}) {
        const std::string name = std::string{"c"} + threads;
        ASSERT_EQ(run(both({"--no-pictures", "--threads", threads, "-o",
                            scratch.file(name + ".html"), "--json", scratch.file(name + ".json")}))
                      .code,
                  0);
    }
    EXPECT_EQ(text_of(scratch.file("c1.html")), text_of(scratch.file("c4.html")));
    EXPECT_EQ(text_of(scratch.file("c1.json")), text_of(scratch.file("c4.json")));
}

TEST(Compare, KeepsMarkupInNamesAsText) {
    const Scratch scratch;
    std::string text = text_of(model_file("vkls-leiden"));
    const std::string name = "Vliethofstraat, Veenstad (VKLS rack)";
    text.replace(text.find(name), name.size(), "<script>alert(1)</script>");
    const auto file = scratch.write("<b>.street.json", text);
    const auto r =
        run({"compare", file, "--no-influence", "--no-pictures", "-o", scratch.file("c.html")});
    ASSERT_EQ(r.code, 0) << r.err;
    const std::string html = text_of(scratch.file("c.html"));
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("<b>"), std::string::npos);
    EXPECT_NE(html.find("&lt;script&gt;alert(1)"), std::string::npos);
}

/// The shipped street with lines asked for, laid out flat and in a rack.
std::vector<std::string> laid_out(const Scratch& scratch) {
    const auto laid = run({"layout", model_file("layout-demand"), "--mode", "both", "--no-heat",
                           "-o", scratch.file("a.street.json")});
    EXPECT_EQ(laid.code, 0) << laid.err;
    return {"compare",
            scratch.file("a-flat.street.json"),
            scratch.file("a-rack.street.json"),
            "--no-influence",
            "--date",
            "2026-11-22"};
}

TEST(Compare, CountsTheRacksPartsInMaterialAndCost) {
    const Scratch scratch;
    auto words = laid_out(scratch);
    words.insert(words.end(), {"--json", scratch.file("c.json")});
    const auto r = run(words);
    ASSERT_EQ(r.code, 0) << r.err;
    EXPECT_TRUE(r.says("posts (galvanised-steel), kg")) << r.out;
    EXPECT_FALSE(r.says("parts are not counted"));
    const auto json = nlohmann::json::parse(text_of(scratch.file("c.json")));
    const auto& flat = json["variants"][0];
    const auto& rack = json["variants"][1];
    EXPECT_EQ(flat["cost"]["racks_eur"]["value"], 0.0);
    EXPECT_FALSE(rack["cost"].contains("unpriced_kg"));
    double sum = 0.0, mass_kg = 0.0;
    for (const char* part : {"dig_eur", "shoring_eur", "surface_eur", "racks_eur"})
        sum += rack["cost"][part]["value"].get<double>();
    EXPECT_NEAR(rack["cost"]["total_eur"]["value"].get<double>(), sum, 1e-3);
    for (const auto& part : rack["rack_parts"])
        mass_kg += part["mass_kg"].get<double>();
    const double racks_eur = rack["cost"]["racks_eur"]["value"].get<double>();
    EXPECT_GT(racks_eur, 3.0 * mass_kg) << "no material is cheaper than 3 EUR/kg";
    EXPECT_LT(racks_eur, 5.0 * mass_kg) << "nor dearer than 5";
}

TEST(Compare, HeadsColumnsWithTheFileWhereNamesAreAlike) {
    const Scratch scratch;
    auto words = laid_out(scratch);
    words.insert(words.end(), {"--no-pictures", "-o", scratch.file("c.html")});
    ASSERT_EQ(run(words).code, 0);
    const std::string html = text_of(scratch.file("c.html"));
    EXPECT_NE(html.find("<th scope=\"col\">1 · a-flat</th>"), std::string::npos);
    EXPECT_NE(html.find("2 · a-rack: Parkzijde"), std::string::npos);
    EXPECT_NE(html.find("<br><span class=\"more\">above "), std::string::npos)
        << "every side from which a line is reached";
}

TEST(Compare, EnlargesTheStripsInWhichSomethingIsBuilt) {
    model::Street street;
    street.section.starts_at_offset_m = 5.0;
    for (const double width_m : {2.0, 2.0, 4.0, 2.0})
        street.section.strips.push_back({model::StripKind::Footway, width_m, "", ""});
    lifecycle::VariantMeasures measures;
    measures.trenches.resize(2);
    measures.trenches[0].dig = {-2.5, -1.5, 1.0, 0.0, 0.0, {}};
    measures.trenches[1].dig = {-1.2, -0.9, 1.0, 0.0, 0.0, {}};  // 0.1 m into the third
    const auto part = app::built_part(street, measures);
    ASSERT_TRUE(part);
    ASSERT_EQ(part->section.strips.size(), 1U);
    EXPECT_DOUBLE_EQ(part->section.starts_at_offset_m, 3.0);
    measures.trenches[1].dig.right_m = 4.0;
    EXPECT_FALSE(app::built_part(street, measures)) << "most of the street";
    street.section.strips.clear();
    EXPECT_FALSE(app::built_part(street, measures));
}

TEST(Compare, RefusesBadInputInOneLine) {
    const Scratch scratch;
    const auto missing = run({"compare", scratch.file("no.street.json")});
    EXPECT_EQ(missing.code, 2);
    EXPECT_TRUE(is_one_line(missing.err));
    const auto beyond = run(both({"--station", "80"}));
    EXPECT_EQ(beyond.code, 2);
    EXPECT_TRUE(beyond.complains("from 0 to 50"));
    const auto profile = run(both({"--profile", scratch.file("none.json")}));
    EXPECT_EQ(profile.code, 2);
    EXPECT_TRUE(is_one_line(profile.err));
    const auto own = scratch.write("a.street.json", text_of(model_file("vkls-leiden")));
    const auto over = run({"compare", own, "-o", own});
    EXPECT_EQ(over.code, 2);
    EXPECT_EQ(text_of(own), text_of(model_file("vkls-leiden"))) << "the street is still there";
    const auto nothing = run({"compare"});
    EXPECT_EQ(nothing.code, 2);
}

}  // namespace
}  // namespace maaiveld::test
