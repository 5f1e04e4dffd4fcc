#include "influence/settlement/consolidation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace maaiveld::influence {
namespace {

/// Excess pressure in a layer of height 1, drained at the top, closed at the bottom, by implicit
/// mid-point steps: another road to the average degree.
double degree_by_differences(double time_factor) {
    constexpr std::size_t cells = 400;
    constexpr std::size_t steps = 4000;
    const double h = 1.0 / cells;
    const double r = time_factor / steps / (h * h) / 2.0;
    std::vector<double> u(cells, 1.0);
    std::vector<double> upper(cells);
    std::vector<double> right(cells);
    for (std::size_t step = 0; step < steps; ++step) {
        for (std::size_t i = 0; i < cells; ++i) {
            // The drained face lies half a cell above the first centre.
            const double left = i == 0 ? 2.0 : 1.0;
            const double below = i + 1 == cells ? 0.0 : 1.0;
            const double from_left = i == 0 ? 0.0 : u[i - 1];
            const double from_below = i + 1 == cells ? 0.0 : u[i + 1];
            const double b = 1.0 + r * (left + below);
            double value = u[i] + r * (left * (from_left - u[i]) + below * (from_below - u[i]));
            const double a = i == 0 ? 0.0 : -r;
            const double previous = i == 0 ? 0.0 : upper[i - 1];
            const double pivot = b - a * previous;
            upper[i] = -r * below / pivot;
            right[i] = (value - a * (i == 0 ? 0.0 : right[i - 1])) / pivot;
        }
        for (std::size_t i = cells; i-- > 0;)
            u[i] = right[i] - (i + 1 == cells ? 0.0 : upper[i] * u[i + 1]);
    }
    double left = 0.0;
    for (const double value : u)
        left += value * h;
    return 1.0 - left;
}

TEST(DegreeOfConsolidation, AgreesWithFiniteDifferences) {
    for (const double factor : {0.01, 0.04, 0.06, 0.197, 0.5, 1.129}) {
        EXPECT_NEAR(degree_of_consolidation(factor), degree_by_differences(factor), 2e-4) << factor;
    }
}

TEST(DegreeOfConsolidation, JoinsItsTwoFormulasWithoutAStep) {
    const double below = degree_of_consolidation(0.05 * (1.0 - 1e-12));
    const double above = degree_of_consolidation(0.05);

    EXPECT_NEAR(below, above, 1e-9);
}

TEST(DegreeOfConsolidation, RisesFromNothingToEverything) {
    double before = 0.0;
    for (double factor = 1e-6; factor < 10.0; factor *= 1.3) {
        const double degree = degree_of_consolidation(factor);
        EXPECT_GE(degree, before);
        EXPECT_LE(degree, 1.0);
        before = degree;
    }
    EXPECT_EQ(degree_of_consolidation(0.0), 0.0);
    EXPECT_EQ(degree_of_consolidation(-1.0), 0.0);
    EXPECT_NEAR(degree_of_consolidation(1e4), 1.0, 1e-15);
}

TEST(TimeFactor, IsTheInverseOfTheDegree) {
    for (const double degree : {0.0, 0.001, 0.1, 0.2523, 0.5, 0.9, 0.999, 1.0 - 1e-9}) {
        EXPECT_NEAR(degree_of_consolidation(time_factor_of(degree)), degree, 1e-12) << degree;
    }
}

TEST(RadialDegree, HasTheMeanResistanceOfTheRingAroundADrain) {
    const VerticalDrains drains{VerticalDrains::Grid::Square, 1.0, 0.1, 1e-7, 0.0};
    // Equal strain: pressure grows as ln(r/rw) - (r^2 - rw^2)/(2 re^2); its mean over the ring is
    // F.
    const double re = 1.0 / std::sqrt(std::numbers::pi);
    const double rw = 0.05;
    constexpr int rings = 200000;
    double sum = 0.0;
    for (int i = 0; i < rings; ++i) {
        const double r = rw + (re - rw) * (i + 0.5) / rings;
        sum += (std::log(r / rw) - (r * r - rw * rw) / (2.0 * re * re)) * 2.0 * r * (re - rw) /
               rings / (re * re - rw * rw);
    }
    const double time_s = 5.0 * 86400.0;
    const double expected = 1.0 - std::exp(-2.0 * 1e-7 * time_s / (re * re * sum));

    EXPECT_NEAR(radial_degree(drains, time_s), expected, 1e-8);
    EXPECT_EQ(radial_degree(drains, -1.0), 0.0);
}

TEST(RadialDegree, DrainsATriangularGridFasterThanASquareOneOfTheSameSpacing) {
    VerticalDrains drains{VerticalDrains::Grid::Square, 1.2, 0.06, 1e-7, 0.0};
    const double square = radial_degree(drains, 1e7);
    drains.grid = VerticalDrains::Grid::Triangular;

    EXPECT_GT(radial_degree(drains, 1e7), square);
}

TEST(AssessConsolidations, AnswersInDaysAndDegrees) {
    Consolidation item;
    item.id = "clay";
    item.cv_m2_s = 1e-7;
    item.drainage_path_m = 2.0;
    item.times_days = {0.0, 100.0};
    item.degrees = {0.5};

    const auto results = assess_consolidations({item});

    ASSERT_TRUE(results);
    const ConsolidationResult& result = results->front();
    EXPECT_EQ(result.degree_at_time[0], 0.0);
    EXPECT_NEAR(result.degree_at_time[1], 2.0 * std::sqrt(0.216 / std::numbers::pi), 0.003);
    EXPECT_NEAR(result.time_factor_of_degree[0], 0.197, 3e-4);
    EXPECT_NEAR(result.days_to_degree[0], 0.1967 * 4.0 / 1e-7 / 86400.0, 0.5);
}

TEST(AssessConsolidations, ReachesADegreeSoonerWithDrains) {
    Consolidation item;
    item.id = "clay";
    item.cv_m2_s = 1e-8;
    item.drainage_path_m = 3.0;
    item.degrees = {0.9};
    const double without = assess_consolidations({item})->front().days_to_degree[0];
    item.drains = VerticalDrains{VerticalDrains::Grid::Triangular, 1.0, 0.065, 2e-8, 30.0};
    const double with = assess_consolidations({item})->front().days_to_degree[0];
    item.degrees.clear();
    item.times_days = {with};

    EXPECT_LT(with, 0.2 * without);
    EXPECT_NEAR(assess_consolidations({item})->front().degree_at_time[0], 0.9, 1e-9);
}

TEST(AssessConsolidations, RefusesWhatCannotBe) {
    Consolidation item;
    item.id = "clay";
    item.times_days = {1.0};
    EXPECT_EQ(assess_consolidations({item}).error().where, "consolidation `clay`");

    item.cv_m2_s = -1e-8;
    item.drainage_path_m = 1.0;
    EXPECT_FALSE(assess_consolidations({item}));
    item.cv_m2_s = 1e-8;
    EXPECT_TRUE(assess_consolidations({item}));
    item.degrees = {1.0};
    EXPECT_FALSE(assess_consolidations({item}));
    item.degrees = {std::nan("")};
    EXPECT_FALSE(assess_consolidations({item}));
    item.degrees.clear();
    item.drains = VerticalDrains{VerticalDrains::Grid::Square, 0.1, 0.2, 1e-8, 0.0};
    EXPECT_FALSE(assess_consolidations({item}));
}

}  // namespace
}  // namespace maaiveld::influence
