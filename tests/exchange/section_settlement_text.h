#pragma once

#include "exchange/json_document.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace maaiveld::exchange::test_section {

/// The first JSON example in docs/formats/section/<block>.md.
inline std::string example_of(const std::string& block) {
    std::ifstream in{test::source_file(("docs/formats/section/" + block + ".md").c_str())};
    std::stringstream text;
    text << in.rdbuf();
    const std::string page = text.str();
    const std::string fence = "```json\n";
    const std::size_t from = page.find(fence);
    if (from == std::string::npos) return {};
    const std::size_t start = from + fence.size();
    return page.substr(start, page.find("```", start) - start);
}

inline JsonDocument parsed(const std::string& text) {
    auto document = parse_json(text, "test.json");
    EXPECT_TRUE(document) << (document ? "" : document.error().text());
    return document ? *document : JsonDocument{};
}

/// What `read` says of `text`; empty when it takes it.
template <class Read>
std::string refusal(Read read, const std::string& text) {
    const JsonDocument document = parsed(text);
    try {
        read(document.root, document.file);
    } catch (const ReadFailure& failure) {
        return failure.error.text();
    }
    return {};
}

/// `text` with its first `from` replaced by `to`; the test fails when it is not there.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace maaiveld::exchange::test_section
