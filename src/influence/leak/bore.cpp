#include "influence/leak/bore.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

// Mair 1993: i/z0 = 0.175 + 0.325 (1 - z/z0).
constexpr double kMairAtAxis = 0.175;
constexpr double kMairRise = 0.325;

double lost_area_m2(const Bore& bore) {
    return bore.volume_loss * 0.25 * std::numbers::pi * bore.diameter_m * bore.diameter_m;
}

double trough_width_m(const Bore& bore, double depth_m) {
    if (bore.width == TroughWidth::Proportional)
        return bore.trough_factor * (bore.axis_depth_m - depth_m);
    return kMairAtAxis * bore.axis_depth_m + kMairRise * (bore.axis_depth_m - depth_m);
}

/// Height over the axis at which the vectors of movement meet: i/(di/dz), so that the horizontal
/// movement keeps the volume (for the proportional trough: at the axis itself).
double height_over_focus_m(const Bore& bore, double depth_m) {
    const double rate = bore.width == TroughWidth::Proportional ? bore.trough_factor : kMairRise;
    return trough_width_m(bore, depth_m) / rate;
}

base::Result<void> check(const Bore& bore, const std::string& where) {
    for (const double value : {bore.axis_depth_m, bore.diameter_m, bore.trough_factor}) {
        if (!(value > 0.0) || !std::isfinite(value)) {
            return base::bad_input("axis depth, diameter and trough factor must be positive",
                                   where);
        }
    }
    if (!(bore.volume_loss >= 0.0 && bore.volume_loss <= 1.0)) {
        return base::bad_input(
            fmt::format("a volume loss of {} is no share of the bore; it lies between 0 and 1",
                        bore.volume_loss),
            where);
    }
    if (bore.axis_depth_m < 0.5 * bore.diameter_m) {
        return base::bad_input(fmt::format("with {} m to its axis the bore of {} m breaks the "
                                           "surface",
                                           bore.axis_depth_m, bore.diameter_m),
                               where);
    }
    for (const BoreNeighbour& neighbour : bore.neighbours) {
        const double crown = bore.axis_depth_m - 0.5 * bore.diameter_m;
        if (!std::isfinite(neighbour.x_m) || !(neighbour.depth_m >= 0.0) ||
            !(neighbour.depth_m <= crown)) {
            return base::bad_input(
                fmt::format("neighbour `{}` at a depth of {} m: the trough is known from the "
                            "surface to the crown of the bore at {:g} m",
                            neighbour.id, neighbour.depth_m, crown),
                where);
        }
    }
    return {};
}

BoreResult assessed(const Bore& bore) {
    const TroughMovement middle = trough_at(bore, {"", bore.x_m, 0.0});
    BoreResult result;
    result.id = bore.id;
    result.trough_width_m = middle.trough_width_m;
    result.settlement_max_m = middle.settlement_m;
    result.settlement_at_i_m = middle.settlement_m * std::exp(-0.5);
    result.slope_max = result.settlement_at_i_m / middle.trough_width_m;
    result.trough_area_m2 = lost_area_m2(bore);
    for (const BoreNeighbour& neighbour : bore.neighbours)
        result.neighbours.push_back(trough_at(bore, neighbour));
    return result;
}

}  // namespace

std::string_view name_of(TroughWidth value) {
    return value == TroughWidth::Mair ? "mair" : "proportional";
}

TroughMovement trough_at(const Bore& bore, const BoreNeighbour& neighbour) {
    const double x = neighbour.x_m - bore.x_m;
    const double i = trough_width_m(bore, neighbour.depth_m);
    const double top = lost_area_m2(bore) / (std::sqrt(2.0 * std::numbers::pi) * i);
    const double ratio = x * x / (i * i);
    TroughMovement move;
    move.id = neighbour.id;
    move.distance_m = std::abs(x);
    move.trough_width_m = i;
    move.settlement_m = top * std::exp(-0.5 * ratio);
    move.slope = move.settlement_m * std::abs(x) / (i * i);
    const double focus = height_over_focus_m(bore, neighbour.depth_m);
    move.horizontal_m = move.settlement_m * std::abs(x) / focus;
    // d/dx of the movement towards the bore is shortening, so strain is its opposite.
    move.horizontal_strain = -move.settlement_m * (1.0 - ratio) / focus;
    move.curvature_1_m = move.settlement_m * (ratio - 1.0) / (i * i);
    return move;
}

base::Result<std::vector<BoreResult>> assess_bores(const std::vector<Bore>& bores) {
    std::vector<BoreResult> results;
    for (const Bore& bore : bores) {
        const std::string where = fmt::format("bore `{}`", bore.id);
        if (auto checked = check(bore, where); !checked) return tl::unexpected(checked.error());
        results.push_back(assessed(bore));
    }
    return results;
}

}  // namespace maaiveld::influence
