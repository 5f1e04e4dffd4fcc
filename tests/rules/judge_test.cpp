#include "rules/judge.h"

#include "rules/check.h"
#include "rules/uncertainty.h"
#include "tests/support/random.h"
#include "tests/support/streets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace maaiveld::rules {
namespace {

using geometry::Vec3;
using model::Network;
using model::Street;
using test::line;

/// Water and heat, with one rule between them.
Pack heat_water(Measure measure, Relation relation, double min) {
    Pack pack = test::flat_pack(min, measure);
    pack.rules[0].sides = {test::about("heat"), test::about("water")};
    pack.rules[0].relation = relation;
    return pack;
}

Street pair_of(std::vector<Vec3> heat, std::vector<Vec3> water, double diameter = 0.1) {
    Street street;
    street.assets = {line("H", Network::Heat, diameter, heat),
                     line("W", Network::Water, diameter, water)};
    return street;
}

std::vector<Finding> found(const Street& street, const Pack& pack, bool uncertainty = true) {
    CheckOptions options;
    options.uncertainty = uncertainty;
    return check(street, std::span{&pack, 1}, options).findings;
}

TEST(Relation, ParallelNeedsTwoMetresWithinTheAngle) {
    const Pack pack = heat_water(Measure::EdgeHorizontal, Relation::Parallel, 1.0);
    const auto beside = [](double length) {
        return pair_of({{0, 0, -1}, {20, 0, -1}}, {{5, 0.6, -1}, {5 + length, 0.6, -1}});
    };
    EXPECT_EQ(found(beside(8.0), pack).size(), 1U);
    EXPECT_TRUE(found(pair_of({{0, 0, -1}, {20, 0, -1}}, {{5, -3, -1}, {5, 3, -1}}), pack).empty())
        << "a crossing is not parallel";
    EXPECT_TRUE(
        found(pair_of({{0, 0, -1}, {0.9, 0, -1}}, {{0, 0.6, -1}, {0.9, 0.6, -1}}), pack).empty())
        << "0.9 m side by side is no parallel run";
    EXPECT_EQ(
        found(pair_of({{0, 0, -1}, {2.0, 0, -1}}, {{0, 0.6, -1}, {2.0, 0.6, -1}}), pack).size(), 1U)
        << "2.0 m is";
}

TEST(Relation, ParallelEndsAtTheAngle) {
    const Pack pack = heat_water(Measure::EdgeHorizontal, Relation::Parallel, 1.0);
    const auto at_angle = [](double degrees) {
        const double a = degrees * 3.14159265358979 / 180.0;
        return pair_of({{-10, 0, -1}, {10, 0, -1}},
                       {{-3, 0.8 - 3 * std::tan(a), -1}, {3, 0.8 + 3 * std::tan(a), -1}});
    };
    EXPECT_EQ(found(at_angle(14.5), pack).size(), 1U);
    EXPECT_TRUE(found(at_angle(15.5), pack).empty());
}

TEST(Relation, AboveNeedsOverlappingPlans) {
    const Pack pack = heat_water(Measure::Edge3d, Relation::Above, 0.5);
    EXPECT_EQ(
        found(pair_of({{0, 0, -1}, {9, 0, -1}}, {{0, 0.05, -1.3}, {9, 0.05, -1.3}}), pack).size(),
        1U);
    EXPECT_TRUE(
        found(pair_of({{0, 0, -1}, {9, 0, -1}}, {{0, 0.15, -1.0}, {9, 0.15, -1.0}}), pack).empty())
        << "beside each other";
}

TEST(Relation, CrossingIsWhereTheAxesIntersectAtMoreThanTheAngle) {
    const Pack pack = heat_water(Measure::EdgeVertical, Relation::Crossing, 0.2);
    const auto crossing =
        found(pair_of({{0, 0, -1}, {10, 0, -1}}, {{4, -3, -0.75}, {4, 3, -0.75}}), pack);
    ASSERT_EQ(crossing.size(), 1U);
    EXPECT_NEAR(crossing[0].measured, 0.15, 1e-12);
    EXPECT_NEAR(crossing[0].at.x(), 4.0, 1e-9);
    EXPECT_TRUE(
        found(pair_of({{0, 0, -1}, {10, 0, -1}}, {{4, -3, -0.7}, {4, 3, -0.7}}), pack).empty())
        << "exactly 0.20 m is kept";
    EXPECT_TRUE(
        found(pair_of({{0, 0, -1}, {10, 0, -1}}, {{4, 0.06, -0.95}, {4, 3, -0.95}}), pack).empty())
        << "ends beside it";
}

TEST(Measure, EdgeVerticalOfSlopingLinesIsTheGapAtTheCrossing) {
    const Pack pack = heat_water(Measure::EdgeVertical, Relation::Any, 2.0);
    const auto finding =
        found(pair_of({{0, 0, -1}, {10, 0, -2}}, {{4, -3, -0.2}, {4, 3, -0.8}}), pack);
    ASSERT_EQ(finding.size(), 1U);
    EXPECT_NEAR(finding[0].measured, (1.4 - 0.5) - 0.1, 1e-9);
}

TEST(Measure, EveryPairMeasureOnOneLayout) {
    // Two parallel lines 0.9 m apart in plan and 0.4 m in height, 0.1 m thick.
    const Street street = pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 0.9, -1.4}, {10, 0.9, -1.4}});
    const auto measured = [&](Measure measure) {
        return found(street, heat_water(measure, Relation::Any, 5.0));
    };
    EXPECT_NEAR(measured(Measure::Edge3d).at(0).measured, std::hypot(0.9, 0.4) - 0.1, 1e-12);
    EXPECT_NEAR(measured(Measure::EdgeHorizontal).at(0).measured, 0.8, 1e-12);
    EXPECT_NEAR(measured(Measure::AxisHorizontal).at(0).measured, 0.9, 1e-12);
    EXPECT_TRUE(measured(Measure::EdgeVertical).empty()) << "their plans do not overlap";
    EXPECT_TRUE(measured(Measure::CrossingAngle).empty());
}

