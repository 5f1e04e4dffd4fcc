#include "influence/roots/root_drying.h"
#include "influence/roots/root_pressure.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maaiveld::influence {
namespace {

constexpr double kPi = std::numbers::pi;

PressedPipe pvc() {
    return {0.16, 0.004, 3000.0, 45.0, 20000.0};
}

RootPressure root() {
    RootPressure root;
    root.id = "R1";
    root.root_diameter_m = 0.05;
    root.radial_pressure_MPa = 0.4;
    root.contact_length_m = 0.3;
    return root;
}

TEST(RootPressure, IsALineLoadOfPressureTimesDiameter) {
    const auto result = assess_root_pressures({root()});
    ASSERT_TRUE(result) << result.error().text();

    EXPECT_DOUBLE_EQ(result->front().line_load_N_m, 20000.0);
    EXPECT_DOUBLE_EQ(result->front().force_N, 6000.0);
}

/// A quarter ring under F/2 by Castigliano: the moment at the side is found from no turning at
/// both ends of the quarter, by summation instead of by closed forms.
TEST(RootPressure, BendsARingAsEnergySays) {
    const PressedPipe pipe = pvc();
    const double load = 1000.0;
    const double radius = 0.5 * (pipe.outer_diameter_m - pipe.wall_m);
    const int steps = 20000;
    const double step = 0.5 * kPi / steps;
    // Moment at an angle from the side: m + F/2 R (1 - cos); the mean of it is nought.
    double mean = 0.0;
    for (int k = 0; k < steps; ++k)
        mean += 0.5 * load * radius * (1.0 - std::cos((k + 0.5) * step)) / steps;
    const auto moment = [&](double angle) {
        return 0.5 * load * radius * (1.0 - std::cos(angle)) - mean;
    };
    const double stiffness = pipe.modulus_MPa * 1e6 * std::pow(pipe.wall_m, 3) / 12.0;
    // Both loads move by dU/dF; four quarters.
    double flattening = 0.0;
    for (int k = 0; k < steps; ++k) {
        const double m = moment((k + 0.5) * step);
        flattening += 4.0 * m * (m / load) * radius * step / stiffness;
    }

    const RingBending ring = ring_bending(pipe, load);

    EXPECT_NEAR(ring.moment_Nm_m, moment(0.5 * kPi), 1e-6 * ring.moment_Nm_m);
    EXPECT_NEAR(ring.flattening_m, flattening, 1e-6 * flattening);
}

/// Finite differences of E I w'''' + k w = q on a long beam.
TEST(RootPressure, BendsABeamAsItsEquationSays) {
    const PressedPipe pipe = pvc();
    const double force = 6000.0;
    const BeamBending beam = beam_bending(pipe, 20000.0, force);
    const double inner = pipe.outer_diameter_m - 2.0 * pipe.wall_m;
    const double inertia = kPi / 64.0 * (std::pow(pipe.outer_diameter_m, 4) - std::pow(inner, 4));
    const double stiffness = pipe.modulus_MPa * 1e6 * inertia;
    const double bedding = 20000.0 * 1e3 * pipe.outer_diameter_m;

    // The closed form w = F l/(2k) e^-lx (cos lx + sin lx) put into the equation and the shear.
    const double l = std::pow(bedding / (4.0 * stiffness), 0.25);
    const auto w = [&](double x) {
        return beam.deflection_m * std::exp(-l * x) * (std::cos(l * x) + std::sin(l * x));
    };
    const double h = 0.02 / l;
    const double x = 0.7 / l;
    const double fourth =
        (w(x - 2 * h) - 4 * w(x - h) + 6 * w(x) - 4 * w(x + h) + w(x + 2 * h)) / std::pow(h, 4);
    EXPECT_NEAR(stiffness * fourth, -bedding * w(x), 2e-3 * bedding * beam.deflection_m);
    // Bedding carries the force; the moment is E I w'' under it.
    double carried = 0.0;
    for (double at = 0.5 * h; at < 15.0 / l; at += h)
        carried += 2.0 * bedding * w(at) * h;
    EXPECT_NEAR(carried, force, 1e-3 * force);
    EXPECT_NEAR(beam.moment_Nm, stiffness * 2.0 * l * l * beam.deflection_m, 1e-9 * beam.moment_Nm);
}

TEST(RootPressure, LiftsWhatWeighsLess) {
    RootPressure light = root();
    light.cover = CoverOnRoot{0.1, 20.0, 0.3, 0.0};
    RootPressure heavy = root();
    heavy.cover = CoverOnRoot{1.5, 20.0, 0.7, 5.0};

    const auto result = assess_root_pressures({light, heavy});

    ASSERT_TRUE(result);
    EXPECT_TRUE(*result->at(0).lifts);
    EXPECT_FALSE(*result->at(1).lifts);
    EXPECT_DOUBLE_EQ(*result->at(1).cover_weight_N, (1.5 * 20.0 + 5.0) * 1e3 * 0.7 * 0.3);
}

TEST(RootPressure, EntersOpeningsByTheirWidth) {
    std::vector<RootPressure> roots;
    for (const double opening : {0.00002, 0.0002, 0.002}) {
        RootPressure one = root();
        one.opening_m = opening;
        one.opening_some_species_m = 0.00004;
        one.opening_all_species_m = 0.00066;
        roots.push_back(one);
    }

    const auto result = assess_root_pressures(roots);

    ASSERT_TRUE(result);
    EXPECT_EQ(result->at(0).entry, RootEntry::None);
    EXPECT_EQ(result->at(1).entry, RootEntry::SomeSpecies);
    EXPECT_EQ(result->at(2).entry, RootEntry::EverySpecies);
}

TEST(RootPressure, RefusesAWallThatDoesNotFitAndNamesTheRoot) {
    RootPressure bad = root();
    bad.pipe = PressedPipe{0.1, 0.06, 3000.0, {}, {}};

    const auto result = assess_root_pressures({root(), bad});

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where, "root pressure `R1`");
    EXPECT_NE(result.error().message.find("0.06"), std::string::npos);
}

