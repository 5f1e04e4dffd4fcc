#include "influence/settlement/compression_strain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {
namespace {

const model::Isotache kClay{0.02, 0.2, 0.01};
const model::Koppejan kPeat{30.0, 200.0, 8.0, 60.0};
const Swelling kPeatSwelling{40.0, 400.0};

StressPath oedometer() {
    StressPath path;
    path.initial_kPa = 20.0;
    path.preconsolidation_kPa = 30.0;
    path.steps = {{0.0, 15.0}, {3.0, 25.0}, {10.0, -20.0}, {20.0, 30.0}};
    return path;
}

/// The rate equation de/dt = c/theta with the intrinsic time theta as unknown, in steps of at most
/// a thousandth of theta (Simpson's rule, since theta grows evenly under constant stress).
double strain_by_rates(const model::Isotache& soil, double tau, const StressPath& path,
                       double until, double longest_days) {
    const double beta = (soil.b - soil.a) / soil.c;
    double stress = path.initial_kPa;
    double intrinsic = tau * std::pow(path.preconsolidation_kPa / stress, beta);
    double creep = 0.0;
    double day = 0.0;
    while (day < until) {
        // A change of stress carries the intrinsic time along with (s_old/s_new)^beta.
        const double next = path.stress_kPa(day + 1e-9);
        intrinsic *= std::pow(stress / next, beta);
        stress = next;
        double step = std::min({longest_days, 1e-3 * intrinsic + 1e-9, until - day});
        for (const StressStep& load : path.steps)
            if (load.day > day) step = std::min(step, load.day - day);
        creep += step / 6.0 * soil.c *
                 (1.0 / intrinsic + 4.0 / (intrinsic + 0.5 * step) + 1.0 / (intrinsic + step));
        intrinsic += step;
        day += step;
    }
    return soil.a * std::log(path.stress_kPa(until) / path.initial_kPa) + creep;
}

TEST(IsotacheStrain, IsTheIntegralOfTheRateForManySteps) {
    const StressPath path = oedometer();

    const auto strain = isotache_strain(kClay, 1.0, path, {1.0, 9.0, 15.0, 40.0});

    EXPECT_NEAR(strain[0], strain_by_rates(kClay, 1.0, path, 1.0, 0.1), 2e-7);
    EXPECT_NEAR(strain[1], strain_by_rates(kClay, 1.0, path, 9.0, 0.1), 2e-7);
    EXPECT_NEAR(strain[2], strain_by_rates(kClay, 1.0, path, 15.0, 0.1), 2e-7);
    EXPECT_NEAR(strain[3], strain_by_rates(kClay, 1.0, path, 40.0, 0.1), 2e-7);
}

TEST(IsotacheStrain, IsTheIntegralOfTheRateWhileStressStillRises) {
    StressPath path = oedometer();
    path.degree = [](double day, double step_day) {
        return degree_of_consolidation((day - step_day) / 8.0);
    };

    const auto strain = isotache_strain(kClay, 1.0, path, {2.0, 30.0});

    EXPECT_NEAR(strain[0], strain_by_rates(kClay, 1.0, path, 2.0, 1e-4), 2e-5);
    EXPECT_NEAR(strain[1], strain_by_rates(kClay, 1.0, path, 30.0, 1e-4), 2e-5);
}

TEST(IsotacheStrain, TakesNoMoreStepsForMomentsThatNearlyCoincide) {
    StressPath path = oedometer();
    int calls = 0;
    path.degree = [&calls](double day, double step_day) {
        ++calls;
        return degree_of_consolidation((day - step_day) / 8.0);
    };

    isotache_strain(kClay, 1.0, path, {1e-30, 1.0});

    EXPECT_LT(calls, 20000);
}

TEST(IsotacheStrain, HasTheClosedFormOfASingleStep) {
    StressPath path;
    path.initial_kPa = 20.0;
    path.preconsolidation_kPa = 32.0;
    path.steps = {{0.0, 50.0}};
    const double te = 4.0 * std::pow(32.0 / 70.0, (0.2 - 0.02) / 0.01);

    const auto strain = isotache_strain(kClay, 4.0, path, {100.0});

    EXPECT_NEAR(strain[0], 0.02 * std::log(70.0 / 20.0) + 0.01 * std::log((te + 100.0) / te),
                1e-12);
}

TEST(IsotacheStrain, EndsOnTheVirginLineAfterTheReferenceTime) {
    StressPath path;
    path.initial_kPa = 20.0;
    path.preconsolidation_kPa = 30.0;
    path.steps = {{0.0, 80.0}};

    const auto strain = isotache_strain(kClay, 1.0, path, {1.0});

    // After tau the isotache through (s, tau) is reached, but for what was crept on the way there.
    EXPECT_NEAR(strain[0], 0.02 * std::log(1.5) + 0.2 * std::log(100.0 / 30.0), 1e-6);
}

TEST(IsotacheStrain, DrainingAtOnceIsTheLimitOfFastDrainage) {
    StressPath path = oedometer();
    const auto drained = isotache_strain(kClay, 1.0, path, {2.0, 40.0});
    path.degree = [](double day, double step_day) {
        return degree_of_consolidation((day - step_day) * 1e6);
    };

    const auto fast = isotache_strain(kClay, 1.0, path, {2.0, 40.0});

    EXPECT_NEAR(fast[0], drained[0], 1e-6);
    EXPECT_NEAR(fast[1], drained[1], 1e-6);
}

TEST(IsotacheStrain, WithoutCreepIsTheLimitOfLittleCreep) {
    const StressPath path = oedometer();
    const std::vector<double> days{1.0, 9.0, 15.0, 40.0};

    const auto none = isotache_strain({0.02, 0.2, 0.0}, 1.0, path, days);
    const auto little = isotache_strain({0.02, 0.2, 1e-6}, 1.0, path, days);

    for (std::size_t i = 0; i < days.size(); ++i)
        EXPECT_NEAR(none[i], little[i], 2e-5) << days[i];
}

TEST(IsotacheStrain, StaysFiniteForSoilThatHardlyCreeps) {
    StressPath path;
    path.initial_kPa = 1.0;
    path.preconsolidation_kPa = 2.0;
    path.steps = {{0.0, 999.0}, {5.0, -990.0}};
    path.degree = [](double day, double step_day) { return 1.0 - std::exp(step_day - day); };

    const auto strain = isotache_strain({0.01, 0.5, 1e-4}, 1.0, path, {0.0, 1e-9, 3.0, 1e5});

    EXPECT_NEAR(strain[0], 0.0, 1e-12);
    for (const double value : strain)
        EXPECT_TRUE(std::isfinite(value));
    EXPECT_GT(strain[2], 0.49 * std::log(400.0));
}

TEST(BjerrumStrain, EqualsIsotachesForConvertedParametersAndIsSmall) {
    const model::Bjerrum bjerrum{0.02, 0.15, 0.006};
    const model::Isotache converted = as_isotache(bjerrum);
    StressPath path;
    path.initial_kPa = 50.0;
    path.preconsolidation_kPa = 60.0;
    path.steps = {{0.0, 30.0}};
    const double te = 1.0 * std::pow(60.0 / 80.0, (0.15 - 0.02) / 0.006);

    const auto strain = isotache_strain(converted, 1.0, path, {365.0});

    EXPECT_NEAR(strain[0], 0.02 * std::log10(80.0 / 50.0) + 0.006 * std::log10((te + 365.0) / te),
                1e-12);
}

TEST(KoppejanStrain, OfOneStepIsTheTextbookFormula) {
    StressPath path;
    path.initial_kPa = 20.0;
    path.preconsolidation_kPa = 30.0;
    path.steps = {{5.0, 30.0}};

    const auto strain =
        koppejan_strain(kPeat, kPeatSwelling, 1.0, path, {5.0, 5.0 + 99.0, 5.0 + 9999.0});

    EXPECT_EQ(strain[0], 0.0);
    EXPECT_NEAR(strain[1],
                (1.0 / 30.0 + 2.0 / 200.0) * std::log(1.5) +
                    (1.0 / 8.0 + 2.0 / 60.0) * std::log(50.0 / 30.0),
                1e-12);
    EXPECT_NEAR(strain[2] - strain[1], 2.0 * (std::log(1.5) / 200.0 + std::log(50.0 / 30.0) / 60.0),
                1e-12);
}

TEST(KoppejanStrain, OfALoadInTwoPartsOnOneDayIsThatOfTheWhole) {
    StressPath whole;
    whole.initial_kPa = 20.0;
    whole.preconsolidation_kPa = 30.0;
    whole.steps = {{0.0, 30.0}};
    StressPath parts = whole;
    parts.steps = {{0.0, 7.0}, {1e-12, 23.0}};

    EXPECT_NEAR(koppejan_strain(kPeat, kPeatSwelling, 1.0, whole, {50.0})[0],
                koppejan_strain(kPeat, kPeatSwelling, 1.0, parts, {50.0})[0], 1e-12);
}

TEST(KoppejanStrain, ReloadsAlongTheStiffBranchOnlyWhenPreconsolidationIsRaised) {
    StressPath path;
    path.initial_kPa = 20.0;
    path.preconsolidation_kPa = 30.0;
    path.steps = {{0.0, 30.0}, {10.0, -25.0}, {20.0, 25.0}};
    const auto raised = koppejan_strain(kPeat, kPeatSwelling, 1.0, path, {19.999, 20.001});
    path.raise_preconsolidation = false;
    const auto kept = koppejan_strain(kPeat, kPeatSwelling, 1.0, path, {19.999, 20.001});

    EXPECT_NEAR(raised[1] - raised[0], std::log(2.0) / 30.0, 1e-4);
    EXPECT_NEAR(kept[1] - kept[0], std::log(30.0 / 25.0) / 30.0 + std::log(50.0 / 30.0) / 8.0,
                1e-4);
}

TEST(KoppejanStrain, DelaysThePrimaryPartOnly) {
    StressPath path;
    path.initial_kPa = 20.0;
    path.preconsolidation_kPa = 100.0;
    path.steps = {{0.0, 20.0}};
    path.degree = [](double, double) { return 0.25; };

    const auto strain = koppejan_strain(kPeat, kPeatSwelling, 1.0, path, {9.0});

    EXPECT_NEAR(strain[0], (0.25 / 30.0 + 1.0 / 200.0) * std::log(2.0), 1e-12);
}

}  // namespace
}  // namespace maaiveld::influence
