#include "layout/rack_lines.h"

#include "geometry/polyline.h"
#include "model/axis.h"
#include "model/rack_passing.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>

namespace maaiveld::layout {
namespace {

using model::Asset;
using model::AssetType;
using model::Network;

double disc_m2(double diameter_m) {
    return 0.25 * std::numbers::pi * diameter_m * diameter_m;
}

double tube_m2(double diameter_m, double wall_m) {
    return disc_m2(diameter_m) - disc_m2(diameter_m - 2.0 * wall_m);
}

std::optional<double> number_of(const model::Attributes& attributes, const std::string& key) {
    const auto found = attributes.find(key);
    if (found == attributes.end()) return std::nullopt;
    const double* number = std::get_if<double>(&found->second);
    return number == nullptr ? std::nullopt : std::optional{*number};
}

std::string text_of(const model::Attributes& attributes, const std::string& key) {
    const auto found = attributes.find(key);
    if (found == attributes.end()) return {};
    const std::string* text = std::get_if<std::string>(&found->second);
    return text == nullptr ? std::string{} : *text;
}

/// The type the asset names, else what usually lies there; nullptr when neither is known.
const AssetType* type_of(const Asset& asset, const model::Catalogue& catalogue) {
    std::string name = asset.type;
    if (name.empty()) {
        const auto* typical = model::typical_asset(
            catalogue, asset.network, text_of(asset.attributes, "kind"),
            number_of(asset.attributes, "voltage_kV"), number_of(asset.attributes, "pressure_bar"));
        if (typical == nullptr) return nullptr;
        name = typical->type;
    }
    const auto found = catalogue.types.find(name);
    return found == catalogue.types.end() ? nullptr : &found->second;
}

bool carries_gas(Network network) {
    return network == Network::GasLow || network == Network::GasHigh;
}

/// The tubes: those inside the insulation, or the line itself.
base::Result<void> set_tubes(const Asset& asset, const AssetType& type, const LineMaterial& m,
                             CarriedLine& line) {
    const auto carrier = number_of(type.data, "carrier_outer_diameter_m");
    line.insulated = carrier.has_value();
    line.tube_diameter_m = carrier.value_or(line.outer_diameter_m);
    line.tubes = static_cast<int>(number_of(type.data, "carriers").value_or(1.0));
    std::optional<double> wall = line.insulated ? number_of(type.data, "carrier_wall_m")
                                 : asset.wall_m ? asset.wall_m
                                                : type.wall_m;
    if (!wall && m.wall_over_diameter > 0.0) wall = m.wall_over_diameter * line.tube_diameter_m;
    if (!wall || 2.0 * *wall >= line.tube_diameter_m) {
        return base::bad_input(fmt::format(
            "`{}`: type `{}` of {} tells no wall that fits {:.3f} m; give the asset a `wall_m`",
            asset.id, type.name, type.material, line.tube_diameter_m));
    }
    line.tube_wall_m = *wall;
    return {};
}

/// Weight by the type's mass, else by densities.
void set_weight(const AssetType& type, const LineMaterial& m, const SizingProfile& p,
                CarriedLine& line) {
    const double whole = disc_m2(line.outer_diameter_m);
    double mass = m.density_kg_m3 * whole;
    if (!m.cable) {
        const double tubes = line.tubes * tube_m2(line.tube_diameter_m, line.tube_wall_m);
        mass = m.density_kg_m3 * tubes;
        if (line.insulated)
            mass += p.jacket_density_kg_m3 * (whole - line.tubes * disc_m2(line.tube_diameter_m));
        if (!carries_gas(line.network)) {
            line.content_N_m = p.water_density_kg_m3 * p.gravity_m_s2 * line.tubes *
                               disc_m2(line.tube_diameter_m - 2.0 * line.tube_wall_m);
        }
    }
    line.dead_N_m = type.mass_kg_m.value_or(mass) * p.gravity_m_s2;
}

void set_strength(const Asset& asset, const AssetType& type, const LineMaterial& m,
                  const SizingProfile& p, CarriedLine& line) {
    line.modulus_Pa = m.modulus_Pa;
    line.long_term_modulus_Pa = m.long_term_modulus_Pa;
    line.strength_Pa = m.strength_Pa;
    line.long_term_strength_Pa = m.long_term_strength_Pa;
    line.max_rotation_deg = m.max_rotation_deg;
    std::optional<double> bar = number_of(asset.attributes, "pressure_bar");
    if (!bar) bar = number_of(type.implies, "pressure_bar");
    const auto usual = p.pressures_Pa.find(line.network);
    const double pressure_Pa = bar                             ? *bar * 1e5
                               : usual == p.pressures_Pa.end() ? 0.0
                                                               : usual->second;
    line.axial_Pa = m.poisson * pressure_Pa * (line.tube_diameter_m - line.tube_wall_m) /
                    (2.0 * line.tube_wall_m);
}

void set_hanging(const AssetType& type, const LineMaterial& m, CarriedLine& line) {
    const double conductors_m2 = number_of(type.data, "conductor_mm2").value_or(0.0) * 1e-6 *
                                 number_of(type.data, "cores").value_or(1.0);
    if (!m.cable)
        line.max_tension_N =
            m.long_term_strength_Pa * tube_m2(line.tube_diameter_m, line.tube_wall_m);
    else if (conductors_m2 > 0.0)
        line.max_tension_N = m.tension_Pa * conductors_m2;
    else
        line.max_tension_N = m.outline_tension_Pa * disc_m2(line.outer_diameter_m);
    line.min_bend_radius_m =
        type.bend_radius_m.value_or(m.bend_over_diameter * line.outer_diameter_m);
}

/// Where the asset's axis passes the middle of the rack: right of the rack's line, and its depth.
void place(const model::Street& street, const model::Rack& rack, const Asset& asset,
           CarriedLine& line) {
    double sagitta_m = 0.0;
    const auto axis = model::tessellated(asset.axis, sagitta_m);
    const double middle_m = 0.5 * geometry::length_of(rack.line);
    double nearest_m = std::numeric_limits<double>::infinity();
    const auto consider = [&](const geometry::Vec3& at) {
        const auto so = geometry::station_offset(rack.line, at.head<2>());
        if (std::abs(so.station_m - middle_m) >= nearest_m) return;
        nearest_m = std::abs(so.station_m - middle_m);
        line.right_m = -so.offset_m;
        line.top_m = street.ground_z() - at.z() - model::half_height_of(asset);
    };
    for (std::size_t i = 0; i + 1 < axis.size(); ++i) {
        consider(axis[i]);
        const double from = geometry::station_offset(rack.line, axis[i].head<2>()).station_m;
        const double to = geometry::station_offset(rack.line, axis[i + 1].head<2>()).station_m;
        const double t = from == to ? 0.0 : std::clamp((middle_m - from) / (to - from), 0.0, 1.0);
        consider(axis[i] + t * (axis[i + 1] - axis[i]));
    }
    if (!axis.empty()) consider(axis.back());
}

int beam_below(const std::vector<double>& beam_tops_m, double underside_m) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < beam_tops_m.size(); ++i)
        if (std::abs(beam_tops_m[i] - underside_m) < std::abs(beam_tops_m[best] - underside_m))
            best = i;
    return static_cast<int>(best);
}

}  // namespace

