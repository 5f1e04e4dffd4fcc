#include "exchange/imkl_index.h"

#include "exchange/imkl_vocabulary.h"

namespace maaiveld::exchange {

DeliveryIndex::DeliveryIndex(const RawDelivery& delivery) {
    for (const Feature& feature : delivery.features)
        by_id_.emplace(feature.gml_id, &feature);
    for (const Feature& feature : delivery.features) {
        if (feature.kind != FeatureKind::Operator) continue;
        operators_.emplace(feature.word("bronhoudercode"), feature.word("organisation"));
    }
    add_networks(delivery);
    add_owners(delivery);
}

void DeliveryIndex::add_networks(const RawDelivery& delivery) {
    for (const Feature& feature : delivery.features) {
        if (feature.kind != FeatureKind::Network) continue;
        NetworkInfo info;
        info.local_id = feature.local_id;
        if (!feature.word("thema").empty()) info.theme = feature.word("thema");
        info.network = network_of_theme(info.theme);
        info.owner_code = owner_code_of(feature.local_id);
        info.owner = owner_called(info.owner_code);
        info.standard_depth_m = feature.standard_depth_m;
        networks_.emplace(feature.gml_id, std::move(info));
    }
}

/// A Belanghebbende says which operator answers for which networks, which beats the code in an id.
void DeliveryIndex::add_owners(const RawDelivery& delivery) {
    for (const Feature& party : delivery.features) {
        if (party.kind != FeatureKind::InterestedParty) continue;
        const Feature* owner = find(party.operator_ref);
        if (owner == nullptr || owner->word("organisation").empty()) continue;
        for (const auto& id : party.parties) {
            const auto network = networks_.find(id);
            if (network != networks_.end()) network->second.owner = owner->word("organisation");
        }
    }
}

std::string DeliveryIndex::owner_called(const std::string& code) const {
    const auto found = operators_.find(code);
    return found == operators_.end() || found->second.empty() ? code : found->second;
}

const Feature* DeliveryIndex::find(const std::string& gml_id) const {
    const auto found = by_id_.find(gml_id);
    return found == by_id_.end() ? nullptr : found->second;
}

bool DeliveryIndex::has_network(const Feature& feature) const {
    return networks_.contains(feature.network);
}

NetworkInfo DeliveryIndex::network_of(const Feature& feature) const {
    const auto found = networks_.find(feature.network);
    if (found != networks_.end()) return found->second;
    NetworkInfo unknown;
    unknown.owner_code = owner_code_of(feature.local_id);
    unknown.owner = owner_called(unknown.owner_code);
    return unknown;
}

std::string owner_code_of(const std::string& local_id) {
    return local_id.substr(0, local_id.find('.'));
}

}  // namespace maaiveld::exchange
