#include "exchange/operation_file.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace maaiveld::exchange {
namespace {

using influence::Operation;

const std::string kProfile = R"({"format":"maaiveld-operation/1","id":"test",
"ground":{"conductivity_W_mK":{"value":1.6,"low":0.9,"high":2.2},"heat_capacity_J_m3K":{"value":2e6},
"dry_conductivity_W_mK":0.4,"drying_temperature_C":30,"electrical_resistivity_ohm_m":{"value":50}},
"surface":{"mean_C":{"value":12},"amplitude_K":{"value":9},"coldest_day":25,"film_m2K_W":{"value":0.07}},
"insulation_conductivity_W_mK":{"value":0.028},
"pipes":{"bedding_kh_N_m3":5e6,"bedding_source":"s","long_term_modulus_MPa":{"PE":200,"PE-X":150},"modulus_source":"s","modulus_grade":"C"},
"networks":[{"id":"h","network":"heat","role":"supply","temperature_C":[80,80,80,80,80,80,70,70,70,80,80,80],"shift_K":{"value":0,"low":-5,"high":5},"source":"s","grade":"C"},
{"id":"e","network":"electricity_lv","load_share":{"value":0.4},"source":"s","grade":"C"},
{"id":"w","network":"water","standing_water":true,"source":"s","grade":"B"}]})";

base::Result<Operation> read(const std::string& text) {
    const test::Scratch scratch;
    return read_operation(scratch.write("o.json", text));
}

std::string refusal(const std::string& from, const std::string& to) {
    const auto result = read(test::with(kProfile, from, to));
    return result ? "accepted" : result.error().text();
}

model::Asset asset_of(model::Network network, const std::string& role) {
    model::Asset asset;
    asset.network = network;
    if (!role.empty()) asset.attributes["role"] = role;
    return asset;
}

TEST(OperationFile, ReadsEveryKey) {
    const auto o = read(kProfile);

    ASSERT_TRUE(o) << o.error().text();
    EXPECT_EQ(o->id, "test");
    EXPECT_EQ(o->conductivity_W_mK.low, 0.9);
    EXPECT_EQ(o->heat_capacity_J_m3K.high, 2e6) << "the value itself where no end is given";
    EXPECT_EQ(o->dry_conductivity_W_mK, 0.4);
    EXPECT_EQ(o->drying_temperature_C, 30.0);
    EXPECT_EQ(o->electrical_resistivity_ohm_m.value, 50.0);
    EXPECT_EQ(o->surface_mean_C.value, 12.0);
    EXPECT_EQ(o->coldest_day, 25.0);
    EXPECT_EQ(o->surface_film_m2K_W.value, 0.07);
    EXPECT_EQ(o->bedding_kh_N_m3, 5e6);
    EXPECT_EQ(o->modulus_of("PE-X 25"), 150e6) << "in pascal; the longest name counts";
    EXPECT_EQ(o->modulus_of("PE100"), 200e6);
    EXPECT_FALSE(o->modulus_of("wood"));
}

TEST(OperationFile, FindsHowAnAssetIsRun) {
    const auto o = read(kProfile);
    ASSERT_TRUE(o);

    const auto* supply = o->of(asset_of(model::Network::Heat, "supply"));
    ASSERT_NE(supply, nullptr);
    EXPECT_EQ((*supply->temperature_C)[6], 70.0);
    EXPECT_EQ(o->of(asset_of(model::Network::Heat, "return")), nullptr);
    EXPECT_TRUE(o->of(asset_of(model::Network::ElectricityLv, ""))->carries_current);
    EXPECT_TRUE(o->of(asset_of(model::Network::Water, "any"))->standing_water);
    EXPECT_EQ(o->of(asset_of(model::Network::Telecom, "")), nullptr);
}

TEST(OperationFile, ShipsAProfileThatKnowsEveryNetworkThatGivesHeat) {
    const auto o = read_operation(test::source_file("profiles/influence/nl.json"));

    ASSERT_TRUE(o) << o.error().text();
    for (const auto network : {model::Network::Heat, model::Network::Water,
                               model::Network::SewerGravity, model::Network::ElectricityLv,
                               model::Network::ElectricityMv, model::Network::ElectricityHv})
        EXPECT_NE(o->of(asset_of(network, "")), nullptr) << name_of(network);
    for (const auto& one : o->networks)
        EXPECT_FALSE(one.source.empty() || one.grade.empty()) << one.id;
}

TEST(OperationFile, RefusesWithLineAndReason) {
    const std::vector<std::pair<std::pair<std::string, std::string>, std::string>> refusals{
        {{"operation/1", "operation/2"}, "o.json:1: format is"},
        {{"\"low\":0.9", "\"low\":1.7"}, "`low` 1.7 <= `value` 1.6"},
        {{"\"high\":2.2", "\"high\":1.5"}, "o.json:2: `conductivity_W_mK`: `low`"},
        {{"\"low\":0.9", "\"low\":0"}, "`conductivity_W_mK` must be above 0"},
        {{"\"value\":50", "\"value\":-50"}, "`electrical_resistivity_ohm_m` must be above 0"},
        {{",\"drying_temperature_C\":30", ""}, "drying needs"},
        {{"\"drying_temperature_C\":30", "\"drying_temperature_C\":-300"}, "absolute zero"},
        {{"\"mean_C\":{\"value\":12}", "\"mean_C\":{\"value\":-300}"}, "absolute zero"},
        {{"\"amplitude_K\":{\"value\":9}", "\"amplitude_K\":{\"value\":-9}"},
         "`amplitude_K` must not be negative"},
        {{"\"film_m2K_W\":{\"value\":0.07}", "\"film_m2K_W\":{\"value\":-1}"},
         "`film_m2K_W` must not be negative"},
        {{"\"value\":0.028", "\"value\":0"}, "o.json:5: "},
        {{"\"PE\":200", "\"PE\":0"}, "a modulus must be above 0"},
        {{"5e6", "0"}, "`bedding_kh_N_m3` is 0"},
        {{"[80,80,", "[80,"}, "o.json:7: `temperature_C` takes twelve numbers"},
        {{"[80,80,", "[-280,80,"}, "absolute zero"},
        {{"\"network\":\"heat\"", "\"network\":\"heath\""}, "did you mean `heat`"},
        {{"\"load_share\":{\"value\":0.4}", "\"load_share\":{\"value\":-0.4}"},
         "`load_share` must not be negative"},
        {{",\"standing_water\":true", ""}, "network `w`: needs `temperature_C`"},
        {{"\"source\":\"s\",\"grade\":\"B\"", "\"grade\":\"B\""}, "key `source` is missing"},
        {{"\"shift_K\"", "\"shift_C\""}, "did you mean `shift_K`"}};
    for (const auto& [change, reason] : refusals) {
        const std::string said = refusal(change.first, change.second);
        EXPECT_NE(said.find(reason), std::string::npos) << change.second << "\n" << said;
        EXPECT_NE(said.find("o.json"), std::string::npos) << said;
    }
}

}  // namespace
}  // namespace maaiveld::exchange
