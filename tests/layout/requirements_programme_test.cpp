#include "layout/requirements_programme.h"

#include "layout/street_phases.h"

#include <gtest/gtest.h>

namespace maaiveld::layout {
namespace {

using model::Network;

std::vector<model::Vertex> straight(const model::Vec3& from, const model::Vec3& to) {
    return {model::Vertex{from, std::nullopt}, model::Vertex{to, std::nullopt}};
}

model::Asset line(const std::string& id, Network network, double y, double top_m,
                  double diameter_m) {
    model::Asset asset;
    asset.id = asset.alias = id;
    asset.network = network;
    asset.outer_diameter_m = diameter_m;
    const double z = -top_m - 0.5 * diameter_m;
    asset.axis = straight({0.0, y, z}, {20.0, y, z});
    asset.rack = "R";
    return asset;
}

/// A rack along x with telecom above water above heat, each 0.2 m farther to the left.
model::Street small_street() {
    model::Street street;
    street.axis = {{0.0, 0.0}, {20.0, 0.0}};
    model::Rack rack;
    rack.id = "R";
    rack.line = {{0.0, 0.0}, {20.0, 0.0}};
    rack.width_m = 0.9;
    rack.top_m = -0.3;
    rack.bottom_m = -1.35;
    street.racks = {rack};
    street.assets = {line("T", Network::Telecom, -0.2, 0.40, 0.04),
                     line("W", Network::Water, 0.0, 0.80, 0.11),
                     line("H", Network::Heat, 0.2, 1.05, 0.14)};
    return street;
}

ProgrammeRequirement asks(ProgrammeCheck check, double limit, bool at_most = true) {
    ProgrammeRequirement q;
    q.id = "Q";
    q.check = check;
    q.limit = limit;
    q.at_most = at_most;
    return q;
}

ProgrammeRow judged(const model::Street& street, const ProgrammeRequirement& q,
                    const ProgrammeFacts& facts = {}) {
    Programme programme;
    programme.requirements = {q};
    return evaluate(programme, street, facts).at(0);
}

model::Asset connection(const std::string& id, const std::string& main, Network network) {
    model::Asset asset = line(id, network, 0.0, 0.5, 0.032);
    asset.rack.clear();
    asset.connects_to = main;
    return asset;
}

TEST(Programme, OrderCountsPairsTheWrongWayRound) {
    ProgrammeRequirement q = asks(ProgrammeCheck::Order, 0.0);
    q.names = {"telecom", "electricity", "water", "heat"};
    model::Street street = small_street();
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::Met);
    q.names = {"heat", "water", "telecom"};
    const ProgrammeRow row = judged(street, q);
    EXPECT_EQ(row.verdict, ProgrammeVerdict::NotMet);
    EXPECT_EQ(row.value, 3.0);
}

TEST(Programme, AccessWidthDepthAndCoverAreMeasured) {
    const model::Street street = small_street();
    ProgrammeRequirement q = asks(ProgrammeCheck::AccessDepth, 0.44);
    q.network = "telecom";
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::Met);  // exactly on its limit
    q.limit = 0.43;
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::NotMet);
    EXPECT_NEAR(*judged(street, asks(ProgrammeCheck::AccessDepth, 2.0)).value, 1.19, 1e-12);
    EXPECT_EQ(judged(street, asks(ProgrammeCheck::Width, 0.89)).verdict, ProgrammeVerdict::NotMet);
    EXPECT_EQ(judged(street, asks(ProgrammeCheck::Depth, 1.35)).verdict, ProgrammeVerdict::Met);
    const ProgrammeRow cover = judged(street, asks(ProgrammeCheck::Cover, 0.5, false));
    EXPECT_EQ(cover.verdict, ProgrammeVerdict::NotMet);
    EXPECT_EQ(cover.where, "T");
}

TEST(Programme, ConnectionsRiseFreeUnlessSomethingLiesAbove) {
    model::Street street = small_street();
    const ProgrammeRequirement q = asks(ProgrammeCheck::FreeAbove, 0.0);
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::NotCheckable);  // no connections
    street.assets.push_back(connection("H-1", "H", Network::Heat));
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::Met);
    // Water moved over heat: 0.055 + 0.016 m is the nearest that leaves the riser free.
    street.assets[1] = line("W", Network::Water, 0.2 - 0.072, 0.80, 0.11);
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::Met);
    street.assets[1] = line("W", Network::Water, 0.2 - 0.070, 0.80, 0.11);
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::NotMet);
    EXPECT_EQ(judged(street, asks(ProgrammeCheck::Exposed, 0.0)).value, 1.0);
}

