#pragma once

#include "layout/section_bound.h"

#include <chrono>
#include <functional>

namespace maaiveld::layout {

/// What a search may still spend. Nodes are tables made and labels opened: the same count on every
/// machine.
class SearchBudget {
public:
    explicit SearchBudget(const SearchLimits& limits);
    void spend(std::int64_t nodes) { spent_ += nodes; }
    std::int64_t spent() const { return spent_; }
    bool out();  ///< looks at the clock only when asked for a clock
    SearchEnd end() const;

private:
    SearchLimits limits_;
    std::chrono::steady_clock::time_point begin_;
    std::int64_t spent_ = 0;
    bool late_ = false;
};

/// What a search in a core found, relative to core.base.
struct CoreAnswer {
    std::vector<int> places;  ///< the cheapest placement below the target; empty: none
    Cost cost = 0;
    Cost bound = 0;       ///< no placement costs less
    bool closed = false;  ///< `places` is the optimum, or there is none below the target
};

/// The cheapest placement of a core below `target`: best first, item by item from left to right,
/// with the tables as bound and every pair counted, until `labels` were opened.
CoreAnswer search_core(const Core& core, const SectionBound& bound, Cost target,
                       std::int64_t labels, SearchBudget& budget);

}  // namespace maaiveld::layout
