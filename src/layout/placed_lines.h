#pragma once

#include "layout/lay_out.h"

#include <string>
#include <vector>

namespace maaiveld::layout {

/// Where a line that a layout placed or moved came to lie: what tables and reports tell.
struct PlacedLine {
    std::string id;
    std::string alias;
    model::Network network = model::Network::Other;
    std::string rack;     ///< id of the rack that holds it; empty: none
    bool moved = false;   ///< it lay somewhere already
    double from_m = 0.0;  ///< stations along the street's axis
    double to_m = 0.0;
    double leftmost_m = 0.0;  ///< offset of its axis, left positive; equal where it keeps one
    double rightmost_m = 0.0;
    double half_width_m = 0.0;
    double least_cover_m = 0.0;
    double most_cover_m = 0.0;
    std::vector<model::StripKind> strips;  ///< that its axis lies in, from the left, each once
    std::vector<Binding> binding;          ///< what holds it where it lies, each once
    std::size_t connections = 0;           ///< house connections laid to it
};

/// The lines of `outcome.placed` that `before` did not have, or had elsewhere, from the left of the
/// street to the right; house connections are counted with their main. Empty without a street axis.
std::vector<PlacedLine> placed_lines(const model::Street& before, const LayoutOutcome& outcome);

/// Width of street that those lines and the racks around them take: from the leftmost edge to the
/// rightmost. 0 when nothing was placed.
double occupied_width_m(const model::Street& before, const LayoutOutcome& outcome);

}  // namespace maaiveld::layout
