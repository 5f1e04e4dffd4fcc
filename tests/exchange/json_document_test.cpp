#include "exchange/json_document.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <string>

namespace maaiveld::exchange {
namespace {

JsonDocument parsed(const std::string& text) {
    auto document = parse_json(text, "a.json");
    EXPECT_TRUE(document) << document.error().text();
    return document ? *document : JsonDocument{};
}

std::string error_of(const std::string& text) {
    const auto document = parse_json(text, "a.json");
    return document ? "no error" : document.error().text();
}

/// What a reader that does `read` on the root object complains about.
template <class Read>
std::string complaint(const std::string& text, Read read) {
    const JsonDocument document = parsed(text);
    try {
        ObjectReader r{document.root, document.file, "thing"};
        read(r);
        r.finish();
    } catch (const ReadFailure& failure) {
        return failure.error.text();
    }
    return "no error";
}

TEST(ParseJson, KeepsKindsValuesAndOrder) {
    const JsonDocument document = parsed(R"({"z":1.5,"a":[true,null,"t\u00e9"],"m":{}})");

    ASSERT_EQ(document.root.kind, JsonValue::Kind::Object);
    ASSERT_EQ(document.root.members.size(), 3U);
    EXPECT_EQ(document.root.members[0].key, "z");
    EXPECT_EQ(document.root.find("z")->number, 1.5);
    const JsonValue& list = *document.root.find("a");
    ASSERT_EQ(list.items.size(), 3U);
    EXPECT_TRUE(list.items[0].boolean);
    EXPECT_EQ(list.items[1].kind, JsonValue::Kind::Null);
    EXPECT_EQ(list.items[2].text, "t\xC3\xA9");
    EXPECT_EQ(document.root.find("nothing"), nullptr);
}

TEST(ParseJson, KnowsTheLineOfEveryKeyAndValue) {
    const JsonDocument document =
        parsed("{\n \"a\": 1,\n \"b\":\n  [2,\n   3],\r\n \"c\": {\n  \"d\": \"x\"\n }\n}\n");

    EXPECT_EQ(document.root.line, 1);
    EXPECT_EQ(document.root.members[0].line, 2);
    EXPECT_EQ(document.root.find("a")->line, 2);
    EXPECT_EQ(document.root.members[1].line, 3);
    EXPECT_EQ(document.root.find("b")->line, 4);
    EXPECT_EQ(document.root.find("b")->items[0].line, 4);
    EXPECT_EQ(document.root.find("b")->items[1].line, 5);
    EXPECT_EQ(document.root.find("c")->find("d")->line, 7);
}

TEST(ParseJson, CountsANumberAtTheEndOfALineOnItsOwnLine) {
    const JsonDocument document = parsed("[1\n,2\n,3\n]");

    EXPECT_EQ(document.root.items[0].line, 1);
    EXPECT_EQ(document.root.items[1].line, 2);
    EXPECT_EQ(document.root.items[2].line, 3);
}

TEST(ParseJson, GivesDoublesToTheLastBit) {
    const JsonDocument document =
        parsed("[93950.12345678901,4.9e-324,1.7976931348623157e308,-0.1,9007199254740993]");

    EXPECT_EQ(document.root.items[0].number, 93950.12345678901);
    EXPECT_EQ(document.root.items[1].number, 4.9e-324);
    EXPECT_EQ(document.root.items[2].number, 1.7976931348623157e308);
    EXPECT_EQ(document.root.items[3].number, -0.1);
}

TEST(ParseJson, SkipsAByteOrderMark) {
    EXPECT_EQ(parsed("\xEF\xBB\xBF{\"a\":1}").root.find("a")->number, 1.0);
}

TEST(ParseJson, RefusesWithFileAndLine) {
    EXPECT_EQ(error_of("  \n "), "a.json: the file is empty");
    EXPECT_EQ(error_of("{\n\"a\":1,\n\"a\":2}"),
              "a.json:3: key `a` occurs twice in one object; keep one of them");
    EXPECT_EQ(error_of("{\n\"a\": nan}").rfind("a.json:2: not valid JSON near", 0), 0U);
    EXPECT_EQ(error_of("{\n\"a\": 1e999}").rfind("a.json:2: ", 0), 0U);
    EXPECT_EQ(error_of("{\"a\":\n[1,2"),
              "a.json:2: the JSON ends too early; a value or a closing bracket is missing");
    EXPECT_EQ(error_of("{\"a\":\n\"caf\xE9\"}"),
              "a.json:2: the text is not UTF-8; save it as UTF-8");
    EXPECT_EQ(error_of("{\"a\":1,\n}").rfind("a.json:2: not valid JSON near", 0), 0U);
}

TEST(ParseJson, BlamesTextAfterTheEndForWhatItIs) {
    EXPECT_EQ(error_of("{\"a\":1}\nx").find("ends too early"), std::string::npos)
        << error_of("{\"a\":1}\nx");
    EXPECT_EQ(error_of("[1,2]]").find("ends too early"), std::string::npos) << error_of("[1,2]]");
    EXPECT_EQ(error_of("[1,2]]\n").find("ends too early"), std::string::npos);
}

TEST(ParseJson, RefusesBracketsDeeperThan64Levels) {
    const auto nested = [](std::size_t levels) {
        return std::string(levels, '[') + std::string(levels, ']');
    };

    EXPECT_EQ(error_of(nested(64)), "no error");
    EXPECT_EQ(error_of(nested(65)), "a.json:1: brackets are nested deeper than 64 levels");
    EXPECT_NE(error_of(std::string(1'000'000, '[')), "no error");
}

TEST(ParseJson, ShowsNoControlCharacterOfTheFile) {
    const std::string error = error_of("{\"a\":\x1B[31m1}");

    EXPECT_EQ(error.find('\x1B'), std::string::npos);
    EXPECT_EQ(error_of("{\"\\u001b\":1,\"\\u001b\":2}").find('\x1B'), std::string::npos);
}

TEST(ReadJson, RefusesFoldersMissingAndLargeFiles) {
    const test::Scratch scratch;
    const std::string file = scratch.write("large.json", "[1,2,3]");

    EXPECT_NE(read_json(scratch.path()).error().text().find("is a folder"), std::string::npos);
    EXPECT_NE(read_json(scratch.file("none.json")).error().text().find("no such file"),
              std::string::npos);
    EXPECT_NE(read_json(file, 6).error().text().find("holds 7 bytes; at most 6 are read"),
              std::string::npos);
    EXPECT_TRUE(read_json(file, 7));
}

TEST(ObjectReader, NamesTheNearestOfTheKeysItWasAskedFor) {
    const std::string error =
        complaint("{\"width_m\":2,\n\"widht_m\":3}", [](ObjectReader& r) { r.number("width_m"); });

    EXPECT_EQ(error, "a.json:2: thing: unknown key `widht_m` (did you mean `width_m`?)");
}

TEST(ObjectReader, SaysWhatStandsThereInsteadOfAMissingKey) {
    EXPECT_EQ(complaint("{\"width_cm\":2}", [](ObjectReader& r) { r.number("width_m"); }),
              "a.json:1: thing: key `width_m` is missing; `width_cm` stands there instead");
    EXPECT_EQ(complaint("{}", [](ObjectReader& r) { r.number("width_m"); }),
              "a.json:1: thing: key `width_m` is missing");
}

TEST(ObjectReader, ChecksTheKindAndTheRange) {
    const auto of = [](const char* value, auto read) {
        return complaint(std::string{"{\"k\":"} + value + "}", read);
    };

    EXPECT_EQ(of("\"2\"", [](ObjectReader& r) { r.number("k"); }),
              "a.json:1: thing: `k` must be a number");
    EXPECT_EQ(of("0", [](ObjectReader& r) { r.positive("k"); }),
              "a.json:1: thing: `k` is 0; it must be above 0");
    EXPECT_EQ(of("-1", [](ObjectReader& r) { r.non_negative("k"); }),
              "a.json:1: thing: `k` is -1; it must not be negative");
    EXPECT_EQ(of("0", [](ObjectReader& r) { r.non_negative("k"); }), "no error");
    EXPECT_EQ(of("\"\"", [](ObjectReader& r) { r.text("k"); }),
              "a.json:1: thing: `k` must be a text that is not empty");
    EXPECT_EQ(of("1", [](ObjectReader& r) { r.flag_or("k", true); }),
              "a.json:1: thing: `k` must be true or false");
    EXPECT_EQ(of("{}", [](ObjectReader& r) { r.array("k"); }),
              "a.json:1: thing: `k` must be a list, written in [ ]");
    EXPECT_EQ(of("[1]", [](ObjectReader& r) { r.texts_or_empty("k"); }),
              "a.json:1: `k` must be a text");
}

TEST(ObjectReader, TreatsNullAsAbsent) {
    EXPECT_EQ(complaint("{\"k\":null}",
                        [](ObjectReader& r) {
                            EXPECT_EQ(r.find("k"), nullptr);
                            EXPECT_FALSE(r.optional_number("k"));
                            EXPECT_EQ(r.text_or("k", "fallback"), "fallback");
                        }),
              "no error");
}

TEST(ObjectReader, NeedsAnObject) {
    EXPECT_EQ(complaint("[]", [](ObjectReader&) {}),
              "a.json:1: thing: must be an object, written in { }");
}

}  // namespace
}  // namespace maaiveld::exchange
