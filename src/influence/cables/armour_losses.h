#pragma once

#include "influence/cables/cable_construction.h"
#include "influence/cables/sheath_losses.h"

namespace maaiveld::influence {

/// Losses in magnetic armour (steel wires or tapes) around two or three cores, over those in the
/// conductors: lambda2. IEC 60287-1-1 clauses 2.4.2.2 to 2.4.2.5 (grade B; tapes checked against
/// CIGRE TB 880). `armour_ohm_m` is the AC resistance of wires at their temperature.
double magnetic_armour_losses(const CableConstruction& cable, double armour_ohm_m,
                              double conductor_ohm_m, double frequency_Hz);

/// Factor by which steel tapes raise the eddy losses of a common sheath, clause 2.3.9; 1 without.
double tape_factor(const CableConstruction& cable, double sheath_mean_diameter_m);

/// Losses shared by a sheath and a non-magnetic armour in parallel, by conductance.
struct SharedLosses {
    double sheath = 0.0, armour = 0.0;
};
SharedLosses shared_losses(double losses, double sheath_ohm_m, double armour_ohm_m);

}  // namespace maaiveld::influence
