#include "exchange/tree_profile.h"

#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

/// A copy of the shipped profile with one text replaced in one of its files; what is said of it.
std::string refusal(const std::string& file, const std::string& from, const std::string& to) {
    const test::Scratch scratch;
    fs::copy(test::source_file("profiles/trees"), scratch.path() / "trees");
    std::string text = test::text_of(scratch.path() / "trees" / file);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    scratch.write("trees/" + file, text);
    const auto profile = read_tree_profile(scratch.path());
    return profile ? "accepted" : profile.error().text();
}

TEST(TreeProfile, ShipsWithTheProgram) {
    const auto profile = read_tree_profile(test::source_file("profiles"));
    ASSERT_TRUE(profile) << profile.error().text();

    EXPECT_EQ(profile->volumes.size(), 4U);
    EXPECT_EQ(profile->digging.size(), 6U);
    EXPECT_GT(profile->species.size(), 20U);
    EXPECT_EQ(profile->vulnerable_margin_m, 1.5);
    EXPECT_EQ(profile->protection_per_stem_diameter, 12.0);
    EXPECT_EQ(profile->ground_of_strip.at("parking"), influence::GroundClass::ModerateLoad);
    EXPECT_EQ(profile->ground_of_strip.size(), 8U);
    for (const auto& row : profile->volumes) {
        EXPECT_FALSE(row.source.empty());
        EXPECT_FALSE(row.grade.empty());
    }
}

TEST(TreeProfile, NeedsMoreSoilUnderHeavierLoad) {
    const auto profile = read_tree_profile(test::source_file("profiles"));
    ASSERT_TRUE(profile);
    influence::TreeClass of{influence::HeightClass::First, influence::CrownClass::Broad,
                            influence::GroundClass::OpenGround, influence::Ambition::Optimal,
                            false};
    const auto* open = volume_row(*profile, of);
    of.ground = influence::GroundClass::HeavyLoad;
    const auto* heavy = volume_row(*profile, of);
    ASSERT_TRUE(open != nullptr && heavy != nullptr);

    for (std::size_t i = 0; i < open->points.size(); ++i)
        EXPECT_GT(heavy->points[i].volume_m3, open->points[i].volume_m3);
}

TEST(TreeProfile, RefusesBrokenTables) {
    EXPECT_EQ(refusal("root_volumes.json", "12.6", "12.6"), "accepted");
    EXPECT_NE(refusal("root_volumes.json", "12.6", "99").find("may not fall"), std::string::npos);
    EXPECT_NE(refusal("root_volumes.json", "light_load", "open_ground").find("has a row already"),
              std::string::npos);
    EXPECT_NE(refusal("root_volumes.json", "\"garden\"", "\"graden\"").find("no strip"),
              std::string::npos);
    EXPECT_NE(refusal("root_volumes.json", ", \"grade\":\"A\"", "").find("`grade` is missing"),
              std::string::npos);
    EXPECT_NE(
        refusal("digging_distances.json", "0.6, \"distance", "0.1, \"distance").find("must ascend"),
        std::string::npos);
    EXPECT_NE(refusal("species.json", "\"second\"", "\"4th\"").find("height_class"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
