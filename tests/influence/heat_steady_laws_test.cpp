// Laws that hold for every section, whatever its shape.

#include "influence/heat/steady.h"
#include "tests/influence/heat_sections.h"

#include <Eigen/Eigenvalues>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace maaiveld::influence {
namespace {

SteadySolver built(const HeatSection& section, const SteadyOptions& options = {}) {
    auto solver = SteadySolver::build(section, options);
    if (!solver) throw std::runtime_error(solver.error().text());
    return *solver;
}

double total_heat_W_m(const SteadyHeat& heat) {
    double sum_W_m = 0.0;
    for (const BodyState& state : heat.states())
        sum_W_m += state.heat_W_m;
    return sum_W_m;
}

double total_size_W_m(const SteadyHeat& heat) {
    double sum_W_m = 0.0;
    for (const BodyState& state : heat.states())
        sum_W_m += std::abs(state.heat_W_m);
    return sum_W_m;
}

class SteadyLaws : public testing::TestWithParam<std::uint64_t> {
protected:
    HeatSection section_ = test::random_section(GetParam(), 3 + GetParam() % 6);
    SteadySolver solver_ = built(section_);
};

TEST_P(SteadyLaws, AllHeatLeavesThroughTheSurface) {
    const auto heat = solver_.solve();
    ASSERT_TRUE(heat) << heat.error().text();

    EXPECT_NEAR(heat->surface_heat_W_m(), total_heat_W_m(*heat), 1e-9 * total_size_W_m(*heat));
}

TEST_P(SteadyLaws, HeatFromHereWarmsThereAsHeatFromThereWarmsHere) {
    const Eigen::MatrixXd& r = solver_.resistance_K_m_W();

    EXPECT_LT((r - r.transpose()).cwiseAbs().maxCoeff(), 1e-13 * r.diagonal().maxCoeff());
    EXPECT_GT(r.minCoeff(), 0.0);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts{r};
    EXPECT_GT(parts.eigenvalues().minCoeff(), 0.0);
}

TEST_P(SteadyLaws, ContributionsAddUpToEveryTemperature) {
    const auto heat = solver_.solve();
    ASSERT_TRUE(heat) << heat.error().text();
    const InfluenceMatrix influence = heat->influence();

    for (std::size_t i = 0; i < heat->states().size(); ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        const double rise_K = heat->states()[i].temperature_C - heat->undisturbed_C()(row);
        EXPECT_NEAR(influence.kelvin.row(row).sum(), rise_K, 1e-9);
        EXPECT_NEAR(influence.kelvin_by_heat.row(row).sum(), rise_K, 1e-9);
    }
}

TEST_P(SteadyLaws, AContributionIsWhatOneSourceDoesAlone) {
    const std::vector<Condition> all = solver_.conditions();
    const std::vector<double> ground_C = solver_.undisturbed_C();
    const auto together = solver_.solve();
    ASSERT_TRUE(together) << together.error().text();
    const InfluenceMatrix influence = together->influence();

    for (std::size_t j = 0; j < all.size(); ++j) {
        std::vector<Condition> alone;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i == j) {
                alone.push_back(all[i]);
            } else if (std::holds_alternative<HeldTemperature>(all[i])) {
                alone.emplace_back(HeldTemperature{ground_C[i]});
            } else {
                alone.emplace_back(GivenHeat{0.0});
            }
        }
        const auto heat = solver_.solve(alone, ground_C);
        ASSERT_TRUE(heat) << heat.error().text();
        for (std::size_t i = 0; i < all.size(); ++i) {
            EXPECT_NEAR(influence.kelvin(Eigen::Index(i), Eigen::Index(j)),
                        heat->states()[i].temperature_C - ground_C[i], 1e-9);
        }
    }
}

TEST_P(SteadyLaws, ABodyHeldWhereItEndedGivesTheSameHeat) {
    const auto heat = solver_.solve();
    ASSERT_TRUE(heat) << heat.error().text();
    std::vector<Condition> held;
    for (const BodyState& state : heat->states())
        held.emplace_back(HeldTemperature{state.temperature_C});

    const auto again = solver_.solve(held, solver_.undisturbed_C());

    ASSERT_TRUE(again);
    for (std::size_t i = 0; i < held.size(); ++i)
        EXPECT_NEAR(again->states()[i].heat_W_m, heat->states()[i].heat_W_m, 1e-9);
}

