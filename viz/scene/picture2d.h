#pragma once

#include "viz/scene/color.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maaiveld::viz::scene {

/// A place on the page in pixels, x to the right and y DOWN from the top left corner.
struct Point {
    double x = 0.0;
    double y = 0.0;
};

/// An upright rectangle on the page.
struct Box {
    double left = 0.0, top = 0.0, right = 0.0, bottom = 0.0;

    double width() const { return right - left; }
    double height() const { return bottom - top; }
    /// True when the insides share a point; touching edges do not count.
    bool overlaps(const Box& other) const;
    bool contains(const Box& other) const;
    bool contains(Point p) const;
    Box grown(double margin) const;
};

/// How an outline is drawn; width 0 draws none. `dash_px` alternates on and off, empty is solid.
struct Stroke {
    Color color;
    double width_px = 0.0;
    std::vector<double> dash_px;
};

/// A filled area, or with `closed == false` and no fill a line.
struct Path {
    std::vector<Point> points;
    std::optional<Color> fill;
    Stroke stroke;
    bool closed = true;
};

struct Circle {
    Point center;
    double radius_px = 0.0;
    std::optional<Color> fill;
    Stroke stroke;
};

enum class Anchor { Start, Middle, End };

/// One line of text; `at` is on the baseline. `upward` text runs from bottom to top.
struct Text {
    std::string text;
    Point at;
    double size_px = 12.0;
    bool bold = false;
    Color color;
    Anchor anchor = Anchor::Start;
    bool upward = false;

    /// What the line covers on the page, from the advance widths of text_metrics.h.
    Box box() const;
};

/// What a shape stands for, so that tests and hyperlinks can find it again.
enum class Role {
    Page,
    Ground,
    Strip,
    Building,
    Tree,
    Structure,
    Halo,
    Asset,
    AssetStrip,
    Leader,
    Dimension,
    Finding,
    Label,
    Furniture
};

struct Item {
    Role role = Role::Furniture;
    std::string id;  ///< id of the asset, tree, structure or strip kind it shows; may be empty
    std::variant<Path, Circle, Text> shape;
};

/// A page: shapes in painting order.
struct Picture2d {
    double width_px = 0.0;
    double height_px = 0.0;
    Color background{255, 255, 255};
    std::vector<Item> items;

    Box page() const { return {0.0, 0.0, width_px, height_px}; }
};

/// The boxes of all texts, in painting order.
std::vector<Box> text_boxes(const Picture2d& picture);

}  // namespace maaiveld::viz::scene