TEST(Measure, OrderVerticalIsSignedAndKnowsItsSides) {
    const Pack pack = heat_water(Measure::OrderVertical, Relation::Above, 0.1);  // heat above water
    EXPECT_EQ(found(pair_of({{0, 0, -2}, {9, 0, -2}}, {{4, -3, -1}, {4, 3, -1}}), pack).size(), 1U);
    EXPECT_TRUE(found(pair_of({{0, 0, -1}, {9, 0, -1}}, {{4, -3, -2}, {4, 3, -2}}), pack).empty());
    EXPECT_NEAR(
        found(pair_of({{0, 0, -2}, {9, 0, -2}}, {{4, -3, -1}, {4, 3, -1}}), pack)[0].measured, -1.1,
        1e-12);
}

TEST(Measure, CrossingAngleIsAcute) {
    Pack pack = heat_water(Measure::CrossingAngle, Relation::Crossing, 45.0);
    const auto finding = found(pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, -2, -2}, {8, 2, -2}}), pack);
    ASSERT_EQ(finding.size(), 1U);
    EXPECT_NEAR(finding[0].measured, 26.565051177, 1e-6);
}

TEST(Stretch, IsTheMaximalRunAndRunsLessThanAMetreApartMerge) {
    const Pack pack = heat_water(Measure::EdgeHorizontal, Relation::Any, 0.5);
    // W comes near H twice: from 2 to 6 and from `second` to 12.
    const auto twice = [](double second) {
        return pair_of({{0, 0, -1}, {20, 0, -1}}, {{2, 9, -1},
                                                   {2, 0.4, -1},
                                                   {6, 0.4, -1},
                                                   {6, 9, -1},
                                                   {second, 9, -1},
                                                   {second, 0.4, -1},
                                                   {12, 0.4, -1},
                                                   {12, 9, -1}});
    };
    const double reach = std::sqrt(0.6 * 0.6 - 0.4 * 0.4);  // beyond the ends at axis distance 0.6
    auto findings = found(twice(10.0), pack);
    ASSERT_EQ(findings.size(), 2U);
    std::sort(findings.begin(), findings.end(),
              [](const auto& x, const auto& y) { return x.stretch.from_m < y.stretch.from_m; });
    EXPECT_NEAR(findings[0].stretch.from_m, 2.0 - reach, 1e-9);
    EXPECT_NEAR(findings[0].stretch.to_m, 6.0 + reach, 1e-9);
    EXPECT_NEAR(findings[1].stretch.from_m, 10.0 - reach, 1e-9);
    EXPECT_EQ(found(twice(6.0 + 2 * reach + 1.01), pack).size(), 2U) << "1.01 m apart stays two";
    EXPECT_EQ(found(twice(6.0 + 2 * reach + 0.99), pack).size(), 1U) << "0.99 m apart is one";
}

