#include "chart_reading.h"
#include "terraced_street.h"
#include "tests/support/random.h"
#include "viz/scene/chart.h"
#include "viz/scene/chart_geometry.h"

#include <gtest/gtest.h>

#include <limits>

namespace maaiveld::viz::scene {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

ChartOptions options_in(Language language) {
    return {language, 1600.0, 0.0, testing::day_style()};
}

ChartSeries line_to(const std::string& name, double end_y) {
    return {name, {0, 0, 200}, {{0.0, 0.0}, {10.0, end_y}}, {}, true, false};
}

LineChart random_chart(int lines, unsigned seed) {
    test::Random random(seed);
    LineChart chart;
    chart.title = "Temperatures through a rather long year in a street with a long name";
    chart.subtitle = "soil, water, cables";
    chart.x.label = "distance";
    chart.x.unit = "m";
    chart.y.label = "temperature";
    chart.y.unit = "°C";
    for (int i = 0; i < lines; ++i) {
        ChartSeries series{
            "cable number " + std::to_string(i), {150, 0, 0}, {}, {}, true, i % 3 == 0};
        ChartBand band{"P5–P95", {0, 0, 255}, {}, {}, {}};
        double y = random.between(5.0, 30.0);
        for (int k = 0; k < 40; ++k) {
            y += random.between(-1.0, 1.0);
            series.points.push_back({25.0 * k, random.unit() < 0.05 ? kMissing : y});
            band.x.push_back(25.0 * k);
            band.lower.push_back(y - 1.0);
            band.upper.push_back(random.unit() < 0.05 ? kMissing : y + 1.0);
        }
        chart.series.push_back(series);
        chart.bands.push_back(band);
    }
    chart.references = {{25.0, "25 °C limit", {207, 16, 32}, ChartReference::Across::Width},
                        {330.0, "crossing", {80, 80, 80}, ChartReference::Across::Height}};
    chart.captions = {"Source: a test.", std::string(400, 'W')};
    return chart;
}

TEST(Chart, IsReadableWithFewAndManyLines) {
    for (const Language language : {Language::English, Language::Dutch})
        for (const int lines : {0, 1, 3, 8, 40})
            expect_readable(chart_drawing(random_chart(lines, 3), options_in(language)),
                            std::to_string(lines) + " lines");
}

TEST(Chart, IsReadableOnSmallAndOddPages) {
    for (const auto& [width, height] :
         {std::pair{300.0, 200.0}, {1600.0, 200.0}, {300.0, 2000.0}, {5000.0, 2000.0}}) {
        ChartOptions options = options_in(Language::Dutch);
        options.width_px = width;
        options.height_px = height;
        const Picture2d page = chart_drawing(random_chart(6, 1), options);

        expect_readable(page, std::to_string(width) + " wide");
        EXPECT_NEAR(page.height_px, height, 1e-6);
    }
}

TEST(Chart, PlacesPointsInProportion) {
    LineChart chart;
    chart.x.from = 0.0;
    chart.x.to = 10.0;
    chart.series = {{"a", {0, 0, 0}, {{0, 0}, {5, 20}, {10, 80}}, {}, false, true}};
    const auto dots =
        shapes_of<Circle>(chart_drawing(chart, options_in(Language::English)), Role::Asset, "a");

    ASSERT_EQ(dots.size(), 3U);
    EXPECT_NEAR(dots[1].center.x - dots[0].center.x, dots[2].center.x - dots[1].center.x, 1e-6);
    EXPECT_NEAR((dots[0].center.y - dots[1].center.y) / (dots[0].center.y - dots[2].center.y), 0.25,
                1e-9);
}

TEST(Chart, SpacesDecadesEquallyOnALogarithmicAxis) {
    LineChart chart;
    chart.y.scale = ChartAxis::Scale::Logarithmic;
    chart.series = {
        {"a", {0, 0, 0}, {{0, 0.1}, {1, 1}, {2, 10}, {3, -5}, {4, 0}}, {}, false, true}};
    const Picture2d page = chart_drawing(chart, options_in(Language::Dutch));
    const auto dots = shapes_of<Circle>(page, Role::Asset, "a");

    ASSERT_EQ(dots.size(), 3U) << "what is not above zero has no place";
    EXPECT_NEAR(dots[0].center.y - dots[1].center.y, dots[1].center.y - dots[2].center.y, 1e-6);
    EXPECT_EQ(count_text(page, "0,1"), 1U);
}

TEST(Chart, NamesLinesAtTheirEndsWhenThereIsRoom) {
    LineChart chart;
    chart.series = {line_to("soil", 10.0), line_to("water", 20.0), line_to("cable", 30.0)};
    const Picture2d page = chart_drawing(chart, options_in(Language::English));

    for (const ChartSeries& series : chart.series) {
        const auto names = shapes_of<Text>(page, Role::Label, series.name);
        const auto lines = shapes_of<Path>(page, Role::Asset, series.name);
        ASSERT_EQ(names.size(), 1U);
        ASSERT_EQ(lines.size(), 1U);
        EXPECT_GT(names[0].at.x, lines[0].points.back().x);
        EXPECT_NEAR(names[0].at.y, lines[0].points.back().y, names[0].size_px);
    }
}

TEST(Chart, UsesALegendWhenNamesWouldStandFarFromTheirLines) {
    LineChart chart;
    for (int i = 0; i < 12; ++i)
        chart.series.push_back(line_to("line " + std::to_string(i), 100.0 + 0.01 * i));
    const Picture2d page = chart_drawing(chart, options_in(Language::English));

    for (const ChartSeries& series : chart.series) {
        EXPECT_TRUE(shapes_of<Text>(page, Role::Label, series.name).empty());
        EXPECT_EQ(count_text(page, series.name), 1U) << "in the legend";
    }
}

TEST(Chart, TellsLinesOfOneColourApartByDashes) {
    LineChart chart;
    chart.series = {line_to("a", 10.0), line_to("b", 20.0)};
    const Picture2d page = chart_drawing(chart, options_in(Language::English));

    EXPECT_NE(shapes_of<Path>(page, Role::Asset, "a")[0].stroke.dash_px,
              shapes_of<Path>(page, Role::Asset, "b")[0].stroke.dash_px);
}

TEST(Chart, InterruptsALineWhereValuesAreMissing) {
    LineChart chart;
    chart.series = {line_to("a", 10.0)};
    chart.series[0].points = {{0, 1}, {1, 2}, {2, kMissing}, {3, 2}, {4, 5}};

    EXPECT_EQ(shapes_of<Path>(chart_drawing(chart, options_in(Language::English)), Role::Asset, "a")
                  .size(),
              2U);
}

TEST(Chart, CutsLinesAndBandsOffAtTheFrame) {
    LineChart chart = random_chart(3, 8);
    chart.y.from = 15.0;
    chart.y.to = 18.0;
    chart.series[0].points[5].y = 1e12;
    const Picture2d page = chart_drawing(chart, options_in(Language::English));
    const auto limits = shapes_of<Path>(page, Role::Finding, "crossing");
    ASSERT_EQ(limits.size(), 1U) << "the upright line spans the frame";
    const double top = limits[0].points[0].y, bottom = limits[0].points[1].y;

    int seen = 0;
    for (const Item& item : page.items)
        if (const Path* path = std::get_if<Path>(&item.shape);
            path != nullptr && (item.role == Role::Asset || item.role == Role::Halo))
            for (const Point& p : path->points) {
                EXPECT_GE(p.y, top - 1e-6);
                EXPECT_LE(p.y, bottom + 1e-6);
                ++seen;
            }
    EXPECT_GT(seen, 20);
}

TEST(Chart, KeepsALimitInThePictureAndItsLabelOffTheLines) {
    LineChart chart;
    chart.series = {line_to("a", 10.0)};
    chart.references = {{25.0, "25 °C", {207, 16, 32}, ChartReference::Across::Width}};
    const Picture2d page = chart_drawing(chart, options_in(Language::English));
    const auto lines = shapes_of<Path>(page, Role::Asset, "a");

    ASSERT_EQ(count_text(page, "25 °C"), 1U);
    for (const Text& text : texts_of(page))
        if (text.text == "25 °C") {
            EXPECT_FALSE(passes_through(lines[0].points, text.box()));
        }
}

}  // namespace
}  // namespace maaiveld::viz::scene
