#pragma once

#include "base/error.h"

#include <string>

namespace maaiveld::influence {

/// A dry spell as one tree makes it felt in its own root volume.
struct RootDrying {
    double uptake_mm_day = 0.0;  ///< water per day and m2 of crown (0.3 to 0.5 in urban summers)
    double rain_mm_day = 0.0;    ///< that reaches the roots, on the same area
    double dry_days = 0.0;
    double available_water = 0.0;  ///< of the soil, m3 per m3, between field capacity and wilting
    double moist_conductivity_W_mK = 0.0;
    double dry_conductivity_W_mK = 0.0;
};

struct RootDryingResult {
    double withdrawn_m3 = 0.0;   ///< asked for by the crown, not more than there is
    double moisture_left = 1.0;  ///< share of the available water
    double conductivity_W_mK = 0.0;
    double conductivity_factor = 1.0;  ///< to multiply the moist conductivity with
};

/// Mean state of the root volume: what the crown drew is taken from the available water, and
/// conductivity falls in a straight line from moist to dry. A water balance of our own (grade C);
/// the uptake is of physics of issue 3, section 3 (grade B).
RootDryingResult root_drying(const RootDrying& spell, double crown_diameter_m,
                             double root_volume_m3);

base::Result<void> check_drying(const RootDrying& spell, const std::string& where);

}  // namespace maaiveld::influence
