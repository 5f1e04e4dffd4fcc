#pragma once

#include "viz/scene/scene3d.h"

#include <vtkSmartPointer.h>

#include <span>
#include <vector>

class vtkActor;

namespace maaiveld::viz::render {

/// The scene's solids as VTK actors, things of one look joined into one actor, so that a delivery
/// of thousands of lines stays a few dozen. `line_scale` is rendered pixels per page pixel.
std::vector<vtkSmartPointer<vtkActor>> actors_of(const scene::Scene3d& scene, double line_scale);

}  // namespace maaiveld::viz::render
