#include "layout/route_of_street.h"

#include "layout/path_search.h"
#include "layout/route_parts.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace maaiveld::layout {
namespace {

/// The level of an item at a cover, or nothing.
const Level* level_at(const Item& item, int cover) {
    const auto found = std::find_if(item.levels.begin(), item.levels.end(),
                                    [&](const Level& level) { return level.cover == cover; });
    return found == item.levels.end() ? nullptr : &*found;
}

/// What lying there costs at the line's own cover, or at the cheapest other one where that is
/// closed.
std::vector<std::int32_t> costs_of(const Item& item, const StreetLine& line) {
    const Level* base = line.falls ? nullptr : level_at(item, line.base_cover);
    std::vector<std::int32_t> cost(item.levels.front().cost.size(), kForbidden);
    for (std::size_t x = 0; x < cost.size(); ++x) {
        if (base != nullptr && base->cost[x] != kForbidden) {
            cost[x] = base->cost[x];
            continue;
        }
        for (const Level& level : item.levels)
            cost[x] = std::min(cost[x], level.cost[x]);
    }
    return cost;
}

int cover_in(const Item& item, const StreetLine& line) {
    int best = item.levels.front().cover;
    for (const Level& level : item.levels) {
        if (std::abs(level.cover - line.base_cover) < std::abs(best - line.base_cover))
            best = level.cover;
    }
    return best;
}

Spacing spacing_at(const Pair& pair, int difference) {
    const int k = difference + pair.offset;
    if (k < 0 || k >= static_cast<int>(pair.by_difference.size())) return {};
    return pair.by_difference[static_cast<std::size_t>(k)];
}

void add_gaps(const SectionProblem& problem, const std::vector<int>& covers,
              RouteSection& section) {
    const std::size_t n = problem.items.size();
    section.gaps.assign(n * n, {});
    for (const Pair& pair : problem.pairs) {
        const Spacing s = spacing_at(pair, covers[pair.b] - covers[pair.a]);
        const bool a_first = s.right < Spacing::kAlways / 2;
        const bool b_first = s.left > Spacing::kNever / 2;
        section.gaps[pair.a * n + pair.b] = {a_first ? s.right : RouteSection::kImpossible,
                                             s.wanted_right, s.cost_per_step};
        section.gaps[pair.b * n + pair.a] = {b_first ? -s.left : RouteSection::kImpossible,
                                             -s.wanted_left, s.cost_per_step};
    }
}

std::size_t index_of(const std::vector<StreetLine>& lines, const std::string& name) {
    const auto found = std::find_if(lines.begin(), lines.end(),
                                    [&](const StreetLine& l) { return l.name == name; });
    return static_cast<std::size_t>(found - lines.begin());
}

RouteSection route_section_of(const SectionProblem& problem, const std::vector<StreetLine>& lines) {
    RouteSection section;
    section.places = problem.places;
    section.orders = problem.orders;
    section.twice_middle = problem.twice_middle;
    section.width_cost_per_step = problem.width_cost_per_step;
    std::vector<int> covers;
    for (const Item& item : problem.items) {
        const std::size_t line = index_of(lines, item.name);
        section.lines.push_back(
            {line, item.half_left, item.half_right, costs_of(item, lines[line])});
        covers.push_back(cover_in(item, lines[line]));
    }
    add_gaps(problem, covers, section);
    return section;
}

/// The steepest way sideways: a joint may turn back fully, and a bend of the least radius must find
/// half of it on either side of a vertex.
double steepest(const std::vector<StreetLine>& lines, const LayoutProfile& profile, double bay_m) {
    const double joint = 0.5 * profile.max_bend_deg * std::numbers::pi / 180.0;
    double angle = joint;
    for (const StreetLine& line : lines) {
        if (line.bend_radius_m > 0.0)
            angle = std::min(angle, std::atan(0.5 * bay_m / line.bend_radius_m));
    }
    return std::tan(angle);
}

/// Applies what the checker asked for in one bay.
bool add_room(const MoreRoom& more, std::size_t bay, const std::vector<StreetLine>& lines,
              RouteSection& section) {
    bool any = false;
    const std::size_t n = section.lines.size();
    for (std::size_t i = 0; i < n; ++i) {
        const std::string& name = lines[section.lines[i].line].name;
        if (const auto closed = more.closed.find({bay, name}); closed != more.closed.end()) {
            any = true;
            for (const auto& [from, to] : closed->second) {
                for (int x = std::max(0, from); x <= std::min(to, section.places - 1); ++x)
                    section.lines[i].cost[static_cast<std::size_t>(x)] = kForbidden;
            }
        }
        for (std::size_t j = 0; j < n; ++j) {
            const std::string& other = lines[section.lines[j].line].name;
            const auto room =
                more.between.find({bay, std::min(name, other), std::max(name, other)});
            if (i == j || room == more.between.end()) continue;
            any = true;
            auto& gap = section.gaps[i * n + j];
            if (gap.need < RouteSection::kImpossible) gap.need += room->second;
        }
    }
    return any;
}

/// Orders of the lines from left to right in the sections' optima, the longest stretch first; lines
/// that a section lacks are put where the others leave them.
std::vector<std::vector<std::size_t>> orders_of(const StreetBays& bays,
                                                const std::vector<StreetLine>& lines) {
    std::vector<double> length(bays.sections.size(), 0.0);
    for (const StreetBay& bay : bays.bays)
        length[bay.section] += bay.to_m - bay.from_m;
    // Dear sections are the tight ones: their order most likely suits the others as well.
    std::vector<std::size_t> by_cost;
    for (std::size_t s = 0; s < bays.sections.size(); ++s) {
        if (bays.sections[s].answer.places.size() == lines.size()) by_cost.push_back(s);
    }
    std::stable_sort(by_cost.begin(), by_cost.end(), [&](std::size_t a, std::size_t b) {
        return bays.sections[a].answer.cost > bays.sections[b].answer.cost;
    });
    std::vector<std::vector<std::size_t>> orders;
    for (const std::size_t s : by_cost) {
        std::vector<std::pair<int, std::size_t>> row;
        const auto& items = bays.sections[s].problem.items;
        for (std::size_t i = 0; i < items.size(); ++i)
            row.emplace_back(bays.sections[s].answer.places[i].x, index_of(lines, items[i].name));
        std::sort(row.begin(), row.end());
        std::vector<std::size_t> order;
        for (const auto& [x, line] : row)
            order.push_back(line);
        if (std::find(orders.begin(), orders.end(), order) == orders.end())
            orders.push_back(std::move(order));
    }
    return orders;
}

/// Heights of one line after another, the others where they lie.
class HeightSearch {
public:
    HeightSearch(const StreetBays& bays, const std::vector<StreetLine>& lines,
                 const RouteProblem& problem, const Route& route)
        : bays_{bays}, lines_{lines}, p_{problem}, route_{route}, index_{problem} {
        const std::size_t nodes = bays.bays.size() + 1;
        for (const StreetLine& line : lines)
            heights_.cover.emplace_back(nodes, line.base_cover);
    }

