#include "rules/object_rules.h"

#include "rules/check.h"
#include "tests/support/streets.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::rules {
namespace {

using model::Network;
using model::Street;
using test::line;

Pack object_pack(Measure measure, double required, bool at_most = false) {
    Pack pack = test::flat_pack(required, measure);
    pack.rules[0].sides = {test::about("water")};
    pack.rules[0].at_most = at_most;
    return pack;
}

std::vector<Finding> found(const Street& street, const Pack& pack,
                           const InfluenceValues& values = {}) {
    CheckOptions options;
    options.values = values;
    return check(street, std::span{&pack, 1}, options).findings;
}

TEST(Cover, IsSurfaceToTopAndFindsTheShallowStretch) {
    Street street;
    street.surface = model::Surface{2.0, {}};
    // Cover falls from 1.0 to 0.5 over 10 m.
    street.assets = {line("W", Network::Water, 0.2, {{0, 0, 0.9}, {10, 0, 1.4}})};
    const auto findings = found(street, object_pack(Measure::Cover, 0.8));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_NEAR(findings[0].measured, 0.5, 1e-12);
    const double length = street.assets[0].axis[1].at.x() == 10 ? std::hypot(10, 0.5) : 0;
    EXPECT_NEAR(findings[0].stretch.from_m, 0.4 * length, 1e-9);
    EXPECT_NEAR(findings[0].stretch.to_m, length, 1e-9);
    EXPECT_EQ(findings[0].b, "");
    EXPECT_TRUE(found(street, object_pack(Measure::Cover, 0.5)).empty());
    EXPECT_EQ(found(street, object_pack(Measure::Cover, 0.9, true)).size(), 1U)
        << "deeper than at most 0.9";
}

TEST(Cover, KnowsUnderWhichStripItLies) {
    Street street;
    street.axis = {{0, 0}, {20, 0}};
    street.section.strips = {{model::StripKind::Footway, 4, "", ""},
                             {model::StripKind::Carriageway, 4, "", ""}};
    street.section.starts_at_offset_m = 4;
    street.assets = {
        line("W", Network::Water, 0.2, {{5, 3, -0.9}, {5, -3, -0.9}})};  // cover 0.8, across
    Pack pack = object_pack(Measure::Cover, 1.0);
    EXPECT_NEAR(found(street, pack).at(0).stretch.to_m, 6.0, 1e-9);
    pack.rules[0].where_strips = {model::StripKind::Carriageway};
    const auto findings = found(street, pack);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_NEAR(findings[0].stretch.from_m, 3.0, 0.25);
    EXPECT_NEAR(findings[0].stretch.to_m, 6.0, 1e-9);
}

TEST(Cover, IsSureOnlyAsFarAsHeightsAreKnown) {
    Street street;
    street.assets = {line("W", Network::Water, 0.2, {{0, 0, -0.9}, {10, 0, -0.9}})};  // cover 0.8
    street.assets[0].z.sigma_m = 0.3;
    const auto at_limit = found(street, object_pack(Measure::Cover, 0.8));
    ASSERT_EQ(at_limit.size(), 1U);
    EXPECT_EQ(at_limit[0].certainty, CertaintyClass::Possible)
        << "a standard depth at the limit is not broken";
    EXPECT_EQ(found(street, object_pack(Measure::Cover, 0.81)).at(0).certainty,
              CertaintyClass::Likely);
    street.assets[0].axis[0].z = model::Certainty{0.01, model::PositionSource::Measured, "pit"};
    EXPECT_EQ(found(street, object_pack(Measure::Cover, 0.9)).at(0).certainty,
              CertaintyClass::Certain);
}

TEST(FreeAbove, IsTwiceTheNearestPlanDistanceOfWhatLiesAbove) {
    Street street;
    street.assets = {line("W", Network::Water, 0.2, {{0, 0, -1}, {10, 0, -1}}),
                     line("T", Network::Telecom, 0.1, {{0, 0.4, -0.5}, {10, 0.4, -0.5}})};
    const auto findings = found(street, object_pack(Measure::FreeAbove, 1.0));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_NEAR(findings[0].measured, 0.7, 1e-9);
    street.assets[1] = line("T", Network::Telecom, 0.1, {{0, 0.4, -1.5}, {10, 0.4, -1.5}});
    EXPECT_TRUE(found(street, object_pack(Measure::FreeAbove, 1.0)).empty()) << "it lies below";
}

TEST(InfluenceMeasures, AreJudgedOnlyWithValues) {
    Street street;
    street.assets = {line("W", Network::Water, 0.2, {{0, 0, -1}, {10, 0, -1}})};
    const Pack pack = object_pack(Measure::Temperature, 25.0, true);
    CheckOptions options;
    const auto silent = check(street, std::span{&pack, 1}, options);
    EXPECT_TRUE(silent.findings.empty());
    ASSERT_EQ(silent.unjudged.size(), 1U) << "and says so";
    const auto warm = found(street, pack, {{Measure::Temperature, {{"W", 26.5}}}});
    ASSERT_EQ(warm.size(), 1U);
    EXPECT_NEAR(warm[0].measured, 26.5, 1e-12);
    EXPECT_TRUE(found(street, pack, {{Measure::Temperature, {{"W", 25.0}}}}).empty());
}

TEST(OrderHorizontal, ComparesDistancesToTheSharedFacade) {
    Street street;
    street.axis = {{0, 0}, {20, 0}};
    street.section.strips = {{model::StripKind::Footway, 10, "", ""}};
    street.section.starts_at_offset_m = 5;
    Pack pack = test::flat_pack(0.0, Measure::OrderHorizontal);
    pack.rules[0].sides = {test::about("telecom"), test::about("water")};
    const auto with = [&](double telecom, double water) {
        street.assets = {line("T", Network::Telecom, 0.1, {{0, telecom, -1}, {10, telecom, -1}}),
                         line("W", Network::Water, 0.1, {{0, water, -1}, {10, water, -1}})};
        return found(street, pack);
    };
    EXPECT_TRUE(with(4.0, 2.0).empty());
    ASSERT_EQ(with(2.0, 4.0).size(), 1U);
    EXPECT_NEAR(with(2.0, 4.0)[0].measured, -2.0, 1e-9);
    EXPECT_TRUE(with(2.0, -4.0).empty()) << "each has its own facade";
    EXPECT_EQ(with(-2.0, -4.0).size(), 1U) << "the right facade counts from the right";
}

TEST(RootOverlap, IsTheVolumeOfTheLineInsideTheRoots) {
    Street street;
    street.assets = {line("W", Network::Water, 0.2, {{-10, 0, -0.5}, {10, 0, -0.5}})};
    street.trees.push_back(
        {"B", "Tilia", {0, 0}, 0.3, 6, 0, 0, false, model::RootVolume{2.0, 1.0, ""}, {}, {}});
    Pack pack = test::flat_pack(0.05, Measure::RootOverlap);
    AttributeTest tree;
    tree.key = "tree";
    pack.rules[0].sides = {{{tree}}, test::about("water")};
    pack.rules[0].at_most = true;
    const auto findings = found(street, pack);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_NEAR(findings[0].measured, std::numbers::pi * 0.01 * 4.0, 0.004);
    street.assets[0] = line("W", Network::Water, 0.2, {{-10, 0, -1.5}, {10, 0, -1.5}});
    EXPECT_TRUE(found(street, pack).empty()) << "it runs below the roots";
}

}  // namespace
}  // namespace maaiveld::rules
