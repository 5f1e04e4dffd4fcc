#include "tests/app/small_files.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace maaiveld {
namespace {

namespace fs = std::filesystem;
using test::run;
using test::Scratch;
using Words = std::vector<std::string>;

std::string delivery() {
    return test::source_file("tests/data/imkl/nergensstraat.xml").string();
}

/// Every command that writes a file, with the name of the file left open at the end.
std::vector<Words> writers() {
    return {{"check", test::model_file("terraced"), "--findings"},
            {"import", "klic", delivery(), "-o"},
            {"import", "klic", delivery(), "-o", "/dev/null", "--report"},
            {"import", "streetmix", test::source_file("tests/data/streetmix/metric.json").string(),
             "-o"},
            {"export", "streetmix", test::model_file("canal"), "-o"}};
}

Words with(Words words, const std::string& last) {
    words.push_back(last);
    return words;
}

// Pipes and terminals.

TEST(Pipes, GetNeitherColoursNorAProgressBar) {
    for (const Words& words :
         std::vector<Words>{{"show", test::model_file("terraced")},
                            {"check", test::model_file("terraced"), "--all"},
                            {"check", test::model_file("terraced"), "--explain", "H-3", "W-12"},
                            {"rules", "list"},
                            {"rules", "test"},
                            {"--help"}}) {
        const auto result = run(words);
        EXPECT_EQ(result.out.find('\x1B'), std::string::npos) << words[0];
        EXPECT_EQ(result.out.find('\r'), std::string::npos) << words[0];
        EXPECT_EQ(result.err, "") << words[0];
    }
}

TEST(Terminals, GetColoursAndTheSameWords) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app::run({"check", test::model_file("terraced")}, out, err, true, false);
    const auto plain = run({"check", test::model_file("terraced")});

    std::string words;
    const std::string text = out.str();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\x1B') {
            words += text[i];
        } else {
            i = text.find('m', i);
        }
    }
    EXPECT_EQ(code, plain.code);
    EXPECT_NE(text.find("\x1B["), std::string::npos);
    EXPECT_EQ(words, plain.out);
}

TEST(Terminals, AreSafeFromTheTextInAFile) {
    const Scratch scratch;
    test::SmallStreet street;
    std::string text = street.text();
    text.replace(text.find("Small"), 5, "Sm\\u001b[31mall");
    text.replace(text.find("\"Aqua\""), 6, "\"Aq\\u001b[2Jua\"");
    const std::string file = scratch.write("s.json", text);

    for (const Words& words : std::vector<Words>{{"show", file},
                                                 {"check", file, "--fail-on", "never"},
                                                 {"check", file, "--explain", "W"}}) {
        EXPECT_EQ(run(words).out.find('\x1B'), std::string::npos) << words[0];
    }
}

// Files.

TEST(Outputs, MakeTheFolderThatIsMissing) {
    for (const Words& words : writers()) {
        const Scratch scratch;
        const std::string file = scratch.file("new/folder/out.json");
        EXPECT_LE(run(with(words, file)).code, 1) << words[0];
        EXPECT_GT(test::text_of(file).size(), 20U) << words[0];
    }
}

TEST(Outputs, ThatCannotBeWrittenAreOneLineAndLeaveNothing) {
    for (const Words& words : writers()) {
        const Scratch scratch;
        const std::string file = scratch.write("file", "kept");

        const auto result = run(with(words, scratch.file("file/out.json")));

        EXPECT_EQ(result.code, 2) << words[0];
        EXPECT_TRUE(test::is_one_line(result.err)) << result.err;
        EXPECT_TRUE(result.complains("cannot be written")) << result.err;
        EXPECT_EQ(test::text_of(file), "kept");
        EXPECT_EQ(scratch.entries(), 1U);
    }
}

