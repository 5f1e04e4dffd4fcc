#include "exchange/section_cable_construction.h"

#include "influence/cables/cable_materials.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::exchange {
namespace {

using influence::CableConductor;
using influence::CableConstruction;
using influence::CableMetalForm;
using influence::CableMetalLayer;
using influence::CableRing;
using influence::ConductorShape;
using std::numbers::pi;

constexpr double kSquareMetres = 1e-6;  // of a square millimetre

influence::CableMetal metal_called(const std::string& name, const JsonValue& at,
                                   const std::string& file) {
    return enumerator(name, at, file, "metal", influence::cable_metal_names(),
                      influence::cable_metal);
}

influence::CableStranding stranding_in(ObjectReader& r, std::string_view metal) {
    const auto named = [metal](std::string_view name) {
        return influence::cable_stranding(name, metal);
    };
    const JsonValue* value = r.find("stranding");
    if (value == nullptr) return named("round_stranded").value();
    return enumerator(text_in(*value, r.file(), "stranding"), *value, r.file(), "stranding",
                      influence::cable_stranding_names(), named);
}

double conductor_resistance_in(ObjectReader& r, const influence::CableMetal& metal,
                               std::optional<double> area_mm2) {
    if (const auto given = r.optional_positive("resistance_20C_ohm_m")) return *given;
    if (area_mm2) {
        const auto nominal = influence::nominal_resistance_20C_ohm_m(metal.name, *area_mm2);
        if (nominal) return *nominal;
    }
    r.fail("needs `resistance_20C_ohm_m`, or an `area_mm2` that IEC 60228 lists for its metal");
}

CableConductor conductor_in(const JsonValue& value, const std::string& file,
                            const std::string& what) {
    ObjectReader r{value, file, what + ", conductor"};
    CableConductor c;
    c.material = r.text("material");
    const influence::CableMetal metal = metal_called(c.material, *value.find("material"), file);
    const influence::CableStranding stranding = stranding_in(r, metal.name);
    const auto area_mm2 = r.optional_positive("area_mm2");
    if (area_mm2) c.area_m2 = *area_mm2 * kSquareMetres;
    c.diameter_m = r.positive("diameter_m");
    c.resistance_20C_ohm_m = conductor_resistance_in(r, metal, area_mm2);
    c.temperature_coefficient_per_K = r.optional_number("temperature_coefficient_per_K")
                                          .value_or(metal.temperature_coefficient_per_K);
    c.skin_factor = r.optional_positive("skin_factor").value_or(stranding.skin_factor);
    c.proximity_factor =
        r.optional_positive("proximity_factor").value_or(stranding.proximity_factor);
    c.thermal_resistivity_KmW =
        r.optional_positive("thermal_resistivity_KmW").value_or(metal.thermal_resistivity_KmW);
    c.milliken = stranding.name.starts_with("milliken");
    if (stranding.name.starts_with("sector")) {
        c.shape = ConductorShape::Sector;
        c.sectors_diameter_m = r.positive("sectors_circle_diameter_m");
    }
    c.max_temperature_C = r.number("max_temperature_C");
    r.finish();
    return c;
}

/// Outer diameter of a layer, as itself or by its thickness.
double outer_in(ObjectReader& r, double inner_m, std::optional<double> fallback = {}) {
    const auto outer = r.optional_positive("outer_diameter_m");
    const auto thickness = r.optional_positive("thickness_m");
    if (outer && thickness && std::abs(*outer - inner_m - 2.0 * *thickness) > 1e-6) {
        r.fail(
            fmt::format("`outer_diameter_m` {:g} and `thickness_m` {:g} contradict each other: "
                        "the layer begins at {:g} m",
                        *outer, *thickness, inner_m));
    }
    if (!outer && !thickness && !fallback) r.fail("needs `outer_diameter_m` or `thickness_m`");
    const double found = outer ? *outer : thickness ? inner_m + 2.0 * *thickness : *fallback;
    if (!(found > inner_m)) {
        r.fail(fmt::format("ends at {:g} m, but begins at {:g} m; layers go from the inside out",
                           found, inner_m));
    }
    return found;
}

CableMetalForm form_in(ObjectReader& r, const std::string& role, bool wires) {
    const JsonValue* value = r.find("form");
    if (value == nullptr) {
        if (wires) return CableMetalForm::Wires;
        return role == "sheath" ? CableMetalForm::Tube : CableMetalForm::Tape;
    }
    static const std::vector<std::string> names{"tube", "tape", "foil", "wires"};
    const std::string name = text_in(*value, r.file(), "form");
    if (name == "tube") return CableMetalForm::Tube;
    if (name == "tape" || name == "foil") return CableMetalForm::Tape;
    if (name == "wires") return CableMetalForm::Wires;
    fail_unknown_name(name, value->line, r.file(), "form of metal", names);
}

/// Wires of armour have an AC resistance above that for direct current: IEC 60287-1-1 clause 2.4,
/// 1.2 for 2 mm and 1.4 for 5 mm of diameter.
double armour_wire_factor(double wire_m) {
    return std::clamp(1.2 + 0.2 * (wire_m * 1e3 - 2.0) / 3.0, 1.2, 1.4);
}

struct Wires {
    double count = 0.0, diameter_m = 0.0, lay_m = 0.0;
};

Wires wires_in(ObjectReader& r) {
    Wires wires;
    if (r.find("wires") != nullptr) {
        wires.count = r.positive("wires");
        wires.diameter_m = r.positive("wire_diameter_m");
    }
    wires.lay_m = r.optional_positive("lay_length_m").value_or(0.0);
    return wires;
}

double lay_factor(const Wires& wires, double mean_diameter_m) {
    if (!(wires.lay_m > 0.0)) return 1.0;
    return std::hypot(1.0, pi * mean_diameter_m / wires.lay_m);
}

void set_resistance(ObjectReader& r, CableMetalLayer& metal, const Wires& wires) {
    const double wire_area = wires.count * 0.25 * pi * wires.diameter_m * wires.diameter_m;
    const double tube_area = pi * metal.mean_diameter_m() * metal.thickness_m();
    const auto area_mm2 = r.optional_positive("area_mm2");
    metal.area_m2 = area_mm2            ? *area_mm2 * kSquareMetres
                    : wires.count > 0.0 ? wire_area
                                        : tube_area;
    double resistance =
        metal.resistivity_20C_ohm_m / metal.area_m2 * lay_factor(wires, metal.mean_diameter_m());
    if (metal.role == "armour" && metal.magnetic && metal.form == CableMetalForm::Wires) {
        resistance *= armour_wire_factor(wires.diameter_m);
    }
    metal.resistance_20C_ohm_m = r.optional_positive("resistance_20C_ohm_m").value_or(resistance);
}

double coverage_of(const CableMetalLayer& metal, const Wires& wires) {
    if (metal.form != CableMetalForm::Wires) return 1.0;
    if (!(wires.count > 0.0)) return 0.35;  // wires of unknown number: taken as part metallic
    return std::min(1.0, wires.count * wires.diameter_m / (pi * metal.mean_diameter_m()));
}

CableMetalLayer metal_in(ObjectReader& r, const std::string& role, double inner_m) {
    CableMetalLayer metal;
    metal.role = role;
    const std::string material = r.text("material");
    const influence::CableMetal known = metal_called(material, r.require("material"), r.file());
    const Wires wires = wires_in(r);
    metal.form = form_in(r, role, wires.count > 0.0);
    metal.inner_diameter_m = inner_m;
    std::optional<double> around;
    if (wires.count > 0.0) around = inner_m + 2.0 * wires.diameter_m;
    metal.outer_diameter_m = outer_in(r, inner_m, around);
    metal.resistivity_20C_ohm_m =
        r.optional_positive("resistivity_20C_ohm_m").value_or(known.sheath_resistivity_20C_ohm_m);
    metal.temperature_coefficient_per_K = r.optional_number("temperature_coefficient_per_K")
                                              .value_or(known.temperature_coefficient_per_K);
    metal.lead = known.name == "lead";
    metal.magnetic = r.flag_or("magnetic", role == "armour" && known.name == "steel");
    metal.relative_permeability = r.optional_positive("relative_permeability").value_or(300.0);
    set_resistance(r, metal, wires);
    metal.coverage = r.optional_number("coverage").value_or(coverage_of(metal, wires));
    return metal;
}

/// Reads layers one after the other into rings, metals and armour.
class LayerReader {
public:
    LayerReader(CableConstruction& cable, const std::string& file, const std::string& what,
                double start_m)
        : cable_{cable}, file_{file}, what_{what}, at_m_{start_m} {}

