#include "influence/heat/soil_year.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace maaiveld::influence {
namespace {

using std::numbers::pi;

constexpr SurfaceYear kSurface{11.0, 9.0, 20.0};
constexpr double kDiffusivity_m2_s = 5e-7;

model::SoilProfile soil() {
    model::SoilLayer layer;
    layer.bottom_m = std::numeric_limits<double>::infinity();
    layer.conductivity_W_mK = 1.0;
    layer.heat_capacity_J_m3K = 1.0 / kDiffusivity_m2_s;
    return {{layer}, std::nullopt};
}

double driving_C(const SurfaceYear& year, double day) {
    return year.mean_C - year.amplitude_K * std::cos(2.0 * pi / 365.0 * (day - year.coldest_day));
}

/// The ground as 500 cells of 5 cm, implicit steps of a quarter of a day, years until it repeats.
class GroundColumn {
public:
    /// `film_length_m` = lambda / h; 0 holds the surface itself at the driving temperature.
    explicit GroundColumn(double film_length_m) : film_m_{film_length_m}, T_(kCells, 11.0) {}

    void run_to(double day) {
        while (day_ + 0.5 * kStep_d < day)
            step();
    }
    /// At the middle of a cell.
    double at(double depth_m) const {
        return T_[static_cast<std::size_t>(std::floor(depth_m / kCell_m))];
    }

private:
    static constexpr std::size_t kCells = 500;
    static constexpr double kCell_m = 0.05;
    static constexpr double kStep_d = 0.25;

    /// Thomas' algorithm; no heat through the bottom at 25 m.
    void step() {
        day_ += kStep_d;
        const double r = kDiffusivity_m2_s * kStep_d * 86400.0 / (kCell_m * kCell_m);
        const double top = r * kCell_m / (0.5 * kCell_m + film_m_);
        std::vector<double> c(kCells);
        for (std::size_t i = 0; i < kCells; ++i) {
            const double above = i == 0 ? 0.0 : r;
            const double below = i + 1 == kCells ? 0.0 : r;
            const double driven = i == 0 ? top * driving_C(kSurface, day_) : 0.0;
            const double diagonal = 1.0 + (i == 0 ? top : r) + below;
            const double pivot = diagonal - (i == 0 ? 0.0 : above * c[i - 1]);
            c[i] = below / pivot;
            T_[i] = (T_[i] + driven + (i == 0 ? 0.0 : above * T_[i - 1])) / pivot;
        }
        for (std::size_t i = kCells - 1; i-- > 0;)
            T_[i] += c[i] * T_[i + 1];
    }

