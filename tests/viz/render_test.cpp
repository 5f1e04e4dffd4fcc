#include "terraced_street.h"
#include "viz/render/canvas.h"
#include "viz/render/image.h"
#include "viz/render/render_picture.h"
#include "viz/render/render_scene.h"
#include "viz/render/write_picture.h"
#include "viz/scene/iso_scene.h"
#include "viz/scene/plan_drawing.h"
#include "viz/scene/section_drawing.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace maaiveld::viz::render {
namespace {

namespace fs = std::filesystem;

Image white(int width, int height) {
    Image image{width, height, {}};
    image.rgb.assign(3U * static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255);
    return image;
}

fs::path scratch(const std::string& name) {
    return fs::temp_directory_path() / name;
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The mean difference of two pictures of one size, in levels of 255.
double difference(const Image& a, const Image& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.rgb.size(); ++i)
        sum += std::abs(int{a.rgb[i]} - int{b.rgb[i]});
    return sum / static_cast<double>(a.rgb.size());
}

/// Compares with tests/golden/NAME.png, or writes it when MAAIVELD_UPDATE_GOLDEN is set.
void expect_golden(const Image& image, const std::string& name, double tolerance) {
    const fs::path golden = fs::path(__FILE__).parent_path() / "../golden" / (name + ".png");
    if (std::getenv("MAAIVELD_UPDATE_GOLDEN") != nullptr) {
        ASSERT_TRUE(write_png(image, golden));
        GTEST_SKIP() << "wrote " << golden;
    }
    const auto expected = read_png(golden);
    ASSERT_TRUE(expected) << expected.error().text();
    ASSERT_EQ(image.width_px, expected->width_px);
    ASSERT_EQ(image.height_px, expected->height_px);
    EXPECT_LT(difference(image, *expected), tolerance);
}

scene::Picture2d without_text(scene::Picture2d picture) {
    std::erase_if(picture.items, [](const scene::Item& item) {
        return std::holds_alternative<scene::Text>(item.shape);
    });
    return picture;
}

TEST(Canvas, CoversPixelsByArea) {
    Canvas canvas(white(4, 4));
    const std::array<Ring, 1> half = {{{{1.0, 1.0}, {2.5, 1.0}, {2.5, 2.0}, {1.0, 2.0}}}};

    canvas.fill(half, {0, 0, 0});
    const Image image = canvas.take();

    EXPECT_EQ(*image.at(1, 1), 0) << "wholly covered";
    EXPECT_NEAR(*image.at(2, 1), 127, 1) << "half covered";
    EXPECT_EQ(*image.at(0, 1), 255);
    EXPECT_EQ(*image.at(1, 2), 255);
}

TEST(Canvas, LeavesTheHoleOfARingEmpty) {
    Canvas canvas(white(6, 6));
    const std::array<Ring, 2> ring = {
        {{{0, 0}, {6, 0}, {6, 6}, {0, 6}}, {{2, 2}, {2, 4}, {4, 4}, {4, 2}}}};

    canvas.fill(ring, {0, 0, 0});
    const Image image = canvas.take();

    EXPECT_EQ(*image.at(0, 0), 0);
    EXPECT_EQ(*image.at(3, 3), 255);
}

TEST(Canvas, ClipsShapesThatLeaveThePage) {
    Canvas canvas(white(4, 4));
    const std::array<Ring, 1> large = {{{{-50, -50}, {2, -50}, {2, 50}, {-50, 50}}}};

    canvas.fill(large, {0, 0, 0});
    const Image image = canvas.take();

    for (int y = 0; y < 4; ++y) {
        EXPECT_EQ(*image.at(1, y), 0);
        EXPECT_EQ(*image.at(2, y), 255);
    }
}

TEST(Canvas, JoinsTheCornersOfALine) {
    Canvas canvas(white(40, 40));
    canvas.stroke({{5, 30}, {20, 10}, {35, 30}}, false, {scene::Color{0, 0, 0}, 6.0, {}});

    EXPECT_EQ(*canvas.take().at(20, 10), 0);
}

TEST(Canvas, DrawsDashesWithGaps) {
    Canvas canvas(white(40, 5));
    canvas.stroke({{0, 2.5}, {40, 2.5}}, false, {scene::Color{0, 0, 0}, 3.0, {10.0, 10.0}});
    const Image image = canvas.take();

    EXPECT_EQ(*image.at(5, 2), 0);
    EXPECT_EQ(*image.at(15, 2), 255);
    EXPECT_EQ(*image.at(25, 2), 0);
}

TEST(Png, ComesBackAsItWasWritten) {
    Image image = white(7, 5);
    image.at(3, 1)[0] = 12;
    const fs::path file = scratch("maaiveld_png_test.png");

    ASSERT_TRUE(write_png(image, file));
    const auto back = read_png(file);

    ASSERT_TRUE(back);
    EXPECT_EQ(back->rgb, image.rgb);
    fs::remove(file);
}

TEST(Png, SaysWhereItCannotBeWritten) {
    const auto written = write_png(white(2, 2), scratch("no_such_folder_here/a.png"));

    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, base::ErrorCode::CannotWrite);
}

