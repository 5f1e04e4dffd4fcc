#include "influence/settlement/settlement_slice.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace maaiveld::influence {
namespace {

constexpr double kSecondsPerDay = 86400.0;

/// What every new groundwater level adds to the effective stress at a depth.
void add_groundwater(const Vertical& vertical, double depth_m, double last_day,
                     std::map<double, double>& changes) {
    std::optional<double> level = vertical.groundwater_depth_m;
    for (const GroundwaterStep& step : vertical.item.groundwater_steps) {
        if (step.day > last_day) return;
        changes[step.day] +=
            weight_stress_kPa(vertical.layers, vertical.item, step.depth_m, depth_m) -
            weight_stress_kPa(vertical.layers, vertical.item, level, depth_m);
        level = step.depth_m;
    }
}

DegreeOfStep degree_of(const Vertical& vertical, std::size_t layer) {
    const std::optional<double> rate = vertical.rates_1_s[layer];
    if (!rate) return {};
    const std::optional<VerticalDrains> drains = vertical.item.drains;
    return [rate = *rate, drains](double day, double step_day) {
        const double degree = degree_of_consolidation(rate * (day - step_day) * kSecondsPerDay);
        if (!drains) return degree;
        const double open_days = day - std::max(step_day, drains->installed_day);
        return combined_degree(degree, radial_degree(*drains, open_days * kSecondsPerDay));
    };
}

std::vector<double> strain_of(const SettlingLayer& layer, const StressPath& path,
                              const std::vector<double>& days) {
    const model::Compression& soil = *layer.compression;
    const double reference = soil.reference_time_days;
    if (const auto* koppejan = std::get_if<model::Koppejan>(&soil.model)) {
        const Swelling swelling = layer.swelling.value_or(Swelling{koppejan->cp, koppejan->cs});
        return koppejan_strain(*koppejan, swelling, reference, path, days);
    }
    if (const auto* bjerrum = std::get_if<model::Bjerrum>(&soil.model))
        return isotache_strain(as_isotache(*bjerrum), reference, path, days);
    return isotache_strain(std::get<model::Isotache>(soil.model), reference, path, days);
}

Strain strain_kind(const SettlingLayer& layer) {
    const bool isotache = std::holds_alternative<model::Isotache>(layer.compression->model);
    return layer.strain.value_or(isotache ? Strain::Natural : Strain::Linear);
}

double shortening(Strain kind, double strain) {
    return kind == Strain::Natural ? -std::expm1(-strain) : strain;
}

/// The shortening of one slice on every day, per metre.
std::vector<double> shortening_of(const SettlingLayer& layer, const StressPath& path,
                                  const std::vector<double>& days) {
    std::vector<double> values = strain_of(layer, path, days);
    for (double& value : values)
        value = shortening(strain_kind(layer), value);
    return values;
}

/// The same, when every step brings its drained shortening times its degree of consolidation. What
/// the soil creeps before the first step is not delayed.
std::vector<double> delayed_shortening(const SettlingLayer& layer, const StressPath& path,
                                       const std::vector<double>& days) {
    StressPath drained = path;
    drained.degree = {};
    drained.steps.clear();
    if (path.steps.empty()) return shortening_of(layer, drained, days);
    std::vector<double> early = days;
    for (double& day : early)
        day = std::min(day, path.steps.front().day);
    std::vector<double> sum = shortening_of(layer, drained, early);
    std::vector<double> before = sum;
    for (const StressStep& step : path.steps) {
        drained.steps.push_back(step);
        const std::vector<double> after = shortening_of(layer, drained, days);
        for (std::size_t i = 0; i < days.size(); ++i) {
            if (days[i] > step.day)
                sum[i] += path.degree(days[i], step.day) * (after[i] - before[i]);
        }
        before = after;
    }
    return sum;
}

bool delays_by_degree(const Vertical& vertical, std::size_t layer) {
    const bool koppejan =
        std::holds_alternative<model::Koppejan>(vertical.layers[layer].compression->model);
    return vertical.item.delay == Delay::Degree && !koppejan && vertical.rates_1_s[layer];
}

}  // namespace

std::vector<StressStep> steps_at(const Vertical& vertical, double depth_m, double sunk_m,
                                 double last_day) {
    std::map<double, double> changes;
    for (const SettlementLoad& load : vertical.item.loads) {
        const double pressure =
            pressure_kPa(load, vertical.item, vertical.groundwater_depth_m, sunk_m);
        const double stress = spread_stress_kPa(load, vertical.item, pressure, depth_m);
        if (!load.initial && load.day <= last_day) changes[load.day] += stress;
        if (load.until_day && *load.until_day <= last_day) changes[*load.until_day] -= stress;
    }
    add_groundwater(vertical, depth_m, last_day, changes);
    std::vector<StressStep> steps;
    for (const auto& [day, change] : changes)
        steps.push_back({day, change});
    return steps;
}

std::string path_problem(const StressPath& path) {
    if (!(path.initial_kPa > 0.0)) return "the initial effective stress is not positive";
    if (!(path.preconsolidation_kPa > 0.0)) return "the preconsolidation stress is not positive";
    double stress = path.initial_kPa;
    for (const StressStep& step : path.steps) {
        stress += step.change_kPa;
        if (!(stress > 0.0))
            return fmt::format("on day {} the effective stress falls to {:.3g} kPa", step.day,
                               stress);
    }
    return {};
}

StressPath path_at(const Vertical& vertical, std::size_t layer, const Sublayer& slice,
                   double middle_kPa, std::vector<StressStep> steps) {
    const PreconsolidationRule& rule = vertical.item.preconsolidation;
    StressPath path;
    path.initial_kPa = slice.initial_kPa;
    path.preconsolidation_kPa = preconsolidation_kPa(*vertical.layers[layer].compression, rule,
                                                     slice.initial_kPa, middle_kPa);
    path.raise_preconsolidation = rule.correction == PreconsolidationRule::Correction::EveryStep;
    path.start_day = vertical.item.start_day;
    path.steps = std::move(steps);
    path.degree = degree_of(vertical, layer);
    return path;
}

std::vector<double> slice_shortening(const Vertical& vertical, std::size_t layer,
                                     const StressPath& path) {
    const SettlingLayer& ground = vertical.layers[layer];
    return delays_by_degree(vertical, layer) ? delayed_shortening(ground, path, vertical.days)
                                             : shortening_of(ground, path, vertical.days);
}

}  // namespace maaiveld::influence
