#include "layout/street_bays.h"

#include "base/parallel.h"
#include "geometry/polyline.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numbers>
#include <optional>
#include <set>

namespace maaiveld::layout {
namespace {

using geometry::Vec2;

void include(Stations& stations, double station_m) {
    stations.from_m = std::min(stations.from_m, station_m);
    stations.to_m = std::max(stations.to_m, station_m);
}

Stations none() {
    return {1e300, -1e300};
}

/// Stations of the corners of a structure's plan; of a round one its diameter.
Stations of_structure(const model::Structure& structure, std::span<const Vec2> axis) {
    Stations stations = none();
    if (structure.line) {
        for (const Vec2& p : *structure.line)
            include(stations, geometry::station_offset(axis, p).station_m);
        return stations;
    }
    const double station = geometry::station_offset(axis, structure.at).station_m;
    const double half =
        structure.diameter_m ? 0.5 * *structure.diameter_m : 0.5 * structure.size_m.norm();
    include(stations, station - half);
    include(stations, station + half);
    return stations;
}

/// Whether the rule's value is a distance in plan, which also counts along the street. (An angle or
/// a height asks nothing of what lies farther on.)
bool reaches_along(rules::Measure measure) {
    using rules::Measure;
    return measure == Measure::Edge3d || measure == Measure::EdgeHorizontal ||
           measure == Measure::AxisHorizontal;
}

/// How far an obstacle of the brief keeps lines off, by id.
std::map<std::string, double> reaches_of(const SectionBrief& brief, const LayoutProfile& profile) {
    std::map<std::string, double> reach;
    for (const Obstacle& obstacle : brief.obstacles)
        reach[obstacle.id] = std::max(profile.obstacle_gap_m, profile.beside_m);
    double widest = 0.0;
    for (const BriefItem& item : brief.items) {
        for (const Body& body : item.bodies)
            widest = std::max(widest, body.half_width_m);
    }
    for (const Requirement& r : brief.requirements) {
        if (!r.obstacle || !reaches_along(r.measure)) continue;
        double& known = reach[brief.obstacles[*r.obstacle].id];
        known = std::max({known, r.required, r.preferred.value_or(0.0)});
    }
    for (auto& [id, metres] : reach)
        metres += widest;
    return reach;
}

/// Where bays must end: where lines begin and end, no farther apart than asked.
std::vector<double> cuts_of(const BayQuestion& q, double length_m,
                            const std::map<std::string, Stations>& things) {
    std::set<double> fixed{0.0, length_m};
    for (const model::Demand& demand : q.street.demands) {
        const bool asked =
            std::find(q.demands.begin(), q.demands.end(), demand.asset.id) != q.demands.end();
        if (!asked) continue;
        const Stations s = stations_of(demand, length_m);
        fixed.insert(s.from_m);
        fixed.insert(s.to_m);
    }
    for (const std::string& id : q.free) {
        const Stations s = things.at(id);
        fixed.insert(std::clamp(s.from_m, 0.0, length_m));
        fixed.insert(std::clamp(s.to_m, 0.0, length_m));
    }
    std::vector<double> cuts;
    for (auto from = fixed.begin(), to = std::next(from); to != fixed.end(); ++from, ++to) {
        const double run = *to - *from;
        if (run < 0.05) continue;  // two ends that are meant to be one
        const int pieces = std::max(1, static_cast<int>(std::ceil(run / q.bay_m - 1e-9)));
        for (int k = 0; k < pieces; ++k)
            cuts.push_back(*from + run * k / pieces);
    }
    cuts.push_back(length_m);
    return cuts;
}

double gap_between(const Stations& a, double from_m, double to_m) {
    return std::max({0.0, a.from_m - to_m, from_m - a.to_m});
}

/// At a bend of the axis the cross-lines turn: what lies beside the axis shifts along it.
double shift_at_bends(const model::Street& street, const StreetBay& bay) {
    double start = 0.0;
    double most = 0.0;
    for (std::size_t i = 1; i + 1 < street.axis.size(); ++i) {
        const Vec2 before = street.axis[i] - street.axis[i - 1];
        const Vec2 after = street.axis[i + 1] - street.axis[i];
        start += before.norm();
        if (start < bay.from_m - 2.0 || start > bay.to_m + 2.0) continue;
        const double turn =
            std::atan2(before.x() * after.y() - before.y() * after.x(), before.dot(after));
        const double far =
            std::max(std::abs(street.section.starts_at_offset_m),
                     std::abs(street.section.starts_at_offset_m - street.section.width_m()));
        most = std::max(most, far * std::abs(std::tan(0.5 * turn)));
    }
    return most;
}

base::Result<SectionBrief> brief_of(const BayQuestion& q, const StreetBay& bay,
                                    const std::map<std::string, Stations>& things,
                                    const std::map<std::string, double>& reaches) {
    const double spare = shift_at_bends(q.street, bay);
    const auto counts = [&](const std::string& id) {
        const auto at = things.find(id);
        const auto reach = reaches.find(id);
        if (at == things.end() || reach == reaches.end()) return true;
        return gap_between(at->second, bay.from_m, bay.to_m) < reach->second + spare;
    };
    double reach_m = spare;
    for (const auto& [id, at] : things) {
        if (!reaches.contains(id) || !counts(id)) continue;
        reach_m = std::max(reach_m, gap_between(at, bay.from_m, bay.to_m) + 1e-6);
    }
    auto brief = section_of_street(q.street, q.catalogue, q.packs, q.profile,
                                   question_for(q, bay.from_m, bay.to_m, reach_m));
    if (!brief) return brief;
    std::vector<bool> keep;
    for (const Obstacle& obstacle : brief->obstacles)
        keep.push_back(counts(obstacle.id));
    return without_obstacles(std::move(*brief), keep);
}

/// Of an item with one height only what its places cost more than the cheapest matters.
std::int32_t base_cost(const Item& item) {
    if (item.levels.size() != 1) return 0;
    const auto& cost = item.levels.front().cost;
    const std::int32_t least = *std::min_element(cost.begin(), cost.end());
    return least == kForbidden ? 0 : least;
}

constexpr Cost kNotAlike = std::numeric_limits<Cost>::max() / 4;

/// How far the costs of two levels lie apart at most; kNotAlike when other places are closed.
Cost spread_of(const Level& a, std::int32_t base_a, const Level& b, std::int32_t base_b) {
    if (a.cost.size() != b.cost.size()) return kNotAlike;
    Cost spread = 0;
    for (std::size_t x = 0; x < a.cost.size(); ++x) {
        const bool closed = a.cost[x] == kForbidden;
        if (closed != (b.cost[x] == kForbidden)) return kNotAlike;
        if (closed) continue;
        const Cost apart = Cost{a.cost[x]} - base_a - (Cost{b.cost[x]} - base_b);
        spread = std::max(spread, std::abs(apart));
    }
    return spread;
}

Cost spread_of(const Item& a, const Item& b) {
    if (a.name != b.name || a.half_left != b.half_left || a.half_right != b.half_right ||
        a.levels.size() != b.levels.size())
        return kNotAlike;
    Cost spread = 0;
    for (std::size_t l = 0; l < a.levels.size(); ++l) {
        if (a.levels.size() > 1 && a.levels[l].cover != b.levels[l].cover) return kNotAlike;
        spread = std::max(spread, spread_of(a.levels[l], base_cost(a), b.levels[l], base_cost(b)));
    }
    return spread;
}

/// How far the cost of any placement may lie apart in two sections; kNotAlike beyond 0.10 EUR/m.
Cost item_spread(const SectionProblem& a, const SectionProblem& b) {
    constexpr Cost kAlike = 100;
    if (a.items.size() != b.items.size()) return kNotAlike;
    Cost sum = 0;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        sum += spread_of(a.items[i], b.items[i]);
        if (sum > kAlike) return kNotAlike;
    }
    return sum;
}

/// What a pair asks at every two levels of its items.
bool same_spacing(const SectionProblem& p, const Pair& x, const SectionProblem& q, const Pair& y) {
    const auto at = [](const Pair& pair, int difference) {
        const int k = difference + pair.offset;
        const bool inside = k >= 0 && k < static_cast<int>(pair.by_difference.size());
        return inside ? pair.by_difference[static_cast<std::size_t>(k)] : Spacing{};
    };
    const auto same = [](const Spacing& s, const Spacing& t) {
        return s.left == t.left && s.right == t.right && s.wanted_left == t.wanted_left &&
               s.wanted_right == t.wanted_right && s.cost_per_step == t.cost_per_step;
    };
    if (p.items[x.a].levels.size() > 1 && p.items[x.b].levels.size() > 1)
        return x.offset == y.offset &&
               std::equal(x.by_difference.begin(), x.by_difference.end(), y.by_difference.begin(),
                          y.by_difference.end(), same);
    for (std::size_t l = 0; l < p.items[x.a].levels.size(); ++l) {
        for (std::size_t m = 0; m < p.items[x.b].levels.size(); ++m) {
            const int of_p = p.items[x.b].levels[m].cover - p.items[x.a].levels[l].cover;
            const int of_q = q.items[y.b].levels[m].cover - q.items[y.a].levels[l].cover;
            if (!same(at(x, of_p), at(y, of_q))) return false;
        }
    }
    return true;
}

bool same_pairs(const SectionProblem& a, const SectionProblem& b) {
    return std::equal(a.pairs.begin(), a.pairs.end(), b.pairs.begin(), b.pairs.end(),
                      [&](const Pair& x, const Pair& y) {
                          return x.a == y.a && x.b == y.b && same_spacing(a, x, b, y);
                      });
}

/// What lies at one height costs this, wherever it lies.
Cost base_costs(const SectionProblem& problem) {
    Cost sum = 0;
    for (const Item& item : problem.items)
        sum += base_cost(item);
    return sum;
}

/// Heat limits are solved apart (their sources differ from bay to bay).
bool same_question(const SectionProblem& a, const SectionProblem& b) {
    const auto same_order = [](const FacadeOrder& x, const FacadeOrder& y) {
        return x.first == y.first && x.second == y.second && x.steps == y.steps;
    };
    return a.places == b.places && a.limits.empty() && b.limits.empty() &&
           a.twice_middle == b.twice_middle && a.width_cost_per_step == b.width_cost_per_step &&
           std::equal(a.orders.begin(), a.orders.end(), b.orders.begin(), b.orders.end(),
                      same_order) &&
           item_spread(a, b) < kNotAlike && same_pairs(a, b);
}

void share_sections(StreetBays& bays, std::vector<SectionBrief> briefs,
                    std::vector<SectionProblem> problems) {
    for (std::size_t k = 0; k < bays.bays.size(); ++k) {
        const auto known = std::find_if(
            bays.sections.begin(), bays.sections.end(),
            [&](const BaySection& s) { return same_question(s.problem, problems[k]); });
        bays.bays[k].section = static_cast<std::size_t>(known - bays.sections.begin());
        if (known != bays.sections.end()) {
            bays.bays[k].more_cost = base_costs(problems[k]) - base_costs(known->problem);
            bays.bays[k].spread = item_spread(problems[k], known->problem);
        }
        if (known == bays.sections.end())
            bays.sections.push_back({std::move(briefs[k]), std::move(problems[k]), {}});
    }
}

/// The start of a search; empty where it does not suit the section.
std::vector<Place> start_of(const SectionProblem& problem,
                            const std::map<std::string, std::pair<int, int>>& start) {
    std::vector<Place> places;
    for (const Item& item : problem.items) {
        const auto known = start.find(item.name);
        if (known == start.end()) return {};
        const auto& [x, cover] = known->second;
        const auto level = std::find_if(item.levels.begin(), item.levels.end(),
                                        [&](const Level& l) { return l.cover == cover; });
        const bool fits = level != item.levels.end();
        if (!fits && item.levels.size() > 1) return {};
        places.push_back({x, fits ? static_cast<int>(level - item.levels.begin()) : 0});
    }
    return cost_of(problem, places) ? places : std::vector<Place>{};
}

}  // namespace