TEST(Stretch, AgreesWithSamplesAlongRandomPolylines) {
    test::Random random{31};
    const Pack pack = heat_water(Measure::Edge3d, Relation::Any, 0.5);
    const auto wander = [&](double y) {
        std::vector<Vec3> points;
        for (int k = 0; k < 6; ++k)
            points.push_back(
                {4.0 * k, y + random.between(-0.8, 0.8), -1 + random.between(-0.2, 0.2)});
        return points;
    };
    for (int k = 0; k < 100; ++k) {
        const Street street = pair_of(wander(0), wander(0.7));
        const auto findings = found(street, pack);
        const auto& h = street.assets[0].axis;
        const auto& w = street.assets[1].axis;
        double station = 0.0;
        for (std::size_t i = 0; i + 1 < h.size(); ++i) {
            const double length = (h[i + 1].at - h[i].at).norm();
            for (int s = 0; s < 200; ++s) {
                const double at = station + length * s / 200.0;
                const Vec3 p = h[i].at + (h[i + 1].at - h[i].at) * s / 200.0;
                double gap = 1e9;
                for (std::size_t j = 0; j + 1 < w.size(); ++j)
                    gap = std::min(gap, geometry::distance(p, {w[j].at, w[j + 1].at}) - 0.1);
                if (gap > 0.5 - 1e-6) continue;
                const bool covered =
                    std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
                        return at >= f.stretch.from_m - 1e-6 && at <= f.stretch.to_m + 1e-6;
                    });
                ASSERT_TRUE(covered) << "pair " << k << " station " << at;
            }
            station += length;
        }
    }
}

TEST(Certainty, FollowsTheNormalDistribution) {
    EXPECT_NEAR(probability_below(0.43, 1.00, 0.5), 0.8728, 1e-4);  // Phi(1.14)
    EXPECT_NEAR(probability_below(1.00, 1.00, 0.5), 0.5, 1e-12);
    EXPECT_NEAR(probability_below(1.0 + 1.6448536269514722 * 0.5, 1.00, 0.5), 0.05, 1e-9);
    EXPECT_EQ(certainty_class(0.95, true), CertaintyClass::Certain);
    EXPECT_EQ(certainty_class(0.949, true), CertaintyClass::Likely);
    EXPECT_EQ(certainty_class(0.5, true), CertaintyClass::Likely);
    EXPECT_EQ(certainty_class(0.49, true), CertaintyClass::Possible);
    EXPECT_EQ(certainty_class(0.5, false), CertaintyClass::Possible)
        << "exactly at the limit nothing is broken yet";
}

TEST(Certainty, AgreesWithDrawnPositions) {
    // 20,000 draws of both positions: the share of broken pairs must be the probability given.
    test::Random random{41};
    const auto normal = [&] {
        double sum = -6.0;
        for (int k = 0; k < 12; ++k)
            sum += random.unit();
        return sum;
    };
    Street street = pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 1.0, -1}, {10, 1.0, -1}});
    street.assets[0].xy.sigma_m = 0.3;
    street.assets[1].xy.sigma_m = 0.4;
    const auto findings = found(street, heat_water(Measure::EdgeHorizontal, Relation::Any, 1.2));
    ASSERT_EQ(findings.size(), 1U);
    int broken = 0;
    for (int k = 0; k < 20000; ++k)
        broken += 0.9 + 0.3 * normal() + 0.4 * normal() < 1.2 ? 1 : 0;
    EXPECT_NEAR(findings[0].probability, broken / 20000.0, 0.015);
}

