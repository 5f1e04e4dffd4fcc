#include "influence/heat/district_line.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace maaiveld::influence {
namespace {

constexpr double kHeat_J_kgK = 4190.0;

model::SoilProfile soil(double conductivity_W_mK) {
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = conductivity_W_mK;
    return {{layer}, std::nullopt};
}

PipePair dn100() {
    return {1.0, 0.35, 0.1143, 0.2, {0.027, std::nullopt, 0.0}, std::nullopt};
}

/// 2.4 km in two kinds of pipe and ground, slow enough to cool visibly.
HeatLine line() {
    HeatLine l;
    l.id = "L";
    l.supply_C = 80.0;
    l.supply_kg_s = 1.5;
    l.back = LineReturn{1.2, 40.0, std::nullopt};
    l.heat_capacity_J_kgK = kHeat_J_kgK;
    l.reaches = {{1600.0, dn100(), {}}, {800.0, LossCoefficients{0.4, 0.05}, {}}};
    l.reaches[1].ground.temperature_C = 14.0;
    l.stations_m = {0.0, 400.0, 1600.0, 2400.0};
    return l;
}

HeatLineResult assessed(const HeatLine& l) {
    const auto results = assess_heat_lines(soil(1.6), GroundSurface{}, {l});
    EXPECT_TRUE(results) << results.error().text();
    return results ? results->front() : HeatLineResult{};
}

TEST(DistrictLine, ASupplyAloneFallsExponentially) {
    HeatLine l = line();
    l.back.reset();
    l.reaches = {{2400.0, LossCoefficients{0.4, 0.0}, {}}};

    const HeatLineResult r = assessed(l);

    const double expected_C = 10.0 + 70.0 * std::exp(-0.4 * 2400.0 / (1.5 * kHeat_J_kgK));
    EXPECT_NEAR(r.supply_end_C, expected_C, 1e-10);
    EXPECT_NEAR(r.supply_loss_W, 1.5 * kHeat_J_kgK * (80.0 - expected_C), 1e-6);
    EXPECT_FALSE(r.return_end_C);
}

TEST(DistrictLine, BothPipesLoseWhatTheirWaterLoses) {
    const HeatLineResult r = assessed(line());

    EXPECT_NEAR(r.supply_loss_W, 1.5 * kHeat_J_kgK * (80.0 - r.supply_end_C), 1e-5);
    EXPECT_NEAR(r.return_loss_W, 1.2 * kHeat_J_kgK * (*r.return_start_C - *r.return_end_C), 1e-5);
    EXPECT_NEAR(*r.return_start_C, 40.0, 1e-10);
}

TEST(DistrictLine, AgreesWithSmallSteps) {
    const HeatLineResult r = assessed(line());
    const LossCoefficients first =
        wallenten(dn100(), UniformGround{1.6, 10.0, 0.0}, Order::First).u();
    double supply_C = 80.0;
    double return_C = *r.return_end_C;
    constexpr double kStep_m = 0.1;

    for (int i = 0; i < 24000; ++i) {
        const bool in_first = i < 16000;
        const LossCoefficients u = in_first ? first : LossCoefficients{0.4, 0.05};
        const double ground_C = in_first ? 10.0 : 14.0;
        const PairHeat q = heat_of(u, supply_C, return_C, ground_C);
        if (i == 4000) {
            EXPECT_NEAR(r.stations[1].supply_C, supply_C, 1e-3);
            EXPECT_NEAR(*r.stations[1].return_C, return_C, 1e-3);
            EXPECT_NEAR(r.stations[1].heat.supply_W_m, q.supply_W_m, 1e-3);
        }
        supply_C -= q.supply_W_m * kStep_m / (1.5 * kHeat_J_kgK);
        return_C += q.return_W_m * kStep_m / (1.2 * kHeat_J_kgK);
    }

    EXPECT_NEAR(r.supply_end_C, supply_C, 1e-3);
    EXPECT_NEAR(40.0, return_C, 1e-3);
}

TEST(DistrictLine, ADropSetsTheReturnAtTheFarEnd) {
    HeatLine l = line();
    l.back = LineReturn{1.5, std::nullopt, 30.0};

    const HeatLineResult r = assessed(l);

    EXPECT_NEAR(*r.return_start_C, r.supply_end_C - 30.0, 1e-9);
}

TEST(DistrictLine, CuttingAReachInTwoChangesNothing) {
    HeatLine cut = line();
    cut.reaches[0].length_m = 700.0;
    cut.reaches.insert(cut.reaches.begin(), {900.0, dn100(), {}});

    const HeatLineResult whole = assessed(line());
    const HeatLineResult parts = assessed(cut);

    EXPECT_NEAR(whole.supply_end_C, parts.supply_end_C, 1e-10);
    EXPECT_NEAR(*whole.return_end_C, *parts.return_end_C, 1e-10);
    EXPECT_NEAR(whole.supply_loss_W, parts.supply_loss_W, 1e-6);
}

TEST(DistrictLine, RefusesWhatCannotBe) {
    const auto refusal = [](const auto& change) {
        HeatLine l = line();
        change(l);
        const auto results = assess_heat_lines(soil(1.6), GroundSurface{}, {l});
        return results ? std::string{"accepted"} : results.error().text();
    };

    EXPECT_NE(refusal([](HeatLine& l) { l.supply_kg_s = 0.0; }).find("heat line `L`"),
              std::string::npos);
    EXPECT_NE(refusal([](HeatLine& l) { l.stations_m = {2500.0}; }).find("outside the line"),
              std::string::npos);
    EXPECT_NE(refusal([](HeatLine& l) { l.back->drop_K = 30.0; }).find("either"),
              std::string::npos);
    EXPECT_NE(refusal([](HeatLine& l) {
                  l.reaches[1].loss = LossCoefficients{0.1, 0.2};
              }).find("U2_W_m_K"),
              std::string::npos);
    EXPECT_NE(
        refusal([](HeatLine& l) { l.supply_kg_s = l.back->flow_kg_s = 1e-4; }).find("larger flow"),
        std::string::npos);
    EXPECT_EQ(refusal([](HeatLine&) {}), "accepted");
}

}  // namespace
}  // namespace maaiveld::influence
