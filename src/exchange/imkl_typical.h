#pragma once

#include "exchange/imkl_feature.h"
#include "model/catalogue.h"
#include "model/street.h"

#include <optional>
#include <string>

namespace maaiveld::exchange {

/// What a line is assumed to be where its delivery is silent.
struct Typical {
    std::string type;  ///< catalogue type; empty when the catalogue knows none
    double outer_diameter_m = 0.0;
    std::optional<double> wall_m;
    double cover_m = 0.0;
    model::PositionSource source = model::PositionSource::Norm;  ///< of the cover
};

/// What `asset` (a line of IMKL type `kind` with network and attributes filled) usually is, by
/// network, kind, voltage and pressure. When the catalogue has nothing for it, a bare assumption
/// (0.10 m wide, 0.60 m deep) whose source is Inferred.
Typical typical_for(const model::Catalogue& catalogue, FeatureKind kind, const model::Asset& asset);

}  // namespace maaiveld::exchange
