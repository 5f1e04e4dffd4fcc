#include "layout/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace maaiveld::layout {
namespace {

constexpr double kStep_m = 0.1;
constexpr double kHair_m = 1e-9;

struct Spot {
    double x_m = 0.0;
    double cover_m = 0.0;
};

// ---- A judge of its own: places tried one by one, distances from the metres of the brief. ----

bool in_strips(const BriefItem& item, double x_m) {
    return std::any_of(item.where.begin(), item.where.end(), [&](const Stretch& s) {
        return x_m >= s.from_m - kHair_m && x_m <= s.to_m + kHair_m;
    });
}

struct Circle {
    double x_m, z_m, radius_m;
};

std::vector<Circle> circles_of(const BriefItem& item, const Spot& at) {
    std::vector<Circle> circles;
    for (const Body& b : item.bodies)
        circles.push_back({at.x_m + b.right_m, at.cover_m + b.down_m, b.half_width_m});
    return circles;
}

Circle circle_of(const Obstacle& obstacle) {
    return {obstacle.body.right_m, obstacle.body.down_m, obstacle.body.half_width_m};
}

bool apart(const Circle& a, const Circle& b) {
    return std::hypot(a.x_m - b.x_m, a.z_m - b.z_m) >= a.radius_m + b.radius_m - kHair_m;
}

double measured_m(const Requirement& r, const Circle& a, const Circle& b) {
    const double axis_m = std::abs(a.x_m - b.x_m);
    return r.measure == rules::Measure::AxisHorizontal ? axis_m : axis_m - a.radius_m - b.radius_m;
}

bool keeps(const Requirement& r, const std::vector<Circle>& as, const std::vector<Circle>& bs) {
    for (const Circle& a : as)
        for (const Circle& b : bs)
            if (measured_m(r, a, b) < r.required - kHair_m) return false;
    return true;
}

bool all_apart(const std::vector<Circle>& as, const std::vector<Circle>& bs) {
    for (const Circle& a : as)
        for (const Circle& b : bs)
            if (!apart(a, b)) return false;
    return true;
}

bool stands(const SectionBrief& brief, std::size_t i, const Spot& at) {
    const BriefItem& item = brief.items[i];
    if (!item.fixed_x_m && !in_strips(item, at.x_m)) return false;
    const auto mine = circles_of(item, at);
    for (const Circle& c : mine)
        if (c.x_m - c.radius_m < -kHair_m || c.x_m + c.radius_m > brief.width_m + kHair_m)
            return false;
    for (const Obstacle& o : brief.obstacles)
        if (!all_apart(mine, {circle_of(o)})) return false;
    for (const Requirement& r : brief.requirements) {
        if (r.item != i || r.other) continue;
        if (r.obstacle && !keeps(r, mine, {circle_of(brief.obstacles[*r.obstacle])})) return false;
        if (!r.obstacle &&
            (r.at_most ? at.cover_m > r.required + kHair_m : at.cover_m < r.required - kHair_m))
            return false;
    }
    return true;
}

bool agree(const SectionBrief& brief, std::size_t i, const Spot& a, std::size_t j, const Spot& b) {
    const auto as = circles_of(brief.items[i], a);
    const auto bs = circles_of(brief.items[j], b);
    if (!all_apart(as, bs)) return false;
    for (const Requirement& r : brief.requirements) {
        if (!r.other) continue;
        const bool about = (r.item == i && *r.other == j) || (r.item == j && *r.other == i);
        if (about && !keeps(r, as, bs)) return false;
    }
    return true;
}

std::vector<Spot> spots_of(const SectionBrief& brief, std::size_t i) {
    const BriefItem& item = brief.items[i];
    std::vector<Spot> spots;
    const auto places = std::lround(std::floor(brief.width_m / kStep_m + 1e-6));
    const long low = std::lround(item.fixed_cover_m.value_or(item.min_cover_m) / kStep_m);
    const long high = std::lround(item.fixed_cover_m.value_or(item.max_cover_m) / kStep_m);
    for (long x = 0; x <= places; ++x) {
        const double x_m = static_cast<double>(x) * kStep_m;
        if (item.fixed_x_m && std::abs(*item.fixed_x_m - x_m) > kStep_m / 2) continue;
        for (long z = low; z <= high; ++z) {
            const double on_grid_m = static_cast<double>(z) * kStep_m;
            const Spot spot{x_m, item.fixed_cover_m.value_or(on_grid_m)};
            if (stands(brief, i, spot)) spots.push_back(spot);
        }
    }
    return spots;
}

bool place_rest(const SectionBrief& brief, const std::vector<std::vector<Spot>>& spots,
                std::vector<Spot>& placed) {
    const std::size_t i = placed.size();
    if (i == brief.items.size()) return true;
    for (const Spot& spot : spots[i]) {
        bool fits = true;
        for (std::size_t j = 0; j < i && fits; ++j)
            fits = agree(brief, i, spot, j, placed[j]);
        if (!fits) continue;
        placed.push_back(spot);
        if (place_rest(brief, spots, placed)) return true;
        placed.pop_back();
    }
    return false;
}

bool possible(const SectionBrief& brief) {
    std::vector<std::vector<Spot>> spots;
    for (std::size_t i = 0; i < brief.items.size(); ++i)
        spots.push_back(spots_of(brief, i));
    std::vector<Spot> placed;
    return place_rest(brief, spots, placed);
}

// ---- Briefs. ----

BriefItem line(const std::string& name, model::Network network, double radius_m, double width_m) {
    BriefItem item;
    item.name = name;
    item.network = network;
    item.bodies = {{name, 0.0, radius_m, radius_m, radius_m, true}};
    item.min_cover_m = 0.6;
    item.max_cover_m = 0.7;
    item.where = {{0.0, width_m, 0.0}};
    return item;
}

SectionBrief street(double width_m) {
    SectionBrief brief;
    brief.width_m = width_m;
    brief.step_m = kStep_m;
    return brief;
}

Requirement between(const std::string& rule, std::size_t a, std::size_t b, double required_m) {
    Requirement r;
    r.rule = rule;
    r.item = a;
    r.other = b;
    r.required = required_m;
    return r;
}

Requirement towards(const std::string& rule, std::size_t item, std::size_t obstacle,
                    double required_m) {
    Requirement r;
    r.rule = rule;
    r.item = item;
    r.obstacle = obstacle;
    r.required = required_m;
    return r;
}

Obstacle tree(const std::string& id, double x_m, double radius_m) {
    return {id, "tree", {id, x_m, 0.6 + radius_m, radius_m, radius_m, true}};
}

ExplainOptions small_options() {
    ExplainOptions options;
    options.least_cover_m = 0.5;
    options.deepest_cover_m = 0.9;
    options.most_wider_m = 4.0;
    options.subsets = 100000;
    return options;
}

/// Covers of all lines fixed, so that they cannot lie above each other.
void lay_level(SectionBrief& brief) {
    for (BriefItem& item : brief.items)
        item.fixed_cover_m = 0.6;
}

struct Random {
    std::mt19937 engine;
    int upto(int most) { return static_cast<int>(engine() % static_cast<unsigned>(most + 1)); }
    bool chance(int percent) { return upto(99) < percent; }
};

constexpr model::Network kNetworks[] = {model::Network::Water, model::Network::Heat,
                                        model::Network::Telecom, model::Network::Water};

SectionBrief random_brief(Random& random) {
    SectionBrief brief = street(kStep_m * (8 + random.upto(10)));
    const std::size_t count = 2 + static_cast<std::size_t>(random.upto(2));
    for (std::size_t i = 0; i < count; ++i) {
        BriefItem item =
            line("L" + std::to_string(i), kNetworks[i], 0.1 + 0.05 * random.upto(2), brief.width_m);
        if (random.chance(30)) {
            const double from_m = kStep_m * random.upto(8);
            item.where = {{from_m, std::min(brief.width_m, from_m + 0.6), 0.0}};
        }
        if (random.chance(50)) item.fixed_cover_m = random.chance(50) ? 0.6 : 0.64;
        if (random.chance(15)) item.fixed_x_m = kStep_m * (2 + random.upto(5));
        brief.items.push_back(item);
    }
    for (int t = random.upto(1); t > 0; --t) {
        brief.obstacles.push_back(
            tree("T" + std::to_string(t), kStep_m * (2 + random.upto(10)), 0.1));
        for (std::size_t i = 0; i < count; ++i)
            if (random.chance(60))
                brief.requirements.push_back(
                    towards("R-TREE", i, brief.obstacles.size() - 1, 0.1 * random.upto(4)));
    }
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = i + 1; j < count; ++j) {
            brief.requirements.push_back(between("layout: beside", i, j, 0.1));
            if (random.chance(70))
                brief.requirements.push_back(
                    between(random.chance(50) ? "R-1" : "R-2", i, j, 0.1 * (1 + random.upto(7))));
        }
    for (Requirement& r : brief.requirements)
        if (random.chance(30)) r.measure = rules::Measure::AxisHorizontal;
    if (random.chance(30)) {
        Requirement deep;
        deep.rule = "R-COVER";
        deep.measure = rules::Measure::Cover;
        deep.required = 0.8;
        brief.requirements.push_back(deep);
    }
    return brief;
}

