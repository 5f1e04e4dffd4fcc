#include "calibrate_logs.h"
#include "influence/heat/transient.h"
#include "influence/street/street_heat.h"

#include <gtest/gtest.h>

#include <limits>

namespace maaiveld::influence {
namespace {

using namespace logs;

const std::vector<double> kDepths_m{0.15, 0.4, 0.7, 1.1, 1.6};
const std::vector<double> kMiddle_m(5, 0.0);

Calibration fitted(const model::Street& street, const Operation& operation, const SensorLog& log) {
    const auto result = calibrate(street, {}, operation, 25.0, log);
    if (!result) {
        ADD_FAILURE() << result.error().text();
        return {};
    }
    return *result;
}

double value_of(const Calibration& c, const std::string& name) {
    const FittedParameter* p = c.find(name);
    if (p == nullptr || !p->determined) {
        ADD_FAILURE() << name << " is not determined";
        return std::numeric_limits<double>::quiet_NaN();
    }
    return p->value;
}

void expect_planted(const Calibration& c, const Truth& truth) {
    EXPECT_NEAR(value_of(c, "conductivity_W_mK") / truth.conductivity_W_mK, 1.0, 0.03);
    EXPECT_NEAR(value_of(c, "diffusivity_m2_s") / truth.diffusivity_m2_s, 1.0, 0.03);
}

SensorLog air_log(const Truth& truth, double noise_K, unsigned seed) {
    SensorLog log;
    const auto air = air_of(truth, seed);
    log.sensors =
        read_by(column_of(truth, air, kDepths_m), kDepths_m, kMiddle_m, noise_K, seed + 1);
    log.air = series_of(air);
    return log;
}

/// Readings beside the heat pipe of `logs::heat_pipe`, by finite volumes in time.
SensorLog pipe_log(const Truth& truth, const std::vector<double>& air, bool with_air, bool film,
                   const std::vector<double>& depths_m, const std::vector<double>& offsets_m,
                   double noise_K) {
    HeatSection section;
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = truth.conductivity_W_mK;
    layer.heat_capacity_J_m3K = truth.heat_capacity_J_m3K();
    section.soil.layers = {layer};
    section.surface.temperature_C = truth.year.mean_C;
    if (film) section.surface.film_W_m2K = 1.0 / truth.film_m2K_W;
    HeatBody pipe;
    pipe.id = "H-1";
    pipe.at = {0.4, 1.1};
    pipe.inner_diameter_m = 0.0761;
    pipe.rings = {{0.14, 0.027}};
    pipe.condition = HeldTemperature{76.0};
    section.bodies = {pipe};
    auto heat = TransientHeat::build(section, {});
    EXPECT_TRUE(heat) << heat.error().text();
    heat->start_year(truth.year, 0.0);
    EXPECT_TRUE(heat->add_steady(std::vector<double>{80.0}));
    const int kStep_h = with_air ? 1 : 3;
    EXPECT_TRUE(heat->use_step(3600.0 * kStep_h, TimeScheme::Bdf2));
    std::vector<std::vector<double>> rows(depths_m.size());
    for (int hour = -kHours; hour < kHours; hour += kStep_h) {
        const double supply_C = by_month(kSupply_C, hour / 24.0);
        const double air_C = air[static_cast<std::size_t>((hour + kHours) % kHours)];
        EXPECT_TRUE(heat->step(air_C, std::vector<double>{supply_C}));
        if (hour < 0) continue;
        const VolumeHeat now = heat->snapshot();
        for (std::size_t d = 0; d < depths_m.size(); ++d)
            rows[d].push_back(now.temperature_at({-offsets_m[d], depths_m[d]}));
    }
    SensorLog log;
    log.sensors = read_by(rows, depths_m, offsets_m, noise_K, 5);
    for (Sensor& sensor : log.sensors) {
        for (SensorReading& r : sensor.readings)
            r.hour *= kStep_h;
    }
    if (with_air) log.air = series_of(air);
    return log;
}

model::Street street_with_pipe() {
    model::Street street = bare_street();
    street.assets = {heat_pipe()};
    return street;
}

const std::vector<double> kBeside_m{0.35, 0.6, 0.85, 1.1, 1.4};
const std::vector<double> kOffsets_m{-0.4, -0.1, 0.3, 0.0, -0.5};

TEST(Calibrate, FindsPlantedGroundBelowMeasuredAirWhateverTheStart) {
    const Truth truth;
    const SensorLog log = air_log(truth, 0.3, 11);
    for (const double factor : {0.5, 1.0, 3.0}) {
        const Operation operation = operation_with(factor * truth.conductivity_W_mK,
                                                   truth.diffusivity_m2_s / factor, kUsualFilm);
        expect_planted(fitted(bare_street(), operation, log), truth);
    }
}

TEST(Calibrate, FindsPlantedGroundThatWasNotSettledAtTheStart) {
    const Truth truth;
    const auto air = air_of(truth, 21);
    SensorLog log;
    log.sensors = read_by(column_of(truth, air, kDepths_m, false), kDepths_m, kMiddle_m, 0.3, 22);
    log.air = series_of(air);
    expect_planted(fitted(bare_street(), operation_with(1.8, 8e-7, kUsualFilm), log), truth);
}

TEST(Calibrate, SurfaceReadingsTellDiffusivityOnly) {
    Truth truth;
    truth.film_m2K_W = 0.0;
    SensorLog log = air_log(truth, 0.3, 31);
    log.surface = read_by({air_of(truth, 31)}, {0.0}, {0.0}, 0.3, 3).front().readings;
    log.air.clear();
    const auto c = fitted(bare_street(), operation_with(1.8, 8e-7, kUsualFilm), log);
    EXPECT_EQ(c.driver, SurfaceDriver::SurfaceReadings);
    EXPECT_NEAR(value_of(c, "diffusivity_m2_s") / truth.diffusivity_m2_s, 1.0, 0.03);
    EXPECT_FALSE(c.find("conductivity_W_mK")->determined);
}

TEST(Calibrate, HarmonicYearTellsDiffusivityOnly) {
    Truth truth;
    truth.film_m2K_W = 0.0;
    truth.daily_K = truth.weather_K = 0.0;
    SensorLog log = air_log(truth, 0.3, 41);
    log.air.clear();
    const auto c = fitted(bare_street(), operation_with(1.8, 8e-7, kUsualFilm), log);
    EXPECT_NEAR(value_of(c, "diffusivity_m2_s") / truth.diffusivity_m2_s, 1.0, 0.03);
    EXPECT_NEAR(value_of(c, "surface_mean_C"), 11.0, 0.05);
    EXPECT_NEAR(value_of(c, "surface_amplitude_K"), 8.0, 0.1);
    EXPECT_FALSE(c.find("conductivity_W_mK")->determined);
    EXPECT_EQ(c.find("conductivity_W_mK")->together_with, "heat_capacity_J_m3K");
}

TEST(Calibrate, WeatherThatNobodyMeasuredLeavesDiffusivity) {
    SensorLog log = air_log(Truth{}, 0.3, 51);
    log.air.clear();
    const auto c = fitted(bare_street(), operation_with(1.8, 8e-7, kUsualFilm), log);
    EXPECT_NEAR(value_of(c, "diffusivity_m2_s") / Truth{}.diffusivity_m2_s, 1.0, 0.03);
}

TEST(Calibrate, LivesWithGapsInSensorsAndDriver) {
    const Truth truth;
    SensorLog log = air_log(truth, 0.3, 61);
    std::erase_if(log.air, [](const auto& r) { return std::fmod(r.hour, 500.0) < 6.0; });
    for (Sensor& sensor : log.sensors)
        std::erase_if(sensor.readings,
                      [](const auto& r) { return std::fmod(r.hour, 2000.0) < 700.0; });
    const auto c = fitted(bare_street(), operation_with(1.8, 8e-7, kUsualFilm), log);
    EXPECT_EQ(c.driver, SurfaceDriver::AirReadings);
    expect_planted(c, truth);
}

TEST(Calibrate, LivesWithFourMonths) {
    const Truth truth;
    SensorLog log = air_log(truth, 0.3, 71);
    const auto late = [](const auto& r) { return r.hour < 2000.0 || r.hour > 5000.0; };
    std::erase_if(log.air, late);
    for (Sensor& sensor : log.sensors)
        std::erase_if(sensor.readings, late);
    expect_planted(fitted(bare_street(), operation_with(1.0, 5e-7, kUsualFilm), log), truth);
}

TEST(Calibrate, SaysThatConductivityRestsOnTheFilm) {
    const auto c =
        fitted(bare_street(), operation_with(1.8, 8e-7, kUsualFilm), air_log(Truth{}, 0.3, 81));
    ASSERT_EQ(c.notes.size(), 1U);
    EXPECT_NE(c.notes[0].find("0.0685"), std::string::npos) << c.notes[0];
}

Calibration beside_pipe(const Truth& truth, bool with_air, bool film) {
    Operation operation = operation_with(2.4, 9e-7, kUsualFilm);
    operation.networks = {supply()};
    const auto air = air_of(truth, 1);
    return fitted(street_with_pipe(), operation,
                  pipe_log(truth, air, with_air, film, kBeside_m, kOffsets_m, 0.3));
}

TEST(Calibrate, FindsPlantedGroundBesideAHeatPipeFromAHarmonicYear) {
    Truth truth;
    truth.daily_K = truth.weather_K = 0.0;
    expect_planted(beside_pipe(truth, false, true), truth);
}

/// The film is not what the profile says; the readings pull it there.
TEST(Calibrate, FindsPlantedGroundBesideAHeatPipeWithoutAFilm) {
    Truth truth;
    truth.daily_K = truth.weather_K = 0.0;
    expect_planted(beside_pipe(truth, false, false), truth);
}

TEST(Calibrate, FindsPlantedGroundAndFilmBesideAHeatPipeBelowMeasuredAir) {
    const Truth truth;
    const auto c = beside_pipe(truth, true, true);
    expect_planted(c, truth);
    EXPECT_NEAR(value_of(c, "film_m2K_W") / truth.film_m2K_W, 1.0, 0.10);
}

TEST(Calibrate, RefusesSensorsAndReadingsThatCannotBe) {
    const auto refused = [](SensorLog log, const std::string& word) {
        const auto result =
            calibrate(street_with_pipe(), {}, operation_with(1.8, 8e-7, kUsualFilm), 25.0, log);
        ASSERT_FALSE(result) << word;
        EXPECT_NE(result.error().text().find(word), std::string::npos) << result.error().text();
    };
    const SensorLog good{{{"S1", 0.5, 0.0, {{0.0, 10.0}, {100.0, 11.0}}}}, {}, {}};
    refused({}, "no sensor");
    SensorLog log = good;
    log.sensors[0].depth_m = -0.1;
    refused(log, "S1");
    log = good;
    log.sensors[0].readings[1].temperature_C = std::numeric_limits<double>::quiet_NaN();
    refused(log, "hour 100");
    log = good;
    log.sensors[0].readings[1].hour = 50.0;
    refused(log, "three days");
    log = good;
    log.sensors[0].readings.clear();
    refused(log, "no reading");
}

}  // namespace
}  // namespace maaiveld::influence
