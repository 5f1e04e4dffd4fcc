#pragma once

#include "influence/cables/cable_construction.h"

namespace maaiveld::influence {

/// How conductors of one circuit lie to each other, for the proximity effect.
struct ConductorProximity {
    int conductors = 1;      ///< carrying load: 1 (no effect), 2 or 3
    double spacing_m = 0.0;  ///< between adjacent axes; unequal spacings: their geometric mean
    bool in_steel = false;   ///< steel pipe or armour: skin and proximity effect times 1.5
};

/// Resistance of one conductor, and what led to it.
struct ConductorResistance {
    double Rdc_ohm_m = 0.0;  ///< at the temperature, direct current
    double xs2 = 0.0, ys = 0.0;
    double xp2 = 0.0, yp = 0.0;
    double R_ohm_m = 0.0;
};

/// IEC 60287-1-1 clause 2.1 (grade B, checked against CIGRE TB 880): R = R' (1 + ys + yp) at
/// `temperature_C`. Skin effect with the three ranges of the 2014 amendment (x_s up to 2.8, up to
/// 3.8, above); the proximity formulas hold for x_p up to 2.8. Zero frequency: direct current.
ConductorResistance conductor_resistance(const CableConductor& conductor, double temperature_C,
                                         double frequency_Hz, const ConductorProximity& proximity);

/// y_s for the argument x_s^2 (equation of clause 2.1.2).
double skin_effect(double xs2);

}  // namespace maaiveld::influence
