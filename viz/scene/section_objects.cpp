#include "model/scene.h"
#include "viz/scene/section_page.h"
#include "viz/scene/text_metrics.h"

#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

using model::StructureKind;

std::vector<Point> ellipse(Point center, double rx, double ry, double least_y) {
    std::vector<Point> points;
    constexpr int kSteps = 72;
    for (int i = 0; i < kSteps; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / kSteps;
        points.push_back(
            {center.x + rx * std::cos(angle), std::max(center.y + ry * std::sin(angle), least_y)});
    }
    return points;
}

void draw_roots(SectionPage& page, const model::Tree& tree, double offset_m) {
    const model::RootVolume roots = model::root_volume_of(tree);
    const double left = std::max(page.x(offset_m + roots.radius_m), page.frame.left);
    const double right = std::min(page.x(offset_m - roots.radius_m), page.frame.right);
    const double bottom = std::min(page.y(-roots.depth_m), page.frame.bottom);
    const Color brown = page.style.roots;
    page.sheet.rectangle(Role::Tree, {left, page.ground_y, right, bottom}, faded(brown, 0.16),
                         {faded(brown, 0.8), 1.0, {5.0, 4.0}}, tree.id);
}

void draw_tree(SectionPage& page, const CutBlock& block) {
    const model::Tree& tree = page.street.trees[block.index];
    const double offset_m = 0.5 * (block.left_m + block.right_m);
    draw_roots(page, tree, offset_m);
    const double crown_m = std::max(tree.crown_diameter_m, 1.0);
    const double crown_height_m = std::min(0.75 * block.top_m, 1.1 * crown_m);
    const double middle_m = block.top_m - 0.5 * crown_height_m;
    const double stem_top = std::max(page.y(middle_m), page.frame.top);
    const double left = page.x(block.left_m);
    const double right = std::max(page.x(block.right_m), left + 3.0);
    const double taper = 0.2 * (right - left);
    page.sheet.path(Role::Tree,
                    {{left, page.ground_y},
                     {right, page.ground_y},
                     {right - taper, stem_top},
                     {left + taper, stem_top}},
                    page.style.stem, {}, tree.id);
    page.sheet.path(Role::Tree,
                    ellipse({page.x(offset_m), page.y(middle_m)}, 0.5 * crown_m * page.units_per_m,
                            0.5 * crown_height_m * page.units_per_m, page.frame.top),
                    faded(page.style.crown, tree.planned ? 0.25 : 0.5),
                    {page.style.crown, 1.2,
                     tree.planned ? std::vector<double>{6.0, 4.0} : std::vector<double>{}},
                    tree.id);
}

void draw_wall(SectionPage& page, const CutBlock& block, const model::Structure& s) {
    const double top = std::max(page.y(block.top_m), page.frame.top);
    const double foot_m = std::min(0.0, std::max(block.bottom_m, block.top_m - 100.0));
    const double left = page.x(block.left_m);
    const double right = page.x(block.right_m);
    const Stroke edge{page.style.ink_soft, 0.8, {}};
    // The foundation spreads a little, as strip foundations do.
    const double spread = 0.12 * page.units_per_m;
    if (foot_m < 0.0)
        page.sheet.rectangle(Role::Building,
                             {left - spread, page.y(foot_m) - 0.15 * page.units_per_m,
                              right + spread, page.y(foot_m)},
                             page.style.foundation, edge, s.id);
    page.sheet.rectangle(Role::Building, {left, page.ground_y, right, page.y(foot_m)},
                         page.style.foundation, edge, s.id);
    if (s.kind == StructureKind::Foundation) return;
    page.sheet.rectangle(Role::Building, {left, top, right, page.ground_y}, page.style.wall, edge,
                         s.id);
    if (right - left < 12.0) return;
    page.sheet.text({std::string(word(s.kind, page.language)),
                     {0.5 * (left + right) + 4.0, 0.5 * (top + page.ground_y)},
                     11.0,
                     false,
                     page.style.paper,
                     Anchor::Middle,
                     true},
                    Role::Building);
}

