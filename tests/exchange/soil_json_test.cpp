#include "exchange/soil_json.h"

#include "tests/exchange/random_street.h"
#include "tests/exchange/same_street.h"
#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::exchange {
namespace {

model::SoilProfile soil_in(const std::string& text) {
    const auto document = parse_json(text, "s.json");
    EXPECT_TRUE(document) << document.error().text();
    return read_soil(document->root, document->file);
}

influence::GroundSurface surface_in(const std::string& text) {
    const auto document = parse_json(text, "s.json");
    EXPECT_TRUE(document) << document.error().text();
    return read_surface(document->root, document->file);
}

TEST(SoilJson, GivesBackEveryProfile) {
    for (std::uint64_t seed = 1; seed <= 400 && !::testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        test::Dice dice{seed};
        const auto soil = test::random_soil(dice);
        const std::string text = write_soil(soil).dump();

        const auto again = soil_in(text);

        EXPECT_EQ(again.groundwater_depth_m, soil.groundwater_depth_m);
        test::expect_same_list(soil.layers, again.layers);
        EXPECT_EQ(write_soil(again).dump(), text);
    }
}

TEST(SoilJson, TakesAResistivityForAConductivity) {
    const auto soil = soil_in(
        R"({"resistivity_KmW":0.8,"dry_resistivity_KmW":2.5,"drying_temperature_C":30,"diffusivity_m2_s":5e-7})");

    const auto& layer = soil.layers.at(0);
    EXPECT_DOUBLE_EQ(layer.conductivity_W_mK, 1.25);
    EXPECT_DOUBLE_EQ(layer.dry_conductivity_W_mK.value(), 0.4);
    EXPECT_DOUBLE_EQ(layer.heat_capacity_J_m3K, 2.5e6);
    EXPECT_DOUBLE_EQ(layer.diffusivity_m2_s(), 5e-7);
}

TEST(SoilJson, IsPlainGroundWhenNothingIsSaid) {
    const auto soil = soil_in("{}");

    ASSERT_TRUE(soil.uniform());
    EXPECT_EQ(soil.layers[0].conductivity_W_mK, 1.0);
    EXPECT_EQ(soil.layers[0].heat_capacity_J_m3K, 2.0e6);
    EXPECT_FALSE(soil.layers[0].dry_conductivity_W_mK);
    EXPECT_TRUE(std::isinf(soil.layers[0].bottom_m));
    EXPECT_FALSE(soil.groundwater_depth_m);
}

TEST(SoilJson, PutsLayersBelowEachOther) {
    const auto soil = soil_in(
        R"({"layers":[{"name":"sand","thickness_m":1.5},{"name":"clay","thickness_m":2},{}]})");

    EXPECT_EQ(soil.at(1.49).name, "sand");
    EXPECT_EQ(soil.at(1.51).name, "clay");
    EXPECT_EQ(soil.layers[2].top_m, 3.5);
    EXPECT_TRUE(std::isinf(soil.layers[2].bottom_m));
}

TEST(SoilJson, ReadsTheExampleOfItsPage) {
    const JsonDocument document = test::doc_example("soil");
    const auto soil = read_soil(*document.root.find("soil"), document.file);

    EXPECT_EQ(soil.groundwater_depth_m, 1.2);
    EXPECT_EQ(soil.at(3.0).name, "clay");
}

using Refusals = std::vector<std::pair<std::string, std::string>>;

TEST(SoilJson, RefusesWithLineAndReason) {
    const Refusals refusals{
        {"\n{\"conductivity_W_mK\":-1}", "s.json:2: soil: `conductivity_W_mK` is -1"},
        {R"({"conductivity_W_mK":0})", "must be above 0"},
        {R"({"conductivity_W_mK":"1"})", "`conductivity_W_mK` must be a number"},
        {R"({"conductivity_W_mK":NaN})", "s.json:1: not valid JSON"},
        {R"({"conductivity_W_mK":1,"resistivity_KmW":1})",
         "give `conductivity_W_mK` or `resistivity_KmW`, not both"},
        {R"({"heat_capacity_J_m3K":2e6,"diffusivity_m2_s":5e-7})", "not both"},
        {R"({"resistivity_KmW":-2})", "s.json:1: soil: `resistivity_KmW` is -2"},
        {R"({"dry_conductivity_W_mK":0.4})", "drying needs both"},
        {R"({"drying_temperature_C":30})", "drying needs both"},
        {"{\"dry_conductivity_W_mK\":0.4,\n\"drying_temperature_C\":-280}",
         "s.json:2: soil: `drying_temperature_C` is -280 degrees, colder than absolute zero"},
        {R"({"conductivity_W_mK":0.4,"dry_conductivity_W_mK":0.5,"drying_temperature_C":30})",
         "dry ground cannot conduct better than moist ground"},
        {R"({"electrical_resistivity_ohm_m":0})", "must be above 0"},
        {R"({"unit_weight_kN_m3":-3})", "must be above 0"},
        {R"({"conductivity_W_mk":1})", "did you mean `conductivity_W_mK`"},
        {R"({"layers":[]})", "`layers` is empty"},
        {R"({"layers":[{}],"conductivity_W_mK":1})", "unknown key `conductivity_W_mK`"},
        {"{\"layers\":[{},\n{\"thickness_m\":1}]}", "s.json:2: soil: only the last layer"},
        {"{\"layers\":[{\"thickness_m\":1},\n{\"thickness_m\":0}]}",
         "s.json:2: soil layer 2: `thickness_m` is 0"},
        {R"({"layers":[{"thickness_m":1,"groundwater_depth_m":1}]})", "soil layer 1: unknown key"},
        {R"({"compression":{"model":"kopejan"}})", "did you mean `koppejan`"},
        {"[]", "soil: must be an object"}};
    for (const auto& [text, reason] : refusals)
        EXPECT_NE(test::refusal_of(read_soil, text).find(reason), std::string::npos)
            << text << "\n"
            << test::refusal_of(read_soil, text);
}

TEST(SurfaceJson, HasAFilmOfEitherForm) {
    EXPECT_DOUBLE_EQ(surface_in(R"({"film_m2K_W":0.0625})").film_W_m2K.value(), 16.0);
    EXPECT_DOUBLE_EQ(surface_in(R"({"film_W_m2K":14.6})").film_W_m2K.value(), 14.6);
    EXPECT_FALSE(surface_in(R"({"film_m2K_W":0})").film_W_m2K) << "no resistance is no film";
}

TEST(SurfaceJson, HasTheMeanOfItsYearUnlessTold) {
    const std::string year = R"("year":{"mean_C":12,"amplitude_K":9,"coldest_day":25})";
    EXPECT_EQ(surface_in("{" + year + "}").temperature_C, 12.0);
    EXPECT_EQ(surface_in("{\"temperature_C\":20," + year + "}").temperature_C, 20.0);
    EXPECT_EQ(surface_in("{}").temperature_C, 10.0);
}

TEST(SurfaceJson, RefusesWithLineAndReason) {
    const Refusals refusals{
        {"{\n\"temperature_C\":-273.16}", "s.json:2: surface: `temperature_C` is -273.16 degrees"},
        {R"({"film_W_m2K":1,"film_m2K_W":1})", "not both"},
        {R"({"film_m2K_W":-0.1})", "must not be negative"},
        {R"({"film_W_m2K":0})", "must be above 0"},
        {R"({"year":{"mean_C":12,"amplitude_K":-9,"coldest_day":25}})", "must not be negative"},
        {R"({"year":{"mean_C":12,"amplitude_K":9,"coldest_day":366}})", "0 to 365"},
        {R"({"year":{"mean_C":12,"amplitude_K":9}})", "`coldest_day` is missing"},
        {R"({"temperature_K":280})", "did you mean `temperature_C`"}};
    for (const auto& [text, reason] : refusals)
        EXPECT_NE(test::refusal_of(read_surface, text).find(reason), std::string::npos)
            << text << "\n"
            << test::refusal_of(read_surface, text);
}

}  // namespace
}  // namespace maaiveld::exchange
