#include "rules/connection.h"

#include "rules/measure.h"

#include <algorithm>
#include <cmath>

namespace maaiveld::rules {
namespace {

using geometry::Segment;
using geometry::Vec3;
using model::Asset;
using model::Owner;
using model::Part;
using model::Scene;

std::span<const Part> parts_of(const Scene& scene, const Owner& owner) {
    return std::span{scene.parts}.subspan(owner.first_part, owner.part_count);
}

double half_height(const Part& part) {
    return part.body.kind == geometry::Convex::Kind::Capsule ? part.body.radius
                                                             : part.body.half_axes.col(2).norm();
}

/// Whether the height ranges of two ends overlap, give or take what is not known.
bool heights_meet(const Part& a, double za, const Part& b, double zb) {
    const double sigma = std::hypot(a.sigma_z_m, b.sigma_z_m);
    const double slack = sigma > 0.0 ? 3.0 * sigma : kMeet_m;
    return std::abs(za - zb) - half_height(a) - half_height(b) <= slack;
}

/// The distance along `line` where the end point of another line meets it, if it does.
std::optional<double> meeting(const Vec3& end, const Part& ending, std::span<const Part> line,
                              double within_m) {
    std::optional<double> place;
    double nearest = within_m;
    const Segment flat_end = geometry::plan(Segment{end, end});
    for (const Part& part : line) {
        const Segment flat = geometry::plan(part.axis);
        const double t = geometry::nearest_parameter(flat_end.a, flat);
        const double distance = (flat.at(t) - flat_end.a).norm();
        if (distance > nearest) continue;
        // Along a riser every height has the same plan: take the nearest one.
        const bool riser = flat.length() < 1e-9;
        const double lift = riser ? geometry::nearest_parameter(end, part.axis) : t;
        if (!heights_meet(ending, end.z(), part, part.axis.at(lift).z())) continue;
        nearest = distance;
        place = part.axis_from_m + lift * part.axis.length();
    }
    return place;
}

void add_joints(const Scene& scene, const Owner& a, const Owner& b, double within_m, bool a_ends,
                std::vector<Joint>& joints) {
    const Owner& ending = a_ends ? a : b;
    const auto pieces = parts_of(scene, ending);
    const auto line = parts_of(scene, a_ends ? b : a);
    const auto add = [&](const Vec3& end, const Part& part, double station) {
        const auto place = meeting(end, part, line, within_m);
        if (!place) return;
        const Joint joint = a_ends ? Joint{station, *place} : Joint{*place, station};
        const bool known = std::any_of(joints.begin(), joints.end(), [&](const Joint& j) {
            return std::abs(j.on_a_m - joint.on_a_m) < 1e-6 &&
                   std::abs(j.on_b_m - joint.on_b_m) < 1e-6;
        });
        if (!known) joints.push_back(joint);
    };
    add(pieces.front().axis.a, pieces.front(), 0.0);
    add(pieces.back().axis.b, pieces.back(), ending.length_m);
}

}  // namespace

Connection connection_of(const model::Street& street, const Scene& scene, std::uint32_t a,
                         std::uint32_t b) {
    Connection connection;
    const Owner& owner_a = scene.owners[a];
    const Owner& owner_b = scene.owners[b];
    if (!owner_a.is_line() || !owner_b.is_line()) return connection;
    const Asset& asset_a = street.assets[owner_a.index];
    const Asset& asset_b = street.assets[owner_b.index];
    if (asset_a.in_duct == asset_b.id || asset_b.in_duct == asset_a.id) {
        connection.whole_pair = "a cable and the duct it lies in";
    } else if (!asset_a.in_duct.empty() && asset_a.in_duct == asset_b.in_duct) {
        connection.whole_pair = "cables in one duct";
    } else if (!asset_a.bed.empty() && asset_a.bed == asset_b.bed) {
        connection.whole_pair = "members of one cable bed";
    }
    connection.heat_pair = !asset_a.pair.empty() && asset_a.pair == asset_b.pair;
    const bool a_taps = asset_a.connects_to == asset_b.id;
    const bool b_taps = asset_b.connects_to == asset_a.id;
    if (a_taps || b_taps) {
        add_joints(scene, owner_a, owner_b, kNamedMeet_m, a_taps, connection.joints);
    }
    if (asset_a.network == asset_b.network) {
        add_joints(scene, owner_a, owner_b, kMeet_m, true, connection.joints);
        add_joints(scene, owner_a, owner_b, kMeet_m, false, connection.joints);
    }
    return connection;
}

std::vector<geometry::Interval> free_intervals(const Part& part, const std::vector<Joint>& joints,
                                               bool on_a, double reach_m) {
    const double length = part.axis.length();
    std::vector<geometry::Interval> free{{0.0, 1.0}};
    for (const Joint& joint : joints) {
        const double station = (on_a ? joint.on_a_m : joint.on_b_m) - part.axis_from_m;
        std::vector<geometry::Interval> left;
        for (const auto& [from, to] : free) {
            if (length == 0.0) {
                if (std::abs(station) > reach_m) left.push_back({from, to});
                continue;
            }
            const double low = (station - reach_m) / length;
            const double high = (station + reach_m) / length;
            if (from < std::min(to, low)) left.push_back({from, std::min(to, low)});
            if (to > std::max(from, high)) left.push_back({std::max(from, high), to});
        }
        free = std::move(left);
    }
    return free;
}

}  // namespace maaiveld::rules
