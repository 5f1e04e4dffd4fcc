#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace maaiveld::layout {

/// A cost that no path has.
inline constexpr std::int64_t kNoWay = std::numeric_limits<std::int64_t>::max() / 4;

/// One bay as the path of one line sees it, over places 0 .. n-1 (sideways or in height). Costs are
/// for each end of the bay.
struct BayView {
    std::vector<std::int64_t> start_cost, end_cost;
    std::vector<char> free;                   ///< by place: it may be in there or pass through
    int straight_low = 0, straight_high = 0;  ///< where it may run straight on
    int start_low = 0, start_high = 0, end_low = 0, end_high = 0;  ///< where moves start and end
    int most_shift = 0;
};

/// The cheapest path over consecutive bays: a place at every node, exact for these costs; every
/// change of direction costs `bend`. Empty when there is none; `cost` is the path's.
std::vector<int> cheapest_path(const std::vector<BayView>& bays, std::int64_t bend,
                               std::int64_t& cost);

}  // namespace maaiveld::layout
