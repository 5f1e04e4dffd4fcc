#include "influence/leak/trench.h"

#include "influence/leak/trench_wedge.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

base::Result<void> check_neighbour(const TrenchNeighbour& neighbour, const std::string& where) {
    const std::string name = fmt::format("{}, neighbour `{}`", where, neighbour.id);
    if (!std::isfinite(neighbour.x_m) || !std::isfinite(neighbour.depth_m)) {
        return base::bad_input("its place is not finite", name);
    }
    if (!(neighbour.outer_diameter_m > 0.0)) {
        return base::bad_input("its outer diameter must be positive", name);
    }
    if (!(neighbour.depth_m >= 0.5 * neighbour.outer_diameter_m)) {
        return base::bad_input(
            fmt::format("at a depth of {} m to its axis it sticks out of the ground",
                        neighbour.depth_m),
            name);
    }
    if (!(neighbour.crossing_angle_deg >= 0.0 && neighbour.crossing_angle_deg <= 90.0)) {
        return base::bad_input("its angle to the trench lies between 0 and 90 degrees", name);
    }
    return {};
}

base::Result<void> check(const Trench& trench, const std::string& where) {
    if (auto checked = check_shape(trench.shape, where); !checked) return checked;
    if (!(trench.length_m > 0.0)) return base::bad_input("its length must be positive", where);
    for (const TrenchNeighbour& neighbour : trench.neighbours) {
        if (auto checked = check_neighbour(neighbour, where); !checked) return checked;
    }
    return {};
}

Undermined along(const Trench& trench, const TrenchNeighbour& neighbour) {
    const double radius = 0.5 * neighbour.outer_diameter_m;
    const Beside place{std::abs(neighbour.x_m - trench.x_m) - 0.5 * trench.shape.bottom_width_m,
                       trench.shape.bottom_depth_m - neighbour.depth_m};
    Undermined found{neighbour.id};
    found.into_wedge_m = inside_m(trench.shape, place) + radius;
    const bool exposed = place.out_m <= 0.0 && place.up_m > -radius;
    found.state = state_of(trench.shape, found.into_wedge_m, exposed);
    found.distance_needed_m = needed_m(trench.shape, place.up_m, radius);
    if (exposed) found.exposed_length_m = trench.length_m;
    if (exposed || found.state == TrenchState::Undermined)
        found.undermined_length_m = trench.length_m;
    return found;
}

Undermined across(const Trench& trench, const TrenchNeighbour& neighbour) {
    const TrenchShape& shape = trench.shape;
    const double angle = neighbour.crossing_angle_deg * std::numbers::pi / 180.0;
    const double radius = 0.5 * neighbour.outer_diameter_m;
    const double up = shape.bottom_depth_m - neighbour.depth_m;
    // A line at a small angle leaves an open trench at its ends.
    const double longest = neighbour.crossing_angle_deg < 90.0
                               ? trench.length_m / std::cos(angle)
                               : std::numeric_limits<double>::infinity();
    const auto within = [&](double width) { return std::min(width / std::sin(angle), longest); };
    Undermined found{neighbour.id};
    found.into_wedge_m = inside_m(shape, {-0.5 * shape.bottom_width_m, up}) + radius;
    const bool exposed = up > -radius;
    found.state = state_of(shape, found.into_wedge_m, exposed);
    if (!exposed) return found;
    found.exposed_length_m = within(shape.bottom_width_m);
    found.distance_needed_m = needed_m(shape, up, radius);
    const double beside = shape.supported ? 0.0 : 2.0 * found.distance_needed_m;
    found.undermined_length_m = within(shape.bottom_width_m + beside);
    return found;
}

}  // namespace

std::string_view name_of(TrenchState value) {
    switch (value) {
        case TrenchState::Clear:
            return "clear";
        case TrenchState::Undermined:
            return "undermined";
        case TrenchState::Exposed:
            return "exposed";
        case TrenchState::Supported:
            return "supported";
    }
    return {};
}

base::Result<std::vector<TrenchResult>> assess_trenches(const std::vector<Trench>& trenches) {
    std::vector<TrenchResult> results;
    for (const Trench& trench : trenches) {
        const std::string where = fmt::format("trench `{}`", trench.id);
        if (auto checked = check(trench, where); !checked) return tl::unexpected(checked.error());
        TrenchResult result;
        result.id = trench.id;
        result.wedge_width_m = trench.shape.bottom_depth_m / trench.shape.rise_per_run;
        for (const TrenchNeighbour& neighbour : trench.neighbours) {
            const bool crosses = neighbour.crossing_angle_deg > 0.0;
            result.neighbours.push_back(crosses ? across(trench, neighbour)
                                                : along(trench, neighbour));
        }
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace maaiveld::influence
