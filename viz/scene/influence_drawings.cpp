#include "viz/scene/influence_drawings.h"

#include "viz/scene/chart_axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace maaiveld::viz::scene {

namespace {

std::string in(Language language, const char* english, const char* dutch) {
    return language == Language::Dutch ? dutch : english;
}

std::string or_else(const std::string& text, std::string otherwise) {
    return text.empty() ? std::move(otherwise) : text;
}

/// A value with the decimals it has, at most two.
std::string plain(double value, Language language) {
    for (int decimals = 0; decimals < 2; ++decimals) {
        const double scale = decimals == 0 ? 1.0 : 10.0;
        if (std::abs(value * scale - std::round(value * scale)) < 1e-6)
            return number(value, decimals, language);
    }
    return number(value, 2, language);
}

/// A line over given places and the band about it, when there is one.
void add_line(LineChart& chart, ChartSeries series, const std::vector<double>& x,
              const std::vector<double>& values) {
    for (std::size_t i = 0; i < std::min(x.size(), values.size()); ++i)
        series.points.push_back({x[i], values[i]});
    chart.series.push_back(std::move(series));
}

void add_band(LineChart& chart, ChartBand band) {
    if (band.lower.empty() || band.upper.empty()) return;
    chart.bands.push_back(std::move(band));
}

void add_limits(LineChart& chart, const std::vector<DrawnLimit>& limits,
                const ChartOptions& options) {
    for (const DrawnLimit& limit : limits) {
        std::string label = plain(limit.value, options.language);
        if (!chart.y.unit.empty()) label += " " + chart.y.unit;
        chart.references.push_back({limit.value, or_else(limit.label, std::move(label)),
                                    options.style.error, ChartReference::Across::Width});
    }
}

/// The middles, in days, of `count` equal parts of a year.
std::vector<double> days_of(std::size_t count) {
    std::vector<double> days;
    for (std::size_t i = 0; i < count; ++i)
        days.push_back(kMonthStarts.back() * (static_cast<double>(i) + 0.5) /
                       static_cast<double>(count));
    return days;
}

LineChart along_chart(const AlongPicture& along, const ChartOptions& options) {
    LineChart chart;
    chart.title = along.title;
    chart.subtitle = along.subtitle;
    chart.x = {
        in(options.language, "distance", "afstand"), "m", ChartAxis::Scale::Linear, {}, {}, false};
    chart.y.label = along.label;
    chart.y.unit = along.unit;
    for (const AlongLine& line : along.lines) {
        add_line(chart, {line.name, line.color, {}, line.dash}, line.distance_m, line.values);
        add_band(chart, {along.band_name, line.color, line.distance_m, line.low, line.high});
    }
    add_limits(chart, along.limits, options);
    for (const AlongMark& mark : along.marks)
        chart.references.push_back(
            {mark.distance_m, mark.label, options.style.ink_soft, ChartReference::Across::Height});
    chart.captions = along.captions;
    return chart;
}

/// A main ends where its data end, not at the next round distance.
void end_with_the_data(LineChart& chart, const AlongPicture& along) {
    double from = INFINITY, to = -INFINITY;
    for (const AlongLine& line : along.lines)
        for (const double d : line.distance_m)
            if (std::isfinite(d)) {
                from = std::min(from, d);
                to = std::max(to, d);
            }
    if (!(from < to)) return;
    chart.x.from = from;
    chart.x.to = to;
}

std::vector<ChartBar> bars_of(const std::vector<DrawnShare>& shares, double factor) {
    std::vector<ChartBar> bars;
    for (const DrawnShare& share : shares)
        bars.push_back({share.name, factor * share.value, share.color, share.note});
    const auto size = [](const ChartBar& bar) {
        return std::isfinite(bar.value) ? std::abs(bar.value) : -1.0;
    };
    std::stable_sort(bars.begin(), bars.end(),
                     [&](const ChartBar& a, const ChartBar& b) { return size(a) > size(b); });
    return bars;
}

double sum_of(const std::vector<ChartBar>& bars) {
    double sum = 0.0;
    for (const ChartBar& bar : bars)
        if (std::isfinite(bar.value)) sum += bar.value;
    return sum;
}

/// As many decimals as show the largest value with three digits.
int decimals_for(const std::vector<ChartBar>& bars) {
    double largest = 0.0;
    for (const ChartBar& bar : bars)
        if (std::isfinite(bar.value)) largest = std::max(largest, std::abs(bar.value));
    if (largest <= 0.0) return 1;
    return std::clamp(2 - static_cast<int>(std::floor(std::log10(largest))), 1, 4);
}

}  // namespace

Picture2d year_drawing(const YearPicture& year, const ChartOptions& options) {
    LineChart chart;
    chart.title = year.title;
    chart.subtitle = year.subtitle;
    chart.x.scale = ChartAxis::Scale::DaysOfYear;
    chart.y.label = or_else(year.label, in(options.language, "temperature", "temperatuur"));
    chart.y.unit = year.unit;
    for (const YearLine& line : year.lines) {
        const std::vector<double> days = days_of(line.values.size());
        const bool months = line.values.size() <= 24;
        add_line(chart, {line.name, line.color, {}, line.dash, true, months}, days, line.values);
        add_band(chart, {year.band_name, line.color, days, line.low, line.high});
    }
    add_limits(chart, year.limits, options);
    chart.captions = year.captions;
    return chart_drawing(chart, options);
}

Picture2d temperature_along_drawing(const AlongPicture& along, const ChartOptions& options) {
    AlongPicture titled = along;
    titled.label = or_else(along.label, in(options.language, "temperature", "temperatuur"));
    titled.unit = or_else(along.unit, "°C");
    LineChart chart = along_chart(titled, options);
    end_with_the_data(chart, along);
    return chart_drawing(chart, options);
}

Picture2d induced_voltage_drawing(const AlongPicture& along, const ChartOptions& options) {
    AlongPicture titled = along;
    titled.label =
        or_else(along.label, in(options.language, "induced voltage", "geïnduceerde spanning"));
    titled.unit = or_else(along.unit, "V");
    LineChart chart = along_chart(titled, options);
    chart.y.with_zero = true;
    end_with_the_data(chart, along);
    return chart_drawing(chart, options);
}

Picture2d contributions_drawing(const SharesPicture& picture, const ChartOptions& options) {
    BarChart chart;
    chart.title = picture.title;
    chart.subtitle = picture.subtitle;
    chart.label = in(options.language, "contribution", "bijdrage");
    chart.unit = "K";
    chart.bars = bars_of(picture.shares, 1.0);
    chart.decimals = decimals_for(chart.bars);
    chart.total = ChartBar{
        in(options.language, "together", "samen"), sum_of(chart.bars), options.style.ink_soft, {}};
    chart.captions = picture.captions;
    return bar_drawing(chart, options);
}

Picture2d variance_drawing(const SharesPicture& picture, const ChartOptions& options) {
    BarChart chart;
    chart.title = picture.title;
    chart.subtitle = picture.subtitle;
    chart.label = in(options.language, "share of the variance", "aandeel in de variantie");
    chart.unit = "%";
    chart.bars = bars_of(picture.shares, 100.0);
    chart.decimals = 1;
    chart.captions = picture.captions;
    return bar_drawing(chart, options);
}

}  // namespace maaiveld::viz::scene
