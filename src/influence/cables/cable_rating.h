#pragma once

#include "influence/cables/cable_model.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Steady state of one axis of a circuit at `current_A` in every conductor. `external_rise_K` is
/// what everything outside the circuit adds at its surface in wet soil. Nothing when there is no
/// steady state: the conductor's resistance rises faster than it can cool (thermal runaway).
///
/// Dry soil: temperature above the isotherm times v, exact for any number of sources (Kirchhoff
/// transformation): rise = v * wet rise - (v - 1) * critical rise.
std::optional<CableState> cable_state(const CableModel& model, std::size_t axis, double current_A,
                                      double external_rise_K);

struct AxisRating {
    double rating_A = 0.0;
    std::string governed_by;  ///< "conductor", "sheath", "jacket", "drying"
    CableState state;         ///< at the rating
};

/// Largest current at which the axis passes none of the circuit's limits (IEC 60287-1-1 clause 1.4
/// with partial drying-out). 0 when a limit is passed without any current. `with_drying` false:
/// the soil never dries out.
AxisRating axis_rating(const CableModel& model, std::size_t axis, double external_rise_K,
                       bool with_drying = true);

/// The hottest axis and its rating; `external_rise_K` per axis.
struct CircuitRating {
    AxisRating rating;
    std::size_t hottest = 0;
};
CircuitRating circuit_rating(const CableModel& model, const std::vector<double>& external_rise_K,
                             bool with_drying = true);

}  // namespace maaiveld::influence
