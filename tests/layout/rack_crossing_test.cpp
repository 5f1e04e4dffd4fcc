// A rack in a street where house connections lie already: they pass between its frames; a through
// line does not.

#include "exchange/catalogue_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/rack_type_file.h"
#include "exchange/rule_pack_file.h"
#include "layout/lay_out_parts.h"
#include "model/rack_passing.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace maaiveld::layout {
namespace {

using model::Network;
using model::StripKind;

template <class T>
T taken(base::Result<T> result) {
    EXPECT_TRUE(result) << result.error().text();
    return std::move(*result);
}

struct Shipped {
    model::Catalogue catalogue = taken(exchange::read_catalogue(test::source_file("profiles")));
    LayoutProfile profile =
        taken(exchange::read_layout_profile(test::source_file("profiles/layout/nl.json")));
    std::map<std::string, model::RackType> racks =
        taken(exchange::read_rack_types(test::source_file("profiles")));
    std::vector<rules::Pack> packs;

    Shipped() {
        for (const char* id : {"nl-provisional", "nl-dig-safety", "nl-rack"}) {
            const std::string file = std::string{"profiles/rules/"} + id + ".json";
            packs.push_back(
                taken(exchange::read_rule_pack(test::source_file(file.c_str()), catalogue)));
        }
    }
};

const Shipped& shipped() {
    static const Shipped all;
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

/// A footway of 4 m with a cable of this kind across it, `depth_m` deep, at station 8: where a
/// frame of the rack would stand.
model::Street street_with(const std::string& kind, double depth_m) {
    model::Street street;
    street.name = "test";
    street.axis = {{0.0, 0.0}, {30.0, 0.0}};
    street.section.strips = {{StripKind::Footway, 4.0, "tiles", ""}};
    street.section.starts_at_offset_m = 2.0;
    street.demands = {demand("T-1", Network::Telecom, "hdpe-duct-40"),
                      demand("W-1", Network::Water, "pvc-110")};
    model::Asset cable;
    cable.id = cable.alias = "E-1.1";
    cable.network = Network::ElectricityLv;
    cable.outer_diameter_m = 0.03;
    cable.attributes["kind"] = kind;
    cable.xy = cable.z = {0.02, model::PositionSource::Designed, {}};
    cable.axis = {{{8.0, -2.5, -depth_m}, {}, {}}, {{8.0, 2.5, -depth_m}, {}, {}}};
    street.assets.push_back(std::move(cable));
    return street;
}

LayoutOutcome in_rack(const model::Street& street) {
    LayoutOptions options;
    options.mode = LayoutMode::Rack;
    return taken(lay_out(street, shipped().catalogue, shipped().packs, shipped().profile,
                         shipped().racks, nullptr, options));
}

TEST(RackCrossing, AHouseConnectionPassesBetweenTheLinesAndTheFrames) {
    const auto outcome = in_rack(street_with("house_connection", 0.52));
    for (const Declined& d : outcome.declined)
        ADD_FAILURE() << d.id << ": " << d.reason_en;
    ASSERT_EQ(outcome.placed.racks.size(), 1U);
    const model::Rack& rack = outcome.placed.racks.front();
    EXPECT_EQ(model::lines_passing(outcome.placed, rack).size(), 1U);  // it does run through
    const auto parts =
        taken(model::rack_parts(shipped().racks.at(rack.type), outcome.placed, rack));
    EXPECT_TRUE(model::rack_clashes(outcome.placed, rack, parts).empty());
    // The cable itself lies too shallow, with or without a rack; nothing else is broken.
    for (const rules::Finding& f : rules::check(outcome.placed, shipped().packs, {}).findings)
        EXPECT_TRUE(!counts_against(f) || f.b.empty()) << f.rule << " " << f.b;
    for (const std::string& note : outcome.notes_en)
        EXPECT_EQ(note.find("E-1.1"), std::string::npos) << note;
}

TEST(RackCrossing, ALineInTheRackStandsInItsWayAllTheSame) {
    // At the height of the water main.
    const auto outcome = in_rack(street_with("house_connection", 0.86));
    EXPECT_FALSE(outcome.declined.empty());
    for (const Declined& d : outcome.declined)
        EXPECT_NE(d.reason_en.find("E-1.1"), std::string::npos) << d.reason_en;
}

TEST(RackCrossing, OnlyTheLineThatIsInTheWayLiesFlatBesideTheRack) {
    model::Street street = street_with("house_connection", 0.86);
    street.demands.insert(street.demands.begin() + 1,
                          demand("E-1", Network::ElectricityLv, "lv-4x150-al"));
    const auto outcome = in_rack(street);
    for (const Declined& d : outcome.declined)
        ADD_FAILURE() << d.id << ": " << d.reason_en;
    ASSERT_EQ(outcome.placed.racks.size(), 1U);
    for (const model::Asset& asset : outcome.placed.assets) {
        const bool racked = asset.id == "T-1" || asset.id == "E-1";
        EXPECT_EQ(asset.rack, racked ? "VKLS" : "") << asset.id;
    }
    EXPECT_TRUE(
        std::any_of(outcome.notes_en.begin(), outcome.notes_en.end(), [](const std::string& note) {
            return note.starts_with("W-1 lies flat") && note.find("E-1.1") != std::string::npos;
        }));
    for (const rules::Finding& f : rules::check(outcome.placed, shipped().packs, {}).findings)
        EXPECT_TRUE(!counts_against(f) || f.b.empty()) << f.rule << " " << f.b;
}

TEST(RackCrossing, AThroughLineStopsTheRackAndIsNamed) {
    const auto outcome = in_rack(street_with("main", 0.52));
    EXPECT_TRUE(outcome.placed.racks.empty());
    ASSERT_FALSE(outcome.declined.empty());
    for (const Declined& d : outcome.declined)
        EXPECT_NE(d.reason_en.find("E-1.1"), std::string::npos) << d.reason_en;
}

TEST(RackCrossing, WhatFramesCannotEvadeIsSaid) {
    model::Street street = street_with("house_connection", 0.27);  // in the cover plates
    const auto outcome = in_rack(street);
    if (outcome.placed.racks.empty()) GTEST_SKIP() << "the rack itself keeps clear of it";
    EXPECT_TRUE(
        std::any_of(outcome.notes_en.begin(), outcome.notes_en.end(), [](const std::string& note) {
            return note.find("E-1.1 (cover plate)") != std::string::npos;
        }));
}

}  // namespace
}  // namespace maaiveld::layout
