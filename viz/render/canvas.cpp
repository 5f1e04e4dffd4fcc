#include "viz/render/canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::viz::render {

namespace {

using scene::Point;

double length_of(Point a, Point b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

Point between(Point a, Point b, double t) {
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

Ring segment_ring(Point a, Point b, double half) {
    const double length = std::max(length_of(a, b), 1e-9);
    const double nx = -(b.y - a.y) / length * half;
    const double ny = (b.x - a.x) / length * half;
    return {{a.x + nx, a.y + ny}, {a.x - nx, a.y - ny}, {b.x - nx, b.y - ny}, {b.x + nx, b.y + ny}};
}

/// The joins of a line share the sense of its pieces, so that the non-zero rule unites them.
void add_line(std::vector<Ring>& rings, const std::vector<Point>& line, double width) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (length_of(line[i - 1], line[i]) < 1e-9) continue;
        rings.push_back(segment_ring(line[i - 1], line[i], 0.5 * width));
        if (i + 1 < line.size() && width > 1.2) rings.push_back(circle_ring(line[i], 0.5 * width));
    }
}

/// The dashes of `line`: each a line of its own.
std::vector<std::vector<Point>> dashes_of(const std::vector<Point>& line,
                                          const std::vector<double>& pattern) {
    std::vector<std::vector<Point>> dashes;
    std::size_t part = 0;
    double left = pattern.front();
    bool on = true;
    std::vector<Point> dash = {line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = length_of(line[i - 1], line[i]);
        double done = 0.0;
        while (length - done > left) {
            done += left;
            const Point p = between(line[i - 1], line[i], done / length);
            if (on) {
                dash.push_back(p);
                dashes.push_back(dash);
            }
            dash = {p};
            on = !on;
            part = (part + 1) % pattern.size();
            left = pattern[part];
        }
        left -= length - done;
        if (on) dash.push_back(line[i]);
    }
    if (on && dash.size() > 1) dashes.push_back(dash);
    return dashes;
}

std::uint8_t blended(std::uint8_t below, std::uint8_t above, float alpha) {
    const float value =
        static_cast<float>(below) + (static_cast<float>(above) - static_cast<float>(below)) * alpha;
    return static_cast<std::uint8_t>(value + 0.5F);
}

}  // namespace

Canvas::Canvas(Image image) : image_(std::move(image)) {
    cover_.assign(
        static_cast<std::size_t>(image_.width_px + 2) * static_cast<std::size_t>(image_.height_px),
        0.0F);
}

void Canvas::fill(std::span<const Ring> rings, scene::Color color) {
    double top = image_.height_px;
    double bottom = 0.0;
    for (const Ring& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            add_edge(ring[i], ring[(i + 1) % ring.size()]);
            top = std::min(top, ring[i].y);
            bottom = std::max(bottom, ring[i].y);
        }
    }
    const int first = static_cast<int>(std::max(0.0, std::floor(top)));
    const int last = static_cast<int>(std::min<double>(image_.height_px, std::ceil(bottom)));
    blend_rows(first, last, color);
}

void Canvas::add_edge(Point a, Point b) {
    const double limit = image_.height_px;
    if (a.y == b.y || (a.y <= 0.0 && b.y <= 0.0) || (a.y >= limit && b.y >= limit)) return;
    const auto x_at = [&](double y) { return a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x); };
    const double from = std::clamp(a.y, 0.0, limit);
    const double to = std::clamp(b.y, 0.0, limit);
    const int step = to > from ? 1 : -1;
    double y = from;
    while (y != to) {
        const double next =
            step > 0 ? std::min(std::floor(y) + 1.0, to) : std::max(std::ceil(y) - 1.0, to);
        const int row = static_cast<int>(step > 0 ? std::floor(y) : std::ceil(y) - 1.0);
        add_edge_row(row, {x_at(y), y}, {x_at(next), next});
        y = next;
    }
}

