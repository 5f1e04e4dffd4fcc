#pragma once

#include "layout/layout_heat.h"
#include "layout/section_brief.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// The horizontal distances in a section between lines that give heat and lines that must stay
/// cool, edge to edge. A line that gives heat is one of the network heat: an item's or an
/// obstacle's. Two lines that both stay where they are, or lie in one item, are not counted.
class HeatDistance {
public:
    /// `cool` are ids of assets or demands.
    HeatDistance(const SectionBrief& brief, const std::vector<std::string>& cool,
                 const model::Street& street);

    /// Whether there are lines to keep apart.
    bool any() const { return !pairs_.empty() || !fixed_.empty(); }

    /// The least distance with the items at `places` (one per item of the brief), m; nothing when
    /// there is no such pair. Below zero: they overlap in plan.
    std::optional<double> of(const std::vector<ItemPlace>& places) const;

    /// The least distance that the pairs of the problem leave at any difference of levels, m.
    double least_m(const SectionProblem& problem) const;

    /// The problem of the whole brief (problem_of) with every one of these distances at least
    /// `least_m`, rounded up to the grid, and the items with lines that must stay cool at a cover
    /// of at least `cover_steps` (grid steps). Costs stay as they are.
    SectionProblem with_least(const SectionProblem& problem, double least_m, int cover_steps) const;

    /// Items of the brief with lines that must stay cool.
    const std::vector<std::size_t>& cool_items() const { return cool_items_; }

private:
    /// x_b - x_a in (low - d, high + d) is nearer than d.
    struct PairReach {
        std::size_t a = 0, b = 0;
        double low_m = 0.0, high_m = 0.0;
    };
    /// x of the item in (low - d, high + d) is nearer than d.
    struct FixedReach {
        std::size_t item = 0;
        double low_m = 0.0, high_m = 0.0;
    };

    void add_items(const SectionBrief& brief, std::size_t a, std::size_t b);
    void add_obstacle(const SectionBrief& brief, std::size_t item, const Obstacle& obstacle);
    bool gives_heat(const Body& body) const;
    bool is_cool(const std::string& id) const;

    std::vector<std::string> heat_, cool_;
    std::vector<PairReach> pairs_;
    std::vector<FixedReach> fixed_;
    std::vector<std::size_t> cool_items_;
    std::vector<double> off_grid_m_;  ///< by item: how far a fixed place lies right of the grid's
};

}  // namespace maaiveld::layout
