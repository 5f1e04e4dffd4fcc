#include "viz/scene/chart_page.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

constexpr double kWantedHeight = 900.0;
constexpr double kLeastFrame = 60.0;

std::vector<double> all_x(const LineChart& chart) {
    std::vector<double> values;
    for (const ChartSeries& series : chart.series)
        for (const ChartPoint& p : series.points)
            values.push_back(p.x);
    for (const ChartBand& band : chart.bands)
        values.insert(values.end(), band.x.begin(), band.x.end());
    return values;
}

std::vector<double> all_y(const LineChart& chart) {
    std::vector<double> values;
    for (const ChartSeries& series : chart.series)
        for (const ChartPoint& p : series.points)
            values.push_back(p.y);
    for (const ChartBand& band : chart.bands) {
        values.insert(values.end(), band.lower.begin(), band.lower.end());
        values.insert(values.end(), band.upper.begin(), band.upper.end());
    }
    // A limit that is far off still belongs in the picture: how far off is what it tells.
    for (const ChartReference& reference : chart.references)
        if (reference.across == ChartReference::Across::Width) values.push_back(reference.value);
    return values;
}

/// The entries below the chart: lines that are not named at their end, and bands. Bands of one name
/// share an entry.
std::vector<LegendEntry> legend_of(const LineChart& chart, bool with_lines) {
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; with_lines && i < chart.series.size(); ++i) {
        const ChartSeries& s = chart.series[i];
        if (s.name.empty()) continue;
        const auto kind = s.line ? LegendEntry::Kind::Line : LegendEntry::Kind::Dot;
        entries.push_back({kind, s.name, {s.color}, dash_of(chart, i)});
    }
    const std::size_t first_band = entries.size();
    for (const ChartBand& band : chart.bands) {
        if (band.name.empty()) continue;
        const auto known =
            std::find_if(entries.begin() + static_cast<std::ptrdiff_t>(first_band), entries.end(),
                         [&](const LegendEntry& e) { return e.name == band.name; });
        const Color tint = mixed(Color{255, 255, 255}, band.color, 0.25);
        if (known == entries.end())
            entries.push_back({LegendEntry::Kind::Area, band.name, {tint}, {}});
        else if (known->colors.back() != tint)
            known->colors.push_back(tint);
    }
    return entries;
}

double widest_tick(const ChartPage& page, int most) {
    double widest = 0.0;
    for (const ChartTick& tick : ticks_of(page.y, most, page.options.language))
        widest = std::max(widest, text_width(tick.label, kChartLetter, false));
    return widest;
}

/// Places the frame between what stands above it and what stands below it.
void lay_out(ChartPage& page, double top, double captions_top, bool direct) {
    const LineChart& chart = page.chart;
    const double width = kPageWidth - 2.0 * kChartMargin;
    const auto rows = static_cast<double>(legend_rows(legend_of(chart, !direct), width));
    const bool x_title = !axis_title(chart.x.label, chart.x.unit).empty();
    const bool y_title = !axis_title(chart.y.label, chart.y.unit).empty();
    page.frame.top = top + (y_title ? 22.0 : 0.0);
    page.frame.bottom = captions_top - (rows > 0.0 ? rows * kLegendRow + 10.0 : 0.0) - 34.0 -
                        (x_title ? 28.0 : 0.0);
    page.frame.bottom = std::max(page.frame.bottom, page.frame.top + kLeastFrame);
    const int most = most_y_ticks(page.frame);
    page.y = range_of(chart.y, all_y(chart), most);
    page.frame.left = kChartMargin + widest_tick(page, most) + 14.0;
    const double room = direct ? end_label_room(chart) : 0.0;
    page.frame.right = kPageWidth - kChartMargin - std::max(room, 18.0);
    page.x = range_of(chart.x, all_x(chart), most_x_ticks(page.frame));
}

}  // namespace

Picture2d chart_drawing(const LineChart& chart, const ChartOptions& options) {
    ChartPage page{chart, options, Sheet(page_height_of(options, kWantedHeight)), {}, {}, {}, {}};
    const double top = draw_chart_title(page.sheet, options, chart.title, chart.subtitle);
    const double captions_top = draw_captions(page.sheet, options, chart.captions);
    bool direct = end_label_room(chart) > 0.0;
    lay_out(page, top, captions_top, direct);
    if (direct && !ends_can_be_named(page)) {
        direct = false;
        lay_out(page, top, captions_top, direct);
    }
    draw_axes(page);
    draw_bands(page);
    draw_references(page);
    draw_series(page);
    label_references(page);
    if (direct) draw_end_labels(page);
    const auto entries = legend_of(chart, !direct);
    const double legend_height =
        kLegendRow * static_cast<double>(legend_rows(entries, kPageWidth - 2.0 * kChartMargin));
    draw_legend(
        page.sheet, options,
        {kChartMargin, captions_top - legend_height, kPageWidth - kChartMargin, captions_top},
        entries);
    return page.sheet.finished(options.width_px);
}

}  // namespace maaiveld::viz::scene
