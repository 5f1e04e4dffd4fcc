// `maaiveld layout --rack-stations` from the command line.

#include "tests/support/run_program.h"

#include <gtest/gtest.h>

namespace maaiveld::test {
namespace {

std::vector<std::string> canal(std::vector<std::string> more) {
    std::string demands = model_file("canal");
    demands.replace(demands.find("canal.street"), 12, "heat-and-fibre.demands");
    std::vector<std::string> all{"layout", model_file("canal"), "--networks", demands, "--no-heat"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST(RackStations, LayFlatOutsideThem) {
    const Scratch scratch;
    const auto r = run(
        canal({"--mode", "rack", "--rack-stations", "20:50", "-o", scratch.file("a.street.json")}));
    EXPECT_TRUE(r.says("heat-supply-before")) << r.out << r.err;
    EXPECT_TRUE(r.says("fibre-out"));
    EXPECT_TRUE(r.says("the lines lead into the rack"));
    const std::string text = text_of(scratch.file("a.street.json"));
    EXPECT_NE(text.find("\"rack_end\""), std::string::npos);
    // It is a street file like any other.
    EXPECT_EQ(run({"show", scratch.file("a.street.json")}).code, 0);
}

TEST(RackStations, ThatMakeNoSenseAreRefusedInOneLine) {
    for (const char* wrong : {"20", "20-50", "a:b", "50:20", "-5:20", "20:5000"}) {
        const Scratch scratch;
        const auto r = run(canal({"--mode", "rack", std::string{"--rack-stations="} + wrong, "-o",
                                  scratch.file("a.street.json")}));
        EXPECT_EQ(r.code, 2) << wrong;
        EXPECT_NE(r.err.find("stations"), std::string::npos) << r.err;
        EXPECT_EQ(scratch.entries(), 0U);
    }
    const auto flat = run(canal({"--rack-stations", "20:50"}));
    EXPECT_EQ(flat.code, 2);
    EXPECT_NE(flat.err.find("--mode rack"), std::string::npos) << flat.err;
}

}  // namespace
}  // namespace maaiveld::test
