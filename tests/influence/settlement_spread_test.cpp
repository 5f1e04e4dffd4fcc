#include "influence/settlement/stress_spread.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

/// A strip as many line loads (Flamant).
double by_lines(const StripLoad& strip, double x, double z) {
    constexpr int count = 40000;
    const double step = (strip.outer_right_m - strip.outer_left_m) / count;
    double sum = 0.0;
    for (int i = 0; i < count; ++i) {
        const double at = strip.outer_left_m + (i + 0.5) * step;
        const double up = (at - strip.outer_left_m) / (strip.inner_left_m - strip.outer_left_m);
        const double down =
            (strip.outer_right_m - at) / (strip.outer_right_m - strip.inner_right_m);
        double pressure = 1.0;
        if (at < strip.inner_left_m) pressure = up;
        if (at > strip.inner_right_m) pressure = down;
        const double r2 = (at - x) * (at - x) + z * z;
        sum += pressure * step * 2.0 * z * z * z / (pi * r2 * r2);
    }
    return sum;
}

/// An area as many point loads (Boussinesq).
template <class Inside>
double by_points(double half, double x, double y, double z, Inside inside) {
    constexpr int count = 1200;
    const double step = 2.0 * half / count;
    double sum = 0.0;
    for (int i = 0; i < count; ++i) {
        for (int k = 0; k < count; ++k) {
            const double px = -half + (i + 0.5) * step;
            const double py = -half + (k + 0.5) * step;
            if (!inside(px, py)) continue;
            const double r2 = (px - x) * (px - x) + (py - y) * (py - y) + z * z;
            sum += step * step * 3.0 * z * z * z / (2.0 * pi * std::pow(r2, 2.5));
        }
    }
    return sum;
}

TEST(VerticalStress, OfAStripIsTheSumOfItsLineLoads) {
    const StripLoad plain{-1.0, -1.0, 2.0, 2.0};
    const StripLoad sloped{-3.0, -1.0, 2.0, 2.5};
    for (const StripLoad& strip : {plain, sloped}) {
        for (const double x : {-4.0, -1.0, 0.3, 2.2}) {
            for (const double z : {0.2, 1.0, 5.0}) {
                EXPECT_NEAR(vertical_stress_ratio(strip, Spread::Elastic, {x, 0.0, z}),
                            by_lines(strip, x, z), 1e-6)
                    << x << ' ' << z;
            }
        }
    }
}

TEST(VerticalStress, OfARectangleIsTheSumOfItsPointLoads) {
    const RectangleLoad area{-1.0, 0.5, -0.5, 1.5};
    const auto inside = [&](double x, double y) {
        return x > area.left_m && x < area.right_m && y > area.front_m && y < area.back_m;
    };
    for (const double x : {0.0, 1.5}) {
        for (const double z : {0.5, 2.0}) {
            EXPECT_NEAR(vertical_stress_ratio(area, Spread::Elastic, {x, 0.2, z}),
                        by_points(1.5, x, 0.2, z, inside), 1e-3);
        }
    }
}

TEST(VerticalStress, OfADiscIsTheSumOfItsPointLoads) {
    const auto inside = [](double x, double y) { return x * x + y * y < 1.0; };
    for (const double z : {0.5, 1.0, 3.0}) {
        EXPECT_NEAR(vertical_stress_ratio(DiscLoad{1.0}, Spread::Elastic, {0.0, 0.0, z}),
                    by_points(1.0, 0.0, 0.0, z, inside), 1e-3);
    }
}

TEST(VerticalStress, OfALongRectangleIsThatOfAStrip) {
    const StripLoad strip{-1.0, -1.0, 2.0, 2.0};
    const RectangleLoad area{-1.0, 2.0, -500.0, 500.0};

    for (const double x : {-2.0, 0.5, 2.0}) {
        EXPECT_NEAR(vertical_stress_ratio(strip, Spread::Elastic, {x, 0.0, 1.5}),
                    vertical_stress_ratio(area, Spread::Elastic, {x, 0.0, 1.5}), 1e-6);
    }
}

TEST(VerticalStress, CarriesTheWholeLoadAtEveryDepth) {
    const StripLoad strip{-2.0, -1.0, 1.0, 1.5};
    const double load = 0.5 * (3.5 + 2.0);
    for (const Spread spread : {Spread::Elastic, Spread::TwoToOne, Spread::None}) {
        for (const double z : {0.0, 0.5, 2.0}) {
            double sum = 0.0;
            for (double x = -400.0; x < 400.0; x += 0.002)
                sum += 0.002 * vertical_stress_ratio(strip, spread, {x, 0.0, z});
            EXPECT_NEAR(sum, load, 2e-3) << static_cast<int>(spread) << ' ' << z;
        }
    }
}

TEST(VerticalStress, IsThatOfTheLoadJustBelowItAndNothingAboveIt) {
    const StripLoad strip{-1.0, -1.0, 1.0, 1.0};
    const RectangleLoad area{-1.0, 1.0, -1.0, 1.0};
    for (const LoadShape& shape : {LoadShape{strip}, LoadShape{area}, LoadShape{DiscLoad{1.0}},
                                   LoadShape{EverywhereLoad{}}}) {
        EXPECT_NEAR(vertical_stress_ratio(shape, Spread::Elastic, {0.0, 0.0, 1e-6}), 1.0, 1e-9);
        EXPECT_EQ(vertical_stress_ratio(shape, Spread::Elastic, {0.0, 0.0, 0.0}), 1.0);
        EXPECT_EQ(vertical_stress_ratio(shape, Spread::Elastic, {0.0, 0.0, -0.1}), 0.0);
    }
    EXPECT_NEAR(vertical_stress_ratio(strip, Spread::Elastic, {1.0, 0.0, 1e-6}), 0.5, 1e-5);
}

TEST(VerticalStress, StaysBetweenNothingAndTheLoad) {
    test::Random random{77};
    for (int i = 0; i < 2000; ++i) {
        const double left = random.between(-5.0, 0.0);
        const StripLoad strip{left, left + random.between(0.0, 1.0), 1.5, random.between(1.5, 3.0)};
        const SpreadPoint point{random.between(-8.0, 8.0), 0.0, random.between(0.0, 10.0)};
        for (const Spread spread : {Spread::Elastic, Spread::TwoToOne, Spread::None}) {
            const double ratio = vertical_stress_ratio(strip, spread, point);
            EXPECT_GE(ratio, -1e-12);
            EXPECT_LE(ratio, 1.0 + 1e-12);
        }
    }
}

}  // namespace
}  // namespace maaiveld::influence