TEST_P(SteadyLaws, StandingWaterStaysBetweenTheColdestAndTheWarmest) {
    std::vector<Condition> conditions;
    for (std::size_t i = 0; i < solver_.sources().size(); ++i) {
        conditions.push_back(i % 2 == 0 ? Condition{HeldTemperature{60.0}} : Condition{NoHeat{}});
    }
    const std::vector<double> ground_C(conditions.size(), 10.0);

    const auto heat = solver_.solve(conditions, ground_C);

    ASSERT_TRUE(heat);
    for (std::size_t i = 1; i < conditions.size(); i += 2) {
        EXPECT_GT(heat->states()[i].temperature_C, 10.0);
        EXPECT_LT(heat->states()[i].temperature_C, 60.0);
    }
}

TEST_P(SteadyLaws, MoreHarmonicsChangeNoMoreThanPromised) {
    SteadyOptions many;
    many.order = 40;
    const Eigen::MatrixXd exact = built(section_, many).resistance_K_m_W();

    const double change = (solver_.resistance_K_m_W() - exact).cwiseAbs().maxCoeff();

    EXPECT_LE(solver_.accuracy(), 1e-10);
    EXPECT_LT(change, 2.0 * solver_.accuracy() * exact.diagonal().maxCoeff() + 1e-14);
}

TEST_P(SteadyLaws, MirroringTheStreetMirrorsTheAnswer) {
    HeatSection mirrored = section_;
    for (HeatBody& body : mirrored.bodies) {
        body.at.x_m = 3.0 - body.at.x_m;
        for (Core& core : body.cores)
            core.dx_m = -core.dx_m;
    }

    const Eigen::MatrixXd r = built(mirrored).resistance_K_m_W();

    EXPECT_LT((r - solver_.resistance_K_m_W()).cwiseAbs().maxCoeff(), 1e-12);
}

INSTANTIATE_TEST_SUITE_P(RandomSections, SteadyLaws, testing::Range<std::uint64_t>(1, 21));

TEST(SteadyConvergence, IsExponentialInTheOrder) {
    const auto section = test::street_section(0.25);
    SteadyOptions options;
    options.order = 30;
    const double exact_C = built(section, options).solve()->find("water")->temperature_C;
    double before = 1.0;
    for (const int order : {1, 3, 5, 7}) {
        options.order = order;

        const double now =
            std::abs(built(section, options).solve()->find("water")->temperature_C - exact_C);

        EXPECT_LT(now, 0.1 * before) << order;
        before = now;
    }
    EXPECT_LT(before, 1e-6);
}

TEST(SteadyConvergence, TouchingCablesWithJacketsReachEightDigits) {
    // CIGRE TB 880 case 0-1 geometry, gap 1e-4 diameters, recomputed by another program (R).
    const double diameter_m = 0.0755;
    const double apart_m = diameter_m * (1.0 + 1e-4);
    auto section = test::ground(1.0, 0.0);
    const double up_m = apart_m / std::sqrt(3.0);
    const std::vector<Ring> jacket{{diameter_m, 1.0 / 3.5}};
    section.bodies = {test::round_body("top", {0.0, 1.0 - up_m}, 0.0685, jacket, GivenHeat{1.0}),
                      test::round_body("left", {-apart_m / 2.0, 1.0 + up_m / 2.0}, 0.0685, jacket,
                                       GivenHeat{1.0}),
                      test::round_body("right", {apart_m / 2.0, 1.0 + up_m / 2.0}, 0.0685, jacket,
                                       GivenHeat{1.0})};

    const auto heat = built(section).solve();

    EXPECT_NEAR(heat->find("top")->temperature_C, 1.6748303, 5e-8);
    EXPECT_NEAR(heat->find("left")->temperature_C, 1.6847328, 5e-8);
    EXPECT_NEAR(heat->find("right")->temperature_C, 1.6847328, 5e-8);
}

}  // namespace
}  // namespace maaiveld::influence
