#include "viz/scene/chart_page.h"
#include "viz/scene/label_layout.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace maaiveld::viz::scene {

namespace {

constexpr double kMostNameWidth = 330.0;
constexpr double kLeaderRoom = 26.0;
constexpr double kLineHeight = 1.3 * kChartLetter;

/// A name at the end of a line.
struct EndLabel {
    std::size_t series = 0;
    Point end;  ///< of the line
};

std::optional<Point> end_of(const ChartPage& page, const ChartSeries& series) {
    for (auto p = series.points.rbegin(); p != series.points.rend(); ++p) {
        const Point at = page.at(*p);
        if (std::isfinite(at.x) && std::isfinite(at.y)) return at;
    }
    return std::nullopt;
}

/// The named series with a line, from the highest end to the lowest.
std::vector<EndLabel> labels_of(const ChartPage& page) {
    std::vector<EndLabel> labels;
    for (std::size_t i = 0; i < page.chart.series.size(); ++i) {
        if (page.chart.series[i].name.empty()) continue;
        if (const auto end = end_of(page, page.chart.series[i])) labels.push_back({i, *end});
    }
    std::stable_sort(labels.begin(), labels.end(),
                     [](const EndLabel& a, const EndLabel& b) { return a.end.y < b.end.y; });
    return labels;
}

/// The middles of the names, at heights as near to the ends as the others allow.
std::optional<std::vector<double>> middles_of(const ChartPage& page,
                                              const std::vector<EndLabel>& labels) {
    std::vector<RowLabel> column;
    column.reserve(labels.size());
    for (const EndLabel& label : labels)
        column.push_back({label.end.y, kLineHeight});
    return spread_on_row(column, page.frame.top - 6.0, page.frame.bottom + 6.0, 1.0);
}

void draw_grid_line(ChartPage& page, const ChartTick& tick) {
    const double y = page.frame.bottom - page.y.share_of(tick.value) * page.frame.height();
    page.sheet.line(Role::Dimension, {{page.frame.left, y}, {page.frame.right, y}},
                    {page.style().rule_line, 1.0, {}});
    page.sheet.text({tick.label,
                     {page.frame.left - 10.0, y + 0.36 * kChartLetter},
                     kChartLetter,
                     false,
                     page.style().ink_soft,
                     Anchor::End},
                    Role::Dimension);
}

void draw_x_tick(ChartPage& page, double value) {
    const double x = page.frame.left + page.x.share_of(value) * page.frame.width();
    page.sheet.line(Role::Dimension, {{x, page.frame.bottom}, {x, page.frame.bottom + 6.0}},
                    {page.style().ink_soft, 1.0, {}});
}

void set_below_axis(ChartPage& page, double x, const std::string& label) {
    const Text text{label,
                    {x, page.frame.bottom + 10.0 + kChartLetter},
                    kChartLetter,
                    false,
                    page.style().ink_soft,
                    Anchor::Middle};
    if (page.sheet.free_of_text(text.box().grown(3.0))) page.sheet.text(text, Role::Dimension);
}

void draw_months(ChartPage& page) {
    const double width = page.frame.width();
    const double days = page.x.to - page.x.from;
    const std::size_t letters = 30.0 / days * width > 44.0 ? 3 : 1;
    for (std::size_t month = 0; month < 12; ++month) {
        const double from = std::max(kMonthStarts[month], page.x.from);
        const double to = std::min(kMonthStarts[month + 1], page.x.to);
        if (to <= from) continue;
        draw_x_tick(page, from);
        draw_x_tick(page, to);
        if ((to - from) / days * width < 16.0) continue;
        set_below_axis(page,
                       page.frame.left + page.x.share_of(0.5 * (from + to)) * page.frame.width(),
                       month_name(month, letters, page.options.language));
    }
}

void draw_x_axis(ChartPage& page) {
    page.sheet.line(Role::Dimension,
                    {{page.frame.left, page.frame.bottom}, {page.frame.right, page.frame.bottom}},
                    {page.style().ink_soft, 1.4, {}});
    if (page.x.scale == ChartAxis::Scale::DaysOfYear) return draw_months(page);
    for (const ChartTick& tick :
         ticks_of(page.x, most_x_ticks(page.frame), page.options.language)) {
        draw_x_tick(page, tick.value);
        set_below_axis(page, page.frame.left + page.x.share_of(tick.value) * page.frame.width(),
                       tick.label);
    }
}

void draw_axis_titles(ChartPage& page) {
    const ChartAxis& x = page.chart.x;
    const ChartAxis& y = page.chart.y;
    page.sheet.text({shortened(axis_title(y.label, y.unit), kChartLetter, true,
                               page.frame.right - kChartMargin),
                     {kChartMargin, page.frame.top - 20.0},
                     kChartLetter,
                     true,
                     page.style().ink},
                    Role::Dimension);
    page.sheet.text(
        {shortened(axis_title(x.label, x.unit), kChartLetter, true, page.frame.width()),
         {0.5 * (page.frame.left + page.frame.right), page.frame.bottom + 40.0 + kChartLetter},
         kChartLetter,
         true,
         page.style().ink,
         Anchor::Middle},
        Role::Dimension);
}

}  // namespace

