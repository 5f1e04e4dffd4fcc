#include "viz/render/svg.h"

#include "terraced_street.h"
#include "viz/render/image.h"
#include "viz/render/write_drawing.h"
#include "viz/scene/influence_drawings.h"
#include "viz/scene/isotherm_drawing.h"
#include "viz/scene/section_drawing.h"
#include "viz/scene/text_metrics.h"

#include <gtest/gtest.h>

#include <expat.h>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <sstream>

namespace maaiveld::viz::render {
namespace {

namespace fs = std::filesystem;
using scene::Anchor;
using scene::Color;
using scene::Picture2d;
using scene::Role;

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::string text;
};

/// The elements of an XML document in order; empty when it is not well-formed.
class Reading {
public:
    explicit Reading(const std::string& xml) {
        XML_Parser parser = XML_ParserCreate("UTF-8");
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, start, end);
        XML_SetCharacterDataHandler(parser, characters);
        well_formed_ = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) != 0;
        XML_ParserFree(parser);
    }

    bool well_formed() const { return well_formed_; }
    const std::vector<Element>& elements() const { return elements_; }
    std::vector<Element> named(const std::string& name) const {
        std::vector<Element> found;
        for (const Element& element : elements_)
            if (element.name == name) found.push_back(element);
        return found;
    }

private:
    static void start(void* user, const char* name, const char** attributes) {
        auto* self = static_cast<Reading*>(user);
        Element element{name, {}, {}};
        for (; *attributes != nullptr; attributes += 2)
            element.attributes[attributes[0]] = attributes[1];
        self->open_.push_back(self->elements_.size());
        self->elements_.push_back(element);
    }
    static void end(void* user, const char* /*name*/) {
        static_cast<Reading*>(user)->open_.pop_back();
    }
    static void characters(void* user, const char* text, int length) {
        auto* self = static_cast<Reading*>(user);
        self->elements_[self->open_.back()].text.append(text, static_cast<std::size_t>(length));
    }

    bool well_formed_ = false;
    std::vector<Element> elements_;
    std::vector<std::size_t> open_;
};

scene::ChartOptions options() {
    return {scene::Language::Dutch, 1600.0, 0.0, testing::day_style()};
}

Picture2d isotherm_page() {
    scene::IsothermSection section;
    section.title = "Bodem & \"water\" <25 °C>";
    section.grid = {21, 11, 0.0, 0.2, 0.0, 0.2, {}};
    for (int i = 0; i < 21 * 11; ++i)
        section.grid.temperature_C.push_back(10.0 + 0.1 * i);
    section.objects = {{"W-12 <&>", 1.0, 0.8, 0.16, {0, 0, 255}, {"W-12", "water"}, true}};
    section.highlights = {{25.0, "grens", {207, 16, 32}}};
    return scene::isotherm_drawing(section, options());
}

Picture2d year_page() {
    scene::YearPicture year;
    year.title = "Jaar";
    year.lines = {{"bodem", {120, 90, 60}, {1, 2, 3, 9, 12, 16, 18, 18, 15, 11, 6, 2}, {}, {}, {}}};
    year.limits = {{25.0, ""}};
    return scene::year_drawing(year, options());
}

/// One of each kind of shape.
Picture2d small_page() {
    Picture2d page;
    page.width_px = 200.0;
    page.height_px = 100.0;
    page.items = {
        {Role::Asset, "line",
         scene::Path{{{1.0, 2.0}, {30.25, 4.12345}},
                     std::nullopt,
                     {Color{255, 0, 16}, 2.5, {4.0, 1.5}},
                     false}},
        {Role::Asset, "area",
         scene::Path{{{0, 0}, {10, 0}, {10, 10}}, Color{0, 128, 0, 0.25F}, {}, true}},
        {Role::Asset, "dot", scene::Circle{{50.0, 60.0}, 7.0, Color{1, 2, 3}, {}}},
        {Role::Label, "up",
         scene::Text{"Øß → 25 °C", {20.0, 90.0}, 10.0, true, Color{9, 9, 9}, Anchor::End, true}}};
    return page;
}

TEST(Svg, IsWellFormedForEveryDrawing) {
    scene::SectionOptions section;
    section.station_m = 20.0;
    section.style = testing::day_style();
    for (const Picture2d& page :
         {small_page(), isotherm_page(), year_page(),
          scene::section_drawing(testing::terraced_street(), {}, section)}) {
        const Reading reading(svg_text(page, {"Titel & <meer>", "tekst", "nl"}));

        ASSERT_TRUE(reading.well_formed());
        EXPECT_EQ(reading.named("text").size(), scene::text_boxes(page).size());
        EXPECT_EQ(reading.named("title").at(0).text, "Titel & <meer>");
        EXPECT_EQ(reading.named("desc").at(0).text, "tekst");
    }
}

TEST(Svg, KeepsEveryTextAsText) {
    const Picture2d page = isotherm_page();
    const Reading reading(svg_text(page, {}));
    std::multiset<std::string> wanted, found;
    for (const scene::Item& item : page.items)
        if (const auto* text = std::get_if<scene::Text>(&item.shape)) wanted.insert(text->text);
    for (const Element& element : reading.named("text"))
        found.insert(element.text);

    EXPECT_EQ(found, wanted);
}

TEST(Svg, HasNoScriptsAndRefersToNothingOutside) {
    const std::set<std::string> known = {"svg", "title", "desc", "defs",   "clipPath",
                                         "g",   "rect",  "path", "circle", "text"};
    const Reading reading(svg_text(isotherm_page(), {"a", "b", "en"}));

    for (const Element& element : reading.elements()) {
        EXPECT_TRUE(known.contains(element.name)) << element.name;
        for (const auto& [name, value] : element.attributes) {
            EXPECT_FALSE(name.starts_with("on")) << name;
            EXPECT_EQ(name.find("href"), std::string::npos) << name;
            EXPECT_NE(name, "style");
            EXPECT_TRUE(name == "xmlns" || value.find("://") == std::string::npos) << value;
        }
    }
}

