#pragma once

#include "layout/section_problem.h"
#include "model/street.h"
#include "rules/finding.h"
#include "rules/rule.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// One solid of a section: a tube (half_width = half_height = radius, round) or an upright block.
struct Body {
    std::string asset;     ///< id; of an obstacle also a structure's, tree's or rack's
    double right_m = 0.0;  ///< its centre, right of the item's reference
    double down_m = 0.0;   ///< its centre, below the item's top
    double half_width_m = 0.0;
    double half_height_m = 0.0;
    bool round = true;
    /// Obstacles only: how far the axis strays from the centre within the stretch, to either side
    /// and up and down. A tube then is the rectangle of its axes widened by its radius; a block
    /// grows by as much.
    double axis_half_width_m = 0.0;
    double axis_half_height_m = 0.0;
    bool is_rack = false;  ///< part of a rack, which `free_above` does not see
};

/// Part of the section, from the left end to the right, with what lying there costs.
struct Stretch {
    double from_m = 0.0;
    double to_m = 0.0;
    double cost_eur_m = 0.0;  ///< per metre of street, over the whole stretch
};

/// What is to be placed: one line, or several with fixed spacing (heat pair, cable bed, rack).
struct BriefItem {
    std::string name;  ///< id of the demand (its first asset, or the pair's or rack's name)
    model::Network network = model::Network::Other;
    std::vector<Body> bodies;  ///< one per asset at least
    double min_cover_m = 0.0;
    double max_cover_m = 0.0;
    double wanted_cover_m = 0.0;
    double cover_cost_eur_m2 = 0.0;  ///< per metre of street and metre off the wanted cover
    double depth_cost_eur_m2 =
        0.0;                     ///< excavation: per metre of street and metre of the item's bottom
    std::vector<Stretch> where;  ///< its reference may lie in these
    /// Per metre of street and metre of distance between the reference and this place.
    double pull_eur_m2 = 0.0;
    std::optional<double> pull_to_m;
    std::optional<double> pull_to_other_m;  ///< a second such place: the nearer one counts
    std::optional<double> fixed_x_m;        ///< placed already: only this
    std::optional<double> fixed_cover_m;
    /// Ids of obstacles that belong to it (its connections, its manholes, the duct it lies in):
    /// they may touch, and `free_above` does not count them.
    std::vector<std::string> may_touch;
};

/// What already lies there and stays. `at` of a body: right_m from the section's left end, down_m
/// below the surface.
/// Obstacles with the same id, `solid` and `crosses` are pieces of one thing.
struct Obstacle {
    std::string id;
    std::string what;  ///< "tree", "facade", "manhole", "water main", for words
    Body body;
    bool solid = true;     ///< false: roots, where a line may lie unless a requirement says no
    bool crosses = false;  ///< runs across the section: a connection, a crossing line
    /// Crosses as a house connection or service: a rack's frames stand clear of it, so it may pass
    /// between them; of the rack only the lines are in its way.
    bool passes_rack = false;
    double angle_deg = 0.0;  ///< with the street, in plan; of a crossing line
};

/// One thing that must hold (or is wanted) in the section; a member of the sets that explain a
/// conflict. Most come from a winning rule of the packs, some from the layout profile. It is about
/// two items, about an item and an obstacle, or about one item alone:
/// - Cover, alone: cover of its bodies;
/// - FreeAbove, alone: towards every other item and obstacle.
/// Of severity info nothing must hold (unless `must_hold` says so): only `preferred` counts, as
/// cost. Not asked by problem_of: temperature, current, voltage, settlement (see HeatLimit).
struct Requirement {
    std::string rule;    ///< "NL-SEP-07", "layout: beside", "demand: cover"
    std::string source;  ///< as the rule's
    rules::Severity severity = rules::Severity::Warning;
    bool must_hold = false;  ///< kept although of severity info: order from the facade
    rules::Measure measure = rules::Measure::EdgeHorizontal;
    std::size_t item = 0;                 ///< what it is about; of a pair the rule's first side
    std::optional<std::size_t> other;     ///< a second item
    std::optional<std::size_t> obstacle;  ///< or an obstacle, with all its pieces
    bool obstacle_first = false;          ///< the obstacle is the rule's first side
    double required = 0.0;                ///< minimum (m), or the most allowed when `at_most`
    bool at_most = false;
    std::optional<double> preferred;     ///< wanted, at a cost
    double preferred_cost_eur_m2 = 0.0;  ///< per metre of street and metre short of it
    std::vector<Stretch> only_in;        ///< strips where it holds; empty: everywhere
    /// Which body of `item` and of `other` it is about; absent: every one.
    std::optional<std::size_t> body, other_body;
    bool only_above = false;  ///< relation `above`: holds where the plans overlap
};

