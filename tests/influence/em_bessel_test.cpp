#include "influence/em/complex_bessel.h"
#include "tests/support/random.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/bessel.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

double relative(Complex got, Complex expected) {
    return std::abs(got - expected) / std::abs(expected);
}

Complex drawn(test::Random& random) {
    const double magnitude = std::exp(random.between(std::log(1e-6), std::log(300.0)));
    return std::polar(magnitude, random.between(-0.25, 0.25) * std::numbers::pi);
}

/// K_n(z) from its integral, by adaptive quadrature.
Complex integral_k(int n, Complex z) {
    const auto f = [&](double t) { return std::exp(-z * (std::cosh(t) - 1.0)) * std::cosh(n * t); };
    const double end = std::acosh(1.0 + 60.0 / z.real());
    return std::exp(-z) *
           boost::math::quadrature::gauss_kronrod<double, 31>::integrate(f, 0.0, end, 15, 1e-13);
}

TEST(ComplexBessel, EqualsTheRealFunctionsOnTheRealAxis) {
    for (const double x :
         {1e-8, 1e-3, 0.1, 0.5, 1.0, 1.99, 2.0, 2.01, 5.0, 24.9, 25.1, 100.0, 600.0}) {
        EXPECT_LT(relative(bessel_k(x).k0, boost::math::cyl_bessel_k(0, x)), 2e-14) << x;
        EXPECT_LT(relative(bessel_k(x).k1, boost::math::cyl_bessel_k(1, x)), 2e-14) << x;
        const double scale = std::exp(-x);
        EXPECT_LT(relative(scaled_bessel_i(x).i0, scale * boost::math::cyl_bessel_i(0, x)), 2e-13);
        EXPECT_LT(relative(scaled_bessel_i(x).i1, scale * boost::math::cyl_bessel_i(1, x)), 2e-13);
    }
}

TEST(ComplexBessel, EqualsItsIntegralInTheComplexPlane) {
    test::Random random{11};
    for (int i = 0; i < 300; ++i) {
        const Complex z = drawn(random);
        EXPECT_LT(relative(bessel_k(z).k0, integral_k(0, z)), 1e-11) << z;
        EXPECT_LT(relative(bessel_k(z).k1, integral_k(1, z)), 1e-11) << z;
    }
}

TEST(ComplexBessel, HoldsTheWronskian) {
    test::Random random{12};
    for (int i = 0; i < 1000; ++i) {
        const Complex z = drawn(random);
        const auto k = scaled_bessel_k(z);
        const auto first = scaled_bessel_i(z);

        // I0 K1 + I1 K0 = 1 / z; the scalings cancel.
        EXPECT_LT(relative(first.i0 * k.k1 + first.i1 * k.k0, 1.0 / z), 1e-12) << z;
    }
}

TEST(ComplexBessel, GivesTheTailOfTheEarthIntegralByQuadrature) {
    test::Random random{13};
    for (int i = 0; i < 300; ++i) {
        const Complex z = drawn(random);
        if (z.real() > 100.0) continue;  // nothing is left of either
        const auto f = [&](double v) { return std::exp(-2.0 * v - z * (std::cosh(v) - 1.0)); };
        const double end = std::min(40.0, std::acosh(1.0 + 60.0 / z.real()));
        using boost::math::quadrature::gauss_kronrod;
        const Complex expected =
            std::exp(-z) * gauss_kronrod<double, 31>::integrate(f, 0.0, end, 15, 1e-13);
        EXPECT_LT(relative(earth_tail(z), expected), 1e-11) << z;
    }
}

TEST(ComplexBessel, StaysFiniteForHugeArguments) {
    const Complex z = std::polar(5000.0, 0.25 * std::numbers::pi);

    EXPECT_EQ(std::abs(bessel_k(z).k0), 0.0);
    EXPECT_TRUE(std::isfinite(std::abs(scaled_bessel_i(z).i0)));
    EXPECT_LT(relative(scaled_bessel_k(z).k0, std::sqrt(std::numbers::pi / (2.0 * z))), 1e-4);
}

}  // namespace
}  // namespace maaiveld::influence
