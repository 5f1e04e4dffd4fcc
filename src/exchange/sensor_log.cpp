#include "exchange/sensor_log.h"

#include "base/text.h"
#include "exchange/csv_records.h"
#include "exchange/json_document.h"
#include "exchange/text_file.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace maaiveld::exchange {
namespace {

using influence::Sensor;
using influence::SensorLog;
using influence::SensorReading;

constexpr double kColdest_C = -60.0;
constexpr double kWarmest_C = 120.0;
constexpr double kDeepest_m = 100.0;

/// Days from 1 January of year 0 (proleptic Gregorian) to the first of `month` of `year`.
int days_before(int year, int month) {
    static constexpr int kStart[12]{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    const int leap_years = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return 365 * year + leap_years + kStart[month - 1] + (leap && month > 2 ? 1 : 0);
}

/// Whether `text` holds digits where `pattern` has 'd', and its other characters.
bool looks_like(std::string_view text, std::string_view pattern) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == 'd' ? !digit : text[i] != pattern[i]) return false;
    }
    return true;
}

int digits(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    std::from_chars(text.data() + from, text.data() + from + count, value);
    return value;
}

/// A moment in hours since year 0, and the year it lies in.
struct Moment {
    double hours = 0.0;
    int year = 0;
};

class LogReader {
public:
    explicit LogReader(const std::string& file) : file_{file} {}

    void read_header(const CsvRecord& record) {
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            if (!columns_.emplace(record.cells[i], i).second) {
                fail(file_, record.line,
                     fmt::format("column `{}` occurs twice", base::printable(record.cells[i])));
            }
        }
        if (columns_.contains("hour") == columns_.contains("time")) {
            fail(file_, record.line, "give the moment as column `hour` or as column `time`");
        }
        for (const char* needed : {"sensor", "depth_m", "temperature_C"}) {
            if (columns_.contains(needed)) continue;
            fail(file_, record.line,
                 fmt::format("column `{}` is missing; the header is "
                             "hour,sensor,depth_m,temperature_C[,offset_m]",
                             needed));
        }
        for (const auto& [name, index] : columns_) {
            static const std::vector<std::string> kKnown{"hour",    "time",          "sensor",
                                                         "depth_m", "temperature_C", "offset_m"};
            if (std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end()) continue;
            fail(file_, record.line,
                 fmt::format("unknown column `{}`{}", base::printable(name),
                             base::did_you_mean(name, kKnown)));
        }
    }

    void take(const CsvRecord& record) {
        if (record.cells.size() != columns_.size()) {
            fail(file_, record.line,
                 fmt::format("{} cells where the header has {} columns", record.cells.size(),
                             columns_.size()));
        }
        SensorReading reading;
        reading.temperature_C = number(record, "temperature_C");
        if (reading.temperature_C < kColdest_C || reading.temperature_C > kWarmest_C) {
            fail(file_, record.line,
                 fmt::format("temperature_C is {}; sensors in a street read {} to {}",
                             reading.temperature_C, kColdest_C, kWarmest_C));
        }
        reading.hour = hour(record);
        place(record).push_back(reading);
    }

    SensorLog finished() {
        if (sensors_.empty()) fail(file_, 1, "holds no sensor in the ground");
        SensorLog log;
        log.air = sorted(std::move(air_), "air");
        for (Sensor& sensor : sensors_) {
            sensor.readings = sorted(std::move(sensor.readings), sensor.id);
            if (sensor.depth_m == 0.0) {
                if (!log.surface.empty()) fail(file_, 1, "two sensors at depth 0");
                log.surface = sensor.readings;
            } else {
                log.sensors.push_back(std::move(sensor));
            }
        }
        if (log.sensors.empty()) fail(file_, 1, "holds no sensor below the surface");
        return log;
    }