std::size_t networks_in(const std::vector<ConflictPart>& conflict) {
    return static_cast<std::size_t>(
        std::count_if(conflict.begin(), conflict.end(),
                      [](const ConflictPart& p) { return p.kind == PartKind::Network; }));
}

/// The brief with the parts of the conflict only, but for one of them.
SectionBrief only(const SectionBrief& brief, const std::vector<ConflictPart>& conflict,
                  std::optional<std::size_t> but_for) {
    const ExplainOptions options = small_options();
    const auto parts = parts_of(brief, options);
    std::vector<bool> kept(parts.size(), false);
    for (std::size_t i = 0; i < parts.size(); ++i)
        for (std::size_t c = 0; c < conflict.size(); ++c)
            if (c != but_for && parts[i].kind == conflict[c].kind &&
                parts[i].items == conflict[c].items &&
                parts[i].obstacles == conflict[c].obstacles &&
                parts[i].requirements == conflict[c].requirements)
                kept[i] = true;
    return kept_of(brief, parts, kept, options);
}

/// Least number of items that do not go together, by trying all sets.
std::size_t fewest_networks(const SectionBrief& brief) {
    const std::size_t count = brief.items.size();
    std::size_t fewest = count;
    for (std::size_t set = 1; set < (std::size_t{1} << count); ++set) {
        const auto parts = parts_of(brief);
        std::vector<bool> kept(parts.size(), true);
        std::size_t size = 0;
        for (std::size_t i = 0; i < count; ++i) {
            kept[i] = (set >> i & 1U) != 0;  // parts_of starts with the items
            size += kept[i] ? 1 : 0;
        }
        if (size < fewest && !possible(kept_of(brief, parts, kept))) fewest = size;
    }
    return fewest;
}

