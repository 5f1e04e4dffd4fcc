#pragma once

#include "layout/explain.h"
#include "layout/layout_heat.h"
#include "layout/section_of_street.h"
#include "model/rack.h"

#include <map>
#include <span>
#include <string>

namespace maaiveld::layout {

/// Where along a street the demands fit least, and why.
struct StreetExplanation {
    double from_m = 0.0;
    double to_m = 0.0;
    SectionBrief brief;
    Explanation explanation;
    /// Every single section has a place for all, but no constant offsets along the whole street do:
    /// then `explanation` is about the whole length as one section.
    bool only_as_a_whole = false;
};

struct ExplainStreetOptions {
    std::vector<std::string> free;  ///< ids of lines that lie already and may move
    double step_m = 2.0;            ///< between the sections that are looked at
    ExplainOptions explain;
    const HeatContext* heat = nullptr;
    /// Racks that may be offered as a way out, with the packs that hold when one is used.
    const std::map<std::string, model::RackType>* racks = nullptr;
    std::span<const rules::Pack> rack_packs;
};

/// Looks for the first section in which the demands cannot lie together, in steps along the street;
/// when each has room, for the reason why constant offsets do not do. `explanation.end` is Fits
/// when both work. Errors as section_of_street.
base::Result<StreetExplanation> explain_street(const model::Street& street,
                                               const model::Catalogue& catalogue,
                                               std::span<const rules::Pack> packs,
                                               const LayoutProfile& profile,
                                               const ExplainStreetOptions& options);

}  // namespace maaiveld::layout
