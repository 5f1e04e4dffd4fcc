#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

/// Compares with tests/golden/<name>; MAAIVELD_UPDATE_GOLDEN=1 writes the file instead.
void expect_golden(const std::string& name, const std::string& text) {
    const auto file = test::source_file(("tests/golden/" + name).c_str());
    if (const char* update = std::getenv("MAAIVELD_UPDATE_GOLDEN");
        update != nullptr && std::string{update} == "1") {
        std::ofstream{file, std::ios::binary} << text;
        return;
    }
    ASSERT_TRUE(std::filesystem::exists(file))
        << file << " is missing; MAAIVELD_UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(text, test::text_of(file));
}

std::string alley() {
    return test::source_file("tests/data/street/alley.street.json").string();
}

/// What the program prints, for a street and a pack that are both made up, so that no shipped rule
/// can change it.
std::string said(std::vector<std::string> words, int code) {
    const auto result = test::run(words);
    EXPECT_EQ(result.code, code);
    EXPECT_EQ(result.err, "");
    return result.out;
}

std::string pack() {
    return test::source_file("tests/data/street/alley-rules.json").string();
}

TEST(Golden, ShowOfASmallStreet) {
    expect_golden("alley.show.txt", said({"show", alley()}, 0));
}

TEST(Golden, CheckOfASmallStreet) {
    expect_golden("alley.check.txt",
                  said({"check", alley(), "--rules", pack(), "--date", "2026-11-21"}, 1));
}

TEST(Golden, CheckOfASmallStreetInDutch) {
    expect_golden(
        "alley.check.nl.txt",
        said({"--lang", "nl", "check", alley(), "--rules", pack(), "--date", "2026-11-21"}, 1));
}

TEST(Golden, ExplanationOfOnePair) {
    expect_golden("alley.explain.txt", said({"check", alley(), "--rules", pack(), "--date",
                                             "2026-11-21", "--explain", "H-1", "W-1"},
                                            0));
}

TEST(Golden, FindingsOfASmallStreet) {
    const test::Scratch scratch;
    const std::string file = scratch.file("f.json");
    said({"check", alley(), "--rules", pack(), "--date", "2026-11-21", "--findings", file}, 1);
    expect_golden("alley.findings.json", test::text_of(file));
}

}  // namespace
}  // namespace maaiveld
