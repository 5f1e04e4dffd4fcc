#pragma once

#include "base/error.h"
#include "influence/cables/cable_circuit.h"
#include "influence/cables/cable_model.h"

#include <vector>

namespace maaiveld::influence {

/// One cable of a circuit as a source of heat, for solvers that know the ground better than T4
/// (tier 1 and 2): heat out, and how much hotter the conductor is than what they compute.
struct CableThermals {
    double current_A = 0.0;
    double conductor_C = 0.0;          ///< for which resistance and losses were taken
    double heat_W_m = 0.0;             ///< of this cable, everything it gives off
    double rise_over_surface_K = 0.0;  ///< conductor above the cable's outer surface
    double rise_over_metal_K = 0.0;    ///< conductor above its outermost metal (cable_bodies)
    double internal_K_m_W = 0.0;       ///< rise over the surface per W/m given off; 0 without heat
};

/// Losses of axis `axis` at a current and a conductor temperature; without the factors 1.07 and
/// 1.6 for touching cables, which stand for what those solvers compute themselves.
///
/// A section: start with conductors at 50 C; `cable_bodies(model, heats)` as bodies; solve; set
/// conductor = metal temperature + rise_over_metal_K; repeat until it stands (a factor of about
/// five is gained in each round).
base::Result<CableThermals> cable_thermals(const CableModel& model, std::size_t axis,
                                           double current_A, double conductor_C);

}  // namespace maaiveld::influence
