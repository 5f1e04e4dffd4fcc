#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A straight line that passes over a sewer defect, level.
struct DefectNeighbour {
    std::string id;
    double depth_m = 0.0;     ///< of its underside
    double distance_m = 0.0;  ///< in plan, from the defect to its axis
};

/// A hole or open joint through which soil washes into a sewer.
struct SewerDefect {
    std::string id;
    double depth_m = 0.0;       ///< of the defect below the surface
    double opening_m = 0.0;     ///< width of the hole
    double width_factor = 1.0;  ///< eroded width at the defect over the opening; invert > 2
    std::optional<double> friction_angle_deg;  ///< gives the half angle (90 - phi)/2
    std::optional<double> half_angle_deg;      ///< of the chimney from the vertical, at most 45
    double soil_loss_m3 = 0.0;                 ///< washed in so far, as it lay in the ground
    std::optional<double> soil_loss_m3_year;   ///< from now on
    std::vector<DefectNeighbour> neighbours;
};

struct LostSupport {
    std::string id;
    double lost_length_m = 0.0;  ///< of its bedding: the chord of the chimney at its underside
    std::optional<double> years_until_reached;  ///< absent: never, or no rate
};

/// A chimney: a cone with its small end on the defect.
struct SewerDefectResult {
    std::string id;
    double half_angle_deg = 0.0;
    double foot_width_m = 0.0;      ///< lost support of the sewer itself
    double cavity_volume_m3 = 0.0;  ///< all soil lost, also when it has broken through
    double chimney_height_m = 0.0;  ///< above the defect, at most up to the surface
    double top_width_m = 0.0;
    bool breaks_through = false;
    double volume_to_surface_m3 = 0.0;  ///< of the chimney that reaches the surface
    std::optional<double> years_to_surface;
    std::vector<LostSupport> neighbours;
};

/// Volume of a chimney of `height_m`: pi h (r0^2 + r0 r1 + r1^2)/3, r1 = r0 + h tan(half angle).
double chimney_volume_m3(double foot_radius_m, double half_angle_deg, double height_m);

/// Its inverse.
double chimney_height_m(double foot_radius_m, double half_angle_deg, double volume_m3);

/// Every defect in the order given. Geometry of physics of issue 3, section 4 (grade C): a narrow
/// chimney straight up, its volume the soil washed in.
base::Result<std::vector<SewerDefectResult>> assess_sewer_defects(
    const std::vector<SewerDefect>& defects);

}  // namespace maaiveld::influence
