#pragma once

#include "viz/render/image.h"
#include "viz/scene/scene3d.h"

namespace maaiveld::viz::render {

/// Renders the scene off screen, twice as large as asked and averaged down, and letters the page
/// over it. The picture has the size of `scene.page`.
base::Result<Image> render(const scene::Scene3d& scene);

}  // namespace maaiveld::viz::render
