#include "exchange/tree_profile.h"
#include "influence/roots/street_roots.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kPi = std::numbers::pi;

TreeProfile shipped() {
    const auto profile = exchange::read_tree_profile(test::source_file("profiles"));
    EXPECT_TRUE(profile) << profile.error().text();
    return profile.value_or(TreeProfile{});
}

model::Asset pipe(const std::string& id, double y, double z) {
    model::Asset asset;
    asset.id = asset.alias = id;
    asset.network = model::Network::Water;
    asset.outer_diameter_m = 0.16;
    asset.axis = {{{-40.0, y, z}, {}, {}}, {{60.0, y, z}, {}, {}}};
    return asset;
}

/// A street along x, 12 m wide, ground at 1.5 m NAP, one plane of 2000 in the left footway.
///
///   y  6 .. 5 facade | 5 .. 2 footway (tree at 3.5) | 2 .. -2 carriageway | -2 .. -5 footway
model::Street street() {
    model::Street s;
    s.axis = {{-40.0, 0.0}, {60.0, 0.0}};
    s.surface = model::Surface{1.5, {}};
    s.section.starts_at_offset_m = 6.0;
    s.section.strips = {{model::StripKind::Facade, 1.0, "", ""},
                        {model::StripKind::Footway, 3.0, "", ""},
                        {model::StripKind::Carriageway, 4.0, "", ""},
                        {model::StripKind::Footway, 3.0, "", ""}};
    model::Tree tree;
    tree.id = "T1";
    tree.species = "Platanus x hispanica";
    tree.at = {5.0, 3.5};
    tree.stem_diameter_m = 0.3;
    tree.crown_diameter_m = 6.0;
    tree.year = 2000;
    s.trees = {tree};
    s.assets = {pipe("near", 3.0, 0.7), pipe("far", -4.0, 0.7)};
    return s;
}

TEST(StreetRoots, ComeFromSpeciesStripAndAge) {
    const auto roots = street_roots(street(), shipped(), {2020, 0.0});

    ASSERT_EQ(roots.bodies.size(), 1U);
    EXPECT_EQ(roots.bodies[0].volume_from, "species");
    EXPECT_DOUBLE_EQ(roots.bodies[0].wanted_volume_m3, 18.8);
    EXPECT_DOUBLE_EQ(roots.bodies[0].body.depth_m, 1.0);
}

TEST(StreetRoots, StopAtTheGroundwater) {
    model::Street s = street();
    s.groundwater = model::Groundwater{0.9, "test"};

    const auto roots = street_roots(s, shipped(), {2020, 0.0});

    ASSERT_EQ(roots.bodies.size(), 1U);
    EXPECT_NEAR(roots.bodies[0].body.depth_m, 0.6, 1e-12);
    EXPECT_NEAR(roots.bodies[0].body.radius_m, std::sqrt(18.8 / (kPi * 0.6)), 1e-9);
}

TEST(StreetRoots, AreToldApartFromTreesThatCannotBeTold) {
    model::Street s = street();
    s.trees.push_back(s.trees[0]);
    s.trees[1].id = "T2";
    s.trees[1].species.clear();
    s.trees[1].crown_diameter_m = 0.0;
    s.trees[1].year = 0;

    const auto roots = street_roots(s, shipped(), {2020, 0.0});

    EXPECT_EQ(roots.bodies.size(), 1U);
    ASSERT_EQ(roots.unknown.size(), 1U);
    EXPECT_EQ(roots.unknown[0].first, "T2");
    EXPECT_FALSE(roots.unknown[0].second.empty());
}

TEST(StreetRoots, OfUnknownAgeKeepTheVolumeOfTheirCrown) {
    model::Street s = street();
    s.trees[0].year = 0;

    const auto now = street_roots(s, shipped(), {2020, 0.0});
    const auto later = street_roots(s, shipped(), {2020, 40.0});

    EXPECT_EQ(now.bodies[0].volume_from, "crown");
    EXPECT_FALSE(later.bodies[0].grows);
    EXPECT_EQ(now.bodies[0].wanted_volume_m3, later.bodies[0].wanted_volume_m3);
}

