#include "layout/lay_out.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace maaiveld::layout {
namespace {

void scale(LayoutProfile& profile, std::string_view key, double factor) {
    if (key == "width") profile.width_cost_eur_m2 *= factor;
    if (key == "excavation") profile.excavation_cost_eur_m3 *= factor;
    if (key == "preferred") profile.preferred_cost_eur_m2 *= factor;
    if (key == "heat") profile.heat_cost_eur_K *= factor;
    if (key == "bend") profile.bend_cost_eur *= factor;
    if (key == "reinstatement") {
        for (auto& [strip, eur_m2] : profile.reinstatement_eur_m2)
            eur_m2 *= factor;
    }
    for (NetworkPractice& practice : profile.networks) {
        if (key == "cover") practice.cover_cost_eur_m2 *= factor;
        if (key == "pull") practice.pull_to_facade_eur_m2 *= factor;
        if (key != "strip") continue;
        for (auto& [strip, eur_m] : practice.strips)
            eur_m *= factor;
    }
}

}  // namespace

base::Result<LayoutProfile> scaled(const LayoutProfile& profile,
                                   const std::map<std::string, double>& weights) {
    constexpr std::array kKeys{"width", "excavation", "preferred", "heat",         "bend",
                               "strip", "pull",       "cover",     "reinstatement"};
    LayoutProfile result = profile;
    for (const auto& [key, factor] : weights) {
        bool known = false;
        std::string names;
        for (const char* name : kKeys) {
            known = known || key == name;
            names += names.empty() ? name : std::string{", "} + name;
        }
        if (!known)
            return base::bad_input(
                fmt::format("no cost is called `{}`; there are: {}", key, names));
        if (!std::isfinite(factor) || factor < 0.0)
            return base::bad_input(
                fmt::format("the weight of `{}` must be 0 or more, not {}", key, factor));
        scale(result, key, factor);
    }
    return result;
}

}  // namespace maaiveld::layout
