#pragma once

#include "influence/settlement/settlement.h"

#include <vector>

namespace maaiveld::influence {

// What a vertical is made of before anything settles. Inputs are checked (settlement_check.h).

/// A slice of a layer, as thin as the strain in it is even.
struct Sublayer {
    double depth_m = 0.0;  ///< of its middle, below the finished surface
    double thickness_m = 0.0;
    double initial_kPa = 0.0;  ///< effective, with the loads that have always been there
};

/// The layers of `item`, or those of the street's ground.
std::vector<SettlingLayer> layers_of(const Settlement& item, const model::SoilProfile& soil);

/// The depth of the groundwater: of the item, or of the street; none: no groundwater.
std::optional<double> groundwater_of(const Settlement& item, const model::SoilProfile& soil);

/// Effective vertical stress at `depth_m` by the weight of the ground alone.
double weight_stress_kPa(const std::vector<SettlingLayer>& layers, const Settlement& item,
                         std::optional<double> groundwater_depth_m, double depth_m);

/// Pressure of a load on its base, a fill that has sunk `sunk_m` included.
double pressure_kPa(const SettlementLoad& load, const Settlement& item,
                    std::optional<double> groundwater_depth_m, double sunk_m);

/// Stress by `load` (pressure `pressure_kPa`) below the vertical at `depth_m`.
double spread_stress_kPa(const SettlementLoad& load, const Settlement& item, double pressure_kPa,
                         double depth_m);

/// The slices of layer `index`, from the top down.
std::vector<Sublayer> sublayers_of(const std::vector<SettlingLayer>& layers, std::size_t index,
                                   const Settlement& item,
                                   std::optional<double> groundwater_depth_m);

/// How fast each layer drains: Tv = rate * time. Absent: at once.
std::vector<std::optional<double>> drainage_rates_1_s(const std::vector<SettlingLayer>& layers,
                                                      const Settlement& item);

/// The preconsolidation stress at a slice. `middle_kPa`: the initial stress at mid-layer.
double preconsolidation_kPa(const model::Compression& soil, const PreconsolidationRule& rule,
                            double initial_kPa, double middle_kPa);

}  // namespace maaiveld::influence
