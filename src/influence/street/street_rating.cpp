#include "influence/street/street_rating.h"

#include <cmath>

namespace maaiveld::influence {
namespace {

/// The limit asked for; else that of a cable's own conductor.
std::optional<double> limit_of(const StreetHeat& heat, std::size_t object,
                               const std::map<std::string, double>& limits_C) {
    const auto asked = limits_C.find(heat.objects()[object].id);
    if (asked != limits_C.end()) return asked->second;
    const StreetCable* cable = heat.cable_of(object);
    return cable == nullptr ? std::nullopt : cable->conductor_limit_C;
}

/// The object that is farthest above its limit, if any is.
struct Passed {
    std::string object;
    double limit_C = 0.0;
};

std::optional<Passed> passed(const StreetHeat& heat, const std::vector<ObjectState>& states,
                             const std::map<std::string, double>& limits_C,
                             std::size_t rated_object) {
    std::optional<Passed> worst;
    double most_K = 0.0;
    for (std::size_t i = 0; i < states.size(); ++i) {
        const auto limit_C = limit_of(heat, i, limits_C);
        if (i == rated_object || !limit_C) continue;
        const double above_K = states[i].temperature_C - *limit_C;
        if (above_K <= most_K) continue;
        most_K = above_K;
        worst = Passed{heat.objects()[i].id, *limit_C};
    }
    return worst;
}

}  // namespace

base::Result<StreetRating> street_rating(const StreetHeat& heat, std::size_t index,
                                         const std::map<std::string, double>& limits_C,
                                         double day) {
    const StreetCable& cable = heat.cables()[index];
    const auto states_with = [&](double current_A) -> base::Result<std::vector<ObjectState>> {
        const auto loaded = heat.with_current(index, current_A);
        if (!loaded) return tl::unexpected(loaded.error());
        return loaded->at_day(day);
    };
    const auto idle = states_with(0.0);
    if (!idle) return tl::unexpected(idle.error());
    StreetRating rating;
    rating.cable = cable.circuit.id;
    rating.limited_by = rating.cable;
    const double own_A = rating_A(cable, (*idle)[cable.object].cable->ambient_C);
    rating.own_rating_A = rating.rating_A = own_A;
    const auto full = states_with(own_A);
    if (!full) return tl::unexpected(full.error());
    const auto at_full = passed(heat, *full, limits_C, cable.object);
    if (!at_full) return rating;
    double low = 0.0;
    double high = own_A;
    rating.limited_by = at_full->object;
    rating.limit_C = at_full->limit_C;
    if (passed(heat, *idle, limits_C, cable.object)) high = 0.0;
    while (high - low > 0.01) {
        const double middle = 0.5 * (low + high);
        const auto states = states_with(middle);
        if (!states) return tl::unexpected(states.error());
        const auto above = passed(heat, *states, limits_C, cable.object);
        if (above) {
            rating.limited_by = above->object;
            rating.limit_C = above->limit_C;
        }
        (above ? high : low) = middle;
    }
    rating.rating_A = low;
    return rating;
}

}  // namespace maaiveld::influence
