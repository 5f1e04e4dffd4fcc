#include "layout/path_search.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

/// The cheapest path of one line over its bays (exact for the costs of the views; a change of
/// direction counts one bend).
class PathSearch {
public:
    PathSearch(const std::vector<BayView>& bays, std::int64_t bend)
        : bays_{bays}, bend_{bend}, places_{bays.empty() ? 0 : bays.front().free.size()} {}

    /// The places at the nodes, or nothing; `cost` is the path's.
    std::vector<int> run(std::int64_t& cost) {
        straight_.assign(places_, 0);
        moving_.assign(places_, kNoWay);
        came_.resize(bays_.size());
        for (std::size_t k = 0; k < bays_.size(); ++k)
            step(k);
        return traced(cost);
    }

private:
    /// Where a path that moved through a bay came from, and whether it moved before; of a straight
    /// one whether it moved before.
    struct Came {
        std::vector<int> moved_from;
        std::vector<char> straight_after_move, move_after_move;
    };

    void step(std::size_t k) {
        const BayView& bay = bays_[k];
        Came& came = came_[k];
        came.moved_from.assign(places_, -1);
        came.straight_after_move.assign(places_, 0);
        came.move_after_move.assign(places_, 0);
        next_straight_.assign(places_, kNoWay);
        next_moving_.assign(places_, kNoWay);
        leave_.assign(places_, kNoWay);
        for (std::size_t x = 0; x < places_; ++x) {
            if (!bay.free[x]) continue;
            const int at = static_cast<int>(x);
            const std::int64_t from_move = moving_[x] + bend_;
            if (at >= bay.straight_low && at <= bay.straight_high) {
                came.straight_after_move[x] = from_move < straight_[x];
                const std::int64_t before = std::min(straight_[x], from_move);
                if (before < kNoWay)
                    next_straight_[x] = before + bay.start_cost[x] + bay.end_cost[x];
            }
            if (at >= bay.start_low && at <= bay.start_high) {
                came.move_after_move[x] = moving_[x] < straight_[x];
                const std::int64_t before = std::min(straight_[x], moving_[x]);
                if (before < kNoWay) leave_[x] = before + bend_ + bay.start_cost[x];
            }
        }
        if (bay.most_shift > 0) move_through(k);
        straight_.swap(next_straight_);
        moving_.swap(next_moving_);
    }

    /// Within a run of permitted places: the best start within reach, by a sliding window.
    void move_through(std::size_t k) {
        const BayView& bay = bays_[k];
        for (std::size_t from = 0; from < places_;) {
            if (!bay.free[from]) {
                ++from;
                continue;
            }
            std::size_t to = from;
            while (to < places_ && bay.free[to])
                ++to;
            slide(k, from, to);
            from = to;
        }
    }

    void slide(std::size_t k, std::size_t from, std::size_t to) {
        const BayView& bay = bays_[k];
        const auto reach = static_cast<std::size_t>(bay.most_shift);
        window_.clear();
        std::size_t head = 0;
        std::size_t next = from;
        for (std::size_t x = from; x < to; ++x) {
            for (; next < std::min(to, x + reach + 1); ++next) {
                while (window_.size() > head && leave_[window_.back()] >= leave_[next])
                    window_.pop_back();
                window_.push_back(next);
            }
            while (window_[head] + reach < x)
                ++head;
            const int at = static_cast<int>(x);
            if (at < bay.end_low || at > bay.end_high || leave_[window_[head]] >= kNoWay) continue;
            next_moving_[x] = leave_[window_[head]] + bay.end_cost[x];
            came_[k].moved_from[x] = static_cast<int>(window_[head]);
        }
    }

    std::vector<int> traced(std::int64_t& cost) const {
        std::size_t best = 0;
        bool moved = false;
        cost = kNoWay;
        for (std::size_t x = 0; x < places_; ++x) {
            if (straight_[x] < cost) best = x, moved = false, cost = straight_[x];
            if (moving_[x] < cost) best = x, moved = true, cost = moving_[x];
        }
        if (cost >= kNoWay) return {};
        std::vector<int> path(bays_.size() + 1);
        for (std::size_t k = bays_.size(); k-- > 0;) {
            path[k + 1] = static_cast<int>(best);
            const Came& came = came_[k];
            if (moved) {
                best = static_cast<std::size_t>(came.moved_from[best]);
                moved = came.move_after_move[best] != 0;
            } else {
                moved = came.straight_after_move[best] != 0;
            }
        }
        path[0] = static_cast<int>(best);
        return path;
    }

    const std::vector<BayView>& bays_;
    std::int64_t bend_;
    std::size_t places_;
    std::vector<std::int64_t> straight_, moving_, next_straight_, next_moving_, leave_;
    std::vector<std::size_t> window_;
    std::vector<Came> came_;
};

}  // namespace

std::vector<int> cheapest_path(const std::vector<BayView>& bays, std::int64_t bend,
                               std::int64_t& cost) {
    cost = kNoWay;
    if (bays.empty()) return {};
    return PathSearch{bays, bend}.run(cost);
}

}  // namespace maaiveld::layout
