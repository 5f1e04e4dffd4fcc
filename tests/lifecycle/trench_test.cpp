#include "lifecycle/trench.h"

#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace maaiveld::lifecycle {
namespace {

constexpr double kFar = 1e6;

DigNeed pipe(double x_m, double diameter_m, double depth_m) {
    return {x_m - 0.5 * diameter_m, x_m + 0.5 * diameter_m, depth_m, diameter_m};
}

Dig dug(const DigNeed& need, bool sloped, TrenchPractice practice = {}) {
    return dig_for(need, practice, sloped, -kFar, kFar);
}

// By hand: 0.11 m pipe, bottom at 0.80: 0.11 + 0.40 wide, 0.51 x 0.80.
TEST(Trench, IsPipePlusRoomWideAndUprightBelowOneMetre) {
    const Dig dig = dug(pipe(2.0, 0.11, 0.8), true);
    EXPECT_EQ(dig.sides, Sides::Vertical);
    EXPECT_NEAR(dig.right_m - dig.left_m, 0.51, 1e-12);
    EXPECT_NEAR(dig.area_m2(), 0.408, 1e-12);
    EXPECT_NEAR(0.5 * (dig.left_m + dig.right_m), 2.0, 1e-12);
}

TEST(Trench, TakesShoringAndEightyCentimetresFromOneMetreExactly) {
    EXPECT_EQ(dug(pipe(0.0, 0.11, 0.999999), false).sides, Sides::Vertical);
    const Dig deep = dug(pipe(0.0, 0.11, 1.0), false);
    EXPECT_EQ(deep.sides, Sides::Shored);
    EXPECT_NEAR(deep.area_m2(), 0.8, 1e-12);
}

// By hand, NL-DIG-08 and 09: the larger of both decides.
TEST(Trench, TakesTheLargerOfDiameterAndDepthWidths) {
    const TrenchPractice p;
    EXPECT_NEAR(bottom_width_m(p, 0.22, 0.22, 0.9, true), 0.62, 1e-12);
    EXPECT_NEAR(bottom_width_m(p, 0.23, 0.23, 0.9, true), 0.73, 1e-12);
    EXPECT_NEAR(bottom_width_m(p, 0.42, 0.42, 1.5, true), 1.12, 1e-12);
    EXPECT_NEAR(bottom_width_m(p, 0.8, 0.8, 1.5, true), 1.65, 1e-12);
    EXPECT_NEAR(bottom_width_m(p, 1.3, 1.3, 1.5, true), 2.30, 1e-12);
    EXPECT_NEAR(bottom_width_m(p, 0.05, 0.05, 1.75, true), 0.9, 1e-12);
    EXPECT_NEAR(bottom_width_m(p, 0.05, 0.05, 4.0, true), 1.0, 1e-12);
    EXPECT_NEAR(bottom_width_m(p, 0.8, 0.8, 1.5, false), 1.2, 1e-12);
}

// By hand, 1:1 in disturbed sand: 1.5 deep, 0.8 wide at the bottom, 3.8 at the top: 3.45 m2.
TEST(Trench, SlopesOneToOneInDisturbedGround) {
    const Dig dig = dug(pipe(0.0, 0.11, 1.5), true);
    EXPECT_EQ(dig.sides, Sides::Sloped);
    EXPECT_NEAR(dig.area_m2(), 0.5 * (0.8 + 3.8) * 1.5, 1e-12);
    EXPECT_NEAR(dig.top_right_m() - dig.top_left_m(), 3.8, 1e-12);
}

// 3:1 stands steeper than 60 degrees, so the room beside the pipe is that of a shored trench.
TEST(Trench, SlopesSteeperInUndisturbedGround) {
    TrenchPractice practice;
    practice.disturbed = false;
    const Dig dig = dug(pipe(0.0, 0.42, 1.2), true, practice);
    EXPECT_NEAR(dig.right_m - dig.left_m, 1.12, 1e-12);
    EXPECT_NEAR(dig.run_left_m, 0.4, 1e-12);
    const Dig flatter = dug(pipe(0.0, 0.42, 2.0), true, practice);
    EXPECT_NEAR(flatter.right_m - flatter.left_m, 0.9, 1e-12);
    EXPECT_NEAR(flatter.run_left_m, 2.0 / 1.5, 1e-12);
}

TEST(Trench, IsShoredWhereSlopesHaveNoRoom) {
    const Dig fits = dig_for(pipe(0.0, 0.11, 1.5), {}, true, -1.9, 1.9);
    EXPECT_EQ(fits.sides, Sides::Sloped);
    const Dig narrow = dig_for(pipe(0.0, 0.11, 1.5), {}, true, -1.9, 1.89);
    EXPECT_EQ(narrow.sides, Sides::Shored);
}

TEST(Trench, MovesOffAFacadeButNeverOffThePipe) {
    const Dig beside = dig_for(pipe(0.1, 0.11, 0.8), {}, false, 0.0, 5.0);
    EXPECT_NEAR(beside.left_m, 0.0, 1e-12);
    EXPECT_NEAR(beside.right_m, 0.51, 1e-12);
    const Dig stuck = dig_for(pipe(0.0, 0.11, 0.8), {}, false, 0.0, 5.0);
    EXPECT_LE(stuck.left_m, -0.055 + 1e-12);
}

TEST(Trench, IsNeverSmallerWhenItIsDeeper) {
    test::Random random{11};
    for (int i = 0; i < 2000; ++i) {
        const double d = random.between(0.02, 1.3), a = random.between(0.3, 5.0);
        const double b = a + random.between(0.0, 1.0);
        for (const bool sloped : {false, true})
            EXPECT_LE(dug(pipe(0.0, d, a), sloped).area_m2(),
                      dug(pipe(0.0, d, b), sloped).area_m2() + 1e-12);
    }
}

std::vector<Dig> random_digs(test::Random& random) {
    std::vector<Dig> digs;
    const int count = 1 + random.below(6);
    for (int i = 0; i < count; ++i)
        digs.push_back(dug(
            pipe(random.between(-3.0, 3.0), random.between(0.02, 0.8), random.between(0.3, 2.5)),
            random.below(2) == 0));
    return digs;
}

/// Whether a place is dug, by the outline of a trench alone.
bool is_dug(const Dig& dig, double x, double depth) {
    const double up = (dig.depth_m - depth) / dig.depth_m;  // share of the height over the bottom
    return depth < dig.depth_m && x > dig.left_m - up * dig.run_left_m &&
           x < dig.right_m + up * dig.run_right_m;
}

TEST(UnionOfTrenches, AgreesWithCountingRandomPlaces) {
    test::Random random{12};
    for (int round = 0; round < 40; ++round) {
        const auto digs = random_digs(random);
        constexpr int kPlaces = 40000;
        constexpr double kWidth = 14.0, kDepth = 2.5;
        int hits = 0;
        for (int i = 0; i < kPlaces; ++i) {
            const double x = random.between(-0.5 * kWidth, 0.5 * kWidth);
            const double depth = random.between(0.0, kDepth);
            for (const Dig& dig : digs)
                if (is_dug(dig, x, depth)) {
                    ++hits;
                    break;
                }
        }
        const double share = static_cast<double>(hits) / kPlaces;
        const double sigma = std::sqrt(share * (1.0 - share) / kPlaces);
        EXPECT_NEAR(union_area_m2(digs), share * kWidth * kDepth, 5.0 * sigma * kWidth * kDepth);
    }
}

TEST(UnionOfTrenches, LiesBetweenTheLargestAndTheSum) {
    test::Random random{13};
    for (int round = 0; round < 200; ++round) {
        const auto digs = random_digs(random);
        double sum = 0.0, largest = 0.0;
        for (const Dig& dig : digs) {
            sum += dig.area_m2();
            largest = std::max(largest, dig.area_m2());
        }
        EXPECT_LE(union_area_m2(digs), sum + 1e-9);
        EXPECT_GE(union_area_m2(digs), largest - 1e-9);
    }
}

TEST(UnionOfTrenches, CountsOverlapOnceByHand) {
    const std::array digs{Dig{0.0, 1.0, 1.0, 0.0, 0.0, Sides::Vertical},
                          Dig{0.5, 2.0, 0.5, 0.0, 0.0, Sides::Vertical}};
    EXPECT_NEAR(union_area_m2(digs), 1.5, 1e-12);
    EXPECT_NEAR(length_of(opened_surface(digs)), 2.0, 1e-12);
    EXPECT_NEAR(covered_m(opened_surface(digs), 1.5, 9.0), 0.5, 1e-12);
    EXPECT_EQ(union_area_m2({}), 0.0);
}

// Two triangles 1 m deep and 2 m wide, 1 m apart: they share a triangle of 0.25 m2, where their
// sides cross halfway down.
TEST(UnionOfTrenches, FollowsSlopesThatCrossByHand) {
    const std::array digs{Dig{0.0, 0.0, 1.0, 1.0, 1.0, Sides::Sloped},
                          Dig{1.0, 1.0, 1.0, 1.0, 1.0, Sides::Sloped}};
    EXPECT_NEAR(union_area_m2(digs), 1.75, 1e-12);
}

TEST(Meeting, OfACircleAgreesWithSamplingItsRim) {
    test::Random random{14};
    int met = 0;
    for (int round = 0; round < 3000; ++round) {
        const Dig dig = dug(pipe(0.0, 0.3, random.between(0.5, 2.0)), random.below(2) == 0);
        const double x = random.between(-3.0, 3.0), depth = random.between(0.4, 3.0);
        const double r = random.between(0.02, 0.39);
        bool sampled = is_dug(dig, x, depth);
        for (int k = 0; k < 2000 && !sampled; ++k) {
            const double t = 2.0 * M_PI * k / 2000;
            sampled = is_dug(dig, x + r * std::cos(t), depth + r * std::sin(t));
        }
        // A rim that only just touches is missed by sampling, so those are left out.
        const bool larger = meets(dig, x, depth, r + 1e-4, r + 1e-4, true);
        const bool smaller = meets(dig, x, depth, r - 1e-4, r - 1e-4, true);
        if (larger != smaller) continue;
        EXPECT_EQ(meets(dig, x, depth, r, r, true), sampled) << x << ' ' << depth << ' ' << r;
        met += sampled;
    }
    EXPECT_GT(met, 300);
}

TEST(Meeting, OfABoxAgreesWithSamplingIt) {
    test::Random random{15};
    for (int round = 0; round < 1000; ++round) {
        const Dig dig = dug(pipe(0.0, 0.3, random.between(0.5, 2.0)), random.below(2) == 0);
        const double x = random.between(-3.0, 3.0), depth = random.between(0.5, 3.0);
        const double w = random.between(0.05, 0.5), h = random.between(0.05, 0.45);
        bool sampled = false;
        for (int i = 1; i < 80 && !sampled; ++i)
            for (int k = 1; k < 80 && !sampled; ++k)
                sampled = is_dug(dig, x - w + 2.0 * w * i / 80, depth - h + 2.0 * h * k / 80);
        const bool inner = meets(dig, x, depth, 0.96 * w, 0.96 * h, false);
        const bool outer = meets(dig, x, depth, w, h, false);
        if (inner == outer) {
            EXPECT_EQ(outer, sampled) << x << " " << depth;
        }
    }
}

}  // namespace
}  // namespace maaiveld::lifecycle
