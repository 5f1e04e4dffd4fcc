#include "influence/cables/armour_losses.h"

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

double squared(double x) {
    return x * x;
}

double equivalent_thickness_m(const CableMetalLayer& armour) {
    return armour.area_m2 / (std::numbers::pi * armour.mean_diameter_m());
}

/// Clause 2.4.2.4; the standard writes lengths in mm.
double steel_tape(const CableConstruction& cable, double R, double frequency_Hz) {
    const CableMetalLayer& armour = *cable.armour;
    const double s = cable.conductor_distance_m * 1e3;
    const double dA = armour.mean_diameter_m() * 1e3;
    const double thickness = equivalent_thickness_m(armour) * 1e3;
    const double k =
        1.0 / (1.0 + dA / (armour.relative_permeability * thickness)) * frequency_Hz / 50.0;
    const double hysteresis = squared(s * k) * 1e-7 / (R * dA * thickness);
    const double eddy = 2.23 * squared(s * k) * thickness * 1e-8 / (R * dA);
    return hysteresis + eddy;
}

double steel_wires(const CableConstruction& cable, double RA, double R, double frequency_Hz) {
    const double omega = 2.0 * std::numbers::pi * frequency_Hz;
    const double dA = cable.armour->mean_diameter_m();
    const double damping = squared(2.77e6 * RA / omega) + 1.0;
    if (cable.cores == 2) {
        const double area_mm2 = cable.armour->area_m2 * 1e6;
        const double dA_mm = dA * 1e3;
        const double circle_mm = cable.conductor_outer_m() * 1e3;
        const double t_mm = cable.between_conductors_m() * 1e3;
        return 0.62e-14 * squared(omega) / (R * RA) +
               3.82e-5 * area_mm2 * omega / R *
                   squared((0.74 * circle_mm + t_mm) / (squared(dA_mm) + 95.7 * area_mm2));
    }
    if (cable.conductor.shape == ConductorShape::Sector) {
        return 0.358 * RA / R * squared(*cable.conductor.sectors_diameter_m / dA) / damping;
    }
    const double twice_c = 2.0 * cable.conductor_distance_m / std::sqrt(3.0);
    return 1.23 * RA / R * squared(twice_c / dA) / damping;
}

}  // namespace

double magnetic_armour_losses(const CableConstruction& cable, double armour_ohm_m,
                              double conductor_ohm_m, double frequency_Hz) {
    if (cable.armour->form == CableMetalForm::Wires) {
        return steel_wires(cable, armour_ohm_m, conductor_ohm_m, frequency_Hz);
    }
    return steel_tape(cable, conductor_ohm_m, frequency_Hz);
}

double tape_factor(const CableConstruction& cable, double sheath_mean_diameter_m) {
    if (!cable.armour || !cable.armour->magnetic || !(cable.armour->area_m2 > 0.0)) return 1.0;
    if (cable.armour->form == CableMetalForm::Wires) return 1.0;
    const double dA = cable.armour->mean_diameter_m();
    const double mu_delta =
        cable.armour->relative_permeability * equivalent_thickness_m(*cable.armour);
    return squared(1.0 + squared(sheath_mean_diameter_m / dA) / (1.0 + dA / mu_delta));
}

SharedLosses shared_losses(double losses, double sheath_ohm_m, double armour_ohm_m) {
    const double total = 1.0 / sheath_ohm_m + 1.0 / armour_ohm_m;
    return {losses / sheath_ohm_m / total, losses / armour_ohm_m / total};
}

}  // namespace maaiveld::influence
