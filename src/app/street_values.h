#pragma once

#include "app/session.h"
#include "influence/street/operation.h"
#include "influence/street/street_influence.h"
#include "rules/rule.h"

#include <map>
#include <span>
#include <string>

namespace maaiveld::app {

/// The temperature limits that `packs` put on the street's assets, by asset id.
std::map<std::string, influence::TemperatureLimit> temperature_limits(
    const model::Street& street, std::span<const rules::Pack> packs);

/// Computes what the rules on temperature, current, induced voltage and roots judge: values with
/// their spread and cause. `street` receives the roots of
/// `year` and each cable's `rating_A`.
base::Result<rules::InfluenceValues> computed_values(Session& session, model::Street& street,
                                                     const model::Catalogue& catalogue,
                                                     const std::string& operation,
                                                     std::span<const rules::Pack> packs, int year);

}  // namespace maaiveld::app
