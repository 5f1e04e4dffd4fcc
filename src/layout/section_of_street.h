#pragma once

#include "base/error.h"
#include "layout/layout_profile.h"
#include "layout/section_brief.h"
#include "model/catalogue.h"
#include "model/street.h"
#include "rules/rule.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// Which section of a street, and what in it is to be placed.
struct SectionQuestion {
    double from_m = 0.0;   ///< stations along the street's axis
    double to_m = 0.0;     ///< a stretch: what lies anywhere in it counts, projected on one section
    double reach_m = 0.0;  ///< what lies up to this far before or behind the stretch counts too
    /// Ids of demands to place; absent: every demand that the stretch touches.
    std::optional<std::vector<std::string>> demands;
    std::vector<std::string> free;  ///< ids of lines that lie there already and may move
    /// Items that are put together already (a rack). `asset` of a body is the id of a demand or a
    /// line, which then is no item or obstacle of its own, or names a part of the rack itself
    /// (`is_rack`). Requirements towards everything else are added here.
    std::vector<BriefItem> ready;
    /// With LayoutProfile::keep_order too: the order from the facade must hold (see keep_orders).
    bool keep_order = true;
};

/// The section as a question to the search. Items come in the order of the street's demands, then
/// the freed lines, then `ready`; demands that share `asset.pair` or `asset.bed` are one item named
/// after that. A pair's supply lies on its left. What the packs ask is exactly what
/// `rules::check` would judge of lines along the street: winners of severity error or warning are
/// hard, wanted values and the minima of info rules cost. Errors: a street without axis or section,
/// an unknown id, a demand without diameter, a network that the profile does not know, a fixed size
/// that is no number.
base::Result<SectionBrief> section_of_street(const model::Street& street,
                                             const model::Catalogue& catalogue,
                                             std::span<const rules::Pack> packs,
                                             const LayoutProfile& profile,
                                             const SectionQuestion& question);

/// A straight piece of street that shows the brief with its items placed: axis from (0, 0) to
/// (length_m, 0), every body of an asset or demand as a line along it, obstacles that run along
/// too. For checks, heat and pictures of one section. `of` is where the brief came from.
model::Street placed_section(const SectionBrief& brief, const std::vector<ItemPlace>& places,
                             const model::Street& of, double length_m = 10.0);

}  // namespace maaiveld::layout
