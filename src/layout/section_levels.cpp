#include "layout/section_problem_of.h"
#include "layout/section_shapes.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace maaiveld::layout {
namespace {

using rules::Measure;

bool about(const std::optional<std::size_t>& body, std::size_t k) {
    return !body || *body == k;
}

/// What a place costs, by grid step, as in Level::cost.
using Row = std::vector<std::int32_t>;

class LevelBuilder {
public:
    LevelBuilder(const ChosenBrief& chosen, std::size_t item, int places)
        : chosen_{chosen},
          brief_{chosen.brief},
          item_{chosen.on_grid[item]},
          index_{item},
          places_{places},
          step_m_{chosen.brief.step_m} {
        for (const std::size_t k : chosen.requirements) {
            const Requirement& r = chosen.requirement(k);
            if (r.item == index_ && !r.other) alone_.push_back(&r);
        }
        for (std::size_t o = 0; o < brief_.obstacles.size(); ++o)
            touchable_.push_back(may_touch(item_, brief_.obstacles[o]));
    }

    Item build() {
        Item item;
        item.name = item_.name;
        const Edges edges = edges_of(item_);
        item.half_left = steps_up(-edges.left_m, step_m_);
        item.half_right = steps_up(edges.right_m, step_m_);
        const Row base = base_row(edges);
        const auto [first, last] = covers();
        for (int cover = first; cover <= last; ++cover) {
            Level level = level_at(cover, base);
            const bool any = std::any_of(level.cost.begin(), level.cost.end(),
                                         [](std::int32_t c) { return c != kForbidden; });
            if (any) item.levels.push_back(std::move(level));
        }
        if (item.levels.empty()) {
            item.levels.push_back(
                {first, std::vector<std::int32_t>(static_cast<std::size_t>(places_), kForbidden)});
        }
        return item;
    }

private:
    static constexpr double kNowhere = 1e300;

    std::pair<int, int> covers() const {
        if (item_.fixed_cover_m) {
            const int at = static_cast<int>(std::lround(*item_.fixed_cover_m / step_m_));
            return {at, at};
        }
        return {steps_up(item_.min_cover_m, step_m_), steps_down(item_.max_cover_m, step_m_)};
    }

    double x_of(std::size_t place) const { return static_cast<double>(place) * step_m_; }

    /// What does not depend on the level: strips, pull, the section's ends, distances in plan.
    Row base_row(const Edges& edges) const {
        const std::vector<double> wanted = cost_of_wanted();
        Row row(static_cast<std::size_t>(places_), kForbidden);
        for (std::size_t k = 0; k < row.size(); ++k) {
            const double x = x_of(k);
            if (x + edges.left_m < -kRounding_m || x + edges.right_m > brief_.width_m + kRounding_m)
                continue;
            const double cost = cost_at(x);
            if (cost < kNowhere) row[k] = thousandths(cost + wanted[k]);
        }
        keep_fixed_place(row);
        for (const Requirement* r : alone_) {
            if (!r->obstacle || !is_hard(*r)) continue;
            if (is_level_free(*r)) forbid_obstacle(*r, 0.0, row);
            if (r->measure == Measure::OrderHorizontal) forbid_order(*r, row);
        }
        return row;
    }

    double cost_at(double x) const {
        if (item_.fixed_x_m) return pull_at(x);
        double best = kNowhere;
        for (const Stretch& stretch : item_.where) {
            if (x < stretch.from_m - kRounding_m || x > stretch.to_m + kRounding_m) continue;
            best = std::min(best, stretch.cost_eur_m);
        }
        return best < kNowhere ? best + pull_at(x) : kNowhere;
    }

    double pull_at(double x) const {
        double distance = kNowhere;
        for (const auto& place : {item_.pull_to_m, item_.pull_to_other_m}) {
            if (place) distance = std::min(distance, std::abs(x - *place));
        }
        return distance < kNowhere ? item_.pull_eur_m2 * distance : 0.0;
    }

    void keep_fixed_place(Row& row) const {
        if (!item_.fixed_x_m) return;
        const auto at = std::lround(*item_.fixed_x_m / step_m_);
        for (std::size_t k = 0; k < row.size(); ++k) {
            if (static_cast<long>(k) != at) row[k] = kForbidden;
        }
    }

    /// Forbids the references that bring a body nearer than `within` to `centre_m`.
    void forbid(double centre_m, double within_m, Row& row) const {
        if (within_m <= kRounding_m) return;
        const int from = std::max(0, steps_down(centre_m - within_m, step_m_) + 1);
        const int to = std::min(places_ - 1, steps_up(centre_m + within_m, step_m_) - 1);
        for (int k = from; k <= to; ++k)
            row[static_cast<std::size_t>(k)] = kForbidden;
    }

