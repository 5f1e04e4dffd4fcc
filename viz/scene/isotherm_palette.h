#pragma once

#include "viz/scene/color.h"

#include <vector>

namespace maaiveld::viz::scene {

/// CIE 1976 lightness L* of a colour, 0 (black) to 100 (white); alpha is ignored.
double lightness(Color color);

/// `count` colours from cold to warm: pale blue, cream, orange, red, deep purple. Their lightness
/// falls in equal steps, so that the order survives a greyscale print and every kind of colour
/// blindness. With few bands neighbours differ more; one band is the coldest colour.
std::vector<Color> heat_colors(std::size_t count);

/// Black or white ink, whichever reads better on `ground`; `dark` is the page's dark ink.
Color ink_on(Color ground, Color dark);

}  // namespace maaiveld::viz::scene
