#pragma once

#include "influence/roots/tree_profile.h"

#include <vector>

namespace maaiveld::influence {

/// How a table of volumes by age is read between and beyond its ages.
enum class GrowthLaw {
    Piecewise,  ///< straight between the points; beyond them by the mean growth per year
    Linear      ///< one line: mean growth per year through the first point (V = V0 + g age)
};

/// Root volume at `age_years` >= 0 in m3, never negative. Needs at least one point, ages
/// ascending; a single point means no growth. The mean growth is
/// (last - first) / (last age - first age). Source of the linear growth: physics of issue 3,
/// section 3 (Boommonitor figures, grade A; the way to read between them is ours).
double volume_at_age_m3(const std::vector<VolumeAtAge>& points, double age_years,
                        GrowthLaw law = GrowthLaw::Piecewise);

/// Radius of the upright cylinder of `volume_m3` between the surface and `depth_m` > 0:
/// sqrt(V / (pi depth)).
double cylinder_radius_m(double volume_m3, double depth_m);

/// Refuses points without ages in order, with a negative age, or a volume that is not positive or
/// falls.
base::Result<void> check_volumes(const std::vector<VolumeAtAge>& points, const std::string& where);

/// Smallest distance from the middle of the stem at which may be dug, by straight interpolation in
/// the table. Thinner stems than the first row take the first distance, thicker ones the last:
/// `beyond_table` tells. Empty table: an error.
struct DiggingDistance {
    double distance_m = 0.0;
    double leaning_distance_m = 0.0;
    bool beyond_table = false;  ///< stem thicker than the table knows: ask an arborist
};
base::Result<DiggingDistance> digging_distance(const std::vector<DiggingRow>& table,
                                               double stem_diameter_m);

/// Radius of the vulnerable tree zone: half the crown plus the margin.
double vulnerable_zone_m(double crown_diameter_m, double margin_m);

/// Stem diameter that stands for several stems: root of the sum of squares (BS 5837:2012 4.6.1 for
/// two to five stems, grade A).
double joint_stem_diameter_m(const std::vector<double>& stem_diameters_m);

/// Radius of the root protection area: factor times the stem diameter, at most the cap
/// (BS 5837:2012: 12 and 15 m). For comparison only; not a Dutch rule.
double protection_radius_m(double stem_diameter_m, double factor, double cap_m);

}  // namespace maaiveld::influence
