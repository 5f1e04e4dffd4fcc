#include "exchange/tree_profile.h"
#include "influence/roots/assess_trees.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

TreeProfile shipped() {
    const auto profile = exchange::read_tree_profile(test::source_file("profiles"));
    EXPECT_TRUE(profile) << profile.error().text();
    return profile.value_or(TreeProfile{});
}

TreeSite plane() {
    TreeSite tree;
    tree.id = "T1";
    tree.species = "Platanus x hispanica";
    tree.age_years = 20.0;
    tree.years_ahead = {0.0, 20.0};
    tree.crown_diameter_m = 9.0;
    tree.root_depth_m = 1.0;
    tree.ground = GroundClass::HeavyLoad;
    return tree;
}

TEST(Trees, TakeTheirVolumeFromTheClassOfTheirSpecies) {
    const auto result = assess_trees(shipped(), {plane()});
    ASSERT_TRUE(result) << result.error().text();

    EXPECT_EQ(result->front().volume_from, "species");
    EXPECT_DOUBLE_EQ(result->front().states[0].wanted_volume_m3, 27.5);
    EXPECT_DOUBLE_EQ(result->front().states[1].wanted_volume_m3, 41.2);
    EXPECT_DOUBLE_EQ(*result->front().vulnerable_zone_m, 6.0);
}

TEST(Trees, PreferTheVolumesTheyAreGiven) {
    TreeSite tree = plane();
    tree.volumes = {{0.0, 2.0}, {40.0, 42.0}};

    const auto result = assess_trees(shipped(), {tree});

    ASSERT_TRUE(result);
    EXPECT_EQ(result->front().volume_from, "given");
    EXPECT_DOUBLE_EQ(result->front().states[0].wanted_volume_m3, 22.0);
}

TEST(Trees, FallBackOnTheirCrown) {
    TreeSite tree = plane();
    tree.species = "Ilex aquifolium";

    const auto result = assess_trees(shipped(), {tree});

    ASSERT_TRUE(result) << result.error().text();
    EXPECT_EQ(result->front().volume_from, "crown");
    const double today = 0.75 * std::numbers::pi * 4.5 * 4.5;
    EXPECT_NEAR(result->front().states[0].wanted_volume_m3, today, 1e-9);
    EXPECT_NEAR(result->front().states[1].wanted_volume_m3, 2.0 * today, 1e-9);
}

TEST(Trees, SayWhichRowIsMissing) {
    TreeSite tree = plane();
    tree.height = HeightClass::Third;
    tree.crown = CrownClass::Small;

    const auto result = assess_trees(shipped(), {tree});

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where, "tree `T1`");
    EXPECT_NE(result.error().message.find("`third`"), std::string::npos);
}

TEST(Trees, TellBothWhatIsLostAndTheRadiusThatKeepsIt) {
    TreeSite tree = plane();
    tree.barriers = {{"facade", {{1.0, -100.0}, {1.0, 100.0}}, 0.0, 2.0}};
    tree.assets = {{"W", {{-3.2, -100.0, 0.8}, {-3.2, 100.0, 0.8}}, 0.16}};
    TreeSite kept = tree;
    kept.id = "T2";
    kept.lost_volume = LostVolume::Kept;

    const auto result = assess_trees(shipped(), {tree, kept});

    ASSERT_TRUE(result) << result.error().text();
    const TreeState& lost_now = result->at(0).states[0];
    EXPECT_NEAR(lost_now.clipped_volume_m3 + lost_now.lost_volume_m3, 27.5, 1e-9);
    EXPECT_GT(lost_now.lost_volume_m3, 5.0);
    EXPECT_EQ(lost_now.body_radius_m, lost_now.radius_m);
    EXPECT_EQ(lost_now.assets[0].roots.volume_m3, 0.0);
    const TreeState& kept_now = result->at(1).states[0];
    EXPECT_EQ(kept_now.body_radius_m, *lost_now.kept_radius_m);
    EXPECT_GT(kept_now.body_radius_m, 3.3);
    EXPECT_GT(kept_now.assets[0].roots.volume_m3, 0.0);
}

TEST(Trees, ReachMoreEveryYear) {
    TreeSite tree = plane();
    tree.years_ahead = {0.0, 10.0, 20.0, 40.0, 60.0};
    tree.assets = {{"W", {{3.0, -100.0, 0.8}, {3.0, 100.0, 0.8}}, 0.16}};

    const auto result = assess_trees(shipped(), {tree});

    ASSERT_TRUE(result);
    double before = -1.0;
    for (const TreeState& state : result->front().states) {
        EXPECT_GE(state.assets[0].roots.volume_m3, before);
        before = state.assets[0].roots.volume_m3;
        EXPECT_GE(*state.assets[0].cut_share, 0.0);
        EXPECT_LE(*state.assets[0].cut_share, 0.5);
    }
    EXPECT_GT(before, 0.1);
}

TEST(Trees, GiveNoShareForALineThatBends) {
    TreeSite tree = plane();
    tree.assets = {{"W", {{3.0, -9.0, 0.8}, {2.0, 0.0, 0.8}, {3.0, 9.0, 0.8}}, 0.16}};

    const auto result = assess_trees(shipped(), {tree});

    ASSERT_TRUE(result);
    EXPECT_FALSE(result->front().states[0].assets[0].cut_share);
}

TEST(Trees, DryTheirRootVolume) {
    TreeSite tree = plane();
    tree.drying = RootDrying{0.5, 0.0, 60.0, 0.12, 2.0, 0.5};

    const auto result = assess_trees(shipped(), {tree});

    ASSERT_TRUE(result);
    EXPECT_NEAR(result->front().states[0].drying->moisture_left,
                1.0 - 0.03 * std::numbers::pi * 20.25 / (0.12 * 27.5), 1e-6);
}

TEST(Trees, RefuseWhatCannotBe) {
    const TreeProfile profile = shipped();
    const auto refused = [&](auto change) {
        TreeSite tree = plane();
        change(tree);
        const auto result = assess_trees(profile, {tree});
        return !result && result.error().where.starts_with("tree `T1`");
    };

    EXPECT_TRUE(refused([](TreeSite& t) { t.age_years = -1.0; }));
    EXPECT_TRUE(refused([](TreeSite& t) { t.years_ahead = {-30.0}; }));
    EXPECT_TRUE(refused([](TreeSite& t) { t.root_depth_m = 0.0; }));
    EXPECT_TRUE(refused([](TreeSite& t) { t.root_depth_m = std::nan(""); }));
    EXPECT_TRUE(refused([](TreeSite& t) { t.stem_diameters_m = {-0.2}; }));
    EXPECT_TRUE(refused([](TreeSite& t) { t.crown_diameter_m = std::nan(""); }));
    EXPECT_TRUE(refused([](TreeSite& t) { t.volumes = {{10.0, -1.0}}; }));
    EXPECT_TRUE(refused([](TreeSite& t) {
        t.assets = {{"up", {{2.0, 0.0, 0.02}, {2.0, 5.0, 0.8}}, 0.16}};
    }));
    EXPECT_TRUE(refused([](TreeSite& t) {
        t.barriers = {{"b", {{0.0, -1.0}, {0.0, 1.0}}, 0.0, 1.0}};
    }));
    EXPECT_TRUE(refused([](TreeSite& t) {
        t.crown_diameter_m = 0.0;
        t.species.clear();
    }));
}

}  // namespace
}  // namespace maaiveld::influence
