#include "influence/street/worst_temperatures.h"

#include "geometry/polyline.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::influence {
namespace {

/// Ground and networks are warmest together about then.
constexpr int kWarmestMonth = 8;
/// Sections this far inside the ends, where lines that end at the street's end are still cut.
constexpr double kInside_m = 0.25;

std::vector<double> stations_of(const model::Street& street, double step_m) {
    const auto axis = axis_of(street);
    const double length_m = geometry::length_of(std::span<const geometry::Vec2>{axis});
    if (length_m <= 2.0 * kInside_m) return {0.5 * length_m};
    const auto pieces =
        std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(length_m / step_m)));
    std::vector<double> stations;
    for (std::size_t i = 0; i <= pieces; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(pieces);
        stations.push_back(kInside_m + share * (length_m - 2.0 * kInside_m));
    }
    return stations;
}

void keep_worst(const model::Street& street, const StreetInfluence& section,
                std::map<std::string, WorstTemperature>& worst) {
    for (const AssetInfluence& asset : section.assets) {
        const std::string& id = street.assets[asset.object.asset].id;
        const auto [known, is_new] = worst.try_emplace(id);
        WorstTemperature& one = known->second;
        if (is_new || asset.band->maximum_mean_C > one.maximum_C) {
            one.station_m = section.station_m;
            one.maximum_C = asset.band->maximum_mean_C;
            one.sigma_K = asset.band->maximum_sigma_K;
            one.warming = asset.state.warming;
            if (asset.state.cable) one.current_A = asset.state.cable->current_A;
        }
        if (!asset.rating) continue;
        const double rating_A = asset.rating->rating_A;
        if (!one.rating_A || rating_A < *one.rating_A) one.rating_A = rating_A;
    }
}

}  // namespace

base::Result<std::map<std::string, WorstTemperature>> worst_temperatures(
    const model::Street& street, const model::Catalogue& catalogue, const Operation& operation,
    const WorstOptions& options) {
    std::map<std::string, WorstTemperature> worst;
    if (!(options.step_m > 0.0) || options.samples == 0) {
        return base::bad_input("sections need a distance above 0 and at least one draw",
                               "worst temperatures");
    }
    const auto stations = stations_of(street, options.step_m);
    for (std::size_t i = 0; i < stations.size(); ++i) {
        StreetQuestion question;
        question.station_m = stations[i];
        question.month = kWarmestMonth;
        question.samples = options.samples;
        question.seed = options.seed;
        question.threads = options.threads;
        question.limits = options.limits;
        question.progress = [&](double share) {
            if (!options.progress) return;
            options.progress((static_cast<double>(i) + share) /
                             static_cast<double>(stations.size()));
        };
        const auto section = street_influence(street, catalogue, operation, question);
        if (!section) return tl::unexpected(section.error());
        keep_worst(street, *section, worst);
    }
    return worst;
}

}  // namespace maaiveld::influence
