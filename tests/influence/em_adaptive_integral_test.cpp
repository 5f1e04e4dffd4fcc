#include "influence/em/adaptive_integral.h"
#include "influence/em/earth_return.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

TEST(AdaptiveIntegral, TakesAPolynomialInOnePiece) {
    int calls = 0;
    const auto f = [&](double x) {
        ++calls;
        return Complex{x * x, 1.0};
    };

    const Complex integral = adaptive_integral(f, 0.0, 3.0, 1e-12);

    EXPECT_NEAR(integral.real(), 9.0, 1e-12);
    EXPECT_NEAR(integral.imag(), 3.0, 1e-12);
    EXPECT_EQ(calls, 15);
}

TEST(AdaptiveIntegral, FindsASharpPeakAndALogarithm) {
    const auto peak = [](double x) { return 1e-3 / (x * x + 1e-6); };
    const auto logarithm = [](double x) { return std::log(std::abs(x - 0.3)); };

    EXPECT_NEAR(adaptive_integral(peak, -1.0, 2.0, 1e-10).real(), std::atan(2e3) + std::atan(1e3),
                1e-9);
    EXPECT_NEAR(adaptive_integral(logarithm, 0.0, 1.0, 1e-9).real(),
                0.3 * std::log(0.3) + 0.7 * std::log(0.7) - 1.0, 1e-8);
}

TEST(AdaptiveIntegral, EndsOnAShortInterval) {
    int calls = 0;
    const auto f = [&](double x) {
        ++calls;
        return std::sin(x);
    };

    EXPECT_NEAR(adaptive_integral(f, 0.0, 1e-6, 1e-11).real() / 5e-13, 1.0, 1e-10);
    EXPECT_LT(calls, 100);
}

TEST(AdaptiveIntegral, EndsOnWhatIsNoNumber) {
    const auto f = [](double x) { return std::log(x - 2.0); };

    EXPECT_TRUE(std::isnan(adaptive_integral(f, 0.0, 1.0, 1e-9).real()));
}

TEST(EarthReturn, IsFiniteAndQuickForAnyPlaceAndGround) {
    test::Random random{51};
    const auto drawn = [&](double low, double high) {
        return std::exp(random.between(std::log(low), std::log(high)));
    };
    for (int i = 0; i < 3000; ++i) {
        const EarthReturn earth{drawn(1e-3, 1e9), drawn(1e-3, 1e9)};
        const double side_1 = random.below(2) == 0 ? 1.0 : -1.0;
        const double side_2 = random.below(2) == 0 ? 1.0 : -1.0;
        const LinePair pair{side_1 * drawn(1e-3, 1e4), side_2 * drawn(1e-3, 1e4),
                            random.below(8) == 0 ? 0.0 : drawn(1e-6, 1e6)};
        const Complex z = mutual_impedance_ohm_m(earth, pair);
        ASSERT_TRUE(std::isfinite(z.real()) && std::isfinite(z.imag()))
            << earth.frequency_Hz << " " << earth.resistivity_ohm_m << " " << pair.depth_1_m << " "
            << pair.depth_2_m << " " << pair.horizontal_m;
        EXPECT_EQ(
            z, mutual_impedance_ohm_m(earth, {pair.depth_1_m, pair.depth_2_m, -pair.horizontal_m}));
    }
}

}  // namespace
}  // namespace maaiveld::influence
