#pragma once

#include "layout/layout_profile.h"
#include "layout/route.h"
#include "layout/street_bays.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace maaiveld::layout {

/// Something to place along the street: an item of the sections.
struct StreetLine {
    std::string name;
    bool falls = false;  ///< its heights are given (gravity)
    int base_cover = 0;  ///< grid steps; where possible it lies at this cover
    double bend_radius_m = 0.0;
};

/// Room that the checker asked for beyond the search's own estimate, by bay: the memory of past
/// conflicts.
struct MoreRoom {
    /// Grid steps more between two lines (names, smaller first) in a bay.
    std::map<std::tuple<std::size_t, std::string, std::string>, int> between;
    /// Places a line must keep out of in a bay: from, to.
    std::map<std::pair<std::size_t, std::string>, std::vector<std::pair<int, int>>> closed;
    bool empty() const { return between.empty() && closed.empty(); }
};

/// Every line of the bays, with the cover that suits most of the street: from `whole` (places of
/// the section of the whole street, may be empty) or else from the sections' optima.
std::vector<StreetLine> lines_of(const StreetBays& bays, const model::Street& street,
                                 const std::map<std::string, int>& cover_of_whole);

/// The sections of the bays as lines along the street see them: each line at its base cover; where
/// it may not lie there, at the cheapest other cover.
RouteProblem route_problem_of(const StreetBays& bays, const std::vector<StreetLine>& lines,
                              const LayoutProfile& profile, const MoreRoom& more);

/// Covers (grid steps) by line and node for a route: the cheapest profile of heights, as level as
/// possible. Nothing where a line finds no way at its places: then `blocked` names the line.
struct Heights {
    std::vector<std::vector<int>> cover;
    std::vector<std::size_t> blocked;
};
Heights heights_of(const StreetBays& bays, const std::vector<StreetLine>& lines,
                   const RouteProblem& problem, const Route& route);

/// What the lines cost in a bay, per metre of street, by the section's own rules (both ends); or
/// nothing when they break one.
std::optional<Cost> cost_in_bay(const StreetBays& bays, const std::vector<StreetLine>& lines,
                                const Route& route, const Heights& heights, std::size_t bay);

/// Places of a bay's items at one of its ends, as problem_of(brief) counts them.
std::vector<Place> places_at(const StreetBays& bays, const std::vector<StreetLine>& lines,
                             const Route& route, const Heights& heights, std::size_t bay,
                             std::size_t node);

}  // namespace maaiveld::layout
