#include "exchange/section_trees.h"

#include "exchange/tree_profile.h"
#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

const std::string kTree = R"([{"id":"T","age_years":20,
"groundwater_depth_m":1.0,
"root_volume":{"age_years":[20,40],"volume_m3":[10,20]},
"stem_diameter_m":0.3,"crown_diameter_m":6,
"barriers":[{"id":"B","x_m":1.0,"bottom_depth_m":0.8}],
"obstacles":[{"id":"O","x_m":-1,"y_m":1,"diameter_m":0.5,"bottom_depth_m":1}],
"assets":[{"id":"W","x_m":-1.5,"depth_m":0.9,"outer_diameter_m":0.1}],
"height_class":"first"}])";

std::string refusal(const std::string& from, const std::string& to) {
    return test::refusal_of(read_trees, test::with(kTree, from, to));
}

std::vector<influence::TreeSite> example() {
    const JsonDocument document = test::doc_example("trees");
    return read_trees(*document.root.find("trees"), document.file);
}

TEST(SectionTrees, ReadsTheExampleOfItsPage) {
    const auto trees = example();

    ASSERT_EQ(trees.size(), 2U);
    EXPECT_EQ(trees[0].years_ahead, (std::vector<double>{0.0, 20.0, 40.0}));
    EXPECT_EQ(trees[0].root_depth_m, 1.0);
    EXPECT_EQ(trees[0].ground, influence::GroundClass::LightLoad);
    ASSERT_EQ(trees[0].barriers.size(), 1U);
    EXPECT_EQ(trees[0].barriers[0].line[0].x(), -2.0);
    EXPECT_EQ(trees[0].obstacles[0].size_m.y(), 1.2);
    ASSERT_EQ(trees[0].assets.size(), 2U);
    EXPECT_EQ(trees[0].assets[1].axis.size(), 3U);
    EXPECT_EQ(trees[0].drying->rain_mm_day, 0.0);
    EXPECT_TRUE(trees[1].years_ahead.empty());
    EXPECT_EQ(trees[1].stem_diameters_m.size(), 2U);
}

TEST(SectionTrees, WritesWhatItsPagePromises) {
    const auto profile = read_tree_profile(test::source_file("profiles"));
    ASSERT_TRUE(profile) << profile.error().text();
    const auto results = influence::assess_trees(*profile, example());
    ASSERT_TRUE(results) << results.error().text();

    const auto json = write_trees(*results);

    ASSERT_EQ(json.size(), 2U);
    EXPECT_EQ(json[0].at("volume_from"), "species");
    EXPECT_EQ(json[0].at("states").size(), 3U);
    const auto& now = json[0].at("states")[0];
    EXPECT_DOUBLE_EQ(now.at("root_volume_m3").get<double>(), 18.8);
    EXPECT_GT(now.at("lost_volume_m3").get<double>(), 0.5);
    EXPECT_GT(now.at("kept_radius_m").get<double>(), now.at("radius_m").get<double>());
    EXPECT_GT(now.at("assets")[0].at("overlap_volume_m3").get<double>(), 0.0);
    EXPECT_TRUE(now.at("assets")[0].contains("cut_share"));
    EXPECT_FALSE(now.at("assets")[1].contains("cut_share"));
    EXPECT_LT(now.at("drying").at("conductivity_factor").get<double>(), 1.0);
    EXPECT_NEAR(json[1].at("stem_diameter_m").get<double>(), 0.5, 1e-12);
    EXPECT_FALSE(json[1].contains("states"));
}

TEST(SectionTrees, AsksForTodayAndThreeTimesLaterUnlessTold) {
    const auto document = parse_json(kTree, "s.json");
    ASSERT_TRUE(document);

    const auto trees = read_trees(document->root, document->file);

    EXPECT_EQ(trees[0].years_ahead, (std::vector<double>{0.0, 10.0, 20.0, 40.0}));
}

TEST(SectionTrees, RefusesWithLineAndReason) {
    EXPECT_EQ(refusal("\"T\"", "\"T\""), "accepted");
    EXPECT_EQ(refusal(":20,", ":-20,").find("s.json:1: tree `T`: `age_years`"), 0U);
    EXPECT_EQ(refusal("depth_m\":1.0", "depth_m\":0").find("s.json:2: "), 0U);
    EXPECT_EQ(refusal("[10,20]", "[20,10]").find("s.json:3: tree `T`, root volume: root volume"),
              0U);
    EXPECT_NE(refusal("[10,20]", "[10]").find("same number"), std::string::npos);
    EXPECT_EQ(refusal("0.3", "-0.3").find("s.json:4: "), 0U);
    EXPECT_EQ(refusal("0.8}", "-0.8}").find("s.json:5: tree `T`, barrier `B`"), 0U);
    EXPECT_EQ(refusal("\"diameter_m\":0.5", "\"diameter_m\":0").find("s.json:6: "), 0U);
    EXPECT_NE(refusal("\"depth_m\":0.9", "\"depth_m\":0.04").find("sticks out"), std::string::npos);
    EXPECT_EQ(refusal("\"first\"", "\"frist\"").find("s.json:8: no height_class"), 0U);
    EXPECT_NE(refusal("\"height_class\"", "\"hight_class\"").find("did you mean"),
              std::string::npos);
    EXPECT_NE(refusal("\"stem_diameter_m\":0.3", R"("stem_diameter_m":0.3,"stem_diameters_m":[1])")
                  .find("not both"),
              std::string::npos);
    EXPECT_NE(refusal("\"groundwater_depth_m\":1.0", "\"years_ahead\":[0]").find("needs"),
              std::string::npos);
}

TEST(SectionTrees, RefusesAnIdUsedTwiceAndABlockThatIsNoList) {
    EXPECT_NE(test::refusal_of(read_trees, R"([{"id":"T"},{"id":"T"}])").find("occurs twice"),
              std::string::npos);
    EXPECT_NE(test::refusal_of(read_trees, R"({"id":"T"})").find("list"), std::string::npos);
    EXPECT_EQ(test::refusal_of(read_trees, "[]"), "accepted");
}

}  // namespace
}  // namespace maaiveld::exchange
