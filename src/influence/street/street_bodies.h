#pragma once

#include "base/error.h"
#include "influence/street/assumptions.h"
#include "influence/street/cut.h"
#include "model/catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// What a line does to the heat around it.
enum class HeatRole {
    Held,    ///< its fluid has a known temperature: heat pipes, sewers
    Cable,   ///< gives off the losses of its current
    Water,   ///< standing drinking water: no net heat
    Passive  ///< takes the temperature of the ground: ducts, gas, telecom
};

/// A line of the street in its section.
struct SectionObject {
    std::string id;  ///< the asset's; a second cut of the same asset ends in "#2"
    std::size_t asset = 0;
    Place at;
    double outer_diameter_m = 0.0;
    HeatRole role = HeatRole::Passive;
    const Operating* operating = nullptr;  ///< into the Operation it was made with
    std::optional<std::size_t> body;       ///< index in `HeatSection::bodies`; none when passive
};

/// What lies in a section, and the bodies among it that give or take heat.
struct SectionObjects {
    std::vector<SectionObject> objects;
    std::vector<HeatBody> bodies;
};

/// The objects of the section at `station_m`. Wall, insulation and carrier come from the asset and
/// its type in the catalogue; insulation conductivity from `assumptions` unless the asset gives
/// `insulation_conductivity_W_mK`. An Error names an asset whose numbers are impossible or missing.
base::Result<SectionObjects> section_objects(const model::Street& street,
                                             const model::Catalogue& catalogue,
                                             const Operation& operation,
                                             const Assumptions& assumptions, double station_m);

/// A number of an asset: its own attribute, else its type's.
std::optional<double> number_for(const model::Asset& asset, const model::Catalogue& catalogue,
                                 const std::string& key);

}  // namespace maaiveld::influence
