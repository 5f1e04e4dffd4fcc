#pragma once

#include "influence/street/street_rating.h"
#include "influence/street/street_year.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A limit on the temperature of an object, and the rule that sets it.
struct TemperatureLimit {
    double limit_C = 0.0;
    std::string rule;
};

/// One object of a section with everything that heat says about it.
struct AssetInfluence {
    SectionObject object;
    ObjectState state;  ///< in the middle of the month asked for
    std::optional<TemperatureLimit> limit;
    std::optional<StreetRating> rating;  ///< cables
    std::vector<double> daily_C;         ///< the likeliest year; empty unless asked for
    std::optional<ObjectBand> band;      ///< the ranges of the parameters; only when asked for

    /// Hours per year above the limit in the likeliest year; nothing without both.
    std::optional<double> hours_above() const;
};

/// What is wanted of a street's section.
struct StreetQuestion {
    double station_m = 0.0;
    int month = 8;            ///< 1 to 12
    bool year = false;        ///< also day by day, with bands
    std::size_t samples = 0;  ///< draws; 0: no bands
    std::uint64_t seed = 1;
    int threads = 0;
    std::map<std::string, TemperatureLimit> limits;  ///< by asset id
    std::function<void(double)> progress;
};

/// The heat of one section of a street.
struct StreetInfluence {
    double station_m = 0.0;
    int month = 8;
    Assumptions assumptions;
    std::vector<Parameter> parameters;
    std::size_t samples = 0;
    std::uint64_t seed = 1;
    std::vector<AssetInfluence> assets;
    std::vector<std::string> notes;
};

/// Errors as StreetHeat::build.
base::Result<StreetInfluence> street_influence(const model::Street& street,
                                               const model::Catalogue& catalogue,
                                               const Operation& operation,
                                               const StreetQuestion& question);

}  // namespace maaiveld::influence
