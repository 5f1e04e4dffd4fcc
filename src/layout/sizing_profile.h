#pragma once

#include "influence/settlement/stress_spread.h"
#include "model/network.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// A load on a patch of surface.
struct WheelPatch {
    double along_m = 0.0;  ///< its centre, along the street
    double across_m = 0.0;
    double length_m = 0.0;  ///< along the street
    double width_m = 0.0;
    double force_N = 0.0;
};

/// Loads that act together: pressure everywhere and patches.
struct LoadArrangement {
    std::string name;
    double pressure_Pa = 0.0;
    std::vector<WheelPatch> patches;
    std::string source, grade;
};

/// What may stand on the surface: alternatives, the worst of which counts.
struct LoadClass {
    std::string name;
    std::string title_en, title_nl;
    std::vector<LoadArrangement> arrangements;
    double accidental_factor = 0.0;  ///< psi_1: share that goes with a wash-out
};

/// What a line is made of, found by the first word(s) of its material.
struct LineMaterial {
    std::string starts_with;
    bool cable = false;
    double density_kg_m3 = 0.0;  ///< of a cable: over its whole outline
    double modulus_Pa = 0.0, long_term_modulus_Pa = 0.0;
    double strength_Pa = 0.0, long_term_strength_Pa = 0.0;  ///< design values
    double poisson = 0.0;
    double max_rotation_deg = 0.0;    ///< 0: no joints that turn
    double wall_over_diameter = 0.0;  ///< where type and asset give no wall; 0: refuse
    double tension_Pa = 0.0;          ///< of a cable: per area of conductor
    double outline_tension_Pa = 0.0;  ///< of a cable whose conductors are not known
    double bend_over_diameter = 0.0;  ///< of a line that hangs, without a radius of its type
    std::string source, grade;
};

/// A plate that may be put under the posts instead of the type's own.
struct BasePlate {
    std::string name;
    double thickness_m = 0.0;
    double density_kg_m3 = 0.0;
    double strength_Pa = 0.0;  ///< in bending, design value after the design life
    double loss_mm_year = 0.0;
    std::string source, grade;
};

/// What sizing assumes: a value of profiles/sizing.
struct SizingProfile {
    std::string id;
    // Sand.
    double unit_weight_N_m3 = 0.0, submerged_unit_weight_N_m3 = 0.0, water_unit_weight_N_m3 = 0.0;
    double friction_product = 0.0;  ///< K mu: side pressure times friction in the sand
    double settlement_ratio = 0.0;  ///< r_sd of Marston and Spangler, of a stiff line
    double trench_side_m = 0.0;     ///< sand between rack and trench wall, each side
    double bedding_N_m3 = 0.0;      ///< kh of sand that has sagged
    double sand_strain = 0.0;       ///< settlement of sand over its height above the base plate
    influence::Spread spread = influence::Spread::Elastic;
    // Ground under the base plate; drained when the friction angle is given, else undrained.
    double friction_angle_deg = 0.0, cohesion_Pa = 0.0, undrained_Pa = 0.0;
    double ground_modulus_Pa = 0.0, poisson = 0.0;
    double post_bedding_N_m3 = 0.0;  ///< kh that holds a post sideways
    double gravity_m_s2 = 0.0;
    double water_density_kg_m3 = 0.0;
    // Factors.
    double permanent_factor = 0.0, variable_factor = 0.0;
    double friction_angle_factor = 0.0, cohesion_factor = 0.0, undrained_factor = 0.0;
    double uplift_stabilising_factor = 0.0, uplift_destabilising_factor = 0.0;
    double support_factor = 0.0;  ///< reaction of a support over load times spacing
    double imperfection = 0.0;    ///< alpha of the buckling curve
    double post_eccentricity_m = 0.0;
    // Building.
    double person_N = 0.0;
    WheelPatch compactor;
    double compactor_cover_m = 0.0;  ///< sand between compactor and line
    // Limits.
    double beam_sag_ratio = 0.0;                    ///< of the free length
    double line_sag_ratio = 0.0, line_sag_m = 0.0;  ///< the smaller of share of span and metres
    double hanging_sag_m = 0.0;
    double settlement_m = 0.0;            ///< of the base plate
    double sidewall_N_m = 0.0;            ///< of a cable on its saddle
    double longest_saddle_m = 0.0;        ///< that a beam can carry
    double hangs_below_diameter_m = 0.0;  ///< plastic ducts thinner than this hang
    double slack = 0.0;                   ///< of a line that hangs: extra length over length
    double saddle_moment_factor = 0.0;    ///< K of Zick for the saddle's angle
    double jacket_strength_Pa = 0.0;      ///< of insulation under a saddle
    double jacket_density_kg_m3 = 0.0;    ///< of insulation and jacket together
    double saddle_angle_deg = 0.0;        ///< over which a saddle touches its line
    /// Inner pressure of lines that do not tell their `pressure_bar`.
    std::map<model::Network, double> pressures_Pa;
    std::vector<double> spacings_m;      ///< to try, any order
    std::vector<BasePlate> base_plates;  ///< to choose from beside the type's own
    std::vector<LoadClass> load_classes;
    std::vector<LineMaterial> materials;         ///< first match wins
    std::map<std::string, std::string> sources;  ///< by key: where a number comes from, and grade

    /// The class called `name`, or nullptr.
    const LoadClass* load_class(const std::string& name) const;
    /// The first material whose `starts_with` begins `material`, or nullptr.
    const LineMaterial* material_of(const std::string& material) const;
};

}  // namespace maaiveld::layout
