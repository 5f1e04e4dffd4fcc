#pragma once

#include "layout/section_bound.h"

#include <array>
#include <cstdint>

namespace maaiveld::layout {

/// Where items that are not placed can begin, for comparing many at once: sixteen bits per item,
/// four items in a word, the upper bit of each free for the comparison. Placed items have 0.
inline constexpr std::size_t kLaneWords = (kMostItems + 3) / 4;
using Lanes = std::array<std::uint64_t, kLaneWords>;

/// `after` by item: 0 .. kMostPlaces.
template <typename Place>
Lanes lanes_of(std::uint32_t placed, const Place* after, std::size_t items) {
    Lanes lanes{};
    for (std::size_t k = 0; k < items; ++k) {
        if (placed >> k & 1U) continue;
        lanes[k / 4] |= static_cast<std::uint64_t>(after[k]) << (16 * (k % 4));
    }
    return lanes;
}

/// Whether every lane of a is at most that of b.
inline bool none_larger(const Lanes& a, const Lanes& b) {
    constexpr std::uint64_t kTops = 0x8000800080008000U;
    for (std::size_t w = 0; w < kLaneWords; ++w) {
        if ((((b[w] | kTops) - a[w]) & kTops) != kTops) return false;
    }
    return true;
}

}  // namespace maaiveld::layout
