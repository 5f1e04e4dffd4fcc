#include "viz/scene/isotherm_drawing.h"

#include "isotherm_sections.h"
#include "viz/scene/chart_geometry.h"
#include "viz/scene/sheet.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace maaiveld::viz::scene {
namespace {

TEST(IsothermDrawing, RunsNoIsothermThroughATemperature) {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        const Picture2d page =
            isotherm_drawing(random_section(10, seed), options_in(Language::English));
        const auto is_temperature = [](const std::string& id) {
            return !id.empty() && id.find_first_not_of("0123456789.°C \xE2\x88\x92") == id.npos;
        };
        std::vector<std::vector<Point>> lines;
        std::vector<Box> labels;
        for (const Item& item : page.items) {
            if (!is_temperature(item.id)) continue;
            if (const Path* path = std::get_if<Path>(&item.shape)) lines.push_back(path->points);
            if (const Text* text = std::get_if<Text>(&item.shape)) labels.push_back(text->box());
        }
        EXPECT_GT(lines.size(), 5U);
        EXPECT_GT(labels.size(), 2U);
        for (const Box& label : labels)
            for (const auto& line : lines)
                EXPECT_FALSE(passes_through(line, label)) << seed;
    }
}

TEST(IsothermDrawing, HasOneScaleForWidthDepthAndDiameter) {
    IsothermSection section = gradient_section();
    section.objects = {object_at("A", 1.0, 0.5, 0.4), object_at("B", 3.0, 1.7, 0.2)};
    const Picture2d page = isotherm_drawing(section, options_in(Language::English));
    const Placed at = placed(page);

    const auto a = shapes_of<Circle>(page, Role::Asset, "A");
    const auto b = shapes_of<Circle>(page, Role::Asset, "B");
    ASSERT_EQ(a.size(), 1U);
    ASSERT_EQ(b.size(), 1U);
    EXPECT_NEAR(b[0].center.x - a[0].center.x, 2.0 * at.units_per_m, 1e-6);
    EXPECT_NEAR(b[0].center.y - a[0].center.y, 1.2 * at.units_per_m, 1e-6);
    EXPECT_NEAR(a[0].center.y - at.top, 0.5 * at.units_per_m, 1e-6);
    EXPECT_NEAR(a[0].radius_px, 0.2 * at.units_per_m, 1e-6);
}

TEST(IsothermDrawing, SaysItsTrueScale) {
    const Picture2d page = isotherm_drawing(gradient_section(), options_in(Language::Dutch));
    const double scale = 1.0 / (placed(page).units_per_m * kPaperMetresPerUnit);

    EXPECT_EQ(count_text(page, "schaal 1:" + std::to_string(std::lround(scale)) + " (A3)"), 1U);
}

TEST(IsothermDrawing, DrawsAndLabelsEachIsothermAtItsDepth) {
    const Picture2d page = isotherm_drawing(gradient_section(), options_in(Language::Dutch));
    const Placed at = placed(page);

    for (const auto& [text, depth_m] : {std::pair{"12,5", 0.5}, {"15", 1.0}, {"17,5", 1.5}}) {
        const double y = at.top + depth_m * at.units_per_m;
        const auto lines = shapes_of<Path>(page, Role::Dimension, text);
        EXPECT_GE(lines.size(), 2U) << "interrupted by its label";
        for (const Path& line : lines)
            for (const Point& p : line.points)
                EXPECT_NEAR(p.y, y, 1e-6) << text;
        const auto labels = shapes_of<Text>(page, Role::Label, text);
        ASSERT_GE(labels.size(), 1U);
        for (const Text& label : labels) {
            EXPECT_NEAR(label.at.y, y, label.size_px);
            for (const Path& line : lines)
                for (const Point& p : line.points)
                    EXPECT_FALSE(label.box().contains(p)) << "the line leaves a gap";
        }
    }
}

TEST(IsothermDrawing, DrawsHighlightsHeavyAndOnce) {
    IsothermSection section = gradient_section();
    section.highlights = {{15.0, "a limit", {207, 16, 32}}};
    const Picture2d page = isotherm_drawing(section, options_in(Language::English));

    const auto heavy = shapes_of<Path>(page, Role::Finding, "15 °C");
    ASSERT_GE(heavy.size(), 2U);
    double widest = 0.0;
    for (const Path& line : heavy)
        widest = std::max(widest, line.stroke.width_px);
    EXPECT_GT(widest, 3.0);
    EXPECT_TRUE(shapes_of<Path>(page, Role::Dimension, "15").empty());
    EXPECT_EQ(count_text(page, "a limit"), 1U);
}

