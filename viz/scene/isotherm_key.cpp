#include "viz/scene/isotherm_page.h"
#include "viz/scene/text_metrics.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace maaiveld::viz::scene {

namespace {

constexpr double kLetter = 14.0, kLine = 1.25 * kLetter;
constexpr double kLeastRow = 19.0, kMostRow = 32.0;
constexpr double kBarTop = 4.0, kBarWidth = 34.0, kBelowBar = 34.0, kSample = 36.0;
constexpr double kMostNoteWidth = 210.0, kKeyGap = 56.0;

/// A line under the key: what a heavy line or an empty place means.
struct KeyNote {
    std::optional<Color> heavy;  ///< colour of the line; else a patch of bare soil
    std::vector<std::string> lines;
};

std::vector<KeyNote> notes_of(const IsothermPage& page) {
    std::vector<KeyNote> notes;
    for (const IsothermHighlight& highlight : page.section.highlights)
        if (!highlight.label.empty() && std::isfinite(highlight.temperature_C))
            notes.push_back({visible_line(highlight.color),
                             wrapped(highlight.label, kLetter, false, kMostNoteWidth - kSample)});
    const auto& values = page.grid.temperature_C;
    if (std::any_of(values.begin(), values.end(), [](double t) { return !std::isfinite(t); })) {
        const bool dutch = page.options.language == Language::Dutch;
        notes.push_back({std::nullopt, {dutch ? "niet berekend" : "not computed"}});
    }
    return notes;
}

double height_of(const std::vector<KeyNote>& notes) {
    double height = 0.0;
    for (const KeyNote& note : notes)
        height += kLine * static_cast<double>(note.lines.size()) + 8.0;
    return height;
}

/// Where a temperature stands on a key of equal bands; in the middle of the outer ones beyond them.
double key_share(const std::vector<double>& levels, double temperature_C) {
    const auto bands = static_cast<double>(levels.size() + 1);
    if (levels.empty() || temperature_C < levels.front()) return 0.5 / bands;
    if (temperature_C > levels.back()) return (bands - 0.5) / bands;
    const auto above = std::upper_bound(levels.begin(), levels.end(), temperature_C);
    const auto i = static_cast<std::size_t>(above - levels.begin());
    if (i == levels.size()) return (bands - 1.0) / bands;
    const double within = (temperature_C - levels[i - 1]) / (levels[i] - levels[i - 1]);
    return (static_cast<double>(i) + within) / bands;
}

void write_level(IsothermPage& page, const Box& bar, double y, double temperature_C,
                 std::optional<Color> heavy) {
    page.sheet.text({level_text(temperature_C, page.options.language),
                     {bar.right + 12.0, y + 0.36 * kLetter},
                     heavy ? kLetter + 1.0 : kLetter,
                     heavy.has_value(),
                     heavy ? readable(*heavy) : page.style().ink},
                    heavy ? Role::Finding : Role::Furniture);
}

void draw_highlights(IsothermPage& page, const Box& bar) {
    for (const IsothermHighlight& highlight : page.section.highlights) {
        if (!std::isfinite(highlight.temperature_C)) continue;
        const double y =
            bar.bottom - key_share(page.levels_C, highlight.temperature_C) * bar.height();
        const std::vector<Point> line = {{bar.left - 5.0, y}, {bar.right + 5.0, y}};
        page.sheet.line(Role::Finding, line, {page.style().paper, 6.0, {}});
        page.sheet.line(Role::Finding, line, {visible_line(highlight.color), 3.2, {}});
        write_level(page, bar, y, highlight.temperature_C, highlight.color);
    }
}

void draw_bar(IsothermPage& page, const Box& bar) {
    const double row = bar.height() / static_cast<double>(page.colors.size());
    double bottom = bar.bottom;
    for (const Color& color : page.colors) {
        page.sheet.rectangle(Role::Furniture, {bar.left, bottom - row, bar.right, bottom}, color);
        bottom -= row;
    }
    page.sheet.rectangle(Role::Furniture, bar, std::nullopt, {page.style().ink_soft, 0.9, {}});
    draw_highlights(page, bar);
    double y = bar.bottom;
    for (const double level_C : page.levels_C) {
        y -= row;
        page.sheet.line(Role::Furniture, {{bar.right, y}, {bar.right + 5.0, y}},
                        {page.style().ink_soft, 0.9, {}});
        write_level(page, bar, y, level_C, std::nullopt);
    }
}

void draw_notes(IsothermPage& page, Point at) {
    for (const KeyNote& note : notes_of(page)) {
        if (note.heavy)
            page.sheet.line(Role::Furniture, {{at.x, at.y - 5.0}, {at.x + 28.0, at.y - 5.0}},
                            {*note.heavy, 3.2, {}});
        else
            page.sheet.rectangle(Role::Furniture, {at.x, at.y - 12.0, at.x + 28.0, at.y + 2.0},
                                 page.style().soil, {page.style().ink_soft, 0.7, {}});
        for (const std::string& line : note.lines) {
            page.sheet.text({shortened(line, kLetter, false, kMostNoteWidth - kSample),
                             {at.x + kSample, at.y},
                             kLetter,
                             false,
                             page.style().ink},
                            Role::Furniture);
            at.y += kLine;
        }
        at.y += 8.0;
    }
}

}  // namespace

double key_height(const IsothermPage& page) {
    return kBarTop + kLeastRow * static_cast<double>(page.colors.size()) + kBelowBar +
           height_of(notes_of(page));
}

double key_width() {
    return kKeyGap + kMostNoteWidth;
}

void draw_key(IsothermPage& page) {
    const auto bands = static_cast<double>(page.colors.size());
    const double notes = kBelowBar + height_of(notes_of(page));
    const double room = page.frame.height() - kBarTop - notes;
    const double row = std::clamp(room / bands, kLeastRow, kMostRow);
    const double left = page.frame.right + side_width(page) + kKeyGap;
    const double top = page.frame.top + kBarTop;
    page.sheet.text({"°C", {left, page.frame.top - 8.0}, kLetter + 1.0, true, page.style().ink});
    if (usable(page.grid)) draw_bar(page, {left, top, left + kBarWidth, top + bands * row});
    draw_notes(page, {left, top + bands * row + kBelowBar});
}

}  // namespace maaiveld::viz::scene
