#include "layout/section_front.h"

#include "exchange/catalogue_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/operation_file.h"
#include "exchange/rule_pack_file.h"
#include "layout/section_of_street.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maaiveld::layout {
namespace {

using model::Network;
using model::StripKind;

template <class T>
T taken(base::Result<T> result) {
    EXPECT_TRUE(result) << result.error().text();
    return std::move(*result);
}

/// A narrow street that asks for water, gas and a heat pair: three items.
struct World {
    model::Catalogue catalogue = taken(exchange::read_catalogue(test::source_file("profiles")));
    LayoutProfile profile =
        taken(exchange::read_layout_profile(test::source_file("profiles/layout/nl.json")));
    influence::Operation operation =
        taken(exchange::read_operation(test::source_file("profiles/influence/nl.json")));
    std::vector<rules::Pack> packs{taken(exchange::read_rule_pack(
        test::source_file("profiles/rules/nl-provisional.json"), catalogue))};
    model::Street street;
    SectionBrief brief;

    World() {
        street.name = "narrow";
        street.axis = {{0.0, 0.0}, {40.0, 0.0}};
        street.section.strips = {{StripKind::Footway, 3.0, "tiles", ""},
                                 {StripKind::Carriageway, 3.0, "asphalt", ""},
                                 {StripKind::Footway, 3.0, "tiles", ""}};
        street.section.starts_at_offset_m = 4.5;
        street.demands = {demand("W-1", Network::Water, "pvc-110"),
                          demand("G-1", Network::GasLow, "pe-gas-110"),
                          demand("H-1", Network::Heat, "st-pur-pe-65-140"),
                          demand("H-2", Network::Heat, "st-pur-pe-65-140")};
        street.demands[2].asset.pair = street.demands[3].asset.pair = "H";
        street.demands[2].asset.attributes["role"] = std::string{"return"};
        street.demands[3].asset.attributes["role"] = std::string{"supply"};
        brief = taken(
            section_of_street(street, catalogue, packs, profile, {20.0, 20.0, 0.0, {}, {}, {}}));
        brief.step_m = 0.25;
    }

    model::Demand demand(const std::string& id, Network network, const std::string& type) const {
        model::Demand d;
        d.asset.id = id;
        d.asset.network = network;
        d.asset.type = type;
        d.asset.attributes["kind"] = std::string{"main"};
        d.asset.outer_diameter_m = catalogue.types.at(type).outer_diameter_m;
        return d;
    }

    HeatContext heat(double limit_C) const {
        HeatContext context{street, catalogue, operation, 8, 6, {}};
        context.limits["W-1"] = {limit_C, "limit"};
        return context;
    }

    std::size_t water() const {
        std::size_t i = 0;
        while (brief.items[i].network != Network::Water)
            ++i;
        return i;
    }

