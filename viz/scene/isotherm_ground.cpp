#include "viz/scene/chart_axis.h"
#include "viz/scene/isotherm_page.h"
#include "viz/scene/label_layout.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr double kLetter = 14.0, kLine = 1.2 * kLetter;
constexpr double kSideGap = 26.0, kMostSideWidth = 150.0;

std::string in(Language language, const char* english, const char* dutch) {
    return language == Language::Dutch ? dutch : english;
}

/// The name of a strip, nearest to its middle, away from the leaders that run up through it.
void name_strip(IsothermPage& page, const IsothermStrip& strip, const Box& box) {
    constexpr double kSmall = 11.5, kStep = 8.0;
    const std::string name =
        strip.label.empty() ? std::string(word(strip.kind, page.options.language)) : strip.label;
    const double half = 0.5 * text_width(name, kSmall, false) + 2.0;
    const double middle = 0.5 * (box.left + box.right);
    for (double off = 0.0; off < 0.5 * box.width(); off += kStep) {
        for (const double x : {middle - off, middle + off}) {
            const Box place{x - half, box.top + 1.0, x + half, box.bottom - 1.0};
            if (!box.contains(place) || !page.sheet.fits(place)) continue;
            page.sheet.text(
                {name, {x, box.bottom - 4.5}, kSmall, false, page.style().ink, Anchor::Middle},
                Role::Strip, name);
            return;
        }
    }
}

bool shows_water(const IsothermPage& page) {
    const auto water = page.section.groundwater_depth_m;
    return water && *water >= 0.0 && *water <= page.bottom_m;
}

void draw_side_names(IsothermPage& page) {
    const std::vector<SideName> names = side_names(page);
    const double x = page.frame.right + kSideGap;
    std::vector<std::vector<std::string>> lines;
    std::vector<RowLabel> column;
    for (const SideName& name : names) {
        lines.push_back(wrapped(name.text, kLetter, false, kMostSideWidth));
        column.push_back({page.y(name.depth_m), kLine * static_cast<double>(lines.back().size())});
    }
    const auto middles =
        spread_on_row(column, page.frame.top, page.frame.bottom + 3.0 * kLine, 4.0);
    for (std::size_t i = 0; middles && i < names.size(); ++i) {
        double y = (*middles)[i] - 0.5 * column[i].width + 0.95 * kLetter;
        for (const std::string& line : lines[i]) {
            page.sheet.text({shortened(line, kLetter, false, kMostSideWidth),
                             {x, y},
                             kLetter,
                             false,
                             names[i].color},
                            Role::Ground);
            y += kLine;
        }
        if (names[i].with_leader)
            page.sheet.line(Role::Leader,
                            {{page.frame.right + 2.0, column[i].wanted}, {x - 4.0, (*middles)[i]}},
                            {names[i].color, 0.9, {}});
    }
}

/// A level line through the section.
void draw_boundary(IsothermPage& page, double depth_m, const Stroke& stroke,
                   const std::string& id) {
    const double y = page.y(depth_m);
    page.sheet.line(Role::Ground, {{page.frame.left, y}, {page.frame.right, y}}, stroke, id);
}

/// A number at an axis, unless it would come close to another.
void number_axis(IsothermPage& page, const std::string& number, Point at, Anchor anchor) {
    const Text label{number, at, kLetter, false, page.style().ink_soft, anchor};
    if (page.sheet.free_of_text(label.box().grown(2.0))) page.sheet.text(label, Role::Dimension);
}

}  // namespace

std::vector<SideName> side_names(const IsothermPage& page) {
    std::vector<SideName> names;
    const auto& layers = page.section.layers;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const double top_m = std::max(layers[i].top_m, 0.0);
        const double end_m =
            std::min(i + 1 < layers.size() ? layers[i + 1].top_m : page.bottom_m, page.bottom_m);
        if (!(top_m < end_m) || layers[i].label.empty()) continue;
        names.push_back({0.5 * (top_m + end_m), layers[i].label, page.style().ink_soft, false});
    }
    if (shows_water(page)) {
        const double water_m = *page.section.groundwater_depth_m;
        names.push_back({water_m,
                         fmt::format("{} {} m", word(Word::Groundwater, page.options.language),
                                     number(water_m, 2, page.options.language)),
                         readable(page.style().groundwater), true});
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const SideName& a, const SideName& b) { return a.depth_m < b.depth_m; });
    return names;
}

