// The packs that ship, held against their own self-tests - and the self-tests held against the
// packs: a value that could change unnoticed is a value nobody checks.

#include "exchange/catalogue_file.h"
#include "exchange/rule_pack_file.h"
#include "rules/self_test.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

namespace maaiveld::rules {
namespace {

std::vector<Pack> shipped() {
    const auto catalogue = exchange::read_catalogue(test::source_file("profiles"));
    EXPECT_TRUE(catalogue) << catalogue.error().text();
    auto packs = exchange::read_rule_packs(test::source_file("profiles/rules"), *catalogue);
    EXPECT_TRUE(packs) << packs.error().text();
    return *packs;
}

void shift(Required& required, double by) {
    required.number += required.kind == Required::Kind::Number ? by : 0.0;
    required.plus += required.kind == Required::Kind::Times ? by : 0.0;
    for (auto& point : required.points)
        point.second += by;
    for (Required& term : required.terms)
        shift(term, by);
}

TEST(ShippedPacks, PassTheirSelfTests) {
    const auto packs = shipped();
    const SelfTestReport report = run_self_tests(packs);
    for (const auto& failure : report.failures)
        ADD_FAILURE() << failure.pack << " " << failure.rule << " line " << failure.line;
    for (const auto& rule : report.incomplete)
        ADD_FAILURE() << rule << " lacks a test on one side of its limit";
    EXPECT_GT(report.rules, 150);
}

TEST(ShippedPacks, NoRuleValueCanMoveByTwoCentimetresUnnoticed) {
    for (Pack pack : shipped()) {
        for (Rule& rule : pack.rules) {
            const double step = unit_of(rule.measure) == "m" ? 0.02 : 2.0;
            for (const double by : {-step, step}) {
                Rule changed = rule;
                shift(changed.required, by);
                bool noticed = false;
                for (const SelfTest& test : rule.tests)
                    noticed = noticed || is_broken_in(pack, changed, test) != test.broken;
                EXPECT_TRUE(noticed) << pack.id << " " << rule.id << " by " << by;
            }
        }
    }
}

TEST(ShippedPacks, NoConditionCanBeDroppedUnnoticed) {
    for (const Pack& pack : shipped()) {
        for (const Rule& rule : pack.rules) {
            if (rule.unless.empty() && rule.where_strips.empty()) continue;
            Rule changed = rule;
            changed.unless.clear();
            changed.where_strips.clear();
            bool noticed = false;
            for (const SelfTest& test : rule.tests)
                noticed = noticed || is_broken_in(pack, changed, test) != test.broken;
            EXPECT_TRUE(noticed) << pack.id << " " << rule.id;
        }
    }
}

TEST(ShippedPacks, GradeCIsNeverAnError) {
    for (const Pack& pack : shipped()) {
        for (const Rule& rule : pack.rules) {
            EXPECT_FALSE(rule.grade == "C" && rule.severity == Severity::Error) << rule.id;
            EXPECT_FALSE(rule.source.empty()) << rule.id;
        }
    }
}

}  // namespace
}  // namespace maaiveld::rules
