#pragma once

#include "layout/rack_fill.h"
#include "rules/finding.h"

#include <string>
#include <vector>

// Steps of fill_rack; only its own sources and tests include this.
namespace maaiveld::layout {

/// One body of a member: right of the member's reference (its middle).
struct RackBody {
    std::string asset;
    double right_m = 0.0;
    double half_width_m = 0.0;
    double half_height_m = 0.0;
    double cover_m = 0.0;    ///< least cover of the packs
    std::string cover_rule;  ///< which asks it
};

/// A member with its shape, its level and what it asks of its neighbours.
struct RackShape {
    std::vector<RackBody> bodies;
    int level = 0;
    double height_m = 0.0;      ///< of its tallest body
    double half_width_m = 0.0;  ///< around its reference
    /// House connections rise from this body towards the facade; bodies.size(): none do.
    std::size_t riser = 0;
    double corridor_m = 0.0;  ///< their width with spare
    bool left = true;         ///< may lie left of the posts (seen in the section)
    bool right = true;
    bool to_left = true;        ///< the facade that its connections go to lies left
    double free_above_m = 0.0;  ///< prism that a `free_above` rule asks; either side will do
    std::string free_above_rule;

    bool rises() const { return riser < bodies.size(); }
};

/// A pair rule of the packs between two bodies that lie parallel in one rack.
struct RackPairRule {
    std::string rule;
    rules::Measure measure = rules::Measure::Edge3d;
    std::size_t member_a = 0, body_a = 0;
    std::size_t member_b = 0, body_b = 0;
    bool b_above = false;  ///< order_vertical: b is the one that must lie above
    double required_m = 0.0;
};

/// What the packs ask of the members: covers and prisms are written into the shapes.
std::vector<RackPairRule> rack_rules(const std::vector<RackMember>& members,
                                     std::span<const rules::Pack> packs, const std::string& rack_id,
                                     std::vector<RackShape>& shapes);

/// Heights, from the surface down.
struct RackLevels {
    std::vector<double> underside_m;  ///< of the lines on each level
    std::vector<double> beam_m;       ///< top of each beam
    double bottom_m = 0.0;            ///< underside of the base plate
};

/// The highest levels that hold; `sink_m` moves the level of heat (and what lies under it) down.
/// Heights are whole millimetres.
RackLevels rack_levels(const model::RackType& type, const std::vector<RackShape>& shapes,
                       const std::vector<RackPairRule>& rules, double sink_m, int heat_level);

/// A distance between the references of two members: x_b - x_a must lie outside (-left_m, right_m).
struct RackDistance {
    std::size_t a = 0, b = 0;
    RackReason reason = RackReason::SaddleGap;
    std::string rule, of_a, of_b;
    double left_m = 0.0;   ///< least distance when b lies left of a
    double right_m = 0.0;  ///< least distance when b lies right of a
    bool never_left = false;
    bool never_right = false;
};

/// Every distance in plan that is asked between members on these levels. Index members.size() is
/// the row of posts. `aside_m`: least plan distance of axes between water and heat.
std::vector<RackDistance> rack_distances(const model::RackType& type,
                                         const std::vector<RackMember>& members,
                                         const std::vector<RackShape>& shapes,
                                         const std::vector<RackPairRule>& rules,
                                         const RackLevels& levels, double aside_m);

/// Where the members' references and the posts (last, at 0) lie across the rack.
struct RackArrangement {
    bool found = false;
    std::vector<double> at_m;
    double width_m = 0.0;  ///< from the leftmost line or post to the rightmost
    double bound_m = 0.0;  ///< no arrangement is narrower
    SearchEnd end = SearchEnd::Proven;
};

/// The narrowest arrangement that keeps every distance, rounded up to the grid; lines stand as near
/// to the posts as their order allows. Counts nodes only. Nothing when lines on different sides of
/// the posts ask more than the posts between them give: that is a question for solve_section.
std::optional<RackArrangement> arrange_rack(const std::vector<RackDistance>& distances,
                                            const std::vector<RackShape>& shapes,
                                            double post_half_m, double step_m,
                                            const SearchLimits& limits);

/// Depth of a body's axis below the surface.
double axis_depth_m(const RackBody& body, const RackShape& shape, const RackLevels& levels);

}  // namespace maaiveld::layout
