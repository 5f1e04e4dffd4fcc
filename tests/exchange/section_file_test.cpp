#include "exchange/section_file.h"

#include "tests/exchange/section_doc.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::exchange {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const SectionProfiles& profiles() {
    static const SectionProfiles shipped = [] {
        auto read = read_section_profiles(test::source_file("profiles"));
        EXPECT_TRUE(read) << read.error().text();
        return read ? *read : SectionProfiles{};
    }();
    return shipped;
}

base::Result<Json> result_of(const std::string& text) {
    const auto document = parse_json(text, "s.json");
    if (!document) return tl::unexpected(document.error());
    return assess_section(document->root, document->file, profiles());
}

std::string refusal_of(const std::string& text) {
    const auto result = result_of(text);
    return result ? "accepted" : result.error().text();
}

const std::string kStreet =
    R"({"format":"maaiveld-section/1","name":"Two pipes","soil":{"conductivity_W_mK":1.0},
"surface":{"temperature_C":10},
"bodies":[{"id":"H","x_m":0,"depth_m":1,"inner_diameter_m":0.1,"temperature_C":70},
{"id":"W","x_m":1,"depth_m":1,"inner_diameter_m":0.1,"no_flow":true}],
"probes":[{"id":"between","x_m":0.5,"depth_m":1}]})";

std::string with(const std::string& from, const std::string& to) {
    return test::with(kStreet, from, to);
}

void expect_finite(const Json& value, const std::string& where) {
    EXPECT_FALSE(value.is_null()) << where << " may be a number that JSON cannot hold";
    if (value.is_number_float()) {
        EXPECT_TRUE(std::isfinite(value.get<double>())) << where;
    }
    if (!value.is_structured()) return;
    for (const auto& [key, inner] : value.items())
        expect_finite(inner, where + "/" + key);
}

/// The ids that a block's results must have; a body with cores is answered core by core.
std::vector<std::string> ids_of(const JsonValue& block) {
    std::vector<std::string> ids;
    for (const JsonValue& item : block.items) {
        if (const JsonValue* cores = item.find("cores")) {
            const auto inner = ids_of(*cores);
            ids.insert(ids.end(), inner.begin(), inner.end());
        } else if (const JsonValue* id = item.find("id")) {
            ids.push_back(id->text);
        }
    }
    return ids;
}

std::vector<std::string> ids_of(const Json& results) {
    std::vector<std::string> ids;
    for (const Json& one : results) {
        if (one.contains("id")) ids.push_back(one.at("id").get<std::string>());
    }
    return ids;
}

class BlockPage : public ::testing::TestWithParam<std::string> {};

