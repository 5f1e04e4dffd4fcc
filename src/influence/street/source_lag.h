#pragma once

#include "influence/heat/heat_section.h"
#include "influence/street/street_heat.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace maaiveld::influence {

/// Uniform ground as a line source sees it.
struct LaggingGround {
    double conductivity_W_mK = 0.0;
    double diffusivity_m2_s = 0.0;
    double film_length_m = 0.0;  ///< conductivity times surface resistance
};

/// The sources of a section at equal distances through a year that repeats for ever.
struct SourcesInYear {
    std::vector<SourceAtWork> sources;
    Eigen::MatrixXd resistance_K_m_W;  ///< steady, source by source
    Eigen::MatrixXd heat_W_m;          ///< steady; one row per moment, one column per source
};

/// What has to be added to quasi-steady rises because heat takes time: kelvin, one row per moment
/// and one column per place. Every harmonic of the year is treated apart: a line source of heat
/// q exp(i w t) raises the ground by q (K0(s r) - K0(s r')) / (2 pi lambda), s = sqrt(i w / a),
/// r' to its image above the film (Carslaw & Jaeger 10.4; grade B), in place of
/// q ln(r'/r) / (2 pi lambda). A source of given temperature changes its heat accordingly.
Eigen::MatrixXd lag_K(const SourcesInYear& year, std::span<const Place> places,
                      const LaggingGround& ground);

}  // namespace maaiveld::influence
