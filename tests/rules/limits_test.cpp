#include "rules/limits.h"

#include "tests/support/streets.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace maaiveld::rules {
namespace {

using model::Network;
using model::Street;
using test::line;

Rule rule_of(const std::string& id, Measure measure, double value, Severity severity) {
    Rule rule = test::flat_pack(value, measure).rules[0];
    rule.id = id;
    rule.sides = {test::about("water")};
    rule.at_most = true;
    rule.severity = severity;
    rule.source = "source of " + id;
    return rule;
}

Pack pack_of(Level level, std::vector<Rule> rules) {
    Pack pack;
    pack.id = rules.front().id + "-pack";
    pack.level = level;
    pack.rules = std::move(rules);
    return pack;
}

Street two_lines() {
    Street street;
    street.assets = {line("W", Network::Water, 0.11, {{0, 0, -1}, {10, 0, -1}}),
                     line("G", Network::GasLow, 0.11, {{0, 1, -1}, {10, 1, -1}})};
    return street;
}

using Limits = std::map<std::string, std::vector<Limit>>;

/// The rule that sets the strictest limit on the water main; empty when none does.
std::string rule_on(const Limits& limits, Measure measure, Severity least) {
    const Limit* limit = limit_on(limits, "W", measure, least);
    return limit == nullptr ? std::string{} : limit->rule;
}

TEST(Limits, AreThoseOfComputedMeasuresOfEachObject) {
    const std::vector<Pack> packs{
        pack_of(Level::National, {rule_of("T", Measure::Temperature, 25.0, Severity::Error),
                                  rule_of("D", Measure::Cover, 1.5, Severity::Error)})};

    const auto limits = computed_limits(two_lines(), packs);

    ASSERT_EQ(limits.size(), 1U) << "no rule asks anything of gas";
    const auto& of_water = limits.at("W");
    ASSERT_EQ(of_water.size(), 1U) << "cover is measured, not computed";
    EXPECT_EQ(of_water[0].rule, "T");
    EXPECT_EQ(of_water[0].value, 25.0);
    EXPECT_TRUE(of_water[0].at_most);
    EXPECT_EQ(of_water[0].source, "source of T");
    EXPECT_EQ(of_water[0].grade, "A");
}

TEST(Limits, AreOfTheHighestLevelThatHasOne) {
    const std::vector<Pack> packs{
        pack_of(Level::National,
                {rule_of("strict", Measure::Temperature, 20.0, Severity::Error),
                 rule_of("volts", Measure::InducedVoltage, 60.0, Severity::Error)}),
        pack_of(Level::Municipality,
                {rule_of("town", Measure::Temperature, 25.0, Severity::Error)})};

    const auto limits = computed_limits(two_lines(), packs);

    EXPECT_EQ(rule_on(limits, Measure::Temperature, Severity::Info), "town");
    EXPECT_EQ(rule_on(limits, Measure::InducedVoltage, Severity::Info), "volts")
        << "the town says nothing about voltages";
}

TEST(Limits, GiveTheStrictestThatIsSevereEnough) {
    const std::vector<Pack> packs{
        pack_of(Level::National, {rule_of("advice", Measure::Temperature, 18.0, Severity::Info),
                                  rule_of("care", Measure::Temperature, 23.0, Severity::Warning),
                                  rule_of("law", Measure::Temperature, 25.0, Severity::Error)})};
    const auto limits = computed_limits(two_lines(), packs);

    EXPECT_EQ(rule_on(limits, Measure::Temperature, Severity::Error), "law");
    EXPECT_EQ(rule_on(limits, Measure::Temperature, Severity::Warning), "care");
    EXPECT_EQ(rule_on(limits, Measure::Temperature, Severity::Info), "advice");
    EXPECT_EQ(limit_on(limits, "W", Measure::Current, Severity::Info), nullptr);
    EXPECT_EQ(limit_on(limits, "G", Measure::Temperature, Severity::Info), nullptr);
    EXPECT_EQ(limits.at("W").front().rule, "law") << "most severe first";
}

TEST(Limits, TakeTheValueFromAnAttribute) {
    Rule rule = rule_of("own", Measure::Temperature, 0.0, Severity::Error);
    rule.required = {};
    rule.required.kind = Required::Kind::Times;
    rule.required.number = 1.0;
    rule.required.attribute = "max_conductor_C";
    Street street = two_lines();
    EXPECT_TRUE(computed_limits(street, std::vector{pack_of(Level::National, {rule})}).empty())
        << "no attribute, no limit";
    street.assets[0].attributes["max_conductor_C"] = 70.0;

    const auto limits = computed_limits(street, std::vector{pack_of(Level::National, {rule})});

    EXPECT_EQ(limit_on(limits, "W", Measure::Temperature, Severity::Error)->value, 70.0);
}

TEST(Limits, FromBelowAreStrictestWhenHighest) {
    Rule low = rule_of("low", Measure::Temperature, 2.0, Severity::Error);
    Rule high = rule_of("high", Measure::Temperature, 4.0, Severity::Error);
    low.at_most = high.at_most = false;
    const auto limits =
        computed_limits(two_lines(), std::vector{pack_of(Level::National, {low, high})});

    EXPECT_EQ(rule_on(limits, Measure::Temperature, Severity::Error), "high");
}

}  // namespace
}  // namespace maaiveld::rules
