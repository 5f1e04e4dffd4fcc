#include "viz/scene/chart_geometry.h"
#include "viz/scene/chart_page.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

constexpr std::size_t kManyPoints = 1500;

bool on_paper(Point p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

/// The runs of finite places of a series.
std::vector<std::vector<Point>> runs_of(const ChartPage& page,
                                        const std::vector<ChartPoint>& points) {
    std::vector<std::vector<Point>> runs(1);
    for (const ChartPoint& point : points) {
        const Point p = page.at(point);
        if (on_paper(p))
            runs.back().push_back(p);
        else if (!runs.back().empty())
            runs.emplace_back();
    }
    return runs;
}

/// The same line on paper with as few points as it needs.
std::vector<Point> light(const std::vector<Point>& run) {
    constexpr double kUnseen = 0.12;  // 0.03 mm on A3
    const auto by_x = [](const Point& a, const Point& b) { return a.x < b.x; };
    if (run.size() < kManyPoints || !std::is_sorted(run.begin(), run.end(), by_x))
        return simplified(run, kUnseen);
    return simplified(thinned(run, 0.5), kUnseen);
}

void draw_line(ChartPage& page, const ChartSeries& series, std::size_t index) {
    const Stroke stroke{visible_line(series.color), 2.6, dash_of(page.chart, index)};
    for (const std::vector<Point>& run : runs_of(page, series.points))
        for (std::vector<Point>& part : clipped_line(light(run), page.frame)) {
            page.sheet.line(Role::Asset, part, stroke, series.name);
            page.lines[index].push_back(std::move(part));
        }
}

void draw_markers(ChartPage& page, const ChartSeries& series, std::size_t index) {
    constexpr double kRadius = 4.2;
    const Color white{255, 255, 255};
    for (const ChartPoint& point : series.points) {
        const Point p = page.at(point);
        if (!on_paper(p) || !page.frame.grown(1e-6).contains(p)) continue;
        page.sheet.circle(Role::Asset, {p, kRadius, visible_line(series.color), {white, 1.2, {}}},
                          series.name);
        page.lines[index].push_back({{p.x - kRadius, p.y}, {p.x + kRadius, p.y}});
    }
}

void draw_run(ChartPage& page, const ChartBand& band, const std::vector<Point>& upper,
              const std::vector<Point>& lower) {
    if (upper.size() < 2) return;
    std::vector<Point> ring = light(upper);
    const std::vector<Point> back = light(lower);
    ring.insert(ring.end(), back.rbegin(), back.rend());
    const std::vector<Point> shown = clipped_area(ring, page.frame);
    if (shown.size() > 2) page.sheet.path(Role::Halo, shown, faded(band.color, 0.2), {}, band.name);
}

void draw_band(ChartPage& page, const ChartBand& band) {
    std::vector<Point> upper, lower;
    const std::size_t count = std::min({band.x.size(), band.lower.size(), band.upper.size()});
    for (std::size_t i = 0; i < count; ++i) {
        const Point high = page.at({band.x[i], band.upper[i]});
        const Point low = page.at({band.x[i], band.lower[i]});
        if (on_paper(high) && on_paper(low)) {
            upper.push_back(high);
            lower.push_back(low);
            continue;
        }
        draw_run(page, band, upper, lower);
        upper.clear();
        lower.clear();
    }
    draw_run(page, band, upper, lower);
}

bool is_across_height(const ChartReference& reference) {
    return reference.across == ChartReference::Across::Height;
}

/// The ends of a reference line; nothing when it lies outside the frame.
std::vector<Point> line_of(const ChartPage& page, const ChartReference& reference) {
    const bool upright = is_across_height(reference);
    const double share = (upright ? page.x : page.y).share_of(reference.value);
    if (!(share >= -1e-9 && share <= 1.0 + 1e-9)) return {};
    const Box& f = page.frame;
    if (upright) {
        const double x = f.left + share * f.width();
        return {{x, f.top}, {x, f.bottom}};
    }
    const double y = f.bottom - share * f.height();
    return {{f.left, y}, {f.right, y}};
}

bool clear_of_lines(const ChartPage& page, const Box& box) {
    for (const ChartReference& reference : page.chart.references)
        if (passes_through(line_of(page, reference), box)) return false;
    for (const auto& series : page.lines)
        for (const auto& part : series)
            if (passes_through(part, box)) return false;
    return true;
}

/// Where a label of a level line may stand: above or below it, from the right to the left.
std::vector<Point> level_places(const Box& frame, double y, double width) {
    std::vector<Point> places;
    for (double x = frame.right - 6.0 - width; x >= frame.left + 4.0; x -= 24.0) {
        places.push_back({x, y - 8.0});
        places.push_back({x, y + kChartLetter + 3.0});
    }
    return places;
}

/// Where a label of an upright line may stand: beside it, from the top down.
std::vector<Point> upright_places(const Box& frame, double x, double width) {
    std::vector<Point> places;
    for (double y = frame.top + kChartLetter + 2.0; y < frame.bottom - 6.0; y += 22.0) {
        places.push_back({x + 7.0, y});
        places.push_back({x - 7.0 - width, y});
    }
    return places;
}

void label_reference(ChartPage& page, const ChartReference& reference) {
    const std::vector<Point> line = line_of(page, reference);
    if (line.empty() || reference.label.empty()) return;
    const double most = is_across_height(reference) ? 320.0 : page.frame.width() - 12.0;
    const std::string label = shortened(reference.label, kChartLetter, true, most);
    const double width = text_width(label, kChartLetter, true);
    const auto places = is_across_height(reference)
                            ? upright_places(page.frame, line.front().x, width)
                            : level_places(page.frame, line.front().y, width);
    // First where no line is crossed; a label through a line is still better than none.
    for (const bool keep_off : {true, false}) {
        for (const Point& at : places) {
            const Text text{label, at, kChartLetter, true, readable(reference.color)};
            const Box box = text.box();
            if (!page.frame.contains(box) || !page.sheet.fits(box.grown(2.0))) continue;
            if (keep_off && !clear_of_lines(page, box.grown(2.0))) continue;
            page.sheet.text(text, Role::Finding);
            return;
        }
    }
}

}  // namespace

