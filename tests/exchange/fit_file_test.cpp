#include "exchange/fit_file.h"

#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace maaiveld::exchange {
namespace {

using layout::FitVerdict;

layout::FitTable table() {
    layout::StreetFit street;
    street.file = "a.json";
    street.name = "Alley, \"narrow\"";
    street.public_width_m = street.section_width_m = 2.5;
    street.flat.form = "flat";
    street.flat.verdict = FitVerdict::DoesNotFit;
    street.flat.short_m = 0.91;
    street.flat.strip = 1;
    street.flat.needed_m = 3.41;
    layout::ConflictPart part;
    part.kind = layout::PartKind::Rule;
    part.id = "NL-SEP-07";
    part.of = "H";
    part.against = "W-1";
    part.required = 1.0;
    street.flat.conflict.push_back(part);
    layout::FormFit rack;
    rack.form = "vkls";
    rack.verdict = FitVerdict::Fits;
    rack.needed_m = 2.0500000000001;
    rack.water_C = 22.25;
    rack.blocked = {"T-1"};
    rack.held = layout::HeldBy{1.25, {"NL-SEP-04"}};
    street.racks.push_back(rack);
    return {{street}};
}

TEST(FitFile, WritesWhatItWasGiven) {
    FitHeader header;
    header.demands = "set";
    header.left_out = {"grade C"};
    header.heat = true;
    const auto json = nlohmann::json::parse(fit_json(header, table()));
    EXPECT_EQ(json["format"], "maaiveld-fit/1");
    EXPECT_EQ(json["counts"]["only_rack"], 1);
    EXPECT_EQ(json["left_out"][0], "grade C");
    const auto& forms = json["streets"][0]["forms"];
    ASSERT_EQ(forms.size(), 2U);
    EXPECT_EQ(forms[0]["verdict"], "does_not_fit");
    EXPECT_EQ(forms[0]["missing_m"], 0.91);
    EXPECT_EQ(forms[0]["conflict"][0]["against"], "W-1");
    EXPECT_EQ(forms[1]["needed_m"], 2.05);
    EXPECT_EQ(forms[1]["water_C"], 22.25);
    EXPECT_EQ(forms[1]["held_by"]["saves_eur_m"], 1.25);
    EXPECT_EQ(forms[1]["held_by"]["rules"][0], "NL-SEP-04");
    EXPECT_FALSE(json["counts"].contains("flat_held")) << "no flat one was asked";
    EXPECT_EQ(forms[1]["blocked_connections"][0], "T-1");
    EXPECT_FALSE(forms[1].contains("missing_m"));
}

TEST(FitFile, CsvHasAsManyCellsInEveryLine) {
    const std::string csv = fit_csv(table());
    std::istringstream lines{csv};
    std::string head;
    std::string row;
    ASSERT_TRUE(std::getline(lines, head) && std::getline(lines, row));
    EXPECT_NE(row.find("\"Alley, \"\"narrow\"\"\""), std::string::npos);
    row.replace(row.find("\"Alley"), std::string{"\"Alley, \"\"narrow\"\"\""}.size(), "x");
    EXPECT_EQ(std::count(head.begin(), head.end(), ','), std::count(row.begin(), row.end(), ','));
    EXPECT_EQ(fit_csv({}).find("file,name,"), 0U);
}

TEST(FitFile, KeepsItsSchema) {
    if (std::system("/usr/bin/python3 -c 'import jsonschema' >/dev/null 2>&1") != 0) {
        GTEST_SKIP() << "needs the package jsonschema";
    }
    const test::Scratch scratch;
    layout::FitTable all = table();
    all.streets.push_back(all.streets[0]);
    all.streets[1].flat = all.streets[0].racks[0];  // one that fits and is held by a rule
    const std::string file = scratch.write("fit.json", fit_json({}, all));
    const std::string schemas = test::source_file("docs/formats").string();
    const std::string command = "/usr/bin/python3 '" +
                                test::source_file("tests/support/check_schemas.py").string() +
                                "' '" + schemas + "' '" + schemas + "/fit.schema.json' '" + file +
                                "' > '" + scratch.file("said") + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(test::text_of(scratch.file("said")), "checked 1\n");
}

TEST(FitFile, ShippedTypesAndSetsKeepTheirSchemas) {
    if (std::system("/usr/bin/python3 -c 'import jsonschema' >/dev/null 2>&1") != 0) {
        GTEST_SKIP() << "needs the package jsonschema";
    }
    const test::Scratch scratch;
    const std::string schemas = test::source_file("docs/formats").string();
    std::string command = "/usr/bin/python3 '" +
                          test::source_file("tests/support/check_schemas.py").string() + "' '" +
                          schemas + "'";
    std::size_t count = 0;
    for (const char* folder : {"streets", "demands"}) {
        const std::string schema = std::string{folder} == "streets" ? "street" : "demands";
        for (const auto& entry : std::filesystem::directory_iterator{
                 test::source_file((std::string{"profiles/"} + folder).c_str())}) {
            if (entry.path().extension() != ".json") continue;
            command +=
                " '" + schemas + "/" + schema + ".schema.json' '" + entry.path().string() + "'";
            ++count;
        }
    }
    ASSERT_EQ(std::system((command + " > '" + scratch.file("said") + "'").c_str()), 0);
    EXPECT_EQ(test::text_of(scratch.file("said")), "checked " + std::to_string(count) + "\n");
}

}  // namespace
}  // namespace maaiveld::exchange
