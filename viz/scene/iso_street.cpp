#include "viz/scene/iso_page.h"
#include "viz/scene/section_cut.h"
#include "viz/scene/section_findings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

constexpr double kWholeUpTo_m = 80.0;
constexpr double kPiece_m = 60.0;

/// The stretch of the street with most findings, or its middle; all of a short street.
void choose_stations(IsoPage& page, const std::vector<std::size_t>& order) {
    const double length_m = page.axis.length_m();
    page.from_m = 0.0;
    page.to_m = length_m;
    if (length_m <= kWholeUpTo_m) return;
    std::vector<double> stations;
    for (const std::size_t i : order)
        stations.push_back(page.axis.place_of(geometry::plan(page.findings[i].at)).station_m);
    double best_from = 0.5 * (length_m - kPiece_m);
    std::ptrdiff_t best = 0;
    for (double from = 0.0; from + kPiece_m <= length_m; from += 5.0) {
        const auto count = std::count_if(stations.begin(), stations.end(), [&](double s) {
            return s >= from && s <= from + kPiece_m;
        });
        if (count > best) {
            best = count;
            best_from = from;
        }
    }
    page.from_m = best_from;
    page.to_m = best_from + kPiece_m;
}

void choose_extent(IsoPage& page) {
    page.left_m = page.street.section.starts_at_offset_m;
    page.right_m = page.left_m - page.street.section.width_m();
    double depth = 2.0;
    for (const model::Asset& asset : page.street.assets)
        for (const auto& piece : pieces_shown(page, flattened(asset), 0.3))
            for (const Vec3& p : piece)
                depth = std::max(depth,
                                 page.street.ground_z() - p.z() + half_size_of(asset).up_m + 0.3);
    page.depth_m = std::min(std::ceil(depth * 2.0) / 2.0, 12.0);
}

/// The camera stands where fewer trees would hide the ground.
void choose_side(IsoPage& page) {
    int left = 0, right = 0;
    for (const model::Tree& tree : page.street.trees)
        ++(page.axis.place_of(tree.at).offset_m > 0.0 ? left : right);
    page.near_side = left < right ? 1.0 : -1.0;
}

double tallest_m(const IsoPage& page) {
    double top = 1.0;
    for (const model::Tree& tree : page.street.trees)
        top = std::max(top, height_of(tree));
    for (const model::Structure& s : page.street.structures)
        top = std::max(top, s.top_m + (s.kind == model::StructureKind::Facade ? 2.0 : 0.0));
    return std::min(top, 10.0);
}

/// Level direction turned `turn_deg` from the street's own, tilted down.
Vec3 view_direction(const IsoPage& page, double turn_deg) {
    constexpr double kTilt = 24.0 * std::numbers::pi / 180.0;
    const double turn = turn_deg * std::numbers::pi / 180.0;
    const Frame frame = page.axis.frame_at(0.5 * (page.from_m + page.to_m));
    const Vec2 level = std::cos(turn) * frame.along - page.near_side * std::sin(turn) * frame.left;
    return {std::cos(kTilt) * level.x(), std::cos(kTilt) * level.y(), -std::sin(kTilt)};
}

double seen_height(const Camera& camera, const std::vector<Vec3>& points) {
    double top = 1e30, bottom = -1e30;
    for (const Vec3& p : points) {
        top = std::min(top, camera.project(p).y);
        bottom = std::max(bottom, camera.project(p).y);
    }
    return bottom - top;
}

void place_camera(IsoPage& page) {
    std::vector<Vec3> corners;
    for (const double s : page.axis.stations_between(page.from_m, page.to_m, 10.0)) {
        corners.push_back(page.place(s, page.near_m(), -page.depth_m - 0.25));
        corners.push_back(page.place(s, page.near_m(), 0.0));
        const double back_m = page.far_m() - page.near_side * back_depth_m(page);
        corners.push_back(page.place(s, back_m, tallest_m(page)));
        corners.push_back(page.place(s, back_m, -page.depth_m - 0.25));
    }
    const Box view{60.0, 112.0, 1120.0, page.sheet.height() - 84.0};
    // Turn toward the street's length until the view is as high as the page allows: then the cut
    // at the near end is as large as it can be.
    for (const double turn_deg : {58.0, 54.0, 50.0, 46.0, 42.0, 38.0}) {
        page.scene.camera = fitted_camera(corners, view_direction(page, turn_deg), view);
        if (seen_height(page.scene.camera, corners) > 0.9 * view.height()) break;
    }
}

}  // namespace

std::vector<std::size_t> build_street_view(IsoPage& page) {
    std::vector<std::size_t> order = worst_first(page.findings);
    choose_stations(page, order);
    choose_extent(page);
    choose_side(page);
    page.origin = page.axis.frame_at(0.5 * (page.from_m + page.to_m)).origin;
    add_soil(page);
    add_paving(page);
    add_buildings(page);
    add_trees(page);
    add_structures(page);
    add_racks(page);
    add_assets(page);
    place_camera(page);
    std::erase_if(order, [&](std::size_t i) {
        const double s = page.axis.place_of(geometry::plan(page.findings[i].at)).station_m;
        return s < page.from_m || s > page.to_m;
    });
    add_finding_arrows(page, order, 0.035);
    return order;
}

}  // namespace maaiveld::viz::scene