void draw_lamp(SectionPage& page, const CutBlock& block, const model::Structure& s) {
    const double middle = page.x(0.5 * (block.left_m + block.right_m));
    const double top = std::max(page.y(block.top_m), page.frame.top);
    const double half = std::max(0.5 * (page.x(block.right_m) - page.x(block.left_m)), 1.5);
    page.sheet.rectangle(Role::Structure,
                         {middle - half, page.ground_y, middle + half, page.y(block.bottom_m)},
                         page.style.structure_dark, {}, s.id);
    page.sheet.line(Role::Structure, {{middle, page.ground_y}, {middle, top}, {middle + 16.0, top}},
                    {page.style.structure_dark, 2.2, {}}, s.id);
    page.sheet.rectangle(Role::Structure, {middle + 8.0, top - 2.0, middle + 22.0, top + 3.0},
                         page.style.structure_dark, {}, s.id);
}

void draw_solid(SectionPage& page, const CutBlock& block, const model::Structure& s) {
    const Box box{page.x(block.left_m), std::max(page.y(block.top_m), page.frame.top),
                  page.x(block.right_m), std::min(page.y(block.bottom_m), page.frame.bottom)};
    const Color body = s.network ? mixed(page.style.structure, page.style.of(*s.network), 0.25)
                                 : page.style.structure;
    page.sheet.rectangle(Role::Structure, box, faded(body, 0.45),
                         {page.style.structure_dark, 1.6, {}}, s.id);
    const std::string label(word(s.kind, page.language));
    if (text_width(label, 11.0, false) < box.width() - 6.0 && box.bottom > page.ground_y + 40.0)
        page.sheet.text({label,
                         {0.5 * (box.left + box.right), std::max(box.top, page.ground_y) + 28.0},
                         11.0,
                         false,
                         page.style.ink_soft,
                         Anchor::Middle},
                        Role::Structure);
}

void draw_structure(SectionPage& page, const CutBlock& block) {
    const model::Structure& s = page.street.structures[block.index];
    switch (s.kind) {
        case StructureKind::Facade:
        case StructureKind::Foundation:
            return draw_wall(page, block, s);
        case StructureKind::Lamp:
        case StructureKind::Mast:
            return draw_lamp(page, block, s);
        default:
            return draw_solid(page, block, s);
    }
}

/// How a part of a rack looks: what carries is dark, what lies between is light.
Color color_of(const SectionPage& page, model::RackPartKind kind) {
    switch (kind) {
        case model::RackPartKind::BasePlate:
        case model::RackPartKind::CoverPlate:
            return mixed(page.style.structure, page.style.paper, 0.35);
        case model::RackPartKind::Saddle:
            return mixed(page.style.structure, page.style.paper, 0.6);
        case model::RackPartKind::Post:
        case model::RackPartKind::Beam:
            break;
    }
    return mixed(page.style.structure, page.style.structure_dark, 0.5);
}

/// Parts are drawn to scale, but never thinner than the eye needs.
void draw_rack_part(SectionPage& page, const CutRackPart& part) {
    constexpr double kVisible = 1.6;
    Box box{page.x(part.left_m), page.y(part.top_m), page.x(part.right_m), page.y(part.bottom_m)};
    box.bottom = std::max(box.bottom, box.top + kVisible);
    const bool light = part.kind == model::RackPartKind::Saddle;
    page.sheet.rectangle(Role::Structure, box, color_of(page, part.kind),
                         {page.style.structure_dark, light ? 0.4 : 0.8, {}},
                         page.street.racks[part.rack].id);
}

void draw_rack_space(SectionPage& page, const CutBlock& block) {
    const Box box{page.x(block.left_m), page.y(block.top_m), page.x(block.right_m),
                  page.y(block.bottom_m)};
    page.sheet.rectangle(Role::Structure, box, faded(page.style.structure, 0.10),
                         {faded(page.style.structure_dark, 0.6), 0.8, {5.0, 3.0}},
                         page.street.racks[block.index].id);
}

bool has_parts(const SectionPage& page, const CutBlock& block) {
    return std::any_of(page.cut.rack_parts.begin(), page.cut.rack_parts.end(),
                       [&](const CutRackPart& p) { return p.rack == block.index; });
}

void draw_rack(SectionPage& page, const CutBlock& block) {
    if (has_parts(page, block)) {
        draw_rack_space(page, block);
        for (const CutRackPart& part : page.cut.rack_parts)
            if (part.rack == block.index) draw_rack_part(page, part);
        return;
    }
    const Box box{page.x(block.left_m), page.y(block.top_m), page.x(block.right_m),
                  page.y(block.bottom_m)};
    const Stroke frame{page.style.structure_dark, 2.0, {}};
    page.sheet.rectangle(Role::Structure, box, faded(page.style.structure, 0.2), frame,
                         page.street.racks[block.index].id);
}

