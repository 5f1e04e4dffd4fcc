#include "tests/support/run_program.h"

#include <gtest/gtest.h>

namespace maaiveld::test {
namespace {

/// Water above heat in a rack along x, 24 m long.
std::string rack_street(const std::string& rack_type) {
    return R"({"format":"maaiveld-street/1","name":"Rack","axis":[[0,0],[24,0]],
"racks":[{"id":"R","line":[[0,0],[24,0]],"width_m":0.7,"top_m":-0.28,"bottom_m":-1.36)" +
           rack_type + R"(}],
"assets":[
{"id":"T","network":"telecom","type":"hdpe-duct-40","rack":"R","points":[[0,-0.2,-0.36],[24,-0.2,-0.36]],"attributes":{"phase":1}},
{"id":"W","network":"water","type":"pe-63","rack":"R","points":[[0,0,-0.87],[24,0,-0.87]],"attributes":{"phase":2}},
{"id":"H","network":"heat","type":"st-pur-pe-65-140","rack":"R","points":[[0,0.2,-1.11],[24,0.2,-1.11]],"attributes":{"phase":2}}]})";
}

const std::string kTyped = R"(,"type":"vkls-distribution")";

TEST(RackCommand, PrintsSizesUtilisationAndParts) {
    const Scratch scratch;
    const std::string street = scratch.write("r.street.json", rack_street(kTyped));
    const std::string json = scratch.file("r.json");
    const auto run = test::run({"rack", street, "--load", "none", "--json", json});
    EXPECT_TRUE(run.code == 0 || run.code == 1) << run.err;
    EXPECT_TRUE(run.says("frames every"));
    EXPECT_TRUE(run.says("utilisation"));
    EXPECT_TRUE(run.says("post"));
    EXPECT_NE(text_of(json).find("maaiveld-rack-report/1"), std::string::npos);
    const auto dutch = test::run({"--lang", "nl", "rack", street, "--load", "none"});
    EXPECT_TRUE(dutch.says("spanten om de"));
}

TEST(RackCommand, SaysWhichTypeToGive) {
    const Scratch scratch;
    const auto run = test::run({"rack", scratch.write("r.street.json", rack_street(""))});
    EXPECT_EQ(run.code, 2);
    EXPECT_TRUE(run.complains("no `type`"));
    EXPECT_TRUE(run.complains("vkls-distribution"));
}

TEST(RackCommand, RefusesUnknownLoadRackAndMaterial) {
    const Scratch scratch;
    const std::string street = scratch.write("r.street.json", rack_street(kTyped));
    const auto load = test::run({"rack", street, "--load", "tank"});
    EXPECT_EQ(load.code, 2);
    EXPECT_TRUE(load.complains("carriageway"));
    EXPECT_EQ(test::run({"rack", street, "--rack", "X"}).code, 2);
    EXPECT_EQ(test::run({"rack", street, "--material", "cheese"}).code, 2);
    EXPECT_EQ(test::run({"rack", model_file("terraced")}).code, 2);
}

TEST(CheckPve, PrintsTheMatrixAndFailsWhenARequirementIsNotMet) {
    const Scratch scratch;
    const std::string street = scratch.write("r.street.json", rack_street(kTyped));
    const std::string json = scratch.file("m.json");
    const auto run = test::run(
        {"check", street, "--fail-on", "never", "--rules", "nl-rack", "--pve-json", json, "--pve"});
    EXPECT_TRUE(run.says("PVE-01  met")) << run.out << run.err;
    EXPECT_TRUE(run.says("PVE-17  not checkable"));
    EXPECT_NE(text_of(json).find("maaiveld-pve-report/1"), std::string::npos);
    const std::string strict = scratch.write(
        "p.json",
        R"({"format":"maaiveld-pve/1","id":"p","title":{"nl":"P","en":"P"},"requirements":[
{"id":"A","owner":"digger","title":{"nl":"smal","en":"narrow"},"check":"width","at_most":0.69,"unit":"m","phase":"dry","source":"s","grade":"C"}]})");
    const auto failed = test::run({"check", street, "--fail-on", "never", "--pve", strict});
    EXPECT_EQ(failed.code, 1);
    EXPECT_TRUE(failed.says("NOT MET"));
    const std::string wide = scratch.write("w.json", [&] {
        std::string text = text_of(strict);
        return text.replace(text.find("0.69"), 4, "0.70");
    }());
    EXPECT_EQ(test::run({"check", street, "--fail-on", "never", "--pve", wide}).code, 0);
    EXPECT_EQ(test::run({"check", street, "--pve", scratch.file("none.json")}).code, 2);
}

}  // namespace
}  // namespace maaiveld::test