std::vector<std::string> pages() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{test::source_file("docs/formats/section")}) {
        if (entry.path().extension() == ".md" && entry.path().stem() != "soil")
            names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

TEST_P(BlockPage, HasAnExampleThatIsComputed) {
    const JsonDocument document = test::doc_example(GetParam());
    const auto result = assess_section(document.root, document.file, profiles());

    ASSERT_TRUE(result) << result.error().text();
    EXPECT_EQ(result->at("format"), "maaiveld-influence/1");
    expect_finite(*result, GetParam());
    for (const std::string& block : section_blocks()) {
        const JsonValue* asked = document.root.find(block);
        if (asked == nullptr) {
            EXPECT_FALSE(result->contains(block)) << block;
        } else if (result->contains(block)) {
            EXPECT_EQ(ids_of(result->at(block)), ids_of(*asked)) << block;
        } else {
            EXPECT_EQ(block, "bodies") << "layered ground: there only for the grid";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Docs, BlockPage, ::testing::ValuesIn(pages()),
                         [](const auto& page) { return page.param; });

TEST(SectionFile, HasAPageAndASchemaForEveryBlock) {
    const std::string list = test::text_of(test::source_file("docs/formats/section.md"));
    for (const std::string& block : section_blocks()) {
        EXPECT_NE(list.find("`" + block + "`"), std::string::npos) << block;
        const std::string schema = "docs/formats/section/" + block + ".schema.json";
        EXPECT_TRUE(fs::exists(test::source_file(schema.c_str()))) << schema;
    }
}

TEST(SectionFile, AnswersBlockByBlockInItsOwnOrder) {
    const auto result = result_of(kStreet);

    ASSERT_TRUE(result) << result.error().text();
    std::vector<std::string> keys;
    for (const auto& [key, value] : result->items())
        keys.push_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{"format", "section", "bodies", "probes"}));
    EXPECT_EQ(result->at("section"), "Two pipes");
    const double between = result->at("probes")[0].at("temperature_C").get<double>();
    EXPECT_GT(between, result->at("bodies")[1].at("temperature_C").get<double>());
    EXPECT_LT(between, 70.0);
}

TEST(SectionFile, LeavesLayeredGroundToTheGrid) {
    const std::string layered =
        with("\"conductivity_W_mK\":1.0",
             R"("layers":[{"thickness_m":1.3,"conductivity_W_mK":1.0},{}])");
    EXPECT_NE(refusal_of(layered).find("the exact solution knows one"), std::string::npos);
    const auto result =
        result_of(test::with(layered, R"("probes":[{"id":"between","x_m":0.5,"depth_m":1}])",
                             R"("volumes":[{"id":"V"}])"));

    ASSERT_TRUE(result) << result.error().text();
    EXPECT_FALSE(result->contains("bodies"));
    EXPECT_EQ(result->at("volumes")[0].at("bodies").size(), 2U);
}

TEST(SectionFile, PrintsOneLinePerValue) {
    const auto document = parse_json(kStreet, "s.json");
    const auto outcome = run_section(*document, profiles());

    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_NE(outcome->table.find("  bodies H\n"), std::string::npos) << outcome->table;
    EXPECT_NE(outcome->table.find("    temperature_C    "), std::string::npos);
    EXPECT_EQ(Json::parse(outcome->json), *result_of(kStreet));
}

TEST(SectionFile, TellsItselfFromAStreet) {
    EXPECT_TRUE(is_section(*parse_json(kStreet, "s.json")));
    EXPECT_TRUE(is_section(*parse_json(R"({"format":"maaiveld-section/2"})", "s.json")));
    EXPECT_FALSE(is_section(*parse_json(R"({"format":"maaiveld-street/1"})", "s.json")));
    EXPECT_FALSE(is_section(*parse_json("[]", "s.json")));
}

TEST(SectionFile, NamesTheNearestBlock) {
    EXPECT_NE(refusal_of(with("\"probes\"", "\"probe\""))
                  .find("s.json:5: section: unknown key `probe` (did you mean `probes`?)"),
              std::string::npos)
        << refusal_of(with("\"probes\"", "\"probe\""));
    EXPECT_NE(refusal_of(with("\"bodies\"", "\"boddies\"")).find("did you mean `bodies`"),
              std::string::npos);
    EXPECT_NE(refusal_of(with("\"surface\"", "\"surfaces\"")).find("did you mean `surface`"),
              std::string::npos);
}

TEST(SectionFile, RefusesWhatIsNoSection) {
    EXPECT_NE(refusal_of(with("section/1", "section/2")).find("must be \"maaiveld-section/1\""),
              std::string::npos);
    EXPECT_NE(refusal_of("[]").find("must be an object"), std::string::npos);
    EXPECT_NE(refusal_of(R"({"format":"maaiveld-section/1"})").find("holds no block to compute"),
              std::string::npos);
    EXPECT_NE(refusal_of(with("\"name\":\"Two pipes\"", "\"frequency_Hz\":0")).find("above 0"),
              std::string::npos);
    EXPECT_NE(refusal_of(with("\"soil\":{\"conductivity_W_mK\":1.0},", ""))
                  .find("the section gives no `soil`"),
              std::string::npos);
    EXPECT_NE(refusal_of(R"({"format":"maaiveld-section/1","soil":{},"probes":[]})")
                  .find("needs the block `bodies`"),
              std::string::npos);
}

// The line stands in the refusal where a reader sees the fault, the object where the kernel does.
TEST(SectionFile, RefusesWhatCannotBe) {
    const std::vector<std::pair<std::string, std::string>> refusals{
        {with("_mK\":1.0", "_mK\":-1.0"), "s.json:1: soil: `conductivity_W_mK` is -1"},
        {with("\"temperature_C\":10", "\"temperature_C\":-300"), "colder than absolute zero"},
        {with("\"temperature_C\":70", "\"temperature_C\":-274"), "s.json:3: "},
        {with("\"x_m\":1,", "\"x_m\":0.05,"), "`W`"},
        {with("\"x_m\":1,", "\"x_m\":0,"), "`W`"},
        {with("\"depth_m\":1,", "\"depth_m\":-1,"), "s.json:3: "},
        {with("\"depth_m\":1,", "\"depth_m\":0.04,"), "`H`"},
        {with("\"temperature_C\":70", "\"temperature_C\":NaN"), "s.json:3: not valid JSON"},
        {with("\"inner_diameter_m\":0.1", "\"inner_diameter_m\":-0.1"), "s.json:3: "},
        {with("\"id\":\"W\"", "\"id\":\"H\""), "`H`"}};
    for (const auto& [text, reason] : refusals) {
        EXPECT_NE(refusal_of(text), "accepted") << text;
        EXPECT_NE(refusal_of(text).find(reason), std::string::npos) << refusal_of(text);
        EXPECT_EQ(refusal_of(text).find("s.json"), 0U) << refusal_of(text);
    }
}

}  // namespace
}  // namespace maaiveld::exchange
