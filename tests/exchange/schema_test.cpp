#include "base/text.h"
#include "exchange/catalogue_file.h"
#include "exchange/findings_file.h"
#include "exchange/operation_file.h"
#include "exchange/rule_pack_file.h"
#include "exchange/section_file.h"
#include "exchange/street_file.h"
#include "rules/check.h"
#include "tests/exchange/random_street.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPython = "/usr/bin/python3";

bool has_validator() {
    static const bool has =
        std::system((std::string{kPython} + " -c 'import jsonschema' >/dev/null 2>&1").c_str()) ==
        0;
    return has;
}

/// What the validator says about these pairs of schema and file; "checked N\n" when all is well.
std::string verdict(const test::Scratch& scratch,
                    const std::vector<std::pair<std::string, std::string>>& pairs) {
    const std::string schemas = test::source_file("docs/formats").string();
    std::string command = std::string{kPython} + " '" +
                          test::source_file("tests/support/check_schemas.py").string() + "' '" +
                          schemas + "'";
    for (const auto& [schema, file] : pairs)
        command += " '" + schemas + "/" + schema + ".schema.json' '" + file + "'";
    const std::string output = scratch.file("verdict.txt");
    EXPECT_EQ(std::system((command + " > '" + output + "' 2>&1").c_str()), 0);
    return test::text_of(output);
}

void expect_valid(const test::Scratch& scratch,
                  const std::vector<std::pair<std::string, std::string>>& pairs) {
    ASSERT_FALSE(pairs.empty());
    EXPECT_EQ(verdict(scratch, pairs), "checked " + std::to_string(pairs.size()) + "\n");
}

std::vector<std::pair<std::string, std::string>> every(const char* folder,
                                                       const std::string& ending,
                                                       const char* schema) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& entry : fs::directory_iterator{test::source_file(folder)}) {
        if (entry.path().string().ends_with(ending))
            pairs.emplace_back(schema, entry.path().string());
    }
    return pairs;
}

#define NEEDS_VALIDATOR() \
    if (!has_validator()) GTEST_SKIP() << "needs " << kPython << " with the package jsonschema"

TEST(Schema, AcceptsTheModels) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    expect_valid(scratch, every("models", ".street.json", "street"));
}

TEST(Schema, AcceptsTheShippedRules) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    expect_valid(scratch, every("profiles/rules", ".json", "rules"));
}

TEST(Schema, AcceptsTheCatalogueAndThePositions) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    auto pairs = every("profiles/assets", ".json", "assets");
    pairs.emplace_back("positions", test::source_file("profiles/positions.json").string());
    expect_valid(scratch, pairs);
}

TEST(Schema, AcceptsTheOperationProfiles) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    expect_valid(scratch, every("profiles/influence", ".json", "operation"));
}

TEST(Schema, AcceptsTheValidationCases) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    expect_valid(scratch, every("profiles/validation", ".case.json", "case"));
}

TEST(Schema, AcceptsEveryStreetThatTheProgramWrites) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        pairs.emplace_back("street", scratch.write(std::to_string(seed) + ".json",
                                                   street_text(test::random_street(seed))));
    }
    expect_valid(scratch, pairs);
}

/// The findings of a model under every shipped pack, with one finding that has no line to run
/// along.
std::string findings_of(const char* model) {
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    const auto packs = read_rule_packs(test::source_file("profiles/rules"), *catalogue);
    const auto street = read_street(test::source_file(model), *catalogue);
    EXPECT_TRUE(packs && street);
    auto result = rules::check(*street, *packs, {});
    rules::Finding between_trees;
    between_trees.rule = "X";
    between_trees.a = "T-1";
    between_trees.grade = "B";
    result.findings.push_back(between_trees);
    return findings_json({"model", {"all"}}, result);
}

TEST(Schema, AcceptsTheFindingsOfACheck) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    expect_valid(scratch,
                 {{"findings", scratch.write("t.json", findings_of("models/terraced.street.json"))},
                  {"findings", scratch.write("p.json", findings_of("models/postwar.street.json"))},
                  {"findings", scratch.write("e.json", findings_json({"x", {}}, {}))}});
}

/// True when the schema finds fault with the text.
bool refused(const test::Scratch& scratch, const char* schema, const std::string& text) {
    return verdict(scratch, {{schema, scratch.write("bad.json", text)}}) != "checked 1\n";
}

TEST(Schema, RefusesWhatTheProgramRefuses) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    for (const char* bad :
         {R"({"format":"maaiveld-street/1"})", R"({"format":"maaiveld-street/2","name":"x"})",
          R"({"format":"maaiveld-street/1","name":"x","widht_m":2})",
          R"({"format":"maaiveld-street/1","name":"x","crs":"RD"})",
          R"({"format":"maaiveld-street/1","name":"x","soil":{"conductivity_W_mK":-1}})",
          R"({"format":"maaiveld-street/1","name":"x","soil":{"layers":[]}})",
          R"({"format":"maaiveld-street/1","name":"x","soil":{"drying_temperature_C":30}})"}) {
        EXPECT_TRUE(refused(scratch, "street", bad)) << bad;
        EXPECT_FALSE(read_street(scratch.file("bad.json"), model::Catalogue{})) << bad;
    }
}

const std::string kSection = R"({"format":"maaiveld-section/1","soil":{"conductivity_W_mK":1.0},
"bodies":[{"id":"H","x_m":0,"depth_m":1,"inner_diameter_m":0.1,"temperature_C":70}]})";

