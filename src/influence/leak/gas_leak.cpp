#include "influence/leak/gas_leak.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kSecondsPerHour = 3600.0;

double area_m2(double diameter_m) {
    return 0.25 * std::numbers::pi * diameter_m * diameter_m;
}

/// Outlet over inlet pressure (absolute) below which the flow is choked.
double critical_ratio(double kappa) {
    return std::pow(2.0 / (kappa + 1.0), kappa / (kappa - 1.0));
}

/// Isentropic mass flow per area and square root of (2 p0 rho0), for a pressure ratio.
double nozzle_factor(double kappa, double ratio) {
    const double r = std::max(ratio, critical_ratio(kappa));
    const double inside =
        kappa / (kappa - 1.0) * (std::pow(r, 2.0 / kappa) - std::pow(r, (kappa + 1.0) / kappa));
    return std::sqrt(std::max(0.0, inside));
}

double pressure_ratio(const GasHole& hole, double back_pressure_Pa) {
    return (hole.atmospheric_pressure_Pa + back_pressure_Pa) /
           (hole.atmospheric_pressure_Pa + hole.gauge_pressure_Pa);
}

bool positive(double value) {
    return std::isfinite(value) && value > 0.0;
}
bool not_negative(double value) {
    return std::isfinite(value) && value >= 0.0;
}

base::Result<void> check_hole(const GasHole& hole, const std::string& where) {
    const double cd = hole.discharge_coefficient;
    if (!positive(hole.diameter_m) || !positive(cd) || cd > 1.0) {
        return base::bad_input(
            "the hole needs a diameter above 0 and a discharge coefficient "
            "above 0 and at most 1",
            where);
    }
    if (!not_negative(hole.gauge_pressure_Pa) || !positive(hole.atmospheric_pressure_Pa)) {
        return base::bad_input("gauge pressure may not be negative; the atmosphere presses", where);
    }
    if (!positive(hole.gas_density_kg_m3) || !positive(hole.viscosity_Pa_s)) {
        return base::bad_input("density and viscosity of the gas must be positive", where);
    }
    if (hole.specific_heat_ratio && !(*hole.specific_heat_ratio > 1.0)) {
        return base::bad_input("the ratio of specific heats is above 1", where);
    }
    if (!hole.specific_heat_ratio && hole.gauge_pressure_Pa > kIncompressibleLimit_Pa) {
        return base::bad_input(
            fmt::format("at {:g} Pa gas is compressed in the hole; give `specific_heat_ratio` "
                        "(needed above {:g} Pa)",
                        hole.gauge_pressure_Pa, kIncompressibleLimit_Pa),
            where);
    }
    return {};
}

base::Result<void> check_spread(const GasSpread& spread, const std::string& where) {
    if (!positive(spread.depth_m) || !positive(spread.effective_diffusivity_m2_s)) {
        return base::bad_input("depth and effective diffusivity must be positive", where);
    }
    const double air = spread.air_filled_porosity;
    if (!positive(air) || air >= 1.0) {
        return base::bad_input(
            fmt::format("an air-filled porosity of {} is none; it lies between 0 and 1", air),
            where);
    }
    if (!positive(spread.limit_fraction) || spread.limit_fraction >= 1.0) {
        return base::bad_input("the limit is a volume fraction between 0 and 1", where);
    }
    if (!not_negative(spread.at_depth_m)) {
        return base::bad_input("the reach is asked below the surface: `at_depth_m` >= 0", where);
    }
    if (std::any_of(spread.times_h.begin(), spread.times_h.end(),
                    [](double t) { return !positive(t); })) {
        return base::bad_input("times after the leak began must be positive", where);
    }
    return {};
}

