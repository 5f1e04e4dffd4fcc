#pragma once

#include "influence/heat/heat_section.h"
#include "tests/support/random.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace maaiveld::test {

/// Uniform ground under an isothermal surface.
inline influence::HeatSection ground(double conductivity_W_mK, double surface_C) {
    influence::HeatSection section;
    section.soil.layers.emplace_back();
    section.soil.layers.front().conductivity_W_mK = conductivity_W_mK;
    section.surface.temperature_C = surface_C;
    return section;
}

/// A concentric body.
inline influence::HeatBody round_body(std::string id, influence::Place at, double inner_diameter_m,
                                      std::vector<influence::Ring> rings,
                                      influence::Condition condition) {
    influence::HeatBody body;
    body.id = std::move(id);
    body.at = at;
    body.inner_diameter_m = inner_diameter_m;
    body.rings = std::move(rings);
    body.condition = condition;
    return body;
}

/// District-heat pair DN 100 in a 200 mm casing beside a PVC 110 water main without flow.
inline influence::HeatSection street_section(double clear_m) {
    auto section = ground(1.0, 15.0);
    section.bodies = {
        round_body("supply", {-0.175, 1.0}, 0.1143, {{0.2, 0.027}}, influence::HeldTemperature{80}),
        round_body("return", {0.175, 1.0}, 0.1143, {{0.2, 0.027}}, influence::HeldTemperature{50}),
        round_body("water", {0.33 + clear_m, 1.0}, 0.1016, {{0.11, 0.16}}, influence::NoHeat{})};
    return section;
}

/// Two pipes above each other in one round insulation inside a thin casing.
inline influence::HeatBody twin_pipe(std::string id, influence::Place at, double casing_m) {
    influence::HeatBody body;
    body.id = std::move(id);
    body.at = at;
    body.inner_diameter_m = 0.94 * casing_m;
    body.rings = {{casing_m, 0.4}};
    body.filling_conductivity_W_mK = 0.027;
    for (const double up : {1.0, -1.0}) {
        influence::Core core;
        core.id = body.id + (up > 0.0 ? " supply" : " return");
        core.dx_m = 0.02 * casing_m;
        core.dz_m = 0.22 * up * casing_m;
        core.diameter_m = 0.27 * casing_m;
        core.rings = {{0.3 * casing_m, 45.0}};
        core.condition = influence::HeldTemperature{up > 0.0 ? 80.0 : 50.0};
        body.cores.push_back(core);
    }
    return body;
}

inline influence::Condition random_condition(Random& random) {
    switch (random.below(3)) {
        case 0:
            return influence::HeldTemperature{random.between(5.0, 90.0)};
        case 1:
            return influence::GivenHeat{random.between(-5.0, 60.0)};
        default:
            return influence::NoHeat{};
    }
}

inline influence::HeatBody random_body(Random& random, const std::string& id) {
    const double outer_m = random.between(0.04, 0.35);
    const double inner_m = outer_m * random.between(0.4, 0.8);
    const influence::Place at{random.between(0.0, 5.0), outer_m / 2.0 + random.between(0.05, 1.5)};
    if (random.below(5) == 0) return twin_pipe(id, at, outer_m);
    std::vector<influence::Ring> rings{{0.5 * (inner_m + outer_m), random.between(0.02, 3.0)},
                                       {outer_m, random.between(0.02, 3.0)}};
    auto body = round_body(id, at, inner_m, rings, random_condition(random));
    if (random.below(3) == 0) body.film_W_m2K = random.between(5.0, 500.0);
    return body;
}

inline bool clear_of(const influence::HeatBody& body,
                     const std::vector<influence::HeatBody>& others, double gap_m) {
    for (const influence::HeatBody& other : others) {
        const double apart_m =
            std::hypot(body.at.x_m - other.at.x_m, body.at.depth_m - other.at.depth_m);
        if (apart_m < (body.outer_diameter_m() + other.outer_diameter_m()) / 2.0 + gap_m) {
            return false;
        }
    }
    return true;
}

/// `count` bodies of all kinds at least 10 mm apart; every other section has a film.
inline influence::HeatSection random_section(std::uint64_t seed, std::size_t count) {
    Random random{seed};
    auto section = ground(random.between(0.4, 2.5), random.between(-5.0, 25.0));
    if (seed % 2 == 1) section.surface.film_W_m2K = random.between(1.5, 25.0);
    while (section.bodies.size() < count) {
        auto body = random_body(random, "b" + std::to_string(section.bodies.size()));
        if (clear_of(body, section.bodies, 0.01)) section.bodies.push_back(std::move(body));
    }
    return section;
}

}  // namespace maaiveld::test
