#include "viz/scene/plan_drawing.h"

#include "viz/scene/plan_page.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

constexpr double kLeft = 40.0, kRight = 1560.0, kTop = 118.0;
constexpr std::array kScales = {50,   75,    100,   125,   150,   200,    250,    300,   400,  500,
                                600,  750,   1000,  1250,  1500,  2000,   2500,   3000,  4000, 5000,
                                7500, 10000, 15000, 20000, 50000, 100000, 200000, 500000};

std::vector<Vec2> all_places(const model::Street& street) {
    std::vector<Vec2> places = street.axis;
    for (const model::Asset& asset : street.assets)
        for (const Vec3& p : flattened(asset))
            places.push_back(geometry::plan(p));
    for (const model::Tree& tree : street.trees)
        for (const double side : {-0.5, 0.5})
            places.push_back(tree.at + side * tree.crown_diameter_m * Vec2::Ones());
    for (const model::Structure& s : street.structures) {
        if (s.line)
            places.insert(places.end(), s.line->begin(), s.line->end());
        else
            places.push_back(s.at);
    }
    if (places.empty()) places = {Vec2::Zero(), Vec2::Ones()};
    return places;
}

Eigen::AlignedBox2d turned_box(const std::vector<Vec2>& places, double angle) {
    const Eigen::Rotation2Dd back(-angle);
    Eigen::AlignedBox2d box;
    for (const Vec2& p : places)
        box.extend(back * p);
    return box;
}

/// Half the width of the street's section, which the plan must hold beside the axis.
double margin_m(const model::Street& street) {
    return street.section.strips.empty() ? 1.0 : 0.5 * street.section.width_m() + 1.0;
}

/// Along the axis when that makes the map clearly flatter, else north up.
double chosen_angle(const AxisLine& axis, const std::vector<Vec2>& places) {
    const Vec2 chord = axis.frame_at(axis.length_m()).origin - axis.frame_at(0.0).origin;
    if (chord.norm() < 1e-6) return 0.0;
    double angle = std::atan2(chord.y(), chord.x());
    // Keep north on the upper half of the page.
    if (angle > 0.5 * std::numbers::pi) angle -= std::numbers::pi;
    if (angle <= -0.5 * std::numbers::pi) angle += std::numbers::pi;
    const Vec2 turned = turned_box(places, angle).sizes();
    const Vec2 straight = turned_box(places, 0.0).sizes();
    const bool flatter =
        turned.y() / turned.x() < 0.8 * straight.y() / std::max(straight.x(), 1e-6);
    return flatter || turned.x() > 3.0 * turned.y() ? angle : 0.0;
}

/// Where the map and the panels go: below each other for a long street, else side by side.
struct PlanLayout {
    Box map;
    Box networks;
    Box findings;
    double height = 0.0;
    int scale = 0;
};

int scale_for(const Vec2& size_m, double width, double height) {
    for (const int scale : kScales) {
        const double upm = 1.0 / (scale * kPaperMetresPerUnit);
        if (size_m.x() * upm <= width && size_m.y() * upm <= height) return scale;
    }
    return kScales.back();
}

PlanLayout layout_for(const Vec2& size_m, double asked_height, std::size_t network_count,
                      std::size_t finding_count) {
    PlanLayout l;
    const auto circles = static_cast<double>(std::min<std::size_t>(finding_count, 15));
    const double panel = std::max(70.0 + 20.0 * static_cast<double>(network_count),
                                  60.0 + 60.0 * std::ceil(circles / 3.0));
    if (size_m.x() > 2.2 * size_m.y()) {
        const double most = asked_height > 0.0 ? asked_height - kTop - panel - 110.0 : 640.0;
        l.scale = scale_for(size_m, kRight - kLeft - 80.0, most);
        const double drawn = size_m.y() / (l.scale * kPaperMetresPerUnit);
        l.map = {kLeft + 70.0, kTop, kRight, kTop + std::max(drawn, 120.0) + 20.0};
        const double top = l.map.bottom + 84.0;
        l.height = asked_height > 0.0 ? asked_height : top + panel + 20.0;
        l.networks = {kLeft, top, kLeft + 360.0, l.height - 20.0};
        l.findings = {kLeft + 400.0, top, kRight, l.height - 20.0};
        return l;
    }
    constexpr double kMapRight = 1120.0;
    l.scale = scale_for(size_m, kMapRight - kLeft - 20.0,
                        asked_height > 0.0 ? asked_height - 260.0 : 900.0);
    const double drawn = size_m.y() / (l.scale * kPaperMetresPerUnit);
    l.height = asked_height > 0.0 ? asked_height : std::clamp(drawn + kTop + 120.0, 820.0, 1140.0);
    l.map = {kLeft, kTop, kMapRight, l.height - 90.0};
    l.networks = {kMapRight + 40.0, kTop, kRight,
                  kTop + 60.0 + 20.0 * static_cast<double>(network_count)};
    l.findings = {kMapRight + 40.0, l.networks.bottom + 20.0, kRight, l.height - 30.0};
    return l;
}

