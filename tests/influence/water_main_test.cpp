#include "influence/water/water_main.h"

#include "influence/water/plug_flow.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <deque>
#include <limits>
#include <numbers>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

WaterPipe pvc110() {
    return {0.1016, 0.110, 0.16, 0.0};
}

model::SoilProfile soil(double conductivity_W_mK) {
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = conductivity_W_mK;
    layer.heat_capacity_J_m3K = conductivity_W_mK / 5e-7;
    return {{layer}, std::nullopt};
}

WaterMain plain_main(double flow_m3_h) {
    WaterMain main;
    main.id = "W";
    main.pipe = pvc110();
    main.film.nusselt = 5.8;
    main.soil_C = {22.0};
    main.inlet_C = {15.0};
    main.reaches = {MainReach{500.0, {}, {}, 1.0, std::nullopt}};
    main.flow_m3_h.assign(24, flow_m3_h);
    return main;
}

WaterMainResult assessed(const WaterMain& main, const GroundSurface& surface = {}) {
    const auto results = assess_water_mains(soil(1.6), surface, {main});
    EXPECT_TRUE(results) << results.error().text();
    return results ? results->front() : WaterMainResult{};
}

/// Little parcels pushed along in short steps, each warmed in each step: the model by brute force.
class PushedParcels {
public:
    explicit PushedParcels(const FlowPath& path) : path_{path} {
        for (const FlowReach& reach : path.reaches)
            lines_.push_back({{{reach.volume_m3, 15.0}}});
    }
    void run(double from_h, double to_h, double step_h) {
        const int steps = static_cast<int>(std::lround((to_h - from_h) / step_h));
        for (int i = 0; i < steps; ++i)
            step(from_h + (i + 0.5) * step_h, step_h);
    }
    double end_C() const { return lines_.back().parcels.back().temperature_C; }

private:
    struct Slug {
        double volume_m3;
        double temperature_C;
    };
    struct Line {
        std::deque<Slug> parcels;  ///< inlet first
    };

    void step(double time_h, double step_h) {
        const auto hour = static_cast<std::size_t>(time_h) % 24;
        const auto day = static_cast<std::size_t>(time_h) / 24 % 365;
        double entering_C = path_.inlet_C[day];
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const FlowReach& reach = path_.reaches[i];
            const double leaving_C = push(lines_[i], reach.flow_m3_h[hour] * step_h, entering_C);
            for (Slug& slug : lines_[i].parcels) {
                slug.temperature_C +=
                    (reach.soil_C[day] - slug.temperature_C) * reach.rate_per_h[hour] * step_h;
            }
            entering_C = leaving_C;
        }
    }
    static double push(Line& line, double volume_m3, double entering_C) {
        double leaving_C = line.parcels.back().temperature_C;
        if (volume_m3 <= 0.0) return leaving_C;
        line.parcels.push_front({volume_m3, entering_C});
        double excess_m3 = volume_m3;
        while (excess_m3 > 0.0) {
            Slug& last = line.parcels.back();
            leaving_C = last.temperature_C;
            const double taken_m3 = std::min(excess_m3, last.volume_m3);
            last.volume_m3 -= taken_m3;
            excess_m3 -= taken_m3;
            if (last.volume_m3 <= 0.0) line.parcels.pop_back();
        }
        return leaving_C;
    }

    const FlowPath& path_;
    std::vector<Line> lines_;
};

FlowPath random_path(test::Random& random) {
    FlowPath path;
    for (int i = 0; i < 3; ++i) {
        FlowReach reach;
        reach.volume_m3 = random.between(0.5, 4.0);
        path.reaches.push_back(reach);
    }
    for (std::size_t hour = 0; hour < 24; ++hour) {
        const double flow_m3_h = hour < 5 ? 0.0 : random.between(0.1, 3.0);
        for (std::size_t i = 0; i < 3; ++i) {
            path.reaches[i].flow_m3_h[hour] = flow_m3_h * (1.0 - 0.3 * static_cast<double>(i));
            path.reaches[i].rate_per_h[hour] = random.between(0.2, 0.8);
        }
    }
    for (int day = 0; day < 365; ++day) {
        path.inlet_C.push_back(random.between(8.0, 18.0));
        for (FlowReach& reach : path.reaches)
            reach.soil_C.push_back(random.between(10.0, 28.0));
    }
    return path;
}