/// The change one step smaller.
Change less(Change change) {
    switch (change.kind) {
        case ChangeKind::AcceptDistance:
            change.then += change.part.is_limit ? -kStep_m : kStep_m;
            break;
        case ChangeKind::AllowCover:
            change.then += change.raises ? -kStep_m : kStep_m;
            break;
        case ChangeKind::MoveObstacle:
        case ChangeKind::Widen:
            change.then -= kStep_m;
            break;
        default:
            break;
    }
    return change;
}

bool has_amount(const Change& change) {
    return change.kind == ChangeKind::AcceptDistance || change.kind == ChangeKind::AllowCover ||
           change.kind == ChangeKind::MoveObstacle || change.kind == ChangeKind::Widen;
}

SectionBrief with(const SectionBrief& brief, const std::vector<Change>& changes) {
    SectionBrief result = brief;
    for (const Change& change : changes)
        result = changed(result, change);
    return result;
}

void expect_minimal(const SectionBrief& brief, const Explanation& explanation) {
    EXPECT_TRUE(explanation.minimal);
    EXPECT_FALSE(possible(only(brief, explanation.conflict, std::nullopt)));
    for (std::size_t i = 0; i < explanation.conflict.size(); ++i)
        EXPECT_TRUE(possible(only(brief, explanation.conflict, i))) << explanation.conflict[i].id;
    EXPECT_EQ(networks_in(explanation.conflict), fewest_networks(brief));
}