void draw_findings_panel(PlanPage& page, Box area, std::span<const FindingRow> rows) {
    const double y =
        draw_heading(page.sheet, page.look(), {area.left, area.top + 12.0}, Word::WhatIsWrong) +
        6.0;
    if (rows.empty()) {
        page.sheet.text({std::string(word(Word::NothingWrong, page.language)),
                         {area.left, y + 12.0},
                         12.0,
                         false,
                         page.style.ink_soft});
        return;
    }
    const auto columns = static_cast<std::size_t>(std::max(1.0, std::floor(area.width() / 350.0)));
    const auto per_column =
        static_cast<std::size_t>(std::max(1.0, std::floor((area.bottom - y - 20.0) / 60.0)));
    const double width = area.width() / static_cast<double>(columns);
    for (std::size_t c = 0; c < columns && c * per_column < rows.size(); ++c) {
        const bool last = c + 1 == columns;
        const double left = area.left + static_cast<double>(c) * width;
        const std::size_t first = c * per_column;
        const std::size_t count =
            last ? rows.size() - first : std::min(per_column, rows.size() - first);
        draw_findings(page.sheet, page.look(), {left, y, left + width - 24.0, area.bottom},
                      rows.subspan(first, count));
    }
}

void draw_status_legend(PlanPage& page, Point at) {
    for (const model::Status status : {model::Status::Disused, model::Status::Projected}) {
        const bool present = std::any_of(page.street.assets.begin(), page.street.assets.end(),
                                         [&](const model::Asset& a) { return a.status == status; });
        if (!present) continue;
        page.sheet.line(Role::Furniture, {{at.x, at.y}, {at.x + 40.0, at.y}},
                        {page.style.ink, 2.0, page.style.dash(status, 2.0)});
        page.sheet.text({std::string(word(status, page.language)),
                         {at.x + 48.0, at.y + 4.0},
                         11.0,
                         false,
                         page.style.ink_soft});
        at.x += 170.0;
    }
}

std::string context_of(const PlanPage& page) {
    std::array<std::size_t, 3> counts{};
    for (const rules::Finding& f : page.findings)
        if (!f.exempted_by) ++counts[static_cast<std::size_t>(f.severity)];
    std::string text = fmt::format("{} · {} 1:{} (A3)", word(Word::Plan, page.language),
                                   word(Word::Scale, page.language), page.scale);
    const std::string tally = tally_of(counts[0], counts[1], counts[2], page.language);
    return tally.empty() ? text : text + " · " + tally;
}

void draw_all(PlanPage& page, const PlanLayout& layout) {
    const std::string caution =
        page.street.surface ? "" : std::string(word(Word::RelativeNote, page.language));
    draw_title(page.sheet, page.look(), page.street.name, context_of(page), caution);
    draw_north(page.sheet, page.look(), {kRight - 40.0, 66.0}, page.view.north());
    draw_plan_ground(page);
    draw_plan_networks(page);
    const std::vector<FindingRow> rows = draw_plan_findings(page);
    draw_plan_axis(page);
    draw_plan_aliases(page);
    const double foot = layout.map.bottom + 36.0;
    draw_scale_bar(page.sheet, page.look(), {kLeft + 4.0, foot}, page.view.units_per_m, 220.0);
    draw_status_legend(page, {kLeft + 300.0, foot + 2.0});
    const double y =
        draw_heading(page.sheet, page.look(), {layout.networks.left, layout.networks.top + 12.0},
                     Word::Networks);
    Box networks = layout.networks;
    networks.top = y + 4.0;
    draw_networks(page.sheet, page.look(), networks, network_lengths(page.street));
    draw_findings_panel(page, layout.findings, rows);
}

}  // namespace

Point PlanView::at(const Vec2& p) const {
    const Vec2 local = Eigen::Rotation2Dd(-angle) * (p - middle);
    return {page_middle.x + local.x() * units_per_m, page_middle.y - local.y() * units_per_m};
}

double PlanView::north() const {
    return angle - 0.5 * std::numbers::pi;
}

std::vector<NetworkRow> network_lengths(const model::Street& street) {
    std::array<double, model::kNetworkCount> length_m{};
    for (const model::Asset& asset : street.assets)
        length_m[static_cast<std::size_t>(asset.network)] += plan_length_m(flattened(asset));
    std::vector<NetworkRow> rows;
    for (const model::Network network : model::all_networks())
        if (const double l = length_m[static_cast<std::size_t>(network)]; l > 0.0)
            rows.push_back({network, l});
    return rows;
}

Picture2d plan_drawing(const model::Street& street, std::span<const rules::Finding> findings,
                       const PlanOptions& options) {
    const AxisLine axis(street);
    const std::vector<Vec2> places = all_places(street);
    const double angle = chosen_angle(axis, places);
    const Eigen::AlignedBox2d box = turned_box(places, angle);
    Vec2 size = box.sizes();
    size.y() = std::max(size.y(), 2.0 * margin_m(street)) + 1.0;
    size.x() += 1.0;
    const double asked = options.height_px * kPageWidth / options.width_px;
    const PlanLayout layout =
        layout_for(size, asked, network_lengths(street).size(), findings.size());
    PlanView view{
        angle,
        Eigen::Rotation2Dd(angle) * box.center(),
        {0.5 * (layout.map.left + layout.map.right), 0.5 * (layout.map.top + layout.map.bottom)},
        1.0 / (layout.scale * kPaperMetresPerUnit)};
    PlanPage page{street,
                  findings,
                  options.style,
                  options.language,
                  axis,
                  ObjectNames(street, options.language),
                  Sheet(layout.height),
                  view,
                  layout.map,
                  layout.scale};
    draw_all(page, layout);
    return page.sheet.finished(options.width_px);
}

}  // namespace maaiveld::viz::scene
