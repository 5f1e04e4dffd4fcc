#include "influence/heat/heat_checks.h"

#include <cmath>
#include <fmt/format.h>
#include <initializer_list>
#include <set>

namespace maaiveld::influence {
namespace {

constexpr double kAbsoluteZero_C = -273.15;

using Fault = std::optional<base::Error>;

Fault fault(std::string where, std::string message) {
    return base::Error{base::ErrorCode::BadInput, std::move(message), std::move(where)};
}

/// True for a finite number above zero; false for NaN.
bool positive(double value) {
    return value > 0.0 && std::isfinite(value);
}

Fault temperature_fault(const std::string& where, double temperature_C) {
    if (!std::isfinite(temperature_C)) return fault(where, "the temperature must be a number");
    if (temperature_C >= kAbsoluteZero_C) return std::nullopt;
    return fault(where, fmt::format("{} °C lies below absolute zero ({} °C)", temperature_C,
                                    kAbsoluteZero_C));
}

Fault film_fault(const std::string& where, const std::optional<double>& film_W_m2K) {
    if (!film_W_m2K || positive(*film_W_m2K)) return std::nullopt;
    return fault(where, fmt::format("the film must be above 0 W/(m2 K), not {}", *film_W_m2K));
}

Fault condition_fault(const std::string& where, const Condition& condition) {
    if (const auto* held = std::get_if<HeldTemperature>(&condition)) {
        return temperature_fault(where, held->temperature_C);
    }
    const auto* given = std::get_if<GivenHeat>(&condition);
    if (given == nullptr || std::isfinite(given->heat_W_m)) return std::nullopt;
    return fault(where, "the heat must be a number");
}

Fault rings_fault(const std::string& where, double inner_diameter_m,
                  const std::vector<Ring>& rings) {
    double inside_m = inner_diameter_m;
    for (const Ring& ring : rings) {
        if (!positive(ring.conductivity_W_mK)) {
            return fault(where, fmt::format("the conductivity of a ring must be above 0 W/(m K), "
                                            "not {}",
                                            ring.conductivity_W_mK));
        }
        if (!(ring.outer_diameter_m > inside_m) || !std::isfinite(ring.outer_diameter_m)) {
            return fault(where, fmt::format("a ring of diameter {} m does not lie around what is "
                                            "inside it ({} m); rings go from the inside out",
                                            ring.outer_diameter_m, inside_m));
        }
        inside_m = ring.outer_diameter_m;
    }
    return std::nullopt;
}

std::string core_name(const HeatBody& body, const Core& core) {
    return fmt::format("core `{}` of body `{}`", core.id, body.id);
}

Fault core_fault(const HeatBody& body, const Core& core) {
    const std::string where = core_name(body, core);
    if (!positive(core.diameter_m)) return fault(where, "the diameter must be above 0 m");
    if (Fault f = rings_fault(where, core.diameter_m, core.rings)) return f;
    if (Fault f = film_fault(where, core.film_W_m2K)) return f;
    if (Fault f = condition_fault(where, core.condition)) return f;
    const double reach_m = std::hypot(core.dx_m, core.dz_m) + core.outer_diameter_m() / 2.0;
    const double room_m = body.inner_diameter_m / 2.0;
    if (!std::isfinite(reach_m)) return fault(where, "its place must be numbers");
    if (reach_m <= room_m + kTouchingTolerance_m) return std::nullopt;
    return fault(where, fmt::format("sticks {:.6f} m out of the filling", reach_m - room_m));
}

Fault cores_overlap(const HeatBody& body) {
    for (std::size_t i = 0; i < body.cores.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            const Core& a = body.cores[k];
            const Core& b = body.cores[i];
            const double gap_m = std::hypot(a.dx_m - b.dx_m, a.dz_m - b.dz_m) -
                                 (a.outer_diameter_m() + b.outer_diameter_m()) / 2.0;
            if (gap_m >= -kTouchingTolerance_m) continue;
            return fault(core_name(body, b),
                         fmt::format("overlaps core `{}` by {:.6f} m", a.id, -gap_m));
        }
    }
    return std::nullopt;
}

Fault cores_fault(const HeatBody& body) {
    if (body.cores.empty()) return std::nullopt;
    const std::string where = fmt::format("body `{}`", body.id);
    if (!positive(body.filling_conductivity_W_mK)) {
        return fault(where,
                     "a body with cores needs a filling with a conductivity above 0 W/(m K)");
    }
    if (body.film_W_m2K) return fault(where, "a film belongs to the cores, not to the body");
    for (const Core& core : body.cores) {
        if (Fault f = core_fault(body, core)) return f;
    }
    return cores_overlap(body);
}

Fault place_fault(const std::string& where, const HeatBody& body) {
    if (!std::isfinite(body.at.x_m) || !std::isfinite(body.at.depth_m)) {
        return fault(where, "its place must be numbers");
    }
    const double cover_m = body.at.depth_m - body.outer_diameter_m() / 2.0;
    if (cover_m >= -kTouchingTolerance_m) return std::nullopt;
    return fault(where, fmt::format("rises {:.6f} m above the surface: its axis lies {} m deep and "
                                    "it is {} m across",
                                    -cover_m, body.at.depth_m, body.outer_diameter_m()));
}

Fault body_fault(const HeatBody& body) {
    const std::string where = fmt::format("body `{}`", body.id);
    if (!positive(body.inner_diameter_m)) return fault(where, "the diameter must be above 0 m");
    if (Fault f = rings_fault(where, body.inner_diameter_m, body.rings)) return f;
    if (Fault f = place_fault(where, body)) return f;
    if (Fault f = film_fault(where, body.film_W_m2K)) return f;
    if (Fault f = condition_fault(where, body.condition)) return f;
    if (body.undisturbed_C) {
        if (Fault f = temperature_fault(where, *body.undisturbed_C)) return f;
    }
    return cores_fault(body);
}

Fault bodies_overlap(const std::vector<HeatBody>& bodies) {
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            const HeatBody& a = bodies[k];
            const HeatBody& b = bodies[i];
            const double gap_m = std::hypot(a.at.x_m - b.at.x_m, a.at.depth_m - b.at.depth_m) -
                                 (a.outer_diameter_m() + b.outer_diameter_m()) / 2.0;
            if (gap_m >= -kTouchingTolerance_m) continue;
            return fault(fmt::format("bodies `{}` and `{}`", a.id, b.id),
                         fmt::format("overlap by {:.6f} m", -gap_m));
        }
    }
    return std::nullopt;
}