RootDrying spell() {
    return {0.5, 0.1, 60.0, 0.12, 2.0, 0.5};
}

TEST(RootDrying, TakesWhatTheCrownDraws) {
    const auto result = root_drying(spell(), 10.0, 40.0);
    const double drawn = 0.4e-3 * 60.0 * kPi * 25.0;

    EXPECT_NEAR(result.withdrawn_m3, drawn, 1e-12);
    EXPECT_NEAR(result.moisture_left, 1.0 - drawn / 4.8, 1e-12);
    EXPECT_NEAR(result.conductivity_W_mK, 0.5 + 1.5 * result.moisture_left, 1e-12);
}

TEST(RootDrying, NeverDrawsMoreThanThereIs) {
    RootDrying long_spell = spell();
    long_spell.dry_days = 3000.0;

    const auto result = root_drying(long_spell, 10.0, 40.0);

    EXPECT_EQ(result.moisture_left, 0.0);
    EXPECT_DOUBLE_EQ(result.conductivity_W_mK, 0.5);
    EXPECT_DOUBLE_EQ(result.conductivity_factor, 0.25);
}

TEST(RootDrying, LeavesTheSoilAloneWhenItRainsEnough) {
    RootDrying wet = spell();
    wet.rain_mm_day = 2.0;

    EXPECT_EQ(root_drying(wet, 10.0, 40.0).conductivity_factor, 1.0);
}

TEST(RootDrying, RefusesWaterThatIsNoShare) {
    RootDrying bad = spell();
    bad.available_water = 1.2;
    EXPECT_FALSE(check_drying(bad, "t"));
    bad = spell();
    bad.dry_conductivity_W_mK = 3.0;
    EXPECT_FALSE(check_drying(bad, "t"));
    bad = spell();
    bad.dry_days = -1.0;
    EXPECT_FALSE(check_drying(bad, "t"));
}

}  // namespace
}  // namespace maaiveld::influence
