#include "exchange/street_parts.h"

#include "base/text.h"
#include "exchange/json_names.h"
#include "geometry/polyline.h"
#include "model/axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using geometry::Vec2;
using geometry::Vec3;
using model::Asset;
using model::Street;
using model::Structure;
using model::Vertex;

template <class Named>
auto named_in(ObjectReader& r, std::string_view key, std::string_view what,
              const std::vector<std::string>& names, Named named) {
    const std::string name = r.text(key);
    return enumerator(name, r.require(key), r.file(), what, names, named);
}

const std::vector<std::string> kStripNames{"facade",  "garden",      "footway", "cycle_path",
                                           "parking", "carriageway", "verge",   "water"};
const std::vector<std::string> kStatusNames{"functional", "disused", "projected"};
const std::vector<std::string> kStructureNames{"manhole", "hydrant", "cabinet",    "container",
                                               "lamp",    "facade",  "foundation", "building",
                                               "chamber", "mast"};

void take_type(ObjectReader& r, Asset& asset, const ReadContext& context) {
    asset.type = r.text_or("type", "");
    if (asset.type.empty()) return;
    const auto found = context.catalogue.types.find(asset.type);
    if (found == context.catalogue.types.end()) {
        std::vector<std::string> names;
        for (const auto& [name, type] : context.catalogue.types)
            names.push_back(name);
        fail_unknown_name(asset.type, r.require("type").line, context.file, "asset type", names);
    }
    asset.outer_diameter_m = found->second.outer_diameter_m;
    asset.wall_m = found->second.wall_m;
    asset.attributes = found->second.implies;
}

void take_size(ObjectReader& r, Asset& asset) {
    if (const auto given = r.optional_positive("outer_diameter_m")) asset.outer_diameter_m = *given;
    if (const auto given = r.optional_positive("wall_m")) asset.wall_m = *given;
    if (const JsonValue* bank = r.find("duct_bank")) {
        ObjectReader b{*bank, r.file(), r.what() + ", duct_bank"};
        asset.duct_bank = model::Rectangle{b.positive("width_m"), b.positive("height_m")};
        b.finish();
    }
    const std::string source = r.text_or("diameter_source", "designed");
    const auto named = model::position_source_named(source);
    if (!named)
        r.fail(
            fmt::format("`diameter_source` is `{}`; use designed, measured, as_built or "
                        "inferred",
                        base::printable(source)));
    asset.diameter_source = *named;
    if (asset.outer_diameter_m > 0.0 || asset.duct_bank) return;
    r.fail("has no size: give `outer_diameter_m`, a `type` or a `duct_bank`");
}

Vertex vertex_in(const JsonValue& value, const std::string& file) {
    if (value.kind != JsonValue::Kind::Object) return {point3_in(value, file, "points"), {}, {}};
    ObjectReader r{value, file, "arc"};
    const auto& arc = r.array("arc");
    if (arc.size() != 2) r.fail("an arc is [[x,y,z] on the arc, [x,y,z] at its end]");
    r.finish();
    return {point3_in(arc[1], file, "arc"), point3_in(arc[0], file, "arc"), {}};
}

/// How much must be added to the given z to reach the axis.
double axis_above(ObjectReader& r, const Asset& asset) {
    const std::string reference = r.text_or("z_is", "axis");
    if (reference == "axis") return 0.0;
    if (reference == "top") return -model::half_height_of(asset);
    if (reference != "invert") r.fail("`z_is` must be axis, top or invert");
    if (!asset.wall_m) r.fail("an invert level needs `wall_m` (or a type that has one)");
    return model::half_height_of(asset) - *asset.wall_m;
}

void take_points(ObjectReader& r, Asset& asset, const ReadContext& context) {
    const double lift = axis_above(r, asset);
    for (const JsonValue& item : r.array("points")) {
        Vertex vertex = vertex_in(item, context.file);
        vertex.at.z() += lift;
        if (vertex.through) vertex.through->z() += lift;
        if (vertex.through && asset.axis.empty()) r.fail("`points` must not start with an arc");
        if (vertex.through && vertex.at == asset.axis.back().at) {
            r.fail_at(item, "an arc ends where it starts; make a full circle of two arcs");
        }
        asset.axis.push_back(vertex);
    }
    if (asset.axis.size() < 2) r.fail("`points` needs at least two points");
    const bool moves = std::any_of(asset.axis.begin(), asset.axis.end(), [&](const Vertex& v) {
        return v.at != asset.axis.front().at || v.through;
    });
    if (!moves) r.fail("has no length: all its points coincide");
}

