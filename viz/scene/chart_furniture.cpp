#include "viz/scene/chart_furniture.h"

#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

constexpr double kCaptionLine = 20.0;
constexpr double kSwatch = 38.0, kSwatchGap = 9.0, kEntryGap = 30.0;
constexpr double kAreaStep = 20.0;

double swatch_width(const LegendEntry& entry) {
    if (entry.kind == LegendEntry::Kind::Dot) return 12.0;
    if (entry.kind == LegendEntry::Kind::Line) return kSwatch;
    return std::max(kSwatch, kAreaStep * static_cast<double>(entry.colors.size()));
}

double entry_width(const LegendEntry& entry) {
    return swatch_width(entry) + kSwatchGap + text_width(entry.name, kChartLetter, false);
}

/// The left upper places of the entries, flowing from left to right in rows.
std::vector<Point> flow(const std::vector<LegendEntry>& entries, double width) {
    std::vector<Point> places;
    Point at{0.0, 0.0};
    for (const LegendEntry& entry : entries) {
        const double wide = entry_width(entry);
        if (at.x > 0.0 && at.x + wide > width) at = {0.0, at.y + kLegendRow};
        places.push_back(at);
        at.x += wide + kEntryGap;
    }
    return places;
}

void draw_swatch(Sheet& sheet, Point left, const LegendEntry& entry) {
    const double width = swatch_width(entry);
    const Color first = entry.colors.empty() ? Color{} : entry.colors.front();
    if (entry.kind == LegendEntry::Kind::Dot) {
        sheet.circle(Role::Furniture, {{left.x + 6.0, left.y}, 5.0, first, {}});
        return;
    }
    if (entry.kind == LegendEntry::Kind::Line) {
        sheet.line(Role::Furniture, {left, {left.x + width, left.y}},
                   {visible_line(first), 2.6, entry.dash});
        return;
    }
    const double step = width / static_cast<double>(std::max<std::size_t>(1, entry.colors.size()));
    double x = left.x;
    for (const Color& color : entry.colors) {
        sheet.rectangle(Role::Furniture, {x, left.y - 7.0, x + step, left.y + 7.0}, color);
        x += step;
    }
}

}  // namespace

Color visible_line(Color color) {
    constexpr double kContrast = 3.0;  // WCAG 2.1, 1.4.11, for graphics
    const Color black{0, 0, 0, color.alpha};
    for (int step = 0; step < 20; ++step) {
        const Color darker = mixed(color, black, step / 20.0);
        if (contrast_with_white(darker) >= kContrast) return darker;
    }
    return black;
}

double page_height_of(const ChartOptions& options, double wanted) {
    constexpr double kLeast = 200.0;
    if (!(options.height_px > 0.0 && options.width_px > 0.0)) return wanted;
    return std::max(kLeast, options.height_px * kPageWidth / options.width_px);
}

double draw_chart_title(Sheet& sheet, const ChartOptions& options, const std::string& title,
                        const std::string& subtitle) {
    constexpr double kTitle = 28.0, kSubtitle = 18.0;
    constexpr double kWidth = kPageWidth - 2.0 * kChartMargin;
    double y = 30.0;
    if (!title.empty()) {
        y = 56.0;
        sheet.text({shortened(title, kTitle, true, kWidth),
                    {kChartMargin, y},
                    kTitle,
                    true,
                    options.style.ink});
    }
    for (const std::string& line : wrapped(subtitle, kSubtitle, false, kWidth)) {
        if (subtitle.empty()) break;
        y += 30.0;
        sheet.text({shortened(line, kSubtitle, false, kWidth),
                    {kChartMargin, y},
                    kSubtitle,
                    false,
                    options.style.ink_soft});
    }
    return y + 40.0;
}

double draw_captions(Sheet& sheet, const ChartOptions& options,
                     const std::vector<std::string>& captions) {
    constexpr double kWidth = kPageWidth - 2.0 * kChartMargin;
    std::vector<std::string> lines;
    for (const std::string& caption : captions)
        for (std::string& line : wrapped(caption, kChartSmallLetter, false, kWidth))
            lines.push_back(shortened(line, kChartSmallLetter, false, kWidth));
    const double top = sheet.height() - 26.0 - kCaptionLine * static_cast<double>(lines.size());
    double y = top;
    for (const std::string& line : lines) {
        y += kCaptionLine;
        sheet.text({line, {kChartMargin, y}, kChartSmallLetter, false, options.style.ink_faint});
    }
    return top;
}

std::size_t legend_rows(const std::vector<LegendEntry>& entries, double width) {
    if (entries.empty()) return 0;
    return static_cast<std::size_t>(std::lround(flow(entries, width).back().y / kLegendRow)) + 1;
}

void draw_legend(Sheet& sheet, const ChartOptions& options, const Box& area,
                 const std::vector<LegendEntry>& entries) {
    const auto places = flow(entries, area.width());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Point at{area.left + places[i].x, area.top + places[i].y + 0.5 * kLegendRow};
        const double x = at.x + swatch_width(entries[i]) + kSwatchGap;
        const std::string name = shortened(entries[i].name, kChartLetter, false, area.right - x);
        if (sheet.text({name, {x, at.y + 6.0}, kChartLetter, false, options.style.ink}))
            draw_swatch(sheet, at, entries[i]);
    }
}

}  // namespace maaiveld::viz::scene
