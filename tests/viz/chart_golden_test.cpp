#include "terraced_street.h"
#include "viz/render/image.h"
#include "viz/render/render_picture.h"
#include "viz/scene/influence_drawings.h"
#include "viz/scene/isotherm_drawing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace maaiveld::viz::render {
namespace {

namespace fs = std::filesystem;
using scene::Picture2d;

/// The mean difference of two pictures of one size, in levels of 255.
double difference(const Image& a, const Image& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.rgb.size(); ++i)
        sum += std::abs(int{a.rgb[i]} - int{b.rgb[i]});
    return sum / static_cast<double>(a.rgb.size());
}

/// Compares with tests/golden/NAME.png, or writes it when MAAIVELD_UPDATE_GOLDEN is set. Without
/// text, so that the fonts of a machine do not matter.
void expect_golden(Picture2d page, const std::string& name) {
    std::erase_if(page.items, [](const scene::Item& item) {
        return std::holds_alternative<scene::Text>(item.shape);
    });
    const auto image = render(page);
    ASSERT_TRUE(image) << image.error().text();
    const fs::path golden = fs::path(__FILE__).parent_path() / "../golden" / (name + ".png");
    if (std::getenv("MAAIVELD_UPDATE_GOLDEN") != nullptr) {
        ASSERT_TRUE(write_png(*image, golden));
        GTEST_SKIP() << "wrote " << golden;
    }
    const auto expected = read_png(golden);
    ASSERT_TRUE(expected) << expected.error().text();
    ASSERT_EQ(image->width_px, expected->width_px);
    ASSERT_EQ(image->height_px, expected->height_px);
    EXPECT_LT(difference(*image, *expected), 0.5);
}

scene::ChartOptions small_options() {
    return {scene::Language::English, 400.0, 0.0, testing::day_style()};
}

TEST(Golden, Isotherms) {
    scene::IsothermSection section;
    section.grid = {61, 31, -1.5, 0.05, 0.0, 0.05, {}};
    for (std::size_t iz = 0; iz < section.grid.nz; ++iz)
        for (std::size_t ix = 0; ix < section.grid.nx; ++ix) {
            const double x = section.grid.x_m(static_cast<double>(ix)) - 0.4;
            const double d = section.grid.depth_m(static_cast<double>(iz)) - 0.8;
            const double r = std::hypot(x, d);
            section.grid.temperature_C.push_back(r < 0.1 ? std::nan("")
                                                         : 14.0 + 9.0 * std::exp(-2.0 * r) - d);
        }
    section.objects = {{"H-1", 0.4, 0.8, 0.2, {0, 128, 128}, {"H-1", "heat"}, false},
                       {"W-1", -0.6, 1.0, 0.11, {0, 0, 255}, {"W-1", "water"}, true}};
    section.strips = {{model::StripKind::Footway, -1.5, 1.5, ""}};
    section.groundwater_depth_m = 1.2;
    section.highlights = {{19.0, "limit", {207, 16, 32}}};

    expect_golden(scene::isotherm_drawing(section, small_options()), "viz_isotherms");
}

TEST(Golden, YearChart) {
    scene::YearPicture year;
    year.title = "Year";
    scene::YearLine line{"water", {0, 0, 255}, {}, {}, {}, {}};
    for (int month = 0; month < 12; ++month) {
        const double t = 13.0 - 8.0 * std::cos((month - 1) * 0.5236);
        line.values.push_back(t);
        line.low.push_back(t - 1.5);
        line.high.push_back(t + 2.0);
    }
    year.lines = {line};
    year.limits = {{25.0, ""}};

    expect_golden(scene::year_drawing(year, small_options()), "viz_year");
}

}  // namespace
}  // namespace maaiveld::viz::render
