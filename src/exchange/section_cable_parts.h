#pragma once

#include "exchange/json_document.h"
#include "influence/cables/cable_circuit.h"

#include <optional>
#include <string_view>
#include <vector>

namespace maaiveld::exchange {

// The objects inside one entry of the block `cables`; each function reads one key of the entry and
// gives nothing when it is absent. All throw ReadFailure.

/// A temperature above absolute zero, and a number that is not negative.
std::optional<double> cable_temperature_in(ObjectReader& r, std::string_view key);
std::optional<double> cable_amount_in(ObjectReader& r, std::string_view key);
/// `x_m` (0 when absent) and `depth_m` of an object.
influence::Place cable_place_in(ObjectReader& r);

influence::CableGiven given_in(ObjectReader& outer);
std::optional<influence::CableDuct> duct_in(ObjectReader& outer);
std::optional<influence::CableBackfill> backfill_in(ObjectReader& outer);
std::optional<influence::CableInAir> air_in(ObjectReader& outer);
void read_drying(ObjectReader& outer, influence::CableCircuit& circuit);
std::optional<influence::CableDailyLoad> daily_load_in(ObjectReader& outer);
std::vector<influence::CableCrossing> crossings_in(ObjectReader& outer);
std::vector<influence::CableParallelHeat> parallel_heat_in(ObjectReader& outer);

}  // namespace maaiveld::exchange
