#include "viz/scene/iso_page.h"
#include "viz/scene/label_layout.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

struct Alias {
    const model::Asset* asset = nullptr;
    Point from;
};

/// The cut ends of lines at the near end of what is shown.
std::vector<Alias> near_ends(const IsoPage& page) {
    std::vector<Alias> ends;
    const Frame frame = page.axis.frame_at(page.from_m);
    for (const model::Asset& asset : page.street.assets) {
        for (const auto& piece : pieces_shown(page, flattened(asset), 0.3)) {
            const auto away = [&](const Vec3& p) {
                return (geometry::plan(p) - frame.origin).dot(frame.along);
            };
            const Vec3& end =
                away(piece.front()) < away(piece.back()) ? piece.front() : piece.back();
            if (away(end) > 0.6 || piece.size() < 4) continue;
            ends.push_back({&asset, page.on_page(page.local(end))});
            break;
        }
    }
    std::stable_sort(ends.begin(), ends.end(),
                     [](const Alias& a, const Alias& b) { return a.from.x < b.from.x; });
    return ends;
}

void label_near_ends(IsoPage& page, double row_y) {
    const std::vector<Alias> ends = near_ends(page);
    std::vector<RowLabel> row;
    for (const Alias& end : ends)
        row.push_back({end.from.x, text_width(page.names.of(end.asset->id).alias, 12.0, true)});
    const Box view = page.scene.camera.view;
    const auto middles = spread_on_row(row, view.left, view.right, 9.0);
    if (!middles) return;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const double x = (*middles)[i];
        page.sheet.line(Role::Leader, {ends[i].from, {x, row_y - 14.0}},
                        {faded(page.style.ink_soft, 0.5), 0.8, {}}, ends[i].asset->id);
        page.sheet.circle(Role::Leader, {ends[i].from, 1.6, page.style.ink, {}});
        page.sheet.text({page.names.of(ends[i].asset->id).alias,
                         {x, row_y},
                         12.0,
                         true,
                         readable(page.style.of(ends[i].asset->network)),
                         Anchor::Middle},
                        Role::Label, ends[i].asset->id);
    }
}

/// Levels on the outer edge of the ground that stands at the far side.
void label_levels(IsoPage& page) {
    const Stroke thin{page.style.ink_soft, 1.0, {}};
    const bool nap = page.street.surface.has_value();
    const double zero = page.street.ground_z();
    const double outer_m = page.far_m() - page.near_side * back_depth_m(page);
    const auto point = [&](double height_m) {
        return page.on_page(page.place(page.from_m, outer_m, height_m));
    };
    page.sheet.line(Role::Dimension, {point(0.0), point(-page.depth_m)}, thin);
    const double side = page.near_side > 0.0 ? 1.0 : -1.0;
    const Anchor anchor = side < 0.0 ? Anchor::End : Anchor::Start;
    const auto tick = [&](double z, bool bold) {
        const Point p = point(z - zero);
        page.sheet.line(Role::Dimension, {p, {p.x + side * 6.0, p.y}}, thin);
        page.sheet.text({signed_number(z, 2, page.language),
                         {p.x + side * 9.0, p.y + 4.0},
                         11.0,
                         bold,
                         bold ? page.style.ink : page.style.ink_soft,
                         anchor},
                        Role::Dimension);
    };
    tick(zero, true);
    const double step = page.depth_m > 5.0 ? 1.0 : 0.5;
    for (double z = std::floor((zero - 1e-6) / step) * step; z >= zero - page.depth_m; z -= step)
        tick(z, false);
    const Point top = point(0.0);
    page.sheet.text({std::string(word(nap ? Word::Nap : Word::BelowGround, page.language)),
                     {top.x + side * 9.0, top.y - 14.0},
                     11.0,
                     false,
                     page.style.ink_soft,
                     anchor},
                    Role::Dimension);
}

