#pragma once

#include "viz/render/image.h"
#include "viz/scene/picture2d.h"

namespace maaiveld::viz::render {

/// Rasterises a page. Needs no display and no graphics card.
base::Result<Image> render(const scene::Picture2d& picture);

/// Paints the shapes of `picture` over `image`, which must have the picture's size.
Image painted_over(Image image, const scene::Picture2d& picture);

}  // namespace maaiveld::viz::render
