#include "influence/street/driver_hours.h"

#include "influence/heat/soil_year.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

/// Within half a day a straight line still follows the day's wave.
constexpr double kLongestGap_h = 12.0;
/// Parts of a log whose means show how long errors last.
constexpr Eigen::Index kBatches = 50;

std::vector<IntervalMean> hours_of(const HourlyDriver& driver) {
    std::vector<IntervalMean> means;
    for (std::size_t i = 0; i < driver.values_C.size(); ++i) {
        const double hour = driver.first_hour + static_cast<double>(i);
        means.push_back({(hour - 0.5) / 24.0, (hour + 0.5) / 24.0, driver.values_C[i]});
    }
    return means;
}

}  // namespace

double longest_gap_h(const std::vector<SensorReading>& readings) {
    double longest = 0.0;
    for (std::size_t i = 1; i < readings.size(); ++i)
        longest = std::max(longest, readings[i].hour - readings[i - 1].hour);
    return longest;
}

std::optional<HourlyDriver> hourly_driver(const std::vector<SensorReading>& readings) {
    if (readings.size() < 2 || longest_gap_h(readings) > kLongestGap_h) return std::nullopt;
    HourlyDriver driver{readings.front().hour, {}};
    std::size_t next = 1;
    for (double hour = driver.first_hour; hour <= readings.back().hour + 1e-6; hour += 1.0) {
        while (next + 1 < readings.size() && readings[next].hour < hour)
            ++next;
        const SensorReading& from = readings[next - 1];
        const SensorReading& to = readings[next];
        const double width = to.hour - from.hour;
        const double share = width > 0.0 ? (hour - from.hour) / width : 1.0;
        driver.values_C.push_back(from.temperature_C +
                                  share * (to.temperature_C - from.temperature_C));
    }
    return driver;
}

SurfaceYear yearly_wave(const HourlyDriver& driver, const SurfaceYear& otherwise) {
    const auto fitted = fitted_year(hours_of(driver), "driver");
    if (fitted) return fitted->year;
    double above_K = 0.0;
    for (std::size_t i = 0; i < driver.values_C.size(); ++i) {
        const double day = (driver.first_hour + static_cast<double>(i)) / 24.0;
        const double phase = 2.0 * std::numbers::pi * (day - otherwise.coldest_day) / kYear_days;
        above_K += driver.values_C[i] - otherwise.mean_C + otherwise.amplitude_K * std::cos(phase);
    }
    SurfaceYear moved = otherwise;
    moved.mean_C += above_K / static_cast<double>(driver.values_C.size());
    return moved;
}

double readings_together(const std::vector<Sensor>& sensors, const Eigen::VectorXd& residual) {
    double of_means = 0.0;
    double of_all = 0.0;
    Eigen::Index row = 0;
    for (const Sensor& sensor : sensors) {
        const auto count = static_cast<Eigen::Index>(sensor.readings.size());
        const Eigen::VectorXd part = residual.segment(row, count);
        row += count;
        const Eigen::Index batch = count / kBatches;
        for (Eigen::Index b = 0; batch > 0 && b < kBatches; ++b) {
            const auto some = part.segment(b * batch, batch);
            of_means += static_cast<double>(batch) * some.mean() * some.mean();
            of_all += some.squaredNorm() / static_cast<double>(batch);
        }
    }
    return of_all > 0.0 ? std::max(1.0, of_means / of_all) : 1.0;
}

}  // namespace maaiveld::influence
