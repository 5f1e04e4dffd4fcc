#include "lifecycle/exposure.h"

#include <algorithm>

namespace maaiveld::lifecycle {
namespace {

const model::Asset* asset_called(const model::Street& street, const std::string& id) {
    for (const model::Asset& asset : street.assets)
        if (asset.id == id) return &asset;
    return nullptr;
}

/// Adds up the openings of one street.
class Tally {
public:
    Tally(const model::Street& street, const LifecycleProfile& profile, Exposure& exposure)
        : street_{street}, damage_{profile.damage}, exposure_{exposure} {}

    /// `openings`: per km and year of this one line or pair.
    void open(const Access& access, const AccessWay& way, double openings, NetworkExposure& of) {
        exposure_.pit_m3_km_year += openings * way.pit_volume_m3;
        for (const std::string& id : way.exposed)
            if (const model::Asset* asset = asset_called(street_, id))
                bare(access, *asset, openings, 1.0, of);
        for (const auto& [index, share] : way.crossings)
            bare(access, street_.assets[index], openings, share, of);
    }

private:
    void bare(const Access& access, const model::Asset& asset, double openings, double share,
              NetworkExposure& of) {
        const double times = openings * share;
        exposure_.exposures_km_year += times;
        exposure_.suffered_km_year[asset.network] += times;
        of.exposed_per_opening += share;
        if (asset.network != access.network) {
            exposure_.foreign_km_year += times;
            of.foreign_per_opening += share;
        }
        if (asset.status == model::Status::Disused) return;
        exposure_.damages_km_year += times * damage_chance(damage_, asset.xy.sigma_m);
    }

    const model::Street& street_;
    const DamagePractice& damage_;
    Exposure& exposure_;
};

std::size_t groups_of(const std::vector<Access>& accesses, model::Network network) {
    return static_cast<std::size_t>(std::count_if(
        accesses.begin(), accesses.end(), [&](const Access& a) { return a.network == network; }));
}

}  // namespace

double LifecycleProfile::openings_km_year(model::Network network) const {
    for (const NetworkOpenings& one : damage.networks)
        if (one.network == network) return damage.openings_km_year * one.openings_share;
    return 0.0;
}

double damage_chance(const DamagePractice& practice, double sigma_xy_m) {
    const double chance = practice.damage_per_dig / practice.exposed_at_that_rate;
    return sigma_xy_m <= practice.known_sigma_m ? chance * (1.0 - practice.locating_share) : chance;
}

Exposure exposure_of(const model::Street& street, const std::vector<Access>& accesses,
                     const LifecycleProfile& profile, Habit habit) {
    Exposure exposure;
    Tally tally{street, profile, exposure};
    for (const model::Network network : model::all_networks()) {
        const std::size_t groups = groups_of(accesses, network);
        if (groups == 0) continue;
        NetworkExposure of;
        of.network = network;
        of.openings_km_year = profile.openings_km_year(network);
        const double share = 1.0 / static_cast<double>(groups);
        for (const Access& access : accesses) {
            if (access.network != network) continue;
            const auto& chosen = habit == Habit::Careful ? access.careful : access.smallest;
            of.reachable = of.reachable && chosen.has_value();
            if (!chosen) continue;
            const AccessWay& way = access.ways[*chosen];
            of.pit_volume_m3 += share * way.pit_volume_m3;
            of.loosened_per_opening += share * static_cast<double>(way.loosened.size());
            tally.open(access, way, share * of.openings_km_year, of);
        }
        of.exposed_per_opening *= share;
        of.foreign_per_opening *= share;
        exposure.networks.push_back(of);
    }
    exposure.direct_eur_km_year = exposure.damages_km_year * profile.damage.direct_eur;
    return exposure;
}

}  // namespace maaiveld::lifecycle
