#include "influence/cables/cable_crossing.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

double sine(double degrees) {
    return std::sin(degrees * std::numbers::pi / 180.0);
}

/// gamma * integral of exp(-gamma z) rise(z), cut into pieces that double in length because the
/// rise is sharp near the crossing and flat far away.
double damped_rise_K(const CableCrossing& crossing, double depth_m, double rho, double gamma) {
    const auto integrand = [&](double z) {
        return gamma * std::exp(-gamma * z) * crossing_rise_K(crossing, depth_m, rho, z);
    };
    const double end = 45.0 / gamma;
    double from = 0.0;
    double to = std::min(0.05, end);
    double sum = 0.0;
    while (from < end) {
        sum += boost::math::quadrature::gauss_kronrod<double, 21>::integrate(integrand, from, to, 5,
                                                                             1e-12);
        from = to;
        to = std::min(2.0 * to, end);
    }
    return sum;
}

/// Attenuation along the conductor at `current_A`; nothing when it does not count.
std::optional<double> gamma_per_m(const CableModel& m, const CableState& s, double current_A) {
    const CableConstruction* cable = m.cable();
    if (!m.circuit.conducts_along || cable == nullptr || !cable->conductor.area_m2 ||
        !cable->conductor.thermal_resistivity_KmW) {
        return std::nullopt;
    }
    const double alpha = cable->conductor.temperature_coefficient_per_K;
    const double n = m.loaded;
    const double radial = s.T1_K_m_W + n * (s.T2_K_m_W + s.T3_K_m_W + s.T4_K_m_W);
    const double with_losses = s.T1_K_m_W + n * (1.0 + s.lambda1) * s.T2_K_m_W +
                               n * (1.0 + s.lambda1 + s.lambda2) * (s.T3_K_m_W + s.T4_K_m_W);
    const double losses = current_A * current_A * s.R_ohm_m;
    const double more = losses * alpha / (1.0 + alpha * (m.max_conductor_C - 20.0));
    const double along = *cable->conductor.thermal_resistivity_KmW / *cable->conductor.area_m2;
    const double squared = along / radial * (1.0 - more * with_losses);
    if (!(squared > 0.0)) return std::nullopt;
    return std::sqrt(squared);
}

}  // namespace

double crossing_rise_K(const CableCrossing& crossing, double depth_m, double resistivity_KmW,
                       double along_m) {
    const double aside = along_m * sine(crossing.angle_deg);
    const double above = depth_m + crossing.depth_m;
    const double below = depth_m - crossing.depth_m;
    return resistivity_KmW * crossing.heat_W_m / (4.0 * std::numbers::pi) *
           std::log((above * above + aside * aside) / (below * below + aside * aside));
}

base::Result<CableCrossingResult> crossing_rating(const CableModel& m, double rating_A,
                                                  const CableState& steady) {
    CableCrossingResult result;
    const double depth = m.layout.centroid_depth_m;
    for (const CableCrossing& one : m.circuit.crossings) {
        if (std::abs(depth - one.depth_m) < 0.5 * m.outer_diameter_m) {
            return base::bad_input(fmt::format("crossing `{}` at {:g} m runs through the cable at "
                                               "{:g} m",
                                               one.id, one.depth_m, depth),
                                   m.circuit.id);
        }
    }
    const double rho = m.soil_resistivity_KmW;
    const double v = steady.dried ? m.drying->resistivity_ratio : 1.0;
    const double joule_rise =
        steady.Wc_W_m *
        (steady.T1_K_m_W + m.loaded * ((1.0 + steady.lambda1) * steady.T2_K_m_W +
                                       (1.0 + steady.lambda1 + steady.lambda2) *
                                           (steady.T3_K_m_W + steady.T4_gap_K_m_W +
                                            steady.T4_duct_K_m_W + v * steady.T4_soil_K_m_W)));
    double current = rating_A;
    for (int round = 0; round < 60; ++round) {
        const auto gamma = gamma_per_m(m, steady, current);
        result.rise_K = 0.0;
        result.rise_undamped_K = 0.0;
        result.contributions.clear();
        for (const CableCrossing& one : m.circuit.crossings) {
            const double full = v * crossing_rise_K(one, depth, rho, 0.0);
            const double rise = gamma ? v * damped_rise_K(one, depth, rho, *gamma) : full;
            result.contributions.push_back({one.id, rise});
            result.rise_K += rise;
            result.rise_undamped_K += full;
        }
        const double left = std::max(0.0, 1.0 - result.rise_K / joule_rise);
        result.reduction_factor = joule_rise > 0.0 ? std::sqrt(left) : 0.0;
        const double next = rating_A * result.reduction_factor;
        const bool done = std::abs(next - current) <= 1e-12 * rating_A;
        current = next;
        if (done) break;
    }
    result.rating_A = current;
    return result;
}

}  // namespace maaiveld::influence
