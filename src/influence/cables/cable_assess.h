#pragma once

#include "base/error.h"
#include "influence/cables/cable_circuit.h"
#include "influence/cables/cable_result.h"
#include "model/catalogue.h"
#include "model/soil.h"

#include <vector>

namespace maaiveld::influence {

/// Rates every circuit: IEC 60287-1-1/-2-1 for 100 % load, IEC 60853-1 for a daily load, IEC
/// 60287-3-3 for crossings. Results in the order of `circuits`.
///
/// The rating of a circuit is the largest steady current at which none of its own limits is passed
/// while every other circuit carries its `load_A`, or its own rating when it has none (these are
/// solved together). Soil: the layer at the axis counts for all of the surroundings; a note tells
/// when there are several. A surface film counts as extra cover of conductivity / film.
///
/// Errors name the circuit: unknown type, cables above ground or overlapping, a limit below the
/// ambient temperature, values that cannot exist.
base::Result<std::vector<CableResult>> assess_cables(const model::SoilProfile& soil,
                                                     const GroundSurface& surface,
                                                     double frequency_Hz,
                                                     const model::Catalogue& catalogue,
                                                     const std::vector<CableCircuit>& circuits);

}  // namespace maaiveld::influence
