#pragma once

#include "layout/section_bound.h"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace maaiveld::layout {

using Row = Eigen::Map<Eigen::Array<std::int32_t, Eigen::Dynamic, 1>>;
using ConstRow = Eigen::Map<const Eigen::Array<std::int32_t, Eigen::Dynamic, 1>>;

inline std::uint32_t bit(std::size_t i) {
    return std::uint32_t{1} << i;
}

/// What SectionBound::lengthen works with: rows by place, made once for each set that others are
/// put left of.
struct SectionBound::Scratch {
    /// The tables of one set, by its leftmost item; costs with the width from 0 on.
    struct After {
        int lo = 0;
        int hi = -1;
        std::vector<std::int32_t> value;  ///< [x - lo]
        std::vector<std::int32_t> least;  ///< [x - lo]: of the places from x on
    };
    /// The least of value - per_step * x' for x' = y .. y + length - 1.
    struct Window {
        std::size_t item = 0;
        std::int32_t per_step = 0;
        int length = 0;
        int from = 0;  ///< the first y
        int to = -1;
        std::vector<std::int32_t> least;  ///< [y - from]
    };

    explicit Scratch(const SectionBound& bound)
        : after(bound.items_),
          best(static_cast<std::size_t>(bound.places_)),
          limit(best),
          others(best) {
        for (After& row : after) {
            row.value.resize(best.size());
            row.least.resize(best.size());
        }
    }
    const Window& window(std::size_t item, std::int32_t per_step, int length);
    static void fill(Window& window, const After& row);

    std::vector<After> after;
    std::vector<Window> windows;
    std::size_t windows_made = 0;
    std::vector<std::int32_t> best;    ///< least cost right of x, with the width from 0 on
    std::vector<std::int32_t> limit;   ///< an entry must cost less
    std::vector<std::int32_t> others;  ///< the cheapest places of the items not in the set
};

}  // namespace maaiveld::layout
