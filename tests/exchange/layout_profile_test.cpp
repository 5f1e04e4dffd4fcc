#include "exchange/layout_profile_file.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace maaiveld::exchange {
namespace {

using layout::LayoutProfile;
using model::Network;
using model::StripKind;

LayoutProfile shipped() {
    auto profile = read_layout_profile(test::source_file("profiles/layout/nl.json"));
    EXPECT_TRUE(profile) << profile.error().text();
    return profile.value_or(LayoutProfile{});
}

model::Asset asset_of(Network network, const std::string& key = {}, const std::string& word = {}) {
    model::Asset asset;
    asset.network = network;
    if (!key.empty()) asset.attributes[key] = word;
    return asset;
}

TEST(LayoutProfile, ShipsAPracticeForEveryNetwork) {
    const LayoutProfile profile = shipped();
    EXPECT_EQ(profile.id, "nl");
    EXPECT_EQ(profile.step_m, 0.01);
    for (const Network network : model::all_networks()) {
        const auto* practice = profile.of(asset_of(network));
        ASSERT_NE(practice, nullptr) << name_of(network);
        EXPECT_FALSE(practice->strips.empty()) << name_of(network);
        EXPECT_FALSE(practice->source.empty());
    }
    EXPECT_EQ(profile.sources.size(), 14U) << "every number says where it comes from";
}

TEST(LayoutProfile, TheFirstPracticeThatFitsCounts) {
    const LayoutProfile profile = shipped();
    EXPECT_EQ(profile.of(asset_of(Network::Telecom, "medium", "fibre"))->min_cover_m, 0.4);
    EXPECT_EQ(profile.of(asset_of(Network::Telecom, "medium", "copper"))->min_cover_m, 0.6);
    EXPECT_EQ(profile.of(asset_of(Network::ElectricityLv, "kind", "lighting"))->kind, "lighting");
}

TEST(LayoutProfile, PermitsWhatTheModelStreetsShow) {
    const LayoutProfile profile = shipped();
    const auto may = [&](Network network, StripKind strip) {
        return profile.of(asset_of(network))->strips.contains(strip);
    };
    EXPECT_TRUE(may(Network::Heat, StripKind::Carriageway));
    EXPECT_TRUE(may(Network::Heat, StripKind::Parking));
    EXPECT_TRUE(may(Network::Water, StripKind::Carriageway));
    EXPECT_TRUE(may(Network::SewerGravity, StripKind::Carriageway));
    EXPECT_TRUE(may(Network::GasHigh, StripKind::Parking));
    EXPECT_FALSE(may(Network::Telecom, StripKind::Carriageway));
    EXPECT_FALSE(may(Network::GasLow, StripKind::Carriageway));
    for (const Network network : model::all_networks())
        EXPECT_FALSE(may(network, StripKind::Garden)) << name_of(network);
}

TEST(LayoutProfile, RackLevelsFollowTheOrderOfTheRack) {
    const LayoutProfile profile = shipped();
    const auto level = [&](Network network) { return profile.of(asset_of(network))->rack_level; };
    EXPECT_EQ(level(Network::Telecom), 0);
    EXPECT_EQ(level(Network::ElectricityMv), 1);
    EXPECT_EQ(level(Network::GasLow), 2);
    EXPECT_EQ(level(Network::Water), 3);
    EXPECT_EQ(level(Network::Heat), 4);
    EXPECT_EQ(level(Network::SewerGravity), -1);
}

TEST(LayoutProfile, AgreesWithItsSchema) {
    if (std::system("/usr/bin/python3 -c 'import jsonschema' >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "needs /usr/bin/python3 with the package jsonschema";
    const auto quoted = [](const char* file) {
        return " '" + test::source_file(file).string() + "'";
    };
    const std::string command =
        "/usr/bin/python3" + quoted("tests/support/check_schemas.py") + quoted("docs/formats") +
        quoted("docs/formats/layout-profile.schema.json") + quoted("profiles/layout/nl.json");
    const test::Scratch scratch;
    const std::string output = scratch.file("verdict.txt");
    EXPECT_EQ(std::system((command + " > '" + output + "' 2>&1").c_str()), 0);
    EXPECT_EQ(test::text_of(output), "checked 1\n");
}

/// The shipped profile with one text replaced, and the complaint about it.
std::string complaint(const std::string& from, const std::string& to) {
    std::string text = test::text_of(test::source_file("profiles/layout/nl.json"));
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const test::Scratch scratch;
    const auto read = read_layout_profile(scratch.write("profile.json", text));
    EXPECT_FALSE(read);
    return read ? std::string{} : read.error().text();
}

TEST(LayoutProfile, RefusesWhatIsWrongWithFileAndLine) {
    const auto says = [](const std::string& text, const std::string& part) {
        EXPECT_NE(text.find(part), std::string::npos) << text;
    };
    says(complaint("maaiveld-layout/1", "maaiveld-layout/9"), "maaiveld-layout/1");
    says(complaint("\"footway\": 45", "\"pavement\": 45"), "no strip is called `pavement`");
    says(complaint("\"network\": \"heat\"", "\"network\": \"heet\""), "heat");
    says(complaint("\"beside_m\"", "\"besides_m\""), "beside_m");
    says(complaint("\"value\": 0.01", "\"value\": 0"), "step_m");
    says(complaint("\"value\": 20, \"low\": 5", "\"value\": 20, \"low\": 30"), "between");
    says(complaint("\"min_cover_m\": 0.4", "\"min_cover_m\": 0.7"), "ascend");
    says(complaint("\"rack_level\": 4", "\"rack_level\": 4.5"), "whole number");
    says(complaint("\"grade\": \"C\"", "\"grade\": \"D\""), "grade `D`");
}

}  // namespace
}  // namespace maaiveld::exchange
