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

TwinPipe twin_dn50() {
    return {1.0, 0.0603 + 0.020, 0.0603, 0.2, {0.027, std::nullopt, 0.0}};
}

model::SoilProfile soil(double conductivity_W_mK) {
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = conductivity_W_mK;
    return {{layer}, std::nullopt};
}

/// Conduction in and around a twin pipe by collocation: multipoles around the inner pipes, powers
/// in the foam, multipoles and their images in the soil, matched by least squares on the circles.
class TwinByCollocation {
public:
    TwinByCollocation(const TwinPipe& twin, double soil_W_mK)
        : H_{twin.depth_m},
          D_{0.5 * twin.spacing_m},
          ri_{0.5 * twin.pipe_outer_diameter_m},
          rc_{0.5 * twin.casing_outer_diameter_m},
          foam_W_mK_{twin.insulation.conductivity_W_mK},
          soil_W_mK_{soil_W_mK} {}

    /// Heats of the right pipe at `right_K` and the left one at `left_K` above the surface.
    PairHeat heats(double right_K, double left_K) const {
        Eigen::MatrixXd rows(4 * kPoints, kUnknowns);
        Eigen::VectorXd wanted = Eigen::VectorXd::Zero(4 * kPoints);
        for (int i = 0; i < kPoints; ++i) {
            const Complex around = std::polar(1.0, 2.0 * pi * (i + 0.5) / kPoints);
            const Complex casing = rc_ * around;
            rows.row(4 * i) = foam(D_ + ri_ * around);
            rows.row(4 * i + 1) = foam(-D_ + ri_ * around);
            rows.row(4 * i + 2) = foam(casing) - ground(casing);
            const Complex step = 1e-6 * rc_ * around;
            rows.row(4 * i + 3) = (foam_W_mK_ * (foam(casing + step) - foam(casing - step)) -
                                   soil_W_mK_ * (ground(casing + step) - ground(casing - step))) /
                                  (2e-6 * foam_W_mK_);
            wanted[4 * i] = right_K;
            wanted[4 * i + 1] = left_K;
        }
        const Eigen::VectorXd found = rows.colPivHouseholderQr().solve(wanted);
        EXPECT_LT((rows * found - wanted).cwiseAbs().maxCoeff(), 1e-4);
        const double unit = -2.0 * pi * foam_W_mK_;
        return {unit * found[0], unit * found[1]};
    }

private:
    static constexpr int kOrder = 24;
    static constexpr int kPoints = 96;
    static constexpr int kBlock = 1 + 2 * kOrder;
    static constexpr int kUnknowns = 4 * kBlock;

    /// Logarithms first (right, left), then harmonics.
    Eigen::RowVectorXd foam(Complex z) const {
        Eigen::RowVectorXd row = Eigen::RowVectorXd::Zero(kUnknowns);
        row[0] = std::log(std::abs(z - D_));
        row[1] = std::log(std::abs(z + D_));
        row[2] = 1.0;
        int next = 4;
        for (int n = 1; n <= kOrder; ++n) {
            for (const Complex f :
                 {std::pow(ri_ / (z - D_), n), std::pow(ri_ / (z + D_), n), std::pow(z / rc_, n)}) {
                row[next++] = f.real();
                row[next++] = f.imag();
            }
        }
        return row;
    }
    Eigen::RowVectorXd ground(Complex z) const {
        const Complex mirrored = std::conj(z) + Complex{0.0, 2.0 * H_};
        Eigen::RowVectorXd row = Eigen::RowVectorXd::Zero(kUnknowns);
        row[3] = std::log(std::abs(z)) - std::log(std::abs(mirrored));
        int next = 4 + 6 * kOrder;
        for (int n = 1; n <= kOrder; ++n) {
            const Complex f = std::pow(rc_ / z, n);
            const Complex g = std::pow(rc_ / mirrored, n);
            row[next++] = f.real() - g.real();
            row[next++] = f.imag() - g.imag();
        }
        return row;
    }

    double H_, D_, ri_, rc_, foam_W_mK_, soil_W_mK_;
};

