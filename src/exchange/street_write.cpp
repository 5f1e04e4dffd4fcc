#include "exchange/demand_json.h"
#include "exchange/soil_json.h"
#include "exchange/street_file.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using Json = nlohmann::ordered_json;
using model::Asset;
using model::Street;
using model::Structure;
using model::Tree;

Json point(const geometry::Vec2& p) {
    return Json::array({p.x(), p.y()});
}
Json point(const geometry::Vec3& p) {
    return Json::array({p.x(), p.y(), p.z()});
}

Json points(const std::vector<geometry::Vec2>& line) {
    Json list = Json::array();
    for (const auto& p : line)
        list.push_back(point(p));
    return list;
}

void put_text(Json& object, const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

Json certainty(const model::Certainty& c) {
    Json object{{"sigma_m", c.sigma_m}, {"source", std::string{name_of(c.source)}}};
    put_text(object, "record", c.record);
    return object;
}

bool is_default(const model::Certainty& c) {
    return c.sigma_m == 0.0 && c.source == model::PositionSource::Designed && c.record.empty();
}

Json attributes(const model::Attributes& all) {
    Json object = Json::object();
    for (const auto& [key, value] : all) {
        std::visit([&, k = key](const auto& v) { object[k] = v; }, value);
    }
    return object;
}

void put_axis(Json& object, const Asset& asset) {
    if (asset.along) {
        object["along"] = {{"from_m", asset.along->from_m},
                           {"to_m", asset.along->to_m},
                           {"offset_m", asset.along->offset_m},
                           {"cover_m", asset.along->cover_m}};
        return;
    }
    Json list = Json::array();
    for (const auto& vertex : asset.axis) {
        if (vertex.through) {
            list.push_back({{"arc", {point(*vertex.through), point(vertex.at)}}});
        } else {
            list.push_back(point(vertex.at));
        }
    }
    object["points"] = std::move(list);
}

void put_certainty(Json& object, const Asset& asset) {
    if (!is_default(asset.xy)) object["xy"] = certainty(asset.xy);
    if (!is_default(asset.z)) object["z"] = certainty(asset.z);
    Json stretches = Json::array();
    for (std::size_t i = 0; i + 1 < asset.axis.size(); ++i) {
        if (asset.axis[i].z) {
            stretches.push_back({{"from_point", i}, {"z", certainty(*asset.axis[i].z)}});
        }
    }
    if (!stretches.empty()) object["z_known"] = std::move(stretches);
}

/// What an asset is; where it lies is `axis`'s to say.
template <class PutPlace>
Json described(const Asset& asset, model::Status usual_status, PutPlace put_place) {
    Json object{{"id", asset.id}};
    if (asset.alias != asset.id) put_text(object, "alias", asset.alias);
    object["network"] = std::string{name_of(asset.network)};
    put_text(object, "type", asset.type);
    put_text(object, "owner", asset.owner);
    put_text(object, "name", asset.name);
    if (asset.year != 0) object["year"] = asset.year;
    if (asset.status != usual_status) object["status"] = std::string{name_of(asset.status)};
    if (asset.duct_bank) {
        object["duct_bank"] = {{"width_m", asset.duct_bank->width_m},
                               {"height_m", asset.duct_bank->height_m}};
    }
    if (asset.outer_diameter_m > 0.0) object["outer_diameter_m"] = asset.outer_diameter_m;
    if (asset.diameter_source != model::PositionSource::Designed) {
        object["diameter_source"] = std::string{name_of(asset.diameter_source)};
    }
    if (asset.wall_m) object["wall_m"] = *asset.wall_m;
    put_place(object);
    put_text(object, "in_duct", asset.in_duct);
    put_text(object, "bed", asset.bed);
    put_text(object, "pair", asset.pair);
    put_text(object, "connects_to", asset.connects_to);
    put_text(object, "rack", asset.rack);
    if (!asset.attributes.empty()) object["attributes"] = attributes(asset.attributes);
    return object;
}

Json json_of(const Asset& asset) {
    return described(asset, model::Status::Functional, [&](Json& object) {
        put_axis(object, asset);
        put_certainty(object, asset);
    });
}

Json json_of(const model::Demand& demand) {
    return described(demand.asset, model::Status::Projected, [&](Json& object) {
        object["xy"] = certainty(demand.asset.xy);
        object["z"] = certainty(demand.asset.z);
        object["place"] = place_json(demand);
    });
}

Json json_of(const Structure& structure) {
    Json object{{"id", structure.id}, {"kind", std::string{name_of(structure.kind)}}};
    if (structure.network) object["network"] = std::string{name_of(*structure.network)};
    put_text(object, "owner", structure.owner);
    if (structure.line) {
        object["line"] = points(*structure.line);
    } else {
        object["xy"] = point(structure.at);
    }
    if (structure.diameter_m) object["diameter_m"] = *structure.diameter_m;
    if (structure.size_m != geometry::Vec2::Zero()) object["size_m"] = point(structure.size_m);
    if (structure.heading_deg != 0.0) object["heading_deg"] = structure.heading_deg;
    object["top_m"] = structure.top_m;
    object["bottom_m"] = structure.bottom_m;
    if (!is_default(structure.xy)) object["position"] = certainty(structure.xy);
    if (!structure.attributes.empty()) object["attributes"] = attributes(structure.attributes);
    return object;
}

Json json_of(const Tree& tree) {
    Json object{{"id", tree.id}};
    put_text(object, "species", tree.species);
    object["xy"] = point(tree.at);
    object["stem_diameter_m"] = tree.stem_diameter_m;
    if (tree.crown_diameter_m > 0.0) object["crown_diameter_m"] = tree.crown_diameter_m;
    if (tree.height_m > 0.0) object["height_m"] = tree.height_m;
    if (tree.year != 0) object["year"] = tree.year;
    if (tree.planned) object["planned"] = true;
    if (tree.roots) {
        object["roots"] = {{"radius_m", tree.roots->radius_m}, {"depth_m", tree.roots->depth_m}};
        put_text(object["roots"], "source", tree.roots->source);
    }
    if (!is_default(tree.xy)) object["position"] = certainty(tree.xy);
    if (!tree.attributes.empty()) object["attributes"] = attributes(tree.attributes);
    return object;
}

Json json_of(const model::Rack& rack) {
    Json object{{"id", rack.id},
                {"line", points(rack.line)},
                {"width_m", rack.width_m},
                {"top_m", rack.top_m},
                {"bottom_m", rack.bottom_m}};
    put_text(object, "type", rack.type);
    if (!rack.beams_m.empty()) object["beams_m"] = rack.beams_m;
    return object;
}

Json json_of(const model::Exemption& exemption) {
    Json object{{"rule", exemption.rule}, {"a", exemption.a}};
    put_text(object, "b", exemption.b);
    object["within_m"] = exemption.within_m;
    if (exemption.near) object["near"] = point(*exemption.near);
    object["who"] = exemption.who;
    object["why"] = exemption.why;
    put_text(object, "until", exemption.until);
    return object;
}

Json json_of(const model::Strip& strip) {
    Json object{{"kind", std::string{name_of(strip.kind)}}, {"width_m", strip.width_m}};
    put_text(object, "paving", strip.paving);
    put_text(object, "label", strip.label);
    return object;
}

template <class Things>
void write_list(std::string& out, const char* key, const Things& things) {
    if (things.empty()) return;
    out += fmt::format(",\n \"{}\":[", key);
    for (std::size_t i = 0; i < things.size(); ++i) {
        out += i == 0 ? "\n  " : ",\n  ";
        out += json_of(things[i]).dump();
    }
    out += "]";
}

}  // namespace

