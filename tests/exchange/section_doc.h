#pragma once

#include "exchange/json_document.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <string>

namespace maaiveld::test {

/// The JSON example of docs/formats/section/<block>.md.
inline exchange::JsonDocument doc_example(const std::string& block) {
    const std::string path = "docs/formats/section/" + block + ".md";
    const std::string text = text_of(source_file(path.c_str()));
    const std::string fence = "```json\n";
    const std::size_t from = text.find(fence);
    const std::size_t to = text.find("```", from + fence.size());
    EXPECT_NE(to, std::string::npos) << path << " has no example";
    if (to == std::string::npos) return {};
    const std::size_t begin = from + fence.size();
    auto document = exchange::parse_json(text.substr(begin, to - begin), path);
    EXPECT_TRUE(document) << document.error().text();
    return document ? *document : exchange::JsonDocument{};
}

/// What `read` says about `text` as its block, "accepted" when nothing. Lines count from 1.
template <class Read>
std::string refusal_of(Read read, const std::string& text) {
    const auto document = exchange::parse_json(text, "s.json");
    if (!document) return document.error().text();
    try {
        read(document->root, document->file);
    } catch (const exchange::ReadFailure& failure) {
        return failure.error.text();
    }
    return "accepted";
}

/// `text` with the first `from` replaced; fails the test when there is none.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace maaiveld::test
