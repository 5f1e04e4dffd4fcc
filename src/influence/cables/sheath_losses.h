#pragma once

#include "influence/cables/cable_circuit.h"

#include <optional>
#include <vector>

namespace maaiveld::influence {

/// The screens and sheaths of one cable as one conductor: parallel resistances, mean diameter by
/// root mean square (IEC 60287-1-1 clauses 2.3.1 and 2.4.2.1).
struct SheathCircuit {
    double resistance_ohm_m = 0.0;  ///< at its temperature, of all metals in parallel
    double mean_diameter_m = 0.0;
    double outer_diameter_m = 0.0;   ///< of the outermost one
    double thickness_m = 0.0;        ///< of the thickest tube, for eddy currents
    double resistivity_ohm_m = 0.0;  ///< of that tube at its temperature
    bool tube = false;               ///< a closed tube or tape: eddy currents count
    bool lead = false;               ///< g_s = 1 and no thickness term
};

/// All metals in parallel at `temperature_C`; nothing for a cable without metal.
std::optional<SheathCircuit> sheath_circuit(const std::vector<CableMetalLayer>& metals,
                                            double temperature_C);

/// Loss factors of one cable, losses in the sheath over losses in the conductor.
struct SheathLosses {
    double circulating = 0.0;  ///< lambda1'
    double eddy = 0.0;         ///< lambda1''
    double total() const { return circulating + eddy; }
};

/// X = 2 omega 1e-7 ln(2 s / d).
double sheath_reactance_ohm_m(double omega, double spacing_m, double mean_diameter_m);

/// What the losses of single-core cables depend on.
struct SheathGeometry {
    CableFormation formation = CableFormation::Single;
    std::vector<Place> axes;  ///< two or three, from left to right; trefoil: any order
    double spacing_m = 0.0;   ///< between adjacent axes
    CableBonding bonding = CableBonding::BothEnds;
    bool transposed = false;
    std::optional<std::array<double, 3>> minor_sections;
    CableEddy eddy = CableEddy::Standard;
    bool milliken = false;
};

/// Loss factors per axis of one circuit of single-core cables with conductor resistance
/// `conductor_ohm_m`. IEC 60287-1-1 clauses 2.3.1 to 2.3.6 (grade B; bonded flat cables checked
/// against a phasor solution in the tests):
/// bonded at both ends: circulating currents; eddy currents only with Milliken conductors or when
/// asked for, reduced by F; single point and cross bonded: eddy currents of closed sheaths;
/// cross bonded: what unequal minor sections leave of the bonded losses, 0.004 of them when the
/// lengths are not known. Axes from left to right carry the lagging, middle and leading phase.
/// Free positions: circulating currents by phasors, eddy currents as flat with the mean spacing.
std::vector<SheathLosses> sheath_losses(const SheathGeometry& geometry, const SheathCircuit& sheath,
                                        double conductor_ohm_m, double omega);

/// Circulating currents in sheaths bonded at both ends for any three axes, by phasors: sheaths
/// join at both ends and carry no net current. Loss factors per axis.
std::vector<double> circulating_by_phasors(const std::vector<Place>& axes,
                                           const SheathCircuit& sheath, double conductor_ohm_m,
                                           double omega);

/// Common metal around the cores of a two- or three-core cable: eddy currents, clauses 2.3.7 and
/// 2.3.8, times the factor for magnetic armour.
double common_sheath_losses(const CableConstruction& cable, const SheathCircuit& sheath,
                            double conductor_ohm_m, double omega);

/// A metal around each core, clauses 2.3.9 to 2.3.11: as touching trefoil, times 1.7 under magnetic
/// armour or in a steel pipe.
double separate_sheath_losses(const CableConstruction& cable, const SheathCircuit& sheath,
                              double conductor_ohm_m, double omega, bool in_steel);

}  // namespace maaiveld::influence
