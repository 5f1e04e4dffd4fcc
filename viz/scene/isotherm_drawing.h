#pragma once

#include "viz/scene/chart.h"
#include "viz/scene/isotherm_field.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// A pipe or cable in the section, seen along its axis.
struct IsothermObject {
    std::string id;
    double x_m = 0.0;
    double depth_m = 0.0;  ///< of the middle
    double outer_diameter_m = 0.0;
    Color color;                     ///< of its network
    std::vector<std::string> label;  ///< short lines, "W-12", "water", "21.4 °C"; first one bold
    bool alarm = false;              ///< beyond a limit: its last line and outline stand out
};

/// A rectangle that is outlined: a rack, a duct bank, a trench fill, a cellar.
struct IsothermBlock {
    std::string id;
    double left_m = 0.0, right_m = 0.0;
    double top_m = 0.0, bottom_m = 0.0;  ///< depths
    std::string label;
};

/// Paving above the section, drawn on the ground line.
struct IsothermStrip {
    model::StripKind kind = model::StripKind::Footway;
    double left_m = 0.0, right_m = 0.0;
    std::string label;  ///< empty: the name of the kind
};

/// Ground from this depth down to the next layer.
struct IsothermLayer {
    double top_m = 0.0;
    std::string label;  ///< "clay, 1.2 W/(m·K)"
};

/// A temperature that is drawn as a heavy line, such as 25 °C.
struct IsothermHighlight {
    double temperature_C = 25.0;
    std::string label;  ///< for the key: "limit of drinking water"; may be empty
    Color color;
};

/// A vertical section through the ground with its temperatures. x runs to the right, depth down
/// from the surface.
struct IsothermSection {
    std::string title, subtitle;
    TemperatureGrid grid;
    std::vector<IsothermObject> objects;
    std::vector<IsothermBlock> blocks;
    std::vector<IsothermStrip> strips;
    std::vector<IsothermLayer> layers;
    std::optional<double> groundwater_depth_m;
    std::vector<IsothermHighlight> highlights;
    std::string x_label;  ///< empty: "position" in the picture's language
    /// Ascending. Empty: round temperatures chosen from the grid.
    std::vector<double> levels_C;
    std::vector<std::string> captions;  ///< sources and notes, one line each
};

/// The section at one true scale (stands in the subtitle, for A3): bands darker as they are warmer,
/// isotherms with their temperature where there is room for it, highlights heavy, objects at
/// their true diameter but never less than a visible minimum and named above the ground, a key at
/// the right. Deterministic. A grid that is not `usable` draws no bands.
Picture2d isotherm_drawing(const IsothermSection& section, const ChartOptions& options);

}  // namespace maaiveld::viz::scene
