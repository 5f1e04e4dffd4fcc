#include "viz/scene/iso_page.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

constexpr double kSlab_m = 0.25;  // thickness of the floor
constexpr double kPaving_m = 0.08;
constexpr double kEndBlock_m = 1.2;    // ground left standing at the far end
constexpr double kOpaqueShare = 0.78;  // from here to the far end the street is closed

std::vector<Vec2> edge(const IsoPage& page, double from_m, double to_m, double offset_m) {
    std::vector<Vec2> points;
    for (const double s : page.axis.stations_between(from_m, to_m, 4.0))
        points.push_back(page.place(s, offset_m, 0.0).head<2>());
    return points;
}

void add_street_band(IsoPage& page, Mesh& mesh, double from_m, double to_m, double left_m,
                     double right_m, double bottom_m, double top_m) {
    add_band(mesh, edge(page, from_m, to_m, left_m), edge(page, from_m, to_m, right_m),
             bottom_m * page.exaggeration, top_m * page.exaggeration);
}

/// Ground between two offsets, in its dry and wet parts.
void add_block(IsoPage& page, double from_m, double to_m, double left_m, double right_m) {
    // The paving lies on it.
    constexpr double kTop_m = -0.03;
    double wet_m = -page.depth_m;
    if (page.street.groundwater)
        wet_m =
            std::clamp(page.street.groundwater->z_m - page.street.ground_z(), -page.depth_m, 0.0);
    if (wet_m < 0.0)
        add_street_band(page, page.mesh(Role::Ground, page.style.soil), from_m, to_m, left_m,
                        right_m, wet_m, kTop_m);
    if (wet_m > -page.depth_m)
        add_street_band(page, page.mesh(Role::Ground, page.style.soil_wet), from_m, to_m, left_m,
                        right_m, -page.depth_m, wet_m);
}

/// Level lines on the far face, every half metre, and the groundwater in blue.
void add_level_lines(IsoPage& page) {
    const double inward = page.near_side * 0.01;
    const auto level = [&](double height_m, Color color, double width) {
        Line3d line{{}, color, width};
        for (const double s : page.axis.stations_between(page.from_m, page.to_m, 4.0))
            line.line.push_back(page.place(s, page.far_m() + inward, height_m));
        line.line.push_back(page.place(page.to_m - 0.01, page.near_m(), height_m));
        page.scene.lines.push_back(line);
    };
    for (double h = -0.5; h > -page.depth_m; h -= 0.5)
        level(h, faded(page.style.soil_edge, 0.5), 1.0);
    if (!page.street.groundwater) return;
    const double h = page.street.groundwater->z_m - page.street.ground_z();
    if (h > -page.depth_m && h < 0.0) level(h, page.style.groundwater, 2.0);
}

}  // namespace

double back_depth_m(const IsoPage& page) {
    const bool houses = std::any_of(
        page.street.structures.begin(), page.street.structures.end(),
        [](const model::Structure& s) { return s.kind == model::StructureKind::Facade; });
    return houses ? kHouseDepth_m : 1.5;
}

namespace {

void add_strip(IsoPage& page, const model::Strip& strip, double left_m, double right_m) {
    const Color color = page.style.of(strip.kind);
    const double closed_m = page.from_m + kOpaqueShare * (page.to_m - page.from_m);
    add_street_band(page, page.mesh(Role::Strip, faded(color, 0.13)), page.from_m, closed_m, left_m,
                    right_m, -kPaving_m, 0.0);
    add_street_band(page, page.mesh(Role::Strip, color), closed_m, page.to_m + kEndBlock_m, left_m,
                    right_m, -kPaving_m, 0.0);
    Line3d border{{}, faded(page.style.ink_soft, 0.7), 1.2};
    for (const double s : page.axis.stations_between(page.from_m, page.to_m, 4.0))
        border.line.push_back(page.place(s, left_m, 0.004));
    page.scene.lines.push_back(border);
}

}  // namespace

void add_soil(IsoPage& page) {
    const double back_m = page.far_m() - page.near_side * back_depth_m(page);
    const double end_m = page.to_m + kEndBlock_m;
    add_block(page, page.from_m, end_m, std::max(page.far_m(), back_m),
              std::min(page.far_m(), back_m));
    add_block(page, page.to_m, end_m, page.left_m, page.right_m);
    add_street_band(
        page, page.mesh(Role::Ground, mixed(page.style.soil_wet, page.style.soil_edge, 0.25)),
        page.from_m, end_m, page.near_side > 0 ? page.left_m : back_m,
        page.near_side > 0 ? back_m : page.right_m, -page.depth_m - kSlab_m, -page.depth_m - 0.005);
    add_level_lines(page);
}

void add_paving(IsoPage& page) {
    double left_m = page.street.section.starts_at_offset_m;
    for (const model::Strip& strip : page.street.section.strips) {
        add_strip(page, strip, left_m, left_m - strip.width_m);
        left_m -= strip.width_m;
    }
    // The outline of the missing ground at the near end and side.
    Line3d outline{
        {page.place(page.from_m, page.left_m, 0.0), page.place(page.from_m, page.right_m, 0.0)},
        faded(page.style.ink_soft, 0.9),
        1.4};
    page.scene.lines.push_back(outline);
    Line3d side{{}, faded(page.style.ink_soft, 0.9), 1.4};
    for (const double s : page.axis.stations_between(page.from_m, page.to_m, 4.0))
        side.line.push_back(page.place(s, page.near_m(), 0.0));
    page.scene.lines.push_back(side);
}

}  // namespace maaiveld::viz::scene
