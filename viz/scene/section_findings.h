#pragma once

#include "rules/finding.h"
#include "viz/scene/section_cut.h"

#include <optional>
#include <span>
#include <vector>

namespace maaiveld::viz::scene {

/// A finding that holds at a section, with the dimension arrow that shows it there.
struct SectionFinding {
    std::size_t finding = 0;  ///< index in the findings given
    /// Ends on the two outer surfaces; absent when a partner is not seen in this section.
    std::optional<std::pair<SectionPoint, SectionPoint>> arrow;
    /// The measure at this station, which need not be the worst of the stretch; with `arrow`.
    std::optional<double> here_m;
    SectionPoint near = SectionPoint::Zero();  ///< where it is, arrow or not
};

/// The findings (exempted ones left out) whose stretch passes the section or whose worst place
/// lies within `slab_half_m` of it, worst first.
std::vector<SectionFinding> findings_at(const model::Street& street, const SectionCut& cut,
                                        std::span<const rules::Finding> findings,
                                        double slab_half_m);

/// Indices of the findings that no exemption covers, worst first: severity, probability, shortfall.
std::vector<std::size_t> worst_first(std::span<const rules::Finding> findings);

}  // namespace maaiveld::viz::scene
