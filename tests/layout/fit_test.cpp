#include "layout/fit.h"

#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace maaiveld::layout {
namespace {

using model::StripKind;

/// A tube of 0.2 m at one cover that may lie anywhere in the section.
BriefItem tube(const std::string& name, double width_m, double radius_m = 0.1) {
    BriefItem item;
    item.name = name;
    Body body;
    body.asset = name;
    body.down_m = radius_m;
    body.half_width_m = body.half_height_m = radius_m;
    item.bodies.push_back(body);
    item.min_cover_m = item.max_cover_m = item.wanted_cover_m = 0.8;
    item.where.push_back({0.0, width_m, 0.0});
    return item;
}

Requirement apart(std::size_t a, std::size_t b, double gap_m) {
    Requirement r;
    r.rule = "X-" + std::to_string(a) + std::to_string(b);
    r.item = a;
    r.other = b;
    r.required = gap_m;
    return r;
}

/// Two tubes of 0.2 m that ask 0.3 m between them: together 0.7 m.
SectionBrief two_tubes(double width_m) {
    SectionBrief brief;
    brief.width_m = width_m;
    brief.items = {tube("a", width_m), tube("b", width_m)};
    brief.requirements = {apart(0, 1, 0.3)};
    return brief;
}

std::vector<NamedStrip> whole(const SectionBrief& brief) {
    return {{"footway", 0.0, brief.width_m}};
}

FitVerdict verdict(const SectionBrief& brief) {
    FitQuestion question;
    question.amounts = question.explain = false;
    const auto form = form_fit(brief, whole(brief), question);
    EXPECT_TRUE(form);
    return form ? form->verdict : FitVerdict::NotTried;
}

Obstacle tree_at(double x_m) {
    Obstacle tree;
    tree.id = "B-1";
    tree.what = "tree";
    tree.body.right_m = x_m;
    tree.body.down_m = 1.0;
    tree.body.half_width_m = 0.15;
    tree.body.half_height_m = 1.0;
    tree.body.round = false;
    return tree;
}

TEST(FormFit, NeededWidthOfTwoTubes) {
    const auto form = form_fit(two_tubes(1.0), whole(two_tubes(1.0)), {});
    ASSERT_TRUE(form);
    EXPECT_EQ(form->verdict, FitVerdict::Fits);
    ASSERT_TRUE(form->needed_m);
    EXPECT_NEAR(*form->needed_m, 0.7, 1e-9);  // 0.2 + 0.3 + 0.2
    EXPECT_FALSE(form->short_m);
    EXPECT_TRUE(form->conflict.empty());
}

TEST(FormFit, MissingWidthOfTwoTubesAndWhy) {
    const auto form = form_fit(two_tubes(0.5), whole(two_tubes(0.5)), {});
    ASSERT_TRUE(form);
    EXPECT_EQ(form->verdict, FitVerdict::DoesNotFit);
    ASSERT_TRUE(form->short_m);
    EXPECT_NEAR(*form->short_m, 0.2, 1e-9);
    ASSERT_TRUE(form->needed_m);
    EXPECT_NEAR(*form->needed_m, 0.7, 1e-9);
    EXPECT_FALSE(form->undecided_why);
    std::size_t networks = 0;
    bool rule = false;
    for (const ConflictPart& part : form->conflict) {
        networks += part.kind == PartKind::Network ? 1 : 0;
        rule = rule || part.id == "X-01";
    }
    EXPECT_EQ(networks, 2U);
    EXPECT_TRUE(rule);
}

TEST(FormFit, ExactlyEnoughFits) {
    EXPECT_EQ(verdict(two_tubes(0.70)), FitVerdict::Fits);
    EXPECT_EQ(verdict(two_tubes(0.69)), FitVerdict::DoesNotFit);
}

TEST(FormFit, NeededWidthKeepsProportions) {
    SectionBrief brief = two_tubes(3.0);
    brief.items[0].where = {{0.0, 1.0, 0.0}};
    brief.items[1].where = {{0.0, 1.0, 0.0}};
    // Axes 0.5 m apart, both in the footway, the first 0.1 m from its edge: a footway of 0.6 m.
    const auto form =
        form_fit(brief, {{"footway", 0.0, 1.0}, {"carriageway", 1.0, 3.0}}, FitQuestion{});
    ASSERT_TRUE(form);
    ASSERT_TRUE(form->needed_m);
    EXPECT_NEAR(*form->needed_m, 1.8, 0.011);
}

TEST(FormFit, MissingWidthIsInTheStripThatHelps) {
    SectionBrief brief = two_tubes(2.5);
    brief.items[0].where = {{0.0, 0.5, 0.0}};
    brief.items[1].where = {{0.0, 0.5, 0.0}};
    const auto form =
        form_fit(brief, {{"carriageway", 0.5, 2.5}, {"footway", 0.0, 0.5}}, FitQuestion{});
    ASSERT_TRUE(form);
    ASSERT_TRUE(form->short_m);
    EXPECT_EQ(form->strip, 1U);
    EXPECT_NEAR(*form->short_m, 0.1, 1e-9);  // 0.1 + 0.5 within the footway
}

TEST(FormFit, GivesNoWidthWhereNoWidthHelps) {
    SectionBrief brief = two_tubes(2.0);
    brief.items[1].where.clear();  // nowhere permitted
    const auto form = form_fit(brief, whole(brief), {});
    ASSERT_TRUE(form);
    EXPECT_EQ(form->verdict, FitVerdict::DoesNotFit);
    EXPECT_FALSE(form->short_m);
}

TEST(Narrowed, UndoesWidened) {
    SectionBrief brief = two_tubes(2.0);
    brief.obstacles = {tree_at(1.5)};
    const auto back = narrowed(widened(brief, 0.5, 0.4), 0.5, 0.4);
    ASSERT_TRUE(back);
    EXPECT_NEAR(back->width_m, 2.0, 1e-12);
    EXPECT_NEAR(back->obstacles[0].body.right_m, 1.5, 1e-12);
    ASSERT_EQ(back->items[0].where.size(), 1U);
    EXPECT_NEAR(back->items[0].where[0].to_m, 2.0, 1e-12);
}

TEST(Narrowed, RefusesToRemoveATree) {
    SectionBrief brief = two_tubes(2.0);
    brief.obstacles = {tree_at(1.5)};
    EXPECT_FALSE(narrowed(brief, 1.2, 0.5));
    EXPECT_TRUE(narrowed(brief, 0.2, 0.5));
}

TEST(Narrowed, StripThatIsGoneAsksNothing) {
    SectionBrief brief = two_tubes(2.0);
    brief.requirements[0].only_in = {{1.0, 1.4, 0.0}};
    const auto less = narrowed(brief, 0.9, 0.6);
    ASSERT_TRUE(less);
    ASSERT_EQ(less->requirements[0].only_in.size(), 1U);  // not empty: that would be everywhere
    EXPECT_LT(less->requirements[0].only_in[0].to_m, 0.0);
}

// Random sections.

/// A whole number from `low` to `high`.
int pick(test::Random& random, int low, int high) {
    return low + random.below(high - low + 1);
}

/// Two to four tubes of several sizes with random gaps, sometimes a tree, in two strips.
SectionBrief random_brief(test::Random& random) {
    SectionBrief brief;
    brief.width_m = 0.05 * pick(random, 10, 60);
    const int count = pick(random, 2, 4);
    for (int i = 0; i < count; ++i) {
        brief.items.push_back(
            tube("n" + std::to_string(i), brief.width_m, 0.05 * pick(random, 1, 4)));
        if (pick(random, 0, 3) == 0) brief.items.back().where[0].to_m *= 0.5;
    }
    for (std::size_t a = 0; a < brief.items.size(); ++a)
        for (std::size_t b = a + 1; b < brief.items.size(); ++b)
            if (pick(random, 0, 2) > 0)
                brief.requirements.push_back(apart(a, b, 0.05 * pick(random, 0, 12)));
    if (pick(random, 0, 1) == 1) brief.obstacles = {tree_at(0.5 * brief.width_m)};
    return brief;
}

int rank(FitVerdict verdict) {
    return verdict == FitVerdict::Fits ? 1 : 0;
}

TEST(Fit, WiderNeverFitsWorse) {
    test::Random random{20261};
    int changed = 0;
    for (int run = 0; run < 150; ++run) {
        const SectionBrief brief = random_brief(random);
        const double at_m = brief.width_m * pick(random, 0, 10) / 10.0;
        const int now = rank(verdict(brief));
        const int wide = rank(verdict(widened(brief, at_m, 0.05 * pick(random, 1, 10))));
        EXPECT_GE(wide, now) << "run " << run;
        changed += wide - now;
    }
    EXPECT_GT(changed, 5);  // else the test saw nothing
}

TEST(Fit, FewerNetworksNeverFitWorse) {
    test::Random random{20262};
    int changed = 0;
    for (int run = 0; run < 150; ++run) {
        const SectionBrief brief = random_brief(random);
        SectionBrief less = brief;
        const std::size_t last = brief.items.size() - 1;
        less.items.pop_back();
        std::erase_if(less.requirements, [&](const Requirement& r) { return r.other == last; });
        const int now = rank(verdict(brief));
        const int fewer = rank(verdict(less));
        EXPECT_GE(fewer, now) << "run " << run;
        changed += fewer - now;
    }
    EXPECT_GT(changed, 5);
}

TEST(Fit, NeededAndMissingWidthAreExact) {
    test::Random random{20263};
    for (int run = 0; run < 60; ++run) {
        SectionBrief brief = random_brief(random);
        brief.obstacles.clear();
        FitQuestion question;
        question.explain = false;
        const auto form = form_fit(brief, whole(brief), question);
        ASSERT_TRUE(form);
        const double spare_m = brief.width_m - form->needed_m.value_or(brief.width_m);
        if (form->verdict == FitVerdict::Fits) {
            const auto kept = narrowed(brief, 0.0, spare_m);
            const auto less = narrowed(brief, 0.0, spare_m + 0.01);
            ASSERT_TRUE(kept);
            EXPECT_EQ(verdict(*kept), FitVerdict::Fits) << run;
            if (less && less->width_m > 0.015) {
                EXPECT_NE(verdict(*less), FitVerdict::Fits) << run;
            }
        }
        if (form->short_m) {
            const double at_m = 0.25 * brief.width_m;
            EXPECT_EQ(verdict(widened(brief, at_m, *form->short_m)), FitVerdict::Fits) << run;
            EXPECT_NE(verdict(widened(brief, at_m, *form->short_m - 0.01)), FitVerdict::Fits)
                << run;
        }
    }
}

// What holds a layout.

std::vector<rules::Pack> packs_called(const std::vector<std::string>& ids) {
    rules::Pack pack;
    for (const std::string& id : ids) {
        rules::Rule rule;
        rule.id = id;
        pack.rules.push_back(rule);
    }
    return {pack};
}

/// The cheapest placement of a brief in which width costs.
SectionSolution cheapest(const SectionBrief& brief) {
    const auto solved = solve_brief(brief);
    EXPECT_TRUE(solved && solved->answer.found() && solved->answer.end == SearchEnd::Proven);
    return solved ? *solved : SectionSolution{};
}

HeldBy held(const SectionBrief& brief, const std::vector<std::string>& rules) {
    const auto found = held_by(cheapest(brief), packs_called(rules));
    EXPECT_TRUE(found);
    return found ? *found : HeldBy{};
}

TEST(HeldBy, SaysWhatTheRulesCost) {
    SectionBrief brief = two_tubes(3.0);
    brief.width_cost_eur_m2 = 100.0;
    // 0.2 + 0.3 + 0.2 m of width with the rule, 0.2 + 0.2 m without.
    const HeldBy both = held(brief, {"X-01"});
    EXPECT_NEAR(both.saves_eur_m, 30.0, 1e-9);
    EXPECT_EQ(both.rules, std::vector<std::string>{"X-01"});
    EXPECT_EQ(held(brief, {}).saves_eur_m, 0.0) << "a rule of no pack";
    brief.width_cost_eur_m2 = 0.0;
    EXPECT_EQ(held(brief, {"X-01"}).saves_eur_m, 0.0) << "nothing is cheaper than nothing";
    EXPECT_TRUE(held(brief, {"X-01"}).rules.empty());
}

TEST(HeldBy, NamesNoRuleThatAnotherMakesNeedless) {
    SectionBrief brief = two_tubes(3.0);
    brief.width_cost_eur_m2 = 100.0;
    brief.requirements.push_back(apart(0, 1, 0.3));
    brief.requirements[1].rule = "Y";
    const HeldBy twins = held(brief, {"X-01", "Y"});
    EXPECT_NEAR(twins.saves_eur_m, 30.0, 1e-9);
    EXPECT_TRUE(twins.rules.empty()) << "without one of them the other asks as much";
    const HeldBy one = held(brief, {"Y"});
    EXPECT_EQ(one.saves_eur_m, 0.0) << "X-01 is kept: it is of no pack";
}

TEST(HeldBy, NamesNoRuleThatAsksWhatIsWantedAnyway) {
    SectionBrief brief = two_tubes(3.0);
    brief.width_cost_eur_m2 = 10.0;
    brief.requirements.push_back(apart(0, 1, 0.0));
    brief.requirements[1].rule = "wish";
    brief.requirements[1].severity = rules::Severity::Info;
    brief.requirements[1].preferred = 0.3;
    brief.requirements[1].preferred_cost_eur_m2 = 50.0;
    EXPECT_EQ(held(brief, {"X-01"}).saves_eur_m, 0.0);
    brief.requirements[0].required = 0.4;
    EXPECT_NEAR(held(brief, {"X-01"}).saves_eur_m, 1.0, 1e-9);  // 0.1 m at 10 EUR/m2
}

TEST(HeldBy, AgreesWithLeavingRulesOut) {
    test::Random random{20264};
    int binding = 0;
    for (int run = 0; run < 80; ++run) {
        SectionBrief brief = random_brief(random);
        brief.width_cost_eur_m2 = 100.0;
        const auto solved = solve_brief(brief);
        ASSERT_TRUE(solved);
        if (!solved->answer.found()) continue;
        std::vector<std::string> names;
        for (const Requirement& r : brief.requirements)
            names.push_back(r.rule);
        const HeldBy found = held(brief, names);
        const auto without = [&](const std::string& rule) {
            SectionBrief less = brief;
            std::erase_if(less.requirements,
                          [&](const Requirement& r) { return rule.empty() || r.rule == rule; });
            return static_cast<double>(solved->answer.cost - cheapest(less).answer.cost) / 1000.0;
        };
        EXPECT_NEAR(found.saves_eur_m, without(""), 1e-9) << run;
        for (const std::string& rule : found.rules)
            EXPECT_GT(without(rule), 0.0) << run << " " << rule;
        binding += found.rules.empty() ? 0 : 1;
    }
    EXPECT_GT(binding, 20);
}

// Streets.

LayoutProfile profile() {
    LayoutProfile profile;
    profile.id = "test";
    for (const auto network : {model::Network::Telecom, model::Network::Water}) {
        NetworkPractice practice;
        practice.network = network;
        practice.strips = {{StripKind::Footway, 0.0}};
        profile.networks.push_back(practice);
    }
    return profile;
}

model::Demand line(const std::string& id, model::Network network) {
    model::Demand demand;
    demand.asset.id = demand.asset.alias = id;
    demand.asset.network = network;
    demand.asset.status = model::Status::Projected;
    demand.asset.outer_diameter_m = 0.2;
    return demand;
}

model::Street type_of(double footway_m) {
    model::Street street;
    street.name = "Type";
    street.axis = {{0.0, 0.0}, {20.0, 0.0}};
    street.section.strips = {{StripKind::Footway, footway_m, "", ""},
                             {StripKind::Carriageway, 3.0, "", ""},
                             {StripKind::Garden, 2.0, "", ""}};
    street.section.starts_at_offset_m = 0.5 * street.section.width_m();
    return street;
}

/// Water keeps `gap_m` from telecom, sideways.
rules::Pack pack(double gap_m) {
    rules::Pack pack;
    pack.id = "test";
    rules::Rule rule;
    rule.id = "T-1";
    rule.grade = "C";
    rule.measure = rules::Measure::EdgeHorizontal;
    rule.severity = rules::Severity::Warning;
    rule.required.number = gap_m;
    for (const char* network : {"telecom", "water"}) {
        rules::AttributeTest test;
        test.key = "network";
        test.kind = rules::AttributeTest::Kind::AnyOf;
        test.values = {std::string{network}};
        rule.sides.push_back({{test}});
    }
    pack.rules.push_back(rule);
    return pack;
}

struct World {
    model::Catalogue catalogue;
    std::vector<rules::Pack> packs{pack(0.5)};
    std::vector<rules::Pack> none;
    LayoutProfile practice = profile();
    std::map<std::string, model::RackType> racks;
    FitBasis basis() const { return {catalogue, packs, none, practice, racks, nullptr}; }
};

FitQuestion two_networks() {
    FitQuestion question;
    question.demands = {line("T-1", model::Network::Telecom), line("W-1", model::Network::Water)};
    return question;
}

TEST(StreetFit, AnswersAStreetByHand) {
    const World world;
    // References lie in the footway: 0.1 m of the first tube sticks out of neither end of the
    // section, so 0.1 + 0.1 + 0.5 + 0.1 = 0.8 m of footway is enough for two axes 0.7 m apart.
    const auto narrow = street_fit(type_of(0.6), world.basis(), two_networks());
    const auto wide = street_fit(type_of(1.2), world.basis(), two_networks());
    ASSERT_TRUE(narrow) << narrow.error().message;
    ASSERT_TRUE(wide);
    EXPECT_EQ(narrow->flat.verdict, FitVerdict::DoesNotFit);
    EXPECT_EQ(wide->flat.verdict, FitVerdict::Fits);
    EXPECT_NEAR(wide->public_width_m, 4.2, 1e-9);
    EXPECT_NEAR(wide->section_width_m, 6.2, 1e-9);
    EXPECT_TRUE(wide->racks.empty());
    ASSERT_TRUE(narrow->flat.short_m);
    EXPECT_LT(*narrow->flat.short_m, 0.6);
}

TEST(StreetFit, RulesThatAreLeftOutDoNotCount) {
    World world;
    auto kept = without_rules(world.packs, {"T-1"}, {});
    ASSERT_TRUE(kept);
    world.packs = *kept;
    const auto narrow = street_fit(type_of(0.6), world.basis(), two_networks());
    ASSERT_TRUE(narrow) << narrow.error().message;
    EXPECT_EQ(narrow->flat.verdict, FitVerdict::Fits);
}

TEST(StreetFit, TellsWhetherARuleBinds) {
    World world;
    world.practice.width_cost_eur_m2 = 100.0;
    const auto with = street_fit(type_of(1.2), world.basis(), two_networks());
    ASSERT_TRUE(with && with->flat.held);
    EXPECT_NEAR(with->flat.held->saves_eur_m, 40.0, 1e-9);  // 0.50 m apart instead of 0.10 m
    EXPECT_EQ(with->flat.held->rules, std::vector<std::string>{"T-1"});
    FitTable table;
    table.streets = {*with};
    EXPECT_EQ(table.counts().flat_held, 1U);
    ASSERT_EQ(table.counts().holding.size(), 1U);
    EXPECT_EQ(table.counts().holding[0].second, 1U);
    world.packs = {pack(0.05)};  // less than the profile asks anyway
    const auto loose = street_fit(type_of(1.2), world.basis(), two_networks());
    ASSERT_TRUE(loose && loose->flat.held);
    EXPECT_EQ(loose->flat.held->saves_eur_m, 0.0);
    FitQuestion quick = two_networks();
    quick.held = false;
    EXPECT_FALSE(street_fit(type_of(1.2), world.basis(), quick)->flat.held);
}

TEST(StreetFit, OneSideIsNeverEasier) {
    const World world;
    FitQuestion right = two_networks();
    right.left = false;
    const auto both = street_fit(type_of(1.2), world.basis(), two_networks());
    const auto one = street_fit(type_of(1.2), world.basis(), right);
    ASSERT_TRUE(both && one);
    EXPECT_EQ(both->flat.verdict, FitVerdict::Fits);
    EXPECT_EQ(one->flat.verdict, FitVerdict::DoesNotFit);  // the footway lies on the left
}

TEST(StreetFit, TreesCanBeLeftOut) {
    const World world;
    model::Street street = type_of(1.2);
    model::Tree tree;
    tree.id = "B-1";
    tree.at = {10.0, street.section.starts_at_offset_m - 0.6};
    tree.stem_diameter_m = 0.8;
    street.trees.push_back(tree);
    FitQuestion question = two_networks();
    const auto with = street_fit(street, world.basis(), question);
    question.trees = false;
    const auto without = street_fit(street, world.basis(), question);
    ASSERT_TRUE(with && without);
    EXPECT_TRUE(with->trees);
    EXPECT_FALSE(without->trees);
    EXPECT_EQ(with->flat.verdict, FitVerdict::DoesNotFit);
    EXPECT_EQ(without->flat.verdict, FitVerdict::Fits);
}

TEST(StreetFit, RefusesATypeWithoutStrips) {
    const World world;
    model::Street street = type_of(1.2);
    street.section.strips = {{StripKind::Garden, 4.0, "", ""}};
    EXPECT_FALSE(street_fit(street, world.basis(), two_networks()));
    street = type_of(1.2);
    street.axis.clear();
    EXPECT_FALSE(street_fit(street, world.basis(), two_networks()));
}

TEST(FitTable, IsTheSameOnEveryNumberOfThreads) {
    const World world;
    std::vector<model::Street> types;
    for (int k = 3; k < 12; ++k)
        types.push_back(type_of(0.2 * k));
    FitQuestion question = two_networks();
    question.threads = 1;
    const auto one = fit(types, world.basis(), question);
    question.threads = 2;
    double last = 0.0;
    const auto two = fit(types, world.basis(), question, [&](double done) {
        EXPECT_GT(done, last);
        last = done;
    });
    ASSERT_TRUE(one && two);
    EXPECT_NEAR(last, 1.0, 1e-12);
    for (std::size_t i = 0; i < types.size(); ++i) {
        EXPECT_EQ(one->streets[i].flat.verdict, two->streets[i].flat.verdict);
        EXPECT_EQ(one->streets[i].flat.needed_m, two->streets[i].flat.needed_m);
        EXPECT_EQ(one->streets[i].flat.short_m, two->streets[i].flat.short_m);
    }
}

TEST(FitTable, CountsEveryStreetOnce) {
    const auto street = [](FitVerdict flat, FitVerdict rack) {
        StreetFit fit;
        fit.flat.verdict = flat;
        fit.racks.resize(1);
        fit.racks[0].verdict = rack;
        return fit;
    };
    FitTable table;
    table.streets = {street(FitVerdict::Fits, FitVerdict::Fits),
                     street(FitVerdict::Fits, FitVerdict::Undecided),
                     street(FitVerdict::DoesNotFit, FitVerdict::Fits),
                     street(FitVerdict::DoesNotFit, FitVerdict::DoesNotFit),
                     street(FitVerdict::DoesNotFit, FitVerdict::NotTried),
                     street(FitVerdict::DoesNotFit, FitVerdict::Undecided),
                     street(FitVerdict::Undecided, FitVerdict::Fits)};
    const FitCounts counts = table.counts();
    EXPECT_EQ(counts.streets, 7U);
    EXPECT_EQ(counts.flat, 2U);
    EXPECT_EQ(counts.only_rack, 1U);
    EXPECT_EQ(counts.neither, 2U);
    EXPECT_EQ(counts.undecided, 2U);
}

TEST(WithoutRules, LeavesOutIdsAndGradesAndKnowsTheNearestName) {
    rules::Pack pack;
    pack.id = "p";
    for (const char* id : {"P-1", "P-2", "P-3"}) {
        rules::Rule rule;
        rule.id = id;
        rule.grade = std::string{id} == "P-3" ? "C" : "A";
        pack.rules.push_back(rule);
    }
    const auto kept = without_rules({pack}, {"P-1"}, {"C"});
    ASSERT_TRUE(kept);
    ASSERT_EQ((*kept)[0].rules.size(), 1U);
    EXPECT_EQ((*kept)[0].rules[0].id, "P-2");
    const auto refused = without_rules({pack}, {"P-l"}, {});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("P-l"), std::string::npos);
}

TEST(PublicStrips, LeaveOutGardensFacadesAndWater) {
    model::Section section;
    section.strips = {{StripKind::Garden, 2.0, "", ""},
                      {StripKind::Footway, 1.5, "", ""},
                      {StripKind::Water, 8.0, "", ""}};
    const auto strips = public_strips(section);
    ASSERT_EQ(strips.size(), 1U);
    EXPECT_EQ(strips[0].name, "footway");
    EXPECT_DOUBLE_EQ(strips[0].from_m, 2.0);
    EXPECT_DOUBLE_EQ(strips[0].to_m, 3.5);
}

}  // namespace
}  // namespace maaiveld::layout
