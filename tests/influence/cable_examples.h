#pragma once

#include "influence/cables/cable_circuit.h"
#include "influence/cables/cable_materials.h"
#include "model/soil.h"

#include <numbers>
#include <string>

namespace maaiveld::test {

/// A single-core cable with a tube sheath, 132 kV, 630 mm2 copper (dimensions of CIGRE TB 880).
inline influence::CableConstruction sheathed_cable() {
    using namespace influence;
    CableConstruction c;
    c.name = "sheathed";
    c.phase_voltage_kV = 132.0 / std::numbers::sqrt3;
    c.conductor.material = "copper";
    c.conductor.diameter_m = 0.0303;
    c.conductor.resistance_20C_ohm_m = 2.83e-5;
    c.conductor.temperature_coefficient_per_K = 3.93e-3;
    c.conductor.area_m2 = 630e-6;
    c.conductor.thermal_resistivity_KmW = 2.5e-3;
    c.dielectric = {2.5, 0.001, 0.0333, 0.0643, true};
    c.rings = {{"conductor_screen", 0.0303, 0.0333, 2.5},
               {"insulation", 0.0333, 0.0643, 3.5},
               {"insulation_screen", 0.0643, 0.0669, 2.5},
               {"jacket", 0.0685, 0.0755, 3.5}};
    CableMetalLayer sheath;
    sheath.role = "sheath";
    sheath.inner_diameter_m = 0.0669;
    sheath.outer_diameter_m = 0.0685;
    sheath.resistivity_20C_ohm_m = 2.84e-8;
    sheath.temperature_coefficient_per_K = 4.03e-3;
    sheath.area_m2 = std::numbers::pi * 0.0677 * 0.0008;
    sheath.resistance_20C_ohm_m = sheath.resistivity_20C_ohm_m / sheath.area_m2;
    c.metals.push_back(sheath);
    c.outer_diameter_m = 0.0755;
    return c;
}

/// Three of them in touching trefoil, bonded at both ends, centroid 1 m deep.
inline influence::CableCircuit trefoil(const std::string& id = "C", double x_m = 0.0) {
    influence::CableCircuit circuit;
    circuit.id = id;
    circuit.construction = sheathed_cable();
    circuit.formation = influence::CableFormation::TrefoilTouching;
    circuit.cables = 3;
    circuit.at = {x_m, 1.0};
    return circuit;
}

inline influence::CableCircuit single(const std::string& id = "C", double x_m = 0.0) {
    influence::CableCircuit circuit = trefoil(id, x_m);
    circuit.formation = influence::CableFormation::Single;
    circuit.cables = 1;
    return circuit;
}

inline model::SoilProfile soil_of(double conductivity_W_mK) {
    model::SoilLayer layer;
    layer.name = "sand";
    layer.bottom_m = 1e6;
    layer.conductivity_W_mK = conductivity_W_mK;
    return {{layer}, {}};
}

inline influence::GroundSurface surface_at(double temperature_C) {
    influence::GroundSurface surface;
    surface.temperature_C = temperature_C;
    return surface;
}

}  // namespace maaiveld::test
