#include "layout/section_bound.h"

#include "layout/section_bound_scratch.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

constexpr std::size_t kMostEntries = 100'000'000;  ///< 400 MB

int least_half_left(const Core& core) {
    return *std::min_element(core.half_left.begin(), core.half_left.end());
}

}  // namespace

SectionBound::SectionBound(const Core& core, Cost target, Left left)
    : items_(core.items),
      places_(core.places),
      left_(left),
      half_left_(core.half_left),
      twin_left_(core.twin_left) {
    if (items_ == 0 || items_ > kMostItems || places_ > kMostPlaces) return;
    all_ = bit(items_) - 1;
    least_half_left_ = least_half_left(core);
    scale_costs(core);
    find_classes();
    put_in_order();
    target_ = static_cast<std::int32_t>(
        std::min<Cost>(kFar - 1, (std::max<Cost>(target, 0) >> shift_) + (shift_ > 0 ? 1 : 0)));
    find_pieces(core);
    if (!left_.bound) {
        find_cheapest(core);
        find_earliest(core);
    }
    make_tables(core);
}

/// Layer by layer: the sets that have tables are lengthened by each item that may lie left of them.
void SectionBound::make_tables(const Core& core) {
    rows_.assign(std::size_t{all_} + 1, 0);
    tables_.resize(items_);
    Scratch scratch(*this);
    std::vector<std::uint32_t> layer{0};
    for (std::size_t size = 0; size < items_; ++size) {
        std::vector<std::uint32_t> next;
        for (const std::uint32_t after : layer) {
            prepare(after, scratch);
            for (std::size_t j = 0; j < items_; ++j) {
                const std::uint32_t set = after | bit(j);
                if (set == after || alike_set_[set] != set) continue;
                const bool had = rows_[set] != 0;
                lengthen(core, after, j, scratch);
                if (!had && rows_[set] != 0) next.push_back(set);
            }
            if (values_.size() > kMostEntries) return;
        }
        layer.swap(next);
    }
    made_ = true;
}

/// Where `first` can be the leftmost of `set`.
SectionBound::Table SectionBound::reach_of(const Core& core, std::uint32_t set,
                                           std::size_t first) const {
    const std::uint32_t left = (all_ & ~set) | bit(first);
    if (!left_.bound) return {earliest_[left * items_ + first], core.hi[first], 0};
    // The other tables count from the right end and in coarse steps.
    const int cells = (places_ + left_.grid - 1) / left_.grid;
    const Key key = left_.bound->alike(left, first);
    const Table& table = left_.bound->table(key.set, key.first);
    if (table.lo > table.hi) return {};
    return {std::max(core.lo[first], (cells - 1 - table.hi) * left_.grid),
            std::min(core.hi[first], (cells - table.lo) * left_.grid - 1), 0};
}

/// The table of `first` left of the items `after`.
void SectionBound::lengthen(const Core& core, std::uint32_t after, std::size_t first,
                            Scratch& scratch) {
    const std::uint32_t set = after | bit(first);
    const Table own = reach_of(core, set, first);
    if (own.lo > own.hi) return;
    ++work_;
    Row best(scratch.best.data(), places_);
    best.segment(own.lo, own.hi - own.lo + 1) = kFar;
    if (after == 0) {
        for (int x = own.lo; x <= own.hi; ++x)
            best[x] = width_cost_ * (x + core.half_right[first]);
    }
    for (std::size_t k = 0; k < items_; ++k) {
        if (scratch.after[k].lo <= scratch.after[k].hi) reach_over(own, first, k, scratch);
    }
    if (left_.bound) {
        drop_by_left(set, first, own, scratch);
    } else {
        cheapest_left(set, first, own, scratch);
    }
    store(set, first, own, scratch);
}

