// A rack in the pictures: the parts of the frame nearest to the section, in their places, and as
// blocks in the view in three dimensions.

#include "terraced_street.h"
#include "viz/scene/iso_scene.h"
#include "viz/scene/rack_cut.h"
#include "viz/scene/section_drawing.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace maaiveld::viz::scene {
namespace {

using model::Network;
using model::RackPartKind;

model::RackType plain_type() {
    model::RackType type;
    type.id = "plain";
    type.kind = "distribution";
    type.materials = {{"steel", 7850.0, 2.1e11, 2.1e11, 2.35e8, 0.0, "test", "C"}};
    type.post = {"post", "steel", 0.06, 0.06, 0.004};
    type.beam = {"beam", "steel", 0.06, 0.04, 0.004};
    type.plate_material = type.saddle_material = "steel";
    return type;
}

/// The terraced street, which runs along x at y = 200, with a rack 2.5 to 3.3 m left of it.
model::Street racked_street() {
    model::Street street = testing::terraced_street();
    street.assets.clear();
    const double ground = street.ground_z();
    street.racks.push_back(
        {"VKLS", {{100.0, 202.9}, {160.0, 202.9}}, 0.8, -0.25, -1.15, "plain", {}});
    const auto add = [&](const char* id, Network network, double offset, double depth, double d) {
        auto line = testing::straight_asset(id, network, d, {100.0, 200.0 + offset, ground - depth},
                                            {160.0, 200.0 + offset, ground - depth});
        line.rack = "VKLS";
        street.assets.push_back(line);
    };
    add("T", Network::Telecom, 2.70, 0.34, 0.04);
    add("W", Network::Water, 2.90, 0.60, 0.12);
    add("H", Network::Heat, 3.10, 0.90, 0.14);
    return street;
}

const RackTypes kTypes{{"plain", plain_type()}};

std::vector<CutRackPart> parts_at(double station_m, const model::Street& street) {
    return cut_rack_parts(section_cut(street, station_m), street, kTypes);
}

std::vector<CutRackPart> of_kind(const std::vector<CutRackPart>& parts, RackPartKind kind) {
    std::vector<CutRackPart> found;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(found),
                 [&](const CutRackPart& p) { return p.kind == kind; });
    return found;
}

TEST(RackDrawing, CutsTheNearestFrame) {
    const auto parts = parts_at(20.3, racked_street());
    EXPECT_EQ(of_kind(parts, RackPartKind::Post).size(), 1U);
    EXPECT_EQ(of_kind(parts, RackPartKind::BasePlate).size(), 1U);
    EXPECT_EQ(of_kind(parts, RackPartKind::CoverPlate).size(), 1U);
    EXPECT_EQ(of_kind(parts, RackPartKind::Beam).size(), 3U);
    EXPECT_EQ(of_kind(parts, RackPartKind::Saddle).size(), 3U);
}

TEST(RackDrawing, PartsStandWhereTheyAre) {
    const auto parts = parts_at(20.3, racked_street());
    const auto cover = of_kind(parts, RackPartKind::CoverPlate).at(0);
    EXPECT_NEAR(cover.left_m, 3.3, 1e-9);
    EXPECT_NEAR(cover.right_m, 2.5, 1e-9);
    EXPECT_NEAR(cover.top_m, -0.25, 1e-9);
    EXPECT_NEAR(cover.bottom_m, -0.29, 1e-9);
    const auto post = of_kind(parts, RackPartKind::Post).at(0);
    EXPECT_NEAR(post.left_m, 2.56, 1e-9);  // on the road side of the deep lines
    EXPECT_NEAR(post.right_m, 2.5, 1e-9);
    EXPECT_NEAR(post.bottom_m, -1.15 + 0.06, 1e-9);
    for (const auto& saddle : of_kind(parts, RackPartKind::Saddle))
        EXPECT_NEAR(saddle.top_m - saddle.bottom_m, 0.01, 1e-9);
}

TEST(RackDrawing, PlatesArePaintedBeforeWhatStandsOnThem) {
    const auto parts = parts_at(5.0, racked_street());
    ASSERT_FALSE(parts.empty());
    EXPECT_EQ(parts.back().kind, RackPartKind::Saddle);
    EXPECT_TRUE(parts.front().kind == RackPartKind::BasePlate ||
                parts.front().kind == RackPartKind::CoverPlate);
}

TEST(RackDrawing, TheOtherHalfOfTheStreetIsTheMirror) {
    model::Street turned = racked_street();
    std::reverse(turned.racks[0].line.begin(), turned.racks[0].line.end());
    const auto one = parts_at(20.3, racked_street());
    const auto other = parts_at(20.3, turned);
    ASSERT_EQ(one.size(), other.size());
    // The rack's own direction does not matter: deep lines still lie on the same side.
    EXPECT_NEAR(of_kind(one, RackPartKind::Post).at(0).left_m,
                of_kind(other, RackPartKind::Post).at(0).left_m, 1e-9);
}

std::size_t shapes_of(const Picture2d& picture, const std::string& id) {
    return static_cast<std::size_t>(std::count_if(picture.items.begin(), picture.items.end(),
                                                  [&](const Item& item) { return item.id == id; }));
}

TEST(RackDrawing, TheSectionShowsPartsOnlyOfKnownTypes) {
    SectionOptions options;
    options.station_m = 20.3;
    options.style = testing::day_style();
    const model::Street street = racked_street();
    EXPECT_EQ(shapes_of(section_drawing(street, {}, options), "VKLS"), 1U);
    options.rack_types = kTypes;
    // The space, two plates, a post, three beams and three saddles.
    EXPECT_EQ(shapes_of(section_drawing(street, {}, options), "VKLS"), 10U);
}

TEST(RackDrawing, TheViewShowsBlocks) {
    IsoOptions options;
    options.style = testing::day_style();
    const model::Street street = racked_street();
    const auto triangles = [&] {
        std::size_t count = 0;
        for (const Mesh& mesh : iso_scene(street, {}, options).meshes)
            count += mesh.id == "VKLS" ? mesh.triangles.size() : 0;
        return count;
    };
    EXPECT_EQ(triangles(), 0U);
    options.rack_types = kTypes;
    // 31 frames of a post, a plate, three beams and three saddles, 30 bays; 12 triangles a block at
    // most (a floor that nobody sees may be left out).
    EXPECT_GE(triangles(), 8U * 10U * 25U);
    EXPECT_LE(triangles(), 12U * (31U * 8U + 30U));
}

TEST(RackDrawing, ARackThatCannotStandIsAnOutline) {
    model::Street street = racked_street();
    street.racks[0].bottom_m = -0.9;
    EXPECT_TRUE(parts_at(20.3, street).empty());
}

}  // namespace
}  // namespace maaiveld::viz::scene
