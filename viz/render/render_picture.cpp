#include "viz/render/render_picture.h"

#include "viz/render/canvas.h"
#include "viz/render/font.h"
#include "viz/render/lettering.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::viz::render {

namespace {

constexpr double kLargest_px = 20000.0;

void draw(Canvas& canvas, const scene::Path& path) {
    if (path.fill && path.points.size() > 2) {
        const std::array<Ring, 1> ring = {path.points};
        canvas.fill(ring, *path.fill);
    }
    canvas.stroke(path.points, path.closed, path.stroke);
}

void draw(Canvas& canvas, const scene::Circle& circle) {
    const std::array<Ring, 1> ring = {circle_ring(circle.center, circle.radius_px)};
    if (circle.fill) canvas.fill(ring, *circle.fill);
    canvas.stroke(ring.front(), true, circle.stroke);
}

void draw(Canvas& canvas, const scene::Text& text) {
    draw_text(canvas, text);
}

Image blank(int width_px, int height_px, scene::Color color) {
    Image image{width_px, height_px, {}};
    image.rgb.resize(3U * static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px));
    for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
        image.rgb[i] = color.r;
        image.rgb[i + 1] = color.g;
        image.rgb[i + 2] = color.b;
    }
    return image;
}

}  // namespace

Image painted_over(Image image, const scene::Picture2d& picture) {
    Canvas canvas(std::move(image));
    for (const scene::Item& item : picture.items)
        std::visit([&](const auto& shape) { draw(canvas, shape); }, item.shape);
    return canvas.take();
}

base::Result<Image> render(const scene::Picture2d& picture) {
    const double width = std::round(picture.width_px);
    const double height = std::round(picture.height_px);
    if (!(width >= 1.0 && height >= 1.0 && width <= kLargest_px && height <= kLargest_px))
        return tl::unexpected(base::Error{
            base::ErrorCode::BadUsage,
            fmt::format("a picture of {} x {} pixels; give 1 to {}", width, height, kLargest_px),
            {}});
    if (!text_boxes(picture).empty())
        if (auto found = font_found(); !found) return tl::unexpected(found.error());
    return painted_over(
        blank(static_cast<int>(width), static_cast<int>(height), picture.background), picture);
}

}  // namespace maaiveld::viz::render
