#include "influence/cables/cable_losses.h"

#include "influence/cables/armour_losses.h"
#include "influence/cables/cable_surroundings.h"
#include "influence/cables/conductor_resistance.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {
namespace {

ConductorProximity proximity_of(const CableModel& m, const CableConstruction& cable) {
    ConductorProximity proximity;
    proximity.in_steel = (m.circuit.duct && m.circuit.duct->magnetic && m.circuit.duct->shared) ||
                         (cable.armour && cable.armour->magnetic);
    if (cable.several_cores()) {
        proximity.conductors = m.loaded;
        proximity.spacing_m = cable.conductor_distance_m;
        return proximity;
    }
    proximity.conductors = m.layout.cables;
    proximity.spacing_m = m.layout.cables_per_axis > 1 ? m.outer_diameter_m : m.layout.spacing_m;
    return proximity;
}

SheathGeometry geometry_of(const CableModel& m, const CableConstruction& cable) {
    SheathGeometry g;
    g.formation = m.circuit.formation;
    g.axes = m.layout.axes;
    g.spacing_m = m.layout.spacing_m;
    if (m.layout.cables_per_axis > 1) {
        g.formation = CableFormation::TrefoilTouching;
        g.axes.assign(static_cast<std::size_t>(m.layout.cables), m.layout.axes.front());
        g.spacing_m = m.outer_diameter_m;
    }
    g.bonding = m.circuit.bonding;
    g.transposed = m.circuit.transposed;
    g.minor_sections = m.circuit.minor_sections;
    g.eddy = m.circuit.eddy_losses;
    g.milliken = cable.conductor.milliken;
    return g;
}

struct MetalTemperatures {
    double sheath_C, armour_C;
};

void add_single_core_losses(const CableModel& m, const CableConstruction& cable,
                            const SheathCircuit& sheath, MetalTemperatures at, CableLosses& l) {
    SheathCircuit all = sheath;
    if (cable.armour) {
        const double armour = cable.armour->resistance_ohm_m(at.armour_C);
        all.resistance_ohm_m = 1.0 / (1.0 / sheath.resistance_ohm_m + 1.0 / armour);
        all.mean_diameter_m =
            std::hypot(sheath.mean_diameter_m, cable.armour->mean_diameter_m()) / std::sqrt(2.0);
    }
    const SheathGeometry geometry = geometry_of(m, cable);
    const double spacing = geometry.spacing_m;
    l.X_ohm_m =
        spacing > 0.0 ? sheath_reactance_ohm_m(m.omega(), spacing, all.mean_diameter_m) : 0.0;
    if (geometry.axes.size() < 2) return;
    l.sheath = sheath_losses(geometry, all, l.R_ohm_m, m.omega());
    l.sheath.resize(m.axis_count());
    if (m.circuit.duct && m.circuit.duct->magnetic && m.circuit.duct->shared) {
        for (SheathLosses& one : l.sheath)
            one.circulating *= 1.7;  // pipe-type cable
    }
    if (!cable.armour) return;
    const double armour = cable.armour->resistance_ohm_m(at.armour_C);
    const auto shares = shared_losses(1.0, sheath.resistance_ohm_m, armour);
    l.lambda2 = l.sheath.front().circulating * shares.armour;
    for (SheathLosses& one : l.sheath)
        one.circulating *= shares.sheath;
}

void add_common_metal_losses(const CableModel& m, const CableConstruction& cable,
                             const SheathCircuit& sheath, MetalTemperatures at, CableLosses& l) {
    double lambda = common_sheath_losses(cable, sheath, l.R_ohm_m, m.omega());
    l.sheath.front().eddy = lambda * tape_factor(cable, sheath.mean_diameter_m);
    if (!cable.armour || cable.armour->magnetic) return;
    const double armour = cable.armour->resistance_ohm_m(at.armour_C);
    SheathCircuit both = sheath;
    both.resistance_ohm_m = 1.0 / (1.0 / sheath.resistance_ohm_m + 1.0 / armour);
    both.mean_diameter_m =
        std::hypot(sheath.mean_diameter_m, cable.armour->mean_diameter_m()) / std::sqrt(2.0);
    lambda = common_sheath_losses(cable, both, l.R_ohm_m, m.omega());
    const auto shares = shared_losses(lambda, sheath.resistance_ohm_m, armour);
    l.sheath.front().eddy = shares.sheath;
    l.lambda2 = shares.armour;
}

void add_several_core_losses(const CableModel& m, const CableConstruction& cable,
                             MetalTemperatures at, CableLosses& l) {
    const auto each = sheath_circuit(cable.core_metals, at.sheath_C);
    const auto common = sheath_circuit(cable.metals, at.sheath_C);
    const bool steel =
        (cable.armour && cable.armour->magnetic) || (m.circuit.duct && m.circuit.duct->magnetic);
    double share_of_armour = 1.0;
    if (each) {
        const double lambda = separate_sheath_losses(cable, *each, l.R_ohm_m, m.omega(), steel);
        l.sheath.front().circulating = lambda;
        l.X_ohm_m =
            sheath_reactance_ohm_m(m.omega(), cable.conductor_distance_m, each->mean_diameter_m);
        // Currents in the sheaths screen the armour, clause 2.4.2.5.
        share_of_armour = std::max(0.0, 1.0 - l.R_ohm_m / each->resistance_ohm_m * lambda);
    } else if (common) {
        add_common_metal_losses(m, cable, *common, at, l);
    }
    if (cable.armour && cable.armour->magnetic) {
        l.lambda2 = share_of_armour *
                    magnetic_armour_losses(cable, cable.armour->resistance_ohm_m(at.armour_C),
                                           l.R_ohm_m, m.frequency_Hz);
    }
}

void add_metal_losses(const CableModel& m, MetalTemperatures at, CableLosses& l) {
    const CableConstruction& cable = *m.cable();
    const auto& metals = cable.separate_metals() ? cable.core_metals : cable.metals;
    const auto sheath = sheath_circuit(metals, at.sheath_C);
    if (sheath) {
        l.Rs_ohm_m = sheath->resistance_ohm_m;
        l.Rs20_ohm_m = sheath_circuit(metals, 20.0)->resistance_ohm_m;
    }
    if (m.circuit.direct_current) return;
    if (cable.several_cores()) {
        add_several_core_losses(m, cable, at, l);
    } else if (sheath) {
        add_single_core_losses(m, cable, *sheath, at, l);
    }
    if (m.circuit.duct && m.circuit.duct->magnetic && m.circuit.duct->shared) {
        const double spacing =
            cable.several_cores() ? cable.conductor_distance_m : m.outer_diameter_m;
        l.lambda_pipe =
            steel_pipe_losses(spacing, m.circuit.duct->inner_diameter_m, l.R_ohm_m, m.frequency_Hz);
    }
}

}  // namespace

CableLosses cable_losses(const CableModel& m, double conductor_C, double sheath_C,
                         double armour_C) {
    CableLosses l;
    l.sheath.assign(m.axis_count(), {});
    const CableGiven& given = m.circuit.given;
    if (m.cable() != nullptr) {
        const auto r = conductor_resistance(m.cable()->conductor, conductor_C, m.frequency_Hz,
                                            proximity_of(m, *m.cable()));
        l.R20_ohm_m = m.cable()->conductor.resistance_20C_ohm_m;
        l.Rdc_ohm_m = r.Rdc_ohm_m;
        l.xs2 = r.xs2;
        l.ys = r.ys;
        l.xp2 = r.xp2;
        l.yp = r.yp;
        l.R_ohm_m = r.R_ohm_m;
    }
    l.R_ohm_m = given.R_ohm_m.value_or(l.R_ohm_m);
    if (m.cable() != nullptr) add_metal_losses(m, {sheath_C, armour_C}, l);
    if (given.lambda1) l.sheath.assign(m.axis_count(), {*given.lambda1, 0.0});
    l.lambda2 = given.lambda2.value_or(l.lambda2);
    return l;
}

}  // namespace maaiveld::influence
