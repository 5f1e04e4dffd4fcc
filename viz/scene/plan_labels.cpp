#include "viz/scene/finding_clusters.h"
#include "viz/scene/label_layout.h"
#include "viz/scene/plan_page.h"
#include "viz/scene/section_findings.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

double station_step(double units_per_m) {
    for (const double step : {5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0})
        if (step * units_per_m >= 90.0) return step;
    return 1000.0;
}

void draw_station(PlanPage& page, double station_m) {
    const Frame frame = page.axis.frame_at(station_m);
    const Point at = page.at(frame.origin);
    const Point up = page.at(frame.world(0.0, 1.0));
    const double length = std::hypot(up.x - at.x, up.y - at.y);
    const double nx = (up.x - at.x) / length, ny = (up.y - at.y) / length;
    page.sheet.line(Role::Dimension,
                    {{at.x - 5 * nx, at.y - 5 * ny}, {at.x + 5 * nx, at.y + 5 * ny}},
                    {page.style.ink, 1.2, {}});
    const std::string label = number(station_m, 0, page.language);
    const double width = text_width(label, 10.0, false) + 4.0;
    for (const double side : {1.0, -1.0}) {
        const Point middle{at.x + side * 13.0 * nx, at.y + side * 13.0 * ny};
        const Box plate{middle.x - 0.5 * width, middle.y - 6.5, middle.x + 0.5 * width,
                        middle.y + 6.5};
        if (!page.sheet.fits(plate)) continue;
        page.sheet.plate(Role::Dimension, plate, 2.0, faded(page.style.paper, 0.85));
        page.sheet.text(
            {label, {middle.x, middle.y + 3.6}, 10.0, false, page.style.ink, Anchor::Middle},
            Role::Dimension);
        return;
    }
}

/// Marks shrink when there are many, or they would hide the lines they are about.
double mark_radius(std::size_t count) {
    return std::clamp(3.0 * std::sqrt(200.0 / static_cast<double>(std::max<std::size_t>(count, 1))),
                      1.1, 3.0);
}

}  // namespace

void draw_plan_axis(PlanPage& page) {
    std::vector<Point> points;
    for (const double s :
         page.axis.stations_between(0.0, page.axis.length_m(), page.axis.length_m()))
        points.push_back(page.at(page.axis.frame_at(s).origin));
    page.sheet.line(Role::Dimension, points, {page.style.ink, 1.0, {14.0, 4.0, 2.0, 4.0}}, "axis");
    const double step = station_step(page.view.units_per_m);
    for (double s = 0.0; s <= page.axis.length_m() + 1e-6; s += step)
        draw_station(page, s);
}

void draw_plan_aliases(PlanPage& page) {
    constexpr std::size_t kMostAliases = 30;
    std::vector<std::pair<Point, const model::Asset*>> starts;
    for (const model::Asset& asset : page.street.assets) {
        if (is_connection(asset) || asset.axis.empty()) continue;
        if (plan_length_m(flattened(asset)) < 0.5 * page.axis.length_m()) continue;
        Point left = page.at(geometry::plan(asset.axis.front().at));
        for (const model::Vertex& v : asset.axis)
            if (const Point p = page.at(geometry::plan(v.at)); p.x < left.x) left = p;
        starts.emplace_back(left, &asset);
    }
    if (page.street.section.strips.empty() || starts.size() > kMostAliases) return;
    std::stable_sort(starts.begin(), starts.end(),
                     [](const auto& a, const auto& b) { return a.first.y < b.first.y; });
    std::vector<RowLabel> rows;
    for (const auto& [p, asset] : starts)
        rows.push_back({p.y, 13.0});
    const auto middles = spread_on_row(rows, page.frame.top - 14.0, page.frame.bottom + 14.0, 1.0);
    if (!middles) return;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto& [p, asset] = starts[i];
        const double x = std::min(p.x - 22.0, page.frame.left - 8.0);
        const double y = (*middles)[i];
        page.sheet.line(Role::Leader, {{x + 3.0, y}, {x + 12.0, y}, {p.x - 2.0, p.y}},
                        {page.style.rule_line, 0.9, {}}, asset->id);
        page.sheet.text({shortened(page.names.of(asset->id).alias, 11.0, true, x - 20.0),
                         {x, y + 4.0},
                         11.0,
                         true,
                         readable(page.style.of(asset->network)),
                         Anchor::End},
                        Role::Label, asset->id);
    }
}

std::vector<FindingRow> draw_plan_findings(PlanPage& page) {
    const std::vector<std::size_t> order = worst_first(page.findings);
    std::vector<Point> points;
    for (const std::size_t i : order)
        points.push_back(page.at(geometry::plan(page.findings[i].at)));
    const double radius = mark_radius(order.size());
    const Stroke rim{page.style.paper, radius > 2.0 ? 0.8 : 0.0, {}};
    for (std::size_t i = order.size(); i-- > 0;)
        page.sheet.circle(
            Role::Finding,
            {points[i], radius, color_of(page.findings[order[i]].severity, page.style), rim},
            page.findings[order[i]].rule);
    const auto marks =
        finding_clusters(page.findings, order, points, page.axis, page.names, page.look());
    std::vector<FindingRow> rows;
    for (const FindingCluster& mark : marks) {
        draw_cluster_mark(page.sheet, mark, page.frame.grown(10.0));
        rows.push_back(mark.row);
    }
    return rows;
}

}  // namespace maaiveld::viz::scene
