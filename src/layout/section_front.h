#pragma once

#include "layout/layout_heat.h"
#include "layout/pareto.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// One layout on the front, in the units of engineers. Proven: no layout is cheaper that is as
/// narrow, keeps the lines that give heat as far from those that must stay cool, and lays the
/// latter as deep.
struct SectionFrontPoint {
    double width_m = 0.0;  ///< occupied
    double cost_eur_m = 0.0;
    /// Least horizontal distance, edge to edge, between a line that gives heat and one of
    /// SectionFront::cooled; absent when nothing is kept apart.
    std::optional<double> heat_distance_m;
    std::optional<double> cool_cover_m;  ///< least cover of items with such a line; absent: none
    std::optional<LineTemperature> warmest;  ///< the line nearest to its limit, by the exact solver
    std::vector<ItemPlace> places;           ///< one per item
    bool proven = true;
};

struct SectionFront {
    std::vector<SectionFrontPoint> points;  ///< by rising width, then falling cost
    std::vector<std::string> items;         ///< names of the brief's items, as `places` goes
    std::vector<std::string> cooled;        ///< ids of the lines that heat is kept away from
    bool complete = true;
    std::int64_t solves = 0;
    bool too_warm = false;  ///< layouts fit, but all that were found pass a temperature limit
};

struct SectionFrontOptions {
    ParetoOptions search;
    /// Between least distances that are asked for, m; and as a share of the distance when that is
    /// more: the warming falls off ever slower.
    double distance_step_m = 0.20;
    double distance_growth = 0.25;
    double cover_step_m = 0.25;  ///< between least covers that are asked for
    /// Distances grow until this many of them in turn together cool by less than
    /// `same_temperature_K`.
    std::size_t idle_distances = 3;
    /// Differences that do not count between layouts with temperatures.
    double same_width_m = 0.01;
    double same_temperature_K = 0.1;
    double same_cost_eur_m = 0.1;
};

/// The front of width against temperature against cost for one section. Without a heat context:
/// width against cost (pareto_front). With one the lines are cooled by distance and by depth: the
/// line nearest to its temperature limit in the cheapest layout, and all others under the same
/// rule, are kept ever further from the lines that give heat, and ever deeper. For each least
/// distance and least cover the front of width against cost is found; temperatures are those of the
/// exact solver; layouts with a line above its limit are dropped, and of the rest those stay that
/// no other equals or beats in all three. A layout that is cooler at the same least distance and
/// cover is not looked for. Empty when nothing fits. Deterministic. Errors as solve_brief.
base::Result<SectionFront> section_front(const SectionBrief& brief, const HeatContext* heat,
                                         const SectionFrontOptions& options = {});

/// The least distances that are asked for one after the other, m: after the one that holds anyway,
/// up to the width of the section.
std::vector<double> heat_distances(double least_m, double width_m,
                                   const SectionFrontOptions& options);

}  // namespace maaiveld::layout
