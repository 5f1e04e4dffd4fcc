#include "layout/layout_heat.h"

#include "influence/street/street_heat.h"
#include "layout/section_problem_of.h"
#include "layout/section_shapes.h"
#include "model/axis.h"
#include "rules/limits.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace maaiveld::layout {
namespace {

/// Lines that lie already and follow one another along a stretch (the sewer before and after a
/// manhole) fall on one place of its section: the first stands for all. A cable in its duct stays.
model::Street without_repeats(model::Street street, const SectionBrief& brief) {
    std::set<std::string> items;
    for (const BriefItem& item : brief.items) {
        for (const Body& body : item.bodies)
            items.insert(body.asset);
    }
    const auto lie_in_each_other = [](const model::Asset& a, const model::Asset& b) {
        if (a.in_duct == b.id || b.in_duct == a.id) return false;
        const double apart_m = (a.axis.front().at - b.axis.front().at).norm();
        return apart_m < model::half_height_of(a) + model::half_height_of(b) - 1e-6;
    };
    std::vector<model::Asset> kept;
    for (model::Asset& asset : street.assets) {
        const bool repeats =
            !items.contains(asset.id) &&
            std::any_of(kept.begin(), kept.end(), [&](const model::Asset& other) {
                return !items.contains(other.id) && lie_in_each_other(asset, other);
            });
        if (!repeats) kept.push_back(std::move(asset));
    }
    street.assets = std::move(kept);
    return street;
}

using base::Result;

constexpr double kLength_m = 10.0;     // of the straight street that is cut in its middle
constexpr double kDepthStep_m = 0.05;  // of the table of room by depth
constexpr double kNoSource_W_m = 0.01;
constexpr double kReached_K = 1e-6;

/// Where a line of the brief is: a body of an item, or an obstacle.
struct Where {
    std::optional<std::size_t> item, obstacle;
    std::size_t body = 0;
    double x_m = 0.0;
    double depth_m = 0.0;
};

/// The lines of a brief by id, with its items at `places`. Of an obstacle its first piece along.
std::map<std::string, Where> lines_of(const SectionBrief& brief,
                                      const std::vector<ItemPlace>& places) {
    std::map<std::string, Where> lines;
    for (std::size_t i = 0; i < brief.items.size() && i < places.size(); ++i) {
        const auto& bodies = brief.items[i].bodies;
        for (std::size_t b = 0; b < bodies.size(); ++b) {
            if (bodies[b].is_rack) continue;
            lines[bodies[b].asset] = {
                i, {}, b, places[i].x_m + bodies[b].right_m, places[i].cover_m + bodies[b].down_m};
        }
    }
    for (std::size_t o = 0; o < brief.obstacles.size(); ++o) {
        const Obstacle& obstacle = brief.obstacles[o];
        if (!obstacle.solid || obstacle.crosses) continue;
        lines.try_emplace(obstacle.id,
                          Where{{}, o, 0, obstacle.body.right_m, obstacle.body.down_m});
    }
    return lines;
}

/// The exact solution of a section.
struct Exact {
    influence::StreetHeat heat;
    std::vector<influence::ObjectState> states;
    double day = 0.0;
};

Result<Exact> exact_of(const SectionBrief& brief, const std::vector<ItemPlace>& places,
                       const HeatContext& context) {
    const model::Street street =
        without_repeats(placed_section(brief, places, context.street, kLength_m), brief);
    const auto assumptions = influence::likeliest(
        influence::parameters_of(context.operation, street), context.operation);
    auto heat = influence::StreetHeat::build(street, context.catalogue, context.operation,
                                             assumptions, 0.5 * kLength_m);
    if (!heat) return tl::unexpected(heat.error());
    const double day = influence::middle_of_month(context.month);
    auto states = heat->at_day(day);
    if (!states) return tl::unexpected(states.error());
    return Exact{std::move(*heat), std::move(*states), day};
}

std::vector<LineTemperature> temperatures_in(const Exact& exact, const HeatContext& context) {
    std::vector<LineTemperature> temperatures;
    for (std::size_t k = 0; k < exact.states.size(); ++k) {
        LineTemperature line;
        line.asset = exact.heat.objects()[k].id;
        line.temperature_C = exact.states[k].temperature_C;
        if (const auto limit = context.limits.find(line.asset); limit != context.limits.end()) {
            line.limit_C = limit->second.limit_C;
            line.rule = limit->second.rule;
        }
        temperatures.push_back(std::move(line));
    }
    return temperatures;
}

bool is_passed(const LineTemperature& line) {
    return line.limit_C && line.temperature_C > *line.limit_C + kReached_K;
}

/// Puts limits on a brief, from the exact solution with its items somewhere.
class LimitMaker {
public:
    LimitMaker(const SectionBrief& brief, const std::vector<ItemPlace>& places, const Exact& exact)
        : brief_{brief}, exact_{exact}, lines_{lines_of(brief, places)} {
        const auto& assumptions = exact.heat.assumptions();
        const auto& layers = exact.heat.soil().layers;
        conductivity_W_mK_ =
            layers.size() == 1 ? layers.front().conductivity_W_mK : assumptions.conductivity_W_mK;
        film_m_ = assumptions.film_m2K_W * conductivity_W_mK_;
        for (std::size_t k = 0; k < exact.states.size(); ++k)
            add_source(k);
    }