    Heights run() {
        for (const std::size_t line : route_.order)
            if (!lines_[line].falls && !settle(line)) heights_.blocked.push_back(line);
        return std::move(heights_);
    }

private:
    const Item& item(std::size_t bay, std::size_t line) const {
        const auto& items = bays_.sections[bays_.bays[bay].section].problem.items;
        return *std::find_if(items.begin(), items.end(),
                             [&](const Item& i) { return i.name == lines_[line].name; });
    }

    bool settle(std::size_t line) {
        low_ = 1 << 28;
        int high = 0;
        for (std::size_t k = index_.first_bay(line); k < index_.last_bay(line); ++k) {
            low_ = std::min(low_, item(k, line).levels.front().cover);
            high = std::max(high, item(k, line).levels.back().cover);
        }
        count_ = static_cast<std::size_t>(high - low_ + 1);
        std::vector<BayView> views;
        for (std::size_t k = index_.first_bay(line); k < index_.last_bay(line); ++k)
            views.push_back(view(line, k));
        std::int64_t cost = 0;
        const std::vector<int> path = cheapest_path(views, 2 * p_.bend_cost, cost);
        if (path.empty()) return false;
        for (std::size_t n = 0; n < path.size(); ++n)
            heights_.cover[line][index_.first_bay(line) + n] = low_ + path[n];
        return true;
    }

    BayView view(std::size_t line, std::size_t k) const {
        BayView v;
        const RouteBay& bay = p_.bays[k];
        v.most_shift = bay.most_shift;
        v.start_cost = costs(line, k, k);
        v.end_cost = costs(line, k, k + 1);
        v.free.assign(count_, 0);
        for (std::size_t c = 0; c < count_; ++c)
            v.free[c] = v.start_cost[c] < kNoWay && v.end_cost[c] < kNoWay;
        v.straight_high = v.start_high = v.end_high = static_cast<int>(count_) - 1;
        return v;
    }

    std::vector<std::int64_t> costs(std::size_t line, std::size_t k, std::size_t node) const {
        std::vector<std::int64_t> cost(count_, kNoWay);
        const auto x = static_cast<std::size_t>(route_.x[line][node]);
        for (const Level& level : item(k, line).levels) {
            if (level.cost[x] == kForbidden || !pairs_hold(line, k, node, level.cover)) continue;
            cost[static_cast<std::size_t>(level.cover - low_)] =
                level.cost[x] * p_.bays[k].length_mm;
        }
        return cost;
    }

    bool pairs_hold(std::size_t line, std::size_t k, std::size_t node, int cover) const {
        const SectionProblem& problem = bays_.sections[bays_.bays[k].section].problem;
        for (const Pair& pair : problem.pairs) {
            const bool is_a = problem.items[pair.a].name == lines_[line].name;
            const bool is_b = problem.items[pair.b].name == lines_[line].name;
            if (!is_a && !is_b) continue;
            const std::size_t other = index_of(lines_, problem.items[is_a ? pair.b : pair.a].name);
            const int x = route_.x[line][node];
            const int x_other = route_.x[other][node];
            if (x_other == Route::kNowhere) continue;
            const int cover_other = heights_.cover[other][node];
            const int d = is_a ? x_other - x : x - x_other;
            const Spacing s = spacing_at(pair, is_a ? cover_other - cover : cover - cover_other);
            if (d > s.left && d < s.right) return false;
        }
        return true;
    }

