#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace maaiveld::viz::scene {

/// sRGB with straight alpha.
struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    float alpha = 1.0F;

    friend bool operator==(const Color&, const Color&) = default;
};

/// "#rrggbb", or nothing when the text is not six hexadecimal digits after a '#'.
std::optional<Color> color_from_hex(std::string_view text);

/// `share` of 0 is `a`, 1 is `b`; alpha is taken from `a`.
Color mixed(Color a, Color b, double share);

/// The same colour with another alpha.
Color faded(Color color, double alpha);

/// WCAG contrast ratio against white: 1 (white) to 21 (black). Alpha is ignored.
double contrast_with_white(Color color);

/// `color` when it can be read as text on white (contrast of at least 4.5), else the lightest
/// darker tone of the same hue that can.
Color readable(Color color);

}  // namespace maaiveld::viz::scene