    void read(const std::vector<JsonValue>& layers, bool around_core) {
        for (const JsonValue& value : layers)
            read_one(value, around_core);
    }
    double outer_m() const { return at_m_; }

private:
    void read_one(const JsonValue& value, bool around_core) {
        ObjectReader r{value, file_, what_ + ", layer"};
        const std::string role = r.text("role");
        r.rename(fmt::format("{}, layer `{}`", what_, role));
        const bool metal = role == "screen" || role == "sheath" || role == "armour";
        if (metal) {
            add_metal(metal_in(r, role, at_m_), r, around_core);
        } else {
            check_role(value, role);
            add_ring(r, role, around_core);
        }
        r.optional_text("note");
        r.finish();
    }

    void check_role(const JsonValue& value, const std::string& role) const {
        static const std::vector<std::string> names{"conductor_screen",
                                                    "insulation",
                                                    "insulation_screen",
                                                    "belt",
                                                    "filler",
                                                    "bedding",
                                                    "jacket",
                                                    "serving",
                                                    "screen",
                                                    "sheath",
                                                    "armour"};
        if (std::find(names.begin(), names.end(), role) != names.end()) return;
        fail_unknown_name(role, value.find("role")->line, file_, "role of a layer", names);
    }

    void add_metal(const CableMetalLayer& metal, const ObjectReader& r, bool around_core) {
        at_m_ = metal.outer_diameter_m;
        if (metal.role == "armour") {
            if (around_core) r.fail("armour lies around all cores, under `layers`");
            if (cable_.armour) r.fail("a cable has one armour; add the metal of both layers");
            cable_.armour = metal;
            return;
        }
        (around_core ? cable_.core_metals : cable_.metals).push_back(metal);
    }

