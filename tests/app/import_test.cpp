#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace maaiveld {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::run;
using test::Scratch;

std::string fixture(const char* name) {
    return test::source_file((std::string{"tests/data/"} + name).c_str()).string();
}

json json_in(const std::string& file) {
    return json::parse(test::text_of(file));
}

TEST(ImportKlic, WritesAStreetThatCanBeShownAndChecked) {
    const Scratch scratch;
    const std::string street = scratch.file("s.street.json");

    const auto imported = run({"import", "klic", fixture("imkl/nergensstraat.xml"), "-o", street});

    EXPECT_EQ(imported.code, 0) << imported.err;
    EXPECT_EQ(imported.err, "");
    EXPECT_TRUE(imported.says("(IMKL 2.0)") && imported.says("12 cables, pipes and ducts"));
    EXPECT_TRUE(imported.says("written: " + street));
    EXPECT_EQ(json_in(street)["assets"].size(), 12U);
    EXPECT_EQ(run({"show", street}).code, 0);
    EXPECT_LE(run({"check", street}).code, 1);
}

TEST(ImportKlic, WritesTheReportThatIsAskedFor) {
    const Scratch scratch;
    const auto result = run({"import", "klic", fixture("imkl/nergensstraat.xml"), "-o",
                             scratch.file("s.json"), "--report", scratch.file("r.json")});

    const json report = json_in(scratch.file("r.json"));
    EXPECT_EQ(result.code, 0);
    for (const char* key : {"features", "link_length_m", "skipped", "depth"})
        EXPECT_TRUE(report.contains(key)) << key;
    EXPECT_NEAR(report["link_length_m"]["laagspanning"].get<double>(), 260.0, 0.05);
    EXPECT_EQ(report["depth"]["measured"], 4);
}

TEST(ImportKlic, ReadsTheOlderVersion) {
    const Scratch scratch;
    const auto result = run({"import", "klic", fixture("imkl/waterleiding_121.xml"), "-o",
                             scratch.file("s.json"), "--imkl", "1.2.1"});

    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(result.says("(IMKL 1.2.1)"));
}

TEST(ImportKlic, ReadsTheVersionThatIsAskedForWhenADeliveryHoldsTwo) {
    const Scratch both;
    const Scratch scratch;
    for (const char* name : {"nergensstraat.xml", "waterleiding_121.xml"}) {
        fs::copy_file(fixture((std::string{"imkl/"} + name).c_str()), both.path() / name);
    }
    const auto version = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"import", "klic", both.path().string(), "-o",
                                       scratch.file("s.json")};
        words.insert(words.end(), more.begin(), more.end());
        const auto result = run(words);
        EXPECT_EQ(result.code, 0) << result.err;
        const auto at = result.out.find("(IMKL ");
        return at == std::string::npos ? result.out
                                       : result.out.substr(at, result.out.find(')') + 1 - at);
    };

    EXPECT_EQ(version({}), "(IMKL 2.0)");
    EXPECT_EQ(version({"--imkl", "2.0"}), "(IMKL 2.0)");
    EXPECT_EQ(version({"--imkl", "1.2.1"}), "(IMKL 1.2.1)");
}

TEST(ImportKlic, TakesTheAxisThatIsNamed) {
    const Scratch scratch;
    const std::string street = scratch.file("s.json");
    const auto result = run({"import", "klic", fixture("imkl/nergensstraat.xml"), "-o", street,
                             "--axis", "150000,450000 150030,450000"});

    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(json_in(street)["axis"], json({{150000.0, 450000.0}, {150030.0, 450000.0}}));
    for (const char* axis : {"150000,450000", "150000;450000 1,2", "a,b c,d"}) {
        const auto wrong = run({"import", "klic", fixture("imkl/nergensstraat.xml"), "-o",
                                scratch.file("no.json"), "--axis", axis});
        EXPECT_EQ(wrong.code, 2) << axis;
        EXPECT_TRUE(wrong.complains("--axis")) << axis;
    }
    EXPECT_FALSE(fs::exists(scratch.file("no.json")));
}

TEST(ImportKlic, NamesTheStreetAfterTheDeliveryByDefault) {
    const Scratch scratch;
    const fs::path before = fs::current_path();
    fs::current_path(scratch.path());
    const auto result = run({"import", "klic", fixture("imkl/nergensstraat.xml")});
    fs::current_path(before);

    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(fs::exists(scratch.file("nergensstraat.street.json")));
}

TEST(ImportKlic, SpeaksDutch) {
    const Scratch scratch;
    const auto nl = run({"--lang", "nl", "import", "klic", fixture("imkl/nergensstraat.xml"), "-o",
                         scratch.file("s.json")});

    EXPECT_TRUE(nl.says("kabels, leidingen en buizen") && nl.says("geschreven:"));
}

TEST(Streetmix, ComesBackFromAnExportAsItWasImported) {
    const Scratch scratch;
    for (const char* name : {"metric.json", "feet.json", "bare.json"}) {
        const std::string one = scratch.file("one.street.json");
        const std::string two = scratch.file("two.street.json");
        const std::string section = scratch.file("section.json");

        ASSERT_EQ(run({"import", "streetmix", fixture((std::string{"streetmix/"} + name).c_str()),
                       "-o", one})
                      .code,
                  0)
            << name;
        ASSERT_EQ(run({"export", "streetmix", one, "-o", section}).code, 0) << name;
        ASSERT_EQ(run({"import", "streetmix", section, "-o", two}).code, 0) << name;

        const json before = json_in(one)["section"];
        const json after = json_in(two)["section"];
        ASSERT_EQ(before.size(), after.size()) << name;
        ASSERT_FALSE(before.empty());
        for (std::size_t i = 0; i < before.size(); ++i) {
            EXPECT_EQ(before[i]["kind"], after[i]["kind"]) << name;
            EXPECT_NEAR(before[i]["width_m"].get<double>(), after[i]["width_m"].get<double>(),
                        0.001)
                << name;
        }
    }
}

TEST(Streetmix, IsAsLongAsItIsAskedToBe) {
    const Scratch scratch;
    const std::string street = scratch.file("s.json");

    ASSERT_EQ(run({"import", "streetmix", fixture("streetmix/metric.json"), "-o", street,
                   "--length", "80"})
                  .code,
              0);

    const json axis = json_in(street)["axis"];
    EXPECT_NEAR(axis.back()[0].get<double>() - axis.front()[0].get<double>(), 80.0, 1e-9);
}

TEST(Streetmix, IsWrittenForAModelToo) {
    const Scratch scratch;
    const auto result =
        run({"export", "streetmix", test::model_file("postwar"), "-o", scratch.file("s.json")});

    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_TRUE(result.says("written: "));
    EXPECT_FALSE(json_in(scratch.file("s.json")).empty());
}

}  // namespace
}  // namespace maaiveld
