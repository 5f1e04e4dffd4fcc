#include "layout/lay_out.h"

#include "exchange/catalogue_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/operation_file.h"
#include "exchange/rack_type_file.h"
#include "exchange/rule_pack_file.h"
#include "geometry/polyline.h"
#include "layout/section_of_street.h"
#include "layout/shove.h"
#include "layout/street_bays.h"
#include "model/axis.h"
#include "rules/check.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

using model::Network;
using model::StripKind;

/// What is shipped, read once.
struct Shipped {
    model::Catalogue catalogue;
    LayoutProfile profile;
    std::map<std::string, model::RackType> racks;
    std::vector<rules::Pack> packs, rack_packs;
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
        s.racks = taken(exchange::read_rack_types(test::source_file("profiles")));
        for (const char* id : {"nl-provisional", "nl-dig-safety", "nl-trees", "nl-rack"}) {
            const std::string file = std::string{"profiles/rules/"} + id + ".json";
            s.rack_packs.push_back(
                taken(exchange::read_rule_pack(test::source_file(file.c_str()), s.catalogue)));
        }
        s.packs.assign(s.rack_packs.begin(), s.rack_packs.end() - 1);
        return s;
    }();
    return all;
}

model::Demand demand(const std::string& id, Network network, const std::string& type) {
    model::Demand d;
    d.asset.id = d.asset.alias = id;
    d.asset.network = network;
    d.asset.type = type;
    d.asset.status = model::Status::Projected;
    d.asset.xy = d.asset.z = {0.02, model::PositionSource::Designed, {}};
    d.asset.attributes["kind"] = std::string{"main"};
    d.asset.outer_diameter_m = shipped().catalogue.types.at(type).outer_diameter_m;
    return d;
}

/// 12 m between fronts, everything still to be placed.
model::Street street_along(std::vector<model::Vec2> axis) {
    model::Street street;
    street.name = "test";
    street.axis = std::move(axis);
    street.section.strips = {{StripKind::Footway, 3.0, "tiles", ""},
                             {StripKind::Carriageway, 5.0, "asphalt", ""},
                             {StripKind::Footway, 4.0, "tiles", ""}};
    street.section.starts_at_offset_m = 6.0;
    street.demands = {demand("T-1", Network::Telecom, "hdpe-duct-40"),
                      demand("E-1", Network::ElectricityLv, "lv-4x150-al"),
                      demand("M-1", Network::ElectricityMv, "mv-3x1x240-al-xlpe"),
                      demand("G-1", Network::GasLow, "pe-gas-110"),
                      demand("W-1", Network::Water, "pvc-110")};
    return street;
}

model::Street straight() {
    return street_along({{0.0, 0.0}, {40.0, 0.0}});
}

LayoutOutcome laid(const model::Street& street, const LayoutOptions& options = {}) {
    const auto& packs = options.mode == LayoutMode::Rack ? shipped().rack_packs : shipped().packs;
    return taken(lay_out(street, shipped().catalogue, packs, shipped().profile, shipped().racks,
                         nullptr, options));
}

/// What the checker says that counts for an exit code, by its own road.
std::int64_t broken(const model::Street& street, const std::vector<rules::Pack>& packs) {
    return rules::count_at_least(rules::check(street, packs, {}).findings,
                                 rules::Severity::Warning);
}

const model::Asset* find(const model::Street& street, const std::string& id) {
    for (const model::Asset& asset : street.assets)
        if (asset.id == id) return &asset;
    return nullptr;
}

void expect_all_laid(const model::Street& asked, const LayoutOutcome& outcome) {
    for (const Declined& d : outcome.declined)
        ADD_FAILURE() << d.id << ": " << d.reason_en;
    EXPECT_TRUE(outcome.placed.demands.empty());
    for (const model::Demand& d : asked.demands) {
        const model::Asset* asset = find(outcome.placed, d.asset.id);
        ASSERT_NE(asset, nullptr) << d.asset.id;
        EXPECT_GE(asset->axis.size(), 2U);
    }
    EXPECT_EQ(broken(outcome.placed, shipped().packs), 0);
    EXPECT_GE(outcome.cost, outcome.bound);
}

