#include "layout/section_bound.h"

#include <Eigen/Core>

#include <algorithm>
#include <bit>

namespace maaiveld::layout {
namespace {

constexpr std::int32_t kFar = 1 << 29;             ///< no placement, in a table
constexpr std::size_t kMostEntries = 100'000'000;  ///< 400 MB

using Row = Eigen::Map<Eigen::Array<std::int32_t, Eigen::Dynamic, 1>>;
using ConstRow = Eigen::Map<const Eigen::Array<std::int32_t, Eigen::Dynamic, 1>>;

std::uint32_t bit(std::size_t i) {
    return std::uint32_t{1} << i;
}

/// An upper bound of every cost that the tables can hold.
Cost most_cost(const Core& core) {
    Cost most = 0;
    for (const auto& row : core.cost) {
        Cost item = 0;
        for (const std::int32_t c : row) {
            if (c != kForbidden) item = std::max<Cost>(item, c);
        }
        most += item;
    }
    for (const Rightward& r : core.rightward) {
        most += Cost{r.per_step} * (std::max(0, r.wanted) + core.places);
    }
    int widest = 0;
    for (std::size_t i = 0; i < core.items; ++i) {
        widest = std::max({widest, std::abs(core.half_left[i]), std::abs(core.half_right[i])});
    }
    return most + core.width_cost * (2 * core.places + 2 * widest);
}

int least_half_left(const Core& core) {
    return *std::min_element(core.half_left.begin(), core.half_left.end());
}

}  // namespace

/// What fill_set works with; one row has a value per place.
struct SectionBound::Scratch {
    std::vector<std::int32_t> best;   ///< least cost right of x, with the width from 0 on
    std::vector<std::int32_t> other;  ///< least cost of the items not in the set
    std::vector<std::int32_t> key;
    std::vector<int> window;
    /// By set of the layer before and its leftmost item: least entry at or right of a place.
    std::vector<Table> least;
    std::vector<std::int32_t> least_values, least_values_next;
};

SectionBound::SectionBound(const Core& core, Cost target, Left left)
    : items_(core.items), left_(left), half_left_(core.half_left), twin_left_(core.twin_left) {
    if (items_ == 0 || items_ > kMostItems || core.places > kMostPlaces) return;
    all_ = bit(items_) - 1;
    scale_costs(core);
    find_classes();
    target_ = static_cast<std::int32_t>(
        std::min<Cost>(kFar - 1, (std::max<Cost>(target, 0) >> shift_) + (shift_ > 0 ? 1 : 0)));
    for (std::size_t i = 0; i < items_; ++i) {
        int gap = items_ == 1 ? 0 : core.places;
        for (std::size_t k = 0; k < items_; ++k) {
            if (k != i) gap = std::min(gap, core.between(i, k).gap);
        }
        least_gap_.push_back(gap);
    }
    for (std::uint32_t set = 0; set <= all_; ++set)
        alike_set_.push_back(in_order(set));
    if (!left_.bound) find_earliest(core);
    tables_.resize((std::size_t{all_} + 1) * items_);
    Scratch scratch;
    scratch.least.resize(tables_.size());
    const auto places = static_cast<std::size_t>(core.places);
    scratch.best.resize(places);
    scratch.other.resize(places);
    scratch.key.resize(places);
    scratch.window.resize(places);
    std::vector<std::vector<std::uint32_t>> layers(items_ + 1);
    for (std::uint32_t set = 1; set <= all_; ++set) {
        if (twins_allow(set)) layers[static_cast<std::size_t>(std::popcount(set))].push_back(set);
    }
    for (const auto& layer : layers) {
        scratch.least_values_next.clear();
        for (const std::uint32_t set : layer) {
            fill_set(core, set, scratch);
            if (values_.size() > kMostEntries) return;
        }
        scratch.least_values.swap(scratch.least_values_next);
    }
    made_ = true;
}

void SectionBound::scale_costs(const Core& core) {
    while ((most_cost(core) >> shift_) >= kFar / 4)
        ++shift_;
    width_cost_ = static_cast<std::int32_t>(core.width_cost >> shift_);
    for (const auto& row : core.cost) {
        auto& cost = cost_.emplace_back(row);
        auto& cheapest = cheapest_.emplace_back(row.size());
        std::int32_t least = kFar;
        for (std::size_t x = 0; x < row.size(); ++x) {
            cost[x] = row[x] == kForbidden ? kFar : row[x] >> shift_;
            least = std::min(least, cost[x]);
            cheapest[x] = least;
        }
    }
}

void SectionBound::find_classes() {
    class_of_.assign(items_, 0);
    std::vector<std::size_t> right(items_, items_);
    for (std::size_t i = 0; i < items_; ++i) {
        if (twin_left_[i] < items_) right[twin_left_[i]] = i;
    }
    for (std::size_t i = 0; i < items_; ++i) {
        if (twin_left_[i] < items_) continue;
        std::vector<std::size_t>& one = classes_.emplace_back();
        members_.push_back(0);
        for (std::size_t k = i; k < items_; k = right[k]) {
            one.push_back(k);
            members_.back() |= bit(k);
            class_of_[k] = classes_.size() - 1;
        }
    }
}

SectionBound::Key SectionBound::alike(std::uint32_t set, std::size_t first) const {
    const std::size_t c = class_of_[first];
    const auto count = static_cast<std::size_t>(std::popcount(set & members_[c]));
    return {alike_set_[set], classes_[c][classes_[c].size() - count]};
}

std::uint32_t SectionBound::in_order(std::uint32_t set) const {
    std::uint32_t ordered = 0;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
        const auto count = static_cast<std::size_t>(std::popcount(set & members_[c]));
        const std::size_t size = classes_[c].size();
        for (std::size_t k = size - count; k < size; ++k)
            ordered |= bit(classes_[c][k]);
    }
    return ordered;
}

