#include "influence/street/street_settlement.h"

#include "influence/settlement/settlement.h"
#include "influence/street/street_bodies.h"

#include <algorithm>
#include <fmt/format.h>

namespace maaiveld::influence {
namespace {

constexpr double kDaysPerYear = 365.25;

bool compresses(const model::Street& street) {
    return street.soil &&
           std::any_of(street.soil->layers.begin(), street.soil->layers.end(),
                       [](const auto& layer) { return layer.compression.has_value(); });
}

base::Result<double> settled_m(const model::Street& street, const StreetRaise& raise) {
    Settlement vertical;
    vertical.id = "street";
    vertical.groundwater_depth_m = street.soil->groundwater_depth_m;
    if (!vertical.groundwater_depth_m && street.groundwater)
        vertical.groundwater_depth_m = street.ground_z() - street.groundwater->z_m;
    SettlementLoad fill;
    fill.name = "raise";
    fill.fill = SettlementLoad::Fill{raise.height_m, raise.unit_weight_kN_m3,
                                     raise.saturated_unit_weight_kN_m3};
    fill.shape = EverywhereLoad{};
    vertical.loads = {fill};
    vertical.submerging = true;
    vertical.times_days = {raise.years * kDaysPerYear};
    const auto results = assess_settlements(*street.soil, {vertical});
    if (!results) return tl::unexpected(results.error());
    return results->front().final_settlement_m;
}

/// The pipe of a connection, when its wall and material are known.
std::optional<PipeSection> pipe_of(const model::Asset& asset, const model::Catalogue& catalogue,
                                   const Operation& operation) {
    const auto type = catalogue.types.find(asset.type);
    PipeSection pipe;
    pipe.outer_diameter_m = asset.outer_diameter_m;
    if (asset.wall_m) {
        pipe.wall_m = *asset.wall_m;
    } else if (type != catalogue.types.end() && type->second.wall_m) {
        pipe.wall_m = *type->second.wall_m;
    } else {
        return std::nullopt;
    }
    std::string material = word_of(asset, "material");
    if (material.empty() && type != catalogue.types.end()) material = type->second.material;
    const auto modulus = operation.modulus_of(material);
    if (!modulus) return std::nullopt;
    pipe.modulus_Pa = *modulus;
    return pipe;
}

}  // namespace

base::Result<StreetSettlement> street_settlement(const model::Street& street,
                                                 const model::Catalogue& catalogue,
                                                 const Operation& operation,
                                                 const StreetRaise& raise) {
    if (!compresses(street)) {
        return base::bad_input(
            "no layer of the street's `soil` has `compression`; settlement needs one", "soil");
    }
    if (!(raise.height_m > 0.0) || !(raise.years > 0.0)) {
        return base::bad_input("a raise needs a height and a time above 0", "raise");
    }
    const auto settlement = settled_m(street, raise);
    if (!settlement) return tl::unexpected(settlement.error());
    StreetSettlement result;
    result.settlement_m = *settlement;
    for (const model::Asset& asset : street.assets) {
        if (word_of(asset, "kind") != "house_connection") continue;
        const auto pipe = pipe_of(asset, catalogue, operation);
        if (!pipe) {
            result.notes.push_back(
                fmt::format("`{}`: wall or material is not known, so no stress", asset.id));
            continue;
        }
        auto step = settlement_step(asset.id, *pipe, operation.bedding_kh_N_m3, *settlement,
                                    StepKind::Clamped);
        if (!step) return tl::unexpected(step.error());
        result.steps.push_back(std::move(*step));
    }
    return result;
}

}  // namespace maaiveld::influence
