// Rack types from file: the shipped ones, the example of the documentation, and what is refused.

#include "exchange/rack_type_file.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace maaiveld::exchange {
namespace {

constexpr const char* kExample = R"({
  "format": "maaiveld-rack/1",
  "id": "example",
  "kind": "distribution",
  "top_cover_m": 0.3,
  "order": ["telecom", "electricity_lv", "electricity_mv", "water", "heat"],
  "share_level": [["electricity_lv", "electricity_mv"]],
  "materials": [
    {"name": "steel", "density_kg_m3": 7850, "modulus_Pa": 2.1e11, "long_term_modulus_Pa": 2.1e11,
     "strength_Pa": 2.35e8, "loss_mm_year": 0.012, "source": "EN 1993", "grade": "B"}
  ],
  "sections": [
    {"name": "box-40", "material": "steel", "width_m": 0.04, "height_m": 0.04, "wall_m": 0.003},
    {"name": "box-60", "material": "steel", "width_m": 0.06, "height_m": 0.06, "wall_m": 0.004}
  ],
  "post": {"name": "box-60", "material": "steel", "width_m": 0.06, "height_m": 0.06, "wall_m": 0.004},
  "beam": {"name": "box-40", "material": "steel", "width_m": 0.04, "height_m": 0.04, "wall_m": 0.003},
  "plate_material": "steel",
  "saddle_material": "steel",
  "sources": {"top_cover_m": "assumed; grade C"}
}
)";