double side_width(const IsothermPage& page) {
    double widest = 0.0;
    for (const SideName& name : side_names(page))
        for (const std::string& line : wrapped(name.text, kLetter, false, kMostSideWidth))
            widest = std::max(widest, text_width(line, kLetter, false));
    return widest > 0.0 ? kSideGap + std::min(widest, kMostSideWidth) : 0.0;
}

bool on_ground_line(const IsothermPage& page, const Box& box) {
    const auto inside = [&](double depth_m) {
        return page.y(depth_m) > box.top && page.y(depth_m) < box.bottom;
    };
    const auto& layers = page.section.layers;
    return (shows_water(page) && inside(*page.section.groundwater_depth_m)) ||
           std::any_of(layers.begin(), layers.end(),
                       [&](const IsothermLayer& layer) { return inside(layer.top_m); });
}

void draw_ground_lines(IsothermPage& page) {
    for (const IsothermLayer& layer : page.section.layers) {
        if (!(layer.top_m > 0.0 && layer.top_m < page.bottom_m)) continue;
        draw_boundary(page, layer.top_m,
                      {faded(page.style().ink_soft, 0.85), 1.1, {12.0, 4.0, 2.0, 4.0}},
                      layer.label);
    }
    if (shows_water(page)) {
        const double water_m = *page.section.groundwater_depth_m;
        draw_boundary(page, water_m, {faded(page.style().paper, 0.6), 3.0, {}}, "groundwater");
        draw_boundary(page, water_m, {page.style().groundwater, 1.5, {8.0, 5.0}}, "groundwater");
    }
    draw_side_names(page);
}

void draw_paving(IsothermPage& page) {
    const Box& f = page.frame;
    for (const IsothermStrip& strip : page.section.strips) {
        const Box box{std::clamp(page.x(strip.left_m), f.left, f.right), f.top - kRibbon,
                      std::clamp(page.x(strip.right_m), f.left, f.right), f.top};
        if (!(box.width() > 0.0)) continue;
        page.sheet.rectangle(Role::Strip, box, page.style().of(strip.kind),
                             {page.style().paper, 1.0, {}}, std::string(name_of(strip.kind)));
        name_strip(page, strip, box);
    }
    page.sheet.rectangle(Role::Furniture, f, std::nullopt, {page.style().ink_soft, 0.9, {}});
    page.sheet.line(Role::Ground, {{f.left - 12.0, f.top}, {f.right + 12.0, f.top}},
                    {page.style().ink, 2.2, {}}, "surface");
}

void draw_metres(IsothermPage& page) {
    using Scale = ChartAxis::Scale;
    const Stroke thin{page.style().ink_soft, 1.0, {}};
    const Box& f = page.frame;
    const Language language = page.options.language;
    const int most_x = std::clamp(static_cast<int>(f.width() / 70.0), 1, 14);
    const int most_y = std::clamp(static_cast<int>(f.height() / 46.0), 1, 12);
    for (const ChartTick& tick : ticks_of({Scale::Linear, 0.0, page.bottom_m}, most_y, language)) {
        const double y = page.y(tick.value);
        page.sheet.line(Role::Dimension, {{f.left - 6.0, y}, {f.left, y}}, thin);
        number_axis(page, tick.label, {f.left - 16.0, y + 0.36 * kLetter}, Anchor::End);
    }
    for (const ChartTick& tick :
         ticks_of({Scale::Linear, page.left_m, page.right_m}, most_x, language)) {
        const double x = page.x(tick.value);
        page.sheet.line(Role::Dimension, {{x, f.bottom}, {x, f.bottom + 6.0}}, thin);
        number_axis(page, tick.label, {x, f.bottom + 9.0 + kLetter}, Anchor::Middle);
    }
    const auto title = [&](const std::string& text, Point at, bool upward) {
        page.sheet.text({text, at, kLetter, true, page.style().ink, Anchor::Middle, upward},
                        Role::Dimension);
    };
    title(in(language, "depth (m)", "diepte (m)"), {f.left - 52.0, 0.5 * (f.top + f.bottom)}, true);
    const std::string across =
        page.section.x_label.empty() ? in(language, "position", "plaats") : page.section.x_label;
    title(across + " (m)", {0.5 * (f.left + f.right), f.bottom + 32.0 + kLetter}, false);
}

}  // namespace maaiveld::viz::scene
