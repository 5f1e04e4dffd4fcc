#include "influence/roots/root_volume.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace maaiveld::influence {
namespace {

double mean_growth_m3_year(const std::vector<VolumeAtAge>& points) {
    if (points.size() < 2) return 0.0;
    return (points.back().volume_m3 - points.front().volume_m3) /
           (points.back().age_years - points.front().age_years);
}

/// Straight between the rows around `x`; the end rows beyond them.
template <class Row, class Key, class Value>
double between_rows(const std::vector<Row>& rows, double x, Key key, Value value) {
    const auto above =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return key(row) >= x; });
    if (above == rows.end()) return value(rows.back());
    if (above == rows.begin()) return value(rows.front());
    const Row& low = *std::prev(above);
    const double t = (x - key(low)) / (key(*above) - key(low));
    return std::lerp(value(low), value(*above), t);
}

}  // namespace

double volume_at_age_m3(const std::vector<VolumeAtAge>& points, double age_years, GrowthLaw law) {
    const double growth = mean_growth_m3_year(points);
    const VolumeAtAge& first = points.front();
    const VolumeAtAge& last = points.back();
    if (law == GrowthLaw::Linear || age_years < first.age_years) {
        return std::max(0.0, first.volume_m3 + growth * (age_years - first.age_years));
    }
    if (age_years > last.age_years) return last.volume_m3 + growth * (age_years - last.age_years);
    return between_rows(
        points, age_years, [](const VolumeAtAge& p) { return p.age_years; },
        [](const VolumeAtAge& p) { return p.volume_m3; });
}

double cylinder_radius_m(double volume_m3, double depth_m) {
    return std::sqrt(volume_m3 / (std::numbers::pi * depth_m));
}

base::Result<void> check_volumes(const std::vector<VolumeAtAge>& points, const std::string& where) {
    if (points.empty()) return base::bad_input("root volumes are missing", where);
    double age = -1.0;
    double volume = 0.0;
    for (const VolumeAtAge& point : points) {
        if (!std::isfinite(point.age_years) || point.age_years < 0.0 || point.age_years <= age) {
            return base::bad_input(
                fmt::format("age {} years: ages must ascend from 0", point.age_years), where);
        }
        if (!std::isfinite(point.volume_m3) || !(point.volume_m3 > 0.0) ||
            point.volume_m3 < volume) {
            return base::bad_input(fmt::format("root volume {} m3 at {} years: volumes must be "
                                               "positive and may not fall with age",
                                               point.volume_m3, point.age_years),
                                   where);
        }
        age = point.age_years;
        volume = point.volume_m3;
    }
    return {};
}

base::Result<DiggingDistance> digging_distance(const std::vector<DiggingRow>& table,
                                               double stem_diameter_m) {
    if (table.empty()) return base::bad_input("no digging distances are known");
    if (!(stem_diameter_m > 0.0)) {
        return base::bad_input(
            fmt::format("a stem of {} m is no stem; it must be positive", stem_diameter_m));
    }
    const auto key = [](const DiggingRow& row) { return row.stem_diameter_m; };
    DiggingDistance distance;
    distance.distance_m = between_rows(table, stem_diameter_m, key,
                                       [](const DiggingRow& row) { return row.distance_m; });
    distance.leaning_distance_m = between_rows(
        table, stem_diameter_m, key, [](const DiggingRow& row) { return row.leaning_distance_m; });
    distance.beyond_table = stem_diameter_m > table.back().stem_diameter_m;
    return distance;
}

double vulnerable_zone_m(double crown_diameter_m, double margin_m) {
    return 0.5 * crown_diameter_m + margin_m;
}

double joint_stem_diameter_m(const std::vector<double>& stem_diameters_m) {
    if (stem_diameters_m.size() == 1) return stem_diameters_m.front();
    double squares = 0.0;
    for (const double diameter : stem_diameters_m)
        squares += diameter * diameter;
    return std::sqrt(squares);
}

double protection_radius_m(double stem_diameter_m, double factor, double cap_m) {
    return std::min(factor * stem_diameter_m, cap_m);
}

}  // namespace maaiveld::influence
