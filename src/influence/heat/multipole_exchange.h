#pragma once

#include "influence/heat/multipole_layout.h"
#include "influence/heat/surface_image.h"

#include <Eigen/Core>

#include <complex>
#include <vector>

namespace maaiveld::influence {

/// Row of the real part of harmonic k >= 1 of `circle`; the imaginary part follows it.
inline Eigen::Index row_of(const Circle& circle, int k) {
    return static_cast<Eigen::Index>(circle.first) + 2 * (k - 1);
}

/// 1, x, x^2 ... x^highest.
std::vector<std::complex<double>> powers(std::complex<double> x, int highest);

/// Who receives what from whom, for n unknowns, N sources and C circles. Heats in W/m, strengths
/// in K:
///   incoming = from_emitted * emitted + from_heat * heat
///   mean over circle = mean_from_emitted * emitted + mean_from_heat * heat
/// The means of circles in a filling are counted from the mean over its wall.
struct MultipoleExchange {
    Eigen::MatrixXd from_emitted;       ///< n x n
    Eigen::MatrixXd from_heat;          ///< n x N
    Eigen::MatrixXd mean_from_emitted;  ///< C x n
    Eigen::MatrixXd mean_from_heat;     ///< C x N
};

/// Terms between circles far apart are left out once they fall below `negligible`.
MultipoleExchange exchange_of(const MultipoleLayout& layout, const SurfaceImage& surface,
                              double negligible);

}  // namespace maaiveld::influence
