#include "influence/heat/district.h"
#include "tests/support/random.h"

#include <Eigen/Dense>
#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;
using Complex = std::complex<double>;

PipePair dn100() {
    return {1.0, 0.35, 0.1143, 0.2, {0.027, std::nullopt, 0.0}, std::nullopt};
}

PipePair random_pair(test::Random& random) {
    PipePair pair;
    pair.pipe_outer_diameter_m = random.between(0.03, 0.5);
    pair.casing_outer_diameter_m = pair.pipe_outer_diameter_m * random.between(1.2, 3.0);
    pair.spacing_m = pair.casing_outer_diameter_m * random.between(1.0, 4.0);
    pair.depth_m = pair.casing_outer_diameter_m * random.between(0.51, 6.0);
    pair.insulation.conductivity_W_mK = random.between(0.02, 0.3);
    return pair;
}

model::SoilProfile soil(double conductivity_W_mK) {
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = conductivity_W_mK;
    return {{layer}, std::nullopt};
}

/// Conduction in and around a pair by collocation on one casing; the other is its reflection. Heat
/// of the right pipe at 1 K while the left one is at `sign` K, over 2 pi times the soil's
/// conductivity: that is hs (+1) or ha (-1).
class PairByCollocation {
public:
    PairByCollocation(const PipePair& pair, double soil_W_mK)
        : H_{pair.depth_m},
          D_{0.5 * pair.spacing_m},
          ri_{0.5 * pair.pipe_outer_diameter_m},
          ro_{0.5 * pair.casing_outer_diameter_m},
          foam_{pair.insulation.conductivity_W_mK / soil_W_mK} {}

    double factor(double sign) const {
        Eigen::MatrixXd rows(2 * kPoints, 2 * kBlock);
        Eigen::VectorXd wanted = Eigen::VectorXd::Zero(2 * kPoints);
        for (int i = 0; i < kPoints; ++i) {
            const double angle = 2.0 * pi * (i + 0.5) / kPoints;
            const double step_m = 1e-5 * ro_;
            const Complex out = std::polar(step_m, angle);
            const Complex at = D_ + std::polar(ro_, angle);
            rows.row(2 * i) << foam(ro_, angle), -ground(at, sign);
            wanted[2 * i] = -1.0;  // the pipe's own 1 K
            rows.row(2 * i + 1) << foam_ * (foam(ro_ + step_m, angle) - foam(ro_ - step_m, angle)),
                -(ground(at + out, sign) - ground(at - out, sign));
            rows.row(2 * i + 1) *= ro_ / (2.0 * step_m);
        }
        const Eigen::VectorXd found = rows.colPivHouseholderQr().solve(wanted);
        EXPECT_LT((rows * found - wanted).cwiseAbs().maxCoeff(), 1e-5);
        return -foam_ * found[0];
    }

private:
    static constexpr int kOrder = 16;
    static constexpr int kPoints = 80;
    static constexpr int kBlock = 1 + 2 * kOrder;

    /// Above the pipe's temperature: zero at ri.
    Eigen::RowVectorXd foam(double r_m, double angle) const {
        Eigen::RowVectorXd row(kBlock);
        row[0] = std::log(r_m / ri_);
        for (int n = 1; n <= kOrder; ++n) {
            const double grows =
                std::pow(r_m / ro_, n) - std::pow(ri_ / ro_, n) * std::pow(ri_ / r_m, n);
            row[2 * n - 1] = grows * std::cos(n * angle);
            row[2 * n] = grows * std::sin(n * angle);
        }
        return row;
    }
    Eigen::RowVectorXd multipoles(Complex z) const {
        Eigen::RowVectorXd row(kBlock);
        row[0] = std::log(std::abs(z - D_));
        for (int n = 1; n <= kOrder; ++n) {
            const Complex f = std::pow(ro_ / (z - D_), n);
            row[2 * n - 1] = f.real();
            row[2 * n] = f.imag();
        }
        return row;
    }
    Eigen::RowVectorXd one(Complex z) const {
        return multipoles(z) - multipoles(std::conj(z) + Complex{0.0, 2.0 * H_});
    }
    Eigen::RowVectorXd ground(Complex z, double sign) const {
        return one(z) + sign * one(-std::conj(z));
    }

