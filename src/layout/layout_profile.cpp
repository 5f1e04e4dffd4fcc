#include "layout/layout_profile.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

bool has_word(const model::Asset& asset, const std::string& key, const std::string& word) {
    const auto found = asset.attributes.find(key);
    if (found == asset.attributes.end()) return false;
    const auto* text = std::get_if<std::string>(&found->second);
    return text != nullptr && *text == word;
}

bool fits(const NetworkPractice& practice, const model::Asset& asset) {
    if (practice.network != asset.network) return false;
    return practice.kind.empty() || has_word(asset, "kind", practice.kind) ||
           has_word(asset, "system", practice.kind) || has_word(asset, "medium", practice.kind);
}

}  // namespace

const NetworkPractice* LayoutProfile::of(const model::Asset& asset) const {
    const auto found = std::find_if(networks.begin(), networks.end(),
                                    [&](const NetworkPractice& p) { return fits(p, asset); });
    return found == networks.end() ? nullptr : &*found;
}

}  // namespace maaiveld::layout
