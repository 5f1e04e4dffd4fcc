#pragma once

#include "model/street.h"

#include <map>
#include <string>
#include <vector>

namespace maaiveld::layout {

/// How one network is laid. First match wins, so that a profile lists special ones first.
struct NetworkPractice {
    model::Network network = model::Network::Other;
    std::string kind;  ///< attribute `kind`, `system` or `medium` it applies to; empty: any
    double min_cover_m = 0.6;
    double max_cover_m = 1.5;
    double wanted_cover_m = 0.8;
    double cover_cost_eur_m2 = 0.0;  ///< per metre of street and metre off the wanted cover
    std::map<model::StripKind, double> strips;  ///< where it may lie, and what that costs (EUR/m)
    double pull_to_facade_eur_m2 = 0.0;  ///< per metre of street and metre from the nearest facade
    double pair_gap_m = 0.15;            ///< between the members of a pair or bed
    double bend_radius_m = 0.0;          ///< least radius; 0: a joint may turn 15 degrees
    int rack_level = -1;                 ///< 0 is the top; -1: never in a rack
    std::string source;
    std::string grade;
};

/// What layouts cost and what practice asks beyond the packs: a value of profiles/layout.
struct LayoutProfile {
    std::string id;
    double step_m = 0.01;
    double beside_m = 0.10;        ///< flat: least gap in plan between two lines that no rule parts
    double beside_wanted_m = 0.0;  ///< wanted gap between lines of different networks
    /// Rules of severity info on the order from the facade must hold wherever they can.
    bool keep_order = true;
    double obstacle_gap_m = 0.10;  ///< least gap to manholes, stems, foundations that no rule parts
    double facade_wanted_m = 0.0;  ///< wanted gap to facades, buildings and their foundations
    double width_cost_eur_m2 = 0.0;
    double excavation_cost_eur_m3 = 0.0;
    double trench_width_m = 0.4;  ///< of one line alone, for the excavation in the search
    /// Per metre of street and metre short of a preferred value of a pack or of what is wanted
    /// here.
    double preferred_cost_eur_m2 = 0.0;
    double info_cost_eur_m2 = 0.0;  ///< the same, short of what a rule of severity info asks
    double heat_cost_eur_K = 0.0;   ///< per metre of street and kelvin of the warmest water
    double bend_cost_eur = 0.0;     ///< one bend of one line
    double max_bend_deg = 15.0;
    std::map<model::StripKind, double> reinstatement_eur_m2;  ///< opening and closing the surface
    std::vector<NetworkPractice> networks;
    std::map<std::string, std::string>
        sources;  ///< by key: where a number comes from, and its grade

    /// How `asset` is laid, or nullptr when no practice fits its network.
    const NetworkPractice* of(const model::Asset& asset) const;
};

}  // namespace maaiveld::layout
