#include "exchange/catalogue_file.h"
#include "exchange/demands_file.h"
#include "exchange/layout_profile_file.h"
#include "exchange/rule_pack_file.h"
#include "exchange/street_file.h"
#include "layout/fit.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator{test::source_file("profiles/streets")}) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

double public_width_m(const model::Street& street) {
    double width_m = 0.0;
    for (const auto& strip : layout::public_strips(street.section))
        width_m += strip.to_m - strip.from_m;
    return width_m;
}

TEST(StreetTypes, AtLeastAHundredLoadAndAreSmallAndSourced) {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    ASSERT_TRUE(catalogue);
    const auto paths = files();
    EXPECT_GE(paths.size(), 100U);
    for (const fs::path& path : paths) {
        EXPECT_LT(fs::file_size(path), 3072U) << path;
        const auto street = read_street(path, *catalogue);
        ASSERT_TRUE(street) << street.error().text();
        EXPECT_FALSE(street->sources.empty()) << path;
        EXPECT_TRUE(street->assets.empty()) << path;
        EXPECT_EQ(street->axis.size(), 2U) << path;
        // The name of the file tells the public width in centimetres.
        const std::string name = path.stem().string();
        const double told_m = std::stod(name.substr(name.find('-') + 1, 4)) / 100.0;
        EXPECT_NEAR(public_width_m(*street), told_m, 1e-9) << path;
    }
}

TEST(StreetTypes, StandBetweenTwoFrontsOrAFrontAndAQuay) {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    ASSERT_TRUE(catalogue);
    for (const fs::path& path : files()) {
        const auto street = read_street(path, *catalogue);
        ASSERT_TRUE(street);
        const double left_m = street->section.starts_at_offset_m;
        const double right_m = left_m - street->section.width_m();
        std::size_t bounds = 0;
        for (const auto& structure : street->structures) {
            ASSERT_TRUE(structure.line) << path;
            const double y_m = structure.line->front().y();
            if (structure.kind == model::StructureKind::Facade) {
                const double gap_m = std::min(std::abs(y_m - left_m), std::abs(y_m - right_m));
                EXPECT_NEAR(gap_m, 0.5 * structure.size_m.y(), 1e-3) << path;
                ++bounds;
            }
            if (structure.kind == model::StructureKind::Foundation) ++bounds;
        }
        EXPECT_EQ(bounds, 2U) << path;
        for (const auto& tree : street->trees) {
            const auto* strip = street->section.strip_at(tree.at.y());
            ASSERT_NE(strip, nullptr) << path << " " << tree.id;
            EXPECT_NE(strip->kind, model::StripKind::Carriageway) << path << " " << tree.id;
        }
    }
}

TEST(StreetTypes, CoverAllWidthsWithAndWithoutTrees) {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    ASSERT_TRUE(catalogue);
    std::set<int> classes;
    std::set<std::string> names;
    std::size_t trees = 0;
    for (const fs::path& path : files()) {
        const auto street = read_street(path, *catalogue);
        ASSERT_TRUE(street);
        classes.insert(static_cast<int>(public_width_m(*street) / 2.5));
        trees += street->trees.empty() ? 0 : 1;
    }
    EXPECT_GE(classes.size(), 9U);  // 2.5 m classes from 2.5 to about 30 m
    EXPECT_GE(trees, 25U);
}

/// Every fourth type with the lines of a dwelling street in it, under these packs.
layout::FitCounts counts_of(const std::vector<const char*>& pack_names) {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    const auto profile = read_layout_profile(test::source_file("profiles/layout/nl.json"));
    const auto demands =
        read_demands(test::source_file("profiles/demands/dwelling-today-heat.json"), *catalogue);
    std::vector<rules::Pack> packs;
    for (const char* name : pack_names)
        packs.push_back(*read_rule_pack(
            test::source_file((std::string{"profiles/rules/"} + name + ".json").c_str()),
            *catalogue));
    std::vector<model::Street> types;
    const auto paths = files();
    for (std::size_t i = 0; i < paths.size(); i += 4)
        types.push_back(*read_street(paths[i], *catalogue));
    layout::FitQuestion question;
    question.demands = demands->demands;
    question.explain = question.amounts = false;
    const std::map<std::string, model::RackType> no_racks;
    const layout::FitBasis basis{*catalogue, packs, {}, *profile, no_racks, nullptr};
    const auto table = layout::fit(types, basis, question);
    EXPECT_TRUE(table) << (table ? "" : table.error().text());
    return table ? table->counts() : layout::FitCounts{};
}

TEST(StreetTypes, HaveARuleThatBindsInAtLeastHalf) {
    const auto counts = counts_of({"nl-provisional", "nl-dig-safety", "nl-trees"});
    EXPECT_GT(counts.flat, 20U);
    EXPECT_EQ(counts.flat_asked, counts.flat);
    EXPECT_GE(2 * counts.flat_held, counts.flat);
    EXPECT_GE(counts.holding.size(), 3U);
}

TEST(StreetTypes, HaveNoRuleThatBindsWithoutPacks) {
    const auto counts = counts_of({});
    EXPECT_GT(counts.flat, 20U);
    EXPECT_EQ(counts.flat_held, 0U);
    EXPECT_TRUE(counts.holding.empty());
}

}  // namespace
}  // namespace maaiveld::exchange
