#include "lifecycle/access.h"

#include "tests/lifecycle/street_of_lines.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace maaiveld::lifecycle {
namespace {

using model::Network;
using test::along;

std::vector<Access> accesses(const model::Street& street, const TrenchPractice& practice = {}) {
    return access_of(slice_at(street, 50.0), lines_across(street), 100.0, practice);
}

const AccessWay& way(const Access& access, From from) {
    return access.ways[static_cast<std::size_t>(from)];
}

using Ids = std::vector<std::string>;

TEST(Slice, CutsLinesWithTheirSizesToTheRightOfTheAxis) {
    model::Street street = test::plain_street();
    street.assets = {along("w", Network::Water, 0.2, 1.5, 1.0)};
    const Slice slice = slice_at(street, 50.0);
    ASSERT_EQ(slice.lines.size(), 1U);
    EXPECT_NEAR(slice.lines[0].x_m, 1.5, 1e-9);
    EXPECT_NEAR(slice.lines[0].top_m(), 1.0, 1e-9);
    EXPECT_NEAR(slice.lines[0].bottom_m(), 1.2, 1e-9);
    EXPECT_DOUBLE_EQ(slice.left_m, -4.0);
    EXPECT_DOUBLE_EQ(slice.right_m, 4.0);
}

TEST(Slice, KnowsTheNearestHouses) {
    model::Street street = test::plain_street();
    model::Structure facade;
    facade.id = "f";
    facade.kind = model::StructureKind::Facade;
    facade.line = {{0.0, -4.0}, {100.0, -4.0}};
    facade.size_m = {0.0, 0.3};
    facade.bottom_m = -0.8;
    street.structures = {facade};
    const Slice slice = slice_at(street, 50.0);
    EXPECT_EQ(slice.house_side(-3.0), 1) << "houses stand on the right alone";
    street.structures.clear();
    EXPECT_EQ(slice_at(street, 50.0).house_side(-3.0), -1) << "else the nearer end";
}

// By hand: 0.11 m pipe at 0.80 cover, 0.15 dug below: 1.06 deep, shored, 0.80 wide.
TEST(Access, FromAboveIsTheTrenchOfTheLineItself) {
    model::Street street = test::plain_street();
    street.assets = {along("w", Network::Water, 0.11, 0.0, 0.8)};
    const auto all = accesses(street);
    ASSERT_EQ(all.size(), 1U);
    const AccessWay& above = way(all[0], From::Above);
    EXPECT_NEAR(above.pit.depth_m, 1.06, 1e-9);
    EXPECT_NEAR(above.area_m2, 1.06 * 0.8, 1e-9);
    EXPECT_NEAR(above.pit_volume_m3, 1.5 * 1.06 * 0.8, 1e-9);
    EXPECT_EQ(all[0].careful, 0U);
    // From a side: a pit of the least width, and sideways under the pipe's own width.
    EXPECT_NEAR(way(all[0], From::Left).area_m2, 1.06 * 0.8 + 0.11 * (0.11 + 0.15), 1e-9);
}

TEST(Access, FromAboveBaresWhatLiesAbove) {
    model::Street street = test::plain_street();
    street.assets = {along("t", Network::Telecom, 0.04, 0.0, 0.4),
                     along("w", Network::Water, 0.11, 0.0, 0.8)};
    const auto all = accesses(street);
    EXPECT_EQ(way(all[1], From::Above).exposed, Ids{"t"});
    EXPECT_TRUE(way(all[1], From::Left).exposed.empty());
    EXPECT_EQ(way(all[1], From::Left).loosened, Ids{"t"}) << "its ground slides into the pit";
    ASSERT_TRUE(all[1].careful);
    EXPECT_NE(*all[1].careful, 0U) << "a careful digger comes from a side";
    EXPECT_EQ(way(all[0], From::Above).exposed, Ids{}) << "telecom has nothing above it";
}

TEST(Access, OfAPairIsOfBothTogether) {
    model::Street street = test::plain_street();
    street.assets = {along("h1", Network::Heat, 0.2, 0.0, 0.8),
                     along("h2", Network::Heat, 0.2, 0.35, 0.8)};
    street.assets[0].pair = street.assets[1].pair = "H";
    const auto all = accesses(street);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].lines, (Ids{"h1", "h2"}));
    EXPECT_TRUE(way(all[0], From::Above).exposed.empty());
    EXPECT_NEAR(way(all[0], From::Above).pit.right_m - way(all[0], From::Above).pit.left_m, 0.95,
                1e-9);
}

TEST(Access, StopsAtFacadesAndTheStreetsEnd) {
    model::Street street = test::plain_street();
    street.assets = {along("t", Network::Telecom, 0.04, -3.95, 0.6),
                     along("w", Network::Water, 0.11, 0.0, 0.8)};
    EXPECT_EQ(way(accesses(street)[0], From::Left).blocked_by, "section");
    model::Structure manhole;
    manhole.id = "put";
    manhole.at = {50.0, -0.5};
    manhole.diameter_m = 0.6;
    manhole.bottom_m = -2.0;
    street.structures = {manhole};
    const auto all = accesses(street);
    EXPECT_EQ(way(all[1], From::Right).blocked_by, "put");
    EXPECT_TRUE(way(all[1], From::Left).possible);
}

