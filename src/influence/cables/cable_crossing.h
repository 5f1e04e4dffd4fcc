#pragma once

#include "base/error.h"
#include "influence/cables/cable_model.h"
#include "influence/cables/cable_result.h"

namespace maaiveld::influence {

/// What one crossing source adds at the rated cable, `along_m` from the crossing, without heat
/// along the conductor: IEC 60287-3-3, Kennelly image of the crossing source.
double crossing_rise_K(const CableCrossing& crossing, double depth_m, double resistivity_KmW,
                       double along_m);

/// Rating under all crossings of the circuit at once, as if they crossed at the same place (IEC
/// 60287-3-3, grade B; the sum over slices is taken as its integral). Heat along the conductor
/// lowers the peak: gamma^2 = (T_L / T_r) (1 - dW T); without it (or without the conductor's
/// area) the full rise counts, which is the safe side. `steady`: the state at `rating_A` without
/// crossings; the current is iterated because gamma depends on it.
base::Result<CableCrossingResult> crossing_rating(const CableModel& model, double rating_A,
                                                  const CableState& steady);

}  // namespace maaiveld::influence
