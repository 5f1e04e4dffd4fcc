#include "influence/heat/soil_year.h"
#include "influence/street/assumptions.h"
#include "influence/street/cut.h"
#include "influence/street/street_heat.h"
#include "influence/street/street_year.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <set>

namespace maaiveld::influence {
namespace {

model::Asset line(std::vector<model::Vec3> points) {
    model::Asset asset;
    asset.id = "A";
    asset.outer_diameter_m = 0.1;
    for (const auto& point : points)
        asset.axis.push_back({point, {}, {}});
    return asset;
}

model::Street street_of(model::Asset asset) {
    model::Street street;
    street.axis = {{0.0, 0.0}, {50.0, 0.0}};
    street.assets = {std::move(asset)};
    return street;
}

TEST(CutLines, LiesRightOfTheAxisWhereTheOffsetIsNegative) {
    const auto cuts = cut_lines(street_of(line({{0, -2, -1}, {50, -3, -2}})), 25.0);
    ASSERT_EQ(cuts.size(), 1U);
    EXPECT_NEAR(cuts[0].at.x_m, 2.5, 1e-12);
    EXPECT_NEAR(cuts[0].at.depth_m, 1.5, 1e-12);
    EXPECT_NEAR(cuts[0].angle_deg, std::atan(1.0 / 50.0) * 180.0 / std::numbers::pi, 1e-9);
}

TEST(CutLines, CountsDepthFromTheSurface) {
    auto street = street_of(line({{0, 1, -0.4}, {50, 1, -0.4}}));
    street.surface = model::Surface{0.6, {}};
    EXPECT_NEAR(cut_lines(street, 10.0).front().at.depth_m, 1.0, 1e-12);
}

TEST(CutLines, CountsAVertexInThePlaneOnceAndABendBackTwice) {
    EXPECT_EQ(cut_lines(street_of(line({{0, 0, -1}, {25, 0, -1}, {50, 0, -1}})), 25.0).size(), 1U);
    const auto back = street_of(line({{0, 0, -1}, {40, 0, -1}, {40, 2, -1}, {10, 2, -1}}));
    ASSERT_EQ(cut_lines(back, 25.0).size(), 2U);
    EXPECT_NEAR(cut_lines(back, 25.0)[1].at.x_m, -2.0, 1e-12);
    EXPECT_TRUE(cut_lines(back, 45.0).empty());
}

TEST(CutLines, HoldsALineThatEndsInThePlane) {
    EXPECT_EQ(cut_lines(street_of(line({{0, 0, -1}, {25, 0, -1}})), 25.0).size(), 1U);
    EXPECT_EQ(cut_lines(street_of(line({{25, 0, -1}, {50, 0, -1}})), 25.0).size(), 1U);
}

TEST(CutLines, LeavesOutWhatRunsMoreThanSixtyDegreesOffTheAxis) {
    const auto at = [](double degrees) {
        const double across = std::tan(degrees * std::numbers::pi / 180.0);
        return street_of(line({{24, -across, -1}, {26, across, -1}}));
    };
    EXPECT_EQ(cut_lines(at(59.5), 25.0).size(), 1U);
    EXPECT_TRUE(cut_lines(at(60.5), 25.0).empty());
    EXPECT_TRUE(cut_lines(street_of(line({{25, 0, -1}, {25, 0, -2}})), 25.0).empty());
}

TEST(CutLines, FollowsAnArc) {
    auto asset = line({{10, 0, -1}, {40, 0, -1}});
    asset.axis[1].through = model::Vec3{25, 15, -1};  // half a circle around (25, 0)
    const auto cuts = cut_lines(street_of(asset), 34.0);
    ASSERT_EQ(cuts.size(), 1U);
    EXPECT_NEAR(cuts[0].at.x_m, -12.0, 2e-3);
}

TEST(ByMonth, MeetsMidMonthsAndIsLinearBetween) {
    std::array<double, 12> months{};
    for (std::size_t m = 0; m < 12; ++m)
        months[m] = static_cast<double>(m * m);
    for (int m = 1; m <= 12; ++m)
        EXPECT_NEAR(by_month(months, middle_of_month(m)), (m - 1.0) * (m - 1.0), 1e-12);
    const double between = 0.5 * (middle_of_month(3) + middle_of_month(4));
    EXPECT_NEAR(by_month(months, between), 0.5 * (4.0 + 9.0), 1e-12);
    // Over the turn of the year, and any number of years away.
    EXPECT_NEAR(by_month(months, 0.0), 60.5, 1e-9);
    EXPECT_NEAR(by_month(months, 365.0 * 3.0 + 100.0), by_month(months, 100.0), 1e-9);
    EXPECT_NEAR(by_month(months, 100.0 - 365.0), by_month(months, 100.0), 1e-9);
}

TEST(LatinHypercube, FillsEveryStratumOnceAndStaysInside) {
    for (const std::size_t samples : {1UL, 2UL, 7UL, 100UL, 1000UL}) {
        for (std::size_t index = 0; index < 4; ++index) {
            std::set<std::size_t> strata;
            for (std::size_t i = 0; i < samples; ++i) {
                const double u = quantile(5, samples, i, index);
                ASSERT_GT(u, 0.0);
                ASSERT_LT(u, 1.0);
                strata.insert(static_cast<std::size_t>(u * static_cast<double>(samples)));
            }
            EXPECT_EQ(strata.size(), samples);
        }
    }
    EXPECT_EQ(quantile(5, 100, 3, 1), quantile(5, 100, 3, 1));
    EXPECT_NE(quantile(5, 100, 3, 1), quantile(6, 100, 3, 1));
}

TEST(LatinHypercube, DrawsParametersIndependently) {
    constexpr std::size_t kSamples = 2000;
    double product = 0.0;
    for (std::size_t i = 0; i < kSamples; ++i)
        product += (quantile(9, kSamples, i, 0) - 0.5) * (quantile(9, kSamples, i, 1) - 0.5);
    EXPECT_LT(std::abs(product / kSamples * 12.0), 0.06);
}

TEST(Triangular, QuantileIsTheInverseOfTheDistribution) {
    const Uncertain range{3.0, 1.0, 4.0, {}, {}};
    const auto below = [&](double x) {
        return x < 3.0 ? (x - 1.0) * (x - 1.0) / 6.0 : 1.0 - (4.0 - x) * (4.0 - x) / 3.0;
    };
    for (const double u : {0.0, 0.01, 0.3, 2.0 / 3.0, 0.9, 1.0})
        EXPECT_NEAR(below(range.at(u)), u, 1e-12);
    EXPECT_EQ(Uncertain::exactly(2.5).at(0.7), 2.5);
}

TEST(HoursAbove, EqualsFineSamplingOfTheStraightLines) {
    std::vector<double> course;
    for (int m = 0; m < 24; ++m)
        course.push_back(15.0 + 10.0 * std::sin(0.3 + 2.0 * std::numbers::pi * m / 24.0));
    int above = 0;
    constexpr int kFine = 876000;
    for (int i = 0; i < kFine; ++i) {
        const double place = (i + 0.5) / kFine * 24.0;
        const auto k = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(k);
        above += course[k] + share * (course[(k + 1) % 24] - course[k]) > 22.0;
    }
    EXPECT_NEAR(hours_above(course, 22.0), above * 8760.0 / kFine, 0.1);
    EXPECT_EQ(hours_above(course, 40.0), 0.0);
    EXPECT_NEAR(hours_above(course, -40.0), 8760.0, 1e-9);
}

TEST(QuantilesOfASample, AreLinearBetweenOrderStatistics) {
    const auto q = quantiles({4.0, 0.0, 1.0, 3.0, 2.0});
    EXPECT_NEAR(q.p5, 0.2, 1e-12);
    EXPECT_NEAR(q.p50, 2.0, 1e-12);
    EXPECT_NEAR(q.p95, 3.8, 1e-12);
    EXPECT_EQ(quantiles({7.0}).p95, 7.0);
}

TEST(VarianceShares, FindsTheSlopesOfALinearFunction) {
    const Uncertain wide{0.0, -1.0, 1.0, {}, {}};
    const auto nothing = [](Assumptions&, double) {};
    const std::vector<Parameter> parameters{
        {"a", wide, nothing}, {"fixed", Uncertain::exactly(1.0), nothing}, {"b", wide, nothing}};
    std::vector<std::vector<double>> inputs;
    std::vector<double> outputs;
    for (std::size_t i = 0; i < 500; ++i) {
        inputs.push_back(draw(parameters, 3, 500, i));
        outputs.push_back(7.0 + 1.0 * inputs.back()[0] - 3.0 * inputs.back()[2]);
    }
    const auto shares = variance_shares(parameters, inputs, outputs);
    ASSERT_EQ(shares.shares.size(), 2U);
    EXPECT_EQ(shares.shares[0].parameter, "b");
    EXPECT_NEAR(shares.shares[0].slope, -3.0, 1e-9);
    EXPECT_NEAR(shares.shares[1].slope, 1.0, 1e-9);
    EXPECT_NEAR(shares.explained, 1.0, 1e-12);
    EXPECT_NEAR(shares.shares[0].share, 0.9, 0.05);
}

}  // namespace
}  // namespace maaiveld::influence
