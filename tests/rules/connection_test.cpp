// What does not count as a conflict, with a brute force of its own: points sampled along both
// lines, those near a joint left out.

#include "rules/connection.h"

#include "geometry/polyline.h"
#include "rules/check.h"
#include "tests/support/random.h"
#include "tests/support/streets.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>

namespace maaiveld::rules {
namespace {

using geometry::Vec3;
using model::Network;
using model::Street;
using test::line;

constexpr double kLimit_m = 0.5;
constexpr double kStep_m = 0.01;

struct Sample {
    Vec3 at;
    double station_m;
};

std::vector<Sample> samples_of(const model::Asset& asset) {
    std::vector<Sample> samples;
    double station = 0.0;
    for (std::size_t i = 0; i + 1 < asset.axis.size(); ++i) {
        const Vec3 from = asset.axis[i].at;
        const Vec3 to = asset.axis[i + 1].at;
        const int steps = std::max(1, static_cast<int>((to - from).norm() / kStep_m));
        for (int k = 0; k <= steps; ++k) {
            samples.push_back(
                {from + (to - from) * k / steps, station + (to - from).norm() * k / steps});
        }
        station += (to - from).norm();
    }
    return samples;
}

/// Stations on `b` where an end of `a` meets it in plan and height, by sampling.
std::vector<std::pair<double, double>> sampled_joints(const model::Asset& a,
                                                      const model::Asset& b) {
    std::vector<std::pair<double, double>> joints;
    const auto on_a = samples_of(a);
    for (const Sample* end : {&on_a.front(), &on_a.back()}) {
        std::optional<double> place;
        double best = 0.05 + kStep_m;
        for (const Sample& s : samples_of(b)) {
            const double plan = (s.at - end->at).head<2>().norm();
            const double height =
                std::abs(s.at.z() - end->at.z()) - 0.5 * (a.outer_diameter_m + b.outer_diameter_m);
            if (height > 0.05 || plan >= best) continue;
            best = plan;
            place = s.station_m;
        }
        if (place) joints.emplace_back(end->station_m, *place);
    }
    return joints;
}

double sampled_distance(const model::Asset& a, const model::Asset& b) {
    std::vector<std::pair<double, double>> joints = sampled_joints(a, b);
    for (const auto& [on_b, on_a] : sampled_joints(b, a))
        joints.emplace_back(on_a, on_b);
    const double reach = kLimit_m + 0.5 * (a.outer_diameter_m + b.outer_diameter_m);
    double best = 1e9;
    for (const Sample& p : samples_of(a)) {
        bool near_a = false;
        for (const auto& joint : joints)
            near_a = near_a || std::abs(p.station_m - joint.first) <= reach;
        if (near_a) continue;
        for (const Sample& q : samples_of(b)) {
            bool near_b = false;
            for (const auto& joint : joints)
                near_b = near_b || std::abs(q.station_m - joint.second) <= reach;
            if (!near_b) best = std::min(best, (p.at - q.at).norm());
        }
    }
    return best - 0.5 * (a.outer_diameter_m + b.outer_diameter_m);
}

CheckResult checked(const Street& street) {
    const std::vector<Pack> packs{test::flat_pack(kLimit_m)};
    return check(street, packs, {});
}

TEST(Connection, ExemptsATeeButNotWhatLiesBeyondIt) {
    Street street;
    street.assets = {line("main", Network::Water, 0.1, {{0, 0, -1}, {20, 0, -1}}),
                     line("tap", Network::Water, 0.05, {{8, 0, -1}, {8, 5, -1}})};
    EXPECT_TRUE(checked(street).findings.empty());
    EXPECT_EQ(checked(street).counts.exempted.begin()->second, 1);

    // The same tap, but it comes back to the main further on.
    street.assets[1] = line("tap", Network::Water, 0.05, {{8, 0, -1}, {8, 3, -1}, {14, 0.3, -1}});
    ASSERT_EQ(checked(street).findings.size(), 1U);
    EXPECT_NEAR(checked(street).findings[0].measured, 0.3 - 0.075, 1e-9);
}

TEST(Connection, DoesNotExemptAnotherNetworkOrAnotherHeight) {
    Street street;
    street.assets = {line("main", Network::Water, 0.1, {{0, 0, -1}, {20, 0, -1}}),
                     line("tap", Network::GasLow, 0.05, {{8, 0, -1}, {8, 5, -1}})};
    EXPECT_EQ(checked(street).findings.size(), 1U);
    street.assets[1] = line("tap", Network::Water, 0.05, {{8, 0, -1.3}, {8, 5, -1.3}});
    EXPECT_EQ(checked(street).findings.size(), 1U) << "0.15 m of height between them: no joint";
    street.assets[1] = line("tap", Network::Water, 0.05, {{8, 0.06, -1}, {8, 5, -1}});
    EXPECT_EQ(checked(street).findings.size(), 1U) << "6 cm beside the axis: no joint";
}

TEST(Connection, ExemptsLinesThatMeetEndToEnd) {
    Street street;
    street.assets = {line("a", Network::Telecom, 0.05, {{0, 0, -1}, {5, 0, -1}}),
                     line("b", Network::Telecom, 0.05, {{5, 0, -1}, {10, 0.5, -1}})};
    EXPECT_TRUE(checked(street).findings.empty());
}

TEST(Connection, ExemptsCableInDuctBedMembersAndHeatPairs) {
    Street street;
    street.assets = {line("cable", Network::ElectricityLv, 0.04, {{0, 0, -1}, {9, 0, -1}}),
                     line("duct", Network::ElectricityLv, 0.11, {{0, 0, -1}, {9, 0, -1}})};
    EXPECT_EQ(checked(street).findings.size(), 1U);
    street.assets[0].in_duct = "duct";
    EXPECT_TRUE(checked(street).findings.empty());
    EXPECT_EQ(checked(street).counts.exempted.count("a cable and the duct it lies in"), 1U);

    street.assets[0].in_duct.clear();
    street.assets[0].bed = street.assets[1].bed = "bed 1";
    EXPECT_TRUE(checked(street).findings.empty());
    street.assets[1].bed = "bed 2";
    EXPECT_EQ(checked(street).findings.size(), 1U);

    street.assets[0].pair = street.assets[1].pair = "pair 1";
    EXPECT_TRUE(checked(street).findings.empty());
}

TEST(Connection, LetsARuleNameTheHeatPair) {
    Street street;
    street.assets = {line("s", Network::Heat, 0.2, {{0, 0, -1}, {9, 0, -1}}),
                     line("r", Network::Heat, 0.2, {{0, 0.3, -1}, {9, 0.3, -1}})};
    street.assets[0].attributes["role"] = std::string{"supply"};
    street.assets[1].attributes["role"] = std::string{"return"};
    street.assets[0].pair = street.assets[1].pair = "p";
    Pack pack = test::flat_pack(0.15);
    EXPECT_TRUE(check(street, std::span{&pack, 1}, {}).findings.empty());
    AttributeTest role;
    role.key = "role";
    pack.rules[0].sides[0].tests.push_back(role);
    EXPECT_EQ(check(street, std::span{&pack, 1}, {}).findings.size(), 1U);
}

TEST(Connection, AHouseConnectionThatNamesItsMainMayMissItsAxis) {
    Street street;
    street.assets = {line("main", Network::ElectricityLv, 0.05, {{0, 0, -1}, {20, 0, -1}}),
                     line("house", Network::ElectricityLv, 0.02, {{8, 0.2, -1}, {8, 5, -1}})};
    EXPECT_EQ(checked(street).findings.size(), 1U);
    street.assets[1].connects_to = "main";
    EXPECT_TRUE(checked(street).findings.empty());
}

TEST(Connection, AgreesWithSampledLinesInRandomForks) {
    test::Random random{21};
    int broken = 0;
    int judged = 0;
    for (int k = 0; k < 250; ++k) {
        Street street;
        const Vec3 joint{random.between(2, 6), 0, -1};
        const double angle = random.between(0.1, 3.0);
        const Vec3 away =
            joint + 4.0 * Vec3(std::cos(angle), std::sin(angle), random.between(-0.1, 0.1));
        const Vec3 back = away + Vec3(random.between(-3, 3), random.between(-3, 3), 0);
        const Network other = k % 5 == 0 ? Network::GasLow : Network::Water;
        street.assets = {line("a", Network::Water, 0.1, {{0, 0, -1}, {10, 0, -1}}),
                         line("b", other, 0.06, {joint, away, back})};
        double expected = 0.0;
        if (other == Network::Water) {
            expected = sampled_distance(street.assets[0], street.assets[1]);
        }
        if (other == Network::Water && std::abs(expected - kLimit_m) < 0.03) continue;
        const auto result = checked(street);
        ++judged;
        broken += result.findings.empty() ? 0 : 1;
        ASSERT_EQ(!result.findings.empty(), expected < kLimit_m)
            << "fork " << k << " angle " << angle;
        if (!result.findings.empty() && other == Network::Water) {
            EXPECT_NEAR(result.findings[0].measured, expected, 0.03);
        }
    }
    EXPECT_GT(judged, 150);
    EXPECT_GT(broken, 20);
}

}  // namespace
}  // namespace maaiveld::rules