TEST(Certainty, UsesTheDirectionOfTheGap) {
    Street street = pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 0.6, -1.8}, {10, 0.6, -1.8}});
    for (auto& asset : street.assets)
        asset.xy.sigma_m = 0.2, asset.z.sigma_m = 0.5;
    const auto finding = found(street, heat_water(Measure::Edge3d, Relation::Any, 1.2)).at(0);
    const double s =
        std::hypot(0.6 * std::sqrt(0.08), 0.8 * std::sqrt(0.5));  // gap direction (0.6, 0.8)
    EXPECT_NEAR(finding.probability, probability_below(0.9, 1.2, s), 1e-9);
}

TEST(Certainty, SharedRecordsCancel) {
    Street street = pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 1.0, -1}, {10, 1.0, -1}});
    street.assets[1].network = Network::Heat;
    Pack pack = test::flat_pack(1.2, Measure::EdgeHorizontal);
    for (auto& asset : street.assets) {
        asset.owner = "Warmte BV";
        asset.xy = {0.5, model::PositionSource::AsBuilt, "delivery 7"};
    }
    EXPECT_EQ(found(street, pack).at(0).certainty, CertaintyClass::Certain);
    street.assets[1].owner = "Other BV";
    EXPECT_EQ(found(street, pack).at(0).certainty, CertaintyClass::Likely);
    street.assets[1].owner = "Warmte BV";
    street.assets[1].xy.record = "delivery 8";
    EXPECT_EQ(found(street, pack).at(0).certainty, CertaintyClass::Likely);
}

TEST(Certainty, OffMeansExact) {
    Street street = pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 1.4, -1}, {10, 1.4, -1}});
    street.assets[0].xy.sigma_m = 0.5;
    const Pack pack = heat_water(Measure::EdgeHorizontal, Relation::Any, 1.2);
    EXPECT_EQ(found(street, pack).at(0).certainty, CertaintyClass::Possible);
    EXPECT_TRUE(found(street, pack, false).empty());
}

TEST(Finding, NamesItsPairInTextOrderAndLiesAlongTheFirstLine) {
    Street street = pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 0.3, -1}, {10, 0.3, -1}});
    street.assets[0].id = "z";
    const Finding f = found(street, heat_water(Measure::Edge3d, Relation::Any, 0.5)).at(0);
    EXPECT_EQ(f.a, "W");
    EXPECT_EQ(f.b, "z");
    EXPECT_EQ(f.stretch.along, "W");
    EXPECT_NEAR((f.witness_a - f.witness_b).norm(), f.measured, 1e-9);
}

TEST(Finding, BetweenATreeAndALineLiesAlongTheLine) {
    Street street;
    street.assets = {line("W", Network::Water, 0.1, {{0, 0, -1}, {10, 0, -1}})};
    street.trees.push_back({"A-tree", "Tilia", {4, 1}, 0.4, 6, 0, 0, false, {}, {}, {}});
    Pack pack = test::flat_pack(1.5, Measure::AxisHorizontal);
    AttributeTest tree;
    tree.key = "tree";
    pack.rules[0].sides[0].tests = {tree};
    const Finding f = found(street, pack).at(0);
    EXPECT_EQ(f.a, "A-tree");
    EXPECT_EQ(f.stretch.along, "W");
    EXPECT_NEAR(f.measured, 1.0, 1e-12);
    EXPECT_NEAR(f.stretch.from_m, 4 - std::sqrt(1.5 * 1.5 - 1.0), 1e-9);
}

TEST(Resolution, StrictestWinsWithinALevelAndALevelOutranks) {
    Pack national = heat_water(Measure::EdgeHorizontal, Relation::Any, 0.5);
    Rule stricter = national.rules[0];
    stricter.id = "stricter";
    stricter.required.number = 0.9;
    national.rules.push_back(stricter);
    const Street street = pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 0.4, -1}, {10, 0.4, -1}});
    const auto findings = found(street, national);
    ASSERT_EQ(findings.size(), 1U) << "one question, one answer";
    EXPECT_EQ(findings[0].rule, "stricter");

    Pack city = heat_water(Measure::EdgeHorizontal, Relation::Any, 0.2);
    city.id = "city";
    city.level = Level::Municipality;
    city.rules[0].id = "city-rule";
    const std::vector<Pack> both{national, city};
    EXPECT_TRUE(check(street, both, {}).findings.empty())
        << "the city allows 0.20 m and its rule goes first";
}

