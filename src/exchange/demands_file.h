#pragma once

#include "base/error.h"
#include "model/catalogue.h"
#include "model/street.h"

#include <filesystem>
#include <string>
#include <vector>

namespace maaiveld::exchange {

/// Lines that are asked for without a street: what `maaiveld fit` lays in every street type.
struct DemandSet {
    std::string name;
    std::vector<model::Demand> demands;
    std::vector<std::string> sources;
};

/// Reads a demands file (format maaiveld-demands/1, docs/formats/demands.md), or takes the demands
/// out of a street file. Refused: no demand at all, an id that occurs twice, and what a street
/// file refuses of a demand.
base::Result<DemandSet> read_demands(const std::filesystem::path& path,
                                     const model::Catalogue& catalogue);

}  // namespace maaiveld::exchange