Stations stations_of(const model::Demand& demand, double street_length_m) {
    const double to = demand.to_m.value_or(street_length_m);
    return {std::clamp(demand.from_m, 0.0, street_length_m), std::clamp(to, 0.0, street_length_m)};
}

std::map<std::string, Stations> stations_of_things(const model::Street& street) {
    std::map<std::string, Stations> things;
    const std::span<const Vec2> axis{street.axis};
    for (const model::Tree& tree : street.trees) {
        const double station = geometry::station_offset(axis, tree.at).station_m;
        things[tree.id] = {station - 0.5 * tree.stem_diameter_m,
                           station + 0.5 * tree.stem_diameter_m};
    }
    for (const model::Structure& structure : street.structures)
        things[structure.id] = of_structure(structure, axis);
    for (const model::Asset& asset : street.assets) {
        Stations stations = none();
        double sagitta = 0.0;
        for (const auto& p : model::tessellated(asset.axis, sagitta))
            include(stations, geometry::station_offset(axis, geometry::plan(p)).station_m);
        things[asset.id] = stations;
    }
    for (const model::Rack& rack : street.racks) {
        Stations stations = none();
        for (const Vec2& p : rack.line)
            include(stations, geometry::station_offset(axis, p).station_m);
        things[rack.id] = stations;
    }
    return things;
}

