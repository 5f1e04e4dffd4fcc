#include "tests/support/run_program.h"

#include <gtest/gtest.h>

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
