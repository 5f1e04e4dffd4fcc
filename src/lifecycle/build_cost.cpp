#include "lifecycle/build_cost.h"

#include "lifecycle/variant_measures.h"

namespace maaiveld::lifecycle {
namespace {

Price times(double amount, const Price& unit) {
    return {amount * unit.value, amount * unit.low, amount * unit.high};
}

void add(Price& sum, const Price& more) {
    sum.value += more.value;
    sum.low += more.low;
    sum.high += more.high;
}

void add_surface(const BuildTotals& totals, const Prices& prices, BuildCost& cost) {
    for (const auto& [kind, area_m2] : totals.surface_m2) {
        const auto price = prices.surface_eur_m2.find(kind);
        if (price != prices.surface_eur_m2.end())
            add(cost.surface, times(area_m2, price->second));
        else
            cost.unpriced_strips.push_back(kind);
    }
}

void add_racks(const std::vector<PartTotal>& parts, const Prices& prices, BuildCost& cost) {
    for (const PartTotal& part : parts) {
        const auto price = prices.rack_eur_kg.find(part.material);
        if (price != prices.rack_eur_kg.end())
            add(cost.racks, times(part.mass_kg, price->second));
        else
            cost.unpriced_kg[part.material] += part.mass_kg;
    }
}

}  // namespace

BuildCost build_cost(const BuildTotals& totals, const std::vector<PartTotal>& parts,
                     const Prices& prices) {
    BuildCost cost;
    cost.dig = times(totals.joint_m3 + totals.connections_m3, prices.dig_eur_m3);
    cost.shoring = times(totals.shored_m2, prices.shoring_eur_m2);
    add_surface(totals, prices, cost);
    add_racks(parts, prices, cost);
    for (const Price* part : {&cost.dig, &cost.shoring, &cost.surface, &cost.racks})
        add(cost.total, *part);
    return cost;
}

}  // namespace maaiveld::lifecycle