int most_x_ticks(const Box& frame) {
    return std::clamp(static_cast<int>(frame.width() / 110.0), 2, 14);
}

int most_y_ticks(const Box& frame) {
    return std::clamp(static_cast<int>(frame.height() / 55.0), 2, 12);
}

void draw_axes(ChartPage& page) {
    for (const ChartTick& tick : ticks_of(page.y, most_y_ticks(page.frame), page.options.language))
        draw_grid_line(page, tick);
    draw_x_axis(page);
    draw_axis_titles(page);
    // A zero inside the frame is a line of its own: above it and below it mean different things.
    if (page.y.scale == ChartAxis::Scale::Linear && page.y.from < 0.0 && page.y.to > 0.0) {
        const double y = page.frame.bottom - page.y.share_of(0.0) * page.frame.height();
        page.sheet.line(Role::Dimension, {{page.frame.left, y}, {page.frame.right, y}},
                        {page.style().ink_soft, 1.2, {}});
    }
}

double end_label_room(const LineChart& chart) {
    double widest = 0.0;
    for (const ChartSeries& series : chart.series)
        widest = std::max(widest, text_width(series.name, kChartLetter, true));
    return widest > 0.0 ? std::min(widest, kMostNameWidth) + kLeaderRoom + 4.0 : 0.0;
}

bool ends_can_be_named(const ChartPage& page) {
    constexpr double kFarthest = 2.5 * kLineHeight;
    const auto labels = labels_of(page);
    const auto middles = middles_of(page, labels);
    if (!middles) return false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Point& end = labels[i].end;
        const std::string& name = page.chart.series[labels[i].series].name;
        if (text_width(name, kChartLetter, true) > kMostNameWidth) return false;
        if (!page.frame.grown(1.0).contains(end)) return false;
        if (page.frame.right - end.x > 0.06 * page.frame.width()) return false;
        if (std::abs((*middles)[i] - end.y) > kFarthest) return false;
    }
    return true;
}

void draw_end_labels(ChartPage& page) {
    const auto labels = labels_of(page);
    const auto middles = middles_of(page, labels);
    if (!middles) return;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const ChartSeries& series = page.chart.series[labels[i].series];
        const double x = page.frame.right + kLeaderRoom;
        const double y = (*middles)[i];
        const Text text{
            series.name, {x, y + 0.36 * kChartLetter}, kChartLetter, true, readable(series.color)};
        if (!page.sheet.text(text, Role::Label, series.name)) continue;
        page.sheet.line(Role::Leader, {{labels[i].end.x + 5.0, labels[i].end.y}, {x - 5.0, y}},
                        {faded(visible_line(series.color), 0.6), 1.0, {}}, series.name);
    }
}

}  // namespace maaiveld::viz::scene
