#include "layout/section_bound_scratch.h"

#include <algorithm>

namespace maaiveld::layout {

/// Doubles the length as long as that stays within it, then lets two windows overlap.
void SectionBound::Scratch::fill(Window& window, const After& row) {
    const int pad = window.length - 1;
    window.from = row.lo - pad;
    window.to = row.hi;
    const int size = window.to - window.from + 1 + pad;
    window.least.assign(static_cast<std::size_t>(size), kFar);
    for (int x = row.lo; x <= row.hi; ++x) {
        const std::int32_t value = row.value[static_cast<std::size_t>(x - row.lo)];
        if (value < kFar)
            window.least[static_cast<std::size_t>(x - window.from)] = value - window.per_step * x;
    }
    Row least(window.least.data(), size);
    int length = 1;
    for (; 2 * length <= window.length; length *= 2)
        least.head(size - length) = least.head(size - length).min(least.tail(size - length));
    const int rest = window.length - length;
    if (rest > 0) least.head(size - rest) = least.head(size - rest).min(least.tail(size - rest));
}

const SectionBound::Scratch::Window& SectionBound::Scratch::window(std::size_t item,
                                                                   std::int32_t per_step,
                                                                   int length) {
    for (std::size_t w = 0; w < windows_made; ++w) {
        const Window& made = windows[w];
        if (made.item == item && made.per_step == per_step && made.length == length) return made;
    }
    if (windows_made == windows.size()) windows.emplace_back();
    Window& made = windows[windows_made++];
    made.item = item;
    made.per_step = per_step;
    made.length = length;
    fill(made, after[item]);
    return made;
}

/// The costs from `after` on, by its leftmost item.
void SectionBound::prepare(std::uint32_t after, Scratch& scratch) const {
    scratch.windows_made = 0;
    if (!left_.bound) {
        Row others(scratch.others.data(), places_);
        others.setZero();
        for (std::size_t i = 0; i < items_; ++i) {
            if (!(after & bit(i))) others += ConstRow(cheapest_[i].data(), places_);
        }
    }
    for (std::size_t k = 0; k < items_; ++k) {
        Scratch::After& row = scratch.after[k];
        const Table& of = table(after, k);
        row.lo = of.lo;
        row.hi = after & bit(k) ? of.hi : of.lo - 1;
        const std::int32_t* entries = values_.data() + of.at;
        std::int32_t running = kFar;
        for (int x = row.hi; x >= row.lo; --x) {
            const auto at = static_cast<std::size_t>(x - row.lo);
            const std::int32_t value = entries[at] < kFar ? entries[at] + width_cost_ * x : kFar;
            running = std::min(running, value);
            row.value[at] = value;
            row.least[at] = running;
        }
    }
}

/// Lowers scratch.best by what follows when `second` is the next item right of `first`.
void SectionBound::reach_over(Table own, std::size_t first, std::size_t second,
                              Scratch& scratch) const {
    const Rightward& wish = wishes_[first * items_ + second];
    for (Piece piece : pieces_[first * items_ + second]) {
        piece.from = std::max(piece.from, own.lo);
        piece.to = std::min(piece.to, own.hi);
        if (piece.from > piece.to) continue;
        if (wish.per_step == 0) {
            reach_far(piece, second, scratch);
            continue;
        }
        reach_near(piece, wish, second, scratch);
        // As far as wanted, or further.
        if (piece.moves) {
            piece.at = std::max(piece.at, wish.wanted);
            reach_far(piece, second, scratch);
        } else {
            const int bend = std::clamp(piece.at - wish.wanted, piece.from - 1, piece.to);
            reach_far({piece.from, bend, false, piece.at}, second, scratch);
            reach_far({bend + 1, piece.to, true, wish.wanted}, second, scratch);
        }
    }
}

/// The least of what follows from where `second` can begin.
void SectionBound::reach_far(Piece piece, std::size_t second, Scratch& scratch) const {
    if (piece.from > piece.to) return;
    const Scratch::After& row = scratch.after[second];
    Row best(scratch.best.data(), places_);
    // Left of where `second` has places, it begins at the first of them.
    int split = piece.from;
    if (!piece.moves) {
        if (piece.at > row.hi) return;
        split = piece.to + 1;
    } else {
        split = std::clamp(row.lo - piece.at, piece.from, piece.to + 1);
    }
    if (split > piece.from) {
        const int begin = piece.moves ? row.lo : std::max(row.lo, piece.at);
        Row head(&best[piece.from], split - piece.from);
        head = head.min(row.least[static_cast<std::size_t>(begin - row.lo)]);
    }
    const int last = std::min(piece.to, row.hi - piece.at);
    if (!piece.moves || last < split) return;
    Row tail(&best[split], last - split + 1);
    tail = tail.min(ConstRow(row.least.data() + (split + piece.at - row.lo), last - split + 1));
}

/// Nearer than wanted: per_step * (x + wanted) + the least of (entry - per_step * x').
void SectionBound::reach_near(Piece piece, const Rightward& wish, std::size_t second,
                              Scratch& scratch) const {
    const Scratch::After& row = scratch.after[second];
    Row best(scratch.best.data(), places_);
    if (piece.moves) {
        if (piece.at >= wish.wanted) return;
        const int from = std::max(piece.from, row.lo - wish.wanted + 1);
        const int to = std::min(piece.to, row.hi - piece.at);
        if (from > to) return;
        const auto& window = scratch.window(second, wish.per_step, wish.wanted - piece.at);
        const auto* least = window.least.data() + (from + piece.at - window.from);
        for (int x = from; x <= to; ++x) {
            best[x] = std::min(best[x], least[x - from] + wish.per_step * (x + wish.wanted));
        }
        return;
    }
    std::int32_t least = kFar;
    int enter = std::max(piece.at, row.lo);
    for (int x = std::max(piece.from, enter - wish.wanted + 1); x <= piece.to; ++x) {
        for (; enter <= std::min(row.hi, x + wish.wanted - 1); ++enter) {
            const std::int32_t value = row.value[static_cast<std::size_t>(enter - row.lo)];
            if (value < kFar) least = std::min(least, value - wish.per_step * enter);
        }
        if (least < kFar) best[x] = std::min(best[x], least + wish.per_step * (x + wish.wanted));
    }
}

}  // namespace maaiveld::layout
