#include "exchange/demand_json.h"

#include "base/text.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace maaiveld::exchange {
namespace {

using model::ConnectionDemand;
using model::Demand;
using Json = nlohmann::ordered_json;

struct Sides {
    bool left = true;
    bool right = true;
};

Sides sides_in(ObjectReader& r) {
    const std::vector<std::string> names = r.texts_or_empty("sides");
    if (names.empty()) return {};
    Sides sides{false, false};
    for (const std::string& name : names) {
        if (name != "left" && name != "right") {
            r.fail(fmt::format("`sides` holds `{}`; use left, right or both of them",
                               base::printable(name)));
        }
        (name == "left" ? sides.left : sides.right) = true;
    }
    return sides;
}

std::vector<double> stations_in(ObjectReader& r) {
    std::vector<double> stations_m;
    for (const JsonValue& item : r.array("stations_m")) {
        const double station_m = number_in(item, r.file(), "stations_m");
        if (station_m < 0.0) r.fail_at(item, "`stations_m` holds a station before the street");
        stations_m.push_back(station_m);
    }
    return stations_m;
}

ConnectionDemand connections_in(const JsonValue& value, const std::string& what,
                                const ReadContext& context) {
    ObjectReader r{value, context.file, what + ", connections"};
    ConnectionDemand wanted;
    wanted.type = r.text_or("type", "");
    if (!wanted.type.empty()) {
        const auto found = context.catalogue.types.find(wanted.type);
        if (found == context.catalogue.types.end()) {
            std::vector<std::string> names;
            for (const auto& [name, type] : context.catalogue.types)
                names.push_back(name);
            fail_unknown_name(wanted.type, r.require("type").line, context.file, "asset type",
                              names);
        }
        wanted.outer_diameter_m = found->second.outer_diameter_m;
    }
    if (const auto given = r.optional_positive("outer_diameter_m"))
        wanted.outer_diameter_m = *given;
    if (!(wanted.outer_diameter_m > 0.0)) {
        r.fail("has no size: give `outer_diameter_m` or a `type`");
    }
    wanted.stations_m = stations_in(r);
    const Sides sides = sides_in(r);
    wanted.left = sides.left;
    wanted.right = sides.right;
    if (const auto given = r.optional_number("facade_cover_m")) {
        if (*given < 0.0) r.fail("`facade_cover_m` must not be negative");
        wanted.facade_cover_m = *given;
    }
    r.finish();
    return wanted;
}

std::optional<double> cover_in(ObjectReader& r, std::string_view key) {
    if (r.find(key) == nullptr) return std::nullopt;
    return r.non_negative(key);
}

void take_covers(ObjectReader& r, Demand& demand) {
    demand.min_cover_m = cover_in(r, "min_cover_m");
    demand.max_cover_m = cover_in(r, "max_cover_m");
    demand.wanted_cover_m = cover_in(r, "wanted_cover_m");
    if (demand.min_cover_m && demand.max_cover_m && *demand.min_cover_m > *demand.max_cover_m) {
        r.fail("`min_cover_m` is larger than `max_cover_m`");
    }
}

void take_place(ObjectReader& r, Demand& demand, const ReadContext& context) {
    demand.from_m = r.optional_number("from_m").value_or(0.0);
    demand.to_m = r.optional_number("to_m");
    if (demand.from_m < 0.0) r.fail("`from_m` lies before the street; the first station is 0");
    if (demand.to_m && *demand.to_m <= demand.from_m) {
        r.fail("`to_m` must be larger than `from_m`");
    }
    take_covers(r, demand);
    if (const auto* strips = r.optional_array("strips")) {
        for (const JsonValue& strip : *strips)
            demand.strips.push_back(strip_kind_called(strip, context.file));
    }
    const Sides sides = sides_in(r);
    demand.left = sides.left;
    demand.right = sides.right;
    demand.rack = r.flag_or("rack", true);
    if (const JsonValue* fall = r.find("fall")) {
        ObjectReader f{*fall, r.file(), r.what() + ", fall"};
        demand.fall = model::Fall{f.number("invert_m"), f.number("slope_m_m")};
        f.finish();
        if (!demand.asset.wall_m) {
            r.fail("an invert level needs `wall_m` (or a type that has one)");
        }
    }
    if (const JsonValue* wanted = r.find("connections"))
        demand.connections = connections_in(*wanted, r.what(), context);
}

Json sides_json(bool left, bool right) {
    Json sides = Json::array();
    if (left) sides.push_back("left");
    if (right) sides.push_back("right");
    return sides;
}

Json connections_json(const ConnectionDemand& wanted) {
    Json object;
    if (!wanted.type.empty()) object["type"] = wanted.type;
    object["outer_diameter_m"] = wanted.outer_diameter_m;
    object["stations_m"] = wanted.stations_m;
    if (!wanted.left || !wanted.right) object["sides"] = sides_json(wanted.left, wanted.right);
    object["facade_cover_m"] = wanted.facade_cover_m;
    return object;
}

}  // namespace

Demand demand_in(const JsonValue& value, const ReadContext& context) {
    ObjectReader r{value, context.file, "demand"};
    Demand demand;
    demand.asset = unplaced_asset_in(r, context);
    if (const JsonValue* place = r.find("place")) {
        ObjectReader p{*place, context.file, r.what() + ", place"};
        take_place(p, demand, context);
        p.finish();
    }
    r.finish();
    return demand;
}

nlohmann::ordered_json place_json(const Demand& demand) {
    Json place = Json::object();
    place["from_m"] = demand.from_m;
    if (demand.to_m) place["to_m"] = *demand.to_m;
    if (demand.min_cover_m) place["min_cover_m"] = *demand.min_cover_m;
    if (demand.max_cover_m) place["max_cover_m"] = *demand.max_cover_m;
    if (demand.wanted_cover_m) place["wanted_cover_m"] = *demand.wanted_cover_m;
    for (const model::StripKind kind : demand.strips)
        place["strips"].push_back(std::string{name_of(kind)});
    if (!demand.left || !demand.right) place["sides"] = sides_json(demand.left, demand.right);
    if (!demand.rack) place["rack"] = false;
    if (demand.fall) {
        place["fall"] = {{"invert_m", demand.fall->invert_m},
                         {"slope_m_m", demand.fall->slope_m_m}};
    }
    if (demand.connections) place["connections"] = connections_json(*demand.connections);
    return place;
}

}  // namespace maaiveld::exchange
