#pragma once

#include "rules/finding.h"
#include "viz/scene/rack_cut.h"
#include "viz/scene/scene3d.h"
#include "viz/scene/style.h"
#include "viz/scene/words.h"

#include <span>

namespace maaiveld::viz::scene {

struct IsoOptions {
    Language language = Language::English;
    double width_px = 1600.0;
    double height_px = 0.0;              ///< 0: 5/8 of the width
    double vertical_exaggeration = 0.0;  ///< 0: 1 for a street, chosen by its size for an area
    Style style;
    RackTypes rack_types;  ///< a rack of one of these is drawn with its parts
};

/// The street in three dimensions. A street with a section is shown as a block of ground whose
/// near part is taken away: all of it when it is short, else the 70 m with most findings. A
/// delivery without a section is shown whole, under a transparent ground plane.
Scene3d iso_scene(const model::Street& street, std::span<const rules::Finding> findings,
                  const IsoOptions& options);

}  // namespace maaiveld::viz::scene
