#include "base/text.h"
#include "exchange/catalogue_file.h"
#include "exchange/findings_file.h"
#include "exchange/rule_pack_file.h"
#include "exchange/street_file.h"
#include "rules/check.h"
#include "tests/exchange/random_street.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPython = "/usr/bin/python3";

/// Prints one line for each file that its schema refuses; arguments are schema, file, schema, file
/// ...
constexpr const char* kValidator = R"PY(
import json, sys
import jsonschema
pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))
for schema_path, path in pairs:
    with open(schema_path, encoding='utf-8') as f:
        schema = json.load(f)
    jsonschema.Draft7Validator.check_schema(schema)
    with open(path, encoding='utf-8') as f:
        document = json.load(f)
    for error in jsonschema.Draft7Validator(schema).iter_errors(document):
        print(path, '/' + '/'.join(str(k) for k in error.absolute_path), error.message[:200])
print('checked', len(pairs))
)PY";

bool has_validator() {
    static const bool has =
        std::system((std::string{kPython} + " -c 'import jsonschema' >/dev/null 2>&1").c_str()) ==
        0;
    return has;
}

/// What the validator says about these pairs of schema and file; "checked N\n" when all is well.
std::string verdict(const test::Scratch& scratch,
                    const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string command =
        std::string{kPython} + " '" + scratch.write("validate.py", kValidator) + "'";
    for (const auto& [schema, file] : pairs) {
        command += " '" +
                   test::source_file(("docs/formats/" + schema + ".schema.json").c_str()).string() +
                   "' '" + file + "'";
    }
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

TEST(Schema, RefusesWhatTheProgramRefuses) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    for (const char* bad :
         {R"({"format":"maaiveld-street/1"})", R"({"format":"maaiveld-street/2","name":"x"})",
          R"({"format":"maaiveld-street/1","name":"x","widht_m":2})",
          R"({"format":"maaiveld-street/1","name":"x","crs":"RD"})"}) {
        const std::string file = scratch.write("bad.json", bad);
        EXPECT_EQ(verdict(scratch, {{"street", file}}).find("checked"),
                  verdict(scratch, {{"street", file}}).rfind("checked"));
        EXPECT_NE(verdict(scratch, {{"street", file}}), "checked 1\n") << bad;
        EXPECT_FALSE(read_street(file, model::Catalogue{})) << bad;
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

TEST(Documentation, ShowsNoOtherExampleThatNobodyChecks) {
    NEEDS_VALIDATOR();
    const test::Scratch scratch;
    for (const auto& entry : fs::directory_iterator{test::source_file("docs/formats")}) {
        if (entry.path().extension() != ".md" || entry.path().filename() == "rules.md") continue;
        const std::string name = "docs/formats/" + entry.path().filename().string();
        for (const std::string& example : examples_in(name.c_str())) {
            const bool is_street = example.find("maaiveld-street/1") != std::string::npos;
            const bool is_findings = example.find("maaiveld-findings/1") != std::string::npos;
            ASSERT_TRUE(is_street || is_findings)
                << name << " has an example of a format this test does not know";
            expect_valid(scratch, {{is_street ? "street" : "findings",
                                    scratch.write("x.json", completed(example))}});
        }
    }
}

}  // namespace
}  // namespace maaiveld::exchange