/// Whether a placement must keep it: errors, warnings, and what is marked so.
inline bool is_hard(const Requirement& r) {
    return r.must_hold || r.severity != rules::Severity::Info;
}

/// A heat limit, ready for the search: see SumLimit. Sources name bodies. With `obstacle` the line
/// that must stay cool is that one, which stays where it is: then `item` is a source, `body` is
/// not used, and the sources that are bodies of `item` may not warm the obstacle by more than the
/// first room.
struct HeatLimit {
    std::string rule;
    std::optional<std::size_t> obstacle;
    std::size_t item = 0;
    std::size_t body = 0;
    double film_m = 0.0;
    /// Kelvin that sources may add at a depth of the body's axis: linear between, constant outside.
    std::vector<std::pair<double, double>> room_K_at_depth_m;
    struct Source {
        std::optional<std::size_t> item, obstacle;
        std::size_t body = 0;
        double strength_K = 0.0;  ///< q / (2 pi lambda)
    };
    std::vector<Source> sources;
};

/// A section of a street in the words of engineers: everything that the search must respect, each
/// with its reason. `problem_of` turns it into whole numbers.
struct SectionBrief {
    double width_m = 0.0;        ///< of the section, from its left end
    double left_offset_m = 0.0;  ///< street offset of the left end; offset = left_offset_m - x
    /// The middle between the facade lines, from the left end (rules on order); absent: half way.
    std::optional<double> middle_m;
    double step_m = 0.01;
    double width_cost_eur_m2 = 0.0;
    std::vector<BriefItem> items;
    std::vector<Obstacle> obstacles;
    std::vector<Requirement> requirements;
    std::vector<HeatLimit> heat_limits;
};

/// What of a brief counts. Empty vectors: everything. Otherwise one flag per element.
struct BriefSelection {
    std::vector<bool> items;  ///< an item left out takes its requirements with it
    std::vector<bool> requirements;
    std::vector<bool> heat_limits;
};

/// The search problem of a brief. Items keep their order; those left out are skipped. Covers and
/// places lie on the grid; a distance that is required is rounded up to it, never down (1e-9 m is
/// rounding, not distance).
///
/// Levels at which nothing may lie are left out (one stays when all are such): read covers from the
/// problem's levels. An item's bodies stay within the section. Bodies of different items and solid
/// obstacles never intersect, required or not; requirements with 1e-9 m short count as kept. Of a
/// pair of items with several bodies the forbidden distances are one interval: nothing lies between
/// the bodies of an item. Wanted distances in height, and wanted order, are not counted.
SectionProblem problem_of(const SectionBrief& brief, const BriefSelection& selection = {});

/// Where an item lies: its reference from the section's left end, and the cover of its top.
struct ItemPlace {
    double x_m = 0.0;
    double cover_m = 0.0;
    friend bool operator==(const ItemPlace&, const ItemPlace&) = default;
};

/// The places of an answer to problem_of(brief, selection) in metres, one per item of the problem.
/// A fixed place comes back as given, also off the grid.
std::vector<ItemPlace> places_of(const SectionBrief& brief, const SectionProblem& problem,
                                 const std::vector<Place>& places,
                                 const BriefSelection& selection = {});

/// Left and right edge of an item's bodies, from its reference: left is negative or zero.
struct Edges {
    double left_m = 0.0;
    double right_m = 0.0;
};
Edges edges_of(const BriefItem& item);

/// Height of an item, from its top to its lowest body's underside.
double height_of(const BriefItem& item);

}  // namespace maaiveld::layout
