#pragma once

#include "base/error.h"
#include "influence/cables/cable_circuit.h"
#include "model/catalogue.h"

namespace maaiveld::influence {

/// The construction of a catalogue cable from the numbers in its `data`
/// (docs/formats/section/cables.md, "Catalogue types"): `conductor_diameter_m`,
/// `resistance_20C_ohm_m`, `insulation_outer_diameter_m` and so on. Refused, naming the key: a type
/// that is no power cable or lacks a number a rating needs.
base::Result<CableConstruction> catalogue_construction(const model::AssetType& type);

/// Formation and number of cables of a catalogue type: the types of three single-core cables
/// (`implies.formation` trefoil or flat) are three cables, all others one.
struct CatalogueFormation {
    CableFormation formation = CableFormation::Single;
    int cables = 1;
};
CatalogueFormation catalogue_formation(const model::AssetType& type);

/// `circuit` with its `type` looked up and its construction filled in; unchanged without a type.
/// The formation of the type is taken when the circuit names none (`Single`, one cable).
base::Result<CableCircuit> with_catalogue_type(const CableCircuit& circuit,
                                               const model::Catalogue& catalogue);

}  // namespace maaiveld::influence
