#include "influence/cables/catalogue_cable.h"

#include "base/text.h"
#include "influence/cables/cable_materials.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

using model::AssetType;

/// Reads the numbers and texts of a type's data; the first that is missing makes it fail.
class TypeData {
public:
    explicit TypeData(const AssetType& type) : type_{type} {}

    std::optional<double> number(const std::string& key) const {
        const auto found = type_.data.find(key);
        if (found == type_.data.end()) return std::nullopt;
        const double* value = std::get_if<double>(&found->second);
        return value == nullptr ? std::nullopt : std::optional{*value};
    }
    double needed(const std::string& key) {
        const auto value = number(key);
        if (!value && missing_.empty()) missing_ = key;
        return value.value_or(1.0);
    }
    std::string text(const std::string& key, const std::string& fallback) const {
        const auto found = type_.data.find(key);
        if (found == type_.data.end()) return fallback;
        const auto* value = std::get_if<std::string>(&found->second);
        return value == nullptr ? fallback : *value;
    }
    void fail(const std::string& key) {
        if (missing_.empty()) missing_ = key;
    }
    const std::string& missing() const { return missing_; }

private:
    const AssetType& type_;
    std::string missing_;
};

double voltage_kV(const AssetType& type) {
    const auto found = type.implies.find("voltage_kV");
    if (found == type.implies.end()) return 0.0;
    const double* value = std::get_if<double>(&found->second);
    return value == nullptr ? 0.0 : *value;
}

CableConductor conductor_of(TypeData& data, bool impregnated) {
    CableConductor c;
    c.material = data.text("conductor_material", "");
    const auto metal = cable_metal(c.material);
    if (!metal) data.fail("conductor_material");
    c.diameter_m = data.needed("conductor_diameter_m");
    c.resistance_20C_ohm_m = data.needed("resistance_20C_ohm_m");
    c.max_temperature_C = data.needed("max_conductor_C");
    if (metal) {
        c.temperature_coefficient_per_K = metal->temperature_coefficient_per_K;
        c.thermal_resistivity_KmW = metal->thermal_resistivity_KmW;
    }
    if (const auto mm2 = data.number("conductor_mm2")) c.area_m2 = *mm2 * 1e-6;
    const auto stranding = cable_stranding(
        data.text("stranding", impregnated ? "round_stranded_impregnated" : "round_stranded"),
        c.material);
    if (!stranding) data.fail("stranding");
    if (stranding) {
        c.skin_factor = stranding->skin_factor;
        c.proximity_factor = stranding->proximity_factor;
        c.milliken = stranding->name.starts_with("milliken");
        if (stranding->name.starts_with("sector")) {
            c.shape = ConductorShape::Sector;
            c.sectors_diameter_m = data.needed("sectors_circle_diameter_m");
        }
    }
    return c;
}

double resistivity(TypeData& data, const std::string& key, const std::string& fallback,
                   double phase_kV) {
    const auto material = cable_material(data.text(key, fallback), phase_kV);
    if (!material) data.fail(key);
    return material ? material->resistivity_KmW : 1.0;
}

/// Adds a ring from where the last one ended; nothing when it adds no thickness.
void add_ring(std::vector<CableRing>& rings, const std::string& role, double& at_m, double outer_m,
              double resistivity_KmW) {
    if (!(outer_m > at_m * (1.0 + 1e-9))) return;
    rings.push_back({role, at_m, outer_m, resistivity_KmW});
    at_m = outer_m;
}