    double H_, D_, ri_, ro_, foam_;
};

TEST(DistrictPair, TheFirstOrderIsMuchNearerToCollocation) {
    test::Random random{1991};
    for (int i = 0; i < 30; ++i) {
        PipePair pair = random_pair(random);
        pair.spacing_m = pair.casing_outer_diameter_m * random.between(1.2, 2.0);
        pair.depth_m = pair.casing_outer_diameter_m * random.between(1.0, 2.0);
        const UniformGround ground{1.0, 10.0, 0.0};
        const PairByCollocation exact{pair, 1.0};
        const double hs = exact.factor(1.0);
        const double ha = exact.factor(-1.0);

        const ShapeFactors zeroth = wallenten(pair, ground, Order::Zeroth);
        const ShapeFactors first = wallenten(pair, ground, Order::First);

        EXPECT_LT(5.0 * std::abs(first.hs - hs), std::abs(zeroth.hs - hs)) << i;
        EXPECT_LT(5.0 * std::abs(first.ha - ha), std::abs(zeroth.ha - ha)) << i;
    }
}

TEST(DistrictPair, En13941IsWallentenOfZerothOrder) {
    test::Random random{13941};
    for (int i = 0; i < 200; ++i) {
        const PipePair pair = random_pair(random);
        const UniformGround ground{random.between(0.3, 3.0), 10.0, random.between(0.0, 0.1)};

        const LossCoefficients en = en13941(pair, ground).u;
        const LossCoefficients zeroth = wallenten(pair, ground, Order::Zeroth).u();

        EXPECT_NEAR(en.U1_W_m_K, zeroth.U1_W_m_K, 1e-12 * en.U1_W_m_K);
        EXPECT_NEAR(en.U2_W_m_K, zeroth.U2_W_m_K, 1e-12 * en.U1_W_m_K);
    }
}

TEST(DistrictPair, TheResistancesSolveTheTwoEquations) {
    // T - T0 = (Rs + Ri) q + Rh q_other, for both pipes.
    const PairResistances r = en13941(dn100(), {1.6, 10.0, 0.0685});
    const PairHeat q = heat_of(r.u, 80.0, 50.0, 10.0);
    const double own = r.Rs_K_m_W + r.Ri_K_m_W;

    EXPECT_NEAR(own * q.supply_W_m + r.Rh_K_m_W * q.return_W_m, 70.0, 1e-10);
    EXPECT_NEAR(own * q.return_W_m + r.Rh_K_m_W * q.supply_W_m, 40.0, 1e-10);
}

TEST(DistrictPair, FarApartTheFirstOrderIsAPipeOnItsOwn) {
    PipePair pair = dn100();
    pair.depth_m = 40.0;
    pair.spacing_m = 4000.0;
    const UniformGround ground{1.6, 10.0, 0.0};
    const double alone =
        1.0 / (std::log(0.2 / 0.1143) / (2.0 * pi * 0.027) + std::acosh(400.0) / (2.0 * pi * 1.6));

    const LossCoefficients u = wallenten(pair, ground, Order::First).u();

    EXPECT_NEAR(u.U1_W_m_K, alone, 1e-5 * alone);
    EXPECT_LT(u.U2_W_m_K, 1e-4 * alone);
}

TEST(DistrictPair, WithoutInsulationTheFirstOrderNearsTheExactTouchingDepth) {
    // Bare pipes far apart but shallow: acosh(H/r) is exact; a dipole must come nearer to it.
    PipePair pair = dn100();
    pair.pipe_outer_diameter_m = 0.2 - 1e-9;
    pair.depth_m = 0.2;
    pair.spacing_m = 400.0;
    const UniformGround ground{1.6, 10.0, 0.0};
    const double exact = 1.0 / std::acosh(2.0);

    const double zeroth = wallenten(pair, ground, Order::Zeroth).hs;
    const double first = wallenten(pair, ground, Order::First).hs;

    EXPECT_GT(std::abs(zeroth - exact), 8.0 * std::abs(first - exact));
}

TEST(DistrictPair, ACasingWallAddsItsOwnResistance) {
    PipePair pair = dn100();
    pair.casing = CasingWall{0.0034, 0.4};
    const PairResistances r = en13941(pair, {1.6, 10.0, 0.0});

    EXPECT_NEAR(
        r.Ri_K_m_W,
        std::log(0.1932 / 0.1143) / (2.0 * pi * 0.027) + std::log(0.2 / 0.1932) / (2.0 * pi * 0.4),
        1e-12);
}