TEST(LayOut, AStraightStreetIsLaidWithConstantOffsetsAtTheSectionsOptimum) {
    const auto outcome = laid(straight());
    expect_all_laid(straight(), outcome);
    EXPECT_TRUE(outcome.constant);
    EXPECT_EQ(outcome.cost, outcome.bound);
    for (const model::Asset& asset : outcome.placed.assets) {
        ASSERT_TRUE(asset.along.has_value());
        EXPECT_DOUBLE_EQ(asset.along->from_m, 0.0);
        EXPECT_DOUBLE_EQ(asset.along->to_m, 40.0);
    }
    const bool binds = std::any_of(outcome.sections.begin(), outcome.sections.end(),
                                   [](const SectionRecord& s) { return !s.binding.empty(); });
    EXPECT_TRUE(binds);
}

TEST(LayOut, WithoutDemandsTheStreetComesBackUnchanged) {
    model::Street street = laid(straight()).placed;
    const auto again = laid(street);
    ASSERT_EQ(again.placed.assets.size(), street.assets.size());
    for (std::size_t i = 0; i < street.assets.size(); ++i) {
        EXPECT_EQ(again.placed.assets[i].along->offset_m, street.assets[i].along->offset_m);
        EXPECT_EQ(again.placed.assets[i].along->cover_m, street.assets[i].along->cover_m);
    }
    EXPECT_EQ(again.cost, 0);
}

TEST(LayOut, FollowsBendsAndCurves) {
    const auto bent = street_along({{0.0, 0.0}, {25.0, 0.0}, {45.0, 12.0}});
    expect_all_laid(bent, laid(bent));
    std::vector<model::Vec2> arc;
    for (int k = 0; k <= 20; ++k) {
        const double angle = 0.04 * k;
        arc.push_back({40.0 * std::sin(angle), 40.0 - 40.0 * std::cos(angle)});
    }
    const auto curved = street_along(arc);
    expect_all_laid(curved, laid(curved));
}

/// A buried container at the facade, where lines would otherwise lie.
model::Street with_container() {
    model::Street street = street_along({{0.0, 0.0}, {400.0, 0.0}});
    model::Structure container;
    container.id = "C-1";
    container.kind = model::StructureKind::Container;
    container.at = {200.0, 5.2};
    container.size_m = {2.0, 1.2};
    container.bottom_m = -2.5;
    street.structures.push_back(container);
    street.section.strips[2].kind = StripKind::Garden;  // nothing may lie on the other side
    return street;
}

TEST(LayOut, BendsAroundAContainerRatherThanKeepAwayAllAlong) {
    const auto outcome = laid(with_container());
    for (const Declined& d : outcome.declined)
        ADD_FAILURE() << d.id << ": " << d.reason_en << " " << testing::PrintToString(d.rules);
    EXPECT_EQ(broken(outcome.placed, shipped().packs), 0);
    EXPECT_FALSE(outcome.constant);
    EXPECT_LT(outcome.gap, 0.05);  // the bends themselves are most of it
    for (const model::Asset& asset : outcome.placed.assets)
        EXPECT_LE(asset.axis.size(), 16U) << asset.id;  // four bends, rounded, and two ends
    // Nothing runs through it, by distances of our own.
    const auto scene = model::build_scene(outcome.placed);
    const auto& box = scene.parts[scene.owners[scene.find("C-1")].first_part].body;
    for (const auto& owner : scene.owners) {
        if (!owner.is_line()) continue;
        for (std::uint32_t p = owner.first_part; p < owner.first_part + owner.part_count; ++p)
            EXPECT_GT(geometry::gap(scene.parts[p].body, box).distance, 0.0) << owner.id;
    }
}

TEST(LayOut, ExistingMainsStayAndKeepTheirDistance) {
    model::Street street = straight();
    model::Asset sewer;
    sewer.id = sewer.alias = "R-1";
    sewer.network = Network::SewerGravity;
    sewer.outer_diameter_m = 0.4;
    sewer.axis = {{{0.0, 4.4, -2.0}, {}, {}}, {{40.0, 4.4, -2.1}, {}, {}}};
    street.assets.push_back(sewer);
    const auto outcome = laid(street);
    expect_all_laid(street, outcome);
    EXPECT_EQ(find(outcome.placed, "R-1")->axis.front().at, sewer.axis.front().at);
    for (const model::Asset& asset : outcome.placed.assets) {
        if (asset.id == "R-1") continue;
        EXPECT_GE(std::abs(asset.along->offset_m - 4.4), 0.5) << asset.id;
    }
}

