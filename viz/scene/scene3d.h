#pragma once

#include "viz/scene/camera.h"
#include "viz/scene/mesh.h"

#include <deque>
#include <string>
#include <vector>

namespace maaiveld::viz::scene {

/// A round line: an asset, or the shaft of an arrow.
struct Tube {
    std::vector<Vec3> line;
    double radius_m = 0.05;
    Color color;
    Role role = Role::Asset;
    std::string id;
};

/// A line of constant width on the page.
struct Line3d {
    std::vector<Vec3> line;
    Color color;
    double width_px = 1.0;
};

/// A view in three dimensions: solids in local metres (x east, y north, z up from the finished
/// surface, heights already exaggerated), the camera, and the page with all lettering on top.
struct Scene3d {
    std::deque<Mesh> meshes;  ///< a deque, so that a builder may hold one while adding another
    std::vector<Tube> tubes;
    std::vector<Line3d> lines;
    Camera camera;
    Picture2d page;  ///< shapes drawn over the rendered view; its size is the picture's
    double vertical_exaggeration = 1.0;
};

}  // namespace maaiveld::viz::scene
