#pragma once

#include "rules/finding.h"
#include "viz/scene/picture2d.h"
#include "viz/scene/style.h"
#include "viz/scene/words.h"

#include <span>

namespace maaiveld::viz::scene {

struct PlanOptions {
    Language language = Language::English;
    double width_px = 1600.0;
    /// 0: as high as the plan needs.
    double height_px = 0.0;
    Style style;
};

/// The plan of a whole street or delivery, turned so that a long street lies along the page (the
/// north arrow tells), to a round scale on A3. Lines are as wide as they are or as the eye needs;
/// findings that lie close together share one numbered circle.
Picture2d plan_drawing(const model::Street& street, std::span<const rules::Finding> findings,
                       const PlanOptions& options);

}  // namespace maaiveld::viz::scene
