#include "geometry/polyline.h"
#include "layout/place_street.h"
#include "layout/rack_between_parts.h"
#include "model/axis.h"

#include <algorithm>

namespace maaiveld::layout {
namespace {

using model::Asset;

const std::string& flat_id(const CutDemand& one, bool start) {
    return start ? one.before : one.behind;
}

Asset* changeable(model::Street& street, const std::string& id) {
    for (Asset& asset : street.assets)
        if (asset.id == id) return &asset;
    return nullptr;
}

double width_of(const Asset& asset) {
    return asset.duct_bank ? asset.duct_bank->width_m : asset.outer_diameter_m;
}

double left_of(const model::Street& street, const Asset& asset) {
    return place_in_section(street, asset.axis.front()).x();
}

void turn_pair(const Asset& a, const Asset& b, Asset& flat_a, Asset& flat_b,
               const model::Street& placed) {
    const bool alike =
        !a.pair.empty() && a.pair == b.pair && a.outer_diameter_m == b.outer_diameter_m;
    const double in_rack = left_of(placed, a) - left_of(placed, b);
    const double flat = left_of(placed, flat_a) - left_of(placed, flat_b);
    if (!alike || in_rack * flat >= 0.0) return;
    std::swap(flat_a.axis, flat_b.axis);
    std::swap(flat_a.along, flat_b.along);
}

/// A line with where it lies on both sides of an end.
EndLine end_line(const EndOfRack& end, const Asset& in_rack, const Asset& flat,
                 const model::Street& placed, const LayoutProfile& profile) {
    EndLine line;
    line.rack = place_in_section(placed, end.start ? in_rack.axis.front() : in_rack.axis.back());
    line.flat = place_in_section(placed, end.start ? flat.axis.back() : flat.axis.front());
    line.radius_m = std::max(model::half_height_of(in_rack), 0.5 * width_of(in_rack));
    line.bend_radius_m = profile.of(in_rack)->bend_radius_m;
    return line;
}

Asset end_piece(const EndOfRack& end, const CutDemand& one, std::vector<EndPoint> way,
                const LayoutProfile& profile, const model::Street& placed) {
    const Asset& in_rack = *asset_called(placed, one.whole);
    const Asset& flat = *asset_called(placed, flat_id(one, end.start));
    way.back().along_m = end.length_m;
    if (end.start) std::reverse(way.begin(), way.end());
    std::vector<StationPlace> places;
    for (const EndPoint& p : way)
        places.push_back({end.station(p.along_m), p.left_m, p.up_m});
    Asset asset = in_rack;
    rename_piece(asset, end.suffix());
    asset.along.reset();
    asset.attributes.erase("corridor_m");
    asset.attributes["rack_end"] = in_rack.rack;
    auto line = line_through(placed.axis, places);
    // It meets the pieces that it joins to the bit.
    line.front().at = end.start ? flat.axis.back().at : in_rack.axis.back().at;
    line.back().at = end.start ? in_rack.axis.front().at : flat.axis.front().at;
    asset.axis = rounded(line, profile.of(in_rack)->bend_radius_m);
    return asset;
}

}  // namespace

const Asset* asset_called(const model::Street& street, const std::string& id) {
    for (const Asset& asset : street.assets)
        if (asset.id == id) return &asset;
    return nullptr;
}

model::Vec2 place_in_section(const model::Street& street, const model::Vertex& vertex) {
    const std::span<const model::Vec2> axis{street.axis};
    return {geometry::station_offset(axis, geometry::plan(vertex.at)).offset_m, vertex.at.z()};
}

void turn_pairs(const EndOfRack& end, const std::vector<CutDemand>& cuts, model::Street& placed) {
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        for (std::size_t j = i + 1; j < cuts.size(); ++j) {
            const Asset* a = asset_called(placed, cuts[i].whole);
            const Asset* b = asset_called(placed, cuts[j].whole);
            Asset* flat_a = changeable(placed, flat_id(cuts[i], end.start));
            Asset* flat_b = changeable(placed, flat_id(cuts[j], end.start));
            if (a == nullptr || b == nullptr || flat_a == nullptr || flat_b == nullptr) continue;
            turn_pair(*a, *b, *flat_a, *flat_b, placed);
        }
    }
}

RackEnd ways_at(const EndOfRack& end, const std::vector<CutDemand>& cuts,
                const model::Street& placed, const LayoutProfile& profile,
                std::vector<const CutDemand*>& which) {
    std::vector<EndLine> lines;
    for (const CutDemand& one : cuts) {
        const Asset* in_rack = asset_called(placed, one.whole);
        const Asset* flat = asset_called(placed, flat_id(one, end.start));
        if (in_rack == nullptr || flat == nullptr) continue;
        lines.push_back(end_line(end, *in_rack, *flat, placed, profile));
        which.push_back(&one);
    }
    EndPractice practice;
    practice.max_bend_deg = profile.max_bend_deg;
    return fan_out(lines, practice);
}

void lay_end(const EndOfRack& end, const std::vector<CutDemand>& cuts, const LayoutProfile& profile,
             model::Street& placed) {
    std::vector<const CutDemand*> which;
    const RackEnd fan = ways_at(end, cuts, placed, profile, which);
    for (std::size_t i = 0; i < which.size(); ++i)
        placed.assets.push_back(end_piece(end, *which[i], fan.ways[i], profile, placed));
}

}  // namespace maaiveld::layout
