#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

enum class ConductorShape { Round, Sector };

/// One conductor. Numbers are given or were looked up by name; the kernel uses only numbers.
struct CableConductor {
    std::string material;     ///< "copper", "aluminium": for reports
    double diameter_m = 0.0;  ///< sector: of the round conductor of equal area and compaction
    double resistance_20C_ohm_m = 0.0;  ///< direct current, largest value
    double temperature_coefficient_per_K = 0.0;
    double skin_factor = 1.0;       ///< k_s
    double proximity_factor = 1.0;  ///< k_p
    ConductorShape shape = ConductorShape::Round;
    bool milliken = false;  ///< insulated segments: eddy losses of bonded sheaths count
    /// Diameter of the circle around all sector conductors (2 r1); sector shape only.
    std::optional<double> sectors_diameter_m;
    std::optional<double> area_m2;                  ///< for heat along the conductor
    std::optional<double> thermal_resistivity_KmW;  ///< along it
    double max_temperature_C = 90.0;
};

/// A ring of a cable that is no metal.
struct CableRing {
    std::string role;  ///< conductor_screen, insulation, insulation_screen, bedding, jacket, ...
    double inner_diameter_m = 0.0;
    double outer_diameter_m = 0.0;
    double resistivity_KmW = 0.0;
};

enum class CableMetalForm { Tube, Tape, Wires };

/// A screen, sheath or armour.
struct CableMetalLayer {
    std::string role;  ///< screen, sheath, armour
    CableMetalForm form = CableMetalForm::Tube;
    double inner_diameter_m = 0.0;
    double outer_diameter_m = 0.0;
    double resistance_20C_ohm_m = 0.0;
    double resistivity_20C_ohm_m = 0.0;
    double temperature_coefficient_per_K = 0.0;
    double area_m2 = 0.0;   ///< of metal; for magnetic armour
    double coverage = 1.0;  ///< share of the circumference that is metal, along a long lay
    bool magnetic = false;
    bool lead = false;                     ///< lead or lead alloy
    double relative_permeability = 300.0;  ///< of steel tapes

    double mean_diameter_m() const { return 0.5 * (inner_diameter_m + outer_diameter_m); }
    double thickness_m() const { return 0.5 * (outer_diameter_m - inner_diameter_m); }
    double resistance_ohm_m(double temperature_C) const {
        return resistance_20C_ohm_m *
               (1.0 + temperature_coefficient_per_K * (temperature_C - 20.0));
    }
};

/// What is between conductor and earth electrically.
struct CableDielectric {
    double permittivity = 0.0;
    double tan_delta = 0.0;
    double inner_diameter_m = 0.0;  ///< over the conductor screen
    double outer_diameter_m = 0.0;  ///< of the insulation without its screen
    bool counted = false;           ///< dielectric losses are taken into account
};

/// A cable: conductors, what lies around each of them, and what lies around all of them.
struct CableConstruction {
    std::string name;               ///< for messages
    double phase_voltage_kV = 0.0;  ///< U0, conductor to earth
    int cores = 1;
    CableConductor conductor;
    CableDielectric dielectric;
    std::vector<CableRing> core_rings;         ///< several cores: around each conductor
    std::vector<CableMetalLayer> core_metals;  ///< several cores: around each core
    std::vector<CableRing> rings;              ///< single core: all rings; else the common ones
    std::vector<CableMetalLayer> metals;       ///< screens and sheaths, from the inside out
    std::optional<CableMetalLayer> armour;
    double conductor_distance_m = 0.0;  ///< several cores: axis to axis
    double outer_diameter_m = 0.0;
    /// Screened cores by the factor K on a belted cable, instead of concentric T1 and filler.
    std::optional<double> screening_thickness_m;
    std::optional<double> screening_resistivity_KmW;

    bool several_cores() const { return cores > 1; }
    bool separate_metals() const { return !core_metals.empty(); }
    double conductor_outer_m() const;  ///< inner boundary of the innermost ring
    double core_diameter_m() const;    ///< over the outermost core layer
    /// Diameter of the circle around the laid-up cores.
    double laid_up_diameter_m() const;
    /// Insulation between two conductors of a belted cable (t).
    double between_conductors_m() const { return conductor_distance_m - conductor.diameter_m; }
    /// Outer diameter of the outermost metal that is no armour; nothing without any.
    std::optional<double> sheath_outer_m() const;
};

/// Refuses what cannot exist: rings that do not ascend, resistances that are not above zero,
/// cores that do not fit, NaN. `where` of the error names the cable.
base::Result<void> check_construction(const CableConstruction& cable);

}  // namespace maaiveld::influence