base::Result<void> check(const GasLeak& leak, const std::string& where) {
    if (auto checked = check_hole(leak.hole, where); !checked) return checked;
    if (!positive(leak.soil.permeability_m2) || !positive(leak.soil.source_radius_m)) {
        return base::bad_input("permeability and source radius must be positive", where);
    }
    if (leak.strip && (!positive(leak.strip->width_m) || !positive(leak.strip->thickness_m) ||
                       !positive(leak.strip->decay_length_m) || !leak.spread)) {
        return base::bad_input(
            "a sealed strip needs width, thickness and decay length above 0, "
            "and `spread` for its diffusivity and limit",
            where);
    }
    return leak.spread ? check_spread(*leak.spread, where) : base::Result<void>{};
}

/// Q/(4 pi D).
double source_strength_m(const GasSpread& spread, double flow_m3_s) {
    return flow_m3_s / (4.0 * std::numbers::pi * spread.effective_diffusivity_m2_s);
}

/// 1/d -+ 1/d' with a factor of the distance on each.
template <class Factor>
double potential_1_m(const GasSpread& spread, double distance_m, Factor factor) {
    const double direct = std::hypot(distance_m, spread.at_depth_m - spread.depth_m);
    const double image = std::hypot(distance_m, spread.at_depth_m + spread.depth_m);
    if (direct == 0.0) return std::numeric_limits<double>::infinity();
    const double sign = spread.surface == SoilSurface::Open ? -1.0 : 1.0;
    return factor(direct) / direct + sign * factor(image) / image;
}

double fraction_of(double strength_m, double potential_1_m) {
    // 0 times infinity at the hole of a leak that does not flow.
    if (strength_m == 0.0) return 0.0;
    return -std::expm1(-strength_m * potential_1_m);
}

/// The distance at which a falling function reaches the limit.
template <class Fraction>
double reach_of(const Fraction& fraction, double limit) {
    constexpr double kNear_m = 1e-6;
    if (fraction(kNear_m) < limit) return 0.0;
    double low = kNear_m;
    double high = 1.0;
    while (fraction(high) >= limit)
        low = high, high *= 2.0;
    while (high - low > 1e-12 * high) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (fraction(middle) >= limit ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

void add_spread(const GasLeak& leak, GasLeakResult& result) {
    const GasSpread& spread = *leak.spread;
    const double flow = result.series.flow_m3_s;
    result.advection_radius_m = source_strength_m(spread, flow);
    result.reach_m = steady_reach_m(spread, flow);
    for (const double time_h : spread.times_h)
        result.reaches.push_back({time_h, reach_at_m(spread, flow, time_h * kSecondsPerHour)});
    if (leak.strip) {
        result.strip_reach_m = strip_reach_m(*leak.strip, spread.effective_diffusivity_m2_s, flow,
                                             spread.limit_fraction);
    }
}

GasLeakResult assessed(const GasLeak& leak) {
    GasLeakResult result;
    result.id = leak.id;
    result.free_m3_h = orifice_flow_m3_s(leak.hole, 0.0) * kSecondsPerHour;
    result.soil_limited_m3_h =
        soil_flow_m3_s(leak.hole, leak.soil, leak.hole.gauge_pressure_Pa) * kSecondsPerHour;
    result.series = series_flow(leak.hole, leak.soil);
    result.mass_kg_h = result.series.flow_m3_s * leak.hole.gas_density_kg_m3 * kSecondsPerHour;
    if (const auto kappa = leak.hole.specific_heat_ratio) {
        result.choked =
            pressure_ratio(leak.hole, result.series.back_pressure_Pa) <= critical_ratio(*kappa);
    }
    if (leak.spread) add_spread(leak, result);
    return result;
}

}  // namespace

double orifice_flow_m3_s(const GasHole& hole, double back_pressure_Pa) {
    const double drop = hole.gauge_pressure_Pa - back_pressure_Pa;
    if (drop <= 0.0) return 0.0;
    const double opening = hole.discharge_coefficient * area_m2(hole.diameter_m);
    const double rho = hole.gas_density_kg_m3;
    if (!hole.specific_heat_ratio) return opening * std::sqrt(2.0 * drop / rho);
    const double inlet = hole.atmospheric_pressure_Pa + hole.gauge_pressure_Pa;
    const double inlet_density = rho * inlet / hole.atmospheric_pressure_Pa;
    return opening / rho * std::sqrt(2.0 * inlet * inlet_density) *
           nozzle_factor(*hole.specific_heat_ratio, pressure_ratio(hole, back_pressure_Pa));
}

double soil_flow_m3_s(const GasHole& hole, const GasSoil& soil, double source_pressure_Pa) {
    const double compressed = hole.specific_heat_ratio
                                  ? 1.0 + 0.5 * source_pressure_Pa / hole.atmospheric_pressure_Pa
                                  : 1.0;
    return 4.0 * std::numbers::pi * soil.source_radius_m * soil.permeability_m2 *
           source_pressure_Pa * compressed / hole.viscosity_Pa_s;
}

SeriesFlow series_flow(const GasHole& hole, const GasSoil& soil) {
    // The hole lets less through and the soil more as the pressure between them rises.
    double low = 0.0;
    double high = hole.gauge_pressure_Pa;
    while (high - low > 1e-13 * hole.gauge_pressure_Pa) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        const bool hole_gives_more =
            orifice_flow_m3_s(hole, middle) > soil_flow_m3_s(hole, soil, middle);
        (hole_gives_more ? low : high) = middle;
    }
    // Of the two, the one that hardly changes with the last bit of pressure.
    const double back = 0.5 * (low + high);
    const bool soil_rules = back > 0.5 * hole.gauge_pressure_Pa;
    return {soil_rules ? soil_flow_m3_s(hole, soil, back) : orifice_flow_m3_s(hole, back), back};
}

