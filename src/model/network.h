#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace maaiveld::model {

/// The one vocabulary of networks: the 15 KLIC themes in English. Everything finer (supply or
/// return, lighting, pressure, voltage) is an attribute.
enum class Network : std::uint8_t {
    Telecom,
    ElectricityLv,
    ElectricityMv,
    ElectricityHv,
    ElectricityNational,
    GasLow,
    GasHigh,
    HazardousPipeline,
    Petrochemical,
    Water,
    Heat,
    SewerGravity,
    SewerPressure,
    Orphan,
    Other
};

inline constexpr std::size_t kNetworkCount = 15;

/// Every network, in the order of the enumeration.
std::array<Network, kNetworkCount> all_networks();

/// "water", "electricity_lv", ...: the name used in every file.
std::string_view name_of(Network network);

/// The network called `name`, if there is one.
std::optional<Network> network_named(std::string_view name);

/// One letter for the short aliases shown to people: E, T, G, W, H, R (sewer), C (chemical), X.
char alias_letter(Network network);

/// The network's name in words for a reader, in English or Dutch ("nl").
std::string_view title_of(Network network, std::string_view language);

}  // namespace maaiveld::model
