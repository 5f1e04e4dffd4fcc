#include "exchange/streetmix.h"

#include "base/text.h"
#include "exchange/json_document.h"
#include "exchange/streetmix_segment.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <string_view>
#include <utility>

namespace maaiveld::exchange {
namespace {

using model::Street;
using model::Strip;
using model::StripKind;
using Json = nlohmann::ordered_json;

constexpr int kFirstMetricSchema = 30;
constexpr int kOldMetricUnits = 2;
constexpr double kFoot_m = 0.3048;
constexpr double kOldMetricFoot_m = 0.3;  // Streetmix itself showed old metric streets so
constexpr double kFloor_m = 3.0;
constexpr double kFacadeThickness_m = 0.3;
constexpr double kWidest_m = 1000.0;

const JsonValue* object_at(const JsonValue& value, std::string_view key) {
    const JsonValue* found = value.find(key);
    return found != nullptr && found->kind == JsonValue::Kind::Object ? found : nullptr;
}

/// The street itself, whatever it is wrapped in.
const JsonValue& bare_street(const JsonDocument& document) {
    const JsonValue& root = document.root;
    if (root.kind != JsonValue::Kind::Object) {
        fail(document.file, root.line, "is no Streetmix street: an object in { } is expected");
    }
    if (const JsonValue* data = object_at(root, "data")) {
        if (const JsonValue* street = object_at(*data, "street")) return *street;
    }
    if (const JsonValue* street = object_at(root, "street")) return *street;
    if (root.find("segments") != nullptr) return root;
    fail(document.file, root.line,
         "is no Streetmix street: neither `segments` nor `data.street` is there");
}

/// Metres per unit of width.
double metres_per_unit(ObjectReader& street) {
    const auto version = street.optional_number("schemaVersion");
    const auto units = street.optional_number("units");
    // only the metric schemas know units 0, so it tells them when the version is lost
    const bool metric = version ? *version >= kFirstMetricSchema : units && *units == 0.0;
    if (metric) return 1.0;
    return units && *units == kOldMetricUnits ? kOldMetricFoot_m : kFoot_m;
}

double width_in_m(ObjectReader& reader, double unit_m) {
    const double width_m = reader.positive("width") * unit_m;
    if (width_m > kWidest_m) {
        reader.fail(
            fmt::format("`width` is {:g} m; a street is narrower than {:g} m", width_m, kWidest_m));
    }
    return width_m;
}

Strip strip_in(const JsonValue& value, const std::string& file, std::size_t number, double unit_m,
               std::vector<std::string>& notes) {
    ObjectReader reader{value, file, fmt::format("segment {}", number)};
    const StreetmixSegment segment{reader.text("type"), reader.text_or("variantString", ""),
                                   reader.text_or("label", "")};
    StripOfSegment found = strip_of(segment, width_in_m(reader, unit_m));
    if (!found.known) {
        notes.push_back(fmt::format("Streetmix segment {}: type `{}` is not known, read as {}.",
                                    number, base::printable(segment.type),
                                    model::name_of(found.strip.kind)));
    }
    return std::move(found.strip);
}

/// What Streetmix puts beside the street.
struct Boundary {
    std::string variant;
    double floors = 0.0;
};

/// From `boundary.left` (version 32 on) or `leftBuildingVariant` and `leftBuildingHeight`.
Boundary boundary_in(ObjectReader& street, const std::string& side) {
    const JsonValue* both = street.find("boundary");
    const JsonValue* one = both == nullptr ? nullptr : object_at(*both, side);
    if (one == nullptr) {
        return {street.text_or(side + "BuildingVariant", ""),
                street.optional_number(side + "BuildingHeight").value_or(0.0)};
    }
    ObjectReader reader{*one, street.file(), side + " boundary"};
    return {reader.text_or("variant", ""), reader.optional_number("floors").value_or(0.0)};
}

bool is_building(const Boundary& boundary) {
    constexpr std::array<std::string_view, 4> kBuildings{"narrow", "wide", "residential", "arcade"};
    return std::ranges::find(kBuildings, boundary.variant) != kBuildings.end() &&
           boundary.floors >= 1.0;
}

void add_facade(Street& street, const std::string& side, const Boundary& boundary,
                double offset_m) {
    if (!is_building(boundary)) return;
    const double middle_m = offset_m + std::copysign(kFacadeThickness_m / 2, offset_m);
    model::Structure facade;
    facade.id = "facade-" + side;
    facade.kind = model::StructureKind::Facade;
    facade.line = {{street.axis.front().x(), middle_m}, {street.axis.back().x(), middle_m}};
    facade.size_m = {0.0, kFacadeThickness_m};
    facade.top_m = std::min(boundary.floors, 200.0) * kFloor_m;
    facade.bottom_m = -0.8;
    facade.attributes["streetmix_variant"] = boundary.variant;
    facade.attributes["floors"] = boundary.floors;
    street.structures.push_back(std::move(facade));
}

/// The name the user gave, which the API keeps outside the street.
std::string name_in(const JsonDocument& document, const std::filesystem::path& path) {
    const JsonValue* name = document.root.find("name");
    const bool given =
        name != nullptr && name->kind == JsonValue::Kind::Text && !name->text.empty();
    return given ? name->text : path.stem().string();
}

void read_section(Street& street, ObjectReader& reader, double unit_m) {
    std::size_t number = 0;
    for (const JsonValue& segment : reader.array("segments")) {
        street.section.strips.push_back(
            strip_in(segment, reader.file(), ++number, unit_m, street.sources));
    }
    if (street.section.strips.empty()) {
        reader.fail("`segments` is empty; a street needs at least one");
    }
    street.section.starts_at_offset_m = street.section.width_m() / 2.0;
}

Street street_in(const JsonDocument& document, const std::filesystem::path& path, double length_m) {
    ObjectReader reader{bare_street(document), document.file, "Streetmix street"};
    const double unit_m = metres_per_unit(reader);
    Street street;
    street.name = name_in(document, path);
    street.axis = {{0.0, 0.0}, {length_m, 0.0}};
    street.sources = {fmt::format("Section from Streetmix, one unit of width is {:g} m.", unit_m),
                      fmt::format("Axis assumed: straight, {:g} m long.", length_m)};
    read_section(street, reader, unit_m);
    // facades stand at the edge of the right of way, which may be wider than what is filled
    const double given_m = reader.optional_number("width").value_or(0.0) * unit_m;
    const double edge_m = std::max(given_m, street.section.width_m()) / 2.0;
    if (edge_m > kWidest_m) reader.fail("`width` is wider than a street can be");
    add_facade(street, "left", boundary_in(reader, "left"), edge_m);
    add_facade(street, "right", boundary_in(reader, "right"), -edge_m);
    if (!street.structures.empty()) {
        street.sources.push_back(
            fmt::format("Facade height assumed: {:g} m for each floor.", kFloor_m));
    }
    return street;
}

/// The level that Streetmix draws a strip on: 1 behind the kerb, 0 on the road, -2 in a channel.
int level_of(const Strip& strip) {
    if (strip.kind == StripKind::Water) return -2;
    const bool road = strip.kind == StripKind::Carriageway || strip.kind == StripKind::Parking ||
                      strip.kind == StripKind::CyclePath;
    return road ? 0 : 1;
}

double to_millimetre(double value_m) {
    return std::round(value_m * 1000.0) / 1000.0;
}

Json segment_json(const Strip& strip, std::size_t number) {
    const StreetmixSegment segment = segment_of(strip);
    Json json{{"id", fmt::format("strip-{}", number)},
              {"type", segment.type},
              {"variantString", segment.variant},
              {"width", to_millimetre(strip.width_m)},
              {"elevation", level_of(strip)}};
    if (!segment.label.empty()) json["label"] = segment.label;
    return json;
}

const model::Structure* facade_called(const Street& street, std::string_view id) {
    const auto found = std::ranges::find(street.structures, id, &model::Structure::id);
    return found == street.structures.end() ? nullptr : &*found;
}

/// What stands at one side: what Streetmix had there, else buildings as high as the first facade.
Boundary boundary_of(const Street& street, const std::string& side) {
    const Boundary open_ground{"grass", 1.0};
    if (const model::Structure* own = facade_called(street, "facade-" + side)) {
        const auto variant = own->attributes.find("streetmix_variant");
        const auto* name =
            variant == own->attributes.end() ? nullptr : std::get_if<std::string>(&variant->second);
        return {name ? *name : "narrow", std::max(1.0, std::round(own->top_m / kFloor_m))};
    }
    const bool from_streetmix = facade_called(street, "facade-left") != nullptr ||
                                facade_called(street, "facade-right") != nullptr;
    if (from_streetmix) return open_ground;
    const auto first =
        std::ranges::find(street.structures, model::StructureKind::Facade, &model::Structure::kind);
    if (first == street.structures.end()) return open_ground;
    return {"narrow", std::max(1.0, std::round(first->top_m / kFloor_m))};
}

void put_boundary(Json& json, const Street& street, const std::string& side) {
    const Boundary boundary = boundary_of(street, side);
    json[side + "BuildingVariant"] = boundary.variant;
    json[side + "BuildingHeight"] = static_cast<int>(boundary.floors);
}

}  // namespace

base::Result<Street> read_streetmix(const std::filesystem::path& path, double length_m) {
    if (!(length_m > 0.0)) {
        return base::bad_input(fmt::format("a street cannot be {:g} m long", length_m));
    }
    constexpr std::uintmax_t kMostBytes = 64U << 20U;
    const auto document = read_json(path, kMostBytes);
    if (!document) return tl::unexpected(document.error());
    try {
        return street_in(*document, path, length_m);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

base::Result<std::string> streetmix_json(const Street& street) {
    Json segments = Json::array();
    double width_m = 0.0;
    for (const Strip& strip : street.section.strips) {
        if (strip.kind == StripKind::Facade) continue;  // Streetmix has boundaries for these
        segments.push_back(segment_json(strip, segments.size() + 1));
        width_m += strip.width_m;
    }
    if (segments.empty()) {
        return base::bad_input("the street has no section, so there is nothing for Streetmix");
    }
    Json inner{{"schemaVersion", kFirstMetricSchema},
               {"units", 0},
               {"width", to_millimetre(width_m)},
               {"segments", std::move(segments)}};
    put_boundary(inner, street, "left");
    put_boundary(inner, street, "right");
    const Json whole{{"name", street.name}, {"data", {{"street", std::move(inner)}}}};
    return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace maaiveld::exchange
