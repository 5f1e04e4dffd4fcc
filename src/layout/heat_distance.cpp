#include "layout/heat_distance.h"

#include "layout/section_problem_of.h"
#include "layout/section_shapes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maaiveld::layout {
namespace {

bool holds(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<std::string> heat_lines(const model::Street& street) {
    std::vector<std::string> ids;
    for (const model::Asset& asset : street.assets)
        if (asset.network == model::Network::Heat) ids.push_back(asset.id);
    for (const model::Demand& demand : street.demands)
        if (demand.asset.network == model::Network::Heat) ids.push_back(demand.asset.id);
    return ids;
}

double off_grid_m(const BriefItem& item, double step_m) {
    if (!item.fixed_x_m) return 0.0;
    return *item.fixed_x_m - std::round(*item.fixed_x_m / step_m) * step_m;
}

bool stays(const Obstacle& obstacle) {
    return obstacle.solid && !obstacle.crosses;
}

}  // namespace

HeatDistance::HeatDistance(const SectionBrief& brief, const std::vector<std::string>& cool,
                           const model::Street& street)
    : heat_{heat_lines(street)}, cool_{cool} {
    for (const BriefItem& item : brief.items)
        off_grid_m_.push_back(off_grid_m(item, brief.step_m));
    for (std::size_t a = 0; a < brief.items.size(); ++a) {
        const auto& bodies = brief.items[a].bodies;
        const auto cools = [this](const Body& body) { return is_cool(body.asset); };
        if (std::any_of(bodies.begin(), bodies.end(), cools)) cool_items_.push_back(a);
        for (std::size_t b = a + 1; b < brief.items.size(); ++b)
            add_items(brief, a, b);
        for (const Obstacle& obstacle : brief.obstacles)
            if (stays(obstacle)) add_obstacle(brief, a, obstacle);
    }
}

bool HeatDistance::gives_heat(const Body& body) const {
    return !body.is_rack && holds(heat_, body.asset);
}

bool HeatDistance::is_cool(const std::string& id) const {
    return holds(cool_, id);
}

void HeatDistance::add_items(const SectionBrief& brief, std::size_t a, std::size_t b) {
    PairReach reach{a, b, std::numeric_limits<double>::infinity(),
                    -std::numeric_limits<double>::infinity()};
    for (const Body& of_a : brief.items[a].bodies) {
        for (const Body& of_b : brief.items[b].bodies) {
            const bool counts = (gives_heat(of_a) && is_cool(of_b.asset)) ||
                                (gives_heat(of_b) && is_cool(of_a.asset));
            if (!counts) continue;
            const double shift_m = of_b.right_m - of_a.right_m;
            const double edges_m = half_width_of(of_a) + half_width_of(of_b);
            reach.low_m = std::min(reach.low_m, -shift_m - edges_m);
            reach.high_m = std::max(reach.high_m, -shift_m + edges_m);
        }
    }
    if (reach.low_m < reach.high_m) pairs_.push_back(reach);
}

void HeatDistance::add_obstacle(const SectionBrief& brief, std::size_t item,
                                const Obstacle& obstacle) {
    FixedReach reach{item, std::numeric_limits<double>::infinity(),
                     -std::numeric_limits<double>::infinity()};
    const Body& there = obstacle.body;
    Body named = there;
    named.asset = obstacle.id;
    for (const Body& body : brief.items[item].bodies) {
        const bool counts = (gives_heat(body) && is_cool(obstacle.id)) ||
                            (gives_heat(named) && is_cool(body.asset));
        if (!counts) continue;
        const double edges_m = half_width_of(body) + half_width_of(there);
        reach.low_m = std::min(reach.low_m, there.right_m - body.right_m - edges_m);
        reach.high_m = std::max(reach.high_m, there.right_m - body.right_m + edges_m);
    }
    if (reach.low_m < reach.high_m) fixed_.push_back(reach);
}

std::optional<double> HeatDistance::of(const std::vector<ItemPlace>& places) const {
    std::optional<double> least;
    const auto count = [&](double at_m, double low_m, double high_m) {
        const double apart_m = std::max(low_m - at_m, at_m - high_m);
        least = std::min(least.value_or(apart_m), apart_m);
    };
    for (const PairReach& r : pairs_)
        count(places[r.b].x_m - places[r.a].x_m, r.low_m, r.high_m);
    for (const FixedReach& r : fixed_)
        count(places[r.item].x_m, r.low_m, r.high_m);
    return least;
}

double HeatDistance::least_m(const SectionProblem& problem) const {
    double least_m = std::numeric_limits<double>::infinity();
    for (const PairReach& r : pairs_) {
        double of_pair_m = 0.0;
        for (const Pair& pair : problem.pairs) {
            if (pair.a != r.a || pair.b != r.b) continue;
            double asked_m = std::numeric_limits<double>::infinity();
            for (const Spacing& s : pair.by_difference) {
                const double shift_m = off_grid_m_[r.b] - off_grid_m_[r.a];
                asked_m = std::min({asked_m, r.low_m - shift_m - s.left * problem.step_m,
                                    s.right * problem.step_m + shift_m - r.high_m});
            }
            of_pair_m = std::max(of_pair_m, asked_m);
        }
        least_m = std::min(least_m, of_pair_m);
    }
    return fixed_.empty() && std::isfinite(least_m) ? std::max(0.0, least_m) : 0.0;
}

SectionProblem HeatDistance::with_least(const SectionProblem& problem, double least_m,
                                        int cover_steps) const {
    SectionProblem asked = problem;
    for (const std::size_t item : cool_items_)
        for (Level& level : asked.items[item].levels)
            if (level.cover < cover_steps)
                std::fill(level.cost.begin(), level.cost.end(), kForbidden);
    for (const PairReach& r : pairs_) {
        const double shift_m = off_grid_m_[r.b] - off_grid_m_[r.a];
        Spacing spacing;
        spacing.left = steps_down(r.low_m - least_m - shift_m, problem.step_m);
        spacing.right = steps_up(r.high_m + least_m - shift_m, problem.step_m);
        spacing.wanted_left = spacing.left;
        spacing.wanted_right = spacing.right;
        asked.pairs.push_back({r.a, r.b, 0, {spacing}});
    }
    for (const FixedReach& r : fixed_) {
        const int left = steps_down(r.low_m - least_m - off_grid_m_[r.item], problem.step_m);
        const int right = steps_up(r.high_m + least_m - off_grid_m_[r.item], problem.step_m);
        for (Level& level : asked.items[r.item].levels)
            for (int x = std::max(0, left + 1); x < std::min(right, problem.places); ++x)
                level.cost[static_cast<std::size_t>(x)] = kForbidden;
    }
    return asked;
}

}  // namespace maaiveld::layout
