#include "exchange/imkl_typical.h"

namespace maaiveld::exchange {

using model::Network;
using model::TypicalAsset;

namespace {

constexpr double kAssumedDiameter_m = 0.10;
constexpr double kAssumedCover_m = 0.60;

bool is_electricity(Network network) {
    return network >= Network::ElectricityLv && network <= Network::ElectricityNational;
}

/// A control cable in a gas network is a cable all the same.
Network network_for_size(FeatureKind kind, Network network) {
    if (kind == FeatureKind::TelecomCable) return Network::Telecom;
    if (kind == FeatureKind::ElectricityCable && !is_electricity(network)) {
        return Network::ElectricityLv;
    }
    return network;
}

std::optional<double> number_in(const model::Attributes& attributes, const char* key) {
    const auto found = attributes.find(key);
    if (found == attributes.end()) return std::nullopt;
    const double* number = std::get_if<double>(&found->second);
    return number == nullptr ? std::nullopt : std::optional<double>(*number);
}

std::string kind_in(const model::Attributes& attributes) {
    const auto found = attributes.find("kind");
    if (found == attributes.end()) return {};
    const auto* word = std::get_if<std::string>(&found->second);
    return word == nullptr ? std::string() : *word;
}

/// The entry for exactly this kind, if there is one; else what fits any kind.
const TypicalAsset* entry_for(const model::Catalogue& catalogue, Network network,
                              const std::string& kind, const model::Attributes& attributes) {
    const auto voltage = number_in(attributes, "voltage_kV");
    const auto pressure = number_in(attributes, "pressure_bar");
    const auto* entry = model::typical_asset(catalogue, network, kind, voltage, pressure);
    if (kind == "duct" && (entry == nullptr || entry->kind != kind)) {
        const auto* casing = model::typical_asset(catalogue, network, "casing", voltage, pressure);
        if (casing != nullptr) entry = casing;
    }
    if (entry != nullptr) return entry;
    return model::typical_asset(catalogue, network, kind, std::nullopt, std::nullopt);
}

}  // namespace

Typical typical_for(const model::Catalogue& catalogue, FeatureKind kind,
                    const model::Asset& asset) {
    const auto* entry = entry_for(catalogue, network_for_size(kind, asset.network),
                                  kind_in(asset.attributes), asset.attributes);
    if (entry == nullptr) {
        return {{}, kAssumedDiameter_m, {}, kAssumedCover_m, model::PositionSource::Inferred};
    }
    Typical typical{{}, kAssumedDiameter_m, {}, entry->cover_m, model::PositionSource::Norm};
    const auto type = catalogue.types.find(entry->type);
    if (type == catalogue.types.end()) return typical;
    typical.type = type->first;
    if (type->second.outer_diameter_m > 0.0) {
        typical.outer_diameter_m = type->second.outer_diameter_m;
    }
    typical.wall_m = type->second.wall_m;
    return typical;
}

}  // namespace maaiveld::exchange
