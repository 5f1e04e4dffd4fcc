#include "influence/water/water_year.h"

#include "influence/heat/soil_year.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace maaiveld::influence {
namespace {

constexpr double kHour_s = 3600.0;
constexpr int kDays = 365;
constexpr int kInstants = 6;  ///< of an hour

/// Adds up hours into a WaterSummary.
class Tally {
public:
    explicit Tally(std::optional<double> limit_C) : limit_C_{limit_C} {}

    void add(const std::array<double, kInstants>& hour_C) {
        double sum_C = 0.0;
        for (const double instant_C : hour_C) {
            sum_C += instant_C;
            if (limit_C_ && instant_C > *limit_C_) ++instants_above_;
        }
        const double mean_C = sum_C / kInstants;
        max_C_ = hours_ == 0 ? mean_C : std::max(max_C_, mean_C);
        sum_C_ += mean_C;
        ++hours_;
    }
    WaterSummary summary() const {
        WaterSummary s{sum_C_ / hours_, max_C_, std::nullopt};
        if (limit_C_) s.hours_above_limit = static_cast<double>(instants_above_) / kInstants;
        return s;
    }

private:
    std::optional<double> limit_C_;
    double sum_C_ = 0.0;
    double max_C_ = 0.0;
    int hours_ = 0;
    int instants_above_ = 0;
};

/// The temperatures of one hour, instant by instant.
struct HourOfWater {
    std::array<double, kInstants> end_C{};
    std::array<double, kInstants> connection_C{};
    std::optional<double> residence_h = 0.0;

    double mean_C() const { return mean(end_C); }
    double connection_mean_C() const { return mean(connection_C); }

private:
    static double mean(const std::array<double, kInstants>& values) {
        double sum = 0.0;
        for (const double value : values)
            sum += value;
        return sum / kInstants;
    }
};

/// Entered the connection `standing_h` ago and has stood there since.
double drawn_C(const RunningMain& running, int day, double time_h) {
    const double standing_h = running.main.connection->standing_h;
    const std::size_t last = running.path.reaches.size() - 1;
    const Parcel entered = parcel_at(running.path, last, time_h - standing_h);
    return relaxed_C(entered.temperature_C,
                     running.connection_soil_C[static_cast<std::size_t>(day)],
                     running.connection_rate_per_s, standing_h * kHour_s);
}

HourOfWater hour_of_water(const RunningMain& running, int day, int hour) {
    HourOfWater water;
    const std::size_t last = running.path.reaches.size() - 1;
    for (int i = 0; i < kInstants; ++i) {
        const double time_h = 24.0 * day + hour + (i + 0.5) / kInstants;
        const Parcel parcel = parcel_at(running.path, last, time_h);
        const auto index = static_cast<std::size_t>(i);
        water.end_C[index] = parcel.temperature_C;
        if (parcel.residence_h && water.residence_h) {
            *water.residence_h += *parcel.residence_h / kInstants;
        } else {
            water.residence_h.reset();
        }
        if (running.main.connection) water.connection_C[index] = drawn_C(running, day, time_h);
    }
    return water;
}

/// Nothing changes from day to day: one day tells all.
bool steady(const RunningMain& running) {
    const auto constant = [](const std::vector<double>& days) {
        return std::all_of(days.begin(), days.end(), [&](double v) { return v == days.front(); });
    };
    return constant(running.path.inlet_C) &&
           (running.connection_soil_C.empty() || constant(running.connection_soil_C)) &&
           std::all_of(running.path.reaches.begin(), running.path.reaches.end(),
                       [&](const FlowReach& reach) { return constant(reach.soil_C); });
}

using DayOfWater = std::array<HourOfWater, 24>;

std::vector<DayOfWater> days_of(const RunningMain& running) {
    std::vector<DayOfWater> days(kDays);
    const int computed = steady(running) ? 1 : kDays;
    for (int day = 0; day < kDays; ++day) {
        DayOfWater& of_day = days[static_cast<std::size_t>(day)];
        if (day >= computed) {
            of_day = days.front();
            continue;
        }
        for (int hour = 0; hour < 24; ++hour)
            of_day[static_cast<std::size_t>(hour)] = hour_of_water(running, day, hour);
    }
    return days;
}

int warmest_day(const std::vector<DayOfWater>& days) {
    int warmest = 0;
    double max_C = days.front().front().mean_C();
    for (int day = 0; day < kDays; ++day) {
        for (const HourOfWater& hour : days[static_cast<std::size_t>(day)]) {
            if (hour.mean_C() <= max_C) continue;
            max_C = hour.mean_C();
            warmest = day;
        }
    }
    return warmest;
}

/// Summary of the days [from, to) for the end of the main or its connection.
WaterSummary summary(const std::vector<DayOfWater>& days, int from, int to,
                     std::optional<double> limit_C, bool connection) {
    Tally tally{limit_C};
    for (int day = from; day < to; ++day) {
        for (const HourOfWater& hour : days[static_cast<std::size_t>(day)])
            tally.add(connection ? hour.connection_C : hour.end_C);
    }
    return tally.summary();
}

std::vector<WaterHour> hours_of(const WaterMain& main, const DayOfWater& day) {
    std::vector<WaterHour> hours;
    for (std::size_t i = 0; i < 24; ++i) {
        WaterHour hour{static_cast<int>(i), main.flow_m3_h[i], day[i].residence_h, day[i].mean_C(),
                       std::nullopt};
        if (main.connection) hour.connection_C = day[i].connection_mean_C();
        hours.push_back(hour);
    }
    return hours;
}

double reach_end_C(const FlowPath& path, std::size_t reach, int day) {
    double sum_C = 0.0;
    constexpr int kMoments = 24 * kInstants;
    for (int i = 0; i < kMoments; ++i)
        sum_C += parcel_at(path, reach, 24.0 * day + (i + 0.5) / kInstants).temperature_C;
    return sum_C / kMoments;
}

}  // namespace

WaterYear water_year(const RunningMain& running) {
    const std::vector<DayOfWater> days = days_of(running);
    const WaterMain& main = running.main;
    const auto summarise = [&](int from, int to, bool connection) {
        return summary(days, from, to, main.limit_C, connection);
    };
    WaterYear year;
    year.end = summarise(0, kDays, false);
    if (main.connection) year.connection = summarise(0, kDays, true);
    year.warmest_day = warmest_day(days);
    year.hours = hours_of(main, days[static_cast<std::size_t>(year.warmest_day)]);
    for (std::size_t i = 0; i < running.path.reaches.size(); ++i)
        year.reach_ends_C.push_back(reach_end_C(running.path, i, year.warmest_day));
    for (int month = 0; month < 12; ++month) {
        const int from = month_start_day(month);
        const int to = month_start_day(month + 1);
        WaterMonth of_month{month + 1, summarise(from, to, false), std::nullopt};
        if (main.connection) of_month.connection = summarise(from, to, true);
        year.months.push_back(of_month);
    }
    return year;
}

}  // namespace maaiveld::influence