    /// Water to the nearest heat pipe, edge to edge in plan.
    double to_heat_m(const std::vector<ItemPlace>& places) const {
        double least_m = std::numeric_limits<double>::infinity();
        const Body& pipe = brief.items[water()].bodies.front();
        for (std::size_t i = 0; i < brief.items.size(); ++i) {
            if (brief.items[i].network != Network::Heat) continue;
            for (const Body& body : brief.items[i].bodies)
                least_m = std::min(least_m, std::abs(places[i].x_m + body.right_m -
                                                     places[water()].x_m - pipe.right_m) -
                                                body.half_width_m - pipe.half_width_m);
        }
        return least_m;
    }
};

const World& world() {
    static const World one;
    return one;
}

/// A layout as the front judges it.
struct Tried {
    double width_m, cost_eur_m, distance_m, cover_m;
};

/// Every layout on the grid.
std::vector<Tried> all_layouts(const SectionBrief& brief) {
    const SectionProblem problem = problem_of(brief);
    std::vector<std::vector<Place>> choices;
    for (const Item& item : problem.items) {
        choices.emplace_back();
        for (std::size_t level = 0; level < item.levels.size(); ++level)
            for (int x = 0; x < problem.places; ++x)
                if (item.levels[level].cost[static_cast<std::size_t>(x)] != kForbidden)
                    choices.back().push_back({x, static_cast<int>(level)});
    }
    std::vector<Tried> all;
    for (const Place& a : choices[0]) {
        for (const Place& b : choices[1]) {
            for (const Place& c : choices[2]) {
                const auto cost = cost_of(problem, {a, b, c});
                if (!cost) continue;
                const auto at = places_of(brief, problem, {a, b, c});
                all.push_back({occupied_width(problem, {a, b, c}) * problem.step_m,
                               static_cast<double>(*cost) / 1000.0, world().to_heat_m(at),
                               at[world().water()].cover_m});
            }
        }
    }
    return all;
}

SectionFrontOptions coarse() {
    SectionFrontOptions options;
    options.search.width_step = 1;
    options.distance_step_m = 0.25;
    return options;
}

TEST(SectionFront, HasPointsThatNoLayoutBeatsAtTheirDistanceAndCover) {
    ASSERT_EQ(world().brief.items.size(), 3U);
    const HeatContext heat = world().heat(60.0);
    const auto front = taken(section_front(world().brief, &heat, coarse()));
    ASSERT_GT(front.points.size(), 4U);
    EXPECT_TRUE(front.complete);
    EXPECT_EQ(front.cooled, std::vector<std::string>{"W-1"});
    const std::vector<Tried> all = all_layouts(world().brief);
    ASSERT_GT(all.size(), 1000U);
    for (const SectionFrontPoint& point : front.points) {
        ASSERT_TRUE(point.heat_distance_m && point.cool_cover_m);
        EXPECT_TRUE(point.proven);
        EXPECT_NEAR(*point.heat_distance_m, world().to_heat_m(point.places), 1e-9);
        EXPECT_EQ(*point.cool_cover_m, point.places[world().water()].cover_m);
        double least = std::numeric_limits<double>::infinity();
        for (const Tried& tried : all) {
            if (tried.width_m > point.width_m + 1e-9) continue;
            if (tried.distance_m < *point.heat_distance_m - 1e-9) continue;
            if (tried.cover_m < *point.cool_cover_m - 1e-9) continue;
            least = std::min(least, tried.cost_eur_m);
        }
        EXPECT_NEAR(point.cost_eur_m, least, 1e-9) << point.width_m;
    }
}

TEST(SectionFront, HasNoPointThatAnotherBeats) {
    const HeatContext heat = world().heat(60.0);
    const auto front = taken(section_front(world().brief, &heat, coarse()));
    for (const SectionFrontPoint& a : front.points) {
        for (const SectionFrontPoint& b : front.points) {
            if (&a == &b) continue;
            EXPECT_FALSE(a.width_m <= b.width_m + 0.01 && a.cost_eur_m <= b.cost_eur_m + 0.1 &&
                         a.warmest->temperature_C <= b.warmest->temperature_C + 0.1)
                << a.width_m << ' ' << b.width_m;
        }
    }
}

TEST(SectionFront, TellsExactTemperaturesBelowTheLimit) {
    const HeatContext wide = world().heat(60.0);
    double coolest_C = 60.0;
    double warmest_C = 0.0;
    for (const auto& point : taken(section_front(world().brief, &wide, coarse())).points) {
        coolest_C = std::min(coolest_C, point.warmest->temperature_C);
        warmest_C = std::max(warmest_C, point.warmest->temperature_C);
    }
    ASSERT_GT(warmest_C, coolest_C + 0.3);
    const double limit_C = 0.5 * (coolest_C + warmest_C);
    const HeatContext tight = world().heat(limit_C);
    const auto front = taken(section_front(world().brief, &tight, coarse()));
    ASSERT_FALSE(front.points.empty());
    for (const SectionFrontPoint& point : front.points) {
        EXPECT_LE(point.warmest->temperature_C, limit_C);
        for (const auto& line : taken(temperatures_of(world().brief, point.places, tight)))
            if (line.asset == "W-1") {
                EXPECT_EQ(line.temperature_C, point.warmest->temperature_C);
            }
    }
}

TEST(SectionFront, SaysWhenEveryLayoutIsTooWarm) {
    const HeatContext heat = world().heat(5.0);
    const auto front = taken(section_front(world().brief, &heat, coarse()));
    EXPECT_TRUE(front.points.empty());
    EXPECT_TRUE(front.too_warm);
}

TEST(SectionFront, IsTheSameTwice) {
    const HeatContext heat = world().heat(25.0);
    const auto a = taken(section_front(world().brief, &heat, coarse()));
    const auto b = taken(section_front(world().brief, &heat, coarse()));
    EXPECT_EQ(a.solves, b.solves);
    ASSERT_EQ(a.points.size(), b.points.size());
    for (std::size_t i = 0; i < a.points.size(); ++i)
        EXPECT_EQ(a.points[i].places, b.points[i].places);
}

TEST(SectionFront, WithoutHeatIsWidthAgainstCost) {
    const auto front = taken(section_front(world().brief, nullptr, coarse()));
    ASSERT_FALSE(front.points.empty());
    EXPECT_TRUE(front.cooled.empty());
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        EXPECT_FALSE(front.points[i].warmest || front.points[i].heat_distance_m);
        if (i == 0) continue;
        EXPECT_LT(front.points[i].cost_eur_m, front.points[i - 1].cost_eur_m);
    }
}

TEST(SectionFront, AsksForDistancesThatGrow) {
    SectionFrontOptions options;
    options.distance_step_m = 0.5;
    options.distance_growth = 0.5;
    const auto distances = heat_distances(0.7, 6.0, options);
    const std::vector<double> expected{1.0, 1.5, 2.0, 3.0, 4.5};
    ASSERT_EQ(distances.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(distances[i], expected[i], 1e-12);
}

}  // namespace
}  // namespace maaiveld::layout
