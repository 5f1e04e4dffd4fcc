#include "model/catalogue.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace maaiveld::model {
namespace {

TypicalAsset typical(Network network, const char* kind, const char* type) {
    TypicalAsset asset;
    asset.network = network;
    asset.kind = kind;
    asset.type = type;
    return asset;
}

/// Specific entries first, as in profiles/assets/typical.json.
Catalogue small_catalogue() {
    Catalogue catalogue;
    catalogue.typical.push_back(typical(Network::Water, "house_connection", "pe-32"));
    catalogue.typical.push_back(typical(Network::ElectricityMv, "", "mv-10"));
    catalogue.typical.back().max_voltage_kV = 12.0;
    catalogue.typical.push_back(typical(Network::ElectricityMv, "", "mv-20"));
    catalogue.typical.back().min_voltage_kV = 12.0;
    catalogue.typical.push_back(typical(Network::GasHigh, "", "steel-8-bar"));
    catalogue.typical.back().min_pressure_bar = 1.0;
    catalogue.typical.back().max_pressure_bar = 8.0;
    catalogue.typical.push_back(typical(Network::Water, "", "pvc-160"));
    return catalogue;
}

std::string type_for(Network network, const std::string& kind,
                     std::optional<double> voltage_kV = {},
                     std::optional<double> pressure_bar = {}) {
    const Catalogue catalogue = small_catalogue();
    const auto* found = typical_asset(catalogue, network, kind, voltage_kV, pressure_bar);
    return found == nullptr ? "nothing" : found->type;
}

TEST(TypicalAsset, PrefersTheKindThatIsAskedFor) {
    EXPECT_EQ(type_for(Network::Water, "house_connection"), "pe-32");
    EXPECT_EQ(type_for(Network::Water, "main"), "pvc-160");
    EXPECT_EQ(type_for(Network::Water, ""), "pvc-160");
}

TEST(TypicalAsset, HoldsItsRangesWithBothEnds) {
    EXPECT_EQ(type_for(Network::ElectricityMv, "", 10.0), "mv-10");
    EXPECT_EQ(type_for(Network::ElectricityMv, "", 12.0), "mv-10");
    EXPECT_EQ(type_for(Network::ElectricityMv, "", 12.1), "mv-20");
    EXPECT_EQ(type_for(Network::GasHigh, "", {}, 1.0), "steel-8-bar");
    EXPECT_EQ(type_for(Network::GasHigh, "", {}, 8.0), "steel-8-bar");
    EXPECT_EQ(type_for(Network::GasHigh, "", {}, 8.1), "nothing");
    EXPECT_EQ(type_for(Network::GasHigh, "", {}, 0.9), "nothing");
}

TEST(TypicalAsset, FitsNoRangeWhenTheValueIsUnknown) {
    EXPECT_EQ(type_for(Network::ElectricityMv, ""), "nothing");
    EXPECT_EQ(type_for(Network::Heat, ""), "nothing");
}

}  // namespace
}  // namespace maaiveld::model
