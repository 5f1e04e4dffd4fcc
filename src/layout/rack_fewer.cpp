#include "layout/lay_out_parts.h"

#include <algorithm>
#include <bit>

namespace maaiveld::layout {
namespace {

using Group = std::vector<std::string>;

/// Demands that lie in the rack as one (supply and return), in the order of the street's demands.
std::vector<Group> groups_of(const model::Street& street, const std::vector<std::string>& racked) {
    std::vector<std::string> names;
    std::vector<Group> groups;
    for (const model::Demand& demand : street.demands) {
        const model::Asset& asset = demand.asset;
        if (std::find(racked.begin(), racked.end(), asset.id) == racked.end()) continue;
        const std::string& name = !asset.pair.empty()  ? asset.pair
                                  : !asset.bed.empty() ? asset.bed
                                                       : asset.id;
        const auto known = std::find(names.begin(), names.end(), name);
        const auto at = static_cast<std::size_t>(known - names.begin());
        if (known == names.end()) {
            names.push_back(name);
            groups.emplace_back();
        }
        groups[at].push_back(asset.id);
    }
    return groups;
}

/// Which groups to take out, one bit each: few first, and of those what files list last.
std::vector<unsigned> choices_of(std::size_t groups) {
    std::vector<unsigned> choices;
    for (unsigned out = 1; out < (1U << groups); ++out)
        if (static_cast<std::size_t>(std::popcount(out)) + 2 <= groups) choices.push_back(out);
    std::stable_sort(choices.begin(), choices.end(), [](unsigned a, unsigned b) {
        const int less = std::popcount(a) - std::popcount(b);
        return less != 0 ? less < 0 : a > b;
    });
    return choices;
}

}  // namespace

std::vector<std::string> too_many_in_rack(const LayoutInput& in,
                                          const std::vector<std::string>& racked, bool facade_left,
                                          const std::function<bool(const RackChoice&)>& fits) {
    constexpr std::size_t kMostGroups = 16;
    constexpr std::size_t kMostTries = 60;
    const std::vector<Group> groups = groups_of(in.street, racked);
    if (groups.size() > kMostGroups) return {};
    const std::vector<unsigned> choices = choices_of(groups.size());
    for (std::size_t k = 0; k < std::min(kMostTries, choices.size()); ++k) {
        std::vector<std::string> stays, goes;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            auto& where = (choices[k] >> g & 1U) != 0 ? goes : stays;
            where.insert(where.end(), groups[g].begin(), groups[g].end());
        }
        const auto rack = choose_rack(in, stays, facade_left);
        if (rack && *rack && (*rack)->demands.size() == stays.size() && fits(**rack)) return goes;
    }
    return {};
}

}  // namespace maaiveld::layout
