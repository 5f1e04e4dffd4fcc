#include "exchange/catalogue_file.h"

#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;
using model::Network;
using model::PositionSource;

TEST(Catalogue, ShipsWithTheProgram) {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    ASSERT_TRUE(catalogue) << catalogue.error().text();

    EXPECT_GT(catalogue->types.size(), 20U);
    for (const auto& [name, type] : catalogue->types) {
        EXPECT_EQ(name, type.name);
        EXPECT_GT(type.outer_diameter_m, 0.0) << name;
        EXPECT_LE(type.outer_diameter_m, 3.0) << name << ": a diameter in metres?";
        EXPECT_LT(2.0 * type.wall_m.value_or(0.0), type.outer_diameter_m) << name;
        EXPECT_FALSE(type.source.empty()) << name;
        EXPECT_TRUE(type.grade == "A" || type.grade == "B" || type.grade == "C") << name;
    }
}

TEST(Catalogue, KnowsSomethingTypicalForEveryNetwork) {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    ASSERT_TRUE(catalogue);

    for (const Network network : model::all_networks()) {
        const auto* typical = model::typical_asset(*catalogue, network, "", {}, {});
        ASSERT_NE(typical, nullptr) << name_of(network);
        EXPECT_TRUE(catalogue->types.contains(typical->type)) << name_of(network);
        EXPECT_GT(typical->cover_m, 0.0) << name_of(network);
    }
}

TEST(Catalogue, HoldsTheStandardDeviationsOfTheDefinitions) {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    ASSERT_TRUE(catalogue);
    const auto& z = catalogue->positions.sigma_z_m;

    EXPECT_EQ(z.at(PositionSource::Measured), 0.05);
    EXPECT_EQ(z.at(PositionSource::AsBuilt), 0.10);
    EXPECT_EQ(z.at(PositionSource::OperatorStandard), 0.30);
    EXPECT_EQ(z.at(PositionSource::Norm), 0.40);
    EXPECT_EQ(z.at(PositionSource::Inferred), 0.50);
    EXPECT_EQ(z.at(PositionSource::Designed), 0.02);
    EXPECT_EQ(catalogue->positions.sigma_xy_m.size(), 6U);
    EXPECT_EQ(catalogue->positions.declared_accuracy_sigmas, 2.0);
    EXPECT_EQ(catalogue->positions.unknown_measured_depth_sigma_m, 0.15);
}

/// A catalogue of one type, with `types` and `typical` in the place of its own.
std::string error_with(const std::string& types, const std::string& typical) {
    const test::Scratch scratch;
    fs::create_directories(scratch.path() / "assets");
    fs::copy_file(test::source_file("profiles/positions.json"), scratch.path() / "positions.json");
    scratch.write("assets/types.json",
                  "{\"format\":\"maaiveld-assets/1\",\"types\":[\n" + types + "]}");
    scratch.write("assets/typical.json",
                  "{\"format\":\"maaiveld-typical/1\",\"typical\":[\n" + typical + "]}");
    const auto catalogue = read_catalogue(scratch.path());
    if (catalogue) return "no error";
    const std::string text = catalogue.error().text();
    return text.substr(text.find("assets/") + 7);
}

const std::string kType =
    R"({"name":"pvc","network":"water","outer_diameter_m":0.16,"source":"s","grade":"A"})";
const std::string kTypical = R"({"network":"water","type":"pvc","cover_m":0.8,"source":"s"})";

TEST(CatalogueErrors, AreNoneForASmallOne) {
    EXPECT_EQ(error_with(kType, kTypical), "no error");
}

TEST(CatalogueErrors, NameATypeThatIsDefinedTwice) {
    EXPECT_EQ(error_with(kType + ",\n" + kType, kTypical),
              "types.json:3: asset type `pvc` is defined twice");
}

TEST(CatalogueErrors, NameATypicalTypeThatDoesNotExist) {
    EXPECT_EQ(error_with(kType, R"({"network":"water","type":"pvcc","cover_m":0.8,"source":"s"})"),
              "typical.json:2: no asset type is called `pvcc` (did you mean `pvc`?)");
}

TEST(CatalogueErrors, RefuseARangeThatRunsBackwards) {
    EXPECT_NE(
        error_with(
            kType,
            R"({"network":"water","pressure_bar":[8,1],"type":"pvc","cover_m":0.8,"source":"s"})")
            .find("`pressure_bar` runs from high to low"),
        std::string::npos);
}

TEST(CatalogueErrors, NeedASourceForEveryNumber) {
    EXPECT_NE(error_with(R"({"name":"pvc","network":"water","outer_diameter_m":0.16,"grade":"A"})",
                         kTypical)
                  .find("types.json:2: asset type `pvc`: key `source` is missing"),
              std::string::npos);
}

TEST(CatalogueErrors, SayWhichFileIsMissing) {
    const test::Scratch scratch;
    const auto catalogue = read_catalogue(scratch.path());

    ASSERT_FALSE(catalogue);
    EXPECT_NE(catalogue.error().text().find("types.json: no such file"), std::string::npos);
}

}  // namespace
}  // namespace maaiveld::exchange
