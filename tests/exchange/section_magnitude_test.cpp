#include "exchange/section_file.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <string>

namespace maaiveld::exchange {
namespace {

/// What is said of a pair of pipes whose soil conducts `conductivity` and whose second place in a
/// list of stations is `station`.
std::string said_of(const std::string& conductivity, const std::string& station) {
    const std::string text = fmt::format(R"({{"format":"maaiveld-section/1",
"soil":{{"conductivity_W_mK":{}}},
"heat_lines":[{{"id":"L","supply_C":80,"supply_kg_s":1,
"reaches":[{{"length_m":100,"U1_W_m_K":0.2}}],
"stations_m":[0,
{}]}}]}})",
                                         conductivity, station);
    const auto document = parse_json(text, "s.json");
    if (!document) return document.error().text();
    const auto result = assess_section(document->root, document->file, {});
    return result ? "accepted" : result.error().text();
}

TEST(SectionMagnitudes, BeyondEveryQuantityAreRefusedWithLineAndKey) {
    EXPECT_EQ(said_of("1.0", "50"), "accepted");
    EXPECT_EQ(said_of("1.0", "0"), "accepted");
    for (const char* value : {"1e308", "-1e308", "1e-300", "1e16"}) {
        EXPECT_NE(said_of(value, "50").find("s.json:2: `conductivity_W_mK` is "), std::string::npos)
            << said_of(value, "50");
        EXPECT_NE(said_of("1.0", value).find("s.json:6: `stations_m` is "), std::string::npos)
            << said_of("1.0", value);
    }
}

}  // namespace
}  // namespace maaiveld::exchange
