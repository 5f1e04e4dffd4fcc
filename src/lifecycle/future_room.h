#pragma once

#include "lifecycle/lifecycle_profile.h"
#include "model/catalogue.h"
#include "model/street.h"
#include "rules/rule.h"

#include <optional>
#include <span>
#include <string>

namespace maaiveld::lifecycle {

/// Where a network that may come later could still lie.
struct FutureRoom {
    std::string id;
    bool known = true;                        ///< false: the catalogue has no such type
    double width_m = 0.0;                     ///< of the places where it could lie, together
    std::optional<double> offset_m, cover_m;  ///< one such place: the shallowest, then leftmost
};

/// Lays the network, 6 m long, at every place of the section at `station_m` and checks it with the
/// packs as if nothing else were wrong: a place counts when no rule of severity error or warning
/// is certainly or likely broken by it. Flat: nothing may lie above or below it.
FutureRoom future_room(const model::Street& street, const model::Catalogue& catalogue,
                       std::span<const rules::Pack> packs, const FutureNetwork& network,
                       double station_m, double step_m);

}  // namespace maaiveld::lifecycle