/// The least angle of a crossing, in degrees, was once read as metres: a connection 45 m away
/// closed the street.
TEST(LayOut, AConnectionElsewhereAsksNothingHere) {
    model::Street street = straight();
    model::Asset connection = demand("W-1.1", Network::Water, "pe-32").asset;
    connection.status = model::Status::Functional;
    connection.attributes["kind"] = std::string{"house_connection"};
    connection.axis = {{model::Vec3{30.0, -6.0, -1.0}, {}, {}},
                       {model::Vec3{30.0, 6.0, -1.0}, {}, {}}};
    street.assets.push_back(connection);
    BayQuestion question{.street = street,
                         .catalogue = shipped().catalogue,
                         .packs = shipped().packs,
                         .profile = shipped().profile,
                         .demands = {"T-1", "E-1", "G-1"},
                         .free = {},
                         .ready = {},
                         .limits = {},
                         .start = {}};
    const auto brief =
        taken(section_of_street(street, shipped().catalogue, shipped().packs, shipped().profile,
                                question_for(question, 0.0, 40.0, 0.0)));
    const auto whole = taken(solve_brief(brief, nullptr, question.limits));
    ASSERT_TRUE(
        std::any_of(brief.requirements.begin(), brief.requirements.end(), [](const Requirement& r) {
            return r.obstacle && r.measure == rules::Measure::CrossingAngle;
        }));
    const StreetBays bays = taken(bays_of(question, whole));
    for (const StreetBay& bay : bays.bays) {
        const auto& obstacles = bays.sections[bay.section].brief.obstacles;
        const bool counts =
            std::any_of(obstacles.begin(), obstacles.end(),
                        [](const Obstacle& obstacle) { return obstacle.id == "W-1.1"; });
        EXPECT_EQ(counts, bay.from_m < 31.0 && bay.to_m > 29.0) << bay.from_m;
    }
}

TEST(LayOut, AGravitySewerKeepsItsInvertAndSlope) {
    model::Street street = straight();
    model::Demand sewer = demand("R-2", Network::SewerGravity, "pvc-sewer-315");
    sewer.asset.wall_m = 0.01;
    sewer.fall = model::Fall{-1.8, 0.004};
    street.demands.push_back(sewer);
    const auto outcome = laid(street);
    expect_all_laid(street, outcome);
    const model::Asset* asset = find(outcome.placed, "R-2");
    EXPECT_NEAR(asset->axis.front().at.z() - 0.5 * sewer.asset.outer_diameter_m + 0.01, -1.8, 1e-9);
    EXPECT_NEAR(asset->axis.back().at.z() - asset->axis.front().at.z(), -0.004 * 40.0, 1e-9);
}

TEST(LayOut, WhatDoesNotFitIsDeclinedWithItsReasonAndTheRestIsLaid) {
    model::Street street = straight();
    street.section.strips = {{StripKind::Footway, 0.6, "tiles", ""}};
    street.section.starts_at_offset_m = 0.3;
    const auto outcome = laid(street);
    ASSERT_FALSE(outcome.declined.empty());
    for (const Declined& d : outcome.declined) {
        EXPECT_FALSE(d.reason_en.empty());
        EXPECT_FALSE(d.reason_nl.empty());
        EXPECT_EQ(find(outcome.placed, d.id), nullptr);
    }
    EXPECT_EQ(outcome.placed.demands.size(), outcome.declined.size());
    EXPECT_FALSE(outcome.placed.assets.empty());
    EXPECT_EQ(broken(outcome.placed, shipped().packs), 0);
}

