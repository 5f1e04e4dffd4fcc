#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "model/scene.h"
#include "viz/scene/finding_clusters.h"
#include "viz/scene/label_layout.h"
#include "viz/scene/plan_page.h"
#include "viz/scene/section_findings.h"
#include "viz/scene/text_metrics.h"

namespace maaiveld::viz::scene {

namespace {

using model::StructureKind;

void draw_strip(PlanPage& page, const model::Strip& strip, double left_m, double right_m) {
    std::vector<Point> outline;
    const auto stations = page.axis.stations_between(0.0, page.axis.length_m(), 5.0);
    for (const double s : stations)
        outline.push_back(page.at(page.axis.frame_at(s).world(0.0, left_m)));
    for (auto s = stations.rbegin(); s != stations.rend(); ++s)
        outline.push_back(page.at(page.axis.frame_at(*s).world(0.0, right_m)));
    page.sheet.path(Role::Strip, outline, faded(page.style.of(strip.kind), 0.45),
                    {page.style.paper, 0.8, {}}, std::string(name_of(strip.kind)));
}

std::vector<Point> page_line(const PlanPage& page, const std::vector<Vec2>& line) {
    std::vector<Point> points;
    for (const Vec2& p : line) points.push_back(page.at(p));
    return points;
}

void draw_tree(PlanPage& page, const model::Tree& tree) {
    const double upm = page.view.units_per_m;
    const Point at = page.at(tree.at);
    const std::vector<double> dash =
        tree.planned ? std::vector<double>{5.0, 4.0} : std::vector<double>{};
    page.sheet.circle(Role::Tree, {at, 0.5 * tree.crown_diameter_m * upm, faded(page.style.crown, 0.22),
                                   {faded(page.style.crown, 0.9), 1.0, dash}}, tree.id);
    const double roots = model::root_volume_of(tree).radius_m * upm;
    page.sheet.circle(Role::Tree, {at, roots, std::nullopt, {faded(page.style.roots, 0.8), 1.0, {4.0, 3.0}}},
                      tree.id);
    page.sheet.circle(Role::Tree, {at, std::max(0.5 * tree.stem_diameter_m * upm, 1.8), page.style.stem, {}},
                      tree.id);
}

bool is_building(StructureKind kind) {
    return kind == StructureKind::Facade || kind == StructureKind::Foundation ||
           kind == StructureKind::Building;
}

std::vector<Point> block_outline(const PlanPage& page, const model::Structure& s, double least) {
    const double heading = s.heading_deg * std::numbers::pi / 180.0;
    const Vec2 along(std::cos(heading), std::sin(heading));
    const Vec2 across(-along.y(), along.x());
    const double l = 0.5 * std::max(s.size_m.x(), least);
    const double w = 0.5 * std::max(s.size_m.y(), least);
    return page_line(page, {s.at - l * along - w * across, s.at + l * along - w * across,
                            s.at + l * along + w * across, s.at - l * along + w * across});
}

void draw_structure(PlanPage& page, const model::Structure& s) {
    const Stroke edge{page.style.structure_dark, 1.2, {}};
    if (s.line) {
        const double width = std::max(s.size_m.y() * page.view.units_per_m, 2.0);
        page.sheet.line(Role::Building, page_line(page, *s.line), {page.style.wall, width, {}}, s.id);
        return;
    }
    const Color body = is_building(s.kind) ? faded(page.style.wall_light, 0.7) : page.style.paper;
    const double least_m = 4.0 / page.view.units_per_m;
    if (!s.diameter_m) {
        page.sheet.path(Role::Structure, block_outline(page, s, least_m), body, edge, s.id);
        return;
    }
    const double radius = std::max(0.5 * *s.diameter_m * page.view.units_per_m, 2.4);
    const bool dark = s.kind == StructureKind::Lamp || s.kind == StructureKind::Mast;
    page.sheet.circle(Role::Structure, {page.at(s.at), radius, dark ? page.style.structure_dark : body, edge},
                      s.id);
}

bool is_connection(const model::Asset& asset) {
    const auto kind = asset.attributes.find("kind");
    if (kind == asset.attributes.end()) return false;
    const auto* text = std::get_if<std::string>(&kind->second);
    return text != nullptr && *text == "house_connection";
}

double drawn_width(const PlanPage& page, const model::Asset& asset) {
    const double least = is_connection(asset) ? 1.5 : 2.0;
    return std::max(2.0 * half_size_of(asset).across_m * page.view.units_per_m, least);
}

void draw_asset(PlanPage& page, const model::Asset& asset) {
    std::vector<Point> points;
    for (const Vec3& p : flattened(asset)) points.push_back(page.at(geometry::plan(p)));
    const double width = drawn_width(page, asset);
    const Color color = page.style.of(asset.network);
    const std::vector<double> dash = page.style.dash(asset.status, width);
    // Yellow and bright green vanish on white without a darker edge.
    if (contrast_with_white(color) < 2.0)
        page.sheet.line(Role::Asset, points, {readable(color), width + 1.2, dash}, asset.id);
    page.sheet.line(Role::Asset, points, {color, width, dash}, asset.id);
}

/// The part of `line` between two distances along its plan.
std::vector<Vec3> part_of(const std::vector<Vec3>& line, double from_m, double to_m) {
    std::vector<Vec3> part;
    double run_m = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = (line[i] - line[i - 1]).head<2>().norm();
        const double a = std::clamp((from_m - run_m) / std::max(length, 1e-9), 0.0, 1.0);
        const double b = std::clamp((to_m - run_m) / std::max(length, 1e-9), 0.0, 1.0);
        run_m += length;
        if (b <= a) continue;
        if (part.empty()) part.push_back(line[i - 1] + a * (line[i] - line[i - 1]));
        part.push_back(line[i - 1] + b * (line[i] - line[i - 1]));
    }
    return part;
}

/// A glow along the stretch where a rule is broken; on a crowded map the marks must do.
void draw_stretches(PlanPage& page) {
    constexpr std::size_t kMostStretches = 60;
    if (page.findings.size() > kMostStretches) return;
    for (const rules::Finding& f : page.findings) {
        const auto asset =
            std::find_if(page.street.assets.begin(), page.street.assets.end(),
                         [&](const model::Asset& a) { return a.id == f.stretch.along; });
        if (asset == page.street.assets.end() || f.exempted_by) continue;
        std::vector<Point> points;
        for (const Vec3& p : part_of(flattened(*asset), f.stretch.from_m, f.stretch.to_m))
            points.push_back(page.at(geometry::plan(p)));
        page.sheet.line(Role::Finding, points,
                        {faded(color_of(f.severity, page.style), 0.28),
                         drawn_width(page, *asset) + 9.0, {}},
                        f.rule);
    }
}

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
    page.sheet.line(Role::Dimension, {{at.x - 5 * nx, at.y - 5 * ny}, {at.x + 5 * nx, at.y + 5 * ny}},
                    {page.style.ink, 1.2, {}});
    const std::string label = number(station_m, 0, page.language);
    const double width = text_width(label, 10.0, false) + 4.0;
    for (const double side : {1.0, -1.0}) {
        const Point middle{at.x + side * 13.0 * nx, at.y + side * 13.0 * ny};
        const Box plate{middle.x - 0.5 * width, middle.y - 6.5, middle.x + 0.5 * width, middle.y + 6.5};
        if (!page.sheet.fits(plate)) continue;
        page.sheet.plate(Role::Dimension, plate, 2.0, faded(page.style.paper, 0.85));
        page.sheet.text({label, {middle.x, middle.y + 3.6}, 10.0, false, page.style.ink, Anchor::Middle},
                        Role::Dimension);
        return;
    }
}

}  // namespace

