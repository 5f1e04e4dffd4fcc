#include "layout/requirements_evidence.h"

#include "geometry/polyline.h"
#include "model/axis.h"
#include "model/rack_passing.h"
#include "model/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace maaiveld::layout {
namespace {

using geometry::Vec2;
using geometry::Vec3;
using model::Asset;

double cross(const Vec2& a, const Vec2& b) {
    return a.x() * b.y() - a.y() * b.x();
}

/// Where the piece a-b meets the piece c-d in plan, as a share of a-b.
std::optional<double> meeting(const Vec2& a, const Vec2& b, const Vec2& c, const Vec2& d) {
    const Vec2 ab = b - a;
    const Vec2 cd = d - c;
    const double turn = cross(ab, cd);
    if (turn == 0.0) return std::nullopt;
    const double t = cross(c - a, cd) / turn;
    const double u = cross(c - a, ab) / turn;
    if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0) return std::nullopt;
    return t;
}

bool is_house_connection(const Asset& asset) {
    const auto kind = asset.attributes.find("kind");
    const bool named = kind != asset.attributes.end() &&
                       std::get_if<std::string>(&kind->second) != nullptr &&
                       std::get<std::string>(kind->second) == "house_connection";
    return named || !asset.connects_to.empty();
}

/// The mains of the rack and what taps them.
bool belongs_to(const model::Street& street, const model::Rack& rack, const Asset& asset) {
    if (asset.rack == rack.id) return true;
    return std::any_of(street.assets.begin(), street.assets.end(), [&](const Asset& main) {
        return main.rack == rack.id && main.id == asset.connects_to;
    });
}

std::optional<RackCrossing> crossing_of(const model::Street& street, const model::Rack& rack,
                                        const Asset& asset) {
    double sagitta_m = 0.0;
    const auto axis = model::tessellated(asset.axis, sagitta_m);
    const double half = model::half_height_of(asset);
    for (std::size_t i = 0; i + 1 < axis.size(); ++i) {
        const Vec3 piece = axis[i + 1] - axis[i];
        for (std::size_t j = 0; j + 1 < rack.line.size(); ++j) {
            const auto t =
                meeting(axis[i].head<2>(), axis[i + 1].head<2>(), rack.line[j], rack.line[j + 1]);
            if (!t) continue;
            const double z = axis[i].z() + *t * piece.z() - street.ground_z();
            if (z - half > rack.top_m || z + half < rack.bottom_m) continue;
            const bool sewer = asset.network == model::Network::SewerGravity;
            return RackCrossing{asset.id, sewer && is_house_connection(asset),
                                std::abs(piece.z()) / piece.head<2>().norm()};
        }
    }
    return std::nullopt;
}

double widest_connection_m(const model::Street& street, const std::string& main) {
    double radius = 0.0;
    for (const Asset& asset : street.assets)
        if (asset.connects_to == main) radius = std::max(radius, 0.5 * asset.outer_diameter_m);
    return radius;
}

}  // namespace

std::vector<RackSight> lines_seen_in(const model::Street& street, const model::Rack& rack) {
    std::vector<RackSight> seen;
    for (const Asset& asset : street.assets) {
        if (!model::lies_in(asset, rack) || !asset.connects_to.empty() || asset.axis.empty())
            continue;
        double sagitta_m = 0.0;
        const auto axis = model::tessellated(asset.axis, sagitta_m);
        RackSight sight{asset.id,
                        asset.network,
                        0.0,
                        0.0,
                        model::half_height_of(asset),
                        widest_connection_m(street, asset.id)};
        for (const Vec3& at : axis) {
            const double share = 1.0 / static_cast<double>(axis.size());
            sight.left_m += share * geometry::station_offset(rack.line, at.head<2>()).offset_m;
            sight.depth_m += share * (street.ground_z() - at.z());
        }
        seen.push_back(std::move(sight));
    }
    return seen;
}

bool goes_by(model::Network network, const std::string& word) {
    const std::string name{model::name_of(network)};
    return word.empty() || name == word || name.starts_with(word + "_");
}

std::vector<RackCrossing> crossings_of(const model::Street& street, const model::Rack& rack) {
    std::vector<RackCrossing> crossings;
    for (const Asset& asset : street.assets) {
        if (belongs_to(street, rack, asset)) continue;
        if (const auto crossing = crossing_of(street, rack, asset)) crossings.push_back(*crossing);
    }
    return crossings;
}

}  // namespace maaiveld::layout