    /// `missed_K` by id: what the estimate fell short of the exact value so far, at its worst.
    void add_limit(const LineTemperature& line, std::map<std::string, double>& missed_K,
                   SectionBrief& brief) const {
        const auto found = lines_.find(line.asset);
        if (found == lines_.end() || !line.limit_C) return;
        const Where& cool = found->second;
        const double missed = line.temperature_C -
                              exact_.heat.undisturbed_C(cool.depth_m, exact_.day) -
                              estimate_K(cool, line.asset);
        const auto [place, is_new] = missed_K.try_emplace(line.asset, missed);
        place->second = std::max(place->second, missed);
        if (cool.item) {
            add_item_limit(line, cool, place->second, brief);
        } else {
            add_obstacle_limits(line, cool, place->second, brief);
        }
    }

private:
    struct Source {
        std::string id;
        Where at;
        double strength_K = 0.0;
    };

    void add_source(std::size_t k) {
        const double heat = exact_.states[k].heat_W_m;
        const std::string& id = exact_.heat.objects()[k].id;
        const auto at = lines_.find(id);
        // What takes heat up is left out: that errs on the warm side.
        if (heat < kNoSource_W_m || at == lines_.end()) return;
        sources_.push_back({id, at->second, heat / (2.0 * std::numbers::pi * conductivity_W_mK_)});
    }

    double kelvin(const Where& cool, const Source& source) const {
        return warming_K(source.at.x_m - cool.x_m, cool.depth_m, source.at.depth_m, film_m_,
                         source.strength_K);
    }

    double estimate_K(const Where& cool, const std::string& id) const {
        double sum = 0.0;
        for (const Source& source : sources_) {
            if (source.id != id) sum += kelvin(cool, source);
        }
        return sum;
    }

    HeatLimit limit_for(const LineTemperature& line, const std::string& id) const {
        HeatLimit limit;
        limit.rule = line.rule;
        limit.film_m = film_m_;
        for (const Source& source : sources_) {
            if (source.id == id) continue;
            limit.sources.push_back(
                {source.at.item, source.at.obstacle, source.at.body, source.strength_K});
        }
        return limit;
    }

    double room_K(const LineTemperature& line, double depth_m, double missed_K) const {
        return *line.limit_C - exact_.heat.undisturbed_C(depth_m, exact_.day) - missed_K;
    }

    void add_item_limit(const LineTemperature& line, const Where& cool, double missed_K,
                        SectionBrief& brief) const {
        HeatLimit limit = limit_for(line, line.asset);
        limit.item = *cool.item;
        limit.body = cool.body;
        const BriefItem& item = brief_.items[*cool.item];
        const double down = item.bodies[cool.body].down_m;
        const double least = std::min(item.min_cover_m, item.fixed_cover_m.value_or(1e300)) + down;
        const double most = std::max(item.max_cover_m, item.fixed_cover_m.value_or(0.0)) + down;
        for (double depth = least; depth < most + kDepthStep_m; depth += kDepthStep_m)
            limit.room_K_at_depth_m.emplace_back(depth, room_K(line, depth, missed_K));
        brief.heat_limits.push_back(std::move(limit));
    }

    /// A line that stays: each item that warms it gets what the others, as they lie now, leave.
    void add_obstacle_limits(const LineTemperature& line, const Where& cool, double missed_K,
                             SectionBrief& brief) const {
        std::map<std::size_t, double> by_item;
        double all = 0.0;
        for (const Source& source : sources_) {
            if (source.id == line.asset) continue;
            const double k = kelvin(cool, source);
            all += k;
            if (source.at.item) by_item[*source.at.item] += k;
        }
        double moving = 0.0;
        for (const auto& [item, k] : by_item)
            moving += k;
        const double room = room_K(line, cool.depth_m, missed_K) - (all - moving);
        for (const auto& [item, k] : by_item) {
            HeatLimit limit = limit_for(line, line.asset);
            limit.item = item;
            limit.obstacle = cool.obstacle;
            // In proportion to what each adds now.
            limit.room_K_at_depth_m = {{cool.depth_m, moving > 0.0 ? room * k / moving : room}};
            brief.heat_limits.push_back(std::move(limit));
        }
    }

