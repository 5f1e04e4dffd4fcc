#include "chart_reading.h"
#include "terraced_street.h"
#include "viz/scene/influence_drawings.h"

#include <gtest/gtest.h>

#include <limits>

namespace maaiveld::viz::scene {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

ChartOptions options_in(Language language) {
    return {language, 1600.0, 0.0, testing::day_style()};
}

TEST(YearDrawing, NamesMonthsInBothLanguages) {
    YearPicture year;
    year.lines = {{"soil", {0, 0, 0}, std::vector<double>(12, 10.0), {}, {}, {}}};
    const Picture2d english = year_drawing(year, options_in(Language::English));
    const Picture2d dutch = year_drawing(year, options_in(Language::Dutch));

    EXPECT_EQ(count_text(english, "Mar") + count_text(english, "Oct"), 2U);
    EXPECT_EQ(count_text(dutch, "mrt") + count_text(dutch, "okt"), 2U);
    EXPECT_EQ(count_text(dutch, "temperatuur (°C)"), 1U);
}

TEST(YearDrawing, PutsTheMiddleOfEachPartOfTheYearInItsPlace) {
    YearPicture year;
    for (const std::size_t count : {12U, 365U, 8760U})
        year.lines.push_back(
            {std::to_string(count), {0, 0, 0}, std::vector<double>(count, 1.0), {}, {}, {}});
    year.lines[1].values[0] = 5.0;
    const Picture2d page = year_drawing(year, options_in(Language::English));
    const auto months = shapes_of<Circle>(page, Role::Asset, "12");

    ASSERT_EQ(months.size(), 12U) << "months get a dot each";
    EXPECT_TRUE(shapes_of<Circle>(page, Role::Asset, "365").empty());
    const double year_width = (months[11].center.x - months[0].center.x) * 12.0 / 11.0;
    const double start = months[0].center.x - year_width / 24.0;
    const auto days = shapes_of<Path>(page, Role::Asset, "365");
    ASSERT_EQ(days.size(), 1U);
    EXPECT_NEAR(days[0].points.front().x, start + year_width / 730.0, 0.05);
}

TEST(InducedVoltage, StartsAtZeroAndShowsItsLimit) {
    AlongPicture along;
    along.lines = {{"G-2", {0, 0, 0}, {0, 500, 1000}, {20, 30, 22}, {}, {}, {}}};
    along.limits = {{50.0, ""}};
    const Picture2d page = induced_voltage_drawing(along, options_in(Language::Dutch));

    EXPECT_GE(count_text(page, "0"), 2U) << "at both axes";
    EXPECT_EQ(count_text(page, "50 V"), 1U);
    EXPECT_EQ(count_text(page, "geïnduceerde spanning (V)"), 1U);
}

double bar_width(const Picture2d& page, const std::string& name) {
    const auto bars = shapes_of<Path>(page, Role::Asset, name);
    return bars.size() == 1 ? bars[0].points[1].x - bars[0].points[0].x : -1.0;
}

SharesPicture three_shares() {
    SharesPicture picture;
    picture.shares = {{"small", 0.5, {0, 128, 128}, ""},
                      {"cold", -1.0, {0, 0, 255}, ""},
                      {"large", 2.0, {200, 0, 0}, "close by"},
                      {"unknown", kMissing, {0, 0, 0}, ""}};
    return picture;
}

TEST(Contributions, AreAsLongAsTheyAreLargeAndAddUp) {
    const Picture2d page = contributions_drawing(three_shares(), options_in(Language::English));

    EXPECT_NEAR(bar_width(page, "large") / bar_width(page, "small"), 4.0, 1e-9);
    EXPECT_NEAR(bar_width(page, "cold") / bar_width(page, "small"), 2.0, 1e-9);
    EXPECT_LT(shapes_of<Path>(page, Role::Asset, "cold")[0].points[0].x,
              shapes_of<Path>(page, Role::Asset, "large")[0].points[0].x);
    EXPECT_NEAR(bar_width(page, "together") / bar_width(page, "small"), 3.0, 1e-9);
    EXPECT_EQ(count_text(page, "1.50 K"), 1U);
    EXPECT_EQ(count_text(page, "–"), 1U);
}

TEST(Contributions, StandWithTheLargestEffectFirst) {
    const Picture2d page = contributions_drawing(three_shares(), options_in(Language::English));
    double y = 0.0;
    for (const char* name : {"large", "cold", "small", "unknown"}) {
        const auto texts = shapes_of<Text>(page, Role::Label, name);
        ASSERT_GE(texts.size(), 1U);
        EXPECT_GT(texts[0].at.y, y);
        y = texts[0].at.y;
    }
}

TEST(Contributions, AddUpWhatIsTooMuchToShow) {
    SharesPicture picture;
    for (int i = 0; i < 100; ++i)
        picture.shares.push_back({"source " + std::to_string(i), 1.0, {200, 0, 0}, ""});
    const Picture2d page = contributions_drawing(picture, options_in(Language::English));

    expect_readable(page, "100 bars");
    EXPECT_EQ(count_text(page, "+ 61 more"), 1U);
    EXPECT_NEAR(bar_width(page, "+ 61 more") / bar_width(page, "source 0"), 61.0, 1e-6);
}

TEST(Bars, AreReadableOnAnyPage) {
    for (const std::size_t count : {0U, 1U, 4U, 39U})
        for (const double height : {0.0, 250.0}) {
            SharesPicture picture;
            picture.title = std::string(200, 'M');
            picture.captions = {"source"};
            for (std::size_t i = 0; i < count; ++i)
                picture.shares.push_back({std::string(60, 'W'),
                                          0.01 * static_cast<double>(i) - 0.1,
                                          {200, 0, 0},
                                          std::string(80, 'x')});
            ChartOptions options = options_in(Language::Dutch);
            options.height_px = height;
            expect_readable(variance_drawing(picture, options), std::to_string(count));
        }
}

}  // namespace
}  // namespace maaiveld::viz::scene