TEST(LayOut, HouseConnectionsRunFromTheMainToTheFacadeWithoutAViolation) {
    model::Street street = straight();
    for (const double y : {6.15, -6.15}) {
        model::Structure facade;
        facade.id = y > 0 ? "left" : "right";
        facade.kind = model::StructureKind::Facade;
        facade.line = std::vector<model::Vec2>{{-5.0, y}, {45.0, y}};
        facade.size_m = {0.0, 0.3};
        facade.top_m = 8.0;
        facade.bottom_m = -0.8;
        street.structures.push_back(facade);
    }
    model::ConnectionDemand water;
    water.type = "pe-32";
    water.outer_diameter_m = 0.032;
    water.stations_m = {8.0, 20.0, 32.0};
    water.facade_cover_m = 0.8;
    street.demands[4].connections = water;
    model::ConnectionDemand gas = water;
    gas.type = "pe-gas-32";
    gas.facade_cover_m = 0.6;
    gas.right = false;
    street.demands[3].connections = gas;
    const auto outcome = laid(street);
    expect_all_laid(street, outcome);
    int connections = 0;
    for (const model::Asset& asset : outcome.placed.assets) {
        if (asset.connects_to.empty()) continue;
        ++connections;
        const model::Asset* main = find(outcome.placed, asset.connects_to);
        ASSERT_NE(main, nullptr);
        EXPECT_NEAR(asset.axis.front().at.y(), main->along->offset_m, 1e-6);
        EXPECT_NEAR(asset.axis.front().at.z(), main->axis.front().at.z(), 1e-6);
        EXPECT_NEAR(std::abs(asset.axis.back().at.y()), 6.0, 1e-6);
        const double cover = asset.network == Network::Water ? 0.8 : 0.6;
        EXPECT_NEAR(-asset.axis.back().at.z() - 0.016, cover, 1e-6);
    }
    EXPECT_EQ(connections, 9);
}

TEST(LayOut, TheAnswerIsTheSameForAnyNumberOfThreads) {
    LayoutOptions one;
    one.threads = 1;
    LayoutOptions two;
    two.threads = 2;
    const auto a = laid(with_container(), one);
    const auto b = laid(with_container(), two);
    EXPECT_EQ(a.cost, b.cost);
    ASSERT_EQ(a.placed.assets.size(), b.placed.assets.size());
    for (std::size_t i = 0; i < a.placed.assets.size(); ++i) {
        const auto& x = a.placed.assets[i];
        const auto& y = b.placed.assets[i];
        ASSERT_EQ(x.axis.size(), y.axis.size()) << x.id;
        for (std::size_t v = 0; v < x.axis.size(); ++v)
            EXPECT_EQ(x.axis[v].at, y.axis[v].at) << x.id;
    }
}

TEST(LayOut, AFreedLineMayMoveAndOthersStay) {
    model::Street street = straight();
    street.demands.resize(3);
    const auto first = laid(street).placed;
    model::Street crowded = first;
    model::Asset* telecom = nullptr;
    for (model::Asset& asset : crowded.assets)
        if (asset.id == "T-1") telecom = &asset;
    model::lay_along(crowded, {0.0, 40.0, 1.0, 1.2}, *telecom);
    LayoutOptions options;
    options.free = {"telecom"};
    const auto outcome = laid(crowded, options);
    EXPECT_TRUE(outcome.declined.empty());
    EXPECT_NE(find(outcome.placed, "T-1")->along->offset_m, 1.0);
    EXPECT_EQ(find(outcome.placed, "E-1")->along->offset_m, find(first, "E-1")->along->offset_m);
    EXPECT_EQ(broken(outcome.placed, shipped().packs), 0);
    options.free = {"telekom"};
    const auto refused = lay_out(crowded, shipped().catalogue, shipped().packs, shipped().profile,
                                 shipped().racks, nullptr, options);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("telekom"), std::string::npos);
}

TEST(LayOut, ARackHoldsItsMembersAndIsWrittenWithThem) {
    LayoutOptions options;
    options.mode = LayoutMode::Rack;
    const auto outcome = laid(straight(), options);
    for (const Declined& d : outcome.declined)
        ADD_FAILURE() << d.id << ": " << d.reason_en;
    ASSERT_EQ(outcome.placed.racks.size(), 1U);
    const model::Rack& rack = outcome.placed.racks.front();
    EXPECT_FALSE(rack.type.empty());
    for (const model::Asset& asset : outcome.placed.assets) {
        EXPECT_EQ(asset.rack, rack.id) << asset.id;
        const double aside = std::abs(asset.axis.front().at.y() - rack.line.front().y());
        EXPECT_LE(aside + 0.5 * asset.outer_diameter_m, 0.5 * rack.width_m + 1e-6) << asset.id;
    }
    EXPECT_EQ(broken(outcome.placed, shipped().rack_packs), 0);
}