void take_along(ObjectReader& r, const JsonValue& value, Asset& asset, const Street& street) {
    ObjectReader a{value, r.file(), r.what() + ", along"};
    model::Along along;
    along.from_m = a.number("from_m");
    along.to_m = a.number("to_m");
    along.offset_m = a.number("offset_m");
    along.cover_m = a.number("cover_m");
    a.finish();
    if (street.axis.size() < 2) r.fail("`along` needs the street to have an `axis`");
    if (along.from_m == along.to_m) r.fail("has no length: `from_m` equals `to_m`");
    const double length = geometry::length_of(street.axis);
    for (const double station : {along.from_m, along.to_m}) {
        if (station >= -1.0 && station <= length + 1.0) continue;
        r.fail_at(value, fmt::format("station {:g} lies off the axis, which is {:.2f} m long",
                                     station, length));
    }
    model::lay_along(street, along, asset);
}

void take_certainty(ObjectReader& r, Asset& asset, const ReadContext& context) {
    const auto& defaults = context.catalogue.positions;
    if (const JsonValue* xy = r.find("xy")) {
        asset.xy = certainty_in(*xy, context.file, "xy", defaults.sigma_xy_m);
    }
    if (const JsonValue* z = r.find("z")) {
        asset.z = certainty_in(*z, context.file, "z", defaults.sigma_z_m);
    }
    const auto* stretches = r.optional_array("z_known");
    if (stretches == nullptr) return;
    for (const JsonValue& item : *stretches) {
        ObjectReader s{item, context.file, r.what() + ", z_known"};
        const double index = s.non_negative("from_point");
        if (index != std::floor(index) || index + 1 >= static_cast<double>(asset.axis.size())) {
            s.fail("`from_point` must be the index of a point that is not the last one");
        }
        asset.axis[static_cast<std::size_t>(index)].z =
            certainty_in(s.require("z"), context.file, "z", defaults.sigma_z_m);
        s.finish();
    }
}

/// The certainty under `position` of a thing that stands still, horizontally.
model::Certainty position_in(ObjectReader& r, const ReadContext& context) {
    const JsonValue* position = r.find("position");
    if (position == nullptr) return {};
    return certainty_in(*position, context.file, "position",
                        context.catalogue.positions.sigma_xy_m);
}

/// Puts a structure where `xy`, `at` or `line` says.
void take_place(ObjectReader& r, Structure& structure, const Street& street) {
    if (const auto* line = r.optional_array("line")) {
        structure.line.emplace();
        for (const JsonValue& item : *line) {
            structure.line->push_back(point2_in(item, r.file(), "line"));
        }
        if (structure.line->size() < 2) r.fail("`line` needs at least two points");
        return;
    }
    if (const JsonValue* at = r.find("at")) {
        ObjectReader a{*at, r.file(), r.what() + ", at"};
        if (street.axis.size() < 2) r.fail("`at` needs the street to have an `axis`");
        const double station = a.number("station_m");
        structure.at = geometry::point_at(street.axis, station, a.number("offset_m"));
        a.finish();
        return;
    }
    structure.at = point2_in(r.require("xy"), r.file(), "xy");
}

void take_body(ObjectReader& r, Structure& structure) {
    structure.diameter_m = r.optional_positive("diameter_m");
    if (const JsonValue* size = r.find("size_m")) {
        structure.size_m = point2_in(*size, r.file(), "size_m");
        const bool fits =
            structure.size_m.y() > 0.0 && (structure.line || structure.size_m.x() > 0.0);
        if (!fits) r.fail_at(*size, "`size_m` must be [length, width], above 0");
    } else if (structure.line) {
        r.fail("has no thickness: with `line`, give `size_m` as [0, thickness]");
    } else if (!structure.diameter_m) {
        r.fail("has no size: give `diameter_m` or `size_m`");
    }
    structure.heading_deg = r.optional_number("heading_deg").value_or(0.0);
    structure.top_m = r.number("top_m");
    structure.bottom_m = r.number("bottom_m");
    if (!(structure.top_m > structure.bottom_m)) r.fail("`top_m` must lie above `bottom_m`");
}