TEST(Outputs, IntoAReadOnlyFolderLeaveNothing) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
    for (const Words& words : writers()) {
        const Scratch scratch;
        fs::permissions(scratch.path(), fs::perms::owner_read | fs::perms::owner_exec);

        const auto result = run(with(words, scratch.file("out.json")));

        EXPECT_EQ(result.code, 2) << words[0];
        EXPECT_EQ(scratch.entries(), 0U);
        fs::permissions(scratch.path(), fs::perms::owner_all);
    }
}

TEST(Outputs, OverAFolderLeaveItAlone) {
    for (const Words& words : writers()) {
        const Scratch scratch;
        fs::create_directory(scratch.path() / "folder");

        EXPECT_EQ(run(with(words, scratch.file("folder"))).code, 2) << words[0];
        EXPECT_TRUE(fs::is_directory(scratch.path() / "folder"));
        EXPECT_EQ(scratch.entries(), 1U);
    }
}

TEST(Outputs, AreNotTouchedWhenTheInputIsBad) {
    const Scratch scratch;
    const std::string old = scratch.write("out.json", "old");
    const std::string bad = scratch.write("bad.json", "{\"format\":");

    for (const Words& words : std::vector<Words>{{"check", bad, "--findings", old},
                                                 {"import", "streetmix", bad, "-o", old},
                                                 {"import", "klic", bad, "-o", old},
                                                 {"export", "streetmix", bad, "-o", old}}) {
        EXPECT_EQ(run(words).code, 2) << words[0];
        EXPECT_EQ(test::text_of(old), "old") << words[0];
    }
    EXPECT_EQ(scratch.entries(), 2U);
}

// Where profiles come from.

class Environment {
public:
    explicit Environment(const std::string& value) {
        ::setenv("MAAIVELD_PROFILES", value.c_str(), 1);
    }
    ~Environment() { ::unsetenv("MAAIVELD_PROFILES"); }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
};

TEST(Profiles, AreNamedByOptionThenByEnvironment) {
    const Scratch empty;
    const std::string shipped = test::source_file("profiles").string();
    const std::string street = test::model_file("terraced");

    EXPECT_EQ(run({"show", street}).code, 0);
    const auto no_rules = run({"--profiles", empty.path().string(), "show", street});
    EXPECT_EQ(no_rules.code, 2);
    EXPECT_TRUE(no_rules.complains("no profiles folder"));
    {
        const Environment environment{empty.path().string()};
        EXPECT_EQ(run({"show", street}).code, 2);
        EXPECT_EQ(run({"--profiles", shipped, "show", street}).code, 0);
        EXPECT_EQ(run({"show", street, "--profiles", shipped}).code, 0)
            << "options of the program may come last";
    }
    const Environment environment{shipped};
    EXPECT_EQ(run({"show", street}).code, 0);
}

// Show.

TEST(Show, CountsWhatLiesInAStreet) {
    const Scratch scratch;
    const std::string file = scratch.write("s.json", test::SmallStreet{}.text());
    const auto en = run({"show", file});
    const auto nl = run({"--lang", "nl", "show", file});

    EXPECT_EQ(en.code, 0);
    EXPECT_TRUE(en.says("Small\n") && en.says("axis 50.0 m") && en.says("drinking water") &&
                en.says("50.0 m"));
    EXPECT_TRUE(en.says("0 trees"));
    EXPECT_TRUE(nl.says("drinkwater") && nl.says("0 bomen") && nl.says("as 50.0 m"));
}

TEST(Show, ReadsLinesInCsv) {
    const Scratch scratch;
    const auto result = run(
        {"show",
         scratch.write(
             "lines.csv",
             "id,network,outer_diameter_m,wkt\nW,water,0.2,\"LINESTRING Z (0 0 -1, 12 0 -1)\"\n")});

    EXPECT_EQ(result.code, 0);
    EXPECT_TRUE(result.says("lines\n") && result.says("12.0 m"));
}

}  // namespace
}  // namespace maaiveld
