#include "influence/street/operation.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {

double Uncertain::at(double u) const {
    const double width = high - low;
    if (width <= 0.0) return value;
    const double share = (value - low) / width;
    if (u < share) return low + std::sqrt(u * width * (value - low));
    return high - std::sqrt((1.0 - u) * width * (high - value));
}

const Operating* Operation::of(const model::Asset& asset) const {
    const std::string role = word_of(asset, "role");
    const auto found = std::find_if(networks.begin(), networks.end(), [&](const Operating& one) {
        return one.network == asset.network && (one.role.empty() || one.role == role);
    });
    return found == networks.end() ? nullptr : &*found;
}

std::optional<double> Operation::modulus_of(const std::string& material) const {
    std::optional<double> modulus_Pa;
    std::size_t longest = 0;
    for (const auto& [name, value] : long_term_modulus_Pa) {
        if (name.size() <= longest || !material.starts_with(name)) continue;
        longest = name.size();
        modulus_Pa = value;
    }
    return modulus_Pa;
}

std::optional<double> number_of(const model::Asset& asset, const std::string& key) {
    const auto found = asset.attributes.find(key);
    if (found == asset.attributes.end()) return std::nullopt;
    const double* number = std::get_if<double>(&found->second);
    return number == nullptr ? std::nullopt : std::optional{*number};
}

std::string word_of(const model::Asset& asset, const std::string& key) {
    const auto found = asset.attributes.find(key);
    if (found == asset.attributes.end()) return {};
    const std::string* word = std::get_if<std::string>(&found->second);
    return word == nullptr ? std::string{} : *word;
}

}  // namespace maaiveld::influence
