#include "layout/section_of_street.h"

#include "exchange/catalogue_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/operation_file.h"
#include "exchange/rule_pack_file.h"
#include "layout/layout_heat.h"
#include "layout/section_order.h"
#include "rules/check.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace maaiveld::layout {
namespace {

using model::Network;
using model::StripKind;

/// What is shipped, read once.
struct Shipped {
    model::Catalogue catalogue;
    LayoutProfile profile;
    influence::Operation operation;
    std::vector<rules::Pack> packs;
};

template <class T>
T taken(base::Result<T> result) {
    EXPECT_TRUE(result) << result.error().text();
    return std::move(*result);
}

const Shipped& shipped() {
    static const Shipped all = [] {
        Shipped s;
        s.catalogue = taken(exchange::read_catalogue(test::source_file("profiles")));
        s.profile =
            taken(exchange::read_layout_profile(test::source_file("profiles/layout/nl.json")));
        s.operation =
            taken(exchange::read_operation(test::source_file("profiles/influence/nl.json")));
        for (const char* id : {"nl-provisional", "nl-dig-safety", "nl-trees"}) {
            const std::string file = std::string{"profiles/rules/"} + id + ".json";
            s.packs.push_back(
                taken(exchange::read_rule_pack(test::source_file(file.c_str()), s.catalogue)));
        }
        return s;
    }();
    return all;
}

model::Demand demand(const std::string& id, Network network, const std::string& type) {
    model::Demand d;
    d.asset.id = id;
    d.asset.network = network;
    d.asset.type = type;
    d.asset.attributes["kind"] = std::string{"main"};
    d.asset.outer_diameter_m = shipped().catalogue.types.at(type).outer_diameter_m;
    return d;
}

/// 12 m between fronts, 40 m long, everything still to be placed.
model::Street wide_street() {
    model::Street street;
    street.name = "wide";
    street.axis = {{0.0, 0.0}, {40.0, 0.0}};
    street.section.strips = {{StripKind::Footway, 3.0, "tiles", ""},
                             {StripKind::Carriageway, 5.0, "asphalt", ""},
                             {StripKind::Footway, 4.0, "tiles", ""}};
    street.section.starts_at_offset_m = 6.0;
    street.demands = {demand("T-1", Network::Telecom, "hdpe-duct-40"),
                      demand("E-1", Network::ElectricityLv, "lv-4x150-al"),
                      demand("M-1", Network::ElectricityMv, "mv-3x1x240-al-xlpe"),
                      demand("G-1", Network::GasLow, "pe-gas-110"),
                      demand("W-1", Network::Water, "pvc-110"),
                      demand("H-1", Network::Heat, "st-pur-pe-65-140"),
                      demand("H-2", Network::Heat, "st-pur-pe-65-140")};
    street.demands[5].asset.pair = street.demands[6].asset.pair = "H";
    street.demands[5].asset.attributes["role"] = std::string{"return"};
    street.demands[6].asset.attributes["role"] = std::string{"supply"};
    return street;
}

SectionBrief brief_of(const model::Street& street,
                      SectionQuestion question = {10.0, 20.0, 0.0, {}, {}, {}}) {
    return taken(section_of_street(street, shipped().catalogue, shipped().packs, shipped().profile,
                                   question));
}

const BriefItem& item(const SectionBrief& brief, const std::string& name) {
    const auto found = std::find_if(brief.items.begin(), brief.items.end(),
                                    [&](const BriefItem& i) { return i.name == name; });
    EXPECT_NE(found, brief.items.end()) << name;
    return *found;
}

std::size_t findings(const model::Street& street) {
    const auto result = rules::check(street, shipped().packs, {});
    return static_cast<std::size_t>(
        rules::count_at_least(result.findings, rules::Severity::Warning));
}

/// As a layout is written: a hair apart, because tubes exactly at their limit are judged without
/// rounding.
SectionBrief a_hair_more(SectionBrief brief) {
    for (Requirement& r : brief.requirements) {
        if (!r.at_most && r.measure != rules::Measure::Cover) r.required += 1e-6;
    }
    return brief;
}

/// Places among the walls: how far each item's reference lies from the nearer facade.
std::map<std::string, double> from_facade(const SectionBrief& brief,
                                          const std::vector<ItemPlace>& places) {
    std::map<std::string, double> distance;
    for (std::size_t i = 0; i < brief.items.size(); ++i)
        distance[brief.items[i].name] = std::min(places[i].x_m, brief.width_m - places[i].x_m);
    return distance;
}

std::size_t orders_that_hold(const SectionBrief& brief) {
    return static_cast<std::size_t>(
        std::count_if(brief.requirements.begin(), brief.requirements.end(),
                      [](const Requirement& r) { return r.must_hold; }));
}

TEST(SectionOfStreet, KeepsTheOrderFromTheFacade) {
    auto brief = brief_of(wide_street());
    // Water is drawn to the facade, telecom away from it: only the order can stop them.
    for (BriefItem& i : brief.items) {
        i.pull_to_m = i.network == Network::Telecom ? brief.width_m - 2.0 : 0.0;
        i.pull_to_other_m.reset();
        i.pull_eur_m2 = i.network == Network::Water ? 400.0 : 10.0;
        i.where = {{0.0, 3.0, 0.0}};
    }
    const auto kept = taken(solve_brief(brief));
    ASSERT_TRUE(kept.answer.found());
    const auto at = from_facade(brief, kept.places);
    EXPECT_LT(at.at("T-1"), std::min(at.at("E-1"), at.at("M-1")));
    EXPECT_LT(std::max(at.at("E-1"), at.at("M-1")), at.at("G-1"));
    EXPECT_LT(at.at("G-1"), at.at("W-1"));
    EXPECT_LT(at.at("W-1"), at.at("H"));
    for (Requirement& r : brief.requirements)
        r.must_hold = false;
    const auto free = taken(solve_brief(brief));
    ASSERT_TRUE(free.answer.found());
    EXPECT_LT(from_facade(brief, free.places).at("W-1"), at.at("T-1") + 0.2);
    EXPECT_LT(free.answer.cost, kept.answer.cost);
}

TEST(SectionOfStreet, AnOrderKeepsTheDistanceThatItsItemsKeepAnyway) {
    const auto problem = problem_of(brief_of(wide_street()));
    ASSERT_FALSE(problem.orders.empty());
    for (const FacadeOrder& order : problem.orders)
        EXPECT_GE(order.steps, 10) << "0.10 m beside, and what both are wide";
    SearchLimits few;
    few.nodes = 20000;
    EXPECT_EQ(solve_section(problem, few).end, SearchEnd::Proven);
}

TEST(SectionOfStreet, OrderIsLeftOutWhenAsked) {
    SectionQuestion question{10.0, 20.0, 0.0, {}, {}, {}};
    EXPECT_GT(orders_that_hold(brief_of(wide_street(), question)), 10U);
    question.keep_order = false;
    EXPECT_EQ(orders_that_hold(brief_of(wide_street(), question)), 0U);
}

TEST(SectionOfStreet, OrderDoesNotHoldWhereStripsOrFixedPlacesForbidIt) {
    Requirement order;
    order.measure = rules::Measure::OrderHorizontal;
    order.severity = rules::Severity::Info;
    order.other = 1;
    SectionBrief brief;
    brief.width_m = 10.0;
    brief.items.resize(2);
    brief.requirements = {order};
    for (BriefItem& i : brief.items)
        i.bodies = {Body{}};
    struct Case {
        std::vector<Stretch> first, second;
        bool holds;
    };
    const std::vector<Case> cases{
        {{{0, 2, 0}}, {{1, 4, 0}}, true},             // room for both orders
        {{{2, 4, 0}}, {{0, 1, 0}}, false},            // the second always nearer, left half
        {{{5.5, 7, 0}}, {{8, 10, 0}}, false},         // and right half
        {{{8, 10, 0}}, {{5.5, 7, 0}}, true},          // in order, right half
        {{{2, 4, 0}}, {{0, 1, 0}, {6, 8, 0}}, true},  // on different halves
        {{{2, 7, 0}}, {{0, 1, 0}}, true},             // the first may cross the middle
    };
    for (const Case& c : cases) {
        brief.items[0].where = c.first;
        brief.items[1].where = c.second;
        brief.requirements[0].must_hold = false;
        keep_orders(brief);
        EXPECT_EQ(brief.requirements[0].must_hold, c.holds) << &c - cases.data();
    }
    brief.items[1].fixed_x_m = 1.0;
    brief.requirements[0].must_hold = false;
    keep_orders(brief);
    EXPECT_FALSE(brief.requirements[0].must_hold);
}

TEST(SectionOfStreet, LinesOfDifferentNetworksTakeWorkingRoomWhereThereIsSome) {
    const auto street = wide_street();
    const auto brief = brief_of(street);
    const auto solution = taken(solve_brief(brief));
    ASSERT_TRUE(solution.answer.found());
    for (std::size_t i = 0; i < brief.items.size(); ++i) {
        const double x = solution.places[i].x_m;
        const Edges mine = edges_of(brief.items[i]);
        for (std::size_t j = i + 1; j < brief.items.size(); ++j) {
            const double other = solution.places[j].x_m;
            const Edges its = edges_of(brief.items[j]);
            const double gap = std::max(other + its.left_m - x - mine.right_m,
                                        x + mine.left_m - other - its.right_m);
            EXPECT_GE(gap, shipped().profile.beside_wanted_m - 1e-9)
                << brief.items[i].name << " " << brief.items[j].name;
        }
    }
}

TEST(SectionOfStreet, AnOptimumKeepsEveryRuleOfTheDefaultPacks) {
    const auto street = wide_street();
    const auto brief = brief_of(street);
    const auto solution = taken(solve_brief(a_hair_more(brief)));
    ASSERT_TRUE(solution.answer.found());
    EXPECT_EQ(findings(placed_section(brief, solution.places, street)), 0U);
}

TEST(SectionOfStreet, APairIsOneItemWithItsSupplyOnTheLeft) {
    const auto brief = brief_of(wide_street());
    ASSERT_EQ(brief.items.size(), 6U);
    const auto& pair = item(brief, "H");
    ASSERT_EQ(pair.bodies.size(), 2U);
    EXPECT_EQ(pair.bodies[0].asset, "H-2");
    EXPECT_NEAR(pair.bodies[1].right_m - pair.bodies[0].right_m, 0.14 + 0.15, 1e-12);
    EXPECT_NEAR(pair.bodies[0].right_m, -pair.bodies[1].right_m, 1e-12);
}

TEST(SectionOfStreet, AsksWhatTheWinningRulesAsk) {
    const auto brief = brief_of(wide_street());
    std::size_t found = 0;
    for (const Requirement& r : brief.requirements) {
        if (r.rule != "NL-SEP-07") continue;
        ++found;
        EXPECT_EQ(brief.items[r.item].name, "H") << "the rule's first side is heat";
        EXPECT_EQ(brief.items[*r.other].name, "W-1");
        EXPECT_EQ(r.required, 1.0);
        EXPECT_EQ(*r.preferred, 1.5);
        EXPECT_FALSE(r.body) << "one requirement for both pipes";
    }
    EXPECT_EQ(found, 1U);
}

TEST(SectionOfStreet, LinesMayLieInTheStripsOfTheProfileOrOfTheDemand) {
    auto street = wide_street();
    street.demands[4].strips = {StripKind::Carriageway};
    street.demands[3].left = false;
    const auto brief = brief_of(street);
    const auto& telecom = item(brief, "T-1");
    ASSERT_EQ(telecom.where.size(), 2U);
    EXPECT_EQ(telecom.where[0].to_m, 3.0);
    EXPECT_EQ(telecom.where[1].from_m, 8.0);
    const auto& water = item(brief, "W-1");
    ASSERT_EQ(water.where.size(), 1U);
    EXPECT_EQ(water.where[0].from_m, 3.0);
    const auto& gas = item(brief, "G-1");
    ASSERT_EQ(gas.where.size(), 1U);
    EXPECT_EQ(gas.where[0].from_m, 8.0);
}

TEST(SectionOfStreet, ADemandsCoverCountsInsteadOfPractice) {
    auto street = wide_street();
    street.demands[4].min_cover_m = 1.8;
    const auto brief = brief_of(street);
    EXPECT_EQ(item(brief, "W-1").min_cover_m, 1.8);
    EXPECT_EQ(item(brief, "W-1").max_cover_m, 1.8) << "beyond practice: just there";
    EXPECT_EQ(item(brief, "W-1").wanted_cover_m, 1.8);
}

TEST(SectionOfStreet, ALineWithAFallLiesWhereItsInvertIs) {
    auto street = wide_street();
    auto sewer = demand("R-1", Network::SewerGravity, "pvc-sewer-315");
    sewer.asset.wall_m = 0.01;
    sewer.fall = model::Fall{-1.5, 0.01};
    street.demands.push_back(sewer);
    const auto brief = brief_of(street);
    // At station 15: invert -1.65, axis 0.01 below plus the radius above it; 0.1 m of fall within.
    const double d = sewer.asset.outer_diameter_m;
    EXPECT_NEAR(*item(brief, "R-1").fixed_cover_m, 1.65 + 0.01 - d - 0.05, 1e-12);
    EXPECT_NEAR(height_of(item(brief, "R-1")), d + 0.1, 1e-12);
}

TEST(SectionOfStreet, ObstaclesAreWhatLiesInTheStretch) {
    auto street = wide_street();
    model::Asset line;
    line.id = "old";
    line.network = Network::Water;
    line.outer_diameter_m = 0.2;
    line.axis = {{{0.0, 1.0, -1.0}, {}, {}}, {{40.0, 3.0, -2.0}, {}, {}}};
    street.assets.push_back(line);
    model::Tree tree;
    tree.id = "B-1";
    tree.at = {15.0, -4.0};
    tree.stem_diameter_m = 0.3;
    tree.crown_diameter_m = 4.0;
    street.trees.push_back(tree);
    tree.id = "B-2";
    tree.at = {30.0, -4.0};
    street.trees.push_back(tree);
    const auto brief = brief_of(street);
    std::set<std::string> ids;
    for (const Obstacle& o : brief.obstacles) {
        ids.insert(o.id);
        if (o.id != "old") continue;
        // Offsets 1.5 to 2.0 and depths 1.25 to 1.5 between stations 10 and 20.
        EXPECT_NEAR(o.body.right_m, 6.0 - 1.75, 1e-9);
        EXPECT_NEAR(o.body.axis_half_width_m, 0.25, 1e-9);
        EXPECT_NEAR(o.body.down_m, 1.375, 1e-9);
        EXPECT_NEAR(o.body.axis_half_height_m, 0.125, 1e-9);
    }
    EXPECT_EQ(ids, (std::set<std::string>{"old", "B-1"}));
    SectionQuestion wider{10.0, 20.0, 10.0, {}, {}, {}};
    const auto more = brief_of(street, wider);
    EXPECT_TRUE(std::any_of(more.obstacles.begin(), more.obstacles.end(),
                            [](const Obstacle& o) { return o.id == "B-2"; }));
}

TEST(SectionOfStreet, ACrossingConnectionIsPassedAboveOrBelow) {
    auto street = wide_street();
    street.demands = {demand("W-1", Network::Water, "pvc-110")};
    model::Asset service;
    service.id = "S";
    service.network = Network::GasLow;
    service.outer_diameter_m = 0.032;
    service.attributes["kind"] = std::string{"house_connection"};
    service.axis = {{{15.0, 0.0, -0.8}, {}, {}}, {{15.0, 6.0, -0.8}, {}, {}}};
    street.assets.push_back(service);
    const auto brief = brief_of(street);
    EXPECT_TRUE(std::all_of(brief.obstacles.begin(), brief.obstacles.end(),
                            [](const Obstacle& o) { return o.crosses && o.angle_deg > 89.0; }));
    const auto problem = problem_of(brief);
    // NL-SEP-11a: 0.20 m between the surfaces where they cross, so at least 1.016 m of cover.
    const auto& levels = problem.items[0].levels;
    const auto cost = [&](int cover, std::size_t x) {
        const auto level = std::find_if(levels.begin(), levels.end(),
                                        [&](const Level& l) { return l.cover == cover; });
        return level == levels.end() ? kForbidden : level->cost[x];
    };
    EXPECT_EQ(cost(101, 100), kForbidden);
    EXPECT_NE(cost(102, 100), kForbidden);
    EXPECT_NE(cost(90, 1000), kForbidden) << "the other footway is free";
}

TEST(SectionOfStreet, ALineMayTouchItsOwnConnectionsAndManholes) {
    auto street = wide_street();
    model::Asset service;
    service.id = "S";
    service.network = Network::Water;
    service.outer_diameter_m = 0.032;
    service.connects_to = "W-1";
    service.axis = {{{15.0, 0.0, -0.8}, {}, {}}, {{15.0, 6.0, -0.8}, {}, {}}};
    street.assets.push_back(service);
    const auto brief = brief_of(street);
    EXPECT_EQ(item(brief, "W-1").may_touch, std::vector<std::string>{"S"});
    for (const Requirement& r : brief.requirements) {
        EXPECT_FALSE(r.obstacle && brief.items[r.item].name == "W-1") << r.rule;
    }
}

TEST(SectionOfStreet, AFreedLineIsAnItemAndNoObstacle) {
    auto street = wide_street();
    model::Asset line;
    line.id = "old";
    line.network = Network::Water;
    line.outer_diameter_m = 0.2;
    line.axis = {{{0.0, 1.0, -2.5}, {}, {}}, {{40.0, 1.0, -2.5}, {}, {}}};
    street.assets.push_back(line);
    const auto brief = brief_of(street, {10.0, 20.0, 0.0, {}, {"old"}, {}});
    EXPECT_TRUE(brief.obstacles.empty());
    EXPECT_NEAR(item(brief, "old").max_cover_m, 2.4, 1e-12) << "where it lies counts too";
}

TEST(SectionOfStreet, AReadyRackTakesItsLinesAlong) {
    const auto street = wide_street();
    BriefItem rack;
    rack.name = "V-1";
    rack.network = Network::Water;
    Body frame{"V-1", 0.0, 0.5, 0.4, 0.5, false};
    frame.is_rack = true;
    rack.bodies = {frame, {"W-1", 0.1, 0.6, 0.055, 0.055}, {"T-1", 0.0, 0.2, 0.02, 0.02}};
    rack.min_cover_m = rack.max_cover_m = 0.25;
    rack.where = {{0.0, 3.0, 0.0}};
    SectionQuestion question{10.0, 20.0, 0.0, {}, {}, {rack}};
    const auto brief = brief_of(street, question);
    ASSERT_EQ(brief.items.size(), 5U) << "E, M, G, H and the rack";
    bool heat_and_water = false;
    for (const Requirement& r : brief.requirements) {
        if (r.rule != "NL-SEP-07") continue;
        heat_and_water = true;
        EXPECT_EQ(brief.items[*r.other].name, "V-1");
        EXPECT_EQ(*r.other_body, 1U) << "only the water in the rack";
    }
    EXPECT_TRUE(heat_and_water);
}

TEST(SectionOfStreet, SaysWhatIsWrongWithAQuestion) {
    const auto refused = [](const model::Street& street, const SectionQuestion& question) {
        const auto brief = section_of_street(street, shipped().catalogue, shipped().packs,
                                             shipped().profile, question);
        EXPECT_FALSE(brief);
        return brief ? std::string{} : brief.error().message;
    };
    const SectionQuestion good{10.0, 20.0, 0.0, {}, {}, {}};
    auto street = wide_street();
    EXPECT_NE(refused(street, {10.0, 20.0, 0.0, {}, {"X"}, {}}).find("`X`"), std::string::npos);
    EXPECT_NE(refused(street, {20.0, 10.0, 0.0, {}, {}, {}}).find("stretch"), std::string::npos);
    street.demands[0].asset.outer_diameter_m = 0.0;
    street.demands[0].asset.type.clear();
    EXPECT_NE(refused(street, good).find("T-1"), std::string::npos);
    street = wide_street();
    street.section.strips.clear();
    EXPECT_NE(refused(street, good).find("section"), std::string::npos);
    street = wide_street();
    street.axis.clear();
    EXPECT_NE(refused(street, good).find("axis"), std::string::npos);
}

// Heat ------------------------------------------------------------------------------------------

HeatContext heat_context(const model::Street& street, double water_limit_C) {
    HeatContext heat{street, shipped().catalogue, shipped().operation, 8, 6, {}};
    heat.limits["W-1"] = {water_limit_C, "limit"};
    return heat;
}

double temperature(const std::vector<LineTemperature>& lines, const std::string& id) {
    for (const LineTemperature& line : lines) {
        if (line.asset == id) return line.temperature_C;
    }
    ADD_FAILURE() << "no temperature of " << id;
    return 0.0;
}

/// Water and heat drawn together by the price of width, parted by nothing but 0.1 m.
SectionBrief close_brief(const model::Street& street) {
    auto brief = brief_of(street);
    std::erase_if(brief.requirements, [](const Requirement& r) {
        return r.rule.starts_with("NL-SEP") || r.severity == rules::Severity::Info;
    });
    brief.width_cost_eur_m2 = 500.0;
    return brief;
}

TEST(LayoutHeat, PartsWaterAndHeatUntilTheExactTemperatureHolds) {
    const auto street = wide_street();
    const auto brief = close_brief(street);
    const auto free = taken(solve_brief(brief));
    auto heat = heat_context(street, 0.0);
    const auto near = taken(temperatures_of(brief, free.places, heat));
    const double warm = temperature(near, "W-1");
    heat.limits["W-1"].limit_C = warm - 0.5;
    const auto solution = taken(solve_brief(brief, &heat));
    ASSERT_TRUE(solution.heat_holds);
    EXPECT_GT(solution.rounds, 1);
    EXPECT_LE(temperature(solution.temperatures, "W-1"), warm - 0.5 + 1e-6);
    EXPECT_GE(solution.answer.cost, free.answer.cost);
}

TEST(LayoutHeat, ALimitThatHoldsChangesNothing) {
    const auto street = wide_street();
    const auto brief = close_brief(street);
    const auto heat = heat_context(street, 60.0);
    const auto solution = taken(solve_brief(brief, &heat));
    EXPECT_TRUE(solution.heat_holds);
    EXPECT_EQ(solution.rounds, 1);
    EXPECT_TRUE(solution.brief.heat_limits.empty());
    EXPECT_EQ(solution.answer.cost, taken(solve_brief(brief)).answer.cost);
}

TEST(LayoutHeat, SaysWhenALimitCannotBeKept) {
    const auto street = wide_street();
    const auto heat = heat_context(street, 5.0);
    const auto solution = taken(solve_brief(close_brief(street), &heat));
    EXPECT_FALSE(solution.heat_holds);
    EXPECT_FALSE(solution.brief.heat_limits.empty());
}

TEST(LayoutHeat, AWaterMainThatStaysIsKeptCoolToo) {
    auto street = wide_street();
    street.demands = {street.demands[5], street.demands[6]};
    model::Asset water = wide_street().demands[4].asset;
    water.axis = {{{0.0, 0.5, -1.05}, {}, {}}, {{40.0, 0.5, -1.05}, {}, {}}};
    street.assets.push_back(water);
    auto brief = close_brief(street);
    brief.items[0].pull_eur_m2 = 200.0;
    brief.items[0].pull_to_m = 5.5;
    brief.items[0].pull_to_other_m.reset();
    const auto near = taken(solve_brief(brief));
    auto heat = heat_context(street, 0.0);
    const double warm = temperature(taken(temperatures_of(brief, near.places, heat)), "W-1");
    heat.limits["W-1"].limit_C = warm - 0.5;
    const auto solution = taken(solve_brief(brief, &heat));
    EXPECT_TRUE(solution.heat_holds);
    EXPECT_LE(temperature(solution.temperatures, "W-1"), warm - 0.5 + 1e-6);
    EXPECT_GT(temperature(solution.temperatures, "W-1"), warm - 0.9);
}

TEST(LayoutHeat, ReadsTheLimitsOfThePacksForDemandsToo) {
    const auto limits = heat_limits_of(wide_street(), shipped().packs);
    ASSERT_TRUE(limits.contains("W-1"));
    EXPECT_EQ(limits.at("W-1").limit_C, 25.0);
    EXPECT_EQ(limits.at("W-1").rule, "NL-SEP-09");
    EXPECT_FALSE(limits.contains("G-1"));
}

}  // namespace
}  // namespace maaiveld::layout