TEST(DistrictPair, FoamThatLetsADipolePassIsNoSpecialCase) {
    PipePair pair = dn100();
    const UniformGround ground{0.027 / std::log(0.2 / 0.1143), 10.0, 0.0};  // beta = 1
    UniformGround beside = ground;
    beside.conductivity_W_mK *= 1.0 + 1e-9;

    const ShapeFactors at = wallenten(pair, ground, Order::First);

    EXPECT_TRUE(std::isfinite(at.hs) && std::isfinite(at.ha));
    EXPECT_NEAR(at.hs, wallenten(pair, beside, Order::First).hs, 1e-7);
}

TEST(DistrictAgeing, GoesFromNewToAged) {
    const InsulationAgeing ageing{0.026, 0.030, 15.0};

    EXPECT_DOUBLE_EQ(aged_conductivity_W_mK(ageing, 0.0), 0.026);
    EXPECT_NEAR(aged_conductivity_W_mK(ageing, 15.0), 0.030 - 0.004 / std::numbers::e, 1e-15);
    EXPECT_NEAR(aged_conductivity_W_mK(ageing, 1000.0), 0.030, 1e-15);
}

TEST(DistrictPair, TakesGroundFilmAndTemperatureFromTheSection) {
    GroundSurface surface;
    surface.temperature_C = 12.0;
    surface.film_W_m2K = 14.6;
    const HeatPair pair{"P", dn100(), 80.0, 50.0, {}};

    const auto results = assess_heat_pairs(soil(1.6), surface, {pair});

    ASSERT_TRUE(results) << results.error().text();
    const HeatPairResult& r = results->front();
    EXPECT_DOUBLE_EQ(r.ground.surface_resistance_m2K_W, 1.0 / 14.6);
    EXPECT_NEAR(r.resistances.Rs_K_m_W, std::log(4.0 * (1.0 + 1.6 / 14.6) / 0.2) / (2.0 * pi * 1.6),
                1e-12);
    EXPECT_LT(r.heat.total_W_m(), r.bare_heat.total_W_m());
    EXPECT_EQ(r.ground.temperature_C, 12.0);
}

TEST(DistrictPair, RefusesWhatCannotBe) {
    const auto refusal = [](const auto& change) {
        HeatPair pair{"P", dn100(), 80.0, 50.0, {}};
        change(pair);
        const auto results = assess_heat_pairs(soil(1.6), GroundSurface{}, {pair});
        return results ? std::string{"accepted"} : results.error().text();
    };

    EXPECT_NE(refusal([](HeatPair& p) { p.pipes.spacing_m = 0.15; }).find("overlap by 0.05 m"),
              std::string::npos);
    EXPECT_NE(refusal([](HeatPair& p) { p.pipes.depth_m = 0.09; }).find("above the surface"),
              std::string::npos);
    EXPECT_NE(refusal([](HeatPair& p) { p.supply_C = -300.0; }).find("absolute zero"),
              std::string::npos);
    EXPECT_NE(refusal([](HeatPair& p) {
                  p.pipes.insulation.conductivity_W_mK = -1.0;
              }).find("must be above 0"),
              std::string::npos);
    EXPECT_NE(refusal([](HeatPair& p) { p.return_C = std::nan(""); }).find("heat pair `P`"),
              std::string::npos);
    EXPECT_EQ(refusal([](HeatPair&) {}), "accepted");
}

TEST(DistrictPair, RefusesLayeredSoilUnlessTold) {
    model::SoilProfile layered = soil(1.6);
    layered.layers.push_back(layered.layers.front());
    HeatPair pair{"P", dn100(), 80.0, 50.0, {}};

    const auto refused = assess_heat_pairs(layered, GroundSurface{}, {pair});
    pair.ground.conductivity_W_mK = 1.6;
    const auto accepted = assess_heat_pairs(layered, GroundSurface{}, {pair});

    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("2 layers"), std::string::npos);
    EXPECT_TRUE(accepted);
}

}  // namespace
}  // namespace maaiveld::influence
