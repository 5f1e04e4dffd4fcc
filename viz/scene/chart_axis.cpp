#include "viz/scene/chart_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

using Scale = ChartAxis::Scale;

constexpr double kLargest = 1e15;

double round_step(double least) {
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    for (const double lead : {1.0, 2.0, 5.0})
        if (lead * decade >= least * (1.0 - 1e-9)) return lead * decade;
    return 10.0 * decade;
}

double step_of(double from, double to, int most) {
    // Steps below what a double can tell apart at this size would repeat their labels.
    const double least = 1e-9 * std::max({std::abs(from), std::abs(to), 1e-290});
    return round_step(std::max((to - from) / std::max(most, 1), least));
}

struct Ends {
    double from = 0.0, to = 0.0;
    bool empty = true;
};

Ends ends_of(const ChartAxis& axis, const std::vector<double>& values) {
    Ends ends;
    const auto add = [&](double v) {
        if (!(std::abs(v) <= kLargest) || (axis.scale == Scale::Logarithmic && v <= 0.0)) return;
        ends.from = ends.empty ? v : std::min(ends.from, v);
        ends.to = ends.empty ? v : std::max(ends.to, v);
        ends.empty = false;
    };
    for (const double v : values)
        add(v);
    if (axis.with_zero) add(0.0);
    return ends;
}

ChartRange linear_range(Ends ends, int most) {
    if (ends.empty) ends = {0.0, 1.0, false};
    const double middle = 0.5 * (ends.from + ends.to);
    const double least = std::max(1e-6 * std::abs(middle), 1e-9);
    if (ends.to - ends.from < least) {
        const double half = middle == 0.0 ? 1.0 : std::max(0.05 * std::abs(middle), 1e-6);
        ends = {middle - half, middle + half, false};
    }
    // Rounding outward may make the range so long that it wants a coarser step: round again.
    ChartRange range{Scale::Linear, ends.from, ends.to};
    for (double step = step_of(ends.from, ends.to, most), used = 0.0; step > used;
         step = step_of(range.from, range.to, most)) {
        range.from = std::floor(ends.from / step + 1e-9) * step;
        range.to = std::ceil(ends.to / step - 1e-9) * step;
        used = step;
    }
    return range;
}

/// Ends on 1, 2 or 5 times a power of ten.
ChartRange logarithmic_range(Ends ends) {
    if (ends.empty) ends = {1.0, 10.0, false};
    const auto below = [](double v) {
        const double decade = std::pow(10.0, std::floor(std::log10(v) + 1e-12));
        const double lead = v / decade * (1.0 + 1e-9);
        return decade * (lead >= 5.0 ? 5.0 : lead >= 2.0 ? 2.0 : 1.0);
    };
    const double from = below(ends.from);
    const double to = std::max(1.0 / below(1.0 / ends.to), 2.0 * from);
    return {Scale::Logarithmic, from, to};
}

bool usable(double v, Scale scale) {
    return std::abs(v) <= kLargest && (scale != Scale::Logarithmic || v > 0.0);
}

void take_given(const ChartAxis& axis, ChartRange& range) {
    ChartRange given = range;
    if (axis.from && usable(*axis.from, axis.scale)) given.from = *axis.from;
    if (axis.to && usable(*axis.to, axis.scale)) given.to = *axis.to;
    const double span = given.to - given.from;
    if (span > 1e-12 * std::max(std::abs(given.from), std::abs(given.to))) range = given;
}

std::vector<ChartTick> linear_ticks(const ChartRange& range, int most, Language language) {
    std::vector<ChartTick> ticks;
    const double step = step_of(range.from, range.to, most);
    const double first = std::ceil(range.from / step - 1e-9);
    for (int i = 0; i <= 2 * most; ++i) {
        const double value = (first + i) * step;
        if (value > range.to + 1e-9 * step) break;
        ticks.push_back({value, tick_text(value, step, language)});
    }
    return ticks;
}

std::vector<ChartTick> logarithmic_ticks(const ChartRange& range, int most, Language language) {
    const double decades = std::log10(range.to / range.from);
    const bool in_between = 3.0 * decades <= most;
    const int stride = std::max(1, static_cast<int>(std::ceil(decades / std::max(most, 1))));
    std::vector<ChartTick> ticks;
    const int first = static_cast<int>(std::floor(std::log10(range.from) + 1e-9));
    for (int power = first; std::pow(10.0, power) <= range.to * (1.0 + 1e-9); power += stride) {
        for (const double lead : {1.0, 2.0, 5.0}) {
            const double value = lead * std::pow(10.0, power);
            if (value < range.from * (1.0 - 1e-9) || value > range.to * (1.0 + 1e-9)) continue;
            if (lead > 1.0 && !in_between) continue;
            ticks.push_back({value, tick_text(value, value, language)});
        }
    }
    return ticks;
}

}  // namespace

double ChartRange::share_of(double value) const {
    if (scale == Scale::Logarithmic) return std::log(value / from) / std::log(to / from);
    return (value - from) / (to - from);
}

ChartRange range_of(const ChartAxis& axis, const std::vector<double>& values, int most) {
    const Ends ends = ends_of(axis, values);
    ChartRange range = axis.scale == Scale::Logarithmic ? logarithmic_range(ends)
                       : axis.scale == Scale::DaysOfYear
                           ? ChartRange{Scale::DaysOfYear, 0.0, kMonthStarts.back()}
                           : linear_range(ends, most);
    take_given(axis, range);
    return range;
}

std::vector<ChartTick> ticks_of(const ChartRange& range, int most, Language language) {
    return range.scale == Scale::Logarithmic ? logarithmic_ticks(range, most, language)
                                             : linear_ticks(range, most, language);
}

std::string month_name(std::size_t month, std::size_t letters, Language language) {
    constexpr std::array<std::string_view, 12> kEnglish = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::array<std::string_view, 12> kDutch = {"jan", "feb", "mrt", "apr", "mei", "jun",
                                                         "jul", "aug", "sep", "okt", "nov", "dec"};
    return std::string((language == Language::Dutch ? kDutch : kEnglish)[month % 12], 0, letters);
}

std::string tick_text(double value, double step, Language language) {
    if (std::abs(value) >= 1e7 || (step < 1e-5 && value != 0.0)) {
        std::string text = fmt::format("{:.4g}", value);
        if (const auto dot = text.find('.');
            language == Language::Dutch && dot != std::string::npos)
            text[dot] = ',';
        return text;
    }
    const int decimals = static_cast<int>(-std::floor(std::log10(step) + 1e-9));
    return number(value, std::clamp(decimals, 0, 6), language);
}

std::string axis_title(const std::string& label, const std::string& unit) {
    if (label.empty()) return unit;
    return unit.empty() ? label : fmt::format("{} ({})", label, unit);
}

}  // namespace maaiveld::viz::scene
