#include "rules/check.h"
#include "tests/support/streets.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace maaiveld::rules {
namespace {

using model::Network;
using model::Street;
using test::line;

Pack warm_water(double limit_C, bool at_most = true) {
    Pack pack = test::flat_pack(limit_C, Measure::Temperature);
    pack.rules[0].sides = {test::about("water")};
    pack.rules[0].at_most = at_most;
    return pack;
}

std::vector<Finding> found(const Computed& value, const Pack& pack, bool uncertainty = true) {
    Street street;
    street.assets = {line("W", Network::Water, 0.2, {{0, 0, -1}, {10, 0, -1}})};
    CheckOptions options;
    options.uncertainty = uncertainty;
    options.values = {{Measure::Temperature, {{"W", value}}}};
    return check(street, std::span{&pack, 1}, options).findings;
}

/// The chance that a normal value lies above `limit`.
double chance_above(double limit, double mean, double sigma) {
    return 0.5 * std::erfc((limit - mean) / (sigma * std::numbers::sqrt2));
}

TEST(ComputedValues, AreJudgedByTheChanceThatTheyPassTheLimit) {
    for (const double value : {23.5, 24.0, 25.4, 26.0, 28.0}) {
        const auto findings = found({value, 1.0}, warm_water(25.0));
        const double expected = chance_above(25.0, value, 1.0);
        ASSERT_EQ(findings.size(), 1U) << value;
        EXPECT_NEAR(findings[0].probability, expected, 1e-9) << value;
        EXPECT_EQ(findings[0].measured, value);
        EXPECT_EQ(findings[0].certainty, expected >= 0.95  ? CertaintyClass::Certain
                                         : expected >= 0.5 ? CertaintyClass::Likely
                                                           : CertaintyClass::Possible);
    }
}

TEST(ComputedValues, AreNoMoreThanPossibleAtTheLimitItself) {
    const auto findings = found({25.0, 1.0}, warm_water(25.0));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_NEAR(findings[0].probability, 0.5, 1e-9);
    EXPECT_EQ(findings[0].certainty, CertaintyClass::Possible);
}

TEST(ComputedValues, AreLeftAloneWhenTheChanceIsSmall) {
    // 1.645 standard deviations below the limit leave 5 %.
    EXPECT_TRUE(found({25.0 - 1.66, 1.0}, warm_water(25.0)).empty());
    EXPECT_EQ(found({25.0 - 1.63, 1.0}, warm_water(25.0)).size(), 1U);
    EXPECT_TRUE(found({25.0 - 3.26 - 0.1, 2.0}, warm_water(25.0)).empty());
}

TEST(ComputedValues, CanHaveALimitFromBelow) {
    const auto findings = found({3.0, 2.0}, warm_water(2.0, false));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_NEAR(findings[0].probability, 1.0 - chance_above(2.0, 3.0, 2.0), 1e-9);
}

TEST(ComputedValues, CountAsExactWithoutSpreadAndWithUncertaintyOff) {
    EXPECT_EQ(found({25.01, 0.0}, warm_water(25.0)).at(0).probability, 1.0);
    EXPECT_TRUE(found({24.99, 0.0}, warm_water(25.0)).empty());
    EXPECT_TRUE(found({24.99, 5.0}, warm_water(25.0), false).empty());
    EXPECT_EQ(found({25.01, 5.0}, warm_water(25.0), false).at(0).certainty,
              CertaintyClass::Certain);
}

TEST(ComputedValues, BringTheirCauseIntoTheFinding) {
    const auto findings = found({26.0, 0.5, "H-1 +2.1 K, E-2 +0.3 K"}, warm_water(25.0));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].cause, "H-1 +2.1 K, E-2 +0.3 K");
    EXPECT_EQ(found({26.0}, warm_water(25.0)).at(0).cause, "");
}

TEST(ComputedValues, LendTheirCauseToNoOtherMeasure) {
    Street street;
    street.assets = {line("W", Network::Water, 0.2, {{0, 0, -1}, {10, 0, -1}})};
    Pack pack = warm_water(25.0);
    pack.rules[0].measure = Measure::Cover;
    pack.rules[0].required.number = 1.5;
    pack.rules[0].at_most = false;
    CheckOptions options;
    options.values = {{Measure::Temperature, {{"W", Computed{26.0, 0.0, "H-1 +2.1 K"}}}}};

    const auto findings = check(street, std::span{&pack, 1}, options).findings;

    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].cause, "");
}

}  // namespace
}  // namespace maaiveld::rules
