#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maaiveld::influence {

/// A metal of a conductor, screen, sheath or armour. IEC 60287-1-1 table 1 (grade B).
struct CableMetal {
    std::string_view name;
    double conductor_resistivity_20C_ohm_m = 0.0;  ///< drawn conductors
    double sheath_resistivity_20C_ohm_m = 0.0;     ///< sheaths, screens, armour
    double temperature_coefficient_per_K = 0.0;    ///< at 20 C
    double thermal_resistivity_KmW = 0.0;          ///< along the conductor, for crossings
};

/// A material that is no metal. Thermal: IEC 60287-2-1 table 1; dielectric: IEC 60287-1-1 table 3;
/// semiconducting layers as CIGRE TB 880 (grade B).
struct CableMaterial {
    std::string_view name;
    double resistivity_KmW = 0.0;
    std::optional<double> permittivity;
    std::optional<double> tan_delta;
    /// Phase to earth voltage from which the standard wants dielectric losses counted.
    std::optional<double> dielectric_from_kV;
};

/// How wires make a conductor, with the factors of IEC 60287-1-1 table 2 for skin and proximity.
struct CableStranding {
    std::string_view name;
    double skin_factor = 1.0;
    double proximity_factor = 1.0;
};

/// The air gap between a cable and its duct: T4' = U / (1 + 0.1 (V + Y theta_m) De), De in mm.
/// IEC 60287-2-1 table 4 (grade B).
struct DuctGap {
    std::string_view name;
    double u = 0.0, v = 0.0, y = 0.0;
    double wall_resistivity_KmW = 0.0;  ///< of the duct itself; 0 for metal
    bool metallic = false;
};

/// A cable in free air: h = Z / De^g + E. IEC 60287-2-1 table 2 (grade B).
struct AirArrangement {
    std::string_view name;
    double z = 0.0, e = 0.0, g = 0.0;
};

std::optional<CableMetal> cable_metal(std::string_view name);
/// `phase_voltage_kV` decides where a table gives two values: XLPE and EPR up to and above 18 kV,
/// EPR and PVC that insulate up to and above 1.8/3 kV, PVC that covers up to and above 35 kV.
std::optional<CableMaterial> cable_material(std::string_view name, double phase_voltage_kV,
                                            bool insulates = false);
/// With the factors for a conductor of `metal`. IEC 60287-1-1:2023 table 2 gives stranded
/// aluminium, round or sector, k_p = 0.8 whatever its insulation, and round Milliken 0.25 and 0.15
/// (grade B, as read in two open implementations).
std::optional<CableStranding> cable_stranding(std::string_view name, std::string_view metal);
std::optional<DuctGap> duct_gap(std::string_view name);
std::optional<AirArrangement> air_arrangement(std::string_view name);

std::vector<std::string> cable_metal_names();
std::vector<std::string> cable_material_names();
std::vector<std::string> cable_stranding_names();
std::vector<std::string> duct_gap_names();
std::vector<std::string> air_arrangement_names();

/// Largest direct current resistance at 20 C of a stranded conductor of `area_mm2`, IEC 60228
/// table 2 (grade B); nothing for an area or metal that is not in the table.
std::optional<double> nominal_resistance_20C_ohm_m(std::string_view metal, double area_mm2);

}  // namespace maaiveld::influence
