#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// What a layout costs, in thousandths of a euro per metre of street: whole numbers, so that two
/// ways of finding an optimum can be compared for equality.
using Cost = std::int64_t;

/// The cost of a place where nothing may lie.
inline constexpr std::int32_t kForbidden = std::numeric_limits<std::int32_t>::max();

/// One height at which an item may lie.
struct Level {
    int cover = 0;  ///< finished surface to the item's top, in grid steps
    /// By place x = 0 .. places-1: what lying there costs, or kForbidden.
    std::vector<std::int32_t> cost;
};

/// What is placed as one: a line, a heat pair with its fixed spacing, a cable bed, a rack.
struct Item {
    std::string name;
    int half_left = 0;          ///< grid steps from its reference to its left edge, rounded up
    int half_right = 0;         ///< the same to its right edge
    std::vector<Level> levels;  ///< by rising cover; at least one
};

/// What a pair asks of d = x_b - x_a at one difference of levels. Allowed: d <= left or d >= right
/// (left < right; `left` = kNever: b never left of a; `right` = kAlways: every d >= left+1 is
/// forbidden). No constraint: left + 1 == right. A wanted distance costs `cost_per_step` for every
/// step that d falls short of it on its own side: d >= right: max(0, wanted_right - d); d <= left:
/// max(0, d - wanted_left).
struct Spacing {
    static constexpr int kNever = std::numeric_limits<int>::min() / 4;
    static constexpr int kAlways = std::numeric_limits<int>::max() / 4;

    int left = -1;
    int right = 0;
    int wanted_left = 0;
    int wanted_right = 0;
    std::int32_t cost_per_step = 0;
};

/// Both on the same half of the street (x < middle or x > middle; twice the grid so that the middle
/// may lie between two places): `first` at least `steps` nearer to that half's facade than
/// `second`. Items on different halves, or exactly in the middle, are free.
struct FacadeOrder {
    std::size_t first = 0;
    std::size_t second = 0;
    int steps = 0;
};

/// Two items; `by_difference[cover_b - cover_a + offset]` is what they ask at that difference of
/// covers; a difference without an entry is free. A single entry holds at every difference,
/// whatever the offset. Several pairs may name the same two items: all of them hold, their costs
/// add up.
struct Pair {
    std::size_t a = 0;
    std::size_t b = 0;
    int offset = 0;
    std::vector<Spacing> by_difference;
};

/// Heat (or anything that adds up): at item `item` the sum over all sources of
/// strength * ln(mirror distance / distance) must not pass `room_by_level` of its level. A source
/// is an item (index below items.size()) or a fixed place. Distances run between axes: depth of an
/// axis = cover * step_m + axis_m; the mirror lies `2 * film_m` higher than depth alone gives
/// (an equivalent layer for the surface film).
struct SumLimit {
    struct Source {
        std::optional<std::size_t> item;  ///< absent: fixed at x_m, depth_m
        double x_m = 0.0;  ///< a fixed source's place; of an item: to the right of its reference
        double depth_m = 0.0;   ///< a fixed source's depth; of an item: its axis below its top
        double strength = 0.0;  ///< q / (2 pi lambda), K; never negative
    };
    std::string name;
    std::size_t item = 0;
    double axis_m = 0.0;  ///< the item's axis below its top
    double film_m = 0.0;
    std::vector<Source> sources;
    std::vector<double> room_by_level;  ///< one per level of the item
};

/// A street's section as a search: where each item lies (x and level) so that every constraint
/// holds and the cost is least. Place x counts grid steps from the section's left end to the right;
/// the reference of an item is where its bodies' positions are told from.
struct SectionProblem {
    double step_m = 0.01;
    int places = 0;  ///< x = 0 .. places-1
    std::vector<Item> items;
    std::vector<Pair> pairs;
    std::vector<FacadeOrder> orders;
    std::vector<SumLimit> limits;
    int twice_middle = 0;  ///< 2 * middle of the street, for `orders`
    /// Paid for every step of the occupied width: from the leftmost left edge to the rightmost
    /// right edge of all items together.
    std::int32_t width_cost_per_step = 0;
};

struct Place {
    int x = 0;
    int level = 0;  ///< index in the item's levels
    friend bool operator==(const Place&, const Place&) = default;
};

/// Why a search ended.
enum class SearchEnd : std::uint8_t {
    Proven,      ///< the optimum, or the certainty that there is none
    NodeLimit,   ///< the same answer on every machine and thread count
    ClockLimit,  ///< cut short by the clock: another run may answer otherwise
};

struct SearchLimits {
    std::int64_t nodes = 20'000'000;
    double seconds = 0.0;  ///< 0: no clock
};

struct SectionAnswer {
    std::vector<Place> places;  ///< one per item; empty when none was found
    Cost cost = 0;
    Cost bound = 0;  ///< no placement costs less; equals cost when proven
    SearchEnd end = SearchEnd::Proven;
    std::int64_t nodes = 0;
    bool found() const { return !places.empty(); }
    bool infeasible() const { return places.empty() && end == SearchEnd::Proven; }
};

/// Whether `places` keeps every constraint, and what it costs; nothing when it breaks one.
std::optional<Cost> cost_of(const SectionProblem& problem, const std::vector<Place>& places);

/// The cheapest placement. Deterministic; `start` (may be empty) is a placement to improve on.
SectionAnswer solve_section(const SectionProblem& problem, const SearchLimits& limits = {},
                            const std::vector<Place>& start = {});

}  // namespace maaiveld::layout
