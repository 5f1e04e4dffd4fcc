#include "influence/heat/steady.h"
#include "influence/heat/surface_image.h"
#include "tests/influence/heat_sections.h"

#include <boost/math/quadrature/exp_sinh.hpp>
#include <boost/math/special_functions/expint.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace maaiveld::influence {
namespace {

using Complex = std::complex<double>;

/// z e^z E_n(z) = integral over s of e^-s (1 + s / z)^-n, by quadrature.
Complex by_quadrature(Complex z, int n) {
    boost::math::quadrature::exp_sinh<double> rule;
    const auto part = [&](bool imaginary) {
        return rule.integrate(
            [&](double s) {
                const Complex value = std::exp(-s) * std::pow(1.0 + s / z, -n);
                return imaginary ? value.imag() : value.real();
            },
            1e-13);
    };
    return {part(false), part(true)};
}

TEST(ExponentialIntegrals, AgreeWithTheIntegralThatDefinesThem) {
    for (const Complex z :
         {Complex{0.02, 0.0}, Complex{0.3, 0.4}, Complex{0.99, 0.1}, Complex{1.01, -0.1},
          Complex{3.0, 9.0}, Complex{12.0, -40.0}, Complex{60.0, 1.0}}) {
        const auto values = scaled_exponential_integrals(z, 40);
        for (const int n : {1, 2, 3, 7, 19, 40}) {
            const Complex oracle = by_quadrature(z, n);
            EXPECT_LT(std::abs(values[static_cast<std::size_t>(n - 1)] - oracle),
                      1e-11 * std::abs(oracle) + 1e-14)
                << z << " order " << n;
        }
    }
}

TEST(ExponentialIntegrals, AgreeWithTheLibraryOnTheRealAxis) {
    for (const double x : {0.001, 0.1, 0.9, 1.1, 4.0, 25.0}) {
        const auto values = scaled_exponential_integrals(x, 6);
        for (unsigned n = 1; n <= 6; ++n) {
            const double oracle = x * std::exp(x) * boost::math::expint(n, x);
            EXPECT_NEAR(values[n - 1].real(), oracle, 1e-12 * oracle) << x << " order " << n;
        }
    }
}

SteadyHeat solved(const HeatSection& section, SurfaceModel surface = SurfaceModel::Film) {
    SteadyOptions options;
    options.surface = surface;
    auto heat = solve_steady(section, options);
    if (!heat) throw std::runtime_error(heat.error().text());
    return *heat;
}

HeatSection pipe_under(double film_W_m2K, double depth_m) {
    auto section = test::ground(1.5, 10.0);
    section.surface.film_W_m2K = film_W_m2K;
    section.bodies = {test::round_body("p", {0.0, depth_m}, 0.2, {}, HeldTemperature{60.0})};
    return section;
}

TEST(SurfaceFilm, AVeryGoodFilmIsAnIsothermalSurface) {
    auto isothermal = pipe_under(1.0, 0.6);
    isothermal.surface.film_W_m2K.reset();
    const double bare_W_m = solved(isothermal).states()[0].heat_W_m;
    double before_W_m = 0.0;
    for (const double film_W_m2K : {1.0, 10.0, 100.0, 1e4, 1e8}) {
        const double now_W_m = solved(pipe_under(film_W_m2K, 0.6)).states()[0].heat_W_m;
        EXPECT_GT(now_W_m, before_W_m);
        EXPECT_LT(now_W_m, bare_W_m);
        before_W_m = now_W_m;
    }
    EXPECT_NEAR(before_W_m, bare_W_m, 1e-6 * bare_W_m);
}

TEST(SurfaceFilm, AVeryPoorFilmIsTheOnlyResistanceLeft) {
    // All ground below a poor film takes one temperature near the pipe; doubling the resistance of
    // the film then adds a fixed amount per doubling: ln 2 / (2 pi) * 2 per unit of conductivity.
    const auto resistance = [](double film_W_m2K) {
        return 50.0 / solved(pipe_under(film_W_m2K, 0.6)).states()[0].heat_W_m;
    };
    const double step = resistance(5e-6) - resistance(1e-5);
    EXPECT_NEAR(step, std::log(2.0) / (std::numbers::pi * 1.5), 1e-4);
}

TEST(SurfaceFilm, TheRaisedSurfaceIsTheFilmToSecondOrder) {
    // The practice of adding conductivity / film to the depth: the closed form for one pipe, and
    // its distance to the exact film, which shrinks with the third power of the added depth.
    const auto difference = [](double film_W_m2K) {
        const auto section = pipe_under(film_W_m2K, 0.6);
        const double raised = solved(section, SurfaceModel::RaisedSurface).states()[0].heat_W_m;
        const double closed =
            2.0 * std::numbers::pi * 1.5 * 50.0 / std::acosh((0.6 + 1.5 / film_W_m2K) / 0.1);
        EXPECT_NEAR(raised, closed, 1e-9 * closed);
        return std::abs(solved(section).states()[0].heat_W_m / raised - 1.0);
    };
    EXPECT_LT(difference(14.6), 0.001);
    EXPECT_NEAR(difference(200.0) / difference(400.0), 8.0, 0.3);
}

}  // namespace
}  // namespace maaiveld::influence
