#pragma once

#include "influence/em/complex_bessel.h"

#include <numbers>

namespace maaiveld::influence {

/// Permeability of vacuum, as the formulas of line theory have it; the value measured since 2019
/// differs by 1e-10.
constexpr double kMagneticConstant_H_m = 4e-7 * std::numbers::pi;
constexpr double kElectricConstant_F_m = 8.8541878128e-12;

/// The ground as the way back of alternating current: uniform, without displacement currents
/// (valid while w eps rho << 1: at 1000 ohm m to about 1 MHz).
struct EarthReturn {
    double frequency_Hz = 50.0;
    double resistivity_ohm_m = 100.0;

    double angular_frequency() const { return 2.0 * std::numbers::pi * frequency_Hz; }
    /// j w mu0 / (2 pi), the factor in front of every impedance per metre.
    Complex factor_ohm_m() const;
    /// g = sqrt(j w mu0 / rho), per metre; |arg| = 45 degrees.
    Complex propagation_per_m() const;
    /// De = 2 e^(1/2 - gamma) / |g| = 658.87 sqrt(rho / f) m: the depth of the fictive return.
    double return_depth_m() const;
};

/// Two lines that run beside each other. Depths are below the surface; negative is above it.
struct LinePair {
    double depth_1_m = 0.0;
    double depth_2_m = 0.0;
    double horizontal_m = 0.0;  ///< apart in plan; the sign does not matter

    double distance_m() const;
};

/// Which formula for the ground.
enum class EarthModel {
    Full,            ///< Pollaczek below, Carson above, the mixed integral between them
    WedepohlWilcox,  ///< closed form for |g d| < 0.25, buried
    Logarithmic      ///< w mu0 / 8 + j w mu0 / (2 pi) ln(De / d); "modified Carson"
};

/// Impedance per metre [ohm/m] that two parallel lines of zero thickness share through the ground:
/// the voltage along the one per ampere in the other with the ground as return. A conductor's own
/// external impedance is the same function at its own geometric mean radius as horizontal
/// distance. Not for distance 0.
Complex mutual_impedance_ohm_m(const EarthReturn& earth, const LinePair& pair,
                               EarthModel model = EarthModel::Full);

/// Pollaczek (1926), both lines buried or on the surface. The integral along the real axis is
/// turned onto the path of steepest descent, where it splits into a closed form and an integral
/// over a finite angle without oscillation, done by adaptive Gauss-Kronrod:
///   j w mu0/(2 pi) { K0(g d) + cos(2 phi) A(g D) + B(g D, phi) },  D e^(j phi) = h1 + h2 + j x,
///   A(z) = int_0^inf exp(-2 v - z cosh v) dv,  B = int_0^phi sin(2 t) exp(-z cos(phi - t)) dt.
/// docs/theory/electromagnetic.md derives it.
Complex pollaczek_ohm_m(const EarthReturn& earth, const LinePair& buried);

/// Carson (1926), both lines above the ground or on it.
Complex carson_ohm_m(const EarthReturn& earth, const LinePair& above);

/// One line above, the other below the ground.
Complex mixed_ohm_m(const EarthReturn& earth, const LinePair& pair);

/// Wedepohl & Wilcox (1973), for |g d| < 0.25:
/// j w mu0/(2 pi) { -ln(e^gamma g d / 2) + 1/2 - 2 g (h1 + h2) / 3 }.
Complex wedepohl_wilcox_ohm_m(const EarthReturn& earth, const LinePair& pair);

/// The logarithmic form, for d < 0.15 De.
Complex logarithmic_ohm_m(const EarthReturn& earth, double distance_m);

/// Magnitude of the mutual inductance [H/m] by the fit of the CCITT (ITU-T) Directives to Carson's
/// curves, for lines on the surface; within 0.1 % up to 100 m and 1.7 % up to 1 km at 100 ohm m.
/// A check and a bridge to other people's figures, not used by the program's own results.
double ccitt_mutual_H_m(const EarthReturn& earth, double distance_m);

}  // namespace maaiveld::influence
