#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

namespace maaiveld {
namespace {

using nlohmann::json;
using test::run;

const std::string kStreet = R"({"format":"maaiveld-street/1","name":"Quiet","axis":[[0,0],[50,0]],
"assets":[{"id":"W","network":"water","type":"pvc-110","points":[[0,0,-1],[50,0,-1]]}]})";

constexpr double kDiffusivity_m2_s = 6e-7;
constexpr double kMean_C = 11.5;

/// The damped wave of a year in ground that nothing warms.
double ground_C(double depth_m, double day) {
    const double damping_m = std::sqrt(365.0 * 86400.0 * kDiffusivity_m2_s / std::numbers::pi);
    const double phase = 2.0 * std::numbers::pi * (day - 25.0) / 365.0 - depth_m / damping_m;
    return kMean_C - 8.0 * std::exp(-depth_m / damping_m) * std::cos(phase);
}

/// Readings of a year, every fifth day, at three depths.
std::string year_of_readings() {
    std::ostringstream log;
    log.precision(12);
    log << "hour,sensor,depth_m,temperature_C\n";
    for (int day = 0; day < 365; day += 5) {
        for (const double depth_m : {0.3, 0.8, 1.6})
            log << 24 * day << ",S" << depth_m << ',' << depth_m << ',' << ground_C(depth_m, day)
                << '\n';
    }
    return log.str();
}

json parameter(const json& calibration, const std::string& name) {
    for (const json& one : calibration.at("parameters")) {
        if (one.at("name") == name) return one;
    }
    ADD_FAILURE() << "no parameter " << name;
    return json::object();
}

TEST(Calibrate, FindsTheGroundThatTheReadingsCameFrom) {
    const test::Scratch scratch;
    const std::string street = scratch.write("quiet.street.json", kStreet);
    const std::string log = scratch.write("log.csv", year_of_readings());
    const std::string file = scratch.file("c.json");

    const auto result = run({"calibrate", street, "--sensors", log, "--json", file});

    ASSERT_EQ(result.code, 0) << result.err;
    const json calibration = json::parse(test::text_of(file));
    EXPECT_EQ(calibration.at("format"), "maaiveld-calibration/1");
    EXPECT_EQ(calibration.at("driver"), "harmonic_year");
    EXPECT_EQ(calibration.at("has_sources"), false);
    EXPECT_LT(calibration.at("rms_K").get<double>(), 0.01);
    EXPECT_GT(calibration.at("explained").get<double>(), 0.9999);
    EXPECT_NEAR(parameter(calibration, "diffusivity_m2_s").at("value").get<double>(),
                kDiffusivity_m2_s, 0.01 * kDiffusivity_m2_s);
    EXPECT_NEAR(parameter(calibration, "surface_mean_C").at("value").get<double>(), kMean_C, 0.01);
    ASSERT_EQ(calibration.at("sensors").size(), 3U);
    EXPECT_EQ(calibration.at("sensors")[0].at("readings"), 73);
    EXPECT_TRUE(result.says("diffusivity_m2_s") && result.says("S0.8")) << result.out;
}

TEST(Calibrate, SaysWhatTheReadingsCannotTell) {
    const test::Scratch scratch;
    const std::string street = scratch.write("quiet.street.json", kStreet);
    const std::string log = scratch.write("log.csv", year_of_readings());
    const std::string file = scratch.file("c.json");

    const auto result =
        run({"--lang", "nl", "calibrate", street, "--sensors", log, "--json", file});

    const json conductivity = parameter(json::parse(test::text_of(file)), "conductivity_W_mK");
    EXPECT_EQ(conductivity.at("determined"), false) << "no known heat, no conductivity";
    EXPECT_TRUE(conductivity.at("value").is_null());
    EXPECT_TRUE(result.says("niet te bepalen uit deze metingen")) << result.out;
}

TEST(Calibrate, WritesNoStreetWithGroundThatIsNotKnown) {
    const test::Scratch scratch;
    const std::string street = scratch.write("quiet.street.json", kStreet);
    const std::string log = scratch.write("log.csv", year_of_readings());

    const auto result =
        run({"calibrate", street, "--sensors", log, "-o", scratch.file("fitted.street.json")});

    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(test::is_one_line(result.err)) << result.err;
    EXPECT_TRUE(result.complains("not determined")) << result.err;
    EXPECT_EQ(scratch.entries(), 2U);
}

TEST(Calibrate, RefusesALogWithALine) {
    const test::Scratch scratch;
    const std::string street = scratch.write("quiet.street.json", kStreet);
    const std::string log =
        scratch.write("log.csv", "hour,sensor,depth_m,temperature_C\n0,S,1,8\n1,S,1,-400\n");

    const auto result = run({"calibrate", street, "--sensors", log});

    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(result.complains("log.csv:3: temperature_C is -400")) << result.err;
    EXPECT_EQ(result.out, "");
}

}  // namespace
}  // namespace maaiveld
