#include "viz/scene/chart_geometry.h"
#include "viz/scene/isotherm_page.h"
#include "viz/scene/isotherm_palette.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::scene {

namespace {

constexpr double kUnseen = 0.12;  // 0.03 mm on A3
constexpr double kEverything = -1e300;

using Line = std::vector<Point>;

Line on_page(const IsothermPage& page, const std::vector<GroundPoint>& points, bool closed) {
    Line line;
    for (const GroundPoint& p : points)
        line.push_back(page.at(p));
    if (closed && !line.empty()) line.push_back(line.front());
    return simplified(line, kUnseen);
}

/// All rings as one outline: the way from ring to ring is walked back and forth and so encloses
/// nothing, and the non-zero rule cuts the holes.
Line joined(const IsothermPage& page, const std::vector<std::vector<GroundPoint>>& rings) {
    Line outline;
    for (const auto& ring : rings) {
        const Line line = on_page(page, ring, true);
        outline.insert(outline.end(), line.begin(), line.end());
    }
    for (std::size_t i = rings.size(); i-- > 1;)
        outline.push_back(page.at(rings[i - 1].front()));
    return outline;
}

void draw_band(IsothermPage& page, double level_C, Color color) {
    const Line area = joined(page, warm_area(page.grid, level_C));
    if (area.size() > 2) page.sheet.path(Role::Ground, area, color);
}

double length_of(const Line& line) {
    double length = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    return length;
}

/// All lines of one temperature.
struct Level {
    double temperature_C = 0.0;
    bool heavy = false;
    Color color;  ///< of a heavy one
    std::string text;
    std::vector<Line> lines;
    std::vector<Box> gaps;  ///< where its temperature stands
};

struct Spot {
    Point at;
    double steepness = 0.0;  ///< 0 level, 1 upright
    std::size_t line = 0;
};

/// Places along the lines, the level stretches first: there a level text sits best.
std::vector<Spot> spots_on(const Level& level, double least_length) {
    constexpr double kStep = 14.0;
    std::vector<Spot> spots;
    for (std::size_t n = 0; n < level.lines.size(); ++n) {
        const Line& line = level.lines[n];
        if (length_of(line) < least_length) continue;
        double walked = 0.0, next = kStep;
        for (std::size_t i = 1; i < line.size(); ++i) {
            const double dx = line[i].x - line[i - 1].x, dy = line[i].y - line[i - 1].y;
            const double length = std::hypot(dx, dy);
            for (; next <= walked + length; next += kStep) {
                const double t = (next - walked) / length;
                spots.push_back({{line[i - 1].x + t * dx, line[i - 1].y + t * dy},
                                 std::round(4.0 * std::abs(dy) / length),
                                 n});
            }
            walked += length;
        }
    }
    std::stable_sort(spots.begin(), spots.end(),
                     [](const Spot& a, const Spot& b) { return a.steepness < b.steepness; });
    return spots;
}

double letter_of(const Level& level) {
    return level.heavy ? 16.0 : 13.0;
}

Text text_at(const IsothermPage& page, const Level& level, Point at) {
    const double letter = letter_of(level);
    const Color ground = page.color_at(level.temperature_C - 1e-6);
    const Color ink = level.heavy ? readable(level.color) : ink_on(ground, page.style().ink);
    return {level.text, {at.x, at.y + 0.36 * letter}, letter, level.heavy, ink, Anchor::Middle};
}

bool crossed(const std::vector<Level>& levels, const Level& own, std::size_t own_line,
             const Box& box) {
    for (const Level& level : levels)
        for (std::size_t n = 0; n < level.lines.size(); ++n) {
            const bool itself = &level == &own && n == own_line;
            if (!itself && passes_through(level.lines[n], box)) return true;
        }
    return false;
}

bool far_from_others(const Level& level, Point at) {
    constexpr double kApart = 420.0;
    return std::all_of(level.gaps.begin(), level.gaps.end(), [&](const Box& gap) {
        return std::hypot(0.5 * (gap.left + gap.right) - at.x,
                          0.5 * (gap.top + gap.bottom) - at.y) > kApart;
    });
}

/// Writes the temperature on its line, again far away on a long one, where nothing else is.
void label(IsothermPage& page, std::vector<Level>& levels, std::size_t index) {
    constexpr std::size_t kMost = 3;
    Level& level = levels[index];
    const double width = text_width(level.text, letter_of(level), level.heavy);
    for (const Spot& spot : spots_on(level, 2.5 * width)) {
        if (level.gaps.size() == kMost) return;
        const Text text = text_at(page, level, spot.at);
        const Box box = text.box().grown(3.0);
        if (!page.frame.contains(box) || !page.sheet.fits(box)) continue;
        // A heavy line's label has a plate that covers what runs under it.
        if (!far_from_others(level, spot.at) || (!level.heavy && on_ground_line(page, box)))
            continue;
        if (crossed(levels, level, spot.line, box)) continue;
        if (level.heavy)
            page.sheet.plate(Role::Furniture, box, 3.0, page.style().paper, {level.color, 1.2, {}});
        page.sheet.text(text, Role::Label, level.text);
        page.sheet.keep_out(box);
        level.gaps.push_back(box);
    }
}

void draw_level(IsothermPage& page, const Level& level) {
    std::vector<Line> parts = level.lines;
    for (const Box& gap : level.gaps) {
        std::vector<Line> left;
        for (const Line& part : parts)
            for (Line& piece : line_outside(part, gap))
                left.push_back(std::move(piece));
        parts = std::move(left);
    }
    const Color ground = page.color_at(level.temperature_C);
    const Color thin = faded(ink_on(ground, page.style().ink), 0.6);
    for (const Line& part : parts) {
        if (level.heavy)
            page.sheet.line(Role::Finding, part, {page.style().paper, 6.0, {}}, level.text);
        page.sheet.line(level.heavy ? Role::Finding : Role::Dimension, part,
                        {level.heavy ? level.color : thin, level.heavy ? 3.2 : 1.0, {}},
                        level.text);
    }
}

Level level_of(const IsothermPage& page, double temperature_C) {
    Level level;
    level.temperature_C = temperature_C;
    for (const Isotherm& isotherm : isotherms(page.grid, temperature_C)) {
        Line line = on_page(page, isotherm.points, isotherm.closed);
        if (line.size() > 1) level.lines.push_back(std::move(line));
    }
    return level;
}

bool is_highlight(const IsothermPage& page, double temperature_C) {
    return std::any_of(
        page.section.highlights.begin(), page.section.highlights.end(),
        [&](const auto& h) { return std::abs(h.temperature_C - temperature_C) < 1e-6; });
}

std::vector<Level> levels_of(const IsothermPage& page) {
    std::vector<Level> levels;
    for (const IsothermHighlight& highlight : page.section.highlights) {
        if (!std::isfinite(highlight.temperature_C)) continue;
        Level level = level_of(page, highlight.temperature_C);
        level.heavy = true;
        level.color = visible_line(highlight.color);
        level.text = level_text(highlight.temperature_C, page.options.language) + " °C";
        levels.push_back(std::move(level));
    }
    for (const double temperature_C : page.levels_C) {
        if (is_highlight(page, temperature_C)) continue;
        Level level = level_of(page, temperature_C);
        level.text = level_text(temperature_C, page.options.language);
        levels.push_back(std::move(level));
    }
    return levels;
}

}  // namespace

std::string level_text(double temperature_C, Language language) {
    for (int decimals = 0; decimals < 3; ++decimals) {
        const double scaled = temperature_C * std::pow(10.0, decimals);
        if (std::abs(scaled - std::round(scaled)) < 1e-6)
            return number(temperature_C, decimals, language);
    }
    return number(temperature_C, 3, language);
}

void draw_bands(IsothermPage& page) {
    page.sheet.rectangle(Role::Ground, page.frame, page.style().soil);
    if (!usable(page.grid)) return;
    draw_band(page, kEverything, page.colors.front());
    for (std::size_t i = 0; i < page.levels_C.size(); ++i)
        draw_band(page, page.levels_C[i], page.colors[i + 1]);
}

void draw_isotherms(IsothermPage& page) {
    std::vector<Level> levels = levels_of(page);
    // Labels find their places first, so that lines can leave gaps for them; heavy lines first.
    for (std::size_t i = 0; i < levels.size(); ++i)
        label(page, levels, i);
    for (auto level = levels.rbegin(); level != levels.rend(); ++level)
        draw_level(page, *level);
}

}  // namespace maaiveld::viz::scene
