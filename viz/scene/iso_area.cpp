#include "model/scene.h"
#include "viz/scene/iso_page.h"
#include "viz/scene/section_cut.h"
#include "viz/scene/section_findings.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

Eigen::AlignedBox3d bounds_of(const model::Street& street) {
    Eigen::AlignedBox3d box;
    for (const model::Asset& asset : street.assets)
        for (const Vec3& p : flattened(asset))
            box.extend(p);
    for (const Vec2& p : street.axis)
        box.extend(Vec3(p.x(), p.y(), street.ground_z()));
    if (box.isEmpty()) {
        box.extend(Vec3::Zero());
        box.extend(Vec3(1.0, 1.0, 0.0));
    }
    box.extend(Vec3(box.min().x(), box.min().y(), street.ground_z() - 1.5));
    return box;
}

/// Depths of a metre or two must still be seen beside hundreds of metres: the underground gets
/// about a twelfth of the area's size.
double exaggeration_for(const Eigen::AlignedBox3d& box, double ground_z) {
    const double wanted =
        box.sizes().head<2>().norm() / 12.0 / std::max(ground_z - box.min().z(), 0.5);
    for (const double factor : {10.0, 8.0, 5.0, 4.0, 3.0, 2.0})
        if (wanted >= factor) return factor;
    return 1.0;
}

void add_ground_plane(IsoPage& page, const Eigen::AlignedBox2d& box, double step_m) {
    Mesh& plane = page.mesh(
        Role::Ground,
        faded(page.style.strips[static_cast<std::size_t>(model::StripKind::Footway)], 0.16));
    const Vec2 a = page.local(box.min()), b = page.local(box.max());
    add_quad(plane, {a.x(), a.y(), 0}, {b.x(), a.y(), 0}, {b.x(), b.y(), 0}, {a.x(), b.y(), 0});
    const Color line = faded(page.style.ink_faint, 0.35);
    for (double x = std::ceil(box.min().x() / step_m) * step_m; x <= box.max().x(); x += step_m)
        page.scene.lines.push_back(
            {{{x - page.origin.x(), a.y(), 0}, {x - page.origin.x(), b.y(), 0}}, line, 1.0});
    for (double y = std::ceil(box.min().y() / step_m) * step_m; y <= box.max().y(); y += step_m)
        page.scene.lines.push_back(
            {{{a.x(), y - page.origin.y(), 0}, {b.x(), y - page.origin.y(), 0}}, line, 1.0});
    const Color rim = page.style.ink_soft;
    page.scene.lines.push_back({{{a.x(), a.y(), 0},
                                 {b.x(), a.y(), 0},
                                 {b.x(), b.y(), 0},
                                 {a.x(), b.y(), 0},
                                 {a.x(), a.y(), 0}},
                                rim,
                                1.4});
}

/// No tube thinner than about a pixel and a half where it is.
void thicken_tubes(IsoPage& page) {
    constexpr double kLeastWidth = 2.0;
    for (Tube& tube : page.scene.tubes) {
        if (tube.role != Role::Asset) continue;
        double unit = 0.0;
        for (const Vec3& p : tube.line)
            unit = std::max(unit, page.scene.camera.metres_per_unit(p));
        tube.radius_m = std::max(tube.radius_m, 0.5 * kLeastWidth * unit);
    }
}

void place_camera(IsoPage& page, const Eigen::AlignedBox3d& box) {
    std::vector<Vec3> corners;
    for (int i = 0; i < 8; ++i)
        corners.push_back(
            page.local(Vec3(box.corner(static_cast<Eigen::AlignedBox3d::CornerType>(i)))));
    // Seen across the area's shorter side, so that it fills the page, and with north at the back.
    const Vec2 size = box.sizes().head<2>();
    const double turn = (size.x() >= size.y() ? 22.0 : 62.0) * std::numbers::pi / 180.0;
    constexpr double kTilt = 40.0 * std::numbers::pi / 180.0;
    const Vec2 level(std::sin(turn), std::cos(turn));
    const Vec3 direction(std::cos(kTilt) * level.x(), std::cos(kTilt) * level.y(),
                         -std::sin(kTilt));
    page.scene.camera =
        fitted_camera(corners, direction, {40.0, 112.0, 1130.0, page.sheet.height() - 60.0});
}

}  // namespace

std::vector<std::size_t> build_area_view(IsoPage& page, double asked_exaggeration) {
    const Eigen::AlignedBox3d box = bounds_of(page.street);
    page.exaggeration = asked_exaggeration > 0.0 ? asked_exaggeration
                                                 : exaggeration_for(box, page.street.ground_z());
    page.origin = box.center().head<2>();
    page.whole_area = true;
    page.from_m = 0.0;
    page.to_m = page.axis.length_m();
    place_camera(page, box);
    const double step_m = round_below(box.sizes().head<2>().maxCoeff() / 8.0);
    add_ground_plane(page, {Vec2(box.min().head<2>()), Vec2(box.max().head<2>())}, step_m);
    for (const model::Asset& asset : page.street.assets) {
        std::vector<Vec3> line;
        for (const Vec3& p : flattened(asset))
            line.push_back(page.local(p));
        if (line.size() > 1)
            page.scene.tubes.push_back({line, std::max(half_size_of(asset).across_m, 0.01),
                                        page.style.of(asset.network), Role::Asset, asset.id});
    }
    add_structures(page);
    add_racks(page);
    thicken_tubes(page);
    const std::vector<std::size_t> order = worst_first(page.findings);
    add_finding_arrows(page, order, 1.0 * page.scene.camera.metres_per_unit(Vec3::Zero()));
    return order;
}

}  // namespace maaiveld::viz::scene
