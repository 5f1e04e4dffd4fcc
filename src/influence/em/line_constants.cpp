#include "influence/em/line_constants.h"

#include <cmath>

namespace maaiveld::influence {

ScreenTube strand_ring(int strands, double strand_gmr_m, double strand_resistance_ohm_m,
                       double circle_radius_m) {
    const double k = strands;
    const double gmr =
        std::pow(strand_gmr_m * k, 1.0 / k) * std::pow(circle_radius_m, 1.0 - 1.0 / k);
    return {circle_radius_m, gmr, strand_resistance_ohm_m / k};
}

ScreenTube tape_ring(double mean_radius_m, double thickness_m, double resistivity_ohm_m_metal) {
    const double section_m2 = 2.0 * std::numbers::pi * mean_radius_m * thickness_m;
    return {mean_radius_m, mean_radius_m, resistivity_ohm_m_metal / section_m2};
}

double solid_gmr_m(double radius_m, double relative_permeability) {
    return radius_m * std::exp(-0.25 * relative_permeability);
}

Complex internal_impedance_ohm_m(const PipeMetal& pipe, double frequency_Hz) {
    const double w = 2.0 * std::numbers::pi * frequency_Hz;
    const Complex j_w_mu{0.0, w * kMagneticConstant_H_m * pipe.relative_permeability};
    const Complex m = std::sqrt(j_w_mu / pipe.resistivity_ohm_m);
    const double outer = pipe.outer_radius_m;
    const Complex surface = m * pipe.resistivity_ohm_m / (2.0 * std::numbers::pi * outer);
    if (pipe.wall_m <= 0.0) return surface;
    const double inner = outer - pipe.wall_m;
    const auto i_out = scaled_bessel_i(m * outer);
    const auto k_out = scaled_bessel_k(m * outer);
    const auto i_in = scaled_bessel_i(m * inner);
    const auto k_in = scaled_bessel_k(m * inner);
    // What the scaling left out: exp(m t) in the first products, exp(-m t) in the second.
    const Complex back = std::exp(-2.0 * m * pipe.wall_m);
    return surface * (i_out.i0 * k_in.k1 + back * k_out.k0 * i_in.i1) /
           (i_out.i1 * k_in.k1 - back * k_out.k1 * i_in.i1);
}

Complex coating_admittance_S_m(const PipeCoating& coating, double outer_radius_m,
                               double frequency_Hz) {
    const double girth = 2.0 * std::numbers::pi * outer_radius_m;
    const double conductance = girth / coating.resistance_ohm_m2;
    if (coating.thickness_m <= 0.0) return conductance;
    const double w = 2.0 * std::numbers::pi * frequency_Hz;
    const double permittivity = kElectricConstant_F_m * coating.relative_permittivity;
    return {conductance, w * girth * permittivity / coating.thickness_m};
}

double coating_defect_A_m2(double voltage_V, double soil_resistivity_ohm_m, double diameter_m) {
    return 8.0 * voltage_V / (std::numbers::pi * soil_resistivity_ohm_m * diameter_m);
}

}  // namespace maaiveld::influence
