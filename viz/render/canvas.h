#pragma once

#include "viz/render/image.h"
#include "viz/scene/picture2d.h"

#include <span>
#include <vector>

namespace maaiveld::viz::render {

/// A closed ring of points in pixels, y down.
using Ring = std::vector<scene::Point>;

/// Paints areas on an image with exact area coverage: every pixel gets the share of it that the
/// shape covers, so edges are smooth without supersampling.
class Canvas {
public:
    explicit Canvas(Image image);

    /// Fills all rings together by the non-zero rule; rings of opposite sense cut holes.
    void fill(std::span<const Ring> rings, scene::Color color);
    /// Draws along `points` with butt ends and bevel-free round joins.
    void stroke(const std::vector<scene::Point>& points, bool closed, const scene::Stroke& stroke);

    Image take() { return std::move(image_); }

private:
    void add_edge(scene::Point a, scene::Point b);
    void add_edge_row(int row, scene::Point a, scene::Point b);
    void blend_rows(int first, int last, scene::Color color);

    Image image_;
    /// Signed coverage that each pixel adds for itself and everything to its right.
    std::vector<float> cover_;
};

/// A circle as a ring fine enough that its corners cannot be seen.
Ring circle_ring(scene::Point center, double radius_px);

}  // namespace maaiveld::viz::render
