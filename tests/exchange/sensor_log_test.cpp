#include "exchange/sensor_log.h"

#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace maaiveld::exchange {
namespace {

using influence::SensorLog;

base::Result<SensorLog> read(const std::string& text) {
    const test::Scratch scratch;
    return read_sensor_log(scratch.write("log.csv", text));
}

std::string refusal(const std::string& text) {
    const auto log = read(text);
    return log ? "accepted" : log.error().text();
}

const std::string kHeader = "hour,sensor,depth_m,temperature_C\n";

TEST(SensorLog, SortsReadingsBySensorAndHour) {
    const auto log = read(
        "hour,sensor,depth_m,temperature_C,offset_m\n"
        "1,S-50,0.5,8.1,2.4\n0,air,,3.1,\n0,S-50,0.5,7.9,2.4\n\n0,S-100,1.0,9.5,\n0,top,0,4.5,\n");

    ASSERT_TRUE(log) << log.error().text();
    ASSERT_EQ(log->sensors.size(), 2U);
    EXPECT_EQ(log->sensors[0].id, "S-50");
    EXPECT_EQ(log->sensors[0].offset_m, 2.4);
    ASSERT_EQ(log->sensors[0].readings.size(), 2U);
    EXPECT_EQ(log->sensors[0].readings[0].hour, 0.0);
    EXPECT_EQ(log->sensors[0].readings[1].temperature_C, 8.1);
    EXPECT_EQ(log->sensors[1].offset_m, 0.0);
    ASSERT_EQ(log->air.size(), 1U);
    EXPECT_EQ(log->air[0].temperature_C, 3.1);
    ASSERT_EQ(log->surface.size(), 1U);
    EXPECT_EQ(log->surface[0].temperature_C, 4.5);
}

TEST(SensorLog, CountsHoursFromTheFirstOfJanuaryOfTheFirstYear) {
    const auto log = read(
        "time,sensor,depth_m,temperature_C\n2023-12-31T23:30,S,1,8\n2024-03-01T00:00,S,1,8\n"
        "2025-01-01T00:00,S,1,8\n");

    ASSERT_TRUE(log) << log.error().text();
    const auto& readings = log->sensors[0].readings;
    EXPECT_DOUBLE_EQ(readings[0].hour, 365 * 24 - 0.5);
    EXPECT_DOUBLE_EQ(readings[1].hour, (365 + 31 + 29) * 24.0) << "2024 has a 29 February";
    EXPECT_DOUBLE_EQ(readings[2].hour, (365 + 366) * 24.0);
}

TEST(SensorLog, ReadsTheExampleOfItsPage) {
    const std::string page = test::text_of(test::source_file("docs/formats/sensors.md"));
    const std::size_t from = page.find("```csv\n") + 7;
    const auto log = read(page.substr(from, page.find("```", from) - from));

    ASSERT_TRUE(log) << log.error().text();
    EXPECT_EQ(log->sensors.size(), 1U);
    EXPECT_EQ(log->air.size(), 2U);
}

TEST(SensorLog, RefusesWithLineAndReason) {
    const std::vector<std::pair<std::string, std::string>> refusals{
        {"", "log.csv:1: the file is empty"},
        {kHeader, "log.csv:1: holds no sensor"},
        {kHeader + "0,air,,3\n", "holds no sensor in the ground"},
        {kHeader + "0,top,0,3\n", "holds no sensor below the surface"},
        {"hour,time,sensor,depth_m,temperature_C\n", "as column `hour` or as column `time`"},
        {"sensor,depth_m,temperature_C\n", "as column `hour` or as column `time`"},
        {"hour,sensor,temperature_C\n", "column `depth_m` is missing"},
        {"hour,sensor,depth_m,temperature_C,hour\n", "column `hour` occurs twice"},
        {"hour,sensor,depth_m,temperature_C,ofset_m\n", "did you mean `offset_m`"},
        {kHeader + "0,S,1,8\n1,S,1\n", "log.csv:3: 3 cells where the header has 4"},
        {kHeader + "0,S,1,warm\n", "log.csv:2: temperature_C is `warm`, not a number"},
        {kHeader + "0,S,1,nan\n", "log.csv:2: temperature_C is `nan`, not a number"},
        {kHeader + "inf,S,1,8\n", "log.csv:2: hour is `inf`, not a number"},
        {kHeader + "0,S,1,-300\n", "log.csv:2: temperature_C is -300"},
        {kHeader + "0,S,1,280\n", "log.csv:2: temperature_C is 280"},
        {kHeader + "0,S,-0.5,8\n", "log.csv:2: depth_m is -0.5"},
        {kHeader + "0,S,,8\n", "log.csv:2: depth_m is ``, not a number"},
        {kHeader + "0,S,500,8\n", "log.csv:2: depth_m is 500"},
        {kHeader + "0,,1,8\n", "log.csv:2: `sensor` is empty"},
        {kHeader + "0,S,1,8\n1,S,1.1,8\n", "log.csv:3: sensor `S` stood at another place"},
        {kHeader + "0,S,1,8\n0,S,1,8\n", "sensor `S` has two readings for hour 0"},
        {kHeader + "0,A,0,8\n0,B,0,8\n0,S,1,8\n", "two sensors at depth 0"},
        {"time,sensor,depth_m,temperature_C\n2024-02-30T00:00,S,1,8\n", "log.csv:2: time is"},
        {"time,sensor,depth_m,temperature_C\n2024-02-03 00:00,S,1,8\n", "write 2025-01-31T13:00"},
        {"time,sensor,depth_m,temperature_C\n2024-02-03T24:00,S,1,8\n", "log.csv:2: time is"},
        {kHeader + "0,\"S,1,8\n", "log.csv:2: a quote is opened and never closed"},
        {kHeader + "0,\xFF,1,8\n", "log.csv:2: the text is not UTF-8"}};
    for (const auto& [text, reason] : refusals)
        EXPECT_NE(refusal(text).find(reason), std::string::npos) << text << "\n" << refusal(text);
}

TEST(SensorLog, RefusesAFileThatIsNotThere) {
    const test::Scratch scratch;
    EXPECT_FALSE(read_sensor_log(scratch.file("none.csv")));
}

}  // namespace
}  // namespace maaiveld::exchange
