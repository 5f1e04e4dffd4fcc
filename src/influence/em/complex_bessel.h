#pragma once

#include <complex>

namespace maaiveld::influence {

using Complex = std::complex<double>;

/// Modified Bessel functions of the second kind, K0 and K1, at one argument.
struct BesselK {
    Complex k0;
    Complex k1;
};

/// K0(z) and K1(z) for z != 0 with |arg z| <= 45 degrees, which is where sqrt(j w mu / rho) lies:
/// relative error below 1e-12. Power series up to |z| = 2 (Abramowitz & Stegun 9.6.10, 9.6.13), up
/// to 25 the trapezoidal rule on the integral of exp(-z cosh t) (9.6.24), which converges
/// geometrically, beyond it the asymptotic expansion (9.7.2). Underflows to 0 beyond Re z = 745.
BesselK bessel_k(Complex z);

/// exp(-z) I0(z) and exp(-z) I1(z): they stay finite for every z of the same sector.
struct ScaledBesselI {
    Complex i0;
    Complex i1;
};
ScaledBesselI scaled_bessel_i(Complex z);

/// exp(z) K0(z) and exp(z) K1(z).
BesselK scaled_bessel_k(Complex z);

/// The integral of exp(-2 v - z cosh v) over v from 0 to infinity, which is what is left of
/// Pollaczek's integral straight below the surface: K2(z) - 2 exp(-z) (1 + z) / z^2, by its own
/// series where these two nearly cancel. 1/2 at z = 0.
Complex earth_tail(Complex z);

}  // namespace maaiveld::influence
