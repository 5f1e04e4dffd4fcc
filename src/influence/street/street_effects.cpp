#include "influence/street/street_effects.h"

namespace maaiveld::influence {

base::Result<StreetEffects> street_effects(const model::Street& street,
                                           const model::Catalogue& catalogue,
                                           const Operation& operation, const TreeProfile& trees,
                                           const EffectsQuestion& question) {
    StreetEffects effects;
    auto voltages = street_voltages(street, catalogue, operation, question.currents_A);
    if (!voltages) return tl::unexpected(voltages.error());
    effects.voltages = std::move(*voltages);
    for (const double years_ahead : {0.0, 10.0, 20.0, 40.0}) {
        effects.roots.push_back(
            {years_ahead, root_overlaps(street, trees, {question.today_year, years_ahead})});
    }
    effects.unknown_roots = street_roots(street, trees, {question.today_year, 0.0}).unknown;
    if (question.raise) {
        auto settlement = street_settlement(street, catalogue, operation, *question.raise);
        if (!settlement) return tl::unexpected(settlement.error());
        effects.settlement = std::move(*settlement);
    }
    if (question.trench) {
        auto undermined = undermined_by_trench(street, *question.trench);
        if (!undermined) return tl::unexpected(undermined.error());
        effects.undermined = std::move(*undermined);
    }
    return effects;
}

std::map<std::string, double> currents_in(const model::Street& street,
                                          const StreetInfluence& influence) {
    std::map<std::string, double> currents;
    for (const AssetInfluence& asset : influence.assets) {
        if (asset.state.cable)
            currents[street.assets[asset.object.asset].id] = asset.state.cable->current_A;
    }
    return currents;
}

}  // namespace maaiveld::influence
