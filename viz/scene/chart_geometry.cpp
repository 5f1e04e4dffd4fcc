#include "viz/scene/chart_geometry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace maaiveld::viz::scene {

namespace {

Point between(Point a, Point b, double t) {
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/// The part of a piece inside a box, as shares of its length (Liang and Barsky).
std::optional<std::pair<double, double>> inside(Point a, Point b, const Box& box) {
    double from = 0.0, to = 1.0;
    const std::array<std::pair<double, double>, 4> limits = {{{a.x - b.x, a.x - box.left},
                                                              {b.x - a.x, box.right - a.x},
                                                              {a.y - b.y, a.y - box.top},
                                                              {b.y - a.y, box.bottom - a.y}}};
    for (const auto& [speed, room] : limits) {
        if (speed == 0.0 && room < 0.0) return std::nullopt;
        if (speed < 0.0) from = std::max(from, room / speed);
        if (speed > 0.0) to = std::min(to, room / speed);
    }
    if (from > to) return std::nullopt;
    return std::pair{from, to};
}

/// `ring` without what lies beyond one edge; `depth` is positive inside.
template <class Depth>
std::vector<Point> cut(const std::vector<Point>& ring, Depth depth) {
    std::vector<Point> kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i], b = ring[(i + 1) % ring.size()];
        const double da = depth(a), db = depth(b);
        if (da >= 0.0) kept.push_back(a);
        if ((da >= 0.0) != (db >= 0.0)) kept.push_back(between(a, b, da / (da - db)));
    }
    return kept;
}

double distance_to_piece(Point p, Point a, Point b) {
    const double ux = b.x - a.x, uy = b.y - a.y;
    const double squared = ux * ux + uy * uy;
    const double along = squared > 0.0 ? ((p.x - a.x) * ux + (p.y - a.y) * uy) / squared : 0.0;
    const Point nearest = between(a, b, std::clamp(along, 0.0, 1.0));
    return std::hypot(p.x - nearest.x, p.y - nearest.y);
}

/// The point between `from` and `to` farthest from the straight piece between them.
std::pair<std::size_t, double> farthest(const std::vector<Point>& line, std::size_t from,
                                        std::size_t to) {
    std::pair<std::size_t, double> most{from, 0.0};
    for (std::size_t i = from + 1; i < to; ++i) {
        const double distance = distance_to_piece(line[i], line[from], line[to]);
        if (distance > most.second) most = {i, distance};
    }
    return most;
}

void add_column(std::vector<Point>& thin, const std::vector<Point>& column) {
    if (column.size() <= 4) {
        thin.insert(thin.end(), column.begin(), column.end());
        return;
    }
    const auto by_y = [](const Point& a, const Point& b) { return a.y < b.y; };
    auto [high, low] = std::minmax_element(column.begin(), column.end(), by_y);
    if (low < high) std::swap(low, high);
    for (auto at : {column.begin(), high, low, column.end() - 1})
        if (thin.empty() || thin.back().x != at->x || thin.back().y != at->y) thin.push_back(*at);
}

}  // namespace

std::vector<std::vector<Point>> clipped_line(const std::vector<Point>& line, const Box& box) {
    std::vector<std::vector<Point>> parts;
    bool open = false;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const auto part = inside(line[i - 1], line[i], box);
        if (!part) {
            open = false;
            continue;
        }
        if (!open || part->first > 0.0)
            parts.push_back({between(line[i - 1], line[i], part->first)});
        parts.back().push_back(between(line[i - 1], line[i], part->second));
        open = part->second >= 1.0;
    }
    return parts;
}

std::vector<std::vector<Point>> line_outside(const std::vector<Point>& line, const Box& box) {
    std::vector<std::vector<Point>> parts;
    bool open = false;
    const auto add = [&](Point a, Point b) {
        if (!open) parts.push_back({a});
        parts.back().push_back(b);
    };
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Point a = line[i - 1], b = line[i];
        const auto part = inside(a, b, box);
        if (!part) {
            add(a, b);
            open = true;
            continue;
        }
        if (part->first > 0.0) add(a, between(a, b, part->first));
        open = part->second < 1.0;
        if (open) parts.push_back({between(a, b, part->second), b});
    }
    return parts;
}

std::vector<Point> clipped_area(const std::vector<Point>& ring, const Box& box) {
    auto kept = cut(ring, [&](Point p) { return p.x - box.left; });
    kept = cut(kept, [&](Point p) { return box.right - p.x; });
    kept = cut(kept, [&](Point p) { return p.y - box.top; });
    return cut(kept, [&](Point p) { return box.bottom - p.y; });
}

bool passes_through(const std::vector<Point>& line, const Box& box) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const auto part = inside(line[i - 1], line[i], box);
        if (part && box.contains(between(line[i - 1], line[i], 0.5 * (part->first + part->second))))
            return true;
    }
    return false;
}

std::vector<Point> thinned(const std::vector<Point>& line, double column) {
    std::vector<Point> thin, gathered;
    double at = 0.0;
    for (const Point& p : line) {
        const double here = std::floor(p.x / column);
        if (!gathered.empty() && here != at) {
            add_column(thin, gathered);
            gathered.clear();
        }
        at = here;
        gathered.push_back(p);
    }
    add_column(thin, gathered);
    return thin;
}

std::vector<Point> simplified(const std::vector<Point>& line, double tolerance) {
    if (line.size() < 3) return line;
    std::vector<bool> kept(line.size(), false);
    kept.front() = kept.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> open = {{0, line.size() - 1}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        const auto [middle, distance] = farthest(line, from, to);
        if (distance <= tolerance) continue;
        kept[middle] = true;
        open.emplace_back(from, middle);
        open.emplace_back(middle, to);
    }
    std::vector<Point> few;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (kept[i]) few.push_back(line[i]);
    return few;
}

}  // namespace maaiveld::viz::scene
