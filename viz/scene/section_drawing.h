#pragma once

#include "rules/finding.h"
#include "viz/scene/picture2d.h"
#include "viz/scene/rack_cut.h"
#include "viz/scene/section_cut.h"
#include "viz/scene/style.h"
#include "viz/scene/words.h"

#include <span>

namespace maaiveld::viz::scene {

struct SectionOptions {
    double station_m = 0.0;
    Language language = Language::English;
    double width_px = 1600.0;
    /// 0: as high as the section needs.
    double height_px = 0.0;
    Style style;
    SectionReach reach;
    bool dimensions = false;  ///< running dimensions of every line over the surface
    RackTypes rack_types;     ///< a rack of one of these is drawn with its parts
};

/// The cross-section sheet: what lies at a station to one true scale (the round scale for A3 stands
/// in the title), with strips, covers, levels, and the findings that hold there. Circles have their
/// true diameter but never less than a visible minimum. Deterministic: no date, no path.
Picture2d section_drawing(const model::Street& street, std::span<const rules::Finding> findings,
                          const SectionOptions& options);

}  // namespace maaiveld::viz::scene
