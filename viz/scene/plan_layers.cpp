#include "model/scene.h"
#include "viz/scene/plan_page.h"

#include <algorithm>
#include <cmath>
#include <numbers>

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
    for (const Vec2& p : line)
        points.push_back(page.at(p));
    return points;
}

void draw_tree(PlanPage& page, const model::Tree& tree) {
    const double upm = page.view.units_per_m;
    const Point at = page.at(tree.at);
    const std::vector<double> dash =
        tree.planned ? std::vector<double>{5.0, 4.0} : std::vector<double>{};
    page.sheet.circle(Role::Tree,
                      {at,
                       0.5 * tree.crown_diameter_m * upm,
                       faded(page.style.crown, 0.22),
                       {faded(page.style.crown, 0.9), 1.0, dash}},
                      tree.id);
    const double roots = model::root_volume_of(tree).radius_m * upm;
    page.sheet.circle(Role::Tree,
                      {at, roots, std::nullopt, {faded(page.style.roots, 0.8), 1.0, {4.0, 3.0}}},
                      tree.id);
    page.sheet.circle(Role::Tree,
                      {at, std::max(0.5 * tree.stem_diameter_m * upm, 1.8), page.style.stem, {}},
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
        page.sheet.line(Role::Building, page_line(page, *s.line), {page.style.wall, width, {}},
                        s.id);
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
    page.sheet.circle(Role::Structure,
                      {page.at(s.at), radius, dark ? page.style.structure_dark : body, edge}, s.id);
}

double drawn_width(const PlanPage& page, const model::Asset& asset) {
    const double least = is_connection(asset) ? 1.5 : 2.0;
    return std::max(2.0 * half_size_of(asset).across_m * page.view.units_per_m, least);
}

void draw_asset(PlanPage& page, const model::Asset& asset) {
    std::vector<Point> points;
    for (const Vec3& p : flattened(asset))
        points.push_back(page.at(geometry::plan(p)));
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
        page.sheet.line(
            Role::Finding, points,
            {faded(color_of(f.severity, page.style), 0.28), drawn_width(page, *asset) + 9.0, {}},
            f.rule);
    }
}

}  // namespace

bool is_connection(const model::Asset& asset) {
    const auto kind = asset.attributes.find("kind");
    if (kind == asset.attributes.end()) return false;
    const auto* text = std::get_if<std::string>(&kind->second);
    return text != nullptr && *text == "house_connection";
}

void draw_plan_ground(PlanPage& page) {
    double left_m = page.street.section.starts_at_offset_m;
    for (const model::Strip& strip : page.street.section.strips) {
        draw_strip(page, strip, left_m, left_m - strip.width_m);
        left_m -= strip.width_m;
    }
    for (const model::Structure& s : page.street.structures)
        if (is_building(s.kind)) draw_structure(page, s);
    for (const model::Tree& tree : page.street.trees)
        draw_tree(page, tree);
}

void draw_plan_networks(PlanPage& page) {
    draw_stretches(page);
    std::vector<const model::Asset*> order;
    for (const model::Asset& asset : page.street.assets)
        order.push_back(&asset);
    std::stable_sort(order.begin(), order.end(), [](const model::Asset* a, const model::Asset* b) {
        return half_size_of(*a).across_m > half_size_of(*b).across_m;
    });
    std::stable_partition(order.begin(), order.end(),
                          [](const model::Asset* a) { return is_connection(*a); });
    for (const model::Asset* asset : order)
        draw_asset(page, *asset);
    for (const model::Structure& s : page.street.structures)
        if (!is_building(s.kind)) draw_structure(page, s);
}

}  // namespace maaiveld::viz::scene
