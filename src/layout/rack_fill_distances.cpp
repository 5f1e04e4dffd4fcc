#include "layout/rack_fill_parts.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::layout {
namespace {

using rules::Measure;

/// Collects distances between references from distances between bodies.
class Distances {
public:
    Distances(const model::RackType& type, const std::vector<RackMember>& members,
              const std::vector<RackShape>& shapes, const RackLevels& levels)
        : type_{type}, members_{members}, shapes_{shapes}, levels_{levels} {}

    std::vector<RackDistance> take() { return std::move(all_); }

    /// The bodies' axes at least `apart_m` from each other in plan.
    void apart(std::size_t a, std::size_t body_a, std::size_t b, std::size_t body_b, double apart_m,
               RackReason reason, const std::string& rule = {}) {
        const RackBody& of_a = shapes_[a].bodies[body_a];
        const RackBody& of_b = shapes_[b].bodies[body_b];
        const double shift = of_a.right_m - of_b.right_m;
        put({a, b, reason, rule, of_a.asset, of_b.asset, apart_m - shift, apart_m + shift, false,
             false});
    }

    /// Neighbours on one beam: edges keep the saddle gap. A line with house connections lies on the
    /// side of the houses: its connections leave at its own height, past nothing.
    void neighbours(std::size_t a, std::size_t b) {
        const RackShape& of_a = shapes_[a];
        const RackShape& of_b = shapes_[b];
        const double apart = of_a.half_width_m + of_b.half_width_m + type_.saddle_gap_m;
        RackDistance beside{a,     b,    RackReason::SaddleGap, {}, id(a), id(b), apart, apart,
                            false, false};
        if (of_a.rises() != of_b.rises()) {
            const bool b_is_left = of_b.rises() ? of_b.to_left : !of_a.to_left;
            beside.never_right = b_is_left;
            beside.never_left = !b_is_left;
        }
        put(std::move(beside));
    }

    void post(std::size_t b) {
        const double apart =
            0.5 * type_.post.width_m + type_.saddle_gap_m + shapes_[b].half_width_m;
        put({shapes_.size(),
             b,
             RackReason::PostGap,
             {},
             "post",
             id(b),
             apart,
             apart,
             !shapes_[b].left,
             !shapes_[b].right});
    }

    /// The corridor above `lower` is free of `upper`: on another level `upper` lies on the side
    /// away from the facade; beside it on its beam either side will do.
    void corridor(std::size_t upper, std::size_t lower) {
        const RackShape& under = shapes_[lower];
        if (!under.rises()) return;
        for (std::size_t k = 0; k < shapes_[upper].bodies.size(); ++k) {
            const RackBody& over = shapes_[upper].bodies[k];
            if (!reaches_above(over, shapes_[upper], under.bodies[under.riser], under)) continue;
            apart(upper, k, lower, under.riser, over.half_width_m + 0.5 * under.corridor_m,
                  RackReason::Corridor);
            if (shapes_[upper].level == under.level) continue;
            all_.back().never_right = under.to_left;
            all_.back().never_left = !under.to_left;
        }
    }

    /// Both are connected to one facade: the deeper one a step nearer to it.
    void stagger(std::size_t upper, std::size_t lower) {
        const RackShape& over = shapes_[upper];
        const RackShape& under = shapes_[lower];
        if (!over.rises() || !under.rises() || over.to_left != under.to_left) return;
        if (over.level >= under.level || !(type_.stagger_m > 0.0)) return;
        apart(upper, over.riser, lower, under.riser, type_.stagger_m, RackReason::Stagger);
        all_.back().never_right = under.to_left;
        all_.back().never_left = !under.to_left;
    }

    void prism(std::size_t upper, std::size_t lower) {
        const RackShape& under = shapes_[lower];
        if (!(under.free_above_m > 0.0)) return;
        for (std::size_t k = 0; k < shapes_[upper].bodies.size(); ++k) {
            for (std::size_t j = 0; j < under.bodies.size(); ++j) {
                const RackBody& over = shapes_[upper].bodies[k];
                if (!reaches_above(over, shapes_[upper], under.bodies[j], under)) continue;
                apart(upper, k, lower, j, over.half_width_m + 0.5 * under.free_above_m,
                      RackReason::Rule, under.free_above_rule);
            }
        }
    }

