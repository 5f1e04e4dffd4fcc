#include "exchange/weather_csv.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace maaiveld::exchange {
namespace {

base::Result<influence::HourlyWeather> read(const std::string& text) {
    const test::Scratch scratch;
    scratch.write("w.csv", text);
    return read_weather_csv(scratch.path() / "w.csv");
}

std::string refusal(const std::string& text) {
    const auto weather = read(text);
    if (weather) return "accepted";
    const std::string message = weather.error().text();
    return message.substr(message.find("w.csv"));
}

TEST(WeatherCsv, ReadsColumnsInAnyOrder) {
    const auto weather = read(
        "station,wind_m_s,time,air_temperature_C,global_radiation_W_m2\r\n"
        "260,3.5,2016-02-28T23:00,4.5,0\r\n"
        "260,4,2016-02-29T00:00,-1,12.5\r\n");
    ASSERT_TRUE(weather) << weather.error().text();
    EXPECT_EQ(weather->air_temperature_C, (std::vector<double>{4.5, -1.0}));
    EXPECT_EQ(weather->global_radiation_W_m2, (std::vector<double>{0.0, 12.5}));
    EXPECT_EQ(weather->wind_m_s, (std::vector<double>{3.5, 4.0}));
}

TEST(WeatherCsv, KnowsTheCalendar) {
    const auto joins = [](const std::string& a, const std::string& b) {
        return refusal("time,air_temperature_C\n" + a + ",1\n" + b + ",2\n");
    };
    EXPECT_EQ(joins("2016-12-31T23:00", "2017-01-01 00:00"), "accepted");
    EXPECT_EQ(joins("2016-02-29T23:00", "2016-03-01T00:00:00"), "accepted");
    EXPECT_EQ(joins("2016-12-31T23:00", "2016-12-31T24:00"), "accepted");
    EXPECT_NE(joins("2015-02-28T23:00", "2015-03-01T01:00").find("w.csv:3: follows 2 h"),
              std::string::npos);
    EXPECT_NE(joins("2015-02-28T23:00", "2015-02-29T00:00").find("w.csv:3"), std::string::npos);
    EXPECT_NE(joins("2015-02-28T23:30", "2015-03-01T00:30").find("w.csv:2"), std::string::npos);
}

TEST(WeatherCsv, RefusesWithFileAndLine) {
    EXPECT_EQ(refusal("hour,air_temperature_C\n0,5\n1,6\n"), "accepted");
    EXPECT_NE(refusal("hour,temperature_C\n0,5\n").find("air_temperature_C"), std::string::npos);
    EXPECT_NE(refusal("air_temperature_C\n").find("no hours"), std::string::npos);
    EXPECT_NE(refusal("").find("air_temperature_C"), std::string::npos);
    EXPECT_EQ(refusal("hour,air_temperature_C\n0,5\n2,6\n").substr(0, 8), "w.csv:3:");
    EXPECT_EQ(refusal("hour,air_temperature_C\n0,x\n").substr(0, 8), "w.csv:2:");
    EXPECT_EQ(refusal("hour,air_temperature_C\n0,5,1\n").substr(0, 8), "w.csv:2:");
    EXPECT_EQ(refusal("air_temperature_C\n5\n500\n").substr(0, 8), "w.csv:3:");
    EXPECT_EQ(refusal("air_temperature_C,wind_m_s\n5,-1\n").substr(0, 8), "w.csv:2:");
    EXPECT_NE(refusal("hour,time,air_temperature_C\n").find("keep one"), std::string::npos);
    EXPECT_NE(refusal("air_temperature_C,air_temperature_C\n1,2\n").find("twice"),
              std::string::npos);
    EXPECT_FALSE(read_weather_csv("no-such-file.csv"));
}

}  // namespace
}  // namespace maaiveld::exchange
