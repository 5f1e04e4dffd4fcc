#pragma once

#include "layout/explain_search.h"

namespace maaiveld::layout {

/// A change whose amount can be turned from 1 to `most` steps; 1 when there is nothing to turn.
struct Dial {
    Change change;
    int most = 1;
    /// More always helps at least as much. Not so for an obstacle: further may be worse.
    bool monotone = true;
};

/// Every change that could break this conflict, but for more width and racks.
std::vector<Dial> dials_of(const SectionBrief& brief, const std::vector<ConflictPart>& conflict,
                           const ExplainOptions& options);

/// More width, at every place where it could help: the middles of what is left of the stretches of
/// the items in conflict between its obstacles (at most 12).
std::vector<Dial> widenings_of(const SectionBrief& brief, const std::vector<ConflictPart>& conflict,
                               const ExplainOptions& options);

/// The change at `steps` steps of the brief's grid.
Change turned(const Dial& dial, int steps, double step_m);

}  // namespace maaiveld::layout
