#pragma once

#include "viz/scene/finding_words.h"
#include "viz/scene/sheet.h"

#include <span>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// What all panels of a page share.
struct PanelLook {
    const Style& style;
    Language language;
};

/// The street's name large, one line of context below it, and a line of caution when not empty.
void draw_title(Sheet& sheet, const PanelLook& look, const std::string& title,
                const std::string& context, const std::string& caution);

/// A panel heading; returns the y of the first line below it.
double draw_heading(Sheet& sheet, const PanelLook& look, Point at, Word title);

/// A filled disc with a number in it.
void draw_badge(Sheet& sheet, Point center, const std::string& number, Color color, Role role);

/// What a plate beside an arrow says.
struct Comparison {
    std::string number;  ///< in a disc at the left
    std::string text;    ///< "0.42 < 1.00 m"
    Color color;
};

/// A plate on the nearest free place to `anchor` inside `area`, with a thin line to it. Leaves it
/// out when no place is free.
void draw_comparison(Sheet& sheet, Point anchor, const Comparison& comparison, Box area);

/// One entry of a findings list; `number` may be empty.
struct FindingRow {
    std::string number;
    Color color;
    FindingWords words;
};

/// Rows from the top of `area` down, as many as fit, then "and n more". Returns the y below.
double draw_findings(Sheet& sheet, const PanelLook& look, Box area,
                     std::span<const FindingRow> rows);

/// One line of a networks legend.
struct NetworkRow {
    model::Network network = model::Network::Other;
    double length_m = 0.0;  ///< 0: no length is shown
};

/// Networks with a sample of their line and their length. Returns the y below.
double draw_networks(Sheet& sheet, const PanelLook& look, Box area,
                     std::span<const NetworkRow> rows);

/// A bar of a round length for `units_per_m`, its left end at `at`, about `target` units long.
void draw_scale_bar(Sheet& sheet, const PanelLook& look, Point at, double units_per_m,
                    double target);

/// An arrow to the north; `angle` is the direction of north on the page in radians, 0 to the right,
/// positive downward.
void draw_north(Sheet& sheet, const PanelLook& look, Point center, double angle);

/// The largest of 1, 2, 5, 10, 20, … that is not above `value`.
double round_below(double value);

}  // namespace maaiveld::viz::scene
