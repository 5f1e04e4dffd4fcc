#include "influence/cables/conductor_resistance.h"

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

double argument_squared(double frequency_Hz, double Rdc_ohm_m, double factor) {
    return 8.0 * std::numbers::pi * frequency_Hz / Rdc_ohm_m * 1e-7 * factor;
}

double proximity_effect(double xp2, const CableConductor& conductor,
                        const ConductorProximity& proximity) {
    if (proximity.conductors < 2) return 0.0;
    const double base = xp2 * xp2 / (192.0 + 0.8 * xp2 * xp2);
    const double ratio = conductor.diameter_m / proximity.spacing_m;
    const double squared = ratio * ratio;
    if (proximity.conductors == 2) return base * squared * 2.9;
    const double round = base * squared * (0.312 * squared + 1.18 / (base + 0.27));
    return conductor.shape == ConductorShape::Sector ? round * 2.0 / 3.0 : round;
}

}  // namespace

double skin_effect(double xs2) {
    const double x = std::sqrt(xs2);
    if (x <= 2.8) return xs2 * xs2 / (192.0 + 0.8 * xs2 * xs2);
    if (x <= 3.8) return -0.136 - 0.0177 * x + 0.0563 * xs2;
    return 0.354 * x - 0.733;
}

ConductorResistance conductor_resistance(const CableConductor& conductor, double temperature_C,
                                         double frequency_Hz, const ConductorProximity& proximity) {
    ConductorResistance r;
    r.Rdc_ohm_m = conductor.resistance_20C_ohm_m *
                  (1.0 + conductor.temperature_coefficient_per_K * (temperature_C - 20.0));
    r.xs2 = argument_squared(frequency_Hz, r.Rdc_ohm_m, conductor.skin_factor);
    r.xp2 = argument_squared(frequency_Hz, r.Rdc_ohm_m, conductor.proximity_factor);
    r.ys = skin_effect(r.xs2);
    r.yp = proximity_effect(r.xp2, conductor, proximity);
    const double steel = proximity.in_steel ? 1.5 : 1.0;
    r.R_ohm_m = r.Rdc_ohm_m * (1.0 + steel * (r.ys + r.yp));
    return r;
}

}  // namespace maaiveld::influence
