#include "lifecycle/future_room.h"

#include "geometry/polyline.h"
#include "influence/street/cut.h"
#include "lifecycle/slice.h"
#include "rules/check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::lifecycle {
namespace {

using geometry::Vec2;

constexpr double kHalfLength_m = 3.0;  ///< of the trial: longer than the shortest parallel run
constexpr double kWindow_m = 15.0;     ///< what lies further away breaks no clearance
constexpr const char* kTrial = "~future";

/// The street about a station: its lines, trees and structures that come near.
model::Street window(const model::Street& street, const std::vector<Vec2>& axis, double station_m) {
    const Vec2 middle = geometry::point_at(axis, station_m, 0.0);
    model::Street part = street;
    part.demands.clear();
    std::erase_if(part.assets, [&](const model::Asset& asset) {
        double nearest = 1e300;
        for (std::size_t i = 0; i + 1 < asset.axis.size(); ++i) {
            const Vec2 a = geometry::plan(asset.axis[i].at),
                       b = geometry::plan(asset.axis[i + 1].at);
            const Vec2 d = b - a;
            const double length2 = d.squaredNorm();
            const double t =
                length2 > 0.0 ? std::clamp((middle - a).dot(d) / length2, 0.0, 1.0) : 0.0;
            nearest = std::min(nearest, (middle - a - t * d).norm());
        }
        return nearest > kWindow_m;
    });
    return part;
}

struct Trial {
    double x_m = 0.0;  ///< middle of the group, to the right of the axis
    double half_m = 0.0;
    std::string name;
};

/// Nothing may lie above or below, and it must lie within the street.
bool is_free_above(const Slice& slice, double x_m, double half_m) {
    if (x_m - half_m < slice.left_m || x_m + half_m > slice.right_m) return false;
    const auto apart = [&](double left, double right) {
        return right <= x_m - half_m || left >= x_m + half_m;
    };
    const auto clear = [&](const auto& all, auto left, auto right) {
        return std::all_of(all.begin(), all.end(),
                           [&](const auto& one) { return apart(left(one), right(one)); });
    };
    return clear(
               slice.lines, [](const SliceLine& l) { return l.left_m(); },
               [](const SliceLine& l) { return l.right_m(); }) &&
           clear(
               slice.racks, [](const SliceRack& r) { return r.left_m; },
               [](const SliceRack& r) { return r.right_m; }) &&
           clear(
               slice.obstacles, [](const SliceObstacle& o) { return o.left_m; },
               [](const SliceObstacle& o) { return o.right_m; });
}

std::vector<Trial> trials_in(const Slice& slice, double group_m, double step_m) {
    std::vector<Trial> trials;
    const double width = slice.right_m - slice.left_m;
    const auto steps = static_cast<int>(std::floor(width / step_m + 1e-9));
    for (int i = 0; i <= steps; ++i) {
        const double x = slice.left_m + i * step_m;
        if (is_free_above(slice, x, 0.5 * group_m))
            trials.push_back({x, 0.5 * group_m, fmt::format("{}-{}", kTrial, i)});
    }
    return trials;
}

/// The lines of one trial at one cover, all in one bed: they and other trials do not conflict.
void add_trial(model::Street& street, const std::vector<Vec2>& axis, double station_m,
               const Trial& trial, const FutureNetwork& network, const model::AssetType& type,
               double cover_m) {
    const double d = type.outer_diameter_m;
    for (int k = 0; k < network.lines; ++k) {
        model::Asset asset;
        asset.id = asset.alias = fmt::format("{}-{}", trial.name, k);
        asset.network = network.network;
        asset.type = network.type;
        asset.status = model::Status::Projected;
        asset.outer_diameter_m = d;
        asset.bed = kTrial;
        asset.attributes = type.implies;
        const double x = trial.x_m - trial.half_m + 0.5 * d + k * (d + network.gap_m);
        const double z = street.ground_z() - cover_m - 0.5 * d;
        for (const Vec2& p :
             geometry::offset_line(axis, station_m - kHalfLength_m, station_m + kHalfLength_m, -x))
            asset.axis.push_back({{p.x(), p.y(), z}, {}, {}});
        street.assets.push_back(std::move(asset));
    }
}

/// The names of the trials that break a rule.
std::set<std::string> broken_trials(const model::Street& street,
                                    std::span<const rules::Pack> packs) {
    std::set<std::string> broken;
    rules::CheckOptions options;
    options.threads = 1;
    for (const rules::Finding& f : rules::check(street, packs, options).findings) {
        if (f.severity == rules::Severity::Info) continue;
        if (f.certainty == rules::CertaintyClass::Possible) continue;
        for (const std::string& id : {f.a, f.b})
            if (id.starts_with(std::string{kTrial} + "-"))
                broken.insert(id.substr(0, id.rfind('-')));
    }
    return broken;
}

}  // namespace

FutureRoom future_room(const model::Street& street, const model::Catalogue& catalogue,
                       std::span<const rules::Pack> packs, const FutureNetwork& network,
                       double station_m, double step_m) {
    FutureRoom room{network.id, true, 0.0, {}, {}};
    const auto type = catalogue.types.find(network.type);
    const auto axis = influence::axis_of(street);
    room.known = type != catalogue.types.end();
    if (!room.known || axis.size() < 2) return room;
    const double group_m =
        network.lines * type->second.outer_diameter_m + (network.lines - 1) * network.gap_m;
    std::vector<Trial> left = trials_in(slice_at(street, station_m), group_m, step_m);
    const model::Street around = window(street, axis, station_m);
    const double tried = static_cast<double>(left.size());
    for (int k = 0;; ++k) {
        const double cover = network.min_cover_m + k * network.cover_step_m;
        if (cover > network.max_cover_m + 1e-9 || left.empty()) break;
        model::Street with = around;
        for (const Trial& trial : left)
            add_trial(with, axis, station_m, trial, network, type->second, cover);
        const std::set<std::string> broken = broken_trials(with, packs);
        for (const Trial& trial : left) {
            if (broken.contains(trial.name) || room.offset_m) continue;
            room.offset_m = -trial.x_m;
            room.cover_m = cover;
        }
        std::erase_if(left, [&](const Trial& t) { return !broken.contains(t.name); });
    }
    room.width_m = step_m * (tried - static_cast<double>(left.size()));
    return room;
}

}  // namespace maaiveld::lifecycle
