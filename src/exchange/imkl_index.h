#pragma once

#include "exchange/imkl_feature.h"
#include "model/network.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace maaiveld::exchange {

/// What the lines of one Utiliteitsnet share.
struct NetworkInfo {
    std::string local_id;
    std::string theme = "onbekend";  ///< IMKL thema
    model::Network network = model::Network::Other;
    std::string owner;                       ///< organisation, or its bronhoudercode
    std::string owner_code;                  ///< bronhoudercode
    std::optional<double> standard_depth_m;  ///< standaardDieptelegging: ground level to top
};

/// Finds features by their gml:id and networks by reference. Points into the delivery it was made
/// from, which must outlive it.
class DeliveryIndex {
public:
    explicit DeliveryIndex(const RawDelivery& delivery);

    /// The feature called `gml_id`, of any kind that is read; nullptr when it is not there.
    const Feature* find(const std::string& gml_id) const;

    /// What is known of the network of `feature`. Without a known network: thema "onbekend", and
    /// the owner from the feature's own id.
    NetworkInfo network_of(const Feature& feature) const;

    bool has_network(const Feature& feature) const;
    std::size_t network_count() const { return networks_.size(); }

private:
    void add_networks(const RawDelivery& delivery);
    void add_owners(const RawDelivery& delivery);
    std::string owner_called(const std::string& code) const;

    std::unordered_map<std::string_view, const Feature*> by_id_;
    std::map<std::string, NetworkInfo> networks_;   ///< by gml:id
    std::map<std::string, std::string> operators_;  ///< bronhoudercode -> organisation
};

/// The bronhoudercode in a local id: "KL0001" of "KL0001.W_12".
std::string owner_code_of(const std::string& local_id);

}  // namespace maaiveld::exchange
