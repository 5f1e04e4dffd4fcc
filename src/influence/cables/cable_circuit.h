#pragma once

#include "influence/cables/cable_construction.h"
#include "influence/cables/cable_materials.h"
#include "influence/heat/heat_section.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// How the cables of one circuit lie.
enum class CableFormation {
    Single,           ///< one cable: a three-core cable, or one single-core cable
    TrefoilTouching,  ///< three single-core cables, one on two
    TrefoilSpaced,    ///< the same with `spacing_m` between the axes
    FlatTouching,     ///< two or three next to each other
    FlatSpaced,       ///< the same with `spacing_m`
    Positions         ///< every axis is given
};

/// What `depth_m` of a trefoil means; the same for all other formations.
enum class CableDepth { Centroid, LowerAxes, UpperAxis, Cover };

enum class CableBonding { BothEnds, SinglePoint, CrossBonded };
enum class CableEddy { Standard, Include, Neglect };

/// The metal that touching cables in trefoil or flat formation have around them.
enum class CableCovering { Metallic, PartMetallic, NonMetallic };

/// A duct or pipe around each cable, or around all cables of the circuit.
struct CableDuct {
    double inner_diameter_m = 0.0;
    double outer_diameter_m = 0.0;
    double resistivity_KmW = 0.0;
    double u = 0.0, v = 0.0, y = 0.0;  ///< of the air gap, see DuctGap
    bool metallic = false;
    bool magnetic = false;                    ///< a steel pipe around all cables: extra losses
    bool shared = false;                      ///< all cables of the circuit in one duct
    std::optional<double> air_temperature_C;  ///< fixed mean temperature; absent: iterated
    std::optional<double> filling_resistivity_KmW;  ///< filled (bentonite) instead of air
};

/// A rectangle of other material around the cables (concrete, stabilised sand).
struct CableBackfill {
    double width_m = 0.0, height_m = 0.0;
    Place centre;
    double resistivity_KmW = 0.0;
};

/// In free air, shaded or in the sun, or in an unfilled trough.
struct CableInAir {
    double z = 0.0, e = 0.0, g = 0.0;
    double air_C = 0.0;
    double solar_W_m2 = 0.0;
    double absorptivity = 0.0;
    std::optional<double> trough_perimeter_m;  ///< the part that gives off heat
};

/// Soil that dries out above an isotherm.
struct CableDrying {
    double critical_rise_K = 0.0;                  ///< of the isotherm above the undisturbed soil
    std::optional<double> critical_temperature_C;  ///< of the isotherm itself; replaces the rise
    double resistivity_ratio = 1.0;                ///< v = dry / wet
    std::optional<double> dry_resistivity_KmW;     ///< replaces the ratio
    bool avoid = false;  ///< rate so that the cable surface stays below the isotherm
};

/// Another cable or pipe that crosses over or under. IEC 60287-3-3.
struct CableCrossing {
    std::string id;
    double depth_m = 0.0;
    double heat_W_m = 0.0;
    double angle_deg = 90.0;  ///< 90: perpendicular
};

/// A parallel source of heat that is no cable of this block.
struct CableParallelHeat {
    std::string id;
    Place at;
    double heat_W_m = 0.0;
};

/// How the load runs through a day: 24 loads, or what IEC 60853-1 makes of them.
struct CableDailyLoad {
    std::vector<double> hourly;  ///< relative or in ampere; hour 0 first; empty: below given
    double loss_load_factor = 1.0;
    std::array<double, 6> ordinates{};       ///< Y0..Y5: losses in the hours before the peak
    std::optional<double> diffusivity_m2_s;  ///< absent: from the resistivity, IEC 60853-1
    /// Equally loaded cables and their product of d'/d; absent: the cables of the circuit.
    std::optional<int> group_cables;
    std::optional<double> group_mutual_factor;
};

/// Values that replace computed ones. An absent value is computed from the construction.
struct CableGiven {
    std::optional<double> R_ohm_m, Wd_W_m, lambda1, lambda2;
    std::optional<double> T1_K_m_W, T2_K_m_W, T3_K_m_W, T4_K_m_W;
    std::optional<double> heat_at_rating_W_m;  ///< Joule losses of one cable, for the cyclic factor
    std::optional<int> loaded_conductors;      ///< n
    std::optional<double> outer_diameter_m;
    std::optional<double> max_temperature_C;
};

/// Temperatures that may not be passed besides that of the conductor.
struct CableLimits {
    std::optional<double> conductor_C, sheath_C, jacket_C;
};

/// One circuit: what the cable is, how it lies, what it carries.
struct CableCircuit {
    std::string id;
    std::optional<std::string> type;  ///< name of a catalogue type when there is no construction
    std::optional<CableConstruction> construction;
    CableGiven given;
    bool direct_current = false;

    CableFormation formation = CableFormation::Single;
    Place at;  ///< of the whole formation
    CableDepth depth_reference = CableDepth::Centroid;
    std::optional<double> spacing_m;
    int cables = 1;  ///< of the formation: 3 for trefoil, 2 or 3 for flat
    std::vector<Place> positions;
    std::optional<CableCovering> covering;  ///< absent: from the construction

    CableBonding bonding = CableBonding::BothEnds;
    bool transposed = false;
    CableEddy eddy_losses = CableEddy::Standard;
    std::optional<std::array<double, 3>> minor_sections;  ///< lengths, cross bonded

    std::optional<CableDuct> duct;
    std::optional<CableBackfill> backfill;
    std::optional<CableInAir> air;
    std::optional<CableDrying> drying;  ///< absent: from the soil layer when that dries
    bool never_dries = false;           ///< whatever the soil layer says
    std::optional<double> soil_resistivity_KmW, ambient_C;
    std::vector<CableParallelHeat> parallel_heat;
    std::vector<CableCrossing> crossings;
    bool conducts_along = true;  ///< crossings: heat along the conductor counts

    CableLimits limits;
    std::optional<double> load_A;
    std::optional<CableDailyLoad> daily_load;
    bool exact = false;  ///< also by exact conduction around isothermal sheaths
};

}  // namespace maaiveld::influence