TEST(Svg, WritesEveryKindOfShape) {
    const Reading reading(svg_text(small_page(), {}));
    const auto paths = reading.named("path");
    ASSERT_EQ(paths.size(), 2U);
    EXPECT_EQ(paths[0].attributes.at("d"), "M1 2L30.25 4.123");
    EXPECT_EQ(paths[0].attributes.at("stroke"), "#ff0010");
    EXPECT_EQ(paths[0].attributes.at("stroke-dasharray"), "4 1.5");
    EXPECT_EQ(paths[0].attributes.at("fill"), "none");
    EXPECT_EQ(paths[1].attributes.at("d"), "M0 0L10 0 10 10Z");
    EXPECT_EQ(paths[1].attributes.at("fill-opacity"), "0.25");
    EXPECT_FALSE(paths[1].attributes.contains("stroke"));
    EXPECT_EQ(reading.named("circle").at(0).attributes.at("r"), "7");
    const Element text = reading.named("text").at(0);
    EXPECT_EQ(text.text, "Øß → 25 °C");
    EXPECT_EQ(text.attributes.at("text-anchor"), "end");
    EXPECT_EQ(text.attributes.at("transform"), "rotate(-90 20 90)");
    EXPECT_EQ(text.attributes.at("data-id"), "up");
    EXPECT_NEAR(std::stod(text.attributes.at("textLength")),
                scene::text_width(text.text, 10.0, true), 1e-3);
    EXPECT_EQ(reading.named("svg").at(0).attributes.at("viewBox"), "0 0 200 100");
}

TEST(Svg, HoldsNamesThatXmlCannot) {
    Picture2d page = small_page();
    const std::string nasty = std::string("a\x01\x1f\"'<&>]]>") + "\xEF\xBF\xBE" + "é\xC3";
    std::get<scene::Text>(page.items[3].shape).text = nasty;
    page.items[3].id = nasty;
    const Reading reading(svg_text(page, {nasty, nasty, nasty}));

    ASSERT_TRUE(reading.well_formed());
    const std::string replaced = "a\uFFFD\uFFFD\"'<&>]]>\uFFFDé\uFFFD";
    EXPECT_EQ(reading.named("text").at(0).text, replaced);
    EXPECT_EQ(reading.named("text").at(0).attributes.at("data-id"), replaced);
    EXPECT_EQ(reading.named("title").at(0).text, replaced);
}

TEST(Svg, LeavesOutShapesThatAreNowhere) {
    constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
    Picture2d page = small_page();
    std::get<scene::Path>(page.items[0].shape).points[0].x = kNowhere;
    std::get<scene::Circle>(page.items[2].shape).radius_px = kNowhere;
    const std::string text = svg_text(page, {});

    EXPECT_EQ(text.find("nan"), std::string::npos);
    EXPECT_EQ(Reading(text).named("path").size(), 1U);
    EXPECT_TRUE(Reading(text).named("circle").empty());
}

TEST(Svg, IsTheSameEveryTime) {
    EXPECT_EQ(svg_text(isotherm_page(), {"a", "b", "nl"}),
              svg_text(isotherm_page(), {"a", "b", "nl"}));
}

class WriteDrawing : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() / (std::string("maaiveld_drawing_") + test->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
    }

    fs::path folder_;
};

TEST_F(WriteDrawing, ChoosesTheFormatByTheEnding) {
    ASSERT_TRUE(write_drawing(small_page(), {"t", "d", "en"}, folder_ / "a.SVG"));
    ASSERT_TRUE(write_drawing(small_page(), {"t", "d", "en"}, folder_ / "b.png"));

    std::ifstream in(folder_ / "a.SVG");
    std::ostringstream text;
    text << in.rdbuf();
    EXPECT_EQ(text.str(), svg_text(small_page(), {"t", "d", "en"}));
    const auto image = read_png(folder_ / "b.png");
    ASSERT_TRUE(image);
    EXPECT_EQ(image->width_px, 200);
    EXPECT_EQ(image->height_px, 100);
    EXPECT_EQ(files(), 2U) << "nothing is left beside them";
}

TEST_F(WriteDrawing, RefusesOtherEndingsAndImpossiblePages) {
    Picture2d huge = small_page(), nowhere = small_page();
    huge.width_px = 1e6;
    nowhere.height_px = std::numeric_limits<double>::quiet_NaN();

    for (const char* name : {"a.pdf", "a", "svg", "a.png.txt"}) {
        const auto written = write_drawing(small_page(), {}, folder_ / name);
        ASSERT_FALSE(written) << name;
        EXPECT_EQ(written.error().code, base::ErrorCode::BadUsage);
    }
    for (const Picture2d& page : {huge, nowhere})
        EXPECT_FALSE(write_drawing(page, {}, folder_ / "a.svg"));
    EXPECT_EQ(files(), 0U);
}

TEST_F(WriteDrawing, SaysWhenItCannotWrite) {
    for (const char* name : {"a.svg", "a.png"}) {
        const auto written = write_drawing(small_page(), {}, folder_ / "missing" / name);
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, base::ErrorCode::CannotWrite);
    }
}

TEST_F(WriteDrawing, LeavesAFolderInTheWayAndNoRemains) {
    fs::create_directories(folder_ / "a.svg" / "inside");

    EXPECT_FALSE(write_drawing(small_page(), {}, folder_ / "a.svg"));
    EXPECT_EQ(files(), 1U);
}

}  // namespace
}  // namespace maaiveld::viz::render