SectionQuestion question_for(const BayQuestion& question, double from_m, double to_m,
                             double reach_m) {
    SectionQuestion q;
    q.from_m = from_m;
    q.to_m = to_m;
    q.reach_m = reach_m;
    q.keep_order = question.keep_order;
    q.demands.emplace();
    const double length = geometry::length_of(std::span<const Vec2>{question.street.axis});
    const double middle = 0.5 * (from_m + to_m);
    const bool whole = to_m - from_m >= length - 1e-6;
    if (whole || (question.ready_from_m < middle && middle < question.ready_to_m))
        q.ready = question.ready;
    for (const std::string& id : question.demands) {
        for (const model::Demand& demand : question.street.demands) {
            if (demand.asset.id != id) continue;
            const Stations s = stations_of(demand, length);
            if (whole || (s.from_m < middle && middle < s.to_m)) q.demands->push_back(id);
        }
    }
    if (question.free.empty()) return q;
    const auto things = stations_of_things(question.street);
    for (const std::string& id : question.free) {
        const Stations s = things.at(id);
        if (whole || (s.from_m < middle && middle < s.to_m)) q.free.push_back(id);
    }
    return q;
}

SectionBrief without_obstacles(SectionBrief brief, const std::vector<bool>& keep) {
    std::vector<std::size_t> now(keep.size(), 0);
    std::vector<Obstacle> kept;
    for (std::size_t i = 0; i < keep.size(); ++i) {
        now[i] = kept.size();
        if (keep[i]) kept.push_back(std::move(brief.obstacles[i]));
    }
    brief.obstacles = std::move(kept);
    std::erase_if(brief.requirements,
                  [&](const Requirement& r) { return r.obstacle && !keep[*r.obstacle]; });
    for (Requirement& r : brief.requirements)
        if (r.obstacle) r.obstacle = now[*r.obstacle];
    return brief;
}