std::string street_text(const Street& street) {
    Json head{{"format", "maaiveld-street/1"}, {"name", street.name}, {"crs", street.crs}};
    if (!street.axis.empty()) head["axis"] = points(street.axis);
    if (street.surface) {
        head["surface"] = {{"z_m", street.surface->z_m},
                           {"sigma_m", street.surface->certainty.sigma_m},
                           {"source", std::string{name_of(street.surface->certainty.source)}}};
    }
    if (street.soil) head["soil"] = write_soil(*street.soil);
    if (street.groundwater) {
        head["groundwater"] = {{"z_m", street.groundwater->z_m}};
        put_text(head["groundwater"], "source", street.groundwater->source);
    }
    if (!street.section.strips.empty()) {
        head["section_starts_at_offset_m"] = street.section.starts_at_offset_m;
    }
    if (!street.packs.empty()) head["packs"] = street.packs;
    if (!street.sources.empty()) head["sources"] = street.sources;
    std::string out = head.dump();
    out.pop_back();
    write_list(out, "section", street.section.strips);
    write_list(out, "assets", street.assets);
    if (street.assets.empty()) out += ",\n \"assets\":[]";
    write_list(out, "demands", street.demands);
    write_list(out, "structures", street.structures);
    write_list(out, "trees", street.trees);
    write_list(out, "racks", street.racks);
    write_list(out, "exemptions", street.exemptions);
    return out + "}\n";
}

}  // namespace maaiveld::exchange