Fault names_fault(const std::vector<HeatBody>& bodies) {
    std::set<std::string> bodies_seen;
    std::set<std::string> sources_seen;
    for (const HeatBody& body : bodies) {
        const std::string where = fmt::format("body `{}`", body.id);
        if (!bodies_seen.insert(body.id).second) return fault(where, "the id is used twice");
        if (body.cores.empty() && !sources_seen.insert(body.id).second) {
            return fault(where, "a core has the same id");
        }
        for (const Core& core : body.cores) {
            if (sources_seen.insert(core.id).second) continue;
            return fault(core_name(body, core), "the id is used twice");
        }
    }
    return std::nullopt;
}

Fault soil_fault(const model::SoilProfile& soil) {
    if (soil.layers.empty()) return fault("soil", "there is none: give at least one layer");
    for (const model::SoilLayer& layer : soil.layers) {
        if (positive(layer.conductivity_W_mK)) continue;
        return fault("soil", fmt::format("the conductivity must be above 0 W/(m K), not {}",
                                         layer.conductivity_W_mK));
    }
    return std::nullopt;
}

}  // namespace

std::optional<base::Error> fault_in(const HeatSection& section) {
    if (Fault f = soil_fault(section.soil)) return f;
    if (Fault f = temperature_fault("surface", section.surface.temperature_C)) return f;
    if (Fault f = film_fault("surface", section.surface.film_W_m2K)) return f;
    for (const HeatBody& body : section.bodies) {
        if (Fault f = body_fault(body)) return f;
    }
    if (Fault f = names_fault(section.bodies)) return f;
    return bodies_overlap(section.bodies);
}

}  // namespace maaiveld::influence
