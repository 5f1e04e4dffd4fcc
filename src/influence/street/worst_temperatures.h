#pragma once

#include "influence/street/street_influence.h"

#include <map>
#include <string>

namespace maaiveld::influence {

/// An asset at the place along the street where it gets warmest.
struct WorstTemperature {
    double station_m = 0.0;
    double maximum_C = 0.0;  ///< of the year: mean over the draws
    double sigma_K = 0.0;
    std::vector<Warming> warming;               ///< there, in the middle of August
    std::optional<double> current_A, rating_A;  ///< of a cable; the least rating along the street
};

struct WorstOptions {
    double step_m = 10.0;  ///< between sections; both ends are looked at too
    std::size_t samples = 200;
    std::uint64_t seed = 1;
    int threads = 0;
    std::map<std::string, TemperatureLimit> limits;  ///< by asset id
    std::function<void(double)> progress;
};

/// By asset id. Errors as street_influence.
base::Result<std::map<std::string, WorstTemperature>> worst_temperatures(
    const model::Street& street, const model::Catalogue& catalogue, const Operation& operation,
    const WorstOptions& options);

}  // namespace maaiveld::influence
