#pragma once

#include "layout/route.h"

#include <vector>

namespace maaiveld::layout {

/// What route searches look up again and again.
class RouteIndex {
public:
    static constexpr int kAbsent = -1;

    explicit RouteIndex(const RouteProblem& problem);

    /// Index of a line in a section's lines, or kAbsent.
    int item(std::size_t section, std::size_t line) const { return item_[section][line]; }
    /// The bays of a line: [first, last). Lines lie in one unbroken run of bays.
    std::size_t first_bay(std::size_t line) const { return first_[line]; }
    std::size_t last_bay(std::size_t line) const { return last_[line]; }
    /// The first permitted place at or right of x; `places` when there is none.
    int next_free(std::size_t section, std::size_t item, int x) const;
    /// The leftmost place that is reached from x through permitted places only.
    int run_start(std::size_t section, std::size_t item, int x) const {
        return run_start_[section][item][static_cast<std::size_t>(x)];
    }

private:
    std::vector<std::vector<int>> item_;
    std::vector<std::size_t> first_, last_;
    std::vector<std::vector<std::vector<int>>> next_free_, run_start_;
};

/// Place in the order by line; lines that are not in it get kUnordered.
inline constexpr std::size_t kUnordered = static_cast<std::size_t>(-1);
std::vector<std::size_t> ranks(const std::vector<std::size_t>& order, std::size_t lines);

/// The gap that counts where both lines move sideways.
int slanted(int need, double factor);

/// Lines at a place that each bay must agree on: whether line `line` moves in bay `bay`.
bool moves(const Route& route, std::size_t line, std::size_t bay);

}  // namespace maaiveld::layout
