#pragma once

#include <functional>
#include <span>
#include <vector>

namespace maaiveld::influence {

/// A column of uniform ground under a surface (or air behind a film) whose temperature is known
/// hour by hour.
struct GroundColumn {
    double diffusivity_m2_s = 0.0;
    double film_length_m = 0.0;  ///< conductivity over film coefficient; 0: the surface itself
};

/// Temperatures at `depths_m` at the end of every hour of `driver_C`, one row per depth. One-
/// dimensional conduction by Crank-Nicolson on cells that grow from 1 cm at the surface to beyond
/// four times the damping depth of a year, where no heat passes. `initial_C` gives the ground at
/// hour 0 by depth. Depths and diffusivity must be above 0.
std::vector<std::vector<double>> column_temperatures(
    const GroundColumn& column, std::span<const double> driver_C, std::span<const double> depths_m,
    const std::function<double(double)>& initial_C);

}  // namespace maaiveld::influence
