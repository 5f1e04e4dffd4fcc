#pragma once

#include "base/error.h"
#include "influence/cables/cable_circuit.h"

#include <vector>

namespace maaiveld::influence {

/// Where the cables (or ducts) of a circuit lie and how far apart.
struct CableLayout {
    std::vector<Place> axes;        ///< of cables, or of ducts when each cable has its own
    double spacing_m = 0.0;         ///< between adjacent axes; 0 for a single one
    double centroid_depth_m = 0.0;  ///< L of the standard
    double body_diameter_m = 0.0;   ///< of what lies in the soil: cable or duct
    int cables_per_axis = 1;        ///< 2 or 3: all cables share one duct
    int cables = 1;
};

/// Axes from the formation, its reference point and depth; flat formations from left to right,
/// trefoil: lower left, upper, lower right. `cable_diameter_m` 0: cables without size.
/// Refused: above ground (the film's extra cover does not count), overlapping cables, a missing
/// spacing, cables that do not fit in their duct.
base::Result<CableLayout> cable_layout(const CableCircuit& circuit, double cable_diameter_m);

/// Diameter of the bundle of 2, 3 or 4 equal cables in one duct, IEC 60287-2-1 clause 4.2.6.1:
/// 1.65, 2.15 and 2.50 cable diameters.
double bundle_diameter_m(int cables, double cable_diameter_m);

}  // namespace maaiveld::influence
