#include "lifecycle/build_dig.h"

#include <algorithm>
#include <limits>

namespace maaiveld::lifecycle {
namespace {

/// What is built in one trench, as it is gathered.
struct Gathered {
    BuildItem item;
    DigNeed need;
};

void widen(DigNeed& need, double left_m, double right_m, double depth_m) {
    need.left_m = std::min(need.left_m, left_m);
    need.right_m = std::max(need.right_m, right_m);
    need.depth_m = std::max(need.depth_m, depth_m);
}

Gathered& gathered_in(std::vector<Gathered>& all, const std::string& group, const SliceLine& line) {
    for (Gathered& g : all)
        if (g.item.group == group && g.item.rack == (line.rack >= 0)) return g;
    constexpr double kFar = std::numeric_limits<double>::infinity();
    all.push_back({{group, line.network, line.rack >= 0, {}}, {kFar, -kFar, 0.0, 0.0}});
    return all.back();
}

std::vector<Gathered> gathered(const Slice& slice, const std::vector<bool>& built,
                               const TrenchPractice& practice) {
    std::vector<Gathered> all;
    for (const SliceLine& line : slice.lines) {
        if (!built[line.asset]) continue;
        const bool racked = line.rack >= 0;
        const SliceRack* rack =
            racked ? &slice.racks[static_cast<std::size_t>(line.rack)] : nullptr;
        Gathered& g = gathered_in(all, racked ? rack->id : line.group, line);
        if (racked) {
            widen(g.need, std::min(rack->left_m, line.left_m()),
                  std::max(rack->right_m, line.right_m()), rack->bottom_m);
        } else {
            widen(g.need, line.left_m(), line.right_m(), line.bottom_m() + practice.bedding_m);
            g.need.widest_m = std::max(g.need.widest_m, 2.0 * line.half_width_m);
        }
    }
    return all;
}

/// A rack asks for its own working room instead of a pipe's.
TrenchPractice practice_for(const Gathered& g, TrenchPractice practice) {
    if (!g.item.rack) return practice;
    practice.room_by_diameter = {{std::numeric_limits<double>::infinity(), practice.rack_room_m}};
    practice.room_sloped_m = practice.rack_room_m;
    return practice;
}

/// Height of the shored sides that stay standing in the joint trench.
double shored_height_m(const std::vector<Dig>& digs) {
    constexpr double kBeside_m = 1e-6;
    double height = 0.0;
    for (std::size_t i = 0; i < digs.size(); ++i) {
        if (digs[i].sides != Sides::Shored) continue;
        for (const double x : {digs[i].left_m - kBeside_m, digs[i].right_m + kBeside_m}) {
            double neighbour = 0.0;
            for (std::size_t j = 0; j < digs.size(); ++j)
                if (j != i) neighbour = std::max(neighbour, digs[j].depth_at(x));
            height += std::max(0.0, digs[i].depth_m - neighbour);
        }
    }
    return height;
}

bool in_search_zone(const Dig& dig, const SliceLine& line, const TrenchPractice& practice) {
    const double aside =
        std::max({dig.top_left_m() - line.right_m(), line.left_m() - dig.top_right_m(), 0.0});
    return aside < practice.zone_horizontal_m &&
           line.top_m() - dig.depth_m < practice.zone_vertical_m;
}

void find_existing(const Slice& slice, const std::vector<bool>& built, const std::vector<Dig>& digs,
                   const TrenchPractice& practice, BuildDig& result) {
    for (const SliceLine& line : slice.lines) {
        if (built[line.asset]) continue;
        const bool round = line.half_width_m == line.half_height_m;
        const auto hangs = [&](const Dig& d) {
            return meets(d, line.x_m, line.depth_m, line.half_width_m, line.half_height_m, round);
        };
        const auto near = [&](const Dig& d) { return in_search_zone(d, line, practice); };
        if (std::any_of(digs.begin(), digs.end(), hangs))
            result.existing_exposed.push_back(line.id);
        if (std::any_of(digs.begin(), digs.end(), near)) result.existing_in_zone.push_back(line.id);
    }
}

}  // namespace

Interval free_room(const Slice& slice, double left_m, double right_m, double depth_m) {
    Interval room{slice.left_m, slice.right_m};
    for (const SliceObstacle& o : slice.obstacles) {
        if (o.bottom_m <= 0.0 || o.top_m >= depth_m) continue;
        const double middle = 0.5 * (o.left_m + o.right_m);
        if (middle < 0.5 * (left_m + right_m))
            room.from_m = std::max(room.from_m, o.right_m);
        else
            room.to_m = std::min(room.to_m, o.left_m);
    }
    return room;
}

BuildDig build_dig(const Slice& slice, const std::vector<bool>& built,
                   const TrenchPractice& practice, bool sloped) {
    BuildDig result;
    std::vector<Dig> digs;
    for (const Gathered& g : gathered(slice, built, practice)) {
        const Interval room = free_room(slice, g.need.left_m, g.need.right_m, g.need.depth_m);
        BuildItem item = g.item;
        item.dig = dig_for(g.need, practice_for(g, practice), sloped, room.from_m, room.to_m);
        result.alone_area_m2 += item.dig.area_m2();
        digs.push_back(item.dig);
        result.items.push_back(std::move(item));
    }
    result.joint_area_m2 = union_area_m2(digs);
    result.surface = opened_surface(digs);
    result.shored_m2 = shored_height_m(digs);
    find_existing(slice, built, digs, practice, result);
    return result;
}

}  // namespace maaiveld::lifecycle
