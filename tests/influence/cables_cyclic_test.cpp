#include "influence/cables/cable_crossing.h"
#include "influence/cables/cable_cyclic.h"
#include "influence/cables/cable_rating.h"
#include "tests/influence/cable_examples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

CyclicBasis basis() {
    CyclicBasis b;
    b.joule_W_m = 40.0;
    b.conductor_rise_K = 60.0;
    b.diameter_m = 0.06;
    b.depth_m = 1.0;
    b.resistivity_KmW = 1.0;
    b.rating_A = 400.0;
    return b;
}

CableDailyLoad hours(std::vector<double> loads) {
    CableDailyLoad load;
    load.hourly = std::move(loads);
    return load;
}

/// E1(x) by the midpoint rule on its integral, t = x + s / (1 - s).
double integral_E1(double x) {
    double sum = 0.0;
    constexpr int kSteps = 200000;
    for (int i = 0; i < kSteps; ++i) {
        const double s = (i + 0.5) / kSteps;
        const double t = x + s / (1.0 - s);
        sum += std::exp(-t) / t / ((1.0 - s) * (1.0 - s)) / kSteps;
    }
    return sum;
}

TEST(CyclicFactor, IsOneForALoadThatNeverChanges) {
    const auto c = cyclic_factor(basis(), hours(std::vector<double>(24, 250.0)), "C");
    ASSERT_TRUE(c);
    EXPECT_NEAR(c->factor_M, 1.0, 1e-12);
    EXPECT_NEAR(c->loss_load_factor, 1.0, 1e-12);
    EXPECT_NEAR(c->peak_current_A, 400.0, 1e-9);
}

TEST(CyclicFactor, RisesWhenThePeakIsShorter) {
    double before = 1.0;
    for (const std::size_t peak : {12U, 6U, 3U, 1U}) {
        std::vector<double> day(24, 0.5);
        std::fill_n(day.begin() + 5, peak, 1.0);
        const auto c = cyclic_factor(basis(), hours(day), "C");
        ASSERT_TRUE(c);
        EXPECT_GT(c->factor_M, before);
        EXPECT_EQ(c->peak_hour, 5 + static_cast<int>(peak) - 1);
        before = c->factor_M;
    }
}

TEST(CyclicFactor, DoesNotDependOnTheUnitOfTheLoadOrWhereTheDayBegins) {
    std::vector<double> day{3, 3, 3, 3, 4, 5,  7,  9, 8, 8, 7, 7,
                            7, 7, 7, 8, 9, 10, 10, 9, 7, 5, 4, 3};
    const auto one = cyclic_factor(basis(), hours(day), "C");
    std::rotate(day.begin(), day.begin() + 13, day.end());
    for (double& load : day)
        load *= 31.0;
    const auto other = cyclic_factor(basis(), hours(day), "C");
    ASSERT_TRUE(one && other);
    EXPECT_NEAR(one->factor_M, other->factor_M, 1e-12);
}

TEST(CyclicFactor, UsesTheStepResponseOfALineSource) {
    const CyclicBasis b = basis();
    const double d = 4.68e-7;
    for (const double t : {1.0, 3.0, 6.0}) {
        const double x = 0.06 * 0.06 / (16.0 * t * 3600.0 * d);
        EXPECT_NEAR(soil_attainment(b, d, t), integral_E1(x) / (2.0 * std::log(4.0 / 0.06)), 1e-6);
    }
    EXPECT_LT(soil_attainment(b, d, 6.0), soil_attainment(b, d, 600.0));
}

TEST(CyclicFactor, OfAGroupOfOneIsThatOfASingleCable) {
    CyclicBasis group = basis();
    group.cables = 3;
    group.mutual_factor = 101.0;
    EXPECT_LT(soil_attainment(group, 4e-7, 6.0), soil_attainment(basis(), 4e-7, 6.0));
    group.cables = 1;
    group.mutual_factor = 1.0;
    EXPECT_DOUBLE_EQ(soil_attainment(group, 4e-7, 6.0), soil_attainment(basis(), 4e-7, 6.0));
}

TEST(CyclicFactor, TakesTheDiffusivityFromTheResistivityUnlessOneIsGiven) {
    CyclicBasis b = basis();
    CableDailyLoad day = hours(std::vector<double>(24, 1.0));
    EXPECT_NEAR(cyclic_factor(b, day, "C")->diffusivity_m2_s, 4.68e-7, 1e-20);
    b.resistivity_KmW = 32.0;  // 32^0.8 = 16
    EXPECT_NEAR(cyclic_factor(b, day, "C")->diffusivity_m2_s, 4.68e-7 / 16.0, 1e-20);
    day.diffusivity_m2_s = 6e-7;
    EXPECT_EQ(cyclic_factor(b, day, "C")->diffusivity_m2_s, 6e-7);
}