base::Result<StreetBays> bays_of(const BayQuestion& question, const SectionSolution& whole) {
    StreetBays result;
    const double length = geometry::length_of(std::span<const Vec2>{question.street.axis});
    const auto things = stations_of_things(question.street);
    const std::vector<double> cuts = cuts_of(question, length, things);
    for (std::size_t k = 0; k + 1 < cuts.size(); ++k)
        result.bays.push_back({cuts[k], cuts[k + 1], 0});
    const auto reaches = reaches_of(whole.brief, question.profile);
    std::vector<SectionBrief> briefs(result.bays.size());
    std::vector<SectionProblem> problems(result.bays.size());
    std::vector<std::optional<base::Error>> errors(result.bays.size());
    base::parallel_for(result.bays.size(), question.threads, [&](std::size_t k) {
        auto brief = brief_of(question, result.bays[k], things, reaches);
        if (!brief) {
            errors[k] = brief.error();
            return;
        }
        briefs[k] = std::move(*brief);
        problems[k] = problem_of(briefs[k]);
    });
    for (const auto& error : errors)
        if (error) return tl::unexpected<base::Error>(*error);
    share_sections(result, std::move(briefs), std::move(problems));
    base::parallel_for(result.sections.size(), question.threads, [&](std::size_t s) {
        const SectionProblem& problem = result.sections[s].problem;
        if (same_question(problem, whole.problem)) {
            result.sections[s].answer = whole.answer;
            result.sections[s].answer.bound -= item_spread(problem, whole.problem);
            const Cost higher = base_costs(problem) - base_costs(whole.problem);
            result.sections[s].answer.cost += higher;
            result.sections[s].answer.bound += higher;
            return;
        }
        result.sections[s].answer =
            solve_section(problem, question.limits, start_of(problem, question.start));
    });
    return result;
}

}  // namespace maaiveld::layout