    std::optional<double> within(const Requirement& r, double value, const Body& mine,
                                 const Obstacle& obstacle, double cover_m) const {
        const double down = obstacle.body.down_m - cover_m - mine.down_m;
        return r.obstacle_first
                   ? forbidden_within(r, value, obstacle.body, mine, -down, obstacle.angle_deg)
                   : forbidden_within(r, value, mine, obstacle.body, down, obstacle.angle_deg);
    }

    void forbid_obstacle(const Requirement& r, double cover_m, Row& row) const {
        for (const std::size_t o : chosen_.pieces[*r.obstacle]) {
            const Obstacle& obstacle = brief_.obstacles[o];
            for (std::size_t b = 0; b < item_.bodies.size(); ++b) {
                if (!about(r.body, b)) continue;
                const Body& mine = item_.bodies[b];
                if (const auto h = within(r, r.required, mine, obstacle, cover_m))
                    forbid(obstacle.body.right_m - mine.right_m, *h, row);
            }
        }
    }

    /// An obstacle along the street on the same half: the order of both towards that half's facade.
    void forbid_order(const Requirement& r, Row& row) const {
        const double middle = brief_.middle_m.value_or(0.5 * brief_.width_m);
        const Body& it = brief_.obstacles[*r.obstacle].body;
        const bool it_left = it.right_m < middle - kRounding_m;
        for (std::size_t k = 0; k < row.size(); ++k) {
            for (std::size_t b = 0; b < item_.bodies.size(); ++b) {
                if (!about(r.body, b)) continue;
                const double x = x_of(k) + item_.bodies[b].right_m;
                if ((x < middle - kRounding_m) != it_left) continue;
                // Distance to the facade of the second less that of the first, at its least.
                double value = it_left == r.obstacle_first ? x - it.right_m : it.right_m - x;
                value -= it.axis_half_width_m;
                if (value < r.required - kRounding_m) row[k] = kForbidden;
            }
        }
    }

    /// Preferred distances to obstacles: of everything one rule says, the worst shortage counts.
    std::vector<double> cost_of_wanted() const {
        using Costs = std::vector<double>;
        std::map<std::string, std::pair<double, Costs>> by_rule;
        for (const Requirement* r : alone_) {
            if (!r->obstacle || !r->preferred || !is_level_free(*r)) continue;
            auto& [cost, shortage] = by_rule[r->rule];
            cost = std::max(cost, r->preferred_cost_eur_m2);
            shortage.resize(static_cast<std::size_t>(places_), 0.0);
            note_shortage(*r, shortage);
        }
        Costs sum(static_cast<std::size_t>(places_), 0.0);
        for (const auto& [rule, wanted] : by_rule) {
            for (std::size_t k = 0; k < sum.size(); ++k)
                sum[k] += wanted.first * wanted.second[k];
        }
        return sum;
    }

    void note_shortage(const Requirement& r, std::vector<double>& shortage) const {
        for (const std::size_t o : chosen_.pieces[*r.obstacle]) {
            const Obstacle& obstacle = brief_.obstacles[o];
            for (std::size_t b = 0; b < item_.bodies.size(); ++b) {
                if (!about(r.body, b)) continue;
                const Body& mine = item_.bodies[b];
                const auto h = within(r, *r.preferred, mine, obstacle, 0.0);
                if (!h || *h <= 0.0) continue;
                const double centre = obstacle.body.right_m - mine.right_m;
                const int from = std::max(0, steps_down(centre - *h, step_m_));
                const int to = std::min(places_ - 1, steps_up(centre + *h, step_m_));
                for (int k = from; k <= to; ++k) {
                    const auto at = static_cast<std::size_t>(k);
                    // Nearer than where a value of nothing is reached is as bad as that.
                    const double shorter = std::min(*r.preferred, *h - std::abs(x_of(at) - centre));
                    shortage[at] = std::max(shortage[at], shorter);
                }
            }
        }
    }

    double level_cost(double cover_m) const {
        return item_.cover_cost_eur_m2 * std::abs(cover_m - item_.wanted_cover_m) +
               item_.depth_cost_eur_m2 * (cover_m + height_of(item_));
    }

    Level level_at(int cover, const Row& base) const {
        const double cover_m = cover * step_m_;
        Row row = base;
        forbid_solids(cover_m, row);
        forbid_warming(cover_m, row);
        for (const Requirement* r : alone_) {
            if (r->measure == Measure::Cover) {
                apply_cover(*r, cover_m, row);
            } else if (r->measure == Measure::FreeAbove && is_hard(*r)) {
                forbid_above(*r, cover_m, row);
            } else if (r->obstacle && is_hard(*r) && !is_level_free(*r)) {
                forbid_obstacle(*r, cover_m, row);
            }
        }
        const std::int32_t of_level = thousandths(level_cost(cover_m));
        for (std::int32_t& cost : row) {
            if (cost != kForbidden) cost += of_level;
        }
        return {cover, std::move(row)};
    }

