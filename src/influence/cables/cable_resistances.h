#pragma once

#include "influence/cables/cable_construction.h"

#include <vector>

namespace maaiveld::influence {

/// Thermal resistances of a cable from conductor to surface, IEC 60287-2-1 clause 4.1 (grade B).
/// T1 holds per core, T2 and T3 per cable; before the factors for touching cables.
struct InternalResistances {
    double T1_K_m_W = 0.0;  ///< conductor to the outermost screen or sheath
    double T2_K_m_W = 0.0;  ///< from there to the armour
    double T3_K_m_W = 0.0;  ///< outside the armour; without one: outside the sheath
};

InternalResistances internal_resistances(const CableConstruction& cable);

/// rho / 2 pi ln(outer / inner).
double ring_resistance_K_m_W(double resistivity_KmW, double inner_m, double outer_m);

/// Geometric factor G of a belted cable of two or three round conductors, with X = t1 / dc and
/// Y = 2 t1 / t - 1: Mie's formula times the polynomial of the standard's digital calculation.
/// t1: insulation between conductor and sheath, t: between conductors.
double belted_factor(int cores, double conductor_diameter_m, double to_sheath_m,
                     double between_conductors_m);

/// Mie's formula alone: w = z^n maps all conductors onto one; its image is taken as the circle that
/// touches it, with the same curvature, where it comes nearest to the sheath.
double mie_factor(int cores, double conductor_diameter_m, double to_sheath_m,
                  double between_conductors_m);

/// G of sector conductors: 2 F1 or 3 F2 times ln(da / 2 r1).
double sector_factor(int cores, double equivalent_diameter_m, double between_conductors_m,
                     double sectors_diameter_m, double belt_outer_diameter_m);

/// K by which metal tape screens lower G: X = screen thickness * rho / (dc * rho screen),
/// Y = t1 / dc (0.2 to 1).
double screening_factor(double X, double Y);

/// G of the filler between three separately sheathed cores, X = thickness over cores / core
/// diameter; equal thickness between sheaths and outside, or sheaths that touch.
double filler_factor(double X, bool touching);

}  // namespace maaiveld::influence
