#include "exchange/weather_csv.h"

#include "base/text.h"
#include "exchange/json_document.h"
#include "exchange/text_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <span>

namespace maaiveld::exchange {
namespace {

using influence::HourlyWeather;

constexpr std::uintmax_t kMaxBytes = std::uintmax_t{256} << 20U;

/// Which column holds what; -1: none.
struct Columns {
    int air = -1;
    int sun = -1;
    int wind = -1;
    int hour = -1;
    int time = -1;
    std::size_t count = 0;
};

Columns columns_of(std::string_view header, const std::string& file) {
    Columns columns;
    const std::array<std::pair<std::string_view, int*>, 5> known{
        std::pair{std::string_view{"air_temperature_C"}, &columns.air},
        {"global_radiation_W_m2", &columns.sun},
        {"wind_m_s", &columns.wind},
        {"hour", &columns.hour},
        {"time", &columns.time}};
    std::vector<std::string> found;
    for (const auto name : base::split(header, ',')) {
        const std::string_view word = base::trimmed(name);
        for (const auto& [key, place] : known) {
            if (word != key) continue;
            if (*place >= 0) fail(file, 1, fmt::format("column `{}` occurs twice", key));
            *place = static_cast<int>(found.size());
        }
        found.emplace_back(word);
    }
    columns.count = found.size();
    if (columns.air < 0) {
        fail(file, 1,
             "column `air_temperature_C` is missing" +
                 base::did_you_mean("air_temperature_C", found));
    }
    if (columns.hour >= 0 && columns.time >= 0)
        fail(file, 1, "columns `hour` and `time` both tell the time; keep one");
    return columns;
}

/// Hours since 1970 of "2016-01-01T00:00", with a blank for the T and seconds allowed.
std::optional<long> hours_since_epoch(std::string_view text) {
    if (text.size() < 16 || !base::is_iso_date(text.substr(0, 10))) return std::nullopt;
    if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
    const std::string_view rest = text.substr(11);
    if (rest.substr(2, 3) != ":00" || (rest.size() > 5 && rest.substr(5, 3) != ":00"))
        return std::nullopt;
    const auto hour = base::parse_double(rest.substr(0, 2));
    if (!hour || *hour < 0.0 || *hour > 24.0) return std::nullopt;
    const auto part = [&](std::size_t from, std::size_t count) {
        return static_cast<long>(*base::parse_double(text.substr(from, count)));
    };
    // Days of the proleptic Gregorian calendar, with years that begin in March.
    const long month = part(5, 2);
    const long year = part(0, 4) - (month <= 2 ? 1 : 0);
    const long day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + part(8, 2) - 1;
    const long days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
    return days * 24 + static_cast<long>(*hour);
}

class WeatherReader {
public:
    WeatherReader(const std::string& file, Columns columns) : file_{file}, columns_{columns} {}

    void take(std::string_view row, int line) {
        const auto cells = base::split(row, ',');
        if (cells.size() != columns_.count) {
            fail(file_, line,
                 fmt::format("{} cells where the header has {} columns", cells.size(),
                             columns_.count));
        }
        check_hour(cells, line);
        weather_.air_temperature_C.push_back(
            number(cells, columns_.air, "air_temperature_C", line));
        if (columns_.sun >= 0)
            weather_.global_radiation_W_m2.push_back(
                number(cells, columns_.sun, "global_radiation_W_m2", line));
        if (columns_.wind >= 0)
            weather_.wind_m_s.push_back(number(cells, columns_.wind, "wind_m_s", line));
        HourlyWeather last{{weather_.air_temperature_C.back()}, {}, {}};
        if (columns_.sun >= 0) last.global_radiation_W_m2 = {weather_.global_radiation_W_m2.back()};
        if (columns_.wind >= 0) last.wind_m_s = {weather_.wind_m_s.back()};
        if (const auto fault = influence::fault_of(last)) fail(file_, line, *fault);
    }
    HourlyWeather finish() && {
        if (weather_.hours() == 0) fail(file_, 1, "holds a header and no hours");
        return std::move(weather_);
    }

private:
    using Cells = std::vector<std::string_view>;

    double number(const Cells& cells, int column, std::string_view name, int line) const {
        const auto text = base::trimmed(cells[static_cast<std::size_t>(column)]);
        const auto value = base::parse_double(text);
        if (!value)
            fail(file_, line,
                 fmt::format("`{}` is `{}`; a number is needed", name, base::printable(text)));
        return *value;
    }
    void check_hour(const Cells& cells, int line) {
        std::optional<long> hour;
        if (columns_.hour >= 0) {
            const double value = number(cells, columns_.hour, "hour", line);
            if (value != std::floor(value) || std::abs(value) > 1e9)
                fail(file_, line, fmt::format("`hour` is {:g}; it must be a whole number", value));
            hour = static_cast<long>(value);
        } else if (columns_.time >= 0) {
            const auto text = base::trimmed(cells[static_cast<std::size_t>(columns_.time)]);
            hour = hours_since_epoch(text);
            if (!hour)
                fail(file_, line,
                     fmt::format("`time` is `{}`; write 2016-01-01T00:00, whole hours",
                                 base::printable(text)));
        }
        if (hour && before_ && *hour != *before_ + 1)
            fail(file_, line,
                 fmt::format("follows {} h after the line before; hours must follow "
                             "each other without gaps",
                             *hour - *before_));
        before_ = hour;
    }

    const std::string& file_;
    Columns columns_;
    HourlyWeather weather_;
    std::optional<long> before_;
};

HourlyWeather weather_in(std::string_view text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto rows = base::split(text, '\n');
    WeatherReader reader{file, columns_of(base::trimmed(rows.front()), file)};
    int line = 1;
    for (const auto row : std::span{rows}.subspan(1)) {
        ++line;
        if (!base::trimmed(row).empty()) reader.take(base::trimmed(row), line);
    }
    return std::move(reader).finish();
}

}  // namespace

base::Result<HourlyWeather> read_weather_csv(const std::filesystem::path& path) {
    const std::string file = path.string();
    const auto text = read_text(path, kMaxBytes);
    if (!text) return tl::unexpected(text.error());
    try {
        return weather_in(*text, file);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