TEST(StreetRoots, EndAtTheFacadeStrip) {
    model::Street s = street();
    const auto roots = street_roots(s, shipped(), {2020, 40.0});
    ASSERT_EQ(roots.bodies[0].body.barriers.size(), 1U);

    EXPECT_TRUE(contains(roots.bodies[0].body, {5.0, 4.9, 0.5}));
    EXPECT_FALSE(contains(roots.bodies[0].body, {5.0, 5.1, 0.5}));
    EXPECT_TRUE(contains(roots.bodies[0].body, {5.0, 5.1, 0.9}));
}

TEST(StreetRoots, RespectStructures) {
    model::Street s = street();
    model::Structure container;
    container.id = "C";
    container.kind = model::StructureKind::Container;
    container.at = {6.5, 3.5};
    container.size_m = {1.0, 1.0};
    container.top_m = 0.2;
    container.bottom_m = -2.5;
    model::Structure screen = container;
    screen.id = "S";
    screen.kind = model::StructureKind::Foundation;
    screen.line = {{2.0, 2.5}, {8.0, 2.5}};
    screen.top_m = 0.0;
    screen.bottom_m = -1.4;
    s.structures = {container, screen};

    const auto roots = street_roots(s, shipped(), {2020, 0.0});

    EXPECT_FALSE(contains(roots.bodies[0].body, {6.5, 3.5, 0.5}));
    EXPECT_FALSE(contains(roots.bodies[0].body, {5.0, 2.4, 0.5}));
    EXPECT_TRUE(contains(roots.bodies[0].body, {5.0, 2.6, 0.5}));
}

TEST(RootOverlaps, GrowWithTheYears) {
    const model::Street s = street();
    const TreeProfile profile = shipped();

    const auto now = root_overlaps(s, profile, {2020, 0.0});
    const auto later = root_overlaps(s, profile, {2020, 40.0});

    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].asset, "near");
    EXPECT_EQ(now[0].tree, "T1");
    const double radius = std::sqrt(18.8 / kPi);
    EXPECT_NEAR(now[0].length_m, 2.0 * std::sqrt(radius * radius - 0.25), 1e-6);
    EXPECT_NEAR(now[0].volume_m3, kPi * 0.0064 * now[0].length_m, 1e-3 * now[0].volume_m3);
    EXPECT_GT(later[0].volume_m3, now[0].volume_m3);
}

TEST(RootOverlaps, TellOfNeighboursWithinADistance) {
    const auto with = root_overlaps(street(), shipped(), {2020, 0.0}, 10.0);

    ASSERT_EQ(with.size(), 2U);
    EXPECT_EQ(with[1].asset, "far");
    EXPECT_NEAR(with[1].nearest_root_m, 7.5 - std::sqrt(18.8 / kPi) - 0.08, 2e-3);
    EXPECT_EQ(with[1].volume_m3, 0.0);
}

TEST(RootOverlaps, DoNotDependOnWhereTheStreetLies) {
    model::Street moved = street();
    const geometry::Vec3 shift{95000.0, 463000.0, 0.0};
    for (auto& p : moved.axis)
        p += shift.head<2>();
    moved.trees[0].at += shift.head<2>();
    for (auto& asset : moved.assets) {
        for (auto& vertex : asset.axis)
            vertex.at += shift;
    }

    const auto here = root_overlaps(street(), shipped(), {2020, 20.0});
    const auto there = root_overlaps(moved, shipped(), {2020, 20.0});

    ASSERT_EQ(here.size(), there.size());
    EXPECT_NEAR(here[0].volume_m3, there[0].volume_m3, 1e-8);
    EXPECT_NEAR(here[0].length_m, there[0].length_m, 1e-8);
}

TEST(WithRoots, HandsTheRulesTheRootsOfThen) {
    const auto then = with_roots(street(), shipped(), {2020, 20.0});

    ASSERT_TRUE(then.trees[0].roots);
    EXPECT_NEAR(then.trees[0].roots->radius_m, std::sqrt(28.3 / kPi), 1e-9);
    EXPECT_EQ(then.trees[0].roots->source, "species");
}

TEST(WithRoots, GrowsWhatTheTreeGivesItself) {
    model::Street s = street();
    s.trees[0].roots = model::RootVolume{2.0, 0.8, "measured"};

    const auto then = with_roots(s, shipped(), {2020, 20.0});

    EXPECT_NEAR(then.trees[0].roots->radius_m, 2.0 * std::sqrt(2.0), 1e-9);
    EXPECT_DOUBLE_EQ(then.trees[0].roots->depth_m, 0.8);
}

}  // namespace
}  // namespace maaiveld::influence