void expect_ways_out(const SectionBrief& brief, const Explanation& explanation) {
    for (const Relaxation& way : explanation.relaxations) {
        EXPECT_TRUE(possible(with(brief, way.changes)));
        EXPECT_TRUE(way.least);
        for (std::size_t i = 0; i < way.changes.size(); ++i) {
            std::vector<Change> one_less = way.changes;
            if (has_amount(one_less[i]))
                one_less[i] = less(one_less[i]);
            else
                one_less.erase(one_less.begin() + static_cast<std::ptrdiff_t>(i));
            EXPECT_FALSE(possible(with(brief, one_less)))
                << static_cast<int>(way.changes[i].kind) << " " << way.changes[i].part.id;
        }
    }
}

TEST(Explain, ConflictsAreMinimalAndWaysOutAreLeast) {
    Random random{std::mt19937{20261122}};
    int explained = 0;
    int ways = 0;
    for (int run = 0; run < 300; ++run) {
        SCOPED_TRACE(run);
        const SectionBrief brief = random_brief(random);
        const Explanation explanation = explain(brief, small_options());
        const bool fits = possible(brief);
        ASSERT_EQ(explanation.end, fits ? ExplainEnd::Fits : ExplainEnd::Conflict);
        if (fits) continue;
        expect_minimal(brief, explanation);
        expect_ways_out(brief, explanation);
        ++explained;
        ways += static_cast<int>(explanation.relaxations.size());
    }
    EXPECT_GT(explained, 60);
    EXPECT_GT(ways, 2 * explained);
}

SectionBrief heat_and_water(double width_m) {
    SectionBrief brief = street(width_m);
    brief.items = {line("H", model::Network::Heat, 0.2, width_m),
                   line("W", model::Network::Water, 0.1, width_m),
                   line("D", model::Network::Telecom, 0.1, width_m)};
    lay_level(brief);
    brief.requirements = {between("NL-SEP-07", 0, 1, 1.0), between("layout: beside", 0, 2, 0.1),
                          between("layout: beside", 1, 2, 0.1)};
    return brief;
}

const Change* change_of(const Explanation& explanation, ChangeKind kind) {
    for (const Relaxation& way : explanation.relaxations)
        if (way.changes.size() == 1 && way.changes.front().kind == kind)
            return &way.changes.front();
    return nullptr;
}

TEST(Explain, NamesTheRuleBetweenTwoNetworksAndLeavesTheThirdOut) {
    const Explanation explanation = explain(heat_and_water(1.3), small_options());
    ASSERT_EQ(explanation.end, ExplainEnd::Conflict);
    ASSERT_EQ(explanation.conflict.size(), 3U);
    EXPECT_EQ(explanation.conflict[0].id, "H");
    EXPECT_EQ(explanation.conflict[1].id, "W");
    EXPECT_EQ(explanation.conflict[2].id, "NL-SEP-07");
    EXPECT_EQ(explanation.conflict[2].network, model::Network::Heat);
    EXPECT_EQ(explanation.conflict[2].other, model::Network::Water);
}

TEST(Explain, OffersTheLargestDistanceAndTheLeastWidth) {
    // 0.4 + 0.2 m of pipes: 1.0 m between them asks 1.6 m.
    const Explanation explanation = explain(heat_and_water(1.3), small_options());
    const Change* distance = change_of(explanation, ChangeKind::AcceptDistance);
    ASSERT_TRUE(distance);
    EXPECT_NEAR(distance->then, 0.7, 1e-9);
    EXPECT_NEAR(distance->now, 1.0, 1e-9);
    const Change* width = change_of(explanation, ChangeKind::Widen);
    ASSERT_TRUE(width);
    EXPECT_NEAR(width->then, 0.3, 1e-9);
}

TEST(Explain, MovesTheTreeByTheLeastDistance) {
    // The pipe of 0.4 m fits left of the tree when that stands at 0.4 + 0.3 + 0.1 = 0.8 m or more,
    // right of it at 1.0 - 0.8 = 0.2 m or less.
    SectionBrief brief = street(1.0);
    brief.items = {line("W", model::Network::Water, 0.2, 1.0)};
    lay_level(brief);
    brief.obstacles = {tree("T4", 0.6, 0.1)};
    brief.requirements = {towards("R-TREE", 0, 0, 0.3)};
    const Change* move = nullptr;
    const Explanation explanation = explain(brief, small_options());
    move = change_of(explanation, ChangeKind::MoveObstacle);
    ASSERT_TRUE(move);
    EXPECT_EQ(move->part.id, "T4");
    EXPECT_EQ(move->detail, "right");
    EXPECT_NEAR(move->then, 0.2, 1e-9);
}

