#pragma once

#include <cstddef>
#include <vector>

namespace maaiveld::viz::scene {

/// Temperatures on a regular grid of a vertical section, row by row from the top, nx in a row.
struct TemperatureGrid {
    std::size_t nx = 0, nz = 0;
    double x0_m = 0.0, dx_m = 0.0;      ///< of the first column; to the next column, above 0
    double depth0_m = 0.0, dz_m = 0.0;  ///< of the first row; to the next row, above 0
    std::vector<double> temperature_C;  ///< not finite: outside the computed ground

    double at(std::size_t ix, std::size_t iz) const { return temperature_C[iz * nx + ix]; }
    double& at(std::size_t ix, std::size_t iz) { return temperature_C[iz * nx + ix]; }
    double x_m(double ix) const { return x0_m + ix * dx_m; }
    double depth_m(double iz) const { return depth0_m + iz * dz_m; }
};

/// True when the grid has at least two columns and rows, positive steps, as many values as it says
/// and a finite one among them.
bool usable(const TemperatureGrid& grid);

/// The grid with `factor` times as many steps each way, interpolated by monotone cubics along x and
/// then along depth: smooth where the values are, without extremes that they do not have
/// (slopes limited as by van Leer, J. Comput. Phys. 23, 1977, "monotonized central"). Values of
/// the given grid stay. A finite value next to missing ones is interpolated one-sidedly; what lies
/// in a step with a missing end is missing.
TemperatureGrid refined(const TemperatureGrid& grid, std::size_t factor);

/// The grid with missing values inside the circle about (`x_m`, `depth_m`) replaced by the mean of
/// their nearest known neighbours, so that bands reach under what is drawn over them.
void fill_in(TemperatureGrid& grid, double x_m, double depth_m, double radius_m);

/// Round temperatures that part the grid's range in at most about `most` bands: steps of 0.1,
/// 0.25, 0.5, 1, 2.5, 5, 10, 25, …; a small hot part does not decide the step.
std::vector<double> round_levels(const TemperatureGrid& grid, std::size_t most);

}  // namespace maaiveld::viz::scene
