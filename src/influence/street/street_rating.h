#pragma once

#include "influence/street/street_heat.h"

#include <map>
#include <string>

namespace maaiveld::influence {

/// The largest steady current of a cable at which nothing in the section becomes too warm.
struct StreetRating {
    std::string cable;
    double rating_A = 0.0;
    double own_rating_A = 0.0;  ///< by the cable's own temperature limits alone
    std::string limited_by;     ///< id of the object whose limit is reached
    double limit_C = 0.0;       ///< that limit; 0 when it is the cable's own
};

/// Rates cable `index` of `heat` on `day` with all other sources as they are. `limits_C` holds the
/// largest temperature per object id; of ids without one only cables are watched, by their own
/// conductor's limit. A limit that is passed
/// without the cable's current already gives a rating of 0 by that object.
base::Result<StreetRating> street_rating(const StreetHeat& heat, std::size_t index,
                                         const std::map<std::string, double>& limits_C, double day);

}  // namespace maaiveld::influence
