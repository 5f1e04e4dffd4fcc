#include "exchange/street_parts.h"

#include "geometry/polyline.h"
#include "tests/exchange/street_text.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

namespace maaiveld::exchange {
namespace {

using model::PositionSource;
using model::Street;
using model::Vec2;
using model::Vec3;
using test::error_of;
using test::street_of;
using test::with_assets;

//          C (10,10)
//          |            axis 20 m long, one bend to the left
//  A ----- B
constexpr const char* kBentAxis = R"("axis":[[0,0],[10,0],[10,10]],"surface":{"z_m":0.85},)";

TEST(Along, LiesAtItsOffsetAndCover) {
    const Street street = with_assets(
        R"({"id":"W","network":"water","outer_diameter_m":0.2,"along":{"from_m":2,"to_m":8,"offset_m":1.5,"cover_m":1.0}})",
        kBentAxis);

    const auto& axis = street.assets.at(0).axis;
    ASSERT_EQ(axis.size(), 2U);
    EXPECT_TRUE(axis[0].at.isApprox(Vec3{2, 1.5, -0.25}));  // 0.85 - 1.0 - 0.2/2
    EXPECT_TRUE(axis[1].at.isApprox(Vec3{8, 1.5, -0.25}));
}

TEST(Along, TurnsWithTheAxisOnTheBisector) {
    const auto points = [](const char* offset) {
        const Street street = with_assets(
            std::string{R"({"id":"W","network":"water","outer_diameter_m":0.2,)"} +
                R"("along":{"from_m":0,"to_m":20,"cover_m":1.0,"offset_m":)" + offset + "}}",
            kBentAxis);
        std::vector<Vec2> plan;
        for (const auto& vertex : street.assets.at(0).axis)
            plan.push_back(geometry::plan(vertex.at));
        return plan;
    };
    const auto inside = points("1");
    const auto outside = points("-1");

    ASSERT_EQ(inside.size(), 3U);
    EXPECT_LT((inside[1] - Vec2(9, 1)).norm(), 1e-9);
    EXPECT_LT((inside[2] - Vec2(9, 10)).norm(), 1e-9);
    ASSERT_EQ(outside.size(), 3U);
    EXPECT_LT((outside[0] - Vec2(0, -1)).norm(), 1e-9);
    EXPECT_LT((outside[1] - Vec2(11, -1)).norm(), 1e-9);
    EXPECT_LT((outside[2] - Vec2(11, 10)).norm(), 1e-9);
}

TEST(Along, RunsBackwardsWhenAsked) {
    const Street street = with_assets(
        R"({"id":"W","network":"water","outer_diameter_m":0.2,"along":{"from_m":15,"to_m":5,"offset_m":1,"cover_m":1}})",
        kBentAxis);

    const auto& axis = street.assets.at(0).axis;
    ASSERT_EQ(axis.size(), 3U);
    EXPECT_LT((geometry::plan(axis[0].at) - Vec2(9, 5)).norm(), 1e-9);
    EXPECT_LT((geometry::plan(axis[1].at) - Vec2(9, 1)).norm(), 1e-9);
    EXPECT_LT((geometry::plan(axis[2].at) - Vec2(5, 1)).norm(), 1e-9);
}

TEST(Along, CountsCoverToTheTopOfADuctBank) {
    const Street street = with_assets(
        R"({"id":"E","network":"electricity_mv","duct_bank":{"width_m":0.6,"height_m":0.4},"along":{"from_m":0,"to_m":9,"offset_m":0,"cover_m":0.8}})",
        kBentAxis);

    EXPECT_NEAR(street.assets.at(0).axis[0].at.z(), 0.85 - 0.8 - 0.2, 1e-12);
}

TEST(Along, IsRelativeToGroundLevelWithoutASurface) {
    const Street street = with_assets(
        R"({"id":"W","network":"water","outer_diameter_m":0.2,"along":{"from_m":0,"to_m":9,"offset_m":0,"cover_m":1}})",
        R"("axis":[[0,0],[10,0]],)");

    EXPECT_NEAR(street.assets.at(0).axis[0].at.z(), -1.1, 1e-12);
}

TEST(HeightReference, TurnsInvertAndTopIntoTheAxis) {
    const auto z_of = [](const std::string& more) {
        return with_assets(
                   R"({"id":"R","network":"sewer_gravity","outer_diameter_m":0.4,"wall_m":0.03,)" +
                   more + R"("points":[[0,0,-2],[9,0,-2.1]]})")
            .assets.at(0)
            .axis[0]
            .at.z();
    };

    EXPECT_NEAR(z_of(""), -2.0, 1e-12);
    EXPECT_NEAR(z_of(R"("z_is":"axis",)"), -2.0, 1e-12);
    EXPECT_NEAR(z_of(R"("z_is":"top",)"), -2.2, 1e-12);
    EXPECT_NEAR(z_of(R"("z_is":"invert",)"), -2.0 + 0.2 - 0.03, 1e-12);
}

TEST(HeightReference, LiftsTheMiddleOfAnArcToo) {
    const Street street = with_assets(
        R"({"id":"R","network":"sewer_gravity","outer_diameter_m":0.4,"z_is":"top","points":[[0,0,-2],{"arc":[[5,2,-2],[10,0,-2]]}]})");

    const auto& end = street.assets.at(0).axis.at(1);
    EXPECT_TRUE(end.at.isApprox(Vec3{10, 0, -2.2}));
    EXPECT_TRUE(end.through.value().isApprox(Vec3{5, 2, -2.2}));
}

TEST(AssetType, FillsInWhatTheAssetDoesNotSay) {
    const Street street = with_assets(
        R"({"id":"W","network":"water","type":"pvc-160","points":[[0,0,-1],[9,0,-1]],"attributes":{"pressure_bar":8}},)"
        R"({"id":"V","network":"water","type":"pvc-160","outer_diameter_m":0.2,"wall_m":0.01,"points":[[0,5,-1],[9,5,-1]]})");

    EXPECT_EQ(street.assets.at(0).outer_diameter_m, 0.16);
    EXPECT_EQ(street.assets.at(0).wall_m, 0.006);
    EXPECT_EQ(street.assets.at(0).attributes.at("pressure_bar"), model::AttributeValue{8.0});
    EXPECT_EQ(street.assets.at(0).attributes.at("kind"),
              model::AttributeValue{std::string{"main"}});
    EXPECT_EQ(street.assets.at(1).outer_diameter_m, 0.2);
    EXPECT_EQ(street.assets.at(1).wall_m, 0.01);
}

TEST(Certainty, TakesTheDefaultOfItsSource) {
    const Street street = with_assets(
        R"({"id":"W","network":"water","type":"pvc-160","points":[[0,0,-1],[9,0,-1]],)"
        R"("xy":{"source":"as_built"},"z":{"source":"norm","record":"r"}},)"
        R"({"id":"V","network":"water","type":"pvc-160","points":[[0,5,-1],[9,5,-1]],"xy":{"source":"as_built","sigma_m":0.1}},)"
        R"({"id":"U","network":"water","type":"pvc-160","points":[[0,9,-1],[9,9,-1]]})");

    EXPECT_EQ(street.assets.at(0).xy.sigma_m, 0.5);
    EXPECT_EQ(street.assets.at(0).z.sigma_m, 0.4);
    EXPECT_EQ(street.assets.at(0).z.record, "r");
    EXPECT_EQ(street.assets.at(1).xy.sigma_m, 0.1);
    EXPECT_EQ(street.assets.at(2).xy.sigma_m, 0.0);
    EXPECT_EQ(street.assets.at(2).xy.source, PositionSource::Designed);
}

TEST(ZKnown, HoldsFromItsPointToTheNext) {
    const Street street = with_assets(
        R"({"id":"W","network":"water","type":"pvc-160","points":[[0,0,-1],[5,0,-1],[9,0,-1]],)"
        R"("z":{"source":"norm"},"z_known":[{"from_point":1,"z":{"source":"measured"}}]})");

    const auto& axis = street.assets.at(0).axis;
    EXPECT_FALSE(axis[0].z);
    ASSERT_TRUE(axis[1].z);
    EXPECT_EQ(axis[1].z->sigma_m, 0.07);
    EXPECT_EQ(axis[1].z->source, PositionSource::Measured);
}

TEST(ZKnown, RefusesThePointAfterWhichNothingFollows) {
    for (const char* index : {"2", "1.5", "-1", "1e300"}) {
        EXPECT_NE(
            error_of(
                std::string{
                    R"({"format":"maaiveld-street/1","name":"x","assets":[)"
                    R"({"id":"W","network":"water","type":"pvc-160","points":[[0,0,-1],[5,0,-1],[9,0,-1]],)"
                    R"("z_known":[{"from_point":)"} +
                index + R"(,"z":{"source":"measured"}}]}]})")
                .find("`from_point`"),
            std::string::npos)
            << index;
    }
}

TEST(Structures, StandWhereTheAxisSays) {
    const Street street = street_of(
        std::string{"{\"format\":\"maaiveld-street/1\",\"name\":\"x\","} + kBentAxis +
        R"("structures":[{"id":"P","kind":"manhole","at":{"station_m":15,"offset_m":-2},"diameter_m":0.8,"top_m":0,"bottom_m":-2}]})");

    EXPECT_LT((street.structures.at(0).at - Vec2(12, 5)).norm(), 1e-9);
}

TEST(MissingAxis, IsTheLongestChainOfTheMains) {
    const Street street = with_assets(
        R"({"id":"W","network":"water","outer_diameter_m":0.1,"points":[[0,0,-1],[20,0,-1]]},)"
        R"({"id":"W2","network":"water","outer_diameter_m":0.1,"points":[[20,0,-1],[50,0,-1]]},)"
        R"({"id":"G","network":"gas_low","outer_diameter_m":0.1,"points":[[0,3,-1],[40,3,-1]]})");

    EXPECT_NEAR(geometry::length_of(std::span<const Vec2>{street.axis}), 50.0, 1e-9);
}

}  // namespace
}  // namespace maaiveld::exchange
