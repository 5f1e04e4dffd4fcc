#include "app/street_values.h"

#include "exchange/tree_profile.h"
#include "influence/roots/street_roots.h"
#include "influence/street/street_voltages.h"
#include "influence/street/worst_temperatures.h"
#include "rules/limits.h"

#include <algorithm>
#include <fmt/format.h>

namespace maaiveld::app {
namespace {

constexpr double kWorthTelling_K = 0.05;
constexpr double kWorthTelling_V = 0.01;

std::string cause_of(std::vector<influence::Warming> warming, double station_m) {
    std::stable_sort(warming.begin(), warming.end(),
                     [](const auto& a, const auto& b) { return a.kelvin > b.kelvin; });
    std::string cause;
    for (const influence::Warming& one : warming) {
        if (one.kelvin < kWorthTelling_K) break;
        cause += fmt::format("{} {:+.1f} K, ", one.source, one.kelvin);
    }
    return cause + fmt::format("station {:.0f} m", station_m);
}

std::string cause_of(const influence::StreetVoltage& voltage) {
    std::string cause;
    for (const auto& share : voltage.shares) {
        if (share.emf_V < kWorthTelling_V) break;
        cause += fmt::format("{}{} {:.2f} V", cause.empty() ? "" : ", ", share.source, share.emf_V);
    }
    return cause;
}

}  // namespace

std::map<std::string, influence::TemperatureLimit> temperature_limits(
    const model::Street& street, std::span<const rules::Pack> packs) {
    const auto limits = rules::computed_limits(street, packs);
    std::map<std::string, influence::TemperatureLimit> by_asset;
    for (const model::Asset& asset : street.assets) {
        const rules::Limit* limit = rules::limit_on(limits, asset.id, rules::Measure::Temperature,
                                                    rules::Severity::Warning);
        if (limit != nullptr && limit->at_most) by_asset[asset.id] = {limit->value, limit->rule};
    }
    return by_asset;
}

base::Result<rules::InfluenceValues> computed_values(Session& s, model::Street& street,
                                                     const model::Catalogue& catalogue,
                                                     const std::string& operation_name,
                                                     std::span<const rules::Pack> packs, int year) {
    const auto operation = load_operation(s, operation_name);
    if (!operation) return tl::unexpected(operation.error());
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    const auto trees = exchange::read_tree_profile(*folder);
    if (!trees) return tl::unexpected(trees.error());
    influence::WorstOptions options;
    options.threads = s.threads;
    options.limits = temperature_limits(street, packs);
    options.progress = progress_bar(s, "influence");
    const auto worst = influence::worst_temperatures(street, catalogue, *operation, options);
    if (!worst) return tl::unexpected(worst.error());
    rules::InfluenceValues values;
    std::map<std::string, double> currents_A;
    for (auto& asset : street.assets) {
        const auto found = worst->find(asset.id);
        if (found == worst->end()) continue;
        const auto& one = found->second;
        values[rules::Measure::Temperature].insert_or_assign(
            asset.id,
            rules::Computed{one.maximum_C, one.sigma_K, cause_of(one.warming, one.station_m)});
        if (one.rating_A) asset.attributes["rating_A"] = *one.rating_A;
        if (!one.current_A) continue;
        currents_A[asset.id] = *one.current_A;
        values[rules::Measure::Current].insert_or_assign(asset.id, *one.current_A);
    }
    const auto voltages = influence::street_voltages(street, catalogue, *operation, currents_A);
    if (!voltages) return tl::unexpected(voltages.error());
    for (const auto& voltage : *voltages) {
        values[rules::Measure::InducedVoltage].insert_or_assign(
            voltage.asset, rules::Computed{voltage.normal_V, 0.0, cause_of(voltage)});
    }
    street = influence::with_roots(std::move(street), *trees, {year, 0.0});
    return values;
}

}  // namespace maaiveld::app
