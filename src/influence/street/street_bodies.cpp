#include "influence/street/street_bodies.h"

#include <cmath>
#include <fmt/format.h>
#include <map>

namespace maaiveld::influence {
namespace {

/// Walls of pipes whose type does not say: thin plastic.
constexpr double kWallShare = 0.038;           // SDR 26, the usual PVC-U pressure pipe
constexpr double kPlasticConductivity = 0.16;  // PVC-U, as catalogues give it
constexpr double kTwinGapShare = 0.6;          // clear gap of twin carriers over their diameter

tl::unexpected<base::Error> refuse(const model::Asset& asset, const std::string& why) {
    return base::bad_input(why, fmt::format("asset `{}`", asset.id));
}

HeatRole role_of(const model::Asset& asset, const Operating* operating) {
    const auto kind = word_of(asset, "kind");
    const bool empty = kind == "duct" || kind == "casing";
    if (asset.status == model::Status::Disused) return HeatRole::Passive;
    if (number_of(asset, "temperature_C")) return HeatRole::Held;
    if (number_of(asset, "current_A")) return HeatRole::Cable;
    if (operating == nullptr || empty) return HeatRole::Passive;
    if (operating->carries_current) return HeatRole::Cable;
    return operating->standing_water ? HeatRole::Water : HeatRole::Held;
}

double wall_of(const model::Asset& asset, const model::Catalogue& catalogue) {
    if (asset.wall_m) return *asset.wall_m;
    const auto type = catalogue.types.find(asset.type);
    if (type != catalogue.types.end() && type->second.wall_m) return *type->second.wall_m;
    return kWallShare * asset.outer_diameter_m;
}

/// A plain pipe: its wall is the only ring.
base::Result<HeatBody> plain_pipe(const model::Asset& asset, const model::Catalogue& catalogue) {
    HeatBody body;
    const double wall_m = wall_of(asset, catalogue);
    body.inner_diameter_m = asset.outer_diameter_m - 2.0 * wall_m;
    if (body.inner_diameter_m <= 0.0) {
        return refuse(asset, fmt::format("a wall of {} m does not fit in a pipe of {} m", wall_m,
                                         asset.outer_diameter_m));
    }
    const double conductivity =
        number_for(asset, catalogue, "conductivity_W_mK").value_or(kPlasticConductivity);
    if (conductivity <= 0.0) {
        return refuse(asset,
                      fmt::format("`conductivity_W_mK` is {}; it must be above 0", conductivity));
    }
    body.rings = {{asset.outer_diameter_m, conductivity}};
    return body;
}

/// A preinsulated pipe. Steel conducts so well that its outer surface has the water's temperature.
base::Result<HeatBody> insulated_pipe(const model::Asset& asset, double carrier_m,
                                      double insulation_W_mK) {
    HeatBody body;
    body.inner_diameter_m = carrier_m;
    if (carrier_m <= 0.0 || carrier_m >= asset.outer_diameter_m) {
        return refuse(asset, fmt::format("a carrier of {} m does not fit in a casing of {} m",
                                         carrier_m, asset.outer_diameter_m));
    }
    body.rings = {{asset.outer_diameter_m, insulation_W_mK}};
    return body;
}

/// Two carriers above each other in one insulation, supply at the bottom.
base::Result<HeatBody> twin_pipe(const model::Asset& asset, double carrier_m,
                                 double insulation_W_mK) {
    const double half_m = 0.5 * carrier_m * (1.0 + kTwinGapShare);
    if (half_m + 0.5 * carrier_m >= 0.5 * asset.outer_diameter_m) {
        return refuse(asset, fmt::format("two carriers of {} m do not fit in a casing of {} m",
                                         carrier_m, asset.outer_diameter_m));
    }
    HeatBody body;
    body.inner_diameter_m = asset.outer_diameter_m;
    body.filling_conductivity_W_mK = insulation_W_mK;
    for (const bool supply : {true, false}) {
        Core core;
        core.id = asset.id + (supply ? "/supply" : "/return");
        core.dz_m = supply ? -half_m : half_m;
        core.diameter_m = carrier_m;
        body.cores.push_back(core);
    }
    return body;
}

base::Result<HeatBody> heat_pipe(const model::Asset& asset, const model::Catalogue& catalogue,
                                 double insulation_W_mK) {
    const auto carrier = number_for(asset, catalogue, "carrier_outer_diameter_m");
    const double conductivity =
        number_of(asset, "insulation_conductivity_W_mK").value_or(insulation_W_mK);
    if (conductivity <= 0.0) {
        return refuse(asset,
                      fmt::format("insulation of {} W/(m K); it must be above 0", conductivity));
    }
    if (!carrier) return plain_pipe(asset, catalogue);
    if (number_for(asset, catalogue, "carriers").value_or(1.0) == 2.0) {
        return twin_pipe(asset, *carrier, conductivity);
    }
    return insulated_pipe(asset, *carrier, conductivity);
}

base::Result<HeatBody> body_of(const model::Asset& asset, const model::Catalogue& catalogue,
                               HeatRole role, double insulation_W_mK) {
    if (role == HeatRole::Cable) {
        HeatBody body;
        body.inner_diameter_m = asset.outer_diameter_m;
        body.condition = GivenHeat{0.0};
        return body;
    }
    if (asset.network == model::Network::Heat) return heat_pipe(asset, catalogue, insulation_W_mK);
    return plain_pipe(asset, catalogue);
}

}  // namespace

std::optional<double> number_for(const model::Asset& asset, const model::Catalogue& catalogue,
                                 const std::string& key) {
    if (const auto own = number_of(asset, key)) return own;
    const auto type = catalogue.types.find(asset.type);
    if (type == catalogue.types.end()) return std::nullopt;
    const auto found = type->second.data.find(key);
    if (found == type->second.data.end()) return std::nullopt;
    const double* number = std::get_if<double>(&found->second);
    return number == nullptr ? std::nullopt : std::optional{*number};
}

namespace {

/// Attributes that are numbers: as text they would silently count for nothing.
base::Result<void> check_numbers(const model::Asset& asset) {
    for (const char* key : {"temperature_C", "current_A", "residual_A", "earth_fault_A",
                            "screening_k", "insulation_conductivity_W_mK", "conductivity_W_mK",
                            "carrier_outer_diameter_m", "carriers"}) {
        const auto found = asset.attributes.find(key);
        if (found == asset.attributes.end() || std::holds_alternative<double>(found->second))
            continue;
        return refuse(asset, fmt::format("`{}` must be a number", key));
    }
    return {};
}

bool lies_in(const model::Asset& inner, const model::Asset& outer) {
    return inner.in_duct == outer.id;
}

/// Two things cannot be at one place: the axis of a passive line inside a pipe that is no duct.
/// What only touches is left to the clearance rules: positions are not that exact.
base::Result<void> check_places(const model::Street& street, const SectionObjects& section,
                                double station_m) {
    for (const SectionObject& one : section.objects) {
        const model::Asset& asset = street.assets[one.asset];
        if (one.at.depth_m < 0.5 * one.outer_diameter_m) {
            return refuse(asset,
                          fmt::format("lies {:.2f} m above the ground at station {:.1f} m; "
                                      "what is computed must be covered",
                                      0.5 * one.outer_diameter_m - one.at.depth_m, station_m));
        }
        if (one.body) continue;
        for (const SectionObject& other : section.objects) {
            if (!other.body || lies_in(asset, street.assets[other.asset]) ||
                lies_in(street.assets[other.asset], asset))
                continue;
            const double apart_m =
                std::hypot(one.at.x_m - other.at.x_m, one.at.depth_m - other.at.depth_m);
            if (apart_m >= 0.5 * other.outer_diameter_m) continue;
            return refuse(asset, fmt::format("its axis lies inside `{}` at station {:.1f} m; two "
                                             "things cannot be at one place",
                                             street.assets[other.asset].id, station_m));
        }
    }
    return {};
}

}  // namespace

base::Result<SectionObjects> section_objects(const model::Street& street,
                                             const model::Catalogue& catalogue,
                                             const Operation& operation,
                                             const Assumptions& assumptions, double station_m) {
    SectionObjects section;
    std::map<std::string, int> times;
    for (const CutLine& cut : cut_lines(street, station_m)) {
        const model::Asset& asset = street.assets[cut.asset];
        const auto numbers = check_numbers(asset);
        if (!numbers) return tl::unexpected(numbers.error());
        SectionObject object;
        const int count = ++times[asset.id];
        object.id = count == 1 ? asset.id : fmt::format("{}#{}", asset.id, count);
        object.asset = cut.asset;
        object.at = cut.at;
        object.outer_diameter_m =
            asset.duct_bank ? asset.duct_bank->height_m : asset.outer_diameter_m;
        object.operating = operation.of(asset);
        object.role = asset.duct_bank ? HeatRole::Passive : role_of(asset, object.operating);
        if (object.role != HeatRole::Passive) {
            auto body =
                body_of(asset, catalogue, object.role, assumptions.insulation_conductivity_W_mK);
            if (!body) return tl::unexpected(body.error());
            body->id = object.id;
            body->at = cut.at;
            object.body = section.bodies.size();
            section.bodies.push_back(std::move(*body));
        }
        section.objects.push_back(std::move(object));
    }
    const auto places = check_places(street, section, station_m);
    if (!places) return tl::unexpected(places.error());
    return section;
}

}  // namespace maaiveld::influence
