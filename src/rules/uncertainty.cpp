#include "rules/uncertainty.h"

#include <cmath>
#include <numbers>

namespace maaiveld::rules {
namespace {

bool shared(const model::Certainty& a, const model::Certainty& b) {
    return !a.record.empty() && a.record == b.record && a.source == b.source;
}

}  // namespace

Spread spread_between(const model::Street& street, const model::Scene& scene, const model::Part& a,
                      const model::Part& b) {
    const model::Owner& owner_a = scene.owners[a.owner];
    const model::Owner& owner_b = scene.owners[b.owner];
    Spread spread{std::hypot(owner_a.xy.sigma_m, owner_b.xy.sigma_m),
                  std::hypot(a.sigma_z_m, b.sigma_z_m)};
    if (!owner_a.is_line() || !owner_b.is_line()) return spread;
    const model::Asset& asset_a = street.assets[owner_a.index];
    const model::Asset& asset_b = street.assets[owner_b.index];
    if (asset_a.owner != asset_b.owner || asset_a.network != asset_b.network) return spread;
    if (shared(owner_a.xy, owner_b.xy)) spread.xy_m = 0.0;
    // A depth measured here is another record than the standard that holds for the rest.
    const bool usual_depth = a.sigma_z_m == owner_a.z.sigma_m && b.sigma_z_m == owner_b.z.sigma_m;
    if (usual_depth && shared(owner_a.z, owner_b.z)) spread.z_m = 0.0;
    return spread;
}

double sigma_along(const Spread& spread, const geometry::Vec3& direction) {
    return std::hypot(direction.head<2>().norm() * spread.xy_m, direction.z() * spread.z_m);
}

double probability_below(double measured, double required, double sigma_m) {
    return 0.5 * std::erfc((measured - required) / (sigma_m * std::numbers::sqrt2));
}

CertaintyClass certainty_class(double probability, bool value_breaks) {
    if (!value_breaks) return CertaintyClass::Possible;
    if (probability >= 0.95) return CertaintyClass::Certain;
    return probability >= 0.5 ? CertaintyClass::Likely : CertaintyClass::Possible;
}

}  // namespace maaiveld::rules
