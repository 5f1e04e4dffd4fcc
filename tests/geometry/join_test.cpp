#include "geometry/join.h"

#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace maaiveld::geometry {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Box> random_boxes(int count, std::uint64_t seed, double longest) {
    test::Random random{seed};
    std::vector<Box> boxes;
    for (int k = 0; k < count; ++k) {
        Bounds bounds;
        const Vec3 at{random.between(0, 60), random.between(0, 60), random.between(-2, 0)};
        bounds.include(at);
        const double length = random.below(20) == 0 ? longest : 3.0;
        bounds.include(at + Vec3(random.between(0, length), random.between(0, length),
                                 random.between(0, 0.3)));
        boxes.push_back(Box::around(bounds, 0.25, 0.25));
    }
    return boxes;
}

std::vector<Pair> joined(const std::vector<Box>& boxes, int threads) {
    const SweepJoin join{boxes, threads};
    std::vector<std::vector<Pair>> found(join.task_count());
    join.run([&](std::size_t task, PairBlock pairs) {
        found[task].insert(found[task].end(), pairs.begin(), pairs.end());
    });
    std::vector<Pair> all;
    for (const auto& part : found)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::set<Pair> overlapping(const std::vector<Box>& boxes) {
    std::set<Pair> pairs;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        for (std::uint32_t j = i + 1; j < boxes.size(); ++j) {
            const Box& a = boxes[i];
            const Box& b = boxes[j];
            if (a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1 && a.z0 <= b.z1 &&
                b.z0 <= a.z1) {
                pairs.emplace(i, j);
            }
        }
    }
    return pairs;
}

TEST(SweepJoin, FindsEveryOverlappingPairExactlyOnce) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        for (const double longest : {3.0, 50.0}) {
            const auto boxes = random_boxes(1500, seed, longest);
            const auto found = joined(boxes, 2);
            const std::set<Pair> unique(found.begin(), found.end());
            EXPECT_EQ(unique.size(), found.size()) << "a pair was reported twice";
            EXPECT_EQ(unique, overlapping(boxes));
        }
    }
}

TEST(SweepJoin, GivesTheSamePairsInTheSameOrderForAnyNumberOfThreads) {
    const auto boxes = random_boxes(3000, 7, 20.0);
    const auto one = joined(boxes, 1);
    EXPECT_EQ(one, joined(boxes, 2));
    EXPECT_EQ(one, joined(boxes, 7));
}

TEST(SweepJoin, CopesWithNothingOnePointAndCoincidentBoxes) {
    EXPECT_TRUE(joined({}, 1).empty());
    const Box point{1, 1, 1, 1, 1, 1};
    EXPECT_TRUE(joined({point}, 1).empty());
    EXPECT_EQ(joined({point, point, point}, 1).size(), 3U);
}

TEST(BoxAround, ContainsItsBoundsInSinglePrecision) {
    Bounds bounds;
    bounds.include({463200.123456789, 93900.987654321, -0.35});
    const Box box = Box::around(bounds, 0.0, 0.0);
    EXPECT_LE(static_cast<double>(box.x0), 463200.123456789);
    EXPECT_GE(static_cast<double>(box.x1), 463200.123456789);
    EXPECT_LE(static_cast<double>(box.z0), -0.35);
    EXPECT_GE(static_cast<double>(box.z1), -0.35);
}

}  // namespace
}  // namespace maaiveld::geometry
