#include "exchange/section_cables.h"

#include "exchange/section_cable_construction.h"
#include "exchange/section_cable_parts.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace maaiveld::exchange {
namespace {

using influence::CableBonding;
using influence::CableCircuit;
using influence::CableCovering;
using influence::CableDepth;
using influence::CableEddy;
using influence::CableFormation;

/// The value called by the text under `key`, or `fallback` when the key is absent.
template <class Value, std::size_t n>
Value choice(ObjectReader& r, std::string_view key,
             const std::array<std::pair<std::string_view, Value>, n>& named, Value fallback) {
    const JsonValue* value = r.find(key);
    if (value == nullptr) return fallback;
    const std::string& name = text_in(*value, r.file(), key);
    std::vector<std::string> names;
    for (const auto& [known, meaning] : named) {
        if (known == name) return meaning;
        names.emplace_back(known);
    }
    fail_unknown_name(name, value->line, r.file(), key, names);
}

constexpr std::array<std::pair<std::string_view, CableFormation>, 6> kFormations{{
    {"single", CableFormation::Single},
    {"trefoil_touching", CableFormation::TrefoilTouching},
    {"trefoil_spaced", CableFormation::TrefoilSpaced},
    {"flat_touching", CableFormation::FlatTouching},
    {"flat_spaced", CableFormation::FlatSpaced},
    {"positions", CableFormation::Positions},
}};
constexpr std::array<std::pair<std::string_view, CableDepth>, 4> kDepths{{
    {"centroid", CableDepth::Centroid},
    {"lower_axes", CableDepth::LowerAxes},
    {"upper_axis", CableDepth::UpperAxis},
    {"cover", CableDepth::Cover},
}};
constexpr std::array<std::pair<std::string_view, CableBonding>, 3> kBondings{{
    {"both_ends", CableBonding::BothEnds},
    {"single_point", CableBonding::SinglePoint},
    {"cross_bonded", CableBonding::CrossBonded},
}};
constexpr std::array<std::pair<std::string_view, CableEddy>, 3> kEddies{{
    {"standard", CableEddy::Standard},
    {"include", CableEddy::Include},
    {"neglect", CableEddy::Neglect},
}};
constexpr std::array<std::pair<std::string_view, CableCovering>, 3> kCoverings{{
    {"metallic", CableCovering::Metallic},
    {"part_metallic", CableCovering::PartMetallic},
    {"non_metallic", CableCovering::NonMetallic},
}};

int cables_in(ObjectReader& r, CableFormation formation) {
    const auto written = r.optional_positive("cables");
    const bool flat =
        formation == CableFormation::FlatTouching || formation == CableFormation::FlatSpaced;
    if (!written) return formation == CableFormation::Single ? 1 : 3;
    const bool fits = flat ? *written == 2.0 || *written == 3.0
                           : *written == (formation == CableFormation::Single ? 1.0 : 3.0);
    if (!fits) r.fail("`cables` is 2 or 3 in flat formation; trefoil has 3, single has 1");
    return static_cast<int>(*written);
}

void read_positions(ObjectReader& r, CableCircuit& circuit) {
    const auto* items = r.optional_array("positions");
    if (circuit.formation != CableFormation::Positions) {
        if (items != nullptr) r.fail("`positions` goes with \"formation\": \"positions\"");
        return;
    }
    if (items == nullptr || items->empty() || items->size() > 3) {
        r.fail("`positions` needs one to three places with `x_m` and `depth_m`");
    }
    for (const JsonValue& item : *items) {
        ObjectReader place{item, r.file(), r.what() + ", positions"};
        circuit.positions.push_back(cable_place_in(place));
        place.finish();
    }
    circuit.at = circuit.positions.front();
    circuit.cables = static_cast<int>(circuit.positions.size());
}

void read_laying(ObjectReader& r, CableCircuit& circuit) {
    circuit.formation = choice(r, "formation", kFormations, CableFormation::Single);
    circuit.cables = cables_in(r, circuit.formation);
    circuit.spacing_m = r.optional_positive("spacing_m");
    circuit.depth_reference = choice(r, "depth_refers_to", kDepths, CableDepth::Centroid);
    circuit.at.x_m = r.optional_number("x_m").value_or(0.0);
    circuit.duct = duct_in(r);
    circuit.backfill = backfill_in(r);
    circuit.air = air_in(r);
    read_positions(r, circuit);
    const bool anywhere =
        circuit.air || circuit.given.T4_K_m_W || circuit.formation == CableFormation::Positions;
    const auto depth = r.optional_positive("depth_m");
    if (!depth && !anywhere) r.require("depth_m");
    if (circuit.formation != CableFormation::Positions) circuit.at.depth_m = depth.value_or(1.0);
    if (r.find("covering") != nullptr) {
        circuit.covering = choice(r, "covering", kCoverings, CableCovering::Metallic);
    }
    if (circuit.duct && circuit.air) r.fail("a cable lies in a duct or in air, not both");
}

void read_bonding(ObjectReader& r, CableCircuit& circuit) {
    circuit.bonding = choice(r, "bonding", kBondings, CableBonding::BothEnds);
    circuit.transposed = r.flag_or("transposed", false);
    circuit.eddy_losses = choice(r, "eddy_losses", kEddies, CableEddy::Standard);
    const auto* lengths = r.optional_array("minor_sections");
    if (lengths == nullptr) return;
    if (lengths->size() != 3) r.fail("`minor_sections` needs three lengths");
    std::array<double, 3> sections{};
    for (std::size_t i = 0; i < 3; ++i) {
        sections[i] = number_in((*lengths)[i], r.file(), "minor_sections");
        if (!(sections[i] > 0.0)) r.fail("`minor_sections` are lengths above 0");
    }
    circuit.minor_sections = sections;
}

void read_limits(ObjectReader& outer, CableCircuit& circuit) {
    const JsonValue* value = outer.find("limits");
    if (value == nullptr) return;
    ObjectReader r{*value, outer.file(), outer.what() + ", limits"};
    circuit.limits.conductor_C = cable_temperature_in(r, "conductor_C");
    circuit.limits.sheath_C = cable_temperature_in(r, "sheath_C");
    circuit.limits.jacket_C = cable_temperature_in(r, "jacket_C");
    r.finish();
}

CableCircuit circuit_in(const JsonValue& value, const std::string& file) {
    ObjectReader r{value, file, "cable"};
    CableCircuit circuit;
    circuit.id = r.text("id");
    r.rename(fmt::format("cable `{}`", circuit.id));
    circuit.type = r.optional_text("type");
    if (const JsonValue* construction = r.find("construction")) {
        if (circuit.type) r.fail("give a `type` or a `construction`, not both");
        circuit.construction = cable_construction_in(*construction, file, r.what());
    }
    circuit.given = given_in(r);
    if (!circuit.type && !circuit.construction && r.find("given") == nullptr) {
        r.fail("needs a `construction`, a `type` or `given` values");
    }
    circuit.direct_current = r.flag_or("direct_current", false);
    read_laying(r, circuit);
    read_bonding(r, circuit);
    read_drying(r, circuit);
    circuit.soil_resistivity_KmW = r.optional_positive("soil_resistivity_KmW");
    circuit.ambient_C = cable_temperature_in(r, "ambient_C");
    circuit.parallel_heat = parallel_heat_in(r);
    circuit.crossings = crossings_in(r);
    circuit.conducts_along = r.flag_or("heat_along_conductor", true);
    read_limits(r, circuit);
    circuit.load_A = cable_amount_in(r, "load_A");
    circuit.daily_load = daily_load_in(r);
    circuit.exact = r.flag_or("exact", false);
    r.optional_text("note");
    r.optional_text("source");
    r.finish();
    return circuit;
}

}  // namespace

std::vector<CableCircuit> read_cables(const JsonValue& block, const std::string& file) {
    if (block.kind != JsonValue::Kind::Array) {
        fail(file, block.line, "`cables` must be a list, written in [ ]");
    }
    std::vector<CableCircuit> circuits;
    std::set<std::string> ids;
    for (const JsonValue& item : block.items) {
        circuits.push_back(circuit_in(item, file));
        if (!ids.insert(circuits.back().id).second) {
            fail(file, item.line, fmt::format("cable `{}` is described twice", circuits.back().id));
        }
    }
    return circuits;
}

}  // namespace maaiveld::exchange
