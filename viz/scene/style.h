#pragma once

#include "base/error.h"
#include "model/street.h"
#include "viz/scene/color.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// A style file as flat text: "networks.water" -> "#0000ff", "status_dash.disused" -> "40 12 8 12".
using StyleTable = std::map<std::string, std::string>;

/// The colours and dashes of a picture. Comes from profiles/styles; a default one is all black and
/// `name` empty, which the picture writer refuses.
struct Style {
    std::string name;
    std::array<Color, model::kNetworkCount> networks{};
    std::array<std::vector<double>, 3> status_dash;  ///< by Status, in pixels at `dash_stroke_px`
    double dash_stroke_px = 4.0;
    std::array<Color, 8> strips{};  ///< by StripKind

    Color paper, ink, ink_soft, ink_faint, rule_line;
    Color soil, soil_wet, soil_edge, groundwater;
    Color wall, wall_light, roof, window, foundation;
    Color stem, crown, roots;
    Color structure, structure_dark;
    Color error, warning, info;

    Color of(model::Network network) const { return networks[static_cast<std::size_t>(network)]; }
    Color of(model::StripKind kind) const { return strips[static_cast<std::size_t>(kind)]; }
    /// The status dash for a line of `width_px`; empty means solid.
    std::vector<double> dash(model::Status status, double width_px) const;
};

/// The style that a table describes. Every colour must be given and nothing else: a missing,
/// unknown or malformed entry is named in the error.
base::Result<Style> style_from(const StyleTable& table);

}  // namespace maaiveld::viz::scene