double millington_quirk_m2_s(double free_air_m2_s, double air_filled_porosity, double porosity) {
    return free_air_m2_s * std::pow(air_filled_porosity, 10.0 / 3.0) / (porosity * porosity);
}

double steady_fraction(const GasSpread& spread, double flow_m3_s, double distance_m) {
    return fraction_of(source_strength_m(spread, flow_m3_s),
                       potential_1_m(spread, distance_m, [](double) { return 1.0; }));
}

double fraction_at(const GasSpread& spread, double flow_m3_s, double distance_m, double time_s) {
    const double spread_m =
        2.0 * std::sqrt(spread.effective_diffusivity_m2_s * time_s / spread.air_filled_porosity);
    return fraction_of(
        source_strength_m(spread, flow_m3_s),
        potential_1_m(spread, distance_m, [&](double d) { return std::erfc(d / spread_m); }));
}

double steady_reach_m(const GasSpread& spread, double flow_m3_s) {
    return reach_of([&](double x) { return steady_fraction(spread, flow_m3_s, x); },
                    spread.limit_fraction);
}

double reach_at_m(const GasSpread& spread, double flow_m3_s, double time_s) {
    return reach_of([&](double x) { return fraction_at(spread, flow_m3_s, x, time_s); },
                    spread.limit_fraction);
}

double strip_fraction(const SealedStrip& strip, double diffusivity_m2_s, double flow_m3_s,
                      double distance_m) {
    const double at_source = flow_m3_s * strip.decay_length_m /
                             (2.0 * strip.width_m * strip.thickness_m * diffusivity_m2_s);
    return std::min(1.0, at_source * std::exp(-distance_m / strip.decay_length_m));
}

double strip_reach_m(const SealedStrip& strip, double diffusivity_m2_s, double flow_m3_s,
                     double limit_fraction) {
    const double at_source = flow_m3_s * strip.decay_length_m /
                             (2.0 * strip.width_m * strip.thickness_m * diffusivity_m2_s);
    if (at_source <= limit_fraction) return 0.0;
    return strip.decay_length_m * std::log(at_source / limit_fraction);
}

base::Result<std::vector<GasLeakResult>> assess_gas_leaks(const std::vector<GasLeak>& leaks) {
    std::vector<GasLeakResult> results;
    for (const GasLeak& leak : leaks) {
        const std::string where = fmt::format("gas leak `{}`", leak.id);
        if (auto checked = check(leak, where); !checked) return tl::unexpected(checked.error());
        results.push_back(assessed(leak));
    }
    return results;
}

}  // namespace maaiveld::influence