/// Adds an edge inside one pixel row: each pixel it passes gets the area to the edge's right, and
/// the pixel after the last one the rest, so that a running sum yields the coverage.
void Canvas::add_edge_row(int row, Point a, Point b) {
    const double width = image_.width_px;
    const double dy = b.y - a.y;
    float* cover = cover_.data() +
                   static_cast<std::size_t>(row) * static_cast<std::size_t>(image_.width_px + 2);
    double x0 = std::clamp(std::min(a.x, b.x), 0.0, width);
    const double x1 = std::clamp(std::max(a.x, b.x), 0.0, width);
    const double raw = std::max(std::abs(b.x - a.x), 1e-12);
    // What lies outside the page counts at the page's edge.
    const double outside_left = std::clamp(0.0 - std::min(a.x, b.x), 0.0, raw) / raw;
    const double outside_right = std::clamp(std::max(a.x, b.x) - width, 0.0, raw) / raw;
    cover[0] += static_cast<float>(dy * outside_left);
    cover[image_.width_px] += static_cast<float>(dy * outside_right);
    const double inside = dy * std::max(0.0, 1.0 - outside_left - outside_right);
    const double span = x1 - x0;
    do {
        const int column = static_cast<int>(std::floor(x0));
        const double next = std::min(column + 1.0, x1);
        const double share = span < 1e-12 ? inside : inside * (next - x0) / span;
        const double in_pixel = column + 1.0 - 0.5 * (x0 + next);
        cover[column] += static_cast<float>(share * in_pixel);
        cover[column + 1] += static_cast<float>(share * (1.0 - in_pixel));
        x0 = next;
    } while (x0 < x1);
}

void Canvas::blend_rows(int first, int last, scene::Color color) {
    for (int y = first; y < last; ++y) {
        float* cover = cover_.data() +
                       static_cast<std::size_t>(y) * static_cast<std::size_t>(image_.width_px + 2);
        float sum = 0.0F;
        for (int x = 0; x < image_.width_px; ++x) {
            sum += cover[x];
            cover[x] = 0.0F;
            const float alpha = std::min(std::abs(sum), 1.0F) * color.alpha;
            if (alpha < 0.002F) continue;
            std::uint8_t* pixel = image_.at(x, y);
            pixel[0] = blended(pixel[0], color.r, alpha);
            pixel[1] = blended(pixel[1], color.g, alpha);
            pixel[2] = blended(pixel[2], color.b, alpha);
        }
        cover[image_.width_px] = cover[image_.width_px + 1] = 0.0F;
    }
}

void Canvas::stroke(const std::vector<Point>& points, bool closed, const scene::Stroke& stroke) {
    if (stroke.width_px <= 0.0 || points.size() < 2) return;
    std::vector<Point> line = points;
    if (closed) line.push_back(points.front());
    // A line thinner than a pixel keeps its weight as a paler line of one pixel.
    const double width = std::max(stroke.width_px, 1.0);
    scene::Color color = stroke.color;
    color.alpha *= static_cast<float>(stroke.width_px / width);
    std::vector<Ring> rings;
    if (stroke.dash_px.empty()) {
        add_line(rings, line, width);
        if (closed && width > 1.2) rings.push_back(circle_ring(points.front(), 0.5 * width));
    } else {
        for (const auto& dash : dashes_of(line, stroke.dash_px))
            add_line(rings, dash, width);
    }
    fill(rings, color);
}

Ring circle_ring(Point center, double radius_px) {
    const int steps = std::clamp(static_cast<int>(8.0 + 4.0 * std::sqrt(radius_px) * 2.0), 12, 360);
    Ring ring;
    for (int i = 0; i < steps; ++i) {
        // The sense of segment_ring.
        const double angle = 2.0 * std::numbers::pi * i / steps;
        ring.push_back(
            {center.x + radius_px * std::cos(angle), center.y + radius_px * std::sin(angle)});
    }
    return ring;
}

}  // namespace maaiveld::viz::render