    void forbid_solids(double cover_m, Row& row) const {
        for (std::size_t o = 0; o < brief_.obstacles.size(); ++o) {
            const Obstacle& obstacle = brief_.obstacles[o];
            if (!obstacle.solid || touchable_[o]) continue;
            for (const Body& mine : item_.bodies) {
                if (mine.is_rack && obstacle.passes_rack) continue;
                const double down = obstacle.body.down_m - cover_m - mine.down_m;
                if (const auto h = intersect_within(mine, obstacle.body, down))
                    forbid(obstacle.body.right_m - mine.right_m, *h, row);
            }
        }
    }

    /// Places from which this item alone warms a line that stays too much.
    void forbid_warming(double cover_m, Row& row) const {
        for (const std::size_t k : chosen_.heat_limits) {
            const HeatLimit& limit = brief_.heat_limits[k];
            if (!limit.obstacle || limit.item != index_ || limit.room_K_at_depth_m.empty())
                continue;
            const Body& cool = brief_.obstacles[*limit.obstacle].body;
            for (std::size_t x = 0; x < row.size(); ++x) {
                double kelvin = 0.0;
                for (const HeatLimit::Source& s : limit.sources) {
                    if (!s.item || *s.item != index_) continue;
                    const Body& warm = item_.bodies[s.body];
                    kelvin += warming_K(x_of(x) + warm.right_m - cool.right_m, cool.down_m,
                                        cover_m + warm.down_m, limit.film_m, s.strength_K);
                }
                if (kelvin > limit.room_K_at_depth_m.front().second) row[x] = kForbidden;
            }
        }
    }

    static bool holds_at(const Requirement& r, double x_m) {
        if (r.only_in.empty()) return true;
        return std::any_of(r.only_in.begin(), r.only_in.end(), [&](const Stretch& s) {
            return x_m >= s.from_m - kRounding_m && x_m <= s.to_m + kRounding_m;
        });
    }

    /// Cover too small (or too large): forbidden; less than wanted: costs.
    void apply_cover(const Requirement& r, double cover_m, Row& row) const {
        const double sign = r.at_most ? -1.0 : 1.0;
        for (std::size_t b = 0; b < item_.bodies.size(); ++b) {
            if (!about(r.body, b)) continue;
            const double has = cover_m + top_of(item_.bodies[b]);
            const bool broken = is_hard(r) && sign * (r.required - has) > kRounding_m;
            const double shortage = r.preferred ? std::max(0.0, sign * (*r.preferred - has)) : 0.0;
            if (!broken && shortage <= 0.0) continue;
            const std::int32_t cost = thousandths(r.preferred_cost_eur_m2 * shortage);
            for (std::size_t k = 0; k < row.size(); ++k) {
                if (row[k] == kForbidden || !holds_at(r, x_of(k) + item_.bodies[b].right_m))
                    continue;
                row[k] = broken ? kForbidden : row[k] + cost;
            }
        }
    }

    /// Nothing that reaches higher than the line may come into the prism above it. What reaches as
    /// high is counted as higher: rounding decides there.
    void forbid_above(const Requirement& r, double cover_m, Row& row) const {
        for (std::size_t o = 0; o < brief_.obstacles.size(); ++o) {
            const Obstacle& obstacle = brief_.obstacles[o];
            if (!obstacle.solid || obstacle.body.is_rack || touchable_[o]) continue;
            for (std::size_t b = 0; b < item_.bodies.size(); ++b) {
                const Body& mine = item_.bodies[b];
                if (!about(r.body, b) ||
                    top_of(obstacle.body) > cover_m + top_of(mine) + kRounding_m)
                    continue;
                if (r.required <= kRounding_m) continue;
                forbid(obstacle.body.right_m - mine.right_m,
                       0.5 * r.required + half_width_of(obstacle.body), row);
            }
        }
    }

    const ChosenBrief& chosen_;
    const SectionBrief& brief_;
    const BriefItem& item_;
    std::size_t index_;
    int places_;
    double step_m_;
    std::vector<const Requirement*> alone_;  ///< about this item alone, or with an obstacle
    std::vector<bool> touchable_;            ///< by obstacle
};

}  // namespace

Item levels_of(const ChosenBrief& chosen, std::size_t item, int places) {
    return LevelBuilder{chosen, item, places}.build();
}

}  // namespace maaiveld::layout
