#include "viz/scene/isotherm_drawing.h"

#include "viz/scene/isotherm_page.h"
#include "viz/scene/isotherm_palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr double kLeft = 104.0, kMostHeight = 760.0;
constexpr double kAxisRoom = 76.0;
constexpr std::size_t kBands = 9;
constexpr std::array kScales = {1,   2,   5,   10,  20,  25,  40,  50,  75,
                                100, 125, 150, 200, 250, 300, 400, 500, 1000};

/// The grid without rows above the ground.
TemperatureGrid below_ground(const TemperatureGrid& grid) {
    if (!usable(grid)) return {};
    TemperatureGrid kept = grid;
    while (kept.nz > 0 && kept.depth0_m < -1e-9) {
        kept.temperature_C.erase(kept.temperature_C.begin(),
                                 kept.temperature_C.begin() + static_cast<std::ptrdiff_t>(kept.nx));
        kept.depth0_m += kept.dz_m;
        --kept.nz;
    }
    return usable(kept) ? kept : TemperatureGrid{};
}

/// What the drawing shows: the grid, or without one the objects with some ground about them.
void set_extent(IsothermPage& page) {
    if (usable(page.grid)) {
        page.left_m = page.grid.x0_m;
        page.right_m = page.grid.x_m(static_cast<double>(page.grid.nx - 1));
        page.bottom_m = page.grid.depth_m(static_cast<double>(page.grid.nz - 1));
        return;
    }
    bool first = true;
    for (const IsothermObject& object : page.section.objects) {
        if (!std::isfinite(object.x_m) || !std::isfinite(object.depth_m)) continue;
        page.left_m = first ? object.x_m - 1.0 : std::min(page.left_m, object.x_m - 1.0);
        page.right_m = first ? object.x_m + 1.0 : std::max(page.right_m, object.x_m + 1.0);
        page.bottom_m = std::max(page.bottom_m, object.depth_m + 1.0);
        first = false;
    }
}

/// The largest round scale at which the section fits; beyond the last one whatever fits.
void set_scale(IsothermPage& page, double most_height) {
    const double width_m = page.right_m - page.left_m;
    const double most_width = kPageWidth - kLeft - side_width(page) - key_width() - kChartMargin;
    const auto fits = [&](double scale) {
        const double upm = 1.0 / (scale * kPaperMetresPerUnit);
        return width_m * upm <= most_width && page.bottom_m * upm <= most_height;
    };
    const auto found = std::find_if(kScales.begin(), kScales.end(), fits);
    page.scale = found != kScales.end()
                     ? *found
                     : std::ceil(std::max(width_m / most_width, page.bottom_m / most_height) /
                                 kPaperMetresPerUnit);
    page.units_per_m = 1.0 / (page.scale * kPaperMetresPerUnit);
    const double width = width_m * page.units_per_m;
    page.frame.left = kLeft + 0.5 * (most_width - width);
    page.frame.right = page.frame.left + width;
}

/// Fills the grid in under what is drawn over it and makes it so fine that lines look smooth.
void refine(IsothermPage& page) {
    constexpr double kFine = 5.0;
    constexpr std::size_t kMostNodes = 1'500'000;
    if (!usable(page.grid)) return;
    const double step_m = std::hypot(page.grid.dx_m, page.grid.dz_m);
    for (const IsothermObject& object : page.section.objects) {
        const double radius_m = drawn_radius(page, object) / page.units_per_m;
        fill_in(page.grid, object.x_m, object.depth_m, radius_m + 1.5 * step_m);
    }
    const double coarsest = std::max(page.grid.dx_m, page.grid.dz_m) * page.units_per_m;
    auto factor = static_cast<std::size_t>(std::clamp(std::ceil(coarsest / kFine), 1.0, 12.0));
    while (factor > 1 && page.grid.nx * page.grid.nz * factor * factor > kMostNodes)
        --factor;
    page.grid = refined(page.grid, factor);
}

void set_levels(IsothermPage& page) {
    page.levels_C = page.section.levels_C;
    std::erase_if(page.levels_C, [](double level) { return !std::isfinite(level); });
    if (page.levels_C.empty()) page.levels_C = round_levels(page.grid, kBands);
    std::sort(page.levels_C.begin(), page.levels_C.end());
    page.levels_C.erase(std::unique(page.levels_C.begin(), page.levels_C.end()),
                        page.levels_C.end());
    page.colors = heat_colors(page.levels_C.size() + 1);
}

std::string subtitle_of(const IsothermPage& page) {
    const std::string scale =
        fmt::format("{} 1:{:.0f} (A3)", word(Word::Scale, page.options.language), page.scale);
    return page.section.subtitle.empty() ? scale : page.section.subtitle + " · " + scale;
}

double caption_room(const IsothermPage& page) {
    Sheet trial(kPageWidth);
    return kPageWidth - draw_captions(trial, page.options, page.section.captions);
}

double title_room(const IsothermPage& page) {
    Sheet trial(kPageWidth);
    return draw_chart_title(trial, page.options, page.section.title, subtitle_of(page)) - 16.0;
}

/// Scale and names depend on each other through the height that the names take.
double lay_out(IsothermPage& page) {
    constexpr double kLeastFrame = 60.0;
    double most = kMostHeight;
    for (int attempt = 0; attempt < 3; ++attempt) {
        set_scale(page, most);
        page.names = plan_names(page);
        if (!(page.options.height_px > 0.0)) break;
        const double room = page_height_of(page.options, 0.0) - title_room(page) -
                            page.names.height - kAxisRoom - caption_room(page);
        most = std::max(room, kLeastFrame);
    }
    page.frame.top = title_room(page) + page.names.height;
    page.frame.bottom = page.frame.top + page.bottom_m * page.units_per_m;
    const double below_key = page.frame.top + key_height(page) + 20.0;
    const double below_frame = page.frame.bottom + kAxisRoom;
    return page_height_of(page.options, std::max(below_key, below_frame) + caption_room(page));
}

void draw_layers(IsothermPage& page) {
    keep_names_clear(page);
    draw_bands(page);
    draw_blocks(page);
    draw_ground_lines(page);
    draw_isotherms(page);
    draw_paving(page);
    draw_objects(page);
    draw_metres(page);
    draw_key(page);
}

}  // namespace

Color IsothermPage::color_at(double temperature_C) const {
    const auto above = std::upper_bound(levels_C.begin(), levels_C.end(), temperature_C);
    return colors[static_cast<std::size_t>(above - levels_C.begin())];
}

double drawn_radius(const IsothermPage& page, const IsothermObject& object) {
    constexpr double kVisible = 3.5;
    return std::max(0.5 * object.outer_diameter_m * page.units_per_m, kVisible);
}

bool is_shown(const IsothermPage& page, const IsothermObject& object) {
    return object.x_m >= page.left_m && object.x_m <= page.right_m && object.depth_m >= 0.0 &&
           object.depth_m <= page.bottom_m;
}

Picture2d isotherm_drawing(const IsothermSection& section, const ChartOptions& options) {
    IsothermPage page(section, options);
    page.grid = below_ground(section.grid);
    set_extent(page);
    set_levels(page);
    page.sheet = Sheet(lay_out(page));
    refine(page);
    draw_chart_title(page.sheet, options, section.title, subtitle_of(page));
    draw_captions(page.sheet, options, section.captions);
    draw_layers(page);
    return page.sheet.finished(options.width_px);
}

}  // namespace maaiveld::viz::scene