TEST(Programme, OnlyHouseSewersMayCrossAndTheyFall) {
    model::Street street = small_street();
    const ProgrammeRequirement q = asks(ProgrammeCheck::SewerCrossing, 0.005, false);
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::Met);  // nothing crosses
    model::Asset sewer = line("S", Network::SewerGravity, 0.0, 1.0, 0.125);
    sewer.rack.clear();
    sewer.attributes["kind"] = std::string{"house_connection"};
    sewer.axis = straight({5.0, 3.0, -1.0}, {5.0, -2.0, -1.1});
    street.assets.push_back(sewer);
    EXPECT_NEAR(*judged(street, q).value, 0.02, 1e-12);
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::Met);
    street.assets.back().axis[1].at.z() = -1.01;
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::NotMet);
    street.assets.back().axis = straight({5.0, 3.0, -2.0}, {5.0, -2.0, -2.1});  // below the rack
    EXPECT_EQ(judged(street, q).verdict, ProgrammeVerdict::Met);
    street.assets.back() = line("G", Network::GasLow, 0.0, 1.0, 0.1);
    street.assets.back().rack.clear();
    street.assets.back().axis = straight({5.0, 3.0, -1.0}, {5.0, -2.0, -1.1});
    const ProgrammeRow row = judged(street, q);
    EXPECT_EQ(row.verdict, ProgrammeVerdict::NotMet);
    EXPECT_EQ(row.where, "G");
    for (const double below_m : {0.9, -0.9}) {  // under the rack, and over it
        model::Street passes = street;
        for (model::Vertex& vertex : passes.assets.back().axis)
            vertex.at.z() -= below_m;
        EXPECT_EQ(judged(passes, q).verdict, ProgrammeVerdict::Met) << below_m;
    }
}

TEST(Programme, SaysWhyItCannotJudge) {
    const model::Street street = small_street();
    EXPECT_NE(judged(street, asks(ProgrammeCheck::Temperature, 25.0)).why_en.find("--influence"),
              std::string::npos);
    EXPECT_NE(judged(street, asks(ProgrammeCheck::Phases, 0.0)).why_nl.find("phase"),
              std::string::npos);
    ProgrammeFacts facts;
    facts.racks.push_back({});
    facts.racks.back().why_not_sized_en = "no type";
    EXPECT_EQ(judged(street, asks(ProgrammeCheck::Utilisation, 1.0), facts).why_en, "no type");
    const ProgrammeRow none = judged({}, asks(ProgrammeCheck::Width, 1.0));
    EXPECT_EQ(none.verdict, ProgrammeVerdict::NotCheckable);
    EXPECT_FALSE(none.why_en.empty() || none.why_nl.empty());
}

TEST(Programme, TemperatureAndSizingAreTakenFromWhatIsHandedIn) {
    const model::Street street = small_street();
    ProgrammeFacts facts;
    facts.influence = true;
    facts.options.values[rules::Measure::Temperature] = {{"W", {25.4}}, {"H", {70.0}}};
    ProgrammeRequirement q = asks(ProgrammeCheck::Temperature, 25.0);
    q.network = "water";
    EXPECT_EQ(judged(street, q, facts).verdict, ProgrammeVerdict::NotMet);
    RackFacts rack;
    rack.sizing = RackSizing{};
    rack.sizing->holds = true;
    rack.sizing->life_years = 80.0;
    rack.sizing->checks = {{SizedPart::Beam, "1", SizingCheck::Stress, LoadCase::Dry, 9, 10, 0.9},
                           {SizedPart::Line, "W", SizingCheck::Stress, LoadCase::Dry, 1, 2, 0.5}};
    facts.racks = {rack};
    EXPECT_EQ(judged(street, asks(ProgrammeCheck::Life, 80.0, false), facts).verdict,
              ProgrammeVerdict::Met);
    ProgrammeRequirement lines = asks(ProgrammeCheck::Utilisation, 1.0);
    EXPECT_EQ(judged(street, lines, facts).value, 0.9);
    lines.names = {"line"};
    EXPECT_EQ(judged(street, lines, facts).value, 0.5);
}