/// Of two twins the left one comes first, so the right part cannot hold the left one alone.
bool SectionBound::twins_allow(std::uint32_t right_part) const {
    for (std::size_t i = 0; i < items_; ++i) {
        if (twin_left_[i] < items_ && (right_part & bit(twin_left_[i])) && !(right_part & bit(i)))
            return false;
    }
    return true;
}

/// By set of items and the last (rightmost) of them: the first place where it can lie.
void SectionBound::find_earliest(const Core& core) {
    earliest_.assign((std::size_t{all_} + 1) * items_, Core::kNowhere);
    for (std::size_t i = 0; i < items_; ++i) {
        if (twins_allow(all_ & ~bit(i))) earliest_[bit(i) * items_ + i] = core.lo[i];
    }
    for (std::uint32_t set = 1; set < all_; ++set) {
        for (std::size_t j = 0; j < items_; ++j) {
            const int x = earliest_[set * items_ + j];
            if (x >= core.places) continue;
            ++work_;
            for (std::size_t k = 0; k < items_; ++k) {
                const std::size_t twin = twin_left_[k];
                if ((set & bit(k)) || (twin < items_ && !(set & bit(twin)))) continue;
                const int after = core.after(j, k, x);
                if (after >= core.places) continue;
                int& at = earliest_[(set | bit(k)) * items_ + k];
                at = std::min(at, core.next[k][static_cast<std::size_t>(after)]);
            }
        }
    }
}

/// The first place where `first` can be the leftmost of `set`.
int SectionBound::first_place(const Core& core, std::uint32_t set, std::size_t first) const {
    const std::uint32_t left = (all_ & ~set) | bit(first);
    if (!left_.bound) return earliest_[left * items_ + first];
    // The other tables count from the right end and in coarse steps.
    const int cells = (core.places + left_.grid - 1) / left_.grid;
    const Key key = left_.bound->alike(left, first);
    const int last = left_.bound->hi(key.set, key.first);
    if (left_.bound->lo(key.set, key.first) > last) return Core::kNowhere;
    return std::max(core.lo[first], (cells - 1 - last) * left_.grid);
}

/// What the items not in the set cost at least when all of them lie left of a place.
void SectionBound::cheapest_left(const Core& core, std::uint32_t set, Scratch& scratch) const {
    const int places = core.places;
    Row other(scratch.other.data(), places);
    std::int32_t span = 0;
    other.setZero();
    for (std::size_t i = 0; i < items_; ++i) {
        if (set & bit(i)) continue;
        const int gap = std::min(least_gap_[i], places);
        span += width_cost_ * gap;
        other.head(gap) = kFar;
        other.tail(places - gap) += ConstRow(cheapest_[i].data(), places - gap);
        other = other.min(kFar);
    }
    other += span + width_cost_ * least_half_left(core);
}

