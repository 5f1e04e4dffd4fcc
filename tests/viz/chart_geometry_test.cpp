#include "viz/scene/chart_geometry.h"

#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace maaiveld::viz::scene {
namespace {

TEST(ClippedLine, StaysInsideAndLosesNothingOfIt) {
    test::Random random(6);
    const Box box{10.0, 20.0, 60.0, 50.0};
    for (int round = 0; round < 50; ++round) {
        std::vector<Point> line;
        for (int i = 0; i < 12; ++i)
            line.push_back({random.between(0.0, 80.0), random.between(0.0, 70.0)});
        double inside = 0.0, whole = 0.0, outside = 0.0, sampled = 0.0;
        const auto length = [](const std::vector<std::vector<Point>>& parts) {
            double sum = 0.0;
            for (const auto& part : parts)
                for (std::size_t i = 1; i < part.size(); ++i)
                    sum += std::hypot(part[i].x - part[i - 1].x, part[i].y - part[i - 1].y);
            return sum;
        };
        inside = length(clipped_line(line, box));
        outside = length(line_outside(line, box));
        whole = length({line});
        for (std::size_t i = 1; i < line.size(); ++i) {
            constexpr int kSamples = 2000;
            const double piece =
                std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y) / kSamples;
            for (int k = 0; k < kSamples; ++k) {
                const double t = (k + 0.5) / kSamples;
                if (box.contains(Point{line[i - 1].x + t * (line[i].x - line[i - 1].x),
                                       line[i - 1].y + t * (line[i].y - line[i - 1].y)}))
                    sampled += piece;
            }
        }
        EXPECT_NEAR(inside, sampled, 0.6);
        EXPECT_NEAR(inside + outside, whole, 1e-9);
        for (const auto& part : clipped_line(line, box))
            for (const Point& p : part)
                EXPECT_TRUE(box.grown(1e-9).contains(p));
    }
}

TEST(Simplified, KeepsTheEndsAndStaysNear) {
    std::vector<Point> wave;
    for (int i = 0; i <= 500; ++i)
        wave.push_back({i * 1.0, 40.0 * std::sin(i * 0.03)});

    const auto few = simplified(wave, 0.2);

    EXPECT_LT(few.size(), 100U);
    EXPECT_DOUBLE_EQ(few.back().x, 500.0);
    for (const Point& p : wave) {
        double nearest = 1e9;
        for (std::size_t i = 1; i < few.size(); ++i) {
            const double t = (p.x - few[i - 1].x) / (few[i].x - few[i - 1].x);
            if (t >= 0.0 && t <= 1.0)
                nearest =
                    std::min(nearest, std::abs(few[i - 1].y + t * (few[i].y - few[i - 1].y) - p.y));
        }
        EXPECT_LE(nearest, 0.2 * std::hypot(1.0, 1.2) + 1e-9);
    }
}

TEST(Thinned, KeepsThePeaks) {
    test::Random random(2);
    std::vector<Point> line;
    for (int i = 0; i < 8760; ++i)
        line.push_back({i * 0.1, random.between(0.0, 1.0)});
    line[4321].y = 9.0;
    line[4322].y = -9.0;

    const auto thin = thinned(line, 1.0);

    EXPECT_LE(thin.size(), 4U * 877U);
    double high = 0.0, low = 0.0;
    for (std::size_t i = 0; i < thin.size(); ++i) {
        high = std::max(high, thin[i].y);
        low = std::min(low, thin[i].y);
        EXPECT_LE(thin[i > 0 ? i - 1 : 0].x, thin[i].x);
    }
    EXPECT_EQ(high, 9.0);
    EXPECT_EQ(low, -9.0);
}

}  // namespace
}  // namespace maaiveld::viz::scene
