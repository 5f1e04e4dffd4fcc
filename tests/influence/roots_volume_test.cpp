#include "influence/roots/root_volume.h"
#include "tests/support/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

const std::vector<VolumeAtAge> kUneven{{20.0, 8.8}, {40.0, 15.1}, {60.0, 18.8}, {80.0, 22.6}};
const std::vector<DiggingRow> kDigging{{0.2, 1.15, 2.0}, {0.4, 1.5, 2.5}, {1.5, 3.5, 5.0}};

TEST(RootVolume, GoesThroughThePointsOfTheTable) {
    for (const VolumeAtAge& point : kUneven)
        EXPECT_EQ(volume_at_age_m3(kUneven, point.age_years), point.volume_m3);
}

TEST(RootVolume, IsStraightBetweenThem) {
    EXPECT_NEAR(volume_at_age_m3(kUneven, 25.0), 8.8 + 0.25 * (15.1 - 8.8), 1e-12);
}

TEST(RootVolume, GrowsByTheMeanBeyondThem) {
    const double growth = (22.6 - 8.8) / 60.0;

    EXPECT_NEAR(volume_at_age_m3(kUneven, 0.0), 8.8 - 20.0 * growth, 1e-12);
    EXPECT_NEAR(volume_at_age_m3(kUneven, 100.0), 22.6 + 20.0 * growth, 1e-12);
}

TEST(RootVolume, MayFollowOneStraightLine) {
    const double growth = (22.6 - 8.8) / 60.0;

    EXPECT_NEAR(volume_at_age_m3(kUneven, 40.0, GrowthLaw::Linear), 8.8 + 20.0 * growth, 1e-12);
}

TEST(RootVolume, NeverFallsAndIsNeverNegative) {
    const std::vector<VolumeAtAge> steep{{15.0, 1.0}, {25.0, 9.0}};
    test::Random random{7};
    for (int k = 0; k < 200; ++k) {
        const double age = random.between(0.0, 120.0);
        const double later = age + random.between(0.0, 20.0);
        for (const GrowthLaw law : {GrowthLaw::Piecewise, GrowthLaw::Linear}) {
            EXPECT_GE(volume_at_age_m3(steep, age, law), 0.0);
            EXPECT_LE(volume_at_age_m3(steep, age, law), volume_at_age_m3(steep, later, law));
        }
    }
}

TEST(RootVolume, RefusesAgesThatDoNotAscendAndVolumesThatFall) {
    EXPECT_FALSE(check_volumes({}, "t"));
    EXPECT_FALSE(check_volumes({{20.0, 5.0}, {20.0, 6.0}}, "t"));
    EXPECT_FALSE(check_volumes({{20.0, 5.0}, {40.0, 4.0}}, "t"));
    EXPECT_FALSE(check_volumes({{-1.0, 5.0}}, "t"));
    EXPECT_FALSE(check_volumes({{20.0, std::nan("")}}, "t"));
    EXPECT_TRUE(check_volumes(kUneven, "t"));
}

TEST(RootVolume, FillsACylinder) {
    const double radius = cylinder_radius_m(12.0, 0.8);

    EXPECT_NEAR(std::numbers::pi * radius * radius * 0.8, 12.0, 1e-12);
}

TEST(DiggingDistance, IsReadBetweenRowsAndHeldAtTheEnds) {
    EXPECT_DOUBLE_EQ(digging_distance(kDigging, 0.3)->distance_m, 1.325);
    EXPECT_DOUBLE_EQ(digging_distance(kDigging, 0.3)->leaning_distance_m, 2.25);
    EXPECT_EQ(digging_distance(kDigging, 0.05)->distance_m, 1.15);
    EXPECT_EQ(digging_distance(kDigging, 2.0)->distance_m, 3.5);
    EXPECT_TRUE(digging_distance(kDigging, 2.0)->beyond_table);
    EXPECT_FALSE(digging_distance(kDigging, 1.5)->beyond_table);
}

TEST(DiggingDistance, RefusesAStemWithoutThicknessAndAnEmptyTable) {
    EXPECT_FALSE(digging_distance(kDigging, 0.0));
    EXPECT_FALSE(digging_distance({}, 0.3));
}

TEST(RootProtection, IsTwelveTimesTheStemUpToTheCap) {
    EXPECT_DOUBLE_EQ(protection_radius_m(0.5, 12.0, 15.0), 6.0);
    EXPECT_DOUBLE_EQ(protection_radius_m(1.4, 12.0, 15.0), 15.0);
}

TEST(RootProtection, JoinsStemsByTheirSquares) {
    EXPECT_DOUBLE_EQ(joint_stem_diameter_m({0.3, 0.4}), 0.5);
    EXPECT_EQ(joint_stem_diameter_m({0.37}), 0.37);
}

TEST(Species, AreFoundByTheLongestNameTheyBeginWith) {
    TreeProfile profile;
    const auto regular = CrownClass::Regular;
    profile.species = {{"Prunus", HeightClass::Second, regular, false, "", ""},
                       {"Prunus serrulata", HeightClass::Third, regular, false, "", ""}};

    EXPECT_EQ(species_row(profile, "Prunus serrulata 'Kanzan'")->height, HeightClass::Third);
    EXPECT_EQ(species_row(profile, "Prunus avium")->height, HeightClass::Second);
    EXPECT_EQ(species_row(profile, "Prunusoides"), nullptr);
}

}  // namespace
}  // namespace maaiveld::influence