/// The year under `key`: a whole number, 0 when absent.
int year_in(ObjectReader& r, std::string_view key) {
    const double year = r.optional_number(key).value_or(0.0);
    if (year != std::floor(year) || year < 0.0 || year > 9999.0) {
        r.fail_at(r.require(key),
                  fmt::format("`{}` is {:g}; a year is a whole number up to 9999", key, year));
    }
    return static_cast<int>(year);
}

}  // namespace

model::Surface surface_in(const JsonValue& value, const ReadContext& context) {
    ObjectReader r{value, context.file, "surface"};
    model::Surface surface;
    surface.z_m = r.number("z_m");
    if (std::abs(surface.z_m) > 9000.0) r.fail("`z_m` is no height above NAP in metres");
    const std::string source = r.text_or("source", "designed");
    const auto named = model::position_source_named(source);
    if (!named)
        r.fail(
            fmt::format("`source` is `{}`; use measured, as_built, operator_standard, norm, "
                        "inferred or designed",
                        base::printable(source)));
    surface.certainty.source = *named;
    if (r.find("sigma_m") != nullptr) surface.certainty.sigma_m = r.non_negative("sigma_m");
    r.finish();
    return surface;
}

model::Groundwater groundwater_in(const JsonValue& value, const ReadContext& context) {
    ObjectReader r{value, context.file, "groundwater"};
    model::Groundwater water{r.number("z_m"), r.text_or("source", "")};
    r.finish();
    return water;
}

model::StripKind strip_kind_called(const JsonValue& value, const std::string& file) {
    return enumerator(text_in(value, file, "strips"), value, file, "strip kind", kStripNames,
                      [](const std::string& n) { return model::strip_kind_named(n); });
}

model::Strip strip_in(const JsonValue& value, const ReadContext& context) {
    ObjectReader r{value, context.file, "strip"};
    model::Strip strip;
    strip.kind = named_in(r, "kind", "strip kind", kStripNames,
                          [](const std::string& n) { return model::strip_kind_named(n); });
    strip.width_m = r.positive("width_m");
    strip.paving = r.text_or("paving", "");
    strip.label = r.text_or("label", "");
    r.finish();
    return strip;
}

namespace {

/// What an asset is, without where it lies.
Asset described_asset(ObjectReader& r, const ReadContext& context, std::string_view what,
                      std::string_view usual_status) {
    Asset asset;
    asset.id = r.text("id");
    r.rename(fmt::format("{} `{}`", what, base::printable(asset.id)));
    asset.alias = r.text_or("alias", asset.id);
    asset.network = network_in(r, "network");
    asset.owner = r.text_or("owner", "");
    asset.name = r.text_or("name", "");
    asset.year = year_in(r, "year");
    asset.status = *model::status_named(usual_status);
    if (r.find("status") != nullptr) {
        asset.status = named_in(r, "status", "status", kStatusNames,
                                [](const std::string& n) { return model::status_named(n); });
    }
    take_type(r, asset, context);
    take_size(r, asset);
    for (const auto& [key, attribute] : attributes_in(r, "attributes")) {
        asset.attributes[key] = attribute;
    }
    asset.in_duct = r.text_or("in_duct", "");
    asset.bed = r.text_or("bed", "");
    asset.pair = r.text_or("pair", "");
    asset.connects_to = r.text_or("connects_to", "");
    asset.rack = r.text_or("rack", "");
    return asset;
}

}  // namespace

Asset asset_in(const JsonValue& value, const ReadContext& context, const Street& street) {
    ObjectReader r{value, context.file, "asset"};
    Asset asset = described_asset(r, context, "asset", "functional");
    const JsonValue* along = r.find("along");
    if (along != nullptr && r.find("points") != nullptr) r.fail("gives both `along` and `points`");
    if (along != nullptr) {
        take_along(r, *along, asset, street);
    } else {
        take_points(r, asset, context);
    }
    take_certainty(r, asset, context);
    r.finish();
    return asset;
}

Asset unplaced_asset_in(ObjectReader& r, const ReadContext& context) {
    Asset asset = described_asset(r, context, "demand", "projected");
    asset.xy = asset.z = {0.02, model::PositionSource::Designed, {}};
    take_certainty(r, asset, context);
    return asset;
}