/// Stations along the near lower edge.
void label_stations(IsoPage& page) {
    const double step = page.to_m - page.from_m > 30.0 ? 10.0 : 5.0;
    const double side = page.near_side < 0.0 ? 1.0 : -1.0;
    for (double s = std::ceil(page.from_m / step) * step; s <= page.to_m + 1e-6; s += step) {
        const Point p = page.on_page(page.place(s, page.near_m(), -page.depth_m));
        page.sheet.line(Role::Dimension, {p, {p.x + side * 5.0, p.y + 5.0}},
                        {page.style.ink_soft, 1.0, {}});
        page.sheet.text({number(s, 0, page.language) + " m",
                         {p.x + side * 8.0, p.y + 15.0},
                         11.0,
                         false,
                         page.style.ink_soft,
                         side > 0.0 ? Anchor::Start : Anchor::End},
                        Role::Dimension);
    }
}

void label_width(IsoPage& page) {
    const double below = -page.depth_m - 0.25;
    const Point a = page.on_page(page.place(page.from_m, page.left_m, below));
    const Point b = page.on_page(page.place(page.from_m, page.right_m, below));
    const Point a2{a.x, a.y + 12.0}, b2{b.x, b.y + 12.0};
    page.sheet.dimension(Role::Dimension, a2, b2, {page.style.ink_soft, 1.0, {}});
    const std::string label = number(page.left_m - page.right_m, 2, page.language) + " m";
    const Point middle{0.5 * (a2.x + b2.x), 0.5 * (a2.y + b2.y)};
    const double half = 0.5 * text_width(label, 12.0, true) + 4.0;
    const Box plate{middle.x - half, middle.y - 8.0, middle.x + half, middle.y + 8.0};
    if (!page.sheet.free_of_text(plate)) return;
    page.sheet.rectangle(Role::Dimension, plate, page.style.paper);
    page.sheet.text({label, {middle.x, middle.y + 4.3}, 12.0, true, page.style.ink, Anchor::Middle},
                    Role::Dimension);
}

}  // namespace

void label_street(IsoPage& page) {
    double lowest = 0.0;
    for (const double offset : {page.left_m, page.right_m})
        lowest =
            std::max(lowest, page.on_page(page.place(page.from_m, offset, -page.depth_m - 0.25)).y);
    const double row_y = std::min(lowest + 52.0, page.sheet.height() - 14.0);
    label_width(page);
    label_near_ends(page, row_y);
    label_levels(page);
    label_stations(page);
}

std::vector<FindingRow> label_findings(IsoPage& page, const std::vector<std::size_t>& shown) {
    std::vector<Point> points;
    for (const std::size_t i : shown)
        points.push_back(page.on_page(page.local(page.findings[i].at)));
    const auto marks =
        finding_clusters(page.findings, shown, points, page.axis, page.names, page.look());
    std::vector<FindingRow> rows;
    const Box area = page.scene.camera.view;
    for (const FindingCluster& mark : marks) {
        rows.push_back(mark.row);
        if (mark.findings.size() > 1 || marks.size() > 8)
            draw_cluster_mark(page.sheet, mark, area);
        else
            draw_comparison(
                page.sheet, mark.center,
                {mark.row.number, comparison_of(page.findings[mark.findings[0]], page.language),
                 mark.row.color},
                area);
    }
    return rows;
}

void draw_iso_panels(IsoPage& page, std::span<const NetworkRow> networks,
                     std::span<const FindingRow> rows) {
    constexpr double kLeft = 1170.0, kRight = 1560.0, kTop = 118.0;
    double y = draw_heading(page.sheet, page.look(), {kLeft, kTop + 12.0}, Word::Networks);
    y = draw_networks(page.sheet, page.look(), {kLeft, y + 4.0, kRight, page.sheet.height() * 0.5},
                      networks);
    y = draw_heading(page.sheet, page.look(), {kLeft, y + 40.0}, Word::WhatIsWrong);
    if (rows.empty())
        page.sheet.text({std::string(word(Word::NothingWrong, page.language)),
                         {kLeft, y + 14.0},
                         12.0,
                         false,
                         page.style.ink_soft});
    draw_findings(page.sheet, page.look(), {kLeft, y + 6.0, kRight, page.sheet.height() - 24.0},
                  rows);
}

}  // namespace maaiveld::viz::scene
