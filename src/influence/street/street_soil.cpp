#include "influence/street/street_soil.h"

#include <algorithm>
#include <limits>

namespace maaiveld::influence {
namespace {

/// One material instead of layers: mean by thickness down to `depth_m`.
model::SoilProfile averaged(const model::SoilProfile& soil, double depth_m) {
    model::SoilLayer mean = soil.layers.front();
    double conductivity = 0.0;
    double capacity = 0.0;
    double reached_m = 0.0;
    for (const model::SoilLayer& layer : soil.layers) {
        const bool last = &layer == &soil.layers.back();
        const double bottom_m = std::min(depth_m, last ? depth_m : layer.bottom_m);
        const double thickness_m = std::max(0.0, bottom_m - reached_m);
        conductivity += layer.conductivity_W_mK * thickness_m;
        capacity += layer.heat_capacity_J_m3K * thickness_m;
        reached_m += thickness_m;
    }
    mean.top_m = 0.0;
    mean.bottom_m = std::numeric_limits<double>::infinity();
    mean.conductivity_W_mK = conductivity / reached_m;
    mean.heat_capacity_J_m3K = capacity / reached_m;
    model::SoilProfile uniform = soil;
    uniform.layers = {mean};
    return uniform;
}

/// The street's layers, with the first one as assumed and the others in proportion.
model::SoilProfile scaled(model::SoilProfile soil, const Assumptions& assumptions) {
    const model::SoilLayer first = soil.layers.front();
    for (model::SoilLayer& layer : soil.layers) {
        layer.conductivity_W_mK *= assumptions.conductivity_W_mK / first.conductivity_W_mK;
        layer.heat_capacity_J_m3K *= assumptions.heat_capacity_J_m3K / first.heat_capacity_J_m3K;
    }
    return soil;
}

model::SoilProfile assumed(const Operation& operation, const Assumptions& assumptions) {
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = assumptions.conductivity_W_mK;
    layer.heat_capacity_J_m3K = assumptions.heat_capacity_J_m3K;
    layer.dry_conductivity_W_mK = operation.dry_conductivity_W_mK;
    layer.drying_temperature_C = operation.drying_temperature_C;
    layer.electrical_resistivity_ohm_m = operation.electrical_resistivity_ohm_m.value;
    model::SoilProfile soil;
    soil.layers = {layer};
    return soil;
}

}  // namespace

model::SoilProfile street_soil(const model::Street& street, const Operation& operation,
                               const Assumptions& assumptions, double deepest_m) {
    const bool own = street.soil && !street.soil->layers.empty();
    const auto soil = own ? scaled(*street.soil, assumptions) : assumed(operation, assumptions);
    return averaged(soil, 1.5 * deepest_m);
}

}  // namespace maaiveld::influence