private:
    const std::string& cell(const CsvRecord& record, const std::string& column) const {
        return record.cells[columns_.at(column)];
    }

    double number(const CsvRecord& record, const std::string& column) const {
        const auto value = base::parse_double(cell(record, column));
        if (value) return *value;
        fail(file_, record.line,
             fmt::format("{} is `{}`, not a number", column,
                         base::printable(cell(record, column).substr(0, 40))));
    }

    Moment moment(const CsvRecord& record) const {
        const std::string& text = cell(record, "time");
        if (!looks_like(text, "dddd-dd-ddTdd:dd") || !base::is_iso_date(text.substr(0, 10)) ||
            digits(text, 11, 2) > 23 || digits(text, 14, 2) > 59) {
            fail(file_, record.line,
                 fmt::format("time is `{}`; write 2025-01-31T13:00",
                             base::printable(text.substr(0, 40))));
        }
        const int year = digits(text, 0, 4);
        const int day = days_before(year, digits(text, 5, 2)) + digits(text, 8, 2) - 1;
        return {24.0 * day + digits(text, 11, 2) + digits(text, 14, 2) / 60.0, year};
    }

    /// Hours after 1 January of the year of the first row.
    double hour(const CsvRecord& record) {
        if (columns_.contains("hour")) return number(record, "hour");
        const Moment at = moment(record);
        if (!first_year_) first_year_ = at.year;
        return at.hours - 24.0 * days_before(*first_year_, 1);
    }

    /// Where readings of this row's sensor go.
    std::vector<SensorReading>& place(const CsvRecord& record) {
        const std::string& id = cell(record, "sensor");
        if (id.empty()) fail(file_, record.line, "`sensor` is empty; every row names its sensor");
        if (id == "air") return air_;
        const double depth_m = number(record, "depth_m");
        if (depth_m < 0.0 || depth_m > kDeepest_m) {
            fail(file_, record.line,
                 fmt::format("depth_m is {}; it counts down from the surface, 0 to {} m", depth_m,
                             kDeepest_m));
        }
        const bool offset = columns_.contains("offset_m") && !cell(record, "offset_m").empty();
        const double offset_m = offset ? number(record, "offset_m") : 0.0;
        const auto known = std::find_if(sensors_.begin(), sensors_.end(),
                                        [&](const Sensor& sensor) { return sensor.id == id; });
        if (known == sensors_.end()) {
            sensors_.push_back({id, depth_m, offset_m, {}});
            return sensors_.back().readings;
        }
        if (known->depth_m != depth_m || known->offset_m != offset_m) {
            fail(file_, record.line,
                 fmt::format("sensor `{}` stood at another place in an earlier row",
                             base::printable(id)));
        }
        return known->readings;
    }

    std::vector<SensorReading> sorted(std::vector<SensorReading> readings,
                                      const std::string& id) const {
        std::stable_sort(readings.begin(), readings.end(),
                         [](const auto& a, const auto& b) { return a.hour < b.hour; });
        for (std::size_t i = 1; i < readings.size(); ++i) {
            if (readings[i].hour != readings[i - 1].hour) continue;
            fail(file_, 1,
                 fmt::format("sensor `{}` has two readings for hour {}", base::printable(id),
                             readings[i].hour));
        }
        return readings;
    }

    const std::string& file_;
    std::map<std::string, std::size_t> columns_;
    std::vector<Sensor> sensors_;
    std::vector<SensorReading> air_;
    std::optional<int> first_year_;
};

}  // namespace

base::Result<SensorLog> read_sensor_log(const std::filesystem::path& path) {
    const std::string file = path.string();
    auto text = read_text(path, std::uintmax_t{4} << 30U);
    if (!text) return tl::unexpected(text.error());
    try {
        require_utf8(*text, file);
        if (base::trimmed(*text).empty()) fail(file, 1, "the file is empty");
        CsvCursor cursor{*text, file};
        CsvRecord record;
        cursor.next(record);
        LogReader reader{file};
        reader.read_header(record);
        while (cursor.next(record)) {
            if (record.cells.size() == 1 && record.cells[0].empty()) continue;
            reader.take(record);
        }
        return reader.finished();
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
