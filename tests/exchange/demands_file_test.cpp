#include "exchange/demands_file.h"

#include "exchange/catalogue_file.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

model::Catalogue catalogue() {
    auto read = read_catalogue(test::source_file("profiles"));
    EXPECT_TRUE(read);
    return read ? *read : model::Catalogue{};
}

std::string refusal(const std::string& text) {
    const test::Scratch scratch;
    const auto read = read_demands(scratch.write("demands.json", text), catalogue());
    return read ? "accepted" : read.error().text();
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(DemandsFile, EveryShippedSetLoads) {
    const auto types = catalogue();
    std::size_t sets = 0;
    for (const auto& entry : fs::directory_iterator{test::source_file("profiles/demands")}) {
        if (entry.path().extension() != ".json") continue;
        const auto set = read_demands(entry.path(), types);
        ASSERT_TRUE(set) << set.error().text();
        EXPECT_GE(set->demands.size(), 9U) << entry.path();
        EXPECT_FALSE(set->sources.empty()) << entry.path();
        std::set<model::Network> networks;
        for (const model::Demand& demand : set->demands) {
            networks.insert(demand.asset.network);
            EXPECT_GT(demand.asset.outer_diameter_m, 0.0) << demand.asset.id;
            if (demand.asset.network == model::Network::SewerGravity) {
                EXPECT_FALSE(demand.rack);
            }
        }
        for (const auto needed : {model::Network::Telecom, model::Network::ElectricityLv,
                                  model::Network::Water, model::Network::SewerGravity}) {
            EXPECT_TRUE(networks.contains(needed)) << entry.path();
        }
        ++sets;
    }
    EXPECT_GE(sets, 4U);
}

TEST(DemandsFile, TakesTheDemandsOfAStreetFile) {
    const test::Scratch scratch;
    const std::string file =
        scratch.write("street.json",
                      R"({"format":"maaiveld-street/1","name":"S","axis":[[0,0],[30,0]],"assets":[],
"demands":[{"id":"W-1","network":"water","type":"pvc-110"}]})");
    const auto set = read_demands(file, catalogue());
    ASSERT_TRUE(set) << set.error().text();
    ASSERT_EQ(set->demands.size(), 1U);
    EXPECT_EQ(set->name, "S");
}

TEST(DemandsFile, ReadsTheExampleOfItsPage) {
    const std::string page = test::text_of(test::source_file("docs/formats/demands.md"));
    const std::string fence = "```json\n";
    const std::size_t from = page.find(fence) + fence.size();
    const test::Scratch scratch;
    const auto set = read_demands(
        scratch.write("example.json", page.substr(from, page.find("```", from) - from)),
        catalogue());
    ASSERT_TRUE(set) << set.error().text();
    EXPECT_EQ(set->demands.size(), 3U);
}

TEST(DemandsFile, RefusesWithFileLineAndWhatWouldBeRight) {
    const std::string head = R"({"format":"maaiveld-demands/1","name":"n",)";
    EXPECT_TRUE(says(refusal("[]"), "must be an object"));
    EXPECT_TRUE(says(refusal(R"({"format":"maaiveld-rules/1","name":"n"})"), "maaiveld-demands/1"));
    EXPECT_TRUE(says(refusal(head + "\"demands\":[]}"), "nothing is asked for"));
    EXPECT_TRUE(says(refusal(head + R"("demands":[
{"id":"a","network":"water","type":"pvc-110"},
{"id":"a","network":"water","type":"pvc-110"}]})"),
                     "demands.json:3: id `a` is used twice"));
    EXPECT_TRUE(says(refusal(head + R"("demands":[{"id":"a","network":"watr","type":"pvc-110"}]})"),
                     "water"));
    EXPECT_TRUE(
        says(refusal(head +
                     R"("demandz":[],"demands":[{"id":"a","network":"water","type":"pvc-110"}]})"),
             "demands"));
}

}  // namespace
}  // namespace maaiveld::exchange
