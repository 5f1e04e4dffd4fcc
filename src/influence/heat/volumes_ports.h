#pragma once

#include "influence/heat/heat_section.h"

#include <Eigen/Core>

namespace maaiveld::influence {

/// What a body does between its contents and the soil at its outer surface.
///
/// With q the heats of its contents [W/m] and g the gradient of the incident soil temperature
/// (x, depth) [K/m]:  T_content = T_outer + resistance q + lift g,  dipole = emit q + bend g.
/// The dipole [W] adds dipole . r / (2 pi lambda r^2) to the soil around the body.
struct BodyPorts {
    Eigen::MatrixXd resistance_K_m_W;  ///< contents x contents
    Eigen::MatrixXd lift_m;            ///< contents x 2
    Eigen::MatrixXd emit_m;            ///< 2 x contents
    Eigen::Matrix2d bend_W_m_K = Eigen::Matrix2d::Zero();

    int contents() const { return static_cast<int>(resistance_K_m_W.rows()); }
};

/// Rings in series and, for the dipole, the exact annulus response; bodies with cores by a
/// multipole solution of their filling (harmonics up to 16). `soil_W_mK` is the conductivity of
/// the soil around it.
BodyPorts body_ports(const HeatBody& body, double soil_W_mK);

/// The same without any dipole: a line source.
BodyPorts line_source_ports(const HeatBody& body, double soil_W_mK);

}  // namespace maaiveld::influence