    const StreetBays& bays_;
    const std::vector<StreetLine>& lines_;
    const RouteProblem& p_;
    const Route& route_;
    RouteIndex index_;
    Heights heights_;
    int low_ = 0;
    std::size_t count_ = 0;
};

/// The cover that most of the street's sections choose.
int voted_cover(const StreetBays& bays, const std::string& name) {
    std::map<int, double> votes;
    int any = 0;
    for (const StreetBay& bay : bays.bays) {
        const BaySection& section = bays.sections[bay.section];
        for (std::size_t i = 0; i < section.problem.items.size(); ++i) {
            const Item& item = section.problem.items[i];
            if (item.name != name) continue;
            any = item.levels.front().cover;
            if (!section.answer.found()) continue;
            const auto level = static_cast<std::size_t>(section.answer.places[i].level);
            votes[item.levels[level].cover] += bay.to_m - bay.from_m;
        }
    }
    if (votes.empty()) return any;
    return std::max_element(votes.begin(), votes.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

}  // namespace

std::vector<StreetLine> lines_of(const StreetBays& bays, const model::Street& street,
                                 const std::map<std::string, int>& cover_of_whole) {
    std::vector<StreetLine> lines;
    for (const StreetBay& bay : bays.bays) {
        for (const Item& item : bays.sections[bay.section].problem.items) {
            if (index_of(lines, item.name) < lines.size()) continue;
            StreetLine line;
            line.name = item.name;
            line.falls = std::any_of(
                street.demands.begin(), street.demands.end(),
                [&](const model::Demand& d) { return d.asset.id == item.name && d.fall; });
            const auto known = cover_of_whole.find(item.name);
            line.base_cover =
                known != cover_of_whole.end() ? known->second : voted_cover(bays, item.name);
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

RouteProblem route_problem_of(const StreetBays& bays, const std::vector<StreetLine>& lines,
                              const LayoutProfile& profile, const MoreRoom& more) {
    RouteProblem problem;
    problem.lines = lines.size();
    problem.bend_cost = std::llround(profile.bend_cost_eur * 1e6);
    for (const BaySection& section : bays.sections)
        problem.sections.push_back(route_section_of(section.problem, lines));
    double steepest_slope = 0.0;
    for (std::size_t k = 0; k < bays.bays.size(); ++k) {
        const StreetBay& bay = bays.bays[k];
        const double length = bay.to_m - bay.from_m;
        const double slope = steepest(lines, profile, length);
        steepest_slope = std::max(steepest_slope, slope);
        RouteBay route_bay{std::llround(length * 1000.0), bay.section,
                           static_cast<int>(slope * length / profile.step_m)};
        RouteSection roomy = problem.sections[bay.section];
        if (!more.empty() && add_room(more, k, lines, roomy)) {
            route_bay.section = problem.sections.size();
            problem.sections.push_back(std::move(roomy));
        }
        problem.bays.push_back(route_bay);
    }
    problem.slanted_gap = std::hypot(1.0, steepest_slope);
    problem.orders = orders_of(bays, lines);
    return problem;
}

Heights heights_of(const StreetBays& bays, const std::vector<StreetLine>& lines,
                   const RouteProblem& problem, const Route& route) {
    return HeightSearch{bays, lines, problem, route}.run();
}

std::vector<Place> places_at(const StreetBays& bays, const std::vector<StreetLine>& lines,
                             const Route& route, const Heights& heights, std::size_t bay,
                             std::size_t node) {
    std::vector<Place> places;
    for (const Item& item : bays.sections[bays.bays[bay].section].problem.items) {
        const std::size_t line = index_of(lines, item.name);
        const int x = route.x[line][node];
        Place place{x, 0};
        if (x == Route::kNowhere) return {};
        for (std::size_t l = 0; l < item.levels.size(); ++l) {
            const Level& level = item.levels[l];
            const Level& chosen = item.levels[static_cast<std::size_t>(place.level)];
            const auto at = static_cast<std::size_t>(x);
            const bool better = lines[line].falls ? level.cost[at] < chosen.cost[at]
                                                  : level.cover == heights.cover[line][node];
            if (better) place.level = static_cast<int>(l);
        }
        places.push_back(place);
    }
    return places;
}

std::optional<Cost> cost_in_bay(const StreetBays& bays, const std::vector<StreetLine>& lines,
                                const Route& route, const Heights& heights, std::size_t bay) {
    const SectionProblem& problem = bays.sections[bays.bays[bay].section].problem;
    Cost sum = 0;
    for (const std::size_t node : {bay, bay + 1}) {
        const auto places = places_at(bays, lines, route, heights, bay, node);
        if (places.size() != problem.items.size()) return std::nullopt;
        const auto cost = cost_of(problem, places);
        if (!cost) return std::nullopt;
        sum += *cost;
    }
    return sum / 2;
}

}  // namespace maaiveld::layout