void draw_plan_ground(PlanPage& page) {
    double left_m = page.street.section.starts_at_offset_m;
    for (const model::Strip& strip : page.street.section.strips) {
        draw_strip(page, strip, left_m, left_m - strip.width_m);
        left_m -= strip.width_m;
    }
    for (const model::Structure& s : page.street.structures)
        if (is_building(s.kind)) draw_structure(page, s);
    for (const model::Tree& tree : page.street.trees) draw_tree(page, tree);
}

void draw_plan_networks(PlanPage& page) {
    draw_stretches(page);
    std::vector<const model::Asset*> order;
    for (const model::Asset& asset : page.street.assets) order.push_back(&asset);
    std::stable_sort(order.begin(), order.end(), [](const model::Asset* a, const model::Asset* b) {
        return half_size_of(*a).across_m > half_size_of(*b).across_m;
    });
    std::stable_partition(order.begin(), order.end(),
                          [](const model::Asset* a) { return is_connection(*a); });
    for (const model::Asset* asset : order) draw_asset(page, *asset);
    for (const model::Structure& s : page.street.structures)
        if (!is_building(s.kind)) draw_structure(page, s);
}

void draw_plan_axis(PlanPage& page) {
    std::vector<Point> points;
    for (const double s : page.axis.stations_between(0.0, page.axis.length_m(), page.axis.length_m()))
        points.push_back(page.at(page.axis.frame_at(s).origin));
    page.sheet.line(Role::Dimension, points, {page.style.ink, 1.0, {14.0, 4.0, 2.0, 4.0}}, "axis");
    const double step = station_step(page.view.units_per_m);
    for (double s = 0.0; s <= page.axis.length_m() + 1e-6; s += step) draw_station(page, s);
}

