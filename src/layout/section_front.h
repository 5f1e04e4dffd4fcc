#pragma once

#include "layout/layout_heat.h"
#include "layout/pareto.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// One layout on the front, in the units of engineers.
struct SectionFrontPoint {
    double width_m = 0.0;  ///< occupied
    double cost_eur_m = 0.0;
    std::optional<LineTemperature> warmest;  ///< the line nearest to its limit, by the exact solver
    std::vector<ItemPlace> places;           ///< one per item
    bool proven = true;
};

struct SectionFront {
    std::vector<SectionFrontPoint> points;  ///< by rising width, then falling cost
    std::vector<std::string> items;         ///< names of the brief's items, as `places` goes
    bool complete = true;
    std::int64_t solves = 0;
};

/// The front of width against the warmest line against cost for one section. With a heat context
/// every limit of it counts in the search (by its estimate), the temperatures told are those of
/// the exact solver, and points that these turn out to be beaten or above their limit are left
/// out. Without one: width against cost. Empty when nothing fits. Errors as solve_brief.
base::Result<SectionFront> section_front(const SectionBrief& brief, const HeatContext* heat,
                                         const ParetoOptions& options = {});

}  // namespace maaiveld::layout
