#include "exchange/imkl_connections.h"

#include <algorithm>
#include <string>

namespace maaiveld::exchange {

namespace {

constexpr double kMeets_m = 0.05;

bool is_house_connection(const Draft& draft) {
    const auto kind = draft.asset.attributes.find("kind");
    return kind != draft.asset.attributes.end() &&
           kind->second == model::AttributeValue(std::string("house_connection"));
}

bool can_be_tapped(const Draft& main, const Draft& house) {
    return !is_house_connection(main) && !is_container(main.feature->kind) &&
           main.feature->network == house.feature->network;
}

std::string main_of(const Draft& house, const std::vector<Draft>& drafts) {
    std::string nearest;
    double best_m = kMeets_m;
    for (const Draft& main : drafts) {
        if (!main.box.near(house.box, kMeets_m) || !can_be_tapped(main, house)) continue;
        const double gap_m = std::min(nearest_place(main.line, house.line.front()).distance_m,
                                      nearest_place(main.line, house.line.back()).distance_m);
        if (gap_m > best_m || (!nearest.empty() && gap_m == best_m)) continue;
        best_m = gap_m;
        nearest = main.asset.id;
    }
    return nearest;
}

}  // namespace

void connect_houses(std::vector<Draft>& drafts) {
    for (Draft& draft : drafts) {
        if (is_house_connection(draft)) draft.asset.connects_to = main_of(draft, drafts);
    }
}

}  // namespace maaiveld::exchange
