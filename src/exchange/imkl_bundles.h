#pragma once

#include "exchange/imkl_assets.h"

#include <vector>

namespace maaiveld::exchange {

/// Finds what lies in what. A line that a duct names as its content, or that runs along the whole
/// duct within 0.05 m in the same network, lies in it (`in_duct`); of several ducts the longest,
/// and of equal ones the emptier. A bed holds what it names and what runs along a fifth of it or
/// more; when its lines cover it, it is taken out, for it would only double them. References to
/// content that is not in the delivery are counted in `report`.
void nest(std::vector<Draft>& drafts, ImportReport& report);

/// Cables and ducts of one operator that are drawn on top of each other are laid side by side: the
/// sum of their radii plus 0.02 m apart, or over the width of their bed when that is given, in
/// document order from left to right as the first one runs. What lies in a duct moves with it. The
/// xy of what moved is then inferred. Lengths along a line stay nearly the same: it moves by
/// centimetres.
void fan_out(std::vector<Draft>& drafts);

/// Gives lines that share a cable bed, a duct or a bundle that was laid out one `bed` name; a line
/// in two of them joins both, for it has one name only.
void name_beds(std::vector<Draft>& drafts);

}  // namespace maaiveld::exchange
