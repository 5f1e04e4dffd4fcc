#pragma once

#include "base/error.h"
#include "viz/render/canvas.h"

#include <vector>

namespace maaiveld::viz::render {

/// The outline of a glyph in em, origin on the baseline, y down. Empty for spaces and for what the
/// font lacks. Outlines are read once and kept; may be called from several threads.
const std::vector<Ring>& glyph_outline(char32_t code_point, bool bold);

/// Whether a font to letter with was found; if not, the error names the package to install.
base::Result<void> font_found();

}  // namespace maaiveld::viz::render
