#pragma once

#include "influence/leak/street_trench.h"
#include "influence/roots/street_roots.h"
#include "influence/street/street_influence.h"
#include "influence/street/street_settlement.h"
#include "influence/street/street_voltages.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::influence {

/// Which roots reach which assets, some years from now.
struct RootOutlook {
    double years_ahead = 0.0;
    std::vector<RootOverlap> overlaps;
};

/// What happens along the whole street, whatever the station.
struct StreetEffects {
    std::vector<StreetVoltage> voltages;
    std::vector<RootOutlook> roots;  ///< now and in 10, 20 and 40 years
    std::vector<std::pair<std::string, std::string>> unknown_roots;  ///< tree, reason
    std::optional<StreetSettlement> settlement;
    std::vector<Undermined> undermined;  ///< by the trench asked about
};

struct EffectsQuestion {
    int today_year = 0;
    std::map<std::string, double> currents_A;  ///< by asset id
    std::optional<StreetRaise> raise;
    std::optional<StreetTrench> trench;
};

/// Errors as street_voltages and street_settlement.
base::Result<StreetEffects> street_effects(const model::Street& street,
                                           const model::Catalogue& catalogue,
                                           const Operation& operation, const TreeProfile& trees,
                                           const EffectsQuestion& question);

/// The currents that a section's cables were found to carry, by asset id.
std::map<std::string, double> currents_in(const model::Street& street,
                                          const StreetInfluence& influence);

}  // namespace maaiveld::influence
