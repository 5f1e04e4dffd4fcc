#include "layout/rack_fill_parts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace maaiveld::layout {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSame_m = 1e-9;

/// Lines on one side of the posts, by their distance from them. `after[i][j]`: how much farther j
/// must lie than i when it lies beyond i; infinite: it may not; minus infinite: nothing is asked.
struct Side {
    std::vector<std::vector<double>> after;
    std::vector<double> least;  ///< distance that the posts ask
    std::vector<double> half;
    std::vector<int> level;

    bool is_asked(std::size_t i, std::size_t j) const {
        return after[i][j] > -kInfinity || after[j][i] > -kInfinity;
    }
};

/// The shortest arrangement of some lines on one side. A disjunctive problem: of every two lines
/// that ask a distance one lies beyond the other. Orders that are decided are arcs of a graph, the
/// longest path to a line is the least distance it can have; a node whose least distances break no
/// open pair is solved. Branches on the open pair that costs most.
class Shortest {
public:
    Shortest(const Side& side, const std::vector<std::size_t>& lines, std::int64_t& nodes_left)
        : side_{side},
          lines_{lines},
          nodes_left_{nodes_left},
          order_(side.least.size() * side.least.size(), 0) {}

    /// Least reach from the posts; infinite when there is none. `at` receives the distances.
    double solve(std::vector<double>& at) {
        decide_forced();
        best_m_ = kInfinity;
        root_m_ = -1.0;
        search();
        at = best_at_;
        return best_m_;
    }

    /// What the root alone proves.
    double root_m() const { return std::max(0.0, root_m_); }
    /// Before any branch.
    double bound_only() {
        decide_forced();
        std::vector<double> head;
        return relax(head) ? bound(head) : kInfinity;
    }

private:
    char& order(std::size_t i, std::size_t j) { return order_[i * side_.least.size() + j]; }

    /// One order is forbidden: the other holds.
    void decide_forced() {
        for (const std::size_t i : lines_) {
            for (const std::size_t j : lines_) {
                if (i != j && side_.after[i][j] == kInfinity && side_.after[j][i] < kInfinity)
                    order(j, i) = 1;
            }
        }
    }

    /// Least distances under the decided orders; false when they go round in a circle.
    bool relax(std::vector<double>& head) {
        head = side_.least;
        for (std::size_t round = 0; round <= lines_.size(); ++round) {
            bool changed = false;
            for (const std::size_t i : lines_) {
                for (const std::size_t j : lines_) {
                    if (order(i, j) == 0) continue;
                    const double least = head[i] + side_.after[i][j];
                    if (least <= head[j] + kSame_m) continue;
                    head[j] = least;
                    changed = true;
                }
            }
            if (!changed) return true;
        }
        return false;
    }

    /// Room needed beyond a line's axis by what lies farther.
    std::vector<double> tails() {
        std::vector<double> tail = side_.half;
        for (std::size_t round = 0; round <= lines_.size(); ++round) {
            for (const std::size_t i : lines_) {
                for (const std::size_t j : lines_) {
                    if (order(i, j) != 0) tail[i] = std::max(tail[i], side_.after[i][j] + tail[j]);
                }
            }
        }
        return tail;
    }

    /// Lines of one level lie one beyond the other: their widths add up, after the first that can
    /// begin and before what must come after the last.
    double level_bound(const std::vector<double>& head, const std::vector<double>& tail, int level,
                       double start_m) const {
        double begin = kInfinity;
        double end = kInfinity;
        double sum = 0.0;
        double gap = kInfinity;
        int count = 0;
        for (const std::size_t i : lines_) {
            if (side_.level[i] != level || head[i] - side_.half[i] < start_m - kSame_m) continue;
            for (const std::size_t j : lines_) {
                if (j != i && side_.level[j] == level)
                    gap = std::min(gap, side_.after[i][j] - side_.half[i] - side_.half[j]);
            }
            begin = std::min(begin, head[i] - side_.half[i]);
            end = std::min(end, tail[i] - side_.half[i]);
            sum += 2.0 * side_.half[i];
            ++count;
        }
        if (count == 0 || (count > 1 && !std::isfinite(gap))) return 0.0;
        return begin + sum + (count > 1 ? (count - 1) * gap : 0.0) + end;
    }

