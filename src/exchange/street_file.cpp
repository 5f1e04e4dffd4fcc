#include "exchange/street_file.h"

#include "base/text.h"
#include "exchange/demand_json.h"
#include "exchange/json_names.h"
#include "exchange/soil_json.h"
#include "exchange/street_parts.h"
#include "geometry/polyline.h"
#include "model/axis.h"

#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::exchange {
namespace {

using model::Street;

/// Ids must be unique over everything that a finding can name.
class IdRegister {
public:
    explicit IdRegister(const std::string& file) : file_{file} {}

    void add(const std::string& id, int line) {
        if (!ids_.insert(id).second) {
            fail(file_, line,
                 fmt::format("id `{}` is used twice; ids must be unique", base::printable(id)));
        }
    }
    bool contains(const std::string& id) const { return ids_.contains(id); }
    std::vector<std::string> all() const { return {ids_.begin(), ids_.end()}; }

private:
    const std::string& file_;
    std::set<std::string> ids_;
};

void require_reference(const std::string& id, const std::string& owner, std::string_view key,
                       const std::set<std::string>& known, int line, const std::string& file) {
    if (id.empty() || known.contains(id)) return;
    const std::vector<std::string> names(known.begin(), known.end());
    fail(file, line,
         fmt::format("asset `{}`: `{}` names `{}`, which does not exist{}", base::printable(owner),
                     key, base::printable(id), base::did_you_mean(id, names)));
}

void check_references(const Street& street, const std::vector<int>& lines,
                      const std::string& file) {
    std::set<std::string> assets;
    std::set<std::string> racks;
    for (const auto& asset : street.assets)
        assets.insert(asset.id);
    for (const auto& rack : street.racks)
        racks.insert(rack.id);
    for (std::size_t i = 0; i < street.assets.size(); ++i) {
        const auto& asset = street.assets[i];
        require_reference(asset.in_duct, asset.id, "in_duct", assets, lines[i], file);
        require_reference(asset.connects_to, asset.id, "connects_to", assets, lines[i], file);
        require_reference(asset.rack, asset.id, "rack", racks, lines[i], file);
        if (asset.in_duct == asset.id || asset.connects_to == asset.id) {
            fail(file, lines[i], fmt::format("asset `{}` refers to itself", asset.id));
        }
    }
}

/// The last demand's stations must lie on the axis.
void check_stations(const Street& street, const JsonValue& item, const std::string& file) {
    const model::Demand& demand = street.demands.back();
    if (street.axis.size() < 2)
        fail(file, item.line, "`demands` need the street to have an `axis`");
    const double length_m = geometry::length_of(street.axis);
    std::vector<double> stations_m{demand.from_m, demand.to_m.value_or(length_m)};
    if (demand.connections) {
        stations_m.insert(stations_m.end(), demand.connections->stations_m.begin(),
                          demand.connections->stations_m.end());
    }
    for (const double station_m : stations_m) {
        if (station_m <= length_m + 1e-6) continue;
        fail(file, item.line,
             fmt::format("demand `{}`: station {:g} lies off the axis, which is {:.2f} m long",
                         base::printable(demand.asset.id), station_m, length_m));
    }
}

std::vector<geometry::Vec2> axis_in(ObjectReader& r) {
    std::vector<geometry::Vec2> axis;
    const auto* items = r.optional_array("axis");
    if (items == nullptr) return axis;
    for (const JsonValue& item : *items) {
        const auto point = point2_in(item, r.file(), "axis");
        if (axis.empty() || (point - axis.back()).norm() > 1e-9) axis.push_back(point);
    }
    if (axis.size() < 2) r.fail("`axis` needs at least two different points");
    return axis;
}

void read_head(ObjectReader& r, Street& street, const ReadContext& context, bool whole) {
    if (whole) {
        r.text("format");
        street.name = r.text("name");
    } else {
        street.name = r.text_or("name", "");
    }
    street.crs = r.text_or("crs", "EPSG:7415");
    const bool is_code = street.crs.size() > 5 && street.crs.starts_with("EPSG:") &&
                         street.crs.find_first_not_of("0123456789", 5) == std::string::npos;
    if (!is_code) {
        r.fail_at(r.require("crs"), fmt::format("crs `{}` must be an EPSG code such as EPSG:7415",
                                                base::printable(street.crs)));
    }
    for (const char* geographic :
         {"EPSG:4326", "EPSG:4258", "EPSG:4937", "EPSG:4979", "EPSG:3857"}) {
        if (street.crs != geographic) continue;
        r.fail_at(r.require("crs"),
                  fmt::format("crs {} does not measure in metres on the ground; use a "
                              "projected one such as EPSG:7415",
                              street.crs));
    }
    street.axis = axis_in(r);
    if (const JsonValue* surface = r.find("surface"))
        street.surface = surface_in(*surface, context);
    if (const JsonValue* water = r.find("groundwater")) {
        street.groundwater = groundwater_in(*water, context);
    }
    if (const JsonValue* soil = r.find("soil")) street.soil = read_soil(*soil, context.file);
    if (const auto* strips = r.optional_array("section")) {
        for (const JsonValue& strip : *strips)
            street.section.strips.push_back(strip_in(strip, context));
    }
    street.section.starts_at_offset_m =
        r.optional_number("section_starts_at_offset_m").value_or(0.5 * street.section.width_m());
    street.packs = r.texts_or_empty("packs");
    street.sources = r.texts_or_empty("sources");
}

/// Calls `read` for every item under `key` and registers the id it finds.
template <class Thing, class Read>
void read_all(ObjectReader& r, std::string_view key, std::vector<Thing>& things, IdRegister& ids,
              Read read) {
    const auto* items = r.optional_array(key);
    if (items == nullptr) return;
    for (const JsonValue& item : *items) {
        things.push_back(read(item));
        ids.add(things.back().id, item.line);
    }
}

}  // namespace