std::string with(const std::string& from, const std::string& to) {
    std::string text = kExample;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

base::Result<model::RackType> read(const std::string& text) {
    const test::Scratch scratch;
    return read_rack_type(scratch.write("type.json", text));
}

TEST(RackTypeFile, ReadsTheExampleAndKeepsDefaults) {
    const auto type = read(kExample);
    ASSERT_TRUE(type) << type.error().text();
    EXPECT_EQ(type->id, "example");
    EXPECT_DOUBLE_EQ(type->top_cover_m, 0.3);
    EXPECT_DOUBLE_EQ(type->module_length_m, model::RackType{}.module_length_m);
    EXPECT_FALSE(type->double_sided);
    EXPECT_EQ(type->order.size(), 5U);
    EXPECT_EQ(type->sections.size(), 2U);
    EXPECT_NEAR(type->post.area_m2(), 896e-6, 1e-12);
    ASSERT_NE(type->material("steel"), nullptr);
    EXPECT_DOUBLE_EQ(type->material("steel")->loss_mm_year, 0.012);
}

TEST(RackTypeFile, TheExampleStandsInThePage) {
    const std::string page = test::text_of(test::source_file("docs/formats/rack.md"));
    EXPECT_NE(page.find(kExample), std::string::npos);
}

TEST(RackTypeFile, ReadsTheShippedTypes) {
    const auto types = read_rack_types(test::source_file("profiles"));
    ASSERT_TRUE(types) << types.error().text();
    for (const char* id : {"vkls-distribution", "vkls-distribution-double", "vkls-transport"}) {
        ASSERT_TRUE(types->contains(id)) << id;
        const model::RackType& type = types->at(id);
        EXPECT_GE(type.materials.size(), 4U);
        EXPECT_GE(type.sections.size(), 20U);
        for (const char* key : {"order", "max_depth_m", "stagger_m", "post", "beam_spacing_m",
                                "top_cover_m", "design_life_years"}) {
            ASSERT_TRUE(type.sources.contains(key)) << id << " " << key;
            EXPECT_NE(type.sources.at(key).find("grade"), std::string::npos) << key;
        }
    }
    EXPECT_TRUE(types->at("vkls-distribution-double").double_sided);
    EXPECT_EQ(types->at("vkls-transport").kind, "transport");
}

TEST(RackTypeFile, EveryNumberOfAShippedTypeSaysWhereItComesFrom) {
    const auto types = read_rack_types(test::source_file("profiles"));
    ASSERT_TRUE(types);
    for (const auto& [id, type] : *types) {
        const std::string text =
            test::text_of(test::source_file(("profiles/racks/" + id + ".json").c_str()));
        for (std::size_t at = text.find("\n \""); at != std::string::npos;
             at = text.find("\n \"", at + 1)) {
            const std::string key = text.substr(at + 3, text.find('"', at + 3) - at - 3);
            if (!key.ends_with("_m")) continue;
            EXPECT_TRUE(type.sources.contains(key)) << id << " " << key;
        }
    }
}

TEST(RackTypeFile, SkipsOtherFormatsAndRefusesTwins) {
    const test::Scratch scratch;
    std::filesystem::create_directories(scratch.file("racks"));
    scratch.write("racks/other.json", R"({"format":"maaiveld-pve/1"})");
    scratch.write("racks/a.json", kExample);
    auto types = read_rack_types(scratch.file(""));
    ASSERT_TRUE(types) << types.error().text();
    EXPECT_EQ(types->size(), 1U);
    scratch.write("racks/b.json", kExample);
    types = read_rack_types(scratch.file(""));
    ASSERT_FALSE(types);
    EXPECT_NE(types.error().text().find("defined twice"), std::string::npos);
    EXPECT_TRUE(read_rack_types(scratch.file("nowhere"))->empty());
}

struct Refused {
    std::string text, message;
};

TEST(RackTypeFile, RefusesWithFileAndLine) {
    const std::vector<Refused> all{
        {with("\"kind\": \"distribution\"", "\"kind\": \"shelf\""), "no kind of rack is called"},
        {with("\"telecom\", \"electricity_lv\"", "\"telecom\", \"telecom\""), "stands twice"},
        {with("\"water\", \"heat\"]", "\"watr\", \"heat\"]"), "no network is called `watr`"},
        {with("[[\"electricity_lv\", \"electricity_mv\"]]", "[[\"gas_low\"]]"),
         "shares a level but is not in `order`"},
        {with("\"plate_material\": \"steel\"", "\"plate_material\": \"stel\""),
         "no material is called `stel`"},
        {with("\"wall_m\": 0.003}", "\"wall_m\": 0.02}"), "less than half the section"},
        {with("\"name\": \"box-40\", \"material\": \"steel\", \"width_m\": 0.04, \"height_m\": "
              "0.04, \"wall_m\": 0.003}",
              "\"name\": \"solid\", \"material\": \"steel\", \"width_m\": 0.1, \"height_m\": 0.1}"),
         "lighter than the one before"},
        {with("\"density_kg_m3\": 7850", "\"density_kg_m3\": 0"), "density_kg_m3"},
        {with("\"long_term_modulus_Pa\": 2.1e11", "\"long_term_modulus_Pa\": 3e11"),
         "must not be above"},
        {with("\"top_cover_m\": 0.3", "\"top_cover_m\": 1.4"), "must be below `top_cover_m`"},
        {with("\"top_cover_m\": 0.3", "\"top_cover\": 0.3"), "top_cover"},
        {with("maaiveld-rack/1", "maaiveld-rack/9"), "maaiveld-rack/1"},
    };
    for (const Refused& refused : all) {
        const auto type = read(refused.text);
        ASSERT_FALSE(type) << refused.message;
        EXPECT_NE(type.error().text().find(refused.message), std::string::npos)
            << type.error().text();
        EXPECT_NE(type.error().text().find("type.json:"), std::string::npos) << type.error().text();
    }
}

TEST(RackTypeFile, TheSchemaAcceptsTheExampleAndTheShippedTypes) {
    if (std::system("/usr/bin/python3 -c 'import jsonschema' >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "needs /usr/bin/python3 with the package jsonschema";
    const test::Scratch scratch;
    const std::string schemas = test::source_file("docs/formats").string();
    const std::string schema = schemas + "/rack.schema.json";
    std::string command = "/usr/bin/python3 '" +
                          test::source_file("tests/support/check_schemas.py").string() + "' '" +
                          schemas + "'";
    std::vector<std::string> files{scratch.write("example.json", kExample)};
    for (const char* id : {"vkls-distribution", "vkls-distribution-double", "vkls-transport"}) {
        const std::string file = std::string{"profiles/racks/"} + id + ".json";
        files.push_back(test::source_file(file.c_str()).string());
    }
    for (const std::string& file : files)
        command += " '" + schema + "' '" + file + "'";
    const std::string output = scratch.file("verdict.txt");
    ASSERT_EQ(std::system((command + " > '" + output + "' 2>&1").c_str()), 0);
    EXPECT_EQ(test::text_of(output), "checked 4\n");
    // A schema that accepts everything would say the same.
    const auto wrong = scratch.write("wrong.json", with("\"top_cover_m\": 0.3", "\"top\": 0.3"));
    command = "/usr/bin/python3 '" + test::source_file("tests/support/check_schemas.py").string() +
              "' '" + schemas + "' '" + schema + "' '" + wrong + "'";
    ASSERT_EQ(std::system((command + " > '" + output + "' 2>&1").c_str()), 0);
    EXPECT_NE(test::text_of(output), "checked 1\n");
}

}  // namespace
}  // namespace maaiveld::exchange