double CarriedLine::second_moment_m4() const {
    const double inner = tube_diameter_m - 2.0 * tube_wall_m;
    return tubes * std::numbers::pi / 64.0 * (std::pow(tube_diameter_m, 4) - std::pow(inner, 4));
}

double CarriedLine::section_modulus_m3() const {
    return tube_diameter_m > 0.0 ? 2.0 * second_moment_m4() / tube_diameter_m : 0.0;
}

base::Result<CarriedLine> carried_line(const Asset& asset, const model::Catalogue& catalogue,
                                       const SizingProfile& profile) {
    const AssetType* type = type_of(asset, catalogue);
    if (type == nullptr) {
        return base::bad_input(fmt::format(
            "`{}`: no type is known, so neither its weight nor its strength; give the asset a "
            "`type` of profiles/assets",
            asset.id));
    }
    const LineMaterial* material = profile.material_of(type->material);
    if (material == nullptr) {
        return base::bad_input(
            fmt::format("`{}`: sizing knows no line of `{}`; add the material to "
                        "`materials` in profiles/sizing/{}.json",
                        asset.id, type->material, profile.id));
    }
    CarriedLine line;
    line.id = asset.id;
    line.network = asset.network;
    line.outer_diameter_m =
        asset.outer_diameter_m > 0.0 ? asset.outer_diameter_m : type->outer_diameter_m;
    line.hangs = material->cable;
    // Bundles of tubes have no wall of their own; they hang and weigh as their outline.
    const bool bundle = type->data.contains("tubes");
    if (!material->cable && !bundle) {
        if (const auto tubes = set_tubes(asset, *type, *material, line); !tubes)
            return tl::unexpected(tubes.error());
        line.hangs = !line.insulated && line.outer_diameter_m <= profile.hangs_below_diameter_m &&
                     material->bend_over_diameter > 0.0;
        set_strength(asset, *type, *material, profile, line);
    }
    LineMaterial weighs = *material;
    if (bundle) {
        weighs.cable = true;
        line.hangs = true;
    }
    set_weight(*type, weighs, profile, line);
    if (line.hangs) set_hanging(*type, weighs, line);
    if (line.hangs && !(line.max_tension_N > 0.0)) {
        return base::bad_input(
            fmt::format("`{}`: sizing knows no pull that `{}` bears; give it "
                        "`outline_tension_Pa` in profiles/sizing/{}.json",
                        asset.id, type->material, profile.id));
    }
    return line;
}

base::Result<std::vector<CarriedLine>> carried_lines(const model::Street& street,
                                                     const model::Rack& rack,
                                                     const std::vector<double>& beam_tops_m,
                                                     const model::Catalogue& catalogue,
                                                     const SizingProfile& profile) {
    std::vector<CarriedLine> lines;
    for (const Asset& asset : street.assets) {
        if (!model::lies_in(asset, rack) || !asset.connects_to.empty()) continue;
        auto line = carried_line(asset, catalogue, profile);
        if (!line) return tl::unexpected(line.error());
        place(street, rack, asset, *line);
        line->level = beam_below(beam_tops_m, line->top_m + line->outer_diameter_m);
        lines.push_back(std::move(*line));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const CarriedLine& a, const CarriedLine& b) {
        return a.level != b.level ? a.level < b.level : a.right_m < b.right_m;
    });
    return lines;
}

}  // namespace maaiveld::layout