/// By place, what may be spent from `first` on: the target without the cheapest places of the items
/// that lie left of it.
void SectionBound::cheapest_left(std::uint32_t set, std::size_t first, Table own,
                                 Scratch& scratch) const {
    std::int32_t span = width_cost_ * least_half_left_;
    int begin = 0;
    for (std::size_t i = 0; i < items_; ++i) {
        if (set & bit(i)) continue;
        span += width_cost_ * least_gap_[i];
        begin = std::max(begin, cheapest_from_[i]);
    }
    const int split = std::clamp(begin, own.lo, own.hi + 1);
    Row limit(scratch.limit.data(), places_);
    limit.segment(own.lo, split - own.lo) = -kFar;
    const int size = own.hi + 1 - split;
    limit.segment(split, size) = target_ - span - ConstRow(scratch.others.data() + split, size) +
                                 ConstRow(cheapest_[first].data() + split, size);
}

/// By place, what may be spent from `first` on: the target without what the coarse tables say that
/// lies left of it costs at least.
void SectionBound::drop_by_left(std::uint32_t set, std::size_t first, Table own,
                                Scratch& scratch) const {
    const SectionBound& other = *left_.bound;
    const Key key = other.alike((all_ & ~set) | bit(first), first);
    const int cells = (places_ + left_.grid - 1) / left_.grid;
    const Table& left = other.table(key.set, key.first);
    const std::int32_t* rest = other.values_.data() + left.at;
    const auto& coarse_cost = other.cost_[key.first];
    const Cost slack = width_cost_ * Cost{least_half_left_ - (left_.grid - 1)};
    for (int cell = own.lo / left_.grid; cell <= own.hi / left_.grid; ++cell) {
        const int at = cells - 1 - cell;
        Cost limit = -kFar;  // nothing has room left of it
        if (rest[at - left.lo] < kFar) {
            const Cost own_cost = coarse_cost[static_cast<std::size_t>(at)];
            Cost least = (Cost{rest[at - left.lo]} << other.shift_ >> shift_) -
                         (own_cost << other.shift_ >> shift_) - 1;
            if (shift_ == 0 && other.shift_ == 0) ++least;
            limit = std::clamp<Cost>(target_ - least - slack, -kFar, kFar);
        }
        const int from = std::max(own.lo, cell * left_.grid);
        const int to = std::min(own.hi, cell * left_.grid + left_.grid - 1);
        for (int x = from; x <= to; ++x)
            scratch.limit[static_cast<std::size_t>(x)] = static_cast<std::int32_t>(limit);
    }
}

/// Adds the own cost of `first`, drops what cannot stay below the target, and keeps the rest.
void SectionBound::store(std::uint32_t set, std::size_t first, Table own, Scratch& scratch) {
    const auto& cost = cost_[first];
    int lo = own.hi + 1;
    int hi = -1;
    for (int x = own.lo; x <= own.hi; ++x) {
        const auto at = static_cast<std::size_t>(x);
        std::int32_t value = scratch.best[at] + cost[at] - width_cost_ * x;
        if (scratch.best[at] >= kFar || cost[at] >= kFar || value >= scratch.limit[at])
            value = kFar;
        scratch.best[at] = value;
        if (value >= kFar) continue;
        lo = std::min(lo, x);
        hi = x;
    }
    if (lo > hi) return;
    if (rows_[set] == 0) {
        rows_[set] = static_cast<std::uint32_t>(tables_.size() / items_);
        tables_.resize(tables_.size() + items_);
    }
    tables_[rows_[set] * items_ + first] = {lo, hi, static_cast<std::uint32_t>(values_.size())};
    values_.insert(values_.end(), scratch.best.begin() + lo, scratch.best.begin() + hi + 1);
}

Cost SectionBound::root() const {
    Cost least = kNone;
    for (std::size_t j = 0; j < items_; ++j) {
        for (int x = lo(all_, j); x <= hi(all_, j); ++x) {
            const Cost value = rest(all_, j, x);
            if (value == kNone) continue;
            least = std::min(least, value + (Cost{width_cost_} << shift_) * half_left_[j]);
        }
    }
    return least;
}

}  // namespace maaiveld::layout
