#pragma once

#include "base/error.h"
#include "viz/render/svg.h"
#include "viz/scene/picture2d.h"

#include <filesystem>

namespace maaiveld::viz::render {

/// Writes `picture` as PNG or SVG, as the ending of `file` says (.png, .svg, in either case),
/// beside `file` and then renamed, so that `file` is never half a picture. The same picture gives
/// the same bytes on one machine. Refuses other endings, and pages that are not 1 to 20000 pixels.
base::Result<void> write_drawing(const scene::Picture2d& picture, const PictureText& about,
                                 const std::filesystem::path& file);

}  // namespace maaiveld::viz::render
