#pragma once

#include "lifecycle/access.h"
#include "lifecycle/lifecycle_profile.h"

#include <map>
#include <string>
#include <vector>

namespace maaiveld::lifecycle {

/// Dig damage exposure of one network: how often it is opened and what lies bare then.
struct NetworkExposure {
    model::Network network = model::Network::Other;
    double openings_km_year = 0.0;
    double exposed_per_opening = 0.0;   ///< other lines bare in a pit, mean over the lines
    double foreign_per_opening = 0.0;   ///< of them, lines of other networks
    double loosened_per_opening = 0.0;  ///< lines whose ground slides into the pit
    double pit_volume_m3 = 0.0;         ///< of the careful way, mean over the lines
    bool reachable = true;              ///< false: some line of it cannot be reached at all
};

/// The exposure of a street's section.
struct Exposure {
    std::vector<NetworkExposure> networks;
    double exposures_km_year = 0.0;  ///< lines bared that were not to be reached
    double foreign_km_year = 0.0;    ///< of them, lines of other networks than was dug for
    std::map<model::Network, double> suffered_km_year;  ///< the same, by whose line is bared
    double damages_km_year = 0.0;                       ///< see damage_chance
    double direct_eur_km_year = 0.0;
    double pit_m3_km_year = 0.0;  ///< dug for repairs
};

/// The chance that one bared line is damaged: `damage_per_dig` shared over the lines that such a
/// dig exposes; where its place is known to `known_sigma_m`, without the part that comes from
/// locating.
double damage_chance(const DamagePractice& practice, double sigma_xy_m);

/// Openings of a network are shared evenly over its lines (groups). `ways`: which way is dug:
/// careful, or the one with least volume.
enum class Habit { Careful, LeastVolume };
Exposure exposure_of(const model::Street& street, const std::vector<Access>& accesses,
                     const LifecycleProfile& profile, Habit habit);

}  // namespace maaiveld::lifecycle