TEST(CyclicFactor, RefusesDaysThatAreNone) {
    EXPECT_FALSE(cyclic_factor(basis(), hours(std::vector<double>(23, 1.0)), "C"));
    EXPECT_FALSE(cyclic_factor(basis(), hours(std::vector<double>(24, 0.0)), "C"));
    EXPECT_FALSE(cyclic_factor(basis(), hours(std::vector<double>(24, -1.0)), "C"));
    CyclicBasis bare = basis();
    bare.diameter_m = 0.0;
    EXPECT_FALSE(cyclic_factor(bare, hours(std::vector<double>(24, 1.0)), "C"));
}

CableModel rated_model(CableCircuit circuit) {
    const auto model = cable_model(circuit, test::soil_of(1.0), test::surface_at(20.0), 50.0);
    EXPECT_TRUE(model) << model.error().text();
    return model ? *model : CableModel{};
}

TEST(CableCrossing, ThatRunsParallelCountsAsAParallelSource) {
    CableCircuit circuit = test::single();
    circuit.crossings.push_back({"heat", 1.5, 40.0, 0.0});
    const CableModel m = rated_model(circuit);
    const auto alone = axis_rating(m, 0, 0.0);
    const auto crossing = crossing_rating(m, alone.rating_A, alone.state);
    const double rise = 40.0 / (2.0 * std::numbers::pi) * std::log(2.5 / 0.5);

    ASSERT_TRUE(crossing);
    EXPECT_NEAR(crossing->rise_K, rise, 1e-8);
    EXPECT_NEAR(crossing->rating_A, axis_rating(m, 0, rise).rating_A, 0.005 * alone.rating_A);
}

TEST(CableCrossing, IsDampedByHeatAlongTheConductor) {
    CableCircuit circuit = test::single();
    circuit.crossings.push_back({"heat", 1.3, 60.0, 90.0});
    const CableModel m = rated_model(circuit);
    const auto alone = axis_rating(m, 0, 0.0);
    const auto damped = crossing_rating(m, alone.rating_A, alone.state);
    ASSERT_TRUE(damped);
    EXPECT_LT(damped->rise_K, damped->rise_undamped_K);
    EXPECT_LT(damped->rating_A, alone.rating_A);

    CableModel stiff = m;
    stiff.circuit.conducts_along = false;
    const auto full = crossing_rating(stiff, alone.rating_A, alone.state);
    EXPECT_NEAR(full->rise_K, full->rise_undamped_K, 1e-12);
    EXPECT_LT(full->rating_A, damped->rating_A);
}

TEST(CableCrossing, EqualsTheSumOverThinSlices) {
    CableCircuit circuit = test::single();
    circuit.crossings.push_back({"heat", 1.3, 60.0, 60.0});
    const CableModel m = rated_model(circuit);
    const auto alone = axis_rating(m, 0, 0.0);
    const auto crossing = crossing_rating(m, alone.rating_A, alone.state);
    ASSERT_TRUE(crossing);
    const CableState& s = alone.state;
    const double T = s.T1_K_m_W + s.T3_K_m_W + s.T4_K_m_W;
    const double with = s.T1_K_m_W + (1.0 + s.lambda1) * (s.T3_K_m_W + s.T4_K_m_W);
    const double dW =
        crossing->rating_A * crossing->rating_A * s.R_ohm_m * 3.93e-3 / (1.0 + 3.93e-3 * 70.0);
    const double gamma = std::sqrt(2.5e-3 / 630e-6 / T * (1.0 - dW * with));
    const double dz = 1e-4;
    double sum = 0.0;
    for (int v = 1; v <= 1000000; ++v) {
        sum +=
            std::exp(-v * gamma * dz) * crossing_rise_K(m.circuit.crossings[0], 1.0, 1.0, v * dz);
    }
    EXPECT_NEAR(crossing->rise_K, (std::exp(gamma * dz) - 1.0) * sum, 1e-3);
}

TEST(CableCrossing, ThroughTheCableIsRefused) {
    CableCircuit circuit = test::single();
    circuit.crossings.push_back({"heat", 1.01, 60.0, 90.0});
    const CableModel m = rated_model(circuit);
    const auto alone = axis_rating(m, 0, 0.0);
    EXPECT_FALSE(crossing_rating(m, alone.rating_A, alone.state));
}

}  // namespace
}  // namespace maaiveld::influence