void SectionBound::fill_set(const Core& core, std::uint32_t set, Scratch& scratch) {
    bool reachable = false;
    for (std::size_t j = 0; j < items_ && !reachable; ++j) {
        reachable = (set & bit(j)) && first_place(core, set, j) < core.places;
    }
    if (!reachable) return;
    if (!left_.bound) cheapest_left(core, set, scratch);
    for (std::size_t j = 0; j < items_; ++j) {
        if (set & bit(j)) fill_table(core, set, j, scratch);
    }
}

/// By place, what lies left of `first` costs at least, from the coarse tables.
void SectionBound::drop_by_left(const Core& core, std::uint32_t set, std::size_t first,
                                Scratch& scratch) const {
    const SectionBound& other = *left_.bound;
    const Key key = other.alike((all_ & ~set) | bit(first), first);
    const int cells = (core.places + left_.grid - 1) / left_.grid;
    const Table& table = tables_[set * items_ + first];
    for (int cell = table.lo / left_.grid; cell <= table.hi / left_.grid; ++cell) {
        const int from = std::max(table.lo, cell * left_.grid);
        const int to = std::min(table.hi, cell * left_.grid + left_.grid - 1);
        const Cost rest = other.rest(key.set, key.first, cells - 1 - cell);
        Cost least = kFar;
        if (rest != kNone) {
            const std::int32_t coarse_own =
                other.cost_[key.first][static_cast<std::size_t>(cells - 1 - cell)];
            least = (rest >> shift_) - ((Cost{coarse_own} << other.shift_) >> shift_) - 1;
            if (shift_ == 0 && other.shift_ == 0) ++least;
            least += width_cost_ * Cost{least_half_left(core) - (left_.grid - 1)};
        }
        for (int x = from; x <= to; ++x) {
            scratch.other[static_cast<std::size_t>(x)] =
                static_cast<std::int32_t>(std::min<Cost>(least, kFar));
        }
    }
}

void SectionBound::fill_table(const Core& core, std::uint32_t set, std::size_t first,
                              Scratch& scratch) {
    const int lo = first_place(core, set, first);
    int hi = core.hi[first];
    if (left_.bound && lo <= hi) {
        const int cells = (core.places + left_.grid - 1) / left_.grid;
        const Key key = left_.bound->alike((all_ & ~set) | bit(first), first);
        const int cell = cells - 1 - left_.bound->lo(key.set, key.first);
        hi = std::min(hi, cell * left_.grid + left_.grid - 1);
    }
    if (lo > hi) return;
    ++work_;
    Table& table = tables_[set * items_ + first];
    table.lo = lo;
    table.hi = hi;
    const std::uint32_t after = set & ~bit(first);
    Row best(scratch.best.data(), core.places);
    best.segment(lo, hi - lo + 1) = kFar;
    if (after == 0) {
        for (int x = lo; x <= hi; ++x) {
            best[x] = width_cost_ * (x + core.half_right[first]);
        }
    }
    for (std::size_t k = 0; k < items_; ++k) {
        if (after & bit(k)) reach_over(core, after, first, k, scratch);
    }
    if (left_.bound) drop_by_left(core, set, first, scratch);
    store(set, first, scratch);
}