TEST(WaterPipe, RelaxesAsInSmallSteps) {
    const double k = relaxation_per_s(pvc110(), WaterFilm{}, 1.6, 5.8);
    double by_steps_C = 15.0;
    for (int i = 0; i < 360000; ++i)
        by_steps_C += k * (22.0 - by_steps_C) * 0.01;

    EXPECT_NEAR(relaxed_C(15.0, 22.0, k, 3600.0), by_steps_C, 1e-4);
}

TEST(WaterPipe, ResistancesAddUp) {
    // Heat per metre and kelvin is k rho c A; its inverse is film + wall + annulus, each a textbook
    // resistance.
    WaterPipe pipe = pvc110();
    pipe.soil_annulus_radii = 2.0;
    const WaterFilm film;
    const double area_m2 = pi / 4.0 * 0.1016 * 0.1016;
    const double h_W_m2K = 5.8 * film.conductivity_W_mK / 0.1016;

    const double k = relaxation_per_s(pipe, film, 1.6, 5.8);

    EXPECT_NEAR(1.0 / (k * film.heat_capacity_J_m3K * area_m2),
                1.0 / (h_W_m2K * pi * 0.1016) + std::log(0.110 / 0.1016) / (2.0 * pi * 0.16) +
                    std::log(3.0) / (2.0 * pi * 1.6),
                1e-9);
}

TEST(WaterPipe, TurnsTurbulentAtTheGivenReynoldsNumber) {
    const WaterFilm film;
    const double critical_m3_h = 2300.0 * 1e-6 / 0.1016 * (pi / 4.0 * 0.1016 * 0.1016) * 3600.0;

    EXPECT_NEAR(reynolds(pvc110(), film, critical_m3_h), 2300.0, 1e-9);
    EXPECT_EQ(nusselt(pvc110(), film, 0.999 * critical_m3_h), 5.8);
    EXPECT_NEAR(nusselt(pvc110(), film, 1.001 * critical_m3_h),
                0.027 * std::pow(2302.3, 0.8) * std::pow(7.0, 0.33), 1e-9);
    EXPECT_EQ(nusselt(pvc110(), film, 0.0), 5.8);
}

TEST(WaterMain, ASteadyFlowRelaxesOverItsResidence) {
    const WaterMainResult r = assessed(plain_main(2.0));
    const double residence_h = pi / 4.0 * 0.1016 * 0.1016 * 500.0 / 2.0;

    ASSERT_TRUE(r.year);
    const double expected_C = 22.0 - 7.0 * std::exp(-r.k_per_s * 3600.0 * residence_h);
    EXPECT_NEAR(r.year->end.mean_C, expected_C, 1e-10);
    EXPECT_NEAR(r.year->end.max_C, expected_C, 1e-10);
    EXPECT_NEAR(*r.year->hours[7].residence_h, residence_h, 1e-10);
}

TEST(WaterMain, ReachesInARowActOneAfterTheOther) {
    WaterMain main = plain_main(2.0);
    main.reaches = {MainReach{200.0, {30.0}, {}, 1.0, std::nullopt},
                    MainReach{300.0, {}, {1.5}, 0.5, std::nullopt}};
    const WaterMainResult r = assessed(main);
    const double area_m2 = pi / 4.0 * 0.1016 * 0.1016;

    ASSERT_TRUE(r.year);
    const double k = r.k_per_s * 3600.0;
    const double first_C = 30.0 - 15.0 * std::exp(-k * area_m2 * 200.0 / 2.0);
    const double second_C = 23.5 + (first_C - 23.5) * std::exp(-k * area_m2 * 300.0 / 1.0);
    EXPECT_NEAR(r.year->reach_ends_C[0], first_C, 1e-10);
    EXPECT_NEAR(r.year->reach_ends_C[1], second_C, 1e-10);
}

TEST(WaterMain, StandingWaterTakesTheTemperatureOfTheSoil) {
    const WaterMainResult r = assessed(plain_main(0.0));

    ASSERT_TRUE(r.year);
    EXPECT_NEAR(r.year->end.mean_C, 22.0, 1e-10);
    EXPECT_FALSE(r.year->hours[0].residence_h);
}

TEST(PlugFlow, AgreesWithPushedParcels) {
    test::Random random{25};
    const FlowPath path = random_path(random);
    PushedParcels brute{path};
    constexpr double kStep_h = 1.0 / 720.0;
    brute.run(0.0, 72.0, kStep_h);
    double largest_K = 0.0;
    double sum_K = 0.0;

    for (int hour = 72; hour < 120; ++hour) {
        brute.run(hour, hour + 0.5, kStep_h);
        const double off_K = std::abs(brute.end_C() - parcel_at(path, 2, hour + 0.5).temperature_C);
        largest_K = std::max(largest_K, off_K);
        sum_K += off_K;
        brute.run(hour + 0.5, hour + 1.0, kStep_h);
    }

    EXPECT_LT(sum_K / 48.0, 0.01);
    EXPECT_LT(largest_K, 0.1);
}

