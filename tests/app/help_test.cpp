#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

using test::run;
using Words = std::vector<std::string>;

const std::vector<Words> kCommands{{"import"},
                                   {"import", "klic"},
                                   {"import", "streetmix"},
                                   {"show"},
                                   {"check"},
                                   {"picture"},
                                   {"rules"},
                                   {"rules", "list"},
                                   {"rules", "show"},
                                   {"rules", "matches"},
                                   {"rules", "test"},
                                   {"export"},
                                   {"export", "streetmix"},
                                   {"completion"}};

TEST(Help, OfEveryCommandGivesAnExample) {
    for (Words words : kCommands) {
        words.emplace_back("--help");
        const auto result = run(words);
        EXPECT_EQ(result.code, 0) << words[0];
        EXPECT_TRUE(result.says("Example")) << result.out;
        EXPECT_TRUE(result.says("Usage")) << result.out;
        EXPECT_EQ(result.err, "");
    }
}

TEST(Help, OfTheProgramNamesEveryCommandAndTheExitCodes) {
    const auto result = run({"--help"});

    EXPECT_EQ(result.code, 0);
    for (const Words& words : kCommands)
        EXPECT_TRUE(result.says("  " + words[0])) << words[0];
    EXPECT_TRUE(result.says("Example"));
    EXPECT_TRUE(result.says("2 bad input or usage"));
}

TEST(Version, IsPrinted) {
    const auto result = run({"--version"});

    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.out.rfind("maaiveld 0.", 0), 0U) << result.out;
}

TEST(Usage, WrongWordsAreOneLineAndExitCodeTwo) {
    const std::string street = test::model_file("terraced");
    for (const Words& words :
         std::vector<Words>{{},
                            {"chek"},
                            {"check"},
                            {"check", street, "--nope"},
                            {"check", street, "--fail-on", "often"},
                            {"check", street, "--threads", "0"},
                            {"check", street, "--threads", "many"},
                            {"check", street, "--uncertainty", "maybe"},
                            {"check", street, "--status", "old"},
                            {"check", street, "--date", "tomorrow"},
                            {"check", street, "--date", "2030-02-30"},
                            {"check", street, "--explain"},
                            {"--lang", "de", "show", street},
                            {"rules"},
                            {"rules", "show"},
                            {"import"},
                            {"import", "klic"},
                            {"import", "klic", "x.zip", "--imkl", "3.0"},
                            {"import", "streetmix", "x.json", "--length", "-5"},
                            {"export", "streetmix", street},
                            {"show"},
                            {"show", street, "another"}}) {
        const auto result = run(words);
        const std::string said = words.empty() ? "nothing" : words.back();
        EXPECT_EQ(result.code, 2) << said;
        EXPECT_TRUE(test::is_one_line(result.err)) << said << ": " << result.err;
        EXPECT_EQ(result.out, "") << said;
    }
}

TEST(Usage, IsOneLineWhateverTheUserTyped) {
    const std::string street = test::model_file("terraced");
    for (const Words& words : std::vector<Words>{{"check", street, "--no\npe"},
                                                 {"check", street, "--\x1B[31mred"},
                                                 {"show", "no\nsuch\x1B[31m.json"},
                                                 {"check", street, "--rules", "no\npack"}}) {
        const auto result = run(words);
        EXPECT_EQ(result.code, 2);
        EXPECT_TRUE(test::is_one_line(result.err)) << result.err;
        EXPECT_EQ(result.err.find('\x1B'), std::string::npos) << result.err;
    }
}

TEST(Usage, NamesTheUnknownOption) {
    EXPECT_TRUE(run({"check", test::model_file("terraced"), "--nope"}).complains("--nope"));
}

TEST(Completion, IsAScriptThatBashAccepts) {
    const test::Scratch scratch;
    const auto result = run({"completion"});
    const std::string script = scratch.write("completion.bash", result.out);

    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(std::system(("bash -n '" + script + "'").c_str()), 0);
}

/// What bash would offer after these words.
std::string offered(const std::string& words, int last) {
    const test::Scratch scratch;
    const std::string script = scratch.write("completion.bash", run({"completion"}).out);
    const std::string output = scratch.file("out.txt");
    scratch.write("ask.bash", "source '" + script + "'\nCOMP_WORDS=(" + words + ")\nCOMP_CWORD=" +
                                  std::to_string(last) + "\n_maaiveld\necho \"${COMPREPLY[*]}\"\n");
    EXPECT_EQ(std::system(("bash '" + scratch.file("ask.bash") + "' > '" + output + "'").c_str()),
              0);
    return test::text_of(output);
}

TEST(Completion, OffersCommandsAndOptions) {
    EXPECT_EQ(offered("maaiveld ch", 1), "check\n");
    EXPECT_EQ(offered("maaiveld rules ma", 2), "matches\n");
    EXPECT_EQ(offered("maaiveld check --find", 2), "--findings\n");
    EXPECT_EQ(offered("maaiveld import klic x.zip --rep", 4), "--report\n");
    EXPECT_EQ(offered("maaiveld check x.json --la", 3), "--lang\n");
}

}  // namespace
}  // namespace maaiveld