TEST(WritePicture, WritesTheAskedSizeAndTheSameBytesTwice) {
    PictureOptions options;
    options.style = testing::day_style();
    options.width_px = 800;
    options.height_px = 500;
    for (const auto view :
         {PictureOptions::View::Section, PictureOptions::View::Plan, PictureOptions::View::Iso}) {
        options.view = view;
        const fs::path a = scratch("maaiveld_a.png"), b = scratch("maaiveld_b.png");

        ASSERT_TRUE(
            write_picture(testing::terraced_street(), testing::terraced_findings(), options, a));
        ASSERT_TRUE(
            write_picture(testing::terraced_street(), testing::terraced_findings(), options, b));

        EXPECT_EQ(bytes_of(a), bytes_of(b));
        EXPECT_EQ(read_png(a)->width_px, 800);
        EXPECT_EQ(read_png(a)->height_px, 500);
        fs::remove(a);
        fs::remove(b);
    }
}

TEST(WritePicture, RefusesAMissingStyleAndImpossibleSizes) {
    PictureOptions unstyled, tiny, foreign;
    tiny.style = foreign.style = testing::day_style();
    tiny.width_px = 3;
    foreign.lang = "xx";
    for (const PictureOptions& options : {unstyled, tiny, foreign}) {
        const auto written =
            write_picture(testing::terraced_street(), {}, options, scratch("never.png"));

        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, base::ErrorCode::BadUsage);
    }
    EXPECT_FALSE(fs::exists(scratch("never.png")));
}

TEST(Golden, Section) {
    scene::SectionOptions options;
    options.station_m = 38.0;
    options.width_px = 400.0;
    options.height_px = 300.0;
    options.style = testing::day_style();
    const auto page =
        scene::section_drawing(testing::terraced_street(), testing::terraced_findings(), options);

    expect_golden(*render(without_text(page)), "viz_section", 0.5);
}

TEST(Golden, Plan) {
    const auto page =
        scene::plan_drawing(testing::terraced_street(), testing::terraced_findings(),
                            {scene::Language::English, 400.0, 300.0, testing::day_style()});

    expect_golden(*render(without_text(page)), "viz_plan", 0.5);
}

TEST(Golden, Iso) {
    scene::IsoOptions options;
    options.width_px = 400.0;
    options.height_px = 300.0;
    options.style = testing::day_style();
    auto built =
        scene::iso_scene(testing::terraced_street(), testing::terraced_findings(), options);
    built.page = without_text(built.page);
    const auto image = render(built);

    ASSERT_TRUE(image) << image.error().text();
    // Graphics drivers differ in the last bits of shading, so this one may differ more.
    expect_golden(*image, "viz_iso", 3.0);
}

}  // namespace
}  // namespace maaiveld::viz::render