TEST(PlugFlow, TheYearComesRound) {
    test::Random random{26};
    const FlowPath path = random_path(random);

    EXPECT_DOUBLE_EQ(parcel_at(path, 2, 3.5).temperature_C,
                     parcel_at(path, 2, 8763.5).temperature_C);
}

TEST(WaterMain, CountsTheHoursAboveTheLimit) {
    // Standing water follows the soil of July with its own delay: up through 25 C after
    // ln(11/1)/k, down again after ln(11/10)/k.
    WaterMain main = plain_main(0.0);
    main.soil_C.assign(12, 15.0);
    main.soil_C[6] = 26.0;
    main.limit_C = 25.0;

    const WaterMainResult r = assessed(main);

    const double k = r.k_per_s * 3600.0;
    const double expected_h = 744.0 - std::log(11.0) / k + std::log(1.1) / k;
    ASSERT_TRUE(r.year);
    EXPECT_NEAR(*r.year->end.hours_above_limit, expected_h, 0.34);
    EXPECT_NEAR(*r.year->months[6].end.hours_above_limit, 744.0 - std::log(11.0) / k, 0.17);
    EXPECT_NEAR(r.year->months[6].end.max_C, 26.0, 1e-9);
    EXPECT_GE(r.year->warmest_day, 181);
    EXPECT_LE(r.year->warmest_day, 211);
}

TEST(WaterMain, TheConnectionWarmsWhatStandsInIt) {
    WaterMain main = plain_main(2.0);
    main.connection = HouseConnection{10.0, {0.020, 0.025, 0.4, 0.0}, {24.0}, 8.0};

    const WaterMainResult r = assessed(main);

    ASSERT_TRUE(r.year && r.year->connection);
    const double from_C = r.year->end.mean_C;
    EXPECT_NEAR(r.year->connection->mean_C,
                relaxed_C(from_C, 24.0, *r.connection_k_per_s, 8.0 * 3600.0), 1e-10);
    EXPECT_NEAR(*r.connection_volume_m3, pi / 4.0 * 4e-4 * 10.0, 1e-12);
}

TEST(WaterMain, TakesTheGroundOfTheSection) {
    GroundSurface surface;
    surface.year = SurfaceYear{11.0, 9.0, 20.0};
    WaterMain main = plain_main(0.0);
    main.soil_C.clear();
    main.depth_m = 1.0;

    const WaterMainResult r = assessed(main, surface);

    // Damped by exp(-1/2.241): 11 + 5.76; standing water lags a few hours behind.
    ASSERT_TRUE(r.year);
    EXPECT_NEAR(r.year->end.max_C, 11.0 + 9.0 * std::exp(-1.0 / 2.2413), 0.01);
    EXPECT_NEAR(r.year->warmest_day, 20.0 + 182.5 + 25.9, 2.0);
}

TEST(WaterMain, RefusesWhatCannotBe) {
    const auto refusal = [](const auto& change) {
        WaterMain main = plain_main(2.0);
        change(main);
        const auto results = assess_water_mains(soil(1.6), GroundSurface{}, {main});
        return results ? std::string{"accepted"} : results.error().text();
    };

    EXPECT_EQ(refusal([](WaterMain&) {}), "accepted");
    EXPECT_NE(refusal([](WaterMain& m) { m.pipe.inner_diameter_m = 0.2; }).find("larger than"),
              std::string::npos);
    EXPECT_NE(refusal([](WaterMain& m) {
                  m.inlet_C = {1.0, 2.0};
              }).find("has 2 values"),
              std::string::npos);
    EXPECT_NE(refusal([](WaterMain& m) { m.soil_C = {-280.0}; }).find("absolute zero"),
              std::string::npos);
    EXPECT_NE(refusal([](WaterMain& m) { m.flow_m3_h[3] = -1.0; }).find("water main `W`"),
              std::string::npos);
    EXPECT_NE(refusal([](WaterMain& m) { m.reaches[0].flow_share = 1.5; }).find("flow_share"),
              std::string::npos);
    EXPECT_NE(refusal([](WaterMain& m) { m.depth_m = 0.05; }).find("above the surface"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::influence