    double bound(const std::vector<double>& head) {
        const std::vector<double> tail = tails();
        double reach = 0.0;
        for (const std::size_t i : lines_) {
            reach = std::max(reach, head[i] + tail[i]);
            reach =
                std::max(reach, level_bound(head, tail, side_.level[i], head[i] - side_.half[i]));
        }
        return reach;
    }

    /// By how much the cheaper order of an open pair moves a line; 0 when both are kept already.
    double conflict(const std::vector<double>& head, std::size_t i, std::size_t j) const {
        const double j_beyond = head[i] + side_.after[i][j] - head[j];
        const double i_beyond = head[j] + side_.after[j][i] - head[i];
        return std::max(0.0, std::min(j_beyond, i_beyond));
    }

    void search() {
        if (nodes_left_-- <= 0) return;
        std::vector<double> head;
        if (!relax(head)) return;
        const double least = bound(head);
        if (root_m_ < 0.0) root_m_ = least;
        if (least >= best_m_ - kSame_m) return;
        std::size_t a = 0;
        std::size_t b = 0;
        double worst = kSame_m;
        for (const std::size_t i : lines_) {
            for (const std::size_t j : lines_) {
                if (j <= i || order(i, j) != 0 || order(j, i) != 0 || !side_.is_asked(i, j))
                    continue;
                if (conflict(head, i, j) <= worst) continue;
                worst = conflict(head, i, j);
                a = i;
                b = j;
            }
        }
        if (a == b) return keep(head);
        const double b_beyond = head[a] + side_.after[a][b] - head[b];
        const double a_beyond = head[b] + side_.after[b][a] - head[a];
        if (a_beyond < b_beyond) std::swap(a, b);
        branch(a, b);
        branch(b, a);
    }

    void branch(std::size_t first, std::size_t second) {
        if (side_.after[first][second] == kInfinity) return;
        order(first, second) = 1;
        search();
        order(first, second) = 0;
    }

    void keep(const std::vector<double>& head) {
        double reach = 0.0;
        for (const std::size_t i : lines_)
            reach = std::max(reach, head[i] + side_.half[i]);
        if (reach >= best_m_ - kSame_m) return;
        best_m_ = reach;
        best_at_ = head;
    }

    const Side& side_;
    const std::vector<std::size_t>& lines_;
    std::int64_t& nodes_left_;
    std::vector<char> order_;
    double best_m_ = kInfinity;
    double root_m_ = -1.0;
    std::vector<double> best_at_;
};

/// Both sides of the posts: which line lies on which, then the shortest arrangement of each.
class Arranger {
public:
    Arranger(const std::vector<RackDistance>& distances, const std::vector<RackShape>& shapes,
             double post_half_m, double step_m, const SearchLimits& limits)
        : distances_{distances},
          shapes_{shapes},
          post_half_m_{post_half_m},
          step_m_{step_m},
          nodes_left_{limits.nodes},
          left_{side(true)},
          right_{side(false)} {}

    /// Two lines on different sides would ask more than the posts between them give.
    bool asks_across() const {
        for (const RackDistance& d : distances_) {
            if (d.a >= shapes_.size() || d.b >= shapes_.size()) continue;
            const bool b_right = shapes_[d.a].left && shapes_[d.b].right;
            const bool b_left = shapes_[d.a].right && shapes_[d.b].left;
            if (b_right &&
                (d.never_right || left_.least[d.a] + right_.least[d.b] < d.right_m - kSame_m)) {
                return true;
            }
            if (b_left &&
                (d.never_left || right_.least[d.a] + left_.least[d.b] < d.left_m - kSame_m)) {
                return true;
            }
        }
        return false;
    }

