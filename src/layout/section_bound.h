#pragma once

#include "layout/section_solver_core.h"

#include <cstdint>
#include <vector>

namespace maaiveld::layout {

/// Most items and places that the tables over subsets are made for.
inline constexpr std::size_t kMostItems = 20;
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
    Cost rest(std::uint32_t set, std::size_t first, int x) const {
        const Table& of = table(set, first);
        if (x < of.lo || x > of.hi) return kNone;
        const std::int32_t value = values_[of.at + static_cast<std::size_t>(x - of.lo)];
        return value >= kFar ? kNone : Cost{value} << shift_;
    }
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
    static constexpr std::int32_t kFar = 1 << 29;  ///< no placement, in a table
    struct Table {
        int lo = 0;
        int hi = -1;
        std::uint32_t at = 0;
    };
    /// For x in from..to the next item can begin at `at`, or at x + at when that moves along.
    struct Piece {
        int from = 0;
        int to = -1;
        bool moves = true;
        int at = 0;
    };
    struct Scratch;

    const Table& table(std::uint32_t set, std::size_t first) const {
        return tables_[rows_[set] * items_ + first];
    }
    void scale_costs(const Core& core);
    void find_classes();
    void put_in_order();
    bool in_order(std::uint32_t set) const { return alike_set_[set] == set; }
    static void add_place(std::vector<Piece>& pieces, int x, int after);
    void find_pieces(const Core& core);
    void find_cheapest(const Core& core);
    std::vector<int> nexts(const Core& core) const;
    void find_earliest(const Core& core);
    void make_tables(const Core& core);
    void prepare(std::uint32_t after, Scratch& scratch) const;
    void lengthen(const Core& core, std::uint32_t after, std::size_t first, Scratch& scratch);
    Table reach_of(const Core& core, std::uint32_t set, std::size_t first) const;
    void cheapest_left(std::uint32_t set, std::size_t first, Table own, Scratch& scratch) const;
    void drop_by_left(std::uint32_t set, std::size_t first, Table own, Scratch& scratch) const;
    void reach_over(Table own, std::size_t first, std::size_t second, Scratch& scratch) const;
    void reach_far(Piece piece, std::size_t second, Scratch& scratch) const;
    void reach_near(Piece piece, const Rightward& wish, std::size_t second, Scratch& scratch) const;
    void store(std::uint32_t set, std::size_t first, Table own, Scratch& scratch);

    std::size_t items_ = 0;
    int places_ = 0;
    Left left_;
    std::vector<int> half_left_;
    int least_half_left_ = 0;
    std::uint32_t all_ = 0;
    int shift_ = 0;  ///< costs in the tables are halved this often, rounded down
    std::int32_t target_ = 0;
    std::int32_t width_cost_ = 0;
    bool made_ = false;
    std::int64_t work_ = 0;
    std::vector<std::size_t> twin_left_;
    std::vector<std::vector<std::size_t>> classes_;  ///< twins, from left to right
    std::vector<std::size_t> class_of_;
    std::vector<std::uint32_t> members_;           ///< bits, by class
    std::vector<std::uint32_t> alike_set_;         ///< by set: twins put in their order
    std::vector<std::vector<std::int32_t>> cost_;  ///< scaled, kFar where forbidden
    std::vector<int> least_gap_;                   ///< of each item to whatever lies right of it
    /// By item and place: its cheapest place least_gap or more to the left; 0 before
    /// `cheapest_from`, where it has none.
    std::vector<std::vector<std::int32_t>> cheapest_;
    std::vector<int> cheapest_from_;
    std::vector<int> earliest_;               ///< [set * items + last]
    std::vector<std::vector<Piece>> pieces_;  ///< [left item * items + right item]
    std::vector<Rightward> wishes_;           ///< the same; per_step 0: nothing wanted
    std::vector<std::uint32_t> rows_;         ///< by set: its row of tables_; 0: it has none
    std::vector<Table> tables_;               ///< [row * items + first]
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
