#include "exchange/comparison_html.h"

#include <gtest/gtest.h>

#include <string>

namespace maaiveld::exchange {
namespace {

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++found;
    return found;
}

ComparisonPage hostile_page() {
    const std::string evil = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&";
    ComparisonPage page;
    page.title = page.intro = page.measure_word = page.unit_word = page.note_word = evil;
    page.sections_word = page.pictures_word = page.assumptions_word = page.best_word = evil;
    page.language = "en\" onload=\"x";
    page.variants = {{evil, evil, {}, "png", evil, evil, {}}};
    page.sections = {{evil, {{evil, evil, {evil}, evil, ComparisonRow::Better::None, {}}}, {evil}}};
    page.assumptions = {evil};
    return page;
}

TEST(ComparisonHtml, KeepsScriptTagsInNamesAsText) {
    const std::string html = comparison_html(hostile_page());
    EXPECT_EQ(count(html, "<script"), 0U);
    EXPECT_EQ(count(html, "<img "), 1U) << "the picture itself";
    EXPECT_EQ(count(html, "onload=\"x"), 0U);
    EXPECT_GT(count(html, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), 10U);
}

TEST(ComparisonHtml, ForbidsEverythingFromOutside) {
    const std::string html = comparison_html({});
    EXPECT_NE(html.find("<meta http-equiv=\"Content-Security-Policy\" "
                        "content=\"default-src 'none'; img-src data:;"),
              std::string::npos);
    for (const char* outside : {"http://", "https://", "src=\"//", "@import", "<link", "url(h"})
        EXPECT_EQ(html.find(outside), std::string::npos) << outside;
}

TEST(ComparisonHtml, GivesDrawingsIdsOfTheirOwn) {
    const std::string svg =
        "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "aria-labelledby=\"picture-title picture-desc\"><title id=\"picture-title\">T</title>"
        "<clipPath id=\"page\"/><g clip-path=\"url(#page)\"><path data-id=\"page\"/></g></svg>\n";
    ComparisonPage page;
    page.variants = {{"a", "a", svg, {}, {}, {}, {}}, {"b", "b", svg, {}, {}, {}, {}}};
    const std::string html = comparison_html(page);
    EXPECT_EQ(count(html, " id=\"page-1\""), 1U);
    EXPECT_EQ(count(html, " id=\"page-2\""), 1U);
    EXPECT_EQ(count(html, "url(#page-2)"), 1U);
    EXPECT_EQ(count(html, "\"picture-title-2 picture-desc-2\""), 1U);
    EXPECT_EQ(count(html, "data-id=\"page\""), 2U) << "an asset may be called page";
    EXPECT_EQ(count(html, "<?xml"), 0U);
}

TEST(ComparisonHtml, MarksTheBestThatNotAllShare) {
    ComparisonRow row{"w", "m", {"1", "2", "-"}, "", ComparisonRow::Better::Less, {1.0, 2.0, {}}};
    EXPECT_TRUE(row.is_best(0));
    EXPECT_FALSE(row.is_best(1));
    EXPECT_FALSE(row.is_best(2));
    row.better = ComparisonRow::Better::More;
    EXPECT_TRUE(row.is_best(1));
    row.values = {2.0, 2.0, 2.0};
    EXPECT_FALSE(row.is_best(1));
    row.better = ComparisonRow::Better::None;
    EXPECT_FALSE(row.is_best(0));
}

TEST(ComparisonHtml, SetsLaterLinesOfACellSmallerAndLeavesOutEmptyColumns) {
    ComparisonPage page;
    page.unit_word = "UNIT";
    page.note_word = "HOW";
    page.variants = {{"a", "a.json", {}, {}, {}, "Street <A>", {}}};
    page.sections = {{"words", {{"w", "", {"first\nsec<ond\nthird"}, "", {}, {}}}, {}},
                     {"numbers", {{"  part", "m", {"1"}, "", {}, {}}}, {}}};
    const std::string html = comparison_html(page);
    EXPECT_NE(html.find("<td class=\"words\">first<br><span class=\"more\">sec&lt;ond<br>third"),
              std::string::npos);
    EXPECT_EQ(count(html, "UNIT"), 1U) << "only the second table has units";
    EXPECT_EQ(count(html, "HOW"), 0U);
    EXPECT_EQ(count(html, "<th class=\"part\" scope=\"row\">"), 1U);
    EXPECT_NE(html.find("a: Street &lt;A&gt; (a.json)"), std::string::npos);
}

TEST(ComparisonHtml, ShowsADetailBesideItsSection) {
    const std::string svg = "<svg xmlns=\"x\"><clipPath id=\"page\"/></svg>";
    ComparisonPage page;
    page.detail_word = "enlarged";
    page.variants = {{"a", "a", svg, {}, {}, {}, svg}, {"b", "b", svg, {}, {}, {}, {}}};
    const std::string html = comparison_html(page);
    EXPECT_EQ(count(html, "<figure>"), 3U);
    EXPECT_EQ(count(html, "a, enlarged"), 1U);
    for (const char* id : {"page-1", "page-2", "page-3"})
        EXPECT_EQ(count(html, std::string{" id=\""} + id + "\""), 1U) << id;
}

// RFC 4648 section 10.
TEST(ComparisonHtml, WritesBytesAsBase64) {
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foo"), "Zm9v");
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64(std::string("\xFF\x00\xFE", 3)), "/wD+");
}

TEST(ComparisonHtml, ReplacesWhatHtmlCannotHold) {
    EXPECT_EQ(html_escaped(std::string("a\0b", 3)),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(html_escaped("caf\xC3\xA9 <"), "caf\xC3\xA9 &lt;");
    EXPECT_EQ(html_escaped("\xFF"), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace maaiveld::exchange