TEST(Programme, CountsFindingsOfRackLinesOnly) {
    const model::Street street = small_street();
    ProgrammeFacts facts;
    rules::Finding f;
    f.rule = "X";
    f.severity = rules::Severity::Warning;
    f.a = "T";
    f.b = "W";
    facts.check.findings = {f};
    ProgrammeRequirement q = asks(ProgrammeCheck::Rules, 0.0);
    EXPECT_EQ(judged(street, q, facts).verdict, ProgrammeVerdict::NotMet);
    q.severity = "error";
    EXPECT_EQ(judged(street, q, facts).verdict, ProgrammeVerdict::Met);
    q.severity = "warning";
    facts.check.findings[0].certainty = rules::CertaintyClass::Possible;
    EXPECT_EQ(judged(street, q, facts).verdict, ProgrammeVerdict::Met);
    facts.check.findings[0].certainty = rules::CertaintyClass::Certain;
    facts.check.findings[0].a = "other";
    facts.check.findings[0].b = "else";
    EXPECT_EQ(judged(street, q, facts).verdict, ProgrammeVerdict::Met);
    q.names = {"NO-SUCH"};
    EXPECT_EQ(judged(street, q, facts).verdict, ProgrammeVerdict::NotCheckable);
}

TEST(StreetPhases, ComeInOrderAndTakeConnectionsAlong) {
    model::Street street = small_street();
    street.assets[0].attributes["phase"] = 1.0;
    street.assets[2].attributes["phase"] = 2.0;
    street.assets.push_back(connection("H-1", "H", Network::Heat));
    const auto phases = phases_of(street);
    ASSERT_EQ(phases.size(), 2U);
    // Water has no phase: it is there from the start. Heat and its connection come later.
    EXPECT_EQ(phases[0].street.assets.size(), 2U);
    EXPECT_EQ(phases[1].street.assets.size(), 4U);
    EXPECT_EQ(phases[0].street.racks.size(), 1U);
}

TEST(StreetPhases, FallBackOnTheYearsOfWhatIsPlanned) {
    model::Street street = small_street();
    EXPECT_EQ(phases_of(street).size(), 1U);
    for (std::size_t i = 0; i < 3; ++i) {
        street.assets[i].status = model::Status::Projected;
        street.assets[i].year = 2030 + static_cast<int>(i);
    }
    const auto phases = phases_of(street);
    ASSERT_EQ(phases.size(), 3U);
    EXPECT_TRUE(phases[0].by_year);
    EXPECT_EQ(phases[0].number, 2030.0);
    EXPECT_EQ(phases[2].street.assets.size(), 3U);
}

TEST(Programme, PhasesAreCheckedEachByItself) {
    rules::Rule rule;
    rule.id = "X";
    rules::AttributeTest telecom{
        "network", rules::AttributeTest::Kind::AnyOf, {std::string{"telecom"}}};
    rules::AttributeTest water{
        "network", rules::AttributeTest::Kind::AnyOf, {std::string{"water"}}};
    rule.sides = {{{telecom}}, {{water}}};
    rule.measure = rules::Measure::EdgeHorizontal;
    rule.required.number = 0.5;
    rule.severity = rules::Severity::Error;
    rules::Pack pack;
    pack.id = "test";
    pack.rules = {rule};
    const std::vector<rules::Pack> packs{pack};
    ProgrammeFacts facts;
    facts.packs = packs;
    model::Street street = small_street();
    street.assets[0].attributes["phase"] = 1.0;
    street.assets[1].attributes["phase"] = 2.0;
    const ProgrammeRequirement q = asks(ProgrammeCheck::Phases, 0.0);
    const ProgrammeRow row = judged(street, q, facts);
    EXPECT_EQ(row.verdict, ProgrammeVerdict::NotMet);
    EXPECT_EQ(row.where, "2");  // telecom alone is fine
    street.assets[1] = line("W", Network::Water, 0.6, 0.80, 0.11);
    street.assets[1].attributes["phase"] = 2.0;
    EXPECT_EQ(judged(street, q, facts).verdict, ProgrammeVerdict::Met);
}

TEST(Programme, EveryCheckHasANameThatComesBack) {
    for (const std::string& name : programme_check_names())
        EXPECT_EQ(name_of(*programme_check_named(name)), name);
    EXPECT_FALSE(programme_check_named("weight"));
}

}  // namespace
}  // namespace maaiveld::layout
