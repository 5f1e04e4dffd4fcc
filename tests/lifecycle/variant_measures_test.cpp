#include "lifecycle/variant_measures.h"

#include "tests/lifecycle/street_of_lines.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::lifecycle {
namespace {

using model::Network;
using test::along;

std::vector<bool> all_of(const model::Street& street) {
    return std::vector<bool>(street.assets.size(), true);
}

VariantMeasures measured(const model::Street& street, const std::vector<bool>& built) {
    MeasureQuestion question;
    question.built = built;
    return measures_of(street, {}, {}, {}, question);
}

// By hand: bottoms at 0.85 + 0.10 and 1.11 + 0.10; 0.55 x 0.95 and 0.80 x 1.21 side by side.
TEST(Building, AddsTrenchesAlongTheStreet) {
    model::Street street = test::plain_street();
    street.assets = {along("g", Network::GasLow, 0.15, -2.0, 0.7),
                     along("w", Network::Water, 0.11, 2.0, 1.0)};
    const VariantMeasures m = measured(street, all_of(street));
    EXPECT_NEAR(m.length_m, 100.0, 1e-9);
    EXPECT_NEAR(m.build.network_m3.at("gas_low"), 100.0 * 0.55 * 0.95, 1e-6);
    EXPECT_NEAR(m.build.network_m3.at("water"), 100.0 * 0.80 * 1.21, 1e-6);
    EXPECT_NEAR(m.build.joint_m3, m.build.alone_m3, 1e-6);
    EXPECT_NEAR(m.build.shored_m2, 100.0 * 2.0 * 1.21, 1e-6);
    // The gas trench opens x -2.275 to -1.725: 0.275 m of footway, 0.275 m of carriageway; the
    // water trench 1.6 to 2.4: half and half.
    EXPECT_NEAR(m.build.surface_m2.at(model::StripKind::Footway), 100.0 * (0.275 + 0.4), 1e-6);
    EXPECT_NEAR(m.build.surface_m2.at(model::StripKind::Carriageway), 100.0 * (0.275 + 0.4), 1e-6);
    EXPECT_NEAR(m.build.surface_total_m2, 100.0 * 1.35, 1e-6);
    EXPECT_NEAR(m.occupied.width_m, 4.0 + 0.075 + 0.055, 1e-9);
    EXPECT_NEAR(m.occupied.left_half_m, 0.15, 1e-9);
    EXPECT_NEAR(m.occupied.right_half_m, 0.11, 1e-9);
    EXPECT_NEAR(m.mean_box_m2, 4.13 * 1.11, 1e-9);
    EXPECT_NEAR(m.mean_built_box_m2, 4.13 * 1.11, 1e-9);
    const VariantMeasures gas = measured(street, {true, false});
    EXPECT_NEAR(gas.occupied.built_box_m2, 0.15 * 0.85, 1e-9);  // its own width and underside
}

// Half of the second trench lies in the first: 0.55 wide each, 0.30 apart, equally deep.
TEST(Building, CountsSharedGroundOnce) {
    model::Street street = test::plain_street();
    street.assets = {along("a", Network::Telecom, 0.15, 0.0, 0.7),
                     along("b", Network::Telecom, 0.15, 0.3, 0.7)};
    const VariantMeasures m = measured(street, all_of(street));
    EXPECT_NEAR(m.build.alone_m3, 100.0 * 2.0 * 0.55 * 0.95, 1e-6);
    EXPECT_NEAR(m.build.joint_m3, 100.0 * 0.85 * 0.95, 1e-6);
}

TEST(Building, TellsWhichStayingLinesHangOrMustBeLocated) {
    model::Street street = test::plain_street();
    street.assets = {along("new", Network::Heat, 0.2, 0.0, 0.8),
                     along("hangs", Network::Telecom, 0.04, 0.2, 0.6),
                     along("near", Network::Water, 0.11, 1.8, 0.9),
                     along("far", Network::GasLow, 0.11, 3.5, 0.9),
                     along("deep", Network::SewerGravity, 0.4, 0.0, 1.8)};
    const std::vector<bool> built{true, false, false, false, false};
    const BuildDig dig = build_dig(slice_at(street, 50.0), built, {}, false);
    EXPECT_EQ(dig.existing_exposed, std::vector<std::string>{"hangs"});
    EXPECT_EQ(dig.existing_in_zone, (std::vector<std::string>{"hangs", "near"}));
    const VariantMeasures m = measured(street, built);
    EXPECT_NEAR(m.build.hand_dug_m, 100.0, 1e-9);
    EXPECT_NEAR(m.build.exposed_line_m, 100.0, 1e-9);
}

// A rack asks for its own width and room, not for a pipe's: 1.0 + 0.4 wide, 1.2 deep.
TEST(Building, DigsOneTrenchForARack) {
    model::Street street = test::plain_street();
    street.racks = {{"R", {{0.0, 2.0}, {100.0, 2.0}}, 1.0, -0.3, -1.2, "", {}}};
    street.assets = {along("t", Network::Telecom, 0.04, -1.7, 0.34),
                     along("w", Network::Water, 0.11, -2.0, 0.80)};
    for (auto& asset : street.assets)
        asset.rack = "R";
    const VariantMeasures m = measured(street, all_of(street));
    EXPECT_NEAR(m.build.joint_m3, 100.0 * 1.4 * 1.2, 1e-6);
    EXPECT_NEAR(m.occupied.built_width_m, 1.0, 1e-9);
}

// A 3 m connection at 0.6 m cover, 0.1 m thick: 0.5 wide, 0.8 deep with bedding; the main's trench
// of 0.51 (half of it on this side) is dug anyway, deeper.
TEST(Building, AddsHouseConnectionsBeyondTheTrench) {
    model::Street street = test::plain_street();
    street.assets = {
        along("w", Network::Water, 0.11, 0.0, 0.75),
        test::line("c", Network::Water, 0.1, {{50.0, 0.0, -0.65}, {50.0, 3.0, -0.65}})};
    street.assets[1].connects_to = "w";
    const VariantMeasures m = measured(street, all_of(street));
    EXPECT_NEAR(m.build.connections_m3, (3.0 - 0.255) * 0.5 * 0.8, 0.03);
}

TEST(Built, IsWhatDiffersOrIsProjected) {
    model::Street a = test::plain_street();
    a.assets = {along("same", Network::SewerGravity, 0.4, 0.0, 1.5),
                along("moved", Network::Water, 0.1, 1.0, 1.0),
                along("planned", Network::Heat, 0.2, 2.0, 0.8),
                along("old", Network::Other, 0.1, 3.0, 0.8)};
    a.assets[2].status = model::Status::Projected;
    a.assets[3].status = model::Status::Disused;
    model::Street b = a;
    b.assets[1] = along("moved", Network::Water, 0.1, -1.0, 1.0);
    const std::vector<const model::Street*> both{&a, &b}, one{&a};
    EXPECT_EQ(lines_to_build(both)[1], (std::vector<bool>{false, true, true, false}));
    EXPECT_EQ(lines_to_build(one)[0], (std::vector<bool>{false, false, true, false}));
    a.assets[2].status = model::Status::Functional;
    EXPECT_EQ(lines_to_build(one)[0], (std::vector<bool>{true, true, true, false}))
        << "a street where all stays is compared as if all were built";
}

// Telecom below telecom: 6.3 x 0.7 openings, two lines; the lower one bares the upper from above,
// but from a side nothing. Chance per line by hand.
TEST(Exposure, AddsOpeningsTimesBaredLines) {
    model::Street street = test::plain_street();
    street.assets = {along("t", Network::Telecom, 0.04, 0.0, 0.4),
                     along("w", Network::Water, 0.11, 0.0, 0.8)};
    street.assets[0].xy.sigma_m = 0.5;
    LifecycleProfile profile;
    profile.damage.openings_km_year = 10.0;
    profile.damage.networks = {{Network::Telecom, 0.7}, {Network::Water, 0.2}};
    TrenchPractice practice;
    auto accesses = access_of(slice_at(street, 50.0), {}, 100.0, practice);
    accesses[1].careful = 0;  // as if the digger came from above
    const Exposure e = exposure_of(street, accesses, profile, Habit::Careful);
    EXPECT_NEAR(e.exposures_km_year, 2.0, 1e-9);
    EXPECT_NEAR(e.foreign_km_year, 2.0, 1e-9);
    EXPECT_NEAR(e.suffered_km_year.at(Network::Telecom), 2.0, 1e-9);
    EXPECT_NEAR(e.damages_km_year, 2.0 * (1.0 / 18.0) / 3.0, 1e-9);
    EXPECT_NEAR(damage_chance(profile.damage, 0.05), (1.0 / 54.0) * 0.43, 1e-9);
    ASSERT_EQ(e.networks.size(), 2U);
    EXPECT_NEAR(e.networks[0].openings_km_year, 7.0, 1e-9);
}

model::Tree tree(double x_m) {
    model::Tree one;
    one.id = "b";
    one.at = {50.0, -x_m};
    one.stem_diameter_m = 0.3;
    one.roots = model::RootVolume{1.5, 1.0, "test"};
    return one;
}

TEST(RootRoom, IsTheWholeZoneWithoutLines) {
    model::Street street = test::plain_street();
    street.trees = {tree(0.0)};
    const auto rooms = root_room(street, 0.2);
    ASSERT_EQ(rooms.size(), 1U);
    EXPECT_NEAR(rooms[0].wanted_m3, std::numbers::pi * 2.25, 1e-9);
    EXPECT_NEAR(rooms[0].left_m3, rooms[0].wanted_m3, 1e-9);
}

// A round line straight through the middle takes its area times the chord lengths; half a zone
// beyond the street's end is lost.
TEST(RootRoom, LosesWhatLinesAndTheStreetsEndTake) {
    model::Street street = test::plain_street();
    street.trees = {tree(0.0)};
    street.assets = {along("w", Network::Water, 0.2, 0.0, 0.4)};
    const auto rooms = root_room(street, 0.2, 400000);
    const double r = 0.3;                                 // of the line with its protection
    const double taken = std::numbers::pi * r * r * 3.0;  // chords near the middle are 3 m long
    EXPECT_NEAR(rooms[0].wanted_m3 - rooms[0].left_m3, taken, 0.02 * taken);
    street.assets.clear();
    street.trees = {tree(4.0)};
    EXPECT_NEAR(root_room(street, 0.2)[0].left_m3, 0.5 * std::numbers::pi * 2.25, 0.1);
}

TEST(FutureRoom, IsWhatRulesAndNeighboursLeave) {
    model::Street street = test::plain_street();
    street.assets = {along("w", Network::Water, 0.2, 0.0, 1.0)};
    model::Catalogue catalogue;
    model::AssetType type;
    type.name = "duct";
    type.outer_diameter_m = 0.1;
    catalogue.types["duct"] = type;
    FutureNetwork network{"d", "", "", Network::Telecom, "duct", 1, 0.0, 0.6, 0.6, 0.1};
    // 0.50 m from everything, horizontally: 8.0 m less 2 x (0.5 + 0.1 + 0.05), less half a duct at
    // each end of the street.
    const std::vector<rules::Pack> packs{test::flat_pack(0.5, rules::Measure::EdgeHorizontal)};
    const FutureRoom room = future_room(street, catalogue, packs, network, 50.0, 0.01);
    EXPECT_NEAR(room.width_m, 8.0 - 1.3 - 0.1, 0.05);
    ASSERT_TRUE(room.offset_m);
    EXPECT_NEAR(*room.offset_m, 3.95, 0.011);
    const std::vector<rules::Pack> impossible{test::flat_pack(9.0, rules::Measure::EdgeHorizontal)};
    EXPECT_EQ(future_room(street, catalogue, impossible, network, 50.0, 0.1).width_m, 0.0);
    network.type = "unknown";
    EXPECT_FALSE(future_room(street, catalogue, packs, network, 50.0, 0.1).known);
}

TEST(Measures, OfTheSameStreetAreTheSame) {
    model::Street street = test::plain_street();
    street.assets = {along("w", Network::Water, 0.2, 0.0, 1.0)};
    street.trees = {tree(1.0)};
    const VariantMeasures a = measured(street, all_of(street)),
                          b = measured(street, all_of(street));
    EXPECT_EQ(a.build.joint_m3, b.build.joint_m3);
    EXPECT_EQ(a.roots[0].left_m3, b.roots[0].left_m3);
    EXPECT_EQ(a.careful.damages_km_year, b.careful.damages_km_year);
}

}  // namespace
}  // namespace maaiveld::lifecycle
