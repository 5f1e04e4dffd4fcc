#pragma once

#include "layout/explain.h"
#include "layout/layout_heat.h"

#include <vector>

namespace maaiveld::layout {

/// The strips of the street's section as they lie in the brief, by the names of files ("footway").
std::vector<NamedStrip> strips_in(const model::Street& street, const SectionBrief& brief);

/// For ExplainOptions::heat: the line nearest to its limit, by the exact solver. `heat` outlives
/// it. Nothing when no line has a limit or the solver refuses the section.
std::function<std::optional<HeatVerdict>(const SectionBrief&, const SectionAnswer&)> exact_heat(
    const HeatContext& heat);

}  // namespace maaiveld::layout
