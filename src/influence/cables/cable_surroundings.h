#pragma once

#include "influence/cables/cable_circuit.h"
#include "influence/cables/cable_layout.h"

#include <Eigen/Core>

namespace maaiveld::influence {

// External thermal resistances, IEC 60287-2-1 clause 4.2 (grade B, checked against CIGRE TB 880
// and exact conduction). Depths are those of the axes; `extra_cover_m` stands for a surface film.

/// rho / 2 pi ln(u + sqrt(u^2 - 1)), u = 2 L / D: one body below an isothermal surface.
double single_T4_K_m_W(double resistivity_KmW, double depth_m, double diameter_m);

/// Kelvin at `place` per W/m at `source`: rho / 2 pi ln(d' / d).
double mutual_K_m_W(double resistivity_KmW, const Place& source, const Place& place,
                    double extra_cover_m = 0.0);

/// Soil around one circuit: rise of each cable (duct) surface per W/m in each of its axes.
struct SoilAround {
    double resistivity_KmW = 0.0;
    double extra_cover_m = 0.0;
    CableCovering covering = CableCovering::Metallic;
    std::optional<CableBackfill> backfill;
};

/// Touching trefoil and flat formations by the standard's closed forms for equal losses (then the
/// matrix is diagonal: rise = T4 times the own heat), all others by sums of images. Inside a
/// backfill: the backfill everywhere, plus its difference to the soil beyond the equivalent
/// cylinder.
Eigen::MatrixXd own_soil_K_m_W(const CableCircuit& circuit, const CableLayout& layout,
                               const SoilAround& soil);

/// The same for a source outside the circuit: inside the circuit's backfill the source and the
/// place see the backfill and what lies beyond it.
double outside_source_K_m_W(const SoilAround& soil, const Place& source, const Place& place);

/// Radius of the cylinder that stands for a backfill rectangle, from its short and long side.
double equivalent_radius_m(double width_m, double height_m);
bool inside(const CableBackfill& backfill, const Place& place);

/// Factors on T1 and T3 of touching trefoil in soil (1.6 on T3; part metallic: also 1.07 on T1,
/// above 35 kV 1.16).
struct TouchingFactors {
    double T1 = 1.0, T3 = 1.0;
};
TouchingFactors touching_factors(const CableCircuit& circuit, CableCovering covering,
                                 double phase_voltage_kV);

/// Gap between cable (or bundle) and duct at a mean temperature of the air, T4'.
double gap_K_m_W(const CableDuct& duct, double bundle_diameter_m, double mean_temperature_C);
/// Wall of the duct, T4''.
double duct_wall_K_m_W(const CableDuct& duct);

/// T4 in air for a rise of the cable surface over the air: 1 / (pi De h rise^(1/4)).
double air_K_m_W(const CableInAir& air, double cable_diameter_m, double surface_rise_K);

/// Losses in a steel pipe around three cables over those in the conductors (trefoil).
double steel_pipe_losses(double spacing_m, double pipe_inner_m, double conductor_ohm_m,
                         double frequency_Hz);

}  // namespace maaiveld::influence
