#include "influence/settlement/settlement.h"

#include "influence/settlement/settlement_check.h"
#include "influence/settlement/settlement_slice.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace maaiveld::influence {
namespace {

/// Submerging repeats until the last settlement moves less than this.
constexpr double kSubmergingTolerance_m = 1e-9;
constexpr int kSubmergingRounds = 200;

/// Per layer, the settlement on every day.
using ByLayer = std::vector<std::vector<double>>;

std::vector<double> asked_days(const Settlement& item) {
    std::vector<double> days = item.times_days;
    days.insert(days.end(), item.remaining_from_days.begin(), item.remaining_from_days.end());
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

/// The days on which something is placed, taken away or drained.
std::vector<double> step_days(const Settlement& item) {
    std::vector<double> days;
    for (const SettlementLoad& load : item.loads) {
        if (!load.initial) days.push_back(load.day);
        if (load.until_day) days.push_back(*load.until_day);
    }
    for (const GroundwaterStep& step : item.groundwater_steps)
        days.push_back(step.day);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

/// The slice that is the whole layer: its middle is the middle of the layer.
Sublayer uncut(const Vertical& vertical, std::size_t index) {
    std::vector<SettlingLayer> layers = vertical.layers;
    layers[index].sublayers = 1;
    return sublayers_of(layers, index, vertical.item, vertical.groundwater_depth_m).front();
}

base::Result<std::vector<double>> layer_settlement(const Vertical& vertical, std::size_t index,
                                                   double sunk_m, double last_day) {
    const SettlingLayer& layer = vertical.layers[index];
    std::vector<double> settlement(vertical.days.size(), 0.0);
    if (!layer.compression) return settlement;
    const std::vector<Sublayer> slices =
        sublayers_of(vertical.layers, index, vertical.item, vertical.groundwater_depth_m);
    const double middle = uncut(vertical, index).initial_kPa;
    for (const Sublayer& slice : slices) {
        const StressPath path = path_at(vertical, index, slice, middle,
                                        steps_at(vertical, slice.depth_m, sunk_m, last_day));
        const std::string problem = path_problem(path);
        if (!problem.empty())
            return base::bad_input(
                fmt::format("layer `{}`, {:.3f} m deep: {}", layer.name, slice.depth_m, problem));
        const std::vector<double> part = slice_shortening(vertical, index, path);
        for (std::size_t i = 0; i < part.size(); ++i)
            settlement[i] += slice.thickness_m * part[i];
    }
    return settlement;
}

base::Result<ByLayer> all_layers(const Vertical& vertical, double sunk_m, double last_day) {
    ByLayer result;
    for (std::size_t i = 0; i < vertical.layers.size(); ++i) {
        auto layer = layer_settlement(vertical, i, sunk_m, last_day);
        if (!layer) return tl::unexpected(layer.error());
        result.push_back(std::move(*layer));
    }
    return result;
}

std::vector<double> total(const ByLayer& layers) {
    std::vector<double> sum(layers.front().size(), 0.0);
    for (const auto& layer : layers) {
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += layer[i];
    }
    return sum;
}

struct Sunk {
    ByLayer layers;
    double sunk_m = 0.0;
};

/// Repeats with the fills as light as the last settlement makes them.
base::Result<Sunk> settle(const Vertical& vertical, double last_day) {
    Sunk result;
    for (int round = 0; round < kSubmergingRounds; ++round) {
        auto layers = all_layers(vertical, result.sunk_m, last_day);
        if (!layers) return tl::unexpected(layers.error());
        result.layers = std::move(*layers);
        if (!vertical.item.submerging) return result;
        const double sunk = std::max(total(result.layers).back(), 0.0);
        if (std::abs(sunk - result.sunk_m) < kSubmergingTolerance_m) return result;
        // Half-way, because a heavy fill on soft ground overshoots.
        result.sunk_m = 0.5 * (result.sunk_m + sunk);
    }
    return base::bad_input("the weight of the submerging fills does not settle down");
}

std::vector<double> at_days(const std::vector<double>& values, const std::vector<double>& days,
                            const std::vector<double>& wanted) {
    std::vector<double> result;
    for (const double day : wanted) {
        const auto found = std::lower_bound(days.begin(), days.end(), day);
        result.push_back(values[static_cast<std::size_t>(found - days.begin())]);
    }
    return result;
}

LayerSettlement layer_result(const Vertical& vertical, std::size_t index, const Sunk& sunk) {
    LayerSettlement result;
    const SettlingLayer& layer = vertical.layers[index];
    result.name = layer.name;
    result.settlement_m = at_days(sunk.layers[index], vertical.days, vertical.item.times_days);
    if (!layer.compression) return result;
    const Sublayer middle = uncut(vertical, index);
    const StressPath path =
        path_at(vertical, index, middle, middle.initial_kPa,
                steps_at(vertical, middle.depth_m, sunk.sunk_m, vertical.days.back()));
    result.initial_stress_kPa = path.initial_kPa;
    result.preconsolidation_kPa = path.preconsolidation_kPa;
    result.final_stress_kPa = path.stress_kPa(vertical.days.back());
    const double first = path.steps.empty() ? vertical.item.start_day : path.steps.front().day;
    for (const double day : vertical.item.times_days) {
        const double drained = day > first ? 1.0 : 0.0;
        result.consolidation.push_back(path.degree && day > first ? path.degree(day, first)
                                                                  : drained);
    }
    return result;
}

base::Result<std::vector<LoadStepSettlement>> by_step(const Vertical& vertical) {
    std::vector<LoadStepSettlement> steps;
    if (!vertical.item.omit_later_loads) return steps;
    for (const double day : step_days(vertical.item)) {
        const auto sunk = settle(vertical, day);
        if (!sunk) return tl::unexpected(sunk.error());
        steps.push_back(
            {day, at_days(total(sunk->layers), vertical.days, vertical.item.times_days)});
    }
    return steps;
}

base::Result<SettlementResult> result_of(const Vertical& vertical) {
    const Settlement& item = vertical.item;
    const auto sunk = settle(vertical, std::numeric_limits<double>::max());
    if (!sunk) return tl::unexpected(sunk.error());
    SettlementResult result;
    result.id = item.id;
    result.times_days = item.times_days;
    const std::vector<double> sum = total(sunk->layers);
    result.settlement_m = at_days(sum, vertical.days, item.times_days);
    result.final_settlement_m = sum.back();
    if (!std::isfinite(result.final_settlement_m))
        return base::bad_input("the numbers are too large or too small to compute with");
    for (std::size_t i = 0; i < vertical.layers.size(); ++i)
        result.layers.push_back(layer_result(vertical, i, *sunk));
    const std::vector<double> from = at_days(sum, vertical.days, item.remaining_from_days);
    for (std::size_t i = 0; i < from.size(); ++i)
        result.remaining.push_back({item.remaining_from_days[i], sum.back() - from[i]});
    auto steps = by_step(vertical);
    if (!steps) return tl::unexpected(steps.error());
    result.steps = std::move(*steps);
    return result;
}

/// Fills in the difference with another result.
base::Result<void> compare(const Settlement& item, SettlementResult& result,
                           const std::vector<SettlementResult>& all) {
    if (!item.relative_to) return {};
    const auto other = std::find_if(all.begin(), all.end(), [&](const SettlementResult& r) {
        return r.id == *item.relative_to;
    });
    if (other == all.end())
        return base::bad_input(fmt::format("no settlement is called `{}`", *item.relative_to));
    if (other->times_days != result.times_days)
        return base::bad_input(fmt::format("`{}` has other times", *item.relative_to));
    for (std::size_t i = 0; i < result.settlement_m.size(); ++i)
        result.differential_m.push_back(result.settlement_m[i] - other->settlement_m[i]);
    return {};
}

base::Error placed(base::Error error, const std::string& id) {
    error.where = fmt::format("settlement `{}`", id);
    return error;
}

base::Result<SettlementResult> assess(const model::SoilProfile& soil, const Settlement& item) {
    Vertical vertical{
        item, layers_of(item, soil), {}, groundwater_of(item, soil), asked_days(item)};
    const std::string problem =
        settlement_problem(item, vertical.layers, vertical.groundwater_depth_m);
    if (!problem.empty()) return base::bad_input(problem);
    vertical.rates_1_s = drainage_rates_1_s(vertical.layers, item);
    for (const auto& rate : vertical.rates_1_s) {
        if (rate == 0.0) return base::bad_input("no side of the ground drains; it never settles");
    }
    return result_of(vertical);
}

}  // namespace

base::Result<std::vector<SettlementResult>> assess_settlements(const model::SoilProfile& soil,
                                                               const std::vector<Settlement>& all) {
    std::vector<SettlementResult> results;
    for (const Settlement& item : all) {
        auto result = assess(soil, item);
        if (!result) return tl::unexpected(placed(result.error(), item.id));
        results.push_back(std::move(*result));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (auto compared = compare(all[i], results[i], results); !compared)
            return tl::unexpected(placed(compared.error(), all[i].id));
    }
    return results;
}

}  // namespace maaiveld::influence
