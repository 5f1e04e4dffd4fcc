#pragma once

#include "base/error.h"
#include "influence/settlement/pipe_beam.h"
#include "influence/street/operation.h"
#include "model/catalogue.h"

#include <string>
#include <vector>

namespace maaiveld::influence {

/// Sand that is spread over the street, as is done every few decades where the ground is soft.
struct StreetRaise {
    double height_m = 0.0;
    double years = 30.0;  ///< until when the settlement counts
    double unit_weight_kN_m3 = 18.0;
    double saturated_unit_weight_kN_m3 = 20.0;
};

/// What raising the street does to the ground and to the pipes that enter houses.
struct StreetSettlement {
    double settlement_m = 0.0;          ///< of the street
    std::vector<SettlementStep> steps;  ///< house connections, held by a facade that stays
    std::vector<std::string> notes;     ///< connections whose pipe is not known
};

/// Settlement of the street's own soil (which must hold layers that compress and their weights)
/// under a raise, and the step it makes at every house connection: the house stands on piles and
/// holds the pipe, the street sinks. Errors: no compressible layer, and those of
/// assess_settlements.
base::Result<StreetSettlement> street_settlement(const model::Street& street,
                                                 const model::Catalogue& catalogue,
                                                 const Operation& operation,
                                                 const StreetRaise& raise);

}  // namespace maaiveld::influence
