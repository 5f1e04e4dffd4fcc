#pragma once

#include "base/error.h"
#include "influence/cables/cable_circuit.h"
#include "influence/cables/cable_result.h"

#include <string>

namespace maaiveld::influence {

/// What the cyclic factor needs of the steady state. IEC 60853-1, up to 18/30 (36) kV: heat
/// capacities inside the cable are neglected.
struct CyclicBasis {
    double joule_W_m = 0.0;         ///< current dependent losses of one cable at the steady rating
    double conductor_rise_K = 0.0;  ///< limit above ambient
    double diameter_m = 0.0;        ///< of the cable, or of its duct
    double depth_m = 0.0;
    double resistivity_KmW = 0.0;
    int cables = 1;              ///< N, equally loaded
    double mutual_factor = 1.0;  ///< F: product of d'/d to the others; 1 for one cable
    double rating_A = 0.0;
};

/// Reduces 24 loads to loss-load factor and ordinates: for every hour at whose end the conductor
/// might be hottest Y_i = (load / peak)^2, i + 1 hours before, and mu their mean over the day; the
/// hour with the smallest M counts. Zero diffusivity: 4.68e-7 / rho^0.8 m2/s (IEC 60853-1).
/// Refused: loads that are no 24 or all zero, numbers below zero.
base::Result<CableCyclic> cyclic_factor(const CyclicBasis& basis, const CableDailyLoad& load,
                                        const std::string& where);

/// Rise of the cable surface after `hours` at constant heat over the steady one:
/// {E1(De^2/16 t d) + (N-1) E1(df^2/16 t d)} / (2 ln(4 L F / De)).
double soil_attainment(const CyclicBasis& basis, double diffusivity_m2_s, double hours);

}  // namespace maaiveld::influence