    const SectionBrief& brief_;
    const Exact& exact_;
    std::map<std::string, Where> lines_;
    std::vector<Source> sources_;
    double conductivity_W_mK_ = 1.0;
    double film_m_ = 0.0;
};

/// One search after another until the temperatures hold.
class HeatLoop {
public:
    HeatLoop(const SectionBrief& brief, const HeatContext* heat, const SearchLimits& limits,
             const BriefSelection& selection)
        : brief_{brief}, heat_{heat}, limits_{limits}, selection_{selection} {}

    Result<SectionSolution> run(const std::vector<Place>& start) {
        SectionSolution solution;
        solution.brief = brief_;
        solve(solution, start);
        if (heat_ == nullptr || selects_items()) return solution;
        for (solution.rounds = 1; !solution.places.empty(); ++solution.rounds) {
            auto exact = exact_of(brief_, solution.places, *heat_);
            if (!exact) return tl::unexpected(exact.error());
            solution.temperatures = temperatures_in(*exact, *heat_);
            solution.heat_holds = note_passed(solution.temperatures);
            if (solution.heat_holds || solution.rounds >= heat_->max_rounds) return solution;
            tighten(*exact, solution);
            solve(solution, {});
        }
        solution.heat_holds = false;
        return solution;
    }

private:
    /// With items left out the section is not the one that the exact solver would see.
    bool selects_items() const {
        return std::find(selection_.items.begin(), selection_.items.end(), false) !=
               selection_.items.end();
    }

    void solve(SectionSolution& solution, const std::vector<Place>& start) const {
        solution.problem = problem_of(solution.brief, selection_);
        solution.answer = solve_section(solution.problem, limits_, start);
        solution.places =
            places_of(solution.brief, solution.problem, solution.answer.places, selection_);
    }

    /// Whether every limit holds; remembers the lines that have passed theirs.
    bool note_passed(const std::vector<LineTemperature>& temperatures) {
        bool all = true;
        for (const LineTemperature& line : temperatures) {
            if (!is_passed(line)) continue;
            all = false;
            passed_.insert(line.asset);
        }
        return all;
    }

    void tighten(const Exact& exact, SectionSolution& solution) {
        solution.brief = brief_;
        const LimitMaker maker{brief_, solution.places, exact};
        for (const LineTemperature& line : solution.temperatures) {
            if (passed_.contains(line.asset)) maker.add_limit(line, missed_K_, solution.brief);
        }
    }

    const SectionBrief& brief_;
    const HeatContext* heat_;
    SearchLimits limits_;
    const BriefSelection& selection_;
    std::set<std::string> passed_;
    std::map<std::string, double> missed_K_;
};

}  // namespace

std::map<std::string, HeatContext::Limit> heat_limits_of(const model::Street& street,
                                                         std::span<const rules::Pack> packs) {
    model::Street all;
    all.assets = street.assets;
    for (const model::Demand& demand : street.demands) {
        model::Asset asset = demand.asset;
        asset.axis = {{geometry::Vec3::Zero(), {}, {}}, {geometry::Vec3::UnitX(), {}, {}}};
        all.assets.push_back(std::move(asset));
    }
    const auto computed = rules::computed_limits(all, packs);
    std::map<std::string, HeatContext::Limit> limits;
    for (const auto& [id, of_line] : computed) {
        const rules::Limit* limit =
            rules::limit_on(computed, id, rules::Measure::Temperature, rules::Severity::Warning);
        if (limit != nullptr && limit->at_most) limits[id] = {limit->value, limit->rule};
    }
    return limits;
}

Result<std::vector<LineTemperature>> temperatures_of(const SectionBrief& brief,
                                                     const std::vector<ItemPlace>& places,
                                                     const HeatContext& heat) {
    const auto exact = exact_of(brief, places, heat);
    if (!exact) return tl::unexpected(exact.error());
    return temperatures_in(*exact, heat);
}

Result<SectionBrief> with_heat_limits(const SectionBrief& brief,
                                      const std::vector<ItemPlace>& places,
                                      const HeatContext& heat) {
    const auto exact = exact_of(brief, places, heat);
    if (!exact) return tl::unexpected(exact.error());
    SectionBrief limited = brief;
    const LimitMaker maker{brief, places, *exact};
    std::map<std::string, double> missed_K;
    for (const LineTemperature& line : temperatures_in(*exact, heat)) {
        if (line.limit_C) maker.add_limit(line, missed_K, limited);
    }
    return limited;
}

Result<SectionSolution> solve_brief(const SectionBrief& brief, const HeatContext* heat,
                                    const SearchLimits& limits, const std::vector<Place>& start,
                                    const BriefSelection& selection) {
    return HeatLoop{brief, heat, limits, selection}.run(start);
}

}  // namespace maaiveld::layout
