#pragma once

#include "influence/street/street_effects.h"
#include "model/street.h"

#include <string>

namespace maaiveld::exchange {

/// The result document (`maaiveld-influence/1`) of a street's section: what was assumed, every
/// asset's state, its limit and who warms it; voltages, roots and settlement along the street.
/// docs/formats/influence.md.
std::string street_influence_text(const model::Street& street,
                                  const influence::StreetInfluence& influence,
                                  const influence::StreetEffects& effects);

}  // namespace maaiveld::exchange
