#pragma once

#include "influence/em/conductor_system.h"

namespace maaiveld::influence {

/// A ring of round wires around a cable, or any hollow layer, as one equivalent tube.
struct ScreenTube {
    double radius_m = 0.0;  ///< where the current flows
    double gmr_m = 0.0;
    double resistance_ohm_m = 0.0;
};

/// `strands` wires on a circle (Kersting, concentric neutral): GMR = (gmr_s k R^(k-1))^(1/k),
/// r = r_s / k.
ScreenTube strand_ring(int strands, double strand_gmr_m, double strand_resistance_ohm_m,
                       double circle_radius_m);

/// A closed tape or sheath: GMR = mean radius, r = rho / (2 pi r t).
ScreenTube tape_ring(double mean_radius_m, double thickness_m, double resistivity_ohm_m_metal);

/// GMR of a solid round wire: radius * exp(-mu_r / 4).
double solid_gmr_m(double radius_m, double relative_permeability = 1.0);

/// A steel pipe, as far as it carries current.
struct PipeMetal {
    double outer_radius_m = 0.0;
    double wall_m = 0.0;  ///< 0: thicker than the skin depth
    double resistivity_ohm_m = 0.0;
    double relative_permeability = 1.0;
};

/// Impedance per metre of the metal itself, seen from outside. With a wall: the exact field of a
/// tube that carries its current back outside (Schelkunoff 1934, Bessel functions). Without:
/// sqrt(j w mu0 mu_r rho) / (2 pi a), the metal as a half space.
Complex internal_impedance_ohm_m(const PipeMetal& pipe, double frequency_Hz);

/// Coating of a buried pipe.
struct PipeCoating {
    double resistance_ohm_m2 = 0.0;  ///< what a square metre of it leaks
    double thickness_m = 0.0;        ///< 0: capacitance neglected
    double relative_permittivity = 1.0;
};

/// Admittance to earth per metre: 2 pi a / r_coat + j w 2 pi a eps0 eps_r / t.
Complex coating_admittance_S_m(const PipeCoating& coating, double outer_radius_m,
                               double frequency_Hz);

/// Current density of alternating current at a round hole in the coating, J = 8 U / (pi rho d)
/// [A/m2]: the spread resistance rho / (2 d) of a disc over the disc's area (ISO 18086; grade B).
double coating_defect_A_m2(double voltage_V, double soil_resistivity_ohm_m, double diameter_m);

}  // namespace maaiveld::influence
