#pragma once

#include "base/error.h"
#include "layout/layout_profile.h"
#include "layout/section_brief.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::layout {

// How section_of_street goes about its work; of use to nobody else.

/// A line that is to be placed: a demand, or a line that lies already and may move.
struct WantedLine {
    model::Asset asset;
    const model::Demand* demand = nullptr;
    std::optional<double> cover_m;  ///< where it lies now
};

/// Lines that are placed as one.
struct LineGroup {
    std::string name;
    std::vector<WantedLine> lines;
};

/// Where a section is, as its items need to know.
struct SectionPlace {
    const model::Street& street;
    const LayoutProfile& profile;
    double from_m = 0.0;  ///< stations of the stretch
    double to_m = 0.0;
    double width_m = 0.0;
    double facade_left_m = 0.0;  ///< fronts, from the section's left end
    double facade_right_m = 0.0;
    double middle_m() const { return 0.5 * (facade_left_m + facade_right_m); }
};

/// The lines of a group side by side, with covers, strips and costs as the profile and the demands
/// have them. Error: the profile has no practice for the network.
base::Result<BriefItem> item_of(LineGroup group, const SectionPlace& place);

}  // namespace maaiveld::layout
