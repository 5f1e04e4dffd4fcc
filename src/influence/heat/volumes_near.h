#pragma once

#include "influence/heat/grid.h"
#include "influence/heat/heat_section.h"

#include <Eigen/Core>

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace maaiveld::influence {

/// A body as the cells see it: weights of a source spread over a small circle, and of dipoles
/// across it. The same weights read the mean and the gradient of a field, so the discrete
/// equations are symmetric.
struct BodyKernel {
    std::array<std::vector<CellWeight>, 3> parts;  ///< source, dipole right, dipole down
    double radius_m = 0.0;                         ///< of the circle
};

/// A circle of the body's own size, but not much smaller than the cells around it.
BodyKernel body_kernel(const HeatBody& body, const SectionGrid& grid);

/// A source and two dipoles in unlimited soil of conductivity 1 at the origin: the temperature at
/// (dx, ddepth), 1/m^0..1.
Eigen::Vector3d free_field(double dx_m, double ddepth_m);

/// The cells around a body, and in them the field that the grid makes of a unit source and of two
/// unit dipoles where the border takes the exact values. What this field lacks against the exact
/// one is what the body's surroundings lack in the whole grid (Peaceman's idea for wells, for any
/// grid and place).
class NearPatch {
public:
    NearPatch(const HeatBody& body, const BodyKernel& kernel, const SectionGrid& grid);

    /// Exact minus discrete, as a body's kernel reads it (rows: mean, gradient right, down;
    /// columns: source, dipoles). For the body itself the exact mean is the one around its outer
    /// surface. Nothing when the kernel reaches outside the patch.
    Eigen::Matrix3d own_lack() const;
    std::optional<Eigen::Matrix3d> lack_at(Place other, const BodyKernel& kernel) const;

    /// Exact minus interpolated field of (source, dipoles) at a place; 0 outside the patch.
    Eigen::Vector3d lack_at(Place at) const;

private:
    bool holds(int i, int j) const;
    int local(int i, int j) const { return (j - first_row_) * columns_ + (i - first_column_); }
    double row_size(int j) const;
    double row_centre(int j) const;
    void solve();
    std::optional<Eigen::Matrix3d> read(const BodyKernel& kernel) const;

    const SectionGrid& grid_;
    Place centre_;
    double outer_radius_m_ = 0.0;
    const BodyKernel kernel_;
    int first_column_ = 0;
    int first_row_ = 0;  ///< may be negative: cells mirrored above the surface
    int columns_ = 0;
    int rows_ = 0;
    Eigen::MatrixXd field_;  ///< cells x 3
};

}  // namespace maaiveld::influence
