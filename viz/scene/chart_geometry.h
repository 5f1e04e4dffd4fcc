#pragma once

#include "viz/scene/picture2d.h"

#include <vector>

namespace maaiveld::viz::scene {

/// The parts of `line` inside `box`, in order; touching the edge counts as inside.
std::vector<std::vector<Point>> clipped_line(const std::vector<Point>& line, const Box& box);

/// The parts of `line` outside `box`, in order.
std::vector<std::vector<Point>> line_outside(const std::vector<Point>& line, const Box& box);

/// The part of the area inside `ring` that lies in `box`, as one ring (Sutherland and Hodgman);
/// parts may be joined along the edge of the box. Empty when nothing is inside.
std::vector<Point> clipped_area(const std::vector<Point>& ring, const Box& box);

/// True when a piece of `line` runs through the inside of `box`.
bool passes_through(const std::vector<Point>& line, const Box& box);

/// `line`, ordered along x, thinned to four points per `column` of width that keep its first, last,
/// highest and lowest place there: on paper the same line.
std::vector<Point> thinned(const std::vector<Point>& line, double column);

/// `line` without points that lie within `tolerance` of the line through the ones kept (Douglas and
/// Peucker); its ends stay.
std::vector<Point> simplified(const std::vector<Point>& line, double tolerance);

}  // namespace maaiveld::viz::scene