TEST(IsothermDrawing, KeyNamesEveryLevel) {
    const Picture2d page = isotherm_drawing(gradient_section(), options_in(Language::English));
    std::multiset<std::string> furniture;
    for (const Item& item : page.items)
        if (const Text* text = std::get_if<Text>(&item.shape);
            text != nullptr && item.role == Role::Furniture)
            furniture.insert(text->text);

    for (const char* level : {"12.5", "15", "17.5"})
        EXPECT_EQ(furniture.count(level), 1U) << level;
}

TEST(IsothermDrawing, DrawsWarmerGroundDarker) {
    const Picture2d page = isotherm_drawing(gradient_section(), options_in(Language::English));
    std::vector<double> contrast;
    for (const Item& item : page.items)
        if (const Path* path = std::get_if<Path>(&item.shape);
            path != nullptr && item.role == Role::Ground && path->fill && item.id.empty())
            contrast.push_back(contrast_with_white(*path->fill));

    // Bare soil first, then a band per level and one below them.
    ASSERT_EQ(contrast.size(), 5U);
    for (std::size_t i = 2; i < contrast.size(); ++i)
        EXPECT_GT(contrast[i], contrast[i - 1]);
}

TEST(IsothermDrawing, ReachesUnderAPipeWhoseInsideIsNotComputed) {
    IsothermSection section = gradient_section();
    section.objects = {object_at("A", 2.0, 1.0, 0.6)};
    for (std::size_t iz = 0; iz < section.grid.nz; ++iz)
        for (std::size_t ix = 0; ix < section.grid.nx; ++ix)
            if (std::hypot(section.grid.x_m(static_cast<double>(ix)) - 2.0,
                           section.grid.depth_m(static_cast<double>(iz)) - 1.0) < 0.3)
                section.grid.at(ix, iz) = std::numeric_limits<double>::quiet_NaN();

    const Picture2d page = isotherm_drawing(section, options_in(Language::English));
    section.objects.clear();
    const Picture2d open = isotherm_drawing(section, options_in(Language::English));

    EXPECT_EQ(count_text(page, "not computed"), 0U);
    EXPECT_EQ(count_text(open, "not computed"), 1U);
}

TEST(IsothermDrawing, IsDrawnForAGridThatIsNotUsable) {
    IsothermSection section = random_section(4, 2);
    section.grid.temperature_C.pop_back();
    expect_readable(isotherm_drawing(section, options_in(Language::English)), "broken grid");
    expect_readable(isotherm_drawing({}, options_in(Language::English)), "nothing");
}

TEST(IsothermDrawing, LeavesOutRowsAboveTheGround) {
    IsothermSection section = gradient_section();
    section.grid.depth0_m = -0.5;  // 12.5 °C at the ground, 15 °C half a metre below it
    const Picture2d page = isotherm_drawing(section, options_in(Language::English));
    const Placed at = placed(page);
    const auto lines = shapes_of<Path>(page, Role::Dimension, "15");

    ASSERT_FALSE(lines.empty());
    for (const Path& line : lines)
        EXPECT_NEAR(line.points[0].y, at.top + 0.5 * at.units_per_m, 1e-6);
    for (const Item& item : page.items) {
        const Path* path = std::get_if<Path>(&item.shape);
        if (path == nullptr || item.role != Role::Ground || !path->fill) continue;
        for (const Point& p : path->points)
            EXPECT_GE(p.y, at.top - 1e-6);
    }
}

TEST(IsothermDrawing, IsTheSameEveryTime) {
    const Picture2d once = isotherm_drawing(random_section(20, 9), options_in(Language::English));
    const Picture2d again = isotherm_drawing(random_section(20, 9), options_in(Language::English));

    ASSERT_EQ(once.items.size(), again.items.size());
    const auto a = text_boxes(once), b = text_boxes(again);
    for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_EQ(a[i].left, b[i].left);
}

}  // namespace
}  // namespace maaiveld::viz::scene
