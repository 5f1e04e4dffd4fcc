#include "influence/roots/root_drying.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kMetrePerMm = 1e-3;

}  // namespace

RootDryingResult root_drying(const RootDrying& spell, double crown_diameter_m,
                             double root_volume_m3) {
    const double crown_m2 = 0.25 * std::numbers::pi * crown_diameter_m * crown_diameter_m;
    const double net_m =
        std::max(0.0, spell.uptake_mm_day - spell.rain_mm_day) * kMetrePerMm * spell.dry_days;
    const double there_m3 = spell.available_water * root_volume_m3;
    RootDryingResult result;
    result.withdrawn_m3 = std::min(net_m * crown_m2, there_m3);
    result.moisture_left = there_m3 > 0.0 ? 1.0 - result.withdrawn_m3 / there_m3 : 1.0;
    result.conductivity_W_mK =
        std::lerp(spell.dry_conductivity_W_mK, spell.moist_conductivity_W_mK, result.moisture_left);
    result.conductivity_factor = result.conductivity_W_mK / spell.moist_conductivity_W_mK;
    return result;
}

base::Result<void> check_drying(const RootDrying& spell, const std::string& where) {
    for (const double value : {spell.uptake_mm_day, spell.rain_mm_day, spell.dry_days}) {
        if (!(value >= 0.0) || !std::isfinite(value)) {
            return base::bad_input("uptake, rain and days of a dry spell may not be negative",
                                   where);
        }
    }
    if (!(spell.available_water > 0.0 && spell.available_water < 1.0)) {
        return base::bad_input(
            fmt::format("available water of {} is no share of the soil; it lies between 0 and 1",
                        spell.available_water),
            where);
    }
    if (!(spell.dry_conductivity_W_mK > 0.0) ||
        !(spell.moist_conductivity_W_mK >= spell.dry_conductivity_W_mK)) {
        return base::bad_input(
            fmt::format("conductivity {} W/(m K) dry and {} moist: both are positive and drying "
                        "does not raise it",
                        spell.dry_conductivity_W_mK, spell.moist_conductivity_W_mK),
            where);
    }
    return {};
}

}  // namespace maaiveld::influence
