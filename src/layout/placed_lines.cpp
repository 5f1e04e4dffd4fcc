#include "layout/placed_lines.h"

#include "geometry/polyline.h"
#include "model/axis.h"
#include "model/scene.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace maaiveld::layout {
namespace {

using model::Asset;
using model::Street;

bool same_axis(const Asset& a, const Asset& b) {
    return std::equal(a.axis.begin(), a.axis.end(), b.axis.begin(), b.axis.end(),
                      [](const model::Vertex& x, const model::Vertex& y) { return x.at == y.at; });
}

/// Widens the range of a line by one place of its axis.
void include(const Street& street, const Asset& asset, const model::Vec3& at, PlacedLine& line) {
    const auto place = geometry::station_offset(street.axis, at.head<2>());
    const double cover_m = street.ground_z() - at.z() - model::half_height_of(asset);
    line.from_m = std::min(line.from_m, place.station_m);
    line.to_m = std::max(line.to_m, place.station_m);
    line.leftmost_m = std::max(line.leftmost_m, place.offset_m);
    line.rightmost_m = std::min(line.rightmost_m, place.offset_m);
    line.least_cover_m = std::min(line.least_cover_m, cover_m);
    line.most_cover_m = std::max(line.most_cover_m, cover_m);
}

/// Exact where the line was written by street coordinates.
void take_over(const model::Along& along, PlacedLine& line) {
    line.from_m = along.from_m;
    line.to_m = along.to_m;
    line.leftmost_m = line.rightmost_m = along.offset_m;
    line.least_cover_m = line.most_cover_m = along.cover_m;
}

void measure(const Street& street, const Asset& asset, PlacedLine& line) {
    constexpr double kFar_m = 1e300;
    line.from_m = line.rightmost_m = line.least_cover_m = kFar_m;
    line.to_m = line.leftmost_m = line.most_cover_m = -kFar_m;
    double sagitta_m = 0.0;
    for (const model::Vec3& at : model::tessellated(asset.axis, sagitta_m))
        include(street, asset, at, line);
}

/// Strips between the line's rightmost and leftmost offset.
std::vector<model::StripKind> strips_of(const Street& street, const PlacedLine& line) {
    std::vector<model::StripKind> kinds;
    double left_m = street.section.starts_at_offset_m;
    for (const model::Strip& strip : street.section.strips) {
        const double right_m = left_m - strip.width_m;
        const bool inside = line.leftmost_m > right_m && line.rightmost_m <= left_m;
        if (inside && std::find(kinds.begin(), kinds.end(), strip.kind) == kinds.end())
            kinds.push_back(strip.kind);
        left_m = right_m;
    }
    return kinds;
}

/// What binds, by the name of each thing it is about.
std::map<std::string, std::set<Binding>> binding_by_name(const LayoutOutcome& outcome) {
    std::map<std::string, std::set<Binding>> found;
    for (const SectionRecord& section : outcome.sections) {
        for (const Binding& binding : section.binding) {
            found[binding.a].insert(binding);
            if (!binding.b.empty()) found[binding.b].insert(binding);
        }
    }
    return found;
}

std::vector<Binding> binding_of(const Asset& asset,
                                const std::map<std::string, std::set<Binding>>& by_name) {
    std::set<Binding> all;
    for (const std::string& name : {asset.id, asset.pair, asset.bed, asset.rack}) {
        const auto found = by_name.find(name);
        if (!name.empty() && found != by_name.end())
            all.insert(found->second.begin(), found->second.end());
    }
    return {all.begin(), all.end()};
}

PlacedLine line_of(const Street& street, const Asset& asset) {
    PlacedLine line;
    line.id = asset.id;
    line.alias = asset.alias.empty() ? asset.id : asset.alias;
    line.network = asset.network;
    line.rack = asset.rack;
    line.half_width_m = 0.5 * (asset.duct_bank ? asset.duct_bank->width_m : asset.outer_diameter_m);
    if (asset.along)
        take_over(*asset.along, line);
    else
        measure(street, asset, line);
    line.strips = strips_of(street, line);
    return line;
}

}  // namespace

std::vector<PlacedLine> placed_lines(const Street& before, const LayoutOutcome& outcome) {
    const Street& street = outcome.placed;
    if (street.axis.size() < 2) return {};
    std::map<std::string, const Asset*> known;
    for (const Asset& asset : before.assets)
        known[asset.id] = &asset;
    std::map<std::string, std::size_t> connections;
    for (const Asset& asset : street.assets)
        if (!asset.connects_to.empty() && !known.contains(asset.id))
            ++connections[asset.connects_to];
    const auto by_name = binding_by_name(outcome);
    std::vector<PlacedLine> lines;
    for (const Asset& asset : street.assets) {
        const auto old = known.find(asset.id);
        if (!asset.connects_to.empty() || asset.axis.empty()) continue;
        if (old != known.end() && same_axis(*old->second, asset)) continue;
        PlacedLine line = line_of(street, asset);
        line.moved = old != known.end();
        line.binding = binding_of(asset, by_name);
        line.connections = connections[asset.id];
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const PlacedLine& a, const PlacedLine& b) {
        return a.leftmost_m > b.leftmost_m;
    });
    return lines;
}

double occupied_width_m(const Street& before, const LayoutOutcome& outcome) {
    const Street& street = outcome.placed;
    double left_m = -1e300;
    double right_m = 1e300;
    for (const PlacedLine& line : placed_lines(before, outcome)) {
        left_m = std::max(left_m, line.leftmost_m + line.half_width_m);
        right_m = std::min(right_m, line.rightmost_m - line.half_width_m);
    }
    for (const model::Rack& rack : street.racks) {
        const bool known = std::any_of(before.racks.begin(), before.racks.end(),
                                       [&](const model::Rack& r) { return r.id == rack.id; });
        if (known || street.axis.size() < 2) continue;
        for (const model::Vec2& at : rack.line) {
            const double offset_m = geometry::station_offset(street.axis, at).offset_m;
            left_m = std::max(left_m, offset_m + 0.5 * rack.width_m);
            right_m = std::min(right_m, offset_m - 0.5 * rack.width_m);
        }
    }
    return left_m > right_m ? left_m - right_m : 0.0;
}

}  // namespace maaiveld::layout
