#pragma once

#include "influence/cables/cable_model.h"
#include "influence/cables/sheath_losses.h"

#include <vector>

namespace maaiveld::influence {

/// Losses of one circuit at given temperatures.
struct CableLosses {
    double R20_ohm_m = 0.0, Rdc_ohm_m = 0.0, R_ohm_m = 0.0;
    double xs2 = 0.0, ys = 0.0, xp2 = 0.0, yp = 0.0;
    double X_ohm_m = 0.0, Rs20_ohm_m = 0.0, Rs_ohm_m = 0.0;
    std::vector<SheathLosses> sheath;  ///< per axis
    double lambda2 = 0.0;
    double lambda_pipe = 0.0;  ///< in a steel pipe around all cables
};

/// IEC 60287-1-1 clauses 2.1 to 2.4 for the circuit as it lies, given values first. Several cores:
/// one axis. Temperatures are those of the conductor, of all screens and sheaths, of the armour.
CableLosses cable_losses(const CableModel& model, double conductor_C, double sheath_C,
                         double armour_C);

}  // namespace maaiveld::influence
