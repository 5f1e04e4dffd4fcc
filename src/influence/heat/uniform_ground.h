#pragma once

#include "base/error.h"
#include "influence/heat/heat_section.h"

#include <optional>
#include <string>

namespace maaiveld::influence {

/// What one object of a section says of its ground in place of the section's soil and surface.
/// Everything left out comes from the section.
struct GroundChoice {
    std::optional<double> conductivity_W_mK;
    std::optional<double> diffusivity_m2_s;
    std::optional<double> temperature_C;             ///< of the undisturbed ground
    std::optional<double> surface_resistance_m2K_W;  ///< between ground and air; 0: none
};

/// Impossible numbers in a choice, or nothing.
std::optional<std::string> fault_of(const GroundChoice& choice);

/// The ground a closed form sees: one material up to a surface.
struct UniformGround {
    double conductivity_W_mK = 0.0;
    double temperature_C = 0.0;
    double surface_resistance_m2K_W = 0.0;

    /// Soil that insulates as much as the surface does: depths are counted from there
    /// (EN 13941: Zc = Z + R0 lambda).
    double added_depth_m() const { return surface_resistance_m2K_W * conductivity_W_mK; }
};

/// The section's ground with `choice` in front. An Error at `where` when the section's soil is
/// layered (or absent) and no conductivity is chosen, or when a number is impossible.
base::Result<UniformGround> uniform_ground(const model::SoilProfile& soil,
                                           const GroundSurface& surface, const GroundChoice& choice,
                                           const std::string& where);

/// The diffusivity of the section's only soil layer, or the chosen one; errors as above.
base::Result<double> uniform_diffusivity(const model::SoilProfile& soil, const GroundChoice& choice,
                                         const std::string& where);

}  // namespace maaiveld::influence
