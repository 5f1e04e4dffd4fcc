#include "viz/render/lettering.h"

#include "viz/render/font.h"
#include "viz/scene/text_metrics.h"

namespace maaiveld::viz::render {

void draw_text(Canvas& canvas, const scene::Text& text) {
    const double size = text.size_px;
    const double length = scene::text_width(text.text, size, text.bold);
    double along = 0.0;
    if (text.anchor == scene::Anchor::Middle) along = -0.5 * length;
    if (text.anchor == scene::Anchor::End) along = -length;
    std::vector<Ring> rings;
    for (const char32_t c : scene::code_points(text.text)) {
        for (Ring ring : glyph_outline(c, text.bold)) {
            for (scene::Point& p : ring) {
                const double x = along + p.x * size;
                const double y = p.y * size;
                p = text.upward ? scene::Point{text.at.x + y, text.at.y - x}
                                : scene::Point{text.at.x + x, text.at.y + y};
            }
            rings.push_back(std::move(ring));
        }
        along += scene::advance_em(c, text.bold) * size;
    }
    canvas.fill(rings, text.color);
}

}  // namespace maaiveld::viz::render
