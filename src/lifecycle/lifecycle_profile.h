#pragma once

#include "model/network.h"
#include "model/street.h"

#include <map>
#include <string>
#include <vector>

namespace maaiveld::lifecycle {

/// Trench geometry as a table with limits: a row holds below `below` (its last row without limit is
/// +infinity).
struct WidthRow {
    double below_m = 0.0;
    double width_m = 0.0;
};

/// The steepest safe slope down to a depth.
struct SlopeRow {
    double below_m = 0.0;
    double rise_per_run = 1.0;  ///< v : h
};

/// How trenches are dug. Defaults are those of profiles/lifecycle/nl.json, where each has its
/// source.
struct TrenchPractice {
    double shored_from_m = 1.0;  ///< shoring or a safe slope from this depth (NL-DIG-07)
    /// Least bottom width by depth (NL-DIG-08): below 1.00 m none.
    std::vector<WidthRow> width_by_depth{{1.0, 0.0}, {1.75, 0.8}, {4.0, 0.9}, {1e9, 1.0}};
    /// Bottom width beyond the pipe's diameter, shored or steeper than `steep_deg` (NL-DIG-09).
    std::vector<WidthRow> room_by_diameter{
        {0.23, 0.4}, {0.35, 0.5}, {0.7, 0.7}, {1.2, 0.85}, {1e9, 1.0}};
    double steep_deg = 60.0;
    double room_sloped_m = 0.4;  ///< the same for flatter slopes (NL-DIG-10)
    std::vector<SlopeRow> slope_undisturbed{{1.5, 3.0}, {2.5, 1.5}, {1e9, 1.25}};  ///< NL-DIG-11
    std::vector<SlopeRow> slope_disturbed{{1e9, 1.0}};                             ///< NL-DIG-12
    bool disturbed = true;            ///< a street with lines in it has been dug before
    double bedding_m = 0.10;          ///< sand under a pipe
    double rack_room_m = 0.4;         ///< of a trench beyond a rack's width
    double under_m = 0.15;            ///< dug free below a line that is repaired
    double pit_length_m = 1.5;        ///< of the pit of one repair
    double wedge_rise_per_run = 1.0;  ///< ground that slides into an unsupported pit
    double reach_m = 0.7;             ///< how far an arm reaches sideways into a rack or bundle
    double zone_horizontal_m = 1.5;   ///< CROW 500 search zone (NL-DIG-01)
    double zone_vertical_m = 0.2;     ///< NL-DIG-02
};

/// How often a network is opened, and what becomes of it when others dig.
struct NetworkOpenings {
    model::Network network = model::Network::Other;
    double openings_share = 0.0;  ///< of all openings of the street
};

/// Assumptions about digging damage.
struct DamagePractice {
    double openings_km_year = 6.3;  ///< of one street, all networks together
    std::vector<NetworkOpenings> networks;
    double damage_per_dig = 1.0 / 18.0;
    double exposed_at_that_rate = 3.0;  ///< lines exposed in the dig that `damage_per_dig` is of
    double locating_share = 0.57;       ///< of the damage comes from not knowing where a line lies
    double known_sigma_m = 0.10;        ///< a line known this well is not missed
    double direct_eur = 947.0;          ///< direct cost of one damage
};

/// A price, or an amount of money: what is taken, and between what it lies.
struct Price {
    double value = 0.0, low = 0.0, high = 0.0;
};

/// Unit prices of what differs between two ways of building the same lines.
struct Prices {
    Price dig_eur_m3;                                  ///< dig, keep apart, fill and compact
    Price shoring_eur_m2;                              ///< of trench side: place and take away
    std::map<model::StripKind, Price> surface_eur_m2;  ///< open, store, relay
    std::map<std::string, Price> rack_eur_kg;  ///< by material of a part: made, delivered, placed
};

/// A network that may come later.
struct FutureNetwork {
    std::string id;  ///< "heat-dn200-pair"
    std::string title_en, title_nl;
    model::Network network = model::Network::Other;
    std::string type;    ///< name in profiles/assets
    int lines = 1;       ///< laid side by side
    double gap_m = 0.0;  ///< between them
    double min_cover_m = 0.6, max_cover_m = 1.2, cover_step_m = 0.2;
};

/// Practice that comparing needs: a value of profiles/lifecycle.
struct LifecycleProfile {
    std::string id;
    TrenchPractice trench;
    DamagePractice damage;
    Prices prices;
    double root_protection_m = 0.2;  ///< ground about a line that is dug again with it
    double future_step_m = 0.1;      ///< how finely places for a future network are tried
    std::vector<FutureNetwork> future;
    std::map<std::string, std::string> sources;  ///< by key: source and grade

    double openings_km_year(model::Network network) const;
};

}  // namespace maaiveld::lifecycle