/// Screen or sheath over `at_m`, from the keys that begin with `name`; wires when it is a screen.
std::optional<CableMetalLayer> metal_of(TypeData& data, const std::string& name, double& at_m) {
    const auto outer = data.number(name + "_outer_diameter_m");
    if (!outer) return std::nullopt;
    const auto metal = cable_metal(data.text(name + "_material", ""));
    if (!metal) {
        data.fail(name + "_material");
        return std::nullopt;
    }
    CableMetalLayer layer;
    const bool wires = name.ends_with("screen");
    layer.role = wires ? "screen" : "sheath";
    layer.form = wires ? CableMetalForm::Wires : CableMetalForm::Tube;
    layer.coverage = wires ? data.number(name + "_coverage").value_or(0.35) : 1.0;
    layer.inner_diameter_m = std::max(at_m, data.number(name + "_inner_diameter_m").value_or(at_m));
    layer.outer_diameter_m = *outer;
    layer.resistivity_20C_ohm_m = metal->sheath_resistivity_20C_ohm_m;
    layer.temperature_coefficient_per_K = metal->temperature_coefficient_per_K;
    layer.lead = metal->name == "lead";
    const double tube_m2 = 0.25 * std::numbers::pi *
                           (*outer * *outer - layer.inner_diameter_m * layer.inner_diameter_m);
    const auto mm2 = data.number(name + "_mm2");
    layer.area_m2 = mm2 ? *mm2 * 1e-6 : tube_m2;
    layer.resistance_20C_ohm_m = data.number(name + "_resistance_20C_ohm_m")
                                     .value_or(layer.resistivity_20C_ohm_m / layer.area_m2);
    at_m = *outer;
    return layer;
}

void add_armour(TypeData& data, CableConstruction& cable, double& at_m, double bedding_KmW) {
    const auto outer = data.number("armour_outer_diameter_m");
    if (!outer) return;
    const auto inner = data.number("armour_inner_diameter_m");
    if (inner) add_ring(cable.rings, "bedding", at_m, *inner, bedding_KmW);
    CableMetalLayer armour;
    armour.role = "armour";
    armour.form = CableMetalForm::Tape;
    armour.inner_diameter_m = at_m;
    armour.outer_diameter_m = *outer;
    armour.area_m2 = data.needed("armour_mm2") * 1e-6;
    armour.magnetic = true;
    const auto steel = cable_metal("steel");
    armour.resistivity_20C_ohm_m = steel->sheath_resistivity_20C_ohm_m;
    armour.temperature_coefficient_per_K = steel->temperature_coefficient_per_K;
    armour.resistance_20C_ohm_m = armour.resistivity_20C_ohm_m / armour.area_m2;
    cable.armour = armour;
    at_m = *outer;
}

void set_dielectric(TypeData& data, CableConstruction& cable, double inner_m, double outer_m) {
    const auto material =
        cable_material(data.text("insulation_material", "xlpe"), cable.phase_voltage_kV);
    if (!material || !material->permittivity) return;
    cable.dielectric = {*material->permittivity, *material->tan_delta, inner_m, outer_m,
                        cable.phase_voltage_kV >= *material->dielectric_from_kV};
}

/// Conductor screen, insulation and its screen, into `rings`; returns where they end.
double add_insulation(TypeData& data, CableConstruction& cable, std::vector<CableRing>& rings) {
    const double kV = cable.phase_voltage_kV;
    const double insulation = resistivity(data, "insulation_material", "xlpe", kV);
    const double semiconducting = cable_material("semiconducting", kV)->resistivity_KmW;
    double at = cable.conductor.diameter_m;
    add_ring(rings, "conductor_screen", at,
             data.number("conductor_screen_outer_diameter_m").value_or(at), semiconducting);
    const double inner = at;
    add_ring(rings, "insulation", at, data.needed("insulation_outer_diameter_m"), insulation);
    set_dielectric(data, cable, inner, std::max(at, inner * (1.0 + 1e-6)));
    add_ring(rings, "insulation_screen", at,
             data.number("insulation_screen_outer_diameter_m").value_or(at), semiconducting);
    return at;
}

void add_single_core(TypeData& data, CableConstruction& cable) {
    double at = add_insulation(data, cable, cable.rings);
    const double jacket = resistivity(data, "jacket_material", "pe", cable.phase_voltage_kV);
    for (const char* name : {"screen", "sheath"}) {
        const auto inner = data.number(std::string{name} + "_inner_diameter_m");
        if (inner) add_ring(cable.rings, "bedding", at, *inner, jacket);
        if (const auto metal = metal_of(data, name, at)) cable.metals.push_back(*metal);
    }
    add_ring(cable.rings, "jacket", at, cable.outer_diameter_m, jacket);
}

