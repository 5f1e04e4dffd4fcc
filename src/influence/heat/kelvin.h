#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"
#include "influence/heat/uniform_ground.h"

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// Temperature rise per W/m, `seconds` after a line source began in unlimited soil with its image
/// of opposite sign: (E1(r^2/(4 a t)) - E1(r'^2/(4 a t))) / (4 pi lambda). Kelvin; IEC 60853-1.
/// `distance_m` and `image_distance_m` are above 0; 0 for `seconds` <= 0.
double step_response_K_m_W(double conductivity_W_mK, double diffusivity_m2_s, double distance_m,
                           double image_distance_m, double seconds);

/// The same after endless time: ln(r'/r) / (2 pi lambda) (Kennelly).
double steady_response_K_m_W(double conductivity_W_mK, double distance_m, double image_distance_m);

/// From `from_h` on, this much heat.
struct HeatStep {
    double from_h = 0.0;
    double heat_W_m = 0.0;
};

/// A heat source of no width, or the axis of something round.
struct LineSource {
    std::string id;
    Place at;
    std::optional<double> outer_diameter_m;  ///< its own surface is a place of interest
    std::vector<HeatStep> history;           ///< by time; no heat before the first
    std::optional<double> repeat_every_h;    ///< the history repeats with this period for ever
};

struct RiseProbe {
    std::string id;
    Place at;
};

/// Line sources that start in undisturbed ground, and where and when their effect is wanted.
struct LineSourceSet {
    std::string id;
    std::vector<LineSource> sources;
    std::vector<RiseProbe> probes;
    std::vector<double> times_h;
    GroundChoice ground;
};

std::optional<std::string> fault_of(const LineSourceSet& set);

struct RiseAtTime {
    double time_h = 0.0;
    double rise_K = 0.0;
};

/// A probe, or the surface of a source (mean over its circle).
struct RiseAtPlace {
    std::string id;
    std::vector<RiseAtTime> times;
    double steady_rise_K =
        0.0;  ///< for ever under the last step, or the mean of a repeated history
};

struct LineSourceResult {
    std::string id;
    double ground_C = 0.0;             ///< add a rise to get a temperature
    std::vector<RiseAtPlace> sources;  ///< those with an outer diameter
    std::vector<RiseAtPlace> probes;
};

/// Superposition of steps, sources and images. A surface film counts as lambda R0 more soil above
/// everything (exact only in the long run). Errors name the set.
base::Result<std::vector<LineSourceResult>> assess_line_sources(
    const model::SoilProfile& soil, const GroundSurface& surface,
    const std::vector<LineSourceSet>& sets);

}  // namespace maaiveld::influence
