#pragma once

#include "base/error.h"
#include "influence/em/street_induction.h"
#include "influence/street/operation.h"
#include "model/catalogue.h"

#include <map>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Volts that one cable induces in a victim, over the victim's whole length.
struct VoltageShare {
    std::string source;
    double emf_V = 0.0;
    double nearest_m = 0.0;  ///< smallest distance in plan
};

/// The emf that has gathered from the victim's start.
struct VoltageAlong {
    double distance_m = 0.0;
    double normal_V = 0.0;
};

/// What power cables induce in one telecom cable or steel pipe.
struct StreetVoltage {
    std::string asset;
    double length_m = 0.0;
    double normal_V = 0.0;          ///< by load and residual currents
    std::optional<double> fault_V;  ///< by the worst single earth fault; only when one is given
    std::string fault_source;
    std::vector<VoltageShare> shares;  ///< of the normal state, largest first
    std::vector<VoltageAlong> along;
};

/// Induced voltages in every copper telecom cable and steel pipe of the street.
///
/// Sources are the electricity cables with a current: `currents_A` by asset id, else the asset's
/// `current_A`. Phases carry it balanced in a triangle of 0.45 of the cable's diameter; attribute
/// `residual_A` (of the zero sequence, all phases together) and `earth_fault_A` (one phase, ground
/// as return) add to it. Without screens: an upper bound, see docs/theory/electromagnetic.md;
/// attribute `screening_k` of a source lowers its residual and fault current. The value is the emf
/// along the whole line, as for a line that is earthed at its far end.
base::Result<std::vector<StreetVoltage>> street_voltages(
    const model::Street& street, const model::Catalogue& catalogue, const Operation& operation,
    const std::map<std::string, double>& currents_A);

}  // namespace maaiveld::influence
