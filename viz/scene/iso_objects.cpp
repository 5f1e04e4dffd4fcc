#include "model/scene.h"
#include "viz/scene/iso_page.h"
#include "viz/scene/section_cut.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

using model::Structure;
using model::StructureKind;

bool is_shown(const IsoPage& page, const Vec2& p, double spare_m) {
    if (page.whole_area) return true;
    const StreetPlace at = page.axis.place_of(p);
    const Frame from = page.axis.frame_at(page.from_m);
    const Frame to = page.axis.frame_at(page.to_m);
    return at.station_m >= page.from_m - 1e-6 && at.station_m <= page.to_m + 1e-6 &&
           (p - from.origin).dot(from.along) >= -1e-6 && (p - to.origin).dot(to.along) <= 1e-6 &&
           at.offset_m <= page.left_m + spare_m && at.offset_m >= page.right_m - spare_m;
}

/// The line with points no more than half a metre apart.
std::vector<Vec3> densified(const std::vector<Vec3>& line) {
    std::vector<Vec3> dense;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const int steps =
            std::max(1, static_cast<int>(std::ceil((line[i] - line[i - 1]).norm() / 0.5)));
        for (int k = 0; k < steps; ++k)
            dense.push_back(line[i - 1] + (line[i] - line[i - 1]) * k / steps);
    }
    if (!line.empty()) dense.push_back(line.back());
    return dense;
}

std::vector<std::vector<Vec3>> dashed(const std::vector<Vec3>& line, double on_m, double off_m) {
    std::vector<std::vector<Vec3>> dashes;
    double run_m = 0.0;
    std::vector<Vec3> dash;
    for (const Vec3& p : densified(line)) {
        const bool on = std::fmod(run_m, on_m + off_m) < on_m;
        if (on) dash.push_back(p);
        if (!on && dash.size() > 1) dashes.push_back(dash);
        if (!on) dash.clear();
        run_m += 0.5;
    }
    if (dash.size() > 1) dashes.push_back(dash);
    return dashes;
}

/// The shadow of a line on the floor of the cut-away, which tells how high above it the line lies.
void add_shadow(IsoPage& page, const std::vector<Vec3>& line, double radius_m) {
    std::vector<Vec3> floor = line;
    for (Vec3& p : floor)
        p.z() = -page.depth_m * page.exaggeration + 0.004;
    add_swept_box(page.mesh(Role::Ground, faded(page.style.soil_edge, 0.45)), floor, 2.0 * radius_m,
                  0.004);
}

void add_asset_piece(IsoPage& page, const model::Asset& asset, const std::vector<Vec3>& piece) {
    std::vector<Vec3> line;
    for (const Vec3& p : piece)
        line.push_back(page.local(p));
    line = thinned(line);
    const Color color = page.style.of(asset.network);
    add_shadow(page, line, std::max(half_size_of(asset).across_m, 0.03));
    if (asset.duct_bank) {
        add_swept_box(page.mesh(Role::Asset, color, false, asset.id), line,
                      asset.duct_bank->width_m, asset.duct_bank->height_m * page.exaggeration);
        return;
    }
    const double radius = std::max(half_size_of(asset).across_m, 0.02);
    if (asset.status != model::Status::Disused) {
        const bool projected = asset.status == model::Status::Projected;
        page.scene.tubes.push_back(
            {line, radius, faded(color, projected ? 0.6 : 1.0), Role::Asset, asset.id});
        return;
    }
    for (const auto& dash : dashed(line, 2.0, 1.0))
        page.scene.tubes.push_back({dash, radius, color, Role::Asset, asset.id});
}

void add_lamp(IsoPage& page, const Structure& s) {
    const Vec2 at = page.local(s.at);
    const double e = page.exaggeration;
    Mesh& mesh = page.mesh(Role::Structure, page.style.structure_dark, true, s.id);
    const double r = std::max(0.5 * s.diameter_m.value_or(0.14), 0.05);
    add_stump(mesh, at, s.bottom_m * e, 0.0, r, r);
    add_stump(mesh, at, 0.0, s.top_m * e, 0.06, 0.045);
    const StreetPlace place = page.axis.place_of(s.at);
    const Vec2 inward =
        (place.offset_m > 0.0 ? -1.0 : 1.0) * page.axis.frame_at(place.station_m).left;
    const Vec2 tip = at + 0.9 * inward;
    add_swept_box(mesh,
                  {Vec3(at.x(), at.y(), s.top_m * e), Vec3(tip.x(), tip.y(), (s.top_m + 0.1) * e)},
                  0.16, 0.08);
}

void add_block(IsoPage& page, const Structure& s) {
    const Vec2 at = page.local(s.at);
    const double e = page.exaggeration;
    const bool below = s.top_m <= 0.05;
    const Color color = s.network ? mixed(page.style.structure, page.style.of(*s.network), 0.35)
                                  : page.style.structure;
    Mesh& mesh = page.mesh(Role::Structure, faded(color, below ? 0.55 : 1.0),
                           s.diameter_m.has_value(), s.id);
    if (s.diameter_m) {
        add_stump(mesh, at, s.bottom_m * e, s.top_m * e, 0.5 * *s.diameter_m, 0.5 * *s.diameter_m);
        if (s.kind == StructureKind::Manhole)
            add_stump(page.mesh(Role::Structure, page.style.structure_dark, true, s.id), at, 0.0,
                      0.03 * e, 0.32, 0.32);
        return;
    }
    const double heading = s.heading_deg * std::numbers::pi / 180.0;
    const Vec2 u = 0.5 * s.size_m.x() * Vec2(std::cos(heading), std::sin(heading));
    const Vec2 v = 0.5 * s.size_m.y() * Vec2(-std::sin(heading), std::cos(heading));
    add_prism(mesh, {at - u - v, at + u - v, at + u + v, at - u + v}, s.bottom_m * e, s.top_m * e);
}

