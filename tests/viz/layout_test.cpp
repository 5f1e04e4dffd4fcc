#include "viz/scene/clusters.h"
#include "viz/scene/label_layout.h"
#include "viz/scene/text_metrics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace maaiveld::viz::scene {
namespace {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    double below(double limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return limit * static_cast<double>(state_ >> 33U) / 2147483648.0;
    }

private:
    std::uint64_t state_;
};

TEST(LabelLayout, LeavesLabelsThatDoNotTouchWhereTheyWantToBe) {
    const auto middles = spread_on_row({{100.0, 20.0}, {200.0, 20.0}}, 0.0, 300.0, 4.0);

    ASSERT_TRUE(middles);
    EXPECT_DOUBLE_EQ((*middles)[0], 100.0);
    EXPECT_DOUBLE_EQ((*middles)[1], 200.0);
}

TEST(LabelLayout, PushesTwoLabelsApartEqually) {
    const auto middles = spread_on_row({{100.0, 20.0}, {100.0, 20.0}}, 0.0, 300.0, 4.0);

    ASSERT_TRUE(middles);
    EXPECT_DOUBLE_EQ((*middles)[0], 88.0);
    EXPECT_DOUBLE_EQ((*middles)[1], 112.0);
}

TEST(LabelLayout, SaysWhenARowIsTooShort) {
    EXPECT_FALSE(spread_on_row({{10.0, 60.0}, {20.0, 60.0}}, 0.0, 100.0, 4.0));
}

TEST(LabelLayout, NeverOverlapsNorLeavesTheRowOnRandomRows) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Dice dice(seed);
        std::vector<RowLabel> labels;
        double wanted = 0.0;
        for (int i = 0; i < 12; ++i) {
            wanted += dice.below(90.0);
            labels.push_back({wanted, 10.0 + dice.below(50.0)});
        }

        const auto middles = spread_on_row(labels, 0.0, 1000.0, 3.0);

        ASSERT_TRUE(middles) << seed;
        double end = -3.0;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const double start = (*middles)[i] - 0.5 * labels[i].width;
            EXPECT_GE(start, end + 3.0 - 1e-9) << seed;
            end = start + labels[i].width;
        }
        EXPECT_LE(end, 1000.0 + 1e-9) << seed;
    }
}

TEST(LabelLayout, FindsTheNearestFreeBoxAndGivesUpWhenAllIsTaken) {
    const Box wall{-1000.0, 0.0, 1000.0, 1000.0};
    const auto above = free_box_near({0.0, 0.0}, 20.0, 10.0, 5.0, 100.0,
                                     [&](const Box& b) { return !b.overlaps(wall); });
    const auto none =
        free_box_near({0.0, 0.0}, 20.0, 10.0, 5.0, 100.0, [](const Box&) { return false; });

    ASSERT_TRUE(above);
    EXPECT_LE(above->bottom, 0.0);
    EXPECT_FALSE(none);
}

TEST(Clusters, KeepsCentresApartAndEveryPointOnce) {
    Dice dice(5);
    std::vector<Point> points;
    for (int i = 0; i < 800; ++i)
        points.push_back({dice.below(1000.0), dice.below(600.0)});

    const auto groups = clustered(points, 44.0, 15);

    EXPECT_LE(groups.size(), 15U);
    std::vector<int> seen(points.size(), 0);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (const std::size_t m : groups[i].members)
            ++seen[m];
        for (std::size_t j = i + 1; j < groups.size(); ++j)
            EXPECT_GE(std::hypot(groups[i].center.x - groups[j].center.x,
                                 groups[i].center.y - groups[j].center.y),
                      44.0);
    }
    for (const int count : seen)
        EXPECT_EQ(count, 1);
}

TEST(Clusters, LeavesFarPointsAlone) {
    const auto groups = clustered({{0.0, 0.0}, {500.0, 0.0}, {3.0, 0.0}}, 44.0, 15);

    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].members, (std::vector<std::size_t>{0, 2}));
}

TEST(TextMetrics, CountsCodePointsNotBytes) {
    EXPECT_EQ(code_points("Ø±σ").size(), 3U);
    EXPECT_DOUBLE_EQ(text_width("é", 10.0, false), text_width("e", 10.0, false));
    EXPECT_GT(text_width("W", 10.0, true), text_width("W", 10.0, false));
    EXPECT_EQ(code_points("\xC3").front(), char32_t{0xFFFD}) << "a broken sequence";
}

TEST(TextMetrics, ShortensWholeCharactersToFit) {
    const std::string text = "geïnduceerde spanning";
    for (double width = 12.0; width < 200.0; width += 1.0) {
        const std::string shorter = shortened(text, 12.0, false, width);

        EXPECT_LE(text_width(shorter, 12.0, false), width);
        for (const char32_t c : code_points(shorter))
            EXPECT_NE(c, char32_t{0xFFFD});
    }
}

}  // namespace
}  // namespace maaiveld::viz::scene
