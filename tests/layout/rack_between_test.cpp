#include "layout/rack_between.h"

#include "exchange/catalogue_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/rack_type_file.h"
#include "exchange/rule_pack_file.h"
#include "geometry/polyline.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

using model::Network;
using model::StripKind;

struct Shipped {
    model::Catalogue catalogue;
    LayoutProfile profile;
    std::map<std::string, model::RackType> racks;
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
        s.racks = taken(exchange::read_rack_types(test::source_file("profiles")));
        for (const char* id : {"nl-provisional", "nl-dig-safety", "nl-trees", "nl-rack"}) {
            const std::string file = std::string{"profiles/rules/"} + id + ".json";
            s.packs.push_back(
                taken(exchange::read_rule_pack(test::source_file(file.c_str()), s.catalogue)));
        }
        return s;
    }();
    return all;
}

model::Demand demand(const std::string& id, Network network, const std::string& type,
                     const std::string& role = "") {
    model::Demand d;
    d.asset.id = d.asset.alias = id;
    d.asset.network = network;
    d.asset.type = type;
    d.asset.status = model::Status::Projected;
    d.asset.xy = d.asset.z = {0.02, model::PositionSource::Designed, {}};
    d.asset.attributes["kind"] = std::string{"main"};
    if (!role.empty()) {
        d.asset.pair = "heat";
        d.asset.attributes["role"] = role;
    }
    d.asset.outer_diameter_m = shipped().catalogue.types.at(type).outer_diameter_m;
    return d;
}

model::Street street_along(std::vector<model::Vec2> axis) {
    model::Street street;
    street.name = "test";
    street.axis = std::move(axis);
    street.section.strips = {{StripKind::Footway, 4.0, "tiles", ""},
                             {StripKind::Carriageway, 5.0, "asphalt", ""},
                             {StripKind::Footway, 4.0, "tiles", ""}};
    street.section.starts_at_offset_m = 6.5;
    street.demands = {demand("T-1", Network::Telecom, "hdpe-duct-40"),
                      demand("E-1", Network::ElectricityLv, "lv-4x150-al"),
                      demand("M-1", Network::ElectricityMv, "mv-3x1x240-al-xlpe"),
                      demand("G-1", Network::GasLow, "pe-gas-110"),
                      demand("W-1", Network::Water, "pvc-110"),
                      demand("H-1", Network::Heat, "st-pur-pe-65-140", "supply"),
                      demand("H-2", Network::Heat, "st-pur-pe-65-140", "return")};
    return street;
}

model::Street straight() {
    return street_along({{0.0, 0.0}, {90.0, 0.0}});
}

LayoutOptions between(double from_m, double to_m) {
    LayoutOptions options;
    options.mode = LayoutMode::Rack;
    options.rack_stations = {from_m, to_m};
    return options;
}

base::Result<LayoutOutcome> lay(const model::Street& street, const LayoutOptions& options) {
    return lay_out(street, shipped().catalogue, shipped().packs, shipped().profile, shipped().racks,
                   nullptr, options);
}

const model::Asset* find(const model::Street& street, const std::string& id) {
    for (const model::Asset& asset : street.assets)
        if (asset.id == id) return &asset;
    return nullptr;
}

double gap(const model::Asset* a, bool a_end, const model::Asset* b, bool b_end) {
    if (a == nullptr || b == nullptr) return 1e300;
    const auto& p = a_end ? a->axis.back().at : a->axis.front().at;
    const auto& q = b_end ? b->axis.back().at : b->axis.front().at;
    return (p - q).norm();
}

/// Every demand in five pieces that join, in the rack between the stations only, and no rule of
/// severity error or warning broken: by the checker, with the same packs.
void expect_through(const model::Street& asked, const LayoutOutcome& outcome, double from_m,
                    double to_m) {
    for (const Declined& d : outcome.declined)
        ADD_FAILURE() << d.id << ": " << d.reason_en;
    EXPECT_TRUE(outcome.placed.demands.empty());
    ASSERT_EQ(outcome.placed.racks.size(), 1U);
    const std::string& rack = outcome.placed.racks.front().id;
    for (const model::Demand& d : asked.demands) {
        const std::string& id = d.asset.id;
        const auto* before = find(outcome.placed, id + "-before");
        const auto* in = find(outcome.placed, id + "-in");
        const auto* inside = find(outcome.placed, id);
        const auto* out = find(outcome.placed, id + "-out");
        const auto* behind = find(outcome.placed, id + "-behind");
        EXPECT_LT(gap(before, true, in, false), 1e-9) << id;
        EXPECT_LT(gap(in, true, inside, false), 1e-9) << id;
        EXPECT_LT(gap(inside, true, out, false), 1e-9) << id;
        EXPECT_LT(gap(out, true, behind, false), 1e-9) << id;
        ASSERT_NE(inside, nullptr);
        ASSERT_NE(before, nullptr);
        ASSERT_NE(in, nullptr);
        EXPECT_EQ(inside->rack, rack);
        EXPECT_EQ(in->rack, rack);
        EXPECT_TRUE(in->attributes.contains("rack_end"));
        EXPECT_FALSE(inside->attributes.contains("rack_end"));
        EXPECT_TRUE(before->rack.empty());
        const auto station = [&](const model::Vertex& v) {
            return geometry::station_offset(asked.axis, geometry::plan(v.at)).station_m;
        };
        EXPECT_NEAR(station(inside->axis.front()), from_m, 0.05) << id;
        EXPECT_NEAR(station(inside->axis.back()), to_m, 0.05) << id;
    }
    const auto check = rules::check(outcome.placed, shipped().packs, {});
    EXPECT_EQ(rules::count_at_least(check.findings, rules::Severity::Warning), 0);
    EXPECT_GE(outcome.cost, outcome.bound);
}

