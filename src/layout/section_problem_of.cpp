#include "layout/section_problem_of.h"

#include "layout/section_shapes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace maaiveld::layout {
namespace {

bool flag(const std::vector<bool>& flags, std::size_t k) {
    return k >= flags.size() || flags[k];
}

/// A fixed place keeps its distance from the nearest place of the grid in its bodies.
BriefItem moved_to_grid(const BriefItem& item, double step_m) {
    BriefItem moved = item;
    const auto off_grid = [&](const std::optional<double>& value) {
        return value ? *value - std::round(*value / step_m) * step_m : 0.0;
    };
    for (Body& body : moved.bodies) {
        body.right_m += off_grid(item.fixed_x_m);
        body.down_m += off_grid(item.fixed_cover_m);
    }
    return moved;
}

std::vector<std::vector<std::size_t>> pieces_of(const std::vector<Obstacle>& obstacles) {
    std::map<std::tuple<std::string, bool, bool>, std::vector<std::size_t>> things;
    const auto key = [](const Obstacle& o) { return std::tuple{o.id, o.solid, o.crosses}; };
    for (std::size_t k = 0; k < obstacles.size(); ++k)
        things[key(obstacles[k])].push_back(k);
    std::vector<std::vector<std::size_t>> pieces;
    for (const Obstacle& obstacle : obstacles)
        pieces.push_back(things[key(obstacle)]);
    return pieces;
}

/// Twice the middle in steps: always odd, so that no place lies exactly in the middle. The checker
/// counts that place to the right half, and so does this.
int twice_middle_of(const SectionBrief& brief) {
    const double middle = brief.middle_m.value_or(0.5 * brief.width_m);
    return 2 * steps_up(middle, brief.step_m) - 1;
}

/// How far the axes of an item lie from its reference, to the left and to the right.
Edges axes_of(const BriefItem& item, const std::optional<std::size_t>& only) {
    Edges edges{1e300, -1e300};
    for (std::size_t k = 0; k < item.bodies.size(); ++k) {
        if (only && *only != k) continue;
        edges.left_m = std::min(edges.left_m, item.bodies[k].right_m);
        edges.right_m = std::max(edges.right_m, item.bodies[k].right_m);
    }
    return edges;
}

/// How far apart the references of two items lie at the least, on either side and at any covers.
int least_apart(const SectionProblem& problem, std::size_t a, std::size_t b) {
    for (const Pair& pair : problem.pairs) {
        if (std::minmax(pair.a, pair.b) != std::minmax(a, b)) continue;
        int least = Spacing::kAlways;
        for (const Spacing& s : pair.by_difference)
            least = std::min({least, s.right, -s.left});
        return std::max(0, least);
    }
    return 0;
}

/// Both ways of lying apart must keep the order of the axes; with several bodies the worse one
/// counts on both halves. Where the two never lie nearer than some distance, whoever keeps the
/// order keeps it by that distance: the search then sees it long before both have a place.
void add_order(const ChosenBrief& chosen, const Requirement& r, SectionProblem& problem) {
    const Edges a = axes_of(chosen.on_grid[r.item], r.body);
    const Edges b = axes_of(chosen.on_grid[*r.other], r.other_body);
    const double more = std::max(a.right_m - b.left_m, b.right_m - a.left_m);
    FacadeOrder order{chosen.index[r.item], chosen.index[*r.other],
                      steps_up(r.required + more, chosen.brief.step_m)};
    const int apart = least_apart(problem, order.first, order.second);
    if (order.steps > -apart) order.steps = std::max(order.steps, apart);
    problem.orders.push_back(order);
}

double room_at(const std::vector<std::pair<double, double>>& room, double depth_m) {
    if (room.empty()) return 0.0;
    if (depth_m <= room.front().first) return room.front().second;
    for (std::size_t k = 1; k < room.size(); ++k) {
        const auto [d0, r0] = room[k - 1];
        const auto [d1, r1] = room[k];
        if (depth_m > d1) continue;
        return d1 > d0 ? r0 + (r1 - r0) * (depth_m - d0) / (d1 - d0) : r1;
    }
    return room.back().second;
}

/// What a source in the same item adds, which only depends on the item's level.
double own_warming(const Body& limited, const Body& source, double strength_K, double cover_m,
                   double film_m) {
    return warming_K(source.right_m - limited.right_m, cover_m + limited.down_m,
                     cover_m + source.down_m, film_m, strength_K);
}

SumLimit limit_of(const ChosenBrief& chosen, const HeatLimit& heat, const SectionProblem& problem) {
    const BriefItem& item = chosen.on_grid[heat.item];
    const Body& body = item.bodies[heat.body];
    SumLimit limit;
    limit.name = heat.rule;
    limit.item = chosen.index[heat.item];
    limit.axis_m = body.down_m;
    limit.film_m = heat.film_m;
    for (const Level& level : problem.items[limit.item].levels) {
        const double cover = level.cover * problem.step_m;
        double room = room_at(heat.room_K_at_depth_m, cover + body.down_m);
        for (const HeatLimit::Source& s : heat.sources) {
            if (!s.item || *s.item != heat.item) continue;
            room -= own_warming(body, item.bodies[s.body], s.strength_K, cover, heat.film_m);
        }
        limit.room_by_level.push_back(room);
    }
    for (const HeatLimit::Source& s : heat.sources) {
        if (s.item && (*s.item == heat.item || !chosen.has(*s.item))) continue;
        const Body& from = s.item ? chosen.on_grid[*s.item].bodies[s.body]
                                  : chosen.brief.obstacles[s.obstacle.value_or(0)].body;
        SumLimit::Source source;
        if (s.item) source.item = chosen.index[*s.item];
        // The limit knows its item by the reference; everything is told from the body instead.
        source.x_m = from.right_m - body.right_m;
        source.depth_m = from.down_m;
        source.strength = std::max(0.0, s.strength_K);
        limit.sources.push_back(source);
    }
    return limit;
}

void add_pairs(const ChosenBrief& chosen, SectionProblem& problem) {
    for (std::size_t a = 0; a < problem.items.size(); ++a) {
        for (std::size_t b = a + 1; b < problem.items.size(); ++b) {
            Pair pair = pair_of(chosen, problem, a, b);
            if (!pair.by_difference.empty()) problem.pairs.push_back(std::move(pair));
        }
    }
}

}  // namespace

