#include "viz/scene/color.h"

#include <charconv>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

constexpr double kReadableContrast = 4.5;  // WCAG 2.1 level AA for body text

std::uint8_t byte_of(double value) {
    return static_cast<std::uint8_t>(std::lround(std::fmin(std::fmax(value, 0.0), 255.0)));
}

double linear(std::uint8_t channel) {
    const double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

}  // namespace

std::optional<Color> color_from_hex(std::string_view text) {
    if (text.size() != 7 || text.front() != '#') return std::nullopt;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
    if (error != std::errc{} || end != text.data() + 7) return std::nullopt;
    return Color{static_cast<std::uint8_t>(value >> 16U),
                 static_cast<std::uint8_t>((value >> 8U) & 0xFFU),
                 static_cast<std::uint8_t>(value & 0xFFU)};
}

Color mixed(Color a, Color b, double share) {
    const auto mix = [share](std::uint8_t x, std::uint8_t y) {
        return byte_of(x + (y - x) * share);
    };
    return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), a.alpha};
}

Color faded(Color color, double alpha) {
    color.alpha = static_cast<float>(alpha);
    return color;
}

double contrast_with_white(Color color) {
    const double luminance =
        0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
    return 1.05 / (luminance + 0.05);
}

Color readable(Color color) {
    const Color black{0, 0, 0, color.alpha};
    for (int step = 0; step < 20; ++step) {
        const Color darker = mixed(color, black, step / 20.0);
        if (contrast_with_white(darker) >= kReadableContrast) return darker;
    }
    return black;
}

}  // namespace maaiveld::viz::scene