model::Street rack_street() {
    model::Street street = test::plain_street();
    street.racks = {{"R", {{0.0, 2.0}, {100.0, 2.0}}, 1.0, -0.3, -1.2, "", {}}};
    street.assets = {along("t", Network::Telecom, 0.04, -1.7, 0.34),
                     along("w", Network::Water, 0.11, -2.0, 0.80)};
    for (auto& asset : street.assets)
        asset.rack = "R";
    return street;
}

// A rack from x -2.5 to -1.5; its water at -2.0 is reached from the street by a pit that starts at
// the rack's edge, 0.50 m from the pipe's axis (vkls.md V8).
TEST(Access, IntoARackStartsAtItsEdge) {
    const auto all = accesses(rack_street());
    const AccessWay& right = way(all[1], From::Right);
    EXPECT_NEAR(right.pit.left_m, -1.5, 1e-9);
    EXPECT_NEAR(right.sideways_m, 0.5, 1e-9);
    EXPECT_TRUE(right.within_reach);
    EXPECT_TRUE(right.away_from_houses);
    EXPECT_TRUE(right.exposed.empty());
    EXPECT_EQ(right.loosened, Ids{"t"});
    TrenchPractice short_arm;
    short_arm.reach_m = 0.49;
    EXPECT_FALSE(way(accesses(rack_street(), short_arm)[1], From::Right).within_reach);
}

TEST(Access, IntoARackBaresWhatLiesBetweenItsEdgeAndTheLine) {
    model::Street street = rack_street();
    street.assets.push_back(along("e", Network::ElectricityLv, 0.05, -1.75, 0.83));
    street.assets.back().rack = "R";
    const auto all = accesses(street);
    EXPECT_EQ(way(all[1], From::Right).exposed, Ids{"e"});
    EXPECT_TRUE(way(all[2], From::Right).exposed.empty()) << "nothing lies before the outer line";
    EXPECT_EQ(way(all[2], From::Left).exposed, Ids{"w"});
}

TEST(Access, CountsCrossingLinesByTheirShareOfTheStreet) {
    model::Street street = test::plain_street();
    street.assets = {
        along("w", Network::Water, 0.11, 0.0, 1.0), along("g", Network::GasLow, 0.11, 2.0, 0.8),
        test::line("c", Network::GasLow, 0.03, {{20.0, -2.0, -0.8}, {20.0, 4.0, -0.6}})};
    street.assets[2].connects_to = "g";
    const auto all = accesses(street);
    ASSERT_EQ(all.size(), 2U) << "a line across is no target of its own";
    EXPECT_NEAR(way(all[0], From::Above).crossing_count(), (1.5 + 0.03) / 100.0, 1e-9);
    EXPECT_EQ(way(all[1], From::Above).crossing_count(), 0.0)
        << "its own connection is no crossing";
}

// By sampling each pit densely: what lies in it is exposed and nothing else.
TEST(Access, ExposesExactlyWhatLiesInThePit) {
    test::Random random{21};
    int exposed = 0;
    for (int round = 0; round < 200; ++round) {
        model::Street street = test::plain_street();
        for (int i = 0; i < 6; ++i)
            street.assets.push_back(along("a" + std::to_string(i), Network::Telecom,
                                          random.between(0.02, 0.3), random.between(-3.0, 3.0),
                                          random.between(0.3, 1.3)));
        const Slice slice = slice_at(street, 50.0);
        const auto all = access_of(slice, {}, 100.0, {});
        for (std::size_t t = 0; t < all.size(); ++t) {
            const AccessWay& above = all[t].ways[0];
            for (std::size_t i = 0; i < slice.lines.size(); ++i) {
                if (i == t) continue;
                const SliceLine& line = slice.lines[i];
                const double gap_x =
                    std::max({above.pit.left_m - line.x_m, line.x_m - above.pit.right_m, 0.0});
                const double gap_z = std::max(line.depth_m - above.pit.depth_m, 0.0);
                const bool inside = std::hypot(gap_x, gap_z) < line.half_width_m;
                const bool told = std::find(above.exposed.begin(), above.exposed.end(), line.id) !=
                                  above.exposed.end();
                EXPECT_EQ(told, inside);
                exposed += told;
            }
        }
    }
    EXPECT_GT(exposed, 200);
}

TEST(Access, NeverDigsLessForALineThatLiesDeeper) {
    double previous = 0.0;
    for (double cover = 0.2; cover < 3.0; cover += 0.05) {
        model::Street street = test::plain_street();
        street.assets = {along("w", Network::Water, 0.11, 0.0, cover)};
        const double area = way(accesses(street)[0], From::Above).area_m2;
        EXPECT_GT(area, previous);
        previous = area;
    }
}

}  // namespace
}  // namespace maaiveld::lifecycle
