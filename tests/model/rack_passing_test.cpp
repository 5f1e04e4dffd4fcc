// Lines that pass through a rack: frames stand clear of them, and what still meets a part is found.

#include "model/rack_passing.h"

#include "model/rack_frames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace maaiveld::model {
namespace {

RackType plain_type() {
    RackType type;
    type.id = "plain";
    type.kind = "distribution";
    type.order = {Network::Telecom, Network::Water};
    type.materials = {{"steel", 7850.0, 2.1e11, 2.1e11, 2.35e8, 0.0, "test", "C"},
                      {"plastic", 950.0, 8e8, 2e8, 6e6, 0.0, "test", "C"}};
    type.post = {"box-60", "steel", 0.06, 0.06, 0.004};
    type.beam = {"box-60x40", "steel", 0.06, 0.04, 0.004};
    type.plate_material = type.saddle_material = "plastic";
    return type;
}

Asset line(const std::string& id, double diameter_m, std::vector<Vec3> points) {
    Asset asset;
    asset.id = id;
    asset.network = Network::Water;
    asset.outer_diameter_m = diameter_m;
    for (const Vec3& p : points)
        asset.axis.push_back({p, {}, {}});
    return asset;
}

/// A rack of 0.8 m along x from 0 to 24 with a water main; the ground at 0.
Street street_with_rack() {
    Street street;
    street.axis = {{0.0, 0.0}, {24.0, 0.0}};
    street.racks = {{"R", {{0.0, 0.0}, {24.0, 0.0}}, 0.8, -0.25, -1.15, "plain", {0.66}}};
    Asset main = line("W", 0.12, {{0.0, 0.1, -0.6}, {24.0, 0.1, -0.6}});
    main.rack = "R";
    street.assets.push_back(main);
    return street;
}

std::vector<RackPart> parts_of(const Street& street) {
    auto parts = rack_parts(plain_type(), street, street.racks.front());
    EXPECT_TRUE(parts) << parts.error().text();
    return parts ? *parts : std::vector<RackPart>{};
}

std::vector<double> posts(const std::vector<RackPart>& parts) {
    std::vector<double> at;
    for (const RackPart& part : parts)
        if (part.kind == RackPartKind::Post) at.push_back(part.centre.x());
    return at;
}

TEST(RackPassing, ALineAcrossIsSeenWithItsStations) {
    Street street = street_with_rack();
    street.assets.push_back(line("C", 0.04, {{7.0, -3.0, -0.5}, {7.0, 3.0, -0.5}}));
    street.assets.push_back(line("below", 0.04, {{9.0, -3.0, -1.3}, {9.0, 3.0, -1.3}}));
    street.assets.push_back(line("beside", 0.04, {{0.0, 0.6, -0.7}, {24.0, 0.6, -0.7}}));
    const auto passing = lines_passing(street, street.racks.front());
    ASSERT_EQ(passing.size(), 1U);
    EXPECT_EQ(passing[0].id, "C");
    EXPECT_NEAR(passing[0].from_m, 6.98, 1e-9);
    EXPECT_NEAR(passing[0].to_m, 7.02, 1e-9);
    EXPECT_NEAR(passing[0].low_z, -0.5, 1e-9);
}

TEST(RackPassing, FramesStandClearOfWhatCrosses) {
    std::mt19937 random{7};
    for (int round = 0; round < 40; ++round) {
        Street street = street_with_rack();
        const int count = std::uniform_int_distribution<int>{1, 8}(random);
        for (int k = 0; k < count; ++k) {
            // Between the lines and the plates, some as deep as the base plate.
            const double x = std::uniform_real_distribution<double>{0.5, 23.5}(random);
            const double z =
                k % 3 == 0 ? -1.1 : std::uniform_real_distribution<double>{-0.95, -0.75}(random);
            street.assets.push_back(
                line("C" + std::to_string(k), 0.03, {{x, -3.0, z}, {x + 0.1, 3.0, z}}));
        }
        const auto parts = parts_of(street);
        EXPECT_TRUE(rack_clashes(street, street.racks.front(), parts).empty()) << round;
        const auto at = posts(parts);
        EXPECT_DOUBLE_EQ(at.front(), 0.0);
        EXPECT_DOUBLE_EQ(at.back(), 24.0);
        for (std::size_t k = 1; k < at.size(); ++k) {
            EXPECT_GT(at[k], at[k - 1]);
            EXPECT_LE(at[k] - at[k - 1], plain_type().beam_spacing_m + 1e-9);
        }
    }
}

TEST(RackPassing, WithoutPassingLinesFramesStandAsBefore) {
    const Street street = street_with_rack();
    const auto at = posts(parts_of(street));
    ASSERT_EQ(at.size(), 13U);
    for (std::size_t k = 0; k < at.size(); ++k)
        EXPECT_NEAR(at[k], 2.0 * static_cast<double>(k), 1e-9);
}

TEST(RackPassing, AForeignLineThroughAPostDoesNotGoUnnoticed) {
    Street street = street_with_rack();
    auto parts = parts_of(street);  // the frames stood there first
    street.assets.push_back(line("C", 0.04, {{8.0, -3.0, -0.9}, {8.0, 3.0, -0.9}}));
    const auto clashes = rack_clashes(street, street.racks.front(), parts);
    ASSERT_FALSE(clashes.empty());
    for (const RackClash& clash : clashes) {
        EXPECT_EQ(clash.asset, "C");
        EXPECT_LT(clash.distance_m, 0.0);
        EXPECT_NEAR(parts[clash.part].centre.x(), 8.0, 0.5);
    }
    EXPECT_TRUE(std::any_of(clashes.begin(), clashes.end(), [&](const RackClash& clash) {
        return parts[clash.part].kind == RackPartKind::Post;
    }));
}

TEST(RackPassing, ALineThatRunsAlongInThePlatesCannotBeEvaded) {
    Street street = street_with_rack();
    street.assets.push_back(line("C", 0.04, {{2.0, 0.0, -0.27}, {20.0, 0.0, -0.27}}));
    const auto parts = parts_of(street);
    const auto clashes = rack_clashes(street, street.racks.front(), parts);
    EXPECT_TRUE(std::any_of(clashes.begin(), clashes.end(), [&](const RackClash& clash) {
        return parts[clash.part].kind == RackPartKind::CoverPlate;
    }));
}

TEST(RackPassing, EndPiecesLieInNoRackAndAreNoStrangers) {
    Street street = street_with_rack();
    Asset end = line("W-in", 0.12, {{-6.0, 1.0, -0.9}, {0.0, 0.1, -0.6}});
    end.rack = "R";
    end.attributes["rack_end"] = std::string{"R"};
    street.assets.push_back(end);
    EXPECT_EQ(lines_in_rack(street, street.racks.front()).size(), 1U);
    EXPECT_TRUE(lines_passing(street, street.racks.front()).empty());
    EXPECT_TRUE(rack_clashes(street, street.racks.front(), parts_of(street)).empty());
}

}  // namespace
}  // namespace maaiveld::model
