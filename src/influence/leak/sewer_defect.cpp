#include "influence/leak/sewer_defect.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kSteepestSpread_deg = 45.0;

double tangent(double deg) {
    return std::tan(deg * std::numbers::pi / 180.0);
}

bool not_negative(double value) {
    return std::isfinite(value) && value >= 0.0;
}

double half_angle_of(const SewerDefect& defect) {
    if (defect.half_angle_deg) return *defect.half_angle_deg;
    return 0.5 * (90.0 - *defect.friction_angle_deg);
}

base::Result<void> check_angle(const SewerDefect& defect, const std::string& where) {
    if (defect.half_angle_deg.has_value() == defect.friction_angle_deg.has_value()) {
        return base::bad_input("give one of `friction_angle_deg` and `half_angle_deg`", where);
    }
    if (defect.friction_angle_deg &&
        !(*defect.friction_angle_deg >= 0.0 && *defect.friction_angle_deg < 90.0)) {
        return base::bad_input("a friction angle lies from 0 to below 90 degrees", where);
    }
    const double half = half_angle_of(defect);
    if (!(half >= 0.0 && half <= kSteepestSpread_deg)) {
        return base::bad_input(
            fmt::format("a half angle of {} degrees: a chimney widens by 0 to {:g}", half,
                        kSteepestSpread_deg),
            where);
    }
    return {};
}

base::Result<void> check(const SewerDefect& defect, const std::string& where) {
    if (!(defect.depth_m > 0.0) || !(defect.opening_m > 0.0) || !(defect.width_factor > 0.0)) {
        return base::bad_input("depth, opening and width factor must be positive", where);
    }
    if (!not_negative(defect.soil_loss_m3) ||
        (defect.soil_loss_m3_year && !not_negative(*defect.soil_loss_m3_year))) {
        return base::bad_input("soil that was washed in may not be negative", where);
    }
    for (const DefectNeighbour& neighbour : defect.neighbours) {
        if (!not_negative(neighbour.distance_m) || !(neighbour.depth_m > 0.0) ||
            !(neighbour.depth_m < defect.depth_m)) {
            return base::bad_input(
                fmt::format("neighbour `{}` with its underside at {} m must lie between the "
                            "surface and the defect",
                            neighbour.id, neighbour.depth_m),
                where);
        }
    }
    return check_angle(defect, where);
}

struct Chimney {
    double foot_radius_m = 0.0;
    double half_angle_deg = 0.0;

    double radius_at(double height_m) const {
        return foot_radius_m + height_m * tangent(half_angle_deg);
    }
    double volume_to(double height_m) const {
        return chimney_volume_m3(foot_radius_m, half_angle_deg, height_m);
    }
};

/// Years until the chimney is that high: 0 when it is now, nothing when it never will be.
std::optional<double> years_to(const Chimney& chimney, const SewerDefect& defect, double height_m) {
    const double missing = chimney.volume_to(height_m) - defect.soil_loss_m3;
    if (missing <= 0.0) return 0.0;
    if (!defect.soil_loss_m3_year || *defect.soil_loss_m3_year <= 0.0) return std::nullopt;
    return missing / *defect.soil_loss_m3_year;
}

LostSupport support_of(const Chimney& chimney, const SewerDefect& defect,
                       const DefectNeighbour& neighbour, double chimney_height) {
    const double height = defect.depth_m - neighbour.depth_m;
    const double radius = chimney.radius_at(height);
    LostSupport lost{neighbour.id, 0.0, std::nullopt};
    if (neighbour.distance_m >= radius) return lost;
    lost.years_until_reached = years_to(chimney, defect, height);
    if (chimney_height >= height) {
        lost.lost_length_m =
            2.0 * std::sqrt(radius * radius - neighbour.distance_m * neighbour.distance_m);
    }
    return lost;
}

SewerDefectResult assessed(const SewerDefect& defect) {
    const Chimney chimney{0.5 * defect.opening_m * defect.width_factor, half_angle_of(defect)};
    SewerDefectResult result;
    result.id = defect.id;
    result.half_angle_deg = chimney.half_angle_deg;
    result.foot_width_m = 2.0 * chimney.foot_radius_m;
    result.cavity_volume_m3 = defect.soil_loss_m3;
    result.volume_to_surface_m3 = chimney.volume_to(defect.depth_m);
    result.chimney_height_m = std::min(
        defect.depth_m,
        chimney_height_m(chimney.foot_radius_m, chimney.half_angle_deg, defect.soil_loss_m3));
    result.breaks_through = defect.soil_loss_m3 >= result.volume_to_surface_m3;
    result.top_width_m =
        result.chimney_height_m > 0.0 ? 2.0 * chimney.radius_at(result.chimney_height_m) : 0.0;
    result.years_to_surface = years_to(chimney, defect, defect.depth_m);
    for (const DefectNeighbour& neighbour : defect.neighbours) {
        result.neighbours.push_back(
            support_of(chimney, defect, neighbour, result.chimney_height_m));
    }
    return result;
}

}  // namespace

double chimney_volume_m3(double foot_radius_m, double half_angle_deg, double height_m) {
    const double top = foot_radius_m + height_m * tangent(half_angle_deg);
    return std::numbers::pi * height_m / 3.0 *
           (foot_radius_m * foot_radius_m + foot_radius_m * top + top * top);
}

double chimney_height_m(double foot_radius_m, double half_angle_deg, double volume_m3) {
    const double t = tangent(half_angle_deg);
    if (t < 1e-9) return volume_m3 / (std::numbers::pi * foot_radius_m * foot_radius_m);
    // (r0 + h t)^3 = r0^3 + 3 V t / pi; written so that a small volume keeps its digits.
    const double cube = foot_radius_m * foot_radius_m * foot_radius_m;
    const double more = 3.0 * volume_m3 * t / std::numbers::pi;
    const double top = std::cbrt(cube + more);
    return more / (t * (top * top + top * foot_radius_m + foot_radius_m * foot_radius_m));
}

base::Result<std::vector<SewerDefectResult>> assess_sewer_defects(
    const std::vector<SewerDefect>& defects) {
    std::vector<SewerDefectResult> results;
    for (const SewerDefect& defect : defects) {
        const std::string where = fmt::format("sewer defect `{}`", defect.id);
        if (auto checked = check(defect, where); !checked) return tl::unexpected(checked.error());
        results.push_back(assessed(defect));
    }
    return results;
}

}  // namespace maaiveld::influence
