#include "viz/scene/section_drawing.h"

#include "viz/scene/section_dimensions.h"
#include "viz/scene/section_page.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr double kLeft = 40.0, kTop = 112.0, kFrameWidth = 1030.0;
constexpr double kFooter = 172.0;  // aliases, widths, legend
constexpr double kMostFrameHeight = 800.0;
constexpr double kLeastPageHeight = 820.0;
constexpr double kStorey_m = 3.2;
constexpr std::array kScales = {10, 20, 25, 40, 50, 75, 100, 125, 150, 200, 250, 300, 400, 500};

/// How far the section reaches above and below the finished surface.
struct Extent {
    double above_m = 1.0;
    double below_m = 2.0;
};

Extent extent_of(const SectionCut& cut, const model::Street& street) {
    Extent e;
    const auto down_to = [&](double height_m) { e.below_m = std::max(e.below_m, 0.6 - height_m); };
    for (const CutAsset& a : cut.assets)
        down_to(a.at.y() - a.half.up_m);
    for (const CutStrip& s : cut.strips)
        for (const SectionPoint& p : s.line)
            down_to(p.y() - s.half.up_m);
    for (const CutBlock& s : cut.structures)
        down_to(s.bottom_m);
    for (const CutBlock& r : cut.racks)
        down_to(r.bottom_m);
    for (const CutBlock& t : cut.trees)
        down_to(t.bottom_m);
    for (const CutBlock& t : cut.trees)
        e.above_m = std::max(e.above_m, t.top_m + 0.3);
    // Houses and lamps need no more than a storey to be recognised; trees are shown whole.
    for (const CutBlock& s : cut.structures)
        e.above_m = std::max(e.above_m, std::min(s.top_m + 0.3, kStorey_m));
    if (street.groundwater) {
        const double depth_m = street.ground_z() - street.groundwater->z_m;
        if (depth_m < 4.0) e.below_m = std::max(e.below_m, depth_m + 0.6);
    }
    return e;
}

double units_per_m_at(int scale) {
    return 1.0 / (scale * kPaperMetresPerUnit);
}

/// The largest round scale at which the width and at least the underground fit.
int scale_for(const SectionCut& cut, const Extent& extent) {
    const double width_m = cut.left_m - cut.right_m;
    for (const int scale : kScales) {
        const double upm = units_per_m_at(scale);
        if (width_m * upm <= kFrameWidth && (extent.below_m + 1.5) * upm <= kMostFrameHeight)
            return scale;
    }
    return kScales.back();
}

/// Chooses the scale and places ground level so that the drawing is centred in its column.
void lay_out(SectionPage& page, const Extent& extent) {
    page.scale = scale_for(page.cut, extent);
    page.units_per_m = units_per_m_at(page.scale);
    const double below = extent.below_m * page.units_per_m;
    const double above = std::min(extent.above_m * page.units_per_m, kMostFrameHeight - below);
    const double width = (page.cut.left_m - page.cut.right_m) * page.units_per_m;
    const double left = kLeft + std::max(0.0, 0.5 * (kFrameWidth - width));
    const double spare = std::max(0.0, page.sheet.height() - kTop - kFooter - above - below);
    page.ground_y = kTop + above + std::min(0.3 * spare, 40.0);
    page.frame = {left, page.ground_y - above, left + width,
                  page.ground_y + below + std::min(0.4 * spare, 50.0)};
}

/// What the lists beside the drawing would like, within what A3 is high.
double panel_height(const SectionCut& cut, std::size_t findings) {
    constexpr double kMost = 1131.0, kHeadings = 300.0, kAssetRow = 19.0, kFindingRow = 60.0;
    const auto rows = static_cast<double>(cut.assets.size() + cut.strips.size());
    return std::min(kMost,
                    kHeadings + kAssetRow * rows +
                        kFindingRow * static_cast<double>(std::min<std::size_t>(findings, 6)));
}

double page_height(const SectionCut& cut, const Extent& extent, std::size_t findings,
                   const SectionOptions& options) {
    if (options.height_px > 0.0) return options.height_px * kPageWidth / options.width_px;
    const double upm = units_per_m_at(scale_for(cut, extent));
    const double drawn = std::min((extent.above_m + extent.below_m) * upm, kMostFrameHeight);
    return std::max({kLeastPageHeight, panel_height(cut, findings), kTop + drawn + kFooter});
}

std::string context_of(const SectionPage& page) {
    std::array<std::size_t, 3> counts{};
    for (const SectionFinding& f : page.here)
        ++counts[static_cast<std::size_t>(page.findings[f.finding].severity)];
    std::string text = fmt::format("{} · {} 1:{} (A3)", word(Word::Section, page.language),
                                   word(Word::Scale, page.language), page.scale);
    const std::string tally = tally_of(counts[0], counts[1], counts[2], page.language);
    return tally.empty() ? text : text + " · " + tally;
}

void draw_page_title(SectionPage& page) {
    const std::string title =
        fmt::format("{} · {} {} m", page.street.name, word(Word::Station, page.language),
                    number(page.cut.station_m, 1, page.language));
    const std::string caution =
        page.street.surface ? "" : std::string(word(Word::RelativeNote, page.language));
    draw_title(page.sheet, page.look(), title, context_of(page), caution);
}

void draw_layers(SectionPage& page) {
    draw_ground(page);
    draw_surroundings(page);
    draw_halos(page);
    draw_level_ruler(page);
    draw_alias_row(page);
    draw_assets(page);
    draw_finding_marks(page);
    label_roots(page);
    draw_strip_widths(page);
}

}  // namespace

Picture2d section_drawing(const model::Street& street, std::span<const rules::Finding> findings,
                          const SectionOptions& options) {
    SectionCut cut = section_cut(street, options.station_m, options.reach);
    cut.rack_parts = cut_rack_parts(cut, street, options.rack_types);
    auto here = findings_at(street, cut, findings, options.reach.slab_half_m);
    const Extent extent = extent_of(cut, street);
    const double height = page_height(cut, extent, here.size(), options);
    SectionPage page{street,
                     findings,
                     options.style,
                     options.language,
                     std::move(cut),
                     std::move(here),
                     ObjectNames(street, options.language),
                     Sheet(height),
                     {}};
    lay_out(page, extent);
    draw_page_title(page);
    draw_layers(page);
    if (options.dimensions) draw_running_dimensions(page);
    draw_side_panel(page, {1136.0, 112.0, 1565.0, height - 30.0});
    return page.sheet.finished(options.width_px);
}

}  // namespace maaiveld::viz::scene
