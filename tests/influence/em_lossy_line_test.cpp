#include "influence/em/lossy_line.h"
#include "tests/support/random.h"

#include <Eigen/LU>
#include <Eigen/Sparse>
#include <Eigen/SparseLU>
#include <gtest/gtest.h>

#include <cmath>

namespace maaiveld::influence {
namespace {

LossyLine pipe(double length_m, Complex emf_V_m) {
    LossyLine line;
    line.impedance_ohm_m = {6e-5, 5.5e-4};
    line.admittance_S_m = {9.4e-6, 6e-7};
    line.stretches = {{length_m, emf_V_m}};
    return line;
}

std::vector<VoltageSample> solved(const LossyLine& line) {
    const auto samples = voltages_along(line);
    EXPECT_TRUE(samples) << samples.error().text();
    return samples ? *samples : std::vector<VoltageSample>{};
}

TEST(LossyLine, HasHalfTheEmfAtEitherEndOfAShortIsolatedLine) {
    const auto samples = solved(pipe(10.0, 0.04));

    EXPECT_NEAR(std::abs(samples.front().voltage_V), 0.2, 1e-6);
    EXPECT_NEAR(std::abs(samples.back().voltage_V), 0.2, 1e-6);
    EXPECT_LT(std::abs(samples.front().voltage_V + samples.back().voltage_V), 1e-12);
}

TEST(LossyLine, EndsAtTheEmfOverGammaOnALongIsolatedLine) {
    const LossyLine line = pipe(2e6, 0.04);
    const auto samples = solved(line);
    const Complex expected = 0.04 / wave_of(line).gamma_per_m;

    EXPECT_LT(std::abs(samples.back().voltage_V - expected) / std::abs(expected), 1e-12);
    // In the middle the current is E / z and the voltage nothing.
    const auto& middle = samples[samples.size() / 2];
    EXPECT_LT(std::abs(middle.voltage_V), 1e-9 * std::abs(expected));
    EXPECT_LT(std::abs(middle.current_A - 0.04 / line.impedance_ohm_m), 1e-6);
}

TEST(LossyLine, FollowsTheClosedFormBetweenIsolatedEnds) {
    LossyLine line = pipe(3000.0, 0.04);
    line.largest_step_m = 100.0;
    const Complex gamma = wave_of(line).gamma_per_m;
    for (const VoltageSample& s : solved(line)) {
        const double x = s.at_m - 1500.0;
        const Complex v = 0.04 / gamma * std::sinh(gamma * x) / std::cosh(gamma * 1500.0);
        const Complex i =
            0.04 / line.impedance_ohm_m * (1.0 - std::cosh(gamma * x) / std::cosh(gamma * 1500.0));
        EXPECT_LT(std::abs(s.voltage_V - v), 1e-11);
        EXPECT_LT(std::abs(s.current_A - i), 1e-9);
    }
}

TEST(LossyLine, GivesTheWholeEmfAtTheFarEndWhenOneEndIsEarthed) {
    LossyLine line = pipe(10.0, 0.04);
    line.admittance_S_m = 0.0;
    line.start = 0.0;
    const auto samples = solved(line);

    EXPECT_EQ(samples.front().voltage_V, Complex{});
    EXPECT_NEAR(std::abs(samples.back().voltage_V - 0.4), 0.0, 1e-12);
    EXPECT_FALSE(wave_of(line).characteristic_ohm);
}

TEST(LossyLine, DrivesTheLoopCurrentBetweenTwoEarths) {
    LossyLine line = pipe(100.0, 0.04);
    line.admittance_S_m = 0.0;
    line.start = 2.0;
    line.end = 3.0;
    const Complex expected = 4.0 / (5.0 + 100.0 * line.impedance_ohm_m);
    const auto samples = solved(line);

    EXPECT_LT(std::abs(samples.front().current_A - expected), 1e-12);
    EXPECT_LT(std::abs(samples.front().voltage_V + 2.0 * expected), 1e-12);
    EXPECT_LT(std::abs(samples.back().voltage_V - 3.0 * expected), 1e-12);
}

/// The same line as a ladder of many lumped pi-sections, solved as one sparse system.
Eigen::VectorXcd ladder(const LossyLine& line, double step_m, std::vector<double>& at_m) {
    std::vector<double> lengths;
    std::vector<Complex> emf;
    for (const LineStretch& s : line.stretches) {
        for (double at = 0.0; at < s.length_m; at += step_m) {
            lengths.push_back(step_m);
            emf.push_back(s.emf_V_m);
        }
    }
    const auto count = static_cast<Eigen::Index>(lengths.size()) + 1;
    Eigen::SparseMatrix<Complex> a(count, count);
    Eigen::VectorXcd b = Eigen::VectorXcd::Zero(count);
    at_m.assign(1, 0.0);
    for (Eigen::Index i = 0; i + 1 < count; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const Complex series = 1.0 / (line.impedance_ohm_m * lengths[k]);
        const Complex shunt = 0.5 * line.admittance_S_m * lengths[k];
        a.coeffRef(i, i) += series + shunt;
        a.coeffRef(i + 1, i + 1) += series + shunt;
        a.coeffRef(i, i + 1) -= series;
        a.coeffRef(i + 1, i) -= series;
        b(i) -= emf[k] / line.impedance_ohm_m;
        b(i + 1) += emf[k] / line.impedance_ohm_m;
        at_m.push_back(at_m.back() + lengths[k]);
    }
    if (line.start) a.coeffRef(0, 0) += 1.0 / *line.start;
    if (line.end) a.coeffRef(count - 1, count - 1) += 1.0 / *line.end;
    for (const EarthedPlace& place : line.earthed) {
        Eigen::Index nearest = 0;
        for (Eigen::Index i = 0; i < count; ++i) {
            if (std::abs(at_m[static_cast<std::size_t>(i)] - place.at_m) <
                std::abs(at_m[static_cast<std::size_t>(nearest)] - place.at_m))
                nearest = i;
        }
        a.coeffRef(nearest, nearest) += 1.0 / place.impedance_ohm;
    }
    Eigen::SparseLU<Eigen::SparseMatrix<Complex>> solver{a};
    return solver.solve(b);
}

TEST(LossyLine, EqualsALadderOfLumpedSections) {
    test::Random random{41};
    for (int round = 0; round < 8; ++round) {
        LossyLine line = pipe(1.0, 0.0);
        line.stretches.clear();
        for (int i = 0; i < 4; ++i)
            line.stretches.push_back({500.0 * (1 + random.below(3)),
                                      std::polar(random.between(0.0, 0.1), random.between(0, 6))});
        if (round % 2 == 0) line.start = random.between(0.5, 20.0);
        if (round % 3 == 0) line.end = random.between(0.5, 20.0);
        line.earthed = {{line.stretches[0].length_m + 0.5 * line.stretches[1].length_m, 4.0}};
        std::vector<double> at_m;
        const Eigen::VectorXcd expected = ladder(line, 2.5, at_m);
        const double largest = expected.cwiseAbs().maxCoeff();

        line.largest_step_m = 125.0;
        for (const VoltageSample& s : solved(line)) {
            std::size_t i = 0;
            while (at_m[i] < s.at_m - 1e-6)
                ++i;
            ASSERT_NEAR(at_m[i], s.at_m, 1e-6);
            EXPECT_LT(std::abs(s.voltage_V - expected(static_cast<Eigen::Index>(i))),
                      2e-5 * largest);
        }
    }
}

TEST(LossyLine, LosesAsMuchCurrentAsLeaks) {
    LossyLine line = pipe(4000.0, {0.03, 0.01});
    line.stretches.push_back({1000.0, 0.0});
    line.start = 5.0;
    line.largest_step_m = 1.0;
    const auto samples = solved(line);
    Complex leaked;
    for (std::size_t i = 0; i + 1 < samples.size(); ++i)
        leaked += 0.5 * (samples[i].voltage_V + samples[i + 1].voltage_V) * line.admittance_S_m;

    EXPECT_LT(std::abs(samples.front().current_A - leaked), 1e-6);
    EXPECT_LT(std::abs(samples.front().current_A + samples.front().voltage_V / 5.0), 1e-10);
    EXPECT_LT(std::abs(samples.back().current_A), 1e-10);
}

TEST(LossyLine, KeepsItsAccuracyWhenNextToNothingLeaks) {
    LossyLine line = pipe(1000.0, 0.04);
    line.admittance_S_m = 1e-18;
    line.largest_step_m = 50.0;
    const auto samples = solved(line);

    EXPECT_NEAR(samples.front().voltage_V.real(), -20.0, 1e-9);
    EXPECT_NEAR(samples.back().voltage_V.real(), 20.0, 1e-9);
}

TEST(LossyLine, DoesNotDependOnHowItIsCut) {
    LossyLine line = pipe(2500.0, 0.02);
    line.end = 10.0;
    const Complex whole = solved(line).front().voltage_V;
    line.stretches = {{400.0, 0.02}, {1100.0, 0.02}, {1000.0, 0.02}};
    line.largest_step_m = 7.0;

    EXPECT_LT(std::abs(solved(line).front().voltage_V - whole), 1e-9);
}

TEST(LossyLine, RefusesALineThatIsNotDefined) {
    LossyLine floating = pipe(100.0, 0.04);
    floating.admittance_S_m = 0.0;
    EXPECT_NE(voltages_along(floating).error().message.find("nowhere earthed"), std::string::npos);

    EXPECT_FALSE(voltages_along(pipe(0.0, 0.04)));
    EXPECT_FALSE(voltages_along(pipe(NAN, 0.04)));
    EXPECT_FALSE(voltages_along(pipe(1e12, 0.04)));
    LossyLine off = pipe(100.0, 0.04);
    off.earthed = {{101.0, 1.0}};
    EXPECT_FALSE(voltages_along(off));
    off.earthed = {{50.0, -1.0}};
    EXPECT_FALSE(voltages_along(off));
    LossyLine ideal = pipe(100.0, 0.04);
    ideal.impedance_ohm_m = 0.0;
    EXPECT_FALSE(voltages_along(ideal));
}

}  // namespace
}  // namespace maaiveld::influence