TEST(RackBetween, LinesLieFlatInTheRackAndFlatAgain) {
    const auto outcome = taken(lay(straight(), between(35.0, 60.0)));
    expect_through(straight(), outcome, 35.0, 60.0);
}

TEST(RackBetween, AlsoAroundABend) {
    const auto street = street_along({{0.0, 0.0}, {28.0, 0.0}, {68.0, 12.0}, {98.0, 12.0}});
    const auto outcome = taken(lay(street, between(38.0, 62.0)));
    expect_through(street, outcome, 38.0, 62.0);
}

TEST(RackBetween, ARackOfTheWholeStreetHasNoEnds) {
    LayoutOptions whole;
    whole.mode = LayoutMode::Rack;
    const auto expected = taken(lay(straight(), whole));
    const auto outcome = taken(lay(straight(), between(0.0, 90.0)));
    EXPECT_EQ(outcome.cost, expected.cost);
    EXPECT_EQ(outcome.placed.assets.size(), expected.placed.assets.size());
}

TEST(RackBetween, ARackFromTheStartHasOneEnd) {
    const auto outcome = taken(lay(straight(), between(0.0, 50.0)));
    EXPECT_NE(find(outcome.placed, "W-1-out"), nullptr);
    EXPECT_NE(find(outcome.placed, "W-1-behind"), nullptr);
    EXPECT_EQ(find(outcome.placed, "W-1-in"), nullptr);
    EXPECT_EQ(find(outcome.placed, "W-1-before"), nullptr);
}

TEST(RackBetween, StationsOutsideTheStreetAndEndsWithoutRoomAreRefused) {
    for (const auto& [from, to] : {std::pair{-1.0, 40.0}, {20.0, 91.0}, {40.0, 20.0}}) {
        const auto refused = lay(straight(), between(from, to));
        ASSERT_FALSE(refused) << from << " " << to;
        EXPECT_NE(refused.error().message.find("rack stations"), std::string::npos);
    }
    const auto close = lay(straight(), between(2.0, 90.0));
    ASSERT_FALSE(close);
    EXPECT_NE(close.error().message.find("before the rack"), std::string::npos);
}

TEST(RackBetween, WhatMayNotLieInARackRunsBesideItInOnePiece) {
    model::Street street = straight();
    street.demands[3].rack = false;  // G-1
    const auto outcome = taken(lay(street, between(35.0, 60.0)));
    const model::Asset* gas = find(outcome.placed, "G-1");
    const bool declined =
        std::any_of(outcome.declined.begin(), outcome.declined.end(),
                    [](const Declined& d) { return d.id == "G-1" && !d.reason_en.empty(); });
    ASSERT_TRUE(gas != nullptr || declined);
    if (gas != nullptr) {
        EXPECT_TRUE(gas->rack.empty());
        EXPECT_NEAR(gas->axis.back().at.x() - gas->axis.front().at.x(), 90.0, 1e-6);
    }
    const auto check = rules::check(outcome.placed, shipped().packs, {});
    EXPECT_EQ(rules::count_at_least(check.findings, rules::Severity::Warning), 0);
}

TEST(RackBetween, TheSameAnswerOnAnyNumberOfThreads) {
    LayoutOptions one = between(35.0, 60.0);
    one.threads = 1;
    LayoutOptions three = one;
    three.threads = 3;
    const auto a = taken(lay(straight(), one));
    const auto b = taken(lay(straight(), three));
    ASSERT_EQ(a.placed.assets.size(), b.placed.assets.size());
    for (std::size_t i = 0; i < a.placed.assets.size(); ++i) {
        EXPECT_EQ(a.placed.assets[i].id, b.placed.assets[i].id);
        EXPECT_EQ(a.placed.assets[i].axis.back().at, b.placed.assets[i].axis.back().at);
    }
}

TEST(CutDemand, EveryConnectionGoesToTheNearestPiece) {
    model::Demand whole = demand("W-1", Network::Water, "pvc-110");
    whole.connections = model::ConnectionDemand{"pe-32", 0.032, {5.0, 17.0, 19.0, 30.0, 55.0}};
    const CutDemand cut = cut_demand(whole, {20.0, 50.0}, 6.0, 4.0, 60.0);
    ASSERT_EQ(cut.pieces.size(), 3U);
    EXPECT_EQ(cut.pieces[0].asset.id, "W-1-before");
    EXPECT_DOUBLE_EQ(*cut.pieces[0].to_m, 14.0);
    EXPECT_DOUBLE_EQ(cut.pieces[1].from_m, 20.0);
    EXPECT_DOUBLE_EQ(cut.pieces[2].from_m, 54.0);
    ASSERT_TRUE(cut.pieces[0].connections && cut.pieces[1].connections);
    EXPECT_EQ(cut.pieces[0].connections->stations_m, (std::vector<double>{5.0, 13.75}));
    EXPECT_EQ(cut.pieces[1].connections->stations_m, (std::vector<double>{20.25, 30.0}));
    EXPECT_EQ(cut.pieces[2].connections->stations_m, (std::vector<double>{55.0}));
    EXPECT_FALSE(cut.pieces[0].rack);
    EXPECT_TRUE(cut.pieces[1].rack);
}

}  // namespace
}  // namespace maaiveld::layout