TEST(Explain, AllowsAStripByItsName) {
    SectionBrief brief = street(2.0);
    brief.items = {line("W", model::Network::Water, 0.2, 2.0),
                   line("E", model::Network::ElectricityLv, 0.2, 2.0)};
    lay_level(brief);
    for (BriefItem& item : brief.items)
        item.where = {{0.0, 0.5, 0.0}};
    ExplainOptions options = small_options();
    options.strips = {{"footway", 0.0, 0.5}, {"carriageway", 0.5, 2.0}};
    const Explanation explanation = explain(brief, options);
    const Change* strip = change_of(explanation, ChangeKind::AllowStrip);
    ASSERT_TRUE(strip);
    EXPECT_EQ(strip->detail, "carriageway");
    EXPECT_TRUE(possible(changed(brief, *strip)));
}

TEST(Explain, TriesPairsWhenNoSingleChangeSuffices) {
    // W and H each have their own quarrel, with trees that cannot be moved or left out.
    SectionBrief brief = street(1.0);
    brief.items = {line("W", model::Network::Water, 0.2, 1.0),
                   line("H", model::Network::Heat, 0.2, 1.0)};
    lay_level(brief);
    Requirement low;
    low.measure = rules::Measure::Cover;
    low.required = 0.8;
    low.rule = "R-W";
    brief.requirements.push_back(low);
    low.rule = "R-H";
    low.item = 1;
    brief.requirements.push_back(low);
    const Explanation explanation = explain(brief, small_options());
    ASSERT_FALSE(explanation.relaxations.empty());
    EXPECT_EQ(explanation.relaxations.front().changes.size(), 2U);
    expect_ways_out(brief, explanation);
}

TEST(Explain, OffersTheFirstRackThatTakesAll) {
    ExplainOptions options = small_options();
    options.rack_forms = {{"single", heat_and_water(1.2)}, {"double", heat_and_water(1.7)}};
    const Explanation explanation = explain(heat_and_water(1.3), options);
    const Change* rack = change_of(explanation, ChangeKind::UseRack);
    ASSERT_TRUE(rack);
    EXPECT_EQ(rack->detail, "double");
}

TEST(Explain, PutsWhatHasAPriceFirstAndWhatBreaksHeatLast) {
    ExplainOptions options = small_options();
    options.price_eur = [](const Relaxation& way) -> std::optional<double> {
        if (way.changes.front().kind == ChangeKind::Widen) return 10.0;
        return std::nullopt;
    };
    options.heat = [](const SectionBrief& brief, const SectionAnswer&) {
        const bool near = !brief.requirements.empty() && brief.requirements.front().required < 1.0;
        return std::optional{HeatVerdict{"W", near ? 26.0 : 22.0, 25.0}};
    };
    const Explanation explanation = explain(heat_and_water(1.3), options);
    const auto& ways = explanation.relaxations;
    ASSERT_GE(ways.size(), 2U);
    EXPECT_EQ(ways.front().changes.front().kind, ChangeKind::Widen);
    const auto accepted = std::find_if(ways.begin(), ways.end(), [](const Relaxation& way) {
        return way.changes.front().kind == ChangeKind::AcceptDistance;
    });
    ASSERT_NE(accepted, ways.end());
    ASSERT_TRUE(accepted->heat);
    EXPECT_FALSE(accepted->heat->holds());
    for (auto way = ways.begin(); way != accepted; ++way)
        EXPECT_NE(way->changes.front().kind, ChangeKind::LeaveOut);
}

TEST(Explain, SaysWhenTheBudgetEndedFirst) {
    ExplainOptions options = small_options();
    options.nodes = 0;
    EXPECT_EQ(explain(heat_and_water(1.3), options).end, ExplainEnd::Unknown);
    EXPECT_TRUE(explain(heat_and_water(1.3), options).conflict.empty());
}

