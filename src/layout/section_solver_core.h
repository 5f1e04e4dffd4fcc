#pragma once

#include "layout/section_problem.h"

#include <algorithm>
#include <vector>

namespace maaiveld::layout {

/// Part of the choices of a section problem: each item lies at lo..hi, on one of its levels
/// level_lo..level_hi (all ends included).
struct Box {
    struct Range {
        int lo = 0;
        int hi = 0;
        int level_lo = 0;
        int level_hi = 0;
        bool single() const { return lo == hi && level_lo == level_hi; }
    };
    std::vector<Range> items;
};

/// The box of everything.
Box whole_box(const SectionProblem& problem);

/// What one item asks of another that lies to its right at distance d >= 0: d >= gap, and a wanted
/// distance that costs `per_step` for each step short of it.
struct Rightward {
    int gap = 0;
    int wanted = 0;
    std::int32_t per_step = 0;
};

/// A box as a problem on one line: levels are gone, what is left is the least that each choice of
/// levels asks. Its optimum is a lower bound of the box, and exact for flat sections whose pairs do
/// not depend on levels. Costs are told relative to each item's cheapest place; `base` has the
/// rest.
struct Core {
    static constexpr int kNowhere = std::numeric_limits<int>::max() / 4;

    /// Places are filled up (with forbidden ones) to a multiple of this, so that coarser grids fit
    /// seen from either end.
    static constexpr int kCells = 32;

    std::size_t items = 0;
    int places = 0;
    Cost base = 0;
    /// By item and place; kForbidden where the item cannot lie.
    std::vector<std::vector<std::int32_t>> cost;
    /// By item and place: the first allowed place there or right of it; kNowhere: none.
    std::vector<std::vector<int>> next;
    std::vector<int> lo, hi;           ///< first and last allowed place
    std::vector<Rightward> rightward;  ///< [left item * items + right item]
    /// [left item * items + right item]: steps of a facade order whose `first` is the left item
    /// (`facade_left`) or the right item (`facade_right`); 0: none.
    std::vector<int> facade_left, facade_right;
    int cell = 1;  ///< places of the section per place of this core; facade orders count the former
    int twice_middle = 0;
    Cost width_cost = 0;
    std::vector<int> half_left, half_right;
    /// The item that is the same in every respect and must lie left of this one, or items.
    std::vector<std::size_t> twin_left;
    bool feasible = true;

    const Rightward& between(std::size_t left, std::size_t right) const {
        return rightward[left * items + right];
    }
    bool has_facade_order(std::size_t left, std::size_t right) const {
        return facade_left[left * items + right] > 0 || facade_right[left * items + right] > 0;
    }
    /// The first place where `right` may lie when `left` lies at x and not right of it. Never falls
    /// with x. kNowhere: none.
    int after(std::size_t left, std::size_t right, int x) const {
        const int at = x + between(left, right).gap;
        if (!has_facade_order(left, right)) return at;
        const int ordered = after_by_order(left, right, x * cell);
        return ordered == kNowhere ? kNowhere : std::max(at, ordered / cell);
    }
    /// What the facade orders alone ask, in places of the section; kNowhere: `right` cannot follow.
    int after_by_order(std::size_t left, std::size_t right, int x) const;
};

/// Forbids the places whose own cost already is `target` or more, relative to core.base. False: an
/// item has none left.
bool narrow(Core& core, Cost target);

/// Sets lo, hi and next from the costs.
void index_places(Core& core);

/// The core of a box. With `limits` what the sum limits ask of pairs counts as well.
Core core_of(const SectionProblem& problem, const Box& box, bool limits);

}  // namespace maaiveld::layout
