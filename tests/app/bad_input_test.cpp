#include "base/text.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

namespace fs = std::filesystem;

/// One line of tests/data/bad/expected.txt.
struct BadCase {
    std::string file;
    std::string reader;
    std::string fragment;
};

void PrintTo(const BadCase& bad, std::ostream* out) {
    *out << bad.file;
}

std::vector<BadCase> bad_cases() {
    std::vector<BadCase> cases;
    std::ifstream in{test::source_file("tests/data/bad/expected.txt")};
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto first = line.find('|');
        const auto second = line.find('|', first + 1);
        if (second == std::string::npos) continue;
        cases.push_back({std::string{base::trimmed(line.substr(0, first))},
                         std::string{base::trimmed(line.substr(first + 1, second - first - 1))},
                         std::string{base::trimmed(line.substr(second + 1))}});
    }
    return cases;
}

/// The command that reads such a file, writing into the scratch folder if it could.
std::vector<std::string> command(const BadCase& bad, const test::Scratch& scratch,
                                 const std::string& street) {
    const std::string file = test::source_file(("tests/data/bad/" + bad.file).c_str()).string();
    const std::string output = scratch.file("out.json");
    if (bad.reader == "streetmix") return {"import", "streetmix", file, "-o", output};
    if (bad.reader == "klic")
        return {"import", "klic", file, "-o", output, "--report", scratch.file("report.json")};
    if (bad.reader == "rules") return {"check", street, "--rules", file, "--findings", output};
    if (bad.reader == "section") return {"influence", file, "--json", output};
    if (bad.reader == "case") return {"validate", file, "--markdown", output};
    if (bad.reader == "operation")
        return {"influence", street, "--operation", file, "--json", output};
    if (bad.reader == "sensors") return {"calibrate", street, "--sensors", file, "--json", output};
    return {"check", file, "--findings", output};
}

class BadInput : public ::testing::TestWithParam<BadCase> {};

TEST_P(BadInput, GivesOneUsefulLineAndNothingElse) {
    const BadCase& bad = GetParam();
    const test::Scratch scratch;
    const std::string street = test::model_file("terraced");

    const auto result = test::run(command(bad, scratch, street));

    EXPECT_EQ(result.code, 2) << result.err;
    EXPECT_TRUE(test::is_one_line(result.err)) << result.err;
    EXPECT_TRUE(result.complains(bad.fragment)) << result.err;
    EXPECT_TRUE(result.complains(fs::path{bad.file}.filename().string())) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(scratch.entries(), 0U) << "something was written";
}

INSTANTIATE_TEST_SUITE_P(Files, BadInput, ::testing::ValuesIn(bad_cases()), [](const auto& bad) {
    std::string name = bad.param.file;
    for (char& c : name)
        c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return name;
});

TEST(BadInputList, NamesEveryBadFileThereIs) {
    const auto cases = bad_cases();
    EXPECT_GT(cases.size(), 100U);
    for (const auto& folder : fs::directory_iterator{test::source_file("tests/data/bad")}) {
        if (!folder.is_directory()) continue;
        for (const auto& entry : fs::directory_iterator{folder.path()}) {
            const std::string name =
                folder.path().filename().string() + "/" + entry.path().filename().string();
            const bool listed = std::any_of(cases.begin(), cases.end(),
                                            [&](const BadCase& c) { return c.file == name; });
            EXPECT_TRUE(listed) << name << " is not in expected.txt";
        }
    }
}

}  // namespace
}  // namespace maaiveld