TEST(Explain, KeepsAFixedCoverOffTheGridPossible) {
    // A gravity sewer at 0.634 m has no level on the grid of its own; dropping what fixes it must
    // not make it impossible.
    SectionBrief brief = heat_and_water(1.3);
    for (BriefItem& item : brief.items)
        item.fixed_cover_m = item.min_cover_m = item.max_cover_m = 0.634;
    const Explanation explanation = explain(brief, small_options());
    EXPECT_TRUE(explanation.minimal);
    EXPECT_EQ(explanation.conflict.size(), 3U);
}

TEST(Explain, HasNothingToSayAboutWhatFits) {
    const Explanation explanation = explain(heat_and_water(1.9), small_options());
    EXPECT_EQ(explanation.end, ExplainEnd::Fits);
    EXPECT_TRUE(explanation.conflict.empty());
    EXPECT_TRUE(explanation.relaxations.empty());
}

TEST(Explain, GivesTheSameAnswerTwice) {
    const Explanation first = explain(heat_and_water(1.3), small_options());
    const Explanation second = explain(heat_and_water(1.3), small_options());
    ASSERT_EQ(first.relaxations.size(), second.relaxations.size());
    EXPECT_EQ(first.solves, second.solves);
    for (std::size_t i = 0; i < first.relaxations.size(); ++i)
        EXPECT_EQ(first.relaxations[i].places, second.relaxations[i].places);
}

TEST(Explain, WideningMovesWhatLiesRightOfThePlace) {
    SectionBrief brief = street(4.0);
    brief.items = {line("W", model::Network::Water, 0.1, 4.0)};
    brief.items[0].where = {{0.0, 1.0, 5.0}, {1.0, 3.0, 7.0}};
    brief.items[0].fixed_x_m = 2.5;
    brief.obstacles = {tree("T1", 0.5, 0.1), tree("T2", 3.5, 0.1)};
    const SectionBrief wide = widened(brief, 2.0, 0.4);
    EXPECT_DOUBLE_EQ(wide.width_m, 4.4);
    EXPECT_DOUBLE_EQ(wide.items[0].where[0].to_m, 1.0);
    EXPECT_DOUBLE_EQ(wide.items[0].where[1].from_m, 1.0);
    EXPECT_DOUBLE_EQ(wide.items[0].where[1].to_m, 3.4);
    EXPECT_DOUBLE_EQ(*wide.items[0].fixed_x_m, 2.9);
    EXPECT_DOUBLE_EQ(wide.obstacles[0].body.right_m, 0.5);
    EXPECT_DOUBLE_EQ(wide.obstacles[1].body.right_m, 3.9);
}

TEST(Explain, KeepsIndicesRightWhenItemsAndObstaclesAreLeftOut) {
    SectionBrief brief = heat_and_water(3.0);
    brief.obstacles = {tree("T1", 0.5, 0.1), tree("T2", 2.5, 0.1)};
    brief.requirements.push_back(towards("R-TREE", 2, 1, 0.5));
    HeatLimit limit;
    limit.item = 1;
    limit.sources = {{0, std::nullopt, 0, 3.0}, {2, std::nullopt, 0, 1.0}};
    brief.heat_limits = {limit};
    const auto parts = parts_of(brief);
    std::vector<bool> kept(parts.size(), true);
    for (std::size_t i = 0; i < parts.size(); ++i)
        kept[i] = parts[i].id != "H" && parts[i].id != "T1";
    const SectionBrief rest = kept_of(brief, parts, kept);
    ASSERT_EQ(rest.items.size(), 2U);
    ASSERT_EQ(rest.requirements.size(), 2U);  // W-D beside, D-T2
    EXPECT_EQ(rest.requirements[0].item, 0U);
    EXPECT_EQ(*rest.requirements[0].other, 1U);
    EXPECT_EQ(rest.requirements[1].item, 1U);
    EXPECT_EQ(*rest.requirements[1].obstacle, 0U);
    ASSERT_EQ(rest.heat_limits.size(), 1U);
    EXPECT_EQ(rest.heat_limits[0].item, 0U);
    ASSERT_EQ(rest.heat_limits[0].sources.size(), 1U);
    EXPECT_EQ(*rest.heat_limits[0].sources[0].item, 1U);
}

}  // namespace
}  // namespace maaiveld::layout