void draw_plan_aliases(PlanPage& page) {
    constexpr std::size_t kMostAliases = 30;
    std::vector<std::pair<Point, const model::Asset*>> starts;
    for (const model::Asset& asset : page.street.assets) {
        if (is_connection(asset) || asset.axis.empty()) continue;
        Point left = page.at(geometry::plan(asset.axis.front().at));
        for (const model::Vertex& v : asset.axis)
            if (const Point p = page.at(geometry::plan(v.at)); p.x < left.x) left = p;
        starts.emplace_back(left, &asset);
    }
    if (page.street.section.strips.empty() || starts.size() > kMostAliases) return;
    std::stable_sort(starts.begin(), starts.end(),
                     [](const auto& a, const auto& b) { return a.first.y < b.first.y; });
    std::vector<RowLabel> rows;
    for (const auto& [p, asset] : starts) rows.push_back({p.y, 13.0});
    const auto middles = spread_on_row(rows, page.frame.top - 14.0, page.frame.bottom + 14.0, 1.0);
    if (!middles) return;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto& [p, asset] = starts[i];
        const double x = std::min(p.x - 22.0, page.frame.left - 8.0);
        const double y = (*middles)[i];
        page.sheet.line(Role::Leader, {{x + 3.0, y}, {x + 12.0, y}, {p.x - 2.0, p.y}},
                        {page.style.rule_line, 0.9, {}}, asset->id);
        page.sheet.text({shortened(page.names.of(asset->id).alias, 11.0, true, x - 20.0), {x, y + 4.0},
                         11.0, true, readable(page.style.of(asset->network)), Anchor::End},
                        Role::Label, asset->id);
    }
}

std::vector<FindingRow> draw_plan_findings(PlanPage& page) {
    const std::vector<std::size_t> order = worst_first(page.findings);
    std::vector<Point> points;
    for (const std::size_t i : order) points.push_back(page.at(geometry::plan(page.findings[i].at)));
    for (std::size_t i = order.size(); i-- > 0;)
        page.sheet.circle(Role::Finding,
                          {points[i], 3.0, color_of(page.findings[order[i]].severity, page.style),
                           {page.style.paper, 0.8, {}}},
                          page.findings[order[i]].rule);
    const auto marks = finding_clusters(page.findings, order, points, page.axis, page.names, page.look());
    std::vector<FindingRow> rows;
    for (const FindingCluster& mark : marks) {
        draw_cluster_mark(page.sheet, mark, page.frame.grown(10.0));
        rows.push_back(mark.row);
    }
    return rows;
}

}  // namespace maaiveld::viz::scene
