#include "model/network.h"

#include <algorithm>

namespace maaiveld::model {
namespace {

struct Names {
    Network network;
    std::string_view name;
    std::string_view title_en;
    std::string_view title_nl;
    char letter;
};

constexpr std::array<Names, kNetworkCount> kNames{{
    {Network::Telecom, "telecom", "telecom", "telecom", 'T'},
    {Network::ElectricityLv, "electricity_lv", "low voltage", "laagspanning", 'E'},
    {Network::ElectricityMv, "electricity_mv", "medium voltage", "middenspanning", 'E'},
    {Network::ElectricityHv, "electricity_hv", "high voltage", "hoogspanning", 'E'},
    {Network::ElectricityNational, "electricity_national", "national grid",
     "landelijk hoogspanningsnet", 'E'},
    {Network::GasLow, "gas_low", "gas, low pressure", "gas lage druk", 'G'},
    {Network::GasHigh, "gas_high", "gas, high pressure", "gas hoge druk", 'G'},
    {Network::HazardousPipeline, "hazardous_pipeline", "hazardous contents", "gevaarlijke inhoud",
     'C'},
    {Network::Petrochemical, "petrochemical", "petrochemical", "petrochemie", 'C'},
    {Network::Water, "water", "drinking water", "drinkwater", 'W'},
    {Network::Heat, "heat", "district heat", "warmte", 'H'},
    {Network::SewerGravity, "sewer_gravity", "gravity sewer", "riool vrij verval", 'R'},
    {Network::SewerPressure, "sewer_pressure", "pressure sewer", "persriool", 'R'},
    {Network::Orphan, "orphan", "orphan", "weesleiding", 'X'},
    {Network::Other, "other", "other", "overig", 'X'},
}};

const Names& names_of(Network network) {
    return kNames[static_cast<std::size_t>(network)];
}

}  // namespace

std::array<Network, kNetworkCount> all_networks() {
    std::array<Network, kNetworkCount> all{};
    std::transform(kNames.begin(), kNames.end(), all.begin(),
                   [](const Names& names) { return names.network; });
    return all;
}

std::string_view name_of(Network network) {
    return names_of(network).name;
}

std::optional<Network> network_named(std::string_view name) {
    for (const Names& names : kNames) {
        if (names.name == name) return names.network;
    }
    return std::nullopt;
}

char alias_letter(Network network) {
    return names_of(network).letter;
}

std::string_view title_of(Network network, std::string_view language) {
    return language == "nl" ? names_of(network).title_nl : names_of(network).title_en;
}

}  // namespace maaiveld::model