TEST(Resolution, AStrictWarningDoesNotHideABrokenError) {
    Pack pack = heat_water(Measure::EdgeHorizontal, Relation::Any, 0.5);
    Rule advice = pack.rules[0];
    advice.id = "advice";
    advice.required.number = 2.0;
    advice.severity = Severity::Warning;
    pack.rules.push_back(advice);
    const auto near =
        found(pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 0.4, -1}, {10, 0.4, -1}}), pack);
    ASSERT_EQ(near.size(), 1U);
    EXPECT_EQ(near[0].severity, Severity::Error);
    const auto far = found(pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 1.4, -1}, {10, 1.4, -1}}), pack);
    ASSERT_EQ(far.size(), 1U);
    EXPECT_EQ(far[0].rule, "advice");
}

TEST(Resolution, AParallelRuleGivesWayWhereTheRunIsTooShort) {
    Pack pack = heat_water(Measure::EdgeHorizontal, Relation::Parallel, 1.0);
    Rule any = pack.rules[0];
    any.id = "any";
    any.relation = Relation::Any;
    any.required.number = 0.3;
    pack.rules.push_back(any);
    const auto run = found(pair_of({{0, 0, -1}, {9, 0, -1}}, {{0, 0.35, -1}, {9, 0.35, -1}}), pack);
    ASSERT_EQ(run.size(), 1U);
    EXPECT_EQ(run[0].rule, "flat");
    const auto brief =
        found(pair_of({{0, 0, -1}, {1, 0, -1}}, {{0, 0.35, -1}, {1, 0.35, -1}}), pack);
    ASSERT_EQ(brief.size(), 1U);
    EXPECT_EQ(brief[0].rule, "any");
}

TEST(Exemptions, HoldByRuleIdsAndPlaceUntilTheirLastDay) {
    Street street = pair_of({{0, 0, -1}, {10, 0, -1}}, {{0, 0.4, -1}, {10, 0.4, -1}});
    const Pack pack = heat_water(Measure::EdgeHorizontal, Relation::Any, 0.5);
    model::Exemption exemption;
    exemption.rule = "flat";
    exemption.a = "W";
    exemption.b = "H";
    exemption.who = "city";
    exemption.why = "agreed";
    exemption.until = "2030-01-01";
    street.exemptions = {exemption};
    CheckOptions options;
    options.today = "2030-01-01";
    auto result = check(street, std::span{&pack, 1}, options);
    EXPECT_EQ(result.findings.at(0).exempted_by, "city");
    EXPECT_EQ(count_at_least(result.findings, Severity::Info), 0);
    options.today = "2030-01-02";
    result = check(street, std::span{&pack, 1}, options);
    EXPECT_FALSE(result.findings.at(0).exempted_by) << "run out";
    EXPECT_EQ(count_at_least(result.findings, Severity::Error), 1);

    street.exemptions[0].until.clear();
    street.exemptions[0].near =
        geometry::Vec2{result.findings[0].at.x() + 2.5, result.findings[0].at.y()};
    EXPECT_FALSE(check(street, std::span{&pack, 1}, options).findings.at(0).exempted_by)
        << "elsewhere";
    street.exemptions[0].rule = "other";
    EXPECT_FALSE(check(street, std::span{&pack, 1}, options).findings.at(0).exempted_by);
}

TEST(CountAtLeast, LeavesPossibleAndExemptedOut) {
    Finding f;
    f.severity = Severity::Error;
    f.certainty = CertaintyClass::Possible;
    EXPECT_EQ(count_at_least(std::vector{f}, Severity::Error), 0);
    f.certainty = CertaintyClass::Likely;
    EXPECT_EQ(count_at_least(std::vector{f}, Severity::Error), 1);
    f.severity = Severity::Warning;
    EXPECT_EQ(count_at_least(std::vector{f}, Severity::Error), 0);
    EXPECT_EQ(count_at_least(std::vector{f}, Severity::Warning), 1);
}

}  // namespace
}  // namespace maaiveld::rules
