#pragma once

#include "viz/scene/picture2d.h"

#include <functional>
#include <optional>
#include <vector>

namespace maaiveld::viz::scene {

/// A label on a row: where its middle would like to be and how wide it is.
struct RowLabel {
    double wanted = 0.0;
    double width = 0.0;
};

/// Middles for `labels` (given in order) on a row from `from` to `to`: in the same order, `gap`
/// apart, each as near to its wanted place as the others allow (least squares). Nothing when they
/// do not fit next to each other.
std::optional<std::vector<double>> spread_on_row(const std::vector<RowLabel>& labels, double from,
                                                 double to, double gap);

/// The first free box of the given size, looking outward from `around` in rings up to `reach`
/// away (its nearest place is `clearance` off); nothing when all are taken.
std::optional<Box> free_box_near(Point around, double width, double height, double clearance,
                                 double reach, const std::function<bool(const Box&)>& is_free);

}  // namespace maaiveld::viz::scene