Street street_in(const JsonValue& value, const std::string& file, const model::Catalogue& catalogue,
                 bool whole) {
    ObjectReader r{value, file, "street"};
    const ReadContext context{file, catalogue};
    Street street;
    read_head(r, street, context, whole);
    IdRegister ids{file};
    std::vector<int> lines;
    read_all(r, "assets", street.assets, ids, [&](const JsonValue& item) {
        lines.push_back(item.line);
        return asset_in(item, context, street);
    });
    if (const auto* items = r.optional_array("demands")) {
        for (const JsonValue& item : *items) {
            street.demands.push_back(demand_in(item, context));
            ids.add(street.demands.back().asset.id, item.line);
            check_stations(street, item, file);
        }
    }
    read_all(r, "structures", street.structures, ids,
             [&](const JsonValue& item) { return structure_in(item, context, street); });
    read_all(r, "trees", street.trees, ids,
             [&](const JsonValue& item) { return tree_in(item, context); });
    read_all(r, "racks", street.racks, ids,
             [&](const JsonValue& item) { return rack_in(item, context); });
    if (const auto* items = r.optional_array("exemptions")) {
        for (const JsonValue& item : *items) {
            street.exemptions.push_back(exemption_in(item, context));
            const auto& exemption = street.exemptions.back();
            for (const std::string* id : {&exemption.a, &exemption.b}) {
                if (id->empty() || ids.contains(*id)) continue;
                fail(file, item.line,
                     fmt::format("exemption names `{}`, which does not exist{}",
                                 base::printable(*id), base::did_you_mean(*id, ids.all())));
            }
        }
    }
    r.finish();
    check_references(street, lines, file);
    if (whole && street.axis.empty()) street.axis = model::longest_chain(street.assets);
    return street;
}

base::Result<Street> read_street(const std::filesystem::path& path,
                                 const model::Catalogue& catalogue) {
    try {
        const JsonDocument document = document_in(path, "maaiveld-street/1");
        return street_in(document.root, document.file, catalogue, true);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