    void add_ring(ObjectReader& r, const std::string& role, bool around_core) {
        CableRing ring{role, at_m_, outer_in(r, at_m_), 0.0};
        std::optional<influence::CableMaterial> material;
        if (const JsonValue* value = r.find("material")) {
            const double kV = cable_.phase_voltage_kV;
            const bool insulates = role == "insulation" || role == "belt";
            material = enumerator(text_in(*value, r.file(), "material"), *value, r.file(),
                                  "material", influence::cable_material_names(),
                                  [kV, insulates](const std::string& name) {
                                      return influence::cable_material(name, kV, insulates);
                                  });
        }
        const auto given = r.optional_positive("resistivity_KmW");
        if (!given && !material) r.fail("needs a `material` or `resistivity_KmW`");
        ring.resistivity_KmW = given ? *given : material->resistivity_KmW;
        if (role == "insulation") read_dielectric(r, ring, material);
        at_m_ = ring.outer_diameter_m;
        (around_core ? cable_.core_rings : cable_.rings).push_back(ring);
    }

    /// Dielectric losses count when tan_delta is given, or when the standard wants them.
    void read_dielectric(ObjectReader& r, const CableRing& ring,
                         const std::optional<influence::CableMaterial>& material) {
        const auto permittivity = r.optional_positive("permittivity");
        const bool written = r.find("tan_delta") != nullptr;
        influence::CableDielectric& d = cable_.dielectric;
        d.inner_diameter_m = ring.inner_diameter_m;
        d.outer_diameter_m = ring.outer_diameter_m;
        const bool tabled = material && material->permittivity;
        d.permittivity = permittivity.value_or(tabled ? *material->permittivity : 0.0);
        d.tan_delta = tabled ? *material->tan_delta : 0.0;
        d.counted = written || (tabled && cable_.phase_voltage_kV >= *material->dielectric_from_kV);
        if (!written) return;
        d.tan_delta = r.non_negative("tan_delta");
        if (!(d.permittivity > 0.0)) r.fail("`tan_delta` needs a `permittivity`");
        if (!(cable_.phase_voltage_kV > 0.0)) {
            r.fail("`tan_delta` needs the `voltage_kV` of the construction");
        }
    }

