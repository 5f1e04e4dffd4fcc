#include "app/what_if.h"

#include "base/text.h"
#include "model/axis.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace maaiveld::app {
namespace {

/// "W-1.depth_m=0.7" in its parts.
struct Change {
    std::string what;
    std::string key;
    std::string value;
};

tl::unexpected<base::Error> refuse(const std::string& change, const std::string& why) {
    return tl::unexpected(base::Error{
        base::ErrorCode::BadUsage, fmt::format("--set {}: {}", base::printable(change), why), {}});
}

/// Ids may hold dots and keys may not, so the last dot before the equals sign parts them.
std::optional<Change> parsed(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) return std::nullopt;
    const auto dot = text.rfind('.', equals);
    if (dot == std::string::npos || dot == 0 || dot + 1 == equals) return std::nullopt;
    return Change{text.substr(0, dot), text.substr(dot + 1, equals - dot - 1),
                  text.substr(equals + 1)};
}

base::Result<void> change_soil(model::Street& street, const Change& change,
                               const std::string& text) {
    const auto value = base::parse_double(change.value);
    if (!value || *value <= 0.0) return refuse(text, "the value must be a number above 0");
    if (!street.soil) {
        street.soil.emplace();
        street.soil->layers.emplace_back();
        street.soil->layers[0].bottom_m = std::numeric_limits<double>::infinity();
    }
    for (model::SoilLayer& layer : street.soil->layers) {
        if (change.key == "conductivity_W_mK") {
            layer.conductivity_W_mK = *value;
        } else if (change.key == "heat_capacity_J_m3K") {
            layer.heat_capacity_J_m3K = *value;
        } else {
            return refuse(text, "of the soil only conductivity_W_mK and heat_capacity_J_m3K");
        }
    }
    return {};
}

base::Result<void> move_asset(const model::Street& street, model::Asset& asset,
                              const Change& change, const std::string& text) {
    const auto value = base::parse_double(change.value);
    if (!value) return refuse(text, "the value must be a number");
    if (!asset.along) return refuse(text, "only an asset that is placed by `along` can be moved");
    model::Along along = *asset.along;
    if (change.key == "offset_m") along.offset_m = *value;
    if (change.key == "depth_m") along.cover_m = *value - model::half_height_of(asset);
    if (along.cover_m < 0.0) return refuse(text, "the asset would stick out of the ground");
    model::lay_along(street, along, asset);
    return {};
}

model::AttributeValue attribute_in(const std::string& value) {
    if (value == "true" || value == "false") return value == "true";
    if (const auto number = base::parse_double(value)) return *number;
    return value;
}

base::Result<void> change_asset(model::Street& street, const Change& change,
                                const std::string& text) {
    const auto asset = std::find_if(
        street.assets.begin(), street.assets.end(),
        [&](const model::Asset& a) { return a.id == change.what || a.alias == change.what; });
    if (asset == street.assets.end()) {
        std::vector<std::string> ids;
        for (const model::Asset& a : street.assets)
            ids.push_back(a.id);
        return refuse(text,
                      fmt::format("the street holds no asset `{}`{}", base::printable(change.what),
                                  base::did_you_mean(change.what, ids)));
    }
    if (change.key == "depth_m" || change.key == "offset_m") {
        return move_asset(street, *asset, change, text);
    }
    asset->attributes[change.key] = attribute_in(change.value);
    return {};
}

}  // namespace

base::Result<model::Street> with_changes(model::Street street,
                                         const std::vector<std::string>& changes) {
    for (const std::string& text : changes) {
        const auto change = parsed(text);
        if (!change) return refuse(text, "write asset.key=value, such as H-1.temperature_C=60");
        const auto done = change->what == "soil" ? change_soil(street, *change, text)
                                                 : change_asset(street, *change, text);
        if (!done) return tl::unexpected(done.error());
    }
    return street;
}

}  // namespace maaiveld::app
