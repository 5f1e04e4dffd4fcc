#pragma once

#include "viz/render/canvas.h"
#include "viz/scene/picture2d.h"

namespace maaiveld::viz::render {

/// Draws one line of text as outlines, glyph by glyph with the advances of text_metrics.h.
void draw_text(Canvas& canvas, const scene::Text& text);

}  // namespace maaiveld::viz::render