/// Two to four cores: belted under a common sheath (or none), or a screen around each core.
void add_several_cores(TypeData& data, CableConstruction& cable) {
    const double kV = cable.phase_voltage_kV;
    double core = add_insulation(data, cable, cable.core_rings);
    const double insulation = resistivity(data, "insulation_material", "xlpe", kV);
    const double jacket = resistivity(data, "jacket_material", "pvc", kV);
    if (const auto screen = metal_of(data, "screen", core)) cable.core_metals.push_back(*screen);
    cable.conductor_distance_m = data.number("conductor_distance_m").value_or(core);
    const double around_conductor = cable.core_diameter_m() - cable.conductor.diameter_m;
    double at = cable.conductor.shape == ConductorShape::Sector
                    ? cable.conductor_outer_m() + around_conductor
                    : cable.laid_up_diameter_m();
    if (const auto belt = data.number("belt_outer_diameter_m")) {
        const std::string role = cable.separate_metals() ? "filler" : "belt";
        add_ring(cable.rings, role, at, *belt, cable.separate_metals() ? jacket : insulation);
    }
    for (const char* name : {"common_screen", "sheath"}) {
        if (const auto metal = metal_of(data, name, at)) cable.metals.push_back(*metal);
    }
    add_armour(data, cable, at, resistivity(data, "bedding_material", "paper", kV));
    add_ring(cable.rings, "jacket", at, cable.outer_diameter_m, jacket);
}

}  // namespace

base::Result<CableConstruction> catalogue_construction(const AssetType& type) {
    TypeData data{type};
    const std::string where = fmt::format("asset type `{}`", type.name);
    const auto cores = data.number("cores");
    if (!cores || !(voltage_kV(type) > 0.0)) {
        return base::bad_input("is no power cable: its data has no `cores` or no voltage", where);
    }
    CableConstruction cable;
    cable.name = where;
    cable.phase_voltage_kV = voltage_kV(type) / std::sqrt(3.0);
    const bool bundle = data.number("core_diameter_m").has_value();
    cable.cores = bundle ? 1 : static_cast<int>(*cores);
    cable.outer_diameter_m = data.number("core_diameter_m").value_or(type.outer_diameter_m);
    const std::string insulation = data.text("insulation_material", "xlpe");
    cable.conductor = conductor_of(data, insulation.starts_with("paper"));
    cable.several_cores() ? add_several_cores(data, cable) : add_single_core(data, cable);
    if (!data.missing().empty()) {
        return base::bad_input(
            fmt::format("its data has no usable `{}`, which a rating needs", data.missing()),
            where);
    }
    if (auto good = check_construction(cable); !good) return tl::unexpected(good.error());
    return cable;
}

CatalogueFormation catalogue_formation(const AssetType& type) {
    const auto found = type.implies.find("formation");
    if (found == type.implies.end()) return {};
    const auto* name = std::get_if<std::string>(&found->second);
    if (name == nullptr) return {};
    if (*name == "trefoil") return {CableFormation::TrefoilTouching, 3};
    if (*name == "flat") return {CableFormation::FlatTouching, 3};
    return {};
}

base::Result<CableCircuit> with_catalogue_type(const CableCircuit& circuit,
                                               const model::Catalogue& catalogue) {
    if (!circuit.type || circuit.construction) return circuit;
    const auto found = catalogue.types.find(*circuit.type);
    if (found == catalogue.types.end()) {
        std::vector<std::string> names;
        for (const auto& [name, type] : catalogue.types)
            names.push_back(name);
        return base::bad_input(fmt::format("no asset type is called `{}`{}", *circuit.type,
                                           base::did_you_mean(*circuit.type, names)),
                               circuit.id);
    }
    auto construction = catalogue_construction(found->second);
    if (!construction) {
        return base::bad_input(construction.error().text(), circuit.id);
    }
    CableCircuit known = circuit;
    known.construction = std::move(*construction);
    if (circuit.formation == CableFormation::Single && circuit.cables == 1) {
        const CatalogueFormation usual = catalogue_formation(found->second);
        known.formation = usual.formation;
        known.cables = usual.cables;
    }
    return known;
}

}  // namespace maaiveld::influence
