#include "isotherm_sections.h"
#include "viz/scene/chart_geometry.h"

#include <gtest/gtest.h>

namespace maaiveld::viz::scene {
namespace {

TEST(IsothermNames, IsReadableHoweverCrowded) {
    for (const Language language : {Language::English, Language::Dutch})
        for (const int count : {0, 1, 2, 5, 9, 20, 60, 200})
            expect_readable(isotherm_drawing(random_section(count, 7), options_in(language)),
                            std::to_string(count) + " objects");
}

TEST(IsothermNames, IsReadableOnSmallAndOddPages) {
    for (const auto& [width, height] :
         {std::pair{400.0, 300.0}, {1600.0, 300.0}, {300.0, 1200.0}, {4000.0, 0.0}}) {
        ChartOptions options = options_in(Language::Dutch);
        options.width_px = width;
        options.height_px = height;
        const Picture2d page = isotherm_drawing(random_section(12, 3), options);

        expect_readable(page, std::to_string(width));
        EXPECT_DOUBLE_EQ(page.width_px, width);
        EXPECT_GE(page.height_px, height - 1e-6);
        EXPECT_TRUE(height == 0.0 || std::abs(page.height_px - height) < 1e-6);
    }
}

TEST(IsothermNames, NamesTwentyObjectsWithTheirTemperature) {
    const Picture2d page = isotherm_drawing(random_section(20, 5), options_in(Language::English));

    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(count_text(page, "W-" + std::to_string(i)), 1U) << i;
    EXPECT_EQ(count_text(page, "21.4 °C"), 20U);
}

TEST(IsothermNames, LeadsFromEachObjectToItsNameAndThroughNoOther) {
    for (const int count : {3, 8, 20, 45}) {
        const IsothermSection section = random_section(count, 6);
        const Picture2d page = isotherm_drawing(section, options_in(Language::English));
        std::vector<Box> names;
        for (const Item& item : page.items)
            if (const Text* text = std::get_if<Text>(&item.shape);
                text != nullptr && item.role == Role::Label && item.id.starts_with("W-"))
                names.push_back(text->box());
        for (const IsothermObject& object : section.objects) {
            const auto leaders = shapes_of<Path>(page, Role::Leader, object.id);
            const auto circles = shapes_of<Circle>(page, Role::Asset, object.id);
            ASSERT_EQ(leaders.size(), 2U) << "a line with a pale rim";
            ASSERT_EQ(circles.size(), 1U);
            EXPECT_NEAR(leaders[1].points.front().x, circles[0].center.x, 1e-9);
            EXPECT_NEAR(leaders[1].points.front().y, circles[0].center.y, 1e-9);
            for (const Box& name : names)
                EXPECT_FALSE(passes_through(leaders[1].points, name)) << count << object.id;
        }
    }
}

TEST(IsothermNames, HasRoomForItsKeyBesideLongNamesAndAWideStreet) {
    for (const double width_m : {0.7, 4.0, 9.3, 17.0, 63.0}) {
        IsothermSection section = gradient_section();
        section.grid.dx_m = width_m / static_cast<double>(section.grid.nx - 1);
        section.layers = {{0.0, std::string(30, 'W')}};
        section.highlights = {{15.0, "limit_of_the_water", {207, 16, 32}}};
        const Picture2d page = isotherm_drawing(section, options_in(Language::English));

        EXPECT_EQ(count_text(page, "limit_of_the_water"), 1U) << width_m;
    }
}

}  // namespace
}  // namespace maaiveld::viz::scene