TEST(DistrictTwin, TheFirstOrderIsNearCollocation) {
    for (const double gap_m : {0.020, 0.030, 0.040}) {
        TwinPipe twin = twin_dn50();
        twin.spacing_m = twin.pipe_outer_diameter_m + gap_m;
        const ShapeFactors shape = wallenten(twin, {1.6, 10.0, 0.0}, Order::First);
        const TwinByCollocation exact{twin, 1.6};
        const double unit = 2.0 * pi * shape.conductivity_W_mK;

        const double hs = exact.heats(1.0, 1.0).supply_W_m / unit;
        const double ha = exact.heats(1.0, -1.0).supply_W_m / unit;

        EXPECT_NEAR(shape.hs, hs, 0.002 * hs) << gap_m;
        EXPECT_LT(shape.ha, ha) << gap_m;
        EXPECT_NEAR(shape.ha, ha, 0.03 * ha) << gap_m;
    }
}

TEST(DistrictTwin, SeesTheSurfaceThroughAThinCover) {
    // As well conducting inside as out, wide and shallow: the casing's image counts for a
    // twentieth.
    const TwinPipe twin{0.18, 0.14, 0.06, 0.21, {1.6, std::nullopt, 0.0}};
    const ShapeFactors shape = wallenten(twin, {1.6, 10.0, 0.0}, Order::First);
    const double ha = TwinByCollocation{twin, 1.6}.heats(1.0, -1.0).supply_W_m / (2.0 * pi * 1.6);

    EXPECT_NEAR(shape.ha, ha, 0.005 * ha);
}

TEST(DistrictTwin, TheZerothOrderIsFartherOff) {
    const TwinPipe twin = twin_dn50();
    const UniformGround ground{1.6, 10.0, 0.0};
    const TwinByCollocation exact{twin, 1.6};
    const double hs = exact.heats(1.0, 1.0).supply_W_m / (2.0 * pi * 0.027);

    const double zeroth = std::abs(wallenten(twin, ground, Order::Zeroth).hs - hs);
    const double first = std::abs(wallenten(twin, ground, Order::First).hs - hs);

    EXPECT_GT(zeroth, 10.0 * first);
}

TEST(DistrictTwin, TheWarmPipeHeatsTheColdOne) {
    TwinHeat twin{"T", twin_dn50(), 80.0, 20.0, {}};
    const auto results = assess_twin_pipes(soil(1.6), GroundSurface{}, {twin});

    ASSERT_TRUE(results) << results.error().text();
    EXPECT_LT(results->front().first.heat.return_W_m, 0.0);
    EXPECT_GT(results->front().first.heat.total_W_m(), 0.0);
}

TEST(DistrictTwin, RefusesPipesThatDoNotFit) {
    TwinHeat twin{"T", twin_dn50(), 80.0, 50.0, {}};
    twin.pipe.spacing_m = 0.15;
    const auto out = assess_twin_pipes(soil(1.6), GroundSurface{}, {twin});
    twin.pipe.spacing_m = 0.05;
    const auto overlap = assess_twin_pipes(soil(1.6), GroundSurface{}, {twin});

    ASSERT_FALSE(out);
    EXPECT_NE(out.error().message.find("stick"), std::string::npos);
    ASSERT_FALSE(overlap);
    EXPECT_NE(overlap.error().message.find("overlap"), std::string::npos);
}

TEST(DistrictTwin, AllThatIsAcceptedIsFinite) {
    test::Random random{7};
    int accepted = 0;
    for (int i = 0; i < 500; ++i) {
        TwinHeat twin{"T", {}, random.between(20.0, 120.0), random.between(10.0, 80.0), {}};
        TwinPipe& pipe = twin.pipe;
        pipe.pipe_outer_diameter_m = random.between(0.02, 0.2);
        pipe.spacing_m = pipe.pipe_outer_diameter_m * random.between(1.0, 2.0);
        pipe.casing_outer_diameter_m =
            (pipe.spacing_m + pipe.pipe_outer_diameter_m) * random.between(1.0, 2.0);
        pipe.depth_m = pipe.casing_outer_diameter_m * random.between(0.51, 10.0);
        pipe.insulation.conductivity_W_mK = random.between(0.02, 2.0);

        const auto results = assess_twin_pipes(soil(random.between(0.3, 3.0)), {}, {twin});

        if (!results) continue;
        ++accepted;
        EXPECT_TRUE(std::isfinite(results->front().first.heat.total_W_m()));
    }
    EXPECT_GT(accepted, 450);
}

}  // namespace
}  // namespace maaiveld::influence