    void rule(const RackPairRule& asked) {
        const RackBody& a = shapes_[asked.member_a].bodies[asked.body_a];
        const RackBody& b = shapes_[asked.member_b].bodies[asked.body_b];
        const double apart_m = plan_distance(asked, a, b);
        if (!(apart_m > 0.0)) return;
        apart(asked.member_a, asked.body_a, asked.member_b, asked.body_b, apart_m, RackReason::Rule,
              asked.rule);
    }

    void aside(std::size_t a, std::size_t b, double aside_m) {
        for (std::size_t k = 0; k < shapes_[a].bodies.size(); ++k) {
            for (std::size_t j = 0; j < shapes_[b].bodies.size(); ++j)
                apart(a, k, b, j, aside_m, RackReason::Temperature);
        }
    }

private:
    const std::string& id(std::size_t member) const { return shapes_[member].bodies.front().asset; }

    void put(RackDistance distance) { all_.push_back(std::move(distance)); }

    bool reaches_above(const RackBody& over, const RackShape& of_over, const RackBody& under,
                       const RackShape& of_under) const {
        const double top_over = axis_depth_m(over, of_over, levels_) - over.half_height_m;
        const double top_under = axis_depth_m(under, of_under, levels_) - under.half_height_m;
        return top_over < top_under - 1e-9;
    }

    /// What a pair rule leaves to be kept in plan, between axes, at these heights.
    double plan_distance(const RackPairRule& asked, const RackBody& a, const RackBody& b) const {
        const double both = a.half_width_m + b.half_width_m;
        if (asked.measure == Measure::AxisHorizontal) return asked.required_m;
        if (asked.measure == Measure::EdgeHorizontal) return asked.required_m + both;
        const double drop = std::abs(axis_depth_m(a, shapes_[asked.member_a], levels_) -
                                     axis_depth_m(b, shapes_[asked.member_b], levels_));
        if (asked.measure == Measure::Edge3d) {
            const double reach = asked.required_m + both;
            return drop < reach ? std::sqrt(reach * reach - drop * drop) : 0.0;
        }
        // Upright rules decided the heights already; on one level they part the plans.
        const bool one_level = shapes_[asked.member_a].level == shapes_[asked.member_b].level;
        return one_level || stands_wrong(asked) ? both : 0.0;
    }

    /// An order that the type's own order turns round: the plans may not overlap.
    bool stands_wrong(const RackPairRule& asked) const {
        if (asked.measure != Measure::OrderVertical) return false;
        const int of_a = shapes_[asked.member_a].level;
        const int of_b = shapes_[asked.member_b].level;
        return asked.b_above ? of_b > of_a : of_a > of_b;
    }

    const model::RackType& type_;
    const std::vector<RackMember>& members_;
    const std::vector<RackShape>& shapes_;
    const RackLevels& levels_;
    std::vector<RackDistance> all_;
};

model::Network network_of(const RackMember& member) {
    return member.assets.front().network;
}

bool is_heat_and_water(const RackMember& a, const RackMember& b) {
    const auto heat = model::Network::Heat;
    const auto water = model::Network::Water;
    return (network_of(a) == heat && network_of(b) == water) ||
           (network_of(a) == water && network_of(b) == heat);
}

}  // namespace

std::vector<RackDistance> rack_distances(const model::RackType& type,
                                         const std::vector<RackMember>& members,
                                         const std::vector<RackShape>& shapes,
                                         const std::vector<RackPairRule>& rules,
                                         const RackLevels& levels, double aside_m) {
    Distances distances{type, members, shapes, levels};
    for (std::size_t a = 0; a < shapes.size(); ++a) {
        distances.post(a);
        for (std::size_t b = 0; b < shapes.size(); ++b) {
            if (a == b) continue;
            distances.corridor(a, b);
            distances.stagger(a, b);
            distances.prism(a, b);
            if (a > b) continue;
            if (shapes[a].level == shapes[b].level) distances.neighbours(a, b);
            if (aside_m > 0.0 && is_heat_and_water(members[a], members[b]))
                distances.aside(a, b, aside_m);
        }
    }
    for (const RackPairRule& rule : rules)
        distances.rule(rule);
    return distances.take();
}

}  // namespace maaiveld::layout
