#include "exchange/imkl_axis.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace maaiveld::exchange {

using geometry::Vec2;

namespace {

constexpr double kJoin_m = 0.05;
/// A street does not turn back: cosine of the sharpest turn, 120 degrees.
constexpr double kSharpestTurn = -0.5;

bool is_main(const Draft& draft) {
    const auto kind = draft.asset.attributes.find("kind");
    const bool house = kind != draft.asset.attributes.end() &&
                       kind->second == model::AttributeValue(std::string("house_connection"));
    return !house && !is_container(draft.feature->kind) &&
           draft.asset.status == model::Status::Functional;
}

/// One end of one line.
struct End {
    std::size_t line;
    bool front;
};

/// The ends of the lines of one network, found by place.
class Ends {
public:
    explicit Ends(const std::vector<const PlanLine*>& lines) : lines_(lines) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            cells_[cell_of(lines[i]->front())].push_back({i, true});
            cells_[cell_of(lines[i]->back())].push_back({i, false});
        }
    }

    /// The end within 0.05 m of `from` of a line not yet `used` that best goes on in `direction`.
    std::optional<End> straightest(const Vec2& from, const Vec2& direction,
                                   const std::vector<bool>& used) const;

private:
    using Cell = std::pair<std::int64_t, std::int64_t>;
    static Cell cell_of(const Vec2& p) {
        return {static_cast<std::int64_t>(std::floor(p.x() / kJoin_m)),
                static_cast<std::int64_t>(std::floor(p.y() / kJoin_m))};
    }
    const std::vector<End>& ends_in(const Cell& cell) const;

    const std::vector<const PlanLine*>& lines_;
    std::map<Cell, std::vector<End>> cells_;
};

Vec2 end_of(const PlanLine& line, bool front) {
    return front ? line.front() : line.back();
}

/// The direction in which a line leaves its end.
Vec2 leaving(const PlanLine& line, bool front) {
    const Vec2 step =
        front ? Vec2(line[1] - line[0]) : Vec2(line[line.size() - 2] - line[line.size() - 1]);
    return step.normalized();
}

const std::vector<End>& Ends::ends_in(const Cell& cell) const {
    static const std::vector<End> none;
    const auto found = cells_.find(cell);
    return found == cells_.end() ? none : found->second;
}

std::optional<End> Ends::straightest(const Vec2& from, const Vec2& direction,
                                     const std::vector<bool>& used) const {
    std::optional<End> best;
    double best_cosine = kSharpestTurn;
    const Cell centre = cell_of(from);
    for (int step = 0; step < 9; ++step) {
        const Cell cell{centre.first + step % 3 - 1, centre.second + step / 3 - 1};
        for (const End& end : ends_in(cell)) {
            const PlanLine& line = *lines_[end.line];
            if (used[end.line] || (end_of(line, end.front) - from).norm() > kJoin_m) continue;
            const double cosine = direction.dot(leaving(line, end.front));
            if (cosine <= best_cosine) continue;
            best = end;
            best_cosine = cosine;
        }
    }
    return best;
}

/// Adds lines to the end of `chain` as long as one goes on there.
void extend(PlanLine& chain, const std::vector<const PlanLine*>& lines, const Ends& ends,
            std::vector<bool>& used) {
    for (;;) {
        const Vec2 direction = -leaving(chain, false);
        const auto next = ends.straightest(chain.back(), direction, used);
        if (!next) return;
        used[next->line] = true;
        const PlanLine& line = *lines[next->line];
        if (next->front) {
            chain.insert(chain.end(), line.begin() + 1, line.end());
        } else {
            chain.insert(chain.end(), line.rbegin() + 1, line.rend());
        }
    }
}

/// The longest chain of `lines`, each line used once; the longest lines start first.
PlanLine longest_of(const std::vector<const PlanLine*>& lines) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < lines.size(); ++i)
        order.emplace_back(-plan_length_m(*lines[i]), i);
    std::sort(order.begin(), order.end());
    const Ends ends(lines);
    std::vector<bool> used(lines.size(), false);
    PlanLine longest;
    for (const auto& [length, start] : order) {
        if (used[start]) continue;
        used[start] = true;
        PlanLine chain = *lines[start];
        extend(chain, lines, ends, used);
        std::reverse(chain.begin(), chain.end());
        extend(chain, lines, ends, used);
        std::reverse(chain.begin(), chain.end());
        if (plan_length_m(chain) > plan_length_m(longest)) longest = std::move(chain);
    }
    return longest;
}

}  // namespace

PlanLine longest_chain(const std::vector<Draft>& drafts) {
    const bool any_main = std::any_of(drafts.begin(), drafts.end(), is_main);
    std::map<std::string, std::vector<const PlanLine*>> by_network;
    for (const Draft& draft : drafts) {
        if (any_main && !is_main(draft)) continue;
        by_network[draft.feature->network].push_back(&draft.line);
    }
    PlanLine longest;
    for (const auto& [network, lines] : by_network) {
        PlanLine chain = longest_of(lines);
        if (plan_length_m(chain) > plan_length_m(longest)) longest = std::move(chain);
    }
    return longest;
}

}  // namespace maaiveld::exchange