    CableConstruction& cable_;
    const std::string& file_;
    std::string what_;
    double at_m_;
};

double phase_voltage_in(ObjectReader& r) {
    const auto line = r.optional_positive("voltage_kV");
    const auto phase = r.optional_positive("phase_voltage_kV");
    if (line && phase) r.fail("give `voltage_kV` (between phases) or `phase_voltage_kV`, not both");
    if (phase) return *phase;
    return line ? *line / std::sqrt(3.0) : 0.0;
}

int cores_in(ObjectReader& r) {
    const double cores = r.optional_positive("cores").value_or(1.0);
    if (cores != std::floor(cores) || cores > 4.0) r.fail("`cores` must be 1, 2, 3 or 4");
    return static_cast<int>(cores);
}

/// Insulation between conductors of a belted cable has all of `t` on either side of one of them.
void set_belted_dielectric(CableConstruction& cable) {
    if (!cable.several_cores() || cable.separate_metals()) return;
    cable.dielectric.inner_diameter_m = cable.conductor.diameter_m;
    cable.dielectric.outer_diameter_m =
        cable.conductor.diameter_m + 2.0 * cable.between_conductors_m();
}

double common_start_m(const CableConstruction& cable) {
    if (!cable.several_cores()) return cable.conductor.diameter_m;
    if (cable.conductor.shape != ConductorShape::Sector) return cable.laid_up_diameter_m();
    return *cable.conductor.sectors_diameter_m + cable.core_diameter_m() -
           cable.conductor.diameter_m;
}

void read_core_screening(ObjectReader& r, CableConstruction& cable) {
    const JsonValue* value = r.find("core_screening");
    if (value == nullptr) return;
    ObjectReader s{*value, r.file(), r.what() + ", core_screening"};
    cable.screening_thickness_m = s.positive("thickness_m");
    cable.screening_resistivity_KmW = s.positive("resistivity_KmW");
    s.finish();
}

}  // namespace

CableConstruction cable_construction_in(const JsonValue& value, const std::string& file,
                                        const std::string& what) {
    ObjectReader r{value, file, what + ", construction"};
    CableConstruction cable;
    cable.name = what;
    cable.phase_voltage_kV = phase_voltage_in(r);
    cable.cores = cores_in(r);
    cable.conductor = conductor_in(r.require("conductor"), file, what);
    if (cable.several_cores()) {
        LayerReader core{cable, file, what, cable.conductor.diameter_m};
        core.read(r.array("core_layers"), true);
        cable.conductor_distance_m =
            r.optional_positive("conductor_distance_m").value_or(core.outer_m());
        read_core_screening(r, cable);
        set_belted_dielectric(cable);
    }
    LayerReader common{cable, file, what, common_start_m(cable)};
    common.read(r.array("layers"), false);
    cable.outer_diameter_m = common.outer_m();
    r.optional_text("source");
    r.optional_text("note");
    r.finish();
    if (const auto good = influence::check_construction(cable); !good) {
        r.fail(good.error().message);
    }
    return cable;
}

}  // namespace maaiveld::exchange