Point ChartPage::at(ChartPoint p) const {
    // Far outside: kept near enough for exact clipping and far enough to keep its direction.
    const auto near = [](double share) { return std::clamp(share, -1e6, 1e6); };
    return {frame.left + near(x.share_of(p.x)) * frame.width(),
            frame.bottom - near(y.share_of(p.y)) * frame.height()};
}

std::vector<double> dash_of(const LineChart& chart, std::size_t series) {
    static const std::array<std::vector<double>, 4> kDashes = {
        {{}, {14.0, 6.0}, {4.0, 5.0}, {16.0, 5.0, 4.0, 5.0}}};
    const ChartSeries& own = chart.series[series];
    if (!own.dash.empty()) return own.dash;
    std::size_t before = 0;
    for (std::size_t i = 0; i < series; ++i)
        if (chart.series[i].color == own.color && chart.series[i].dash.empty()) ++before;
    return kDashes[before % kDashes.size()];
}

void draw_bands(ChartPage& page) {
    for (const ChartBand& band : page.chart.bands)
        draw_band(page, band);
}

void draw_references(ChartPage& page) {
    for (const ChartReference& reference : page.chart.references) {
        const std::vector<Point> line = line_of(page, reference);
        if (line.empty()) continue;
        const bool upright = is_across_height(reference);
        const std::vector<double> dash =
            upright ? std::vector<double>{5.0, 5.0} : std::vector<double>{};
        page.sheet.line(Role::Finding, line,
                        {visible_line(reference.color), upright ? 1.4 : 2.0, dash},
                        reference.label);
    }
}

void draw_series(ChartPage& page) {
    page.lines.assign(page.chart.series.size(), {});
    for (std::size_t i = 0; i < page.chart.series.size(); ++i)
        if (page.chart.series[i].line) draw_line(page, page.chart.series[i], i);
    for (std::size_t i = 0; i < page.chart.series.size(); ++i)
        if (page.chart.series[i].markers) draw_markers(page, page.chart.series[i], i);
}

void label_references(ChartPage& page) {
    for (const ChartReference& reference : page.chart.references)
        label_reference(page, reference);
}

}  // namespace maaiveld::viz::scene
