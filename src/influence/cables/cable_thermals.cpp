#include "influence/cables/cable_thermals.h"

#include "influence/cables/cable_losses.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {
namespace {

/// Internal resistances as built, given values kept.
InternalResistances as_built(const CableModel& m) {
    if (m.cable() == nullptr) return m.inner;
    InternalResistances t = internal_resistances(*m.cable());
    t.T1_K_m_W = m.circuit.given.T1_K_m_W.value_or(t.T1_K_m_W);
    t.T2_K_m_W = m.circuit.given.T2_K_m_W.value_or(t.T2_K_m_W);
    t.T3_K_m_W = m.circuit.given.T3_K_m_W.value_or(t.T3_K_m_W);
    return t;
}

}  // namespace

base::Result<CableThermals> cable_thermals(const CableModel& model, std::size_t axis,
                                           double current_A, double conductor_C) {
    if (!model.rated || axis >= model.axis_count()) {
        return base::bad_input("has no losses that could be computed", model.circuit.id);
    }
    if (!(current_A >= 0.0) || !std::isfinite(conductor_C) || !(conductor_C > -273.15)) {
        return base::bad_input("needs a current of 0 A or more and a possible temperature",
                               model.circuit.id);
    }
    const InternalResistances t = as_built(model);
    const double n = model.loaded;
    CableThermals result{current_A, conductor_C, 0.0, 0.0, 0.0, 0.0};
    double sheath_C = conductor_C;
    for (int round = 0; round < 50; ++round) {
        const CableLosses l = cable_losses(model, conductor_C, sheath_C, sheath_C);
        const double Wc = current_A * current_A * l.R_ohm_m;
        const double in_sheath = n * (Wc * (1.0 + l.sheath[axis].total()) + model.Wd_W_m);
        result.heat_W_m = in_sheath + n * Wc * l.lambda2;
        const double core = (Wc + 0.5 * model.Wd_W_m) * t.T1_K_m_W;
        result.rise_over_metal_K = core + in_sheath * t.T2_K_m_W;
        result.rise_over_surface_K = result.rise_over_metal_K + result.heat_W_m * t.T3_K_m_W;
        const double moved = std::abs(conductor_C - core - sheath_C);
        sheath_C = conductor_C - core;
        if (moved < 1e-11) break;
    }
    if (result.heat_W_m > 0.0) {
        result.internal_K_m_W = result.rise_over_surface_K / result.heat_W_m;
    }
    return result;
}

}  // namespace maaiveld::influence