void add_tree(IsoPage& page, const model::Tree& tree) {
    const Vec2 at = page.local(tree.at);
    const double e = page.exaggeration;
    const double height = height_of(tree);
    const double crown = std::max(tree.crown_diameter_m, 1.0);
    const double crown_height = std::min(0.75 * height, 1.1 * crown);
    const double middle = height - 0.5 * crown_height;
    const bool near = page.axis.place_of(tree.at).offset_m * page.near_side > 0.0;
    const double stem = std::max(0.5 * tree.stem_diameter_m, 0.04);
    add_stump(page.mesh(Role::Tree, page.style.stem, true, tree.id), at, -0.2 * e, middle * e, stem,
              0.6 * stem);
    const double alpha = tree.planned ? 0.30 : (near ? 0.45 : 0.65);
    add_ellipsoid(page.mesh(Role::Tree, faded(page.style.crown, alpha), true, tree.id),
                  {at.x(), at.y(), middle * e}, 0.5 * crown, 0.5 * crown_height * e);
    const model::RootVolume roots = model::root_volume_of(tree);
    add_stump(page.mesh(Role::Tree, faded(page.style.roots, 0.22), true, tree.id), at,
              -roots.depth_m * e, -0.02, roots.radius_m, roots.radius_m);
}

}  // namespace

std::vector<Vec3> thinned(const std::vector<Vec3>& line) {
    std::vector<Vec3> kept;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0 && i + 1 < line.size()) {
            const Vec3 a = (line[i] - kept.back()).normalized();
            const Vec3 b = (line[i + 1] - line[i]).normalized();
            if (a.dot(b) > 1.0 - 1e-9) continue;
        }
        kept.push_back(line[i]);
    }
    return kept;
}

std::vector<std::vector<Vec3>> pieces_shown(const IsoPage& page, const std::vector<Vec3>& line,
                                            double spare_m) {
    std::vector<std::vector<Vec3>> pieces;
    std::vector<Vec3> piece;
    for (const Vec3& p : densified(line)) {
        if (is_shown(page, geometry::plan(p), spare_m)) {
            piece.push_back(p);
            continue;
        }
        if (piece.size() > 1) pieces.push_back(piece);
        piece.clear();
    }
    if (piece.size() > 1) pieces.push_back(piece);
    return pieces;
}

void add_assets(IsoPage& page) {
    for (const model::Asset& asset : page.street.assets)
        for (const auto& piece : pieces_shown(page, flattened(asset), 0.3))
            add_asset_piece(page, asset, piece);
}

void add_structures(IsoPage& page) {
    for (const Structure& s : page.street.structures) {
        if (s.line || !is_shown(page, s.at, 1.0)) continue;
        // A mast drawn ten times its height says nothing about the ground.
        if (page.whole_area && s.top_m > 0.1) continue;
        if (s.kind == StructureKind::Lamp || s.kind == StructureKind::Mast)
            add_lamp(page, s);
        else
            add_block(page, s);
    }
}

void add_trees(IsoPage& page) {
    for (const model::Tree& tree : page.street.trees)
        if (is_shown(page, tree.at, 1.0)) add_tree(page, tree);
}

void add_finding_arrows(IsoPage& page, const std::vector<std::size_t>& shown, double radius_m) {
    // Hundreds of arrows would hide what they point at; the numbered marks stand for all.
    constexpr std::size_t kMostArrows = 60;
    for (std::size_t n = 0; n < std::min(shown.size(), kMostArrows); ++n) {
        const std::size_t i = shown[n];
        const rules::Finding& f = page.findings[i];
        const Color color = color_of(f.severity, page.style);
        Vec3 a = page.local(f.witness_a);
        Vec3 b = page.local(f.witness_b);
        if ((f.witness_a - f.witness_b).norm() < 1e-6) a = b = page.local(f.at);
        const double length = (b - a).norm();
        if (length < 6.0 * radius_m) {
            add_ellipsoid(page.mesh(Role::Finding, color, true, f.rule), 0.5 * (a + b),
                          2.0 * radius_m, 2.0 * radius_m);
            continue;
        }
        const Vec3 u = (b - a) / length;
        const double head = std::min(6.0 * radius_m, 0.35 * length);
        page.scene.tubes.push_back(
            {{a + head * u, b - head * u}, radius_m, color, Role::Finding, f.rule});
        Mesh& heads = page.mesh(Role::Finding, color, true, f.rule);
        add_cone(heads, a + head * u, a, 2.4 * radius_m);
        add_cone(heads, b - head * u, b, 2.4 * radius_m);
    }
}

}  // namespace maaiveld::viz::scene
