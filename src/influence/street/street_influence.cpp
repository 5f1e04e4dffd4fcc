#include "influence/street/street_influence.h"

#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

/// Limits by object id: a second cut of an asset has the limit of the asset.
std::map<std::string, double> limits_of(const StreetInfluence& influence) {
    std::map<std::string, double> limits;
    for (const AssetInfluence& asset : influence.assets) {
        if (asset.limit) limits[asset.object.id] = asset.limit->limit_C;
    }
    return limits;
}

base::Result<void> add_ratings(const StreetHeat& heat, double day, StreetInfluence& influence) {
    const auto limits = limits_of(influence);
    for (std::size_t c = 0; c < heat.cables().size(); ++c) {
        auto rating = street_rating(heat, c, limits, day);
        if (!rating) return tl::unexpected(rating.error());
        influence.assets[heat.cables()[c].object].rating = std::move(*rating);
    }
    return {};
}

}  // namespace

std::optional<double> AssetInfluence::hours_above() const {
    if (!limit || daily_C.empty()) return std::nullopt;
    return influence::hours_above(daily_C, limit->limit_C);
}

base::Result<StreetInfluence> street_influence(const model::Street& street,
                                               const model::Catalogue& catalogue,
                                               const Operation& operation,
                                               const StreetQuestion& question) {
    if (question.month < 1 || question.month > 12) {
        return base::bad_input(fmt::format("month {} is not one of 1 to 12", question.month),
                               "month");
    }
    StreetInfluence result;
    result.station_m = question.station_m;
    result.month = question.month;
    result.samples = question.samples;
    result.seed = question.seed;
    result.parameters = parameters_of(operation, street);
    result.assumptions = likeliest(result.parameters, operation);
    const auto heat =
        StreetHeat::build(street, catalogue, operation, result.assumptions, question.station_m);
    if (!heat) return tl::unexpected(heat.error());
    result.notes = heat->notes();
    const double day = middle_of_month(question.month);
    auto states = heat->at_day(day);
    if (!states) return tl::unexpected(states.error());
    const auto attributed = heat->add_passive_warming(day, *states);
    if (!attributed) return tl::unexpected(attributed.error());
    for (std::size_t i = 0; i < states->size(); ++i) {
        AssetInfluence asset;
        asset.object = heat->objects()[i];
        asset.state = std::move((*states)[i]);
        const auto limit = question.limits.find(street.assets[asset.object.asset].id);
        if (limit != question.limits.end()) asset.limit = limit->second;
        result.assets.push_back(std::move(asset));
    }
    const auto rated = add_ratings(*heat, day, result);
    if (!rated) return tl::unexpected(rated.error());
    if (question.year) {
        auto year = street_year(*heat);
        if (!year) return tl::unexpected(year.error());
        for (std::size_t i = 0; i < year->size(); ++i)
            result.assets[i].daily_C = std::move((*year)[i]);
    }
    if (question.samples > 0) {
        auto bands =
            street_band(street, catalogue, operation, question.station_m, limits_of(result),
                        {question.samples, question.seed, question.threads, question.progress});
        if (!bands) return tl::unexpected(bands.error());
        for (std::size_t i = 0; i < bands->size(); ++i)
            result.assets[i].band = std::move((*bands)[i]);
    }
    return result;
}

}  // namespace maaiveld::influence
