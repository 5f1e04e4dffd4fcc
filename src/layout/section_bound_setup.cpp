#include "layout/section_bound_scratch.h"

#include <algorithm>
#include <bit>

namespace maaiveld::layout {
namespace {

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

}  // namespace

void SectionBound::scale_costs(const Core& core) {
    while ((most_cost(core) >> shift_) >= kFar / 4)
        ++shift_;
    width_cost_ = static_cast<std::int32_t>(core.width_cost >> shift_);
    for (const auto& row : core.cost) {
        auto& cost = cost_.emplace_back(row);
        for (std::size_t x = 0; x < row.size(); ++x)
            cost[x] = row[x] == kForbidden ? kFar : row[x] >> shift_;
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

/// Of each class of twins the right ones: a set stands for all sets with as many of each class.
void SectionBound::put_in_order() {
    alike_set_.assign(std::size_t{all_} + 1, 0);
    for (std::uint32_t set = 1; set <= all_; ++set) {
        const std::uint32_t fewer = alike_set_[set & (set - 1)];
        const std::size_t c = class_of_[static_cast<std::size_t>(std::countr_zero(set))];
        const auto& one = classes_[c];
        std::size_t k = one.size() - 1;
        while (fewer & bit(one[k]))
            --k;
        alike_set_[set] = fewer | bit(one[k]);
    }
}

/// Of each item the cheapest place that leaves room for whatever lies right of it.
void SectionBound::find_cheapest(const Core& core) {
    for (std::size_t i = 0; i < items_; ++i) {
        int gap = items_ == 1 ? 0 : places_;
        for (std::size_t k = 0; k < items_; ++k) {
            if (k != i) gap = std::min(gap, core.between(i, k).gap);
        }
        least_gap_.push_back(gap);
        cheapest_from_.push_back(std::min(places_, core.lo[i] + gap));
        auto& cheapest = cheapest_.emplace_back(cost_[i].size(), 0);
        std::int32_t least = kFar;
        for (int x = core.lo[i]; x + gap < places_; ++x) {
            least = std::min(least, cost_[i][static_cast<std::size_t>(x)]);
            cheapest[static_cast<std::size_t>(x + gap)] = least;
        }
    }
}

/// Makes the last piece longer by place x, or begins a new one.
void SectionBound::add_place(std::vector<Piece>& pieces, int x, int after) {
    if (!pieces.empty()) {
        Piece& last = pieces.back();
        if (last.from == last.to && after == last.from + last.at) {
            last = {last.from, x, false, after};
            return;
        }
        if (after == (last.moves ? x + last.at : last.at)) {
            last.to = x;
            return;
        }
    }
    pieces.push_back({x, x, true, after - x});
}

/// Where an item can begin right of another: a few straight pieces, also with facade orders.
void SectionBound::find_pieces(const Core& core) {
    pieces_.resize(items_ * items_);
    wishes_.resize(items_ * items_);
    for (std::size_t j = 0; j < items_; ++j) {
        for (std::size_t k = 0; k < items_; ++k) {
            if (j == k) continue;
            const Rightward& r = core.between(j, k);
            const std::int32_t per_step = r.wanted > r.gap ? r.per_step >> shift_ : 0;
            wishes_[j * items_ + k] = {r.gap, r.wanted, per_step};
            std::vector<Piece>& pieces = pieces_[j * items_ + k];
            if (!core.has_facade_order(j, k)) {
                pieces.push_back({0, places_ - 1, true, r.gap});
                continue;
            }
            for (int x = core.lo[j]; x <= core.hi[j]; ++x) {
                const int after = core.after(j, k, x);
                if (after < places_) add_place(pieces, x, after);
            }
        }
    }
}

/// [(left item * items + right item) * places + x]: the first place of the right item when the left
/// one lies at x.
std::vector<int> SectionBound::nexts(const Core& core) const {
    std::vector<int> next;
    next.reserve(items_ * items_ * static_cast<std::size_t>(places_));
    for (std::size_t j = 0; j < items_; ++j) {
        for (std::size_t k = 0; k < items_; ++k) {
            for (int x = 0; x < places_; ++x) {
                const int after = j == k ? places_ : core.after(j, k, x);
                next.push_back(after < places_ ? core.next[k][static_cast<std::size_t>(after)]
                                               : Core::kNowhere);
            }
        }
    }
    return next;
}

/// By set of items and the last (rightmost) of them: the first place where it can lie.
void SectionBound::find_earliest(const Core& core) {
    const std::vector<int> next = nexts(core);
    const auto places = static_cast<std::size_t>(places_);
    earliest_.assign((std::size_t{all_} + 1) * items_, Core::kNowhere);
    for (std::size_t i = 0; i < items_; ++i) {
        if (in_order(all_ & ~bit(i))) earliest_[bit(i) * items_ + i] = core.lo[i];
    }
    for (std::uint32_t set = 1; set < all_; ++set) {
        for (std::size_t j = 0; j < items_; ++j) {
            const int x = earliest_[set * items_ + j];
            if (x >= places_) continue;
            ++work_;
            for (std::size_t k = 0; k < items_; ++k) {
                const std::size_t twin = twin_left_[k];
                if ((set & bit(k)) || (twin < items_ && !(set & bit(twin)))) continue;
                int& at = earliest_[(set | bit(k)) * items_ + k];
                at = std::min(at, next[(j * items_ + k) * places + static_cast<std::size_t>(x)]);
            }
        }
    }
}

}  // namespace maaiveld::layout
