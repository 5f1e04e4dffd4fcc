#include "viz/scene/chart_axis.h"
#include "viz/scene/chart_furniture.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr double kMostNameWidth = 440.0;
constexpr double kMostRow = 46.0, kLeastRow = 26.0;

/// The bars being drawn: one row each, from `top` down.
struct BarPage {
    const BarChart& chart;
    const ChartOptions& options;
    std::vector<ChartBar> bars;
    Sheet sheet;
    Box frame;
    ChartRange range;
    double row = kMostRow;

    double letter() const { return std::min(kChartLetter, 0.55 * row); }
    double x(double value) const { return frame.left + range.share_of(value) * frame.width(); }
};

/// The bars, those beyond the most that may be drawn added up in one.
std::vector<ChartBar> bars_of(const BarChart& chart, const Style& style, Language language) {
    std::vector<ChartBar> bars = chart.bars;
    const std::size_t most = std::max<std::size_t>(chart.most_bars, 2);
    if (bars.size() <= most) return bars;
    ChartBar rest{fmt::format("+ {} {}", bars.size() - most + 1, word(Word::AndMore, language)),
                  0.0,
                  style.ink_faint,
                  {}};
    for (std::size_t i = most - 1; i < bars.size(); ++i)
        if (std::isfinite(bars[i].value)) rest.value += bars[i].value;
    bars.resize(most - 1);
    bars.push_back(rest);
    return bars;
}

std::string value_text(const BarPage& page, const ChartBar& bar) {
    if (!std::isfinite(bar.value)) return bar.note.empty() ? "–" : "– · " + bar.note;
    std::string text = number(bar.value, page.chart.decimals, page.options.language);
    if (!page.chart.unit.empty()) text += " " + page.chart.unit;
    return bar.note.empty() ? text : text + " · " + bar.note;
}

std::vector<ChartBar> rows_of(const BarPage& page) {
    std::vector<ChartBar> rows = page.bars;
    if (page.chart.total) rows.push_back(*page.chart.total);
    return rows;
}

void lay_out(BarPage& page, double top, double bottom) {
    double names = 0.0, before = 0.0, after = 0.0;
    std::vector<double> values;
    for (const ChartBar& bar : rows_of(page)) {
        names = std::max(names, text_width(bar.name, kChartLetter, true));
        double& room = bar.value < 0.0 ? before : after;
        room = std::max(room, text_width(value_text(page, bar), kChartLetter, true) + 16.0);
        values.push_back(bar.value);
    }
    const double width = kPageWidth - 2.0 * kChartMargin;
    names = std::min(names, kMostNameWidth);
    before = std::min(before, 0.3 * width);
    after = std::min(after, 0.3 * width);
    page.frame = {kChartMargin + names + 16.0 + before, top, kPageWidth - kChartMargin - after,
                  bottom};
    const ChartAxis axis{{}, {}, ChartAxis::Scale::Linear, {}, {}, true};
    page.range = range_of(axis, values, 8);
    page.row =
        std::clamp((bottom - top) / static_cast<double>(rows_of(page).size()), 8.0, kMostRow);
}

/// Ticks only: every bar carries its value, and grid lines would run through those.
void draw_axis(BarPage& page, double bottom) {
    const Stroke thin{page.options.style.ink_soft, 1.0, {}};
    page.sheet.line(Role::Dimension, {{page.frame.left, bottom}, {page.frame.right, bottom}}, thin);
    for (const ChartTick& tick : ticks_of(page.range, 8, page.options.language)) {
        const double x = page.x(tick.value);
        page.sheet.line(Role::Dimension, {{x, bottom}, {x, bottom + 6.0}}, thin);
        const Text text{tick.label, {x, bottom + 10.0 + kChartLetter}, kChartLetter,
                        false,      page.options.style.ink_soft,       Anchor::Middle};
        if (page.sheet.free_of_text(text.box().grown(4.0))) page.sheet.text(text, Role::Dimension);
    }
    page.sheet.text({axis_title(page.chart.label, page.chart.unit),
                     {0.5 * (page.frame.left + page.frame.right), bottom + 40.0 + kChartLetter},
                     kChartLetter,
                     true,
                     page.options.style.ink,
                     Anchor::Middle},
                    Role::Dimension);
}

void draw_value(BarPage& page, const ChartBar& bar, double y, bool bold) {
    const double letter = page.letter();
    const bool left = bar.value < 0.0;
    const double x = std::isfinite(bar.value) ? page.x(bar.value) : page.x(0.0);
    const double room = left ? x - 8.0 - kChartMargin : kPageWidth - kChartMargin - x - 8.0;
    page.sheet.text({shortened(value_text(page, bar), letter, bold, room),
                     {left ? x - 8.0 : x + 8.0, y},
                     letter,
                     bold,
                     page.options.style.ink,
                     left ? Anchor::End : Anchor::Start},
                    Role::Label, bar.name);
}

void draw_bar(BarPage& page, const ChartBar& bar, double top, bool bold) {
    const double letter = page.letter();
    const double y = top + 0.5 * page.row + 0.36 * letter;
    page.sheet.text({shortened(bar.name, letter, bold, kMostNameWidth),
                     {kChartMargin, y},
                     letter,
                     bold,
                     page.options.style.ink},
                    Role::Label, bar.name);
    if (std::isfinite(bar.value)) {
        const double left = page.x(std::min(0.0, bar.value));
        const double right = page.x(std::max(0.0, bar.value));
        page.sheet.rectangle(Role::Asset,
                             {left, top + 0.16 * page.row, right, top + 0.84 * page.row},
                             visible_line(bar.color), {}, bar.name);
    }
    draw_value(page, bar, y, bold);
}

void draw_rows(BarPage& page) {
    double y = page.frame.top;
    for (const ChartBar& bar : page.bars) {
        draw_bar(page, bar, y, false);
        y += page.row;
    }
    if (page.chart.total) {
        page.sheet.line(Role::Dimension, {{kChartMargin, y}, {kPageWidth - kChartMargin, y}},
                        {page.options.style.ink_soft, 1.2, {}});
        draw_bar(page, *page.chart.total, y, true);
    }
}

}  // namespace

Picture2d bar_drawing(const BarChart& chart, const ChartOptions& options) {
    constexpr double kFurniture = 230.0;
    std::vector<ChartBar> bars = bars_of(chart, options.style, options.language);
    const auto rows = static_cast<double>(bars.size() + (chart.total ? 1 : 0));
    const double row = rows > 24.0 ? kLeastRow : kMostRow;
    const double wanted =
        kFurniture + rows * row + 20.0 * static_cast<double>(chart.captions.size());
    BarPage page{chart, options, std::move(bars), Sheet(page_height_of(options, wanted)), {}, {}};
    const double top = draw_chart_title(page.sheet, options, chart.title, chart.subtitle);
    const double captions_top = draw_captions(page.sheet, options, chart.captions);
    const bool titled = !axis_title(chart.label, chart.unit).empty();
    const double axis_room = titled ? 72.0 : 42.0;
    lay_out(page, top, std::max(captions_top - axis_room, top + 40.0));
    const double bottom = top + page.row * rows;
    draw_axis(page, bottom);
    draw_rows(page);
    page.sheet.line(Role::Dimension, {{page.x(0.0), page.frame.top}, {page.x(0.0), bottom}},
                    {options.style.ink_soft, 1.4, {}});
    return page.sheet.finished(options.width_px);
}

}  // namespace maaiveld::viz::scene
