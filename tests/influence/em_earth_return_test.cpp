#include "influence/em/earth_return.h"
#include "tests/support/random.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace maaiveld::influence {
namespace {

using boost::math::quadrature::gauss_kronrod;

double relative(Complex got, Complex expected) {
    return std::abs(got - expected) / std::abs(expected);
}

/// 2 int exp(-h l - d u) cos(l x) / (l + u) dl along the real axis, by brute force: one panel per
/// half oscillation or factor two in l, whichever is shorter.
Complex real_axis_integral(Complex g, double h, double d, double x) {
    const auto f = [&](double l) {
        const Complex u = std::sqrt(l * l + g * g);
        return 2.0 * std::exp(-h * l - d * u) * std::cos(l * x) / (l + u);
    };
    const double end = 45.0 / (h + d);
    const double half_wave = x > 0.0 ? std::numbers::pi / x : end;
    Complex sum;
    double from = 0.0;
    while (from < end) {
        const double to = std::min({end, from + half_wave, from + std::max(from, std::abs(g))});
        sum += gauss_kronrod<double, 31>::integrate(f, from, to, 5, 1e-13);
        from = to;
    }
    return sum;
}

EarthReturn drawn_earth(test::Random& random) {
    return {std::exp(random.between(std::log(10.0), std::log(5e4))),
            std::exp(random.between(std::log(5.0), std::log(5e3)))};
}

TEST(EarthReturn, EqualsPollaczeksIntegralAsHeWroteIt) {
    test::Random random{21};
    for (int i = 0; i < 120; ++i) {
        const EarthReturn earth = drawn_earth(random);
        const LinePair pair{random.between(0.2, 5.0), random.between(0.2, 5.0),
                            std::exp(random.between(std::log(0.01), std::log(300.0)))};
        const Complex g = earth.propagation_per_m();
        const double sum = pair.depth_1_m + pair.depth_2_m;
        const Complex image = g * std::hypot(pair.horizontal_m, sum);
        const Complex expected =
            earth.factor_ohm_m() * (bessel_k(g * pair.distance_m()).k0 - bessel_k(image).k0 +
                                    real_axis_integral(g, 0.0, sum, pair.horizontal_m));

        EXPECT_LT(relative(pollaczek_ohm_m(earth, pair), expected), 1e-8)
            << earth.frequency_Hz << " Hz, " << earth.resistivity_ohm_m << " ohm m, x "
            << pair.horizontal_m;
    }
}

TEST(EarthReturn, EqualsCarsonsAndTheMixedIntegralAlongTheRealAxis) {
    test::Random random{22};
    for (int i = 0; i < 60; ++i) {
        const EarthReturn earth = drawn_earth(random);
        const double h = random.between(0.5, 20.0);
        const double d = random.between(0.5, 20.0);
        const double x = std::exp(random.between(std::log(0.01), std::log(200.0)));
        const Complex g = earth.propagation_per_m();
        const double distance = std::hypot(x, h - d);
        const Complex carson =
            std::log(std::hypot(x, h + d) / distance) + real_axis_integral(g, h + d, 0.0, x);

        EXPECT_LT(relative(carson_ohm_m(earth, {-h, -d, x}), earth.factor_ohm_m() * carson), 1e-8);
        EXPECT_LT(relative(mixed_ohm_m(earth, {-h, d, x}),
                           earth.factor_ohm_m() * real_axis_integral(g, h, d, x)),
                  1e-8);
    }
}

TEST(EarthReturn, IsTheSameFromBothSidesOfTheSurface) {
    const EarthReturn earth{50.0, 100.0};
    for (const double x : {0.1, 1.0, 100.0, 3000.0}) {
        const Complex below = pollaczek_ohm_m(earth, {0.0, 0.0, x});
        const Complex above = carson_ohm_m(earth, {-1e-9, -1e-9, x});
        const Complex mixed = mixed_ohm_m(earth, {-1e-9, 1e-9, x});
        EXPECT_LT(relative(above, below), 1e-8) << x;
        EXPECT_LT(relative(mixed, below), 1e-8) << x;
    }
}

TEST(EarthReturn, AgreesWithWedepohlAndWilcoxForShortDistances) {
    for (const double rho : {10.0, 100.0, 1000.0}) {
        const EarthReturn earth{50.0, rho};
        for (const double share : {0.0003, 0.001, 0.003}) {
            const double x = share / std::abs(earth.propagation_per_m());
            const LinePair pair{0.6 * x, 0.9 * x, x};
            // What the closed form leaves out is of order |g d|^2.
            EXPECT_LT(relative(wedepohl_wilcox_ohm_m(earth, pair), pollaczek_ohm_m(earth, pair)),
                      20.0 * share * share)
                << rho << " " << share;
        }
    }
}

TEST(EarthReturn, AgreesWithTheFitOfTheDirectives) {
    const EarthReturn earth{50.0, 100.0};
    const double w = earth.angular_frequency();
    for (const double x : {5.0, 10.0, 50.0, 100.0, 300.0, 1000.0}) {
        const double fit = w * ccitt_mutual_H_m(earth, x);
        const double exact = std::abs(mutual_impedance_ohm_m(earth, {1.0, 1.0, x}));
        EXPECT_NEAR(fit / exact, 1.0, x <= 100.0 ? 0.0012 : 0.017) << x;
    }
}

TEST(EarthReturn, AgreesWithTheLogarithmicFormUpToFiftyMetres) {
    const EarthReturn earth{50.0, 100.0};
    for (const double x : {0.25, 1.0, 10.0, 50.0}) {
        const Complex exact = mutual_impedance_ohm_m(earth, {1.0, 1.0, x});
        EXPECT_NEAR(std::abs(logarithmic_ohm_m(earth, x)) / std::abs(exact), 1.0, 0.0012) << x;
    }
    EXPECT_NEAR(earth.return_depth_m(), 658.87 * std::sqrt(100.0 / 50.0), 0.01);
    // pi^2 f 1e-7: the resistance of the earth at low frequency.
    EXPECT_NEAR(logarithmic_ohm_m(earth, 1.0).real(), 4.934802e-5, 1e-11);
}

TEST(EarthReturn, FallsWithTheSquareOfALargeDistance) {
    const EarthReturn earth{50.0, 10.0};
    const double unit = 1.0 / std::abs(earth.propagation_per_m());
    const Complex far = mutual_impedance_ohm_m(earth, {0.0, 0.0, 40.0 * unit});
    // Lines on the surface: j w mu0/(2 pi) 2 / (g x)^2 = rho / (pi x^2).
    EXPECT_LT(relative(far, 10.0 / (std::numbers::pi * std::pow(40.0 * unit, 2))), 1e-6);
}

TEST(EarthReturn, ScalesWithTheSkinDepth) {
    // Only lengths times sqrt(f / rho) matter, apart from the factor f in front.
    const Complex low = mutual_impedance_ohm_m({50.0, 100.0}, {1.0, 2.0, 30.0}) / 50.0;
    const Complex high = mutual_impedance_ohm_m({5000.0, 100.0}, {0.1, 0.2, 3.0}) / 5000.0;

    EXPECT_LT(relative(high, low), 1e-10);
}

TEST(EarthReturn, StaysAccurateWhereBookFormulasCancel) {
    const EarthReturn earth{16.7, 1e6};
    const LinePair pair{0.6, 0.6, 0.05};

    EXPECT_LT(relative(pollaczek_ohm_m(earth, pair), wedepohl_wilcox_ohm_m(earth, pair)), 1e-8);
}

}  // namespace
}  // namespace maaiveld::influence
