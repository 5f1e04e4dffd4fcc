#include "model/axis.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace maaiveld::model {
namespace {

Asset line(Network network, std::vector<Vec2> points, const char* kind = nullptr) {
    Asset asset;
    asset.network = network;
    asset.outer_diameter_m = 0.1;
    for (const Vec2& p : points)
        asset.axis.push_back({{p.x(), p.y(), -1.0}, {}, {}});
    if (kind != nullptr) asset.attributes["kind"] = std::string{kind};
    return asset;
}

void expect_line(const std::vector<Vec2>& found, const std::vector<Vec2>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    // Either direction is an axis.
    const bool reversed = (found.front() - expected.front()).norm() > 0.01;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Vec2& other = reversed ? expected[expected.size() - 1 - i] : expected[i];
        EXPECT_NEAR((found[i] - other).norm(), 0.0, 1e-9) << "point " << i;
    }
}

TEST(LongestChain, IsEmptyWithoutAnyLength) {
    EXPECT_TRUE(longest_chain({}).empty());

    Asset upright;
    upright.axis = {{{0, 0, -2}, {}, {}}, {{0, 0, 0}, {}, {}}};
    EXPECT_TRUE(longest_chain(std::vector{upright}).empty());
}

//   0 ---- 10 ---- 30       three pieces of one main, given out of order and in both directions
TEST(LongestChain, JoinsPiecesThatMeetEndToEnd) {
    const std::vector assets{line(Network::Water, {{30, 0}, {10, 0}}),
                             line(Network::Water, {{0, 0}, {10, 0}}),
                             line(Network::GasLow, {{0, 5}, {25, 5}})};

    expect_line(longest_chain(assets), {{0, 0}, {10, 0}, {30, 0}});
}

TEST(LongestChain, BridgesFiveCentimetresAndNoMore) {
    const auto joined = longest_chain(std::vector{line(Network::Water, {{0, 0}, {10, 0}}),
                                                  line(Network::Water, {{10.04, 0}, {18, 0}})});
    const auto apart = longest_chain(std::vector{line(Network::Water, {{0, 0}, {10, 0}}),
                                                 line(Network::Water, {{10.06, 0}, {18, 0}})});

    EXPECT_NEAR(joined.back().x() + joined.front().x(), 18.0, 1e-9);
    expect_line(apart, {{0, 0}, {10, 0}});
}

TEST(LongestChain, NeverJoinsTwoNetworks) {
    const std::vector assets{line(Network::Water, {{0, 0}, {10, 0}}),
                             line(Network::GasLow, {{10, 0}, {22, 0}})};

    expect_line(longest_chain(assets), {{10, 0}, {22, 0}});
}

//            | 20 m branch
//   ---------+---------      the chain goes straight on, though the branch is longer
TEST(LongestChain, GoesStraightOnAtABranch) {
    const std::vector assets{line(Network::Water, {{0, 0}, {30, 0}}),
                             line(Network::Water, {{30, 0}, {30, 20}}),
                             line(Network::Water, {{30, 0}, {42, 1}})};

    expect_line(longest_chain(assets), {{0, 0}, {30, 0}, {42, 1}});
}

TEST(LongestChain, LeavesConnectionsDuctsAndDisusedLinesOut) {
    Asset disused = line(Network::GasLow, {{0, 3}, {90, 3}});
    disused.status = Status::Disused;
    const std::vector assets{line(Network::Water, {{0, 0}, {80, 0}}, "house_connection"),
                             line(Network::Telecom, {{0, 1}, {70, 1}}, "duct"), disused,
                             line(Network::Water, {{0, 2}, {20, 2}}, "main")};

    expect_line(longest_chain(assets), {{0, 2}, {20, 2}});
}

TEST(LongestChain, TakesWhatThereIsWhenThereIsNoMain) {
    const std::vector assets{line(Network::Water, {{0, 0}, {8, 0}}, "house_connection"),
                             line(Network::Water, {{50, 0}, {53, 0}}, "house_connection")};

    expect_line(longest_chain(assets), {{0, 0}, {8, 0}});
}

//  quarter circle of radius 10 about the origin: 15.708 m long, its chord only 14.142 m
TEST(LongestChain, MeasuresArcsAlongTheArc) {
    Asset arc = line(Network::Water, {{10, 0}});
    const double half = 10.0 * std::sqrt(0.5);
    arc.axis.push_back({{0, 10, -1}, Vec3{half, half, -1}, {}});
    const std::vector assets{line(Network::GasLow, {{0, 50}, {15, 50}}), arc};

    const auto axis = longest_chain(assets);

    ASSERT_GT(axis.size(), 2U);
    for (const Vec2& p : axis)
        EXPECT_NEAR(p.norm(), 10.0, 1e-9);
}

TEST(LongestChain, EndsOnARing) {
    const std::vector assets{
        line(Network::Water, {{0, 0}, {10, 0}}), line(Network::Water, {{10, 0}, {10.5, 8}}),
        line(Network::Water, {{10.5, 8}, {0, 8}}), line(Network::Water, {{0, 8}, {0, 0}})};

    const auto axis = longest_chain(assets);

    EXPECT_GE(axis.size(), 2U);
    EXPECT_LE(axis.size(), 5U);
}

}  // namespace
}  // namespace maaiveld::model