TEST(Schema, RefusesTheSectionsThatTheProgramRefuses) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    ASSERT_FALSE(refused(scratch, "section", kSection));
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"section/1", "section/2"},
             {"_mK\":1.0", "_mK\":0"},
             {"_mK\":1.0", "_mK\":1.0,\"resistivity_KmW\":1"},
             {"\"bodies\"", "\"boddies\""},
             {"\"bodies\"", "\"probes\""},
             {"\"x_m\":0,", ""},
             {"\"temperature_C\":70", "\"temperature_C\":-300"},
             {"\"soil\"", "\"frequency_Hz\":0,\"soil\""},
             {"\"soil\"", "\"surface\":{\"film_m2K_W\":-1},\"soil\""}}) {
        std::string bad = kSection;
        bad.replace(bad.find(from), from.size(), to);
        EXPECT_TRUE(refused(scratch, "section", bad)) << bad;
        const auto document = parse_json(bad, "s.json");
        EXPECT_FALSE(assess_section(document->root, document->file, {})) << bad;
    }
}

// The examples in the documentation.

/// The ```json blocks of a Markdown file.
std::vector<std::string> examples_in(const char* document) {
    std::vector<std::string> examples;
    bool inside = false;
    const std::string text = test::text_of(test::source_file(document));
    for (const auto line : base::split(text, '\n')) {
        if (line.starts_with("```")) {
            inside = !inside && line == "```json";
            if (inside) examples.emplace_back();
        } else if (inside) {
            examples.back() += std::string{line} + "\n";
        }
    }
    return examples;
}

constexpr const char* kRule =
    R"({"id":"X-1","between":[{"network":"heat"},{"network":"water"}],"measure":"edge_3d","min_m":1.0,)"
    R"("severity":"warning","grade":"B","source":"s")";

/// An example made whole: a list that is left out gets a rule, and self-tests get the rule around
/// them that they are about.
std::string completed(std::string example) {
    const std::string left_out = "[ \xE2\x80\xA6 ]";
    const auto at = example.find(left_out);
    if (at != std::string::npos)
        example.replace(at, left_out.size(), std::string{"["} + kRule + "}]");
    if (!example.starts_with("\"tests\"")) return example;
    return std::string{R"({"format":"maaiveld-rules/1","id":"example","rules":[)"} + kRule + "," +
           example + "}]}";
}

TEST(Documentation, ShowsRulePacksThatTheSchemaAndTheProgramAccept) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    const auto examples = examples_in("docs/formats/rules.md");
    ASSERT_GE(examples.size(), 2U);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const std::string file = scratch.write(std::to_string(i) + ".json", completed(examples[i]));
        expect_valid(scratch, {{"rules", file}});
        const auto pack = read_rule_pack(file, model::Catalogue{});
        EXPECT_TRUE(pack) << pack.error().text();
    }
}

/// A part of a section made a section: its soil, or one entry of the block that `page` is about.
std::string as_section(const std::string& example, const std::string& page) {
    if (example.find("\"format\"") != std::string::npos) return example;
    const std::string start = R"({"format":"maaiveld-section/1","bodies":[],)";
    if (page == "soil") return start + example.substr(1);
    return start + "\"" + page + "\":[" + example + "]}";
}

/// Which schema an example is for, by its format; empty when there is none.
std::string schema_of(const std::string& example) {
    static const std::regex kFormat{R"re("format": ?"maaiveld-([a-z-]+)/1")re"};
    std::smatch match;
    if (!std::regex_search(example, match, kFormat)) return {};
    const std::string name = match[1] == "layout" ? "layout-profile" : match[1].str();
    return fs::exists(test::source_file("docs/formats") / (name + ".schema.json")) ? name : "";
}

TEST(Documentation, ShowsNoOtherExampleThatNobodyChecks) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& entry : fs::recursive_directory_iterator{test::source_file("docs/formats")}) {
        if (entry.path().extension() != ".md" || entry.path().filename() == "rules.md") continue;
        const std::string name = fs::relative(entry.path(), test::source_file(".")).string();
        for (const std::string& example : examples_in(name.c_str())) {
            const std::string whole = as_section(completed(example), entry.path().stem().string());
            const std::string schema = schema_of(whole);
            ASSERT_FALSE(schema.empty()) << name << " has an example of a format unknown here";
            const std::string file = std::to_string(pairs.size()) + ".json";
            pairs.emplace_back(schema, scratch.write(file, whole));
        }
    }
    EXPECT_GE(pairs.size(), 20U);
    expect_valid(scratch, pairs);
}

TEST(Documentation, ShowsStreetsAndProfilesThatTheProgramReads) {
    const test::Scratch scratch;
    const auto catalogue = read_catalogue(test::source_file("profiles"));
    ASSERT_TRUE(catalogue);
    for (const std::string& example : examples_in("docs/formats/street.md")) {
        const auto street = read_street(scratch.write("x.json", example), *catalogue);
        EXPECT_TRUE(street) << street.error().text();
    }
    for (const std::string& example : examples_in("docs/formats/operation.md")) {
        const auto operation = read_operation(scratch.write("x.json", example));
        EXPECT_TRUE(operation) << operation.error().text();
    }
}

}  // namespace
}  // namespace maaiveld::exchange
