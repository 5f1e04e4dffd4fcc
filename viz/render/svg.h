#pragma once

#include "viz/scene/picture2d.h"

#include <string>

namespace maaiveld::viz::render {

/// What a reader who cannot see the picture is told.
struct PictureText {
    std::string title;
    std::string description;
    std::string lang = "en";  ///< BCP 47 tag of the picture's words
};

/// The page as an SVG 1.1 document: self-contained, without scripts or references to other files,
/// text as text (set to the widths of text_metrics.h, so that it keeps apart in any font). Lengths
/// are pixels; numbers have at most three decimals; the same picture gives the same bytes.
/// Characters that XML cannot hold become U+FFFD. What leaves the page is clipped. Shapes with
/// lengths that are not finite are left out.
std::string svg_text(const scene::Picture2d& picture, const PictureText& about);

}  // namespace maaiveld::viz::render