/// Lowers scratch.best by what follows when `second` is the next item right of `first`.
void SectionBound::reach_over(const Core& core, std::uint32_t after, std::size_t first,
                              std::size_t second, Scratch& scratch) const {
    const Table& least = scratch.least[after * items_ + second];
    if (least.lo > least.hi) return;
    const Table& own = table(after | bit(first), first);
    const Rightward& r = core.between(first, second);
    const std::int32_t* values = scratch.least_values.data() + least.at;  // [x - least.lo]
    Row best(scratch.best.data(), core.places);
    if (core.has_facade_order(first, second)) {
        for (int x = own.lo; x <= own.hi; ++x) {
            const int from = std::max(least.lo, core.after(first, second, x));
            if (from > least.hi) break;
            best[x] = std::min(best[x], values[from - least.lo]);
        }
        return;
    }
    const std::int32_t per_step = r.per_step >> shift_;
    const bool hinged = per_step > 0 && r.wanted > r.gap;
    const int free_from = hinged ? r.wanted : r.gap;
    // Left of where `second` can begin, it begins there.
    const int split = std::clamp(least.lo - free_from, own.lo, own.hi + 1);
    if (split > own.lo) {
        Row head = Row(&best[own.lo], split - own.lo);
        head = head.min(values[0]);
    }
    const int last = std::min(own.hi, least.hi - free_from);
    if (last >= split) {
        Row tail = Row(&best[split], last - split + 1);
        tail = tail.min(ConstRow(values + (split + free_from - least.lo), last - split + 1));
    }
    if (!hinged) return;
    // Nearer than wanted: c * (x + wanted) + least of (entry - c * x') for x' in [x+gap, x+wanted),
    // the least over a window that slides from right to left.
    const Table& next = table(after, second);
    const std::int32_t* entries = values_.data() + next.at;
    int head = 0;
    int tail = 0;
    int enter = std::min(next.hi, own.hi + r.wanted - 1);
    for (int x = std::min(own.hi, next.hi - r.gap); x >= own.lo; --x) {
        if (x + r.wanted <= next.lo) break;
        for (; enter >= std::max(next.lo, x + r.gap); --enter) {
            const std::int32_t value = entries[enter - next.lo];
            if (value >= kFar) continue;
            const std::int32_t key = value + (width_cost_ - per_step) * enter;
            while (tail > head && scratch.key[static_cast<std::size_t>(tail - 1)] >= key)
                --tail;
            scratch.key[static_cast<std::size_t>(tail)] = key;
            scratch.window[static_cast<std::size_t>(tail)] = enter;
            ++tail;
        }
        while (tail > head && scratch.window[static_cast<std::size_t>(head)] >= x + r.wanted)
            ++head;
        if (tail > head) {
            best[x] = std::min(
                best[x], scratch.key[static_cast<std::size_t>(head)] + per_step * (x + r.wanted));
        }
    }
}

/// Adds the own cost of `first`, drops what cannot stay below the target, and keeps the rest.
void SectionBound::store(std::uint32_t set, std::size_t first, Scratch& scratch) {
    Table& table = tables_[set * items_ + first];
    const auto& cost = cost_[first];
    int lo = table.hi + 1;
    int hi = -1;
    for (int x = table.lo; x <= table.hi; ++x) {
        const auto at = static_cast<std::size_t>(x);
        std::int32_t value = kFar;
        if (scratch.best[at] < kFar && cost[at] < kFar) {
            value = scratch.best[at] + cost[at] - width_cost_ * x;
            if (value + scratch.other[at] >= target_) value = kFar;
        }
        scratch.best[at] = value;
        if (value >= kFar) continue;
        lo = std::min(lo, x);
        hi = x;
    }
    table.lo = lo;
    table.hi = hi;
    if (lo > hi) return;
    table.at = static_cast<std::uint32_t>(values_.size());
    values_.insert(values_.end(), scratch.best.begin() + lo, scratch.best.begin() + hi + 1);
    Table& least = scratch.least[set * items_ + first];
    least = table;
    least.at = static_cast<std::uint32_t>(scratch.least_values_next.size());
    scratch.least_values_next.resize(least.at + static_cast<std::size_t>(hi - lo + 1));
    std::int32_t running = kFar;
    for (int x = hi; x >= lo; --x) {
        const std::int32_t value = scratch.best[static_cast<std::size_t>(x)];
        if (value < kFar) running = std::min(running, value + width_cost_ * x);
        scratch.least_values_next[least.at + static_cast<std::size_t>(x - lo)] = running;
    }
}

Cost SectionBound::rest(std::uint32_t set, std::size_t first, int x) const {
    const Table& of = table(set, first);
    if (x < of.lo || x > of.hi) return kNone;
    const std::int32_t value = values_[of.at + static_cast<std::size_t>(x - of.lo)];
    return value >= kFar ? kNone : Cost{value} << shift_;
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
