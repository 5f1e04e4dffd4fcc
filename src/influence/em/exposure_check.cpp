#include "influence/em/exposure.h"
#include "influence/heat/input_check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::influence {
namespace {

std::optional<std::string> fault_in_source(const CurrentSource& source) {
    InputCheck check;
    check.finite("x_m", source.x_m)
        .finite("depth_m", source.depth_m)
        .finite("current_A", source.current_A.real())
        .finite("current_A", source.current_A.imag());
    if (check.fault()) return fmt::format("source `{}`: {}", source.id, *check.fault());
    return std::nullopt;
}

std::optional<std::string> fault_in_screen(const EarthedScreen& screen) {
    InputCheck check;
    check.finite("x_m", screen.x_m)
        .finite("depth_m", screen.depth_m)
        .positive("radius_m", screen.radius_m)
        .not_negative("r_ohm_km", screen.resistance_ohm_m)
        .not_negative("earthing_ohm", screen.earthing_ohm);
    if (check.fault()) return fmt::format("screen `{}`: {}", screen.id, *check.fault());
    return std::nullopt;
}

std::optional<std::string> fault_in_piece(const VictimPiece& piece) {
    InputCheck check;
    check.positive("length_m", piece.length_m)
        .finite("x_m", piece.x_m)
        .finite("x_end_m", piece.x_end_m)
        .finite("depth_m", piece.depth_m)
        .finite("depth_end_m", piece.depth_end_m)
        .require((piece.depth_m >= 0.0) == (piece.depth_end_m >= 0.0),
                 "a piece of the route must not come out of the ground; cut it at the surface");
    if (check.fault()) return fmt::format("the victim's route: {}", *check.fault());
    return std::nullopt;
}

/// Smallest distance between a piece and a source or screen, seen along the sources.
double nearest_m(const VictimPiece& piece, double x_m, double depth_m) {
    const double dx = piece.x_end_m - piece.x_m;
    const double dz = piece.depth_end_m - piece.depth_m;
    const double to_x = x_m - piece.x_m;
    const double to_z = depth_m - piece.depth_m;
    const double square = dx * dx + dz * dz;
    const double t = square > 0.0 ? std::clamp((to_x * dx + to_z * dz) / square, 0.0, 1.0) : 0.0;
    return std::hypot(to_x - t * dx, to_z - t * dz);
}

/// Outer radius of the victim as a body; without one it is a thin wire.
double victim_radius_m(const Exposure& exposure) {
    constexpr double kWire_m = 1e-6;
    double radius = kWire_m;
    if (exposure.victim_screen) radius = std::max(radius, exposure.victim_screen->radius_m);
    if (!exposure.line) return radius;
    if (const auto* pipe = std::get_if<PipeConductor>(&exposure.line->constants))
        return std::max(radius, pipe->metal.outer_radius_m);
    return std::max(radius, std::get<CopperLine>(exposure.line->constants).radius_m);
}

/// Pieces that meet a source or a screen, which are not bodies of their own to pass through.
std::optional<std::string> fault_in_route(const Exposure& exposure) {
    const double radius = victim_radius_m(exposure);
    for (const VictimPiece& piece : exposure.route) {
        if (!piece.exposed) continue;
        for (const CurrentSource& source : exposure.sources) {
            if (nearest_m(piece, source.x_m, source.depth_m) < radius)
                return fmt::format("the victim runs through source `{}`", source.id);
        }
        for (const EarthedScreen& screen : exposure.screens) {
            if (nearest_m(piece, screen.x_m, screen.depth_m) < screen.radius_m)
                return fmt::format("the victim runs inside screen `{}`", screen.id);
        }
    }
    return std::nullopt;
}

std::optional<std::string> fault_in_places(const Exposure& exposure) {
    if (auto fault = fault_in_route(exposure)) return fault;
    std::vector<LineConductor> tubes;
    for (const EarthedScreen& s : exposure.screens)
        tubes.push_back({s.id, s.x_m, s.depth_m, s.radius_m, s.radius_m, s.resistance_ohm_m});
    return fault_in(tubes);
}

std::optional<std::string> fault_in_ids(const Exposure& exposure) {
    std::set<std::string> ids;
    for (const CurrentSource& source : exposure.sources) {
        if (!ids.insert(source.id).second)
            return fmt::format("two sources are called `{}`", source.id);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_in(const Exposure& exposure) {
    InputCheck check;
    check.require(!exposure.sources.empty(), "there is no source")
        .require(!exposure.route.empty(), "the victim has no route")
        .part(fault_in_ids(exposure));
    for (const CurrentSource& source : exposure.sources)
        check.part(fault_in_source(source));
    for (const EarthedScreen& screen : exposure.screens)
        check.part(fault_in_screen(screen));
    for (const VictimPiece& piece : exposure.route)
        check.part(fault_in_piece(piece));
    for (const KnownFactor& factor : exposure.factors)
        check.require(factor.k >= 0.0 && factor.k <= 1.0,
                      "a screening factor `k` lies between 0 and 1");
    if (exposure.victim_screen)
        check.positive("radius_m", exposure.victim_screen->radius_m)
            .not_negative("r_ohm_km", exposure.victim_screen->resistance_ohm_m);
    if (exposure.line) check.part(fault_in(*exposure.line));
    if (exposure.defect) check.part(fault_in(*exposure.defect));
    if (check.fault()) return check.fault();
    const auto is_exposed = [](const VictimPiece& piece) { return piece.exposed; };
    if (std::none_of(exposure.route.begin(), exposure.route.end(), is_exposed))
        return "no piece of the route is exposed";
    return fault_in_places(exposure);
}

}  // namespace maaiveld::influence
