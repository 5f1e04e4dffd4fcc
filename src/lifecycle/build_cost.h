#pragma once

#include "lifecycle/lifecycle_profile.h"

#include <map>
#include <string>
#include <vector>

namespace maaiveld::lifecycle {

struct BuildTotals;

/// Equal parts of racks, counted.
struct PartTotal {
    std::string what;      ///< "post", "beam", ...
    std::string material;  ///< as the rack type calls it: "galvanised-steel"
    int count = 0;
    double mass_kg = 0.0;
};

/// What differs between variants when they are built, in euros: the joint trench with the house
/// connections, shoring, opening and closing the surface, the racks. Not the lines themselves,
/// their joints and services, which are about the same in every variant.
struct BuildCost {
    Price dig, shoring, surface, racks;
    Price total;
    /// Masses of rack parts whose material has no price: not in `racks`.
    std::map<std::string, double> unpriced_kg;
    std::vector<model::StripKind> unpriced_strips;  ///< opened, but without a price
};

/// Sums of amounts times unit prices, each with its low and high: all low, all high.
BuildCost build_cost(const BuildTotals& totals, const std::vector<PartTotal>& parts,
                     const Prices& prices);

}  // namespace maaiveld::lifecycle
