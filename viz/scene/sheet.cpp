#include "viz/scene/sheet.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::viz::scene {

namespace {

constexpr double kHeadLength = 7.0;
constexpr double kHeadHalfWidth = 2.8;

void add_corner(std::vector<Point>& outline, Point center, double radius, double from) {
    constexpr int kSteps = 6;
    for (int i = 0; i <= kSteps; ++i) {
        const double angle = from + 0.5 * std::numbers::pi * i / kSteps;
        outline.push_back(
            {center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
    }
}

std::vector<Point> rounded(Box box, double r) {
    constexpr double kQuarter = 0.5 * std::numbers::pi;
    std::vector<Point> outline;
    add_corner(outline, {box.right - r, box.bottom - r}, r, 0.0);
    add_corner(outline, {box.left + r, box.bottom - r}, r, kQuarter);
    add_corner(outline, {box.left + r, box.top + r}, r, 2.0 * kQuarter);
    add_corner(outline, {box.right - r, box.top + r}, r, 3.0 * kQuarter);
    return outline;
}

std::vector<Point> arrow_head(Point tip, double ux, double uy) {
    const Point base{tip.x - ux * kHeadLength, tip.y - uy * kHeadLength};
    return {tip,
            {base.x - uy * kHeadHalfWidth, base.y + ux * kHeadHalfWidth},
            {base.x + uy * kHeadHalfWidth, base.y - ux * kHeadHalfWidth}};
}

void scale(Stroke& stroke, double factor) {
    stroke.width_px *= factor;
    for (double& length : stroke.dash_px)
        length *= factor;
}

void scale(Point& p, double factor) {
    p = {p.x * factor, p.y * factor};
}

void scale(Path& path, double factor) {
    for (Point& p : path.points)
        scale(p, factor);
    scale(path.stroke, factor);
}

void scale(Circle& circle, double factor) {
    scale(circle.center, factor);
    circle.radius_px *= factor;
    scale(circle.stroke, factor);
}

void scale(Text& text, double factor) {
    scale(text.at, factor);
    text.size_px *= factor;
}

}  // namespace

Sheet::Sheet(double height) {
    picture_.width_px = kPageWidth;
    picture_.height_px = height;
}

void Sheet::path(Role role, std::vector<Point> points, std::optional<Color> fill, Stroke stroke,
                 std::string id) {
    picture_.items.push_back(
        {role, std::move(id), Path{std::move(points), fill, std::move(stroke), true}});
}

void Sheet::line(Role role, std::vector<Point> points, Stroke stroke, std::string id) {
    picture_.items.push_back(
        {role, std::move(id), Path{std::move(points), std::nullopt, std::move(stroke), false}});
}

void Sheet::rectangle(Role role, Box box, std::optional<Color> fill, Stroke stroke,
                      std::string id) {
    path(role,
         {{box.left, box.top},
          {box.right, box.top},
          {box.right, box.bottom},
          {box.left, box.bottom}},
         fill, std::move(stroke), std::move(id));
}

void Sheet::plate(Role role, Box box, double corner, std::optional<Color> fill, Stroke stroke) {
    path(role, rounded(box, corner), fill, std::move(stroke));
}

void Sheet::circle(Role role, Circle circle, std::string id) {
    picture_.items.push_back({role, std::move(id), std::move(circle)});
}

void Sheet::dimension(Role role, Point a, Point b, Stroke stroke, std::string id) {
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const Color color = stroke.color;
    if (length < 2.5 * kHeadLength) {
        // Too short for heads: dots at both ends, as in the trade's hand drawings.
        line(role, {a, b}, std::move(stroke), id);
        circle(role, {a, 2.6, color, {}}, id);
        circle(role, {b, 2.6, color, {}}, id);
        return;
    }
    const double ux = (b.x - a.x) / length;
    const double uy = (b.y - a.y) / length;
    const double in = 0.8 * kHeadLength;
    line(role, {{a.x + ux * in, a.y + uy * in}, {b.x - ux * in, b.y - uy * in}}, std::move(stroke),
         id);
    path(role, arrow_head(a, -ux, -uy), color, {}, id);
    path(role, arrow_head(b, ux, uy), color, {}, id);
}

bool Sheet::text(const Text& text, Role role, std::string id) {
    if (text.text.empty()) return true;
    const Box box = text.box();
    if (!free_of_text(box)) return false;
    text_boxes_.push_back(box);
    picture_.items.push_back({role, std::move(id), text});
    return true;
}

bool Sheet::free_of_text(Box box) const {
    return picture_.page().contains(box) &&
           std::none_of(text_boxes_.begin(), text_boxes_.end(),
                        [&](const Box& taken) { return taken.overlaps(box); });
}

bool Sheet::fits(Box box) const {
    return free_of_text(box) && std::none_of(kept_out_.begin(), kept_out_.end(),
                                             [&](const Box& taken) { return taken.overlaps(box); });
}

Picture2d Sheet::finished(double width_px) const {
    return scaled(picture_, width_px / picture_.width_px);
}

Picture2d scaled(Picture2d picture, double factor) {
    picture.width_px *= factor;
    picture.height_px *= factor;
    for (Item& item : picture.items)
        std::visit([factor](auto& shape) { scale(shape, factor); }, item.shape);
    return picture;
}

}  // namespace maaiveld::viz::scene
