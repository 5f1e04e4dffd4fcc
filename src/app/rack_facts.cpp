#include "app/rack_facts.h"

#include "exchange/sizing_profile_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace maaiveld::app {
namespace {

using layout::RackFacts;
using RackTypes = std::map<std::string, model::RackType>;

std::string names_of(const RackTypes& types) {
    std::vector<std::string> names;
    for (const auto& [name, type] : types)
        names.push_back(name);
    return fmt::format("{}", fmt::join(names, ", "));
}

RackFacts not_sized(RackFacts facts, const std::string& en, const std::string& nl) {
    facts.why_not_sized_en = en;
    facts.why_not_sized_nl = nl;
    return facts;
}

/// The depth of the groundwater below the surface, when the street tells it.
std::optional<double> groundwater_depth_m(const model::Street& street) {
    if (street.groundwater) return street.ground_z() - street.groundwater->z_m;
    if (street.soil) return street.soil->groundwater_depth_m;
    return std::nullopt;
}

/// The parts with what sizing chose: sections, spacing and base plate. Empty when they do not fit
/// the rack, which the check on room then says too.
std::vector<model::RackPart> sized_parts(const model::Street& street, const model::Rack& rack,
                                         model::RackType type, const layout::RackSizing& sizing) {
    const double own_m = type.base_plate_thickness_m;
    type.beam = sizing.beam;
    type.post = sizing.post;
    type.beam_spacing_m = sizing.spacing_m;
    auto parts = model::rack_parts(type, street, rack);
    if (!parts) return {};
    for (model::RackPart& part : *parts) {
        if (part.kind != model::RackPartKind::BasePlate) continue;
        part.material = sizing.base_plate.name;
        part.centre.z() -= 0.5 * (sizing.base_plate.thickness_m - own_m);
        part.size_m.z() = sizing.base_plate.thickness_m;
        part.mass_kg = part.size_m.prod() * sizing.base_plate.density_kg_m3;
    }
    return std::move(*parts);
}

RackFacts facts_of(const model::Street& street, const model::Rack& rack,
                   const model::Catalogue& catalogue, const RackTypes& types,
                   const layout::SizingProfile& profile, layout::SizingOptions options) {
    RackFacts facts;
    facts.rack = rack.id;
    const auto type = types.find(rack.type);
    if (type == types.end()) {
        const std::string names = names_of(types);
        return not_sized(facts,
                         fmt::format("rack `{}` has {} `type`; give one of profiles/racks: {}",
                                     rack.id, rack.type.empty() ? "no" : "an unknown", names),
                         fmt::format("rek `{}` heeft {} `type`; geef er een van profiles/racks: {}",
                                     rack.id, rack.type.empty() ? "geen" : "een onbekend", names));
    }
    facts.type = type->second;
    if (auto parts = model::rack_parts(type->second, street, rack)) facts.parts = std::move(*parts);
    const auto stand = layout::stand_of(type->second, street, rack);
    if (!stand) return not_sized(facts, stand.error().text(), stand.error().text());
    const auto lines = layout::carried_lines(street, rack, stand->beam_tops_m, catalogue, profile);
    if (!lines) return not_sized(facts, lines.error().text(), lines.error().text());
    if (!options.groundwater_depth_m) options.groundwater_depth_m = groundwater_depth_m(street);
    auto sizing = layout::size_rack(type->second, *stand, *lines, profile, options);
    if (!sizing) return not_sized(facts, sizing.error().text(), sizing.error().text());
    auto parts = sized_parts(street, rack, type->second, *sizing);
    facts.parts_as_sized = !parts.empty();
    if (facts.parts_as_sized) facts.parts = std::move(parts);
    facts.sizing = std::move(*sizing);
    return facts;
}

}  // namespace

base::Result<layout::SizingProfile> load_sizing_profile(const Session& s, const std::string& name) {
    if (name.ends_with(".json")) return exchange::read_sizing_profile(name);
    const auto folder = profiles_folder(s);
    if (!folder) return tl::unexpected(folder.error());
    return exchange::read_sizing_profile(*folder / "sizing" / (name + ".json"));
}

base::Result<std::vector<RackFacts>> rack_facts(const Session& s, const model::Street& street,
                                                const model::Catalogue& catalogue,
                                                const layout::SizingOptions& options) {
    const auto types = load_rack_types(s);
    if (!types) return tl::unexpected(types.error());
    const auto profile = load_sizing_profile(s, "nl");
    if (!profile) return tl::unexpected(profile.error());
    if (profile->load_class(options.load_class) == nullptr) {
        std::vector<std::string> names;
        for (const layout::LoadClass& c : profile->load_classes)
            names.push_back(c.name);
        return tl::unexpected(base::Error{base::ErrorCode::BadUsage,
                                          fmt::format("no load class is called `{}`; there are: {}",
                                                      options.load_class, fmt::join(names, ", ")),
                                          {}});
    }
    std::vector<RackFacts> facts;
    for (const model::Rack& rack : street.racks)
        facts.push_back(facts_of(street, rack, catalogue, *types, *profile, options));
    return facts;
}

}  // namespace maaiveld::app
