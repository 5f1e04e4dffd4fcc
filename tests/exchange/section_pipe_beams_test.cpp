#include "exchange/section_pipe_beams.h"

#include "tests/exchange/section_settlement_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maaiveld::exchange {
namespace {

using test_section::example_of;
using test_section::parsed;
using test_section::replaced;

std::string refusal(const std::string& text) {
    return test_section::refusal(
        [](const JsonValue& root, const std::string& file) {
            read_pipe_beams(*root.find("pipe_beams"), file);
        },
        text);
}

TEST(SectionPipeBeams, ReadsComputesAndWritesTheExampleOfThePage) {
    const JsonDocument document = parsed(example_of("pipe_beams"));
    const JsonValue* block = document.root.find("pipe_beams");
    ASSERT_NE(block, nullptr);

    const auto results = influence::assess_pipe_beams(read_pipe_beams(*block, document.file));
    ASSERT_TRUE(results) << results.error().text();
    const auto written = write_pipe_beams(*results);

    ASSERT_EQ(written.size(), 2U);
    EXPECT_EQ(written[0]["id"], "connection");
    EXPECT_FALSE(written[0].contains("x_m"));
    EXPECT_EQ(written[1]["joints"].size(), 2U);
    EXPECT_EQ(written[1]["x_m"].size(), written[1]["moment_N_m"].size());
    EXPECT_GT(written[1]["sigma_b_MPa"].get<double>(), 0.0);
    EXPECT_NEAR(written[1]["stress_utilisation"].get<double>(),
                written[1]["sigma_b_MPa"].get<double>() / 12.5, 1e-12);
    EXPECT_TRUE(written[1].contains("rotation_utilisation"));
    EXPECT_FALSE(written[0].contains("rotation_utilisation"));
}

TEST(SectionPipeBeams, ReadsTheCreepModulusAtItsDuration) {
    const JsonDocument document = parsed(example_of("pipe_beams"));

    const auto pipes = read_pipe_beams(*document.root.find("pipe_beams"), document.file);

    EXPECT_LT(pipes[0].pipe.modulus_Pa, 9e8);
    EXPECT_GT(pipes[0].pipe.modulus_Pa, 2e8);
    EXPECT_EQ(pipes[1].pipe.modulus_Pa, 3e9);
    EXPECT_EQ(pipes[1].span->start.kind, influence::BeamEnd::Kind::Hinged);
    EXPECT_EQ(pipes[1].span->bedding[0].kh_N_m3, 0.0);
}

TEST(SectionPipeBeams, RefusesBadInputAtItsLine) {
    const std::string good = example_of("pipe_beams");

    EXPECT_EQ(refusal(good), "");
    EXPECT_EQ(refusal(replaced(good, "\"wall_m\": 0.0062", "\"wall_m\": 0.09")),
              "test.json:15: pipe `main`: `wall_m` is more than half of `outer_diameter_m`");
    EXPECT_EQ(refusal(replaced(good, "\"kind\": \"clamped\"", "\"kind\": \"clampd\"")),
              "test.json:12: no step is called `clampd` (did you mean `clamped`?)");
    EXPECT_NE(refusal(replaced(good, "\"duration_days\": 3650,", "")), "");
    EXPECT_NE(refusal(replaced(good, "{\"days\": 1,", "{\"days\": 99999,")), "");
    EXPECT_NE(refusal(replaced(good, "\"kind\": \"continuing\"",
                               "\"kind\": \"continuing\", \"settlement_m\": 0.1")),
              "");
    EXPECT_NE(refusal(replaced(good, "\"modulus_Pa\": 3e9,", "")), "");
    EXPECT_NE(refusal(replaced(good, "\"kh_N_m3\": 5e6", "\"kh_N_m3\": 0")), "");
    EXPECT_NE(refusal("{\"pipe_beams\": 3}"), "");
}

}  // namespace
}  // namespace maaiveld::exchange