int steps_down(double length_m, double step_m) {
    return static_cast<int>(std::floor((length_m + kRounding_m) / step_m));
}

int steps_up(double length_m, double step_m) {
    return static_cast<int>(std::ceil((length_m - kRounding_m) / step_m));
}

std::int32_t thousandths(double cost_eur_m) {
    // A hundred thousand euros per metre: dearer than that is not told apart, and a sum of several
    // stays within 32 bits.
    constexpr double kMost = 1e8;
    if (!(cost_eur_m > 0.0)) return 0;
    return static_cast<std::int32_t>(std::lround(std::min(1000.0 * cost_eur_m, kMost)));
}

double warming_K(double across_m, double depth_m, double source_depth_m, double film_m,
                 double strength_K) {
    constexpr double kLeast_m = 1e-6;
    const double mirror = std::hypot(across_m, depth_m + source_depth_m + 2.0 * film_m);
    const double distance = std::max(std::hypot(across_m, depth_m - source_depth_m), kLeast_m);
    return strength_K * std::log(std::max(mirror, kLeast_m) / distance);
}

bool may_touch(const BriefItem& item, const Obstacle& obstacle) {
    return std::find(item.may_touch.begin(), item.may_touch.end(), obstacle.id) !=
           item.may_touch.end();
}

Edges edges_of(const BriefItem& item) {
    Edges edges;
    for (const Body& body : item.bodies) {
        edges.left_m = std::min(edges.left_m, body.right_m - half_width_of(body));
        edges.right_m = std::max(edges.right_m, body.right_m + half_width_of(body));
    }
    return edges;
}

double height_of(const BriefItem& item) {
    double height = 0.0;
    for (const Body& body : item.bodies)
        height = std::max(height, body.down_m + half_height_of(body));
    return height;
}

ChosenBrief chosen(const SectionBrief& brief, const BriefSelection& selection) {
    ChosenBrief c{brief, {}, {}, {}, {}, {}, pieces_of(brief.obstacles)};
    for (std::size_t i = 0; i < brief.items.size(); ++i) {
        if (flag(selection.items, i)) c.items.push_back(i);
        c.on_grid.push_back(moved_to_grid(brief.items[i], brief.step_m));
    }
    c.index.assign(brief.items.size(), c.items.size());
    for (std::size_t k = 0; k < c.items.size(); ++k)
        c.index[c.items[k]] = k;
    for (std::size_t k = 0; k < brief.requirements.size(); ++k) {
        const Requirement& r = brief.requirements[k];
        const bool has_items = c.has(r.item) && (!r.other || c.has(*r.other));
        if (has_items && flag(selection.requirements, k)) c.requirements.push_back(k);
    }
    for (std::size_t k = 0; k < brief.heat_limits.size(); ++k) {
        if (c.has(brief.heat_limits[k].item) && flag(selection.heat_limits, k))
            c.heat_limits.push_back(k);
    }
    return c;
}

SectionProblem problem_of(const SectionBrief& brief, const BriefSelection& selection) {
    const ChosenBrief c = chosen(brief, selection);
    SectionProblem problem;
    problem.step_m = brief.step_m;
    problem.places = std::max(0, steps_down(brief.width_m, brief.step_m)) + 1;
    problem.twice_middle = twice_middle_of(brief);
    problem.width_cost_per_step = thousandths(brief.width_cost_eur_m2 * brief.step_m);
    for (const std::size_t i : c.items)
        problem.items.push_back(levels_of(c, i, problem.places));
    add_pairs(c, problem);
    for (const std::size_t k : c.requirements) {
        const Requirement& r = c.requirement(k);
        if (is_hard(r) && r.other && r.measure == rules::Measure::OrderHorizontal)
            add_order(c, r, problem);
    }
    for (const std::size_t k : c.heat_limits) {
        if (!brief.heat_limits[k].obstacle)
            problem.limits.push_back(limit_of(c, brief.heat_limits[k], problem));
    }
    return problem;
}

std::vector<ItemPlace> places_of(const SectionBrief& brief, const SectionProblem& problem,
                                 const std::vector<Place>& places,
                                 const BriefSelection& selection) {
    std::vector<ItemPlace> result;
    std::size_t k = 0;
    for (std::size_t i = 0; i < brief.items.size() && k < places.size(); ++i) {
        if (!flag(selection.items, i)) continue;
        const auto level = static_cast<std::size_t>(places[k].level);
        const BriefItem& item = brief.items[i];
        result.push_back(
            {item.fixed_x_m.value_or(places[k].x * problem.step_m),
             item.fixed_cover_m.value_or(problem.items[k].levels[level].cover * problem.step_m)});
        ++k;
    }
    return result;
}

}  // namespace maaiveld::layout
