#include "exchange/catalogue_file.h"
#include "exchange/operation_file.h"
#include "exchange/street_file.h"
#include "influence/cables/cable_assess.h"
#include "influence/heat/soil_year.h"
#include "influence/street/street_influence.h"
#include "influence/street/street_settlement.h"
#include "influence/street/street_voltages.h"
#include "influence/street/worst_temperatures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numbers>
#include <stdexcept>

namespace maaiveld::influence {
namespace {

const std::filesystem::path kRoot{MAAIVELD_SOURCE_DIR};
constexpr double kAugust = 226.5;

const model::Catalogue& catalogue() {
    static const auto read = exchange::read_catalogue(kRoot / "profiles");
    return *read;
}

const Operation& operation() {
    static const auto read = exchange::read_operation(kRoot / "profiles/influence/nl.json");
    return *read;
}

model::Asset asset(const std::string& id, model::Network network, const std::string& type,
                   double diameter_m, double offset_m, double depth_m) {
    model::Asset one;
    one.id = id;
    one.network = network;
    one.type = type;
    one.outer_diameter_m = diameter_m;
    one.axis = {{{0.0, offset_m, -depth_m}, {}, {}}, {{50.0, offset_m, -depth_m}, {}, {}}};
    return one;
}

/// Supply pipe, water above it, a medium-voltage cable and an empty duct.
model::Street street() {
    model::Street s;
    s.axis = {{0.0, 0.0}, {50.0, 0.0}};
    s.assets = {asset("H-1", model::Network::Heat, "st-pur-pe-65-140", 0.14, 0.0, 1.1),
                asset("W-1", model::Network::Water, "pvc-110", 0.11, 0.1, 0.8),
                asset("E-1", model::Network::ElectricityMv, "mv-3x1x240-al-xlpe", 0.078, -0.4, 0.9),
                asset("T-1", model::Network::Telecom, "hdpe-duct-40", 0.04, 0.5, 0.6)};
    s.assets[0].attributes["temperature_C"] = 70.0;
    s.assets[2].attributes["current_A"] = 200.0;
    s.assets[3].attributes["kind"] = std::string{"duct"};
    return s;
}

StreetHeat heat_of(const model::Street& s) {
    auto heat = StreetHeat::build(s, catalogue(), operation(),
                                  likeliest(parameters_of(operation(), s), operation()), 25.0);
    if (!heat) throw std::runtime_error(heat.error().text());
    return *heat;
}

TEST(StreetHeat, EqualsASectionBuiltByHand) {
    auto s = street();
    s.assets.resize(2);
    const StreetHeat heat = heat_of(s);
    const auto states = heat.at_day(kAugust);
    ASSERT_TRUE(states);

    HeatSection section;
    section.soil = heat.soil();
    const double film = operation().surface_film_m2K_W.value;
    section.surface.film_W_m2K = 1.0 / film;
    const double lambda = operation().conductivity_W_mK.value;
    const double a = lambda / operation().heat_capacity_J_m3K.value;
    const SurfaceYear year{12.0, 9.0, 25.0};
    HeatBody pipe{"H", {0.0, 1.1}, 0.0761, {{0.14, 0.028}}, HeldTemperature{70.0}, {}, {}, 0.0, {}};
    HeatBody water{"W", {-0.1, 0.8}, 0.1016, {{0.11, 0.16}}, NoHeat{}, {}, {}, 0.0, {}};
    pipe.undisturbed_C = undisturbed_C(year, a, 1.1, kAugust, lambda * film);
    water.undisturbed_C = undisturbed_C(year, a, 0.8, kAugust, lambda * film);
    section.bodies = {pipe, water};
    const auto solved = solve_steady(section);
    ASSERT_TRUE(solved) << solved.error().text();

    EXPECT_NEAR((*states)[0].heat_W_m, solved->find("H")->heat_W_m, 1e-4);
    EXPECT_NEAR((*states)[1].temperature_C, solved->find("W")->temperature_C, 1e-4);
    EXPECT_NEAR((*states)[1].undisturbed_C, *water.undisturbed_C, 1e-9);
}

TEST(StreetHeat, WarmingAddsUpToTheTemperatureOfStandingWater) {
    const auto states = heat_of(street()).at_day(kAugust);
    ASSERT_TRUE(states);
    const ObjectState& water = (*states)[1];
    double sum = water.undisturbed_C;
    for (const Warming& w : water.warming)
        sum += w.kelvin;
    EXPECT_NEAR(sum, water.temperature_C, 1e-9);
    ASSERT_EQ(water.warming.size(), 2U);
    EXPECT_GT(water.warming[0].kelvin, water.warming[1].kelvin);
}

TEST(StreetHeat, APassiveObjectTakesTheTemperatureOfItsPlace) {
    const StreetHeat heat = heat_of(street());
    const auto states = heat.at_day(kAugust);
    const auto ground = heat.temperatures_at(kAugust, {{-0.5, 0.6}});
    ASSERT_TRUE(states && ground);
    EXPECT_EQ(heat.objects()[3].role, HeatRole::Passive);
    EXPECT_NEAR((*states)[3].temperature_C, ground->front(), 1e-12);
    EXPECT_GT((*states)[3].temperature_C, (*states)[3].undisturbed_C);
}

TEST(StreetHeat, ACableHasTheTemperatureThatIecGivesForItsSurroundings) {
    const StreetHeat heat = heat_of(street());
    const auto states = heat.at_day(kAugust);
    ASSERT_TRUE(states);
    const ObjectState& cable = (*states)[2];
    CableCircuit circuit = heat.cables().front().circuit;
    circuit.load_A = 200.0;
    circuit.ambient_C = cable.cable->ambient_C;
    GroundSurface surface;
    surface.temperature_C = *circuit.ambient_C;
    const auto direct = assess_cables(heat.soil(), surface, 50.0, catalogue(), {circuit});
    ASSERT_TRUE(direct) << direct.error().text();
    EXPECT_NEAR(cable.temperature_C, direct->front().at_load->conductor_C, 0.02);
    EXPECT_NEAR(cable.heat_W_m, 3.0 * direct->front().at_load->heat_W_m, 0.02);
    EXPECT_GT(cable.cable->ambient_C, cable.undisturbed_C);
}

TEST(StreetHeat, RefusesWhatCannotBeWithTheNameOfTheAsset) {
    auto s = street();
    s.assets[2].attributes["current_A"] = 5000.0;
    const auto hot = StreetHeat::build(s, catalogue(), operation(),
                                       likeliest(parameters_of(operation(), s), operation()), 25.0);
    ASSERT_FALSE(hot);
    EXPECT_NE(hot.error().text().find("E-1"), std::string::npos) << hot.error().text();
    s = street();
    s.assets[1].axis = s.assets[0].axis;
    const auto through = StreetHeat::build(
        s, catalogue(), operation(), likeliest(parameters_of(operation(), s), operation()), 25.0);
    ASSERT_FALSE(through);
    EXPECT_NE(through.error().text().find("W-1"), std::string::npos) << through.error().text();
}

StreetRating rated(const StreetHeat& heat, const std::map<std::string, double>& limits_C) {
    const auto rating = street_rating(heat, 0, limits_C, kAugust);
    EXPECT_TRUE(rating) << rating.error().text();
    return rating ? *rating : StreetRating{};
}

TEST(StreetRating, IsItsOwnUnlessANeighbourIsSooner) {
    const StreetHeat heat = heat_of(street());
    const StreetRating own = rated(heat, {});
    EXPECT_EQ(own.rating_A, own.own_rating_A);
    EXPECT_EQ(own.limited_by, "E-1");
    double before_A = own.rating_A + 1.0;
    for (const double limit_C : {35.0, 26.0, 24.5}) {
        const StreetRating by_water = rated(heat, {{"W-1", limit_C}});
        EXPECT_LE(by_water.rating_A, before_A);
        before_A = by_water.rating_A;
    }
    EXPECT_EQ(rated(heat, {{"W-1", 0.0}}).rating_A, 0.0);
    EXPECT_EQ(rated(heat, {{"W-1", 0.0}}).limited_by, "W-1");
}

TEST(StreetRating, JustReachesTheNeighboursLimit) {
    const StreetHeat heat = heat_of(street());
    const auto idle = heat.with_current(0, 0.0)->at_day(kAugust);
    const double limit_C = (*idle)[1].temperature_C + 1.0;
    const StreetRating rating = rated(heat, {{"W-1", limit_C}});
    EXPECT_EQ(rating.limited_by, "W-1");
    const auto at = heat.with_current(0, rating.rating_A)->at_day(kAugust);
    EXPECT_NEAR((*at)[1].temperature_C, limit_C, 1e-3);
    EXPECT_LE((*at)[1].temperature_C, limit_C);
}

TEST(StreetBand, IsTheSameForAnyNumberOfThreads) {
    BandOptions options;
    options.samples = 16;
    options.threads = 1;
    const auto one =
        street_band(street(), catalogue(), operation(), 25.0, {{"W-1", 22.0}}, options);
    options.threads = 2;
    const auto two =
        street_band(street(), catalogue(), operation(), 25.0, {{"W-1", 22.0}}, options);
    ASSERT_TRUE(one && two);
    for (std::size_t i = 0; i < one->size(); ++i) {
        EXPECT_EQ((*one)[i].maximum_mean_C, (*two)[i].maximum_mean_C);
        EXPECT_EQ((*one)[i].maximum.p95, (*two)[i].maximum.p95);
        EXPECT_EQ((*one)[i].month_sigma_K, (*two)[i].month_sigma_K);
    }
    EXPECT_TRUE((*one)[1].hours_above);
    EXPECT_GT((*one)[1].maximum_sigma_K, 0.1);
    options.samples = 0;
    EXPECT_FALSE(street_band(street(), catalogue(), operation(), 25.0, {}, options));
}

TEST(WorstTemperatures, FindsWhereTheHeatPipeIs) {
    auto s = street();
    s.assets.resize(2);
    s.assets[0].axis[0].at.x() = 30.0;  // no heat pipe below the first 30 m of the main
    WorstOptions options;
    options.samples = 4;
    const auto worst = worst_temperatures(s, catalogue(), operation(), options);
    ASSERT_TRUE(worst) << worst.error().text();
    EXPECT_GT(worst->at("W-1").station_m, 30.0);
    ASSERT_EQ(worst->at("W-1").warming.size(), 1U);
    EXPECT_EQ(worst->at("W-1").warming[0].source, "H-1");
}

/// Published: 8.2277715 V per km and kA half a metre beside a trefoil of 75.5 mm (BALANCED-3PH).
TEST(StreetVoltages, OfABalancedTrefoilArePublished) {
    model::Street s;
    s.axis = {{0.0, 0.0}, {1000.0, 0.0}};
    s.assets = {asset("E-1", model::Network::ElectricityMv, "", 0.0755 / 0.45, 0.0, 1.0),
                asset("T-1", model::Network::Telecom, "cu-100x2", 0.028, -0.5, 1.0)};
    for (auto& one : s.assets)
        one.axis[1].at.x() = 1000.0;
    const auto volts = street_voltages(s, catalogue(), operation(), {{"E-1", 1000.0}});
    ASSERT_TRUE(volts) << volts.error().text();
    ASSERT_EQ(volts->size(), 1U);
    const StreetVoltage& one = volts->front();
    EXPECT_NEAR(one.normal_V, 8.2277715, 1e-3);
    EXPECT_FALSE(one.fault_V);
    EXPECT_NEAR(one.along.back().distance_m, 1000.0, 1e-9);
    EXPECT_NEAR(one.along.back().normal_V, one.normal_V, 1e-9);
    s.assets[0].attributes["earth_fault_A"] = 500.0;
    const auto fault = street_voltages(s, catalogue(), operation(), {{"E-1", 1000.0}});
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->front().fault_source, "E-1");
    EXPECT_GT(*fault->front().fault_V, fault->front().normal_V);
    s.assets[0].attributes["screening_k"] = 0.2;
    const auto screened = street_voltages(s, catalogue(), operation(), {{"E-1", 1000.0}});
    EXPECT_NEAR(*screened->front().fault_V, 0.2 * *fault->front().fault_V, 1e-9);
    EXPECT_NEAR(screened->front().normal_V, fault->front().normal_V, 1e-9);
}

/// A beam on springs held by a wall that stays: M = 2 E I b^2 delta, b^4 = k D / (4 E I).
TEST(StreetSettlement, StepAtAConnectionIsTheClampedBeam) {
    model::Street s = street();
    s.assets = {asset("W-9", model::Network::Water, "pe-32", 0.032, 0.0, 1.0)};
    s.assets[0].attributes["kind"] = std::string{"house_connection"};
    s.assets[0].wall_m = 0.003;
    model::SoilProfile soil;
    model::SoilLayer peat;
    peat.bottom_m = 6.0;
    peat.unit_weight_kN_m3 = 11.0;
    peat.saturated_unit_weight_kN_m3 = 11.0;
    model::Compression compression;
    compression.model = model::Bjerrum{0.05, 0.3, 0.02};
    compression.ocr = 1.3;
    peat.compression = compression;
    model::SoilLayer sand = peat;
    sand.top_m = 6.0;
    sand.bottom_m = 20.0;
    sand.unit_weight_kN_m3 = 17.0;
    sand.saturated_unit_weight_kN_m3 = 19.0;
    sand.compression.reset();
    soil.layers = {peat, sand};
    soil.groundwater_depth_m = 0.5;
    s.soil = soil;
    const auto result = street_settlement(s, catalogue(), operation(), {0.3, 30.0, 18.0, 20.0});
    ASSERT_TRUE(result) << result.error().text();
    ASSERT_EQ(result->steps.size(), 1U);
    EXPECT_GT(result->settlement_m, 0.01);
    const double inner_m = 0.032 - 2.0 * 0.003;
    const double I = std::numbers::pi / 64.0 * (std::pow(0.032, 4) - std::pow(inner_m, 4));
    const double EI = *operation().modulus_of("PE") * I;
    const double b = std::pow(operation().bedding_kh_N_m3 * 0.032 / (4.0 * EI), 0.25);
    const double stress_Pa = 2.0 * EI * b * b * result->settlement_m * 0.016 / I;
    EXPECT_NEAR(result->steps[0].sigma_b_MPa, stress_Pa * 1e-6, 1e-6 * stress_Pa * 1e-6 + 1e-9);
    s.soil->layers[0].compression.reset();
    EXPECT_FALSE(street_settlement(s, catalogue(), operation(), {0.3, 30.0, 18.0, 20.0}));
}

TEST(StreetInfluence, RefusesAMonthThatIsNone) {
    StreetQuestion question;
    question.month = 13;
    EXPECT_FALSE(street_influence(street(), catalogue(), operation(), question));
}

}  // namespace
}  // namespace maaiveld::influence
