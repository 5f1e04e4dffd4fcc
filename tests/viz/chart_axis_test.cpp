#include "viz/scene/chart_axis.h"

#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maaiveld::viz::scene {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

TEST(ChartRange, EndsOnRoundValuesThatCoverTheData) {
    test::Random random(4);
    for (int i = 0; i < 300; ++i) {
        const double scale = std::pow(10.0, random.between(-6.0, 8.0));
        const double a = scale * random.between(-1.0, 1.0), b = scale * random.between(-1.0, 1.0);
        const ChartRange range = range_of({}, {a, b, kMissing}, 8);
        const auto ticks = ticks_of(range, 8, Language::English);

        EXPECT_LE(range.from, std::min(a, b) + 1e-9 * scale);
        EXPECT_GE(range.to, std::max(a, b) - 1e-9 * scale);
        ASSERT_GE(ticks.size(), 2U);
        EXPECT_LE(ticks.size(), 12U);
        EXPECT_NEAR(ticks.front().value, range.from, 1e-6 * (range.to - range.from));
        EXPECT_NEAR(ticks.back().value, range.to, 1e-6 * (range.to - range.from));
        for (std::size_t k = 1; k < ticks.size(); ++k)
            EXPECT_NE(ticks[k].label, ticks[k - 1].label);
    }
}

TEST(ChartRange, SurvivesWhatCannotBeShown) {
    const double huge = std::numeric_limits<double>::max();
    const double infinite = std::numeric_limits<double>::infinity();
    ChartAxis odd;
    odd.from = 5.0;
    odd.to = 5.0;
    for (const auto scale : {ChartAxis::Scale::Linear, ChartAxis::Scale::Logarithmic}) {
        odd.scale = scale;
        for (const std::vector<double>& values : std::vector<std::vector<double>>{
                 {}, {kMissing}, {huge, -huge}, {infinite}, {0.0}, {3.0}, {-2.0, -1.0}, {1e-300}}) {
            const ChartRange range = range_of(odd, values, 8);

            EXPECT_TRUE(std::isfinite(range.from) && std::isfinite(range.to));
            EXPECT_LT(range.from, range.to);
            EXPECT_LE(ticks_of(range, 8, Language::English).size(), 40U);
        }
    }
}

TEST(ChartTicks, OfALogarithmicAxisAreDecadesOrOneTwoFive) {
    const ChartRange wide{ChartAxis::Scale::Logarithmic, 1e-3, 1e3};
    const ChartRange narrow{ChartAxis::Scale::Logarithmic, 1.0, 100.0};
    std::vector<std::string> decades, between;
    for (const ChartTick& tick : ticks_of(wide, 7, Language::Dutch))
        decades.push_back(tick.label);
    for (const ChartTick& tick : ticks_of(narrow, 8, Language::English))
        between.push_back(tick.label);

    EXPECT_EQ(decades,
              (std::vector<std::string>{"0,001", "0,01", "0,1", "1", "10", "100", "1000"}));
    EXPECT_EQ(between, (std::vector<std::string>{"1", "2", "5", "10", "20", "50", "100"}));
}

TEST(ChartRange, KeepsTheEndsThatAreGiven) {
    ChartAxis axis;
    axis.from = 3.0;
    axis.to = 860.0;
    const ChartRange range = range_of(axis, {0.0, 1000.0}, 8);

    EXPECT_EQ(range.from, 3.0);
    EXPECT_EQ(range.to, 860.0);
    EXPECT_NEAR(range.share_of(431.5), 0.5, 1e-12);
}

TEST(Months, AreThoseOfAYearOf365Days) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (std::size_t month = 0; month < 12; ++month)
        EXPECT_EQ(kMonthStarts[month + 1] - kMonthStarts[month], kDays[month]);
    EXPECT_EQ(month_name(4, 3, Language::Dutch), "mei");
    EXPECT_EQ(month_name(4, 1, Language::English), "M");
}

}  // namespace
}  // namespace maaiveld::viz::scene