double halo_units(const SectionPage& page, double sigma_m) {
    return sigma_m * page.units_per_m;
}

void draw_asset(SectionPage& page, const CutAsset& cut) {
    const model::Asset& asset = page.street.assets[cut.asset];
    const Color color = page.style.of(asset.network);
    const Point at = page.at(cut.at);
    const bool in_use = asset.status == model::Status::Functional;
    const Stroke edge{in_use ? page.style.ink : readable(color), in_use ? 1.0 : 1.6,
                      in_use ? std::vector<double>{} : std::vector<double>{3.0, 2.0}};
    const std::optional<Color> fill = in_use ? color : faded(color, 0.25);
    const double up = drawn_radius(page, cut.half.up_m);
    const double across = drawn_radius(page, cut.half.across_m);
    if (asset.duct_bank)
        page.sheet.rectangle(Role::Asset, {at.x - across, at.y - up, at.x + across, at.y + up},
                             fill, edge, asset.id);
    else
        page.sheet.circle(Role::Asset, {at, up, fill, edge}, asset.id);
    page.sheet.keep_out(Box{at.x - across, at.y - up, at.x + across, at.y + up}.grown(2.0));
}

void draw_asset_strip(SectionPage& page, const CutStrip& cut) {
    const model::Asset& asset = page.street.assets[cut.asset];
    std::vector<Point> points;
    for (const SectionPoint& p : cut.line)
        points.push_back(page.at(p));
    const double width = std::max(2.0 * cut.half.up_m * page.units_per_m, 3.0);
    const Color color = page.style.of(asset.network);
    page.sheet.line(Role::AssetStrip, points, {faded(readable(color), 0.9), width + 1.6, {}},
                    asset.id);
    page.sheet.line(Role::AssetStrip, points, {color, width, page.style.dash(asset.status, width)},
                    asset.id);
}

/// What rises above the drawing fades out instead of being cut off.
void fade_top(SectionPage& page) {
    constexpr int kSteps = 28;
    constexpr double kStep = 2.0;
    for (int i = 0; i < kSteps; ++i) {
        const double top = page.frame.top + (i - 1) * kStep;
        page.sheet.rectangle(Role::Page,
                             {page.frame.left - 60.0, top, page.frame.right + 60.0, top + kStep},
                             faded(page.style.paper, 1.0 - static_cast<double>(i) / kSteps));
    }
}

bool rises_above(const SectionPage& page) {
    const auto above = [&](const CutBlock& b) { return page.y(b.top_m) < page.frame.top; };
    return std::any_of(page.cut.trees.begin(), page.cut.trees.end(), above) ||
           std::any_of(page.cut.structures.begin(), page.cut.structures.end(), above);
}

}  // namespace

void draw_surroundings(SectionPage& page) {
    for (const CutBlock& tree : page.cut.trees)
        draw_tree(page, tree);
    for (const CutBlock& structure : page.cut.structures)
        draw_structure(page, structure);
    for (const CutBlock& rack : page.cut.racks)
        draw_rack(page, rack);
    if (rises_above(page)) fade_top(page);
}

void draw_halos(SectionPage& page) {
    for (const CutAsset& cut : page.cut.assets) {
        const model::Asset& asset = page.street.assets[cut.asset];
        const double rx =
            halo_units(page, asset.xy.sigma_m) + drawn_radius(page, cut.half.across_m);
        const double ry = halo_units(page, asset.z.sigma_m) + drawn_radius(page, cut.half.up_m);
        if (asset.xy.sigma_m <= 0.0 && asset.z.sigma_m <= 0.0) continue;
        page.sheet.path(Role::Halo, ellipse(page.at(cut.at), rx, ry, page.ground_y),
                        faded(page.style.of(asset.network), 0.10),
                        {faded(page.style.of(asset.network), 0.35), 0.7, {}}, asset.id);
    }
}

void draw_assets(SectionPage& page) {
    for (const CutStrip& strip : page.cut.strips)
        draw_asset_strip(page, strip);
    // Large ones first, so that a small one in front of a large one stays visible.
    std::vector<const CutAsset*> order;
    for (const CutAsset& asset : page.cut.assets)
        order.push_back(&asset);
    std::stable_sort(order.begin(), order.end(), [](const CutAsset* a, const CutAsset* b) {
        return a->half.across_m > b->half.across_m;
    });
    for (const CutAsset* asset : order)
        draw_asset(page, *asset);
}

}  // namespace maaiveld::viz::scene