Structure structure_in(const JsonValue& value, const ReadContext& context, const Street& street) {
    ObjectReader r{value, context.file, "structure"};
    Structure structure;
    structure.id = r.text("id");
    r.rename(fmt::format("structure `{}`", base::printable(structure.id)));
    structure.kind = named_in(r, "kind", "structure kind", kStructureNames,
                              [](const std::string& n) { return model::structure_kind_named(n); });
    if (r.find("network") != nullptr) structure.network = network_in(r, "network");
    structure.owner = r.text_or("owner", "");
    take_place(r, structure, street);
    take_body(r, structure);
    structure.xy = position_in(r, context);
    structure.attributes = attributes_in(r, "attributes");
    r.finish();
    return structure;
}

model::Tree tree_in(const JsonValue& value, const ReadContext& context) {
    ObjectReader r{value, context.file, "tree"};
    model::Tree tree;
    tree.id = r.text("id");
    r.rename(fmt::format("tree `{}`", base::printable(tree.id)));
    tree.species = r.text_or("species", "");
    tree.at = point2_in(r.require("xy"), context.file, "xy");
    tree.stem_diameter_m = r.positive("stem_diameter_m");
    tree.crown_diameter_m = r.optional_positive("crown_diameter_m").value_or(0.0);
    tree.height_m = r.optional_positive("height_m").value_or(0.0);
    tree.year = year_in(r, "year");
    tree.planned = r.flag_or("planned", false);
    if (const JsonValue* roots = r.find("roots")) {
        ObjectReader v{*roots, context.file, r.what() + ", roots"};
        tree.roots = model::RootVolume{v.positive("radius_m"), v.positive("depth_m"),
                                       v.text_or("source", "")};
        v.finish();
    }
    tree.xy = position_in(r, context);
    tree.attributes = attributes_in(r, "attributes");
    r.finish();
    return tree;
}

model::Rack rack_in(const JsonValue& value, const ReadContext& context) {
    ObjectReader r{value, context.file, "rack"};
    model::Rack rack;
    rack.id = r.text("id");
    r.rename(fmt::format("rack `{}`", base::printable(rack.id)));
    for (const JsonValue& item : r.array("line")) {
        rack.line.push_back(point2_in(item, context.file, "line"));
    }
    if (rack.line.size() < 2) r.fail("`line` needs at least two points");
    rack.width_m = r.positive("width_m");
    rack.top_m = r.number("top_m");
    rack.bottom_m = r.number("bottom_m");
    if (!(rack.top_m > rack.bottom_m)) r.fail("`top_m` must lie above `bottom_m`");
    rack.type = r.text_or("type", "");
    if (const auto* beams = r.optional_array("beams_m")) {
        for (const JsonValue& beam : *beams) {
            const double depth_m = number_in(beam, context.file, "beams_m");
            const bool inside = depth_m >= -rack.top_m && depth_m <= -rack.bottom_m;
            const bool below = rack.beams_m.empty() || depth_m > rack.beams_m.back();
            if (!inside || !below)
                r.fail_at(beam,
                          fmt::format("`beams_m` holds {:g}; depths of beams grow from the top "
                                      "and lie between {:g} and {:g}",
                                      depth_m, -rack.top_m, -rack.bottom_m));
            rack.beams_m.push_back(depth_m);
        }
    }
    r.finish();
    return rack;
}

model::Exemption exemption_in(const JsonValue& value, const ReadContext& context) {
    ObjectReader r{value, context.file, "exemption"};
    model::Exemption exemption;
    exemption.rule = r.text("rule");
    exemption.a = r.text("a");
    exemption.b = r.text_or("b", "");
    exemption.within_m = r.optional_positive("within_m").value_or(exemption.within_m);
    if (const JsonValue* near = r.find("near")) {
        exemption.near = point2_in(*near, context.file, "near");
    }
    exemption.who = r.text("who");
    exemption.why = r.text("why");
    exemption.until = r.text_or("until", "");
    if (!exemption.until.empty() && !base::is_iso_date(exemption.until)) {
        r.fail_at(r.require("until"), fmt::format("`until` is `{}`; write a date as 2030-01-31",
                                                  base::printable(exemption.until)));
    }
    r.finish();
    return exemption;
}

}  // namespace maaiveld::exchange
