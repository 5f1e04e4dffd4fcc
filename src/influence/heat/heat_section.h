#pragma once

#include "model/soil.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maaiveld::influence {

/// A place in a section across the street: x to the right, depth below the finished surface.
struct Place {
    double x_m = 0.0;
    double depth_m = 0.0;
};

/// The year at the surface: T(t) = mean - amplitude * cos(2 pi (t - coldest day) / 365 d).
struct SurfaceYear {
    double mean_C = 10.0;
    double amplitude_K = 0.0;
    double coldest_day = 0.0;  ///< days after 1 January 00:00
};

/// The finished surface: isothermal, or with a film between air and ground.
struct GroundSurface {
    double temperature_C = 10.0;       ///< of the surface, or of the air above the film
    std::optional<double> film_W_m2K;  ///< absent: isothermal
    std::optional<SurfaceYear> year;   ///< for everything that runs through a year
};

/// A ring of material, from what lies inside it out to `outer_diameter_m`.
struct Ring {
    double outer_diameter_m = 0.0;
    double conductivity_W_mK = 0.0;
};

/// What is known at the inner boundary of a body.
struct HeldTemperature {
    double temperature_C = 0.0;  ///< of the fluid (behind its film) or the metal
};
struct GivenHeat {
    double heat_W_m = 0.0;  ///< given off per metre
};
/// No net heat: standing water takes the temperature at which as much heat enters as leaves.
struct NoHeat {};
using Condition = std::variant<HeldTemperature, GivenHeat, NoHeat>;

/// One pipe or conductor inside a body that holds several (twin pipe, three-core cable).
struct Core {
    std::string id;
    double dx_m = 0.0;  ///< from the body's centre to the right
    double dz_m = 0.0;  ///< from the body's centre upward
    double diameter_m = 0.0;
    Condition condition;
    std::vector<Ring> rings;           ///< around this core only, from the inside out
    std::optional<double> film_W_m2K;  ///< inside the core; absent: no film

    double outer_diameter_m() const {
        return rings.empty() ? diameter_m : rings.back().outer_diameter_m;
    }
};

/// A round thing in the ground: pipe, casing, cable, twin pipe.
///
/// Concentric: an inner boundary of `inner_diameter_m` where `condition` holds, optionally behind
/// a film, and `rings` from the inside out. With `cores`: a filling of `filling_conductivity_W_mK`
/// and diameter `inner_diameter_m` that holds the cores; `rings` lie around it, `condition` is not
/// used.
struct HeatBody {
    std::string id;
    Place at;
    double inner_diameter_m = 0.0;
    std::vector<Ring> rings;
    Condition condition;
    std::optional<double> film_W_m2K;  ///< inside the inner boundary; absent: no film
    std::vector<Core> cores;
    double filling_conductivity_W_mK = 0.0;
    /// Of the ground at the body's depth without any body; absent: that of the surface.
    std::optional<double> undisturbed_C;

    double outer_diameter_m() const {
        return rings.empty() ? inner_diameter_m : rings.back().outer_diameter_m;
    }
};

/// A section across the street as heat sees it: infinitely long.
struct HeatSection {
    model::SoilProfile soil;
    GroundSurface surface;
    std::vector<HeatBody> bodies;
};

/// One body (or one core of a body) in a solved section.
struct BodyState {
    std::string id;
    double temperature_C = 0.0;        ///< behind the film: fluid, metal, standing water
    double outer_temperature_C = 0.0;  ///< mean over the body's outer surface
    double heat_W_m = 0.0;             ///< given off to the ground, negative when taken up
};

}  // namespace maaiveld::influence
