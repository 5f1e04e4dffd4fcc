#include "viz/scene/isotherm_palette.h"

#include <array>
#include <cmath>

namespace maaiveld::viz::scene {

namespace {

// Own choice; each is darker than the one before (isotherm_field_test.cpp).
constexpr std::array<Color, 7> kAnchors = {{{234, 243, 248},
                                            {253, 234, 190},
                                            {251, 194, 122},
                                            {240, 138, 82},
                                            {207, 74, 65},
                                            {142, 33, 69},
                                            {74, 18, 64}}};

/// The mix of two anchors, `light` the lighter, that has lightness `wanted`.
Color between(Color light, Color dark, double wanted) {
    double low = 0.0, high = 1.0;
    for (int i = 0; i < 20; ++i) {
        const double middle = 0.5 * (low + high);
        (lightness(mixed(light, dark, middle)) > wanted ? low : high) = middle;
    }
    return mixed(light, dark, low);
}

Color with_lightness(double wanted) {
    for (std::size_t i = 1; i < kAnchors.size(); ++i)
        if (lightness(kAnchors[i]) <= wanted) return between(kAnchors[i - 1], kAnchors[i], wanted);
    return kAnchors.back();
}

}  // namespace

double lightness(Color color) {
    const double luminance = 1.05 / contrast_with_white(color) - 0.05;
    return luminance > 0.008856 ? 116.0 * std::cbrt(luminance) - 16.0 : 903.3 * luminance;
}

std::vector<Color> heat_colors(std::size_t count) {
    std::vector<Color> colors;
    const double light = lightness(kAnchors.front()), dark = lightness(kAnchors.back());
    for (std::size_t i = 0; i < count; ++i) {
        const double share =
            count < 2 ? 0.0 : static_cast<double>(i) / static_cast<double>(count - 1);
        colors.push_back(with_lightness(light + share * (dark - light)));
    }
    return colors;
}

Color ink_on(Color ground, Color dark) {
    constexpr Color kWhite{255, 255, 255};
    return lightness(ground) < 58.0 ? kWhite : dark;
}

}  // namespace maaiveld::viz::scene