TEST(LayOut, UnknownWeightsAreRefusedByName) {
    LayoutOptions options;
    options.weights = {{"widht", 2.0}};
    const auto refused = lay_out(straight(), shipped().catalogue, shipped().packs,
                                 shipped().profile, shipped().racks, nullptr, options);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("width"), std::string::npos);
}

TEST(Shove, OneLineGoesWhereItIsPutAndTheRestGivesWay) {
    const model::Street street = straight();
    SectionQuestion question;
    question.to_m = 40.0;
    question.keep_order = false;  // who drags a line decides the order
    const auto brief = taken(section_of_street(street, shipped().catalogue, shipped().packs,
                                               shipped().profile, question));
    const auto first = taken(solve_brief(brief));
    ASSERT_FALSE(first.places.empty());
    // Telecom is pulled onto the gas main.
    const ItemPlace to{first.places[3].x_m, first.places[0].cover_m};
    const ShoveSection section = shove_section(brief);
    const auto moved = taken(shove(section, first.places, 0, to));
    ASSERT_FALSE(moved.places.empty());
    EXPECT_NEAR(moved.places[0].x_m, to.x_m, 1e-9);
    EXPECT_GT(std::abs(moved.places[3].x_m - to.x_m), 0.1);
    EXPECT_EQ(broken(placed_section(brief, moved.places, street), shipped().packs), 0);
    // What is not in the way stays where it was.
    const auto stays = std::count(moved.places.begin(), moved.places.end(), first.places[4]) +
                       std::count(moved.places.begin(), moved.places.end(), first.places[2]);
    EXPECT_GE(stays, 1);

    // Onto a front or out of its cover range it may not be put: nothing else moves for it.
    EXPECT_TRUE(taken(shove(section, first.places, 0, {0.0, to.cover_m})).answer.infeasible());
    EXPECT_TRUE(taken(shove(section, first.places, 0, {to.x_m, 0.1})).answer.infeasible());
    EXPECT_FALSE(shove(section, first.places, 9, to));
    EXPECT_FALSE(shove(section, first.places, 0, {std::nan(""), to.cover_m}));
}

/// Looking nearby first is a shortcut, not another answer.
TEST(Shove, TheWindowDoesNotChangeTheAnswer) {
    SectionQuestion question;
    question.to_m = 40.0;
    question.keep_order = false;
    const auto brief = taken(section_of_street(straight(), shipped().catalogue, shipped().packs,
                                               shipped().profile, question));
    const auto first = taken(solve_brief(brief));
    const ShoveSection section = shove_section(brief);
    int found = 0;
    for (std::size_t item = 0; item < first.places.size(); ++item) {
        for (double x_m = 0.3; x_m < 11.9; x_m += 0.7) {
            // There, with moving dear, and a little on, with moving cheap: then lines that were
            // pushed aside go far back, though staying near is possible too.
            std::vector<ItemPlace> now = first.places;
            for (const double move_cost_eur_m2 : {500.0, 1.0}) {
                const ItemPlace to{x_m + (move_cost_eur_m2 < 2.0 ? 0.02 : 0.0), now[item].cover_m};
                ShoveOptions all, near, tiny;
                all.move_cost_eur_m2 = near.move_cost_eur_m2 = tiny.move_cost_eur_m2 =
                    move_cost_eur_m2;
                all.window_m = 1e3;
                tiny.window_m = 0.05;
                const auto whole = taken(shove(section, now, item, to, all));
                for (const ShoveOptions& options : {near, tiny}) {
                    const auto answer = taken(shove(section, now, item, to, options)).answer;
                    ASSERT_EQ(answer.found(), whole.answer.found()) << item << " at " << x_m;
                    if (answer.found()) {
                        EXPECT_EQ(answer.cost, whole.answer.cost) << item << " at " << x_m;
                    }
                }
                found += whole.answer.found() ? 1 : 0;
                if (whole.answer.found()) now = whole.places;
            }
        }
    }
    EXPECT_GT(found, 40);
}

}  // namespace
}  // namespace maaiveld::layout