    RackArrangement arrange() {
        choose(0);
        best_.end = nodes_left_ > 0 ? SearchEnd::Proven : SearchEnd::NodeLimit;
        best_.bound_m = nodes_left_ > 0 ? best_.width_m : std::min(bound_m_, best_.width_m);
        return best_;
    }

private:
    double up(double m) const { return step_m_ * std::ceil(m / step_m_ - 1e-9); }

    Side side(bool is_left) const {
        const std::size_t n = shapes_.size();
        Side s{std::vector<std::vector<double>>(n, std::vector<double>(n, -kInfinity)),
               std::vector<double>(n, 0.0),
               {},
               {}};
        for (const RackShape& shape : shapes_) {
            s.half.push_back(shape.half_width_m);
            s.level.push_back(shape.level);
        }
        for (const RackDistance& d : distances_) {
            // Towards the left distances from the posts grow against x.
            const double beyond = d.never_left ? kInfinity : up(d.left_m);
            const double before = d.never_right ? kInfinity : up(d.right_m);
            if (d.a == n) {
                s.least[d.b] = std::max(s.least[d.b], is_left ? up(d.left_m) : up(d.right_m));
                continue;
            }
            double& a_then_b = s.after[d.a][d.b];
            double& b_then_a = s.after[d.b][d.a];
            a_then_b = std::max(a_then_b, is_left ? beyond : before);
            b_then_a = std::max(b_then_a, is_left ? before : beyond);
        }
        return s;
    }

    void choose(std::size_t m) {
        if (nodes_left_ <= 0 && best_.found) return;
        if (m == shapes_.size()) return finish();
        for (const bool to_left : {shapes_[m].to_left, !shapes_[m].to_left}) {
            if (!(to_left ? shapes_[m].left : shapes_[m].right)) continue;
            auto& mine = to_left ? on_left_ : on_right_;
            mine.push_back(m);
            // More lines never make a side shorter.
            const double least = reach_bound(left_, on_left_) + reach_bound(right_, on_right_);
            if (!best_.found || least < best_.width_m - kSame_m) choose(m + 1);
            mine.pop_back();
        }
    }

    double reach_bound(const Side& side, const std::vector<std::size_t>& lines) {
        if (lines.empty()) return post_half_m_;
        return std::max(post_half_m_, Shortest{side, lines, nodes_left_}.bound_only());
    }

    void finish() {
        std::vector<double> at_left, at_right;
        Shortest left{left_, on_left_, nodes_left_};
        Shortest right{right_, on_right_, nodes_left_};
        double width = post_half_m_;
        if (!on_left_.empty()) width = std::max(width, left.solve(at_left));
        double other = post_half_m_;
        if (!on_right_.empty()) other = std::max(other, right.solve(at_right));
        bound_m_ = std::min(bound_m_, std::max(post_half_m_, left.root_m()) +
                                          std::max(post_half_m_, right.root_m()));
        width += other;
        if (!std::isfinite(width) || (best_.found && width >= best_.width_m - kSame_m)) return;
        best_.found = true;
        best_.width_m = width;
        best_.at_m.assign(shapes_.size() + 1, 0.0);
        for (const std::size_t m : on_left_)
            best_.at_m[m] = -at_left[m];
        for (const std::size_t m : on_right_)
            best_.at_m[m] = at_right[m];
    }

    const std::vector<RackDistance>& distances_;
    const std::vector<RackShape>& shapes_;
    double post_half_m_;
    double step_m_;
    std::int64_t nodes_left_;
    Side left_, right_;
    std::vector<std::size_t> on_left_, on_right_;
    double bound_m_ = kInfinity;
    RackArrangement best_;
};

}  // namespace

std::optional<RackArrangement> arrange_rack(const std::vector<RackDistance>& distances,
                                            const std::vector<RackShape>& shapes,
                                            double post_half_m, double step_m,
                                            const SearchLimits& limits) {
    Arranger arranger{distances, shapes, post_half_m, step_m, limits};
    if (arranger.asks_across()) return {};
    return arranger.arrange();
}

}  // namespace maaiveld::layout
