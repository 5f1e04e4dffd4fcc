#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::viz::scene {

/// Heights above and below the baseline that a line of text claims, as a share of its size.
inline constexpr double kAscent = 0.80;
inline constexpr double kDescent = 0.24;

/// The Unicode code points of UTF-8 text; a broken sequence becomes U+FFFD.
std::vector<char32_t> code_points(std::string_view utf8);

/// Advance of one glyph in em: DejaVu Sans' published advance widths for what Western European
/// text needs, one em for anything else. The renderer sets glyphs by these same numbers, so a
/// box computed here is the box on the page, whatever font is found there.
double advance_em(char32_t code_point, bool bold);

/// Width of `utf8` set at `size`, in the unit of `size`.
double text_width(std::string_view utf8, double size, bool bold);

/// `utf8`, or as much of its start as fits in `width` followed by an ellipsis.
std::string shortened(std::string_view utf8, double size, bool bold, double width);

/// Words of `utf8` broken into lines no wider than `width`; a longer word gets a line of its own.
std::vector<std::string> wrapped(std::string_view utf8, double size, bool bold, double width);

}  // namespace maaiveld::viz::scene
