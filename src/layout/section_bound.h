#pragma once

#include "layout/section_solver_core.h"

#include <cstdint>
#include <vector>

namespace maaiveld::layout {

/// Most items and places that the tables over subsets are made for.
inline constexpr std::size_t kMostItems = 18;
inline constexpr int kMostPlaces = 0x7fff;

/// The items of a section, ordered from left to right, are a sequence. When only neighbours in the
/// sequence see each other, the cheapest placement follows from dynamic programming over subsets:
/// `rest(U, j, x)` is the least that the items U cost when j, at x, is the leftmost of them. Items
/// further apart are left out, hence a lower bound of the section (docs/theory/section-search.md).
class SectionBound {
public:
    /// The bound of the mirrored section on a grid that is `grid` times coarser: what the items
    /// left of a place cost at least. Serves to leave out entries of the tables of the section
    /// itself.
    struct Left {
        const SectionBound* bound = nullptr;
        int grid = 1;
    };

    /// Makes the tables. Entries are left out where what lies left of them (by `left`, or else the
    /// cheapest places of those items) makes the whole cost `target` or more, relative to
    /// core.base. Work counts the tables made.
    SectionBound(const Core& core, Cost target, Left left = {nullptr, 1});

    /// False: too many items or places, or more memory than allowed; nothing may be asked then.
    bool made() const { return made_; }

    /// Least cost of the items `set` (bits) with `first` leftmost at x, width from x on included,
    /// relative to core.base. kNone: no placement below the target.
    Cost rest(std::uint32_t set, std::size_t first, int x) const;
    /// Where rest() has entries: lo..hi, empty when lo > hi.
    int lo(std::uint32_t set, std::size_t first) const { return table(set, first).lo; }
    int hi(std::uint32_t set, std::size_t first) const { return table(set, first).hi; }

    /// The least cost of a whole placement; kNone: none below the target.
    Cost root() const;

    /// The set and first item that stand for these when twins are put in their order.
    struct Key {
        std::uint32_t set = 0;
        std::size_t first = 0;
    };
    Key alike(std::uint32_t set, std::size_t first) const;

    static constexpr Cost kNone = std::numeric_limits<Cost>::max();
    std::int64_t work() const { return work_; }
    std::size_t entries() const { return values_.size(); }

private:
    struct Table {
        int lo = 0;
        int hi = -1;
        std::uint32_t at = 0;
    };
    struct Scratch;

    const Table& table(std::uint32_t set, std::size_t first) const {
        return tables_[set * items_ + first];
    }
    void scale_costs(const Core& core);
    void find_classes();
    std::uint32_t in_order(std::uint32_t set) const;
    bool twins_allow(std::uint32_t right_part) const;
    int first_place(const Core& core, std::uint32_t set, std::size_t first) const;
    void drop_by_left(const Core& core, std::uint32_t set, std::size_t first,
                      Scratch& scratch) const;
    void cheapest_left(const Core& core, std::uint32_t set, Scratch& scratch) const;
    void find_earliest(const Core& core);
    void fill_set(const Core& core, std::uint32_t set, Scratch& scratch);
    void fill_table(const Core& core, std::uint32_t set, std::size_t first, Scratch& scratch);
    void reach_over(const Core& core, std::uint32_t after, std::size_t first, std::size_t second,
                    Scratch& scratch) const;
    void store(std::uint32_t set, std::size_t first, Scratch& scratch);

    std::size_t items_ = 0;
    Left left_;
    std::vector<int> half_left_;
    std::uint32_t all_ = 0;
    int shift_ = 0;  ///< costs in the tables are halved this often, rounded down
    std::int32_t target_ = 0;
    std::int32_t width_cost_ = 0;
    bool made_ = false;
    std::int64_t work_ = 0;
    std::vector<std::size_t> twin_left_;
    std::vector<std::vector<std::size_t>> classes_;  ///< twins, from left to right
    std::vector<std::size_t> class_of_;
    std::vector<std::uint32_t> members_;               ///< bits, by class
    std::vector<std::uint32_t> alike_set_;             ///< by set: twins put in their order
    std::vector<std::vector<std::int32_t>> cost_;      ///< scaled, kFar where forbidden
    std::vector<std::vector<std::int32_t>> cheapest_;  ///< the least cost at or left of a place
    std::vector<int> least_gap_;  ///< of each item to whatever lies right of it
    std::vector<int> earliest_;   ///< [set * items + last]
    std::vector<Table> tables_;
    std::vector<std::int32_t> values_;
};

/// The core on a grid that is `grid` times coarser, every cost and distance rounded in its favour;
/// x' = x / grid. Half widths are left out. Its width may come out at most
/// grid - 1 steps too large: from cell to cell is more than from the end of one to the other's
/// begin.
Core coarser(const Core& core, int grid);

/// Items that differ little made twins, each of which asks the least that any of them asks. A
/// relaxation with far fewer subsets.
Core grouped(const Core& core);

/// Left and right changed: x' = places - 1 - x.
Core mirrored(const Core& core);

}  // namespace maaiveld::layout
