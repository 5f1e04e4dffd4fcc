#include "exchange/rule_pack_file.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace maaiveld::exchange {
namespace {

using model::AttributeValue;
using rules::AttributeTest;
using rules::Measure;
using rules::Pack;
using rules::Required;
using rules::Rule;

std::string pack_text(const std::string& rules, const std::string& head = "") {
    return "{\"format\":\"maaiveld-rules/1\",\"id\":\"x\"," + head + "\"rules\":[\n" + rules + "]}";
}

Pack pack_of(const std::string& rules, const std::string& head = "") {
    const test::Scratch scratch;
    auto pack = read_rule_pack(scratch.write("x.json", pack_text(rules, head)), model::Catalogue{});
    EXPECT_TRUE(pack) << pack.error().text();
    return pack ? *pack : Pack{};
}

std::string error_of(const std::string& rules, const std::string& head = "") {
    const test::Scratch scratch;
    const auto pack =
        read_rule_pack(scratch.write("x.json", pack_text(rules, head)), model::Catalogue{});
    if (pack) return "no error";
    const std::string text = pack.error().text();
    return text.substr(std::min(text.find("x.json"), text.size()));
}

/// A pair rule on edge_3d with `more` members; the first member of `more` may replace nothing.
std::string pair_rule(const std::string& more, const std::string& limit = "\"min_m\":1") {
    return R"({"id":"X-1","between":[{"network":"heat"},{"network":"water"}],"measure":"edge_3d",)" +
           limit + R"(,"severity":"warning","grade":"A","source":"s")" + more + "}";
}

std::string selecting(const std::string& selector) {
    return R"({"id":"X-1","object":)" + selector +
           R"(,"measure":"cover","min_m":0.6,"severity":"info","grade":"B","source":"s"})";
}

TEST(RulePack, KnowsItsHead) {
    const Pack pack = pack_of(
        pair_rule(""),
        R"("title":{"nl":"proef","en":"trial"},"edition":"2026-11","country":"NL","level":"municipality",)"
        R"("parallel":{"max_angle_deg":20,"min_run_m":3},"sources":{"S1":"a book"},)"
        R"("not_encoded":[{"id":"X-9","why":"no number"}],)");

    EXPECT_EQ(pack.id, "x");
    EXPECT_EQ(pack.title_nl, "proef");
    EXPECT_EQ(pack.title_en, "trial");
    EXPECT_EQ(pack.edition, "2026-11");
    EXPECT_EQ(pack.country, "NL");
    EXPECT_EQ(pack.level, rules::Level::Municipality);
    EXPECT_EQ(pack.max_angle_deg, 20.0);
    EXPECT_EQ(pack.min_run_m, 3.0);
    ASSERT_EQ(pack.not_encoded.size(), 1U);
    EXPECT_EQ(pack.not_encoded[0].id, "X-9");
    EXPECT_EQ(pack.not_encoded[0].why, "no number");
}

TEST(RulePack, HasTheDefaultsOfTheFormat) {
    const Pack pack = pack_of(pair_rule(""));
    const Rule& rule = pack.rules.at(0);

    EXPECT_EQ(pack.level, rules::Level::National);
    EXPECT_EQ(pack.max_angle_deg, 15.0);
    EXPECT_EQ(pack.min_run_m, 2.0);
    EXPECT_EQ(rule.pairs, rules::PairFilter::Any);
    EXPECT_EQ(rule.relation, rules::Relation::Any);
    EXPECT_TRUE(rule.is_pair_rule());
    EXPECT_FALSE(rule.at_most);
    EXPECT_FALSE(rule.preferred);
    EXPECT_EQ(rule.required.number, 1.0);
}

TEST(RulePack, ReadsEveryMemberOfARule) {
    const Rule rule =
        pack_of(
            pair_rule(
                R"(,"title":{"nl":"warm","en":"hot"},"pairs":"different_network","relation":"parallel","preferred_m":1.5,"note":"n",)"
                R"("unless":[{"both_in":"rack"},{"either":{"kind":"duct"}},{"both":{"protected":true}},{"owner":"me"}])"))
            .rules.at(0);

    EXPECT_EQ(rule.title_en, "hot");
    EXPECT_EQ(rule.title_nl, "warm");
    EXPECT_EQ(rule.pairs, rules::PairFilter::DifferentNetwork);
    EXPECT_EQ(rule.relation, rules::Relation::Parallel);
    EXPECT_EQ(rule.preferred.value().number, 1.5);
    EXPECT_EQ(rule.note, "n");
    EXPECT_EQ(rule.severity, rules::Severity::Warning);
    ASSERT_EQ(rule.unless.size(), 4U);
    EXPECT_EQ(rule.unless[0].kind, rules::Unless::Kind::SameValue);
    EXPECT_EQ(rule.unless[0].attribute, "rack");
    EXPECT_EQ(rule.unless[1].kind, rules::Unless::Kind::Either);
    EXPECT_EQ(rule.unless[2].kind, rules::Unless::Kind::Both);
    EXPECT_EQ(rule.unless[2].selector.tests.at(0).values.at(0), AttributeValue{true});
    EXPECT_EQ(rule.unless[3].kind, rules::Unless::Kind::Either);
    EXPECT_EQ(rule.unless[3].selector.tests.at(0).key, "owner");
}

TEST(RulePack, ReadsEveryTestOfASelector) {
    const auto tests =
        pack_of(
            selecting(
                R"({"network":["water","heat"],"owner":"me","kind":"*","diameter_m":{"above":0.1},"year":{"below":1960},)"
                R"("voltage_kV":{"between":[1,52]},"status":{"not":["disused","projected"]},"protected":{"not":true}})"))
            .rules.at(0)
            .sides.at(0)
            .tests;
    std::map<std::string, AttributeTest> by_key;
    for (const auto& test : tests)
        by_key[test.key] = test;

    ASSERT_EQ(by_key.size(), 8U);
    EXPECT_EQ(by_key["network"].kind, AttributeTest::Kind::AnyOf);
    EXPECT_EQ(by_key["network"].values.size(), 2U);
    EXPECT_EQ(by_key["owner"].values.at(0), AttributeValue{std::string{"me"}});
    EXPECT_EQ(by_key["kind"].kind, AttributeTest::Kind::Present);
    EXPECT_EQ(by_key["diameter_m"].kind, AttributeTest::Kind::Above);
    EXPECT_EQ(by_key["diameter_m"].low, 0.1);
    EXPECT_EQ(by_key["year"].kind, AttributeTest::Kind::Below);
    EXPECT_EQ(by_key["year"].high, 1960.0);
    EXPECT_EQ(by_key["voltage_kV"].kind, AttributeTest::Kind::Between);
    EXPECT_EQ(by_key["voltage_kV"].low, 1.0);
    EXPECT_EQ(by_key["voltage_kV"].high, 52.0);
    EXPECT_EQ(by_key["status"].kind, AttributeTest::Kind::NoneOf);
    EXPECT_EQ(by_key["status"].values.size(), 2U);
    EXPECT_EQ(by_key["protected"].kind, AttributeTest::Kind::NoneOf);
}

Required required_of(const std::string& value) {
    return pack_of(pair_rule("", "\"min_m\":" + value)).rules.at(0).required;
}

TEST(RequiredValue, IsATableByAttribute) {
    const Required required =
        required_of(R"({"table":"stem_diameter_m","of":1,"points":[[0.2,1.15],[0.4,1.5]]})");

    EXPECT_EQ(required.kind, Required::Kind::Table);
    EXPECT_EQ(required.attribute, "stem_diameter_m");
    EXPECT_EQ(required.of, 1U);
    EXPECT_EQ(required.points, (std::vector<std::pair<double, double>>{{0.2, 1.15}, {0.4, 1.5}}));
    const model::Attributes tree{{"stem_diameter_m", 0.3}};
    EXPECT_NEAR(rules::required_value(required, {}, tree).value(), 1.325, 1e-12);
}

TEST(RequiredValue, IsAMultipleOfAnAttribute) {
    const Required required = required_of(
        R"({"times":12,"of_attribute":"stem_diameter_m","of":0,"plus":0.5,"at_most":15,"at_least":2})");

    EXPECT_EQ(required.kind, Required::Kind::Times);
    const auto value = [&](double stem_m) {
        return rules::required_value(required, {{"stem_diameter_m", stem_m}}, {}).value();
    };
    EXPECT_NEAR(value(0.5), 6.5, 1e-12);
    EXPECT_EQ(value(3.0), 15.0);
    EXPECT_EQ(value(0.01), 2.0);
    EXPECT_FALSE(rules::required_value(required, {}, {}));
}

TEST(RequiredValue, IsALargestALeastOrASum) {
    const auto value = [](const std::string& text) {
        return rules::required_value(required_of(text), {{"d", 2.0}}, {}).value();
    };

    EXPECT_EQ(value(R"({"max_of":[0.5,{"times":1,"of_attribute":"d"}]})"), 2.0);
    EXPECT_EQ(value(R"({"min_of":[0.5,{"times":1,"of_attribute":"d"}]})"), 0.5);
    EXPECT_EQ(value(R"({"sum_of":[0.5,{"max_of":[1,{"times":1,"of_attribute":"d"}]}]})"), 2.5);
}

TEST(Limit, FollowsTheMeasure) {
    struct Case {
        const char* measure;
        const char* key;
        bool object;
        bool at_most;
    };
    for (const Case& c :
         {Case{"crossing_angle", "min_deg", false, false}, Case{"overlap", "max_m3", false, true},
          Case{"root_overlap", "max_m3", false, true}, Case{"cover", "max_m", true, true},
          Case{"cover", "min_m", true, false}, Case{"temperature", "max_C", true, true},
          Case{"current", "max_A", true, true}, Case{"induced_voltage", "max_V", true, true},
          Case{"settlement_step", "max_m", true, true}, Case{"free_above", "min_m", true, false},
          Case{"order_vertical", "min_m", false, false},
          Case{"axis_horizontal", "min_m", false, false}}) {
        const std::string sides = c.object
                                      ? R"("object":{"network":"water"})"
                                      : R"("between":[{"network":"water"},{"network":"heat"}])";
        const Pack pack =
            pack_of("{\"id\":\"X\"," + sides + ",\"measure\":\"" + c.measure + "\",\"" + c.key +
                    "\":2,\"severity\":\"info\",\"grade\":\"C\",\"source\":\"s\"}");
        ASSERT_EQ(pack.rules.size(), 1U) << c.measure;
        EXPECT_EQ(pack.rules[0].at_most, c.at_most) << c.measure;
        EXPECT_EQ(name_of(pack.rules[0].measure), c.measure);
    }
}

TEST(Where, NamesTheStripsOfACoverRule) {
    const Rule rule =
        pack_of(
            R"({"id":"X","object":{"network":"water"},"measure":"cover","min_m":1,)"
            R"("where":{"strip":["carriageway","parking"]},"severity":"info","grade":"A","source":"s"})")
            .rules.at(0);

    EXPECT_EQ(rule.where_strips,
              (std::vector{model::StripKind::Carriageway, model::StripKind::Parking}));
}

TEST(SelfTest, HoldsAStreetAndInfluenceValues) {
    const Rule rule = pack_of(
                          "{\"id\":\"X\",\"object\":{\"network\":\"water\"},\"measure\":"
                          "\"temperature\",\"max_C\":25,\"severity\":\"info\",\n"
                          "\"grade\":\"A\",\"source\":\"s\",\"tests\":[\n"
                          "{\"broken\":true,\"values\":{\"temperature_C\":{\"W-1\":26.0}},"
                          "\"street\":{\"assets\":[{\"id\":\"W-1\",\"network\":\"water\","
                          "\"outer_diameter_m\":0.1,\"points\":[[0,0,-1],[9,0,-1]]}]}}]}")
                          .rules.at(0);

    ASSERT_EQ(rule.tests.size(), 1U);
    EXPECT_TRUE(rule.tests[0].broken);
    EXPECT_EQ(rule.tests[0].line, 4);
    EXPECT_EQ(rule.tests[0].street.assets.at(0).id, "W-1");
    EXPECT_EQ(rule.tests[0].values.at(Measure::Temperature).at("W-1").value, 26.0);
}

TEST(SelfTest, RefusesValuesThatBelongToNobody) {
    EXPECT_NE(error_of("{\"id\":\"X\",\"object\":{\"network\":\"water\"},\"measure\":"
                       "\"temperature\",\"max_C\":25,\"severity\":\"info\","
                       "\"grade\":\"A\",\"source\":\"s\",\"tests\":[{\"broken\":true,\"values\":{"
                       "\"temperature_C\":26.0},\"street\":{}}]}")
                  .find("`temperature_C` must be an object"),
              std::string::npos);
}

TEST(RulePackErrors, NameTheLineAndWhatWouldBeRight) {
    EXPECT_EQ(error_of(pair_rule(",\n\"prefered_m\":2")),
              "x.json:3: rule `X-1`: unknown key `prefered_m` (did you mean `preferred_m`?)");
    EXPECT_EQ(error_of(selecting(R"({"network":"watr"})")),
              "x.json:2: no network is called `watr` (did you mean `water`?)");
    EXPECT_NE(error_of(pair_rule(",\"where\":{\"strip\":[\"verge\"]}"))
                  .find("`where` works with measure cover only"),
              std::string::npos);
    EXPECT_NE(error_of(pair_rule("", "\"max_m\":1")).find("measure edge_3d needs `min_m`"),
              std::string::npos);
    EXPECT_NE(error_of(pair_rule(",\"relation\":\"paralel\"")).find("did you mean `parallel`"),
              std::string::npos);
    EXPECT_NE(
        error_of(selecting(R"({"diameter_m":{"above":1,"below":2}})")).find("unknown key `below`"),
        std::string::npos);
    EXPECT_NE(error_of(selecting("{}")).find("must test something"), std::string::npos);
    EXPECT_NE(error_of(selecting(R"({"kind":[]})")).find("is empty"), std::string::npos);
    EXPECT_NE(
        error_of(pair_rule(""), "\"parallel\":{\"max_angle_deg\":90},").find("between 0 and 90"),
        std::string::npos);
    EXPECT_NE(
        error_of(pair_rule(",\"unless\":[{\"both\":{\"rack\":\"*\"},\"either\":{\"rack\":\"*\"}}]"))
            .find("unknown key"),
        std::string::npos);
}

TEST(RulePackErrors, RefuseAnErrorOfGradeC) {
    EXPECT_NE(
        error_of(
            R"({"id":"X","object":{"network":"water"},"measure":"cover","min_m":1,"severity":"error","grade":"C","source":"s"})")
            .find("a rule of grade C may not be an error"),
        std::string::npos);
}

TEST(RulePackErrors, RefuseAPackWithoutRules) {
    EXPECT_NE(error_of("").find("`rules` is an empty list"), std::string::npos);
}

TEST(CheckTogether, RefusesARuleTwiceAndTwoMeaningsOfParallel) {
    const Pack one = pack_of(pair_rule(""));
    Pack two = one;
    two.id = "y";

    ASSERT_FALSE(check_together({one, two}));
    EXPECT_NE(
        check_together({one, two}).error().text().find("rule `X-1` is in pack `x` and in pack `y`"),
        std::string::npos);

    two.rules[0].id = "Y-1";
    EXPECT_TRUE(check_together({one, two}));
    two.min_run_m = 5.0;
    ASSERT_FALSE(check_together({one, two}));
    EXPECT_NE(check_together({one, two}).error().text().find("`parallel`"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
