#include "influence/cables/cable_materials.h"

#include <array>
#include <cmath>
#include <utility>

namespace maaiveld::influence {
namespace {

constexpr std::array<CableMetal, 6> kMetals{{
    {"copper", 1.7241e-8, 1.7241e-8, 3.93e-3, 2.5e-3},
    {"aluminium", 2.8264e-8, 2.84e-8, 4.03e-3, 4.2e-3},
    {"lead", 21.4e-8, 21.4e-8, 4.0e-3, 2.9e-2},
    {"steel", 13.8e-8, 13.8e-8, 4.5e-3, 2.0e-2},
    {"bronze", 3.5e-8, 3.5e-8, 3.0e-3, 2.0e-2},
    {"stainless_steel", 70.0e-8, 70.0e-8, 0.0, 6.7e-2},
}};

constexpr double kMediumVoltage_kV = 18.0;    // table 3 changes at 18/30 (36) kV
constexpr double kLowVoltage_kV = 1.8;        // table 1 at 1.8/3 kV, for what insulates
constexpr double kCoveringVoltage_kV = 20.3;  // table 1 at 35 kV between phases, for coverings

constexpr std::array<CableMaterial, 21> kMaterials{{
    {"xlpe", 3.5, 2.5, 0.001, 127.0},  // tan delta 0.004 up to 18/30 kV, see cable_material
    {"xlpe_filled", 3.5, 3.0, 0.005, 63.5},
    {"pe", 3.5, 2.3, 0.001, 127.0},
    {"epr", 5.0, 3.0, 0.005, 63.5},
    {"pvc", 5.0, 8.0, 0.1, 6.0},
    {"rubber", 5.0, 4.0, 0.05, 18.0},
    {"butyl_rubber", 5.0, 4.0, 0.05, 18.0},
    {"paper", 6.0, 4.0, 0.01, 38.0},
    {"paper_oil_filled", 5.0, 3.6, 0.0035, 63.5},
    {"paper_gas_pressure", 5.5, 3.6, 0.0045, 63.5},
    {"ppl", 5.5, 2.8, 0.001, 63.5},
    {"semiconducting", 2.5, std::nullopt, std::nullopt, std::nullopt},
    {"jute", 6.0, std::nullopt, std::nullopt, std::nullopt},
    {"bitumen", 6.0, std::nullopt, std::nullopt, std::nullopt},
    {"polychloroprene", 5.5, std::nullopt, std::nullopt, std::nullopt},
    {"fibrous", 6.0, std::nullopt, std::nullopt, std::nullopt},
    {"hdpe", 3.5, 2.3, 0.001, 127.0},
    {"polypropylene", 6.0, std::nullopt, std::nullopt, std::nullopt},
    {"concrete", 1.0, std::nullopt, std::nullopt, std::nullopt},
    {"earthenware", 1.2, std::nullopt, std::nullopt, std::nullopt},
    {"fibre_cement", 2.0, std::nullopt, std::nullopt, std::nullopt},
}};

constexpr std::array<CableStranding, 14> kStrandings{{
    {"solid", 1.0, 1.0},
    {"round_stranded", 1.0, 1.0},
    {"round_stranded_impregnated", 1.0, 0.8},
    {"round_compacted", 1.0, 1.0},
    {"round_compacted_impregnated", 1.0, 0.8},
    {"sector", 1.0, 1.0},
    {"sector_impregnated", 1.0, 0.8},
    {"milliken", 0.435, 0.37},
    {"milliken_insulated_wires", 0.35, 0.20},
    {"milliken_bare_unidirectional", 0.62, 0.37},
    {"milliken_bare_bidirectional", 0.80, 0.37},
    {"milliken_aluminium", 0.25, 0.15},
    {"milliken_aluminium_four_segments", 0.28, 0.37},
    {"milliken_aluminium_six_segments", 0.12, 0.37},
}};

constexpr std::array<DuctGap, 8> kDucts{{
    {"metal", 5.2, 1.4, 0.011, 0.0, true},
    {"fibre_in_air", 5.2, 0.83, 0.006, 4.8, false},
    {"fibre_in_concrete", 5.2, 0.91, 0.010, 4.8, false},
    {"fibre_cement_in_air", 5.2, 1.2, 0.006, 2.0, false},
    {"fibre_cement_in_concrete", 5.2, 1.1, 0.011, 2.0, false},
    {"plastic", 1.87, 0.312, 0.0037, 3.5, false},
    {"pvc", 1.87, 0.312, 0.0037, 6.0, false},
    {"earthenware", 1.87, 0.28, 0.0036, 1.2, false},
}};

constexpr std::array<AirArrangement, 10> kAir{{
    {"single", 0.21, 3.94, 0.60},
    {"two_touching_horizontal", 0.29, 2.35, 0.50},
    {"three_trefoil", 0.96, 1.25, 0.20},
    {"three_touching_horizontal", 0.62, 1.95, 0.25},
    {"two_touching_vertical", 1.42, 0.86, 0.25},
    {"two_spaced_vertical", 0.75, 2.80, 0.30},
    {"three_touching_vertical", 1.61, 0.42, 0.20},
    {"three_spaced_vertical", 1.31, 2.00, 0.20},
    {"single_on_wall", 1.69, 0.63, 0.25},
    {"three_trefoil_on_wall", 0.94, 0.79, 0.20},
}};

using AreaAndResistance = std::pair<double, double>;  // mm2, ohm/km

constexpr std::array<AreaAndResistance, 27> kCopper{
    {{1.5, 12.1},      {2.5, 7.41},      {4.0, 4.61},      {6.0, 3.08},      {10.0, 1.83},
     {16.0, 1.15},     {25.0, 0.727},    {35.0, 0.524},    {50.0, 0.387},    {70.0, 0.268},
     {95.0, 0.193},    {120.0, 0.153},   {150.0, 0.124},   {185.0, 0.0991},  {240.0, 0.0754},
     {300.0, 0.0601},  {400.0, 0.0470},  {500.0, 0.0366},  {630.0, 0.0283},  {800.0, 0.0221},
     {1000.0, 0.0176}, {1200.0, 0.0151}, {1400.0, 0.0129}, {1600.0, 0.0113}, {1800.0, 0.0101},
     {2000.0, 0.0090}, {2500.0, 0.0072}}};

constexpr std::array<AreaAndResistance, 23> kAluminium{
    {{10.0, 3.08},     {16.0, 1.91},     {25.0, 1.20},     {35.0, 0.868},    {50.0, 0.641},
     {70.0, 0.443},    {95.0, 0.320},    {120.0, 0.253},   {150.0, 0.206},   {185.0, 0.164},
     {240.0, 0.125},   {300.0, 0.100},   {400.0, 0.0778},  {500.0, 0.0605},  {630.0, 0.0469},
     {800.0, 0.0367},  {1000.0, 0.0291}, {1200.0, 0.0247}, {1400.0, 0.0212}, {1600.0, 0.0186},
     {1800.0, 0.0165}, {2000.0, 0.0149}, {2500.0, 0.0127}}};

template <class Table>
auto named(const Table& table, std::string_view name) {
    using Entry = typename Table::value_type;
    for (const Entry& entry : table) {
        if (entry.name == name) return std::optional<Entry>{entry};
    }
    return std::optional<Entry>{};
}

template <class Table>
std::vector<std::string> names_in(const Table& table) {
    std::vector<std::string> names;
    for (const auto& entry : table)
        names.emplace_back(entry.name);
    return names;
}

template <class Table>
std::optional<double> resistance_in(const Table& table, double area_mm2) {
    for (const auto& [area, ohm_per_km] : table) {
        if (std::abs(area - area_mm2) < 1e-6 * area) return ohm_per_km * 1e-3;
    }
    return std::nullopt;
}

}  // namespace

std::optional<CableMetal> cable_metal(std::string_view name) {
    return named(kMetals, name);
}

std::optional<CableMaterial> cable_material(std::string_view name, double phase_voltage_kV,
                                            bool insulates) {
    auto material = named(kMaterials, name);
    if (!material) return material;
    const bool medium = phase_voltage_kV <= kMediumVoltage_kV;
    if (name == "xlpe" && medium) material->tan_delta = 0.004;
    if (name == "epr" && medium) material->tan_delta = 0.020;
    if (name == "epr" && phase_voltage_kV <= kLowVoltage_kV) material->resistivity_KmW = 3.5;
    if (name == "pvc" && phase_voltage_kV > (insulates ? kLowVoltage_kV : kCoveringVoltage_kV)) {
        material->resistivity_KmW = 6.0;
    }
    return material;
}

std::optional<CableStranding> cable_stranding(std::string_view name, std::string_view metal) {
    auto stranding = named(kStrandings, name);
    if (!stranding || metal != "aluminium") return stranding;
    if (name == "milliken") {
        stranding->skin_factor = 0.25;
        stranding->proximity_factor = 0.15;
    } else if (name.starts_with("round_") || name.starts_with("sector")) {
        stranding->proximity_factor = 0.8;
    }
    return stranding;
}

std::optional<DuctGap> duct_gap(std::string_view name) {
    return named(kDucts, name);
}

std::optional<AirArrangement> air_arrangement(std::string_view name) {
    return named(kAir, name);
}

std::vector<std::string> cable_metal_names() {
    return names_in(kMetals);
}
std::vector<std::string> cable_material_names() {
    return names_in(kMaterials);
}
std::vector<std::string> cable_stranding_names() {
    return names_in(kStrandings);
}
std::vector<std::string> duct_gap_names() {
    return names_in(kDucts);
}
std::vector<std::string> air_arrangement_names() {
    return names_in(kAir);
}

std::optional<double> nominal_resistance_20C_ohm_m(std::string_view metal, double area_mm2) {
    if (metal == "copper") return resistance_in(kCopper, area_mm2);
    if (metal == "aluminium") return resistance_in(kAluminium, area_mm2);
    return std::nullopt;
}

}  // namespace maaiveld::influence