    double film_m_;
    double day_ = 0.0;
    std::vector<double> T_;
};

void expect_column_agrees(double film_length_m) {
    GroundColumn column{film_length_m};
    column.run_to(6.0 * 365.0);
    for (int month = 1; month <= 12; ++month) {
        const double day = 6.0 * 365.0 + 30.0 * month;
        column.run_to(day);
        for (const double depth_m : {0.025, 0.525, 1.025, 2.025, 4.025}) {
            EXPECT_NEAR(undisturbed_C(kSurface, kDiffusivity_m2_s, depth_m, day, film_length_m),
                        column.at(depth_m), 0.03)
                << "day " << day << ", " << depth_m << " m";
        }
    }
}

TEST(SoilYear, AgreesWithFiniteDifferences) {
    expect_column_agrees(0.0);
}

TEST(SoilYear, AgreesWithFiniteDifferencesUnderAFilm) {
    expect_column_agrees(0.4);
}

TEST(SoilYear, IsColdestAtTheSurfaceOnTheColdestDay) {
    EXPECT_NEAR(undisturbed_C(kSurface, kDiffusivity_m2_s, 0.0, 20.0), 2.0, 1e-12);
    EXPECT_NEAR(undisturbed_C(kSurface, kDiffusivity_m2_s, 0.0, 20.0 + 182.5), 20.0, 1e-12);
    EXPECT_NEAR(undisturbed_C(kSurface, kDiffusivity_m2_s, 60.0, 100.0), 11.0, 1e-9);
}

TEST(SoilYear, HasTheTextbookDampingDepths) {
    EXPECT_NEAR(damping_depth_m(3e-7), 1.736, 2e-3);
    EXPECT_NEAR(damping_depth_m(5e-7), 2.241, 2e-3);
    EXPECT_NEAR(damping_depth_m(8e-7), 2.835, 2e-3);
}

TEST(SoilYear, MonthMeansAreMeansOfTheMonth) {
    for (int month = 0; month < 12; ++month) {
        double sum_C = 0.0;
        const int from = month_start_day(month);
        const int steps = 100 * (month_start_day(month + 1) - from);
        for (int i = 0; i < steps; ++i)
            sum_C += driving_C(kSurface, from + (i + 0.5) / 100.0);
        EXPECT_NEAR(month_mean_C(kSurface, month), sum_C / steps, 1e-7) << month;
    }
}

TEST(SoilYearFit, RecoversAPlantedYearFromMeansOfAnyLength) {
    const auto planted = [](Interval interval, std::size_t count) {
        std::vector<double> values(count, 0.0);
        std::vector<IntervalMean> means = interval_means(interval, values);
        for (IntervalMean& m : means) {
            // The exact mean of the cosine over the interval.
            const double w = 2.0 * pi / 365.0;
            m.mean_C =
                11.0 - 9.0 * (std::sin(w * (m.to_day - 20.0)) - std::sin(w * (m.from_day - 20.0))) /
                           (w * (m.to_day - m.from_day));
        }
        return fitted_year(means, "w");
    };
    for (const auto& fit : {planted(Interval::Hour, 8760), planted(Interval::Day, 365),
                            planted(Interval::Month, 12), planted(Interval::Month, 36)}) {
        ASSERT_TRUE(fit);
        EXPECT_NEAR(fit->year.mean_C, 11.0, 1e-8);
        EXPECT_NEAR(fit->year.amplitude_K, 9.0, 1e-7);
        EXPECT_NEAR(fit->year.coldest_day, 20.0, 1e-6);
        EXPECT_LT(fit->residual_K, 1e-7);
    }
}

TEST(SoilYearFit, SaysHowMuchItDoesNotExplain) {
    std::vector<double> days;
    for (int day = 0; day < 365; ++day)
        days.push_back(driving_C(kSurface, day + 0.5) + (day % 2 == 0 ? 2.0 : -2.0));

    const auto fit = fitted_year(interval_means(Interval::Day, days), "w");

    ASSERT_TRUE(fit);
    EXPECT_NEAR(fit->residual_K, 2.0, 0.02);
    EXPECT_NEAR(fit->year.amplitude_K, 9.0, 0.05);
}

TEST(SoilYearFit, RefusesLessThanAYear) {
    const std::vector<double> months(11, 10.0);
    const auto fit = fitted_year(interval_means(Interval::Month, months), "weather");

    ASSERT_FALSE(fit);
    EXPECT_NE(fit.error().text().find("weather: the series covers 334 days"), std::string::npos);
}

TEST(SoilTemperatures, TakeTheYearOfTheSection) {
    GroundSurface surface;
    surface.year = kSurface;
    SoilTemperature wanted{"S", {0.0, 1.0}, {50.0}, std::nullopt, std::nullopt, {}};

    const auto results = assess_soil_temperatures(soil(), surface, {wanted});

    ASSERT_TRUE(results) << results.error().text();
    const DepthTemperature& at = results->front().depths[1];
    EXPECT_NEAR(at.year.amplitude_K, 9.0 * std::exp(-1.0 / damping_depth_m(5e-7)), 1e-12);
    EXPECT_NEAR(at.lag_days, 365.0 / (2.0 * pi) / damping_depth_m(5e-7), 1e-9);
    EXPECT_NEAR(at.days[0].temperature_C, undisturbed_C(kSurface, 5e-7, 1.0, 50.0), 1e-12);
    EXPECT_EQ(at.months_C.size(), 12U);
}

TEST(SoilTemperatures, RefuseWhatCannotBe) {
    const auto refusal = [](const GroundSurface& surface, const auto& change) {
        SoilTemperature wanted{"S", {1.0}, {}, std::nullopt, std::nullopt, {}};
        change(wanted);
        const auto results = assess_soil_temperatures(soil(), surface, {wanted});
        return results ? std::string{"accepted"} : results.error().text();
    };
    GroundSurface yearly;
    yearly.year = kSurface;

    EXPECT_EQ(refusal(yearly, [](SoilTemperature&) {}), "accepted");
    EXPECT_NE(refusal({}, [](SoilTemperature&) {}).find("no `year`"), std::string::npos);
    EXPECT_NE(refusal(yearly, [](SoilTemperature& s) { s.depths_m = {-0.1}; }).find("negative"),
              std::string::npos);
    EXPECT_NE(refusal(yearly,
                      [](SoilTemperature& s) {
                          s.year = SurfaceYear{0.0, 300.0, 0.0};
                      })
                  .find("absolute zero"),
              std::string::npos);
    EXPECT_NE(refusal(yearly, [](SoilTemperature& s) { s.ground.diffusivity_m2_s = 0.0; })
                  .find("diffusivity_m2_s"),
              std::string::npos);
}

}  // namespace
}  // namespace maaiveld::influence
